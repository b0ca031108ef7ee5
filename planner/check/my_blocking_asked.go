package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myBlockingAsked = Rule{
	Code: "MY504", Name: "blocking-algorithm-asked", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "the statement asks to copy the table, or to keep others out",
		Reason:  "ALGORITHM=COPY copies the table even where the server could change it in place, and writes wait meanwhile. LOCK=SHARED makes writes wait, LOCK=EXCLUSIVE reads, too. Without these words the server takes the best way that it has.",
		Unsafe:  "ALTER TABLE orders ADD INDEX orders_customer (customer_id), ALGORITHM=COPY;",
		Safe:    "ALTER TABLE orders ADD INDEX orders_customer (customer_id), ALGORITHM=INPLACE, LOCK=NONE;",
		When:    "A copy is wanted: to get rid of a fault in the file of the table, or of the versions of its rows.",
		Sources: []string{mysqlManual + "alter-table.html#alter-table-concurrency", mariadbManual + "alter-table/"},
	},
	Check: func(p *Pass) {
		last := 0
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			asks := a.More().LockOption == "SHARED" || a.More().LockOption == "EXCLUSIVE"
			if a.More().Algorithm != "COPY" && !asks || st.Number == last {
				return
			}
			last = st.Number
			var words []string
			if a.More().Algorithm == "COPY" {
				words = append(words, "ALGORITHM=COPY")
			}
			who := "writes"
			if asks {
				words = append(words, "LOCK="+a.More().LockOption)
				if a.More().LockOption == "EXCLUSIVE" {
					who = "reads and writes"
				}
			}
			text := strings.Join(words, " and ")
			f := p.tell(st, a, "leave "+text+" out, so that the server takes the best way that it has", "%s: %s of %s wait while the statement runs", text, who, a.TableSQL)
			if list := clauses(st, a); isAlter(st) && len(list) > 0 {
				f.Safe = alterTable(a, list...) + ";"
			}
		})
	},
}
