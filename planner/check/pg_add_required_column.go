package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var addRequiredColumn = Rule{
	Code: "PG304", Name: "add-required-column", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a NOT NULL column without a default fails if the table has a row",
		Reason:  "The rows that are there have no value for the column, so that the statement fails unless the table is empty. Where it is, every INSERT of the application that does not know the column yet fails from then on.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN state text NOT NULL;",
		Safe:    "ALTER TABLE orders ADD COLUMN state text;\n-- fill it in batches, then make it NOT NULL: see PG303",
		When:    "The table is empty, and the application that writes to it is deployed with the script.",
		Sources: []string{manual + "sql-altertable.html"},
	},
	Check: checkAddRequiredColumn,
}

func checkAddRequiredColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.NotNull || a.Default || a.Counted || a.Stored || a.Virtual {
			return
		}
		f := p.on(st, a, "it fails if %s has a row: %s is NOT NULL, and has no default", a.TableSQL, a.Name)
		f.Advice = "add it without NOT NULL, have the application write it, fill the old rows in batches, and make it NOT NULL in a later release;"
		if p.Version.AtLeast(11, 0) {
			f.Advice += "\nor give it a constant default, which since PostgreSQL 11 writes no row"
		}
		p.instead(f, st, alter(a)+"ADD COLUMN "+ifNotExists(a)+p.name(a.Name)+" "+a.Type)
	}, sqlstmt.AddColumn)
}

func ifNotExists(a *sqlstmt.Action) string {
	if a.IfExists {
		return "IF NOT EXISTS "
	}
	return ""
}
