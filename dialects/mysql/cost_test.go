package mysql

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestCost: what a statement costs depends on what it touches, not on what else is in the catalog.
func TestCost(t *testing.T) {
	d := Dialect{MariaDB}
	small := schema.New()
	for _, sql := range strings.Split(orders+"; CREATE TABLE b (id INT PRIMARY KEY, a_id INT, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES orders (id)); "+
		"CREATE VIEW v AS SELECT a FROM orders; CREATE FUNCTION f() RETURNS INT RETURN 1; CREATE TRIGGER tr AFTER UPDATE ON orders FOR EACH ROW DELETE FROM b", "; ") {
		d.Simulate(&sqlstmt.Stmt{Text: sql}, small)
	}
	large := small.Clone()
	for i := range 20000 {
		n := schema.Name{Schema: schema.DefaultSchema, Name: fmt.Sprintf("filler_%d", i)}
		large.AddTable(n, &schema.Table{Kind: schema.TableKind(i % 2), Columns: []*schema.Column{{Name: "id"}}})
		large.AddRoutine(schema.Name{Schema: n.Schema, Name: "x" + n.Name + "()"}, &schema.Routine{})
	}
	for _, sql := range []string{
		"CREATE TABLE z (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES orders (id), CONSTRAINT z_a FOREIGN KEY (a) REFERENCES orders (id))",
		"CREATE VIEW z AS SELECT a FROM orders",
		"CREATE INDEX z ON orders (v)",
		"DROP INDEX ka ON orders",
		"DROP TABLE orders",
		"DROP TABLE b",
		"DROP VIEW v",
		"DROP FUNCTION f",
		"DROP TRIGGER tr",
		"TRUNCATE TABLE orders",
		"RENAME TABLE orders TO z",
		"ALTER TABLE orders ADD COLUMN z INT",
		"ALTER TABLE orders DROP COLUMN a",
		"ALTER TABLE orders MODIFY id BIGINT",
		"ALTER TABLE orders CHANGE id z BIGINT",
		"ALTER TABLE orders RENAME TO z",
		"ALTER TABLE orders DROP PRIMARY KEY",
		"ALTER TABLE b DROP FOREIGN KEY b_a",
		"ALTER TABLE b ADD CONSTRAINT z FOREIGN KEY (a_id) REFERENCES orders (id)",
		"INSERT INTO orders VALUES (1, 2, 'x', 'a')",
		"UPDATE orders SET a = f() WHERE id = 2",
		"DELETE FROM orders",
		"SELECT f()",
	} {
		few, many := costOf(d, small, sql), costOf(d, large, sql)
		if many > 5*few+100*time.Microsecond {
			t.Errorf("%s\ncosts %v, and %v with 40,000 other objects in the catalog", sql, few, many)
		}
	}
}

// costOf is the shortest of the times that it takes to study and to simulate a statement on a clone of a catalog.
func costOf(d Dialect, cat *schema.Catalog, sql string) time.Duration {
	least := time.Hour
	for range 10 {
		work := cat.Clone()
		start := time.Now()
		d.Actions(&sqlstmt.Stmt{Text: sql}, work)
		d.Simulate(&sqlstmt.Stmt{Text: sql}, work)
		least = min(least, time.Since(start))
	}
	return least
}
