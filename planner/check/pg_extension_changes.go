package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var extensionChanges = Rule{
	Code: "PG610", Name: "extension-changes", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "an extension is updated or dropped",
		Reason:  "ALTER EXTENSION ... UPDATE runs scripts that this review does not see. They can change functions and types that tables and indexes rely on, and there is no way back to the older version. The new version has to be installed on every server first.",
		Unsafe:  "ALTER EXTENSION postgis UPDATE;",
		When:    "The update was tried on a copy of production.",
		Sources: []string{manual + "sql-alterextension.html", manual + "extend-extensions.html#EXTEND-EXTENSIONS-UPDATES"},
	},
	Check: checkExtensionChanges,
}

func checkExtensionChanges(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Kind == sqlstmt.DropExtension {
			p.on(st, a, "extension %s is dropped with its types and functions", a.Name).Advice = "make sure that nothing uses them"
			return
		}
		p.on(st, a, "the update of extension %s runs scripts that this review does not see, and has no way back", a.Name).Advice = "install the new version on every server first, and try the update on a copy of production"
	}, sqlstmt.UpdateExtension, sqlstmt.DropExtension)
}
