package python

import "github.com/sqlplan/sqlplan/revisions/source"

func (t *Thread) evalCall(e *env, x *CallExpr) (Value, error) {
	fn, err := t.eval(e, x.Func)
	if err != nil {
		return nil, err
	}
	c := &Call{Span: x.Span}
	_, python := fn.(*Function)
	c.reserve(x.Args, !python)
	for i := range x.Args {
		if err := t.evalArg(e, c, &x.Args[i], !python); err != nil {
			return nil, err
		}
	}
	t.at(x.Span)
	if t.trial > 0 && says(fn) {
		return t.unsaid(c)
	}
	if fn == SuperClass && len(c.Args) == 0 {
		return t.implicitSuper(e)
	}
	if b, ok := fn.(*Builtin); ok && b.scoped != nil {
		v, err := b.scoped(t, e, c)
		return v, err
	}
	before := t.effects()
	v, err := t.CallWith(fn, c)
	t.at(x.Span)
	if err != nil {
		return t.foreign(fn, c, before, err)
	}
	return v, nil
}

// reserve makes room for the arguments as they are written.
func (c *Call) reserve(args []Arg, spans bool) {
	named := 0
	for i := range args {
		if args[i].Name != "" {
			named++
		}
	}
	if n := len(args) - named; n > 0 {
		c.Args = make([]Value, 0, n)
	}
	if named > 0 {
		c.Kwargs = make([]Kwarg, 0, named)
	}
	if spans && len(args) > 0 {
		c.ArgSpans = make([]source.Span, 0, len(args))
	}
}

func (t *Thread) evalArg(e *env, c *Call, a *Arg, spans bool) error {
	v, err := t.eval(e, a.X)
	if err != nil {
		return err
	}
	switch {
	case a.Stars == 1:
		t.at(a.X.Place())
		vs, err := t.Collect(v)
		if err != nil {
			return err
		}
		for _, v := range vs {
			c.addArg(v, a.X.Place(), spans)
		}
	case a.Stars == 2:
		t.at(a.X.Place())
		return t.spreadKwargs(c, v, a.X.Place())
	case a.Name != "":
		for _, k := range c.Kwargs {
			if k.Name == a.Name {
				return t.Raise(TypeError, "got multiple values for keyword argument '%s'", a.Name)
			}
		}
		c.Kwargs = append(c.Kwargs, Kwarg{a.Name, v})
		if spans {
			c.ArgSpans = append(c.ArgSpans, a.X.Place())
		}
	default:
		c.addArg(v, a.X.Place(), spans)
	}
	return nil
}

// addArg adds a positional argument, which by Python's rules may follow named ones (f(a=1, *b)).
func (c *Call) addArg(v Value, at source.Span, spans bool) {
	n := len(c.Args)
	c.Args = append(c.Args, v)
	if !spans {
		return
	}
	c.ArgSpans = append(c.ArgSpans, at)
	if n < len(c.ArgSpans)-1 {
		copy(c.ArgSpans[n+1:], c.ArgSpans[n:])
		c.ArgSpans[n] = at
	}
}

func (t *Thread) spreadKwargs(c *Call, v Value, at source.Span) error {
	items, err := t.mappingItems(v, "argument after ** must be a mapping")
	if err != nil {
		return err
	}
	for _, it := range items {
		name, ok := AsStr(it.Key)
		if !ok {
			return t.Raise(TypeError, "keywords must be strings")
		}
		if _, dup := c.Kwarg(name); dup {
			return t.Raise(TypeError, "got multiple values for keyword argument '%s'", name)
		}
		c.Kwargs = append(c.Kwargs, Kwarg{name, it.Value})
		if c.ArgSpans != nil {
			c.ArgSpans = append(c.ArgSpans, at)
		}
	}
	return nil
}

// mappingItems returns the entries of a dict or of anything with keys().
func (t *Thread) mappingItems(v Value, complaint string) ([]Item, error) {
	if d, ok := Plain(v).(*Dict); ok {
		return d.Items(), nil
	}
	if o, ok := v.(*Opaque); ok {
		return nil, t.Unresolved(o, "named arguments")
	}
	keysFn, err := t.OptAttr(v, "keys")
	if err != nil {
		return nil, err
	}
	if keysFn == nil {
		return nil, t.Raise(TypeError, "%s, not %s", complaint, v.Class().Name)
	}
	keysValue, err := t.Call(keysFn)
	if err != nil {
		return nil, err
	}
	keys, err := t.Collect(keysValue)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(keys))
	for i, k := range keys {
		val, err := t.Index(v, k)
		if err != nil {
			return nil, err
		}
		items[i] = Item{k, val}
	}
	return items, nil
}

func (t *Thread) implicitSuper(e *env) (Value, error) {
	for s := e; s != nil; s = s.parent {
		if s.fn != nil && s.parent != nil && s.parent.info.class {
			if s.parent.class == nil || s.self == nil {
				break
			}
			return &Super{After: s.parent.class, Self: s.self}, nil
		}
	}
	return nil, t.Raise(RuntimeError, "super(): no arguments")
}

// execExpr evaluates an expression for what it does. A call of something that is
// not known, whose result nobody takes, is for the host to judge.
func (t *Thread) execExpr(e *env, s *ExprStmt) error {
	outer := t.standing
	t.standing = s.X.Place()
	v, err := t.eval(e, s.X)
	t.standing = outer
	o, unknown := v.(*Opaque)
	if err != nil || !unknown || t.in.opts.OpaqueCall == nil {
		return err
	}
	if _, call := s.X.(*CallExpr); !call {
		return nil
	}
	err = t.in.opts.OpaqueCall(t, o, s.X.Place())
	if err != nil && t.trial > 0 {
		return errEffect
	}
	return t.located(err)
}
