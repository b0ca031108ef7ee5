package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var notInBlock = Rule{
	Code: "PG507", Name: "not-in-block", Severity: source.Error, Dialects: postgres,
	Doc: Doc{
		Title:   "a block or function runs what cannot run in a transaction",
		Reason:  "CREATE INDEX CONCURRENTLY, REINDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, VACUUM, and REINDEX and CLUSTER of a partitioned table or of more than one cannot run inside a transaction block, and what a DO block or a function executes always does: the server refuses it with error 25001. Written as a statement of its own, sqlplan sets it outside of the transactions.",
		Unsafe:  "DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY i ON orders (customer_id)'; END $$;",
		Safe:    "CREATE INDEX CONCURRENTLY i ON orders (customer_id);",
		Sources: []string{manual + "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY", manual + "sql-vacuum.html", manual + "sql-reindex.html", manual + "sql-cluster.html"},
	},
	Check: checkNotInBlock,
}

func checkNotInBlock(p *Pass) {
	type refusal struct {
		statement int
		what      string
	}
	var told refusal
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if (st.Kind != "DO" && st.Kind != "SELECT" && st.Kind != "CALL") || a.Skipped || !p.refusedInBlock(a) {
			return
		}
		what := strings.ToUpper(string(a.Kind)) + concurrently(a)
		switch {
		case worksOnMany(a):
			what += " of more than one table"
		case a.TableKind == schema.Partitioned && !a.Concurrently && (a.Kind == sqlstmt.Reindex || a.Kind == sqlstmt.Cluster):
			what += " of the partitioned table " + a.TableSQL
		}
		if told == (refusal{st.Number, what}) {
			return // each table of a schema is an action
		}
		told = refusal{st.Number, what}
		p.on(st, a, "the server refuses %s inside a block or function: it cannot run in a transaction", what).Advice = "write it as a statement of its own: sqlplan sets it outside of the transactions"
	}, sqlstmt.Vacuum, sqlstmt.VacuumFull, sqlstmt.CreateIndex, sqlstmt.DropIndex, sqlstmt.Reindex, sqlstmt.DetachPartition, sqlstmt.Cluster)
}

// refusedInBlock tells whether the server runs an action only outside of transactions: it commits in between.
func (p *Pass) refusedInBlock(a *sqlstmt.Action) bool {
	partitioned := a.TableKind == schema.Partitioned
	switch a.Kind {
	case sqlstmt.Vacuum, sqlstmt.VacuumFull:
		return true
	case sqlstmt.Reindex:
		return a.Concurrently || worksOnMany(a) || partitioned && p.Version.AtLeast(14, 0) // before, the server skips a partitioned table
	case sqlstmt.Cluster:
		return worksOnMany(a) || partitioned && p.Version.AtLeast(15, 0) // before, it takes no partitioned table at all
	}
	return a.Concurrently
}

// worksOnMany tells whether a REINDEX or CLUSTER is of a schema, or of all there is.
func worksOnMany(a *sqlstmt.Action) bool {
	return a.Kind == sqlstmt.Reindex && a.To == "schema" || (a.Kind == sqlstmt.Reindex || a.Kind == sqlstmt.Cluster) && a.TableSQL == "" && a.Name == ""
}

func concurrently(a *sqlstmt.Action) string {
	if a.Concurrently {
		return " CONCURRENTLY"
	}
	return ""
}
