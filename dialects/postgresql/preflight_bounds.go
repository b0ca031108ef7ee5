package postgresql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// bounds asks for rows outside of the bounds of a partition, or for those of a default partition that belong into another; nil where
// a bound cannot be said as a condition.
func bounds(d sqlstmt.Demand, tables []schema.Name) []sqlstmt.Probe {
	var list, shown []string
	for _, b := range d.Bounds {
		condition, ok := boundCondition(b)
		if !ok {
			return nil
		}
		list, shown = append(list, "("+condition+")"), append(shown, b.Bound)
	}
	p := sqlstmt.Probe{What: "rows outside of the bounds of the partition", Object: d.Rows.Alias + " " + strings.Join(shown, ", "), Tables: tables}
	condition := "(" + strings.Join(list, " AND ") + ") IS NOT TRUE"
	if d.Inside {
		p.What, condition = "rows of the default partition that belong into another", "("+strings.Join(list, "\n    OR ")+")"
	}
	p.Query = "SELECT count(*), " + example(d.Rows, d.Rows.Alias) + "\nFROM " + from(d.Rows, d.Rows.Alias) + "\nWHERE " + condition
	return []sqlstmt.Probe{p}
}

// boundCondition says which rows a partition takes. A HASH bound is not said: it depends on the number that the parent has on the server.
// https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARTITION
func boundCondition(b sqlstmt.PartitionBound) (string, bool) {
	strategy, rest, _ := strings.Cut(b.By, " ")
	keys := splitList(rest)
	if len(keys) == 0 {
		return "", false
	}
	for i, k := range keys {
		keys[i] = "(" + k + ")"
	}
	switch strategy {
	case "LIST":
		return listCondition(keys[0], splitList(strings.TrimPrefix(b.Bound, "FOR VALUES IN "))), true
	case "RANGE":
		from, to, ok := strings.Cut(strings.TrimPrefix(b.Bound, "FOR VALUES FROM "), ") TO (")
		if lower, upper := splitList(from+")"), splitList("("+to); ok && len(lower) == len(keys) && len(upper) == len(keys) {
			return rangeCondition(keys, lower, upper), true
		}
	}
	return "", false
}

func listCondition(key string, list []string) string {
	null := ""
	list = slices.DeleteFunc(list, func(v string) bool {
		if strings.EqualFold(v, "NULL") {
			null = key + " IS NULL"
		}
		return strings.EqualFold(v, "NULL")
	})
	if len(list) == 0 {
		return null
	}
	condition := key + " IN (" + strings.Join(list, ", ") + ")"
	if null != "" {
		condition += " OR " + null
	}
	return condition
}

func rangeCondition(keys, lower, upper []string) string {
	var list []string
	for _, k := range keys {
		list = append(list, k+" IS NOT NULL")
	}
	if c := side(keys, lower, ">", ">=", "MINVALUE"); c != "" {
		list = append(list, c)
	}
	if c := side(keys, upper, "<", "<", "MAXVALUE"); c != "" {
		list = append(list, c)
	}
	return strings.Join(list, " AND ")
}

// side compares the keys with one end of a range, the first that differs being the one that counts; empty: all are on the right side of it.
func side(keys, values []string, beyond, last, open string) string {
	switch {
	case strings.EqualFold(values[0], open):
		return ""
	case strings.EqualFold(values[0], "MINVALUE"), strings.EqualFold(values[0], "MAXVALUE"):
		return "false"
	case len(keys) == 1:
		return keys[0] + " " + last + " " + values[0]
	}
	rest := side(keys[1:], values[1:], beyond, last, open)
	if rest == "" { // the others may be anything
		return keys[0] + " " + beyond + "= " + values[0]
	}
	return "(" + keys[0] + " " + beyond + " " + values[0] + " OR " + keys[0] + " = " + values[0] + " AND " + rest + ")"
}

// splitList splits "(a, f(b, c))" at its own commas; nil if it is no list in parentheses.
func splitList(text string) []string {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") {
		return nil
	}
	text = text[1 : len(text)-1]
	var list []string
	depth, begin := 0, 0
	for s := sqltext.NewScanner(text, Dialect{}.Style()); ; {
		t := s.Next()
		word := text[t.Start:t.End]
		switch {
		case t.Kind == sqltext.EOF:
			return append(list, strings.TrimSpace(text[begin:]))
		case word == "(" || word == "[":
			depth++
		case word == ")" || word == "]":
			depth--
		case word == "," && depth == 0:
			list, begin = append(list, strings.TrimSpace(text[begin:t.Start])), t.End
		}
	}
}
