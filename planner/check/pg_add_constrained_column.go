package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var addConstrainedColumn = Rule{
	Code: "PG308", Name: "add-constrained-column", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a new column of a domain with constraints writes the whole table again while nobody can use it",
		Reason:  "The constraints of a domain have to be tested for the value that each old row gets, and the server does that by writing the table again, under an ACCESS EXCLUSIVE lock, even where the value is null. A column of the plain type, with a CHECK that is added with NOT VALID and validated, has the same effect.",
		Unsafe:  "ALTER TABLE customers ADD COLUMN email email; -- CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
		Safe:    "ALTER TABLE customers ADD COLUMN email text;\nALTER TABLE customers ADD CONSTRAINT customers_email CHECK (email LIKE '%@%') NOT VALID;\n" + nextRevision + "\nALTER TABLE customers VALIDATE CONSTRAINT customers_email;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES", manual + "sql-createdomain.html"},
	},
	Check: checkAddConstrainedColumn,
}

func checkAddConstrainedColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constrained && !a.Stored {
			f := p.on(st, a, "testing the constraints of %s for %s writes every row of %s again while nobody can read or write it", a.Type, a.Name, a.TableSQL)
			f.Advice = "add the column with the type that the domain is made of, and put its constraint on the table with NOT VALID; validate it in the next revision"
		}
	}, sqlstmt.AddColumn)
}
