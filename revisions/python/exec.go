package python

// exec runs statements up to the first error, which is how return, break and
// continue travel too.
func (t *Thread) exec(e *env, body []Stmt) error {
	for _, s := range body {
		if err := t.execOne(e, s); err != nil {
			return err
		}
	}
	return nil
}

func (t *Thread) execOne(e *env, s Stmt) error {
	if err := t.Step(1); err != nil {
		return err
	}
	t.at(s.Place())
	if t.trial > 0 && !tried(s) {
		return errEffect
	}
	switch s := s.(type) {
	case *ExprStmt:
		return t.execExpr(e, s)
	case *Assign:
		return t.execAssign(e, s)
	case *AnnAssign:
		return t.execAnnAssign(e, s)
	case *AugAssign:
		return t.execAugAssign(e, s)
	case *Return:
		return t.execReturn(e, s)
	case *If:
		return t.execIf(e, s)
	case *For:
		return t.execFor(e, s)
	case *While:
		return t.execWhile(e, s)
	case *With:
		return t.execWith(e, s, 0)
	case *Try:
		return t.execTry(e, s)
	case *Raise:
		return t.execRaise(e, s)
	case *Assert:
		return t.execAssert(e, s)
	case *Delete:
		return t.execDelete(e, s)
	case *Simple:
		return execSimple(s)
	case *Declare:
		return nil
	case *Import:
		return t.execImport(e, s)
	case *ImportFrom:
		return t.execImportFrom(e, s)
	case *Def:
		return t.execDef(e, s)
	case *ClassDef:
		return t.execClass(e, s)
	case *Match:
		return t.execMatch(e, s)
	case *TypeAlias:
		return t.bindName(e, s.Target.ID, None)
	}
	return t.Unsupported("this statement", "write it in another way")
}

func execSimple(s *Simple) error {
	switch s.Word {
	case "break":
		return errBreak
	case "continue":
		return errContinue
	}
	return nil
}

func (t *Thread) execReturn(e *env, s *Return) error {
	e.result = None
	if s.X != nil {
		v, err := t.eval(e, s.X)
		if err != nil {
			return err
		}
		e.result = v
	}
	return errReturn
}

func (t *Thread) execAssign(e *env, s *Assign) error {
	v, err := t.eval(e, s.Value)
	if err != nil {
		return err
	}
	for _, target := range s.Targets {
		t.at(target.Place())
		if err := t.assign(e, target, v); err != nil {
			return err
		}
	}
	return nil
}

func (t *Thread) execAnnAssign(e *env, s *AnnAssign) error {
	if n, ok := s.Target.(*Name); ok && e.ann != nil {
		*e.ann = append(*e.ann, Annotation{Name: n.ID, Expr: s.Annotation, Span: s.Span, env: e})
	}
	if s.Value == nil {
		return nil
	}
	v, err := t.eval(e, s.Value)
	if err != nil {
		return err
	}
	return t.assign(e, s.Target, v)
}

// assign binds a target: a name, an attribute, a subscript, or several in a sequence.
func (t *Thread) assign(e *env, target Expr, v Value) error {
	switch x := target.(type) {
	case *Name:
		return t.bindName(e, x.ID, v)
	case *Attribute:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		t.at(x.Span)
		return t.located(t.SetAttr(o, x.Name, v))
	case *Subscript:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		k, err := t.eval(e, x.Index)
		if err != nil {
			return err
		}
		t.at(x.Span)
		return t.located(t.SetIndex(o, k, v))
	case *TupleExpr:
		return t.unpack(e, x.Elems, v)
	case *ListExpr:
		return t.unpack(e, x.Elems, v)
	}
	return t.Unsupported("an assignment to this", "assign to a name, an attribute or a subscript")
}

func (t *Thread) unpack(e *env, targets []Expr, v Value) error {
	if o, ok := v.(*Opaque); ok {
		return t.Unresolved(o, "an assignment to several names")
	}
	if _, err := t.Iterate(v); err != nil {
		if isRaised(err, TypeError) {
			return t.Raise(TypeError, "cannot unpack non-iterable %s object", v.Class().Name)
		}
		return err
	}
	star := -1
	for i, x := range targets {
		if _, ok := x.(*Star); ok {
			star = i
		}
	}
	vs, err := t.collectUpTo(v, len(targets), star >= 0)
	if err != nil {
		return err
	}
	switch n := len(targets); {
	case star >= 0 && len(vs) < n-1:
		return t.Raise(ValueError, "not enough values to unpack (expected at least %d, got %d)", n-1, len(vs))
	case star < 0 && len(vs) < n:
		return t.Raise(ValueError, "not enough values to unpack (expected %d, got %d)", n, len(vs))
	case star < 0 && len(vs) > n:
		return t.Raise(ValueError, "too many values to unpack (expected %d)", n)
	}
	for i, x := range targets {
		var item Value
		switch s, isStar := x.(*Star); {
		case isStar:
			x = s.X
			item = NewList(append([]Value(nil), vs[i:len(vs)-(len(targets)-1-i)]...)...)
		case star >= 0 && i > star:
			item = vs[len(vs)-(len(targets)-i)]
		default:
			item = vs[i]
		}
		if err := t.assign(e, x, item); err != nil {
			return err
		}
	}
	return nil
}

// collectUpTo takes one value more than fit, so that an endless iterator is noticed.
func (t *Thread) collectUpTo(v Value, n int, all bool) ([]Value, error) {
	if all {
		return t.Collect(v)
	}
	it, err := t.Iterate(v)
	if err != nil {
		return nil, err
	}
	var out []Value
	for len(out) <= n {
		item, ok, err := it.Next(t)
		if err != nil || !ok {
			return out, err
		}
		out = append(out, item)
	}
	return out, nil
}

func (t *Thread) execAugAssign(e *env, s *AugAssign) error {
	switch x := s.Target.(type) {
	case *Name:
		old, err := t.eval(e, x)
		if err != nil {
			return err
		}
		v, err := t.augmented(e, s, old)
		if err != nil {
			return err
		}
		return t.bindName(e, x.ID, v)
	case *Attribute:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		old, err := t.Attr(o, x.Name)
		if err != nil {
			return err
		}
		v, err := t.augmented(e, s, old)
		if err != nil {
			return err
		}
		return t.located(t.SetAttr(o, x.Name, v))
	case *Subscript:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		k, err := t.eval(e, x.Index)
		if err != nil {
			return err
		}
		old, err := t.Index(o, k)
		if err != nil {
			return err
		}
		v, err := t.augmented(e, s, old)
		if err != nil {
			return err
		}
		return t.located(t.SetIndex(o, k, v))
	}
	return t.Unsupported("an assignment to this", "assign to a name, an attribute or a subscript")
}

func (t *Thread) augmented(e *env, s *AugAssign, old Value) (Value, error) {
	y, err := t.eval(e, s.Value)
	if err != nil {
		return nil, err
	}
	t.at(s.Span)
	return t.Augmented(s.Op, old, y)
}

func (t *Thread) execIf(e *env, s *If) error {
	for i := range s.Branches {
		ok, unknown, err := t.condition(e, s.Branches[i].Cond)
		if err != nil {
			return err
		}
		if unknown != nil {
			return t.eitherBranch(e, s, i, unknown)
		}
		if ok {
			return t.exec(e, s.Branches[i].Body)
		}
	}
	return t.exec(e, s.Else)
}

func (t *Thread) execFor(e *env, s *For) error {
	v, err := t.eval(e, s.Iter)
	if err != nil {
		return err
	}
	t.at(s.Iter.Place())
	it, err := t.Iterate(v)
	if err != nil {
		return err
	}
	for {
		t.at(s.Iter.Place())
		item, ok, err := it.Next(t)
		if err != nil {
			return t.located(err)
		}
		if !ok {
			return t.exec(e, s.Else)
		}
		if err := t.Step(1); err != nil {
			return err
		}
		if err := t.assign(e, s.Target, item); err != nil {
			return err
		}
		if err := t.exec(e, s.Body); err == errBreak {
			return nil
		} else if err != nil && err != errContinue {
			return err
		}
	}
}

func (t *Thread) execWhile(e *env, s *While) error {
	for {
		ok, err := t.cond(e, s.Cond)
		if err != nil {
			return err
		}
		if !ok {
			return t.exec(e, s.Else)
		}
		if err := t.exec(e, s.Body); err == errBreak {
			return nil
		} else if err != nil && err != errContinue {
			return err
		}
	}
}

func (t *Thread) execAssert(e *env, s *Assert) error {
	ok, err := t.cond(e, s.Cond)
	if err != nil || ok {
		return err
	}
	exc := NewInstance(AssertionError)
	exc.Attrs.Set("args", Tuple{})
	if s.Message != nil {
		m, err := t.eval(e, s.Message)
		if err != nil {
			return err
		}
		exc.Attrs.Set("args", Tuple{m})
	}
	t.at(s.Span)
	return t.RaiseValue(exc)
}

func (t *Thread) execDelete(e *env, s *Delete) error {
	for _, x := range s.Targets {
		if err := t.delete(e, x); err != nil {
			return err
		}
	}
	return nil
}

func (t *Thread) delete(e *env, target Expr) error {
	t.at(target.Place())
	switch x := target.(type) {
	case *Name:
		s, err := t.scopeOf(e, x.ID)
		if err != nil {
			return err
		}
		if !s.Delete(x.ID) {
			return t.Raise(NameError, "name '%s' is not defined", x.ID)
		}
		return nil
	case *Attribute:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		return t.located(t.DelAttr(o, x.Name))
	case *Subscript:
		o, err := t.eval(e, x.X)
		if err != nil {
			return err
		}
		k, err := t.eval(e, x.Index)
		if err != nil {
			return err
		}
		return t.located(t.DelIndex(o, k))
	case *TupleExpr:
		return t.execDelete(e, &Delete{Targets: x.Elems})
	case *ListExpr:
		return t.execDelete(e, &Delete{Targets: x.Elems})
	}
	return t.Unsupported("del of this", "delete a name, an attribute or a subscript")
}
