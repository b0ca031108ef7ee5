package schema

import (
	"slices"
	"strings"
)

// What needs an object is found without a look at all the others: for each name that an object
// mentions, the catalog keeps which objects do. These links are never taken back, since an
// object is looked at again before a link counts; and they are brought up to date when they are asked for,
// since tables are changed in place.

// links are the objects of one kind that mention a name. They can be as many as there are tables; most
// often there is one.
type links struct {
	one  Name
	more store[*mark]
}

func (l *links) copied() *links { c := *l; return &c }

func (l *links) names() []Name {
	names := append(l.more.names(), l.one)
	slices.SortFunc(names, CompareNames)
	return names
}

// mark says that a name is among the links.
type mark struct{}

func (m *mark) copied() *mark { return m }

// references are the links of a catalog, by what they lead to. A name that means several things, such
// as a table and its row type, has the links of all.
type references struct {
	tables, sequences, types, routines store[*links]
	// named are the tables and types that have a part of a name (a constraint, an index, a trigger), and
	// spelt the tables that have it themselves; by the name alone, in lower case.
	named, spelt store[*links]
	// bases are the routines by their names without arguments, and by these without a schema.
	bases store[*links]
	// doubted are the tables of which something was not known.
	doubted store[*mark]
}

// link records that the object with the name n mentions others.
func (c *Catalog) link(s *store[*links], n Name, mentioned ...Name) {
	for _, m := range mentioned {
		if m.Schema == SystemSchema || m.Name == "" {
			continue
		}
		e, ok := s.get(m)
		if !ok {
			s.put(c.token, m, entry[*links]{value: &links{one: n}, there: true})
			continue
		}
		if e.value.one == n || e.value.more.find(n) != nil {
			continue
		}
		own, _ := s.edit(c.token, m)
		own.more.put(c.token, n, entry[*mark]{there: true})
		own.more.touched = nil
	}
}

// relink brings the links up to date. Objects that this statement has touched stay on the list, since it may
// go on changing them.
func (c *Catalog) relink() {
	r := &c.references
	for _, n := range c.tables.touched {
		if e, _ := c.tables.get(n); e.there {
			c.linkTable(e.value)
		}
	}
	for _, n := range c.sequences.touched {
		if e, _ := c.sequences.get(n); e.there {
			c.link(&r.sequences, n, e.value.Owner)
		}
	}
	for _, n := range c.types.touched {
		if e, _ := c.types.get(n); e.there {
			c.linkType(e.value)
		}
	}
	for _, n := range c.routines.touched {
		if e, _ := c.routines.get(n); e.there {
			base := e.value.Base()
			c.link(&r.bases, n, Name{n.Schema, base}, Name{Name: base})
			c.link(&r.routines, n, e.value.Returns.Name)
			for _, a := range e.value.Args {
				c.link(&r.routines, n, a.Name)
			}
		}
	}
	for _, s := range []*store[*links]{&r.tables, &r.sequences, &r.types, &r.routines, &r.named, &r.spelt, &r.bases} {
		s.touched = nil // nobody asks for these
	}
}

// settleLinks is relink between two statements: what was touched is done with.
func (c *Catalog) settleLinks() {
	c.relink()
	c.tables.touched, c.sequences.touched, c.types.touched, c.routines.touched = nil, nil, nil, nil
	c.schemas.touched, c.indexes.touched, c.extensions.touched, c.others.touched = nil, nil, nil, nil
}

func (c *Catalog) linkTable(t *Table) {
	s, n := &c.references.tables, t.Name
	if t.Doubt != nil {
		c.references.doubted.put(c.token, n, entry[*mark]{there: true})
		c.references.doubted.touched = nil
	}
	c.link(&c.references.spelt, n, lower(n.Name))
	c.link(s, n, t.Parents...)
	c.link(s, n, t.OfType)
	for _, u := range t.Uses {
		c.link(s, n, u.Table)
	}
	for i := range t.Columns {
		col := &t.Columns[i]
		c.link(s, n, col.Type.Name, col.Sequence)
		c.linkExpr(n, col.Default)
		c.linkExpr(n, col.Generated)
	}
	for i := range t.Constraints {
		k := &t.Constraints[i]
		c.link(s, n, k.RefTable)
		c.link(&c.references.named, n, lower(k.Name))
		c.linkExpr(n, k.Check)
	}
	for i := range t.Indexes {
		x := &t.Indexes[i]
		c.link(s, n, x.Parent)
		c.link(&c.references.named, n, lower(x.Name))
		c.linkExpr(n, x.Where)
		for _, k := range x.Keys {
			c.linkExpr(n, k.Expr)
		}
	}
	for _, g := range t.Triggers {
		c.link(s, n, g.Function)
		c.link(&c.references.named, n, lower(g.Name))
	}
	for _, st := range t.Statistics {
		c.link(s, n, st.Name)
	}
}

func (c *Catalog) linkExpr(n Name, e *Expr) {
	if e == nil {
		return
	}
	c.link(&c.references.tables, n, e.Sequences...)
	for _, f := range e.Functions {
		if f.Schema != "" { // else it is the server's own
			c.link(&c.references.tables, n, f)
		}
	}
	for _, t := range e.Types {
		c.link(&c.references.tables, n, t.Name)
	}
}

func (c *Catalog) linkType(u *UserType) {
	s := &c.references.types
	c.link(s, u.Name, u.Of.Name, u.Range)
	for i := range u.Attributes {
		c.link(s, u.Name, u.Attributes[i].Type.Name)
	}
	for i := range u.Constraints {
		c.link(&c.references.named, u.Name, lower(u.Constraints[i].Name))
	}
}

// linked returns the objects that are there and may mention a name, sorted by their own.
func linked[T copier[T]](c *Catalog, s *store[T], l *store[*links], n Name) []T {
	c.relink()
	e, ok := l.get(n)
	if !ok {
		return nil
	}
	var list []T
	for _, name := range e.value.names() {
		if have, _ := s.get(name); have.there {
			list = append(list, have.value)
		}
	}
	return list
}

// TablesNaming returns the tables and views that may mention an object: as their parent, in a foreign
// key, a view's query, a column's type, an expression, as the function of a trigger. Sorted by name.
func (c *Catalog) TablesNaming(n Name) []*Table {
	return linked(c, &c.tables, &c.references.tables, n)
}

func (c *Catalog) sequencesOf(owner Name) []*Sequence {
	return linked(c, &c.sequences, &c.references.sequences, owner)
}

// TypesNaming returns the types that may mention one: domains over it, ranges of it, composite types with an attribute of it. Sorted by name.
func (c *Catalog) TypesNaming(n Name) []*UserType {
	return linked(c, &c.types, &c.references.types, n)
}

func (c *Catalog) routinesNaming(n Name) []*Routine {
	return linked(c, &c.routines, &c.references.routines, n)
}

// TablesWith returns the tables that have a constraint, an index or a trigger of a name, in
// whatever case, and perhaps some that had it. Sorted by name.
func (c *Catalog) TablesWith(part string) []*Table {
	return linked(c, &c.tables, &c.references.named, lower(part))
}

// TablesSpelt returns the tables and views of all schemas whose name differs from another one in case at most.
func (c *Catalog) TablesSpelt(name string) []*Table {
	return linked(c, &c.tables, &c.references.spelt, lower(name))
}

// RoutineSpelt tells whether any schema has a routine whose name differs from another one in case at most.
func (c *Catalog) RoutineSpelt(name string) bool {
	c.relink()
	for _, n := range c.references.bases.alike(Name{Name: name}) {
		if n.Schema == "" && strings.EqualFold(n.Name, name) && len(linked(c, &c.routines, &c.references.bases, n)) > 0 {
			return true
		}
	}
	return false
}

// DoubtsTable tells whether it is not known what some table, not a view, looks like.
func (c *Catalog) DoubtsTable() bool {
	c.relink()
	found := false
	c.references.doubted.each(func(n Name, _ entry[*mark]) bool {
		e, _ := c.tables.get(n)
		found = e.there && !e.value.IsView() && e.value.Doubt != nil
		return !found
	})
	return found
}

func lower(name string) Name { return Name{Name: strings.ToLower(name)} }
