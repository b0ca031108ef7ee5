package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var repeatedAssignment = Rule{
	Code: "PG710", Name: "repeated-assignment", Severity: source.Error, Dialects: postgres,
	Doc: Doc{
		Title:   "an UPDATE sets a column twice, which the server refuses",
		Reason:  "The server refuses the statement: multiple assignments to same column.",
		Unsafe:  "UPDATE orders SET state = 'open', state = 'closed' WHERE id = 1;",
		Safe:    "UPDATE orders SET state = 'closed' WHERE id = 1;",
		Sources: []string{manual + "sql-update.html"},
	},
	Check: checkRepeatedAssignment,
}

func checkRepeatedAssignment(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if st.Kind != "UPDATE" {
			return
		}
		for i, c := range a.Columns {
			// Parts of a column may be set one by one: elements of an array, fields of a composite.
			if slices.Contains(a.Columns[:i], c) && !strings.Contains(st.Text, c+"[") && !strings.Contains(st.Text, c+".") && !strings.Contains(st.Text, c+`"[`) && !strings.Contains(st.Text, c+`".`) {
				p.on(st, a, "%s is set twice: the server refuses that", c).Advice = "set it once"
				return
			}
		}
	}, sqlstmt.Update)
}
