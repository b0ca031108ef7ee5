package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Fill gives values to the parameters of an expression or a statement, wherever
// they stand below it, as connection.execute(statement, parameters) does. What has
// no value keeps none.
func Fill(t *python.Thread, e ir.Expr, values map[string]python.Value) (ir.Expr, error) {
	binds, err := fillings(t, e, values)
	if err != nil || len(binds) == 0 {
		return e, err
	}
	if text, ok := e.(*ir.Text); ok {
		return filledText(text, binds), nil
	}
	q, ok := e.(ir.Query)
	if !ok {
		q = &ir.Select{Columns: []ir.SelectItem{{Expr: e}}}
	}
	return filled(q, binds), nil
}

// fillings are the parameters with their values in place.
func fillings(t *python.Thread, e ir.Expr, values map[string]python.Value) (map[*ir.Bind]*ir.Bind, error) {
	binds := map[*ir.Bind]*ir.Bind{}
	var failed error
	ir.Walk(e, func(e ir.Expr) {
		b, ok := e.(*ir.Bind)
		if !ok || b.Name == "" || failed != nil {
			return
		}
		if v, given := values[b.Name]; given {
			binds[b], failed = rebind(t, b, v)
		}
	})
	return binds, failed
}

func filledText(text *ir.Text, binds map[*ir.Bind]*ir.Bind) *ir.Text {
	copied := *text
	copied.Binds = make(map[string]*ir.Bind, len(text.Binds))
	for name, b := range text.Binds {
		copied.Binds[name] = b
		if made := binds[b]; made != nil {
			copied.Binds[name] = made
		}
	}
	return &copied
}

// filled adds values to those that a statement has; a later one counts.
func filled(q ir.Query, binds map[*ir.Bind]*ir.Bind) *ir.Filled {
	f := &ir.Filled{Query: q, Binds: map[*ir.Bind]*ir.Bind{}}
	if old, ok := q.(*ir.Filled); ok {
		f.Query = old.Query
		for b, made := range old.Binds {
			f.Binds[b] = made
		}
	}
	for b, made := range binds {
		f.Binds[b] = made
	}
	return f
}

// Parameters tells for each parameter of a statement, by its name, that it is there.
func Parameters(e ir.Expr) map[string]bool {
	names := map[string]bool{}
	ir.Walk(e, func(e ir.Expr) {
		if b, ok := e.(*ir.Bind); ok && b.Name != "" {
			names[b.Name] = true
		}
	})
	return names
}

// TakesRow tells whether parameters that no parameter of the statement has the name
// of are its values.
func TakesRow(q ir.Query) bool {
	switch x := q.(type) {
	case *ir.Filled:
		return TakesRow(x.Query)
	case *ir.Insert:
		return x.Query == nil
	case *ir.Update:
		return true
	}
	return false
}

// InsertRow gives the parameters of execute(insert, {...}) to an INSERT or UPDATE
// without values of its own.
func InsertRow(t *python.Thread, q ir.Query, row python.Value) (ir.Query, error) {
	c := &python.Call{Args: []python.Value{row}}
	inner, wrapped := q.(*ir.Filled)
	if wrapped {
		q = inner.Query
	}
	v, err := dmlValues(t, q, c)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Statement)
	if !ok {
		return nil, t.Raise(host.InvalidRequestError, "parameters are for INSERT and UPDATE")
	}
	if wrapped {
		return filled(s.q, inner.Binds), nil
	}
	return s.q, nil
}

// queryParams is params() of a statement, which SQLAlchemy fills in everywhere below.
func queryParams(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	values := map[string]python.Value{}
	for _, arg := range c.Args {
		if d, ok := arg.(*python.Dict); ok {
			for _, item := range d.Items() {
				if name, ok := python.AsStr(item.Key); ok {
					values[name] = item.Value
				}
			}
		}
	}
	for _, kw := range c.Kwargs {
		values[kw.Name] = kw.Value
	}
	binds, err := fillings(t, q, values)
	if err != nil {
		return nil, err
	}
	return NewStatement(filled(q, binds)), nil
}
