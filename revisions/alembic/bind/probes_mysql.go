package bind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// mysqlProbes use information_schema, which MySQL and MariaDB share. The queries name their one column x.
// See https://dev.mysql.com/doc/refman/8.0/en/information-schema.html.
type mysqlProbes struct{}

func mysqlLiteral(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", "''").Replace(text) + "'"
}

// inDatabase is the condition on the database; without a name it is the session's own.
func inDatabase(sch string) string {
	if sch == "" {
		return "table_schema = DATABASE()"
	}
	return "table_schema = " + mysqlLiteral(sch)
}

// mysqlParts makes the query of the parts of a table from one of the views of information_schema.
func mysqlParts(view, column, where string) func(schema.Name) string {
	return func(n schema.Name) string {
		return fmt.Sprintf("SELECT DISTINCT %s AS x FROM information_schema.%s WHERE %s AND table_name = %s%s", column, view, inDatabase(n.Schema), mysqlLiteral(n.Name), where)
	}
}

func (mysqlProbes) relation(kind string, n schema.Name) string {
	if kind != "table" && kind != "sequence" {
		return ""
	}
	return "EXISTS (" + mysqlParts("tables", "table_name", "")(n) + ")"
}

func (p mysqlProbes) missing(n schema.Name) string { return "NOT " + p.relation("table", n) }

func (mysqlProbes) schema(name string) string {
	return "EXISTS (SELECT * FROM information_schema.schemata WHERE schema_name = " + mysqlLiteral(name) + ")"
}

func (mysqlProbes) index(table schema.Name, index string) string {
	return "EXISTS (" + mysqlParts("statistics", "index_name", " AND index_name = "+mysqlLiteral(index))(table) + ")"
}

func (mysqlProbes) list(query string, texts []string) string {
	if len(texts) == 0 {
		return "NOT EXISTS (" + query + ")"
	}
	list := make([]string, len(texts))
	for i, x := range slices.Sorted(slices.Values(texts)) {
		list[i] = mysqlLiteral(x)
	}
	return fmt.Sprintf("(SELECT COUNT(*) = %d AND SUM(x IN (%s)) = %d FROM (%s) AS q)", len(texts), strings.Join(list, ", "), len(texts), query)
}

// rows compares one value, or else the number of rows; what SHOW prints cannot stand in a query.
func (mysqlProbes) rows(sql string, a ir.Answer) string {
	sql = strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n")
	if !strings.EqualFold(firstWord.FindString(sql), "SELECT") {
		return ""
	}
	if len(a.Rows) == 1 && len(a.Rows[0]) == 1 {
		switch x := a.Rows[0][0].(type) {
		case nil:
			return "(" + sql + ") IS NULL"
		case json.Number:
			return "(" + sql + ") = " + string(x)
		case string:
			return "(" + sql + ") = " + mysqlLiteral(x)
		}
	}
	return fmt.Sprintf("(SELECT COUNT(*) FROM (%s) AS q) = %d", sql, len(a.Rows))
}

func (mysqlProbes) names(of *listed, sch string) string {
	kind := map[string]string{"tables": "BASE TABLE", "views": "VIEW", "sequences": "SEQUENCE"}[of.what]
	if kind == "" {
		return ""
	}
	return "SELECT table_name AS x FROM information_schema.tables WHERE " + inDatabase(sch) + " AND table_type = '" + kind + "'"
}

func (p mysqlProbes) named(of *listed, sch, name string) string {
	query := p.names(of, sch)
	if query == "" {
		return ""
	}
	return "EXISTS (" + query + " AND table_name = " + mysqlLiteral(name) + ")"
}

// schemas is empty: which databases a server has is nothing that a path can know.
func (mysqlProbes) schemas() string { return "" }
