package schema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Doubtful is a name of which it is not known whether there is an object.
type Doubtful struct {
	Name  Name
	Doubt Doubt
}

func doubtful[T copier[T]](s *store[T]) []Doubtful {
	var list []Doubtful
	for _, n := range s.doubted() {
		if e, _ := s.get(n); !e.there {
			list = append(list, Doubtful{n, *e.doubt})
		}
	}
	return list
}

// DoubtfulTables returns the tables that no listing has but that may be there.
func (c *Catalog) DoubtfulTables() []Doubtful { return doubtful(&c.tables) }

// DoubtfulTypes returns the types that no listing has but that may be there.
func (c *Catalog) DoubtfulTypes() []Doubtful { return doubtful(&c.types) }

// DoubtfulSequences returns the sequences that no listing has but that may be there.
func (c *Catalog) DoubtfulSequences() []Doubtful { return doubtful(&c.sequences) }

// DoubtfulIndexes returns the indexes that no listing has but that may be there.
func (c *Catalog) DoubtfulIndexes() []Doubtful { return doubtful(&c.indexes) }

// MarkTriggersUnknown records that a trigger of a table may have been dropped. Without a name that may be
// any of its triggers, and without a table those of any table.
func (c *Catalog) MarkTriggersUnknown(table Name, name, reason string, span source.Span) {
	tables := []Name{table}
	if table.Name == "" {
		tables = tables[:0]
		for _, t := range slices.Concat(c.Tables(""), c.Views("")) {
			tables = append(tables, t.Name)
		}
	}
	for _, n := range tables {
		if e, _ := c.tables.get(n); !e.there || len(e.value.Triggers) == 0 {
			continue
		}
		t, _ := edit(c, &c.tables, n)
		for i := range t.Triggers {
			if name == "" || t.Triggers[i].Name == name {
				t.Triggers[i].Doubt = &Doubt{reason, span}
			}
		}
	}
}

// triggerDoubt is why it is not known whether a trigger is there; nil if it is.
func (t *Table) triggerDoubt(name string) *Doubt {
	i := slices.IndexFunc(t.Triggers, func(g Trigger) bool { return g.Name == name })
	if i < 0 {
		return nil
	}
	return t.Triggers[i].Doubt
}
