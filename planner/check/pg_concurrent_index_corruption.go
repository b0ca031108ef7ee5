package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var concurrentIndexCorruption = Rule{
	Code: "PG105", Name: "concurrent-index-corruption", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "PostgreSQL 14.0 to 14.3 can build a corrupt index with CONCURRENTLY",
		Reason:  "In these releases CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY could miss rows that were updated during the build, so that queries by the index do not find them and a unique index lets duplicates in. 14.4 mends it; indexes that were built before have to be built again.",
		Unsafe:  "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id); -- with server_version 14",
		When:    "Every server has 14.4 or later: say so with server_version = \"14.4\".",
		Sources: []string{"https://www.postgresql.org/docs/release/14.4/"},
	},
	Check: checkConcurrentIndexCorruption,
}

func checkConcurrentIndexCorruption(p *Pass) {
	if p.Version.Major != 14 || p.Version.AtLeast(14, 4) {
		return
	}
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Concurrently {
			f := p.on(st, a, "on PostgreSQL %d.%d to 14.3 an index that is built with CONCURRENTLY can be corrupt", p.Version.Major, p.Version.Minor)
			f.Advice = "update the server to 14.4 or later first, and say so with --server-version 14.4"
		}
	}, sqlstmt.CreateIndex, sqlstmt.Reindex)
}
