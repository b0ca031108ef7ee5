package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// preflightCase is a release on a database with good rows, and with bad ones.
type preflightCase struct {
	name    string
	base    string // the schema before the release
	release string
	good    string   // rows and objects with which the release runs
	bad     string   // what is added to them and makes the checks below say FAIL
	fails   []string // the lines that say FAIL, as regular expressions
	warns   []string // and WARN; the release runs if there are only these
	needs80 bool     // MySQL 5.7 does not take the release, or has no CHECK
}

// verdictLine is a line of a pre-flight.
var verdictLine = regexp.MustCompile(`(?m)^ *\d+ \| (ok  |FAIL|WARN) \| .*$`)

// project writes the two revisions of a case.
func (c preflightCase) project(t *testing.T, dialect string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"sqlplan.toml":           "dialect = \"" + dialect + "\"\n",
		"revisions/a_base.sql":   "-- revision: a\n-- down_revision:\n-- sqlplan:upgrade\n" + c.base + "\n-- sqlplan:irreversible test\n",
		"revisions/b_change.sql": "-- revision: b\n-- down_revision: a\n-- sqlplan:upgrade\n" + c.release + "\n-- sqlplan:irreversible test\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// compile returns the script of the base, the pre-flight and the release.
func (c preflightCase) compile(t *testing.T, dir string, flags ...string) (base, preflight, release string) {
	t.Helper()
	for _, args := range [][]string{
		{"upgrade", "base:a", "--sql", "-q", "-o", "base.sql"},
		{"upgrade", "a:b", "--sql", "-q", "-o", "release.sql", "--preflight", "preflight.sql", "--fail-on", "never"},
	} {
		if got := sqlplan(t, dir, run{Args: append(args, flags...)}); got.code != 0 {
			t.Fatalf("sqlplan %v: exit code %d\n%s", args, got.code, got.stderr)
		}
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	return read("base.sql"), read("preflight.sql"), read("release.sql")
}

// hold compares the lines of a pre-flight with what a case says.
func hold(t *testing.T, output, verdict string, want []string) {
	t.Helper()
	var got []string
	for _, line := range verdictLine.FindAllString(output, -1) {
		if strings.Contains(line, "| "+verdict+" |") {
			got = append(got, line)
		}
	}
	for _, w := range want {
		found := false
		for _, line := range got {
			found = found || regexp.MustCompile(w).MatchString(line)
		}
		if !found {
			t.Errorf("no %s like %q", verdict, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines say %s, want %d:\n%s", len(got), verdict, len(want), output)
	}
}

// run holds the pre-flight against what the release then does: on good rows, and on bad ones.
func (c preflightCase) run(t *testing.T, dialect string, database func() func(script string) (string, int), flags ...string) {
	base, preflight, release := c.compile(t, c.project(t, dialect), flags...)
	for _, bad := range []bool{false, true} {
		if bad && c.bad == "" {
			continue
		}
		client := database()
		rows := c.good
		if bad {
			rows += "\n" + c.bad
		}
		if out, code := client(base); code != 0 {
			t.Fatalf("base: %s", out)
		}
		if out, code := client(rows); code != 0 {
			t.Fatalf("rows: %s", out)
		}
		fails, warns := []string(nil), []string(nil)
		if bad {
			fails, warns = c.fails, c.warns
		}
		out, code := client(preflight)
		hold(t, out, "FAIL", fails)
		hold(t, out, "WARN", warns)
		if (code != 0) != (len(fails) > 0) {
			t.Errorf("the exit code of the pre-flight is %d:\n%s", code, out)
		}
		if out, code := client(release); (code != 0) != (len(fails) > 0) {
			t.Errorf("bad rows: %v; the exit code of the release is %d:\n%s", bad, code, out)
		}
	}
}

const pgBase = `CREATE TABLE customers (id bigint PRIMARY KEY, email text, age text, name text, city text NOT NULL DEFAULT '');
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, amount numeric(12,4), code varchar(50), note text, placed timestamp, qty bigint);`

const pgGood = `INSERT INTO customers VALUES (1, 'a@x', '30', 'Ann'), (2, 'b@x', NULL, 'Bob'), (3, NULL, '7', NULL);
INSERT INTO orders VALUES (1, 1, 10, 'abc', 'n', '2026-01-01', 5), (2, 2, 20.25, NULL, NULL, NULL, NULL), (3, NULL, NULL, 'x', 'm', NULL, 0);`

var pgPreflights = []preflightCase{
	{name: "unique constraint", base: pgBase, release: "ALTER TABLE customers ADD CONSTRAINT c_key UNIQUE (email);",
		good: pgGood, bad: "INSERT INTO customers VALUES (4, 'a@x');", fails: []string{`duplicates \| customers \(email\) \| 1 \| \(a@x\) stands 2 times`}},
	{name: "nulls are the same", base: pgBase, release: "ALTER TABLE customers ADD UNIQUE NULLS NOT DISTINCT (email, city);",
		good: pgGood, bad: "INSERT INTO customers VALUES (4, NULL);", fails: []string{`duplicates \| customers \(email, city\) \| 1 \|`}},
	{name: "partial unique index on an expression", base: pgBase, release: "CREATE UNIQUE INDEX c_idx ON customers (lower(name), city) WHERE age IS NOT NULL;",
		good: pgGood + "INSERT INTO customers VALUES (4, NULL, NULL, 'ANN');", bad: "INSERT INTO customers VALUES (5, NULL, '3', 'ANN');",
		fails: []string{`duplicates \| customers \(\(lower\(name\)\), city\) where age IS NOT NULL \| 1 \| \(ann, \) stands 2 times`}},
	{name: "primary key", base: "CREATE TABLE t (a int, b int, c int);", release: "ALTER TABLE t ADD PRIMARY KEY (a, b);",
		good: "INSERT INTO t VALUES (1, 1), (1, 2);", bad: "INSERT INTO t VALUES (1, 1), (2, NULL);", fails: []string{`duplicates \| t \(a, b\)`, `NULLs \| t \(b\) \| 1 \| row`}},
	{name: "not null", base: pgBase, release: "ALTER TABLE customers ALTER COLUMN name SET NOT NULL;",
		good: "INSERT INTO customers VALUES (1, 'a@x', '30', 'Ann');", bad: "INSERT INTO customers VALUES (7, 'b@x');", fails: []string{`NULLs \| customers \(name\) \| 1 \| id = 7`}},
	{name: "orphans behind renames", base: pgBase, release: "ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases RENAME COLUMN customer TO customer_id;\nALTER TABLE customers RENAME id TO key;\nALTER TABLE purchases ADD CONSTRAINT o_fk FOREIGN KEY (customer_id) REFERENCES customers (key);",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99);", fails: []string{`orphans \| purchases \(customer_id\) -> customers \(key\) \| 1 \| \(99\)`}},
	{name: "match full", base: "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE c (a int, b int);", release: "ALTER TABLE c ADD FOREIGN KEY (a, b) REFERENCES p MATCH FULL;",
		good: "INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1, 1), (NULL, NULL);", bad: "INSERT INTO c VALUES (1, NULL);", fails: []string{`orphans \| c \(a, b\) -> p \(a, b\) \| 1 \|`}},
	{name: "not valid, and validated", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (customer) REFERENCES customers NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT o_fk;",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99);", fails: []string{`orphans`}},
	{name: "not valid only", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (customer) REFERENCES customers NOT VALID;\nALTER TABLE orders ADD CONSTRAINT o_ck CHECK (qty >= 0) NOT VALID;",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99, 1, NULL, NULL, NULL, -1);", warns: []string{`orphans`, `break CHECK`}},
	{name: "check", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_ck CHECK (amount > 0 AND note <> 'x''y');",
		good: pgGood, bad: "INSERT INTO orders (id, amount, note) VALUES (4, -1, NULL), (5, NULL, 'x''y');", fails: []string{`break CHECK .* \| orders \| 2 \| id = 4`}},
	{name: "cast with using", base: pgBase, release: "ALTER TABLE customers ALTER COLUMN age TYPE integer USING age::integer;",
		good: pgGood, bad: "INSERT INTO customers VALUES (4, NULL, 'old'), (5, NULL, '12x');", fails: []string{`do not fit the new type \| customers \(age\), from text to integer \| 2 \| id = 4: invalid input syntax`}},
	{name: "smaller integer", base: pgBase, release: "ALTER TABLE orders ALTER COLUMN qty TYPE smallint;",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, NULL, NULL, NULL, NULL, NULL, 40000);", fails: []string{`do not fit the new type .* \| 1 \| id = 4: smallint out of range`}},
	{name: "shorter text", base: pgBase, release: "ALTER TABLE orders ALTER COLUMN code TYPE varchar(5);",
		good: pgGood + "INSERT INTO orders VALUES (8, NULL, NULL, 'abcde  ');", bad: "INSERT INTO orders VALUES (4, NULL, NULL, 'abcdef');", fails: []string{`too long \| orders \(code\), .* \| 1 \| id = 4`}},
	{name: "cut text", base: pgBase, release: "ALTER TABLE orders ALTER COLUMN code TYPE varchar(5) USING code::varchar(5);",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, NULL, NULL, 'abcdef');", warns: []string{`would be cut \| orders \(code\), .* \| 1 \| id = 4`}},
	{name: "rounded", base: pgBase, release: "ALTER TABLE orders ALTER COLUMN amount TYPE numeric(10,2);",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, NULL, 1.234);", warns: []string{`rounded or cut \| orders \(amount\), .* \| 1 \| id = 4`}},
	{name: "time of day", base: pgBase, release: "ALTER TABLE orders ALTER COLUMN placed TYPE date;",
		good: pgGood, bad: "INSERT INTO orders (id, placed) VALUES (4, '2026-01-01 10:00');", warns: []string{`rounded or cut \| orders \(placed\)`}},
	{name: "new column without a value", base: pgBase, release: "ALTER TABLE orders ADD COLUMN kind text NOT NULL;",
		bad: "INSERT INTO orders VALUES (4);", fails: []string{`rows, for which there is no value \| orders \(kind\) \| 1`}},
	{name: "new columns in a key", base: "CREATE TABLE t (a int);", release: "ALTER TABLE t ADD COLUMN b int DEFAULT 1, ADD COLUMN c text; ALTER TABLE t ALTER b DROP DEFAULT;\nALTER TABLE t ADD UNIQUE (a, b); ALTER TABLE t ADD UNIQUE (a, c);",
		good: "INSERT INTO t VALUES (1), (2);", bad: "INSERT INTO t VALUES (1);", fails: []string{`duplicates \| t \(a, b\) \| 1 \| \(1, 1\)`}},
	{name: "filled by the release", base: pgBase, release: "UPDATE customers SET name = '?' WHERE name IS NULL;\nALTER TABLE customers ALTER COLUMN name SET NOT NULL;",
		good: "INSERT INTO customers VALUES (1, 'a@x', '30', 'Ann');", bad: "INSERT INTO customers VALUES (7, 'b@x');", warns: []string{`NULLs \| customers \(name\) \| 1 \| id = 7`}},
	{name: "names that are taken", base: pgBase, release: "CREATE TABLE items (id int);\nCREATE INDEX o_idx ON orders (code);\nALTER TABLE orders ADD COLUMN kind text;\nCREATE TYPE mood AS ENUM ('a');\nCREATE SCHEMA app;\nCREATE SEQUENCE counter;",
		good: "CREATE TABLE other (id int);", bad: "CREATE TABLE items (id int); CREATE VIEW o_idx AS SELECT 1; ALTER TABLE orders ADD kind int; CREATE TYPE mood AS (a int); CREATE SCHEMA app; CREATE TABLE counter (id int);",
		fails: []string{`are taken \| .* \| 6 \| column kind of public.orders; index public.o_idx; schema app; sequence public.counter; table public.items; type public.mood`}},
	{name: "if not exists", base: pgBase, release: "CREATE TABLE IF NOT EXISTS items (id int);", bad: "CREATE TABLE items (other text);", warns: []string{`IF NOT EXISTS would leave as they are .* \| 1 \| table public.items`}},
	{name: "tables that are missing", base: pgBase, release: "ALTER TABLE orders ADD COLUMN kind text;", bad: "DROP TABLE orders;", fails: []string{`are missing \| orders \| 1 \| public.orders`}},
	{name: "partitions", base: "CREATE TABLE p (id int, d date) PARTITION BY RANGE (d); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
		release: "ALTER TABLE p ADD COLUMN x int; ALTER TABLE p ALTER COLUMN id SET NOT NULL; ALTER TABLE p ADD UNIQUE (id, d);",
		good:    "INSERT INTO p VALUES (1, '2026-01-01');", bad: "INSERT INTO p VALUES (1, '2026-01-01'), (NULL, '2026-02-02');", fails: []string{`NULLs \| p \(id\)`, `duplicates \| p \(id, d\)`}},
	{name: "version table", base: pgBase, release: "ALTER TABLE orders ADD COLUMN kind text;", bad: "UPDATE sqlplan_version SET version_num = 'z';",
		fails: []string{`the version table .* \|  \|  \| sqlplan: sqlplan_version must hold a before this script; found: z`}},
	{name: "odd names", base: `CREATE TABLE "Odd ""t" ("Key;" int PRIMARY KEY, "sel'ect" text);`, release: `ALTER TABLE "Odd ""t" ADD CONSTRAINT "the $q$ key" UNIQUE ("sel'ect"); ALTER TABLE "Odd ""t" ADD CHECK ("sel'ect" <> '$q$');`,
		good: `INSERT INTO "Odd ""t" VALUES (1, 'a');`, bad: `INSERT INTO "Odd ""t" VALUES (2, 'a'), (3, '$q$');`, fails: []string{`duplicates \| Odd "t \("sel'ect"\) \| 1 \| \(a\)`, `break CHECK`}},
}

// TestPreflightPostgreSQL: a planted fault makes its own check fail and no other, and the release does as was foretold.
func TestPreflightPostgreSQL(t *testing.T) {
	server := pgserver.Find(t)
	for _, c := range pgPreflights {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.run(t, "postgresql", func() func(string) (string, int) {
				db := server.Database(t)
				return func(script string) (string, int) {
					return server.Psql(t, db, "\\set ON_ERROR_STOP on\n\\set QUIET on\n"+script)
				}
			})
		})
	}
}

const myBase = `CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(100), age varchar(10), name varchar(40), city varchar(20) NOT NULL DEFAULT '');
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, amount decimal(12,4), code varchar(50), note text, placed datetime, qty bigint, kind enum('a', 'b', 'c'));`

var myPreflights = []preflightCase{
	{name: "unique", base: myBase, release: "ALTER TABLE customers ADD UNIQUE c_key (email);",
		good: myGood + "INSERT INTO customers (id) VALUES (8);", bad: "INSERT INTO customers (id, email) VALUES (4, 'A@x');", fails: []string{`duplicates \| customers \(email\) \| 1 \| \([aA]@x\) stands 2 times`}},
	{name: "unique on the beginning", base: myBase, release: "CREATE UNIQUE INDEX c_key ON customers (city, name(2));",
		good: myGood, bad: "INSERT INTO customers (id, name) VALUES (4, 'Anja');", fails: []string{"duplicates \\| customers \\(.*LEFT\\(.*, 2\\)\\) \\| 1"}},
	{name: "primary key", base: "CREATE TABLE t (a int, b int);", release: "ALTER TABLE t ADD PRIMARY KEY (a, b);",
		good: "INSERT INTO t VALUES (1, 1), (1, 2);", bad: "INSERT INTO t VALUES (1, 1), (2, NULL);", fails: []string{`duplicates`, `NULLs`}},
	{name: "not null", base: myBase, release: "ALTER TABLE customers MODIFY name varchar(40) NOT NULL;",
		good: "INSERT INTO customers (id, name) VALUES (1, 'Ann');", bad: "INSERT INTO customers (id) VALUES (7);", fails: []string{`NULLs \| .*name.* \| 1 \| id = 7`}},
	{needs80: true, name: "orphans behind renames", base: myBase, release: "RENAME TABLE orders TO purchases; ALTER TABLE purchases CHANGE customer customer_id bigint;\nALTER TABLE customers RENAME COLUMN id TO number;\nALTER TABLE purchases ADD CONSTRAINT o_fk FOREIGN KEY (customer_id) REFERENCES customers (number);",
		good: myGood, bad: "INSERT INTO orders (id, customer) VALUES (4, 99);", fails: []string{`orphans \| purchases \(.*customer_id.*\) -> customers \(.*\) \| 1 \| \(99\)`}},
	{needs80: true, name: "check", base: myBase, release: "ALTER TABLE orders ADD CONSTRAINT o_ck CHECK (amount > 0 and note <> 'x''y');",
		good: myGood, bad: "INSERT INTO orders (id, amount, note) VALUES (4, -1, NULL), (5, NULL, 'x''y');", fails: []string{`break CHECK .* \| orders \| 2 \| id = 4`}},
	{name: "smaller integer", base: myBase, release: "ALTER TABLE orders MODIFY qty smallint;",
		good: myGood, bad: "INSERT INTO orders (id, qty) VALUES (4, 40000);", fails: []string{`do not fit the new type .* \| 1 \| id = 4`}},
	{name: "unsigned", base: myBase, release: "ALTER TABLE orders MODIFY qty int unsigned;",
		good: myGood, bad: "INSERT INTO orders (id, qty) VALUES (4, -1);", fails: []string{`do not fit the new type .* \| 1 \| id = 4`}},
	{name: "text to integer", base: myBase, release: "ALTER TABLE customers MODIFY age int;",
		good: myGood, bad: "INSERT INTO customers (id, age) VALUES (4, 'old');", fails: []string{`do not fit the new type .* \| 1 \| id = 4`}},
	{name: "smaller decimal", base: myBase, release: "ALTER TABLE orders MODIFY amount decimal(5,4);",
		good: "INSERT INTO orders (id, amount) VALUES (1, 9.9999);", bad: "INSERT INTO orders (id, amount) VALUES (4, 10);", fails: []string{`do not fit the new type .* \| 1 \| id = 4`}},
	{name: "rounded", base: myBase, release: "ALTER TABLE orders MODIFY amount decimal(10,2);",
		good: myGood, bad: "INSERT INTO orders (id, amount) VALUES (4, 1.234);", warns: []string{`rounded or cut .* \| 1 \| id = 4`}},
	{name: "shorter text", base: myBase, release: "ALTER TABLE orders MODIFY code varchar(5);",
		good: myGood + "INSERT INTO orders (id, code) VALUES (8, 'abcde');", bad: "INSERT INTO orders (id, code) VALUES (4, 'abcdef'), (5, 'abcde ');", fails: []string{`too long .* \| 2 \| id = 4`}},
	{name: "value taken out of an enum", base: myBase, release: "ALTER TABLE orders MODIFY kind enum('a', 'b');",
		good: myGood, bad: "INSERT INTO orders (id, kind) VALUES (4, 'c');", fails: []string{`does not have .* \| 1 \| id = 4`}},
	{name: "time of day", base: myBase, release: "ALTER TABLE orders MODIFY placed date;",
		good: myGood, bad: "INSERT INTO orders (id, placed) VALUES (4, '2026-01-01 10:00');", warns: []string{`rounded or cut .* \| 1 \| id = 4`}},
	{name: "new column in a key", base: "CREATE TABLE t (a int PRIMARY KEY);", release: "ALTER TABLE t ADD COLUMN b int NOT NULL;\nALTER TABLE t ADD UNIQUE (b);",
		good: "INSERT INTO t VALUES (1);", bad: "INSERT INTO t VALUES (2);", fails: []string{`duplicates .* \| 1 \| \(0\) stands 2 times`}},
	{name: "filled by the release", base: myBase, release: "UPDATE customers SET name = '?' WHERE name IS NULL;\nALTER TABLE customers MODIFY name varchar(40) NOT NULL;",
		good: "INSERT INTO customers (id, name) VALUES (1, 'Ann');", bad: "INSERT INTO customers (id) VALUES (7);", warns: []string{`NULLs`}},
	{name: "names that are taken", base: myBase, release: "CREATE TABLE items (id int);\nCREATE INDEX o_idx ON orders (code);\nALTER TABLE orders ADD COLUMN extra text;",
		bad: "CREATE TABLE items (id int); CREATE INDEX o_idx ON orders (qty); ALTER TABLE orders ADD extra int;", fails: []string{`are taken \| .* \| 3 \| column extra of orders; index o_idx of orders; table items`}},
	{name: "tables that are missing", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text, ADD UNIQUE (code);", bad: "DROP TABLE orders;", fails: []string{`are missing \| orders \| 1 \| orders`}, warns: []string{`duplicates .* cannot be checked`}},
	{name: "version table", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text;", bad: "UPDATE sqlplan_version SET version_num = 'z';",
		fails: []string{`the version table .* \| 1 \| sqlplan: sqlplan_version must hold a before this script; found: z`}},
	{needs80: true, name: "odd names", base: "CREATE TABLE `Odd \"t` (`Key;` int PRIMARY KEY, `sel'ect` varchar(10));", release: "ALTER TABLE `Odd \"t` ADD CONSTRAINT `the key` UNIQUE (`sel'ect`); ALTER TABLE `Odd \"t` ADD CHECK (`sel'ect` <> 'q''\"');",
		good: "INSERT INTO `Odd \"t` VALUES (1, 'a');", bad: "INSERT INTO `Odd \"t` VALUES (2, 'a'), (3, 'q''\"');", fails: []string{`duplicates \| Odd "t .* \| 1 \| \(a\)`, `break CHECK`}},
}

const myGood = `INSERT INTO customers (id, email, age, name) VALUES (1, 'a@x', '30', 'Ann'), (2, 'b@x', NULL, 'Bob'), (3, NULL, '7', NULL);
INSERT INTO orders (id, customer, amount, code, note, placed, qty, kind) VALUES (1, 1, 10, 'abc', 'n', '2026-01-01', 5, 'a'), (2, 2, 20.25, NULL, NULL, NULL, NULL, NULL), (3, NULL, NULL, 'x', 'm', NULL, 0, 'b');`

// TestPreflightMy: as TestPreflightPostgreSQL, on MariaDB and MySQL.
func TestPreflightMy(t *testing.T) {
	for _, dialect := range []string{"mariadb", "mysql"} {
		t.Run(dialect, func(t *testing.T) {
			eachServer(t, dialect, func(t *testing.T, s server) {
				for _, c := range myPreflights {
					t.Run(c.name, func(t *testing.T) {
						t.Parallel()
						if s.version(t) == "5.7" && c.needs80 {
							t.Skip("MySQL 5.7 does not have what the release does")
						}
						c.run(t, dialect, func() func(string) (string, int) {
							db := s.database(t)
							return func(script string) (string, int) {
								return s.(mysql).Run(t, db, script, "--skip-column-names", "--raw")
							}
						}, "--server-version", s.version(t))
					})
				}
			})
		})
	}
}
