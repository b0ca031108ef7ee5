package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myReservedName = Rule{
	Code: "MY706", Name: "reserved-name", Severity: source.Note, Dialects: mysqls, Optional: true,
	Doc: Doc{
		Title:   "a new table or column has the name of a reserved word",
		Reason:  "Every statement that names it has to quote it, and one that somebody writes in haste does not. New releases reserve new words: rank, groups and system came with MySQL 8.0.",
		Unsafe:  "CREATE TABLE `order` (id int PRIMARY KEY, `rank` int);",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY, position int);",
		Sources: []string{mysqlManual + "keywords.html", mariadbManual + "reserved-words/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			kind, name := "", ""
			switch {
			case a.Skipped || p.Style.Reserved == nil:
			case a.Kind == sqlstmt.CreateTable || a.Kind == sqlstmt.CreateTableAs:
				kind, name = "table", a.Table.Name
			case a.Kind == sqlstmt.AddColumn:
				kind, name = "column", a.Name
			case a.Kind == sqlstmt.RenameColumn:
				kind, name = "column", a.To
			}
			if name != "" && p.Style.Reserved(strings.ToLower(name)) {
				p.tell(st, a, "choose another name", "%s %s has the name of a reserved word", kind, name)
			}
		})
	},
}
