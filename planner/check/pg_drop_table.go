package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropTable = Rule{
	Code: "PG402", Name: "drop-table", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a table is dropped with its rows, while running code may still use it",
		Reason:  "The rows are gone: no rollback brings them back. Code that still names the table fails at once. A foreign key of the table also locks the one that it points at. Renamed first, the table can be renamed back for as long as somebody may miss it. A DROP TABLE IF EXISTS of a table that no revision makes is found where production's schema is not given, from base on as a note: it does nothing, or takes away what the revisions do not know of.",
		Unsafe:  "DROP TABLE orders_old;",
		Safe:    "ALTER TABLE orders_old RENAME TO orders_old_to_be_dropped;\n-- in a later release, if nobody has missed it:\nDROP TABLE orders_old_to_be_dropped;",
		When:    "The release before this one has stopped using the table, and its rows are not needed.",
		Sources: []string{manual + "sql-droptable.html"},
	},
	Check: checkDropTable,
}

func checkDropTable(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		f := p.on(st, a, "the rows of %s are lost, and running code that still names the table fails", a.TableSQL)
		f.Advice = "stop using the table in one release, and drop it in a later one; rename it in between, so that it can be brought back"
		if p.Downgrade {
			f.Advice = "back up what was written to it since the upgrade, if anybody may want it"
		}
	}, sqlstmt.DropTable)
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		return p.on(st, a, unmadeObject+"its rows are lost, and running code that still names it fails", a.TableSQL)
	}, sqlstmt.DropTable)
}
