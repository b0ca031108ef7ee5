package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var charColumn = Rule{
	Code: "PG704", Name: "char-column", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a column of type char(n) is padded with blanks",
		Reason:  "char(n) stores blanks up to its length, leaves them out of comparisons with other char values but not with text, and is in no way faster. text with a CHECK, or varchar, does what people expect.",
		Unsafe:  "CREATE TABLE countries (code char(2));",
		Safe:    "CREATE TABLE countries (code text CHECK (length(code) = 2));",
		When:    "Another system asks for it.",
		Sources: []string{manual + "datatype-character.html"},
	},
	Check: checkCharColumn,
}

func checkCharColumn(p *Pass) {
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if t := plainType(a.Type); t == "character" || t == "bpchar" {
			p.on(st, a, "%s is %s: its values are padded with blanks", a.Name, a.Type).Advice = "use text, with a CHECK on its length where that matters"
		}
	})
}
