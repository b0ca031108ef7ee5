package schema

import "testing"

// TestParted: a table remembers what was taken from it under whatever name it goes on, a clone what was taken from its own version.
func TestParted(t *testing.T) {
	n := Name{"public", "orders"}
	c := New()
	c.AddTable(n, &Table{Columns: []*Column{{Name: "a"}, {Name: "b"}, {Name: "c"}}, Constraints: []Constraint{{Name: "low", Kind: Check, Check: &Expr{Columns: []string{"b"}}}}})
	c.At(c.at)
	c.Drop(false).Column(n, "b")
	before := c.Clone()
	c.RenameColumn(n, "c", "d")
	c.MoveTable(n, Name{"public", "sales"})

	now, _ := c.Table("public", "sales")
	then, _ := before.Table("public", "orders")
	for _, x := range []struct {
		part      Part
		name      string
		now, then bool
	}{{ColumnPart, "b", true, true}, {ConstraintPart, "low", true, true}, {ColumnPart, "c", true, false}, {ColumnPart, "d", false, false}, {IndexPart, "b", false, false}, {ColumnPart, "B", false, false}} {
		if got := now.Had(x.part, x.name, false); got != x.now {
			t.Errorf("sales had %s: %v", x.name, got)
		}
		if got := then.Had(x.part, x.name, false); got != x.then {
			t.Errorf("orders had %s: %v", x.name, got)
		}
	}
	if !now.Had(ColumnPart, "B", true) {
		t.Error("the case of a name counts although it should not")
	}
	if now.parted.rest != then.parted {
		t.Error("two versions of a table do not share what they have in common")
	}
	c.EditTable(now.Name).Part(ColumnPart, "c")
	if again, _ := c.Table("public", "sales"); again.parted != now.parted {
		t.Error("a name is kept twice")
	}
}
