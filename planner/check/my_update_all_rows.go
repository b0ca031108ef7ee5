package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myUpdateAllRows = Rule{
	Code: "MY506", Name: "writes-all-rows", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "every row of a table is written in one transaction",
		Reason:  "Each row stays locked until the commit, so that everybody who writes to the table waits. The old versions of all rows are kept for as long, replicas get the transaction as a whole and fall behind by as long as it took, and to undo it after a fault takes longer than to do it.",
		Unsafe:  "UPDATE orders SET status = 'new';",
		Safe:    "UPDATE orders SET status = 'new' WHERE id BETWEEN 1 AND 10000;",
		When:    "The table is small.",
		Sources: []string{mysqlManual + "innodb-locks-set.html", mysqlManual + "optimizing-innodb-transaction-management.html", mariadbManual + "innodb-lock-modes/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if a.Where {
				return
			}
			p.tell(st, a, "write in batches by the primary key, some thousand rows each with a commit of its own, outside of this script; leave here what remains to be done",
				"%s locks every row of %s until the commit", strings.ToUpper(string(a.Kind)), a.TableSQL)
		}, sqlstmt.Update, sqlstmt.Delete)
	},
}
