package bind

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// mssqlProbes use the catalog views of SQL Server.
// See https://learn.microsoft.com/sql/relational-databases/system-catalog-views/catalog-views-transact-sql
type mssqlProbes struct{}

// mssqlLiteral writes a text as a literal of the type nvarchar.
func mssqlLiteral(text string) string { return "N'" + strings.ReplaceAll(text, "'", "''") + "'" }

// mssqlObject is a name for OBJECT_ID.
func mssqlObject(n schema.Name) string {
	bracketed := func(name string) string { return "[" + strings.ReplaceAll(name, "]", "]]") + "]" }
	if n.Schema == "" {
		return mssqlLiteral(bracketed(n.Name))
	}
	return mssqlLiteral(bracketed(n.Schema) + "." + bracketed(n.Name))
}

func (mssqlProbes) relation(kind string, n schema.Name) string {
	switch kind {
	case "type":
		return "TYPE_ID(" + mssqlObject(n) + ") IS NOT NULL"
	case "sequence":
		return "OBJECT_ID(" + mssqlObject(n) + ", N'SO') IS NOT NULL"
	}
	return "OBJECT_ID(" + mssqlObject(n) + ") IS NOT NULL"
}

func (mssqlProbes) missing(n schema.Name) string { return "OBJECT_ID(" + mssqlObject(n) + ") IS NULL" }

func (mssqlProbes) schema(name string) string {
	return "SCHEMA_ID(" + mssqlLiteral(name) + ") IS NOT NULL"
}

func (mssqlProbes) index(table schema.Name, index string) string {
	return "EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(" + mssqlObject(table) + ") AND name = " + mssqlLiteral(index) + ")"
}

// list compares the number of the texts, and looks for each.
func (mssqlProbes) list(query string, texts []string) string {
	count := fmt.Sprintf("(SELECT COUNT(*) FROM (%s) AS q (x)) = %d", query, len(texts))
	if len(texts) == 0 {
		return count
	}
	values := make([]string, len(texts))
	for i, x := range slices.Sorted(slices.Values(texts)) {
		values[i] = mssqlLiteral(x)
	}
	return count + fmt.Sprintf(" AND (SELECT COUNT(*) FROM (%s) AS q (x) WHERE x COLLATE Latin1_General_BIN2 IN (%s)) = %d", query, strings.Join(values, ", "), len(texts))
}

// rows compares the number of the rows: their values have no one text.
func (mssqlProbes) rows(sql string, a ir.Answer) string {
	return fmt.Sprintf("(SELECT COUNT(*) FROM (%s) AS q) = %d", strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n"), len(a.Rows))
}

// mssqlListed are the catalog views of the kinds that the inspector lists.
var mssqlListed = map[string]string{"tables": "sys.tables", "views": "sys.views", "sequences": "sys.sequences"}

func (mssqlProbes) names(of *listed, sch string) string {
	view := mssqlListed[of.what]
	if view == "" {
		return ""
	}
	id := "SCHEMA_ID()"
	if sch != "" {
		id = "SCHEMA_ID(" + mssqlLiteral(sch) + ")"
	}
	return "SELECT name FROM " + view + " WHERE schema_id = " + id
}

func (p mssqlProbes) named(of *listed, sch, name string) string {
	query := p.names(of, sch)
	if query == "" {
		return ""
	}
	return "EXISTS (" + query + " AND name = " + mssqlLiteral(name) + ")"
}

func (mssqlProbes) schemas() string { return "SELECT name FROM sys.schemas" }
