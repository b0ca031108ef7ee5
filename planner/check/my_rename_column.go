package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myRenameColumn = Rule{
	Code: "MY402", Name: "rename-column-breaks-programs", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a column gets another name while programs use the old one",
		Reason:  "The server does it in a moment. Programs do not: the old ones fail after the statement, the new ones before it, and for as long as both run some of them fail.",
		Unsafe:  "ALTER TABLE orders RENAME COLUMN note TO remark;",
		Safe:    "ALTER TABLE orders ADD COLUMN remark varchar(20) AS (note) VIRTUAL;",
		When:    "No program runs while the script does.",
		Sources: []string{mysqlManual + "alter-table.html", mariadbManual + "alter-table/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if bornColumn(p, st, a) {
				return
			}
			f := p.tell(st, a, "for readers, add a virtual column with the new name first; then let the programs move over, and rename when none uses the old name; where both are written, add a column, write both, and drop the old one later",
				"programs that use column %s of %s fail once it is called %s", a.Name, a.TableSQL, a.To)
			if len(st.Actions) == 1 && isAlter(st) && a.More().OldType != "" {
				f.Safe = alterTable(a, "ADD COLUMN "+p.name(a.To)+" "+a.More().OldType+" AS ("+p.name(a.Name)+") VIRTUAL") + ";"
			}
		}, sqlstmt.RenameColumn)
	},
}
