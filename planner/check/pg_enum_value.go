package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var enumValue = Rule{
	Code: "PG601", Name: "enum-value", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a value of an enum can be added, and never dropped",
		Reason:  "ALTER TYPE ... ADD VALUE takes a moment. But there is no way to take the value out again but to make the type anew and change every column, so that a rollback leaves it. Running code that does not know the value fails when it reads it. The value can be used only after its transaction has committed, before PostgreSQL 12 the statement cannot run in one; sqlplan sets it outside where that matters.",
		Unsafe:  "ALTER TYPE state ADD VALUE 'archived';",
		When:    "All code that reads the enum takes values that it does not know.",
		Sources: []string{manual + "sql-altertype.html"},
	},
	Check: checkEnumValue,
}

func checkEnumValue(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		p.on(st, a, "'%s' stays in %s for ever: no rollback takes a value out of an enum", a.To, a.Name).Advice = "make sure that running code which reads the enum takes the new value"
	}, sqlstmt.AddEnumValue)
}
