package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var refreshNotConcurrent = Rule{
	Code: "PG606", Name: "refresh-not-concurrent", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a materialized view is filled anew while nobody can read it",
		Reason:  "REFRESH MATERIALIZED VIEW takes an ACCESS EXCLUSIVE lock on the view for as long as its query runs. With CONCURRENTLY readers go on with the old rows; that needs a unique index on plain columns of the view, without WHERE, and takes longer.",
		Unsafe:  "REFRESH MATERIALIZED VIEW totals;",
		Safe:    "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;",
		When:    "The query is quick, or nobody reads the view.",
		Sources: []string{manual + "sql-refreshmaterializedview.html"},
	},
	Check: checkRefreshNotConcurrent,
}

func checkRefreshNotConcurrent(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Concurrently {
			return
		}
		f := p.on(st, a, "%s is filled anew while nobody can read it", a.TableSQL)
		if a.To == "no data" {
			f.Message = a.TableSQL + " is emptied: nobody can read it before the next refresh"
			f.Advice = "leave WITH NO DATA out, or make sure that nobody reads it"
			return
		}
		f.Advice = "refresh it with CONCURRENTLY, for which it needs a unique index on plain columns"
		p.instead(f, st, "REFRESH MATERIALIZED VIEW CONCURRENTLY "+a.TableSQL)
	}, sqlstmt.RefreshView)
}
