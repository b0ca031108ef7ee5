//go:build cgo

package postgresql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func TestSyntaxErrors(t *testing.T) {
	// The statement stands on line 2; marked is the text of the diagnostic's span.
	tests := []struct{ sql, head, marked, help string }{
		{"selec 1", `2:1: error SP210: syntax error at or near "selec"`, "selec", "did you mean SELECT?"},
		{"creat table a()", `2:1: error SP210: syntax error at or near "creat"`, "creat", "did you mean CREATE?"},
		{"xyzzy 1", `2:1: error SP210: syntax error at or near "xyzzy"`, "xyzzy", "starts with a word such as CREATE"},
		{"select 'é日本', frm x x", `2:21: error SP210: syntax error at or near "x"`, "x", ""},
		{"create table a (b int,)", `2:23: error SP210: syntax error at or near ")"`, ")", "remove the comma before it"},
		{"select a, from b", `2:11: error SP210: syntax error at or near "from"`, "from", "remove the comma before it"},
		{"create table a (b int", "2:22: error SP210: syntax error at end of input", "", "ends too early"},
		{"select 1,", "2:10: error SP210: syntax error at end of input", "", "remove the comma at the end"},
		{"select `a` from b", `2:12: error SP210: syntax error at or near "from"`, "from", "backticks"},
		{"create table a (b int auto_increment)", `2:23: error SP210: syntax error at or near "auto_increment"`, "auto_increment", "IDENTITY"},
		{"create table a (b int) engine=InnoDB", `2:24: error SP210: syntax error at or near "engine"`, "engine", "MySQL"},
		{"alter table a modify column b int", `2:15: error SP210: syntax error at or near "modify"`, "modify", "ALTER COLUMN"},
		{"select :name", `2:8: error SP210: syntax error at or near ":"`, ":", ".sql.tmpl"},
		{"select :'name'", `2:8: error SP210: syntax error at or near ":"`, ":", ".sql.tmpl"},
		{"insert into a values (%s)", `2:23: error SP210: syntax error at or near "%"`, "%", "placeholder"},
		{"insert into a values (%(b)s)", `2:23: error SP210: syntax error at or near "%"`, "%", "placeholder"},
		{"insert into a values (?)", `2:24: error SP210: syntax error at or near ")"`, ")", "placeholder"},
		{"select {{ .a }}", `2:8: error SP210: syntax error at or near "{"`, "{", "templates"},
		{"create index if not exists concurrently a on b (c)", `2:28: error SP210: syntax error at or near "concurrently"`, "concurrently", "CONCURRENTLY stands before IF"},
		{"create type if not exists a as enum ()", `2:16: error SP210: syntax error at or near "not"`, "not", "no IF NOT EXISTS"},
		{"create view if not exists a as select 1", `2:16: error SP210: syntax error at or near "not"`, "not", "CREATE OR REPLACE"},
		{"alter table a add constraint if not exists b check (true)", `2:33: error SP210: syntax error at or near "not"`, "not", "DROP CONSTRAINT IF EXISTS"},
		{"update a set b = 1 limit 5", `2:20: error SP210: syntax error at or near "limit"`, "limit", "UPDATE has no LIMIT"},
		{"create table user (a int)", `2:14: error SP210: syntax error at or near "user"`, "user", `needs quotes: "user"`},
		{"update table a set b = 1", `2:8: error SP210: syntax error at or near "table"`, "table", "remove TABLE: UPDATE takes"},
		{"insert into table \"a\" values (1)", `2:13: error SP210: syntax error at or near "table"`, "table", "remove TABLE: INSERT takes"},
		{"delete from table a", `2:13: error SP210: syntax error at or near "table"`, "table", "remove TABLE: DELETE takes"},
		{"update table set b = 1", `2:8: error SP210: syntax error at or near "table"`, "table", "needs quotes"},
		{"insert into table values (1)", `2:13: error SP210: syntax error at or near "table"`, "table", "needs quotes"},
		{"drop index a on b", `2:14: error SP210: syntax error at or near "on"`, "on", "remove ON and the table"},
		{"drop index concurrently if exists s.a on b", `2:39: error SP210: syntax error at or near "on"`, "on", "remove ON and the table"},
		{"drop table a on b", `2:14: error SP210: syntax error at or near "on"`, "on", ""},
		{"create table a (b int)\nalter table a add c int", `3:1: error SP210: syntax error at or near "alter"`, "alter", "is a semicolon missing above?"},
		{"update a set b = 1 -- x\n\n  update a set c = 1", `4:3: error SP210: syntax error at or near "update"`, "update", "is a semicolon missing above?"},
		{"select * from a\nalter table a add c int", `3:7: error SP210: syntax error at or near "table"`, "table", "is a semicolon missing above?"},
		{"select * from a\ncreate table b ()", `3:1: error SP210: syntax error at or near "create"`, "create", "is a semicolon missing above?"},
		{"update a set b = 1 update a set c = 1", `2:20: error SP210: syntax error at or near "update"`, "update", ""},
		{"create view a as\ndrop table b", `3:1: error SP210: syntax error at or near "drop"`, "drop", ""},
		{"select f(1\nselect 2)", `3:1: error SP210: syntax error at or near "select"`, "select", ""},
		{"create table a (order int)", `2:17: error SP210: syntax error at or near "order"`, "order", "reserved word"},
		{"select 1 -- x\n frm é é", `3:6: error SP210: syntax error at or near "é"`, "é", ""},
		{"select '\\u0041' || U&'\\00zz'", `2:23: error SP210: invalid Unicode escape`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, version15)
			if len(diags) != 1 {
				t.Fatalf("%d diagnostics: %v", len(diags), diags)
			}
			d := diags[0]
			if got := strings.TrimPrefix(d.Head(), "r.sql:"); !strings.HasPrefix(got, tt.head) {
				t.Errorf("\n got %s\nwant %s", got, tt.head)
			}
			if tt.marked != "" && d.Span.Text() != tt.marked {
				t.Errorf("marked %q, want %q", d.Span.Text(), tt.marked)
			}
			if !strings.Contains(d.Help, tt.help) || tt.help == "" && d.Help != "" {
				t.Errorf("help %q, want %q", d.Help, tt.help)
			}
			if stmt.Kind == "" || stmt.Unanalysed == "" {
				t.Errorf("kind %q, unanalysed %q", stmt.Kind, stmt.Unanalysed)
			}
		})
	}
}

// newerCases are statements with syntax that the parser at hand does not know.
var newerCases = []struct {
	since     int
	sql, kind string
	unread    bool // it is not read at all, whatever the version
}{
	{17, "merge into a using b on a.c = b.c when matched then delete returning a.c", "MERGE", false},
	{17, "merge into a using b on a.c = b.c when not matched by source then delete", "MERGE", false},
	{17, "select * from json_table('[]', '$[*]' columns (a int path '$'))", "SELECT", false},
	{17, "select json_value(a, '$' returning int) from b", "SELECT", false},
	{17, "select json_query(a, '$.x' with wrapper) from b", "SELECT", false},
	{17, "select json_exists(a, '$.x' error on error) from b", "SELECT", false},
	{17, "alter table a alter column b set expression as (c * 2)", "ALTER TABLE", false},
	{17, "merge into a using b on a.c = b.c when matched then delete returning f(a.c)", "MERGE", true},
	{17, "select json_value(a, '$' passing (select c from d) as x) from b", "SELECT", true},
	{18, "merge into a using b on a.c = b.c when matched then delete returning with (old as o) merge_action(), o.c", "MERGE", false},
	{17, "create view b as select json_value(a, '$' returning int) from c", "CREATE VIEW", false},
	{17, "create view b as select json_value(a, '$' returning int default f(1) on empty) from c", "CREATE VIEW", true},
	{17, "create view b as select json_value(a, '$' returning mood) from c", "CREATE VIEW", true},
	{17, "create view b as select * from json_table('[]', '$' columns (a int))", "CREATE VIEW", true},
	{17, "create table b (a json check (json_exists(a, '$.x' passing c as y)))", "CREATE TABLE", true},
	{17, "alter table a set access method default", "ALTER TABLE", false},
	{17, "select now() at local", "SELECT", false},
	{18, "create table a (b int, c int generated always as (b * 2) virtual)", "CREATE TABLE", false},
	{18, "create table a (b int, c int generated always as (b * 2))", "CREATE TABLE", false},
	{18, "create table a (b int, constraint c check (b > 0) not enforced)", "CREATE TABLE", false},
	{18, "alter table a alter constraint b not enforced", "ALTER TABLE", false},
	{18, "alter table a alter constraint b deferrable enforced, add check (c > 0) enforced", "ALTER TABLE", false},
	{18, "create table a (b int, c daterange, primary key (b, c without overlaps))", "CREATE TABLE", false},
	{18, "alter table a add foreign key (b, period c) references d (b, period c)", "ALTER TABLE", false},
	{18, "update a set b = 1 returning with (old as o) o.b", "UPDATE", false},
	{18, "alter table a add constraint c not null b not valid", "ALTER TABLE", false},
	{18, "create table a (b int, constraint c not null b)", "CREATE TABLE", false},
	{18, "alter table a add not null b", "ALTER TABLE", false},
	{18, "alter table a alter constraint b no inherit", "ALTER TABLE", false},
	{18, "create table a (b int not null no inherit, c int constraint d not null no inherit)", "CREATE TABLE", false},
	{18, "vacuum (analyze) only a", "VACUUM", false},
	{18, "alter table a add column c int generated always as (b * 2)", "ALTER TABLE", false},
	{18, "alter table a add column c int generated always as (b * 2) virtual not null", "ALTER TABLE", false},
}

func TestNewerSyntax(t *testing.T) {
	for _, tt := range newerCases {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, ir.Version{Major: tt.since})
			severity := source.Note
			if tt.unread {
				severity = source.Warning
			}
			if len(diags) != 1 || diags[0].Severity != severity || diags[0].Code != CodeNewerSyntax {
				t.Errorf("for %d: %v", tt.since, diags)
			}
			if stmt.Kind != tt.kind || (stmt.Unanalysed != "") != tt.unread {
				t.Errorf("kind %q, unanalysed %q", stmt.Kind, stmt.Unanalysed)
			}
			_, diags = parse(tt.sql, ir.Version{Major: tt.since - 1})
			if len(diags) != 1 || diags[0].Severity != source.Error || !strings.Contains(diags[0].Help, "came with PostgreSQL") {
				t.Errorf("for %d: %v", tt.since-1, diags)
			}
		})
	}
}

func TestOrdinaryErrorsAreNotNewerSyntax(t *testing.T) {
	for _, sql := range []string{
		"merge into a using b on a.c = b.c when matched then delet",
		"select json_value(a, '$'), from b",
		"create table a (b int generated always as (c * 2) stored, d int e f)",
		"alter table a add constraint c not",
		"selec now() at local",
		"update a set b = 1 returning with",
	} {
		t.Run(sql, func(t *testing.T) {
			_, diags := parse(sql, NewestVersion)
			if len(diags) != 1 || diags[0].Severity != source.Error || diags[0].Code != CodeSyntax {
				t.Error(diags)
			}
		})
	}
}

func TestParseRefusesOther(t *testing.T) {
	tests := []struct{ name, sql, code, message string }{
		{"copy from stdin", "copy a from stdin", ansi.CodeCopyStdio, "COPY ... FROM STDIN reads"},
		{"copy to stdout", "copy a to stdout", ansi.CodeCopyStdio, "COPY ... TO STDOUT writes"},
		{"copy of a query", "copy (select 1) to stdout with (format csv)", ansi.CodeCopyStdio, "COPY ... TO STDOUT writes"},
		{"NUL", "select 1\x00; garbage", ansi.CodeNotText, "NUL byte"},
		{"not UTF-8", "select '\xff'", ansi.CodeNotText, "not valid UTF-8"},
		{"two statements", "select 1; select 2", CodeInternal, "more than one statement here: select 1; select 2"},
		{"no statement", "-- x", CodeInternal, "no statement here"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, diags := parse(tt.sql, version15)
			if len(diags) != 1 || diags[0].Severity != source.Error || diags[0].Code != tt.code || !strings.Contains(diags[0].Message, tt.message) {
				t.Error(diags)
			}
		})
	}
}

func TestErrorOfStatementThatIsNotInItsFile(t *testing.T) {
	file := source.NewFile("r.py", `op.execute("selec 1")`)
	stmt := &sqlstmt.Stmt{Text: "selec 1", Span: file.Span(0, 21)}
	diags := Dialect{}.Parse(stmt, &ir.Env{ServerVersion: version15})
	if len(diags) != 1 || diags[0].Span != stmt.Span {
		t.Error(diags)
	}
}
