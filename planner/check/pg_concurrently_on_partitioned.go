package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var concurrentlyOnPartitioned = Rule{
	Code: "PG104", Name: "concurrently-on-partitioned", Severity: source.Error, Dialects: postgres,
	Doc: Doc{
		Title:   "the server refuses CONCURRENTLY for an index of a partitioned table",
		Reason:  "CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY do not work on a partitioned table: the statement fails. An index is made for the parent alone, which takes no time, built on each partition with CONCURRENTLY, and attached. To drop one there is no way but DROP INDEX.",
		Unsafe:  "CREATE INDEX CONCURRENTLY events_id ON events (id); -- events is partitioned",
		Safe:    "CREATE INDEX events_id ON ONLY events (id);\nCREATE INDEX CONCURRENTLY events_2026_id ON events_2026 (id);\nALTER INDEX events_id ATTACH PARTITION events_2026_id;",
		Sources: []string{manual + "ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE", manual + "sql-dropindex.html"},
	},
	Check: checkConcurrentlyOnPartitioned,
}

func checkConcurrentlyOnPartitioned(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if !a.Concurrently || a.Skipped || a.TableKind != schema.Partitioned {
			return
		}
		switch a.Kind {
		case sqlstmt.CreateIndex:
			f := p.on(st, a, "%s is partitioned: the server refuses to build an index on it with CONCURRENTLY", a.TableSQL)
			f.Advice = "make it for the parent alone, build it on each partition with CONCURRENTLY, and attach these"
			if !a.New {
				p.instead(f, st, p.indexByPartition(st, a)...)
			}
		case sqlstmt.DropIndex:
			f := p.on(st, a, "%s is partitioned: the server refuses to drop an index of it with CONCURRENTLY", a.TableSQL)
			f.Advice = "drop it without CONCURRENTLY, with a short lock_timeout"
			p.instead(f, st, "DROP INDEX "+ifExists(a)+p.indexName(a))
		}
	})
}
