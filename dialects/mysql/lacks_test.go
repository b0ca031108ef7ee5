package mysql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// written are the statements of an operation and the codes of what is said about it.
func written(f flavour, op ir.Op) (text, codes string) {
	stmts, diags := Dialect{f}.Lower(op, nil)
	var texts, list []string
	for _, st := range stmts {
		texts = append(texts, strings.Join(strings.Fields(st.Text), " "))
	}
	for _, d := range diags {
		list = append(list, d.Code)
	}
	return strings.Join(texts, "; "), strings.Join(list, " ")
}

func TestLacking(t *testing.T) {
	yes := true
	table := ir.TableRef{Name: ir.Ident("t")}
	sql := func(text string) ir.Expr { return &ir.Text{SQL: text} }
	column := func(change func(*ir.Column)) *ir.Column {
		c := &ir.Column{Name: ir.Ident("a"), Type: ir.IntegerType, Nullable: true}
		change(c)
		return c
	}
	checked := column(func(c *ir.Column) {
		c.Checks = []*ir.Check{{Name: ir.Ident("ck"), Condition: sql("a > 0")}, {Condition: sql("a < 9")}}
	})
	generated := column(func(c *ir.Column) {
		c.Computed, c.Nullable, c.NullableGiven = &ir.Computed{SQL: sql("b + 1")}, false, true
	})
	index := func(e ir.Expr) ir.Op {
		return ir.CreateIndex{Table: table, Index: &ir.Index{Name: ir.Ident("ix"), Elements: []ir.Expr{e}}}
	}
	for _, c := range []struct {
		name                        string
		op                          ir.Op
		mysql, mariadb, codes, warn string // codes are those of both, warn those of MariaDB alone
	}{
		{"check with a name", ir.AddColumn{Table: table, Column: checked},
			"ALTER TABLE t ADD COLUMN a INTEGER CONSTRAINT ck CHECK (a > 0) CHECK (a < 9)",
			"ALTER TABLE t ADD COLUMN a INTEGER CHECK (a < 9); ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0)", "", ""},
		{"checks of a new table", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("t"), Columns: []*ir.Column{checked}}},
			"CREATE TABLE t ( a INTEGER CONSTRAINT ck CHECK (a > 0) CHECK (a < 9) )",
			"CREATE TABLE t ( a INTEGER CHECK (a < 9), CONSTRAINT ck CHECK (a > 0) )", "", ""},
		{"generated column", ir.AddColumn{Table: table, Column: generated},
			"ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (b + 1) NOT NULL", "ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (b + 1)", "", "SP426"},
		{"index on an expression", index(sql("(lower(a))")), "CREATE INDEX ix ON t ((lower(a)))", "", "", "SP479"},
		{"index on a column", index(sql("a DESC")), "CREATE INDEX ix ON t (a DESC)", "CREATE INDEX ix ON t (a DESC)", "", ""},
		{"deferrable", ir.AddConstraint{Table: table, Constraint: &ir.Unique{Columns: []ir.Name{ir.Ident("a")}, Timing: ir.Timing{Deferrable: &yes}}}, "", "", "SP479", "SP479"},
		{"immediate", ir.AddConstraint{Table: table, Constraint: &ir.Unique{Columns: []ir.Name{ir.Ident("a")}, Timing: ir.Timing{Initially: "IMMEDIATE"}}},
			"ALTER TABLE t ADD UNIQUE (a)", "ALTER TABLE t ADD UNIQUE (a)", "", ""},
		{"no columns", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("t")}}, "", "", "SP479", "SP479"},
		{"schema and what is in it", ir.DropSchema{Name: ir.Ident("s"), Cascade: true}, "", "", "SP479", "SP479"},
	} {
		if got, codes := written(MySQL, c.op); got != c.mysql || codes != c.codes {
			t.Errorf("MySQL, %s: %s %s, want %s %s", c.name, got, codes, c.mysql, c.codes)
		}
		if got, codes := written(MariaDB, c.op); got != c.mariadb || codes != c.warn {
			t.Errorf("MariaDB, %s: %s %s, want %s %s", c.name, got, codes, c.mariadb, c.warn)
		}
	}
}

func TestIsCall(t *testing.T) {
	for text, want := range map[string]bool{
		"uuid()": true, "f(a, (b))": true, "db.f(1)": true, "CURRENT_USER": true, "case when 1 = 1 then 2 end": true,
		"1 + 2": false, "f(1) + g(2)": false, "'x'": false, "now() - interval 1 day": false, "": false,
	} {
		if got := isCall(text); got != want {
			t.Errorf("isCall(%q) = %v, want %v", text, got, want)
		}
	}
}
