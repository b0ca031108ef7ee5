package mysql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ sql, kind, summary, outside, code string }{
		{"CREATE TABLE shop.`a b` (a INT)", "CREATE TABLE", "create table shop.`a b`", "MySQL commits before and after CREATE TABLE", ""},
		{"CREATE TEMPORARY TABLE t (a INT)", "CREATE TABLE", "create temporary table t", "", ""},
		{"ALTER TABLE t ADD COLUMN x INT, ADD UNIQUE KEY u (x), DROP FOREIGN KEY f", "ALTER TABLE", "alter table t: add column x, add unique index u, drop foreign key f", "MySQL commits before and after ALTER TABLE", ""},
		{"ALTER TABLE t CHANGE a b INT", "ALTER TABLE", "rename column a to b of table t", "MySQL commits before and after ALTER TABLE", ""},
		{"CREATE DEFINER=`root`@`%` TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1", "CREATE TRIGGER", "create trigger g on table t", "MySQL commits before and after CREATE TRIGGER", CodeUnverified},
		{"DROP INDEX i ON t", "DROP INDEX", "drop index i on table t", "MySQL commits before and after DROP INDEX", ""},
		{"INSERT IGNORE INTO t VALUES (1)", "INSERT", "insert into table t", "", ""},
		{"UPDATE a JOIN b ON a.id = b.id SET a.x = 1", "UPDATE", "update table a, b", "", ""},
		{"DELETE FROM t WHERE a = 1", "DELETE", "delete from table t", "", ""},
		{"WITH x AS (SELECT 1) SELECT * FROM x", "SELECT", "select", "", ""},
		{"CALL p(1)", "CALL", "call p", "what a procedure does can commit", ""},
		{"SET @a = 1, SESSION sql_mode = ''", "SET", "set @a, sql_mode", "", ""},
		{"/*!40101 SET NAMES utf8 */", "SET", "set names", "", ""},
		{"/*M!100000 SET NAMES utf8 */", "COMMENT", "nothing on this server: a comment for another one", "", ""},
		{"CRAETE TABLE t (a INT)", "SQL", "a statement that is not known", "", "SP210"},
		{"CREATE TABEL t (a INT)", "SQL", "a statement that is not known", "", "SP210"},
		{"SELECT (1))", "SELECT", "select", "", "SP210"},
		{"CREATE TABLE t (a INT,, b INT)", "CREATE TABLE", "create table t", "MySQL commits before and after CREATE TABLE", CodeDoubtful},
		{"USE other", "USE", "use other", "", CodeDatabase},
		{"GRANT SELECT ON t TO u", "GRANT", "grant on table t", "MySQL commits before and after GRANT", ""},
	} {
		st := &sqlstmt.Stmt{Text: c.sql}
		diags := Dialect{MySQL}.Parse(st, &ir.Env{ServerVersion: ir.Version{Major: 8}})
		code := ""
		if len(diags) > 0 {
			code = diags[0].Code
		}
		if st.Kind != c.kind || st.Summary != c.summary || st.Outside != c.outside || code != c.code {
			t.Errorf("%s\n got %s, %q, %q, %s %v\nwant %s, %q, %q, %s", c.sql, st.Kind, st.Summary, st.Outside, code, diags, c.kind, c.summary, c.outside, c.code)
		}
	}
}

func TestSession(t *testing.T) {
	for sql, want := range map[string]string{
		"SET @a = 1": "again", "SET SESSION sql_mode = '', @@foreign_key_checks = 0": "sql_mode foreign_key_checks", "SET GLOBAL x = 1": "",
		"SET NAMES latin1": "names", "PREPARE s FROM 'SELECT 1'": "again", "SET TRANSACTION READ ONLY": "", "SELECT 1 INTO @x": "again",
		"SET SESSION TRANSACTION READ ONLY": "transaction_isolation transaction_read_only",
	} {
		st := &sqlstmt.Stmt{Text: sql}
		Dialect{MySQL}.Parse(st, &ir.Env{ServerVersion: ir.Version{Major: 8}})
		got := strings.Join(st.Session, " ")
		if st.Again {
			got = strings.TrimSpace(got + " again")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
}

func TestParseVersion(t *testing.T) {
	for text, want := range map[string]string{"": "8", "8.0.36": "8.0.36", "8.4": "8.4", "9.4": "9.4", "9": "9", "5.7": "5.7", "5.6": "error", "5": "error", "6.0": "error", "10": "error", "x": "error"} {
		v, err := Dialect{MySQL}.ParseVersion(text)
		if got := v.String(); err == nil && got != want || err != nil && want != "error" {
			t.Errorf("%q: %s %v, want %s", text, got, err, want)
		}
	}
	for text, want := range map[string]string{"": "10.11", "10.6": "10.6", "11.4.2": "11.4.2", "12": "12", "10.5": "error", "10": "error", "13": "error"} {
		v, err := Dialect{MariaDB}.ParseVersion(text)
		if got := v.String(); err == nil && got != want || err != nil && want != "error" {
			t.Errorf("%q: %s %v, want %s", text, got, err, want)
		}
	}
}

// What servers refuse was seen on MySQL 5.7, 8.0, 8.4 and 9.7: with errors 1674 and 1064.
func TestRefusedByMySQL(t *testing.T) {
	for sql, want := range map[string]string{
		"ALTER TABLE t ADD COLUMN a VARCHAR(36) DEFAULT (uuid())":                          "SP436",
		"ALTER TABLE t ADD a BINARY(16) NOT NULL DEFAULT (UUID_TO_BIN(UUID())), ADD b INT": "SP436",
		"ALTER TABLE t ADD b INT, ADD (a INT, c DOUBLE DEFAULT (1 + rand()))":              "SP436",
		"ALTER TABLE t ADD COLUMN a DATETIME DEFAULT (now()), ADD b INT DEFAULT (1 + 1)":   "",
		"ALTER TABLE t ALTER COLUMN a SET DEFAULT (uuid())":                                "",
		"ALTER TABLE t MODIFY a VARCHAR(36) DEFAULT (uuid())":                              "",
		"ALTER TABLE t ADD COLUMN a VARCHAR(36) DEFAULT 'uuid()'":                          "",
		"CREATE TABLE t (a VARCHAR(36) DEFAULT (uuid()))":                                  "",
		"ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT":                                     "SP437",
		"ALTER TABLE t DROP COLUMN IF EXISTS a":                                            "SP437",
		"CREATE UNIQUE INDEX IF NOT EXISTS i ON t (a)":                                     "SP437",
		"DROP INDEX IF EXISTS i ON t":                                                      "SP437",
		"DROP TABLE IF EXISTS t":                                                           "",
		"ALTER TABLE t ADD COLUMN `IF` INT COMMENT 'if exists'":                            "",
		"CREATE SEQUENCE s":          "SP438",
		"ALTER TABLE t DROP CHECK c": "SP439",
	} {
		for _, f := range []flavour{MySQL, MariaDB} {
			var codes []string
			for _, d := range (Dialect{f}).Parse(&sqlstmt.Stmt{Text: sql}, &ir.Env{ServerVersion: ir.Version{Major: 5, Minor: 7}}) {
				if d.Severity == source.Error {
					codes = append(codes, d.Code)
				}
			}
			expected := want
			if f == MariaDB {
				expected = ""
			}
			if got := strings.Join(codes, " "); got != expected {
				t.Errorf("%s %s: got %q, want %q", f.facts().title, sql, got, expected)
			}
		}
	}
	if diags := (Dialect{MySQL}).Parse(&sqlstmt.Stmt{Text: "ALTER TABLE t DROP CHECK c"}, &ir.Env{ServerVersion: ir.Version{Major: 8}}); diags.HasErrors() {
		t.Errorf("MySQL 8.0: %v", diags)
	}
}

func TestParenthesesForMySQL(t *testing.T) {
	for text, want := range map[string]string{
		"lower(a)": "(lower(a))", "lower(a) DESC": "(lower(a)) DESC", "(lower(a))": "(lower(a))", "a": "a", "a DESC": "a DESC", "a(10)": "a(10)", "`a b`(10) DESC": "`a b`(10) DESC",
		"coalesce(b, 0)": "(coalesce(b, 0))", "(a) + (b)": "((a) + (b))",
	} {
		if got := keyPart(text); got != want {
			t.Errorf("key %s: got %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{"now()": true, "CURRENT_TIMESTAMP": true, "current_timestamp(6)": true, "'now()'": false, "(now())": false, "5": false, "uuid()": false} {
		if got := isPresentTime(text); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}
