package bind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// literalText writes a text as a literal of SQL.
func literalText(text string) string {
	if strings.Contains(text, `\`) {
		return " E'" + strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), "'", "''") + "'"
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// textArray writes texts as an array of SQL.
func textArray(texts []string) string {
	list := make([]string, len(texts))
	for i, x := range texts {
		list[i] = strings.TrimSpace(literalText(x))
	}
	return "ARRAY[" + strings.Join(list, ", ") + "]::text[]"
}

// listCheck compares what a query of one column of texts gives with a list,
// whatever the order.
func listCheck(query string, texts []string) string {
	sorted := slices.Sorted(slices.Values(texts))
	return "ARRAY(SELECT x::text FROM (" + query + `) q (x) ORDER BY x::text COLLATE "C") = ` + textArray(sorted)
}

// rowsCheck compares the rows of a query with an answer, whatever the order. Of an
// answer with values that only the server knows, the number of rows is compared.
func rowsCheck(sql string, a ir.Answer) string {
	sql = strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n")
	var rows []string
	for _, row := range a.Rows {
		text, ok := recordText(row)
		if !ok {
			return fmt.Sprintf("(SELECT count(*) FROM (%s) q) = %d", sql, len(a.Rows))
		}
		rows = append(rows, text)
	}
	slices.Sort(rows)
	return "ARRAY(SELECT q::text FROM (" + sql + `) q ORDER BY q::text COLLATE "C") = ` + textArray(rows)
}

// recordText is a row as PostgreSQL casts it to text: (a,"b c",).
func recordText(row []any) (string, bool) {
	fields := make([]string, len(row))
	for i, v := range row {
		switch x := v.(type) {
		case nil:
		case bool:
			fields[i] = map[bool]string{true: "t", false: "f"}[x]
		case json.Number:
			fields[i] = string(x)
		case string:
			fields[i] = recordField(x)
		default:
			return "", false
		}
	}
	return "(" + strings.Join(fields, ",") + ")", true
}

func recordField(text string) string {
	if text != "" && !strings.ContainsAny(text, "\"\\(), \t\n\r\v\f") {
		return text
	}
	return `"` + strings.NewReplacer(`"`, `""`, `\`, `\\`).Replace(text) + `"`
}
