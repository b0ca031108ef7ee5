package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var vacuumFull = Rule{
	Code: "PG605", Name: "vacuum-full", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "VACUUM FULL or CLUSTER writes the whole table again while nobody can use it",
		Reason:  "Both take an ACCESS EXCLUSIVE lock for as long as they write the table and all of its indexes anew, and need as much free space again. The extension pg_repack does the same beside reads and writes; a plain VACUUM makes the space usable again without giving it back.",
		Unsafe:  "VACUUM FULL orders;",
		Safe:    "VACUUM orders;",
		When:    "It is a maintenance window.",
		Sources: []string{manual + "sql-vacuum.html", manual + "sql-cluster.html", "https://reorg.github.io/pg_repack/"},
	},
	Check: checkVacuumFull,
}

func checkVacuumFull(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		table := a.TableSQL
		if table == "" {
			table = "each table"
		}
		f := p.on(st, a, "%s writes %s and its indexes again while nobody can read or write it", strings.ToUpper(string(a.Kind)), table)
		f.Advice = "use pg_repack, or a plain VACUUM; or run it in a maintenance window, with as much free space as the table takes"
	}, sqlstmt.VacuumFull, sqlstmt.Cluster)
}
