package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var jsonColumn = Rule{
	Code: "PG701", Name: "json-column", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a column of type json cannot be compared",
		Reason:  "json keeps the text as it was written, and has no equality operator: SELECT DISTINCT, GROUP BY, UNION and a unique index fail on it, and every access parses the text again. jsonb has all of that, and can be indexed.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN extra json;",
		Safe:    "ALTER TABLE orders ADD COLUMN extra jsonb;",
		When:    "The text has to be kept byte for byte.",
		Sources: []string{manual + "datatype-json.html"},
	},
	Check: checkJSONColumn,
}

func checkJSONColumn(p *Pass) {
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if plainType(a.Type) == "json" {
			p.on(st, a, "%s is json, which cannot be compared: DISTINCT and GROUP BY fail on it", a.Name).Advice = "use jsonb"
		}
	})
}
