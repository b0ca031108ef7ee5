package schema

import (
	"fmt"
	"slices"
)

// Type drops a user-defined type.
func (d *Dropping) Type(n Name) {
	c := d.c
	e, ok := c.types.get(n)
	remove(c, &c.types, n)
	if !ok || !e.there {
		return
	}
	t := e.value
	defer d.about(userKinds[t.Kind] + " " + n.String())()
	if owner, ok := c.types.get(t.Range); ok && owner.there && t.Kind == Multirange {
		d.fault("range type " + t.Range.String() + " needs it")
		return
	}
	for _, u := range c.TypesNaming(n) {
		if t.Kind == Range && u.Range == n {
			d.Type(u.Name)
		}
	}
	d.withoutType(n)
}

// withoutType takes away what needs the type n, or the row type of a table n.
func (d *Dropping) withoutType(n Name) {
	c := d.c
	for _, t := range c.TablesNaming(n) {
		if t.OfType == n && d.may("table "+t.Name.String(), slices.Contains(d.targets, t.Name)) {
			d.Table(t.Name)
			continue
		}
		for _, col := range slices.Clone(t.Columns) {
			if col.Type.Name != n || !d.may(fmt.Sprintf("column %s of %s %s", col.Name, t.Kind, t.Name), slices.Contains(d.targets, t.Name)) {
				continue
			}
			if t.IsView() {
				d.Table(t.Name)
				break
			}
			d.Column(t.Name, col.Name)
		}
	}
	for _, u := range c.TypesNaming(n) {
		switch {
		case u.Of.Name == n && d.may(userKinds[u.Kind]+" "+u.Name.String(), slices.Contains(d.targets, u.Name)):
			d.Type(u.Name)
		case slices.ContainsFunc(u.Attributes, func(a Column) bool { return a.Type.Name == n }):
			if d.may("composite type "+u.Name.String(), slices.Contains(d.targets, u.Name)) {
				edited := c.EditType(u.Name)
				edited.Attributes = slices.DeleteFunc(edited.Attributes, func(a Column) bool { return a.Type.Name == n })
			}
		}
	}
	for _, r := range c.routinesNaming(n) {
		uses := r.Returns.Name == n || slices.ContainsFunc(r.Args, func(a Type) bool { return a.Name == n })
		if uses && d.may(r.Kind+" "+r.Name.String(), false) {
			d.Routine(r.Name)
		}
	}
	casts := func(e *Expr) bool {
		return slices.ContainsFunc(e.Needs().Types, func(t Type) bool { return t.Name == n })
	}
	d.defaults(n, casts)
	d.expressions(n, casts)
}

// expressions drops the checks, indexes and generated columns whose expression matches; all of them mention n.
func (d *Dropping) expressions(n Name, match func(*Expr) bool) {
	for _, t := range d.c.TablesNaming(n) {
		for _, k := range t.Constraints {
			if k.Check != nil && match(k.Check) && d.may(fmt.Sprintf("constraint %s of table %s", k.Name, t.Name), slices.Contains(d.targets, t.Name)) {
				d.Constraint(t.Name, k.Name)
			}
		}
		for _, x := range t.Indexes {
			hit := x.Where != nil && match(x.Where)
			for _, k := range x.Keys {
				hit = hit || k.Expr != nil && match(k.Expr)
			}
			if hit && d.may("index "+x.Name, slices.Contains(d.targets, t.Name)) {
				d.indexOf(t.Name, x)
			}
		}
		for _, col := range t.Columns {
			if col.Generated != nil && match(col.Generated) && d.may(fmt.Sprintf("column %s of table %s", col.Name, t.Name), slices.Contains(d.targets, t.Name)) {
				d.Column(t.Name, col.Name)
			}
		}
	}
}

// Routine drops a function, procedure or aggregate, by its name with arguments.
func (d *Dropping) Routine(n Name) {
	c := d.c
	e, ok := c.routines.get(n)
	remove(c, &c.routines, n)
	if !ok || !e.there {
		return
	}
	r := e.value
	defer d.about(r.Kind + " " + n.String())()
	base := Name{n.Schema, r.Base()}
	if len(c.Routines(base.Schema, base.Name)) > 0 {
		// Which of the overloaded ones a trigger or an expression calls is not kept.
		return
	}
	for _, t := range c.TablesNaming(base) {
		for _, g := range t.Triggers {
			if g.Function == base && (g.Doubt != nil || d.may(fmt.Sprintf("trigger %s of table %s", g.Name, t.Name), slices.Contains(d.targets, t.Name))) {
				d.Trigger(t.Name, g.Name)
			}
		}
	}
	calls := func(e *Expr) bool { return slices.Contains(e.Needs().Functions, base) }
	d.defaults(base, calls)
	d.expressions(base, calls)
}

// Trigger drops a trigger.
func (d *Dropping) Trigger(table Name, name string) {
	if t := d.c.EditTable(table); t != nil {
		t.Triggers = slices.DeleteFunc(t.Triggers, func(g Trigger) bool { return g.Name == name })
	}
}

// Schema drops a schema with what is in it.
func (d *Dropping) Schema(name string) {
	c := d.c
	defer d.about("schema " + name)()
	remove(c, &c.schemas, Name{Name: name})
	inside := func(n Name) bool { return n.Schema == name }
	for _, e := range c.Extensions() {
		if e.Schema == name && d.may("extension "+e.Name.Name, false) {
			d.Extension(e.Name.Name)
		}
	}
	for _, t := range c.allTables() {
		if inside(t.Name) && d.may(t.Kind.String()+" "+t.Name.String(), false) {
			d.Table(t.Name)
		}
	}
	for _, s := range c.Sequences(name) {
		if d.may("sequence "+s.Name.String(), false) {
			d.Sequence(s.Name)
		}
	}
	for _, r := range c.AllRoutines(name) {
		if d.may(r.Kind+" "+r.Name.String(), false) {
			d.Routine(r.Name)
		}
	}
	for _, u := range c.Types(name) {
		if d.may(userKinds[u.Kind]+" "+u.Name.String(), false) {
			d.Type(u.Name)
		}
	}
	for _, o := range collect(c, &c.others, func(n Name, _ *Other) bool { return inside(n) }) {
		if d.may(o.Name.Name, false) {
			remove(c, &c.others, o.Name)
		}
	}
}

// Extension drops an extension with the types and functions that it brought.
func (d *Dropping) Extension(name string) {
	c := d.c
	defer d.about("extension " + name)()
	remove(c, &c.extensions, Name{Name: name})
	for _, r := range c.AllRoutines("") {
		if r.Extension == name {
			d.Routine(r.Name)
		}
	}
	for _, t := range c.Types("") {
		if t.Extension == name {
			d.Type(t.Name)
		}
	}
	opclasses, ok := extensionClasses[name]
	if !ok {
		return
	}
	for _, t := range c.allTables() {
		for _, x := range slices.Clone(t.Indexes) {
			uses := slices.ContainsFunc(x.Keys, func(k IndexKey) bool { return slices.Contains(opclasses, k.OpClass) })
			if uses && d.may("index "+x.Name, slices.Contains(d.targets, t.Name)) {
				d.indexOf(t.Name, x)
			}
		}
	}
}
