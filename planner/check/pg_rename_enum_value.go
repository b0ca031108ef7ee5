package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var renameEnumValue = Rule{
	Code: "PG408", Name: "rename-enum-value", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "running code that writes a value of an enum by its old name fails",
		Reason:  "A rename takes a moment, and changes what every row seems to hold. Code that writes or compares with the old name gets an error: invalid input value for enum.",
		Unsafe:  "ALTER TYPE state RENAME VALUE 'open' TO 'active';",
		Safe:    "ALTER TYPE state ADD VALUE 'active';\n-- release 1: code reads both, and writes the new one; change the old rows in batches",
		When:    "The application is stopped during the release, or no code uses the value.",
		Sources: []string{manual + "sql-altertype.html"},
	},
	Check: checkRenameEnumValue,
}

func checkRenameEnumValue(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		f := p.on(st, a, "running code that writes '%s' fails: the value of %s is called '%s' now", a.Definition, a.Name, a.To)
		f.Advice = "add the new value, have the code write it, change the old rows in batches, and leave the old value alone"
		p.instead(f, st, "ALTER TYPE "+a.Name+" ADD VALUE "+sqltext.QuoteLiteral(a.To, p.Style))
	}, sqlstmt.RenameEnumValue)
}
