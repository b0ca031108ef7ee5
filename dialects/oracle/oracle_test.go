package oracle_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/oracle"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func TestParseVersion(t *testing.T) {
	for _, tt := range []struct {
		text  string
		want  ir.Version
		known bool
	}{
		{"", ir.Version{Major: 19}, true}, {"19", ir.Version{Major: 19}, true}, {"19c", ir.Version{Major: 19}, true},
		{"19.3.0.0.0", ir.Version{Major: 19}, true}, {"12.2", ir.Version{Major: 12, Minor: 2}, true}, {"12c", ir.Version{Major: 12, Minor: 1}, true},
		{"11g", ir.Version{Major: 11, Minor: 2}, true}, {"11.2.0.4", ir.Version{Major: 11, Minor: 2}, true}, {"23ai", ir.Version{Major: 23}, true},
		{"26ai", ir.Version{Major: 23}, true}, {"23.26", ir.Version{Major: 23}, true},
		{"11.1", ir.Version{}, false}, {"10g", ir.Version{}, false}, {"22", ir.Version{}, false}, {"27", ir.Version{}, false},
		{"latest", ir.Version{}, false}, {"19.", ir.Version{}, false}, {"-19", ir.Version{}, false}, {"+19", ir.Version{}, false},
	} {
		v, err := oracle.Dialect{}.ParseVersion(tt.text)
		var wrong *oracle.VersionError
		if v != tt.want || (err == nil) != tt.known || err != nil && !errors.As(err, &wrong) {
			t.Errorf("%q: %v, %v", tt.text, v, err)
		}
	}
}

func parse(t *testing.T, text string) (*sqlstmt.Stmt, string) {
	t.Helper()
	st := &sqlstmt.Stmt{Text: text}
	diags := oracle.Dialect{}.Parse(st, &ir.Env{KeepTree: true})
	codes := make([]string, len(diags))
	for i, d := range diags {
		codes[i] = d.Code
	}
	return st, strings.Join(codes, " ")
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ text, kind, summary, objects string }{
		{`CREATE TABLE app."Order" (id NUMBER)`, "CREATE TABLE", `create table app."Order"`, `table app."Order"`},
		{"ALTER TABLE T ADD (a NUMBER, B NUMBER)", "ALTER TABLE", "alter table t: add column a, add column b", "table t"},
		{"ALTER TABLE t MODIFY a VARCHAR2(5 CHAR) NOT NULL", "ALTER TABLE", "alter table t: change column a to type VARCHAR2(5 CHAR), NOT NULL", "table t"},
		{"ALTER TABLE t RENAME COLUMN a TO b", "ALTER TABLE", "alter table t: rename column a to b", "table t"},
		{"ALTER TABLE t DROP PRIMARY KEY", "ALTER TABLE", "alter table t: drop the primary key", "table t"},
		{"RENAME a TO b", "RENAME", "rename table a to b", "table a"},
		{"COMMENT ON COLUMN app.t.a IS 'x'", "COMMENT", "comment on column app.t.a", "column app.t.a"},
		{"UPDATE t SET a = 1", "UPDATE", "update table t: every row", "table t"},
		{"DELETE FROM t WHERE a = 1", "DELETE", "delete from table t", "table t"},
		{"CREATE BITMAP INDEX ix ON t (a)", "CREATE INDEX", "create index ix on table t", "index ix, table t"},
		{"CREATE OR REPLACE TRIGGER g BEFORE DELETE ON t BEGIN NULL; END;", "CREATE TRIGGER", "create trigger g on table t", "trigger g, table t"},
		{"BEGIN a; b; END;", "BEGIN", "run a block of statements", ""},
		{"<<x>> BEGIN a; END;", "BEGIN", "run a block of statements", ""},
		{"GRANT SELECT, INSERT ON app.t TO u", "GRANT", "grant rights on app.t", "table app.t"},
		{"GRANT dba TO u", "GRANT", "grant rights", ""},
		{"ALTER SESSION SET nls_date_format = 'x' nls_sort = 'y'", "ALTER SESSION", "set nls_date_format, nls_sort for the session", ""},
		{"TRUNCATE TABLE t", "TRUNCATE TABLE", "truncate table t", "table t"},
		{"SELECT q'[a;']' FROM dual", "SELECT", "read rows", "table dual"},
	} {
		st, codes := parse(t, tt.text)
		var objects []string
		for _, o := range st.Objects {
			objects = append(objects, o.Kind+" "+o.Name)
		}
		if codes != "" || st.Kind != tt.kind || st.Summary != tt.summary || strings.Join(objects, ", ") != tt.objects {
			t.Errorf("%s\n%s: %s: %s: %s", tt.text, codes, st.Kind, st.Summary, strings.Join(objects, ", "))
		}
	}
}

func TestParseErrors(t *testing.T) {
	long := strings.Repeat("x", 4001)
	for _, tt := range []struct{ text, codes string }{
		{"SELECT 'a FROM dual", "SP201"}, {"SELECT 1 /* a FROM dual", "SP202"}, {"SELECT (1 FROM dual", "SP203"}, {"SELECT 1) FROM dual", "SP210"},
		{"SELECT `a` FROM dual", "SP210"}, {"CREATE FUNCTION f AS $$ x $$", "SP571"}, {"SELECT $$x$$ FROM dual", "SP210"},
		{"VACUUM t", "SP210"}, {"EXEC p", "SP210"}, {"frobnicate", "SP210"}, {"", "SP210"},
		{"SELECT 1; SELECT 2", "SP570"}, {"BEGIN a; END IF;", "SP571"}, {"DECLARE n NUMBER; BEGIN a;", "SP571"}, {"BEGIN a; END", "SP571"}, {"SELECT '\n/\n' FROM dual", "SP572"},
		{"SELECT '\n# x' FROM dual", "SP572"}, {"SELECT '" + long[:2600] + "' FROM dual", "SP572"},
		{"SELECT " + strings.Repeat("1, ", 2000) + "1 FROM dual", ""},
		{"SELECT '" + strings.Repeat("x\n", 2001) + "' FROM dual", "SP573"}, {"BEGIN a('" + strings.Repeat("x\n", 2001) + "'); END;", ""},
		{"DROP TABLE " + long[:129], "SP574"}, {"DROP TABLE " + long[:128], ""},
	} {
		if _, codes := parse(t, tt.text); codes != tt.codes {
			t.Errorf("%.60q: %s, want %s", tt.text, codes, tt.codes)
		}
	}
}

func TestOutside(t *testing.T) {
	for text, want := range map[string]bool{
		"CREATE TABLE t (a NUMBER)": true, "COMMENT ON TABLE t IS 'x'": true, "TRUNCATE TABLE t": true, "GRANT SELECT ON t TO u": true, "CALL p()": true,
		"ALTER SESSION SET CURRENT_SCHEMA = s": false, "ALTER SYSTEM FLUSH SHARED_POOL": false, "INSERT INTO t VALUES (1)": false,
		"MERGE INTO t USING u ON (t.a = u.a) WHEN MATCHED THEN UPDATE SET t.b = 1": false, "LOCK TABLE t IN EXCLUSIVE MODE": false,
		"BEGIN UPDATE t SET a = 'EXECUTE'; END;": false, "BEGIN EXECUTE IMMEDIATE 'x'; END;": true, "BEGIN COMMIT; END;": true,
		"BEGIN DBMS_STATS.GATHER_SCHEMA_STATS(USER); END;": true, "BEGIN DBMS_OUTPUT.PUT_LINE('x'); END;": false,
	} {
		if st, _ := parse(t, text); (st.Outside != "") != want {
			t.Errorf("%s: outside %q", text, st.Outside)
		}
	}
}

// lower returns the texts of an operation's statements.
func lower(t *testing.T, op ir.Op, version ir.Version) string {
	t.Helper()
	stmts, diags := oracle.Dialect{}.Lower(op, &ir.Env{ServerVersion: version})
	var texts []string
	for _, st := range stmts {
		texts = append(texts, st.Text)
	}
	for _, d := range diags {
		texts = append(texts, d.Code+": "+d.Message)
	}
	return strings.Join(texts, "\n")
}

func TestVersions(t *testing.T) {
	table := ir.TableRef{Name: ir.Ident("t")}
	drop := ir.DropTable{Table: &ir.Table{Name: ir.Ident("t")}, IfExists: true}
	numbered := ir.AddColumn{Table: table, Column: &ir.Column{Name: ir.Ident("a"), Type: ir.IntegerType, Identity: &ir.Identity{}, Nullable: true}}
	long := ir.CreateIndex{Table: table, Index: &ir.Index{Name: ir.Ident(strings.Repeat("x", 31)), Elements: []ir.Expr{&ir.Text{SQL: "a"}}}}
	yes := ir.AddColumn{Table: table, Column: &ir.Column{Name: ir.Ident("a"), Type: &ir.Type{Class: "BOOLEAN"}, Nullable: true}}
	for _, tt := range []struct {
		name    string
		op      ir.Op
		version ir.Version
		want    string
	}{
		{"IF EXISTS", drop, ir.Version{Major: 23}, "DROP TABLE IF EXISTS t"},
		{"no IF EXISTS", drop, ir.Version{Major: 19}, "BEGIN\n    EXECUTE IMMEDIATE 'DROP TABLE t';\nEXCEPTION\n    WHEN OTHERS THEN\n" +
			"        IF SQLCODE NOT IN (-942) THEN\n            RAISE;\n        END IF;\nEND;"},
		{"identity", numbered, ir.Version{Major: 12, Minor: 1}, "ALTER TABLE t ADD a INTEGER GENERATED BY DEFAULT AS IDENTITY"},
		{"no identity", numbered, ir.Version{Major: 11, Minor: 2}, "SP479: Oracle has no identity columns before version 12"},
		{"long name", long, ir.Version{Major: 12, Minor: 2}, "CREATE INDEX " + strings.Repeat("x", 31) + " ON t (a)"},
		{"too long a name", long, ir.Version{Major: 12, Minor: 1}, `SP480: the name "` + strings.Repeat("x", 31) + `" has 31 characters, and the server keeps 30`},
		{"BOOLEAN", yes, ir.Version{Major: 23}, "ALTER TABLE t ADD a BOOLEAN"},
		{"no BOOLEAN", yes, ir.Version{Major: 21}, "ALTER TABLE t ADD a SMALLINT"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lower(t, tt.op, tt.version); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestComments: a comment that begins with /* and a letter would run the buffer of SQL*Plus again.
func TestComments(t *testing.T) {
	stmts, diags := oracle.Dialect{}.Lower(ir.RawText("/*a*/\nREMARK b\nSELECT 1 FROM dual", ir.RawSQL{}.Span()), nil)
	if len(diags) != 0 || len(stmts) != 1 {
		t.Fatal(stmts, diags)
	}
	if want := []string{"/* a*/", "-- b"}; !slices.Equal(stmts[0].Comments, want) {
		t.Errorf("%q, want %q", stmts[0].Comments, want)
	}
}

func TestForRunner(t *testing.T) {
	s := oracle.Dialect{}.Script()
	for _, tt := range []struct{ text, want string }{
		{"SELECT a -\n1 FROM t", "SELECT a - 1 FROM t"},
		{"SELECT 'a -\n1', a -- x -\nFROM t", "SELECT 'a -\n1', a -- x -\nFROM t"},
		{"SELECT " + strings.Repeat("12345678, ", 300) + "1 FROM t", "SELECT " + strings.Repeat("12345678, ", 248) + "12345678,\n" + strings.Repeat("12345678, ", 51) + "1 FROM t"},
		{"BEGIN EXECUTE IMMEDIATE 'x'; END;", "BEGIN EXECUTE IMMEDIATE 'x'; END;\n/\n\nCOMMIT"},
		{"BEGIN x; END;", "BEGIN x; END;"},
	} {
		if got := s.ForRunner("sqlplus", tt.text); got != tt.want {
			t.Errorf("got\n%s\nwant\n%s", got, tt.want)
		}
	}
}

func TestTimeout(t *testing.T) {
	for value, want := range map[string]string{"5s": "5", "500ms": "1", "2min": "120", "1h": "3600", "30d": "1000000", "0": "0", "1us": "1"} {
		session, local := oracle.Dialect{}.Script().Timeout("lock_timeout", value)
		if len(local) != 0 || len(session) != 1 || session[0] != "ALTER SESSION SET DDL_LOCK_TIMEOUT = "+want {
			t.Errorf("%s: %q %q", value, session, local)
		}
	}
	if session, local := (oracle.Dialect{}).Script().Timeout("statement_timeout", "5s"); session != nil || local != nil {
		t.Error("Oracle has no time limit for statements")
	}
}

func simulate(t *testing.T, texts ...string) (*schema.Catalog, string) {
	t.Helper()
	cat := schema.New()
	var conflicts []string
	for _, text := range texts {
		st, codes := parse(t, text)
		if codes != "" {
			t.Fatalf("%s: %s", text, codes)
		}
		for _, c := range (oracle.Dialect{}).Simulate(st, cat) {
			conflicts = append(conflicts, c.Message)
		}
	}
	return cat, strings.Join(conflicts, "; ")
}

func TestSimulate(t *testing.T) {
	cat, conflicts := simulate(t,
		`CREATE TABLE Customer (ID NUMBER(10) GENERATED BY DEFAULT AS IDENTITY CONSTRAINT customer_pk PRIMARY KEY, "NAME" VARCHAR2(20 CHAR) DEFAULT 'x' NOT NULL, "Mixed" INTEGER)`,
		"ALTER TABLE customer ADD (a NUMBER, b DATE)",
		"ALTER TABLE customer MODIFY a NOT NULL",
		"ALTER TABLE customer MODIFY name NULL",
		"ALTER TABLE customer RENAME COLUMN name TO full_name",
		"ALTER TABLE customer DROP COLUMN b",
		"CREATE INDEX ix ON customer (full_name DESC)",
		"COMMENT ON COLUMN customer.full_name IS 'it''s'",
		"BEGIN\n    EXECUTE IMMEDIATE 'ALTER TABLE customer ADD a NUMBER';\nEXCEPTION\n    WHEN OTHERS THEN\n        IF SQLCODE NOT IN (-1430) THEN\n            RAISE;\n        END IF;\nEND;",
		"ALTER SESSION SET CURRENT_SCHEMA = customer",
	)
	if conflicts != "" {
		t.Fatal(conflicts)
	}
	table, known := cat.Table("", "customer")
	if table == nil || !known.Yes() || table.Doubt != nil {
		t.Fatalf("%v %v", table, known)
	}
	var columns []string
	for _, c := range table.Columns {
		text := c.Name + " " + c.Type.Name.Name + c.Type.Mod
		if c.NotNull {
			text += " NOT NULL"
		}
		columns = append(columns, text)
	}
	if got, want := strings.Join(columns, ", "), "id number(10) NOT NULL, full_name varchar2(20 char), Mixed number(*,0), a number NOT NULL"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	if table.Column("full_name").More().Comment != "it's" || table.Index("ix") == nil || table.PrimaryKey() == nil {
		t.Errorf("comment %q, index %v, key %v", table.Column("full_name").More().Comment, table.Index("ix"), table.PrimaryKey())
	}
	if _, conflicts := simulate(t, "CREATE TABLE t (a NUMBER)", "CREATE TABLE T (a NUMBER)"); !strings.Contains(conflicts, "exists already") {
		t.Errorf("a table made twice: %q", conflicts)
	}
}
