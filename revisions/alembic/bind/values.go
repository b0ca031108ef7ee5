package bind

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
)

// value makes a Python value of one that JSON has. typ is the column's, where the
// statement says it.
func (r *Result) value(t *python.Thread, v any, typ *ir.Type, i int) (python.Value, error) {
	if u, ok := v.(ir.Unknowable); ok {
		name := fmt.Sprintf("column %d of a query", i+1)
		if i < len(r.answer.Columns) {
			name = "the column " + r.answer.Columns[i] + " of a query"
		}
		return python.NewOpaque(name, u.Why, r.at), nil
	}
	plain, err := fromJSON(v)
	if _, isUUID := v.(ir.UUID); isUUID && typ == nil {
		typ = uuidType // drivers give objects for it
	}
	if err != nil || plain == python.None || typ == nil {
		return plain, err
	}
	if host.Of(t).Dialect() == "sqlite" {
		if v, ok, err := sqliteTyped(t, plain, typ); ok || err != nil {
			return v, err
		}
	}
	return typed(t, plain, typ)
}

var uuidType = &ir.Type{Class: "Uuid"}

// fromJSON makes a Python value of a JSON value.
func fromJSON(v any) (python.Value, error) {
	switch x := v.(type) {
	case nil:
		return python.None, nil
	case bool:
		return python.Bool(x), nil
	case string:
		return python.Str(x), nil
	case ir.UUID:
		return python.Str(x), nil
	case json.Number:
		return number(x)
	case ir.Bytes:
		return python.Bytes(x), nil
	case []any:
		list := python.NewList()
		for _, e := range x {
			made, err := fromJSON(e)
			if err != nil {
				return nil, err
			}
			list.Elems = append(list.Elems, made)
		}
		return list, nil
	case map[string]any:
		d := python.NewDict()
		keys := make([]string, 0, len(x))
		for k := range x { // sorted below
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			made, err := fromJSON(x[k])
			if err != nil {
				return nil, err
			}
			d.SetStr(k, made)
		}
		return d, nil
	}
	return nil, fmt.Errorf("an answer holds a value of an unexpected kind: %T", v)
}

func number(n json.Number) (python.Value, error) {
	if !strings.ContainsAny(string(n), ".eE") {
		var i python.Int
		if small, err := n.Int64(); err == nil {
			return python.NewInt(small), nil
		}
		return i, fmt.Errorf("an answer holds a number that is too large: %s", n)
	}
	f, err := n.Float64()
	return python.Float(f), err
}

// pythonTypes are the classes of Python's values by SQLAlchemy's types: the text
// of JSON is read by the class's own function.
var pythonTypes = []struct {
	types            []string
	module, function string
}{
	{[]string{"DateTime", "TIMESTAMP", "DATETIME"}, "datetime", "datetime.fromisoformat"},
	{[]string{"Date", "DATE"}, "datetime", "date.fromisoformat"},
	{[]string{"Time", "TIME"}, "datetime", "time.fromisoformat"},
	{[]string{"Uuid", "UUID"}, "uuid", "UUID"},
	{[]string{"Numeric", "NUMERIC", "DECIMAL"}, "decimal", "Decimal"},
}

// typed turns the text of a timestamp, a UUID or a number into what SQLAlchemy
// returns for the type of the column.
func typed(t *python.Thread, v python.Value, typ *ir.Type) (python.Value, error) {
	for _, p := range pythonTypes {
		if !slices.Contains(p.types, typ.Class) {
			continue
		}
		module, ok := stdlib.Module(p.module)
		if !ok {
			break
		}
		var fn python.Value = module
		for _, name := range strings.Split(p.function, ".") {
			var err error
			if fn, err = t.Attr(fn, name); err != nil {
				return nil, err
			}
		}
		text, err := t.Str(v)
		if err != nil {
			return nil, err
		}
		return t.Call(fn, python.Str(text))
	}
	return v, nil
}

// columnTypes are the types of the columns of a query, where it says them.
func columnTypes(e ir.Expr) []*ir.Type {
	var types []*ir.Type
	switch q := e.(type) {
	case *ir.Select:
		for _, item := range ir.Expand(q.Columns) {
			types = append(types, item.Type())
		}
	case *ir.Compound:
		if len(q.Queries) > 0 {
			return columnTypes(q.Queries[0])
		}
	case *ir.TextQuery:
		for _, c := range q.Columns {
			types = append(types, c.Of)
		}
	}
	return types
}
