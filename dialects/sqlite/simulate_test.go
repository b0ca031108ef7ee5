package sqlite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// replayed is a catalog with a version table in which the statements have been run.
func replayed(t *testing.T, statements ...string) *schema.Catalog {
	t.Helper()
	cat, err := Dialect{}.NewCatalog(script{}.CreateVersionTable(ir.VersionTable{Name: "alembic_version", Layout: ir.LayoutHeads, IDLength: 32, PrimaryKey: true}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cat.Close)
	for _, sql := range statements {
		if got := simulated(cat, sql); got != "" {
			t.Fatalf("%s: %s", sql, got)
		}
	}
	return cat
}

// simulated runs one statement, and returns the conflicts as "CODE line:col message".
func simulated(cat *schema.Catalog, sql string) string {
	st := statement(sql)
	if diags := (Dialect{}).Parse(st, newest); diags.HasErrors() {
		return diags[0].Message
	}
	return conflicts(Dialect{}.Simulate(st, cat))
}

func conflicts(list []schema.Conflict) string {
	var texts []string
	for _, c := range list {
		at := c.Span.Pos()
		texts = append(texts, fmt.Sprintf("%s %d:%d %s", c.Code, at.Line, at.Col, c.Message))
	}
	return strings.Join(texts, "\n")
}

func answered(cat *schema.Catalog, sql string) string {
	a, known, why := Dialect{}.Answer(sql, cat)
	if !known {
		return "unknown: " + why
	}
	return fmt.Sprint(a.Columns, a.Rows)
}

func TestFailures(t *testing.T) {
	for _, tt := range []struct{ sql, want string }{
		{"insert into nope values (1)", "SP540 2:13 SQLite refuses this statement here: no such table: nope"},
		{"update t set x = 1", "SP540 2:14 SQLite refuses this statement here: no such column: x"},
		{"create table t (a)", "SP540 2:14 SQLite refuses this statement here: table t already exists"},
		{"insert into t values (1, 'x')", "SP540 2:1 SQLite refuses this statement here: UNIQUE constraint failed: t.a"},
		{"insert into t (a) values (9)", "SP540 2:1 SQLite refuses this statement here: NOT NULL constraint failed: t.b"},
		{"alter table t drop column b", "SP540 2:1 SQLite refuses this statement here: error in view v after drop column: no such column: b"},
		{"drop index nope", "SP540 2:12 SQLite refuses this statement here: no such index: nope"},
		{"alter table t add column n int not null", "SP540 2:1 SQLite refuses this statement here: Cannot add a NOT NULL column with default value NULL"},
		{"select nosuchfunction(1)", "SP540 2:8 SQLite refuses this statement here: no such function: nosuchfunction"},
		{"attach 'x.db' as y", "SP541 2:1 the statement is not replayed: it attaches a file"},
		{"select readfile('x')", "SP541 2:1 the statement is not replayed: no such function: readfile"},
		{"create virtual table s using spatial(a)", "SP541 2:1 the statement is not replayed: no such module: spatial"},
		{`update t set b = "text"`, `SP542 2:18 a text stands in double quotes: no such column: "text"`},
		{"vacuum", ""}, {"vacuum into 'x'", ""}, {"pragma journal_mode = wal", ""}, {"pragma user_version = 7", ""}, {"analyze", ""}, {"reindex", ""},
	} {
		cat := replayed(t, "create table t (a integer primary key, b text not null)", "create view v as select a, b from t", "insert into t values (1, 'one')")
		if got := simulated(cat, tt.sql); !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s:\n got %s\nwant %s", tt.sql, got, tt.want)
		}
	}
}

// A statement that fails makes what it names unknown, so that what follows from it is not reported again.
func TestFailureDoubts(t *testing.T) {
	cat := replayed(t, "create table a (x)", "create table b (x)")
	if got := simulated(cat, "alter table a add column y int references nowhere (z) default 3 primary key"); !strings.HasPrefix(got, "SP540") {
		t.Fatal(got)
	}
	if got := simulated(cat, "insert into a (y) values (1)"); got != "" {
		t.Errorf("a consequence is reported: %s", got)
	}
	if got := simulated(cat, "insert into b (y) values (1)"); !strings.HasPrefix(got, "SP540") {
		t.Errorf("another fault is not reported: %q", got)
	}
	cat.Refresh()
	if _, known := cat.Table("", "a"); !known.Unknown() {
		t.Errorf("table a is %s", known.State)
	}
	if got := answered(cat, "select x from a"); !strings.HasPrefix(got, "unknown: a statement failed") {
		t.Error(got)
	}
}

func TestAnswers(t *testing.T) {
	cat := replayed(t, "create table t (a integer primary key, b text, c real, d blob)", "insert into t values (1, 'x', 1.5, x'01'), (2, null, 3, null)",
		"create table e (a)", "create table r (a, b)", "insert into r values (random(), 1)", "create table now (a, at default current_timestamp)", "create table stamped (a, at default current_timestamp)", "insert into now (a) values (1)",
		"create table copy as select * from r", "create view v as select count(*) as n from t", "create table w (x)", "insert into w select date('2020-01-31', '+1 month')")
	for _, tt := range []struct{ sql, want string }{
		{"select a, b, c from t order by a", "[a b c] [[1 x 1.5] [2 <nil> 3.0]]"},
		{"select * from v", "[n] [[2]]"},
		{"select * from e", "[a] []"},
		{"select x from w", "[x] [[2020-03-02]]"},
		{"select name from sqlite_master where type = 'table' and name like 't%'", "[name] [[t]]"},
		{"pragma table_info(e)", "[cid name type notnull dflt_value pk] [[0 a  0 <nil> 0]]"},
		{"select name from pragma_table_info('t') where pk", "[name] [[a]]"},
		{"select a from r", "unknown: the rows of r are not known: its rows depend on random() (a.sql:2)"},
		{"select count(*) from copy", "unknown: the rows of copy are not known: its rows depend on those of r, which are not known (a.sql:2)"},
		{"select a from now", "unknown: the rows of now are not known: its rows depend on the clock (a.sql:2)"},
		{"select datetime('now')", "unknown: it depends on the clock"},
		{"insert into stamped (a) select a from e", "[] []"},
		{"insert into stamped (a) select a from t", "unknown: it depends on the clock"},
		{"insert or ignore into stamped (a) select a from e", "unknown: it depends on the clock"},
		{"insert into e select 1 where datetime('now') < '1990'", "unknown: it depends on the clock"},
		{"update e set a = datetime('now')", "[] []"},
		{"update w set x = 1 where x > datetime('now')", "unknown: it depends on the clock"},
		{"delete from e where a < datetime('now')", "[] []"},
		{"select version_num from alembic_version", "unknown: the rows of alembic_version are not known: the script itself writes to it"},
		{"pragma journal_mode", "unknown: PRAGMA journal_mode is the server's own"},
		{"select nope from t", "unknown: SQLite refuses the query: no such column: nope"},
		{"insert into t (b) values ('y') returning a", "[a] [[3]]"},
		{"update t set b = 'z'", "[] [[] []]"},
		{"delete from t where a = 9", "[] []"},
		{"drop table t", "unknown: it changes the schema"},
		{"select count(*) from t", "[count(*)] [[2]]"},
	} {
		if got := answered(cat, tt.sql); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.sql, got, tt.want)
		}
	}
	a, known, why := Dialect{}.Answer("insert into t (b) values ('y')", cat)
	if !known || a.LastID == nil || *a.LastID != 3 || fmt.Sprint(a.Inserted) != "[3]" {
		t.Errorf("%+v %v %s", a, known, why)
	}
	// What writes nothing leaves the rows of its table as they are known.
	for _, sql := range []string{"create table kept (a, at default current_timestamp)", "insert into kept (a) select a from e", "update kept set at = current_timestamp"} {
		if got := simulated(cat, sql); got != "" {
			t.Fatal(got)
		}
	}
	if got := answered(cat, "select * from kept"); got != "[a at] []" {
		t.Errorf("a table that nothing was written to: %s", got)
	}
	if got := simulated(cat, "delete from r"); got != "" {
		t.Fatal(got)
	}
	if got := answered(cat, "select count(*) from r"); got != "[count(*)] [[0]]" {
		t.Errorf("an emptied table: %s", got)
	}
}

// Rows of production are not those of the past; the schema is.
func TestBaseline(t *testing.T) {
	cat := replayed(t, "create table t (a integer primary key, b text)", "insert into t values (1, 'x')",
		"create trigger tr before delete on t begin select raise(abort, 'no'); end")
	cat.EndBaseline()
	for _, tt := range []struct{ sql, want string }{
		{"select count(*) from t", "unknown: the rows of t are not known: the table was there before this script"},
		{"pragma table_info(t)", "[cid name type notnull dflt_value pk] [[0 a INTEGER 0 <nil> 1] [1 b TEXT 0 <nil> 0]]"},
	} {
		if got := answered(cat, tt.sql); got != tt.want {
			t.Errorf("%s: %s", tt.sql, got)
		}
	}
	// What may fail over other rows is no error, and what must fail is one.
	for sql, code := range map[string]string{
		"alter table t add column n int not null": "", "create unique index u on t (b)": "", "insert into t (a) values (1)": "", "update t set nope = 1": "SP540",
	} {
		if got := simulated(cat, sql); !strings.HasPrefix(got, code) || code == "" && got != "" {
			t.Errorf("%s: %q", sql, got)
		}
	}
	cat = replayed(t, "create table t (a)")
	cat.EndBaseline()
	if got := simulated(cat, "create table fresh (a)"); got != "" {
		t.Fatal(got)
	}
	cat.Refresh()
	before, _ := cat.Table("", "t")
	fresh, _ := cat.Table("", "fresh")
	if before.Created || !fresh.Created || fresh.Made.Pos().Line != 2 {
		t.Errorf("%+v %+v", before.Object, fresh.Object)
	}
	if got := answered(cat, "select * from fresh"); got != "[a] []" {
		t.Error(got)
	}
}

func TestRenamedRows(t *testing.T) {
	cat := replayed(t, "create table t (a)", "insert into t values (random())", "create table u (a)", "alter table t rename to s", "create table t (a)")
	for sql, known := range map[string]bool{"select * from s": false, "select * from t": true, "select * from u": true} {
		if got := answered(cat, sql); strings.HasPrefix(got, "unknown") == known {
			t.Errorf("%s: %s", sql, got)
		}
	}
}

func TestForeignKeys(t *testing.T) {
	on := &sqlstmt.Stmt{Text: "pragma foreign_keys = on", Outside: "asked"}
	cat := replayed(t, "create table p (id integer primary key)", "create table c (p references p deferrable initially deferred, q references p)")
	if got := simulated(cat, "insert into c values (7, 7)"); got != "" {
		t.Errorf("with foreign keys off: %s", got)
	}
	if got := conflicts(Dialect{}.Simulate(on, cat)); got != "" {
		t.Fatal(got)
	}
	if got := simulated(cat, "insert into c values (null, 8)"); !strings.Contains(got, "FOREIGN KEY constraint failed") {
		t.Errorf("%q", got)
	}
	for _, sql := range []string{"insert into c values (9, null)", "insert into p values (9)"} {
		if got := simulated(cat, sql); got != "" {
			t.Errorf("%s: %s", sql, got)
		}
	}
	cat.EndRevision()
	if got := simulated(cat, "insert into c values (null, 8)"); got != "" {
		t.Errorf("the revision's end leaves foreign keys on: %s", got)
	}
}

func TestNames(t *testing.T) {
	cat := replayed(t, `create table "Mixed Case" (A integer, "b c" text)`, "create temp table tmp (x)")
	cat.Refresh()
	for _, name := range []string{"mixed case", "MIXED CASE", "Mixed Case"} {
		if tb, known := cat.Table("", name); !known.Yes() || tb.Name.Name != "Mixed Case" {
			t.Errorf("%s: %v", name, known.State)
		}
	}
	if _, known := cat.Column("", "mixed case", "a"); !known.Yes() {
		t.Error("no column a")
	}
	if tb, known := cat.Table("", "tmp"); !known.Yes() || !tb.Temporary {
		t.Errorf("%v", known.State)
	}
	if got := fmt.Sprint(cat.TableNames("")); got != "[Mixed Case alembic_version]" {
		t.Error(got)
	}
}
