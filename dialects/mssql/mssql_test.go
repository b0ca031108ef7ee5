package mssql_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlsim"
	"github.com/sqlplan/sqlplan/dialects/mssql"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func TestParseVersion(t *testing.T) {
	tests := []struct {
		text  string
		major int
		known bool
	}{
		{"", 13, true}, {"2019", 15, true}, {"15", 15, true}, {"15.0.4123", 15, true}, {"2005", 9, true}, {"17", 17, true},
		{"2000", 0, false}, {"8", 0, false}, {"18", 0, false}, {"latest", 0, false}, {"15x", 0, false}, {"-15", 0, false},
	}
	for _, tt := range tests {
		v, err := mssql.Dialect{}.ParseVersion(tt.text)
		var wrong *mssql.VersionError
		if v.Major != tt.major || (err == nil) != tt.known || err != nil && !errors.As(err, &wrong) {
			t.Errorf("%q: %v, %v", tt.text, v, err)
		}
	}
}

func parse(t *testing.T, text string) (*sqlstmt.Stmt, string) {
	t.Helper()
	st := &sqlstmt.Stmt{Text: text}
	diags := mssql.Dialect{}.Parse(st, &ir.Env{KeepTree: true})
	codes := make([]string, len(diags))
	for i, d := range diags {
		codes[i] = d.Code
	}
	return st, strings.Join(codes, " ")
}

func TestParse(t *testing.T) {
	tests := []struct{ text, kind, summary, objects string }{
		{"CREATE TABLE dbo.[Order] (id int)", "CREATE TABLE", "create table dbo.[Order]", "table dbo.[Order]"},
		{"ALTER TABLE t ADD a int; ALTER TABLE t DROP COLUMN b", "ALTER TABLE", "alter table t: add column a; alter table t: drop column b", "table t"},
		{"UPDATE t SET a = 1", "UPDATE", "update table t: every row", "table t"},
		{"DELETE FROM t WHERE a = 1", "DELETE", "delete from table t", "table t"},
		{"EXEC sp_rename 'dbo.t.a', 'b', 'COLUMN'", "EXEC sp_rename", "rename column a of table dbo.t to b", "table dbo.t"},
		{"EXEC sp_rename N'dbo.[a.b]', N'c'", "EXEC sp_rename", "rename object dbo.[a.b] to c", "object dbo.[a.b]"},
		{"EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'x', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'",
			"EXEC sp_addextendedproperty", "comment on column a of table dbo.t", "column dbo.t"},
		{"CREATE PROC p @a int AS BEGIN SELECT 1; END", "CREATE PROCEDURE", "create procedure p", "procedure p"},
		{"IF OBJECT_ID('t') IS NOT NULL DROP TABLE t", "DROP TABLE", "drop table t", "table t"},
		{"DECLARE @a int = 1; SELECT @a", "DECLARE", "run a block of statements", ""},
		{"EXEC ('SELECT 1')", "EXEC", "run SQL that is put together at run time", ""},
		{"EXEC dbo.refill @a = 1", "EXEC", "run procedure dbo.refill", "procedure dbo.refill"},
		{"MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE;", "MERGE", "merge into table t", "table t, table u"},
	}
	for _, tt := range tests {
		st, codes := parse(t, tt.text)
		var objects []string
		for _, o := range st.Objects {
			objects = append(objects, o.Kind+" "+o.Name)
		}
		if st.Kind != tt.kind || st.Summary != tt.summary || strings.Join(objects, ", ") != tt.objects || codes != "" {
			t.Errorf("%s:\n%q %q %q %s", tt.text, st.Kind, st.Summary, objects, codes)
		}
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ text, codes string }{
		{"SELEC 1", "SP210"}, {"SELECT (1", "SP203"}, {"SELECT 1)", "SP210"}, {"SELECT `a` FROM t", "SP210"}, {"SELECT $$a$$", "SP210"},
		{"COMMENT ON TABLE t IS 'x'", "SP210"}, {"CREATE TABEL t (a int)", ""}, // its grammar is not known here
		{"SELECT 'a", "SP201"}, {"SELECT [a", "SP201"}, {"SELECT 1 /* /* */", "SP202"}, {"sp_rename 'a', 'b'", "SP210"},
		{"SELECT 1; CREATE VIEW v AS SELECT 1", "SP551"}, {"CREATE TABLE t (a int) CREATE PROCEDURE p AS SELECT 1", "SP551"},
		{"USE master", "SP552"}, {"CREATE DATABASE a; SELECT 1", "SP553"}, {"SELECT '(' AS [)]", ""}, {"SELECT ')' -- (", ""},
		{"again: SELECT 1", ""}, {";WITH a AS (SELECT 1 AS x) SELECT x FROM a", ""}, {"GRANT SELECT ON SCHEMA::dbo TO bob", ""},
		{"SELECT N'ok' COLLATE Latin1_General_BIN2", ""},
	}
	for _, tt := range tests {
		if _, codes := parse(t, tt.text); codes != tt.codes {
			t.Errorf("%s: %q, want %q", tt.text, codes, tt.codes)
		}
	}
}

func TestOutside(t *testing.T) {
	tests := []struct {
		text    string
		outside bool
	}{
		{"ALTER DATABASE shop SET RECOVERY SIMPLE", true}, {"CREATE DATABASE a", true}, {"BACKUP DATABASE a TO DISK = 'x'", true},
		{"CREATE FULLTEXT INDEX ON t (a) KEY INDEX k", true}, {"RECONFIGURE", true}, {"ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 1", false},
		{"ALTER TABLE t ADD a int", false}, {"CREATE INDEX i ON t (a) WITH (ONLINE = ON)", false},
	}
	for _, tt := range tests {
		if st, _ := parse(t, tt.text); (st.Outside != "") != tt.outside {
			t.Errorf("%s: outside %q", tt.text, st.Outside)
		}
	}
}

func TestControlAndSession(t *testing.T) {
	tests := []struct {
		text    string
		control sqlstmt.Control
		session string
	}{
		{"BEGIN TRAN", sqlstmt.Begin, ""}, {"COMMIT TRANSACTION", sqlstmt.Commit, ""}, {"COMMIT", sqlstmt.Commit, ""},
		{"ROLLBACK", sqlstmt.OtherControl, ""}, {"SAVE TRANSACTION s", sqlstmt.OtherControl, ""},
		{"BEGIN SELECT 1 END", sqlstmt.NoControl, ""}, {"BEGIN TRY SELECT 1 END TRY BEGIN CATCH THROW END CATCH", sqlstmt.NoControl, ""},
		{"SET QUOTED_IDENTIFIER OFF", sqlstmt.NoControl, "quoted_identifier"}, {"SET ANSI_NULLS, ANSI_PADDING ON", sqlstmt.NoControl, "ansi_nulls all"},
		{"SET TRANSACTION ISOLATION LEVEL SNAPSHOT", sqlstmt.NoControl, "transaction isolation level"}, {"SET IDENTITY_INSERT t ON", sqlstmt.NoControl, ""},
		{"SET @a = 1", sqlstmt.NoControl, ""},
	}
	for _, tt := range tests {
		st, _ := parse(t, tt.text)
		if st.Control != tt.control || strings.Join(st.Session, " ") != tt.session {
			t.Errorf("%s: control %d, session %q", tt.text, st.Control, st.Session)
		}
	}
}

// after returns the catalog after the statements, and the conflicts of the last one.
func after(t *testing.T, texts ...string) (*schema.Catalog, []schema.Conflict) {
	t.Helper()
	cat := mssql.Dialect{}.EmptyCatalog()
	var conflicts []schema.Conflict
	for _, text := range texts {
		st, codes := parse(t, text)
		if codes != "" {
			t.Fatalf("%s: %s", text, codes)
		}
		conflicts = mssql.Dialect{}.Simulate(st, cat)
	}
	return cat, conflicts
}

func TestSimulate(t *testing.T) {
	cat, conflicts := after(t,
		"CREATE SCHEMA app",
		"CREATE TABLE app.Customer (Id int IDENTITY PRIMARY KEY, Name nvarchar(50) NULL CONSTRAINT df DEFAULT N'x', CONSTRAINT ck CHECK (len(name) > 1))",
		"CREATE TABLE dbo.item (id int NOT NULL, customer_id int NOT NULL CONSTRAINT fk REFERENCES APP.CUSTOMER (id), CONSTRAINT item_pk PRIMARY KEY (id))",
		"CREATE INDEX item_ix ON item (customer_id)",
		"ALTER TABLE ITEM ADD note varchar(10) NOT NULL CONSTRAINT note_df DEFAULT ''",
		"ALTER TABLE item ALTER COLUMN note nvarchar(20)",
		"EXEC sp_rename 'app.customer.name', 'full_name', 'COLUMN'",
		"EXEC sp_rename 'dbo.item', 'line'",
		"EXEC sp_addextendedproperty 'MS_Description', N'lines', 'schema', dbo, 'table', line",
		`declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('app.Customer')
and col_name(parent_object_id, parent_column_id) = 'full_name'
exec('alter table app.Customer drop constraint ' + @const_name)`,
	)
	if len(conflicts) > 0 {
		t.Fatalf("conflicts: %v", conflicts)
	}
	line, known := cat.Table("", "line")
	if !known.Yes() || line.Comment != "lines" || line.Rows != schema.RowsNone {
		t.Fatalf("table line: %v %+v", known.State, line)
	}
	note := line.Column("note")
	if note == nil || note.NotNull || note.Type.Name.Name != "nvarchar" || note.Type.Mod != "(20)" || note.Default == nil {
		t.Errorf("column note: %+v", note)
	}
	if k := line.Constraint("fk"); k == nil || k.RefTable != (schema.Name{Schema: "app", Name: "Customer"}) || !slices.Equal(k.RefColumns, []string{"Id"}) {
		t.Errorf("constraint fk: %+v", k)
	}
	if line.Index("item_ix") == nil || line.Index("item_pk") == nil {
		t.Errorf("indexes: %+v", line.Indexes)
	}
	customer, _ := cat.Table("app", "Customer")
	if name := customer.Column("full_name"); name == nil || name.Default != nil {
		t.Errorf("column full_name: %+v", name)
	}
	if key := customer.PrimaryKey(); key == nil || !strings.HasPrefix(key.Name, ddlsim.MadeUp) || !customer.Column("Id").NotNull {
		t.Errorf("primary key: %+v", key)
	}
	if k := customer.Constraint("ck"); k == nil || !slices.Equal(k.Columns, []string{"full_name"}) && !slices.Equal(k.Check.Columns, []string{"full_name"}) {
		t.Errorf("check: %+v", k)
	}
}

func TestConflicts(t *testing.T) {
	table := "CREATE TABLE t (id int, a int)"
	tests := []struct {
		text string
		kind schema.ConflictKind
	}{
		{"CREATE TABLE T (x int)", schema.Duplicate}, {"ALTER TABLE u ADD x int", schema.Missing}, {"ALTER TABLE t ADD A int", schema.Duplicate},
		{"ALTER TABLE t DROP COLUMN x", schema.Missing}, {"DROP TABLE u", schema.Missing}, {"CREATE INDEX i ON u (a)", schema.Missing},
		{"CREATE TABLE nowhere.t (x int)", schema.Missing}, {"DROP TABLE IF EXISTS u", 0}, {"ALTER TABLE t DROP COLUMN IF EXISTS x", 0},
		{"IF OBJECT_ID(N't', N'U') IS NULL CREATE TABLE t (x int)", 0}, {"CREATE TABLE #t (x int)", 0}, {"ALTER TABLE other.dbo.u ADD x int", 0},
	}
	for _, tt := range tests {
		_, conflicts := after(t, table, tt.text)
		var kind schema.ConflictKind
		if len(conflicts) > 0 {
			kind = conflicts[0].Kind
		}
		if kind != tt.kind {
			t.Errorf("%s: %v, want %v", tt.text, conflicts, tt.kind)
		}
	}
}

func TestDoubt(t *testing.T) {
	for _, text := range []string{
		"IF (SELECT COUNT(*) FROM t) = 0 DROP TABLE t", "EXEC ('DROP TABLE t')", "DECLARE @a int = 1; IF @a = 1 DROP TABLE T", "ALTER TABLE t SWITCH TO u",
	} {
		cat, _ := after(t, "CREATE TABLE t (id int)", text)
		if table, known := cat.Table("", "t"); known.Yes() && table.Doubt == nil {
			t.Errorf("%s: table t is known for sure", text)
		}
	}
}

func TestScript(t *testing.T) {
	s := sqlstmt.ScriptFor(mssql.Dialect{}.Script(), "sqlcmd")
	table := ir.VersionTable{Name: "alembic_version", Layout: ir.LayoutHeads, IDLength: 32, PrimaryKey: true}
	for sql, want := range map[string]string{"SELECT 1": ";\nGO", "SELECT 1;": "\nGO"} {
		if got := s.Terminator(sql); got != want {
			t.Errorf("terminator of %q: %q", sql, got)
		}
	}
	if got := sqlstmt.ScriptFor(mssql.Dialect{}.Script(), "plain").Terminator("SELECT 1"); got != ";" {
		t.Errorf("plain terminator: %q", got)
	}
	for text, module := range map[string]bool{
		"CREATE VIEW v AS SELECT 1": true, "/* a */ create or alter proc p as select 1": true, "CREATE TABLE t (a int)": false, "CREATE SCHEMA s": false,
	} {
		if got := strings.HasPrefix(s.ForRunner("sqlcmd", text), "GO\n"); got != module {
			t.Errorf("%s: batch of its own %t", text, got)
		}
	}
	if session, _ := s.Timeout("lock_timeout", "2min"); !slices.Equal(session, []string{"SET LOCK_TIMEOUT 120000"}) {
		t.Errorf("timeout: %q", session)
	}
	guard := s.Guard(table, []string{"b", "a'1"}, ir.Version{Major: 9})[0]
	for _, part := range []string{"N'a''1, b'", "@count <> 2", "< 11\n", "SET NOEXEC ON"} {
		if !strings.Contains(guard, part) {
			t.Errorf("the guard lacks %q:\n%s", part, guard)
		}
	}
	for _, m := range []ir.Move{{From: "a", To: "b"}, {From: "a"}} {
		if move := s.Move(table, m)[0]; !strings.Contains(move, "IF @@ROWCOUNT <> 1\n    THROW 50000, N'") {
			t.Errorf("%v: %s", m, move)
		}
	}
	if stop := s.Stop("a", "50% done")[0]; !strings.Contains(stop, "50%% done") {
		t.Errorf("a percent sign is not doubled: %s", stop)
	}
}

func TestReserved(t *testing.T) {
	for word, reserved := range map[string]bool{"order": true, "user": true, "within": true, "customer": false, "name": false} {
		if mssql.Reserved(word) != reserved {
			t.Errorf("Reserved(%s) = %t", word, !reserved)
		}
	}
}

func TestSchemaNames(t *testing.T) {
	for schema, want := range map[string]string{
		"dbo": "dbo.t", "shop.dbo": "shop.dbo.t", "[a.b]": "[a.b].t", "Shop.[a.b]": "[Shop].[a.b].t", "srv.db.owner": "[srv.db].owner.t", "order": "[order].t", "[srv].[db].owner": "[srv].[db].owner.t",
	} {
		if got := mssql.Idents.Table(ir.Ident(schema), ir.Ident("t")); got != want {
			t.Errorf("%s: %s, want %s", schema, got, want)
		}
	}
}
