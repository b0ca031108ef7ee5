package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var hashIndex = Rule{
	Code: "PG108", Name: "hash-index", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "before PostgreSQL 10 a hash index does not survive a crash",
		Reason:  "Hash indexes were not written to the write-ahead log before PostgreSQL 10: after a crash, and on every standby, they hold nothing or nonsense, and queries by them miss rows.",
		Unsafe:  "CREATE INDEX sessions_token ON sessions USING hash (token); -- with server_version 9.6",
		Safe:    "CREATE INDEX sessions_token ON sessions (token);",
		Sources: []string{"https://www.postgresql.org/docs/9.6/indexes-types.html", "https://www.postgresql.org/docs/release/10.0/"},
	},
	Check: checkHashIndex,
}

func checkHashIndex(p *Pass) {
	if p.Version.AtLeast(10, 0) {
		return
	}
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Using == "hash" && !a.Skipped {
			p.on(st, a, "before PostgreSQL 10 hash index %s does not survive a crash, and standbys do not have it", a.Name).Advice = "use a btree index: leave out USING hash"
		}
	}, sqlstmt.CreateIndex)
}
