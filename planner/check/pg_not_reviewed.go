package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var notReviewed = Rule{
	Code: "PG508", Name: "not-reviewed", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a statement cannot be followed, so that nobody has reviewed what it does",
		Reason:  "A block that puts its SQL together, a function whose body is not in the revisions, or a statement whose tree was too deep: what it locks, changes or loses is not in this review. Somebody has to read it.",
		Unsafe:  "SELECT maintenance.rebuild_everything();",
		Safe:    "ALTER TABLE orders ADD COLUMN note text; -- the statements that it would run",
		When:    "Somebody has read it, and says so.",
		Sources: []string{manual + "sql-do.html"},
	},
	Check: checkNotReviewed,
}

func checkNotReviewed(p *Pass) {
	for i := range p.Statements {
		st := &p.Statements[i]
		reason := st.Unanalysed
		for j := range st.Actions {
			if a := &st.Actions[j]; reason == "" && a.Kind == sqlstmt.Other && a.Unknown != "" {
				reason = a.Unknown
			}
		}
		if reason != "" {
			p.Report(st, "what it locks and changes is not known: %s", reason).Advice = "have somebody read it who knows the database; or write the statements that it would run"
		}
	}
}
