package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// made gives a built-in value to the class that was called: a subclass wraps it.
func made(t *Thread, cls, base *Class, c *Call, v Value, err error) (Value, error) {
	if err != nil || cls == base {
		return v, err
	}
	inst := &Instance{Cls: cls, Native: v}
	if fn, ok := cls.lookupPython("__init__"); ok {
		_, err = t.CallWith(fn, c.prepend(inst))
	}
	return inst, err
}

// constructor makes a built-in class callable.
func constructor(cls *Class, params string, fn func(t *Thread, b *Bound) (Value, error)) {
	sig := ParseSignature(cls.Name, params)
	cls.Construct = func(t *Thread, called *Class, c *Call) (Value, error) {
		args := c
		if called != cls && called.python {
			// A subclass's __init__ may take more than the built-in class does.
			if _, ok := called.lookupPython("__init__"); ok {
				args = &Call{Span: c.Span, Args: c.Args[:min(len(c.Args), 1)], ArgSpans: c.ArgSpans}
				if cls == DictClass || cls == ListClass {
					args = &Call{Span: c.Span}
				}
			}
		}
		b, err := sig.Bind(args)
		if err != nil {
			return nil, err
		}
		v, err := fn(t, b)
		return made(t, called, cls, c, v, err)
	}
}

func fillClasses() {
	BaseException.Init = initException
	BaseException.InstanceAttr = exceptionAttr
	constructor(BoolClass, "x=False, /", func(t *Thread, b *Bound) (Value, error) {
		ok, err := t.Truth(b.Get("x"))
		return Bool(ok), err
	})
	constructor(IntClass, "x=0, /, base=None", intBuiltin)
	constructor(FloatClass, "x=0, /", floatBuiltin)
	constructor(StrClass, "object='', encoding=None, errors='strict'", strBuiltin)
	constructor(BytesClass, "source=None, encoding=None, errors='strict'", bytesBuiltin)
	constructor(TupleClass, "iterable=(), /", func(t *Thread, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		return Tuple(vs), err
	})
	constructor(ListClass, "iterable=(), /", func(t *Thread, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		return NewList(append([]Value(nil), vs...)...), err
	})
	constructor(SetClass, "iterable=(), /", func(t *Thread, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		return orNil(NewSet(vs...))
	})
	constructor(FrozensetClass, "iterable=(), /", func(t *Thread, b *Bound) (Value, error) {
		vs, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		s, err := NewSet(vs...)
		if err != nil {
			return nil, err
		}
		s.Frozen = true
		return s, nil
	})
	constructor(DictClass, "*iterable, **kw", func(t *Thread, b *Bound) (Value, error) {
		if len(b.Star()) > 1 {
			return nil, t.Raise(TypeError, "dict expected at most 1 argument, got %d", len(b.Star()))
		}
		d := NewDict()
		for _, v := range b.Star() {
			if err := t.dictUpdate(d, v); err != nil {
				return nil, err
			}
		}
		return d, t.dictUpdate(d, b.Rest())
	})
	DictClass.Attrs.Set("fromkeys", &StaticMethod{NewBuiltin("fromkeys", func(t *Thread, c *Call) (Value, error) {
		switch len(c.Args) {
		case 1:
			return t.fromKeys(c.Args[0], None)
		case 2:
			return t.fromKeys(c.Args[0], c.Args[1])
		}
		return nil, t.Raise(TypeError, "fromkeys expected 1 or 2 arguments, got %d", len(c.Args))
	})})
	constructor(RangeClass, "*args", rangeBuiltin)
	constructor(SliceClass, "*args", func(t *Thread, b *Bound) (Value, error) {
		switch a := b.Star(); len(a) {
		case 1:
			return &Slice{None, a[0], None}, nil
		case 2:
			return &Slice{a[0], a[1], None}, nil
		case 3:
			return &Slice{a[0], a[1], a[2]}, nil
		}
		return nil, t.Raise(TypeError, "slice expected 1 to 3 arguments")
	})
	fillDescriptors()
	fillClassMethods()
}

func orNil(s *Set, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

func fillDescriptors() {
	constructor(PropertyClass, "fget=None, fset=None, fdel=None, doc=None", func(_ *Thread, b *Bound) (Value, error) {
		given := func(name string) Value {
			if v := b.Get(name); v != None {
				return v
			}
			return nil
		}
		return &Property{Get: given("fget"), Set: given("fset"), Delete: given("fdel"), Doc: b.Get("doc")}, nil
	})
	constructor(StaticMethodClass, "function, /", func(_ *Thread, b *Bound) (Value, error) {
		return &StaticMethod{b.Get("function")}, nil
	})
	constructor(ClassMethodClass, "function, /", func(_ *Thread, b *Bound) (Value, error) {
		return &ClassMethod{b.Get("function")}, nil
	})
	constructor(SuperClass, "type, object, /", func(t *Thread, b *Bound) (Value, error) {
		c, ok := b.Get("type").(*Class)
		if !ok {
			return nil, t.Raise(TypeError, "super() argument 1 must be a type, not %s", b.Get("type").Class().Name)
		}
		return &Super{After: c, Self: b.Get("object")}, nil
	})
}

func fillClassMethods() {
	BytesClass.Attrs.Set("fromhex", &StaticMethod{NewBuiltin("fromhex", func(t *Thread, c *Call) (Value, error) {
		if len(c.Args) != 1 || !isText(c.Args[0]) {
			return nil, t.Raise(TypeError, "fromhex() argument must be str")
		}
		s, _ := AsStr(c.Args[0])
		s = strings.Join(strings.Fields(s), "")
		out := make([]byte, 0, len(s)/2)
		for i := 0; i < len(s); i += 2 {
			n, err := strconv.ParseUint(s[i:min(i+2, len(s))], 16, 8)
			if err != nil || i+2 > len(s) {
				return nil, t.Raise(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
			}
			out = append(out, byte(n))
		}
		return Bytes(out), nil
	})})
	IntClass.Attrs.Set("from_bytes", &StaticMethod{NewBuiltin("from_bytes", func(t *Thread, c *Call) (Value, error) {
		b, err := ParseSignature("from_bytes", "bytes, byteorder='big', *, signed=False").Bind(c)
		if err != nil {
			return nil, err
		}
		raw, ok := b.Get("bytes").(Bytes)
		if !ok {
			return nil, b.wrong("bytes", "bytes")
		}
		data := []byte(raw)
		if order, _ := AsStr(b.Get("byteorder")); order == "little" {
			for i, j := 0, len(data)-1; i < j; i, j = i+1, j-1 {
				data[i], data[j] = data[j], data[i]
			}
		}
		n := new(big.Int).SetBytes(data)
		if b.Get("signed") == True && len(data) > 0 && data[0] >= 0x80 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(data)*8)))
		}
		return BigInt(n), nil
	})})
	for _, name := range []string{"__setattr__", "__getattribute__", "__delattr__", "__repr__", "__str__", "__eq__", "__hash__", "__format__"} {
		_ = name // these are found by unboundMethod and superFallback, so that Lookup sees only what Python code defines
	}
}

func intBuiltin(t *Thread, b *Bound) (Value, error) {
	v := b.Get("x")
	if o, ok := v.(*Opaque); ok {
		return o.derive("int(" + o.Path + ")"), nil
	}
	if i, ok := v.(*Instance); ok {
		for _, name := range []string{"__int__", "__index__", "__trunc__"} {
			if fn, ok := i.Cls.Lookup(name); ok {
				return t.Call(fn, i)
			}
		}
	}
	if i, ok := AsInt(v); ok && !b.Given("base") {
		return i, nil
	}
	switch x := Plain(v).(type) {
	case Float:
		f := float64(x)
		if math.IsNaN(f) {
			return nil, t.Raise(ValueError, "cannot convert float NaN to integer")
		}
		if math.IsInf(f, 0) {
			return nil, t.Raise(OverflowError, "cannot convert float infinity to integer")
		}
		n, _ := big.NewFloat(math.Trunc(f)).Int(nil)
		return BigInt(n), nil
	case Str:
		return t.parseInt(string(x), b.Get("base"))
	case Bytes:
		return t.parseInt(string(x), b.Get("base"))
	case HasAttr:
		fn, err := x.Attr(t, "__int__")
		if fn != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return t.Call(fn)
		}
	}
	return nil, t.Raise(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", v.Class().Name)
}

func (t *Thread) parseInt(s string, base Value) (Value, error) {
	n := int64(10)
	if i, ok := AsInt(base); ok {
		n, _ = i.Int64()
	}
	if n < 0 || n == 1 || n > 36 {
		return nil, t.Raise(ValueError, "int() base must be >= 2 and <= 36, or 0")
	}
	bad := func() error {
		return t.Raise(ValueError, "invalid literal for int() with base %d: %s", n, simpleRepr(Str(s)))
	}
	text := strings.TrimSpace(s)
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || digits == "" || strings.HasPrefix(digits, "_") || strings.HasSuffix(digits, "_") || strings.Contains(digits, "__") {
		return nil, bad()
	}
	if len(digits) > 4300 {
		return nil, t.Raise(ValueError, "Exceeds the limit (4300 digits) for integer string conversion")
	}
	digits = strings.ReplaceAll(digits, "_", "")
	prefix := map[int64][]string{16: {"0x", "0X"}, 8: {"0o", "0O"}, 2: {"0b", "0B"}}
	for _, p := range prefix[n] {
		digits = strings.TrimPrefix(digits, p)
	}
	if n == 10 && strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return nil, bad()
	}
	i, ok := new(big.Int).SetString(digits, int(n))
	if !ok {
		return nil, bad()
	}
	if text[0] == '-' {
		i.Neg(i)
	}
	return BigInt(i), nil
}

func floatBuiltin(t *Thread, b *Bound) (Value, error) {
	v := b.Get("x")
	if o, ok := v.(*Opaque); ok {
		return o.derive("float(" + o.Path + ")"), nil
	}
	if i, ok := v.(*Instance); ok {
		if fn, ok := i.Cls.Lookup("__float__"); ok {
			return t.Call(fn, i)
		}
	}
	if f, ok := number(Plain(v)); ok {
		if _, isInt := AsInt(v); isInt && math.IsInf(f, 0) {
			return nil, t.Raise(OverflowError, "int too large to convert to float")
		}
		return Float(f), nil
	}
	if s, ok := AsStr(v); ok {
		text := strings.ToLower(strings.TrimSpace(s))
		f, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		if (err != nil && !math.IsInf(f, 0)) || strings.HasPrefix(strings.TrimLeft(text, "+-"), "0x") {
			return nil, t.Raise(ValueError, "could not convert string to float: %s", simpleRepr(Str(s)))
		}
		return Float(f), nil
	}
	if h, ok := v.(HasAttr); ok {
		if fn, err := h.Attr(t, "__float__"); fn != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return t.Call(fn)
		}
	}
	return nil, t.Raise(TypeError, "float() argument must be a string or a real number, not '%s'", v.Class().Name)
}

func strBuiltin(t *Thread, b *Bound) (Value, error) {
	if raw, ok := b.Get("object").(Bytes); ok && (b.Given("encoding") || b.Given("errors")) {
		enc, _ := AsStr(b.Get("encoding"))
		onError, _ := AsStr(b.Get("errors"))
		s, err := DecodeBytes(t, string(raw), enc, onError)
		return Str(s), err
	}
	if o, ok := b.Get("object").(*Opaque); ok {
		return o.unknownText(o.shown(), t.Span()), nil
	}
	s, err := t.Str(b.Get("object"))
	return Str(s), err
}

func bytesBuiltin(t *Thread, b *Bound) (Value, error) {
	switch x := Plain(b.Get("source")).(type) {
	case noneType:
		return Bytes(""), nil
	case Bytes:
		return x, nil
	case Str:
		enc, ok := AsStr(b.Get("encoding"))
		if !ok {
			return nil, t.Raise(TypeError, "string argument without an encoding")
		}
		return t.CallMethod(x, "encode", Str(enc), b.Get("errors"))
	case Int:
		n, ok := x.Int64()
		if !ok || n < 0 {
			return nil, t.Raise(ValueError, "negative count")
		}
		if err := t.Alloc(n); err != nil {
			return nil, err
		}
		return Bytes(strings.Repeat("\x00", int(n))), nil
	}
	vs, err := t.Collect(b.Get("source"))
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(vs))
	for i, v := range vs {
		n, ok := AsInt(v)
		if !ok {
			return nil, t.Raise(TypeError, "'%s' object cannot be interpreted as an integer", v.Class().Name)
		}
		if c, small := n.Int64(); !small || c < 0 || c > 255 {
			return nil, t.Raise(ValueError, "bytes must be in range(0, 256)")
		} else {
			out[i] = byte(c)
		}
	}
	return Bytes(out), nil
}

func rangeBuiltin(t *Thread, b *Bound) (Value, error) {
	var n [3]int64
	for i, v := range b.Star() {
		if i > 2 {
			return nil, t.Raise(TypeError, "range expected at most 3 arguments, got %d", len(b.Star()))
		}
		x, ok := AsInt(v)
		if o, unknown := v.(*Opaque); unknown {
			return nil, t.Unresolved(o, "a range")
		}
		if !ok {
			return nil, t.Raise(TypeError, "'%s' object cannot be interpreted as an integer", v.Class().Name)
		}
		small, fits := x.Int64()
		if !fits || small > 1<<60 || small < -1<<60 {
			return nil, t.Raise(OverflowError, "range() argument is too large")
		}
		n[i] = small
	}
	switch len(b.Star()) {
	case 0:
		return nil, t.Raise(TypeError, "range expected at least 1 argument, got 0")
	case 1:
		return &Range{0, n[0], 1}, nil
	case 2:
		return &Range{n[0], n[1], 1}, nil
	}
	if n[2] == 0 {
		return nil, t.Raise(ValueError, "range() arg 3 must not be zero")
	}
	return &Range{n[0], n[1], n[2]}, nil
}
