package oracle

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/ansi/ddlsim"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

var simulation = &ddlsim.Options{Type: catalogType}

// Simulate does to the catalog what the statement does to a database, as far as its
// tokens tell.
func (Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict {
	cat.At(st.Span)
	list, ok := st.Tree.([]ddlread.Statement)
	if !ok {
		list = ddlread.Read(st.Text, server())
		if isUnit(firstWords(st.Text, 4), st.Text) && len(list) > 1 {
			list = list[:1]
		}
	}
	return ddlsim.Apply(list, st.Text, cat, simulation)
}

// Answer answers no query: there is no parser that reads one.
func (Dialect) Answer(string, *schema.Catalog) (answer ir.Answer, known bool, why string) {
	return ir.Answer{}, false, "queries of Oracle are not answered from the revisions"
}

// synonyms are types of the standard under the names that ALL_TAB_COLUMNS shows, with
// the arguments that the server gives them.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html
var synonyms = map[string]struct{ name, args string }{
	"integer": {"number", "(*,0)"}, "int": {"number", "(*,0)"}, "smallint": {"number", "(*,0)"},
	"numeric": {"number", "(*,0)"}, "decimal": {"number", "(*,0)"}, "dec": {"number", "(*,0)"},
	"double precision": {"float", "(126)"}, "real": {"float", "(63)"},
	"varchar": {"varchar2", ""}, "character varying": {"varchar2", ""}, "char varying": {"varchar2", ""}, "character": {"char", ""},
	"national character": {"nchar", ""}, "national char": {"nchar", ""}, "nchar varying": {"nvarchar2", ""},
	"national character varying": {"nvarchar2", ""}, "national char varying": {"nvarchar2", ""},
}

// catalogType is a type as ALL_TAB_COLUMNS names it.
func catalogType(t ddlread.Type) schema.Type {
	name := strings.ToLower(strings.Join(strings.Fields(t.Name), " "))
	args := strings.ToLower(t.Args)
	if long, ok := synonyms[name]; ok {
		name = long.name
		if args == "" {
			args = long.args
		}
	}
	if t.Suffix != "" {
		name += " " + strings.ToLower(strings.Join(strings.Fields(t.Suffix), " "))
	}
	return schema.Type{Name: schema.Name{Schema: schema.SystemSchema, Name: name}, Mod: args}
}
