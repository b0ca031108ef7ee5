package bind

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// oracleProbes use the data dictionary of Oracle. The catalog has names as SQLAlchemy
// does: one in small letters is in capitals there, unless it stands in quotes.
// See https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/static-data-dictionary-views.html
type oracleProbes struct{}

// oracleLiteral writes a text as a literal.
func oracleLiteral(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// oracleName is the literal of a name as the data dictionary has it; either form of a
// name in small letters, which may have needed quotes.
func oracleName(name string) string {
	if strings.ToLower(name) == name && strings.ToUpper(name) != name {
		return "(" + oracleLiteral(strings.ToUpper(name)) + ", " + oracleLiteral(name) + ")"
	}
	return "(" + oracleLiteral(name) + ")"
}

// oracleOwner is a condition on the owner of an object; without a schema the current one.
func oracleOwner(column, sch string) string {
	if sch == "" || sch == schema.DefaultSchema {
		return column + " = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
	}
	return column + " IN " + oracleName(sch)
}

func (oracleProbes) relation(kind string, n schema.Name) string {
	types := "('TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SYNONYM')"
	switch kind {
	case "type":
		types = "('TYPE')"
	case "sequence":
		types = "('SEQUENCE')"
	}
	return "EXISTS (SELECT 1 FROM all_objects WHERE " + oracleOwner("owner", n.Schema) + " AND object_name IN " + oracleName(n.Name) + " AND object_type IN " + types + ")"
}

func (oracleProbes) missing(n schema.Name) string {
	return "NOT EXISTS (SELECT 1 FROM all_objects WHERE " + oracleOwner("owner", n.Schema) + " AND object_name IN " + oracleName(n.Name) + ")"
}

func (oracleProbes) schema(name string) string {
	return "EXISTS (SELECT 1 FROM all_users WHERE username IN " + oracleName(name) + ")"
}

func (oracleProbes) index(table schema.Name, index string) string {
	return "EXISTS (SELECT 1 FROM all_indexes WHERE " + oracleOwner("table_owner", table.Schema) + " AND table_name IN " + oracleName(table.Name) +
		" AND index_name IN " + oracleName(index) + ")"
}

// list compares the number of the texts, and looks for each.
func (oracleProbes) list(query string, texts []string) string {
	count := fmt.Sprintf("(SELECT COUNT(*) FROM (%s)) = %d", query, len(texts))
	if len(texts) == 0 {
		return count
	}
	var values []string
	for _, x := range slices.Sorted(slices.Values(texts)) {
		values = append(values, strings.Trim(oracleName(x), "()"))
	}
	return count + fmt.Sprintf(" AND (SELECT COUNT(*) FROM (%s) WHERE name IN (%s)) = %d", query, strings.Join(values, ", "), len(texts))
}

// rows compares the number of the rows: their values have no one text.
func (oracleProbes) rows(sql string, a ir.Answer) string {
	return fmt.Sprintf("(SELECT COUNT(*) FROM (%s)) = %d", strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n"), len(a.Rows))
}

// oracleListed are the views of the kinds that the inspector lists, with their columns
// of the owner and the name.
var oracleListed = map[string][3]string{
	"tables": {"all_tables", "owner", "table_name"}, "views": {"all_views", "owner", "view_name"}, "sequences": {"all_sequences", "sequence_owner", "sequence_name"},
}

func (oracleProbes) names(of *listed, sch string) string {
	view, ok := oracleListed[of.what]
	if !ok {
		return ""
	}
	return "SELECT " + view[2] + " AS name FROM " + view[0] + " WHERE " + oracleOwner(view[1], sch)
}

func (p oracleProbes) named(of *listed, sch, name string) string {
	query := p.names(of, sch)
	if query == "" {
		return ""
	}
	return "EXISTS (SELECT 1 FROM (" + query + ") WHERE name IN " + oracleName(name) + ")"
}

func (oracleProbes) schemas() string { return "SELECT username AS name FROM all_users" }
