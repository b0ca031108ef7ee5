package bind

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var rowClass = python.NewClass("sqlalchemy.engine.row", "Row", python.TupleClass)

// Row is one row of a result: a tuple whose values have names.
type Row struct {
	columns []string
	values  []python.Value
}

// Class returns Row.
func (*Row) Class() *python.Class { return rowClass }

func (r *Row) named(name string) (python.Value, bool) {
	if i := slices.Index(r.columns, name); i >= 0 && i < len(r.values) {
		return r.values[i], true
	}
	return nil, false
}

func (r *Row) mapping() *python.Dict {
	d := python.NewDict()
	for i, c := range r.columns {
		if i < len(r.values) {
			d.SetStr(c, r.values[i])
		}
	}
	return d
}

// Attr gives a column by its name.
func (r *Row) Attr(t *python.Thread, name string) (python.Value, error) {
	if v, ok := r.named(name); ok {
		return v, nil
	}
	switch name {
	case "_mapping":
		return r.mapping(), nil
	case "_fields":
		return r.names(), nil
	case "_asdict":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return r.mapping(), nil }), nil
	case "keys", "values", "items", "get":
		return t.Attr(r.mapping(), name)
	case "_tuple", "tuple", "_data":
		return python.Tuple(r.values), nil
	case "count", "index":
		return t.Attr(python.Tuple(r.values), name)
	}
	return nil, nil
}

func (r *Row) names() python.Tuple {
	names := python.Tuple{}
	for _, c := range r.columns {
		names = append(names, python.Str(c))
	}
	return names
}

// Index is row[0], row[1:] and, as SQLAlchemy 1 had it, row["name"] and row[column].
func (r *Row) Index(t *python.Thread, key python.Value) (python.Value, error) {
	if name, ok := python.AsStr(key); ok {
		if v, ok := r.named(name); ok {
			return v, nil
		}
		return nil, t.Raise(python.KeyError, "%s", name)
	}
	if name, err := t.OptAttr(key, "key"); err == nil && name != nil {
		return r.Index(t, name)
	}
	return t.Index(python.Tuple(r.values), key)
}

// Iterate goes over the values.
func (r *Row) Iterate(*python.Thread) (python.Iterator, error) {
	return python.SliceIterator(r.values), nil
}

// Length is the number of columns.
func (r *Row) Length(*python.Thread) (int, error) { return len(r.values), nil }

// Binary compares a row as a tuple.
func (r *Row) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if o, ok := other.(*Row); ok {
		other = python.Tuple(o.values)
	}
	if op == "in" && reflected {
		return t.Contains(python.Tuple(r.values), other)
	}
	if _, ok := other.(python.Tuple); !ok {
		return nil, nil
	}
	switch op {
	case "==", "!=", "<", ">", "<=", ">=":
		if reflected {
			return t.Compare(op, other, python.Tuple(r.values))
		}
		return t.Compare(op, python.Tuple(r.values), other)
	case "+":
		if reflected {
			return t.Binary(op, other, python.Tuple(r.values))
		}
		return t.Binary(op, python.Tuple(r.values), other)
	}
	return nil, nil
}

// HashKey makes rows keys: those of equal values are the same.
func (r *Row) HashKey() (string, bool) {
	var b strings.Builder
	for _, v := range r.values {
		text, ok := python.AsStr(v)
		if !ok {
			if n, isInt := python.AsInt(v); isInt {
				text, ok = n.String(), true
			}
		}
		if !ok && v != python.None {
			return "", false
		}
		b.WriteString(v.Class().Name + ":" + text + "\x00")
	}
	return b.String(), true
}

// Repr shows a row as a tuple.
func (r *Row) Repr(t *python.Thread) (string, error) { return t.Repr(python.Tuple(r.values)) }

// Str shows a row as a tuple.
func (r *Row) Str(t *python.Thread) (string, error) { return r.Repr(t) }
