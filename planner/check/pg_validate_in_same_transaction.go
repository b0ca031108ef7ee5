package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var validateInSameTransaction = Rule{
	Code: "PG205", Name: "validate-in-same-transaction", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a constraint is validated under the strong lock that NOT VALID was to avoid",
		Reason:  "ADD CONSTRAINT ... NOT VALID takes a strong lock for a moment, but keeps it until the transaction ends. A VALIDATE CONSTRAINT in the same transaction reads the whole table under that lock, so that nothing is gained.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders VALIDATE CONSTRAINT c;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkValidateInSameTransaction,
}

func checkValidateInSameTransaction(p *Pass) {
	type constraint struct {
		table schema.Name
		name  string
	}
	added := map[constraint]*Statement{}
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		at := constraint{a.Table, a.Name}
		if a.Kind == sqlstmt.AddConstraint {
			if a.NotValid {
				added[at] = st
			}
			return
		}
		if before := added[at]; before != nil && together(before, st) {
			f := p.on(st, a, "%s is validated while %s still holds its lock on %s", a.Name, p.number(before), a.TableSQL)
			f.Advice = "validate it in a revision of its own, so that the lock is given back before"
			if p.Format == "native" {
				f.Advice += ";\nor write -- sqlplan:transaction none in the first line of the section"
			}
		}
	}, sqlstmt.AddConstraint, sqlstmt.ValidateConstraint)
}
