package sqltype

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// engine is what the Python object of a type holds: the arguments of its
// constructor, and what was said about other dialects.
type engine struct {
	class    *class
	args     python.Scope // by parameter, with the defaults
	given    []string     // the parameters that the code gave
	star     []python.Value
	rest     *python.Dict
	variants []variant
	impl     python.Value // of a TypeDecorator: what it decorates
	enum     *enumArgs
}

type variant struct {
	dialect string
	typ     python.Value
}

// initialise is the __init__ of all type classes.
func initialise(c *class) func(t *python.Thread, self *python.Instance, call *python.Call) error {
	return func(t *python.Thread, self *python.Instance, call *python.Call) error {
		if !c.isType || hostClass(self.Cls) == nil {
			return mixin(t, c, self, call)
		}
		e, err := bind(t, c, self, call)
		if err != nil {
			return err
		}
		self.Native = e
		if err := e.items(t); err != nil {
			return err
		}
		if err := mysqlFloat(t, e); err != nil {
			return err
		}
		switch {
		case c.convert != nil:
			return nil
		case c.kind == enumKind:
			return e.initEnum(t, self)
		case c.kind == decoratorKind:
			return e.initDecorator(t, self, call)
		}
		return nil
	}
}

// refuses tells whether an array may not hold that array: PostgreSQL's own class
// looks for its own kind only.
func (e *engine) refuses(inst *python.Instance) bool {
	inner, ok := inst.Native.(*engine)
	return !ok || e.class.dialect == "" || inner.class.dialect == e.class.dialect
}

// items makes objects of classes that are given as the type of items.
func (e *engine) items(t *python.Thread) error {
	for _, name := range []string{"item_type", "data_type"} {
		v, ok := e.args.Get(name)
		if !ok {
			continue
		}
		inst, err := Instance(t, v)
		if err != nil {
			return err
		}
		if name == "item_type" && inherits(inst.Cls, "ARRAY") && e.refuses(inst) {
			return t.Raise(python.ValueError, "Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype")
		}
		e.args.Set(name, inst)
	}
	return nil
}

// mixin is the __init__ of a class that only adds to a type, such as SchemaType:
// its arguments become attributes.
func mixin(t *python.Thread, c *class, self *python.Instance, call *python.Call) error {
	e, err := bind(t, c, self, call)
	if err != nil {
		return err
	}
	for _, name := range e.args.Names() {
		if v, ok := e.args.Get(name); ok {
			self.Attrs.Set(name, v)
		}
	}
	return nil
}

// mysqlFloat checks the rule of MySQL's types that precision and scale come together.
func mysqlFloat(t *python.Thread, e *engine) error {
	if e.class.dialect != "mysql" || e.class.name != "DOUBLE" && e.class.name != "REAL" {
		return nil
	}
	precision, _ := e.args.Get("precision")
	scale, _ := e.args.Get("scale")
	if (precision == python.None) != (scale == python.None) {
		return t.Raise(host.ArgumentError, "You must specify both precision and scale or omit both altogether.")
	}
	return nil
}

func bind(t *python.Thread, c *class, self *python.Instance, call *python.Call) (*engine, error) {
	e := &engine{class: c}
	if c.sig == nil {
		if len(call.Args)+len(call.Kwargs) > 0 {
			return nil, t.Raise(python.TypeError, "%s() takes no arguments", self.Cls.Name)
		}
		return e, nil
	}
	b, err := c.sig.Bind(call)
	if err != nil {
		return nil, err
	}
	e.args.Reserve(len(c.params))
	for _, name := range c.params {
		if strings.HasPrefix(name, "*") {
			continue
		}
		e.args.Set(name, b.Get(name))
		e.give(name, b.Given(name))
	}
	e.star, e.rest = b.Star(), b.Rest()
	return e, nil
}

// engineOf returns what an instance holds. A subclass whose __init__ does not
// call its base's has the defaults.
func engineOf(t *python.Thread, inst *python.Instance) (*engine, error) {
	if e, ok := inst.Native.(*engine); ok {
		return e, nil
	}
	c := hostClass(inst.Cls)
	if c == nil {
		return nil, t.Raise(python.TypeError, "'%s' object is not a type of SQLAlchemy", inst.Cls.Name)
	}
	bare := &engine{class: c}
	if c.kind == decoratorKind {
		if err := bare.initDecorator(t, inst, &python.Call{Span: t.Span()}); err != nil {
			return nil, err
		}
	}
	inst.Native = bare
	return bare, nil
}

// give records whether the code gave a parameter.
func (e *engine) give(name string, given bool) {
	e.given = slices.DeleteFunc(e.given, func(known string) bool { return known == name })
	if given {
		e.given = append(e.given, name)
	}
}

func (e *engine) isGiven(name string) bool { return slices.Contains(e.given, name) }

// arg returns an argument: what the code has set on the object later, or what
// the constructor got.
func (e *engine) arg(inst *python.Instance, name string) (python.Value, bool) {
	if v, ok := inst.Attrs.Get(name); ok {
		return v, true
	}
	return e.args.Get(name)
}

// copyOf makes a copy that can be changed without changing the type.
func copyOf(inst *python.Instance, e *engine) (*python.Instance, *engine) {
	twin, own := *inst, *e
	own.variants, own.given = append([]variant(nil), e.variants...), slices.Clone(e.given)
	twin.Native = &own
	twin.Attrs = python.Scope{}
	for _, name := range inst.Attrs.Names() {
		if v, ok := inst.Attrs.Get(name); ok {
			twin.Attrs.Set(name, v)
		}
	}
	return &twin, &own
}
