package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var queryClass = python.NewClass("sqlalchemy.orm.query", "Query")

// Query is session.query(...): a SELECT, with the conditions on their own for
// update() and delete().
type Query struct {
	session  *Session
	entities []python.Value
	selected python.Value // the statement
	where    []python.Value
	joined   bool
}

// Class returns Query.
func (*Query) Class() *python.Class { return queryClass }

// sqlFunction is a function of the module sqlalchemy.
func sqlFunction(name string) python.Value {
	v, _ := sqlexpr.Lookup("sqlalchemy", name)
	return v
}

func newQuery(t *python.Thread, s *Session, entities []python.Value) (*Query, error) {
	for _, e := range entities {
		if o, ok := e.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "the model of a query")
		}
		if isRelation(e) {
			return nil, relationError(t)
		}
	}
	selected, err := t.Call(sqlFunction("select"), entities...)
	return &Query{session: s, entities: entities, selected: selected}, err
}

// statement is the query as a statement.
func (q *Query) statement(t *python.Thread) (ir.Expr, error) {
	s, ok := q.selected.(sqlexpr.HasQuery)
	if !ok {
		return nil, t.Raise(host.ArgumentError, "the query has no statement")
	}
	return s.Query(), nil
}

// Query lets a query stand where a statement can.
func (q *Query) Query() ir.Query { return q.selected.(sqlexpr.HasQuery).Query() }

// change returns the query with its statement changed by a method of select().
func (q *Query) change(t *python.Thread, method string, c *python.Call) (*Query, error) {
	for _, v := range c.Args {
		if isRelation(v) {
			return nil, relationError(t)
		}
	}
	m, err := t.Attr(q.selected, method)
	if err != nil {
		return nil, err
	}
	out := *q
	if out.selected, err = t.CallWith(m, c); err != nil {
		return nil, err
	}
	return &out, nil
}

// filter adds conditions.
func (q *Query) filter(t *python.Thread, conditions []python.Value) (*Query, error) {
	out, err := q.change(t, "where", &python.Call{Args: conditions, Span: t.Span()})
	if err != nil {
		return nil, err
	}
	out.where = append(q.where[:len(q.where):len(q.where)], conditions...)
	return out, nil
}

// filterBy adds column = value for the first entity.
func (q *Query) filterBy(t *python.Thread, kwargs []python.Item) (*Query, error) {
	var conditions []python.Value
	for _, kw := range kwargs {
		name, _ := python.AsStr(kw.Key)
		column, err := columnNamed(t, q.entities, name)
		if err != nil {
			return nil, err
		}
		cond, err := t.Compare("==", column, kw.Value)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, cond)
	}
	return q.filter(t, conditions)
}

// columnNamed finds a column of the first entity.
func columnNamed(t *python.Thread, entities []python.Value, name string) (python.Value, error) {
	if len(entities) == 0 {
		return nil, t.Raise(host.InvalidRequestError, "Entity namespace for \"%s\" is empty", name)
	}
	if m := modelOfClass(entities[0]); m != nil {
		if c := columnOf(m, name); c != nil {
			return c, nil
		}
		return nil, t.Raise(host.InvalidRequestError, "The model of the query has no property \"%s\"", name)
	}
	table, err := tableOf(t, entities[0])
	if err != nil {
		return nil, err
	}
	columns, err := t.Attr(table, "c")
	if err != nil {
		return nil, err
	}
	return t.Attr(columns, name)
}

// tableOf is the table of a model, of a column, or the table itself.
func tableOf(t *python.Thread, v python.Value) (python.Value, error) {
	if m := modelOfClass(v); m != nil {
		return m.Table, nil
	}
	if c, ok := v.(*sqlschema.Column); ok {
		return t.Attr(c, "table")
	}
	if _, ok := v.(sqlexpr.HasFrom); ok {
		return v, nil
	}
	if x, ok := v.(sqlexpr.HasExpr); ok {
		if col, ok := x.Expr().(*ir.ColumnRef); ok && col.From != nil {
			return sqlexpr.NewFrom(col.From), nil
		}
	}
	return nil, t.Raise(host.InvalidRequestError, "the query is not about one table")
}

// result executes the query.
func (q *Query) result(t *python.Thread) (*Result, error) {
	if err := q.session.flush(t); err != nil {
		return nil, err
	}
	statement, err := q.statement(t)
	if err != nil {
		return nil, err
	}
	r, err := runOne(t, statement, t.Span())
	if err != nil {
		return nil, err
	}
	r.shape = q.shape
	return r, nil
}

// single executes the query for one row.
func (q *Query) single(t *python.Thread, name string) (python.Value, error) {
	r, err := q.result(t)
	if err != nil {
		return nil, err
	}
	return t.CallMethod(r, name)
}

func (q *Query) get(t *python.Thread, ident python.Value) (python.Value, error) {
	m := modelOfClass(q.entities[0])
	if m == nil {
		return nil, t.Raise(host.InvalidRequestError, "get() can only be used against a single mapped class.")
	}
	keys := []python.Value{ident}
	if tuple, ok := ident.(python.Tuple); ok {
		keys = tuple
	}
	out := q
	for _, a := range m.Columns {
		if !a.Column.PrimaryKey() {
			continue
		}
		if len(keys) == 0 {
			return nil, t.Raise(host.InvalidRequestError, "Incorrect number of values in identifier to formulate primary key for get()")
		}
		cond, err := t.Compare("==", a.Column, keys[0])
		if err != nil {
			return nil, err
		}
		keys = keys[1:]
		if out, err = out.filter(t, []python.Value{cond}); err != nil {
			return nil, err
		}
	}
	return out.single(t, "one_or_none")
}

// write is update() and delete().
func (q *Query) write(t *python.Thread, method string, values python.Value) (python.Value, error) {
	if q.joined || len(q.entities) == 0 {
		return nil, &host.Unsupported{Code: CodeORM, At: t.Span(), Message: "query(...)." + method + "() with a join has no one meaning in SQL", Help: "write the statement with sa." + method + "()"}
	}
	if err := q.session.flush(t); err != nil {
		return nil, err
	}
	table, err := tableOf(t, q.entities[0])
	if err != nil {
		return nil, err
	}
	statement, err := t.CallMethod(table, method)
	if err != nil {
		return nil, err
	}
	if len(q.where) > 0 {
		if statement, err = t.CallMethod(statement, "where", q.where...); err != nil {
			return nil, err
		}
	}
	if values != nil {
		row, ok := values.(*python.Dict)
		if !ok {
			return nil, t.Raise(host.ArgumentError, "update() takes a dict")
		}
		if m := modelOfClass(q.entities[0]); m != nil {
			if row, err = byColumn(m, row); err != nil {
				return nil, err
			}
		}
		if statement, err = t.CallMethod(statement, "values", row); err != nil {
			return nil, err
		}
	}
	v, err := run(t, statement, t.Span(), nil, namedStyle)
	if err != nil {
		return nil, err
	}
	return &rowCountOf{v.(*Result)}, nil
}
