package oracle

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

func TestIndexKey(t *testing.T) {
	for _, c := range []struct{ element, want string }{ // an empty want: refused
		{"a", "a"}, {"a DESC", "a DESC"}, {"lower(a)", "lower(a)"}, {`"nulls last"`, `"nulls last"`}, {"nulls", "nulls"},
		{"a NULLS LAST", "a"}, {"a ASC NULLS LAST", "a ASC"}, {"a desc nulls first", "a desc"}, {"lower(a) DESC NULLS FIRST", "lower(a) DESC"},
		{"a NULLS FIRST", ""}, {"a DESC NULLS LAST", ""}, {`"a" ASC NULLS FIRST`, ""},
	} {
		if got, err := indexKey(c.element); got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("indexKey(%q) = %q, %v, want %q", c.element, got, err, c.want)
		}
	}
}

// lowered is the first statement of an operation, or the first line of what is wrong with it, and its warnings.
func lowered(t *testing.T, op ir.Op) (text string, warnings []string) {
	t.Helper()
	stmts, diags := Dialect{}.Lower(op, nil)
	for _, d := range diags {
		warnings = append(warnings, d.Code)
	}
	if diags.HasErrors() {
		return "", warnings
	}
	return stmts[0].Text, warnings
}

func TestLacking(t *testing.T) {
	yes := true
	table := ir.TableRef{Name: ir.Ident("t")}
	key := func(change func(*ir.ForeignKey)) ir.Op {
		k := &ir.ForeignKey{Name: ir.Ident("fk"), Columns: []ir.Name{ir.Ident("a")}, RefTable: ir.Ident("u"), RefColumns: []ir.Name{ir.Ident("b")}}
		change(k)
		return ir.AddConstraint{Table: table, Constraint: k}
	}
	column := func(name string) *ir.Column {
		return &ir.Column{Name: ir.Ident(name), Type: ir.IntegerType, Nullable: true}
	}
	plain := "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES u (b)"
	for _, c := range []struct {
		name, want string // empty: refused
		op         ir.Op
		warnings   string
	}{
		{"no action", plain, key(func(k *ir.ForeignKey) { k.OnDelete, k.OnUpdate = "no action", "RESTRICT" }), ""},
		{"cascade", plain + " ON DELETE CASCADE", key(func(k *ir.ForeignKey) { k.OnDelete = "CASCADE" }), ""},
		{"set default", "", key(func(k *ir.ForeignKey) { k.OnDelete = "SET DEFAULT" }), "SP479"},
		{"on update", plain, key(func(k *ir.ForeignKey) { k.OnUpdate = "CASCADE" }), "SP424"},
		{"deferrable", plain + " DEFERRABLE INITIALLY DEFERRED", key(func(k *ir.ForeignKey) { k.Timing = ir.Timing{Deferrable: &yes, Initially: "DEFERRED"} }), ""},
		{"match simple", plain, key(func(k *ir.ForeignKey) { k.Match = "simple" }), ""},
		{"match full", "", key(func(k *ir.ForeignKey) { k.Match = "FULL" }), "SP479"},
		{"no columns", "", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("t")}}, "SP479"},
		{"create schema", "", ir.CreateSchema{Name: ir.Ident("s")}, "SP479"},
		{"drop schema", "", ir.DropSchema{Name: ir.Ident("s")}, "SP479"},
		{"reserved name", "ALTER TABLE t ADD audit INTEGER", ir.AddColumn{Table: table, Column: column("audit")}, "SP425"},
		{"other name", "ALTER TABLE t ADD code INTEGER", ir.AddColumn{Table: table, Column: column("code")}, ""},
	} {
		got, warnings := lowered(t, c.op)
		if got != c.want || strings.Join(warnings, " ") != c.warnings {
			t.Errorf("%s: %q %q, want %q %q", c.name, got, warnings, c.want, c.warnings)
		}
	}
}
