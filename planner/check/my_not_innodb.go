package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myNotInnoDB = Rule{
	Code: "MY705", Name: "engine-without-transactions", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a table is kept by an engine that has no transactions",
		Reason:  "MyISAM and Aria lock the whole table for each write, forget foreign keys without a word, and do not undo: a transaction that fails leaves what it wrote to them. A crash can leave a MyISAM table broken. Every change of such a table copies it.",
		Unsafe:  "CREATE TABLE orders (id int PRIMARY KEY) ENGINE=MyISAM;",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY) ENGINE=InnoDB;",
		Sources: []string{mysqlManual + "myisam-storage-engine.html", mariadbManual + "choosing-the-right-storage-engine/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			engine := ""
			switch {
			case a.Skipped:
			case a.Kind == sqlstmt.CreateTable || a.Kind == sqlstmt.CreateTableAs:
				engine = optionOf(a.Definition, "engine")
			case a.Kind == sqlstmt.SetTableOption && a.Name == "engine":
				engine = strings.ToLower(a.To)
			}
			if engine == "myisam" || engine == "aria" || engine == "csv" || engine == "merge" || engine == "mrg_myisam" {
				p.tell(st, a, "use ENGINE=InnoDB", "table %s is kept by %s, which has no transactions", a.TableSQL, engine)
			}
		})
	},
}
