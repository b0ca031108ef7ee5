package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// rowCountOf is what query.update() returns: the row count, asked for where it is used.
type rowCountOf struct{ result *Result }

// Class returns int.
func (*rowCountOf) Class() *python.Class { return python.IntClass }

// Binary compares and counts.
func (n *rowCountOf) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	v, err := n.result.rowcount(t)
	if err != nil {
		return nil, err
	}
	a, b := v, other
	if reflected {
		a, b = other, v
	}
	switch op {
	case "==", "!=", "<", ">", "<=", ">=":
		return t.Compare(op, a, b)
	}
	return t.Binary(op, a, b)
}

// Truth tells whether rows were changed.
func (n *rowCountOf) Truth(t *python.Thread) (bool, error) {
	v, err := n.result.rowcount(t)
	if err != nil {
		return false, err
	}
	return t.Truth(v)
}

// Str is the number; where it is not known, the text says so, since it is only printed.
func (n *rowCountOf) Str(t *python.Thread) (string, error) {
	v, err := n.result.rowcount(t)
	if err != nil {
		return "", err
	}
	return t.Str(v)
}

// Iterate goes over the rows.
func (q *Query) Iterate(t *python.Thread) (python.Iterator, error) {
	r, err := q.result(t)
	if err != nil {
		return nil, err
	}
	return r.Iterate(t)
}

// Index is query[0] and query[a:b].
func (q *Query) Index(t *python.Thread, key python.Value) (python.Value, error) {
	r, err := q.result(t)
	if err != nil {
		return nil, err
	}
	return r.Index(t, key)
}

// Str is the statement.
func (q *Query) Str(t *python.Thread) (string, error) { return t.Str(q.selected) }

// Attr gives the statement.
func (q *Query) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "statement", "selectable":
		return q.selected, nil
	case "session":
		return q.session, nil
	case "c", "columns":
		return t.Attr(q.selected, "c")
	}
	return nil, nil
}

func init() {
	define(queryClass, "filter", "*criterion", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) { return q.filter(t, b.Star()) })
	define(queryClass, "where", "*criterion", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) { return q.filter(t, b.Star()) })
	define(queryClass, "filter_by", "**kwargs", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
		return q.filterBy(t, b.Rest().Items())
	})
	for _, name := range []string{"order_by", "limit", "offset", "distinct", "group_by", "having", "select_from", "join", "outerjoin", "with_for_update", "slice", "correlate"} {
		define(queryClass, name, "*args, **kw", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
			out, err := q.change(t, name, passed(t, b))
			if err == nil && name != "order_by" && name != "with_for_update" {
				out.joined = true
			}
			return out, err
		})
	}
	for _, name := range []string{"options", "yield_per", "enable_eagerloads", "execution_options", "populate_existing", "autoflush", "enable_assertions", "with_session", "params"} {
		define(queryClass, name, "*args, **kw", func(_ *python.Thread, q *Query, _ *python.Bound) (python.Value, error) { return q, nil })
	}
	for _, name := range []string{"subquery", "cte", "label", "as_scalar", "scalar_subquery", "alias", "union", "union_all"} {
		define(queryClass, name, "*args, **kw", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
			m, err := t.Attr(q.selected, name)
			if err != nil {
				return nil, err
			}
			v, err := t.CallWith(m, passed(t, b))
			if s, ok := v.(*sqlexpr.Statement); ok && err == nil {
				out := *q
				out.selected, out.joined = s, true
				return &out, nil
			}
			return v, err
		})
	}
	for _, name := range []string{"with_entities", "add_columns"} {
		define(queryClass, name, "*entities", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
			method := map[string]string{"with_entities": "with_only_columns", "add_columns": "add_columns"}[name]
			out, err := q.change(t, method, passed(t, b))
			if err != nil {
				return nil, err
			}
			if name == "with_entities" {
				out.entities = nil
			}
			out.entities = append(out.entities[:len(out.entities):len(out.entities)], b.Star()...)
			return out, nil
		})
	}
	defineQueryResults()
}

// passed is the call that a method got, for one of the same arguments.
func passed(t *python.Thread, b *python.Bound) *python.Call {
	c := &python.Call{Args: b.Star(), Span: t.Span()}
	for _, item := range b.Rest().Items() {
		name, _ := python.AsStr(item.Key)
		c.Kwargs = append(c.Kwargs, python.Kwarg{Name: name, Value: item.Value})
	}
	return c
}

func defineQueryResults() {
	define(queryClass, "all", "", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) { return q.single(t, "all") })
	define(queryClass, "first", "", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) {
		limited, err := q.change(t, "limit", &python.Call{Args: []python.Value{python.NewInt(1)}, Span: t.Span()})
		if err != nil {
			return nil, err
		}
		return limited.single(t, "first")
	})
	for _, name := range []string{"one", "one_or_none", "scalar"} {
		define(queryClass, name, "", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) {
			if name == "scalar" {
				name = "scalar_one_or_none"
			}
			return q.single(t, name)
		})
	}
	define(queryClass, "get", "ident", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
		return q.get(t, b.Get("ident"))
	})
	define(queryClass, "count", "", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) { return q.count(t) })
	define(queryClass, "exists", "", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) {
		one, err := q.change(t, "with_only_columns", &python.Call{Args: []python.Value{python.NewInt(1)}, Span: t.Span()})
		if err != nil {
			return nil, err
		}
		return t.Call(sqlFunction("exists"), one.selected)
	})
	define(queryClass, "update", "values, synchronize_session='auto', update_args=None", func(t *python.Thread, q *Query, b *python.Bound) (python.Value, error) {
		return q.write(t, "update", b.Get("values"))
	})
	define(queryClass, "delete", "synchronize_session='auto', delete_args=None", func(t *python.Thread, q *Query, _ *python.Bound) (python.Value, error) {
		return q.write(t, "delete", nil)
	})
}

// count selects count(*) of the query.
func (q *Query) count(t *python.Thread) (python.Value, error) {
	sub, err := t.CallMethod(q.selected, "subquery")
	if err != nil {
		return nil, err
	}
	star, err := t.CallMethod(sqlFunction("func"), "count")
	if err != nil {
		return nil, err
	}
	counted, err := newQuery(t, q.session, []python.Value{star})
	if err != nil {
		return nil, err
	}
	if counted, err = counted.change(t, "select_from", &python.Call{Args: []python.Value{sub}, Span: t.Span()}); err != nil {
		return nil, err
	}
	return counted.single(t, "scalar_one_or_none")
}

// shape makes of a row what the entities of the query say: an object of a model,
// or a row of several.
