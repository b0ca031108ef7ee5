package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDuplicateIndex = Rule{
	Code: "MY104", Name: "duplicate-index", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "an index is made that another one makes needless",
		Reason:  "An index serves for every query that its first columns serve for. A second one with the same first columns costs disk, memory and a write for each row, and nothing becomes faster. InnoDB puts the primary key behind the columns of every index, too.",
		Unsafe:  "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, placed date, KEY by_customer (customer_id, placed), KEY customer (customer_id));",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, placed date, KEY by_customer (customer_id, placed));",
		When:    "The shorter one is much smaller, and queries read many of its rows.",
		Sources: []string{mysqlManual + "multiple-column-indexes.html", mysqlManual + "sys-schema-redundant-indexes.html", mariadbManual + "compound-composite-indexes/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if a.More().Covered == "" || a.Skipped {
				return
			}
			for _, b := range st.Actions {
				if b.Kind == sqlstmt.DropIndex && b.Name == a.More().Covered {
					return
				}
			}
			p.tell(st, a, "leave it out, or drop the shorter one of the two", "index %s of %s begins with the same columns as %s", a.Name, a.TableSQL, a.More().Covered)
		}, sqlstmt.CreateIndex)
	},
}
