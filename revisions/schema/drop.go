package schema

import (
	"fmt"
	"slices"
)

// Dropping takes objects away with what depends on them: always with what is a
// part of them, and with what only needs them if cascade is said. Several objects
// may be named as targets first, since objects of one statement may need each other.
type Dropping struct {
	c       *Catalog
	cascade bool
	targets []Name
	faults  []Conflict
	// TakeGenerated: generated columns go with the column that they read, though nobody says CASCADE.
	TakeGenerated bool
	what          string // what the statement drops, for messages
}

// Drop begins to drop; targets are the relations that the statement names itself.
func (c *Catalog) Drop(cascade bool, targets ...Name) *Dropping {
	return &Dropping{c: c, cascade: cascade, targets: targets}
}

// Conflicts returns what the server would refuse. If there is any, the catalog
// is half changed and must be thrown away.
func (d *Dropping) Conflicts() []Conflict { return d.faults }

// may tells whether something that needs the dropped object may go with it.
func (d *Dropping) may(dependent string, target bool) bool {
	if d.cascade || target {
		return true
	}
	d.fault(dependent + " needs it")
	return false
}

func (d *Dropping) fault(why string) {
	d.faults = append(d.faults, Conflict{Kind: Needed, Object: d.what, Message: fmt.Sprintf("%s cannot be dropped: %s", d.what, why), Span: d.c.at})
}

// about sets what messages are about, unless the drop of something else caused it.
func (d *Dropping) about(what string) func() {
	old := d.what
	if old == "" {
		d.what = what
	}
	return func() { d.what = old }
}

// Table drops a table or view.
func (d *Dropping) Table(n Name) {
	c := d.c
	e, ok := c.tables.get(n)
	remove(c, &c.tables, n)
	if !ok || !e.there {
		return
	}
	t := e.value
	defer d.about(t.Kind.String() + " " + n.String())()
	for _, x := range t.Indexes {
		remove(c, &c.indexes, Name{n.Schema, x.Name})
	}
	for _, s := range c.sequencesOf(n) {
		if s.Owner == n {
			d.Sequence(s.Name)
		}
	}
	for _, u := range c.TablesNaming(n) {
		d.withoutTable(u, n)
	}
	d.withoutType(n)
}

// allTables lists tables and views.
func (c *Catalog) allTables() []*Table {
	return collect(c, &c.tables, func(Name, *Table) bool { return true })
}

// withoutTable takes from u what needs the table n.
func (d *Dropping) withoutTable(u *Table, n Name) {
	name := u.Name
	switch {
	case slices.Contains(u.Parents, n) && u.PartitionOf:
		d.Table(name)
		return
	case slices.Contains(u.Parents, n):
		if d.may("table "+name.String(), slices.Contains(d.targets, name)) {
			d.Table(name)
		}
		return
	case slices.ContainsFunc(u.Uses, func(use Use) bool { return use.Table == n }):
		if d.may(u.Kind.String()+" "+name.String(), slices.Contains(d.targets, name)) {
			d.Table(name)
		}
		return
	}
	for _, key := range chosen(u.Constraints, func(k *Constraint) (string, bool) { return k.Name, k.Kind == ForeignKey && k.RefTable == n }) {
		if d.may(fmt.Sprintf("foreign key %s of table %s", key, name), slices.Contains(d.targets, name)) {
			d.Constraint(name, key)
		}
	}
}

// Column drops a column.
func (d *Dropping) Column(n Name, col string) {
	c := d.c
	t := c.EditTable(n)
	if t == nil || t.Column(col) == nil {
		return
	}
	defer d.about(fmt.Sprintf("column %s of table %s", col, n))()
	if slices.Contains(t.PartitionColumns, col) {
		d.fault("the partition key of the table needs it")
		return
	}
	t.Columns = slices.DeleteFunc(t.Columns, func(k *Column) bool { return k.Name == col })
	t.Part(ColumnPart, col)
	for _, s := range c.sequencesOf(n) {
		if s.Owner == n && s.OwnerColumn == col {
			d.Sequence(s.Name)
		}
	}
	for _, name := range chosen(t.Constraints, func(k *Constraint) (string, bool) {
		return k.Name, slices.Contains(k.Columns, col) || k.Check.reads(col) || slices.Contains(k.Include, col)
	}) {
		d.Constraint(n, name)
	}
	for _, x := range chosen(c.EditTable(n).Indexes, func(x *Index) (Index, bool) { return *x, slices.Contains(x.Columns(), col) }) {
		d.indexOf(n, x)
	}
	d.partsWith(n, col)
	for _, u := range c.TablesNaming(n) {
		d.withoutColumn(u, n, col)
	}
}

// partsWith drops what else of the table n reads the column.
func (d *Dropping) partsWith(n Name, col string) {
	t := d.c.EditTable(n)
	t.Statistics = slices.DeleteFunc(t.Statistics, func(s Statistics) bool { return slices.Contains(s.Columns, col) })
	t.Triggers = slices.DeleteFunc(t.Triggers, func(g Trigger) bool {
		return slices.Contains(g.Columns, col) && d.may("trigger "+g.Name, false)
	})
	t.Policies = slices.DeleteFunc(t.Policies, func(p Policy) bool {
		return (p.Using.reads(col) || p.Check.reads(col)) && d.may("policy "+p.Name, false)
	})
	for _, name := range chosen(t.Columns, func(k **Column) (string, bool) { return (*k).Name, (*k).Generated.reads(col) }) {
		if d.may("generated column "+name, d.TakeGenerated) {
			d.Column(n, name)
		}
	}
}

// chosen lists what matches, before any of it is taken out of the list.
func chosen[T, N any](list []T, match func(*T) (N, bool)) []N {
	var found []N
	for i := range list {
		if x, ok := match(&list[i]); ok {
			found = append(found, x)
		}
	}
	return found
}

func (e *Expr) reads(col string) bool { return e != nil && slices.Contains(e.Columns, col) }

// withoutColumn takes from u what needs the column col of the table n.
func (d *Dropping) withoutColumn(u *Table, n Name, col string) {
	name := u.Name
	uses := func(use Use) bool { return use.Table == n && use.Column == col && use.Sure }
	if slices.ContainsFunc(u.Uses, uses) && d.may(u.Kind.String()+" "+name.String(), false) {
		d.Table(name)
		return
	}
	if !slices.Contains(u.Parents, n) || u.Column(col) == nil {
		return
	}
	child := d.c.EditTable(name).EditColumn(col)
	child.Inherited--
	if child.Inherited <= 0 && !child.Local {
		d.Column(name, col)
	}
}

// Constraint drops a constraint with its index.
func (d *Dropping) Constraint(n Name, name string) {
	c := d.c
	t := c.EditTable(n)
	if t == nil || t.Constraint(name) == nil {
		return
	}
	k := *t.Constraint(name)
	defer d.about(fmt.Sprintf("constraint %s of table %s", name, n))()
	if k.Kind == NotNullConstraint && !d.nullable(t, k.Columns[0]) {
		return
	}
	t.DropConstraints(func(k *Constraint) bool { return k.Name == name })
	if k.Index != "" && k.Kind != ForeignKey {
		if x := t.Index(k.Index); x != nil {
			d.indexOf(n, *x)
		}
	}
	for _, u := range c.TablesNaming(n) {
		if !slices.Contains(u.Parents, n) {
			continue
		}
		if ck := u.Constraint(name); ck != nil && ck.Kind == k.Kind && ck.Inherited > 0 && (k.Kind == Check && !k.NoInherit || k.Kind == ForeignKey) {
			child := c.EditTable(u.Name).Constraint(name)
			child.Inherited--
			if child.Inherited <= 0 && !child.Local {
				d.Constraint(u.Name, name)
			}
		}
	}
}

// nullable allows nulls in a column whose constraint is dropped; false if a key needs that there are none.
func (d *Dropping) nullable(t *Table, column string) bool {
	col := t.EditColumn(column)
	if pk := t.PrimaryKey(); col != nil && pk != nil && slices.Contains(pk.Columns, column) {
		d.fault("column " + column + " is in the primary key")
		return false
	}
	if col == nil {
		return true
	}
	col.NotNull = false
	for _, u := range d.c.TablesNaming(t.Name) {
		named := func(k Constraint) bool { return k.Kind == NotNullConstraint && k.Columns[0] == column }
		if k := u.Column(column); slices.Contains(u.Parents, t.Name) && k != nil && k.Inherited > 0 && !k.Local && !slices.ContainsFunc(u.Constraints, named) {
			d.nullable(d.c.EditTable(u.Name), column)
		}
	}
	return true
}

// Index drops an index by its name.
func (d *Dropping) Index(n Name) {
	c := d.c
	e, ok := c.indexes.get(n)
	remove(c, &c.indexes, n)
	if !ok || !e.there {
		return
	}
	t := c.EditTable(e.value.table)
	if t == nil || t.Index(n.Name) == nil {
		return
	}
	x := *t.Index(n.Name)
	defer d.about("index " + n.String())()
	if x.Constraint != "" {
		d.fault(fmt.Sprintf("constraint %s of table %s needs it", x.Constraint, t.Name))
		return
	}
	if !x.Parent.IsZero() {
		d.fault("index " + x.Parent.String() + " needs it")
		return
	}
	d.indexOf(t.Name, x)
}

// indexOf takes an index from its table, its parts from the partitions, and what
// needs it to be unique.
func (d *Dropping) indexOf(table Name, x Index) {
	c := d.c
	t := c.EditTable(table)
	full := Name{table.Schema, x.Name}
	remove(c, &c.indexes, full)
	t.DropIndexes(func(y *Index) bool { return y.Name == x.Name })
	t.DropConstraints(func(k *Constraint) bool {
		return x.Constraint != "" && k.Name == x.Constraint && k.Kind != ForeignKey
	})
	for _, u := range c.TablesNaming(full) {
		for _, y := range chosen(u.Indexes, func(y *Index) (Index, bool) { return *y, y.Parent == full }) {
			d.indexOf(u.Name, y)
		}
	}
	for _, u := range c.TablesNaming(table) {
		for _, name := range chosen(u.Constraints, func(k *Constraint) (string, bool) {
			return k.Name, k.Kind == ForeignKey && k.RefTable == table && x.Unique && x.fits(k.RefColumns) && !t.UniqueOn(k.RefColumns)
		}) {
			if d.may(fmt.Sprintf("foreign key %s of table %s", name, u.Name), slices.Contains(d.targets, u.Name)) {
				d.Constraint(u.Name, name)
			}
		}
	}
}

// fits tells whether a unique index is on just these columns, in any order.
func (x *Index) fits(cols []string) bool {
	if len(x.Keys) != len(cols) || x.Where != nil {
		return false
	}
	for _, k := range x.Keys {
		if k.Column == "" || !slices.Contains(cols, k.Column) {
			return false
		}
	}
	return true
}

// UniqueOn tells whether a unique index of the table is on just these columns.
func (t *Table) UniqueOn(cols []string) bool {
	return slices.ContainsFunc(t.Indexes, func(x Index) bool { return x.Unique && x.fits(cols) })
}

// Sequence drops a sequence.
func (d *Dropping) Sequence(n Name) {
	c := d.c
	e, ok := c.sequences.get(n)
	remove(c, &c.sequences, n)
	if !ok || !e.there {
		return
	}
	s := e.value
	defer d.about("sequence " + n.String())()
	if s.Identity {
		if t, _ := look(c, &c.tables, s.Owner); t != nil && t.Column(s.OwnerColumn) != nil && t.Column(s.OwnerColumn).Identity != NoIdentity {
			d.fault(fmt.Sprintf("column %s of table %s needs it", s.OwnerColumn, s.Owner))
			return
		}
	}
	d.defaults(n, func(e *Expr) bool { return slices.Contains(e.Needs().Sequences, n) })
}

// defaults drops the defaults that match; all of them mention n.
func (d *Dropping) defaults(n Name, match func(*Expr) bool) {
	for _, t := range d.c.TablesNaming(n) {
		for _, col := range t.Columns {
			if col.Default == nil || !match(col.Default) {
				continue
			}
			if d.may(fmt.Sprintf("the default of column %s of table %s", col.Name, t.Name), slices.Contains(d.targets, t.Name)) {
				d.c.EditTable(t.Name).EditColumn(col.Name).Default = nil
			}
		}
	}
}
