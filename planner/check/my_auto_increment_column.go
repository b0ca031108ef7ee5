package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myAutoIncrementColumn = Rule{
	Code: "MY305", Name: "add-auto-increment-column", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a column that counts up is added to a table with rows",
		Reason:  "The server numbers the rows that are there: it writes all of them again while writes wait. The order in which it numbers them is not defined, so that a replica that runs the statement again can give the same row another number.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY;",
		When:    "The table is small, and no replica runs the statements themselves.",
		Sources: []string{mysqlManual + "replication-features-auto-increment.html", mysqlManual + "innodb-online-ddl-operations.html", mariadbManual + "innodb-online-ddl-operations-with-the-inplace-alter-algorithm/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if a.Kind == sqlstmt.AddColumn && a.Counted || a.Class == "auto-increment-attribute" {
				p.tell(st, a, "make a new table with the column, copy the rows in the order that is wanted, and swap the two with one RENAME TABLE; "+osc(a),
					"making %s of %s count up %s, and replicas may number the rows otherwise", a.Name, a.TableSQL, work(l))
			}
		}, sqlstmt.AddColumn, sqlstmt.AlterColumnType)
	},
}
