package op

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func init() {
	register("execute", "sqltext, *, execution_options=None", "sqltext, *, execution_options=None", func(c *call) (python.Value, error) {
		// A batch keeps its operations until its end, but not this one: so it is in Alembic.
		return python.None, Execute(c.t, c.Get("sqltext"), c.Span("sqltext"))
	})
	register("bulk_insert", "table, rows, *, multiinsert=True", "-", bulkInsert)
	register("inline_literal", "value, type_=None", "value, type_=None", inlineLiteral)
	register("f", "name", "name", func(c *call) (python.Value, error) {
		name, err := c.Str("name")
		return sqlschema.NewConv(name), err
	})
	register("get_bind", "", "", func(c *call) (python.Value, error) { return bindOf(c.t) })
	register("get_context", "", "", func(c *call) (python.Value, error) { return contextOf(c.t), nil })
	register("invoke", "operation", "operation", invoke)
	register("run_async", "async_function, *args, **kw_args", "-", runAsync)
}

// bindOf is the connection of the run.
func bindOf(t *python.Thread) (python.Value, error) {
	if r := host.Of(t); r.Bind != nil {
		return r.Bind(t)
	}
	return nil, &host.Unsupported{Code: host.CodeNoConnection, Message: "there is no connection here",
		Help: "use op.execute() instead of op.get_bind().execute()"}
}

// Execute emits what op.execute() and connection.execute() take: a text, an
// expression or a DDL statement. span is where the argument stands.
func Execute(t *python.Thread, v python.Value, span source.Span) error {
	if e, ok := v.(*sqlschema.DDLElement); ok {
		return e.Emit(t)
	}
	if text, ok := python.AsStr(v); ok {
		return host.Of(t).Emit(ir.RawText(unescape(text), span))
	}
	if text, ok, err := sqlexpr.CompiledText(t, v); ok || err != nil {
		if err != nil {
			return err
		}
		return host.Of(t).Emit(ir.RawText(text, span))
	}
	at := ir.At{Where: t.Span()}
	switch x := v.(type) {
	case *python.Opaque:
		return t.Unresolved(x, "a statement")
	case sqlexpr.HasQuery:
		q, err := sqlexpr.Complete(t, x.Query())
		if err != nil {
			return err
		}
		return host.Of(t).Emit(ir.Execute{At: at, Statement: q})
	case sqlexpr.HasExpr:
		e, err := sqlexpr.Complete(t, x.Expr())
		if err != nil {
			return err
		}
		return host.Of(t).Emit(ir.Execute{At: at, Statement: located(e, span)})
	}
	if text, ok, err := compiled(t, v); ok {
		if err != nil {
			return err
		}
		return host.Of(t).Emit(ir.RawText(text, span))
	}
	repr, err := t.Repr(v)
	if err != nil {
		return err
	}
	return t.Raise(host.ArgumentError, "Executable SQL or text() construct expected, got %s.", repr)
}

// located gives a text that was made by text() the place of the argument, so that
// errors in the SQL point to where it was written.
func located(e ir.Expr, span source.Span) ir.Expr {
	text, ok := e.(*ir.Text)
	if !ok || !text.At.IsZero() {
		return e
	}
	moved := *text
	moved.At = span
	return &moved
}

// escapedColon is a colon that no parameter starts with.
var escapedColon = lazyregexp.New(`\\(:[\w$]*)`)

// unescape does with a plain text what text() does: "\:" is a colon. A name after
// a colon is left alone; Alembic takes it for a parameter, and writes NULL.
func unescape(text string) string {
	if !strings.Contains(text, `\:`) {
		return text
	}
	var b strings.Builder
	last := 0
	for _, m := range escapedColon.FindAllStringSubmatchIndex(text, -1) {
		if m[1] < len(text) && text[m[1]] == ':' {
			continue
		}
		b.WriteString(text[last:m[0]])
		b.WriteString(text[m[2]:m[3]])
		last = m[1]
	}
	return b.String() + text[last:]
}

func bulkInsert(c *call) (python.Value, error) {
	if o, ok := c.Get("rows").(*python.Opaque); ok {
		return nil, c.t.Unresolved(o, "the rows of op.bulk_insert()")
	}
	list, ok := c.Get("rows").(*python.List)
	if !ok {
		return nil, c.t.Raise(python.TypeError, "List expected")
	}
	table := c.Get("table")
	from, ok := table.(sqlexpr.HasFrom)
	if !ok {
		if o, opaque := table.(*python.Opaque); opaque {
			return nil, c.t.Unresolved(o, "the table of op.bulk_insert()")
		}
		return nil, c.t.Raise(python.AttributeError, "'%s' object has no attribute 'insert'", table.Class().Name)
	}
	op := ir.BulkInsert{At: c.at()}
	if plain, ok := from.From().(*ir.TableFrom); ok {
		op.Table = ir.TableRef{Schema: plain.Schema, Name: plain.Name}
	}
	for _, row := range list.Elems {
		d, ok := row.(*python.Dict)
		if !ok {
			return nil, c.t.Raise(python.TypeError, "List of dictionaries expected")
		}
		insert, err := c.insertRow(table, d)
		if err == nil {
			insert, err = sqlexpr.Complete(c.t, insert)
		}
		if err != nil {
			return nil, err
		}
		op.Rows = append(op.Rows, insert)
	}
	if len(op.Rows) == 0 {
		return python.None, nil
	}
	return c.emit(op)
}

// insertRow is table.insert().inline().values(**row).
func (c *call) insertRow(table python.Value, row *python.Dict) (ir.Expr, error) {
	v, err := c.t.CallMethod(table, "insert")
	if err != nil {
		return nil, err
	}
	if v, err = c.t.CallMethod(v, "inline"); err != nil {
		return nil, err
	}
	if v, err = c.t.CallMethod(v, "values", row); err != nil {
		return nil, err
	}
	q, ok := v.(sqlexpr.HasQuery)
	if !ok {
		return nil, c.t.Raise(python.TypeError, "bulk_insert() takes a table, not %s", table.Class().Name)
	}
	return q.Query(), nil
}

func inlineLiteral(c *call) (python.Value, error) {
	var typ *ir.Type
	if v := c.Get("type_"); v != python.None {
		var err error
		if typ, err = sqltype.Of(c.t, v); err != nil {
			return nil, err
		}
	}
	bind, err := sqlexpr.Literal(c.t, c.Get("value"), typ)
	if err != nil {
		return nil, err
	}
	return sqlexpr.New(bind), nil
}

// runAsync calls a function with the connection; an async one runs to its end at once.
func runAsync(c *call) (python.Value, error) {
	bind, err := bindOf(c.t)
	if err != nil {
		return nil, err
	}
	v, err := c.t.CallKw(c.Get("async_function"), append([]python.Value{bind}, c.Star()...), c.kw())
	if err != nil {
		return nil, err
	}
	if co, ok := v.(*python.Coroutine); ok {
		return co.Result, nil
	}
	return v, nil
}
