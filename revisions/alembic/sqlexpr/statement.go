package sqlexpr

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Statement is a SELECT, INSERT, UPDATE or DELETE as a Python value. Its methods
// return changed copies, as SQLAlchemy's do.
type Statement struct {
	q ir.Query
	// binds are the values of params(), for parameters anywhere below.
	binds map[*ir.Bind]*ir.Bind
	// from is the statement as a subquery, for its columns (.c).
	from *ir.Alias
}

// NewStatement returns a statement as a Python value.
func NewStatement(q ir.Query) *Statement {
	if f, ok := q.(*ir.Filled); ok {
		return &Statement{q: f.Query, binds: f.Binds}
	}
	return &Statement{q: q}
}

// Query returns the statement.
func (s *Statement) Query() ir.Query {
	if len(s.binds) > 0 {
		return &ir.Filled{Query: s.q, Binds: s.binds}
	}
	return s.q
}

// Class returns SQLAlchemy's class of the statement.
func (s *Statement) Class() *python.Class { return classOf(s.q) }

// Str writes the statement for no server in particular.
func (s *Statement) Str(t *python.Thread) (string, error) { return Text(t, s.Query()) }

// Truth is an error, as in SQLAlchemy.
func (*Statement) Truth(t *python.Thread) (bool, error) {
	return false, t.Raise(python.TypeError, "Boolean value of this clause is not defined")
}

// HashKey makes the statement usable as a key.
func (s *Statement) HashKey() (string, bool) { return pointerKey(s.q), true }

func pointerKey(p any) string { return fmt.Sprintf("%p", p) }

// Attr finds methods and columns.
func (s *Statement) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "c", "columns", "selected_columns", "exported_columns", "inner_columns":
		return Columns{s.subquery()}, nil
	case "froms":
		return nil, t.Unsupported("select().froms", "name the tables")
	case "table", "entity_description":
		if ins, ok := s.q.(*ir.Insert); ok {
			return NewFrom(ins.Table), nil
		}
	case "excluded":
		if ins, ok := s.q.(*ir.Insert); ok {
			return Columns{excluded(ins)}, nil
		}
	case "inserted":
		if ins, ok := s.q.(*ir.Insert); ok {
			return Columns{inserted(ins)}, nil
		}
	case "compile":
		return compileMethod(s.Query()), nil
	}
	if m := changingMethod(s.q, name); m != nil {
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return s.changed(m(t, s.q, c)) }), nil
	}
	if m := queryMethods[name]; m != nil {
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return m(t, s.Query(), c) }), nil
	}
	return nil, nil
}

// changed hands the values of params() on to a changed copy.
func (s *Statement) changed(v python.Value, err error) (python.Value, error) {
	if made, ok := v.(*Statement); ok && len(s.binds) > 0 {
		made.binds = filled(&ir.Filled{Query: made.q, Binds: s.binds}, made.binds).Binds
	}
	return v, err
}

func (s *Statement) subquery() *ir.Alias {
	if s.from == nil {
		s.from = subqueryOf(s.q)
	}
	return s.from
}

func subqueryOf(q ir.Query) *ir.Alias {
	a := &ir.Alias{Query: q}
	a.Anon = ir.Anon{Of: a, Base: "anon"}
	a.Columns = outputColumns(a, q)
	return a
}

// Binary lets a statement stand in an operator, as a scalar subquery.
func (s *Statement) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	return Binary(t, scalar(s.q), op, other, reflected)
}

type queryMethod func(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error)

// changingMethod finds the methods that return a changed copy of the statement.
func changingMethod(q ir.Query, name string) queryMethod {
	switch q.(type) {
	case *ir.Select:
		if m := selectMethods[name]; m != nil {
			return func(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
				copied := *q.(*ir.Select)
				if err := m(t, &copied, c); err != nil {
					return nil, err
				}
				return NewStatement(&copied), nil
			}
		}
	case *ir.Insert, *ir.Update, *ir.Delete:
		if m := dmlMethods[name]; m != nil {
			return m
		}
	}
	switch q.(type) {
	case *ir.Select, *ir.Compound:
		if m := tailMethods[name]; m != nil {
			return changeTail(m)
		}
	}
	switch name {
	case "options":
		return withOptions
	case "execution_options", "self_group":
		return unchanged
	case "params", "bindparams":
		return queryParams
	case "add_cte":
		return addCTE
	}
	return nil
}

// queryMethods are those of everything that yields rows.
var queryMethods map[string]queryMethod

func init() {
	queryMethods = map[string]queryMethod{
		"subquery": toSubquery, "alias": toSubquery, "cte": toCTE, "lateral": toLateral,
		"scalar_subquery": toScalar, "as_scalar": toScalar, "label": labelQuery, "exists": queryExists,
		"union": compound("UNION"), "union_all": compound("UNION ALL"), "intersect": compound("INTERSECT"),
		"intersect_all": compound("INTERSECT ALL"), "except_": compound("EXCEPT"), "except_all": compound("EXCEPT ALL"),
		"in_": queryIn(ir.OpIn), "not_in": queryIn(ir.OpNotIn),
	}
}

func unchanged(_ *python.Thread, q ir.Query, _ *python.Call) (python.Value, error) {
	return NewStatement(q), nil
}

// ColumnOption is an option of a query that chooses among the columns of a model.
type ColumnOption interface {
	python.Value
	// Keeps tells whether a column is selected; about is false if the option says nothing of its table.
	Keeps(col *ir.ColumnRef) (keeps, about bool)
}

// withOptions is options(): of those that say how objects are loaded, only
// load_only() and what is like it change the statement.
func withOptions(_ *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	s, ok := q.(*ir.Select)
	if !ok {
		return NewStatement(q), nil
	}
	copied := *s
	copied.Columns = slices.Clone(s.Columns)
	for _, arg := range c.Args {
		if o, ok := arg.(ColumnOption); ok {
			for i := range copied.Columns {
				restrict(&copied.Columns[i], o)
			}
		}
	}
	return NewStatement(&copied), nil
}

// restrict leaves the columns of an item that an option keeps.
func restrict(item *ir.SelectItem, o ColumnOption) {
	var kept []*ir.ColumnRef
	for _, col := range item.Selected() {
		keeps, about := o.Keeps(col)
		if !about {
			return
		}
		if keeps {
			kept = append(kept, col)
		}
	}
	if kept != nil {
		item.Only = kept
	}
}

func queryIn(op ir.Operator) queryMethod {
	return func(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
		return wrap(inMethod(op)(t, scalar(q), c))
	}
}

func toSubquery(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	name, hasName, err := optionalName(t, c)
	if err != nil {
		return nil, err
	}
	a := subqueryOf(q)
	if hasName {
		a.Name, a.Anon = name, ir.Anon{}
	}
	return NewFrom(a), nil
}

func toLateral(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	v, err := toSubquery(t, q, c)
	if err != nil {
		return nil, err
	}
	v.(*FromElement).f.(*ir.Alias).Lateral = true
	return v, nil
}

var cteSig = python.ParseSignature("cte", "name=None, recursive=False, nesting=False")

func toCTE(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	b, err := cteSig.Bind(c)
	if err != nil {
		return nil, err
	}
	if q, err = completeQuery(t, q); err != nil {
		return nil, err
	}
	cte := &ir.CTE{Query: q}
	if b.Get("name") == python.None {
		cte.Anon = ir.Anon{Of: cte, Base: "anon"}
	} else {
		name, err := t.Str(b.Get("name"))
		if err != nil {
			return nil, err
		}
		cte.Name = ir.Ident(name)
	}
	if cte.Recursive, err = t.Truth(b.Get("recursive")); err != nil {
		return nil, err
	}
	cte.Nesting, err = t.Truth(b.Get("nesting"))
	cte.Columns = outputColumns(cte, q)
	return NewFrom(cte), err
}

func toScalar(_ *python.Thread, q ir.Query, _ *python.Call) (python.Value, error) {
	return New(scalar(q)), nil
}

func labelQuery(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	return wrap(labelMethod(t, scalar(q), c))
}

func queryExists(t *python.Thread, q ir.Query, _ *python.Call) (python.Value, error) {
	return existsOf(t, NewStatement(q))
}

// outputType is the type of the first column that a query yields.
func outputType(q ir.Query) *ir.Type {
	columns := outputColumns(nil, q)
	if len(columns) == 0 {
		return nil
	}
	return columns[0].Of
}

// queryOf returns the query that a Python value is.
func queryOf(t *python.Thread, v python.Value) (ir.Query, error) {
	switch x := v.(type) {
	case HasQuery:
		return x.Query(), nil
	case HasExpr:
		switch e := x.Expr().(type) {
		case *ir.Text:
			return &ir.TextQuery{Text: e}, nil
		case *ir.ScalarQuery:
			return e.Query, nil
		}
	case HasFrom:
		if a, ok := x.From().(*ir.Alias); ok && a.Query != nil {
			return a.Query, nil
		}
		if v, ok := x.From().(*ir.ValuesFrom); ok {
			return &ir.ValuesQuery{Values: v}, nil
		}
	case *python.Opaque:
		return nil, t.Unresolved(x, "a query")
	}
	text, err := t.Repr(v)
	if err != nil {
		return nil, err
	}
	return nil, t.Raise(host.ArgumentError, "Executable SQL or text() construct expected, got %s.", text)
}

// inCompound puts a query that has an order or a limit of its own into parentheses.
func inCompound(q ir.Query) ir.Query {
	switch q := q.(type) {
	case *ir.Filled:
		return &ir.Filled{Query: inCompound(q.Query), Binds: q.Binds}
	case *ir.Select:
		if !emptyTail(q.Tail) || q.Lock != nil {
			return &ir.Group{Query: q}
		}
	case *ir.Compound:
		return &ir.Group{Query: q}
	}
	return q
}

func emptyTail(t ir.Tail) bool {
	return len(t.OrderBy) == 0 && t.Limit == nil && t.Offset == nil && t.Fetch == nil
}

func compound(keyword string) queryMethod {
	return func(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
		return compoundOf(t, keyword, []ir.Query{q}, c.Args)
	}
}

func compoundOf(t *python.Thread, keyword string, first []ir.Query, args []python.Value) (python.Value, error) {
	u := &ir.Compound{Keyword: keyword}
	for _, q := range first {
		u.Queries = append(u.Queries, inCompound(q))
	}
	for _, v := range args {
		q, err := queryOf(t, v)
		if err != nil {
			return nil, err
		}
		u.Queries = append(u.Queries, inCompound(q))
	}
	return NewStatement(u), nil
}

func addCTE(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	var list []*ir.CTE
	for _, v := range c.Args {
		f, err := fromOf(t, v)
		if err != nil {
			return nil, err
		}
		cte, ok := f.(*ir.CTE)
		if !ok {
			return nil, t.Raise(host.ArgumentError, "add_cte() takes CTEs")
		}
		list = append(list, cte)
	}
	switch x := q.(type) {
	case *ir.Select:
		copied := *x
		copied.With = append(copied.With[:len(copied.With):len(copied.With)], list...)
		return NewStatement(&copied), nil
	case *ir.Insert:
		copied := *x
		copied.With = append(copied.With[:len(copied.With):len(copied.With)], list...)
		return NewStatement(&copied), nil
	case *ir.Update:
		copied := *x
		copied.With = append(copied.With[:len(copied.With):len(copied.With)], list...)
		return NewStatement(&copied), nil
	case *ir.Delete:
		copied := *x
		copied.With = append(copied.With[:len(copied.With):len(copied.With)], list...)
		return NewStatement(&copied), nil
	}
	return NewStatement(q), nil
}
