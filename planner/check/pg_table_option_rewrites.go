package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var tableOptionRewrites = Rule{
	Code: "PG607", Name: "table-option-rewrites", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a setting of a table writes all of it again, or copies it, while nobody can use it",
		Reason:  "SET LOGGED, SET UNLOGGED and SET ACCESS METHOD write the table and its indexes anew; SET TABLESPACE copies the table's files. All of it happens under an ACCESS EXCLUSIVE lock. An unlogged table is empty after a crash, and standbys do not have it.",
		Unsafe:  "ALTER TABLE orders SET TABLESPACE fast;",
		When:    "The table is small, or it is a maintenance window. pg_repack moves a table to another tablespace beside reads and writes.",
		Sources: []string{manual + "sql-altertable.html", "https://reorg.github.io/pg_repack/"},
	},
	Check: checkTableOptionRewrites,
}

func checkTableOptionRewrites(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		table := a.TableSQL
		if table == "" {
			table = "each table"
		}
		switch a.Name {
		case "tablespace":
			if a.TableKind == schema.Partitioned { // says only where new partitions go
				return
			}
			p.on(st, a, "%s is copied to tablespace %s while nobody can read or write it", table, a.To).Advice = "move it with pg_repack, or in a maintenance window"
		case "index tablespace":
			p.on(st, a, "an index of %s is copied to another tablespace while nobody can use it", table).Advice = "since PostgreSQL 14: REINDEX (TABLESPACE ...) CONCURRENTLY; before, build a new index there with CONCURRENTLY, and drop the old one"
		case "logged", "access method":
			p.on(st, a, "%s and its indexes are written again while nobody can read or write it", table).Advice = "run it in a maintenance window"
		case "unlogged":
			p.on(st, a, "%s is written again while nobody can read or write it; from then on a crash empties it, and standbys do not have it", table).Advice = "keep tables logged whose rows cannot be made again"
		}
	}, sqlstmt.SetTableOption)
}
