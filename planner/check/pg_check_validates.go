package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var checkValidates = Rule{
	Code: "PG204", Name: "check-validates", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a CHECK is tested on every row while nobody can use the table",
		Reason:  "ADD CONSTRAINT ... CHECK takes an ACCESS EXCLUSIVE lock and reads the whole table under it: reads and writes wait. With NOT VALID the constraint holds for new rows at once, and nothing is read; VALIDATE CONSTRAINT, in a transaction of its own, then reads the rows while reads and writes go on.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders VALIDATE CONSTRAINT orders_total;",
		Alembic: "op.create_check_constraint(\"orders_total\", \"orders\", \"total >= 0\", postgresql_not_valid=True)\n# in the next revision:\nop.execute(\"ALTER TABLE orders VALIDATE CONSTRAINT orders_total\")",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkCheckValidates,
}

func checkCheckValidates(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.Check || a.NotValid {
			return
		}
		f := p.on(st, a, "every row of %s is tested while nobody can read or write the table", a.TableSQL)
		f.Advice = "add it with NOT VALID, and validate it in the next revision, which lets reads and writes go on"
		p.instead(f, st, alter(a)+"ADD CONSTRAINT "+p.name(a.Name)+" "+a.Definition+" NOT VALID", nextRevision, alter(a)+"VALIDATE CONSTRAINT "+p.name(a.Name))
		p.alembic(f, "op.create_check_constraint(..., postgresql_not_valid=True), and op.execute() of the VALIDATE in the next revision")
	}, sqlstmt.AddConstraint)
}
