package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myZeroDate = Rule{
	Code: "MY704", Name: "zero-date", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a default is a date that does not exist",
		Reason:  "'0000-00-00' is refused where sql_mode holds NO_ZERO_DATE, as it does by default in MySQL: the statement fails there, and works elsewhere. Programs read it as NULL, as an error or as a date before Christ.",
		Unsafe:  "CREATE TABLE orders (id int PRIMARY KEY, paid_at datetime NOT NULL DEFAULT '0000-00-00 00:00:00');",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY, paid_at datetime);",
		Sources: []string{mysqlManual + "sql-mode.html#sqlmode_no_zero_date", mariadbManual + "sql-mode/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if strings.Contains(a.DefaultSQL, "0000-00-00") && !a.Skipped {
				p.tell(st, a, "let the column be NULL where there is no date", "the default of %s of %s is a date that does not exist, which a strict sql_mode refuses", a.Name, a.TableSQL)
			}
		})
	},
}
