package python

import (
	"math/big"
	"sort"
	"strconv"
	"unicode/utf8"
)

func fillMore() {
	fillIterators()
	fillNumbers()
	extreme("min", func(t *Thread, a, b Value) (bool, error) { return t.Less(a, b) })
	extreme("max", func(t *Thread, a, b Value) (bool, error) { return t.Less(b, a) })
	define("open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None", openBuiltin)
	for name, why := range map[string]string{
		"input": "nobody answers while a script is compiled; write the answer into the revision",
		"eval":  "code in texts is not run; write it out", "exec": "code in texts is not run; write it out",
		"compile": "code in texts is not run; write it out", "breakpoint": "there is no debugger here",
		"memoryview": "use bytes", "bytearray": "use bytes", "complex": "use numbers that SQL has", "globals": "name the value itself",
	} {
		builtins[name] = NewBuiltin(name, func(t *Thread, _ *Call) (Value, error) {
			return nil, t.Unsupported("a call of "+name+"()", why)
		})
	}
	for _, name := range []string{"exit", "quit"} {
		define(name, "code=None", func(t *Thread, b *Bound) (Value, error) {
			exc := NewInstance(SystemExit)
			exc.Attrs.Set("args", Tuple{b.Get("code")})
			return nil, t.RaiseValue(exc)
		})
	}
	define("__import__", "name, globals=None, locals=None, fromlist=(), level=0", func(t *Thread, b *Bound) (Value, error) {
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		return t.Import(name)
	})
	builtins["locals"] = &Builtin{Name: "locals", scoped: func(_ *Thread, e *env, _ *Call) (Value, error) {
		return scopeDict(e.vars), nil
	}}
	builtins["globals"] = &Builtin{Name: "globals", scoped: func(_ *Thread, e *env, _ *Call) (Value, error) {
		return scopeDict(&e.globals.Attrs), nil
	}}
	builtins["dir"] = &Builtin{Name: "dir", scoped: dirBuiltin}
}

func dirBuiltin(t *Thread, e *env, c *Call) (Value, error) {
	if len(c.Args) == 0 {
		return nameList(e.vars.Names()), nil
	}
	switch x := c.Args[0].(type) {
	case *Opaque:
		return nil, t.Unresolved(x, "a list of names")
	case *Module:
		return nameList(x.Names()), nil
	case *Class:
		return nameList(classNames(x)), nil
	case *Instance:
		return nameList(append(x.Attrs.Names(), classNames(x.Cls)...)), nil
	case HasDir:
		return nameList(x.Dir()), nil
	}
	return nameList(nil), nil
}

func classNames(c *Class) []string {
	var names []string
	for _, k := range c.mro {
		names = append(names, k.Attrs.Names()...)
	}
	return names
}

func nameList(names []string) Value {
	names = append([]string(nil), names...)
	sort.Strings(names)
	l := &List{}
	for i, n := range names {
		if i == 0 || names[i-1] != n {
			l.Elems = append(l.Elems, Str(n))
		}
	}
	return l
}

func lazy(next func(t *Thread) (Value, bool, error)) Value {
	// An iterator over an iterator over an iterator is a recursion too.
	return &IteratorValue{Iterator: IterFunc(func(t *Thread) (Value, bool, error) {
		if err := t.enter(); err != nil {
			return nil, false, err
		}
		defer func() { t.depth-- }()
		return next(t)
	})}
}

func fillIterators() {
	define("enumerate", "iterable, start=0", func(t *Thread, b *Bound) (Value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		n, err := b.Int("start")
		if err != nil {
			return nil, err
		}
		return lazy(func(t *Thread) (Value, bool, error) {
			v, ok, err := it.Next(t)
			if !ok || err != nil {
				return nil, false, err
			}
			n++
			return Tuple{NewInt(n - 1), v}, true, nil
		}), nil
	})
	define("zip", "*iterables, strict=False", zipBuiltin)
	define("map", "func, *iterables", func(t *Thread, b *Bound) (Value, error) {
		its, err := t.iterators(b.Star())
		if err != nil {
			return nil, err
		}
		if len(its) == 0 {
			return nil, t.Raise(TypeError, "map() must have at least two arguments.")
		}
		fn := b.Get("func")
		return lazy(func(t *Thread) (Value, bool, error) {
			args, ok, err := nextOfAll(t, its)
			if !ok || err != nil {
				return nil, false, err
			}
			v, err := t.Call(fn, args...)
			return v, err == nil, err
		}), nil
	})
	define("filter", "func, iterable, /", func(t *Thread, b *Bound) (Value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		fn := b.Get("func")
		return lazy(func(t *Thread) (Value, bool, error) {
			for {
				v, ok, err := it.Next(t)
				if !ok || err != nil {
					return nil, false, err
				}
				if err := t.Step(1); err != nil {
					return nil, false, err
				}
				keep := v
				if fn != None {
					if keep, err = t.Call(fn, v); err != nil {
						return nil, false, err
					}
				}
				if pass, err := t.Truth(keep); pass || err != nil {
					return v, pass, err
				}
			}
		}), err
	})
	define("reversed", "sequence, /", func(t *Thread, b *Bound) (Value, error) {
		v := b.Get("sequence")
		if i, ok := v.(*Instance); ok {
			if fn, ok := i.Cls.Lookup("__reversed__"); ok {
				return t.Call(fn, i)
			}
		}
		switch Plain(v).(type) {
		case *Set, Iterator:
			return nil, t.Raise(TypeError, "'%s' object is not reversible", v.Class().Name)
		}
		vs, err := t.Collect(v)
		if err != nil {
			return nil, err
		}
		out := make([]Value, len(vs))
		for i, v := range vs {
			out[len(vs)-1-i] = v
		}
		return &IteratorValue{Iterator: SliceIterator(out)}, nil
	})
	quantifier("any", true)
	quantifier("all", false)
}

func quantifier(name string, stop bool) {
	define(name, "iterable, /", func(t *Thread, b *Bound) (Value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		for {
			v, ok, err := it.Next(t)
			if err != nil {
				return nil, err
			}
			if !ok {
				return Bool(!stop), nil
			}
			if err := t.Step(1); err != nil {
				return nil, err
			}
			truth, err := t.Truth(v)
			if err != nil || truth == stop {
				return Bool(stop), err
			}
		}
	})
}

func (t *Thread) iterators(vs []Value) ([]Iterator, error) {
	its := make([]Iterator, len(vs))
	for i, v := range vs {
		it, err := t.Iterate(v)
		if err != nil {
			return nil, err
		}
		its[i] = it
	}
	return its, nil
}

func nextOfAll(t *Thread, its []Iterator) ([]Value, bool, error) {
	if err := t.Step(1); err != nil {
		return nil, false, err
	}
	out := make([]Value, len(its))
	for i, it := range its {
		v, ok, err := it.Next(t)
		if !ok || err != nil {
			return out[:i], false, err
		}
		out[i] = v
	}
	return out, len(its) > 0, nil
}

func zipBuiltin(t *Thread, b *Bound) (Value, error) {
	its, err := t.iterators(b.Star())
	if err != nil {
		return nil, err
	}
	strict, err := b.Bool("strict")
	if err != nil {
		return nil, err
	}
	return lazy(func(t *Thread) (Value, bool, error) {
		vs, ok, err := nextOfAll(t, its)
		if err != nil || ok {
			return Tuple(vs), ok, err
		}
		if !strict || len(its) == 0 {
			return nil, false, nil
		}
		if len(vs) > 0 {
			return nil, false, t.Raise(ValueError, "zip() argument %d is shorter than argument %d", len(vs)+1, len(vs))
		}
		for i, it := range its[1:] {
			if _, more, err := it.Next(t); more || err != nil {
				return nil, false, t.Raise(ValueError, "zip() argument %d is longer than argument %d", i+2, i+1)
			}
		}
		return nil, false, nil
	}), nil
}

func fillNumbers() {
	define("sum", "iterable, /, start=0", func(t *Thread, b *Bound) (Value, error) {
		total := b.Get("start")
		if isText(total) {
			return nil, t.Raise(TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
		}
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		for {
			v, ok, err := it.Next(t)
			if err != nil || !ok {
				return total, err
			}
			if err := t.Step(1); err != nil {
				return nil, err
			}
			if total, err = t.Binary("+", total, v); err != nil {
				return nil, err
			}
		}
	})
	define("abs", "x, /", func(t *Thread, b *Bound) (Value, error) {
		v := b.Get("x")
		if i, ok := v.(*Instance); ok {
			if fn, ok := i.Cls.Lookup("__abs__"); ok {
				return t.Call(fn, i)
			}
		}
		if h, ok := v.(HasAttr); ok {
			if fn, err := h.Attr(t, "__abs__"); fn != nil || err != nil {
				if err != nil {
					return nil, err
				}
				return t.Call(fn)
			}
		}
		neg, err := t.Compare("<", v, NewInt(0))
		if err != nil {
			return nil, t.Raise(TypeError, "bad operand type for abs(): '%s'", v.Class().Name)
		}
		if n, err := t.Truth(neg); !n || err != nil {
			return t.Unary("+", v)
		}
		return t.Unary("-", v)
	})
	define("divmod", "x, y, /", func(t *Thread, b *Bound) (Value, error) {
		q, err := t.Binary("//", b.Get("x"), b.Get("y"))
		if err != nil {
			return nil, err
		}
		r, err := t.Binary("%", b.Get("x"), b.Get("y"))
		return Tuple{q, r}, err
	})
	define("pow", "base, exp, mod=None", powBuiltin)
	define("round", "number, ndigits=None", func(t *Thread, b *Bound) (Value, error) {
		return t.round(b.Get("number"), b.Get("ndigits"))
	})
	define("chr", "i, /", func(t *Thread, b *Bound) (Value, error) {
		n, err := b.Int("i")
		if err != nil {
			return nil, err
		}
		if n < 0 || n > utf8.MaxRune {
			return nil, t.Raise(ValueError, "chr() arg not in range(0x110000)")
		}
		return Str(string(rune(n))), nil
	})
	define("ord", "c, /", func(t *Thread, b *Bound) (Value, error) {
		if x, ok := b.Get("c").(Bytes); ok && len(x) == 1 {
			return NewInt(int64(x[0])), nil
		}
		s, err := b.Str("c")
		if err != nil {
			return nil, err
		}
		if n := runeCount(s); n != 1 {
			return nil, t.Raise(TypeError, "ord() expected a character, but string of length %d found", n)
		}
		r, _ := utf8.DecodeRuneInString(s)
		return NewInt(int64(r)), nil
	})
	for name, base := range map[string]int{"hex": 16, "oct": 8, "bin": 2} {
		prefix := map[int]string{16: "0x", 8: "0o", 2: "0b"}[base]
		define(name, "number, /", func(t *Thread, b *Bound) (Value, error) {
			i, ok := AsInt(b.Get("number"))
			if !ok {
				return nil, b.wrong("number", "int")
			}
			if i.Big().Sign() < 0 {
				return Str("-" + prefix + new(big.Int).Neg(i.Big()).Text(base)), nil
			}
			return Str(prefix + i.Big().Text(base)), nil
		})
	}
}

func powBuiltin(t *Thread, b *Bound) (Value, error) {
	if b.Get("mod") == None {
		return t.Binary("**", b.Get("base"), b.Get("exp"))
	}
	x, ok1 := AsInt(b.Get("base"))
	y, ok2 := AsInt(b.Get("exp"))
	m, ok3 := AsInt(b.Get("mod"))
	if !ok1 || !ok2 || !ok3 {
		return nil, t.Raise(TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
	}
	if m.Big().Sign() == 0 {
		return nil, t.Raise(ValueError, "pow() 3rd argument cannot be 0")
	}
	bits := int64(m.Big().BitLen())
	if err := t.Step(bits * bits / 4096 * int64(y.Big().BitLen())); err != nil {
		return nil, err
	}
	r := new(big.Int).Exp(x.Big(), y.Big(), m.Big())
	if r == nil {
		return nil, t.Raise(ValueError, "base is not invertible for the given modulus")
	}
	_, r = floorDiv(r, m.Big())
	return BigInt(r), nil
}

// roundTo rounds to decimal digits as CPython does: by the shortest text, half to even on the exact value.
func roundTo(f float64, digits int) float64 {
	if digits >= 0 {
		r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', digits, 64), 64)
		if err != nil {
			return f
		}
		return r
	}
	scale := new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-digits)), nil))
	q, _ := new(big.Float).Quo(big.NewFloat(f), scale).Float64()
	r, err := strconv.ParseFloat(strconv.FormatFloat(q, 'f', 0, 64), 64)
	if err != nil {
		return f
	}
	out, _ := new(big.Float).Mul(big.NewFloat(r), scale).Float64()
	return out
}

// roundInt rounds an integer to a power of ten, half to even; digits is negative.
func roundInt(i Int, digits int64) Value {
	if digits < -4300 {
		return NewInt(0)
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(-digits), nil)
	q, r := floorDiv(i.Big(), unit)
	twice := new(big.Int).Lsh(r, 1)
	if c := twice.Cmp(unit); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return BigInt(q.Mul(q, unit))
}
