package postgresql

import (
	"fmt"
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
	if d.Elsewhere {
		return []sqlstmt.Probe{unknownDefault(d, p, condition)}
	}
	p.Query = "SELECT count(*), " + example(d.Rows, d.Rows.Alias) + "\nFROM " + from(d.Rows, d.Rows.Alias) + "\nWHERE " + condition
	return []sqlstmt.Probe{p}
}

// hashBound reads the bound of a partition BY HASH.
func hashBound(text string) (modulus, remainder int, ok bool) {
	n, err := fmt.Sscanf(text, "FOR VALUES WITH (modulus %d, remainder %d)", &modulus, &remainder)
	return modulus, remainder, err == nil && n == 2 && modulus > 0
}

// hashesOverlap tells whether the server refuses two such bounds beside each other: one modulus has to be a factor of the other.
func hashesOverlap(m1, r1, m2, r2 int) bool {
	if m1 < m2 {
		m1, r1, m2, r2 = m2, r2, m1, r1
	}
	return m2 <= 0 || m1%m2 != 0 || r1%m2 == r2
}

// hashPartitions are the partitions BY HASH that a table has on the server, but for those that the release has taken away by then.
func hashPartitions(d sqlstmt.Demand) string {
	text := "SELECT c.oid::regclass::text, (b.bound)[1]::int, (b.bound)[2]::int\n    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid\n" +
		"    CROSS JOIN LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid), 'modulus (\\d+), remainder (\\d+)') AS b (bound)\n" +
		"    WHERE i.inhparent = to_regclass(" + literal(fullName(d.Tables[0])) + ") AND b.bound IS NOT NULL"
	return text + stillThere(d)
}

// stillThere leaves the partitions out that the release has taken away by then, and all where the statement does nothing.
func stillThere(d sqlstmt.Demand) string {
	var gone []string
	for _, o := range d.Objects {
		gone = append(gone, "to_regclass("+literal(fullName(o.Name))+")")
	}
	text := ""
	if len(gone) > 0 {
		text += "\n        AND coalesce(c.oid <> ALL (ARRAY[" + strings.Join(gone, ", ") + "]::oid[]), true)"
	}
	if !d.Unless.IsZero() {
		text += "\n        AND to_regclass(" + literal(fullName(d.Unless)) + ") IS NULL"
	}
	return text
}

// overlaps asks for partitions that the server has and the revisions may not know, beside which the first of the bounds has no place.
// https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARTITION
func overlaps(d sqlstmt.Demand) []sqlstmt.Probe {
	m, r, ok := hashBound(d.Bounds[0].Bound)
	if !ok {
		return othersBeside(d)
	}
	return []sqlstmt.Probe{{What: "partitions whose bounds overlap the new one, or whose modulus does not go with it", Object: d.Bounds[0].Name + " " + d.Bounds[0].Bound,
		Query: fmt.Sprintf("WITH held (name, m, r) AS (%s)\n"+counted("SELECT name || ' (modulus ' || m || ', remainder ' || r || ')' FROM held\n"+
			"    WHERE greatest(m, %[2]d) %% least(m, %[2]d) <> 0 OR CASE WHEN m > %[2]d THEN r %% %[2]d = %[3]d ELSE %[3]d %% m = r END"), hashPartitions(d), m, r)}}
}

// uncovered asks for the rows that no partition BY HASH takes behind the last one that the release makes.
func uncovered(d sqlstmt.Demand) []sqlstmt.Probe {
	var fresh []string
	for _, b := range d.Bounds {
		m, r, ok := hashBound(b.Bound)
		if !ok {
			return nil
		}
		fresh = append(fresh, fmt.Sprintf("(%s, %d, %d)", literal(b.Name), m, r))
	}
	return []sqlstmt.Probe{{What: "remainders without a partition, whose rows the server refuses", Object: d.Tables[0].String(), Warns: true,
		Query: "WITH held (name, m, r) AS (" + hashPartitions(d) + "\n    UNION ALL VALUES " + strings.Join(fresh, ", ") + ")\n" +
			"SELECT count(*), 'of modulus ' || max(top) || ': ' || string_agg(rest::text, ', ' ORDER BY rest)\n" +
			"FROM (SELECT max(m) AS top FROM held) AS t, generate_series(0, top - 1) AS rest\nWHERE NOT EXISTS (SELECT FROM held WHERE rest % m = r)"}}
}

// boundCondition says which rows a partition takes. A HASH bound depends on the number that the parent has on the server, so that it
// can be said of one that is there alone.
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
	case "HASH":
		if m, r, ok := hashBound(b.Bound); ok && !b.Of.IsZero() {
			return fmt.Sprintf("satisfies_hash_partition(to_regclass(%s), %d, %d, %s)", literal(fullName(b.Of)), m, r, strings.Join(keys, ", ")), true
		}
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
