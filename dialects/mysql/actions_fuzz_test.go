package mysql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// FuzzActions: no text makes the reading panic, and none changes the catalog.
func FuzzActions(f *testing.F) {
	for _, c := range samples() {
		f.Add(c.sql)
		for i := range c.sql { // cut off anywhere
			if c.sql[i] == ' ' {
				f.Add(c.sql[:i])
			}
		}
	}
	for _, sql := range []string{"ALTER TABLE t ALGORITHM", "ALTER TABLE t ADD (", "CREATE TABLE (", "CREATE TABLE n (a int REFERENCES", "DROP INDEX ON", "RENAME TABLE t TO", "UPDATE SET a", "WITH x AS (SELECT 1) UPDATE t SET a = 1",
		"ALTER TABLE t ADD CONSTRAINT", "ALTER TABLE t MODIFY", "ALTER TABLE t CHANGE a", "CREATE TABLE n (a enum(", "LOCK TABLES t READ, x WRITE", "DELETE a FROM t a JOIN x", "INSERT INTO", "ALTER TABLE t LOCK=NONE DROP PARTITION p", "ALTER TABLE t ADD a INT DEFAULT +"} {
		f.Add(sql)
	}
	cat := schema.New()
	for _, s := range strings.Split(plainTable, ";") {
		Dialect{MariaDB}.Simulate(&sqlstmt.Stmt{Text: s}, cat)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		for _, d := range []Dialect{{MySQL}, {MariaDB}} {
			work := cat.Clone()
			d.Simulate(&sqlstmt.Stmt{Text: sql}, cat.Clone())
			actions := d.Actions(&sqlstmt.Stmt{Text: sql}, work)
			d.Locks(actions, ir.Version{Major: 10, Minor: 11})
			if n := len(schema.Diff(cat, work, func(schema.Name) bool { return false })); n > 0 {
				t.Errorf("%q changed the catalog", sql)
			}
		}
	})
}
