package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var changeAllRows = Rule{
	Code: "PG505", Name: "change-all-rows", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "one statement changes every row of a table",
		Reason:  "An UPDATE or DELETE without WHERE locks every row until the transaction ends: writers to the same rows wait, and deadlocks become likely. An UPDATE writes every row again, so that the table grows to twice its size, autovacuum has to clean up, and standbys fall behind. In batches, each in a transaction of its own, none of that is felt.",
		Unsafe:  "UPDATE orders SET state = 'open';",
		Safe:    "UPDATE orders SET state = 'open' WHERE id IN (SELECT id FROM orders WHERE state IS DISTINCT FROM 'open' LIMIT 10000); -- until none is left",
		When:    "The table is small.",
		Sources: []string{manual + "mvcc.html", manual + "routine-vacuuming.html"},
	},
	Check: checkChangeAllRows,
}

func checkChangeAllRows(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Where || st.Kind != "UPDATE" && st.Kind != "DELETE" {
			return
		}
		what := "writes every row of %s again"
		if a.Kind == sqlstmt.Delete {
			what = "deletes every row of %s"
		}
		p.on(st, a, what+" in one transaction", a.TableSQL).Advice = "do it in batches, each in a transaction of its own, outside of the schema's revisions"
	}, sqlstmt.Update, sqlstmt.Delete)
}
