package bind

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// probes write the boolean expressions by which a script checks what the compile has
// assumed, in the SQL of one dialect. An empty one says that there is no way to check.
type probes interface {
	// relation holds where there is a table or another object with that name in the schema; missing where there is none.
	relation(kind string, n schema.Name) string
	missing(n schema.Name) string
	// schema holds where there is a schema of the name, index where the table has the index.
	schema(name string) string
	index(table schema.Name, index string) string
	// list holds where a query of one column of texts gives the texts, in any order.
	list(query string, texts []string) string
	// rows holds where a query gives the rows of an answer, in any order.
	rows(sql string, a ir.Answer) string
	// names is a query of the names of all objects of a kind, "tables"; empty if there is none.
	names(of *listed, sch string) string
	// named holds where a name is among those.
	named(of *listed, sch, name string) string
	// schemas is a query of the names of the schemas.
	schemas() string
}

// probesOf returns the probes of a dialect; those that check nothing for one that has none.
func probesOf(dialect string) probes {
	switch dialect {
	case "postgresql":
		return postgresqlProbes{}
	case "mysql", "mariadb":
		return mysqlProbes{}
	case "sqlite":
		return sqliteProbes{}
	case "mssql":
		return mssqlProbes{}
	case "oracle":
		return oracleProbes{}
	}
	return noProbes{}
}

type noProbes struct{}

func (noProbes) relation(string, schema.Name) string  { return "" }
func (noProbes) missing(schema.Name) string           { return "" }
func (noProbes) schema(string) string                 { return "" }
func (noProbes) index(schema.Name, string) string     { return "" }
func (noProbes) list(string, []string) string         { return "" }
func (noProbes) rows(string, ir.Answer) string        { return "" }
func (noProbes) names(*listed, string) string         { return "" }
func (noProbes) named(*listed, string, string) string { return "" }
func (noProbes) schemas() string                      { return "" }

// postgresqlProbes use PostgreSQL's catalogs.
type postgresqlProbes struct{}

func (postgresqlProbes) relation(kind string, n schema.Name) string {
	if kind == "type" {
		return "to_regtype(" + literalText(quotedName(n)) + ") IS NOT NULL"
	}
	return "to_regclass(" + literalText(quotedName(n)) + ") IS NOT NULL"
}

func (postgresqlProbes) missing(n schema.Name) string {
	return "to_regclass(" + literalText(quotedName(n)) + ") IS NULL"
}

func (postgresqlProbes) schema(name string) string {
	return "to_regnamespace(" + literalText(schema.Quote(name)) + ") IS NOT NULL"
}

func (postgresqlProbes) index(table schema.Name, index string) string {
	return "EXISTS (SELECT FROM pg_index WHERE indrelid = to_regclass(" + literalText(quotedName(table)) + ") AND indexrelid = to_regclass(" +
		literalText(quotedName(schema.Name{Schema: table.Schema, Name: index})) + "))"
}

func (postgresqlProbes) list(query string, texts []string) string { return listCheck(query, texts) }
func (postgresqlProbes) rows(sql string, a ir.Answer) string      { return rowsCheck(sql, a) }

func (postgresqlProbes) names(of *listed, sch string) string {
	if sch == "" {
		return of.query + " AND pg_table_is_visible(oid) AND relnamespace <> 'pg_catalog'::regnamespace"
	}
	return of.query + " AND relnamespace = to_regnamespace(" + literalText(schema.Quote(sch)) + ")"
}

func (p postgresqlProbes) named(of *listed, sch, name string) string {
	return "EXISTS (" + p.names(of, sch) + " AND relname = " + literalText(name) + ")"
}

func (postgresqlProbes) schemas() string {
	return "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
}
