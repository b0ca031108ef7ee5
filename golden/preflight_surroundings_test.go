package golden

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// surrounding is what is wrong on a server beside the rows: privileges, objects, other sessions.
type surrounding struct {
	name, base, release string
	// plant is run by the owner of the database, ROLE being a role without any privilege; the pre-flight and the release run as that role if as is set.
	plant string
	as    bool
	fails []string
	warns []string
	// runs: the release goes through although the pre-flight says FAIL: it would leave out what it should do.
	runs bool
	// replace are texts of the pre-flight that a test cannot wait for, and what stands in their place.
	replace [2]string
	since   int // the oldest major version of the server that takes what is planted
}

// rights are what the role needs for the version table, and to see the schema.
const rights = "GRANT SELECT, UPDATE ON sqlplan_version TO ROLE; "

// listBase and rangeBase are tables of which one partition is known.
const (
	listBase  = "CREATE TABLE p (id int, k text) PARTITION BY LIST (k); CREATE TABLE p0 PARTITION OF p FOR VALUES IN ('a');"
	rangeBase = "CREATE TABLE p (d date, n int) PARTITION BY RANGE (d, n); CREATE TABLE p0 PARTITION OF p FOR VALUES FROM ('2026-01-01', MINVALUE) TO ('2026-12-31', 0);"
)

// ownedBase are tables that may have different owners.
const ownedBase = "CREATE SCHEMA app; CREATE SCHEMA spare; CREATE SCHEMA empty; CREATE TABLE app.t (id int PRIMARY KEY, n int, m text); CREATE INDEX t_n ON app.t (n); CREATE VIEW app.v AS SELECT n FROM app.t; CREATE STATISTICS app.st ON n, m FROM app.t;\n" +
	"CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TABLE app.p (id int, n int, m text, CONSTRAINT low CHECK (n < 9)) PARTITION BY LIST (id); CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1);\n" +
	"CREATE TABLE app.q (id int, n int, m text, CONSTRAINT low CHECK (n < 9)); CREATE TRIGGER tr AFTER INSERT ON app.p FOR EACH ROW EXECUTE FUNCTION app.f(); CREATE TABLE app.par (n int); CREATE TABLE app.inh () INHERITS (app.par);"

// hashBase is a table of which one half has a partition.
const hashBase = "CREATE TABLE p (id int) PARTITION BY HASH (id); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0);"

var pgSurroundings = []surrounding{
	{name: "not the owner", base: pgBase, release: "ALTER TABLE orders ADD COLUMN kind text;", plant: rights, as: true,
		fails: []string{`tables that the role does not own \| orders \| 1 \| public.orders belongs to \w+$`}},
	{name: "rows need no ownership", base: pgBase, release: "UPDATE orders SET note = 'x';\nINSERT INTO customers (id) SELECT id + 100 FROM orders;\nDELETE FROM customers WHERE id = 3;", as: true,
		plant: rights + "GRANT SELECT, UPDATE ON orders TO ROLE; GRANT SELECT (id), INSERT, DELETE ON customers TO ROLE;"},
	{name: "rows need their privileges", base: pgBase, release: "UPDATE orders SET note = 'x';\nINSERT INTO customers (id) VALUES (100);", as: true,
		plant: rights + "GRANT SELECT ON orders, customers TO ROLE;", fails: []string{`privileges that the role lacks \| .* \| 2 \| INSERT on public.customers; UPDATE on public.orders$`}},
	{name: "foreign key to a table of another owner", base: pgBase, release: "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers;", as: true,
		plant: rights + "GRANT SELECT ON customers TO ROLE; ALTER TABLE orders OWNER TO ROLE;", fails: []string{`privileges that the role lacks \| .* \| 1 \| REFERENCES on public.customers$`}},
	{name: "no CREATE on the schema", base: pgBase, release: "CREATE TABLE items (id int);", plant: rights + "; REVOKE CREATE ON SCHEMA public FROM PUBLIC", as: true, fails: []string{`schemas in which the role may not create \| public \| 1 \| public$`}},
	{name: "version table of another owner", base: pgBase, release: "COMMENT ON TABLE orders IS 'x';", as: true, plant: "GRANT SELECT ON sqlplan_version TO ROLE; ALTER TABLE orders OWNER TO ROLE;",
		fails: []string{`privileges that the role lacks \| UPDATE on sqlplan_version \| 1 \| UPDATE on sqlplan_version$`}},
	{name: "types and sequences of another owner", base: "CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN pos AS int; CREATE TYPE pair AS (a int); CREATE SEQUENCE n; CREATE SEQUENCE m; CREATE TYPE own AS ENUM ('a');",
		release: "ALTER TYPE mood ADD VALUE 'b';\nALTER DOMAIN pos ADD CHECK (VALUE > 0);\nALTER TYPE mood RENAME TO feeling;\nALTER TYPE feeling ADD VALUE 'c';\nDROP TYPE pair;\nALTER SEQUENCE n INCREMENT 2;\nDROP SEQUENCE m;\nDROP SEQUENCE IF EXISTS nothing;\n" +
			"DROP TYPE own;\nCREATE TYPE fresh AS ENUM ('a');\nDROP TYPE fresh;", as: true,
		plant: rights + "ALTER TYPE own OWNER TO ROLE; GRANT CREATE ON SCHEMA public TO ROLE;",
		fails: []string{`types, sequences and the like that the role does not own \| .* \| 5 \| sequence public.m belongs to \w+; sequence public.n belongs to \w+; type public.mood belongs to \w+; type public.pair belongs to \w+; type public.pos belongs to \w+$`}},
	{name: "types and sequences in the role's schema", base: "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('a'); CREATE SEQUENCE app.n; CREATE SEQUENCE app.m;",
		release: "DROP TYPE app.mood;\nDROP SEQUENCE app.n;\nALTER SEQUENCE app.m INCREMENT 2;", as: true,
		plant: rights + "ALTER SCHEMA app OWNER TO ROLE; ALTER SEQUENCE app.m OWNER TO ROLE;"},
	{name: "what the owner of a schema may", base: ownedBase, release: "DROP STATISTICS app.st;\nDROP INDEX app.t_n;\nDROP VIEW app.v;\nDROP TABLE app.t;\nDROP TABLE app.p1;\nDROP TABLE app.par CASCADE;", as: true,
		plant: rights + "ALTER SCHEMA app OWNER TO ROLE;"},
	{name: "what the owner of a schema may not", base: ownedBase, release: "DROP TABLE app.par CASCADE;\nDROP TRIGGER tr ON app.p;\nCOMMENT ON TABLE app.q IS 'x';\nCREATE INDEX t_m ON app.t (m);\nDROP TABLE app.t CASCADE;", as: true,
		plant: rights + "ALTER SCHEMA app OWNER TO ROLE; GRANT SELECT ON app.t TO ROLE;", fails: []string{`tables that the role does not own \| app.p, app.par, app.q, app.t \| 3 \| app.p belongs to \w+; app.q belongs to \w+; app.t belongs to \w+$`}},
	{name: "what needs no ownership of partitions", base: ownedBase, as: true,
		release: "ALTER TABLE app.p ADD UNIQUE (id, n);\nALTER TABLE app.p ADD FOREIGN KEY (n) REFERENCES app.t;\nCREATE INDEX p_m ON app.p (m);\nALTER TABLE app.p VALIDATE CONSTRAINT low;\nALTER TABLE app.p DISABLE TRIGGER tr;\n" +
			"DROP TRIGGER tr ON app.p;\nDROP INDEX app.p_m;\nTRUNCATE app.p;\nALTER TABLE app.p DETACH PARTITION app.p1;\nREINDEX TABLE app.p;\nDROP TABLE app.p;\nALTER TABLE app.inh NO INHERIT app.par;",
		plant: rights + "ALTER TABLE app.p OWNER TO ROLE; ALTER TABLE app.inh OWNER TO ROLE; GRANT USAGE, CREATE ON SCHEMA app TO ROLE; GRANT SELECT, REFERENCES ON app.t TO ROLE;"},
	{name: "what needs the ownership of partitions", base: ownedBase, release: "ALTER TABLE app.p ADD COLUMN z int;\nALTER TABLE app.p ATTACH PARTITION app.q FOR VALUES IN (2);", as: true,
		plant: rights + "ALTER TABLE app.p OWNER TO ROLE; GRANT USAGE ON SCHEMA app TO ROLE;", fails: []string{`tables that the role does not own \| .* \| 2 \| app.p1 belongs to \w+; app.q belongs to \w+$`}},
	{name: "what needs the ownership of a parent", base: ownedBase, release: "CREATE TABLE app.p2 PARTITION OF app.p FOR VALUES IN (2);\nCREATE TABLE app.more () INHERITS (app.par);\nALTER TABLE app.q INHERIT app.t;", as: true,
		plant: rights + "ALTER TABLE app.q OWNER TO ROLE; GRANT USAGE, CREATE ON SCHEMA app TO ROLE;", fails: []string{`tables that the role does not own \| .* \| 3 \| app.p belongs to \w+; app.par belongs to \w+; app.t belongs to \w+$`}},
	{name: "a trigger for rows needs a privilege on each partition", base: ownedBase, release: "CREATE TRIGGER late AFTER INSERT ON app.p FOR EACH ROW EXECUTE FUNCTION app.f();", as: true,
		plant: rights + "ALTER TABLE app.p OWNER TO ROLE; GRANT USAGE ON SCHEMA app TO ROLE;", fails: []string{`privileges that the role lacks \| .* \| 1 \| TRIGGER on app.p1$`}},
	{since: 17, name: "MAINTAIN", base: ownedBase, release: "REINDEX TABLE app.t;\nCLUSTER app.t USING t_n;\nANALYZE app.t;", as: true, plant: rights + "GRANT USAGE ON SCHEMA app TO ROLE; GRANT MAINTAIN ON app.t TO ROLE;"},
	{name: "maintained by the owner", base: ownedBase, release: "REINDEX TABLE app.t;\nCLUSTER app.t USING t_n;", as: true, plant: rights + "ALTER SCHEMA app OWNER TO ROLE;", fails: []string{`tables that the role does not own \| app.t \| 1 \| app.t belongs to \w+$`}},
	{name: "vacuum leaves out", base: ownedBase, release: "ANALYZE app.t;\nALTER TABLE app.q ADD COLUMN z int;", as: true, plant: rights + "ALTER TABLE app.q OWNER TO ROLE; GRANT USAGE ON SCHEMA app TO ROLE;",
		warns: []string{`tables that VACUUM or ANALYZE leaves out, since the role does not own them \| app.t \| 1 \| app.t belongs to \w+$`}},
	{name: "names and schemas", base: ownedBase, release: "ALTER TABLE app.t RENAME TO u;\nALTER TABLE app.q SET SCHEMA spare;\nDROP SCHEMA empty;", as: true,
		plant: rights + "ALTER TABLE app.q OWNER TO ROLE; ALTER TABLE app.t OWNER TO ROLE; GRANT USAGE ON SCHEMA app TO ROLE;",
		fails: []string{`schemas in which the role may not create \| app, spare \| 2 \| app; spare$`, `types, sequences and the like that the role does not own \| schema empty \| 1 \| schema empty belongs to \w+$`}},
	{name: "hash partition beside one that nobody knew of", base: hashBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);", plant: "CREATE TABLE extra PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3);",
		fails: []string{`partitions whose bounds overlap the new one, .* \| p1 FOR VALUES WITH \(modulus 2, remainder 1\) \| 1 \| extra \(modulus 4, remainder 3\)$`}},
	{name: "hash partition attached beside one that nobody knew of", base: hashBase + " CREATE TABLE p1 (id int);", release: "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);",
		plant: "CREATE TABLE extra PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);", fails: []string{`partitions whose bounds overlap the new one, .* \| 1 \| extra \(modulus 2, remainder 1\)$`}},
	{name: "hash partition whose modulus does not go with another", base: hashBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);\nCREATE TABLE p3 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3);",
		plant: "DROP TABLE p0; CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 6, REMAINDER 0);",
		fails: []string{`whose modulus does not go with it \| p1 .* \| 1 \| p0 \(modulus 6, remainder 0\)$`, `whose modulus does not go with it \| p3 .* \| 1 \| p0 \(modulus 6, remainder 0\)$`},
		warns: []string{`remainders without a partition, .* \| p \| 2 \| of modulus 6: 2, 4$`}},
	{name: "hash partitions with a gap", base: hashBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 8, REMAINDER 1);\nALTER TABLE p RENAME TO parts;\nCREATE TABLE p3 PARTITION OF parts FOR VALUES WITH (MODULUS 4, REMAINDER 3);",
		warns: []string{`remainders without a partition, whose rows the server refuses \| p \| 1 \| of modulus 8: 5$`}},
	{name: "hash partition in place of another", base: hashBase + " CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);",
		release: "ALTER TABLE p DETACH PARTITION p1;\nCREATE TABLE a PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);\nDROP TABLE p0;\nCREATE TABLE b PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3);\nCREATE TABLE c PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0);"},
	{name: "list partition beside ones that nobody knew of", base: listBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('b', 'it''s, (c)', NULL);\nCREATE TABLE p2 PARTITION OF p FOR VALUES IN ('f');",
		plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES IN ('it''s, (c)', 'd'); CREATE TABLE x2 PARTITION OF p FOR VALUES IN (NULL, 'e'); CREATE TABLE x3 PARTITION OF p FOR VALUES IN ('NULL', 'B');",
		fails: []string{`partitions whose bounds overlap the new one \| p1 FOR VALUES IN .* \| 2 \| x1 FOR VALUES IN \('it''s, \(c\)', 'd'\); x2 FOR VALUES IN \(NULL, 'e'\)$`}},
	{name: "list partition attached beside others", base: listBase + " CREATE TABLE n (id int, k text);", release: "ALTER TABLE p ATTACH PARTITION n FOR VALUES IN ('b');", plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES IN ('c', 'b');",
		fails: []string{`partitions whose bounds overlap the new one \| n .* \| 1 \| x1 FOR VALUES IN \('c', 'b'\)$`}},
	{name: "list partitions that leave place", base: listBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('b');\nDROP TABLE p0;\nCREATE TABLE p2 PARTITION OF p FOR VALUES IN ('a');", plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES IN ('c');"},
	{name: "list of numbers", base: "CREATE TABLE p (id int) PARTITION BY LIST ((id % 10));", release: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (-1, 2);", plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES IN (3, -1); CREATE TABLE x2 PARTITION OF p FOR VALUES IN (-2, 1);",
		fails: []string{`overlap the new one \| p1 .* \| 1 \| x1 FOR VALUES IN \(3, '-1'\)$`}},
	{name: "range partitions beside ones that nobody knew of", base: rangeBase,
		release: "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2027-01-01', MINVALUE) TO ('2028-01-01', 5);",
		plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES FROM ('2028-01-01', 4) TO ('2028-01-01', MAXVALUE); CREATE TABLE x2 PARTITION OF p FOR VALUES FROM ('2027-02-01', 4) TO ('2027-02-01', 5);\n" +
			"CREATE TABLE x3 PARTITION OF p FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2026-01-01', MINVALUE); CREATE TABLE x4 PARTITION OF p FOR VALUES FROM ('2029-01-01', MINVALUE) TO (MAXVALUE, MAXVALUE);",
		fails: []string{`partitions whose bounds overlap the new one \| p1 FOR VALUES FROM .* \| 2 \| x1 FOR VALUES FROM \('2028-01-01', 4\) TO \('2028-01-01', MAXVALUE\); x2 FOR`}},
	{name: "range partitions that touch", base: rangeBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2027-01-01', MINVALUE) TO ('2028-01-01', 5);\nCREATE TABLE p2 PARTITION OF p FOR VALUES FROM ('2028-01-01', 5) TO ('2028-01-01', 9);",
		plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES FROM ('2028-01-01', 9) TO (MAXVALUE, MAXVALUE); CREATE TABLE x2 PARTITION OF p FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2026-01-01', MINVALUE);"},
	{name: "range partition of an expression attached", base: "CREATE TABLE p (id int, k text) PARTITION BY RANGE (lower(k)); CREATE TABLE n (id int, k text);", release: "ALTER TABLE p ATTACH PARTITION n FOR VALUES FROM ('a') TO ('m');", plant: "CREATE TABLE x1 PARTITION OF p FOR VALUES FROM ('l') TO (MAXVALUE);",
		fails: []string{`overlap the new one \| n .* \| 1 \| x1 FOR VALUES FROM \('l'\) TO \(MAXVALUE\)$`}},
	{name: "partition that is there", base: listBase, release: "CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN ('b');", plant: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('b');", warns: []string{`names that IF NOT EXISTS would leave as they are \| table p1 \| 1`}},
	{name: "second default partition", base: listBase, release: "CREATE TABLE rest PARTITION OF p DEFAULT;", plant: "CREATE TABLE x PARTITION OF p DEFAULT;", fails: []string{`another default partition \| rest DEFAULT \| 1 \| x$`}},
	{name: "default partition that nobody knew of", base: listBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('b');\nCREATE TABLE p2 PARTITION OF p FOR VALUES IN ('c');", plant: "CREATE TABLE x PARTITION OF p DEFAULT; INSERT INTO p VALUES (7, 'b'), (8, 'z');",
		fails: []string{`rows of a default partition that only this database has, .* \| p FOR VALUES IN \('b'\) \| 1 \| row \(0,1\) of x$`}},
	{name: "default partition without such rows", base: rangeBase, release: "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2027-01-01', MINVALUE) TO ('2028-01-01', 5);", plant: "CREATE TABLE x PARTITION OF p DEFAULT; INSERT INTO p VALUES ('2028-01-01', 5), ('2026-12-31', 1);"},
	{name: "operator class of its own", base: "CREATE TABLE p (k text) PARTITION BY RANGE (k text_pattern_ops);", release: "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('a') TO ('b');",
		warns: []string{`overlap the new one .* cannot be checked: the partition key is another one than in the revisions, or has an operator class of its own$`}},
	{name: "values that may be too wide together", base: "CREATE TABLE t (id int PRIMARY KEY, a text, b text);", release: "CREATE INDEX t_ab ON t (a, b);",
		plant: "INSERT INTO t SELECT 1, repeat('x', 600), string_agg(md5(g::text), '') FROM generate_series(1, 66) g;",
		warns: []string{`values that are together too wide for an index, unless the server compresses them for it \| t \(a, b\) \| 1 \| row \(0,1\) of t$`}},
	{name: "superuser only", base: "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE TABLE t (id int);", release: "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();", as: true,
		plant: rights, fails: []string{`only a superuser may run this \| create event trigger .* \| 1 \| the role is ROLE$`}},
	{name: "extension that the server does not have", base: pgBase, release: "CREATE EXTENSION sqlplan_is_not_there;", fails: []string{`extensions that the server does not have \| sqlplan_is_not_there \| 1 \| sqlplan_is_not_there$`}},
	{name: "extension that is not trusted", base: pgBase, release: "CREATE EXTENSION pageinspect;", as: true, plant: rights,
		fails: []string{`extensions that the role may not install \| pageinspect \| 1 \| pageinspect$`}},
	{name: "role that is missing", base: pgBase, release: "GRANT SELECT ON orders TO sqlplan_test_nobody, public;", fails: []string{`roles that the release names and that are missing \| sqlplan_test_nobody \| 1 \| sqlplan_test_nobody$`}},
	{name: "owner that is missing", base: pgBase, release: "ALTER TABLE orders OWNER TO \"sqlplan test nobody\";", fails: []string{`roles that the release names .* \| 1 \| sqlplan test nobody$`}},
	{name: "roles that are there", base: pgBase, release: "GRANT SELECT, UPDATE (note) ON orders TO current_user, PUBLIC;\nREVOKE ALL ON orders FROM public CASCADE;"},
	{name: "index that a failure left", base: pgBase, release: "CREATE UNIQUE INDEX CONCURRENTLY o_code ON orders (code);",
		plant: "INSERT INTO orders (id, code) VALUES (1, 'a'), (2, 'a'); CREATE UNIQUE INDEX CONCURRENTLY o_code ON orders (code); DELETE FROM orders WHERE id = 2;",
		fails: []string{`are taken \| index o_code \| 1 \| index public.o_code$`, `invalid indexes left behind under such a name: drop them first \| index o_code \| 1 \| index public.o_code$`},
		warns: []string{`invalid indexes left behind on these tables \| orders \| 1 \| o_code on public.orders$`}},
	{name: "index that a failure left, IF NOT EXISTS", base: pgBase, release: "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS o_code ON orders (code);",
		plant: "INSERT INTO orders (id, code) VALUES (1, 'a'), (2, 'a'); CREATE UNIQUE INDEX CONCURRENTLY o_code ON orders (code); DELETE FROM orders WHERE id = 2;", runs: true,
		fails: []string{`invalid indexes left behind under such a name: drop them first \| index o_code \| 1 \| index public.o_code$`},
		warns: []string{`invalid indexes left behind on these tables \| orders \| 1 \| o_code on public.orders$`}},
	{name: "index that a failure left, of another name", base: pgBase, release: "ALTER TABLE orders ADD COLUMN kind text;",
		plant: "INSERT INTO orders (id, code) VALUES (1, 'a'), (2, 'a'); CREATE UNIQUE INDEX CONCURRENTLY o_code ON orders (code);",
		warns: []string{`invalid indexes left behind on these tables \| orders \| 1 \| o_code on public.orders$`}},
	{name: "disk", base: "CREATE TABLE t (id int PRIMARY KEY, n int); CREATE TABLE p (id int, n int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT;",
		release: "ALTER TABLE t ALTER COLUMN n TYPE bigint;\nALTER TABLE p ALTER COLUMN n TYPE bigint;", plant: "INSERT INTO t SELECT g, g FROM generate_series(1, 5000) g; INSERT INTO p SELECT g, g FROM generate_series(1, 5000) g;",
		replace: [2]string{"size > 1073741824", "size > 100000"}, warns: []string{`written again, which needs as much disk besides \| .* \| 2 \| (public.\w \d+ kB; ){2}free on the server's disk must be \d+ kB$`}},
	{name: "a check that writes", base: "CREATE TABLE log (n int); CREATE TABLE t (id int PRIMARY KEY, n int); CREATE FUNCTION f(n int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (n); RETURN true; END';",
		release: "ALTER TABLE t ADD CHECK (f(n));", plant: "INSERT INTO t VALUES (1, 1);", warns: []string{`break CHECK .* \|  \| cannot be checked: cannot execute INSERT in a read-only transaction$`}},
	{name: "a check that takes long", base: "CREATE TABLE t (id int PRIMARY KEY, n int); CREATE FUNCTION f(n int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN true; END';",
		release: "ALTER TABLE t ADD CHECK (f(n));", plant: "INSERT INTO t VALUES (1, 1);", replace: [2]string{"statement_timeout = '10min'", "statement_timeout = '100ms'"},
		warns: []string{`break CHECK .* \|  \| cannot be checked: canceling statement due to statement timeout$`}},
}

// randomName is a name that no other test has, for what belongs to the whole server.
func randomName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails, says its documentation
	return "sqlplan_test_" + hex.EncodeToString(b[:])
}

// state is all that the release could change: the schema and the rows.
func pgState(t *testing.T, server *pgserver.Server, db string) string {
	t.Helper()
	rows, code := server.Psql(t, db, `\set ON_ERROR_STOP on
SELECT format('SELECT %L, t::text FROM %s AS t ORDER BY 2', c.oid::regclass, c.oid::regclass) FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname \gexec
SELECT indexrelid::regclass, indisvalid FROM pg_index ORDER BY 1;`)
	if code != 0 {
		t.Fatal(rows)
	}
	return server.Schema(t, db) + rows
}

// TestPreflightSurroundingsPostgreSQL: what is planted is told, in exactly these lines, nothing is written, and the release does as was foretold.
func TestPreflightSurroundingsPostgreSQL(t *testing.T) {
	server := pgserver.Find(t)
	version := strconv.Itoa(server.Version(t))
	for _, c := range pgSurroundings {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if server.Version(t) < c.since {
				t.Skipf("PostgreSQL %s does not take what is planted", version)
			}
			project := preflightCase{base: c.base, release: c.release}
			base, preflight, release := project.compile(t, project.project(t, "postgresql"), "--server-version", version)
			role, db := randomName(), server.Database(t)
			psql := func(script string) (string, int) { return server.Psql(t, db, "\\set QUIET on\n"+script) }
			must := func(script string) {
				if out, code := psql("\\set ON_ERROR_STOP on\n" + script); code != 0 {
					t.Fatal(out)
				}
			}
			must(base)
			prefix := ""
			if c.as {
				must("CREATE ROLE " + role)
				t.Cleanup(func() {
					must("REASSIGN OWNED BY " + role + " TO CURRENT_USER; DROP OWNED BY " + role + "; DROP ROLE " + role)
				})
				prefix = "SET ROLE " + role + ";\n"
			}
			if out, _ := psql(strings.ReplaceAll(strings.ReplaceAll(c.plant, "ROLE", role), "; ", ";\n")); strings.Contains(out, "ERROR") && !strings.Contains(out, "could not create unique index") {
				t.Fatal(out)
			}
			preflight = replaced(t, preflight, c.replace)
			before := pgState(t, server, db)
			out, code := psql(prefix + preflight)
			out = strings.ReplaceAll(out, role, "ROLE")
			hold(t, out, "FAIL", c.fails)
			hold(t, out, "WARN", c.warns)
			if want := map[bool]int{true: 3}[len(c.fails) > 0]; code != want {
				t.Errorf("the exit code of the pre-flight is %d, want %d:\n%s", code, want, out)
			}
			if pgState(t, server, db) != before {
				t.Error("the pre-flight has changed the database")
			}
			if out, code := psql(prefix + release); (code != 0) != (len(c.fails) > 0 && !c.runs) {
				t.Errorf("the exit code of the release is %d:\n%s", code, out)
			}
		})
	}
}

// replaced puts something else in the place of a text that must be there.
func replaced(t *testing.T, script string, texts [2]string) string {
	t.Helper()
	if !strings.Contains(script, texts[0]) {
		t.Fatalf("the pre-flight does not say %q", texts[0])
	}
	if texts[0] == "" {
		return script
	}
	return strings.ReplaceAll(script, texts[0], texts[1])
}

// TestPreflightOthersPostgreSQL: other sessions are seen, and not hindered: with every lock but one on the tables the checks run, with that one
// they are given up.
func TestPreflightOthersPostgreSQL(t *testing.T) {
	t.Parallel()
	server := pgserver.Find(t)
	c := preflightCase{base: pgBase, release: "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers;\nALTER TABLE customers ADD UNIQUE (email);\nALTER TABLE orders ALTER COLUMN qty TYPE smallint;"}
	base, preflight, _ := c.compile(t, c.project(t, "postgresql"), "--server-version", strconv.Itoa(server.Version(t)))
	for _, tt := range []struct {
		name, lock string
		wait       time.Duration
		replace    [2]string
		warns      []string
	}{
		{"a lock now", "LOCK TABLE orders IN ROW EXCLUSIVE MODE", 11 * time.Second, [2]string{}, []string{`sessions that hold locks .* \| customers, orders \| 1 \| pid \d+ RowExclusiveLock on public.orders since 00:00:1\d$`}},
		{"a long transaction", "SELECT 1", 2 * time.Second, [2]string{"interval '5 minutes'", "interval '1 second'"}, []string{`transactions that are open for more than 5 minutes \|  \| 1 \| pid \d+ of \w+ since 00:00:0\d$`}},
		{"nobody is hindered", "LOCK TABLE orders, customers IN EXCLUSIVE MODE", 0, [2]string{}, nil},
		{"nobody is waited for", "LOCK TABLE orders, customers IN ACCESS EXCLUSIVE MODE", 0, [2]string{"lock_timeout = '2s'", "lock_timeout = '100ms'"},
			[]string{`orphans .* cannot be checked: canceling statement due to lock timeout$`, `duplicates .* cannot be checked`, `do not fit .* cannot be checked`, `too wide .* cannot be checked`, `disk besides .* cannot be checked`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := server.Database(t)
			for _, script := range []string{base, pgGood} {
				if out, code := server.Psql(t, db, script); code != 0 {
					t.Fatal(out)
				}
			}
			other := server.Connect(t, db)
			for _, sql := range []string{"BEGIN", tt.lock} {
				if _, err := other.Exec(context.Background(), sql); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(tt.wait)
			out, code := server.Psql(t, db, replaced(t, preflight, tt.replace))
			hold(t, out, "FAIL", nil)
			hold(t, out, "WARN", tt.warns)
			if code != 0 {
				t.Errorf("the exit code is %d:\n%s", code, out)
			}
		})
	}
}

// TestPreflightPrivate: whatever is found, no value but that of a primary key is printed.
func TestPreflightPrivate(t *testing.T) {
	t.Parallel()
	const secret = "Zq7Secret"
	t.Run("postgresql", func(t *testing.T) {
		t.Parallel()
		server := pgserver.Find(t)
		c := preflightCase{base: `CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE q (k text PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text, d text, e text, f text, g text, h text, i text, j text);
CREATE FUNCTION says(x text) RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not %'', x; END';`,
			release: `ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD CHECK (b <> 'x` + `' AND length(b) > 100); ALTER TABLE t ALTER COLUMN c TYPE int USING c::int; ALTER TABLE t ALTER COLUMN d TYPE mood USING d::mood;
ALTER TABLE t ADD FOREIGN KEY (e) REFERENCES q; ALTER TABLE t ALTER COLUMN f TYPE jsonb USING f::jsonb; ALTER TABLE t ALTER COLUMN g TYPE int USING says(g); ALTER TABLE t ADD CHECK (says(h) > 0);
ALTER TABLE t ALTER COLUMN i TYPE varchar(3); ALTER TABLE t ADD CHECK (j::int > 0); ALTER TABLE t ADD EXCLUDE USING btree (h WITH =); ALTER TABLE t ALTER COLUMN j TYPE date USING j::date;`}
		base, preflight, _ := c.compile(t, c.project(t, "postgresql"))
		db := server.Database(t)
		row := strings.Repeat(", '"+secret+"'", 10) + ")"
		out, code := server.Psql(t, db, "\\set ON_ERROR_STOP on\n"+base+"INSERT INTO t VALUES (1"+row+", (2"+row+";")
		if code != 0 {
			t.Fatal(out)
		}
		out, _ = server.Psql(t, db, preflight)
		says(t, out, []string{`11 FAIL, 2 WARN`, `id = 1: invalid input syntax for type integer: "..."`, `a function of this database refuses it`, `the expression refuses it`}, secret)
	})
	t.Run("mariadb", func(t *testing.T) {
		t.Parallel()
		server := myserver.FindMariaDB(t)
		c := preflightCase{base: "CREATE TABLE q (k varchar(20) PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20), c varchar(20), d varchar(20), e varchar(20), f text);",
			release: "ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD CHECK (b <> 'x' AND length(b) > 100); ALTER TABLE t MODIFY c int; ALTER TABLE t MODIFY d enum('sad'); ALTER TABLE t ADD FOREIGN KEY (e) REFERENCES q (k); ALTER TABLE t MODIFY f JSON;"}
		base, preflight, _ := c.compile(t, c.project(t, "mariadb"))
		db := server.Database(t)
		row := strings.Repeat(", '"+secret+"'", 6) + ")"
		if out, code := server.Run(t, db, base+"INSERT INTO t VALUES (1"+row+", (2"+row+";"); code != 0 {
			t.Fatal(out)
		}
		out, _ := server.Run(t, db, preflight, "--skip-column-names", "--raw")
		says(t, out, []string{`6 FAIL, 0 WARN`}, secret)
	})
}

var mySurroundings = []surrounding{
	{name: "privileges", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text;\nUPDATE customers SET name = 'x';\nCREATE TABLE items (id int);", as: true,
		plant: "GRANT SELECT, UPDATE ON sqlplan_version TO ROLE; GRANT SELECT ON orders TO ROLE; GRANT SELECT, UPDATE ON customers TO ROLE;",
		warns: []string{`not granted to the user itself \| .* \| 1 \| ALTER on orders$`, `not granted to the user itself \| CREATE \| 1 \| CREATE$`, `open for more than 5 minutes .* cannot be checked`}},
	{name: "enough privileges", base: myBase, release: "ALTER TABLE orders ADD COLUMN extra text;\nCREATE TABLE items (id int);", as: true,
		plant: "GRANT SELECT, UPDATE ON sqlplan_version TO ROLE; GRANT CREATE ON * TO ROLE; GRANT SELECT, ALTER, INSERT ON orders TO ROLE;",
		warns: []string{`open for more than 5 minutes .* cannot be checked`}},
	{name: "zero dates", base: myBase, release: "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_ZERO_DATE');\nALTER TABLE orders MODIFY qty varchar(30);", plant: "INSERT INTO orders (id, placed) VALUES (1, '2026-01-01'), (2, '0000-00-00');",
		replace: [2]string{"SET SESSION TRANSACTION READ ONLY;", "SET SESSION TRANSACTION READ ONLY; SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_ZERO_DATE');"},
		fails:   []string{`dates with a zero, which this sql_mode refuses when the table is copied \| orders \(.*placed.*\) \| 1 \| id = 2$`}},
	{name: "zero dates that the mode takes", base: myBase, release: "ALTER TABLE orders MODIFY qty varchar(30);", plant: "INSERT INTO orders (id, placed) VALUES (1, '2026-01-01'), (2, '0000-00-00');"},
	{name: "a mode that is not strict", base: myBase, release: "ALTER TABLE orders MODIFY qty smallint;", plant: "INSERT INTO orders (id, qty) VALUES (1, 70000);",
		replace: [2]string{"SET SESSION TRANSACTION READ ONLY;", "SET SESSION TRANSACTION READ ONLY; SET SESSION sql_mode = '';"}, warns: []string{`do not fit the new type .* \| 1 \| id = 1$`}, runs: true},
	{name: "disk", base: myBase, release: "ALTER TABLE orders MODIFY qty varchar(30);", plant: "INSERT INTO orders (id, qty) SELECT seq, seq FROM seq_1_to_2000; ANALYZE TABLE orders;", replace: [2]string{"> 1073741824", "> 50000"},
		warns: []string{`as much disk is needed besides \| orders \| 1 \| orders needs 0.0 GB$`}},
}

// TestPreflightSurroundingsMariaDB: likewise. The privileges that it sees are those of the user itself, so that it only warns.
func TestPreflightSurroundingsMariaDB(t *testing.T) {
	server := myserver.FindMariaDB(t)
	for _, c := range mySurroundings {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			project := preflightCase{base: c.base, release: c.release}
			base, preflight, _ := project.compile(t, project.project(t, "mariadb"))
			db, user := server.Database(t), randomName()[:24]
			must := func(script string) string {
				out, code := server.Run(t, db, script, "--skip-column-names", "--raw")
				if code != 0 {
					t.Fatal(out)
				}
				return out
			}
			must(base)
			flags := []string{"--skip-column-names", "--raw"}
			if c.as {
				must("CREATE USER " + user + "@localhost IDENTIFIED BY 'sqlplan'")
				t.Cleanup(func() { must("DROP USER " + user + "@localhost") })
				flags = append(flags, "--user="+user, "--password=sqlplan")
			}
			must(strings.ReplaceAll(c.plant, "ROLE", user+"@localhost"))
			before := must("CHECKSUM TABLE orders, customers, sqlplan_version; SHOW TABLES; SHOW CREATE TABLE orders;")
			out, code := server.Run(t, db, replaced(t, preflight, c.replace), flags...)
			hold(t, out, "FAIL", c.fails)
			hold(t, out, "WARN", c.warns)
			if want := map[bool]int{true: 1}[len(c.fails) > 0]; code != want {
				t.Errorf("the exit code of the pre-flight is %d, want %d:\n%s", code, want, out)
			}
			if after := must("CHECKSUM TABLE orders, customers, sqlplan_version; SHOW TABLES; SHOW CREATE TABLE orders;"); after != before {
				t.Errorf("the pre-flight has changed the database:\n%s\n%s", before, after)
			}
		})
	}
}

// TestPreflightOthersMariaDB: long transactions are seen, and sessions that wait for one.
func TestPreflightOthersMariaDB(t *testing.T) {
	t.Parallel()
	server := myserver.FindMariaDB(t)
	c := preflightCase{base: myBase, release: "ALTER TABLE customers ADD UNIQUE (email);"}
	base, preflight, _ := c.compile(t, c.project(t, "mariadb"))
	preflight = replaced(t, preflight, [2]string{"INTERVAL 5 MINUTE", "INTERVAL 1 SECOND"})
	db := server.Database(t)
	if out, code := server.Run(t, db, base+myGood); code != 0 {
		t.Fatal(out)
	}
	for _, script := range []string{"BEGIN; SELECT * FROM orders; DO SLEEP(12);", "DO SLEEP(2); ALTER TABLE orders ADD COLUMN x int;"} {
		done := make(chan struct{})
		go func() {
			defer close(done)
			if out, code := server.Run(t, db, script); code != 0 {
				t.Error(out)
			}
		}()
		t.Cleanup(func() { <-done })
	}
	time.Sleep(5 * time.Second)
	out, code := server.Run(t, db, preflight, "--skip-column-names", "--raw")
	hold(t, out, "FAIL", nil)
	hold(t, out, "WARN", []string{`transactions that are open for more than 5 minutes \|  \| 1 \| session \d+ since 20`, `sessions that wait for the lock of a table \|  \| 1 \| session \d+ of \w+ for \d+ seconds: Waiting for table metadata lock$`})
	if code != 0 {
		t.Errorf("the exit code is %d:\n%s", code, out)
	}
}
