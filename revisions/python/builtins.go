package python

import (
	"math"
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// builtins are the names that every module sees.
var builtins map[string]Value

func fillBuiltins() {
	builtins = map[string]Value{
		"None": None, "True": True, "False": False, "NotImplemented": NotImplemented, "Ellipsis": Ellipsis, "__debug__": True,
	}
	for _, c := range []*Class{ObjectClass, TypeClass, BoolClass, IntClass, FloatClass, StrClass, BytesClass, TupleClass, ListClass, DictClass,
		SetClass, FrozensetClass, SliceClass, RangeClass, PropertyClass, StaticMethodClass, ClassMethodClass, SuperClass} {
		builtins[c.Name] = c
	}
	for _, c := range exceptionClasses {
		builtins[c.Name] = c
	}
	builtins["IOError"], builtins["EnvironmentError"] = OSError, OSError
	builtins["__name__"] = Str("builtins")
	fillFunctions()
	fillMore()
}

// builtinsModule is what `import builtins` gives.
func builtinsModule() *Module {
	m := NewModule("builtins")
	m.Getter = func(_ *Thread, name string) (Value, error) { return builtins[name], nil }
	return m
}

func define(name, params string, fn func(t *Thread, b *Bound) (Value, error)) {
	sig := ParseSignature(name, params)
	builtins[name] = NewBuiltin(name, func(t *Thread, c *Call) (Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return fn(t, b)
	})
}

func fillFunctions() {
	define("len", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		n, err := t.Len(b.Get("obj"))
		return NewInt(int64(n)), err
	})
	define("repr", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		s, err := t.Repr(b.Get("obj"))
		return Str(s), err
	})
	define("ascii", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		s, err := t.Repr(b.Get("obj"))
		return Str(asciiOf(s)), err
	})
	define("format", "value, format_spec='', /", func(t *Thread, b *Bound) (Value, error) {
		spec, err := b.Str("format_spec")
		if err != nil {
			return nil, err
		}
		s, err := t.Format(b.Get("value"), spec)
		return Str(s), err
	})
	define("isinstance", "obj, cls, /", func(t *Thread, b *Bound) (Value, error) {
		return t.IsInstance(b.Get("obj"), b.Get("cls"))
	})
	define("issubclass", "cls, parent, /", func(t *Thread, b *Bound) (Value, error) {
		switch c := b.Get("cls").(type) {
		case *Class:
			return t.isClassOf(c, b.Get("parent"), "issubclass", nil)
		case *Opaque:
			return c.derive("issubclass(" + c.Path + ")"), nil
		}
		return nil, t.Raise(TypeError, "issubclass() arg 1 must be a class")
	})
	define("callable", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		switch x := b.Get("obj").(type) {
		case *Function, *BoundMethod, *Class, Callable, *Generic:
			return True, nil
		case *Opaque:
			return x.derive("callable(" + x.Path + ")"), nil
		case *Instance:
			_, ok := x.Cls.Lookup("__call__")
			return Bool(ok), nil
		}
		return False, nil
	})
	define("hasattr", "obj, name, /", func(t *Thread, b *Bound) (Value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		if o, ok := b.Get("obj").(*Opaque); ok {
			return o.derive("hasattr(" + o.Path + ")"), nil
		}
		v, err := t.OptAttr(b.Get("obj"), name)
		return Bool(v != nil), err
	})
	define("getattr", "obj, name, *default", func(t *Thread, b *Bound) (Value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		if len(b.Star()) == 0 {
			return t.Attr(b.Get("obj"), name)
		}
		v, err := t.OptAttr(b.Get("obj"), name)
		if v == nil && err == nil {
			v = b.Star()[0]
		}
		return v, err
	})
	define("setattr", "obj, name, value, /", func(t *Thread, b *Bound) (Value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		return None, t.SetAttr(b.Get("obj"), name, b.Get("value"))
	})
	define("delattr", "obj, name, /", func(t *Thread, b *Bound) (Value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		return None, t.DelAttr(b.Get("obj"), name)
	})
	define("iter", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		v := b.Get("obj")
		if it, ok := v.(Iterator); ok {
			if same, ok := it.(Value); ok {
				return same, nil
			}
		}
		it, err := t.Iterate(v)
		return &IteratorValue{Iterator: it}, err
	})
	define("next", "iterator, *default", nextBuiltin)
	define("id", "obj, /", func(t *Thread, b *Bound) (Value, error) { return NewInt(t.id(b.Get("obj"))), nil })
	define("hash", "obj, /", func(t *Thread, b *Bound) (Value, error) {
		k, err := HashKey(b.Get("obj"))
		if err != nil {
			return nil, err
		}
		return NewInt(hashNumber(k)), nil
	})
	define("sorted", "iterable, /, *, key=None, reverse=False", func(t *Thread, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		rev, err := t.Truth(b.Get("reverse"))
		if err != nil {
			return nil, err
		}
		vs = append([]Value(nil), vs...)
		return NewList(vs...), t.Sort(vs, b.Get("key"), rev)
	})
	define("print", "*args, sep=' ', end='\n', file=None, flush=False", printBuiltin)
	builtins["print"].(*Builtin).Says = true
	define("vars", "*obj", func(t *Thread, b *Bound) (Value, error) {
		if len(b.Star()) == 0 {
			return nil, t.Raise(TypeError, "vars() needs an argument here")
		}
		return t.Attr(b.Star()[0], "__dict__")
	})
}

// hashNumber makes a number of a key: an FNV sum, the same in each run.
func hashNumber(k any) int64 {
	if n, ok := k.(int64); ok {
		return n
	}
	h := uint64(14695981039346656037)
	for _, c := range []byte(keyText(k)) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return int64(h >> 3)
}

func nextBuiltin(t *Thread, b *Bound) (Value, error) {
	v := b.Get("iterator")
	var item Value
	var ok bool
	var err error
	switch x := v.(type) {
	case Iterator:
		item, ok, err = x.Next(t)
	case *Opaque:
		return nil, t.Unresolved(x, "an iteration")
	case *Instance:
		fn, has := x.Cls.Lookup("__next__")
		if !has {
			return nil, t.Raise(TypeError, "'%s' object is not an iterator", x.Cls.Name)
		}
		item, err = t.Call(fn, x)
		ok = true
		if isRaised(err, StopIteration) && len(b.Star()) > 0 {
			return b.Star()[0], nil
		}
	default:
		return nil, t.Raise(TypeError, "'%s' object is not an iterator", v.Class().Name)
	}
	if err != nil || ok {
		return item, err
	}
	if len(b.Star()) > 0 {
		return b.Star()[0], nil
	}
	exc := NewInstance(StopIteration)
	exc.Attrs.Set("args", Tuple{})
	if g, isGen := v.(*Generator); isGen && g.Result() != None {
		exc.Attrs.Set("args", Tuple{g.Result()})
	}
	return nil, t.RaiseValue(exc)
}

// printBuiltin sends the text to the diagnostics, never into the SQL.
func printBuiltin(t *Thread, b *Bound) (Value, error) {
	sep := " "
	if s, ok := AsStr(b.Get("sep")); ok {
		sep = s
	}
	parts := make([]string, len(b.Star()))
	for i, v := range b.Star() {
		s, err := t.Said(v)
		if err != nil {
			return nil, err
		}
		parts[i] = s
	}
	text := strings.Join(parts, sep)
	if f := b.Get("file"); f != None {
		w, err := t.OptAttr(f, "write")
		if err != nil {
			return nil, err
		}
		if _, unknown := f.(*Opaque); w != nil && !unknown {
			end, _ := AsStr(b.Get("end"))
			_, err = t.Call(w, Str(text+end))
			return None, err
		}
	}
	t.Note(source.Note, CodePrint, "%s", text)
	return None, nil
}

func extreme(name string, better func(t *Thread, a, b Value) (bool, error)) {
	define(name, "*args, key=None, default=...", func(t *Thread, b *Bound) (Value, error) {
		vs := b.Star()
		if len(vs) == 1 {
			var err error
			if vs, err = t.Collect(vs[0]); err != nil {
				return nil, err
			}
		}
		if len(vs) == 0 {
			if b.Given("default") {
				return b.Get("default"), nil
			}
			return nil, t.Raise(ValueError, "%s() iterable argument is empty", name)
		}
		var best, bestKey Value
		for _, v := range vs {
			k := v
			if fn := b.Get("key"); fn != None {
				var err error
				if k, err = t.Call(fn, v); err != nil {
					return nil, err
				}
			}
			if best == nil {
				best, bestKey = v, k
				continue
			}
			win, err := better(t, k, bestKey)
			if err != nil {
				return nil, err
			}
			if win {
				best, bestKey = v, k
			}
		}
		return best, nil
	})
}

func (t *Thread) round(v Value, digits Value) (Value, error) {
	if i, ok := v.(*Instance); ok {
		if fn, ok := i.Cls.Lookup("__round__"); ok {
			return t.Call(fn, i, digits)
		}
	}
	if h, ok := hostOf(v).(HasAttr); ok {
		fn, err := h.Attr(t, "__round__")
		if err != nil {
			return nil, err
		}
		if fn != nil {
			return t.Call(fn, digits)
		}
	}
	if i, ok := AsInt(v); ok {
		n, _ := AsInt(digits)
		d, small := n.Int64()
		if digits == None || small && d >= 0 {
			return i, nil
		}
		return roundInt(i, d), nil
	}
	f, ok := Plain(v).(Float)
	if !ok {
		return nil, t.Raise(TypeError, "type %s doesn't define __round__ method", v.Class().Name)
	}
	if digits == None {
		r := math.RoundToEven(float64(f))
		if math.IsNaN(r) || math.IsInf(r, 0) {
			return nil, t.Raise(OverflowError, "cannot convert float infinity to integer")
		}
		n, _ := big.NewFloat(r).Int(nil)
		return BigInt(n), nil
	}
	n, _ := AsInt(digits)
	d, small := n.Int64()
	if !small || d > 300 || d < -300 {
		return f, nil
	}
	return Float(roundTo(float64(f), int(d))), nil
}
