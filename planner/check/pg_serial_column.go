package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var serialColumn = Rule{
	Code: "PG703", Name: "serial-column", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a serial column, where an identity column would do",
		Reason:  "serial makes a sequence with rights of its own, and a default that anybody may overwrite by giving a value. An identity column, since PostgreSQL 10, is the SQL standard's: its sequence belongs to it in every respect, and GENERATED ALWAYS refuses values by mistake.",
		Unsafe:  "CREATE TABLE orders (id bigserial PRIMARY KEY);",
		Safe:    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
		When:    "Other servers, or older ones, take the same statement.",
		Sources: []string{manual + "datatype-numeric.html#DATATYPE-SERIAL", manual + "sql-createtable.html"},
	},
	Check: checkSerialColumn,
}

func checkSerialColumn(p *Pass) {
	if !p.Version.AtLeast(10, 0) {
		return
	}
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if a.Counted && strings.Contains(a.Definition, "serial") {
			p.on(st, a, "%s of %s is %s", a.Name, a.TableSQL, a.Definition).Advice = "use " + a.Type + " GENERATED ALWAYS AS IDENTITY"
		}
	})
}
