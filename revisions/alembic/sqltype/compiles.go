package sqltype

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// compilers are the functions that @compiles has registered in a run, by class
// and dialect; the dialect is empty for all.
type compilers map[*python.Class]map[string]python.Value

type compilersKey struct{}

func registered(t *python.Thread) compilers {
	return host.Of(t).Keep(compilersKey{}, func() any { return compilers{} }).(compilers)
}

// CompilerOf returns the function that @compiles has registered for a class and
// the dialect of the run; nil if there is none.
func CompilerOf(t *python.Thread, cls *python.Class) python.Value {
	all := registered(t)
	if len(all) == 0 {
		return nil
	}
	for _, k := range cls.MRO() {
		if fn, ok := all[k][host.Of(t).Dialect()]; ok {
			return fn
		}
		if fn, ok := all[k][""]; ok {
			return fn
		}
	}
	return nil
}

// compiles is the decorator of sqlalchemy.ext.compiler: compiles(cls, *dialects).
var compiles = python.NewBuiltin("compiles", func(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "compiles() missing 1 required positional argument: 'class_'")
	}
	cls, ok := c.Args[0].(*python.Class)
	if !ok {
		return nil, t.Raise(python.TypeError, "compiles() needs a class, not %s", c.Args[0].Class().Name)
	}
	dialects := []string{""}
	if len(c.Args) > 1 {
		dialects = nil
		for _, d := range c.Args[1:] {
			name, _ := python.AsStr(d)
			dialects = append(dialects, name)
		}
	}
	if err := replaceable(t, cls, dialects); err != nil {
		return nil, err
	}
	return python.NewBuiltin("compiles.<locals>.decorate", func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) != 1 {
			return nil, t.Raise(python.TypeError, "a decorator takes one function")
		}
		all := registered(t)
		if all[cls] == nil {
			all[cls] = map[string]python.Value{}
		}
		for _, d := range dialects {
			all[cls][d] = c.Args[0]
		}
		return c.Args[0], nil
	}), nil
})

// replaceable refuses functions that would change how a construct of SQLAlchemy
// itself is written, such as Insert: only types and the revision's own classes ask for them.
func replaceable(t *python.Thread, cls *python.Class, dialects []string) error {
	if _, isType := cls.Data.(*class); isType || cls.FromPython() {
		return nil
	}
	own := host.Of(t).Dialect()
	if !slices.Contains(dialects, "") && !slices.Contains(dialects, own) {
		return nil
	}
	return &host.Unsupported{Code: host.CodeUnsupported, Message: "@compiles for " + cls.Name + " changes what SQLAlchemy itself writes",
		Help: "write the statements in question with op.execute()"}
}

// compiled is what a function of @compiles makes of a type; nil if there is none.
func compiled(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	fn := CompilerOf(t, inst.Cls)
	if fn == nil {
		return nil, nil
	}
	v, err := t.Call(fn, inst, &compiler{})
	if err != nil {
		return nil, err
	}
	spec, ok := python.AsStr(v)
	if !ok {
		return nil, t.Raise(python.TypeError, "the function of @compiles returns %s, not str", v.Class().Name)
	}
	return &ir.Type{Class: "SQL", Spec: spec, Origin: inst}, nil
}

// compiler is what a function of @compiles gets as its second argument.
type compiler struct{}

var compilerClass = python.NewClass("sqlalchemy.sql.compiler", "TypeCompiler")

// Class returns the class of compilers.
func (*compiler) Class() *python.Class { return compilerClass }

// Attr gives the dialect and process(type).
func (*compiler) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "dialect":
		return NewDialect(host.Of(t).Dialect()), nil
	case "process":
		return python.NewBuiltin(name, processType), nil
	}
	return nil, nil
}

func processType(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "process() missing 1 required positional argument: 'type_'")
	}
	inst, err := Instance(t, c.Args[0])
	if err != nil {
		return nil, err
	}
	return text(t, inst, host.Of(t).Dialect())
}
