package sqltype

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// method is a method of type objects.
type method func(t *python.Thread, self *python.Instance, b *python.Bound) (python.Value, error)

// define adds a method to a class.
func define(c *python.Class, name, params string, m method) {
	sig := python.ParseSignature(c.Name+"."+name, strings.TrimSuffix("self, "+params, ", "))
	c.Attrs.Set(name, python.NewMethod(name, func(t *python.Thread, call *python.Call) (python.Value, error) {
		b, err := sig.Bind(call)
		if err != nil {
			return nil, err
		}
		self, ok := b.Get("self").(*python.Instance)
		if !ok {
			return nil, t.Raise(python.TypeError, "%s() needs a type object, not %s", name, b.Get("self").Class().Name)
		}
		return m(t, self, b)
	}))
}

// addMethods gives the classes their methods and attributes.
func addMethods(all map[string]*class) {
	root := all[".TypeEngine"].py
	root.InstanceAttr = attribute
	// What a comparator does happens in queries of the application; a class can inherit from it.
	root.Attrs.Set("Comparator", python.NewClass("sqlalchemy.types", "Comparator"))
	all[".PickleType"].py.Attrs.Set("impl", all[".LargeBinary"].py)
	all[".JSON"].py.Attrs.Set("NULL", JSONNull)
	define(root, "with_variant", "type_, *dialect_names", withVariant)
	define(root, "copy", "**kw", func(_ *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
		return duplicate(self), nil
	})
	define(root, "evaluates_none", "", func(_ *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
		return duplicate(self), nil
	})
	define(root, "compile", "dialect=None", compile)
	define(root, "dialect_impl", "dialect", itself)
	define(root, "load_dialect_impl", "dialect", loadDialectImpl)
	define(root, "as_generic", "allow_nulltype=False", itself)
	define(root, "coerce_compared_value", "op, value", itself)
	define(root, "__repr__", "", represent)
	define(root, "__str__", "", func(t *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
		return text(t, self, "")
	})
	for _, name := range []string{".SchemaType", ".Enum", "postgresql.NamedType"} {
		native := name == "postgresql.NamedType"
		define(all[name].py, "create", "bind=None, checkfirst=...", emit(native, func(at ir.At, typ *ir.Type, first bool) ir.Op {
			return ir.CreateType{At: at, Type: typ, CheckFirst: first}
		}))
		define(all[name].py, "drop", "bind=None, checkfirst=...", emit(native, func(at ir.At, typ *ir.Type, first bool) ir.Op {
			return ir.DropType{At: at, Type: typ, CheckFirst: first}
		}))
	}
}

func itself(_ *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
	return self, nil
}

func duplicate(self *python.Instance) *python.Instance {
	e, ok := self.Native.(*engine)
	if !ok {
		return self
	}
	twin, _ := copyOf(self, e)
	return twin
}

// attribute finds the arguments of a type by their names, and what follows from them.
func attribute(t *python.Thread, self *python.Instance, name string) (python.Value, error) {
	e, err := engineOf(t, self)
	if err != nil {
		return nil, err
	}
	if v, ok := e.args.Get(name); ok {
		return v, nil
	}
	switch {
	case e.enum != nil && name == "enums":
		list := python.NewList()
		for _, v := range e.enum.values {
			list.Elems = append(list.Elems, python.Str(v))
		}
		return list, nil
	case e.enum != nil && name == "enum_class":
		if e.enum.of == nil {
			return python.None, nil
		}
		return e.enum.of, nil
	case e.impl != nil && name == "impl_instance":
		return e.impl, nil
	case e.impl != nil && !strings.HasPrefix(name, "__"):
		// A decorator passes on what it does not know to the type that it decorates.
		return t.OptAttr(e.impl, name)
	case name == "timezone" && inherits(e.class.py, "DateTime"):
		return python.False, nil
	case name == "scale" && inherits(e.class.py, "Float"):
		return python.None, nil
	case name == "sort_key_function" || name == "dispatch" || name == "comparator":
		return python.None, nil
	}
	return nil, nil
}

// inherits tells whether a class is, or inherits from, the generic class of a name.
func inherits(cls *python.Class, name string) bool {
	for _, k := range cls.MRO() {
		if c, ok := k.Data.(*class); ok && c.name == name && c.dialect == "" {
			return true
		}
	}
	return false
}

func withVariant(t *python.Thread, self *python.Instance, b *python.Bound) (python.Value, error) {
	e, err := engineOf(t, self)
	if err != nil {
		return nil, err
	}
	other, err := Instance(t, b.Get("type_"))
	if err != nil {
		return nil, err
	}
	if len(b.Star()) == 0 {
		return nil, t.Raise(host.ArgumentError, "At least one dialect name is required")
	}
	twin, own := copyOf(self, e)
	for _, d := range b.Star() {
		name, ok := python.AsStr(d)
		if !ok {
			return nil, t.Raise(python.TypeError, "a dialect name must be str, not %s", d.Class().Name)
		}
		for _, v := range own.variants {
			if v.dialect == name {
				return nil, t.Raise(host.ArgumentError, "Dialect '%s' is already present in the mapping for this type", name)
			}
		}
		own.variants = append(own.variants, variant{name, other})
	}
	return twin, nil
}

func loadDialectImpl(_ *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
	if e, ok := self.Native.(*engine); ok && e.impl != nil {
		return e.impl, nil
	}
	return self, nil
}

func compile(t *python.Thread, self *python.Instance, b *python.Bound) (python.Value, error) {
	dialect := ""
	if v := b.Get("dialect"); v != python.None {
		name, err := t.Attr(v, "name")
		if err != nil {
			return nil, err
		}
		dialect, _ = python.AsStr(name)
	}
	return text(t, self, dialect)
}

// text writes the type as SQL.
func text(t *python.Thread, self *python.Instance, dialect string) (python.Value, error) {
	typ, err := ofInstance(t, self)
	if err != nil {
		return nil, err
	}
	write := host.Of(t).TypeSQL
	if write == nil {
		return nil, &host.Unsupported{Code: CodeValue, Message: "the SQL of a type is not known here", Help: "write the type's SQL as a text"}
	}
	sql, err := write(dialect, typ)
	if err != nil {
		return nil, t.Raise(host.CompileError, "%s", err)
	}
	return python.Str(sql), nil
}

// represent is repr(): the class with the arguments that differ from their defaults.
func represent(t *python.Thread, self *python.Instance, _ *python.Bound) (python.Value, error) {
	e, err := engineOf(t, self)
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, v := range e.star {
		s, err := t.Repr(v)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	for i, name := range e.args.Names() {
		v, _ := e.arg(self, name)
		if v == nil || !e.isGiven(name) || v == python.None {
			continue
		}
		s, err := t.Repr(v)
		if err != nil {
			return nil, err
		}
		if i > 0 || name != "item_type" {
			s = name + "=" + s
		}
		parts = append(parts, s)
	}
	return python.Str(fmt.Sprintf("%s(%s)", self.Cls.Name, strings.Join(parts, ", "))), nil
}

// emit makes create() and drop() of a type. checkfirst is True by default for
// PostgreSQL's own classes, False for the generic ones.
func emit(native bool, op func(at ir.At, typ *ir.Type, first bool) ir.Op) method {
	return func(t *python.Thread, self *python.Instance, b *python.Bound) (python.Value, error) {
		run := host.Of(t)
		if !b.Given("bind") {
			return nil, t.Raise(python.TypeError, "%s.%s() missing 1 required positional argument: 'bind'", self.Cls.Name, "create")
		}
		if run.Bound != nil {
			if err := run.Bound(t, b.Get("bind")); err != nil {
				return nil, err
			}
		}
		typ, err := ofInstance(t, self)
		if err != nil {
			return nil, err
		}
		typ = typ.In(run.Dialect())
		first := native || typ.Dialect == "postgresql"
		if b.Given("checkfirst") {
			if first, err = t.Truth(b.Get("checkfirst")); err != nil {
				return nil, err
			}
		}
		if typ.Domain == nil && (typ.Enum == nil || !typ.Enum.Native) {
			return python.None, nil // nothing of its own on any server
		}
		return python.None, run.Emit(op(ir.At{Where: t.Span()}, typ, first))
	}
}
