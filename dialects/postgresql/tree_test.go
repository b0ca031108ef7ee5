//go:build cgo

package postgresql

import (
	"reflect"
	"slices"
	"testing"

	library "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/reflect/protoreflect"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// reflected has the names of the messages in the order of their fields, which the library's Go package knows from its descriptors.
func reflected(m protoreflect.Message, names *[]string) {
	*names = append(*names, string(m.Descriptor().Name()))
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		switch {
		case field.Message() == nil || !m.Has(field):
		case field.IsList():
			list := m.Get(field).List()
			for j := range list.Len() {
				reflected(list.Get(j).Message(), names)
			}
		default:
			reflected(m.Get(field).Message(), names)
		}
	}
}

// TestWalk holds the walk through a tree against the one by descriptors.
func TestWalk(t *testing.T) {
	for _, sql := range []string{
		"CREATE TABLE t (a int PRIMARY KEY DEFAULT 1 CHECK (a > 0 AND a IN (1, 2)), b text[] COLLATE \"C\", EXCLUDE USING gist (a WITH =) WHERE (a > 1))",
		"WITH x AS (INSERT INTO t SELECT 1, NULL, true, 1.5, b'1' RETURNING *) SELECT sum(a) OVER (PARTITION BY b ORDER BY c), CASE WHEN a THEN b ELSE $1 END FROM x JOIN y USING (z), LATERAL f(1) AS g (h int) WHERE EXISTS (SELECT 1) GROUP BY ROLLUP (a) LIMIT 2",
		"UPDATE t SET (a, b) = (SELECT 1, 2), c[1].d = now() WHERE a = ANY (ARRAY[1, 2]) AND b::date BETWEEN 'x' AND 'y'",
		"CREATE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b WHEN NOT MATCHED THEN INSERT VALUES (1)",
		"SELECT a IS NULL OR NOT (b > 1 AND c), (a, b) = ANY (d), t.*, x::numeric(1, 2)[], f(VARIADIC a ORDER BY b), sum(a) FILTER (WHERE b) OVER w FROM t WINDOW w AS (ORDER BY a)",
		"ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE, ALTER a TYPE bigint USING a::bigint",
	} {
		stmts, syntax, err := parseTree(sql)
		if syntax != nil || err != nil {
			t.Fatal(sql, syntax, err)
		}
		tree, err := library.Parse(sql)
		if err != nil {
			t.Fatal(sql, err)
		}
		var want, got []string
		reflected(tree.Stmts[0].ProtoReflect(), &want)
		pg.Walk(stmts[0], func(m pg.Message) bool {
			got = append(got, reflect.TypeOf(m).Elem().Name())
			return true
		})
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%v\nnot\n%v", sql, got, want)
		}
	}
}

// TestPlainText holds what is written without the library against the library.
func TestPlainText(t *testing.T) {
	plain := 0
	for _, sql := range []string{"0", "-1", "2147483647", "2147483648", "1.50", "true", "false", "NULL", "'a'", "''", "'it''s'", `E'a\\b'`, "'é\n'", "now()", "NOW()",
		"gen_random_uuid()", "pg_catalog.now()", "now(1)", "random() + 1", "count(*)", "now() OVER ()", `"Now"()`, "'x'::text", "b'1'", "current_date", "a", "$1",
		"a > 0", "a >= -1", "a = b", "a <> 'x'", "a != 'x'", "-a > 1", "a || 'x' = b", "a + 1", "(a + 1) * 2", "a IS NULL", "a IS NOT NULL", "(a > 1) IS NULL", "a = ANY (b)",
		"a IN (1, 2)", "a IN ('x', 'y')", "a NOT IN (1)", "a IN (SELECT 1)", "(a, b) IN ((1, 2))", "a LIKE 'x%'", "a IS DISTINCT FROM b", "a BETWEEN 1 AND 2", "a ~ '^x'", "t.a > 1", "t.*",
		"a IS NULL OR a > b", "a > 0 AND b > 0 AND a IN (1, 2)", "a > 0 AND (b > 0 OR b IS NULL)", "NOT a", "NOT (a > 0 OR b > 0)", "a > 0 OR NOT b", "a OPERATOR(pg_catalog.>) 1",
		`"Order" > 1`, `"user" > 1`, `"select" IS NULL`, `"left" = 1`, `name = 'x'`, `"date" > now()`, "a[1] = 2", "length(a) > 1", "(a > 1) = b", "a < b - 1", "a = 'x'::text", "a IN ('x'::text)", "(a IS NULL) = (b IS NULL)", `"é" = 1`, "a @> '{}'", "a ->> 'x' = 'y'", "a > now()", "a COLLATE \"C\" > 'x'"} {
		stmts, syntax, err := parseTree("SELECT " + sql)
		if syntax != nil || err != nil {
			t.Fatal(sql, syntax, err)
		}
		node := stmts[0].Stmt.GetSelectStmt().TargetList[0].GetResTarget().Val
		text, ok := plainText(node)
		if want := deparseSelected(node); ok && text != want {
			t.Errorf("%s is written %s, not %s", sql, text, want)
		}
		if ok {
			plain++
		}
	}
	if plain < 30 {
		t.Errorf("only %d were written", plain)
	}
}
