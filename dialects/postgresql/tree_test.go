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
		"gen_random_uuid()", "pg_catalog.now()", "now(1)", "random() + 1", "count(*)", "now() OVER ()", `"Now"()`, "'x'::text", "b'1'", "current_date", "a", "$1"} {
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
	if plain < 10 {
		t.Errorf("only %d were written", plain)
	}
}
