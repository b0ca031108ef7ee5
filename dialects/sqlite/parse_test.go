package sqlite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// statement makes a statement that stands in the second line of a file.
func statement(sql string) *sqlstmt.Stmt {
	f := &source.File{Path: "a.sql", Text: "-- head\n" + sql}
	return &sqlstmt.Stmt{Text: sql, Span: f.Span(8, 8+len(sql))}
}

var newest = &ir.Env{ServerVersion: ir.Version{Major: 3, Minor: 50}}

func TestSyntaxErrors(t *testing.T) {
	for _, tt := range []struct{ sql, at, message, help string }{
		{"selec 1", "2:1", `near "selec": syntax error`, "starts with a word such as CREATE"},
		{"create table a (b int,)", "2:23", `near ")": syntax error`, "remove the comma before it"},
		{"select a, from b", "2:11", `near "from": syntax error`, "remove the comma before it"},
		{"create table a (b int", "2:22", "incomplete input", "ends too early"},
		{"select 'é日本', frm x x", "2:21", `near "x": syntax error`, ""},
		{"create table a (b int primary key auto_increment)", "2:35", `near "auto_increment": syntax error`, "INTEGER PRIMARY KEY AUTOINCREMENT"},
		{"alter table a alter column b type int", "2:15", `near "alter": syntax error`, "op.batch_alter_table()"},
		{"create type x as enum ('a')", "2:8", `near "type": syntax error`, "SQLite has no types"},
		{"truncate a", "2:1", `near "truncate": syntax error`, "DELETE FROM"},
		{"create table order (a)", "2:14", `near "order": syntax error`, "double quotes"},
		{"select 1::int", "2:9", "unrecognized token", "CAST(x AS type)"},
		{"create schema s", "2:8", `near "schema": syntax error`, "a file that is attached"},
		{"comment on table a is 'x'", "2:1", `near "comment": syntax error`, "no comments"},
		{"set x = 1", "2:1", `near "set": syntax error`, "PRAGMA"},
	} {
		st := statement(tt.sql)
		diags := Dialect{}.Parse(st, newest)
		if len(diags) != 1 || diags[0].Code != "SP210" || diags[0].Severity != source.Error {
			t.Errorf("%s: %v", tt.sql, diags)
			continue
		}
		at := diags[0].Span.Pos()
		if got := fmt.Sprintf("%d:%d", at.Line, at.Col); got != tt.at || !strings.Contains(diags[0].Message, tt.message) || !strings.Contains(diags[0].Help, tt.help) {
			t.Errorf("%s: %s %s (%s), want %s %s (%s)", tt.sql, got, diags[0].Message, diags[0].Help, tt.at, tt.message, tt.help)
		}
	}
}

// What only depends on the schema is no fault of the syntax.
func TestNoSyntaxError(t *testing.T) {
	for _, sql := range []string{
		"select * from nowhere", "alter table t add column a int", "alter table t rename to u", "drop table t", "create index i on t (a)",
		"create trigger tr after insert on t begin update t set a = 1; delete from u; end", "insert into t values (1) on conflict do nothing returning a",
		"create view v as select nosuch(a) from t", "pragma table_info(t)", "vacuum", "reindex", "analyze t", "create virtual table v using nosuch(a)",
		"with x as (select 1) insert into t select * from x", "drop view if exists v", "replace into t values (1)", "update t set a = '?' where b = ':x'",
		"attach 'x' as y", "vacuum into 'x'",
	} {
		if diags := (Dialect{}).Parse(statement(sql), newest); diags != nil {
			t.Errorf("%s: %v", sql, diags)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for sql, place := range map[string]string{
		"insert into t values (?)": "2:23", "select :name": "2:8", "select @x": "2:8", "select a from t where b = ?1": "2:27", "select $1": "2:8",
	} {
		diags := Dialect{}.Parse(statement(sql), newest)
		if len(diags) != 1 || diags[0].Code != "SP210" || !strings.Contains(diags[0].Message, "placeholder") {
			t.Errorf("%s: %v", sql, diags)
			continue
		}
		if at := diags[0].Span.Pos(); fmt.Sprintf("%d:%d", at.Line, at.Col) != place {
			t.Errorf("%s: %d:%d, want %s", sql, at.Line, at.Col, place)
		}
	}
}

func TestDescribe(t *testing.T) {
	for _, tt := range []struct{ sql, kind, summary, objects string }{
		{"create table if not exists main.t (a)", "CREATE TABLE", "create table main.t", "table main.t"},
		{"CREATE TEMP TABLE t (a)", "CREATE TABLE", "create temporary table t", "table t"},
		{`create unique index "i x" on t (a)`, "CREATE INDEX", `create unique index "i x" on table t`, `index "i x", table t`},
		{"create index i on t (a)", "CREATE INDEX", "create index i on table t", "index i, table t"},
		{"create trigger tr before update of a on t begin select 1; end", "CREATE TRIGGER", "create trigger tr on table t", "trigger tr, table t"},
		{"create view v as select 1", "CREATE VIEW", "create view v", "view v"},
		{"create virtual table f using fts5(a)", "CREATE VIRTUAL TABLE", "create virtual table f", "table f"},
		{"drop table if exists t", "DROP TABLE", "drop table t", "table t"},
		{"drop index i", "DROP INDEX", "drop index i", "index i"},
		{"alter table t rename to u", "ALTER TABLE", "rename table t to u", "table t, table u"},
		{"alter table t rename a to b", "ALTER TABLE", "alter table t: rename column a to b", "table t"},
		{"alter table t add column b varchar (20) not null", "ALTER TABLE", "alter table t: add column b varchar (20)", "table t"},
		{"alter table t add b default 1", "ALTER TABLE", "alter table t: add column b", "table t"},
		{"alter table t drop column b", "ALTER TABLE", "alter table t: drop column b", "table t"},
		{"insert or ignore into t values (1)", "INSERT", "insert into table t", "table t"},
		{"with x as (select 1) update t set a = 1", "UPDATE", "update table t, every row", "table t"},
		{"delete from t where a = 1", "DELETE", "delete from table t", "table t"},
		{"select a from t join u on 1", "SELECT", "read rows of t, u", "table t, table u"},
		{"pragma main.user_version = 3", "PRAGMA", "pragma user_version", ""},
		{"replace into t values (1)", "REPLACE", "replace into table t", "table t"},
		{"-- c\n analyze t", "ANALYZE", "analyze t", ""},
	} {
		st := statement(tt.sql)
		describe(st)
		var objects []string
		for _, o := range st.Objects {
			objects = append(objects, o.Kind+" "+o.Name)
		}
		if st.Kind != tt.kind || st.Summary != tt.summary || strings.Join(objects, ", ") != tt.objects {
			t.Errorf("%s: %q %q %q", tt.sql, st.Kind, st.Summary, objects)
		}
	}
	for sql, want := range map[string]sqlstmt.Control{"begin immediate": sqlstmt.Begin, "end transaction": sqlstmt.Commit, "commit": sqlstmt.Commit, "rollback": sqlstmt.OtherControl, "savepoint x": sqlstmt.OtherControl, "select 1": sqlstmt.NoControl} {
		st := statement(sql)
		if describe(st); st.Control != want {
			t.Errorf("%s: control %d", sql, st.Control)
		}
	}
	if st := statement("vacuum"); true {
		if describe(st); st.Outside == "" {
			t.Error("VACUUM may stand inside a transaction")
		}
	}
}

func TestOlder(t *testing.T) {
	for _, tt := range []struct {
		sql   string
		minor int
	}{
		{"alter table t drop column a", 35}, {"insert into t values (1) returning a", 35}, {"create table t (a int) strict", 37},
		{"select a ->> '$.x' from t", 38}, {"select * from a right join b on 1", 39}, {"select a is not distinct from b from t", 39},
		{"select string_agg(a, ',') from t", 44}, {"update t set a = b.x from b", 33}, {"create table t (a, b generated always as (a) stored)", 31},
		{"select iif(a, 1, 2) from t", 32}, {"select unixepoch()", 38}, {"select a from t order by a nulls last", 30},
	} {
		for _, minor := range []int{tt.minor - 1, tt.minor} {
			diags := Dialect{}.Parse(statement(tt.sql), &ir.Env{ServerVersion: ir.Version{Major: 3, Minor: minor}})
			if refused := len(diags) == 1 && diags[0].Code == "SP216"; refused != (minor < tt.minor) {
				t.Errorf("%s on 3.%d: %v", tt.sql, minor, diags)
			}
		}
	}
	for _, sql := range []string{"create table format (a)", "insert into concat (a) values (1)", "select \"format\" from t", "update t set a = (select b from c)", "alter table t rename column a to \"drop\""} {
		if diags := (Dialect{}).Parse(statement(sql), &ir.Env{ServerVersion: ir.Version{Major: 3, Minor: 30}}); diags != nil {
			t.Errorf("%s: %v", sql, diags)
		}
	}
}

func TestForeignKeysSwitch(t *testing.T) {
	for sql, want := range map[string]int{"pragma foreign_keys = on": 1, "PRAGMA foreign_keys(1)": 1, "pragma foreign_keys = off": 0, "pragma foreign_keys": 0} {
		if diags := (Dialect{}).Parse(statement(sql), newest); len(diags) != want {
			t.Errorf("%s: %v", sql, diags)
		}
	}
	st := statement("pragma foreign_keys = on")
	st.Outside = "asked"
	if diags := (Dialect{}).Parse(st, newest); diags != nil {
		t.Errorf("%v", diags)
	}
}
