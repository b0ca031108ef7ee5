//go:build cgo

package postgresql

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const answered = `create schema app;
create type mood as enum ('sad', 'ok');
create extension if not exists pg_trgm;
create table users (id serial primary key, email varchar(80) not null, name text default 'x', price numeric(10,2), tags text[], m mood, at timestamptz default now(), constraint uq_email unique (email));
create table app.orders (id bigint generated always as identity primary key, user_id integer not null references users (id) on delete cascade, constraint positive check (id > 0));
create index ix_name on users (lower(name));
create view v as select id from users;
create sequence s;
`

// knownQueries are answered, and as the server does on a database that was made
// by the script above.
var knownQueries = []string{
	"SELECT 1 FROM information_schema.tables WHERE table_name = 'users'",
	"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name",
	"SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'nothing')",
	"SELECT EXISTS (SELECT FROM information_schema.columns WHERE table_name='users' AND column_name='email')",
	"SELECT column_name, is_nullable, data_type, udt_name, character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns WHERE table_name = 'users' ORDER BY column_name",
	"SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'users' AND column_name = 'm'",
	"SELECT column_default FROM information_schema.columns WHERE table_name = 'users' AND column_name IN ('id', 'price') ORDER BY column_name",
	"SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'",
	"SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'u'",
	"SELECT conname FROM pg_constraint c JOIN pg_class t ON c.conrelid = t.oid WHERE t.relname = 'orders' AND c.contype IN ('f', 'c') ORDER BY conname",
	"SELECT tc.constraint_name, kcu.column_name FROM information_schema.table_constraints tc JOIN information_schema.key_column_usage kcu ON tc.constraint_name = kcu.constraint_name AND tc.table_schema = kcu.table_schema WHERE tc.table_name = 'orders' AND tc.constraint_type = 'FOREIGN KEY'",
	"SELECT rc.delete_rule FROM information_schema.referential_constraints rc WHERE constraint_schema = 'app'",
	"SELECT exists(SELECT 1 from pg_indexes where indexname = 'ix_name') as ix_exists",
	"SELECT indexname FROM pg_indexes WHERE tablename = 'users' AND schemaname = 'public' ORDER BY 1",
	"SELECT i.indisunique FROM pg_index i WHERE i.indexrelid = to_regclass('ix_name')",
	"SELECT 1 FROM pg_type WHERE typname = 'mood'",
	"SELECT 1 FROM pg_type WHERE typname = 'moody'",
	"SELECT typtype FROM pg_type WHERE oid = 'mood'::regtype",
	"SELECT enumlabel FROM pg_enum JOIN pg_type ON pg_enum.enumtypid = pg_type.oid WHERE typname = 'mood' ORDER BY enumsortorder",
	"SELECT unnest(enum_range(NULL::mood))",
	"SELECT unnest(enum_range(NULL::public.mood))::text AS v ORDER BY v DESC LIMIT 1",
	"SELECT 1 WHERE 'sad' IN (SELECT unnest(enum_range(NULL::mood))::text)",
	"SELECT 'new' = ANY(enum_range(NULL::mood)::text[]) AS there",
	"SELECT array_length(enum_range(NULL::mood), 1), cardinality(enum_range(NULL::mood))",
	"SELECT enum_first(NULL::mood)::text, enum_last(null::mood)::text",
	"SELECT 1 AS n, unnest(ARRAY['b', 'a']) ORDER BY 2",
	"SELECT count(*) FROM (SELECT unnest(ARRAY[3, 4]) AS n) AS s WHERE n > 3",
	"SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = 'mood'::regtype AND e.enumlabel = ANY(ARRAY['sad', 'new'])",
	"SELECT to_regclass('public.users') IS NOT NULL AS there, to_regclass('nope') IS NULL AS missing, to_regtype('mood')::text AS t",
	"SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'",
	"SELECT 1 FROM pg_extension WHERE extname = 'uuid-ossp'",
	"SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname",
	"SELECT schema_name FROM information_schema.schemata WHERE schema_name IN ('app', 'other')",
	"SELECT a.attname FROM pg_attribute a JOIN pg_class c ON a.attrelid = c.oid WHERE c.relname = 'users' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull ORDER BY a.attname",
	"SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) WHERE c.conname = 'uq_email'",
	"SELECT relkind FROM pg_class WHERE relname IN ('users', 'v', 's', 'ix_name') ORDER BY relname",
	"SELECT tablename FROM pg_tables WHERE schemaname = 'app'",
	"SELECT viewname FROM pg_views WHERE viewname = 'v'",
	"SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = 'public' ORDER BY 1",
	"SELECT current_schema()", "SELECT 1 AS one, 'x' AS x, NULL AS n, true AS t",
	"SELECT id, email FROM users", "SELECT count(*) FROM users", "SELECT max(id), count(email), coalesce(max(id), 0) AS m FROM users",
	"SELECT EXISTS (SELECT 1 FROM users WHERE email = 'x') AS found", "SELECT u.id FROM users u JOIN app.orders o ON o.user_id = u.id",
	"SELECT id FROM users UNION SELECT id FROM app.orders", "SELECT email, count(*) FROM users GROUP BY email HAVING count(*) > 1",
	"WITH x AS (SELECT id FROM users) SELECT * FROM x", "SELECT CASE WHEN count(*) > 0 THEN 'some' ELSE 'none' END AS c FROM users",
	"SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM app.orders) LIMIT 10", "SELECT DISTINCT email FROM users ORDER BY email LIMIT 1",
	"SELECT table_name FROM information_schema.tables WHERE table_name = 'users' UNION ALL SELECT 'x' ORDER BY 1 DESC",
	"SELECT t.table_name, c.column_name FROM information_schema.tables t LEFT JOIN information_schema.columns c ON c.table_name = t.table_name AND c.column_name = 'nope' WHERE t.table_name = 'users'",
}

// unknownQueries depend on what nobody can tell from the script.
var unknownQueries = map[string]string{
	"SELECT enum_range(NULL::mood)":                         "how a client prints an array of an enum",
	"SELECT enum_range('sad'::mood, NULL)":                  "enum_range() is followed with one argument only",
	"SELECT unnest(enum_range(NULL::moody))":                "how many rows the function unnest() makes",
	"SELECT generate_series(1, 2)":                          "how many rows the function generate_series() makes",
	"SELECT unnest(enum_range(NULL::moody))::text":          "how many rows the function unnest() makes",
	"SELECT unnest(ARRAY[1]), unnest(ARRAY[2])":             "two functions that return rows, side by side",
	"SELECT id FROM filled":                                 "test.sql:2",
	"SELECT EXISTS (SELECT 1 FROM filled)":                  "the rows of table filled are not known",
	"SELECT version()":                                      "version() is not followed",
	"SELECT count(*) FROM users, filled WHERE users.id > 0": "",
	"SELECT * FROM nowhere":                                 "there is no table nowhere",
	"SELECT 1 FROM pg_stat_activity":                        "pg_stat_activity is not simulated",
	"CREATE TABLE x (id int)":                               "not a query",
	"UPDATE users SET id = 2 WHERE id = 1":                  "",
	"WITH b AS (SELECT id FROM users LIMIT 5) UPDATE filled SET id = 1 FROM b WHERE b.id = filled.id": "",
	"UPDATE filled SET id = 2":                             "the rows of table filled",
	"DELETE FROM users":                                    "not a query",
	"INSERT INTO filled SELECT id FROM users":              "",
	"INSERT INTO filled VALUES (1) ON CONFLICT DO NOTHING": "not a query",
	"SELECT id FROM filled WHERE false":                    "",
}

func TestAnswerOnServer(t *testing.T) {
	conn := func() interface {
		row(sql string) (string, error)
	} {
		server := pgserver.Find(t)
		c := server.Connect(t, server.Database(t))
		if _, err := c.Exec(context.Background(), answered); err != nil {
			t.Fatal(err)
		}
		return queryFunc(func(sql string) (text string, err error) {
			err = c.QueryRow(context.Background(), "SELECT coalesce(json_agg(row_to_json(q)), '[]')::text FROM ("+sql+") q").Scan(&text)
			return text, err
		})
	}()
	cat := simulated(t, answered)
	for _, sql := range knownQueries {
		answer, known, why := Dialect{}.Answer(sql, cat)
		if !known {
			t.Errorf("%s\nis not answered: %s", sql, why)
			continue
		}
		want, err := conn.row(sql)
		if err != nil {
			t.Fatalf("%s\n%v", sql, err)
		}
		if got := answerText(t, answer); normal(t, got) != normal(t, want) {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
}

type queryFunc func(sql string) (string, error)

func (f queryFunc) row(sql string) (string, error) { return f(sql) }

// answerText is an answer as json_agg(row_to_json()) writes it, about.
func answerText(t *testing.T, a ir.Answer) string {
	t.Helper()
	var rows []string
	for _, r := range a.Rows {
		var fields []string
		for i, v := range r {
			name, err := json.Marshal(a.Columns[i])
			if err != nil {
				t.Fatal(err)
			}
			value, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			fields = append(fields, string(name)+":"+string(value))
		}
		rows = append(rows, "{"+strings.Join(fields, ",")+"}")
	}
	return "[" + strings.Join(rows, ",") + "]"
}

func normal(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestAnswerUnknown(t *testing.T) {
	cat := simulated(t, answered)
	for _, sql := range statements(t, "test.sql", "create table filled (id int);\ninsert into filled select generate_series(1, 2);") {
		f := source.NewFile("test.sql", "\n"+sql)
		cat.At(f.Span(1, len(f.Text)))
		simulateText(t, cat, sql, f.Span(1, len(f.Text)))
	}
	var queries []string
	for sql := range unknownQueries { // sorted below
		queries = append(queries, sql)
	}
	slices.Sort(queries)
	for _, sql := range queries {
		_, known, why := Dialect{}.Answer(sql, cat)
		if want := unknownQueries[sql]; known != (want == "") || !strings.Contains(why, want) {
			t.Errorf("%s\nknown %v, why %q, want %q", sql, known, why, want)
		}
	}
}

// TestAnswerDoubt: what a statement that could not be followed leaves known.
func TestAnswerDoubt(t *testing.T) {
	cat := simulated(t, answered)
	cat.MarkTableUnknown(schema.Name{Schema: "public", Name: "other"}, "a test", source.Span{})
	for sql, want := range map[string]bool{
		"SELECT 1 FROM information_schema.tables WHERE table_name = 'users'":                 true,
		"SELECT 1 FROM information_schema.tables WHERE table_name = 'other'":                 false,
		"SELECT 1 FROM information_schema.columns WHERE table_name = 'other'":                false,
		"SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name LIKE 'u%')": true,
		"SELECT count(*) FROM pg_class WHERE relname LIKE 'o%'":                              false,
		"SELECT 1 FROM pg_constraint WHERE conname = 'uq_email'":                             false,
		"SELECT 1 FROM pg_constraint WHERE conrelid = 'users'::regclass":                     true,
	} {
		if _, known, why := (Dialect{}).Answer(sql, cat); known != want {
			t.Errorf("%s\nknown %v: %s", sql, known, why)
		}
	}
	cat.MarkUnknown("a test", source.Span{})
	if _, known, _ := (Dialect{}).Answer("SELECT 1 FROM pg_class WHERE relname = 'x'", cat); known {
		t.Error("answered from an unknown catalog")
	}
}

func simulateText(t *testing.T, cat *schema.Catalog, sql string, at source.Span) {
	t.Helper()
	if conflicts := (Dialect{}).Simulate(&sqlstmt.Stmt{Text: sql, Span: at}, cat); len(conflicts) > 0 {
		t.Fatal(conflictText(conflicts))
	}
}
