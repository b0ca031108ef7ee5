//go:build cgo

package postgresql

import (
	"context"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
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
