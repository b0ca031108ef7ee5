package mssql

import (
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

func lowered(t *testing.T, op ir.Op) (string, bool) {
	t.Helper()
	stmts, diags := Dialect{}.Lower(op, nil)
	if diags.HasErrors() {
		return "", false
	}
	return stmts[0].Text, true
}

func TestAdapt(t *testing.T) {
	yes, no := true, false
	table := ir.TableRef{Name: ir.Ident("t")}
	key := func(change func(*ir.ForeignKey)) ir.Op {
		k := &ir.ForeignKey{Name: ir.Ident("fk"), Columns: []ir.Name{ir.Ident("a")}, RefTable: ir.Ident("u"), RefColumns: []ir.Name{ir.Ident("b")}}
		change(k)
		return ir.AddConstraint{Table: table, Constraint: k}
	}
	plain := "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES u (b)"
	for _, c := range []struct {
		name string
		op   ir.Op
		want string // empty: refused
	}{
		{"not deferrable", key(func(k *ir.ForeignKey) { k.Timing = ir.Timing{Deferrable: &no, Initially: "IMMEDIATE"} }), plain},
		{"deferrable", key(func(k *ir.ForeignKey) { k.Timing = ir.Timing{Deferrable: &yes} }), ""},
		{"deferred", key(func(k *ir.ForeignKey) { k.Timing = ir.Timing{Initially: "deferred"} }), ""},
		{"restrict", key(func(k *ir.ForeignKey) { k.OnDelete, k.OnUpdate = "restrict", "CASCADE" }), plain + " ON DELETE NO ACTION ON UPDATE CASCADE"},
		{"match simple", key(func(k *ir.ForeignKey) { k.Match = "SIMPLE" }), plain},
		{"match full", key(func(k *ir.ForeignKey) { k.Match = "FULL" }), ""},
		{"no columns", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("t")}}, ""},
		{"schema and what is in it", ir.DropSchema{Name: ir.Ident("s"), Cascade: true}, ""},
		{"schema", ir.DropSchema{Name: ir.Ident("s")}, "DROP SCHEMA s"},
	} {
		if got, ok := lowered(t, c.op); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
