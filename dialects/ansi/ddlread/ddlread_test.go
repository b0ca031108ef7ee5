package ddlread_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

var tsql = &ddlread.Server{Unterminated: true, Style: sqltext.Style{
	IdentQuote: '[', OtherQuotes: `"`, NestedComments: true, WordSigns: "$", StartSigns: "@#", Batches: true,
}}

var oracle = &ddlread.Server{Fold: strings.ToLower, Style: sqltext.Style{QStrings: true, WordSigns: "$#"}}

// told is what a statement says, in one line.
func told(st ddlread.Statement) string {
	var b strings.Builder
	b.WriteString(st.Kind)
	for _, n := range st.Names {
		b.WriteString(" " + n.String())
	}
	if !st.On.IsZero() {
		b.WriteString(" on " + st.On.String())
	}
	for _, c := range st.Columns {
		b.WriteString("; " + column(c))
	}
	for _, k := range st.Constraints {
		b.WriteString("; " + constraint(k))
	}
	for _, a := range st.Actions {
		fmt.Fprintf(&b, "; %d %s %s %s %s", a.Kind, column(a.Column), constraint(a.Constraint), a.Name, a.To)
	}
	if x := st.Index; x != nil {
		fmt.Fprintf(&b, "; unique=%t keys=%v include=%v", x.Unique, x.Keys, x.Include)
		if x.Where != nil {
			b.WriteString(" where=" + *x.Where)
		}
	}
	if !st.To.IsZero() {
		b.WriteString(" to " + st.To.String())
	}
	if st.Unread != "" {
		b.WriteString(" UNREAD")
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(b.String()), " "), " ;", ";")
}

func column(c ddlread.Column) string {
	text := c.Name + " " + c.Type.Name + c.Type.Args + c.Type.Suffix + [...]string{"", "?", "!"}[c.Null]
	if c.Default != nil {
		text += " default=" + *c.Default
	}
	if c.Computed != nil {
		text += " as=" + *c.Computed
	}
	if c.Identity {
		text += " identity"
	}
	for _, k := range c.Constraints {
		text += " [" + constraint(k) + "]"
	}
	return text
}

func constraint(k ddlread.Constraint) string {
	if k.Kind == 0 {
		return ""
	}
	text := fmt.Sprintf("%s kind%d(%s)", k.Name, k.Kind, strings.Join(k.Columns, ","))
	if !k.RefTable.IsZero() {
		text += fmt.Sprintf("->%s(%s) %s %s", k.RefTable, strings.Join(k.RefColumns, ","), k.OnDelete, k.OnUpdate)
	}
	return strings.TrimSpace(text + " " + k.Check)
}

func TestRead(t *testing.T) {
	tests := []struct {
		server *ddlread.Server
		text   string
		want   []string
	}{
		{tsql, `CREATE TABLE dbo.[my t] (id INT IDENTITY(1,1) NOT NULL PRIMARY KEY CLUSTERED, a NVARCHAR(max) COLLATE Latin1_General_BIN2 NULL DEFAULT (N'x, y'))`,
			[]string{"CREATE TABLE dbo.my t; id INT! identity [kind1(id)]; a NVARCHAR(max)? default=(N'x, y')"}},
		{tsql, `create table t (a int not null, b as (a + 1) persisted, constraint pk primary key nonclustered (a desc, b), check (a > 0), unique (b),
			foreign key (a) references s.u (x) on delete set null on update cascade, index ix (b)) on [PRIMARY] with (data_compression = page)`,
			[]string{"CREATE TABLE t; a int!; b as=(a + 1); pk kind1(a,b); kind3() (a > 0); kind2(b); kind4(a)->s.u(x) SET NULL CASCADE"}},
		{tsql, "CREATE TABLE a (x int) CREATE TABLE b (y int); DROP TABLE a, b", []string{"CREATE TABLE a; x int", "CREATE TABLE b; y int", "DROP TABLE a b"}},
		{tsql, "ALTER TABLE t ADD a int NULL, b int NOT NULL CONSTRAINT df DEFAULT 0 WITH VALUES, CONSTRAINT ck CHECK (a > b)",
			[]string{"ALTER TABLE t; 1 a int?; 1 b int! default=0; 5 ck kind3() (a > b)"}},
		{tsql, "ALTER TABLE t WITH NOCHECK ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES u (id)", []string{"ALTER TABLE t; 5 fk kind4(a)->u(id)"}},
		{tsql, "ALTER TABLE t ALTER COLUMN a varchar(20) NOT NULL", []string{"ALTER TABLE t; 2 a varchar(20)!"}},
		{tsql, "ALTER TABLE t DROP COLUMN a, b", []string{"ALTER TABLE t; 3 a; 3 b"}},
		{tsql, "ALTER TABLE t DROP CONSTRAINT IF EXISTS c, COLUMN a", []string{"ALTER TABLE t; 6 c; 3 a"}},
		{tsql, "ALTER TABLE t DROP CONSTRAINT c ALTER TABLE t DROP COLUMN a", []string{"ALTER TABLE t; 6 c", "ALTER TABLE t; 3 a"}},
		{tsql, "ALTER TABLE t ADD DEFAULT 5 FOR a", []string{"ALTER TABLE t; 5 kind5(a) 5"}},
		{tsql, "ALTER TABLE t SWITCH TO u", []string{"ALTER TABLE t UNREAD"}},
		{tsql, "ALTER TABLE t NOCHECK CONSTRAINT ALL", []string{"ALTER TABLE t; 0"}},
		{tsql, "CREATE UNIQUE NONCLUSTERED INDEX ix ON dbo.t (a ASC, lower(b) DESC) INCLUDE (c, d) WHERE a > 0 WITH (ONLINE = ON)",
			[]string{"CREATE INDEX ix on dbo.t; unique=true keys=[{a false} { lower(b) true}] include=[c d] where=a > 0"}},
		{tsql, "CREATE OR ALTER VIEW v (a, b) AS SELECT 1; SELECT 2", []string{"CREATE VIEW v; a; b"}},
		{tsql, "ALTER SCHEMA s TRANSFER dbo.t", []string{"ALTER SCHEMA dbo.t to s"}},
		{tsql, "INSERT INTO dbo.t (a) SELECT x FROM u JOIN w ON 1 = 1 WHERE 1 = 1", []string{"INSERT dbo.t u w"}},
		{tsql, "WITH q AS (SELECT 1 AS a FROM z) UPDATE t SET a = 1 FROM t JOIN q ON 1 = 1", []string{"UPDATE z t t q"}},
		{tsql, "IF 1 = 1 DROP TABLE t", []string{"IF UNREAD"}},
		{tsql, "TRUNCATE TABLE t", []string{"TRUNCATE TABLE t"}},
		{tsql, "DROP INDEX ix ON t", []string{"DROP INDEX ix on t"}},
		{tsql, "/* c */ -- d\n DROP VIEW IF EXISTS a.v", []string{"DROP VIEW a.v"}},
		{oracle, `CREATE TABLE Emp ("Id" NUMBER(10) GENERATED BY DEFAULT ON NULL AS IDENTITY (START WITH 5) NOT NULL, ts TIMESTAMP(6) WITH TIME ZONE DEFAULT SYSTIMESTAMP NOT NULL, d DOUBLE PRECISION)`,
			[]string{"CREATE TABLE emp; Id NUMBER(10)! identity; ts TIMESTAMP(6)WITH TIME ZONE! default=SYSTIMESTAMP; d DOUBLE PRECISION"}},
		{oracle, "ALTER TABLE emp ADD (a NUMBER, b VARCHAR2(10 CHAR))", []string{"ALTER TABLE emp; 1 a NUMBER; 1 b VARCHAR2(10 CHAR)"}},
		{oracle, "ALTER TABLE emp MODIFY a NUMBER(5) NOT NULL", []string{"ALTER TABLE emp; 2 a NUMBER(5)!"}},
		{oracle, "ALTER TABLE emp MODIFY (a NULL, b DEFAULT 5)", []string{"ALTER TABLE emp; 2 a ?; 2 b default=5"}},
		{oracle, "ALTER TABLE emp RENAME COLUMN a TO b", []string{"ALTER TABLE emp; 4 a b"}},
		{oracle, "ALTER TABLE emp DROP PRIMARY KEY CASCADE", []string{"ALTER TABLE emp; 7"}},
		{oracle, "ALTER TABLE emp RENAME TO staff", []string{"ALTER TABLE emp; 9 staff"}},
		{oracle, "COMMENT ON COLUMN emp.a IS 'it''s'", []string{"COMMENT emp.a"}},
		{oracle, "DROP TABLE emp CASCADE CONSTRAINTS PURGE", []string{"DROP TABLE emp"}},
	}
	for _, tt := range tests {
		var got []string
		for _, st := range ddlread.Read(tt.text, tt.server) {
			got = append(got, told(st))
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// Whatever the text, the reader comes to its end and stays within it.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"CREATE TABLE t (a int", "ALTER TABLE", "ALTER TABLE t ADD", "DROP", "CREATE INDEX ON (", "WITH x AS (", "CREATE", ")))", "COMMENT ON", "ALTER VIEW a.b.c.", "EXEC sp_rename '"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, server := range []*ddlread.Server{tsql, oracle} {
			for _, st := range ddlread.Read(text, server) {
				if st.Start < 0 || st.End > len(text) || st.Start > st.End {
					t.Fatalf("%q: statement from %d to %d", text, st.Start, st.End)
				}
			}
		}
	})
}
