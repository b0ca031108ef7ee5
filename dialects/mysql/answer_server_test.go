package mysql

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestAnswer compares answers with those of a real MariaDB.
func TestAnswer(t *testing.T) {
	s := myserver.FindMariaDB(t)
	tables := []string{
		"CREATE TABLE p (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, u VARCHAR(50) UNIQUE)",
		"CREATE TABLE t (id INT, k VARCHAR(20) NOT NULL DEFAULT 'x''y', n INT DEFAULT 4, p_id INT, KEY ix (k, id), CONSTRAINT fk1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE)",
		"CREATE VIEW v AS SELECT id FROM p",
	}
	db, cat, d := s.Database(t), schema.New(), Dialect{MariaDB}
	for _, sql := range tables {
		d.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
	}
	s.Query(t, db, strings.Join(tables, ";"))
	for _, sql := range []string{
		"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 't'",
		"SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = SCHEMA() AND TABLE_NAME = 'nothing'",
		"SELECT column_name, column_type, is_nullable, column_default, column_key, extra FROM information_schema.columns c WHERE c.table_schema = DATABASE() AND c.table_name = 't' ORDER BY ordinal_position",
		"SELECT COUNT(1) AS n FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND INDEX_NAME = 'ix'",
		"SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name IN ('t', 'p')",
		"SELECT CONSTRAINT_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'p_id' AND REFERENCED_TABLE_NAME IS NOT NULL",
		"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type <> 'VIEW'",
		"SHOW TABLES", "SHOW TABLES LIKE 't%'", "SHOW COLUMNS FROM t", "SHOW COLUMNS FROM t LIKE 'p\\_id'", "SHOW COLUMNS FROM `t` WHERE Field = 'k'", "DESCRIBE p",
		"SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'n') AS there",
		"SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = DATABASE()", "SELECT COUNT(referenced_table_name) FROM information_schema.key_column_usage WHERE table_schema = DATABASE()",
		"SELECT COUNT(*) FROM p", "SELECT id, u FROM p WHERE id > 3",
	} {
		t.Run(sql, func(t *testing.T) {
			answer, known, why := d.Answer(sql, cat)
			if !known {
				t.Fatal(why)
			}
			want := s.Query(t, db, sql)
			got := lines(answer)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func lines(a ir.Answer) (list []string) {
	for _, r := range a.Rows {
		fields := make([]string, len(r))
		for i, v := range r {
			if fields[i] = fmt.Sprint(v); v == nil {
				fields[i] = "NULL"
			}
		}
		list = append(list, strings.Join(fields, "\t"))
	}
	return list
}

func TestNotAnswered(t *testing.T) {
	cat, d := schema.New(), Dialect{MariaDB}
	for _, sql := range []string{"CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)", "CREATE TABLE e (a INT)", "CREATE TABLE c AS SELECT 1 AS a"} {
		d.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
	}
	for sql, why := range map[string]string{
		"SELECT * FROM t": "rows of t are not known", "SELECT COUNT(*) FROM t": "rows of t are not known",
		"SELECT max(a) FROM e": "not known", "SELECT a FROM e UNION SELECT 1": "not",
		"SELECT 1 FROM information_schema.columns WHERE table_schema = 'shop' AND table_name = 'e'":     "name of the database",
		"SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'c'": "columns come from a query",
		"SELECT 1 FROM information_schema.columns WHERE table_name = 'e' OR 1 = 1":                      "form", "SHOW CREATE TABLE e": "SHOW", "SELECT VERSION()": "form",
		"SELECT 1 FROM information_schema.processlist": "processlist",
	} {
		if answer, known, got := d.Answer(sql, cat); known || !strings.Contains(got, why) {
			t.Errorf("%s: known %v, %v, why %q, want %q", sql, known, answer, got, why)
		}
	}
}
