package bind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// sqliteProbes use sqlite_master and the functions of PRAGMAs.
// See https://www.sqlite.org/schematab.html and https://www.sqlite.org/pragma.html#pragfunc.
type sqliteProbes struct{}

func sqliteMaster(sch string) string {
	if sch == "" {
		return "sqlite_master"
	}
	return `"` + strings.ReplaceAll(sch, `"`, `""`) + `".sqlite_master`
}

func (sqliteProbes) relation(kind string, n schema.Name) string {
	if kind != "table" {
		return ""
	}
	return "EXISTS (SELECT 1 FROM " + sqliteMaster(n.Schema) + " WHERE type IN ('table', 'view') AND name = " + sqliteLiteral(n.Name) + " COLLATE NOCASE)"
}

func (p sqliteProbes) missing(n schema.Name) string { return "NOT " + p.relation("table", n) }

func (sqliteProbes) schema(name string) string {
	return "EXISTS (SELECT 1 FROM pragma_database_list WHERE name = " + sqliteLiteral(name) + " COLLATE NOCASE)"
}

func (sqliteProbes) index(table schema.Name, index string) string {
	return "EXISTS (SELECT 1 FROM pragma_index_list(" + sqliteArguments(table) + ") WHERE name = " + sqliteLiteral(index) + ")"
}

func (sqliteProbes) list(query string, texts []string) string {
	if len(texts) == 0 {
		return "NOT EXISTS (" + query + ")"
	}
	column := firstColumn.FindStringSubmatch(query)
	if column == nil {
		return ""
	}
	sorted := slices.Sorted(slices.Values(texts))
	return "(SELECT group_concat(x, ', ') FROM (" + strings.Replace(query, column[0], "SELECT "+column[1]+" AS x FROM", 1) + " ORDER BY 1)) IS " + sqliteLiteral(strings.Join(sorted, ", "))
}

var firstColumn = lazyregexp.New(`^SELECT (.+?) FROM`)

// rows compares row by row; of an answer with values that only the server knows, the number of rows.
func (sqliteProbes) rows(sql string, a ir.Answer) string {
	query, ok := asTableFunction(strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n"))
	if !ok {
		return ""
	}
	count := fmt.Sprintf("(SELECT count(*) FROM (%s)) = %d", query, len(a.Rows))
	if len(a.Rows) == 0 || len(a.Rows) > 500 {
		return count
	}
	var values []string
	for _, row := range a.Rows {
		text, ok := sqliteRow(row)
		if !ok {
			return count
		}
		values = append(values, text)
	}
	return count + " AND NOT EXISTS (SELECT * FROM (" + query + ") EXCEPT VALUES " + strings.Join(values, ", ") + ")"
}

var pragmaForm = lazyregexp.New(`(?is)^PRAGMA\s+(?:("[^"]+"|\w+)\.)?(\w+)\s*(?:\(\s*(.*?)\s*\))?$`)

// asTableFunction turns PRAGMA table_info(t) into a query that may stand in FROM; other queries stay as they are.
func asTableFunction(sql string) (string, bool) {
	if !strings.EqualFold(firstWord.FindString(sql), "PRAGMA") {
		return sql, true
	}
	m := pragmaForm.FindStringSubmatch(sql)
	if m == nil {
		return "", false
	}
	var args []string
	if m[3] != "" {
		args = append(args, sqliteLiteral(strings.Trim(m[3], "\"'`[]")))
	}
	if m[1] != "" {
		if len(args) == 0 {
			return "", false
		}
		args = append(args, sqliteLiteral(strings.Trim(m[1], `"`)))
	}
	return "SELECT * FROM pragma_" + strings.ToLower(m[2]) + "(" + strings.Join(args, ", ") + ")", true
}

func sqliteRow(row []any) (string, bool) {
	fields := make([]string, len(row))
	for i, v := range row {
		switch x := v.(type) {
		case nil:
			fields[i] = "NULL"
		case json.Number:
			fields[i] = string(x)
		case string:
			fields[i] = sqliteLiteral(x)
		case ir.Bytes:
			fields[i] = fmt.Sprintf("x'%x'", []byte(x))
		default:
			return "", false
		}
	}
	return "(" + strings.Join(fields, ", ") + ")", len(fields) > 0
}

func (sqliteProbes) names(of *listed, sch string) string {
	kind := map[string]string{"tables": "table", "views": "view"}[of.what]
	if kind == "" {
		return ""
	}
	return "SELECT name FROM " + sqliteMaster(sch) + " WHERE type = '" + kind + "' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
}

func (p sqliteProbes) named(of *listed, sch, name string) string {
	query := p.names(of, sch)
	if query == "" {
		return ""
	}
	return "EXISTS (" + query + " AND name = " + sqliteLiteral(name) + ")"
}

func (sqliteProbes) schemas() string {
	return "SELECT name FROM pragma_database_list WHERE name <> 'temp'"
}
