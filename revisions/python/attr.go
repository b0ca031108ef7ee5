package python

import "strings"

// Attr returns v.name; the error is an AttributeError if there is none.
func (t *Thread) Attr(v Value, name string) (Value, error) {
	a, err := t.attr(v, name)
	if err != nil || a != nil {
		return a, err
	}
	return nil, t.noAttr(v, name)
}

// OptAttr returns v.name, or nil if there is no such attribute.
func (t *Thread) OptAttr(v Value, name string) (Value, error) {
	a, err := t.attr(v, name)
	if isRaised(err, AttributeError) {
		return nil, nil
	}
	return a, err
}

func (t *Thread) noAttr(v Value, name string) error {
	switch x := v.(type) {
	case *Module:
		return t.raiseHint(AttributeError, nearest(name, x.Names()), "module '%s' has no attribute '%s'", x.Name, name)
	case *Class:
		return t.raiseHint(AttributeError, nearest(name, x.Attrs.Names()), "type object '%s' has no attribute '%s'", x.Name, name)
	case *Instance:
		return t.raiseHint(AttributeError, nearest(name, x.Attrs.Names()), "'%s' object has no attribute '%s'", x.Cls.Name, name)
	}
	var known []string
	if d, ok := v.(HasDir); ok {
		known = d.Dir()
	}
	return t.raiseHint(AttributeError, nearest(name, known), "'%s' object has no attribute '%s'", v.Class().Name, name)
}

func isRaised(err error, class *Class) bool {
	r, ok := err.(*Raised)
	return ok && r.Exc.Cls.IsSubclass(class)
}

// attr returns nil for an attribute that is not there.
func (t *Thread) attr(v Value, name string) (Value, error) {
	switch x := v.(type) {
	case *Instance:
		return t.instanceAttr(x, name)
	case *Class:
		return t.classAttr(x, name)
	case *Module:
		return t.moduleAttr(x, name)
	case *Opaque:
		return x.derive(x.Path + "." + name), nil
	case *Super:
		return t.superAttr(x, name)
	}
	if h, ok := v.(HasAttr); ok {
		if a, err := h.Attr(t, name); a != nil || err != nil {
			return a, err
		}
	}
	if a, err := t.builtinAttr(v, name); a != nil || err != nil {
		return a, err
	}
	if a, ok := v.Class().Lookup(name); ok {
		return t.bind(a, v, v.Class())
	}
	if p, ok := inner(v); ok {
		return t.attr(p, name)
	}
	return t.objectAttr(v, name)
}

// bind turns what stands in a class into what an attribute of an object is.
func (t *Thread) bind(a, self Value, cls *Class) (Value, error) {
	switch f := a.(type) {
	case *Function:
		return &BoundMethod{self, f}, nil
	case *Builtin:
		if f.Method {
			return &BoundMethod{self, f}, nil
		}
	case *Property:
		if f.Get == nil {
			return nil, t.Raise(AttributeError, "unreadable attribute")
		}
		return t.Call(f.Get, self)
	case *StaticMethod:
		return f.Fn, nil
	case *ClassMethod:
		return t.bindClass(f, cls)
	case *Instance:
		if get, ok := f.Cls.lookupPython("__get__"); ok {
			return t.Call(get, f, self, cls)
		}
	case HasGet:
		return f.Get(t, self, cls)
	}
	return a, nil
}

func (t *Thread) bindClass(f *ClassMethod, cls *Class) (Value, error) {
	if p, ok := f.Fn.(*Property); ok {
		return t.Call(p.Get, cls)
	}
	return &BoundMethod{cls, f.Fn}, nil
}

// HasGet is implemented by host values that stand in a class body and are
// something else on its instances (functools.cached_property). self is nil for
// an access through the class.
type HasGet interface {
	Get(t *Thread, self Value, cls *Class) (Value, error)
}

func (t *Thread) instanceAttr(x *Instance, name string) (Value, error) {
	if name == "__class__" {
		return x.Cls, nil
	}
	inClass, found := x.Cls.Lookup(name)
	if p, ok := inClass.(*Property); ok {
		return t.bind(p, x, x.Cls)
	}
	if v, ok := x.Attrs.Get(name); ok {
		return v, nil
	}
	if found {
		return t.bind(inClass, x, x.Cls)
	}
	for _, k := range x.Cls.mro {
		if k.InstanceAttr == nil {
			continue
		}
		if v, err := k.InstanceAttr(t, x, name); v != nil || err != nil {
			return v, err
		}
	}
	if p, ok := x.Native.(Value); ok {
		if v, err := t.attr(p, name); v != nil || err != nil {
			return v, err
		}
	}
	if name == "__dict__" {
		return scopeDict(&x.Attrs), nil
	}
	if get, ok := x.Cls.lookupPython("__getattr__"); ok {
		return t.Call(get, x, Str(name))
	}
	return t.objectAttr(x, name)
}

func scopeDict(s *Scope) *Dict {
	d := NewDict()
	for _, n := range s.Names() {
		v, _ := s.Get(n)
		d.SetStr(n, v)
	}
	return d
}

func (t *Thread) classAttr(c *Class, name string) (Value, error) {
	switch name {
	case "__name__", "__qualname__":
		return Str(c.Name), nil
	case "__module__":
		return Str(c.Module), nil
	case "__class__":
		return TypeClass, nil
	case "__mro__":
		return classTuple(c.mro), nil
	case "__bases__":
		return classTuple(c.Bases), nil
	case "__dict__":
		return scopeDict(&c.Attrs), nil
	case "__doc__":
		if c.Doc != "" {
			return Str(c.Doc), nil
		}
		return None, nil
	case "__annotations__":
		return t.annotations(c)
	case "mro":
		return NewBuiltin(name, func(*Thread, *Call) (Value, error) { return NewList(classTuple(c.mro)...), nil }), nil
	case "__subclasses__":
		return NewBuiltin(name, func(*Thread, *Call) (Value, error) { return NewList(), nil }), nil
	}
	for _, k := range c.mro {
		if v, ok := k.Attrs.Get(name); ok {
			return t.bindOnClass(v, c)
		}
		if k.ClassAttr != nil {
			if v, err := k.ClassAttr(t, c, name); v != nil || err != nil {
				return v, err
			}
		}
	}
	return t.unboundMethod(c, name)
}

func (t *Thread) bindOnClass(v Value, c *Class) (Value, error) {
	switch f := v.(type) {
	case *Instance:
		if get, ok := f.Cls.lookupPython("__get__"); ok {
			return t.Call(get, f, None, c)
		}
	case *StaticMethod:
		return f.Fn, nil
	case *ClassMethod:
		return t.bindClass(f, c)
	case HasGet:
		return f.Get(t, nil, c)
	}
	return v, nil
}

func classTuple(cs []*Class) Tuple {
	out := make(Tuple, len(cs))
	for i, c := range cs {
		out[i] = c
	}
	return out
}

func (t *Thread) annotations(c *Class) (Value, error) {
	d := NewDict()
	for _, a := range c.Annotations {
		v, err := a.Value(t)
		if err != nil {
			return nil, err
		}
		d.SetStr(a.Name, v)
	}
	return d, nil
}

// unboundMethod is what str.lower and the like are: called with the object first.
func (t *Thread) unboundMethod(c *Class, name string) (Value, error) {
	switch name {
	case "__init__":
		return NewMethod(name, func(t *Thread, call *Call) (Value, error) { return None, t.baseInit(c, call) }), nil
	case "__new__":
		return NewBuiltin(name, t.baseNew), nil
	case "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__repr__", "__str__",
		"__getattribute__", "__setattr__", "__delattr__", "__init_subclass__", "__format__", "__contains__", "__getitem__",
		"__setitem__", "__len__", "__iter__", "__add__":
		return objectMethod(name), nil
	}
	if isBuiltinMethod(c, name) {
		return NewMethod(name, func(t *Thread, call *Call) (Value, error) {
			if len(call.Args) == 0 {
				return nil, t.Raise(TypeError, "unbound method %s.%s() needs an argument", c.Name, name)
			}
			m, err := t.Attr(Plain(call.Args[0]), name)
			if err != nil {
				return nil, err
			}
			return t.CallWith(m, call.shift())
		}), nil
	}
	return nil, nil
}

func (t *Thread) moduleAttr(m *Module, name string) (Value, error) {
	if v, ok := m.Get(name); ok {
		return v, nil
	}
	if m.Getter != nil {
		if v, err := m.Getter(t, name); v != nil || err != nil {
			return v, err
		}
	}
	if name == "__dict__" {
		return scopeDict(&m.Attrs), nil
	}
	if v, err := t.submodule(m, name); v != nil || err != nil {
		return v, err
	}
	if get, ok := m.Get("__getattr__"); ok {
		return t.Call(get, Str(name))
	}
	if m.failed != nil {
		return m.failed.derive(m.Name + "." + name), nil
	}
	return nil, nil
}

func (t *Thread) superAttr(s *Super, name string) (Value, error) {
	cls, onClass := s.Self.(*Class)
	if !onClass {
		cls = s.Self.Class()
	}
	behind := false
	for _, k := range cls.mro {
		if !behind {
			behind = k == s.After
			continue
		}
		if v, ok := k.Attrs.Get(name); ok {
			if onClass {
				return t.bindOnClass(v, cls)
			}
			return t.bind(v, s.Self, cls)
		}
		if v, err := t.hostSuper(k, s, name); v != nil || err != nil {
			return v, err
		}
	}
	return t.superFallback(s, name)
}

// hostSuper finds what a class of the host gives to a super() call.
func (t *Thread) hostSuper(k *Class, s *Super, name string) (Value, error) {
	inst, ok := s.Self.(*Instance)
	if !ok {
		return nil, nil
	}
	if name == "__init__" && k.Init != nil {
		return NewBuiltin(name, func(t *Thread, c *Call) (Value, error) { return None, k.Init(t, inst, c) }), nil
	}
	if k.InstanceAttr != nil {
		return k.InstanceAttr(t, inst, name)
	}
	return nil, nil
}

func (t *Thread) superFallback(s *Super, name string) (Value, error) {
	switch name {
	case "__init__", "__init_subclass__":
		return NewBuiltin(name, func(*Thread, *Call) (Value, error) { return None, nil }), nil
	case "__new__":
		return NewBuiltin(name, t.baseNew), nil
	}
	if inst, ok := s.Self.(*Instance); ok {
		if p, ok := inst.Native.(Value); ok {
			return t.attr(p, name)
		}
	}
	if strings.HasPrefix(name, "__") {
		return &BoundMethod{s.Self, objectMethod(name)}, nil
	}
	return nil, nil
}

// SetAttr does v.name = x.
func (t *Thread) SetAttr(v Value, name string, x Value) error {
	if t.trial > 0 {
		return errEffect
	}
	switch o := v.(type) {
	case *Instance:
		return t.setInstanceAttr(o, name, x)
	case *Class:
		return t.setClassAttr(o, name, x)
	case *Module:
		o.Set(name, x)
		return nil
	case *Opaque:
		return t.undecided(o, "an assignment")
	case *Function:
		o.Attrs.Set(name, x)
		return nil
	}
	if h, ok := v.(HasSetAttr); ok {
		return h.SetAttr(t, name, x)
	}
	return t.Raise(AttributeError, "'%s' object has no attribute '%s'", v.Class().Name, name)
}

func (t *Thread) setClassAttr(c *Class, name string, x Value) error {
	for _, k := range c.mro {
		if k.ClassSetAttr == nil {
			continue
		}
		if taken, err := k.ClassSetAttr(t, c, name, x); taken || err != nil {
			return err
		}
	}
	if !c.python {
		return t.Raise(TypeError, "cannot set '%s' attribute of immutable type '%s'", name, c.Name)
	}
	c.Attrs.Set(name, x)
	t.noteDunder(c, name)
	return nil
}

func (t *Thread) setInstanceAttr(o *Instance, name string, x Value) error {
	if set, ok := o.Cls.lookupPython("__setattr__"); ok {
		_, err := t.Call(set, o, Str(name), x)
		return err
	}
	return t.setRaw(o, name, x)
}

// setRaw is object.__setattr__.
func (t *Thread) setRaw(o *Instance, name string, x Value) error {
	if d, ok := o.Cls.Lookup(name); ok {
		switch d := d.(type) {
		case *Property:
			if d.Set == nil {
				return t.Raise(AttributeError, "property '%s' of '%s' object has no setter", name, o.Cls.Name)
			}
			_, err := t.Call(d.Set, o, x)
			return err
		case *Instance:
			if set, ok := d.Cls.lookupPython("__set__"); ok {
				_, err := t.Call(set, d, o, x)
				return err
			}
		}
	}
	if name == "__class__" {
		if c, ok := x.(*Class); ok {
			o.Cls = c
			return nil
		}
	}
	if h, ok := o.Native.(HasSetAttr); ok {
		return h.SetAttr(t, name, x)
	}
	o.Attrs.Set(name, x)
	return nil
}

// DelAttr does del v.name.
func (t *Thread) DelAttr(v Value, name string) error {
	if t.trial > 0 {
		return errEffect
	}
	switch o := v.(type) {
	case *Instance:
		if del, ok := o.Cls.lookupPython("__delattr__"); ok {
			_, err := t.Call(del, o, Str(name))
			return err
		}
		if o.Attrs.Delete(name) {
			return nil
		}
	case *Class:
		if o.python && o.Attrs.Delete(name) {
			return nil
		}
	case *Module:
		if o.Attrs.Delete(name) {
			return nil
		}
	case *Opaque:
		return t.undecided(o, "del")
	case HasDelAttr:
		return o.DelAttr(t, name)
	}
	return t.noAttr(v, name)
}
