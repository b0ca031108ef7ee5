package sqlschema

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Name is the column's name.
func (c *Column) Name() ir.Name { return c.name }

// IRType is the column's type.
func (c *Column) IRType() *ir.Type { return c.typ }

// Nullable tells whether the column takes NULL.
func (c *Column) Nullable() bool { return c.nullable }

// Default is the default that the application computes: a *ColumnDefault, a
// *Sequence, or nil. OnUpdate is that of an UPDATE.
func (c *Column) Default() python.Value { return c.def }

// OnUpdate is what the application computes for the column in an UPDATE.
func (c *Column) OnUpdate() python.Value { return c.onupdate }

// ClientDefault is what the application fills in where a statement says nothing.
// A sequence that is optional is for servers that cannot number a column.
func (c *Column) ClientDefault(update bool) (v python.Value, implied bool) {
	v = c.def
	if update {
		v = c.onupdate
	}
	switch d := v.(type) {
	case *ColumnDefault:
		return d.arg, false
	case *Sequence:
		if update || d.optional {
			return nil, false
		}
		return sqlexpr.New(&ir.NextValue{Sequence: d.Sequence()}), true
	}
	return nil, false
}

// Expr is the column in an expression.
func (c *Column) Expr() ir.Expr { return c.columnRef() }

func (c *Column) columnRef() *ir.ColumnRef {
	if c.ref == nil {
		c.ref = &ir.ColumnRef{Name: c.name, Of: c.typ, Origin: c}
		if c.key != c.name.Text {
			c.ref.Key = c.key
		}
		if c.table != nil {
			c.ref.From = c.table.From()
		}
	}
	return c.ref
}

// Binary makes an expression: table.c.a == 1.
func (c *Column) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	return sqlexpr.Binary(t, c.columnRef(), op, other, reflected)
}

// Unary makes an expression: -table.c.a.
func (c *Column) Unary(t *python.Thread, op string) (python.Value, error) {
	return sqlexpr.Unary(t, c.columnRef(), op)
}

// Index makes an expression: table.c.data["key"].
func (c *Column) Index(t *python.Thread, key python.Value) (python.Value, error) {
	return sqlexpr.Index(t, c.columnRef(), key)
}

// Truth is an error, as for every expression.
func (c *Column) Truth(t *python.Thread) (bool, error) {
	return false, t.Raise(python.TypeError, "Boolean value of this clause is not defined")
}

// HashKey makes columns keys of dicts: each is equal to itself only.
func (c *Column) HashKey() (string, bool) { return fmt.Sprintf("%p", c), true }

// Str is "table.column".
func (c *Column) Str(*python.Thread) (string, error) {
	if c.table != nil {
		return c.table.name.Text + "." + c.name.Text, nil
	}
	return c.name.Text, nil
}

// Repr is a short form of SQLAlchemy's.
func (c *Column) Repr(t *python.Thread) (string, error) {
	name, err := t.Repr(nameValue(c.name))
	return "Column(" + name + ", " + sqltype.Describe(c.typ) + ")", err
}

// Attr gives the column's own attributes, and those that every expression has.
func (c *Column) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "name":
		return nameValue(c.name), nil
	case "key":
		return python.Str(c.key), nil
	case "type":
		return c.typeValue(t)
	case "nullable":
		return python.Bool(c.nullable), nil
	case "primary_key":
		return python.Bool(c.primaryKey), nil
	case "index":
		return c.index, nil
	case "unique":
		return c.unique, nil
	case "default":
		return valueOrNone(c.def), nil
	case "onupdate":
		return valueOrNone(c.onupdate), nil
	case "server_default":
		return valueOrNone(c.serverDefault), nil
	case "server_onupdate":
		return valueOrNone(c.serverOnupdate), nil
	case "comment":
		return orNone(c.comment), nil
	}
	if v := c.relations(name); v != nil {
		return v, nil
	}
	if _, ok := ColumnClass.Attrs.Get(name); ok {
		return nil, nil
	}
	return sqlexpr.Attr(t, c.columnRef(), name)
}

// relations are the attributes that lead to other objects.
func (c *Column) relations(name string) python.Value {
	switch name {
	case "table":
		if c.table == nil {
			return python.None
		}
		return c.table
	case "identity":
		if i := c.identity(); i != nil {
			return i
		}
		return python.None
	case "computed":
		if g := c.computed(); g != nil {
			return g
		}
		return python.None
	case "foreign_keys":
		return setOf(c.foreignKeys)
	case "constraints":
		return setOf(c.constraints)
	case "autoincrement":
		return []python.Value{python.Str("auto"), python.True, python.False, python.Str("ignore_fk")}[c.autoincrement]
	case "system":
		return python.Bool(c.system)
	case "doc":
		return valueOrNone(c.doc)
	case "info":
		if c.info == nil {
			c.info = python.NewDict()
		}
		return c.info
	}
	return nil
}

func setOf[T python.Value](items []T) python.Value {
	elems := make([]python.Value, len(items))
	for i, x := range items {
		elems[i] = x
	}
	set, err := python.NewSet(elems...)
	if err != nil {
		return python.NewList(elems...)
	}
	return set
}

func valueOrNone(v python.Value) python.Value {
	if v == nil {
		return python.None
	}
	return v
}

func (c *Column) typeValue(t *python.Thread) (python.Value, error) {
	return sqltype.Value(t, c.typ), nil
}

// SetAttr takes the attributes that revisions set.
func (c *Column) SetAttr(t *python.Thread, name string, v python.Value) (err error) {
	switch name {
	case "name":
		c.name, err = NameOf(t, v)
		if c.key == "" {
			c.key = c.name.Text
		}
	case "key":
		c.key, _ = python.AsStr(v)
	case "type":
		err = c.setType(t, v)
	case "nullable":
		c.nullable, err = t.Truth(v)
		c.nullableGiven = true
	case "primary_key":
		c.primaryKey, err = t.Truth(v)
	case "index":
		c.index = v
	case "unique":
		c.unique = v
	case "default":
		c.def = nil
		if v != python.None {
			c.def = asDefault(v)
		}
	case "onupdate":
		c.onupdate = asDefault(v)
	case "server_default":
		c.serverDefault = nil
		if v != python.None {
			_, err = c.setServerDefault(t, v, nil)
		}
	case "comment":
		if s, ok := python.AsStr(v); ok {
			c.comment = &s
		} else {
			c.comment = nil
		}
	case "info", "doc", "_creation_order": // which SQLAlchemy 2.0 has no use for in a model
	default:
		return &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan cannot set Column." + name, Help: "give the argument to Column()"}
	}
	c.ref = nil
	return err
}

// NullableGiven tells whether the revision says if the column takes NULL.
func (c *Column) NullableGiven() bool { return c.nullableGiven }

// PrimaryKey tells whether the column is part of the primary key.
func (c *Column) PrimaryKey() bool { return c.primaryKey }

// HasServerDefault tells whether the server gives rows a value for the column.
func (c *Column) HasServerDefault() bool { return c.serverDefault != nil }
