package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myInlineReferences = Rule{
	Code: "MY204", Name: "inline-references-ignored", Severity: source.Error, Dialects: mysql,
	Doc: Doc{
		Title:   "MySQL reads REFERENCES in the definition of a column, and makes no foreign key",
		Reason:  "Before 9.0 MySQL takes the words and does nothing: no foreign key, no warning. The script does something else than is written. MariaDB makes the key.",
		Unsafe:  "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, FOREIGN KEY (customer_id) REFERENCES customers (id));",
		Sources: []string{"https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html", "https://dev.mysql.com/doc/relnotes/mysql/9.0/en/news-9-0-0.html"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if !a.Ignored || a.Skipped || a.Refers().RefSQL == "" || p.Version.AtLeast(9, 0) {
				return
			}
			f := p.tell(st, a, "write the foreign key as a clause of its own", "no foreign key to %s is made: MySQL ignores REFERENCES in the definition of column %s", a.Refers().RefSQL, strings.Join(a.Columns, ", "))
			start, _ := p.wordsIn(a.Definition, "REFERENCES")
			if start < 0 {
				return
			}
			column := strings.TrimRight(strings.Replace(a.More().Clause, a.Definition[start:], "", 1), " ")
			add := a.Definition
			if isAlter(st) {
				add = "ADD " + add
			}
			f.Safe = inClause(st, a, column, add)
		})
	},
}
