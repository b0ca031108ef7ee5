package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

func init() {
	register("create_table", "table_name, *columns, if_not_exists=None, schema=None, **kw", "-", createTable)
	register("drop_table", "table_name, *, schema=None, if_exists=None, **kw", "-", dropTable)
	register("rename_table", "old_table_name, new_table_name, *, schema=None", "-", renameTable)
	register("create_table_comment", "table_name, comment, *, existing_comment=None, schema=None", "comment, *, existing_comment=None", tableComment)
	register("drop_table_comment", "table_name, *, existing_comment=None, schema=None", "*, existing_comment=None", dropTableComment)
	register("add_column", "table_name, column, *, schema=None, if_not_exists=None, inline_references=None, inline_primary_key=None",
		"column, *, insert_before=None, insert_after=None, if_not_exists=None, inline_references=None, inline_primary_key=None", addColumn)
	register("drop_column", "table_name, column_name, *, schema=None, if_exists=None, **kw", "column_name, *, if_exists=None, **kw", dropColumn)
}

// ref names the table of the call.
func (c *call) ref() (ir.TableRef, error) { return c.refTo(c.table(), c.schema()) }

func (c *call) refTo(table, schema python.Value) (r ir.TableRef, err error) {
	if r.Name, err = sqlschema.NameOf(c.t, table); err != nil {
		return r, err
	}
	if r.Name.IsZero() {
		return r, c.t.Raise(python.TypeError, "a table's name must be str, not NoneType")
	}
	r.Schema, err = sqlschema.NameOf(c.t, schema)
	return r, err
}

// flag returns an argument that is true, false or None.
func (c *call) flag(name string) (bool, error) { return c.t.Truth(c.Get(name)) }

func createTable(c *call) (python.Value, error) {
	table, err := sqlschema.Build(c.t, c.Get("table_name"), c.Get("schema"), c.Star(), c.kw())
	if err != nil {
		return nil, err
	}
	plain, err := table.IR(c.t)
	if err != nil {
		return nil, err
	}
	op := ir.CreateTable{At: c.at(), Table: plain}
	if op.IfNotExists, err = c.flag("if_not_exists"); err != nil {
		return nil, err
	}
	return table, c.o.emit(c.t, op)
}

func dropTable(c *call) (python.Value, error) {
	name, err := sqlschema.SpokenName(c.t, c.Get("table_name"))
	if err != nil {
		return nil, err
	}
	table, err := sqlschema.Build(c.t, name, c.Get("schema"), nil, c.kw())
	if err != nil {
		return nil, err
	}
	plain, err := table.IR(c.t)
	if err != nil {
		return nil, err
	}
	op := ir.DropTable{At: c.at(), Table: plain}
	if op.IfExists, err = c.flag("if_exists"); err != nil {
		return nil, err
	}
	return c.emit(op)
}

func renameTable(c *call) (python.Value, error) {
	from, err := c.refTo(c.Get("old_table_name"), c.schema())
	if err != nil {
		return nil, err
	}
	to, err := sqlschema.NameOf(c.t, c.Get("new_table_name"))
	if err != nil {
		return nil, err
	}
	return c.emit(ir.RenameTable{At: c.at(), Table: from, To: to})
}

func tableComment(c *call) (python.Value, error) {
	ref, err := c.ref()
	if err != nil {
		return nil, err
	}
	op := ir.TableComment{At: c.at(), Table: ref}
	if s, ok, err := c.OptStr("comment"); err != nil {
		return nil, err
	} else if ok {
		op.Comment = &s
	}
	return c.emit(op)
}

func dropTableComment(c *call) (python.Value, error) {
	ref, err := c.ref()
	if err != nil {
		return nil, err
	}
	return c.emit(ir.TableComment{At: c.at(), Table: ref})
}

func addColumn(c *call) (python.Value, error) {
	if err := c.inPlace(); err != nil {
		return nil, err
	}
	column, ok := sqlschema.AsColumn(c.Get("column"))
	if !ok {
		if o, opaque := c.Get("column").(*python.Opaque); opaque {
			return nil, c.t.Unresolved(o, "the column of op.add_column()")
		}
		return nil, c.t.Raise(host.ArgumentError, "add_column() takes a Column, not %s", c.Get("column").Class().Name)
	}
	table, err := sqlschema.Build(c.t, c.table(), c.schema(), []python.Value{column}, nil)
	if err != nil {
		return nil, err
	}
	reference, err := c.flag("inline_references")
	if err != nil {
		return nil, err
	}
	op, err := table.AddColumnOp(c.t, reference)
	if err != nil {
		return nil, err
	}
	if op.InlinePrimaryKey, err = c.flag("inline_primary_key"); err != nil {
		return nil, err
	}
	if op.IfNotExists, err = c.flag("if_not_exists"); err != nil {
		return nil, err
	}
	if c.o.batch == nil {
		return c.emit(op)
	}
	before, after, err := c.places()
	if err != nil {
		return nil, err
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { return copyAddColumn(c.t, b, table, reference, before, after) })
}

// inPlace refuses what only a copied table can have: a column at a place of its own.
func (c *call) inPlace() error {
	if c.o.batch == nil || c.o.batch.copies(c.t) {
		return nil
	}
	if c.Get("insert_before") != python.None || c.Get("insert_after") != python.None {
		return c.t.Raise(host.CommandError, "Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'")
	}
	return nil
}

func dropColumn(c *call) (python.Value, error) {
	ref, err := c.ref()
	if err != nil {
		return nil, err
	}
	name, err := sqlschema.NameOf(c.t, c.Get("column_name"))
	if err != nil {
		return nil, err
	}
	if name.IsZero() {
		return nil, c.t.Raise(python.TypeError, "a column's name must be str, not NoneType")
	}
	op := ir.DropColumn{At: c.at(), Table: ref, Column: &ir.Column{Name: name, Type: ir.NullType}}
	if op.IfExists, err = c.flag("if_exists"); err != nil {
		return nil, err
	}
	for _, kw := range c.kw("existing_type") {
		on, err := c.t.Truth(kw.Value)
		if err != nil {
			return nil, err
		}
		op.Options = append(op.Options, ir.Option{Name: kw.Name, Value: on})
	}
	existing, err := c.existingType()
	if err != nil {
		return nil, err
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { return b.DropColumn(c.t, name.Text, existing) })
}
