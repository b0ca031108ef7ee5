package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/python"
)

var collectionClass = python.NewClass("sqlalchemy.sql.base", "ColumnCollection")

// collection is table.c: columns by key, and in order.
type collection struct {
	columns []*Column
}

func newCollection(columns []*Column) *collection { return &collection{columns} }

// Class returns ColumnCollection.
func (*collection) Class() *python.Class { return collectionClass }

func (c *collection) find(key string) *Column {
	for _, x := range c.columns {
		if x.key == key {
			return x
		}
	}
	return nil
}

func init() {
	define(collectionClass, "keys", "", func(_ *python.Thread, c *collection, _ *python.Bound) (python.Value, error) { return c.keys(), nil })
	define(collectionClass, "values", "", func(_ *python.Thread, c *collection, _ *python.Bound) (python.Value, error) {
		return listOf(c.columns), nil
	})
	define(collectionClass, "items", "", func(_ *python.Thread, c *collection, _ *python.Bound) (python.Value, error) {
		pairs := make([]python.Value, len(c.columns))
		for i, x := range c.columns {
			pairs[i] = python.Tuple{python.Str(x.key), x}
		}
		return python.NewList(pairs...), nil
	})
	define(collectionClass, "get", "key, default=None", func(_ *python.Thread, c *collection, b *python.Bound) (python.Value, error) {
		key, err := b.Str("key")
		if err != nil {
			return nil, err
		}
		if x := c.find(key); x != nil {
			return x, nil
		}
		return b.Get("default"), nil
	})
	define(collectionClass, "contains_column", "col", func(_ *python.Thread, c *collection, b *python.Bound) (python.Value, error) {
		col, ok := as[*Column](b.Get("col"))
		return python.Bool(ok && c.find(col.key) == col), nil
	})
}

func (c *collection) keys() python.Value {
	keys := make([]python.Value, len(c.columns))
	for i, x := range c.columns {
		keys[i] = python.Str(x.key)
	}
	return python.NewList(keys...)
}

// Attr finds a column by its key; the methods come first.
func (c *collection) Attr(t *python.Thread, name string) (python.Value, error) {
	if _, ok := collectionClass.Attrs.Get(name); ok {
		return nil, nil
	}
	if x := c.find(name); x != nil {
		return x, nil
	}
	return nil, nil
}

// Dir lists the keys, for the message about one that is not there.
func (c *collection) Dir() []string {
	names := make([]string, len(c.columns))
	for i, x := range c.columns {
		names[i] = x.key
	}
	return names
}

// Index finds a column by key or by position.
func (c *collection) Index(t *python.Thread, key python.Value) (python.Value, error) {
	if s, ok := python.AsStr(key); ok {
		if x := c.find(s); x != nil {
			return x, nil
		}
		return nil, t.Raise(python.KeyError, "%s", s)
	}
	if n, ok := python.AsInt(key); ok {
		i, fits := n.Int64()
		if i < 0 {
			i += int64(len(c.columns))
		}
		if !fits || i < 0 || i >= int64(len(c.columns)) {
			return nil, t.Raise(python.IndexError, "tuple index out of range")
		}
		return c.columns[i], nil
	}
	return nil, t.Raise(python.TypeError, "columns are found by name or by number, not by %s", key.Class().Name)
}

// Iterate goes over the columns.
func (c *collection) Iterate(*python.Thread) (python.Iterator, error) {
	return python.SliceIterator(values(c.columns)), nil
}

// Length is the number of columns.
func (c *collection) Length(*python.Thread) (int, error) { return len(c.columns), nil }

// Binary is "in": whether there is a column of this key, or the column itself.
func (c *collection) Binary(_ *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if op != "in" || !reflected {
		return nil, nil
	}
	if s, ok := python.AsStr(other); ok {
		return python.Bool(c.find(s) != nil), nil
	}
	col, ok := as[*Column](other)
	return python.Bool(ok && c.find(col.key) == col), nil
}
