package check

import (
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myNoLockWaitTimeout = Rule{
	Code: "MY502", Name: "no-lock-wait-timeout", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a change of a table waits for open transactions, and everybody else waits behind it",
		Reason:  "Even an instant change needs the table for itself for a moment: the metadata lock. It waits until every transaction that has touched the table has ended, a forgotten SELECT in an open session included, and each new statement on the table waits behind it. lock_wait_timeout is by default a day in MariaDB and a year in MySQL. With a few seconds the change gives up instead, and can be tried again. This is told once for a script.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN note varchar(20);",
		Safe:    "SET SESSION lock_wait_timeout = 5;\nALTER TABLE orders ADD COLUMN note varchar(20);",
		When:    "The script runs in a window in which nobody else uses the database.",
		Sources: []string{mysqlManual + "metadata-locking.html", mysqlManual + "server-system-variables.html#sysvar_lock_wait_timeout", mariadbManual + "wait-and-nowait/"},
	},
	Check: checkMyNoLockWaitTimeout,
}

func checkMyNoLockWaitTimeout(p *Pass) {
	if v := p.Timeouts["lock_timeout"]; v != "" && v != "0" {
		return
	}
	revision := ""
	for i := range p.Statements {
		st := &p.Statements[i]
		for _, name := range st.Session {
			if name == "lock_wait_timeout" {
				revision = st.Revision // it sets the limit itself, for as long as the revision lasts
			}
		}
		if st.Revision == revision {
			continue
		}
		for j := range st.Locks {
			if l := &st.Locks[j]; !l.New && l.Mode != "SHARED_WRITE" && asksWait(st, l.Table) == "" {
				f := p.Report(st, "nothing limits how long this waits for open transactions on %s, and all others wait behind it", l.Table)
				f.Table = l.Table
				f.Advice = "give the script a limit with --lock-timeout 5s, or lock_timeout in sqlplan.toml"
				return
			}
		}
	}
}

// asksWait is the WAIT or NOWAIT of a statement on a table.
func asksWait(st *Statement, table string) string {
	for i := range st.Actions {
		if a := &st.Actions[i]; a.TableSQL == table || a.Refers().RefSQL == table {
			return a.More().Wait
		}
	}
	return ""
}
