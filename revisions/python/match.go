package python

func (t *Thread) execMatch(e *env, s *Match) error {
	v, err := t.eval(e, s.Subject)
	if err != nil {
		return err
	}
	for i := range s.Cases {
		c := &s.Cases[i]
		caught := &Scope{}
		ok, err := t.matches(e, c.Pattern, v, caught)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		for _, n := range caught.Names() {
			b, _ := caught.Get(n)
			if err := t.bindName(e, n, b); err != nil {
				return err
			}
		}
		if c.Guard != nil {
			if ok, err = t.cond(e, c.Guard); err != nil {
				return err
			}
		}
		if ok {
			return t.exec(e, c.Body)
		}
	}
	return nil
}

func (t *Thread) matches(e *env, p Pattern, v Value, caught *Scope) (bool, error) {
	if err := t.Step(1); err != nil {
		return false, err
	}
	switch p := p.(type) {
	case *patCapture:
		if p.Name != "_" {
			caught.Set(p.Name, v)
		}
		return true, nil
	case *patValue:
		want, err := t.eval(e, p.X)
		if err != nil {
			return false, err
		}
		return t.Equal(v, want)
	case *patSame:
		want, err := t.eval(e, p.X)
		return err == nil && Is(v, want), err
	case *patOr:
		for _, alt := range p.Alts {
			if ok, err := t.matches(e, alt, v, caught); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	case *patAs:
		ok, err := t.matches(e, p.P, v, caught)
		if ok {
			caught.Set(p.Name, v)
		}
		return ok, err
	case *patSequence:
		return t.matchSequence(e, p, v, caught)
	case *patMapping:
		return t.matchMapping(e, p, v, caught)
	case *patClass:
		return t.matchClass(e, p, v, caught)
	}
	return false, t.Unsupported("this pattern", "write the case in another way")
}

func (t *Thread) matchSequence(e *env, p *patSequence, v Value, caught *Scope) (bool, error) {
	var elems []Value
	switch x := Plain(v).(type) {
	case *List:
		elems = x.Elems
	case Tuple:
		elems = x
	case *Range:
		var err error
		if elems, err = t.Collect(x); err != nil {
			return false, err
		}
	case *Opaque:
		return false, t.Unresolved(x, "a match statement")
	default:
		return false, nil
	}
	star := -1
	for i, el := range p.Elems {
		if _, ok := el.(*patStar); ok {
			star = i
		}
	}
	n := len(p.Elems)
	if star < 0 && len(elems) != n || star >= 0 && len(elems) < n-1 {
		return false, nil
	}
	for i, el := range p.Elems {
		at := i
		if star >= 0 && i > star {
			at = len(elems) - (n - i)
		}
		if s, ok := el.(*patStar); ok {
			if s.Name != "" {
				caught.Set(s.Name, NewList(append([]Value(nil), elems[i:len(elems)-(n-1-i)]...)...))
			}
			continue
		}
		if ok, err := t.matches(e, el, elems[at], caught); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (t *Thread) matchMapping(e *env, p *patMapping, v Value, caught *Scope) (bool, error) {
	if o, ok := v.(*Opaque); ok {
		return false, t.Unresolved(o, "a match statement")
	}
	d, ok := Plain(v).(*Dict)
	if !ok {
		return false, nil
	}
	rest := d.Copy()
	for i, kx := range p.Keys {
		k, err := t.eval(e, kx)
		if err != nil {
			return false, err
		}
		item, ok, err := d.Get(k)
		if err != nil || !ok {
			return false, err
		}
		if ok, err := t.matches(e, p.Vals[i], item, caught); !ok || err != nil {
			return false, err
		}
		if _, err := rest.Delete(k); err != nil {
			return false, err
		}
	}
	if p.Has {
		caught.Set(p.Rest, rest)
	}
	return true, nil
}

func (t *Thread) matchClass(e *env, p *patClass, v Value, caught *Scope) (bool, error) {
	c, err := t.eval(e, p.Cls)
	if err != nil {
		return false, err
	}
	is, err := t.IsInstance(v, c)
	if err != nil {
		return false, err
	}
	if ok, err := t.Truth(is); !ok || err != nil {
		return false, err
	}
	names, err := t.matchArgs(c, len(p.Pos))
	if err != nil {
		return false, err
	}
	for i, sub := range p.Pos {
		item := v
		if names != nil {
			if item, err = t.OptAttr(v, names[i]); err != nil || item == nil {
				return false, err
			}
		}
		if ok, err := t.matches(e, sub, item, caught); !ok || err != nil {
			return false, err
		}
	}
	for i, sub := range p.Named {
		item, err := t.OptAttr(v, p.Names[i])
		if err != nil || item == nil {
			return false, err
		}
		if ok, err := t.matches(e, sub, item, caught); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// matchArgs returns the attributes that positional patterns stand for; nil: the value itself.
func (t *Thread) matchArgs(c Value, n int) ([]string, error) {
	if n == 0 {
		return nil, nil
	}
	if cls, ok := c.(*Class); ok && cls.Module == "builtins" && n == 1 {
		return nil, nil
	}
	v, err := t.OptAttr(c, "__match_args__")
	if err != nil {
		return nil, err
	}
	args, _ := v.(Tuple)
	if len(args) < n {
		return nil, t.Raise(TypeError, "the class accepts %d positional sub-patterns (%d given)", len(args), n)
	}
	names := make([]string, n)
	for i := range names {
		names[i], _ = AsStr(args[i])
	}
	return names, nil
}
