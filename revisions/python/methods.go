package python

import (
	"math"
	"math/big"
	"strings"
)

// builtinAttr finds methods and attributes of built-in values.
func (t *Thread) builtinAttr(v Value, name string) (Value, error) {
	switch x := v.(type) {
	case *Function:
		return t.fnAttr(x, name)
	case *BoundMethod:
		return t.methodAttr(x, name)
	case *Builtin:
		if name == "__name__" || name == "__qualname__" {
			return Str(x.Name), nil
		}
		if name == "__doc__" {
			return None, nil
		}
		return nil, nil
	case *Property:
		return propertyAttr(x, name), nil
	case *Generic:
		switch name {
		case "__origin__":
			return x.Origin, nil
		case "__args__":
			return Tuple(x.Args), nil
		}
		return t.attr(x.Origin, name)
	case *Union:
		if name == "__args__" {
			return Tuple(x.Args), nil
		}
	case *Slice:
		switch name {
		case "start":
			return x.Start, nil
		case "stop":
			return x.Stop, nil
		case "step":
			return x.Step, nil
		}
	case *Range:
		switch name {
		case "start":
			return NewInt(x.Start), nil
		case "stop":
			return NewInt(x.Stop), nil
		case "step":
			return NewInt(x.Step), nil
		}
	}
	if a := numberAttr(v, name); a != nil {
		return a, nil
	}
	if !hasMethods(v) {
		return nil, nil
	}
	m, ok := findMethod(v.Class(), name)
	if !ok {
		return nil, nil
	}
	return &Builtin{Name: name, harmless: harmlessMethod(v, name), Fn: func(t *Thread, c *Call) (Value, error) { return m(t, v, c) }}, nil
}

func (t *Thread) methodAttr(m *BoundMethod, name string) (Value, error) {
	switch name {
	case "__self__":
		return m.Self, nil
	case "__func__":
		return m.Fn, nil
	}
	return t.attr(m.Fn, name)
}

func propertyAttr(p *Property, name string) Value {
	with := func(set func(*Property, Value)) Value {
		return NewBuiltin(name, func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) != 1 {
				return nil, t.Raise(TypeError, "%s() takes exactly one argument", name)
			}
			q := *p
			set(&q, c.Args[0])
			return &q, nil
		})
	}
	switch name {
	case "setter":
		return with(func(q *Property, v Value) { q.Set = v })
	case "getter":
		return with(func(q *Property, v Value) { q.Get = v })
	case "deleter":
		return with(func(q *Property, v Value) { q.Delete = v })
	case "fget":
		return p.Get
	}
	return nil
}

func numberAttr(v Value, name string) Value {
	switch v.(type) {
	case Int, Bool, Float:
	default:
		return nil
	}
	switch name {
	case "real":
		if i, ok := AsInt(v); ok {
			return i
		}
		return v
	case "imag":
		if _, ok := v.(Float); ok {
			return Float(0)
		}
		return NewInt(0)
	case "numerator":
		if i, ok := AsInt(v); ok {
			return i
		}
	case "denominator":
		if _, ok := AsInt(v); ok {
			return NewInt(1)
		}
	}
	return nil
}

// methodTables are the methods of the built-in classes; filled once, since the
// methods use what uses the tables.
var methodTables map[*Class]map[string]Method

func findMethod(c *Class, name string) (Method, bool) {
	for _, k := range c.mro {
		table := methodTables[k]
		switch k {
		case StrClass:
			table = strMethods
		case BytesClass:
			table = bytesMethods
		}
		if m, ok := table[name]; ok {
			return m, true
		}
	}
	return nil, false
}

func isBuiltinMethod(c *Class, name string) bool {
	_, ok := findMethod(c, name)
	return ok
}

// method makes a Method with a parameter list.
func method(name, params string, fn func(t *Thread, self Value, b *Bound) (Value, error)) Method {
	sig := ParseSignature(name, params)
	return func(t *Thread, self Value, c *Call) (Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return fn(t, self, b)
	}
}

func init() {
	methodTables = map[*Class]map[string]Method{
		ListClass: listMethods(), DictClass: dictMethods(),
		TupleClass: sequenceMethods("tuple"), SetClass: setMethods(), FrozensetClass: setMethods(),
		IntClass: intMethods(), FloatClass: floatMethods(), GeneratorClass: generatorMethods(), RangeClass: sequenceMethods("range"),
	}
	fillClasses()
	fillBuiltins()
}

func sequenceMethods(what string) map[string]Method {
	return map[string]Method{
		"count": method("count", "value, /", func(t *Thread, self Value, b *Bound) (Value, error) {
			vs, err := t.Collect(self)
			if err != nil {
				return nil, err
			}
			n := int64(0)
			for _, v := range vs {
				eq, err := t.Equal(v, b.Get("value"))
				if err != nil {
					return nil, err
				}
				if eq {
					n++
				}
			}
			return NewInt(n), nil
		}),
		"index": method("index", "value, start=0, stop=None, /", func(t *Thread, self Value, b *Bound) (Value, error) {
			vs, err := t.Collect(self)
			if err != nil {
				return nil, err
			}
			lim, err := t.slice(&Slice{b.Get("start"), b.Get("stop"), None}, len(vs))
			if err != nil {
				return nil, err
			}
			for i := lim.start; i < lim.start+lim.count; i++ {
				eq, err := t.Equal(vs[i], b.Get("value"))
				if err != nil {
					return nil, err
				}
				if eq {
					return NewInt(int64(i)), nil
				}
			}
			if what == "list" {
				s, err := t.Repr(b.Get("value"))
				if err != nil {
					return nil, err
				}
				return nil, t.Raise(ValueError, "%s is not in list", s)
			}
			return nil, t.Raise(ValueError, "%s.index(x): x not in %s", what, what)
		}),
	}
}

func listMethods() map[string]Method {
	m := sequenceMethods("list")
	add := func(name, params string, fn func(t *Thread, l *List, b *Bound) (Value, error)) {
		m[name] = method(name, params, func(t *Thread, self Value, b *Bound) (Value, error) { return fn(t, self.(*List), b) })
	}
	add("append", "object, /", func(t *Thread, l *List, b *Bound) (Value, error) {
		l.Elems = append(l.Elems, b.Get("object"))
		return None, t.Alloc(valueSize)
	})
	add("extend", "iterable, /", func(t *Thread, l *List, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		l.Elems = append(l.Elems, vs...)
		return None, err
	})
	add("insert", "index, object, /", func(t *Thread, l *List, b *Bound) (Value, error) {
		i, err := t.sliceBound(b.Get("index"), 0, len(l.Elems), 1)
		if err != nil {
			return nil, err
		}
		rest := append([]Value{b.Get("object")}, l.Elems[i:]...)
		l.Elems = append(l.Elems[:i:i], rest...)
		return None, t.Alloc(valueSize)
	})
	add("pop", "index=-1, /", func(t *Thread, l *List, b *Bound) (Value, error) {
		if len(l.Elems) == 0 {
			return nil, t.Raise(IndexError, "pop from empty list")
		}
		i, err := t.position(b.Get("index"), len(l.Elems), "pop")
		if err != nil {
			return nil, err
		}
		v := l.Elems[i]
		l.Elems = append(l.Elems[:i:i], l.Elems[i+1:]...)
		return v, t.Step(int64(len(l.Elems)-i) / 64)
	})
	add("remove", "value, /", func(t *Thread, l *List, b *Bound) (Value, error) {
		for i, v := range l.Elems {
			eq, err := t.Equal(v, b.Get("value"))
			if err != nil {
				return nil, err
			}
			if eq {
				l.Elems = append(l.Elems[:i:i], l.Elems[i+1:]...)
				return None, nil
			}
		}
		return nil, t.Raise(ValueError, "list.remove(x): x not in list")
	})
	add("reverse", "", func(_ *Thread, l *List, _ *Bound) (Value, error) {
		for i, j := 0, len(l.Elems)-1; i < j; i, j = i+1, j-1 {
			l.Elems[i], l.Elems[j] = l.Elems[j], l.Elems[i]
		}
		return None, nil
	})
	add("sort", "*, key=None, reverse=False", func(t *Thread, l *List, b *Bound) (Value, error) {
		rev, err := t.Truth(b.Get("reverse"))
		if err != nil {
			return nil, err
		}
		vs := append([]Value(nil), l.Elems...)
		if err := t.Sort(vs, b.Get("key"), rev); err != nil {
			return nil, err
		}
		l.Elems = vs
		return None, nil
	})
	add("copy", "", func(t *Thread, l *List, _ *Bound) (Value, error) {
		vs, err := t.Collect(l)
		return NewList(vs...), err
	})
	add("clear", "", func(_ *Thread, l *List, _ *Bound) (Value, error) {
		l.Elems = nil
		return None, nil
	})
	return m
}

func intMethods() map[string]Method {
	big2 := func(v Value) *big.Int { i, _ := AsInt(v); return i.Big() }
	return map[string]Method{
		"bit_length": method("bit_length", "", func(_ *Thread, self Value, _ *Bound) (Value, error) {
			return NewInt(int64(big2(self).BitLen())), nil
		}),
		"conjugate":  method("conjugate", "", func(_ *Thread, self Value, _ *Bound) (Value, error) { return self, nil }),
		"is_integer": method("is_integer", "", func(*Thread, Value, *Bound) (Value, error) { return True, nil }),
		"to_bytes": method("to_bytes", "length=1, byteorder='big', *, signed=False", func(t *Thread, self Value, b *Bound) (Value, error) {
			n, err := b.Int("length")
			if err != nil {
				return nil, err
			}
			order, err := b.Str("byteorder")
			if err != nil {
				return nil, err
			}
			i := big2(self)
			if i.Sign() < 0 {
				return nil, t.Raise(OverflowError, "can't convert negative int to unsigned")
			}
			if n < 0 || int64(i.BitLen()) > n*8 {
				return nil, t.Raise(OverflowError, "int too big to convert")
			}
			if err := t.Alloc(n); err != nil {
				return nil, err
			}
			buf := i.FillBytes(make([]byte, n))
			if order == "little" {
				for i, j := 0, len(buf)-1; i < j; i, j = i+1, j-1 {
					buf[i], buf[j] = buf[j], buf[i]
				}
			}
			return Bytes(buf), nil
		}),
	}
}

func floatMethods() map[string]Method {
	return map[string]Method{
		"is_integer": method("is_integer", "", func(_ *Thread, self Value, _ *Bound) (Value, error) {
			f := float64(self.(Float))
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0)), nil
		}),
		"conjugate": method("conjugate", "", func(_ *Thread, self Value, _ *Bound) (Value, error) { return self, nil }),
		"hex": method("hex", "", func(_ *Thread, self Value, _ *Bound) (Value, error) {
			return Str(strings.ToLower(big.NewFloat(float64(self.(Float))).Text('p', -1))), nil
		}),
	}
}

func generatorMethods() map[string]Method {
	out := func(t *Thread, g *Generator, v Value, ok bool, err error) (Value, error) {
		if err != nil || ok {
			return v, err
		}
		exc := NewInstance(StopIteration)
		exc.Attrs.Set("args", Tuple{})
		if r := g.Result(); r != None {
			exc.Attrs.Set("args", Tuple{r})
		}
		return nil, t.RaiseValue(exc)
	}
	gen := func(t *Thread, self Value) (*Generator, error) {
		if g, ok := self.(*Generator); ok {
			return g, nil
		}
		return nil, t.Unsupported("send, throw or close of a generator expression", "write it as a function with yield")
	}
	return map[string]Method{
		"send": method("send", "value, /", func(t *Thread, self Value, b *Bound) (Value, error) {
			g, err := gen(t, self)
			if err != nil {
				return nil, err
			}
			v, ok, err := g.Send(t, b.Get("value"))
			return out(t, g, v, ok, err)
		}),
		"__next__": method("__next__", "", func(t *Thread, self Value, _ *Bound) (Value, error) {
			return t.Call(builtins["next"], self)
		}),
		"throw": method("throw", "exc, value=None, tb=None, /", func(t *Thread, self Value, b *Bound) (Value, error) {
			g, err := gen(t, self)
			if err != nil {
				return nil, err
			}
			exc, err := t.exception(b.Get("exc"))
			if err != nil {
				return nil, err
			}
			v, ok, err := g.Throw(t, t.RaiseValue(exc).(*Raised))
			return out(t, g, v, ok, err)
		}),
		"close": method("close", "", func(t *Thread, self Value, _ *Bound) (Value, error) {
			g, err := gen(t, self)
			if err != nil {
				return nil, err
			}
			return None, g.Close(t)
		}),
	}
}

// hasMethods tells whether the methods of v's class are those of the tables: a
// value of the host may have a built-in class without being such a value.
func hasMethods(v Value) bool {
	switch v := v.(type) {
	case Str, Bytes, Int, Bool, Float, Tuple, *List, *Dict, *Set, *Range, *Generator:
		return true
	case *IteratorValue:
		return v.Cls == GeneratorClass
	}
	return false
}
