package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// This file is the part of a batch that makes a new table and copies the rows. What
// the new table is like is sqlschema.Batch's affair.

// batchArguments are the arguments of batch_alter_table() about a table that is copied.
type batchArguments struct {
	copyFrom      *sqlschema.Table // nil: the table is looked up
	table         sqlschema.BatchTable
	reflectArgs   []python.Value
	reflectKwargs []python.Kwarg
	naming        python.Value
}

func readBatchArguments(c *call) (a batchArguments, err error) {
	a.naming = c.Get("naming_convention")
	if v := c.Get("copy_from"); v != python.None {
		table, ok := v.(*sqlschema.Table)
		if !ok {
			if o, opaque := v.(*python.Opaque); opaque {
				return a, c.t.Unresolved(o, "the table of copy_from")
			}
			return a, c.t.Raise(host.ArgumentError, "copy_from takes a Table, not %s", v.Class().Name)
		}
		a.copyFrom = table
	}
	if a.table.Args, err = c.t.Collect(c.Get("table_args")); err != nil {
		return a, err
	}
	if a.reflectArgs, err = c.t.Collect(c.Get("reflect_args")); err != nil {
		return a, err
	}
	if a.table.Kwargs, err = c.dictArgument("table_kwargs"); err != nil {
		return a, err
	}
	if a.reflectKwargs, err = c.dictArgument("reflect_kwargs"); err != nil {
		return a, err
	}
	a.table.Partial, err = c.partialReordering()
	return a, err
}

// dictArgument reads an argument that is a dict of keyword arguments.
func (c *call) dictArgument(name string) ([]python.Kwarg, error) {
	v := c.Get(name)
	d, ok := v.(*python.Dict)
	if !ok {
		if o, opaque := v.(*python.Opaque); opaque {
			return nil, c.t.Unresolved(o, name)
		}
		return nil, c.t.Raise(python.TypeError, "'%s' object is not iterable", v.Class().Name)
	}
	var kwargs []python.Kwarg
	for _, item := range d.Items() {
		key, isText := python.AsStr(item.Key)
		if !isText {
			return nil, c.t.Raise(python.TypeError, "keywords must be strings")
		}
		kwargs = append(kwargs, python.Kwarg{Name: key, Value: item.Value})
	}
	return kwargs, nil
}

// partialReordering reads tuples of names of columns.
func (c *call) partialReordering() ([][]string, error) {
	v := c.Get("partial_reordering")
	if v == python.None {
		return nil, nil
	}
	tuples, err := c.t.Collect(v)
	if err != nil {
		return nil, err
	}
	var lists [][]string
	for _, tuple := range tuples {
		names, err := c.t.Collect(tuple)
		if err != nil {
			return nil, err
		}
		list := make([]string, len(names))
		for i, n := range names {
			if list[i], err = c.t.Str(n); err != nil {
				return nil, err
			}
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// copies tells whether the operations so far need the table to be copied: in SQLite,
// all but new columns without an expression and indexes do.
func (b *batch) copies(t *python.Thread) bool {
	if b.recreate != "auto" {
		return b.recreate == "always"
	}
	if host.Of(t).Dialect() != "sqlite" {
		return false
	}
	for _, kept := range b.ops {
		switch op := kept.op.(type) {
		case ir.CreateIndex, ir.DropIndex:
		case ir.AddColumn:
			if len(op.Constraints) > 0 || op.Column.Default != nil && op.Column.Default.Expr != nil ||
				op.Column.Computed != nil && op.Column.Computed.Persisted != nil && *op.Column.Computed.Persisted {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// copyTable does what the batch has kept to a copy of the table.
func (b *batch) copyTable(t *python.Thread) error {
	kept := b.ops
	b.ops = nil
	table, reflected := b.copied.copyFrom, false
	if table == nil {
		var err error
		if table, err = b.lookUp(t); err != nil {
			return err
		}
		reflected = true
	}
	copied, err := sqlschema.NewBatch(t, table, reflected, b.copied.table)
	if err != nil {
		return err
	}
	for _, op := range kept {
		if op.copy == nil {
			continue
		}
		if err := op.copy(copied); err != nil {
			return err
		}
	}
	return copied.Create(t)
}

// lookUp is the table as the operations before have left it.
func (b *batch) lookUp(t *python.Thread) (*sqlschema.Table, error) {
	bind, err := bindOf(t)
	if err != nil {
		return nil, err
	}
	meta, err := sqlschema.NewBatchMetaData(t, b.copied.naming)
	if err != nil {
		return nil, err
	}
	kwargs := append([]python.Kwarg{{Name: "autoload_with", Value: bind}}, b.copied.reflectKwargs...)
	return sqlschema.NewTable(t, meta, b.table, b.schema, b.copied.reflectArgs, kwargs)
}

// places reads insert_before and insert_after.
func (c *call) places() (before, after string, err error) {
	if before, _, err = c.OptStr("insert_before"); err != nil {
		return "", "", err
	}
	after, _, err = c.OptStr("insert_after")
	return before, after, err
}

// copyAddColumn adds the column with the constraints and indexes that it brings.
func copyAddColumn(t *python.Thread, b *sqlschema.Batch, table *sqlschema.Table, reference bool, before, after string) error {
	if err := b.AddColumn(t, table.Columns()[0], before, after); err != nil {
		return err
	}
	constraints, indexes := table.Brought(reference)
	for _, k := range constraints {
		if err := b.AddConstraint(t, k); err != nil {
			return err
		}
	}
	for _, x := range indexes {
		b.CreateIndex(x)
	}
	return nil
}

// existingType is the type that the revision says a column has; nil if it does not.
func (c *call) existingType() (*ir.Type, error) {
	v, ok := c.Rest().GetStr("existing_type")
	if !ok || v == nil || v == python.None {
		return nil, nil
	}
	if _, unknown := v.(*python.Opaque); unknown {
		return nil, nil
	}
	return sqltype.Of(c.t, v)
}

// copyAlterColumn changes a column, with the constraints that its types bring.
func (c *call) copyAlterColumn(b *sqlschema.Batch, op *ir.AlterColumn) error {
	change := sqlschema.ColumnChange{Name: op.NewName, Existing: op.Existing.Type, Nullable: op.Nullable,
		DefaultSet: op.Default != ir.DefaultKeep, CommentSet: op.CommentSet, Comment: op.NewComment}
	if change.DefaultSet {
		change.Default = c.Get("server_default")
	}
	if op.Type != nil {
		change.Type = c.Get("type_")
	}
	if v, ok := c.Rest().GetStr("autoincrement"); ok && v != nil && v != python.None {
		on, err := c.t.Truth(v)
		if err != nil {
			return err
		}
		change.Autoincrement = &on
	}
	brought := func(typ string, each func(*python.Thread, *sqlschema.Constraint) error) error {
		constraints, err := sqlschema.TypeConstraints(c.t, c.table(), c.Get("column_name"), c.schema(), c.Get(typ))
		if err != nil {
			return err
		}
		for _, k := range constraints {
			if err := each(c.t, k); err != nil {
				return err
			}
		}
		return nil
	}
	if op.Type != nil && op.Existing.Type != nil {
		if err := brought("existing_type", b.DropConstraint); err != nil {
			return err
		}
	}
	if err := b.AlterColumn(c.t, op.Column.Text, change); err != nil || op.Type == nil {
		return err
	}
	return brought("type_", b.AddConstraint)
}
