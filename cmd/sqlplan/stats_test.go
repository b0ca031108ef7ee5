package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatsFlags: where statistics and pre-flights do not fit, the command line says so, and nothing is written.
func TestStatsFlags(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("revisions/a_x.sql", "-- revision: a\n-- down_revision:\n-- sqlplan:upgrade\nCREATE TABLE t (id int);\n-- sqlplan:downgrade\nDROP TABLE t;\n")
	write("good.csv", "kind,schema,name,parent_schema,parent,rows,heap_bytes,toast_bytes,index_bytes,dead_rows,valid,inserts,updates,deletes,seconds,seq_scans,version,taken\n"+
		"server,,shop,,,,,,,,,,,,9,,postgresql 12.3,2026-01-01\ntable,public,t,,,1,1,1,1,1,,1,1,1,9,1,,\n")
	write("bad.csv", "nothing\n")
	write("slow.toml", "[speeds]\nrewrite = -1\n")
	write("odd.toml", "[speeds]\nwrite = 1\n")
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"upgrade a --sql --stats good.csv", 0, "good.csv:1:1: warning SP634: the statistics come from version 12.3, and the script is for 15 or later"},
		{"upgrade a --sql --stats good.csv --dialect mariadb", 2, "good.csv:1:1: error SP633: these are statistics of postgresql, and the script is for mariadb"},
		{"upgrade a --sql --stats bad.csv", 2, "bad.csv:1:1: error SP630"},
		{"upgrade a --sql --stats missing.csv", 2, "read the statistics missing.csv"},
		{"upgrade a --sql --stats good.csv --dialect sqlite", 3, "there are no statistics of sqlite"},
		{"upgrade a --sql --stats good.csv --no-review", 3, "--stats and --no-review exclude each other"},
		{"stats-query --dialect oracle", 3, "there is no query for the statistics of oracle"},
		{"stats-query a", 2, "the upgrade touches no table that is there before it"},
		{"upgrade a --sql --preflight p.sql --dialect sqlite", 2, "error SP635: there is no pre-flight for sqlite yet"},
		{"stamp a --sql --preflight p.sql", 3, "--preflight does not go with stamp"},
		{"upgrade a --sql --preflight p.sql -o p.sql", 3, "--preflight names the same file"},
		{"upgrade a --sql --preflight p.sql --style alembic", 3, "leave out --style alembic"},
		{"upgrade a -c slow.toml", 2, "speeds and small_table cannot be negative"},
		{"upgrade a -c odd.toml", 2, "unknown key \"speeds.write\""},
	} {
		t.Run(tt.args, func(t *testing.T) {
			var stdout, stderr strings.Builder
			code := run(append([]string{"-C", dir}, strings.Fields(tt.args)...), strings.NewReader(""), &stdout, &stderr)
			if code != tt.code || !strings.Contains(stderr.String(), tt.want) {
				t.Errorf("exit code %d, want %d\n%s", code, tt.code, stderr.String())
			}
			if code != 0 && stdout.Len() > 0 {
				t.Errorf("on standard output: %s", stdout.String())
			}
			if _, err := os.Stat(filepath.Join(dir, "p.sql")); err == nil {
				t.Error("the pre-flight was written")
			}
		})
	}
}
