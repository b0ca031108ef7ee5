package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myRequiredColumn = Rule{
	Code: "MY303", Name: "required-column", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a column is added that is NOT NULL and has no default",
		Reason:  "The rows that are there get a value that nobody has chosen: 0, an empty string, '0000-00-00'. It cannot be told from a real one later. Programs that do not know the column yet fail at their next INSERT where sql_mode is strict, and write the same value where it is not.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN priority int NOT NULL;",
		Safe:    "ALTER TABLE orders ADD COLUMN priority int;",
		When:    "0 or the empty string is what is meant: then say DEFAULT 0.",
		Sources: []string{mysqlManual + "data-type-defaults.html", mariadbManual + "alter-table/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if !a.NotNull || a.Default || a.Counted || a.Stored || a.Virtual {
				return
			}
			f := p.tell(st, a, "add it without NOT NULL, fill it, then make it NOT NULL; or say which DEFAULT the rows get",
				"the rows of %s get an implicit value in the new column %s, which is NOT NULL without a default", a.TableSQL, a.Name)
			if clause := p.without(a.More().Clause, "NOT", "NULL"); clause != a.More().Clause {
				f.Safe = inClause(st, a, clause)
			}
		}, sqlstmt.AddColumn)
	},
}
