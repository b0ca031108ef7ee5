package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// statistics asks a server for the statistics of a case's database, with the printed query, and compiles the release with them.
func (c preflightCase) statistics(t *testing.T, dialect, database string, client func(script string) (string, int), query ...string) string {
	t.Helper()
	dir := c.project(t, dialect)
	base, _, _ := c.compile(t, dir)
	for _, script := range []string{base, c.good} {
		if out, code := client(script); code != 0 {
			t.Fatal(out)
		}
	}
	asked := sqlplan(t, dir, run{Args: append([]string{"stats-query"}, query...)})
	if asked.code != 0 {
		t.Fatal(asked.stderr)
	}
	out, code := client(asked.stdout)
	if code != 0 || !strings.Contains(out, database) {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "stats.csv"), []byte(out), 0o644); err != nil {
		t.Fatal(err)
	}
	got := sqlplan(t, dir, run{Args: []string{"upgrade", "a:b", "--sql", "--stats", "stats.csv", "--fail-on", "never"}})
	if got.code != 0 {
		t.Fatal(got.stderr)
	}
	if strings.Contains(got.stderr, "SP63") {
		t.Errorf("the statistics are not as they should be: %s", got.stderr)
	}
	if !strings.Contains(got.stdout, "sizes of "+database+", server ") {
		t.Errorf("the header does not name the database:\n%s", got.stdout)
	}
	again := sqlplan(t, dir, run{Args: []string{"upgrade", "a:b", "--sql", "--stats", "stats.csv", "--fail-on", "never"}})
	if again.stdout != got.stdout {
		t.Error("two compiles differ")
	}
	return got.stdout
}

// says tells what a script must say, and must not.
func says(t *testing.T, script string, want []string, not ...string) {
	t.Helper()
	for _, w := range want {
		if !regexp.MustCompile(w).MatchString(script) {
			t.Errorf("the script does not say %q", w)
		}
	}
	for _, w := range not {
		if regexp.MustCompile(w).MatchString(script) {
			t.Errorf("the script says %q", w)
		}
	}
	if t.Failed() {
		t.Log(script)
	}
}

// TestStatsPostgreSQL: what the query prints on a server is taken, and found under the names that the path gives the tables.
func TestStatsPostgreSQL(t *testing.T) {
	t.Parallel()
	c := preflightCase{
		base: `CREATE TABLE orders (id bigint PRIMARY KEY, note text, n int); CREATE TABLE other (id int);
CREATE TABLE parts (id int, d date) PARTITION BY RANGE (d);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE TABLE "Odd, ""name" (id int, x text);`,
		release: `ALTER TABLE orders RENAME TO purchases;
ALTER TABLE purchases ALTER COLUMN n TYPE bigint;
ALTER TABLE parts ALTER COLUMN id SET NOT NULL;
ALTER TABLE "Odd, ""name" ALTER COLUMN x SET NOT NULL;
CREATE TABLE born (id int); ALTER TABLE born ALTER COLUMN id TYPE bigint;
CREATE INDEX purchases_note ON purchases (note);`,
		good: `INSERT INTO orders SELECT g, repeat('x', 500), g FROM generate_series(1, 20000) g; INSERT INTO parts SELECT g, '2026-06-01' FROM generate_series(1, 300) g;
INSERT INTO parts SELECT g, '2027-06-01' FROM generate_series(1, 200) g; INSERT INTO "Odd, ""name" VALUES (1, 'a'); ANALYZE;`,
	}
	server := pgserver.Find(t)
	for _, tt := range []struct {
		name, before string
		query        []string
	}{
		{"all tables", "", nil},
		{"those of the release", "", []string{"a:b"}},
		{"another runner", "\\pset format csv\n", []string{"--runner", "plain"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := server.Database(t)
			script := c.statistics(t, "postgresql", db, func(script string) (string, int) {
				return server.Psql(t, db, "\\set ON_ERROR_STOP on\n\\set QUIET on\n"+tt.before+script)
			}, tt.query...)
			says(t, script, []string{
				`purchases: rewrites 1[0-9] MB, under a second \(estimate\)`, `parts: scans 500 rows \(.*\) in 2 partitions`,
				`"Odd, ""name": scans 1 row `, `purchases: builds an index over 1[0-9] MB \(20 thousand rows\)`, `(?i)warning PG101: `, `(?i)note PG303: `,
			}, "size not known", "--     born: ", "parts_1: scans")
		})
	}
}

// TestStatsMariaDB: likewise.
func TestStatsMariaDB(t *testing.T) {
	t.Parallel()
	c := preflightCase{
		base:    "CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(600), n int); CREATE TABLE `Odd, \"name` (id int, x int);",
		release: "RENAME TABLE orders TO purchases; ALTER TABLE purchases MODIFY n varchar(20); ALTER TABLE `Odd, \"name` MODIFY x varchar(20);",
		good: "INSERT INTO orders SELECT seq, REPEAT('x', 500), seq FROM seq_1_to_20000;\n" +
			"INSERT INTO `Odd, \"name` VALUES (1, 1); ANALYZE TABLE orders, `Odd, \"name`;",
	}
	server := myserver.FindMariaDB(t)
	for _, query := range [][]string{nil, {"a:b"}} {
		db := server.Database(t)
		script := c.statistics(t, "mariadb", db, func(script string) (string, int) {
			return server.Run(t, db, script, "--batch")
		}, query...)
		says(t, script, []string{`purchases: rewrites 1[0-9] MB`, "`Odd, \"name`: rewrites 16 kB"}, "size not known")
	}
}
