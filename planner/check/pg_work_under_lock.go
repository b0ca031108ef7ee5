package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var workUnderLock = Rule{
	Code: "PG503", Name: "work-under-lock", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "long work begins while an earlier statement of the transaction keeps everybody out of a table",
		Reason:  "A lock lasts until its transaction ends, not only as long as its statement. A quick ALTER TABLE in front of an index build, a scan or a rewrite keeps everybody out of its table for all of that time, even if the later statement alone would have let reads or writes go on, and even if it works on another table.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN state text;\nCREATE INDEX orders_customer_idx ON orders (customer_id);",
		Safe:    "ALTER TABLE orders ADD COLUMN state text;\n" + nextRevision + "\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
		When:    "The tables are small.",
		Sources: []string{manual + "explicit-locking.html#LOCKING-TABLES"},
	},
	Check: checkWorkUnderLock,
}

func checkWorkUnderLock(p *Pass) {
	transaction := 0
	held := map[string]int{} // tables that reads are kept out of, and the statement that began it
	var order []string
	for i := range p.Statements {
		st := &p.Statements[i]
		if st.Transaction != transaction {
			transaction, order = st.Transaction, nil
			clear(held)
		}
		if st.Transaction == 0 {
			continue
		}
		if work := slices.IndexFunc(st.Locks, longWork); work >= 0 {
			l := &st.Locks[work]
			table := l.Table
			if held[table] == 0 && len(order) > 0 {
				table = order[0]
			}
			alone := table == l.Table && blocks(l, "reads") // it is as bad without the earlier statement, and has a rule of its own
			if by := held[table]; by != 0 && !alone && !validates(st) {
				f := p.Report(st, "it %s %s while statement %d keeps everybody out of %s", workWord(l), l.Table, by, table)
				f.Table, f.Advice = l.Table, "put it into a revision of its own, so that the lock is given back before"
			}
		}
		for j := range st.Locks {
			if l := &st.Locks[j]; blocks(l, "reads") && l.Held == "transaction" && held[l.Table] == 0 {
				held[l.Table] = st.Number
				order = append(order, l.Table)
			}
		}
	}
}

// longWork tells whether work under a lock takes the longer the larger the table is.
func longWork(l sqlstmt.Lock) bool { return !l.New && (l.Rewrite || l.Scan || l.Build) }

// validates tells whether the statement only validates constraints: that has a rule of its own.
func validates(st *Statement) bool {
	return !slices.ContainsFunc(st.Actions, func(a sqlstmt.Action) bool { return a.Kind != sqlstmt.ValidateConstraint })
}

// workWord says what is done to a table under a lock: "builds an index on".
func workWord(l *sqlstmt.Lock) string {
	switch {
	case l.Rewrite:
		return "writes every row again of"
	case l.Build:
		return "builds an index on"
	}
	return "reads every row of"
}
