package python

import (
	"fmt"
	"strings"
)

// Is tells whether a and b are the same object.
func Is(a, b Value) bool {
	switch x := a.(type) {
	case Int:
		y, ok := b.(Int)
		return ok && x.Big().Cmp(y.Big()) == 0
	case Tuple:
		y, ok := b.(Tuple)
		return ok && len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0])
	}
	if _, ok := b.(Tuple); ok {
		return false
	}
	return comparable2(a) && comparable2(b) && a == b
}

// Truth is bool(v).
func (t *Thread) Truth(v Value) (bool, error) {
	switch x := v.(type) {
	case Bool:
		return bool(x), nil
	case noneType:
		return false, nil
	case Str:
		return x != "", nil
	case Bytes:
		return x != "", nil
	case Int:
		return x.big != nil || x.small != 0, nil
	case Float:
		return x != 0, nil
	case *List:
		return len(x.Elems) > 0, nil
	case Tuple:
		return len(x) > 0, nil
	case *Dict:
		return x.live > 0, nil
	case *Set:
		return x.Len() > 0, nil
	case *Range:
		return x.Len() > 0, nil
	case *Opaque:
		return false, t.Unresolved(x, "a condition")
	case HasTruth:
		ok, err := x.Truth(t)
		return ok, t.located(err)
	case HasLen:
		n, err := x.Length(t)
		return n != 0, t.located(err)
	case *Instance:
		return t.instanceTruth(x)
	}
	return true, nil
}

func (t *Thread) instanceTruth(x *Instance) (bool, error) {
	if fn, ok := x.Cls.Lookup("__bool__"); ok {
		v, err := t.Call(fn, x)
		if err != nil {
			return false, err
		}
		b, ok := v.(Bool)
		if !ok {
			return false, t.Raise(TypeError, "__bool__ should return bool, returned %s", v.Class().Name)
		}
		return bool(b), nil
	}
	if _, ok := x.Cls.Lookup("__len__"); ok {
		n, err := t.Len(x)
		return n != 0, err
	}
	if h, ok := x.Native.(HasTruth); ok {
		return h.Truth(t)
	}
	if p, ok := x.Native.(Value); ok {
		return t.Truth(p)
	}
	return true, nil
}

// Len is len(v).
func (t *Thread) Len(v Value) (int, error) {
	switch x := v.(type) {
	case Str:
		return runeCount(string(x)), nil
	case Bytes:
		return len(x), nil
	case Tuple:
		return len(x), nil
	case *List:
		return len(x.Elems), nil
	case *Dict:
		return x.live, nil
	case *Set:
		return x.Len(), nil
	case *Range:
		return int(x.Len()), nil
	case *dictView:
		return x.d.live, nil
	case *Opaque:
		return 0, t.Unresolved(x, "a length")
	case HasLen:
		n, err := x.Length(t)
		return n, t.located(err)
	case *Class:
		if ops, ok := classOps[ClassLen](x); ok {
			return ops.LengthClass(t, x)
		}
	case *Instance:
		if fn, ok := x.Cls.Lookup("__len__"); ok {
			return t.lenFrom(fn, x)
		}
		if h, ok := x.Native.(HasLen); ok {
			return h.Length(t)
		}
		if p, ok := x.Native.(Value); ok {
			return t.Len(p)
		}
	}
	return 0, t.Raise(TypeError, "object of type '%s' has no len()", v.Class().Name)
}

func (t *Thread) lenFrom(fn Value, x *Instance) (int, error) {
	v, err := t.Call(fn, x)
	if err != nil {
		return 0, err
	}
	i, ok := AsInt(v)
	n, small := i.Int64()
	switch {
	case !ok:
		return 0, t.Raise(TypeError, "'%s' object cannot be interpreted as an integer", v.Class().Name)
	case !small:
		return 0, t.Raise(OverflowError, "cannot fit 'int' into an index-sized integer")
	case n < 0:
		return 0, t.Raise(ValueError, "__len__() should return >= 0")
	}
	return int(n), nil
}

// classOps finds what the metaclass of a class, or of a base of it, defines.
func classOps[T any](c *Class) (T, bool) {
	for _, k := range c.mro {
		if ops, ok := k.Ops.(T); ok {
			return ops, true
		}
	}
	var none T
	return none, false
}

// Contains is v in container.
func (t *Thread) Contains(container, v Value) (Value, error) {
	switch x := container.(type) {
	case Str:
		s, ok := AsStr(v)
		if o, unknown := v.(*Opaque); unknown {
			return o.derive(o.Path + " in ..."), nil
		}
		if !ok {
			return nil, t.Raise(TypeError, "'in <string>' requires string as left operand, not %s", v.Class().Name)
		}
		return Bool(strings.Contains(string(x), s)), nil
	case Bytes:
		if b, ok := v.(Bytes); ok {
			return Bool(strings.Contains(string(x), string(b))), nil
		}
	case *Dict:
		if o, unknown := v.(*Opaque); unknown {
			return o.derive(o.Path + " in ..."), nil
		}
		_, ok, err := x.Get(v)
		return Bool(ok), t.located(err)
	case *Set:
		if o, unknown := v.(*Opaque); unknown {
			return o.derive(o.Path + " in ..."), nil
		}
		ok, err := x.Has(v)
		return Bool(ok), t.located(err)
	case *dictView:
		if x.kind == dictKeysClass {
			return t.Contains(x.d, v)
		}
	case *Opaque:
		return x.derive("... in " + x.Path), nil
	case *Range:
		if i, ok := AsInt(v); ok {
			n, small := i.Int64()
			in := small && x.Len() > 0 && (n-x.Start)%x.Step == 0 && (n-x.Start)/x.Step >= 0 && (n-x.Start)/x.Step < x.Len()
			return Bool(in), nil
		}
	case *Class:
		if ops, ok := classOps[ClassContains](x); ok {
			in, err := ops.ContainsClass(t, x, v)
			return Bool(in), t.located(err)
		}
	case *Instance:
		if fn, ok := x.Cls.Lookup("__contains__"); ok {
			r, err := t.Call(fn, x, v)
			if err != nil {
				return nil, err
			}
			ok, err := t.Truth(r)
			return Bool(ok), err
		}
	}
	if h, ok := hostOf(container).(HasBinary); ok {
		if r, err := h.Binary(t, "in", v, true); r != nil || err != nil {
			return r, t.located(err)
		}
	}
	if p, ok := inner(container); ok && !isInstanceIter(container) {
		return t.Contains(p, v)
	}
	return t.containsByIteration(container, v)
}

func isInstanceIter(v Value) bool {
	i, ok := v.(*Instance)
	if !ok {
		return false
	}
	_, ok = i.Cls.Lookup("__iter__")
	return ok
}

func (t *Thread) containsByIteration(container, v Value) (Value, error) {
	it, err := t.Iterate(container)
	if err != nil {
		if isRaised(err, TypeError) {
			return nil, t.Raise(TypeError, "argument of type '%s' is not iterable", container.Class().Name)
		}
		return nil, err
	}
	for {
		item, ok, err := it.Next(t)
		if err != nil || !ok {
			return False, t.located(err)
		}
		if err := t.Step(1); err != nil {
			return nil, err
		}
		same, err := t.Equal(item, v)
		if err != nil || same {
			return Bool(same), err
		}
	}
}

// hostOf returns what may implement the host's interfaces: the value, or what an instance keeps.
func hostOf(v Value) any {
	if i, ok := v.(*Instance); ok && i.Native != nil {
		if _, plain := i.Native.(Value); !plain {
			return i.Native
		}
		return i.Native
	}
	return v
}

// Str is str(v).
func (t *Thread) Str(v Value) (string, error) {
	switch x := v.(type) {
	case Str:
		return string(x), nil
	case *Opaque:
		return "", t.Unresolved(x, "a text")
	case *Instance:
		return t.instanceStr(x)
	case HasStr:
		s, err := x.Str(t)
		return s, t.located(err)
	}
	return t.Repr(v)
}

func (t *Thread) instanceStr(x *Instance) (string, error) {
	if fn, ok := x.Cls.Lookup("__str__"); ok {
		return t.textFrom(fn, x, "__str__")
	}
	if x.Cls.IsSubclass(BaseException) {
		if _, ok := x.Cls.lookupPython("__repr__"); !ok || len(excArgs(x)) > 0 {
			return t.exceptionStr(x)
		}
	}
	if fn, ok := x.Cls.Lookup("__repr__"); ok {
		return t.textFrom(fn, x, "__repr__")
	}
	if h, ok := x.Native.(HasStr); ok {
		return h.Str(t)
	}
	if p, ok := x.Native.(Value); ok {
		return t.Str(p)
	}
	return t.Repr(x)
}

func (t *Thread) textFrom(fn Value, x *Instance, name string) (string, error) {
	v, err := t.Call(fn, x)
	if err != nil {
		return "", err
	}
	if o, ok := v.(*Opaque); ok {
		return "", t.Unresolved(o, "a text")
	}
	s, ok := AsStr(v)
	if !ok {
		return "", t.Raise(TypeError, "%s returned non-string (type %s)", name, v.Class().Name)
	}
	return s, nil
}

// Format is format(v, spec), which f-strings use.
func (t *Thread) Format(v Value, spec string) (string, error) {
	if o, ok := v.(*Opaque); ok {
		return "", t.Unresolved(o, "a text")
	}
	if spec == "" {
		if s, ok := v.(Str); ok {
			return string(s), nil
		}
	}
	s, err := formatValue(t, v, spec)
	if err != nil {
		return "", t.located(err)
	}
	return s, t.Alloc(int64(len(s)))
}

// IsInstance is isinstance(v, c); the result is opaque if it depends on what is not known.
func (t *Thread) IsInstance(v, c Value) (Value, error) {
	if o, ok := v.(*Opaque); ok {
		return o.derive("isinstance(" + o.Path + ")"), nil
	}
	return t.isClassOf(v.Class(), c, "isinstance", v)
}

func (t *Thread) isClassOf(cls *Class, c Value, fn string, v Value) (Value, error) {
	switch x := c.(type) {
	case *Class:
		if hook, ok := x.Ops.(ClassInstance); ok {
			is, err := hook.InstanceOf(t, x, v, cls)
			return Bool(is), err
		}
		return Bool(cls.IsSubclass(x)), nil
	case Tuple:
		return t.anyClassOf(cls, x, fn, v)
	case *Union:
		return t.anyClassOf(cls, x.Args, fn, v)
	case noneType:
		return Bool(cls == NoneClass), nil
	case *Generic:
		return t.isClassOf(cls, x.Origin, fn, v)
	case *Opaque:
		return x.derive(fn + "(..., " + x.Path + ")"), nil
	case HasClassCheck:
		is, err := x.CheckClass(t, v, cls)
		return Bool(is), err
	}
	return nil, t.Raise(TypeError, "%s() arg 2 must be a type, a tuple of types, or a union", fn)
}

// ClassInstance is implemented by Class.Ops of abstract classes that say
// themselves what counts as theirs (collections.abc). v is nil for issubclass.
type ClassInstance interface {
	InstanceOf(t *Thread, cls *Class, v Value, of *Class) (bool, error)
}

// HasClassCheck is implemented by host values that can stand where isinstance wants a class. v is nil for issubclass.
type HasClassCheck interface {
	CheckClass(t *Thread, v Value, of *Class) (bool, error)
}

func (t *Thread) anyClassOf(cls *Class, cs []Value, fn string, v Value) (Value, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer func() { t.depth-- }()
	var unknown Value
	for _, c := range cs {
		r, err := t.isClassOf(cls, c, fn, v)
		if err != nil {
			return nil, err
		}
		if r == True {
			return True, nil
		}
		if _, ok := r.(*Opaque); ok {
			unknown = r
		}
	}
	if unknown != nil {
		return unknown, nil
	}
	return False, nil
}

func (t *Thread) address(v Value) string {
	return fmt.Sprintf("0x%x", t.id(v))
}

// id numbers objects in the order in which they are asked for: addresses would
// differ from run to run.
func (t *Thread) id(v Value) int64 {
	if t.in.ids == nil {
		t.in.ids = map[any]int64{}
	}
	var key any = v
	if !comparable2(v) {
		k, err := HashKey(v)
		if err != nil {
			return 0
		}
		key = k
	}
	n, ok := t.in.ids[key]
	if !ok {
		n = int64(len(t.in.ids)+1) * 16
		t.in.ids[key] = n
	}
	return n
}
