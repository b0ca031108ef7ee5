package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDropTable = Rule{
	Code: "MY404", Name: "drop-table-loses-data", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a table is dropped, with what it holds",
		Reason:  "Nothing brings the rows back but a backup, and the statement commits at once. Renamed, the table is as gone for the programs, and a mistake is one statement away from being undone.",
		Unsafe:  "DROP TABLE orders;",
		Safe:    "RENAME TABLE orders TO orders_dropped;",
		When:    "The table was renamed a release ago, and nobody has missed it.",
		Sources: []string{mysqlManual + "drop-table.html", mariadbManual + "drop-table/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			f := p.tell(st, a, "rename it in this release, and drop it in a later one", "table %s is dropped with what it holds", a.TableSQL)
			switch {
			case p.Downgrade:
				f.Advice = backUp
			case len(st.Actions) == 1:
				f.Safe = "RENAME TABLE " + a.TableSQL + " TO " + p.name(a.Table.Name+"_dropped") + ";"
			}
		}, sqlstmt.DropTable)
		p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
			return p.on(st, a, "no revision makes table %s: if production has it, it is dropped with what it holds", a.TableSQL)
		}, sqlstmt.DropTable)
	},
}
