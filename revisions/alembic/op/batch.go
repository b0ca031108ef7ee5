package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

func init() {
	register("batch_alter_table", "table_name, schema=None, recreate='auto', partial_reordering=None, copy_from=None, table_args=(), table_kwargs={}, "+
		"reflect_args=(), reflect_kwargs={}, naming_convention=None", "-", batchAlterTable)
}

// batch is op.batch_alter_table(): operations on one table that are kept until
// the end of the with block.
type batch struct {
	table, schema python.Value
	recreate      string
	ops           []batchOp
	// copied is what the call says about a table that is copied.
	copied batchArguments
}

// batchOp is an operation as ALTER TABLE would do it, and what it does where the table
// is copied; nil if that is nothing.
type batchOp struct {
	op   ir.Op
	copy func(b *sqlschema.Batch) error
}

func (b *batch) keep(op batchOp) error {
	b.ops = append(b.ops, op)
	return nil
}

// Class returns the class of Alembic's batch object.
func (*batch) Class() *python.Class { return batchImplClass }

var batchImplClass = python.NewClass("alembic.operations.batch", "BatchOperationsImpl")

// Attr gives the table and its schema.
func (b *batch) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "table_name":
		return b.table, nil
	case "schema":
		return b.schema, nil
	case "recreate":
		return python.Str(b.recreate), nil
	}
	return nil, nil
}

func batchAlterTable(c *call) (python.Value, error) {
	recreate, err := c.Str("recreate")
	if err != nil {
		return nil, err
	}
	if recreate != "auto" && recreate != "always" && recreate != "never" {
		return nil, c.t.Raise(python.ValueError, "recreate may be one of 'auto', 'always', or 'never'.")
	}
	copied, err := readBatchArguments(c)
	if err != nil {
		return nil, err
	}
	return &Operations{batch: &batch{table: c.Get("table_name"), schema: c.Get("schema"), recreate: recreate, copied: copied}}, nil
}

// Enter starts a batch.
func (o *Operations) Enter(t *python.Thread) (python.Value, error) {
	if o.batch == nil {
		return nil, t.Raise(python.TypeError, "'Operations' object does not support the context manager protocol")
	}
	return o, nil
}

// Exit emits what the batch has kept. After an exception there is nothing left of it.
func (o *Operations) Exit(t *python.Thread, raised *python.Raised) (bool, error) {
	if raised != nil {
		return false, nil
	}
	if o.batch.copies(t) {
		return false, o.batch.copyTable(t)
	}
	kept := o.batch.ops
	o.batch.ops = nil
	for _, kept := range kept {
		if kept.op == nil {
			continue
		}
		if err := host.Of(t).Emit(kept.op); err != nil {
			return false, err
		}
	}
	return false, nil
}
