package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var foreignKeyValidates = Rule{
	Code: "PG201", Name: "foreign-key-validates", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a foreign key is checked against all rows while writes to both tables wait",
		Reason:  "ADD FOREIGN KEY takes a SHARE ROW EXCLUSIVE lock on both tables and reads every row of the referencing one under it: writes to both wait until the transaction ends. With NOT VALID the constraint holds for new rows at once, and nothing is read; VALIDATE CONSTRAINT, in a transaction of its own, then reads the rows while writes go on. ALTER CONSTRAINT ... ENFORCED reads them, too, under an ACCESS EXCLUSIVE lock.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;",
		Alembic: "op.create_foreign_key(\"orders_customer_fk\", \"orders\", \"customers\", [\"customer_id\"], [\"id\"], postgresql_not_valid=True)\n# in the next revision:\nop.execute(\"ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk\")",
		When:    "The referencing table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES", manual + "explicit-locking.html"},
	},
	Check: checkForeignKeyValidates,
}

func checkForeignKeyValidates(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.ForeignKey || a.NotValid || a.Proven {
			return
		}
		both := a.TableSQL + " and " + a.Refers().RefSQL
		if a.Refers().RefNew || a.Refers().Ref == a.Table {
			both = a.TableSQL
		}
		f := p.on(st, a, "every row of %s is checked against %s while writes to %s wait", a.TableSQL, a.Refers().RefSQL, both)
		if a.TableKind == schema.Partitioned && !p.Version.AtLeast(18, 0) {
			f.Advice = "before PostgreSQL 18 a partitioned table takes no foreign key with NOT VALID: add it to each partition with NOT VALID, validate these, and add it to the parent last"
			return
		}
		f.Advice = "add it with NOT VALID, and validate it in the next revision, which lets writes go on"
		p.instead(f, st, alter(a)+"ADD CONSTRAINT "+p.name(a.Name)+" "+a.Definition+" NOT VALID", nextRevision, alter(a)+"VALIDATE CONSTRAINT "+p.name(a.Name))
		p.alembic(f, "op.create_foreign_key(..., postgresql_not_valid=True), and op.execute() of the VALIDATE in the next revision")
	}, sqlstmt.AddConstraint)
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.To != "enforced" {
			return
		}
		f := p.on(st, a, "every row of %s is checked against %s while nobody else reads or writes %s", a.TableSQL, a.Refers().RefSQL, a.TableSQL)
		f.Advice = "add the foreign key anew with NOT VALID and drop this one, and validate it in the next revision, which lets reads and writes go on"
	}, sqlstmt.AlterConstraint)
}
