package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Index is sqlalchemy.Index.
type Index struct {
	name     ir.Name
	unique   bool
	pending  []python.Value
	table    *Table
	columns  []*Column
	elements []ir.Expr
	options  []ir.Option
	ofColumn bool // made by index=True
	info     *python.Dict
}

// Class returns Index.
func (*Index) Class() *python.Class { return indexClass }

func init() {
	sig := python.ParseSignature("Index.__init__", "name, *expressions, unique=False, quote=None, info=None, _table=None, _column_flag=False, **dialect_kw")
	indexClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		name, err := NameOf(t, b.Get("name"))
		if err != nil {
			return nil, err
		}
		if q, err := quoteOf(b, "quote"); err != nil {
			return nil, err
		} else if q != ir.QuoteAuto {
			name.Quote = q
		}
		unique, err := t.Truth(b.Get("unique"))
		if err != nil {
			return nil, err
		}
		x, err := NewIndex(t, name, b.Star(), unique, b.Rest())
		if err != nil {
			return nil, err
		}
		if table, ok := as[*Table](b.Get("_table")); ok {
			return x, x.setTable(t, table)
		}
		return x, x.attachToColumns(t)
	}
	define(indexClass, "create", "bind=None, checkfirst=False", func(t *python.Thread, x *Index, _ *python.Bound) (python.Value, error) {
		return python.None, emitIndex(t, x, false)
	})
	define(indexClass, "drop", "bind=None, checkfirst=False", func(t *python.Thread, x *Index, _ *python.Bound) (python.Value, error) {
		return python.None, emitDropIndex(t, x, false)
	})
}

// NewIndex makes an index that no table has yet.
func NewIndex(t *python.Thread, name ir.Name, expressions []python.Value, unique bool, kw *python.Dict) (*Index, error) {
	x := &Index{name: name, unique: unique}
	for _, e := range expressions {
		if err := x.check(t, e); err != nil {
			return nil, err
		}
		x.pending = append(x.pending, e)
	}
	var err error
	x.options, err = options(t, "Index", kw)
	return x, err
}

func (x *Index) check(t *python.Thread, e python.Value) error {
	if _, ok := columnArgument(e); ok || isExpr(e) {
		return nil
	}
	if o, ok := e.(*python.Opaque); ok {
		return t.Unresolved(o, "a column of an index")
	}
	return t.Raise(host.ArgumentError, "String column name or column expression for DDL constraint expected, got %s.", mustRepr(t, e))
}

// attachToColumns joins the index to the table of its columns, now or later. An
// expression such as func.lower(table.c.a) knows its table too.
func (x *Index) attachToColumns(t *python.Thread) error {
	var columns []python.Value
	for _, p := range x.pending {
		if c, ok := as[*Column](p); ok {
			columns = append(columns, c)
			continue
		}
		if table := tableIn(p); table != nil {
			return x.setTable(t, table)
		}
	}
	if len(columns) == 0 {
		return nil
	}
	return attachByColumns(t, columns, x.setTable)
}

// tableIn finds the table that the columns of an expression belong to.
func tableIn(v python.Value) *Table {
	h, ok := v.(sqlexpr.HasExpr)
	if !ok {
		return nil
	}
	var found *Table
	walkColumns(h.Expr(), func(ref *ir.ColumnRef) {
		if o, ok := ref.Origin.(*Column); ok && found == nil {
			found = o.table
		}
	})
	return found
}

// setTable joins the index to a table.
func (x *Index) setTable(t *python.Thread, table *Table) error {
	if x.table != nil && x.table != table {
		return t.Raise(host.ArgumentError, "Index '%s' is against table '%s', and cannot be associated with table '%s'.", x.name.Text, x.table.name.Text, table.name.Text)
	}
	if x.table == table {
		return nil
	}
	x.columns, x.elements = nil, nil
	for _, p := range x.pending {
		if err := x.element(t, table, p); err != nil {
			return err
		}
	}
	x.table = table
	table.indexes = append(table.indexes, x)
	return x.conventional(t)
}

func (x *Index) element(t *python.Thread, table *Table, p python.Value) error {
	if arg, ok := columnArgument(p); ok {
		c, _ := arg.(*Column)
		if name, isName := arg.(string); isName {
			if c = table.Column(name); c == nil {
				return t.Raise(host.ConstraintColumnError, "Can't create Index on table '%s': no column named '%s' is present.", table.name.Text, name)
			}
		}
		x.columns = append(x.columns, c)
		x.elements = append(x.elements, c.columnRef())
		return nil
	}
	e, err := ddlExpr(t, p)
	if err != nil {
		return err
	}
	walkColumns(e, func(ref *ir.ColumnRef) {
		c, _ := ref.Origin.(*Column)
		if c == nil {
			c = table.columnByName(ref.Name.Text)
		}
		if c != nil && !slices.Contains(x.columns, c) {
			x.columns = append(x.columns, c)
		}
	})
	x.elements = append(x.elements, e)
	return nil
}

// Attr gives the attributes of an index.
func (x *Index) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "name":
		return nameValue(x.name), nil
	case "unique":
		return python.Bool(x.unique), nil
	case "table":
		if x.table == nil {
			return python.None, nil
		}
		return x.table, nil
	case "columns", "c":
		return newCollection(x.columns), nil
	case "expressions":
		var list []python.Value
		for _, e := range x.elements {
			list = append(list, sqlexpr.New(e))
		}
		return python.NewList(list...), nil
	case "info":
		if x.info == nil {
			x.info = python.NewDict()
		}
		return x.info, nil
	}
	return nil, nil
}

// SetAttr takes name and unique.
func (x *Index) SetAttr(t *python.Thread, name string, v python.Value) (err error) {
	switch name {
	case "name":
		x.name, err = NameOf(t, v)
	case "unique":
		x.unique, err = t.Truth(v)
	default:
		err = &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan cannot set Index." + name, Help: "give the argument to Index()"}
	}
	return err
}

// IR returns the index as plain data.
func (x *Index) IR() *ir.Index {
	return &ir.Index{Name: x.name, Unique: x.unique, Elements: x.elements, Options: x.options}
}
