package planner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// upAndDown is one revision: its upgrade and its downgrade.
type upAndDown struct{ up, down string }

// rollbackOf compiles r0, which is there, and the revisions behind it, and returns what is said of the way back.
func rollbackOf(t *testing.T, dialect string, direction ir.Direction, existing string, list ...upAndDown) planner.Rollback {
	t.Helper()
	fsys := fstest.MapFS{}
	for i, r := range append([]upAndDown{{existing, ""}}, list...) {
		down := ""
		if i > 0 {
			down = fmt.Sprint(" r", i-1)
		}
		text := fmt.Sprintf("-- revision: r%d\n-- down_revision:%s\n-- message: case\n-- sqlplan:upgrade\n%s\n-- sqlplan:downgrade\n%s\n", i, down, r.up, r.down)
		fsys[fmt.Sprintf("revisions/r%d.sql", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	set, diags := revisions.Load(fsys, revisions.Options{Locations: []revisions.Folder{{Dir: "revisions", Display: "revisions"}}})
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	d := dialects.All[slices.IndexFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == dialect })]
	v, err := d.ParseVersion("")
	if err != nil {
		t.Fatal(err)
	}
	command, spec := "upgrade", "r0:heads"
	if direction == ir.Downgrade {
		command, spec = "downgrade", "heads:r0"
	}
	rng, err := set.ParseRange(spec)
	if err != nil {
		t.Fatal(err)
	}
	path, err := set.Resolve(direction, rng)
	if err != nil {
		t.Fatal(err)
	}
	plan, diags := planner.Build(planner.Request{Command: command, Set: set, Path: path, Dialect: d, ServerVersion: v,
		VersionTable: set.Format.VersionTable(), Transaction: planner.PerRevision, Runner: "plain", Review: true, ToolVersion: "test"})
	if plan == nil {
		t.Fatal(diags.Err())
	}
	return plan.Rollback
}

func said(list []planner.Lost) string {
	var lines []string
	for _, l := range list {
		line := l.Object + ": " + l.What
		if l.Data {
			line += " [data]"
		}
		lines = append(lines, strings.TrimSpace(l.Revision+" "+line))
	}
	return strings.Join(lines, "\n")
}

// TestLost: what a downgrade does not restore, of definitions and of data.
func TestLost(t *testing.T) {
	const orders = "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10,2), note text);"
	for _, c := range []struct {
		name, dialect, existing string
		path                    []upAndDown
		lost, pathLost          string
	}{
		{"a column comes back without its values", "postgresql", orders,
			[]upAndDown{{"ALTER TABLE orders DROP COLUMN note;", "ALTER TABLE orders ADD COLUMN note text;"}},
			"r1 column note of table orders: its values [data]", "column note of table orders: its values [data]"},
		{"a renamed column keeps them", "postgresql", orders,
			[]upAndDown{{"ALTER TABLE orders RENAME note TO remark;", "ALTER TABLE orders RENAME remark TO note;"}}, "", ""},
		{"a narrower type", "postgresql", orders,
			[]upAndDown{{"ALTER TABLE orders ALTER total TYPE numeric(8,0);", "ALTER TABLE orders ALTER total TYPE numeric(10,2);"}},
			"r1 column total of table orders: what numeric(8,0) cannot hold of its values of the type numeric(10,2) [data]",
			"column total of table orders: what numeric(8,0) cannot hold of its values of the type numeric(10,2) [data]"},
		{"a wider type", "postgresql", orders,
			[]upAndDown{{"ALTER TABLE orders ALTER total TYPE numeric(12,2);", "ALTER TABLE orders ALTER total TYPE numeric(10,2);"}}, "", ""},
		{"an update of what was there, one of what is new, and one that is undone", "postgresql", orders,
			[]upAndDown{
				{"UPDATE orders SET note = '' WHERE note IS NULL;", ""},
				{"ALTER TABLE orders ADD COLUMN tax numeric; UPDATE orders SET tax = total / 10;", "ALTER TABLE orders DROP COLUMN tax;"},
				{"DELETE FROM orders WHERE id < 0;", "INSERT INTO orders (id) VALUES (-1);"}},
			"r1 table orders: the values that UPDATE replaces (revisions/r1.sql:5) [data]", "table orders: the values that UPDATE replaces (revisions/r1.sql:5) [data]"},
		{"a table of the path itself is nobody's loss", "postgresql", orders,
			[]upAndDown{
				{"CREATE TABLE bills (id int); INSERT INTO bills VALUES (1);", "DROP TABLE bills;"},
				{"DROP TABLE bills;", "CREATE TABLE bills (id int);"}},
			"r2 table bills: its rows [data]", ""},
		{"an index that the next revision hides", "postgresql", orders,
			[]upAndDown{
				{"CREATE TABLE bills (id int);", "DROP TABLE bills;"},
				{"CREATE INDEX bills_id ON bills (id);", ""}},
			"r2 index bills_id of table bills: is left behind", ""},
		{"the body of a function, of which one line says enough", "postgresql",
			"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n    RETURN 1;\nEND\n$$;",
			[]upAndDown{{"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\n  BEGIN\n    RETURN 2;\n  END\n$$;", ""}},
			"r1 function f(): body, from line 2 on: RETURN 1; before, RETURN 2; after", "function f(): body, from line 2 on: RETURN 1; before, RETURN 2; after"},
		{"a column on MySQL", "mysql", "CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(20) NOT NULL DEFAULT 'x');",
			[]upAndDown{{"ALTER TABLE orders MODIFY note varchar(40) NOT NULL;", "ALTER TABLE orders MODIFY note varchar(20) NOT NULL;"}},
			"r1 column note of table orders: default: x before, none after", "column note of table orders: default: x before, none after"},
		{"a table made anew on SQLite", "sqlite", "CREATE TABLE orders (id integer PRIMARY KEY, note text); CREATE INDEX orders_note ON orders (note);",
			[]upAndDown{{"CREATE TABLE new (id integer PRIMARY KEY, remark text); INSERT INTO new SELECT * FROM orders; DROP TABLE orders; ALTER TABLE new RENAME TO orders;",
				"ALTER TABLE orders RENAME COLUMN remark TO note;"}},
			"r1 index orders_note of table orders: is not made again", "index orders_note of table orders: is not made again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rollbackOf(t, c.dialect, ir.Upgrade, c.existing, c.path...)
			if len(r.Unproven) > 0 {
				t.Errorf("not known: %v", r.Unproven)
			}
			if got := said(r.Lost); got != c.lost {
				t.Errorf("lost is\n%s\nwant\n%s", got, c.lost)
			}
			if got := said(r.PathLost); got != c.pathLost {
				t.Errorf("lost on the whole path is\n%s\nwant\n%s", got, c.pathLost)
			}
		})
	}
}

// TestUnproven: a way back that cannot be followed is not said to restore anything, nor to lose it.
func TestUnproven(t *testing.T) {
	const orders = "CREATE TABLE orders (id bigint);"
	for _, c := range []struct{ name, up, down, want string }{
		{"it would fail", "ALTER TABLE orders ADD COLUMN note text;", "ALTER TABLE orders DROP COLUMN notes;", "its downgrade would fail: column notes of table orders does not exist (revisions/r1.sql:7)"},
		{"it cannot be followed", "ALTER TABLE orders ADD COLUMN note text;", "DO $$ BEGIN EXECUTE 'DROP ' || current_setting('a.b'); END $$;", "a DO block runs a statement that it puts together (revisions/r1.sql:7)"},
		{"it does not compile", "ALTER TABLE orders ADD COLUMN note text;", "ALTER TABLE orders DROP COLUM note;", "its downgrade does not compile: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rollbackOf(t, "postgresql", ir.Upgrade, orders, upAndDown{c.up, c.down})
			if len(r.Unproven) != 1 || !strings.Contains(r.Unproven[0].Reason, c.want) || len(r.Lost) > 0 || len(r.PathLost) > 0 {
				t.Errorf("unproven %v, lost %v", r.Unproven, r.Lost)
			}
		})
	}
}

// TestDestroyed: a downgrade says what values it throws away.
func TestDestroyed(t *testing.T) {
	r := rollbackOf(t, "postgresql", ir.Downgrade, "CREATE TABLE orders (id bigint);",
		upAndDown{"ALTER TABLE orders ADD COLUMN note text; CREATE TABLE bills (id int);", "DROP TABLE bills; ALTER TABLE orders DROP COLUMN note;"})
	if got, want := said(r.Lost), "r1 table bills: its rows [data]\nr1 column note of table orders: its values [data]"; got != want {
		t.Errorf("it destroys\n%s\nwant\n%s", got, want)
	}
}
