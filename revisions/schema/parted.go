package schema

import (
	"slices"
	"strings"
)

// A table remembers the names of the parts that statements have taken from it. Whoever says IF EXISTS of one of those means what the
// revisions have made, and of any other name something that only production can have.

// Part is a kind of part of a table.
type Part int8

// The parts that a table remembers.
const (
	ColumnPart Part = iota
	ConstraintPart
	IndexPart
)

// parted is a part that a table had once, and the name that it had then.
type parted struct {
	part Part
	name string
}

// Part records that the table has no part of the name any more: it was dropped, or has another name. The table must be one that may be changed.
func (t *Table) Part(part Part, name string) {
	if p := (parted{part, name}); !contains(t.parted, p) {
		t.parted = &chain[parted]{p, t.parted}
	}
}

// Had tells whether a statement has taken a part of the name from the table; with fold, whatever the case of its letters.
func (t *Table) Had(part Part, name string, fold bool) bool {
	for old := range t.parted.all {
		if old.part == part && (old.name == name || fold && strings.EqualFold(old.name, name)) {
			return true
		}
	}
	return false
}

// DropConstraints takes the constraints that match from the table, which must be one that may be changed.
func (t *Table) DropConstraints(match func(*Constraint) bool) {
	t.Constraints = slices.DeleteFunc(t.Constraints, func(k Constraint) bool {
		gone := match(&k)
		if gone {
			t.Part(ConstraintPart, k.Name)
		}
		return gone
	})
}

// DropIndexes does the same with indexes.
func (t *Table) DropIndexes(match func(*Index) bool) {
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x Index) bool {
		gone := match(&x)
		if gone {
			t.Part(IndexPart, x.Name)
		}
		return gone
	})
}
