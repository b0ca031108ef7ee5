package postgresql

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

func TestMain(m *testing.M) {
	code := m.Run()
	pgserver.Stop()
	os.Exit(code)
}

func TestParseVersion(t *testing.T) {
	tests := []struct {
		text string
		want ir.Version
		err  string
	}{
		{"", DefaultVersion, ""},
		{"9.6", ir.Version{Major: 9, Minor: 6}, ""},
		{"9.6.24", ir.Version{Major: 9, Minor: 6}, ""},
		{"12", ir.Version{Major: 12}, ""},
		{"15.3", ir.Version{Major: 15, Minor: 3}, ""},
		{"18", ir.Version{Major: 18}, ""},
		{"9.5", ir.Version{}, "PostgreSQL 9.5 is not supported"},
		{"9.7", ir.Version{}, "PostgreSQL 9.7 is not supported"},
		{"9", ir.Version{}, "not a version"},
		{"8.4", ir.Version{}, "PostgreSQL 8.4 is not supported"},
		{"19", ir.Version{}, "PostgreSQL 19 is not supported: the oldest version is 9.6 and the newest 18"},
		{"latest", ir.Version{}, `"latest" is not a version of PostgreSQL`},
		{"15 ", ir.Version{}, "not a version"},
		{"-1", ir.Version{}, "not a version"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got, err := Dialect{}.ParseVersion(tt.text)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("error %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestKindOfText(t *testing.T) {
	tests := []struct{ sql, want string }{
		{"", "SQL"},
		{"/* x */ 1", "SQL"},
		{"((select 1))", "SELECT"},
		{"with a as (select 1) select 2", "WITH"},
		{"create or replace function f()", "CREATE FUNCTION"},
		{"create unique index a", "CREATE INDEX"},
		{"create temp table a", "CREATE TABLE"},
		{"alter materialized view a", "ALTER MATERIALIZED VIEW"},
		{"create", "CREATE"},
		{"insert into a", "INSERT"},
		{"delete from a", "DELETE"},
		{"drop\n-- x\ntable a", "DROP TABLE"},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			if got := kindOfText(tt.sql); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestReservedOnServer fails if the server quotes a key word that we do not.
func TestReservedOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	rows, err := conn.Query(ctx, "select word, quote_ident(word) <> word from pg_get_keywords()")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	words := 0
	for rows.Next() {
		var word string
		var quoted bool
		if err := rows.Scan(&word, &quoted); err != nil {
			t.Fatal(err)
		}
		if words++; quoted && !Reserved(word) {
			t.Errorf("the server quotes %s", word)
		}
	}
	if rows.Err() != nil || words < 400 {
		t.Error(words, rows.Err())
	}
}

// TestQuotingOnServer sends names and texts to a server and back.
func TestQuotingOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	for _, text := range []string{"a", "A b", `a"b`, "it's", `a\b`, `\'`, "select", "é", "1a", "a$b", "\n"} {
		for _, conforming := range []string{"on", "off"} {
			t.Run(fmt.Sprint(text, conforming), func(t *testing.T) {
				if _, err := conn.Exec(ctx, "set standard_conforming_strings = "+conforming); err != nil {
					t.Fatal(err)
				}
				rows, err := conn.Query(ctx, "select "+literal(text)+" as "+ident(text))
				if err != nil {
					t.Fatal(err)
				}
				defer rows.Close()
				var got string
				if !rows.Next() || rows.Scan(&got) != nil || got != text || rows.FieldDescriptions()[0].Name != text {
					t.Errorf("%q as %q: %v", got, rows.FieldDescriptions()[0].Name, rows.Err())
				}
			})
		}
	}
}
