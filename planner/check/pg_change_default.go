package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var changeDefault = Rule{
	Code: "PG311", Name: "change-default", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a default changes for rows that running code inserts",
		Reason:  "Rows that are there keep their values. Code that leaves the column out gets the new default at once; code that has read the old one when it started, as some libraries do, goes on writing it.",
		Unsafe:  "ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open';",
		When:    "No running code inserts rows without the column, or either value will do.",
		Sources: []string{manual + "sql-altertable.html", manual + "ddl-default.html"},
	},
	Check: checkChangeDefault,
}

func checkChangeDefault(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if addedHere(p, st, a) {
			return
		}
		p.on(st, a, "running code that inserts rows without %s.%s gets another value from now on", a.TableSQL, p.name(a.Name)).Advice = "make sure that the code which runs during the release can live with both values"
	}, sqlstmt.SetDefault, sqlstmt.DropDefault)
}

// addedHere tells whether a statement of the same revision has added the column.
func addedHere(p *Pass, st *Statement, a *sqlstmt.Action) bool {
	first := p.addedColumns()[p.column(st, a)]
	return first != nil && first.Revision == st.Revision && first.Number <= st.Number
}
