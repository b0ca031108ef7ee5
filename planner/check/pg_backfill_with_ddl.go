package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var backfillWithDDL = Rule{
	Code: "PG504", Name: "backfill-with-ddl", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "rows are changed while an earlier statement of the transaction keeps everybody out of a table",
		Reason:  "The lock of an ALTER TABLE lasts until the transaction ends. Rows that are changed behind it, in the same transaction, are changed while nobody can read or write the table: for a large table that is an outage. Changed in a revision of its own, in batches, they are locked one by one and for a moment.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'open' WHERE state IS NULL;",
		Safe:    "ALTER TABLE orders ADD COLUMN state text;\n-- outside of the schema's revisions, in batches, until none is left:\nUPDATE orders SET state = 'open' WHERE id IN (SELECT id FROM orders WHERE state IS NULL LIMIT 10000);",
		When:    "The rows are few.",
		Sources: []string{manual + "explicit-locking.html#LOCKING-TABLES"},
	},
	Check: checkBackfillWithDDL,
}

func checkBackfillWithDDL(p *Pass) {
	transaction, table := 0, ""
	var by *Statement
	for i := range p.Statements {
		st := &p.Statements[i]
		if st.Transaction != transaction {
			transaction, by = st.Transaction, nil
		}
		if st.Transaction == 0 {
			continue
		}
		for j := range st.Actions {
			if a := &st.Actions[j]; by != nil && changesRows(a) {
				p.on(st, a, "rows of %s are changed while %s keeps everybody out of %s", a.TableSQL, p.number(by), table).Advice =
					"change them in a revision of its own, or better in batches outside of the schema's revisions"
				break
			}
		}
		for j := range st.Locks {
			if l := &st.Locks[j]; by == nil && blocks(l, "reads") && l.Held == "transaction" {
				by, table = st, l.Table
			}
		}
	}
}

// changesRows tells whether an action changes as many rows of a table in use as it holds, or as a query finds.
func changesRows(a *sqlstmt.Action) bool {
	switch a.Kind {
	case sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge:
		return !a.New
	case sqlstmt.Insert:
		return len(related(a, sqlstmt.RoleSource)) > 0
	}
	return false
}
