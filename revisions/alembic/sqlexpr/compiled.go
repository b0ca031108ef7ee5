package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Text writes an expression for the dialect of the run, with its values in place:
// what a revision does with the text is to execute it.
func Text(t *python.Thread, e ir.Expr) (string, error) {
	e, err := Complete(t, e)
	if err != nil {
		return "", err
	}
	if compile := host.Of(t).Compile; compile != nil {
		return compile(e)
	}
	return "", &host.Unsupported{Code: host.CodeUnsupported, Message: "the SQL of an expression is not known while the revision runs",
		Help: "hand the expression to op.execute() as it is"}
}

var compiledClass = python.NewClass("sqlalchemy.engine.interfaces", "Compiled")

// compiledValue is expr.compile(): its str() is the SQL.
type compiledValue struct{ Element }

// Class returns Compiled.
func (*compiledValue) Class() *python.Class { return compiledClass }

// Attr gives the SQL and the statement.
func (x *compiledValue) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "string":
		text, err := Text(t, x.e)
		return python.Str(text), err
	case "statement":
		if q, ok := x.e.(ir.Query); ok {
			return NewStatement(q), nil
		}
		return New(x.e), nil
	case "params":
		return &InPlace{}, nil
	case "construct_params", "positiontup", "binds":
		return nil, notThere()
	}
	return nil, nil
}

func notThere() error {
	return &host.Unsupported{Code: host.CodeUnsupported, Message: "the parameters of a compiled statement are not there: its values stand in the SQL",
		Help: "hand the statement to op.execute() as it is"}
}

// InPlace is compiled.params: the values stand in the SQL. It can be handed over with that; whoever looks into it would miss them.
type InPlace struct{}

var inPlaceClass = python.NewClass("sqlalchemy.engine.interfaces", "CompiledParams")

// Class returns a class that Python does not see: SQLAlchemy has a dict there.
func (*InPlace) Class() *python.Class { return inPlaceClass }

// Attr refuses what a dict would have.
func (*InPlace) Attr(_ *python.Thread, name string) (python.Value, error) {
	if strings.HasPrefix(name, "__") {
		return nil, nil
	}
	return nil, notThere()
}

// Index refuses to give a value.
func (*InPlace) Index(*python.Thread, python.Value) (python.Value, error) { return nil, notThere() }

// Iterate refuses to give the names.
func (*InPlace) Iterate(*python.Thread) (python.Iterator, error) { return nil, notThere() }

// Length refuses to count them.
func (*InPlace) Length(*python.Thread) (int, error) { return 0, notThere() }

// Truth refuses to tell whether there are any.
func (*InPlace) Truth(*python.Thread) (bool, error) { return false, notThere() }

var compileSig = python.ParseSignature("compile", "bind=None, dialect=None, **kw")

// compileMethod is expr.compile(), for the dialect of the run or for none in particular.
func compileMethod(e ir.Expr) python.Value {
	return python.NewBuiltin("compile", func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := compileSig.Bind(c)
		if err != nil {
			return nil, err
		}
		if d := b.Get("dialect"); d != python.None {
			v, err := t.OptAttr(d, "name")
			if err != nil {
				return nil, err
			}
			if name, ok := python.AsStr(v); ok && name != host.Of(t).Dialect() && name != "default" {
				return nil, &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan compiles for " + host.Of(t).Dialect() + ", not for " + name,
					Help: "leave the argument dialect out"}
			}
		}
		return &compiledValue{Element{e: e}}, nil
	})
}
