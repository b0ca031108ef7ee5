package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var detachNotConcurrent = Rule{
	Code: "PG603", Name: "detach-not-concurrent", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a partition is detached under a lock that keeps everybody out of the whole table",
		Reason:  "DETACH PARTITION takes an ACCESS EXCLUSIVE lock on the partitioned table and on the partition. It is quick, but has to wait for every query on any partition, and all that come later wait behind it. Since PostgreSQL 14 DETACH PARTITION ... CONCURRENTLY waits without standing in the way; it does not work while the table has a default partition.",
		Unsafe:  "ALTER TABLE events DETACH PARTITION events_2020;",
		Safe:    "ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;",
		When:    "A short lock_timeout ends the wait, and somebody repeats the step.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION"},
	},
	Check: checkDetachNotConcurrent,
}

func checkDetachNotConcurrent(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Concurrently || a.To == "finalize" {
			return
		}
		f := p.on(st, a, "%s is detached under a lock that keeps everybody out of all of %s", a.Name, a.TableSQL)
		hasDefault := slices.ContainsFunc(a.More().Also, func(r sqlstmt.Relation) bool { return r.Role == sqlstmt.RoleDefault })
		switch {
		case !p.Version.AtLeast(14, 0):
			f.Advice = "CONCURRENTLY is there since PostgreSQL 14: before, keep lock_timeout short, and repeat the step if it runs out"
		case hasDefault:
			f.Advice = "CONCURRENTLY does not work while there is a default partition: keep lock_timeout short, and repeat the step if it runs out"
		default:
			f.Advice = "detach it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself"
			p.instead(f, st, alter(a)+"DETACH PARTITION "+a.Name+" CONCURRENTLY")
		}
	}, sqlstmt.DetachPartition)
}
