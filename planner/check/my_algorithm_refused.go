package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myAlgorithmRefused = Rule{
	Code: "MY505", Name: "algorithm-refused", Severity: source.Error, Dialects: mysqls,
	Doc: Doc{
		Title:   "the server cannot do what ALGORITHM= or LOCK= ask for",
		Reason:  "The words are a condition: where the change cannot be done in that way, the statement fails, and the script stops there.",
		Unsafe:  "ALTER TABLE orders MODIFY id bigint NOT NULL, ALGORITHM=INSTANT;",
		When:    "The server is newer than the one that the script is compiled for, and can do it.",
		Sources: []string{mysqlManual + "alter-table.html#alter-table-performance", mysqlManual + "innodb-online-ddl-operations.html", mariadbManual + "innodb-online-ddl-overview/"},
	},
	Check: func(p *Pass) {
		last := 0
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if l.Refused == "" || a.Skipped || st.Number == last {
				return
			}
			last = st.Number
			p.tell(st, a, "say what the server can do here, ALGORITHM="+l.Algorithm+", or make the change in another way: a new column, or gh-ost", "this fails: %s", l.Refused)
		})
	},
}
