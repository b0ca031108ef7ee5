package mssql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/ansi/ddlsim"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// defaultSchema is the schema of objects that name none, unless the user has another one.
const defaultSchema = "dbo"

// EmptyCatalog returns the catalog of an empty database, whose names have no case.
func (Dialect) EmptyCatalog() *schema.Catalog { return schema.NewOn(nil, defaultSchema) }

// simulation takes names as most databases do, whose collation does not tell case apart.
var simulation = &ddlsim.Options{
	FoldCase: true, Type: catalogType, TypeDropsNotNull: true,
	TemporaryName: func(name string) bool { return strings.HasPrefix(name, "#") },
}

// Simulate does to the catalog what the statement does to a database, as far as its
// tokens tell.
func (Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict {
	cat.At(st.Span)
	list, ok := st.Tree.([]ddlread.Statement)
	if !ok {
		list = ddlread.Read(st.Text, server)
	}
	return ddlsim.Apply(list, st.Text, cat, simulation)
}

// Answer answers no query: there is no parser that reads one.
func (Dialect) Answer(string, *schema.Catalog) (answer ir.Answer, known bool, why string) {
	return ir.Answer{}, false, "queries of SQL Server are not answered from the revisions"
}

// synonyms are types under the names that the catalog views of the server show.
// https://learn.microsoft.com/sql/t-sql/data-types/data-type-synonyms-transact-sql
var synonyms = map[string]string{
	"integer": "int", "dec": "decimal", "double precision": "float", "character": "char", "character varying": "varchar",
	"char varying": "varchar", "national character": "nchar", "national char": "nchar", "national character varying": "nvarchar",
	"national char varying": "nvarchar", "national text": "ntext", "binary varying": "varbinary", "rowversion": "timestamp",
}

// catalogType is a type as sys.types names it.
func catalogType(t ddlread.Type) schema.Type {
	name := strings.ToLower(strings.Join(strings.Fields(t.Name), " "))
	name = strings.NewReplacer("[", "", "]", "", `"`, "").Replace(name)
	name = strings.TrimPrefix(name, "sys.")
	if long, ok := synonyms[name]; ok {
		name = long
	}
	return schema.Type{Name: schema.Name{Schema: schema.SystemSchema, Name: name}, Mod: strings.ToLower(t.Args)}
}
