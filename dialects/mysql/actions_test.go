package mysql

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// studied runs the statements of setup through the catalog as what was there before the path, and returns the actions of the last.
func studied(d Dialect, setup, sql string) []sqlstmt.Action {
	cat := schema.New()
	cat.Baseline(true)
	for _, s := range strings.Split(setup, ";") {
		if s = strings.TrimSpace(s); s != "" {
			d.Simulate(&sqlstmt.Stmt{Text: s}, cat)
		}
	}
	cat.Baseline(false)
	return d.Actions(&sqlstmt.Stmt{Text: sql}, cat)
}

func brief(list []sqlstmt.Action) string {
	var lines []string
	for _, a := range list {
		line := fmt.Sprintf("%s %s %s", a.Kind, a.TableSQL, a.Name)
		for _, more := range []string{a.To, a.Class, a.More().OldType, a.Type, strings.Join(a.Columns, ","), a.Refers().RefSQL, a.More().Algorithm, a.More().LockOption, a.More().Wait} {
			if more != "" {
				line += " " + more
			}
		}
		if a.New {
			line += " new"
		}
		if a.Unknown != "" {
			line += " unknown"
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.Join(lines, "; ")
}

const orders = "CREATE TABLE customers (id INT PRIMARY KEY); CREATE TABLE orders (id INT PRIMARY KEY, a INT, v VARCHAR(20) NOT NULL, e ENUM('a','b'), KEY ka (a), CONSTRAINT positive CHECK (a > 0)) CHARACTER SET utf8mb4"

func TestActions(t *testing.T) {
	for sql, want := range map[string]string{
		"ALTER TABLE orders ADD COLUMN z INT":                                                "add column orders z add-column int(11)",
		"ALTER TABLE orders ADD z INT AFTER a, LOCK=NONE, ALGORITHM=INSTANT":                 "add column orders z add-column-placed int(11) INSTANT NONE",
		"ALTER TABLE orders ADD (y INT, z INT UNIQUE)":                                       "add column orders y add-column int(11); add column orders z add-column int(11); create index orders z add-unique-index z",
		"ALTER TABLE orders MODIFY a BIGINT NOT NULL":                                        "alter column type orders a column-type int(11) bigint(20) a; set not null orders a not-null int(11) bigint(20) a",
		"ALTER TABLE orders CHANGE v w VARCHAR(60) NOT NULL":                                 "rename column orders v w rename-column varchar(20) varchar(60) v; alter column type orders v w varchar-longer varchar(20) varchar(60) v",
		"ALTER TABLE orders MODIFY v VARCHAR(64) NOT NULL":                                   "alter column type orders v varchar-past-255-from-127 varchar(20) varchar(64) v",
		"ALTER TABLE orders MODIFY e ENUM('a','b','c')":                                      "alter column type orders e enum-append enum('a','b') enum('a','b','c') e",
		"ALTER TABLE orders MODIFY e ENUM('b','a')":                                          "alter column type orders e enum-changed enum('a','b') enum('b','a') e",
		"ALTER TABLE orders MODIFY a INT COMMENT 'x'":                                        "alter column type orders a column-metadata int(11) int(11) a",
		"ALTER TABLE orders MODIFY a INT FIRST":                                              "alter column type orders a move-column int(11) int(11) a",
		"ALTER TABLE orders DROP COLUMN a":                                                   "drop column orders a drop-column-indexed int(11)",
		"ALTER TABLE orders DROP PRIMARY KEY, ADD PRIMARY KEY (a)":                           "drop constraint orders PRIMARY replace-primary-key; add constraint orders  replace-primary-key a",
		"ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES customers (id)":                   "add constraint orders  add-foreign-key a customers",
		"ALTER TABLE orders DROP CONSTRAINT positive":                                        "drop constraint orders positive drop-check",
		"ALTER TABLE orders ADD FULLTEXT KEY f (v), RENAME KEY ka TO kb":                     "create index orders f add-fulltext-first v; rename index orders ka kb rename-index",
		"ALTER TABLE orders CONVERT TO CHARACTER SET latin1":                                 "set table option orders convert to character set latin1 convert-charset",
		"ALTER TABLE orders ENGINE=InnoDB":                                                   "set table option orders engine InnoDB rebuild",
		"ALTER TABLE orders WAIT 5 RENAME TO o2":                                             "rename table orders  o2 rename-table WAIT 5",
		"ALTER TABLE nobody ADD COLUMN z INT":                                                "add column nobody z add-column int(11) unknown",
		"CREATE UNIQUE INDEX u ON orders (a, v(5)) ALGORITHM=INPLACE":                        "create index orders u add-unique-index a,v INPLACE",
		"DROP INDEX ka ON orders":                                                            "drop index orders ka drop-index a",
		"CREATE TABLE n (id INT PRIMARY KEY, o INT, FOREIGN KEY (o) REFERENCES orders (id))": "create table n  new; add column n id add-column int(11) new; add constraint n  add-primary-key id new; add column n o add-column int(11) new; add constraint n  add-foreign-key o orders new",
		"DROP TABLE IF EXISTS orders, customers":                                             "drop table orders; drop table customers",
		"RENAME TABLE orders TO o2":                                                          "rename table orders  o2",
		"TRUNCATE TABLE orders":                                                              "truncate orders",
		"UPDATE orders SET a = 1":                                                            "update orders",
		"INSERT INTO orders (id) VALUES (1)":                                                 "insert orders",
		"OPTIMIZE TABLE orders":                                                              "vacuum full orders",
		"CREATE TRIGGER g BEFORE INSERT ON orders FOR EACH ROW SET NEW.a = 1":                "create trigger orders g",
		"SET @a = 1": "other  SET",
		"ALTER TABLE orders PARTITION BY HASH (id) PARTITIONS 4": "set table option orders partition by partition-table",
	} {
		if got := brief(studied(Dialect{MariaDB}, orders, sql)); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
}

// TestActionsUnderDoubt: what is not known is said, and costs what it may cost.
func TestActionsUnderDoubt(t *testing.T) {
	d, cat := Dialect{MySQL}, schema.New()
	d.Simulate(&sqlstmt.Stmt{Text: "CREATE TABLE orders (a INT)"}, cat)
	d.Simulate(&sqlstmt.Stmt{Text: "CALL something()"}, cat)
	got := d.Actions(&sqlstmt.Stmt{Text: "ALTER TABLE orders MODIFY a BIGINT"}, cat)
	if len(got) != 1 || got[0].Unknown == "" || got[0].Class != "column-type" {
		t.Errorf("a table that a procedure may have changed: %+v", got)
	}
}

func lockText(list []sqlstmt.Lock) string {
	var lines []string
	for _, l := range list {
		line := fmt.Sprintf("%s %s %s %s %s", l.Table, l.Mode, l.Algorithm, l.Held, strings.Join(l.Blocks, "+"))
		for _, f := range []struct {
			on   bool
			name string
		}{{l.Rewrite, "rewrite"}, {l.Build, "build"}, {l.New, "new"}} {
			if f.on {
				line += " " + f.name
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestLocks(t *testing.T) {
	for _, c := range []struct {
		flavour   flavour
		version   ir.Version
		sql, want string
	}{
		{MySQL, ir.Version{Major: 5, Minor: 7}, "ALTER TABLE orders ADD z INT", "orders SHARED_UPGRADABLE INPLACE statement DDL rewrite build"},
		{MySQL, ir.Version{Major: 8}, "ALTER TABLE orders ADD z INT", "orders EXCLUSIVE INSTANT moment reads+writes+DDL"},
		{MySQL, ir.Version{Major: 8, Patch: 11}, "ALTER TABLE orders ADD z INT", "orders SHARED_UPGRADABLE INPLACE statement DDL rewrite build"},
		{MySQL, ir.Version{Major: 8, Patch: 28}, "ALTER TABLE orders ADD z INT FIRST", "orders SHARED_UPGRADABLE INPLACE statement DDL rewrite build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "ALTER TABLE orders ADD z INT FIRST", "orders EXCLUSIVE INSTANT moment reads+writes+DDL"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "ALTER TABLE orders ADD z INT, ADD KEY (z)", "orders SHARED_UPGRADABLE INPLACE statement DDL rewrite build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "ALTER TABLE orders MODIFY a BIGINT", "orders SHARED_NO_WRITE COPY statement writes+DDL rewrite build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "CREATE INDEX k ON orders (v)", "orders SHARED_UPGRADABLE INPLACE statement DDL build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "CREATE INDEX k ON orders (v) LOCK=SHARED", "orders SHARED_NO_WRITE INPLACE statement writes+DDL build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "ALTER TABLE orders ADD z INT, ALGORITHM=COPY", "orders SHARED_NO_WRITE COPY statement writes+DDL rewrite build"},
		{MySQL, ir.Version{Major: 8, Minor: 4}, "ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES customers (id)", "orders SHARED_NO_WRITE COPY statement writes+DDL rewrite build; customers EXCLUSIVE  moment reads+writes+DDL"},
		{MySQL, ir.Version{Major: 5, Minor: 7}, "ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES customers (id)", "orders SHARED_NO_WRITE COPY statement writes+DDL rewrite build"},
		{MariaDB, ir.Version{Major: 10, Minor: 11}, "ALTER TABLE orders MODIFY a BIGINT", "orders SHARED_NO_WRITE COPY statement writes+DDL rewrite build"},
		{MariaDB, ir.Version{Major: 11, Minor: 4}, "ALTER TABLE orders MODIFY a BIGINT", "orders SHARED_UPGRADABLE COPY statement DDL rewrite build"},
		{MariaDB, ir.Version{Major: 10, Minor: 11}, "UPDATE orders SET a = 1", "orders SHARED_WRITE  transaction writes+DDL"},
		{MariaDB, ir.Version{Major: 10, Minor: 11}, "CREATE TABLE n (id INT)", "n EXCLUSIVE  statement reads+writes+DDL new"},
		{MariaDB, ir.Version{Major: 10, Minor: 11}, "CREATE VIEW w AS SELECT 1", ""},
	} {
		d := Dialect{c.flavour}
		if got := lockText(d.Locks(studied(d, orders, c.sql), c.version)); got != c.want {
			t.Errorf("%s %s: %s\n got %s\nwant %s", d.Name(), c.version, c.sql, got, c.want)
		}
	}
}

// TestRefuses: what a statement asks for and the server cannot do.
func TestRefuses(t *testing.T) {
	v := ir.Version{Major: 8, Minor: 4}
	for sql, refused := range map[string]bool{
		"ALTER TABLE orders ADD z INT, ALGORITHM=INSTANT":              false,
		"ALTER TABLE orders MODIFY a BIGINT, ALGORITHM=INSTANT":        true,
		"ALTER TABLE orders MODIFY a BIGINT, ALGORITHM=INPLACE":        true,
		"ALTER TABLE orders MODIFY a BIGINT, LOCK=NONE":                true,
		"ALTER TABLE orders ADD KEY (v), ALGORITHM=INPLACE, LOCK=NONE": false,
		"ALTER TABLE orders ADD KEY (v), ALGORITHM=INSTANT":            true,
	} {
		d := Dialect{MySQL}
		if got := d.Locks(studied(d, orders, sql), v)[0].Refused; (got != "") != refused {
			t.Errorf("%s: %q", sql, got)
		}
	}
}
