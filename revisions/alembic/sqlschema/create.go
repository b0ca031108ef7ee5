package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Emit hands an operation to the run.
func Emit(t *python.Thread, op ir.Op) error { return host.Of(t).Emit(op) }

// at is the place of an operation: the innermost call in Python code.
func at(t *python.Thread) ir.At { return ir.At{Where: t.Span()} }

func tableCreate(t *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
	return python.None, atomically(t, b, func() error {
		return announced(t, table.listeners, "create", table, b, func() error { return createOne(t, table, ir.TypesAlways, nil) })
	})
}

// atomically checks the bind before something is created or dropped on it.
func atomically(t *python.Thread, b *python.Bound, do func() error) error {
	if bound := host.Of(t).Bound; bound != nil {
		if err := bound(t, b.Get("bind")); err != nil {
			return err
		}
	}
	return do()
}

// announced calls the listeners before and after something is created or dropped.
func announced(t *python.Thread, l listeners, what string, target python.Value, b *python.Bound, do func() error) error {
	if err := l.run(t, "before_"+what, target, b.Get("bind")); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return l.run(t, "after_"+what, target, b.Get("bind"))
}

// createOne is what Table.create and MetaData.create_all do for a table: the
// sequences of its columns, the table, and what belongs to it.
func createOne(t *python.Thread, table *Table, types ir.TypeEvents, later []*Constraint) error {
	for _, c := range table.columns {
		if s, ok := c.def.(*Sequence); ok {
			if err := emitSequence(t, s); err != nil {
				return err
			}
		}
	}
	plain, err := table.IR(t)
	if err != nil {
		return err
	}
	if len(later) > 0 {
		plain.Constraints, err = table.without(t, later)
		if err != nil {
			return err
		}
	}
	if err := Emit(t, ir.CreateTable{At: at(t), Table: plain, Types: types}); err != nil {
		return err
	}
	for _, k := range table.sorted() {
		if k.comment == nil {
			continue
		}
		name, err := k.finalName(t)
		if err != nil {
			return err
		}
		if err := Emit(t, ir.ConstraintComment{At: at(t), Table: table.Ref(), Name: name, Comment: k.comment}); err != nil {
			return err
		}
	}
	return nil
}

// without returns the constraints of the table but for some.
func (table *Table) without(t *python.Thread, left []*Constraint) ([]ir.Constraint, error) {
	var all []ir.Constraint
	for _, k := range table.sorted() {
		if k.isolated || slices.Contains(left, k) {
			continue
		}
		plain, err := k.IR(t)
		if err != nil {
			return nil, err
		}
		if plain != nil {
			all = append(all, plain)
		}
	}
	return all, nil
}

func emitSequence(t *python.Thread, s *Sequence) error {
	if dialect := host.Of(t).Dialect(); s.optional && dialect == "postgresql" || dialect == "sqlite" || dialect == "mysql" {
		return nil
	}
	return Emit(t, ir.CreateSequence{At: at(t), Sequence: s.Sequence()})
}

func dropSequence(t *python.Thread, s *Sequence) error {
	if dialect := host.Of(t).Dialect(); s.optional && dialect == "postgresql" || dialect == "sqlite" || dialect == "mysql" {
		return nil
	}
	return Emit(t, ir.DropSequence{At: at(t), Sequence: s.Sequence()})
}

func tableDrop(t *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
	return python.None, atomically(t, b, func() error {
		return announced(t, table.listeners, "drop", table, b, func() error { return dropOne(t, table, ir.TypesAlways) })
	})
}

func dropOne(t *python.Thread, table *Table, types ir.TypeEvents) error {
	plain, err := table.IR(t)
	if err != nil {
		return err
	}
	if err := Emit(t, ir.DropTable{At: at(t), Table: plain, Types: types}); err != nil {
		return err
	}
	if types == ir.TypesNever {
		return nil
	}
	for _, c := range table.columns {
		if s, ok := c.def.(*Sequence); ok {
			if err := dropSequence(t, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func emitIndex(t *python.Thread, x *Index, ifNotExists bool) error {
	if x.table == nil {
		return t.Raise(host.CompileError, "Index '%s' is not associated with any table.", x.name.Text)
	}
	return Emit(t, ir.CreateIndex{At: at(t), Table: x.table.Ref(), Index: x.IR(), IfNotExists: ifNotExists})
}

func emitDropIndex(t *python.Thread, x *Index, ifExists bool) error {
	op := ir.DropIndex{At: at(t), Index: x.IR(), IfExists: ifExists}
	if x.table != nil {
		op.Table = x.table.Ref()
	}
	return Emit(t, op)
}

// chosen returns the tables that create_all and drop_all are about.
func chosen(t *python.Thread, m *MetaData, b *python.Bound) ([]*Table, error) {
	v := b.Get("tables")
	if v == python.None {
		return m.tables, nil
	}
	list, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	var tables []*Table
	for _, x := range list {
		table, ok := as[*Table](x)
		if !ok {
			if h, has := x.(HasTable); has {
				table, ok = h.SchemaTable(), true
			}
		}
		if !ok {
			return nil, t.Raise(host.ArgumentError, "a Table is expected, not %s", x.Class().Name)
		}
		tables = append(tables, table)
	}
	return tables, nil
}

// HasTable is implemented by what stands for a table.
type HasTable interface{ SchemaTable() *Table }

func metaCreateAll(t *python.Thread, m *MetaData, b *python.Bound) (python.Value, error) {
	tables, err := chosen(t, m, b)
	if err != nil {
		return nil, err
	}
	return python.None, atomically(t, b, func() error {
		return announced(t, m.listeners, "create", m, b, func() error { return createAll(t, m, tables, b) })
	})
}

// ordered sorts tables as they are created. SQLite can add no constraint later, and
// takes a reference to a table that is not there yet.
func ordered(t *python.Thread, tables []*Table) []sortedTable {
	sorted := sortTables(tables)
	if host.Of(t).Dialect() == "sqlite" {
		for i := range sorted {
			sorted[i].later = nil
		}
	}
	return sorted
}

func createAll(t *python.Thread, m *MetaData, tables []*Table, b *python.Bound) error {
	sorted := ordered(t, tables)
	plain, err := plainTables(t, sorted)
	if err != nil {
		return err
	}
	if err := Emit(t, ir.CreateTypes{At: at(t), Tables: plain}); err != nil {
		return err
	}
	for _, s := range m.sequences {
		if s.column == nil {
			if err := emitSequence(t, s); err != nil {
				return err
			}
		}
	}
	for _, s := range sorted {
		one := func() error { return createOne(t, s.table, ir.TypesNever, s.later) }
		if err := announced(t, s.table.listeners, "create", s.table, b, one); err != nil {
			return err
		}
	}
	for _, s := range sorted {
		for _, k := range s.later {
			if err := emitConstraint(t, k); err != nil {
				return err
			}
		}
	}
	return nil
}

func emitConstraint(t *python.Thread, k *Constraint) error {
	op, err := k.AddConstraintOp(t)
	if err != nil || op == nil {
		return err
	}
	return Emit(t, op)
}

func plainTables(t *python.Thread, sorted []sortedTable) ([]*ir.Table, error) {
	plain := make([]*ir.Table, len(sorted))
	for i, s := range sorted {
		var err error
		if plain[i], err = s.table.IR(t); err != nil {
			return nil, err
		}
	}
	return plain, nil
}

func metaDropAll(t *python.Thread, m *MetaData, b *python.Bound) (python.Value, error) {
	tables, err := chosen(t, m, b)
	if err != nil {
		return nil, err
	}
	return python.None, atomically(t, b, func() error {
		return announced(t, m.listeners, "drop", m, b, func() error { return dropAll(t, m, tables, b) })
	})
}

func dropAll(t *python.Thread, m *MetaData, tables []*Table, b *python.Bound) error {
	sorted := ordered(t, tables)
	slices.Reverse(sorted)
	for _, s := range sorted {
		for _, k := range s.later {
			if err := emitDropConstraint(t, k, false, false); err != nil {
				return err
			}
		}
	}
	for _, s := range sorted {
		one := func() error { return dropOne(t, s.table, ir.TypesNever) }
		if err := announced(t, s.table.listeners, "drop", s.table, b, one); err != nil {
			return err
		}
	}
	for _, s := range m.sequences {
		if err := dropSequence(t, s); err != nil {
			return err
		}
	}
	plain, err := plainTables(t, sorted)
	if err != nil {
		return err
	}
	return Emit(t, ir.DropTypes{At: at(t), Tables: plain})
}

func emitDropConstraint(t *python.Thread, k *Constraint, ifExists, cascade bool) error {
	name, err := k.finalName(t)
	if err != nil {
		return err
	}
	if k.table == nil {
		return t.Raise(host.InvalidRequestError, "This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?")
	}
	return Emit(t, ir.DropConstraint{At: at(t), Table: k.table.Ref(), Name: name, Kind: k.Kind(), IfExists: ifExists, Cascade: cascade})
}

// Kind is the constraint's kind as op.drop_constraint names it.
func (k *Constraint) Kind() string {
	return map[kind]string{primaryKeyConstraint: "primary", uniqueConstraint: "unique", checkConstraint: "check", foreignKeyConstraint: "foreignkey"}[k.kind]
}

func tableToMetadata(t *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
	meta, ok := as[*MetaData](b.Get("metadata"))
	if !ok {
		return nil, t.Raise(host.ArgumentError, "a MetaData is expected")
	}
	twin := &Table{meta: meta, schema: table.schema, name: table.name, comment: table.comment, prefixes: table.prefixes, options: table.options, info: table.info}
	switch v := b.Get("schema"); v {
	case python.Ellipsis, retainSchema:
	case python.None:
		twin.schema = meta.schema
	case blankSchema:
		twin.schema = ir.Name{}
	default:
		var err error
		if twin.schema, err = NameOf(t, v); err != nil {
			return nil, err
		}
	}
	if name, ok, err := b.OptStr("name"); err != nil {
		return nil, err
	} else if ok {
		twin.name = ir.Ident(name)
	}
	if old := meta.byKey[twin.key()]; old != nil {
		return old, nil
	}
	meta.add(twin)
	twin.setImplicitPrimary(t)
	return twin, table.copyInto(t, twin)
}

// copyInto copies columns, constraints and indexes.
func (table *Table) copyInto(t *python.Thread, twin *Table) error {
	for _, c := range table.columns {
		d, err := c.copy(t)
		if err != nil {
			return err
		}
		if err := d.setTable(t, twin, false); err != nil {
			return err
		}
	}
	for _, k := range table.sorted() {
		if k.ofColumn || k.ofType != nil || k.implicit && k.name.IsZero() {
			continue
		}
		d := k.copy(t)
		for _, e := range d.elements {
			e.moveSchema(table, twin)
		}
		if err := d.setTable(t, twin); err != nil {
			return err
		}
	}
	for _, x := range table.indexes {
		if x.ofColumn {
			continue
		}
		d := &Index{name: x.name, unique: x.unique, options: x.options}
		for _, p := range x.pending {
			if c, ok := as[*Column](p); ok {
				p = python.Str(c.key)
			}
			d.pending = append(d.pending, p)
		}
		if err := d.setTable(t, twin); err != nil {
			return err
		}
	}
	return nil
}

// moveSchema makes a reference within the old schema one within the new.
func (f *ForeignKey) moveSchema(from, to *Table) {
	spec := f.fullName()
	g := ForeignKey{spec: spec}
	schema, name, column := g.tokens()
	f.target, f.spec = nil, spec
	if schema == from.schema.Text && !to.schema.IsZero() {
		f.spec = to.schema.Text + "." + name + "." + column
	}
}
