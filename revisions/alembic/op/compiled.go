package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// compiled is the SQL of a statement whose class was written in Python, with a
// function that @compiles has registered for it. ok is false for any other object.
func compiled(t *python.Thread, v python.Value) (text string, ok bool, err error) {
	inst, ok := v.(*python.Instance)
	if !ok {
		return "", false, nil
	}
	fn := sqltype.CompilerOf(t, inst.Cls)
	if fn == nil {
		return "", false, nil
	}
	made, err := t.Call(fn, inst, &compiler{})
	if err != nil {
		return "", true, err
	}
	text, err = t.Str(made)
	return text, true, err
}

var compilerClass = python.NewClass("sqlalchemy.sql.compiler", "DDLCompiler")

// compiler is the second argument of such a function.
type compiler struct{}

// Class returns DDLCompiler.
func (*compiler) Class() *python.Class { return compilerClass }

// Attr gives process() and the dialect.
func (c *compiler) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "dialect":
		return dialectOf(t), nil
	case "sql_compiler":
		return c, nil
	case "process":
		return python.NewBuiltin(name, process), nil
	}
	return nil, nil
}

var processSignature = python.ParseSignature("process", "obj, **kw")

// process writes a part of the statement.
func process(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := processSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	v := b.Get("obj")
	if text, ok, err := compiled(t, v); ok {
		return python.Str(text), err
	}
	var e ir.Expr
	switch x := v.(type) {
	case sqlexpr.HasQuery:
		e = x.Query()
	case sqlexpr.HasExpr:
		e = x.Expr()
	default:
		if e, err = sqlexpr.Of(t, v); err != nil {
			return nil, err
		}
	}
	if state := host.Of(t).Env.State; state != nil {
		text, err := state.ExprSQL(e)
		return python.Str(text), err
	}
	text, err := sqlexpr.Text(t, e)
	return python.Str(text), err
}
