package sqlschema

import (
	"maps"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// maxTemporaryName is how many characters the name of the new table has at most,
// while the old one is still there.
const maxTemporaryName = 50

func temporaryName(table ir.Name) string {
	name := []rune("_alembic_tmp_" + table.Text)
	return string(name[:min(len(name), maxTemporaryName)])
}

// Create emits the operations: the new table, its rows, the end of the old table, the
// name, and the indexes.
func (b *Batch) Create(t *python.Thread) error {
	made, err := b.newTable(t)
	if err != nil {
		return err
	}
	if host.Of(t).Dialect() == "postgresql" {
		if err := b.dropNames(t); err != nil {
			return err
		}
	}
	plain, err := made.IR(t)
	if err != nil {
		return err
	}
	if err := Emit(t, ir.CreateTable{At: at(t), Table: plain}); err != nil {
		return err
	}
	if err := b.copyRows(t, made); err != nil {
		return err
	}
	old, err := b.table.IR(t)
	if err != nil {
		return err
	}
	if err := Emit(t, ir.DropTable{At: at(t), Table: old, Types: ir.TypesNever}); err != nil {
		return err
	}
	if err := Emit(t, ir.RenameTable{At: at(t), Table: made.Ref(), To: b.table.name}); err != nil {
		return err
	}
	return b.createIndexes(t, made)
}

// dropNames drops the old table's constraints whose names the new table takes, which
// are those of a schema in PostgreSQL.
func (b *Batch) dropNames(t *python.Thread) error {
	for _, k := range b.table.sorted() {
		name := batchName(k)
		if name == "" || !slices.ContainsFunc(b.named, func(c *batchConstraint) bool { return c.name == name }) {
			continue
		}
		if err := emitDropConstraint(t, k, false, false); err != nil {
			return err
		}
	}
	return nil
}

// newTable makes the new table, under its first name.
func (b *Batch) newTable(t *python.Thread) (*Table, error) {
	if len(b.partial) > 0 || len(b.placed) > 0 {
		if err := b.reorder(t); err != nil {
			return nil, err
		}
	}
	var items []python.Value
	for _, c := range b.columns {
		items = append(items, c.col)
	}
	items = append(items, b.args...)
	var schema python.Value = python.None
	if !b.table.schema.IsZero() {
		schema = nameValue(b.table.schema)
	}
	made, err := NewTable(t, &MetaData{naming: defaultConvention, byKey: map[string]*Table{}}, python.Str(temporaryName(b.table.name)), schema, items, b.kwargs)
	if err != nil {
		return nil, err
	}
	made.options = merged(b.table.options, made.options)
	// The columns are known by their old names as long as the table is made.
	for _, c := range b.columns {
		c.col.key = c.name
	}
	for _, c := range b.named {
		if err := b.transfer(t, made, c.k); err != nil {
			return nil, err
		}
	}
	for _, k := range b.unnamed {
		if err := b.transfer(t, made, k); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// transfer copies a constraint to the new table, if all of its columns are there.
func (b *Batch) transfer(t *python.Thread, made *Table, k *Constraint) error {
	for _, c := range k.columnsForName() {
		if made.Column(c.key) == nil {
			return nil
		}
	}
	d := k.copy(t)
	if k.condition != nil {
		condition, err := moved(k.condition, made)
		if err != nil {
			return err
		}
		d.condition = condition
	}
	for _, e := range d.elements {
		e.spec, e.target = e.fullName(), nil
	}
	return d.setTable(t, made)
}

// copyRows is INSERT ... SELECT from the old table.
func (b *Batch) copyRows(t *python.Thread, made *Table) error {
	var names, values []python.Value
	for _, c := range b.columns {
		if c.from != nil {
			names, values = append(names, c.col), append(values, c.from)
		}
	}
	rows, err := callExpr(t, "select", values...)
	if err != nil {
		return err
	}
	statement, err := callExpr(t, "insert", made)
	if err != nil {
		return err
	}
	for _, step := range []struct {
		method string
		args   []python.Value
	}{{"inline", nil}, {"from_select", []python.Value{python.NewList(names...), rows}}} {
		if statement, err = t.CallMethod(statement, step.method, step.args...); err != nil {
			return err
		}
	}
	complete, err := sqlexpr.Complete(t, statement.(sqlexpr.HasQuery).Query())
	if err != nil {
		return err
	}
	return Emit(t, ir.Execute{At: at(t), Statement: complete})
}

// callExpr calls a function of the expression language.
func callExpr(t *python.Thread, name string, args ...python.Value) (python.Value, error) {
	fn, _ := sqlexpr.Lookup("sqlalchemy", name)
	return t.Call(fn, args...)
}

func sameKind(a, b *ir.Type) bool { return sqlexpr.SameAffinity(a, b) }

// createIndexes creates the indexes that stay, and then the new ones.
func (b *Batch) createIndexes(t *python.Thread, made *Table) error {
	of := b.table.Ref()
	for _, x := range b.indexes {
		if x.ofColumn {
			continue
		}
		plain := x.IR()
		plain.Elements = slices.Clone(plain.Elements)
		for i, e := range plain.Elements {
			m, err := moved(e, made)
			if err != nil {
				return err
			}
			plain.Elements[i] = m
		}
		if err := Emit(t, ir.CreateIndex{At: at(t), Table: of, Index: plain}); err != nil {
			return err
		}
	}
	for _, x := range b.newIndexes {
		plain := &ir.Index{Name: x.name, Unique: x.unique, Options: x.options}
		for _, old := range x.columns {
			c := made.Column(old.key)
			if c == nil {
				return noKey(t, old.key)
			}
			plain.Elements = append(plain.Elements, &ir.ColumnRef{Name: c.name, Key: c.key, Of: c.typ})
		}
		if err := Emit(t, ir.CreateIndex{At: at(t), Table: of, Index: plain}); err != nil {
			return err
		}
	}
	return nil
}

// reorder sorts the columns by what partial_reordering, or the old order, and the
// places of new columns say.
func (b *Batch) reorder(t *python.Thread) error {
	before := map[string]map[string]bool{} // by a column: those that stand before it
	add := func(first, second string) {
		if first == second {
			return
		}
		if before[second] == nil {
			before[second] = map[string]bool{}
		}
		before[second][first] = true
	}
	for _, list := range b.partial {
		for i := 1; i < len(list); i++ {
			add(list[i-1], list[i])
		}
	}
	if len(b.partial) == 0 {
		for i := 1; i < len(b.existing); i++ {
			add(b.columns[i-1].name, b.existing[i])
		}
	}
	for _, pair := range b.placed {
		add(pair[0], pair[1])
	}
	return b.sort(t, before)
}

// sort puts those first before which nothing has to stand, in their order, then those
// for which only these had to, and so on, as SQLAlchemy's topological sort does.
func (b *Batch) sort(t *python.Thread, before map[string]map[string]bool) error {
	left := map[string]bool{}
	for _, c := range b.columns {
		left[c.name] = true
	}
	var sorted []*batchColumn
	for len(left) > 0 {
		var next []*batchColumn
		for _, c := range b.columns {
			blocked := false
			for name := range before[c.name] {
				blocked = blocked || left[name]
			}
			if left[c.name] && !blocked {
				next = append(next, c)
			}
		}
		if len(next) == 0 {
			return t.Raise(host.InvalidRequestError, "Circular dependency detected. (%v)", slices.Sorted(maps.Keys(left)))
		}
		for _, c := range next {
			delete(left, c.name)
		}
		sorted = append(sorted, next...)
	}
	b.columns = sorted
	return nil
}
