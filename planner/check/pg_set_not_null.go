package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var setNotNull = Rule{
	Code: "PG303", Name: "set-not-null", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "SET NOT NULL reads the whole table while nobody can use it",
		Reason:  "SET NOT NULL takes an ACCESS EXCLUSIVE lock and looks for nulls in every row under it. Since PostgreSQL 12 it is spared that where a validated CHECK (column IS NOT NULL) shows that there are none: add it with NOT VALID, validate it in a transaction of its own, which lets reads and writes go on, then SET NOT NULL, and drop the CHECK in another statement behind. Since PostgreSQL 18 NOT NULL itself can be NOT VALID.",
		Unsafe:  "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT orders_customer_id_not_null CHECK (customer_id IS NOT NULL) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_not_null;\n" + nextRevision + "\nALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT orders_customer_id_not_null;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL", "https://www.postgresql.org/docs/release/12.0/", "https://www.postgresql.org/docs/release/18.0/"},
	},
	Check: checkSetNotNull,
}

func checkSetNotNull(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.NotValid || a.Proven && p.Version.AtLeast(12, 0) {
			return
		}
		f := p.on(st, a, "every row of %s is searched for nulls in %s while nobody can read or write the table", a.TableSQL, a.Name)
		switch {
		case p.Version.AtLeast(18, 0):
			f.Advice = "add NOT NULL with NOT VALID, and validate it in the next revision:\n  " + alter(a) + "ADD CONSTRAINT " + p.name(p.generated(a.Table.Name, a.Name, "not_null")) + " NOT NULL " + p.name(a.Name) + " NOT VALID;\nor, for older servers too, by way of a CHECK"
		case p.Version.AtLeast(12, 0):
			f.Advice = "have a validated CHECK show that there are none"
		default:
			check := p.proveNotNull(a, a.Name)
			f.Advice = "before PostgreSQL 12 there is no way around it: keep a validated CHECK in the place of NOT NULL:\n  " + check[0] + ";\n  " + check[2] + "; (in the next revision)"
			return
		}
		p.instead(f, st, p.proveNotNull(a, a.Name)...)
		p.alembic(f, "op.create_check_constraint(..., postgresql_not_valid=True), in the next revision op.execute() of the VALIDATE, then op.alter_column(..., nullable=False)")
	}, sqlstmt.SetNotNull)
}
