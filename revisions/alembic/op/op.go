// Package op is alembic.op, the context that a revision runs in, and the batch
// operations: every function with Alembic's own arguments. A call becomes an
// operation of package ir, which the dialect writes as SQL.
package op

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	abstractClass   = python.NewClass("alembic.operations.base", "AbstractOperations")
	operationsClass = python.NewClass("alembic.operations.base", "Operations", abstractClass)
	batchClass      = python.NewClass("alembic.operations.base", "BatchOperations", abstractClass)
)

// Operations is the object whose methods are the operations: what stands behind
// the module alembic.op, and what batch_alter_table gives.
type Operations struct {
	batch *batch // nil outside of batch_alter_table
}

// direct are the operations of the module.
var direct = &Operations{}

// Class returns Operations or BatchOperations.
func (o *Operations) Class() *python.Class {
	if o.batch != nil {
		return batchClass
	}
	return operationsClass
}

// emit hands an operation to the run, or keeps it until the end of the batch.
func (o *Operations) emit(t *python.Thread, op ir.Op) error {
	if op == nil {
		return nil
	}
	if o.batch != nil {
		return o.batch.keep(batchOp{op: op})
	}
	return host.Of(t).Emit(op)
}

// directive is one operation. params are its arguments in the module, batch those
// in a batch, where the table is known; "-" if it does not exist there.
type directive struct {
	params, batch string
	run           func(c *call) (python.Value, error)
	sig, batchSig *python.Signature
}

// call is one call of a directive.
type call struct {
	*python.Bound
	t *python.Thread
	o *Operations
}

func (c *call) at() ir.At { return ir.At{Where: c.t.Span()} }

func (c *call) emit(op ir.Op) (python.Value, error) { return python.None, c.o.emit(c.t, op) }

// emitOr emits an operation. In a batch, copy is what it does where the table is copied.
func (c *call) emitOr(op ir.Op, copy func(b *sqlschema.Batch) error) (python.Value, error) {
	if c.o.batch == nil {
		return c.emit(op)
	}
	return python.None, c.o.batch.keep(batchOp{op, copy})
}

// table is the argument table_name, or the table of the batch.
func (c *call) table() python.Value {
	if c.o.batch != nil {
		return c.o.batch.table
	}
	return c.Get("table_name")
}

// schema is the argument schema, or the schema of the batch.
func (c *call) schema() python.Value {
	if c.o.batch != nil {
		return c.o.batch.schema
	}
	return c.Get("schema")
}

// kw are the arguments of **kw but for some.
func (c *call) kw(but ...string) []python.Kwarg {
	var list []python.Kwarg
	for _, item := range c.Rest().Items() {
		name, _ := python.AsStr(item.Key)
		skip := false
		for _, b := range but {
			skip = skip || b == name
		}
		if !skip {
			list = append(list, python.Kwarg{Name: name, Value: item.Value})
		}
	}
	return list
}

var directives = map[string]*directive{}

func register(name, params, batchParams string, run func(c *call) (python.Value, error)) {
	d := &directive{params: params, batch: batchParams, run: run, sig: python.ParseSignature(name, params)}
	if batchParams != "-" {
		d.batchSig = python.ParseSignature(name, batchParams)
	}
	directives[name] = d
}

// method returns an operation as a function; nil if there is none of that name.
func (o *Operations) method(name string) python.Value {
	d := directives[name]
	if d == nil || o.batch != nil && d.batchSig == nil {
		return nil
	}
	sig := d.sig
	if o.batch != nil {
		sig = d.batchSig
	}
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return d.run(&call{Bound: b, t: t, o: o})
	})
}

// Attr finds operations and the few other attributes.
func (o *Operations) Attr(t *python.Thread, name string) (python.Value, error) {
	if m := o.method(name); m != nil {
		return m, nil
	}
	if v, err := o.custom(t, name); v != nil || err != nil {
		return v, err
	}
	switch name {
	case "migration_context":
		return contextOf(t), nil
	case "impl":
		if o.batch != nil {
			return o.batch, nil
		}
		return &impl{}, nil
	case "schema_obj":
		return python.NewOpaque("op.schema_obj", "sqlplan does not have Alembic's schema helpers", t.Span()), nil
	}
	return nil, nil
}

// Dir lists the operations, for the message about one that does not exist.
func (o *Operations) Dir() []string {
	var names []string
	for name := range directives {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func init() {
	operationsClass.Construct = func(*python.Thread, *python.Class, *python.Call) (python.Value, error) { return direct, nil }
	operationsClass.ClassAttr = registration
	batchClass.ClassAttr = registration
}
