package python

func (t *Thread) execDef(e *env, s *Def) error {
	fn, err := t.makeFunction(e, s.Fn)
	if err != nil {
		return err
	}
	v, err := t.decorate(e, s.Fn.Decorators, fn)
	if err != nil {
		return err
	}
	return t.bindName(e, s.Fn.Name, v)
}

// decorate evaluates decorators from top to bottom and applies them from bottom to top.
func (t *Thread) decorate(e *env, decorators []Expr, v Value) (Value, error) {
	fns := make([]Value, len(decorators))
	for i, x := range decorators {
		fn, err := t.eval(e, x)
		if err != nil {
			return nil, err
		}
		fns[i] = fn
	}
	for i := len(fns) - 1; i >= 0; i-- {
		t.at(decorators[i].Place())
		var err error
		if v, err = t.Call(fns[i], v); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (t *Thread) makeFunction(e *env, d *FuncDef) (Value, error) {
	sig := &Signature{name: d.QualName, params: make([]param, len(d.Params))}
	simple := true
	for i, p := range d.Params {
		sig.params[i] = param{name: p.Name, kind: p.Kind}
		if p.Kind != positional && p.Kind != positionalOnly {
			simple = false
		}
		if p.Default == nil {
			continue
		}
		v, err := t.eval(e, p.Default)
		if err != nil {
			return nil, err
		}
		sig.params[i].def, sig.params[i].optional = v, true
	}
	sig.makeIndex()
	f := &Function{Def: d, env: e, sig: sig, simple: simple}
	return f, t.Alloc(128)
}

// fnAttr gives the attributes of a function.
func (t *Thread) fnAttr(f *Function, name string) (Value, error) {
	if v, ok := f.Attrs.Get(name); ok {
		return v, nil
	}
	switch name {
	case "__name__":
		return Str(f.Def.Name), nil
	case "__qualname__":
		return Str(f.Def.QualName), nil
	case "__doc__":
		if f.Def.Doc == "" {
			return None, nil
		}
		return Str(f.Def.Doc), nil
	case "__module__":
		return Str(f.env.globals.Name), nil
	case "__dict__":
		return scopeDict(&f.Attrs), nil
	case "__wrapped__":
		return nil, nil
	case "__defaults__":
		var defs Tuple
		for _, p := range f.sig.params {
			if p.def != nil && p.kind <= positional {
				defs = append(defs, p.def)
			}
		}
		if defs == nil {
			return None, nil
		}
		return defs, nil
	case "__annotations__":
		d := NewDict()
		for _, p := range f.Def.Params {
			if p.Annotation == nil {
				continue
			}
			v, err := t.evalIn(f.env, p.Annotation)
			if err != nil {
				return nil, err
			}
			d.SetStr(p.Name, v)
		}
		return d, nil
	case "__globals__":
		return scopeDict(&f.env.globals.Attrs), nil
	case "__call__":
		return f, nil
	case "__get__":
		return NewBuiltin(name, func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) == 0 || c.Args[0] == None {
				return f, nil
			}
			return &BoundMethod{c.Args[0], f}, nil
		}), nil
	}
	return nil, nil
}

// Params returns the names of a function's parameters that can be passed by position.
func (f *Function) Params() []string {
	var out []string
	for _, p := range f.Def.Params {
		if p.Kind <= positional {
			out = append(out, p.Name)
		}
	}
	return out
}

func (t *Thread) execClass(e *env, s *ClassDef) error {
	bases, keywords, unknown, err := t.classArgs(e, s)
	if err != nil {
		return err
	}
	var v Value
	if unknown != nil {
		// What the class is depends on a base that nobody can know.
		v = &Opaque{Reason: "its class " + unknown.Path + " is not known: " + unknown.Reason, Origin: s.Span, Path: s.Name}
	} else if v, err = t.classBody(e, s, bases, keywords); err != nil {
		return err
	}
	if v, err = t.decorate(e, s.Decorators, v); err != nil {
		return err
	}
	return t.bindName(e, s.Name, v)
}

func (t *Thread) classArgs(e *env, s *ClassDef) (bases []*Class, keywords []Kwarg, unknown *Opaque, err error) {
	c := &Call{}
	for i := range s.Args {
		if err := t.evalArg(e, c, &s.Args[i], false); err != nil {
			return nil, nil, nil, err
		}
	}
	t.at(s.NameSpan)
	for _, v := range c.Args {
		b, o, err := t.baseClass(v)
		if err != nil {
			return nil, nil, nil, err
		}
		if o != nil && unknown == nil {
			unknown = o
		}
		if b != nil {
			bases = append(bases, b)
		}
	}
	for _, k := range c.Kwargs {
		if k.Name != "metaclass" {
			keywords = append(keywords, k)
			continue
		}
		switch m := k.Value.(type) {
		case *Opaque:
			unknown = m
		case *Class:
			if m.python {
				return nil, nil, nil, t.Unsupported("a metaclass", "write the class without a metaclass of its own")
			}
			if m.Metabase != nil {
				bases = append(bases, m.Metabase)
			}
		}
	}
	return bases, keywords, unknown, nil
}

// HasBases is implemented by host values that can stand as the base of a class
// without being one: typing.Generic[T], a declarative_base() object.
type HasBases interface{ BaseClasses() []*Class }

// baseClass returns the class that a base stands for; nil for one without any effect.
func (t *Thread) baseClass(v Value) (*Class, *Opaque, error) {
	switch b := v.(type) {
	case *Class:
		if b == BoolClass || b == NoneClass || b == RangeClass || b == SliceClass || b.abstract {
			return nil, nil, t.Raise(TypeError, "type '%s' is not an acceptable base type", b.Name)
		}
		return b, nil, nil
	case *Opaque:
		return nil, b, t.undecided(b, "a base class")
	case *Generic:
		return t.baseClass(b.Origin)
	case HasBases:
		if cs := b.BaseClasses(); len(cs) > 0 {
			return cs[0], nil, nil
		}
		return nil, nil, nil
	}
	return nil, nil, t.Raise(TypeError, "a %s cannot be the base of a class", v.Class().Name)
}

func (t *Thread) classBody(e *env, s *ClassDef, bases []*Class, keywords []Kwarg) (Value, error) {
	cls, err := t.emptyClass(s.Name, bases)
	if err != nil {
		return nil, err
	}
	cls.Module, cls.Doc, cls.Span, cls.Keywords = e.globals.Name, s.Doc, s.Span, keywords
	body := newEnv(s.scope, e, e.globals)
	body.vars, body.ann = &cls.Attrs, &cls.Annotations
	if err := t.enter(); err != nil {
		return nil, err
	}
	t.frames = append(t.frames, &frame{name: s.Name, at: s.NameSpan})
	err = t.exec(body, s.Body)
	t.frames = t.frames[:len(t.frames)-1]
	t.depth--
	if err != nil {
		return nil, err
	}
	body.class = cls
	return cls, t.finishClass(cls)
}

func (t *Thread) emptyClass(name string, bases []*Class) (*Class, error) {
	if err := t.Alloc(512); err != nil {
		return nil, err
	}
	if len(bases) == 0 {
		bases = []*Class{ObjectClass}
	}
	cls := &Class{Name: name, Bases: bases, python: true}
	for i, b := range bases {
		for _, c := range bases[:i] {
			if b == c {
				return nil, t.Raise(TypeError, "duplicate base class %s", b.Name)
			}
		}
	}
	var ok bool
	if cls.mro, ok = linearize(cls); !ok {
		return nil, t.Raise(TypeError, "Cannot create a consistent method resolution order (MRO) for bases of %s", name)
	}
	return cls, nil
}

// finishClass does what happens once the body has run.
func (t *Thread) finishClass(cls *Class) error {
	for _, n := range cls.Attrs.Names() {
		t.noteDunder(cls, n)
		v, _ := cls.Attrs.Get(n)
		if f, ok := v.(*Function); ok && (n == "__init_subclass__" || n == "__class_getitem__") {
			cls.Attrs.Set(n, &ClassMethod{f})
		}
		if inst, ok := v.(*Instance); ok {
			if set, ok := inst.Cls.lookupPython("__set_name__"); ok {
				if _, err := t.Call(set, inst, cls, Str(n)); err != nil {
					return err
				}
			}
		}
	}
	t.inheritHash(cls)
	for _, k := range cls.mro[1:] {
		if k.OnSubclass != nil {
			if err := k.OnSubclass(t, cls); err != nil {
				return t.located(err)
			}
			break
		}
	}
	hook, err := t.superAttr(&Super{After: cls, Self: cls}, "__init_subclass__")
	if err != nil {
		return err
	}
	if b, ok := hook.(*BoundMethod); ok {
		_, err = t.CallKw(b, nil, cls.Keywords)
	}
	return err
}

// noteDunder keeps what the evaluator must know of a class's special methods.
func (t *Thread) noteDunder(cls *Class, name string) {
	switch name {
	case "__hash__":
		v, _ := cls.Attrs.Get(name)
		if v == None {
			cls.unhashable = true
			return
		}
		cls.hashFn, cls.unhashable = t.userHash(v), false
	case "__eq__":
		if _, ok := cls.Attrs.Get("__hash__"); !ok {
			cls.unhashable, cls.hashFn = true, nil
		}
	}
}

func (t *Thread) inheritHash(cls *Class) {
	_, hash := cls.Attrs.Get("__hash__")
	_, eq := cls.Attrs.Get("__eq__")
	if hash || eq {
		return
	}
	for _, k := range cls.mro[1:] {
		if k.python {
			cls.hashFn, cls.unhashable = k.hashFn, k.unhashable
			return
		}
	}
}

// userHash makes keys of objects by their own __hash__. Two objects with the same
// hash are held equal: __eq__ is not asked, since a class that defines both makes them agree.
func (t *Thread) userHash(fn Value) func(*Instance) (any, error) {
	main := t.in.thread
	return func(i *Instance) (any, error) {
		v, err := main.Call(fn, i)
		if err != nil {
			return nil, err
		}
		n, ok := AsInt(v)
		if !ok {
			return nil, main.Raise(TypeError, "__hash__ method should return an integer")
		}
		return userKey(i.Cls.Name + n.String()), nil
	}
}

// typeCall is type(x) and type(name, bases, dict).
func (t *Thread) typeCall(c *Call) (Value, error) {
	switch {
	case len(c.Args) == 1 && len(c.Kwargs) == 0:
		if o, ok := c.Args[0].(*Opaque); ok {
			return o.derive("type(" + o.Path + ")"), nil
		}
		return c.Args[0].Class(), nil
	case len(c.Args) != 3:
		return nil, t.Raise(TypeError, "type() takes 1 or 3 arguments")
	}
	name, ok1 := AsStr(c.Args[0])
	baseValues, ok2 := c.Args[1].(Tuple)
	attrs, ok3 := c.Args[2].(*Dict)
	if !ok1 || !ok2 || !ok3 {
		return nil, t.Raise(TypeError, "type() argument types must be str, tuple, dict")
	}
	var bases []*Class
	for _, v := range baseValues {
		b, o, err := t.baseClass(v)
		if err != nil {
			return nil, err
		}
		if o != nil {
			return &Opaque{Reason: "its class " + o.Path + " is not known: " + o.Reason, Origin: c.Span, Path: name}, nil
		}
		if b != nil {
			bases = append(bases, b)
		}
	}
	cls, err := t.emptyClass(name, bases)
	if err != nil {
		return nil, err
	}
	cls.Module, cls.Keywords, cls.Span = "__main__", c.Kwargs, c.Span
	for _, it := range attrs.Items() {
		if n, ok := AsStr(it.Key); ok {
			cls.Attrs.Set(n, it.Value)
		}
	}
	return cls, t.finishClass(cls)
}

// MakeClass makes a class as a class statement does; the host uses it for functions that make classes.
func (t *Thread) MakeClass(name string, bases []*Class, attrs *Scope) (*Class, error) {
	cls, err := t.emptyClass(name, bases)
	if err != nil {
		return nil, err
	}
	cls.Module, cls.Attrs, cls.Span = "__main__", *attrs, t.Span()
	return cls, t.finishClass(cls)
}
