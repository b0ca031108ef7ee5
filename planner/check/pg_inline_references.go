package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var inlineReferences = Rule{
	Code: "PG202", Name: "inline-references", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a new column with REFERENCES locks two tables at once",
		Reason:  "ADD COLUMN keeps everybody out of its table, and REFERENCES keeps writers out of the referenced one. Neither takes long, since the new column holds nulls only, but the statement has to wait for both locks, and holds the first while it waits for the second. Two statements need one lock each at a time.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN customer_id bigint REFERENCES customers;",
		Safe:    "ALTER TABLE orders ADD COLUMN customer_id bigint;\n" + nextRevision + "\nALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_fkey;",
		When:    "Neither table is busy, or a short lock_timeout ends the wait.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkInlineReferences,
}

func checkInlineReferences(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.ForeignKey || !a.Proven || a.Refers().RefNew || a.Refers().Ref == a.Table {
			return
		}
		f := p.on(st, a, "the new column locks %s against everybody, and %s against writes, at the same time", a.TableSQL, a.Refers().RefSQL)
		f.Advice = "add the column first, and the foreign key in the next revision, with NOT VALID; then validate it"
	}, sqlstmt.AddConstraint)
}
