package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var renameSchema = Rule{
	Code: "PG407", Name: "rename-schema", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "running code that names a schema, or has it in its search_path, fails",
		Reason:  "A rename takes a moment. But every name that begins with the old schema, in code, in functions, in the settings of roles and databases, stops to work at once, and no view can stand in for a schema.",
		Unsafe:  "ALTER SCHEMA reporting RENAME TO reports;",
		When:    "The application is stopped during the release.",
		Sources: []string{manual + "sql-alterschema.html"},
	},
	Check: checkRenameSchema,
}

func checkRenameSchema(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		p.on(st, a, "running code that names schema %s, or has it in its search_path, fails: it is called %s now", a.Name, a.To).Advice =
			"make a new schema, move its tables one by one, each with a view left behind, and drop the old schema last"
	}, sqlstmt.RenameSchema)
}
