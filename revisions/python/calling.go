package python

import (
	"fmt"
)

// Function is a function written in Python.
type Function struct {
	Def   *FuncDef
	Attrs Scope // __name__ and the like, and what the code sets

	env    *env       // where it was defined
	sig    *Signature // with the defaults, which are evaluated once
	simple bool       // all parameters can be passed by position, and none collects the rest
}

// Class returns the class of functions.
func (*Function) Class() *Class { return FunctionClass }

// Required is how many arguments must be passed by position.
func (f *Function) Required() int {
	n := 0
	for _, p := range f.Def.Params {
		if p.Default == nil && (p.Kind == positional || p.Kind == positionalOnly) {
			n++
		}
	}
	return n
}

// Name returns the function's name.
func (f *Function) Name() string { return f.Def.Name }

// Call calls fn with positional arguments.
func (t *Thread) Call(fn Value, args ...Value) (Value, error) {
	return t.CallWith(fn, &Call{Args: args, Span: t.Span()})
}

// CallKw calls fn with positional and named arguments.
func (t *Thread) CallKw(fn Value, args []Value, kwargs []Kwarg) (Value, error) {
	return t.CallWith(fn, &Call{Args: args, Kwargs: kwargs, Span: t.Span()})
}

// CallMethod calls v.name(args...).
func (t *Thread) CallMethod(v Value, name string, args ...Value) (Value, error) {
	m, err := t.Attr(v, name)
	if err != nil {
		return nil, err
	}
	return t.Call(m, args...)
}

// CallWith calls fn.
func (t *Thread) CallWith(fn Value, c *Call) (Value, error) {
	if t.trial > 0 {
		if err := triedCall(fn); err != nil {
			return nil, err
		}
	}
	switch f := fn.(type) {
	case *Function:
		return t.callFunction(f, c)
	case *BoundMethod:
		return t.CallWith(f.Fn, c.prepend(f.Self))
	case *Class:
		return t.construct(f, c)
	case *Opaque:
		return f.derive(f.Path + "()"), t.undecided(f, "a call")
	case Callable:
		return t.callHost(f, c)
	case *Generic:
		return t.CallWith(f.Origin, c)
	case *StaticMethod:
		if err := t.enter(); err != nil {
			return nil, err
		}
		defer func() { t.depth-- }()
		return t.CallWith(f.Fn, c)
	case *Instance:
		if m, ok := f.Cls.lookupPython("__call__"); ok {
			return t.CallWith(m, c.prepend(f))
		}
		if m, err := t.instanceAttr(f, "__call__"); err != nil || m != nil {
			if err != nil {
				return nil, err
			}
			return t.CallWith(m, c)
		}
		if h, ok := f.Native.(Callable); ok {
			return t.callHost(h, c)
		}
	}
	return nil, t.Raise(TypeError, "'%s' object is not callable", fn.Class().Name)
}

// callHost counts the depth too: a builtin may call back into Python code.
func (t *Thread) callHost(f Callable, c *Call) (Value, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	v, err := f.Call(t, c)
	t.depth--
	if err != nil {
		return nil, t.located(err)
	}
	if v == nil {
		return None, nil
	}
	return v, nil
}

func (t *Thread) enter() error {
	if t.depth >= t.in.limits.Depth {
		return t.limit(fmt.Sprintf("%d nested calls", t.in.limits.Depth), "the code calls itself without end")
	}
	t.depth++
	return t.Step(1)
}

// construct is cls(...).
func (t *Thread) construct(cls *Class, c *Call) (Value, error) {
	if cls == TypeClass {
		return t.typeCall(c)
	}
	if err := t.enter(); err != nil {
		return nil, err
	}
	v, err := t.newObject(cls, c)
	t.depth--
	if err != nil {
		return nil, t.located(err)
	}
	return v, nil
}

func (t *Thread) newObject(cls *Class, c *Call) (Value, error) {
	if !cls.python {
		if cls.abstract {
			return nil, t.Raise(TypeError, "cannot create '%s' instances", cls.Name)
		}
		for _, k := range cls.mro {
			if k.Construct != nil {
				return k.Construct(t, cls, c)
			}
		}
		return t.freshInstance(cls, c)
	}
	if v, done, err := t.pythonNew(cls, c); done || err != nil {
		return v, err
	}
	for _, k := range cls.mro {
		if k.Init != nil {
			break
		}
		if k.Construct != nil {
			return k.Construct(t, cls, c)
		}
	}
	return t.freshInstance(cls, c)
}

// pythonNew calls a __new__ that the class or a base of it defines in Python.
func (t *Thread) pythonNew(cls *Class, c *Call) (Value, bool, error) {
	fn, ok := cls.lookupPython("__new__")
	if !ok {
		return nil, false, nil
	}
	if s, ok := fn.(*StaticMethod); ok {
		fn = s.Fn
	}
	v, err := t.CallWith(fn, c.prepend(cls))
	if err != nil {
		return nil, true, err
	}
	if inst, ok := v.(*Instance); ok && inst.Cls.IsSubclass(cls) {
		return v, true, t.runInit(inst, c)
	}
	return v, true, nil
}

func (t *Thread) freshInstance(cls *Class, c *Call) (Value, error) {
	inst := t.bareInstance(cls, c)
	if err := t.Alloc(64); err != nil {
		return nil, err
	}
	return inst, t.InitInstance(inst, c)
}

func (t *Thread) bareInstance(cls *Class, c *Call) *Instance {
	inst := NewInstance(cls)
	if cls.IsSubclass(BaseException) {
		inst.Attrs.Set("args", Tuple(c.Args)) // as BaseException.__new__ does
	}
	return inst
}

// InitInstance runs the __init__ of a new object: the one in Python, or the nearest Init of the host.
func (t *Thread) InitInstance(inst *Instance, c *Call) error { return t.runInit(inst, c) }

func (t *Thread) runInit(inst *Instance, c *Call) error {
	for _, k := range inst.Cls.mro {
		if fn, ok := k.Attrs.Get("__init__"); ok {
			v, err := t.CallWith(fn, c.prepend(inst))
			if err == nil && v != None {
				return t.Raise(TypeError, "__init__() should return None, not '%s'", v.Class().Name)
			}
			return err
		}
		if k.Init != nil {
			return k.Init(t, inst, c)
		}
	}
	if len(c.Args)+len(c.Kwargs) > 0 && inst.Native == nil {
		if _, ok := inst.Cls.lookupPython("__new__"); !ok {
			return t.Raise(TypeError, "%s() takes no arguments", inst.Cls.Name)
		}
	}
	return nil
}

// baseInit is Base.__init__(self, ...) for a class without one in Python.
func (t *Thread) baseInit(cls *Class, c *Call) error {
	if len(c.Args) == 0 {
		return t.Raise(TypeError, "%s.__init__() needs an argument", cls.Name)
	}
	inst, ok := c.Args[0].(*Instance)
	if !ok {
		return nil
	}
	for _, k := range cls.mro {
		if k.Init != nil {
			return k.Init(t, inst, c.shift())
		}
	}
	return nil
}

// baseNew is object.__new__(cls) and str.__new__(cls, value).
func (t *Thread) baseNew(_ *Thread, c *Call) (Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(TypeError, "object.__new__(): not enough arguments")
	}
	cls, ok := c.Args[0].(*Class)
	if !ok {
		return nil, t.Raise(TypeError, "object.__new__(X): X is not a type object (%s)", c.Args[0].Class().Name)
	}
	rest := c.shift()
	for _, k := range cls.mro {
		if k.Construct != nil && k.Module == "builtins" && k != ObjectClass {
			v, err := k.Construct(t, k, rest)
			if err != nil || !cls.python {
				return v, err
			}
			return &Instance{Cls: cls, Native: v}, nil
		}
	}
	return t.bareInstance(cls, rest), nil
}

// callFunction runs a function written in Python.
func (t *Thread) callFunction(f *Function, c *Call) (Value, error) {
	e := newEnv(f.Def.scope, f.env, f.env.globals)
	e.fn, e.trial = f, t.trial > 0
	e.own.Reserve(len(e.info.locals))
	if err := t.bindParams(f, e, c); err != nil {
		t.locate(err)
		if r, ok := err.(*Raised); ok && r.Span.IsZero() {
			r.Span = f.Def.NameSpan // the host called it
		}
		return nil, err
	}
	if len(e.own.entries) > 0 {
		e.self = e.own.entries[0].val
	}
	if f.Def.Generator {
		return t.newGenerator(f, e)
	}
	if err := t.enter(); err != nil {
		return nil, err
	}
	t.frames = append(t.frames, &frame{name: f.Def.Name, at: c.Span})
	v, err := t.runBody(f.Def, e)
	t.frames = t.frames[:len(t.frames)-1]
	t.depth--
	if err == nil && f.Def.Async {
		return &Coroutine{Result: v}, nil
	}
	return v, err
}

func (t *Thread) runBody(d *FuncDef, e *env) (Value, error) {
	if d.Result != nil {
		return t.eval(e, d.Result)
	}
	err := t.exec(e, d.Body)
	switch err {
	case nil:
		return None, nil
	case errReturn:
		v := e.result
		e.result = nil
		return v, nil
	}
	if r, ok := err.(*Raised); ok {
		t.locate(r)
	}
	return nil, err
}

func (t *Thread) bindParams(f *Function, e *env, c *Call) error {
	if f.simple && len(c.Kwargs) == 0 && len(c.Args) == len(f.sig.params) {
		for i, p := range f.sig.params {
			e.vars.Set(p.name, c.Args[i])
		}
		return nil
	}
	b, err := f.sig.Bind(c)
	if err != nil {
		return err
	}
	for i, p := range f.sig.params {
		switch p.kind {
		case starArgs:
			e.vars.Set(p.name, append(Tuple{}, b.star...))
		case starKwargs:
			rest := b.rest
			if rest == nil {
				rest = NewDict()
			}
			e.vars.Set(p.name, rest)
		default:
			e.vars.Set(p.name, b.value(i))
		}
	}
	return nil
}

// Coroutine is what a call of an async function returns: the function has run
// to its end, since nothing here waits for anything.
type Coroutine struct{ Result Value }

// Class returns the class of coroutines.
func (*Coroutine) Class() *Class { return coroutineClass }
