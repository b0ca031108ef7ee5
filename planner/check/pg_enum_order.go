package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var enumOrder = Rule{
	Code: "PG602", Name: "enum-order", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a value is put at the end of an enum without a word on its order",
		Reason:  "Values of an enum are compared and sorted in their order, which can never be changed. BEFORE or AFTER says that somebody has thought of it.",
		Unsafe:  "ALTER TYPE level ADD VALUE 'medium';",
		Safe:    "ALTER TYPE level ADD VALUE 'medium' AFTER 'low';",
		When:    "Nobody sorts or compares by the enum.",
		Sources: []string{manual + "datatype-enum.html#DATATYPE-ENUM-ORDERING"},
	},
	Check: checkEnumOrder,
}

func checkEnumOrder(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Definition == "" {
			p.on(st, a, "'%s' sorts behind all other values of %s, and that can never be changed", a.To, a.Name).Advice = "say where it belongs: BEFORE or AFTER another value"
		}
	}, sqlstmt.AddEnumValue)
}
