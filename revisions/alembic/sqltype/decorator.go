package sqltype

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// initDecorator is TypeDecorator.__init__: it makes the type that is decorated,
// with the arguments that it got.
func (e *engine) initDecorator(t *python.Thread, self *python.Instance, call *python.Call) error {
	impl, err := e.decoratedClass(t, self)
	if err != nil {
		return err
	}
	own := *call
	if !takesArguments(self.Cls) {
		own.Args, own.Kwargs = nil, nil
	}
	if _, ok := impl.(*python.Instance); !ok {
		if impl, err = t.CallWith(impl, &own); err != nil {
			return err
		}
	}
	e.impl = impl
	self.Attrs.Set("impl", impl)
	return nil
}

// takesArguments tells whether a decorator hands its arguments on to what it decorates.
func takesArguments(cls *python.Class) bool {
	c := hostClass(cls)
	return c == nil || c.name == "TypeDecorator" || c.name == "Variant"
}

func (e *engine) decoratedClass(t *python.Thread, self *python.Instance) (python.Value, error) {
	if impl, ok := e.args.Get("impl"); ok && impl != python.None {
		return impl, nil // of PickleType
	}
	impl, ok := self.Cls.Lookup("impl")
	if !ok {
		return nil, t.Raise(python.AssertionError, "TypeDecorator implementations require a class-level variable 'impl' which refers to the class of type being decorated")
	}
	if o, ok := impl.(*python.Opaque); ok {
		return nil, t.Unresolved(o, "the type that "+self.Cls.Name+" decorates")
	}
	return impl, nil
}

// inPython returns the method that a class written in Python defines; nil if none does.
func inPython(cls *python.Class, name string) python.Value {
	for _, k := range cls.MRO() {
		if v, ok := k.Attrs.Get(name); ok {
			if k.FromPython() {
				return v
			}
			return nil
		}
	}
	return nil
}

// decorated is what a TypeDecorator is in the dialect of the run.
func (e *engine) decorated(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	impl, ok := inst.Attrs.Get("impl")
	if !ok {
		impl = e.impl
	}
	if inPython(inst.Cls, "load_dialect_impl") != nil {
		made, err := t.CallMethod(inst, "load_dialect_impl", NewDialect(host.Of(t).Dialect()))
		if err != nil {
			return nil, err
		}
		if made != inst {
			impl = made
		}
	}
	typ, err := Of(t, impl)
	if err != nil {
		return nil, err
	}
	own := *typ
	own.Origin = inst
	return &own, nil
}

// userDefined is a type whose SQL Python code writes: get_col_spec().
func userDefined(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	if inPython(inst.Cls, "get_col_spec") == nil {
		return nil, t.Raise(python.NotImplementedError, "the type %s has no get_col_spec()", inst.Cls.Name)
	}
	v, err := t.CallMethod(inst, "get_col_spec")
	if err != nil {
		return nil, err
	}
	spec, ok := python.AsStr(v)
	if !ok {
		if o, ok := v.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "the SQL of the type "+inst.Cls.Name)
		}
		return nil, t.Raise(python.TypeError, "get_col_spec() of %s returns %s, not str", inst.Cls.Name, v.Class().Name)
	}
	return &ir.Type{Class: "SQL", Spec: spec, Origin: inst}, nil
}

// Convert returns a constant as the value that SQL gets for a type: a type that
// Python code decorates may change it, and an Enum turns a member of its class
// into its label. typ may be nil.
func Convert(t *python.Thread, v python.Value, typ *ir.Type) (ir.Value, error) {
	inst := origin(typ)
	if inst != nil && v != python.None {
		changed, err := processed(t, inst, v)
		if err != nil {
			return nil, err
		}
		v = changed
	}
	if typ != nil && typ.Item != nil {
		if elems, ok := elemsOf(v); ok {
			return convertItems(t, elems, typ)
		}
	}
	if text, ok, err := memberLabel(t, inst, v); ok || err != nil {
		return text, err
	}
	value, err := ValueOf(t, v)
	if err != nil || typ == nil || typ.Enum == nil {
		return value, err
	}
	return label(t, typ, value)
}

func elemsOf(v python.Value) ([]python.Value, bool) {
	switch x := v.(type) {
	case *python.List:
		return x.Elems, true
	case python.Tuple:
		return x, true
	}
	return nil, false
}

// convertItems converts the elements of an array; those of an array of arrays are
// arrays of the same type.
func convertItems(t *python.Thread, elems []python.Value, typ *ir.Type) (ir.Value, error) {
	list := make(ir.List, len(elems))
	for i, e := range elems {
		item := typ.Item
		if _, nested := elemsOf(e); nested && item.Item == nil && typ.Dimensions != 1 {
			item = typ
		}
		var err error
		if list[i], err = Convert(t, e, item); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// memberLabel is the label of a member of an Enum's class. A member that is a text as
// well is equal to that text, and SQLAlchemy takes the one for the other.
func memberLabel(t *python.Thread, inst *python.Instance, v python.Value) (label string, ok bool, err error) {
	if inst == nil || v == python.None {
		return "", false, nil
	}
	e, isEngine := inst.Native.(*engine)
	if !isEngine || e.enum == nil || e.enum.of == nil {
		return "", false, nil
	}
	for i, name := range e.enum.labels {
		member, err := t.Attr(e.enum.of, name)
		if err != nil || i >= len(e.enum.values) {
			return "", false, err
		}
		if same, err := t.Equal(member, v); same || err != nil {
			return e.enum.values[i], same, err
		}
	}
	return "", false, nil
}

func origin(typ *ir.Type) *python.Instance {
	if typ == nil {
		return nil
	}
	inst, _ := typ.Origin.(*python.Instance)
	return inst
}

// processed runs what a TypeDecorator does to values on their way to the server.
func processed(t *python.Thread, inst *python.Instance, v python.Value) (python.Value, error) {
	c := hostClass(inst.Cls)
	switch {
	case c == nil:
		return v, nil
	case c.change != nil:
		return c.change(t, v)
	case c.kind != decoratorKind:
		return v, nil
	}
	for _, method := range []string{"process_literal_param", "process_bind_param"} {
		if inPython(inst.Cls, method) == nil {
			continue
		}
		return t.CallMethod(inst, method, v, NewDialect(host.Of(t).Dialect()))
	}
	return v, nil
}

// label checks a value against an Enum's class, as SQLAlchemy does.
func label(t *python.Thread, typ *ir.Type, v ir.Value) (ir.Value, error) {
	member, ok := v.(ir.EnumMember)
	if !ok {
		return v, nil
	}
	if member.Class == typ.Enum.Class {
		for i, name := range typ.Enum.Labels {
			if name == member.Name && i < len(typ.Enum.Values) {
				return typ.Enum.Values[i], nil
			}
		}
	}
	return nil, t.Raise(python.LookupError, "'%s.%s' is not among the defined enum values. Enum name: %s", member.Class, member.Name, typ.Enum.Name.Text)
}
