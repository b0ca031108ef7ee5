package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myRenameTable = Rule{
	Code: "MY403", Name: "rename-table-breaks-programs", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a table gets another name while programs use the old one",
		Reason:  "Programs with the old name fail from that moment on. A view with the old name takes their statements meanwhile: a view on one table can be read and written. There is a moment between the two statements in which the name is free.",
		Unsafe:  "RENAME TABLE orders TO purchases;",
		Safe:    "RENAME TABLE orders TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;",
		When:    "No program runs while the script does, or a new table takes the old name in the same statement.",
		Sources: []string{mysqlManual + "rename-table.html", mysqlManual + "view-updatability.html", mariadbManual + "rename-table/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if takesPlace(p, st, a) {
				return
			}
			p.tell(st, a, "put a view in its place until no program uses the old name: CREATE VIEW "+a.TableSQL+" AS SELECT * FROM "+a.To,
				"programs that use %s fail once it is called %s", a.TableSQL, a.To)
		}, sqlstmt.RenameTable)
	},
}

// takesPlace tells whether the old name belongs to something else soon after: a table that is swapped in, or a view.
func takesPlace(p *Pass, st *Statement, a *sqlstmt.Action) bool {
	for i := range p.Statements {
		other := &p.Statements[i]
		if other.Number < st.Number || other.Number > st.Number+1 {
			continue
		}
		for _, b := range other.Actions {
			if b.Kind == sqlstmt.RenameTable && b.To == a.TableSQL || b.Kind == sqlstmt.CreateView && b.Name == a.TableSQL {
				return true
			}
		}
	}
	return false
}
