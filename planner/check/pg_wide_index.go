package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var wideIndex = Rule{
	Code: "PG109", Name: "wide-index", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "an index has more columns than usually help",
		Reason:  "An index that is not unique and has many columns costs every write and much space, and few queries gain from its fourth column. How many are too many is `max_index_columns`, 3 without it.",
		Unsafe:  "CREATE INDEX CONCURRENTLY i ON orders (customer_id, state, kind, created_at);",
		Safe:    "CREATE INDEX CONCURRENTLY i ON orders (customer_id, created_at);",
		When:    "A query was measured that needs all of them.",
		Sources: []string{manual + "indexes-multicolumn.html"},
	},
	Check: checkWideIndex,
}

func checkWideIndex(p *Pass) {
	limit := p.Config.MaxIndexColumns
	if limit == 0 {
		limit = 3
	}
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if !a.Unique && !a.Skipped && len(a.Columns) > limit {
			p.on(st, a, "index %s has %d columns", a.Name, len(a.Columns)).Advice = "measure whether a query gains from more than the first ones"
		}
	}, sqlstmt.CreateIndex)
}
