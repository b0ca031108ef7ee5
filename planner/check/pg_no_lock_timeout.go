package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var noLockTimeout = Rule{
	Code: "PG501", Name: "no-lock-timeout", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a statement waits for its lock without a limit, and everybody else behind it",
		Reason:  "A strong lock is waited for behind every transaction that uses the table, and whoever comes later, readers too, waits behind the one that waits. One long query is enough to stop the application. A lock_timeout ends the wait: the script stops, nothing of the transaction is kept, and the step can be run again later. sqlplan sets 5s in each transaction and around what runs outside of one, unless it is told otherwise. Only what would leave something half done is not stopped: CREATE INDEX CONCURRENTLY and its like wait for whole transactions of others, and keep nobody from reading or writing meanwhile.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN note text; -- with lock_timeout = \"0\"",
		Safe:    "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;",
		When:    "The role that runs the script has a lock_timeout of its own, or nobody else is connected.",
		Sources: []string{manual + "runtime-config-client.html#GUC-LOCK-TIMEOUT", manual + "explicit-locking.html"},
	},
	Check: checkNoLockTimeout,
}

func checkNoLockTimeout(p *Pass) {
	var first *Statement
	table, mode, more := "", "", 0
	set, in := false, 0 // a timeout that the revisions set themselves: for the session, or in a transaction
	for i := range p.Statements {
		st := &p.Statements[i]
		if sets(st, p, "lock_timeout") {
			set, in = set || slices.Contains(st.Session, "lock_timeout"), st.Transaction
		}
		limited := st.Transaction != 0 || st.Leftover == "" // which sqlplan leaves without one
		if set || st.Transaction != 0 && in == st.Transaction || limited && p.Timeouts["lock_timeout"] != "" {
			continue
		}
		k := slices.IndexFunc(st.Locks, func(l sqlstmt.Lock) bool { return waitsBadly(&l) })
		switch {
		case k < 0:
		case first == nil:
			first, table, mode = st, st.Locks[k].Table, st.Locks[k].Mode
		default:
			more++
		}
	}
	if first == nil {
		return
	}
	f := p.Report(first, "it waits for its %s lock on %s without a limit, and everybody behind it", mode, table)
	f.Table = table
	if more > 0 {
		f.Message += fmt.Sprintf("; so do %d more statements", more)
	}
	f.Advice = "leave lock_timeout at 5s, or set one: --lock-timeout 5s"
	if first.Transaction == 0 && first.Leftover != "" {
		f.Advice = "a timeout would leave " + first.Leftover + ", so that sqlplan sets none here; if that is better than the wait: SET lock_timeout = '5s' before the statement, and RESET lock_timeout behind it"
	}
}

// waitsBadly tells whether others queue behind one who waits for the lock.
func waitsBadly(l *sqlstmt.Lock) bool {
	return blocks(l, "reads") || blocks(l, "writes")
}

// sets tells whether a statement sets a timeout, for the session or for its transaction.
func sets(st *Statement, p *Pass, name string) bool {
	if slices.Contains(st.Session, name) {
		return true
	}
	if len(st.Text) > 200 || len(st.Text) < 3 || !strings.EqualFold(st.Text[:3], "set") {
		return false
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(words(st.Text, p.Style))), func(w string) bool {
		return strings.TrimSuffix(w, "=") == name
	})
}
