package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
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
	since   int      // the oldest major version of the server that takes the release and its CHECKs; 0: all
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
		good: pgGood, bad: "INSERT INTO customers VALUES (4, 'a@x');", fails: []string{`duplicates \| customers \(email\) \| 1 \| 2 rows have the same: id = 1 and id = 4$`}},
	{since: 15, name: "nulls are the same", base: pgBase, release: "ALTER TABLE customers ADD UNIQUE NULLS NOT DISTINCT (email, city);",
		good: pgGood, bad: "INSERT INTO customers VALUES (4, NULL);", fails: []string{`duplicates \| customers \(email, city\) \| 1 \|`}},
	{name: "partial unique index on an expression", base: pgBase, release: "CREATE UNIQUE INDEX c_idx ON customers (lower(name), city) WHERE age IS NOT NULL;",
		good: pgGood + "INSERT INTO customers VALUES (4, NULL, NULL, 'ANN');", bad: "INSERT INTO customers VALUES (5, NULL, '3', 'ANN');",
		fails: []string{`duplicates \| customers \(\(lower\(name\)\), city\) where age IS NOT NULL \| 1 \| 2 rows have the same: id = 1 and id = 5$`}},
	{name: "primary key", base: "CREATE TABLE t (a int, b int, c int);", release: "ALTER TABLE t ADD PRIMARY KEY (a, b);",
		good: "INSERT INTO t VALUES (1, 1), (1, 2);", bad: "INSERT INTO t VALUES (1, 1), (2, NULL);", fails: []string{`duplicates \| t \(a, b\)`, `NULLs \| t \(b\) \| 1 \| row \(0,\d+\) of t$`}},
	{name: "not null", base: pgBase, release: "ALTER TABLE customers ALTER COLUMN name SET NOT NULL;",
		good: "INSERT INTO customers VALUES (1, 'a@x', '30', 'Ann');", bad: "INSERT INTO customers VALUES (7, 'b@x');", fails: []string{`NULLs \| customers \(name\) \| 1 \| id = 7`}},
	{name: "orphans behind renames", base: pgBase, release: "ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases RENAME COLUMN customer TO customer_id;\nALTER TABLE customers RENAME id TO key;\nALTER TABLE purchases ADD CONSTRAINT o_fk FOREIGN KEY (customer_id) REFERENCES customers (key);",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99);", fails: []string{`orphans \| purchases \(customer_id\) -> customers \(key\) \| 1 \| id = 4$`}},
	{name: "too wide together", base: "CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text);", release: "CREATE INDEX t_abc ON t (a, b) INCLUDE (c);",
		good: "INSERT INTO t VALUES (1, repeat('x', 100000), repeat('y', 100000), 'z'), (2, NULL, repeat('z', 1900), NULL);", bad: "INSERT INTO t SELECT 4, repeat('x', 100000), repeat('y', 100000), repeat('z', 100000);",
		fails: []string{`values that are too wide for an index \| t \(a, b\) \| 1 \| row \(\d+,\d+\) of t$`}},
	{since: 18, name: "enforced again", base: "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p int CONSTRAINT fk REFERENCES p NOT ENFORCED);", release: "ALTER TABLE c ALTER CONSTRAINT fk ENFORCED;",
		good: "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);", bad: "INSERT INTO c VALUES (4, 99);", fails: []string{`orphans \| c \(p\) -> p \(id\) \| 1 \| id = 4$`}},
	{name: "match full", base: "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE c (a int, b int);", release: "ALTER TABLE c ADD FOREIGN KEY (a, b) REFERENCES p MATCH FULL;",
		good: "INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1, 1), (NULL, NULL);", bad: "INSERT INTO c VALUES (1, NULL);", fails: []string{`orphans \| c \(a, b\) -> p \(a, b\) \| 1 \|`}},
	{name: "not valid, and validated", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (customer) REFERENCES customers NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT o_fk;",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99);", fails: []string{`orphans`}},
	{name: "not valid only", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (customer) REFERENCES customers NOT VALID;\nALTER TABLE orders ADD CONSTRAINT o_ck CHECK (qty >= 0) NOT VALID;",
		good: pgGood, bad: "INSERT INTO orders VALUES (4, 99, 1, NULL, NULL, NULL, -1);", warns: []string{`orphans`, `break CHECK`}},
	{name: "check that cannot be worked out", base: "CREATE TABLE t (id int PRIMARY KEY, n int, s text);", release: "ALTER TABLE t ADD CONSTRAINT t_n CHECK (10 / n > 0);\nALTER TABLE t ADD CONSTRAINT t_s CHECK (s::int > 0);",
		good: "INSERT INTO t VALUES (1, 1, '1');", bad: "INSERT INTO t VALUES (2, 0, 'secret');",
		fails: []string{`break CHECK \(.*10 / n.*\) \| t \|  \| mend the row, or the condition .*: division by zero$`, `break CHECK \(.*int.* > 0\) \| t \|  \| mend the row, .*: invalid input syntax for type integer: "..."$`}},
	{name: "check and foreign keys of a changed type", base: "CREATE TABLE parts (code numeric(6,2) PRIMARY KEY);\nCREATE TABLE t (id int PRIMARY KEY, n numeric(6,2) CHECK (n > 0), code numeric(6,2) REFERENCES parts, m bigint REFERENCES t);",
		release: "ALTER TABLE t ALTER COLUMN n TYPE int, ALTER COLUMN code TYPE int;\nALTER TABLE t ALTER COLUMN m TYPE int;",
		good:    "INSERT INTO parts VALUES (1), (2);\nINSERT INTO t VALUES (1, 1, 1, 1);", bad: "INSERT INTO parts VALUES (3.5);\nINSERT INTO t VALUES (2, 0.2, 3.5, 1);",
		fails: []string{`break CHECK .* \| t \| 1 \| id = 2$`, `orphans \| t \(code\) -> parts \(code\) \| 1 \| id = 2$`}, warns: []string{`rounded`, `rounded`}},
	{name: "foreign key to a changed type", base: "CREATE TABLE parts (code numeric(6,2) PRIMARY KEY);\nCREATE TABLE t (id int PRIMARY KEY, code numeric(6,2) REFERENCES parts);",
		release: "ALTER TABLE parts ALTER COLUMN code TYPE numeric(6,0);",
		good:    "INSERT INTO parts VALUES (1), (2);\nINSERT INTO t VALUES (1, 1);", bad: "INSERT INTO parts VALUES (3.5);\nINSERT INTO t VALUES (2, 3.5);",
		fails: []string{`orphans \| t \(code\) -> parts \(code\) \| 1 \| id = 2$`}, warns: []string{`rounded`}},
	{name: "check", base: pgBase, release: "ALTER TABLE orders ADD CONSTRAINT o_ck CHECK (amount > 0 AND note <> 'x''y');",
		good: pgGood, bad: "INSERT INTO orders (id, amount, note) VALUES (4, -1, NULL), (5, NULL, 'x''y');", fails: []string{`break CHECK .* \| orders \| 2 \| id = 4`}},
	{name: "cast with using", base: pgBase, release: "ALTER TABLE customers ALTER COLUMN age TYPE integer USING age::integer;",
		good: pgGood, bad: "INSERT INTO customers VALUES (4, NULL, 'old'), (5, NULL, '12x');", fails: []string{`do not fit the new type \| customers \(age\), from text to integer \| 2 \| id = 4: invalid input syntax for type integer: \"...\"$`}},
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
		good: "INSERT INTO t VALUES (1), (2);", bad: "INSERT INTO t VALUES (1);", fails: []string{`duplicates \| t \(a, b\) \| 1 \| 2 rows have the same: row `}},
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
	{name: "rounded in a key", base: "CREATE TABLE t (id int PRIMARY KEY, a numeric(12,4) UNIQUE, b bigint UNIQUE, c timestamp);", release: "ALTER TABLE t ALTER COLUMN a TYPE numeric(10,2), ALTER COLUMN b TYPE integer;",
		good: "INSERT INTO t VALUES (1, 1.20, 1), (2, 1.30, 2);", bad: "INSERT INTO t VALUES (3, 1.2001, 3);", fails: []string{`duplicates \| t \(a\) \| 1 \| 2 rows have the same: id = 1 and id = 3$`}, warns: []string{`rounded or cut \| t \(a\)`}},
	{name: "made the same by an expression", base: "CREATE TABLE t (id int PRIMARY KEY, a text, b int, UNIQUE (a, b));", release: "ALTER TABLE t ALTER COLUMN a TYPE integer USING length(a);",
		good: "INSERT INTO t VALUES (1, 'x', 1), (2, 'yy', 1), (3, 'z', 2);", bad: "INSERT INTO t VALUES (4, 'w', 1);", fails: []string{`duplicates \| t \(a, b\) \| 1 \| 2 rows have the same: id = 1 and id = 4$`}},
	{name: "exclusion", base: "CREATE TABLE stays (id int PRIMARY KEY, room int4range, during tsrange, gone bool);",
		release: "ALTER TABLE stays ADD CONSTRAINT s_x EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT gone);",
		good:    "INSERT INTO stays VALUES (1, '[1,1]', '[2026-01-01,2026-01-03)', false), (2, '[1,1]', '[2026-01-03,2026-01-04)', false), (3, '[2,2]', '[2026-01-01,2026-01-04)', false), (4, '[1,1]', '[2026-01-01,2026-01-04)', true), (5, NULL, NULL, false);",
		bad:     "INSERT INTO stays VALUES (6, '[1,1]', '[2026-01-02,2026-01-03)', false);", fails: []string{`rows that exclude each other \| stays \(room WITH =, during WITH &&\) where NOT gone \| 2 \| id = 1$`}},
	{name: "foreign key to a new table", base: pgBase, release: "CREATE TABLE kinds (id bigint PRIMARY KEY);\nALTER TABLE orders ADD CONSTRAINT o_kind FOREIGN KEY (qty) REFERENCES kinds;",
		good: "INSERT INTO orders (id) VALUES (1);", bad: "INSERT INTO orders (id, qty) VALUES (2, 5);", fails: []string{`orphans \| orders \(qty\) -> kinds \(id\), which is made by this release and empty \| 1 \| id = 2$`}},
	{name: "foreign key to a new table with rows", base: pgBase, release: "CREATE TABLE kinds (kind varchar(50) PRIMARY KEY, note text);\nINSERT INTO kinds VALUES ('abc', NULL), ('it''s', 'x');\nALTER TABLE orders ADD CONSTRAINT o_kind FOREIGN KEY (code) REFERENCES kinds;",
		good: "INSERT INTO orders (id, code) VALUES (1, 'abc'), (2, NULL), (3, 'it''s');", bad: "INSERT INTO orders (id, code) VALUES (4, 'ABC');", fails: []string{`orphans \| orders \(code\) -> kinds \(kind\), which is made by this release and holds 2 rows \| 1 \| id = 4$`}},
	{name: "foreign key to a new table, filled by the release", base: pgBase, release: "CREATE TABLE kinds (id bigint PRIMARY KEY);\nUPDATE orders SET qty = NULL;\nALTER TABLE orders ADD CONSTRAINT o_kind FOREIGN KEY (qty) REFERENCES kinds;",
		good: "INSERT INTO orders (id) VALUES (1);", bad: "INSERT INTO orders (id, qty) VALUES (2, 5);", warns: []string{`orphans .* \| 1 \| id = 2$`}},
	{name: "domain", base: "CREATE DOMAIN pos AS int; CREATE DOMAIN small AS pos; CREATE TABLE t (id int PRIMARY KEY, n pos); CREATE TABLE u (value int PRIMARY KEY, s small); CREATE TABLE w (value pos PRIMARY KEY);",
		release: "ALTER DOMAIN pos ADD CONSTRAINT p_ck CHECK (VALUE > 0);",
		good:    "INSERT INTO t VALUES (1, 1), (2, NULL); INSERT INTO u VALUES (1, 5); INSERT INTO w VALUES (1);", bad: "INSERT INTO t VALUES (3, -1); INSERT INTO u VALUES (2, 0); INSERT INTO w VALUES (-7);",
		fails: []string{`break CHECK \(value > 0\) \| t \(n\) \| 1 \| id = 3$`, `break CHECK \(value > 0\) \| u \(s\) \| 1 \| row \(0,2\) of u$`, `break CHECK \(value > 0\) \| w \(value\) \| 1 \| value = -7$`}},
	{name: "domain without NULLs, and validated", base: "CREATE DOMAIN pos AS int; CREATE TABLE t (id int PRIMARY KEY, n pos);",
		release: "ALTER DOMAIN pos ADD CONSTRAINT p_ck CHECK (VALUE > 0) NOT VALID;\nALTER DOMAIN pos SET NOT NULL;\nALTER DOMAIN pos VALIDATE CONSTRAINT p_ck;",
		good:    "INSERT INTO t VALUES (1, 1);", bad: "INSERT INTO t VALUES (2, NULL), (3, -1);", fails: []string{`NULLs \| t \(n\) \| 1 \| id = 2$`, `break CHECK \(value > 0\) \| t \(n\) \| 1 \| id = 3$`}},
	{name: "domain, not valid only", base: "CREATE DOMAIN pos AS int; CREATE TABLE t (id int PRIMARY KEY, n pos);", release: "ALTER DOMAIN pos ADD CONSTRAINT p_ck CHECK (VALUE > 0) NOT VALID;",
		good: "INSERT INTO t VALUES (1, 1);", bad: "INSERT INTO t VALUES (3, -1);", warns: []string{`break CHECK \(value > 0\) \| t \(n\) \| 1 \| id = 3$`}},
	{name: "attached range", base: "CREATE TABLE p (id int, d date, k text) PARTITION BY RANGE (d); CREATE TABLE p1 (id int PRIMARY KEY, d date, k text);", release: "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
		good: "INSERT INTO p1 VALUES (1, '2026-01-01'), (2, '2026-12-31');", bad: "INSERT INTO p1 VALUES (3, '2027-01-01'), (4, NULL);",
		fails: []string{`rows outside of the bounds of the partition \| p1 FOR VALUES FROM \('2026-01-01'\) TO \('2027-01-01'\) \| 2 \| id = 3$`}},
	{name: "attached to a new table, by several keys", base: "CREATE TABLE old (a int, b int, c text NOT NULL);", release: "CREATE TABLE p (a int, b int, c text NOT NULL) PARTITION BY RANGE (a, b, lower(c));\nALTER TABLE p ATTACH PARTITION old FOR VALUES FROM (1, 5, 'b') TO (3, MAXVALUE, MAXVALUE);",
		good: "INSERT INTO old VALUES (1, 5, 'b'), (1, 6, 'a'), (2, -1, 'A'), (3, 1000, 'z');", bad: "INSERT INTO old VALUES (1, 5, 'A');", fails: []string{`rows outside of the bounds .* \| 1 \| row \(0,5\) of old$`}},
	{name: "attached list below a range", base: "CREATE TABLE p (d int, k text) PARTITION BY RANGE (d); CREATE TABLE l PARTITION OF p FOR VALUES FROM (MINVALUE) TO (10) PARTITION BY LIST (k); CREATE TABLE l1 (d int NOT NULL, k text);", release: "ALTER TABLE l ATTACH PARTITION l1 FOR VALUES IN ('a', 'it''s', NULL);",
		good: "INSERT INTO l1 VALUES (1, 'a'), (9, NULL), (-5, 'it''s');", bad: "INSERT INTO l1 VALUES (10, 'a'), (1, 'b');", fails: []string{`rows outside of the bounds .* \| 2 \| row`}},
	{name: "attached with keys", base: "CREATE TABLE c (id int PRIMARY KEY); CREATE TABLE p (id int, r int REFERENCES c, UNIQUE (id)) PARTITION BY LIST (id); CREATE TABLE p1 (id int, r int);", release: "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1, 2);",
		good: "INSERT INTO c VALUES (1); INSERT INTO p1 VALUES (1, 1), (2, NULL);", bad: "INSERT INTO p1 VALUES (1, 7);", fails: []string{`duplicates \| p1 \(id\) \| 1 \|`, `orphans \| p1 \(r\) -> c \(id\) \| 1 \|`}},
	{name: "attached hash", base: "CREATE TABLE p (id int, k text) PARTITION BY HASH (id, lower(k)); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE p1 (id int PRIMARY KEY, k text);",
		release: "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);",
		good:    "INSERT INTO p1 SELECT g, 'A' FROM generate_series(1, 50) g WHERE satisfies_hash_partition('p'::regclass, 2, 1, g, lower('A'));",
		bad:     "INSERT INTO p1 SELECT g, 'A' FROM generate_series(51, 1000) g WHERE satisfies_hash_partition('p'::regclass, 2, 0, g, lower('A')) LIMIT 3;",
		fails:   []string{`rows outside of the bounds of the partition \| p1 FOR VALUES WITH \(modulus 2, remainder 1\) \| 3 \| id = \d+$`}},
	{name: "index of wide values", base: "CREATE TABLE t (id int PRIMARY KEY, k text, note text); ALTER TABLE t ALTER k SET STORAGE EXTERNAL; CREATE TABLE p (id int, k text) PARTITION BY LIST (id); ALTER TABLE p ALTER k SET STORAGE EXTERNAL; CREATE TABLE p1 PARTITION OF p DEFAULT;",
		release: "CREATE INDEX t_k ON t (id, k);\nCREATE INDEX p_k ON p (k);\nCREATE INDEX t_h ON t USING hash (k);",
		good:    "INSERT INTO t VALUES (1, repeat('x', 2600), repeat('x', 1000000)), (2, NULL, NULL); INSERT INTO p VALUES (1, repeat('x', 2600));",
		bad:     "INSERT INTO t VALUES (3, repeat('x', 2800), NULL); INSERT INTO p VALUES (2, repeat('x', 2800));",
		fails:   []string{`values that are too wide for an index \| t \(id, k\) \| 1 \| row \(\d+,\d+\) of t$`, `values that are too wide for an index \| p \(k\) \| 1 \| row \(\d+,\d+\) of p1$`}},
	{name: "default partition", base: "CREATE TABLE p (id int, k text) PARTITION BY LIST (k); CREATE TABLE pd PARTITION OF p DEFAULT; CREATE TABLE p2 (id int, k text);", release: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a');\nALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN ('b');",
		good: "INSERT INTO p VALUES (1, 'c'), (2, NULL); INSERT INTO p2 VALUES (1, 'b');", bad: "INSERT INTO p VALUES (3, 'a');", fails: []string{`rows of the default partition that belong into another \| pd FOR VALUES IN \('a'\) \| 1 \| row`}},
	{name: "attached as the default partition", base: "CREATE TABLE p (id int, k text) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE pd (id int, k text);", release: "ALTER TABLE p ATTACH PARTITION pd DEFAULT;",
		good: "INSERT INTO pd VALUES (1, 'c'), (2, NULL);", bad: "INSERT INTO pd VALUES (3, 'a');", fails: []string{`rows of the default partition that belong into another \| pd FOR VALUES IN \('a'\) \| 1 \| row`}},
	{name: "cast in partitions", base: "CREATE TABLE p (id int, d date, v text) PARTITION BY RANGE (d); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); CREATE TABLE p2 PARTITION OF p DEFAULT;", release: "ALTER TABLE p ALTER COLUMN v TYPE int USING v::int;",
		good: "INSERT INTO p VALUES (1, '2026-02-02', '1');", bad: "INSERT INTO p VALUES (2, '2026-03-03', 'x');", fails: []string{`do not fit the new type \| p \(v\), .* \| 1 \| row \(0,2\) of p1: invalid input syntax`}},
	{name: "a text of several lines", base: "CREATE TABLE t (id int PRIMARY KEY, a text);", release: "ALTER TABLE t ADD CHECK (a = 'one\ntwo');",
		good: "INSERT INTO t VALUES (1, E'one\\ntwo');", bad: "INSERT INTO t VALUES (2, E'one\\n    two');", fails: []string{`break CHECK \(a = 'one two'\) \| t \| 1 \| id = 2$`}},
	{name: "extension that is there", base: pgBase, release: "CREATE EXTENSION pg_trgm;", bad: "CREATE EXTENSION pg_trgm;", fails: []string{`are taken \| extension pg_trgm \| 1 \| extension pg_trgm$`}},
	{name: "hostile names", base: "CREATE TABLE orders (id int); CREATE TABLE \"a'b;\nDROP TABLE orders; --\" (id int PRIMARY KEY, \"n\n$q$\" int);", release: "ALTER TABLE \"a'b;\nDROP TABLE orders; --\" ALTER COLUMN \"n\n$q$\" SET NOT NULL; ALTER TABLE orders ADD COLUMN x int;",
		good: "INSERT INTO \"a'b;\nDROP TABLE orders; --\" VALUES (1, 1);", bad: "INSERT INTO \"a'b;\nDROP TABLE orders; --\" VALUES (2, NULL);", fails: []string{`NULLs \| a'b; DROP TABLE orders; -- \("n \$q\$"\) \| 1 \| id = 2$`}},
	{name: "odd names", base: `CREATE TABLE "Odd ""t" ("Key;" int PRIMARY KEY, "sel'ect" text);`, release: `ALTER TABLE "Odd ""t" ADD CONSTRAINT "the $q$ key" UNIQUE ("sel'ect"); ALTER TABLE "Odd ""t" ADD CHECK ("sel'ect" <> '$q$');`,
		good: `INSERT INTO "Odd ""t" VALUES (1, 'a');`, bad: `INSERT INTO "Odd ""t" VALUES (2, 'a'), (3, '$q$');`, fails: []string{`duplicates \| Odd "t \("sel'ect"\) \| 1 \| 2 rows have the same: Key; = 1 and Key; = 2$`, `break CHECK`}},
}

// TestPreflightPostgreSQL: a planted fault makes its own check fail and no other, and the release does as was foretold.
func TestPreflightPostgreSQL(t *testing.T) {
	server := pgserver.Find(t)
	version := server.Version(t)
	for _, c := range pgPreflights {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if version < c.since {
				t.Skipf("PostgreSQL %d does not have what the release does", version)
			}
			c.run(t, "postgresql", func() func(string) (string, int) {
				db := server.Database(t)
				return func(script string) (string, int) {
					return server.Psql(t, db, "\\set ON_ERROR_STOP on\n\\set QUIET on\n"+script)
				}
			}, "--server-version", strconv.Itoa(version))
		})
	}
}

const myBase = `CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(100), age varchar(10), name varchar(40), city varchar(20) NOT NULL DEFAULT '');
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, amount decimal(12,4), code varchar(50), note text, placed datetime, qty bigint, kind enum('a', 'b', 'c'));`

var myPreflights = []preflightCase{
	{name: "unique", base: myBase, release: "ALTER TABLE customers ADD UNIQUE c_key (email);",
		good: myGood + "INSERT INTO customers (id) VALUES (8);", bad: "INSERT INTO customers (id, email) VALUES (4, 'A@x');", fails: []string{`duplicates \| customers \(email\) \| 1 \| 2 rows have the same: id = 1 and id = 4$`}},
	{name: "unique on the beginning", base: myBase, release: "CREATE UNIQUE INDEX c_key ON customers (city, name(2));",
		good: myGood, bad: "INSERT INTO customers (id, name) VALUES (4, 'Anja');", fails: []string{"duplicates \\| customers \\(.*LEFT\\(.*, 2\\)\\) \\| 1"}},
	{name: "primary key", base: "CREATE TABLE t (a int, b int);", release: "ALTER TABLE t ADD PRIMARY KEY (a, b);",
		good: "INSERT INTO t VALUES (1, 1), (1, 2);", bad: "INSERT INTO t VALUES (1, 1), (2, NULL);", fails: []string{`duplicates`, `NULLs`}},
	{name: "not null", base: myBase, release: "ALTER TABLE customers MODIFY name varchar(40) NOT NULL;",
		good: "INSERT INTO customers (id, name) VALUES (1, 'Ann');", bad: "INSERT INTO customers (id) VALUES (7);", fails: []string{`NULLs \| .*name.* \| 1 \| id = 7`}},
	{since: 8, name: "orphans behind renames", base: myBase, release: "RENAME TABLE orders TO purchases; ALTER TABLE purchases CHANGE customer customer_id bigint;\nALTER TABLE customers RENAME COLUMN id TO number;\nALTER TABLE purchases ADD CONSTRAINT o_fk FOREIGN KEY (customer_id) REFERENCES customers (number);",
		good: myGood, bad: "INSERT INTO orders (id, customer) VALUES (4, 99);", fails: []string{`orphans \| purchases \(.*customer_id.*\) -> customers \(.*\) \| 1 \| id = 4$`}},
	{since: 8, name: "check", base: myBase, release: "ALTER TABLE orders ADD CONSTRAINT o_ck CHECK (amount > 0 and note <> 'x''y');",
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
		good: "INSERT INTO t VALUES (1);", bad: "INSERT INTO t VALUES (2);", fails: []string{`duplicates .* \| 1 \| 2 rows have the same: a = 1 and a = 2$`}},
	{name: "filled by the release", base: myBase, release: "UPDATE customers SET name = '?' WHERE name IS NULL;\nALTER TABLE customers MODIFY name varchar(40) NOT NULL;",
		good: "INSERT INTO customers (id, name) VALUES (1, 'Ann');", bad: "INSERT INTO customers (id) VALUES (7);", warns: []string{`NULLs`}},
	{name: "names that are taken", base: myBase, release: "CREATE TABLE items (id int);\nCREATE INDEX o_idx ON orders (code);\nALTER TABLE orders ADD COLUMN extra text;",
		bad: "CREATE TABLE items (id int); CREATE INDEX o_idx ON orders (qty); ALTER TABLE orders ADD extra int;", fails: []string{`are taken \| .* \| 3 \| column extra of orders; index o_idx of orders; table items`}},
	{name: "tables that are missing", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text, ADD UNIQUE (code);", bad: "DROP TABLE orders;", fails: []string{`are missing \| orders \| 1 \| orders`}, warns: []string{`duplicates .* cannot be checked`}},
	{name: "version table", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text;", bad: "UPDATE sqlplan_version SET version_num = 'z';",
		fails: []string{`the version table .* \| 1 \| sqlplan: sqlplan_version must hold a before this script; found: z`}},
	{name: "foreign key to a new table", base: myBase, release: "CREATE TABLE kinds (id bigint PRIMARY KEY);\nALTER TABLE orders ADD CONSTRAINT o_kind FOREIGN KEY (qty) REFERENCES kinds (id);",
		good: "INSERT INTO orders (id) VALUES (1);", bad: "INSERT INTO orders (id, qty) VALUES (2, 5);", fails: []string{`orphans \| orders \(.*qty.*\) -> kinds \(.*id.*\), which is made by this release and empty \| 1 \| id = 2$`}},
	{name: "JSON", base: myBase, release: "ALTER TABLE orders MODIFY note JSON;",
		good: "INSERT INTO orders (id, note) VALUES (1, '{}'), (2, NULL);", bad: "INSERT INTO orders (id, note) VALUES (4, '{');", fails: []string{`(break CHECK .* \| orders|are no JSON \| orders .*) \| 1 \| id = 4$`}}, // MariaDB's JSON is text with a CHECK
	{name: "bits", base: myBase, release: "ALTER TABLE orders MODIFY qty bit(3);",
		good: "INSERT INTO orders (id, qty) VALUES (1, 7), (2, NULL);", bad: "INSERT INTO orders (id, qty) VALUES (4, 8), (5, -1);", fails: []string{`do not fit the new type .* \| 2 \| id = 4$`}},
	{name: "bits to a number", base: "CREATE TABLE t (id int PRIMARY KEY, b bit(20));", release: "ALTER TABLE t MODIFY b tinyint unsigned;",
		good: "INSERT INTO t VALUES (1, 255);", bad: "INSERT INTO t VALUES (2, 256);", fails: []string{`do not fit the new type .* \| 1 \| id = 2$`}},
	{name: "text to a date", base: myBase, release: "ALTER TABLE orders MODIFY code date;",
		good: "INSERT INTO orders (id, code) VALUES (1, '2026-01-31'), (2, NULL);", bad: "INSERT INTO orders (id, code) VALUES (4, '2026-02-31'), (5, ''), (6, 'x');", fails: []string{`do not fit the new type .* \| 3 \| id = 4$`}},
	{name: "text to a date, with a time", base: myBase, release: "ALTER TABLE orders MODIFY code date;",
		good: "INSERT INTO orders (id, code) VALUES (1, '2026-01-31');", bad: "INSERT INTO orders (id, code) VALUES (4, '2026-02-01 10:00');", warns: []string{`rounded or cut .* \| 1 \| id = 4$`}},
	{name: "beyond a timestamp", base: myBase, release: "ALTER TABLE orders MODIFY placed timestamp NULL;",
		good: myGood, bad: "INSERT INTO orders (id, placed) VALUES (4, '2039-01-01'), (5, '1950-01-01');", fails: []string{`do not fit the new type .* \| 2 \| id = 4$`}},
	{name: "year", base: myBase, release: "ALTER TABLE orders MODIFY qty year;",
		good: "INSERT INTO orders (id, qty) VALUES (1, 2026), (2, 0), (3, 99);", bad: "INSERT INTO orders (id, qty) VALUES (4, 1800);", fails: []string{`do not fit the new type .* \| 1 \| id = 4$`}},
	{name: "text to a decimal", base: myBase, release: "ALTER TABLE orders MODIFY code decimal(4,1);",
		good: "INSERT INTO orders (id, code) VALUES (1, '-99.5'), (2, NULL);", bad: "INSERT INTO orders (id, code) VALUES (4, '1000'), (5, '1,5');", fails: []string{`do not fit the new type .* \| 2 \| id = 4$`}},
	{name: "member taken out of a set", base: "CREATE TABLE t (id int PRIMARY KEY, s set('a', 'b', 'c'));", release: "ALTER TABLE t MODIFY s set('a', 'c');",
		good: "INSERT INTO t VALUES (1, 'a,c'), (2, ''), (3, NULL);", bad: "INSERT INTO t VALUES (4, 'a,b');", fails: []string{`does not have .* \| 1 \| id = 4$`}},
	{name: "smaller character set", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20) CHARACTER SET ascii) DEFAULT CHARACTER SET utf8mb4;", release: "ALTER TABLE t MODIFY a varchar(20) CHARACTER SET latin1;",
		good: "INSERT INTO t VALUES (1, 'é€', 'x');", bad: "INSERT INTO t VALUES (4, 'ł', 'x');", fails: []string{`characters that latin1 does not have \| t \(.*a.*\) \| 1 \| id = 4$`}},
	{name: "smaller character set of a table", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20)) DEFAULT CHARACTER SET utf8mb4;", release: "ALTER TABLE t CONVERT TO CHARACTER SET latin1;",
		good: "INSERT INTO t VALUES (1, 'é€', 'x');", bad: "INSERT INTO t VALUES (4, 'ł', 'x');", fails: []string{`characters that latin1 does not have \| t \(.*a.*\) \| 1 \| id = 4$`}},
	{name: "the same by another collation", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, UNIQUE KEY (a));", release: "ALTER TABLE t MODIFY a varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;",
		good: "INSERT INTO t VALUES (1, 'a'), (2, 'b');", bad: "INSERT INTO t VALUES (4, 'A');", fails: []string{`duplicates \| t \(.*a.*\) \| 1 \| 2 rows have the same: id = 1 and id = 4$`}},
	{name: "the same as numbers", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(20), UNIQUE KEY (a));", release: "ALTER TABLE t MODIFY a int;",
		good: "INSERT INTO t VALUES (1, '1'), (2, '2');", bad: "INSERT INTO t VALUES (4, '01');", fails: []string{`duplicates \| t \(.*a.*\) \| 1 \| 2 rows have the same: id = 1 and id = 4$`}},
	{name: "index over an old format", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(200) CHARACTER SET utf8mb4, KEY (id, a(20)));", release: "CREATE INDEX t_a ON t (a);\nCREATE INDEX t_b ON t (a(50));",
		good: "SELECT 1;", bad: "ALTER TABLE t ROW_FORMAT=COMPACT;", fails: []string{`an index key that is too long \| t \(.*a.*\) \| 1 \| 800 bytes, the longest column 800; the limits of this table are 3072 and 767$`}},
	{name: "index over long columns", base: "CREATE TABLE t (id int PRIMARY KEY, a varchar(500) CHARACTER SET latin1, b varchar(600) CHARACTER SET latin1);", release: "CREATE INDEX t_ab ON t (a, b);",
		good: "SELECT 1;", bad: "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;", fails: []string{`an index key that is too long \| t \(.*a.*b.*\) \| 1 \| 4400 bytes`}},
	{since: 8, name: "odd names", base: "CREATE TABLE `Odd \"t` (`Key;` int PRIMARY KEY, `sel'ect` varchar(10));", release: "ALTER TABLE `Odd \"t` ADD CONSTRAINT `the key` UNIQUE (`sel'ect`); ALTER TABLE `Odd \"t` ADD CHECK (`sel'ect` <> 'q''\"');",
		good: "INSERT INTO `Odd \"t` VALUES (1, 'a');", bad: "INSERT INTO `Odd \"t` VALUES (2, 'a'), (3, 'q''\"');", fails: []string{`duplicates \| Odd "t .* \| 1 \| 2 rows have the same: Key; = 1 and Key; = 2$`, `break CHECK`}},
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
						if major := s.(mysql).Release.Major; major < c.since {
							t.Skipf("%s %d does not have what the release does", dialect, major)
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

// TestPreflightUnasked: what cannot be asked beforehand stands in the header with its reason, and no check pretends to ask it.
func TestPreflightUnasked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dialect string
		preflightCase
		reason string
	}{
		{"postgresql", preflightCase{base: pgBase, release: "CREATE TABLE kinds (code varchar(50) PRIMARY KEY); INSERT INTO kinds SELECT DISTINCT code FROM orders WHERE code IS NOT NULL; ALTER TABLE orders ADD FOREIGN KEY (code) REFERENCES kinds;"},
			`statement 3: orphans of orders \(code\): table kinds, to which it refers, is made and filled by this release`},
		{"postgresql", preflightCase{base: "CREATE TABLE p1 (id int);", release: "CREATE TABLE p (id int) PARTITION BY HASH (id); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);"},
			`statement 2: rows fit a partition: p1 FOR VALUES WITH \(.*\): this server cannot be asked without an attempt`},
		{"mariadb", preflightCase{base: myBase, release: "ALTER TABLE orders MODIFY kind int;"},
			`statement 1: values fit a type: orders \(kind\), from enum\('a','b','c'\) to int\(11\): this server cannot be asked without an attempt`},
	} {
		_, preflight, _ := c.compile(t, c.project(t, c.dialect))
		says(t, preflight, []string{"What cannot be asked before the release:\n--   " + c.reason}, `\] (orphans|rows outside|values)`)
	}
}
