package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var reindexNotConcurrent = Rule{
	Code: "PG106", Name: "reindex-not-concurrent", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "an index is built again while writes wait, and queries that would use it",
		Reason:  "REINDEX takes a SHARE lock on the table, so that writes wait, and an ACCESS EXCLUSIVE lock on the index. A query that only plans with the table looks at all of its indexes and waits, too. Since PostgreSQL 12 REINDEX CONCURRENTLY builds a new index beside the old one, and swaps them.",
		Unsafe:  "REINDEX INDEX orders_customer_idx;",
		Safe:    "REINDEX INDEX CONCURRENTLY orders_customer_idx;",
		When:    "The table is small, or it is a maintenance window.",
		Sources: []string{manual + "sql-reindex.html"},
	},
	Check: checkReindexNotConcurrent,
}

func checkReindexNotConcurrent(p *Pass) {
	last := 0
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Concurrently || last == st.Number {
			return
		}
		last = st.Number
		what := a.TableSQL
		if what == "" {
			what = "the tables"
		}
		f := p.on(st, a, "indexes of %s are built again while writes wait, and queries too", what)
		if !p.Version.AtLeast(12, 0) {
			f.Advice = "build a new index with CREATE INDEX CONCURRENTLY, drop the old one with DROP INDEX CONCURRENTLY, and rename; REINDEX CONCURRENTLY is there since PostgreSQL 12"
			return
		}
		f.Advice = "build it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself"
		for _, word := range []string{"INDEX", "TABLE", "SCHEMA", "DATABASE"} {
			if safe := p.inserted(st, "REINDEX", word, "CONCURRENTLY"); safe != "" {
				f.Safe = safe + ";"
				return
			}
		}
	}, sqlstmt.Reindex)
}
