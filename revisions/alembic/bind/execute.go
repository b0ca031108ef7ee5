package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// execute is connection.execute() and its like: one result, of the last statement
// where there are several sets of parameters.
func (c *Connection) execute(t *python.Thread, b *python.Bound, style paramStyle) (python.Value, error) {
	sets, err := parameterSets(t, b)
	if err != nil {
		return nil, err
	}
	if !c.autocommit {
		return run(t, b.Get("statement"), b.Span("statement"), sets, style)
	}
	at := ir.At{Where: t.Span()}
	if err := host.Of(t).Emit(ir.Autocommit{At: at, Begin: true}); err != nil {
		return nil, err
	}
	v, err := run(t, b.Get("statement"), b.Span("statement"), sets, style)
	if err != nil {
		return nil, err
	}
	return v, host.Of(t).Emit(ir.Autocommit{At: at})
}

// run executes a statement with each set of parameters; without any, once.
func run(t *python.Thread, v python.Value, span source.Span, sets []*python.Dict, style paramStyle) (python.Value, error) {
	if e, ok := v.(*sqlschema.DDLElement); ok {
		return &Result{s: stateOf(t), kind: writes}, e.Emit(t)
	}
	if text, ok, err := sqlexpr.CompiledText(t, v); err != nil {
		return nil, err
	} else if ok {
		return &Result{s: stateOf(t), kind: writes}, host.Of(t).Emit(ir.RawText(text, span))
	}
	if len(sets) == 0 {
		sets = []*python.Dict{nil}
	}
	var last python.Value = python.None
	for _, set := range sets {
		statement, err := build(t, v, span, set, style)
		if err == nil {
			statement, err = sqlexpr.Complete(t, statement)
		}
		if err != nil {
			return nil, err
		}
		if last, err = runOne(t, statement, span); err != nil {
			return nil, err
		}
	}
	return last, nil
}

// runOne executes one statement, or holds it back if it only reads.
func runOne(t *python.Thread, statement ir.Expr, span source.Span) (*Result, error) {
	s := stateOf(t)
	r := &Result{s: s, at: t.Span(), statement: statement, op: operation(t, statement, span)}
	if s.run.Env != nil && s.run.Env.State != nil {
		sql, err := s.run.Env.State.SQL(r.op)
		if err != nil {
			// The compiler says it better, with the statement's own diagnostics.
			return r, host.Of(t).Emit(r.op)
		}
		r.sql = sql
	}
	r.kind = kindOf(statement, r.sql)
	if sqlite := t != nil && host.Of(t).Dialect() == "sqlite"; sqlite {
		r.kind = sqliteKind(r.kind, r.sql)
		if r.kind == writes && s.run.Env.State != nil {
			// What it changes and returns is found out by running it, so before it has run.
			if err := s.flush(); err != nil {
				return nil, err
			}
			r.emitted = s.emitted
			if err := r.lookUp(s); err != nil {
				return nil, err
			}
		}
	}
	if r.kind == reads {
		if err := s.flush(); err != nil {
			return nil, err
		}
		r.emitted = s.emitted
		s.pending = r
		return r, nil
	}
	err := host.Of(t).Emit(r.op)
	r.emitted = s.emitted
	return r, err
}

// operation is the statement as an operation; a text that says all itself is
// raw SQL, whose errors point into the literal.
func operation(t *python.Thread, statement ir.Expr, span source.Span) ir.Op {
	if text, ok := statement.(*ir.Text); ok && len(text.Binds) == 0 {
		at := text.At
		if at.IsZero() {
			at = span
		}
		if plain, ok := plainText(text.SQL); ok {
			return ir.RawText(plain, at)
		}
	}
	return ir.Execute{At: ir.At{Where: t.Span()}, Statement: statement}
}

// build makes the statement of what execute() was given and one set of parameters.
func build(t *python.Thread, v python.Value, span source.Span, set *python.Dict, style paramStyle) (ir.Expr, error) {
	if text, ok := python.AsStr(v); ok {
		return textStatement(t, text, span, set, style)
	}
	var e ir.Expr
	switch x := v.(type) {
	case *python.Opaque:
		return nil, t.Unresolved(x, "a statement")
	case sqlexpr.HasQuery:
		e = x.Query()
	case sqlexpr.HasExpr:
		e = located(x.Expr(), span)
	default:
		repr, err := t.Repr(v)
		if err != nil {
			return nil, err
		}
		return nil, t.Raise(host.ArgumentError, "Executable SQL or text() construct expected, got %s.", repr)
	}
	if set != nil && set.Len() > 0 {
		return withParameters(t, e, set)
	}
	switch x := e.(type) {
	case *ir.Text, ir.Query:
		return e, nil
	case *ir.ScalarQuery:
		return x.Query, nil
	}
	// connection.execute(func.f()) selects it.
	return &ir.Select{Columns: []ir.SelectItem{{Expr: e}}}, nil
}

// withParameters gives values to the parameters of a statement. Those of an INSERT
// or UPDATE that match none of them are its values.
func withParameters(t *python.Thread, e ir.Expr, set *python.Dict) (ir.Expr, error) {
	if text, ok := e.(*ir.Text); ok {
		return fillText(t, text, set)
	}
	values, names := map[string]python.Value{}, sqlexpr.Parameters(e)
	rest := python.NewDict()
	for _, item := range set.Items() {
		name, _ := python.AsStr(item.Key)
		if names[name] {
			values[name] = item.Value
			continue
		}
		if err := rest.Set(item.Key, item.Value); err != nil {
			return nil, err
		}
	}
	filled, err := sqlexpr.Fill(t, e, values)
	if err != nil || rest.Len() == 0 {
		return filled, err
	}
	if q, ok := filled.(ir.Query); ok && sqlexpr.TakesRow(q) {
		return sqlexpr.InsertRow(t, q, rest)
	}
	return filled, nil
}

// located gives a text the place where it was written.
func located(e ir.Expr, span source.Span) ir.Expr {
	text, ok := e.(*ir.Text)
	if !ok || !text.At.IsZero() {
		return e
	}
	moved := *text
	moved.At = span
	return &moved
}
