package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

func init() {
	register("create_index", "index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw",
		"index_name, columns, *, unique=False, if_not_exists=None, **kw", createIndex)
	register("drop_index", "index_name, table_name=None, *, schema=None, if_exists=None, **kw", "index_name, *, if_exists=None, **kw", dropIndex)
}

func createIndex(c *call) (python.Value, error) {
	columns, err := c.columns()
	if err != nil {
		return nil, err
	}
	unique, err := c.flag("unique")
	if err != nil {
		return nil, err
	}
	rest := c.Rest().Copy()
	quote, err := takeQuote(rest)
	if err != nil {
		return nil, err
	}
	name, err := sqlschema.SpokenName(c.t, c.Get("index_name"))
	if err != nil {
		return nil, err
	}
	x, err := sqlschema.IndexOf(c.t, name, c.table(), c.schema(), columns, unique, rest)
	if err != nil {
		return nil, err
	}
	ref, err := c.ref()
	if err != nil {
		return nil, err
	}
	op := ir.CreateIndex{At: c.at(), Table: ref, Index: x.IR()}
	if quote != nil {
		op.Index.Name.Quote = *quote
	}
	if op.IfNotExists, err = c.flag("if_not_exists"); err != nil {
		return nil, err
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { b.CreateIndex(x); return nil })
}

// takeQuote takes the argument quote, which Index() has besides those of dialects.
func takeQuote(rest *python.Dict) (*ir.Quote, error) {
	v, ok := rest.GetStr("quote")
	if !ok {
		return nil, nil
	}
	if _, err := rest.Delete(python.Str("quote")); err != nil {
		return nil, err
	}
	quote := ir.QuoteAuto
	switch v {
	case python.True:
		quote = ir.QuoteAlways
	case python.False:
		quote = ir.QuoteNever
	}
	return &quote, nil
}

func (c *call) columns() ([]python.Value, error) {
	v := c.Get("columns")
	if o, ok := v.(*python.Opaque); ok {
		return nil, c.t.Unresolved(o, "the columns of an index")
	}
	return c.t.Collect(v)
}

func dropIndex(c *call) (python.Value, error) {
	table := c.table()
	if table == python.None {
		table = python.Str("no_table")
	}
	rest := c.Rest().Copy()
	// Some revisions repeat what the index is; dropping it does not need that.
	for _, name := range []string{"unique", "columns", "_reverse"} {
		if _, err := rest.Delete(python.Str(name)); err != nil {
			return nil, err
		}
	}
	name, err := sqlschema.SpokenName(c.t, c.Get("index_name"))
	if err != nil {
		return nil, err
	}
	x, err := sqlschema.IndexOf(c.t, name, table, c.schema(), []python.Value{python.Str("x")}, false, rest)
	if err != nil {
		return nil, err
	}
	ref, err := c.refTo(table, c.schema())
	if err != nil {
		return nil, err
	}
	op := ir.DropIndex{At: c.at(), Index: x.IR(), Table: ref}
	if c.table() == python.None {
		op.Table.Name = ir.Name{}
	}
	if op.IfExists, err = c.flag("if_exists"); err != nil {
		return nil, err
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { return b.DropIndex(c.t, op.Index.Name.Text) })
}
