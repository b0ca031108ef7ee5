package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var notInBlock = Rule{
	Code: "PG507", Name: "not-in-block", Severity: source.Error, Dialects: postgres,
	Doc: Doc{
		Title:   "a block or function runs what cannot run in a transaction",
		Reason:  "CREATE INDEX CONCURRENTLY, REINDEX CONCURRENTLY, DROP INDEX CONCURRENTLY and VACUUM cannot run inside a transaction block, and what a DO block or a function executes always does: the server refuses it with error 25001. Written as a statement of its own, sqlplan sets it outside of the transactions.",
		Unsafe:  "DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY i ON orders (customer_id)'; END $$;",
		Safe:    "CREATE INDEX CONCURRENTLY i ON orders (customer_id);",
		Sources: []string{manual + "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY", manual + "sql-vacuum.html"},
	},
	Check: checkNotInBlock,
}

func checkNotInBlock(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		refused := a.Kind == sqlstmt.Vacuum || a.Kind == sqlstmt.VacuumFull ||
			a.Concurrently && (a.Kind == sqlstmt.CreateIndex || a.Kind == sqlstmt.DropIndex || a.Kind == sqlstmt.Reindex || a.Kind == sqlstmt.DetachPartition)
		if refused && (st.Kind == "DO" || st.Kind == "SELECT" || st.Kind == "CALL") && !a.Skipped {
			p.on(st, a, "the server refuses %s inside a block or function: it cannot run in a transaction", strings.ToUpper(string(a.Kind))+concurrently(a)).Advice = "write it as a statement of its own: sqlplan sets it outside of the transactions"
		}
	}, sqlstmt.Vacuum, sqlstmt.VacuumFull, sqlstmt.CreateIndex, sqlstmt.DropIndex, sqlstmt.Reindex, sqlstmt.DetachPartition)
}

func concurrently(a *sqlstmt.Action) string {
	if a.Concurrently {
		return " CONCURRENTLY"
	}
	return ""
}
