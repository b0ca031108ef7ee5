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
	more trie[*mark]
}

func (l *links) copied() *links { c := *l; return &c }

// mark says that a name is among the links.
type mark struct{}

func (m *mark) copied() *mark { return m }

// references are the links of a catalog, by what they lead to. A name that means several things, such
// as a table and its row type, has the links of all.
type references struct {
	tables, sequences, types, routines trie[*links]
	// named are the tables and types that have a part of a name (a constraint, an index, a trigger); by the name alone,
	// in lower case.
	named trie[*links]
	// bases are the routines by their names without arguments, and by these without a schema.
	bases trie[*links]
	// doubted are the tables of which something was not known.
	doubted trie[*mark]
}

// link records that the object with the name n mentions another one.
func (c *Catalog) link(s *trie[*links], n, mentioned Name) {
	if mentioned.Schema == SystemSchema || mentioned.Name == "" {
		return
	}
	l := s.find(mentioned)
	switch {
	case l == nil:
		s.set(c.token, mentioned, entry[*links]{value: &links{one: n}, there: true})
	case l.entry.value.one == n || l.entry.value.more.find(n) != nil:
	default:
		s.own(c.token, l).more.set(c.token, n, entry[*mark]{there: true})
	}
}

// relink brings the links up to date. Objects that this statement has touched stay on the list, since it may
// go on changing them.
func (c *Catalog) relink() {
	r := &c.references
	for _, n := range c.tables.touched {
		if e, _ := c.tables.get(n); e.there {
			if e.value.Doubt != nil {
				r.doubted.set(c.token, n, entry[*mark]{there: true})
			}
			mentionedByTable(e.value, func(m Name) { c.link(&r.tables, n, m) })
			c.linkParts(e.value)
		}
	}
	for _, n := range c.sequences.touched {
		if e, _ := c.sequences.get(n); e.there {
			c.link(&r.sequences, n, e.value.Owner)
		}
	}
	for _, n := range c.types.touched {
		if e, _ := c.types.get(n); e.there {
			mentionedByType(e.value, func(m Name) { c.link(&r.types, n, m) })
			partsOfType(e.value, func(m Name) { c.link(&r.named, n, m) })
		}
	}
	for _, n := range c.routines.touched {
		if e, _ := c.routines.get(n); e.there {
			basesOfRoutine(e.value, func(m Name) { c.link(&r.bases, n, m) })
			mentionedByRoutine(e.value, func(m Name) { c.link(&r.routines, n, m) })
		}
	}
}

// linkParts links a table to the names of its parts. Most statements that touch a table leave these as they are.
func (c *Catalog) linkParts(t *Table) {
	if t.linkedAs != t.Name {
		t.linked, t.linkedAs = nil, t.Name
	}
	count, same := 0, true
	eachPart(t, func(name string) {
		same = same && count < len(t.linked) && t.linked[count] == name
		count++
	})
	if same && count == len(t.linked) {
		return
	}
	t.linked = make([]string, 0, count)
	eachPart(t, func(name string) {
		t.linked = append(t.linked, name)
		c.link(&c.references.named, t.Name, lower(name))
	})
}

// settleLinks is relink between two statements: what was touched is done with.
func (c *Catalog) settleLinks() {
	c.relink()
	c.tables.touched, c.sequences.touched, c.types.touched, c.routines.touched = nil, nil, nil, nil
	c.schemas.touched, c.indexes.touched, c.extensions.touched, c.others.touched = nil, nil, nil, nil
}

// mentionedByTable calls with each name that a table or view mentions; some twice, some empty.
func mentionedByTable(t *Table, with func(Name)) {
	for _, p := range t.Parents {
		with(p)
	}
	with(t.OfType)
	for _, u := range t.Uses {
		with(u.Table)
	}
	for i := range t.Columns {
		col := &t.Columns[i]
		with(col.Type.Name)
		with(col.Sequence)
		mentionedByExpr(col.Default, with)
		mentionedByExpr(col.Generated, with)
	}
	for i := range t.Constraints {
		with(t.Constraints[i].RefTable)
		mentionedByExpr(t.Constraints[i].Check, with)
	}
	for i := range t.Indexes {
		x := &t.Indexes[i]
		with(x.Parent)
		mentionedByExpr(x.Where, with)
		for _, k := range x.Keys {
			mentionedByExpr(k.Expr, with)
		}
	}
	for _, g := range t.Triggers {
		with(g.Function)
	}
	for _, st := range t.Statistics {
		with(st.Name)
	}
}

func mentionedByExpr(e *Expr, with func(Name)) {
	if e == nil {
		return
	}
	for _, s := range e.Sequences {
		with(s)
	}
	for _, f := range e.Functions {
		if f.Schema != "" { // else it is the server's own
			with(f)
		}
	}
	for _, t := range e.Types {
		with(t.Name)
	}
}

// eachPart calls with the names of its constraints, indexes and triggers.
func eachPart(t *Table, with func(string)) {
	for i := range t.Constraints {
		with(t.Constraints[i].Name)
	}
	for i := range t.Indexes {
		with(t.Indexes[i].Name)
	}
	for i := range t.Triggers {
		with(t.Triggers[i].Name)
	}
}

func partsOfTable(t *Table, with func(Name)) {
	eachPart(t, func(name string) { with(lower(name)) })
}

func mentionedByType(u *UserType, with func(Name)) {
	with(u.Of.Name)
	with(u.Range)
	for i := range u.Attributes {
		with(u.Attributes[i].Type.Name)
	}
}

func partsOfType(u *UserType, with func(Name)) {
	for i := range u.Constraints {
		with(lower(u.Constraints[i].Name))
	}
}

func basesOfRoutine(r *Routine, with func(Name)) {
	with(Name{r.Name.Schema, r.Base()})
	with(Name{Name: r.Base()})
}

func mentionedByRoutine(r *Routine, with func(Name)) {
	with(r.Returns.Name)
	for _, a := range r.Args {
		with(a.Name)
	}
}

// linked returns the objects that are there and may mention a name, sorted by their own: those with a link, and of those
// that this statement has touched, which it may go on changing, those that mention it now.
func linked[T copier[T]](c *Catalog, s *store[T], l *trie[*links], mentioned func(T, func(Name)), n Name) []T {
	var names []Name
	if at := l.find(n); at != nil {
		names = append(at.entry.value.more.names(), at.entry.value.one)
	}
	for _, name := range s.touched {
		if have, _ := s.get(name); have.there && mentions(have.value, mentioned, n) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, CompareNames)
	var list []T
	for _, name := range slices.Compact(names) {
		if have, _ := s.get(name); have.there {
			list = append(list, have.value)
		}
	}
	return list
}

func mentions[T any](object T, mentioned func(T, func(Name)), n Name) (found bool) {
	mentioned(object, func(m Name) { found = found || m == n })
	return found
}

// TablesNaming returns the tables and views that may mention an object: as their parent, in a foreign
// key, a view's query, a column's type, an expression, as the function of a trigger. Sorted by name.
func (c *Catalog) TablesNaming(n Name) []*Table {
	return linked(c, &c.tables, &c.references.tables, mentionedByTable, n)
}

func (c *Catalog) sequencesOf(owner Name) []*Sequence {
	return linked(c, &c.sequences, &c.references.sequences, func(s *Sequence, with func(Name)) { with(s.Owner) }, owner)
}

// TypesNaming returns the types that may mention one: domains over it, ranges of it, composite types with an attribute of it. Sorted by name.
func (c *Catalog) TypesNaming(n Name) []*UserType {
	return linked(c, &c.types, &c.references.types, mentionedByType, n)
}

func (c *Catalog) routinesNaming(n Name) []*Routine {
	return linked(c, &c.routines, &c.references.routines, mentionedByRoutine, n)
}

// TablesWith returns the tables that have a constraint, an index or a trigger of a name, in
// whatever case, and perhaps some that had it. Sorted by name.
func (c *Catalog) TablesWith(part string) []*Table {
	return linked(c, &c.tables, &c.references.named, partsOfTable, lower(part))
}

// TablesSpelt returns the tables and views of all schemas whose name differs from another one in case at most, sorted by name.
func (c *Catalog) TablesSpelt(name string) []*Table {
	var list []*Table
	for _, sch := range c.tables.schemas {
		for _, n := range c.tables.alike(Name{sch, name}) {
			if e, _ := c.tables.get(n); e.there && n.Schema == sch && strings.EqualFold(n.Name, name) {
				list = append(list, e.value)
			}
		}
	}
	slices.SortFunc(list, func(a, b *Table) int { return CompareNames(a.Name, b.Name) })
	return list
}

// RoutineSpelt tells whether any schema has a routine whose name differs from another one in case at most.
func (c *Catalog) RoutineSpelt(name string) bool {
	c.relink()
	for _, n := range c.references.bases.alike(Name{Name: name}) {
		if n.Schema == "" && strings.EqualFold(n.Name, name) && len(linked(c, &c.routines, &c.references.bases, basesOfRoutine, n)) > 0 {
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
