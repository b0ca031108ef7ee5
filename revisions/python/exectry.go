package python

// execWith enters the items one after the other; item i is the outermost that is left.
func (t *Thread) execWith(e *env, s *With, i int) error {
	if i == len(s.Items) {
		return t.exec(e, s.Body)
	}
	item := &s.Items[i]
	m, err := t.eval(e, item.X)
	if err != nil {
		return err
	}
	t.at(item.X.Place())
	cm, err := t.contextManager(m)
	if err != nil {
		return err
	}
	v, err := cm.Enter(t)
	if err != nil {
		return t.located(err)
	}
	body := func() error {
		if item.Target != nil {
			if err := t.assign(e, item.Target, v); err != nil {
				return err
			}
		}
		return t.execWith(e, s, i+1)
	}
	err = body()
	if !catchable(err) {
		return err
	}
	raised, _ := err.(*Raised)
	t.at(item.X.Place())
	swallow, exitErr := cm.Exit(t, raised)
	if exitErr != nil {
		return t.located(exitErr)
	}
	if swallow && raised != nil {
		return nil
	}
	return err
}

func (t *Thread) contextManager(m Value) (ContextManager, error) {
	switch x := m.(type) {
	case *Opaque:
		return opaqueManager{x}, t.undecided(x, "a with statement")
	case *Instance:
		enter, err := t.instanceAttr(x, "__enter__")
		if err != nil {
			return nil, err
		}
		exit, err := t.instanceAttr(x, "__exit__")
		if err != nil {
			return nil, err
		}
		if enter == nil && exit == nil {
			// async with: nothing here waits for anything, so the two are the same.
			if enter, err = t.instanceAttr(x, "__aenter__"); err != nil {
				return nil, err
			}
			if exit, err = t.instanceAttr(x, "__aexit__"); err != nil {
				return nil, err
			}
		}
		if enter != nil && exit != nil {
			return instanceManager{enter, exit}, nil
		}
		if h, ok := x.Native.(ContextManager); ok {
			return h, nil
		}
	case ContextManager:
		return x, nil
	}
	return nil, t.Raise(TypeError, "'%s' object does not support the context manager protocol", m.Class().Name)
}

type opaqueManager struct{ o *Opaque }

func (m opaqueManager) Enter(*Thread) (Value, error) {
	return m.o.derive(m.o.Path + ".__enter__()"), nil
}

func (opaqueManager) Exit(*Thread, *Raised) (bool, error) { return false, nil }

type instanceManager struct{ enter, exit Value }

func (m instanceManager) Enter(t *Thread) (Value, error) {
	v, err := t.Call(m.enter)
	if c, ok := v.(*Coroutine); ok {
		v = c.Result
	}
	return v, err
}

func (m instanceManager) Exit(t *Thread, raised *Raised) (bool, error) {
	args := []Value{None, None, None}
	if raised != nil {
		args = []Value{raised.Exc.Cls, raised.Exc, None}
	}
	v, err := t.Call(m.exit, args...)
	if err != nil {
		return false, err
	}
	if c, ok := v.(*Coroutine); ok {
		v = c.Result
	}
	if raised == nil {
		return false, nil
	}
	return t.Truth(v)
}

func (t *Thread) execTry(e *env, s *Try) error {
	err := t.tryBody(e, s)
	if len(s.Finally) == 0 || !catchable(err) {
		return err
	}
	result := e.result
	if ferr := t.exec(e, s.Finally); ferr != nil {
		return ferr
	}
	e.result = result
	return err
}

func (t *Thread) tryBody(e *env, s *Try) error {
	err := t.exec(e, s.Body)
	if err == nil {
		return t.exec(e, s.Else)
	}
	raised, ok := err.(*Raised)
	if !ok {
		return err
	}
	t.locate(raised)
	for i := range s.Handlers {
		h := &s.Handlers[i]
		match, merr := t.handles(e, h, raised)
		if merr != nil {
			return merr
		}
		if match {
			return t.runHandler(e, h, raised)
		}
	}
	return err
}

func (t *Thread) handles(e *env, h *Handler, raised *Raised) (bool, error) {
	if h.Class == nil {
		return true, nil
	}
	v, err := t.eval(e, h.Class)
	if err != nil {
		return false, err
	}
	classes := []Value{v}
	if tup, ok := v.(Tuple); ok {
		classes = tup
	}
	for _, c := range classes {
		switch c := c.(type) {
		case *Class:
			if raised.Exc.Cls.IsSubclass(c) {
				return true, nil
			}
		case *Opaque:
			// An exception of a library that is not here: nothing here raises it.
			if err := t.undecided(c, "an except clause"); err != nil {
				return false, err
			}
		default:
			t.at(h.Class.Place())
			return false, t.Raise(TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
	}
	return false, nil
}

func (t *Thread) runHandler(e *env, h *Handler, raised *Raised) error {
	if h.Name != "" {
		if err := t.bindName(e, h.Name, raised.Exc); err != nil {
			return err
		}
	}
	f := t.frames[len(t.frames)-1]
	outer := f.exc
	f.exc = raised
	err := t.exec(e, h.Body)
	f.exc = outer
	if h.Name != "" {
		if s, serr := t.scopeOf(e, h.Name); serr == nil {
			s.Delete(h.Name)
		}
	}
	return err
}

func (t *Thread) execRaise(e *env, s *Raise) error {
	if s.X == nil {
		for th := t; th != nil; th = th.parent {
			for i := len(th.frames) - 1; i >= 0; i-- {
				if r := th.frames[i].exc; r != nil {
					return r
				}
			}
		}
		return t.Raise(RuntimeError, "No active exception to reraise")
	}
	v, err := t.eval(e, s.X)
	if err != nil {
		return err
	}
	t.at(s.Span)
	exc, err := t.exception(v)
	if err != nil {
		return err
	}
	if s.Cause != nil {
		cause, err := t.eval(e, s.Cause)
		if err != nil {
			return err
		}
		exc.Attrs.Set("__cause__", cause)
	}
	return t.RaiseValue(exc)
}

// exception makes an exception object of what was raised.
func (t *Thread) exception(v Value) (*Instance, error) {
	switch x := v.(type) {
	case *Instance:
		if x.Cls.IsSubclass(BaseException) {
			return x, nil
		}
	case *Class:
		if x.IsSubclass(BaseException) {
			made, err := t.Call(x)
			if err != nil {
				return nil, err
			}
			if exc, ok := made.(*Instance); ok {
				return exc, nil
			}
		}
	case *Opaque:
		if err := t.undecided(x, "a raise"); err != nil {
			return nil, err
		}
		exc := NewException(RuntimeError, "the code raises "+x.Path+", which is not known ("+x.Reason+")")
		return exc, nil
	}
	return nil, t.Raise(TypeError, "exceptions must derive from BaseException")
}
