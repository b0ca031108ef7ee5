package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropSchema = Rule{
	Code: "PG403", Name: "drop-schema", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a schema or a database is dropped",
		Reason:  "DROP SCHEMA ... CASCADE drops every table, view and function in the schema, with their rows, and what refers to them from elsewhere. DROP DATABASE drops all there is, cannot run in a transaction, and cannot be taken back. A DROP SCHEMA IF EXISTS ... CASCADE of a schema that no revision makes is found where production's schema is not given, from base on as a note.",
		Unsafe:  "DROP SCHEMA reporting CASCADE;",
		Safe:    "ALTER SCHEMA reporting RENAME TO reporting_to_be_dropped;\n-- in a later release, if nobody has missed it:\nDROP SCHEMA reporting_to_be_dropped CASCADE;",
		When:    "Nothing in it is needed any more.",
		Sources: []string{manual + "sql-dropschema.html", manual + "sql-dropdatabase.html"},
	},
	Check: checkDropSchema,
}

func checkDropSchema(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		switch {
		case a.Kind == sqlstmt.DropSchema && a.Cascade:
			f := p.on(st, a, "schema %s is dropped with all that is in it", a.Name)
			if tables := related(a, sqlstmt.RoleTarget); len(tables) > 0 {
				f.Message += ": " + relationNames(tables)
			}
			f.Advice = "drop its tables one by one in the releases that stop using them, and the empty schema last"
		case a.Kind == sqlstmt.DropSchema:
			p.on(st, a, "schema %s is dropped: code that has it in its search_path or names it fails", a.Name).Advice = "make sure that nobody uses it any more"
		case st.Kind == "DROP DATABASE":
			p.on(st, a, "a database is dropped with all that is in it, and nothing brings it back").Advice = "leave this to a person"
		}
	}, sqlstmt.DropSchema, sqlstmt.Other)
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		if !a.Cascade { // without it, the server drops an empty schema or none
			return nil
		}
		return p.on(st, a, unmadeObject+"all that is in it is dropped", "schema "+p.name(a.Name))
	}, sqlstmt.DropSchema)
}
