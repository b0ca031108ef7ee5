package python

import (
	"github.com/sqlplan/sqlplan/revisions/source"
)

// eval evaluates an expression.
func (t *Thread) eval(e *env, x Expr) (Value, error) {
	v, err := t.evalExpr(e, x)
	if o, ok := v.(*Opaque); ok && err == nil {
		return t.declared(o), nil
	}
	return v, err
}

// Known is the value that the user has declared for one that is not known; the same value if there is none.
func (t *Thread) Known(o *Opaque) Value { return t.declared(o) }

// declared is the value that the user has declared for one that is not known.
func (t *Thread) declared(o *Opaque) Value {
	if t.in.opts.Declared == nil || o.of != nil {
		return o
	}
	v, ok := t.in.opts.Declared(o.Path)
	if !ok {
		return o
	}
	t.Note(source.Note, CodeDeclared, "%s is not known; its value is the declared one", o.Path)
	return v
}

func (t *Thread) evalExpr(e *env, x Expr) (Value, error) {
	if err := t.Step(1); err != nil {
		return nil, err
	}
	switch x := x.(type) {
	case *Const:
		return x.Value, nil
	case *Name:
		v, err := t.lookup(e, x.ID)
		if err != nil {
			t.relocate(err, x.Span)
		}
		return v, err
	case *CallExpr:
		return t.evalCall(e, x)
	case *Attribute:
		v, err := t.eval(e, x.X)
		if err != nil {
			return nil, err
		}
		t.at(x.Span)
		return t.Attr(v, x.Name)
	case *Subscript:
		return t.evalSubscript(e, x)
	case *FString:
		return t.evalFString(e, x.Parts)
	case *BinaryExpr:
		return t.evalBinary(e, x)
	case *UnaryExpr:
		return t.evalUnary(e, x)
	case *BoolExpr:
		return t.evalBool(e, x)
	case *CompareExpr:
		return t.evalCompare(e, x)
	case *CondExpr:
		return t.evalCond(e, x)
	case *TupleExpr:
		vs, err := t.evalElems(e, x.Elems)
		return Tuple(vs), err
	case *ListExpr:
		vs, err := t.evalElems(e, x.Elems)
		return &List{vs}, err
	case *SetExpr:
		return t.evalSet(e, x)
	case *DictExpr:
		return t.evalDict(e, x)
	case *SliceExpr:
		return t.evalSlice(e, x)
	case *Lambda:
		return t.makeFunction(e, x.Fn)
	case *Comprehension:
		return t.evalComprehension(e, x)
	case *Walrus:
		return t.evalWalrus(e, x)
	case *Yield:
		return t.evalYield(e, x)
	case *Await:
		v, err := t.eval(e, x.X)
		if c, ok := v.(*Coroutine); ok {
			return c.Result, err
		}
		return v, err
	}
	t.at(x.Place())
	return nil, t.Unsupported("this expression", "write it in another way")
}

// at remembers where the running code is.
func (t *Thread) at(s source.Span) {
	if n := len(t.frames); n > 0 {
		t.frames[n-1].at = s
	}
}

// relocate narrows the place of a new exception to the expression that caused it.
func (t *Thread) relocate(err error, s source.Span) {
	t.at(s)
	if r, ok := err.(*Raised); ok {
		r.Span = s
		if n := len(r.Stack); n > 0 {
			r.Stack[n-1].Span = s
		}
	}
}

func (t *Thread) evalSubscript(e *env, x *Subscript) (Value, error) {
	v, err := t.eval(e, x.X)
	if err != nil {
		return nil, err
	}
	k, err := t.eval(e, x.Index)
	if err != nil {
		return nil, err
	}
	t.at(x.Span)
	return t.Index(v, k)
}

func (t *Thread) evalSlice(e *env, x *SliceExpr) (Value, error) {
	s := &Slice{None, None, None}
	for _, part := range []struct {
		x  Expr
		to *Value
	}{{x.Lo, &s.Start}, {x.Hi, &s.Stop}, {x.Step, &s.Step}} {
		if part.x == nil {
			continue
		}
		v, err := t.eval(e, part.x)
		if err != nil {
			return nil, err
		}
		*part.to = v
	}
	return s, nil
}

// evalBinary walks down the left side in a loop: a text made of a thousand
// pieces is no deeper than one of two.
func (t *Thread) evalBinary(e *env, x *BinaryExpr) (Value, error) {
	var spine []*BinaryExpr
	var left Expr = x
	for {
		b, ok := left.(*BinaryExpr)
		if !ok {
			break
		}
		spine = append(spine, b)
		left = b.X
	}
	v, err := t.eval(e, left)
	for i := len(spine) - 1; i >= 0 && err == nil; i-- {
		b := spine[i]
		var y Value
		if y, err = t.eval(e, b.Y); err == nil {
			t.at(b.Span)
			if err = t.Step(1); err == nil {
				v, err = t.Binary(b.Op, v, y)
			}
		}
	}
	return v, err
}

func (t *Thread) evalUnary(e *env, x *UnaryExpr) (Value, error) {
	if x.Op == "not" {
		return t.evalNot(e, x.X)
	}
	v, err := t.eval(e, x.X)
	if err != nil {
		return nil, err
	}
	t.at(x.Span)
	return t.Unary(x.Op, v)
}

func (t *Thread) evalBool(e *env, x *BoolExpr) (Value, error) {
	v, err := t.eval(e, x.X)
	if err != nil {
		return nil, err
	}
	t.at(x.X.Place())
	if o, ok := v.(*Opaque); ok {
		return t.either(e, o, "(... "+x.Op+" ...)", x.Y)
	}
	ok, err := t.Truth(v)
	if err != nil || ok == (x.Op == "or") {
		return v, err
	}
	return t.eval(e, x.Y)
}

func (t *Thread) evalNot(e *env, x Expr) (Value, error) {
	ok, unknown, err := t.condition(e, x)
	if unknown != nil {
		return unknown.because("(not ...)"), nil
	}
	return Bool(!ok), err
}

func (t *Thread) evalCond(e *env, x *CondExpr) (Value, error) {
	ok, unknown, err := t.condition(e, x.Cond)
	switch {
	case err != nil:
		return nil, err
	case unknown != nil:
		return t.either(e, unknown, "(... if ... else ...)", x.Then, x.Else)
	case ok:
		return t.eval(e, x.Then)
	}
	return t.eval(e, x.Else)
}

// cond evaluates a condition.
func (t *Thread) cond(e *env, x Expr) (bool, error) {
	ok, unknown, err := t.condition(e, x)
	if unknown != nil {
		return false, t.Unresolved(unknown, "a condition")
	}
	return ok, err
}

// condition is cond that returns the value if it is not known.
func (t *Thread) condition(e *env, x Expr) (ok bool, unknown *Opaque, err error) {
	v, err := t.eval(e, x)
	if err != nil {
		return false, nil, err
	}
	if b, ok := v.(Bool); ok {
		return bool(b), nil, nil
	}
	t.at(x.Place())
	if o, ok := v.(*Opaque); ok {
		return false, o, nil
	}
	ok, err = t.Truth(v)
	return ok, nil, err
}

func (t *Thread) evalCompare(e *env, x *CompareExpr) (Value, error) {
	left, err := t.eval(e, x.X)
	if err != nil {
		return nil, err
	}
	for i, op := range x.Ops {
		right, err := t.eval(e, x.Ys[i])
		if err != nil {
			return nil, err
		}
		t.at(x.Span)
		v, err := t.Compare(op, left, right)
		if err != nil || i == len(x.Ops)-1 {
			return v, err
		}
		ok, err := t.Truth(v)
		if err != nil || !ok {
			return v, err
		}
		left = right
	}
	return left, nil
}

func (t *Thread) evalElems(e *env, xs []Expr) ([]Value, error) {
	out := make([]Value, 0, len(xs))
	for _, x := range xs {
		s, ok := x.(*Star)
		if !ok {
			v, err := t.eval(e, x)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
			continue
		}
		v, err := t.eval(e, s.X)
		if err != nil {
			return nil, err
		}
		t.at(s.Span)
		vs, err := t.Collect(v)
		if err != nil {
			return nil, err
		}
		out = append(out, vs...)
	}
	return out, t.Alloc(int64(len(out)) * valueSize)
}

// valueSize is what one value in a list is charged with.
const valueSize = 32

func (t *Thread) evalSet(e *env, x *SetExpr) (Value, error) {
	vs, err := t.evalElems(e, x.Elems)
	if err != nil {
		return nil, err
	}
	t.at(x.Span)
	s, err := NewSet(vs...)
	if err != nil {
		return nil, t.located(err)
	}
	return s, nil
}

func (t *Thread) evalDict(e *env, x *DictExpr) (Value, error) {
	d := NewDict()
	for i, kx := range x.Keys {
		if kx == nil {
			if err := t.spreadDict(e, d, x.Values[i]); err != nil {
				return nil, err
			}
			continue
		}
		k, err := t.eval(e, kx)
		if err != nil {
			return nil, err
		}
		v, err := t.eval(e, x.Values[i])
		if err != nil {
			return nil, err
		}
		t.at(kx.Place())
		if err := d.Set(k, v); err != nil {
			return nil, t.located(err)
		}
	}
	return d, t.Alloc(int64(d.Len()) * 2 * valueSize)
}

func (t *Thread) spreadDict(e *env, d *Dict, x Expr) error {
	v, err := t.eval(e, x)
	if err != nil {
		return err
	}
	t.at(x.Place())
	items, err := t.mappingItems(v, "a mapping is needed after **")
	if err != nil {
		return err
	}
	for _, it := range items {
		if err := d.Set(it.Key, it.Value); err != nil {
			return t.located(err)
		}
	}
	return nil
}

func (t *Thread) evalWalrus(e *env, x *Walrus) (Value, error) {
	v, err := t.eval(e, x.X)
	if err != nil {
		return nil, err
	}
	for e.info.comprehension {
		e = e.parent
	}
	return v, t.bindName(e, x.Target.ID, v)
}
