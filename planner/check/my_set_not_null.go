package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var mySetNotNull = Rule{
	Code: "MY308", Name: "set-not-null-rebuilds", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a column becomes NOT NULL",
		Reason:  "The server rebuilds the table. Where sql_mode is strict, a NULL in it stops the statement, after the work; where it is not, each NULL becomes 0 or an empty string without a word, and MySQL copies the table while writes wait. Programs that still write NULL fail from then on.",
		Unsafe:  "ALTER TABLE orders MODIFY note varchar(20) NOT NULL;",
		When:    "The table is small, and holds no NULL in the column.",
		Sources: []string{mysqlManual + "innodb-online-ddl-operations.html#online-ddl-column-operations", mariadbManual + "innodb-online-ddl-operations-with-the-inplace-alter-algorithm/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			col := p.name(a.Name)
			p.tell(st, a, "before: SELECT COUNT(*) FROM "+a.TableSQL+" WHERE "+col+" IS NULL has to be 0, and SELECT @@sql_mode has to hold STRICT_TRANS_TABLES; "+osc(a),
				"making %s of %s NOT NULL %s, and fails on the first NULL", a.Name, a.TableSQL, work(lockOn(st, a)))
		}, sqlstmt.SetNotNull)
	},
}
