package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myTruncate = Rule{
	Code: "MY405", Name: "truncate-cannot-be-undone", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "all rows of a table or of a partition go, at once and for good",
		Reason:  "TRUNCATE drops the table and makes it again. It commits, fires no trigger, and nothing undoes it; the counter of AUTO_INCREMENT begins anew.",
		Unsafe:  "TRUNCATE TABLE orders;",
		Safe:    "CREATE TABLE orders_new LIKE orders;\nRENAME TABLE orders TO orders_old, orders_new TO orders;",
		When:    "The rows can be made again.",
		Sources: []string{mysqlManual + "truncate-table.html", mariadbManual + "truncate-table/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			p.tell(st, a, "swap an empty copy in with CREATE TABLE ... LIKE and RENAME TABLE, and drop the old table in a later release", "the rows of %s go, and nothing brings them back", a.TableSQL)
		}, sqlstmt.Truncate)
	},
}
