package schema

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// What needs an object is found without a look at all the others: for each name that objects
// mention, it is kept which objects do. These links are never taken back, since an
// object is looked at again before a link counts; so a catalog shares them with all of its clones, whatever becomes of
// those. They are brought up to date when they are asked for, since tables are changed in place.

// index is the links of one kind: by the names that are mentioned, the objects that do. They can be as many
// as there are tables; most often there is one, which stands in one.
type index struct {
	one  map[Name]Name
	more map[Name]map[Name]bool
}

func newIndex() index { return index{map[Name]Name{}, map[Name]map[Name]bool{}} }

// references are the links of a catalog and of its clones, by what they lead to. A name that means several things, such
// as a table and its row type, has the links of all.
type references struct {
	lock                               sync.Mutex
	tables, sequences, types, routines index
	// named are the tables and types that have a part of a name (a constraint, an index, a trigger); by the name alone,
	// in lower case.
	named index
	// bases are the routines by their names without arguments, and by these without a schema; spelt the same by their names alone,
	// in lower case.
	bases, spelt index
	// doubted are the tables of which something was not known.
	doubted map[Name]bool
}

func newReferences() *references {
	return &references{tables: newIndex(), sequences: newIndex(), types: newIndex(), routines: newIndex(), named: newIndex(),
		bases: newIndex(), spelt: newIndex(), doubted: map[Name]bool{}}
}

// link records that the object with the name n mentions another one.
func (r *references) link(x index, n, mentioned Name) {
	if mentioned.Schema == SystemSchema || mentioned.Name == "" {
		return
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	switch one, ok := x.one[mentioned]; {
	case !ok:
		x.one[mentioned] = n
	case one == n:
	case x.more[mentioned] == nil:
		x.more[mentioned] = map[Name]bool{n: true}
	default:
		x.more[mentioned][n] = true
	}
}

// of returns the objects that mention a name, in any order.
func (r *references) of(x index, mentioned Name) []Name {
	r.lock.Lock()
	defer r.lock.Unlock()
	one, ok := x.one[mentioned]
	if !ok {
		return nil
	}
	return slices.AppendSeq([]Name{one}, maps.Keys(x.more[mentioned]))
}

func (r *references) doubt(n Name) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.doubted[n] = true
}

func (r *references) doubtedTables() []Name {
	r.lock.Lock()
	defer r.lock.Unlock()
	return slices.Collect(maps.Keys(r.doubted))
}

// relink brings the links up to date. Objects that this statement has touched stay on the list, since it may
// go on changing them.
func (c *Catalog) relink() {
	r := c.references
	for n := range c.tables.touched.all {
		if e, _ := c.tables.get(n); e.there {
			if e.value.Doubt != nil {
				r.doubt(n)
			}
			mentionedByTable(e.value, func(m Name) { r.link(r.tables, n, m) })
			c.linkParts(e.value)
		}
	}
	for n := range c.sequences.touched.all {
		if e, _ := c.sequences.get(n); e.there {
			r.link(r.sequences, n, e.value.Owner)
		}
	}
	for n := range c.types.touched.all {
		if e, _ := c.types.get(n); e.there {
			mentionedByType(e.value, func(m Name) { r.link(r.types, n, m) })
			partsOfType(e.value, func(m Name) { r.link(r.named, n, m) })
		}
	}
	for n := range c.routines.touched.all {
		if e, _ := c.routines.get(n); e.there {
			basesOfRoutine(e.value, func(m Name) { r.link(r.bases, n, m) })
			r.link(r.spelt, n, lower(e.value.Base()))
			mentionedByRoutine(e.value, func(m Name) { r.link(r.routines, n, m) })
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
		c.references.link(c.references.named, t.Name, lower(name))
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
	for _, col := range t.Columns {
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
	for _, s := range e.Needs().Sequences {
		with(s)
	}
	for _, f := range e.Needs().Functions {
		if f.Schema != "" { // else it is the server's own
			with(f)
		}
	}
	for _, t := range e.Needs().Types {
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
func linked[T copier[T]](c *Catalog, s *store[T], x index, mentioned func(T, func(Name)), n Name) []T {
	names := c.references.of(x, n)
	for name := range s.touched.all {
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
	return linked(c, &c.tables, c.references.tables, mentionedByTable, n)
}

func (c *Catalog) sequencesOf(owner Name) []*Sequence {
	return linked(c, &c.sequences, c.references.sequences, func(s *Sequence, with func(Name)) { with(s.Owner) }, owner)
}

// TypesNaming returns the types that may mention one: domains over it, ranges of it, composite types with an attribute of it. Sorted by name.
func (c *Catalog) TypesNaming(n Name) []*UserType {
	return linked(c, &c.types, c.references.types, mentionedByType, n)
}

func (c *Catalog) routinesNaming(n Name) []*Routine {
	return linked(c, &c.routines, c.references.routines, mentionedByRoutine, n)
}

// TablesWith returns the tables that have a constraint, an index or a trigger of a name, in
// whatever case, and perhaps some that had it. Sorted by name.
func (c *Catalog) TablesWith(part string) []*Table {
	return linked(c, &c.tables, c.references.named, partsOfTable, lower(part))
}

// TablesSpelt returns the tables and views of all schemas whose name differs from another one in case at most, sorted by name.
func (c *Catalog) TablesSpelt(name string) []*Table {
	var list []*Table
	for sch := range c.tables.schemas.all {
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
	base := func(r *Routine, with func(Name)) { with(lower(r.Base())) }
	return len(linked(c, &c.routines, c.references.spelt, base, lower(name))) > 0
}

// DoubtsTable tells whether it is not known what some table, not a view, looks like.
func (c *Catalog) DoubtsTable() bool {
	c.relink()
	return slices.ContainsFunc(c.references.doubtedTables(), func(n Name) bool {
		e, _ := c.tables.get(n)
		return e.there && !e.value.IsView() && e.value.Doubt != nil
	})
}

func lower(name string) Name { return Name{Name: strings.ToLower(name)} }
