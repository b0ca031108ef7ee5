//go:build cgo

package postgresql

import (
	"context"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// floats are texts of numbers, and how PostgreSQL 15 prints them as double precision and as real.
var floats = []struct{ text, double, single string }{
	{"0.0", "0", "0"}, {"1.50", "1.5", "1.5"}, {"-1.0", "-1", "-1"}, {"-0", "-0", "-0"}, {"1e5", "100000", "100000"},
	{"1000000", "1000000", "1e+06"}, {"1e15", "1e+15", "1e+15"}, {"1e14", "100000000000000", "1e+14"}, {"0.0001", "0.0001", "0.0001"},
	{"0.00001", "1e-05", "1e-05"}, {"123456.7", "123456.7", "123456.7"}, {"nan", "NaN", "NaN"}, {"-inf", "-Infinity", "-Infinity"}, {"0.1", "0.1", "0.1"},
}

func TestPrintedFloat(t *testing.T) {
	for _, f := range floats {
		if got, ok := printedFloat(f.text, false); !ok || got != f.double {
			t.Errorf("%s is printed %s, not %s", f.text, got, f.double)
		}
		if got, ok := printedFloat(f.text, true); !ok || got != f.single {
			t.Errorf("%s is printed %s as real, not %s", f.text, got, f.single)
		}
	}
	for _, text := range []string{"", "0x10", "1_000", "abc"} {
		if got, ok := printedFloat(text, false); ok {
			t.Errorf("%q is printed %s", text, got)
		}
	}
}

func TestPrintedFloatOnServer(t *testing.T) {
	ctx, server := context.Background(), pgserver.Find(t)
	conn := server.Connect(t, server.Database(t))
	for _, f := range floats {
		var double, single string
		if err := conn.QueryRow(ctx, "SELECT $1::text::float8::text, $1::text::real::text", f.text).Scan(&double, &single); err != nil {
			t.Fatal(err)
		}
		if double != f.double || single != f.single {
			t.Errorf("the server prints %s as %s and %s", f.text, double, single)
		}
	}
}

// TestOwnExpr: columns are kept without the table that stands in front of them, as the server keeps them.
func TestOwnExpr(t *testing.T) {
	cat := schema.New()
	for _, sql := range []string{
		"CREATE TABLE t (a int, g int GENERATED ALWAYS AS (t.a + 1) STORED, CHECK (t.a > 0))",
		"CREATE INDEX i ON t ((CASE WHEN t.a IS NULL THEN 0 ELSE public.t.a END)) WHERE t.a > 1",
	} {
		if conflicts := (Dialect{}).Simulate(&sqlstmt.Stmt{Text: sql}, cat); len(conflicts) > 0 {
			t.Fatal(conflicts)
		}
	}
	table, _ := cat.Table("", "t")
	x := table.Index("i")
	for _, tt := range []struct {
		have *schema.Expr
		want string
	}{
		{table.Column("g").Generated, "a + 1"}, {table.Constraints[0].Check, "a > 0"}, {x.Where, "a > 1"},
		{x.Keys[0].Expr, "CASE WHEN a IS NULL THEN 0 ELSE a END"},
	} {
		if tt.have.SQL != tt.want {
			t.Errorf("%s, not %s", tt.have.SQL, tt.want)
		}
	}
}
