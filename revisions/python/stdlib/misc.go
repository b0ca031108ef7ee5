package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func copyModule() *module {
	m := python.NewModule("copy")
	fn(m, "copy", "x", func(t *thread, b *bound) (value, error) { return copyValue(t, b.Get("x"), nil, 0) })
	fn(m, "deepcopy", "x, memo=None", func(t *thread, b *bound) (value, error) {
		return copyValue(t, b.Get("x"), map[value]value{}, 0)
	})
	return m
}

// copyValue copies containers and objects; done is nil for a shallow copy, else
// what has been copied already, which keeps cycles.
func copyValue(t *thread, v value, done map[value]value, depth int) (value, error) {
	const deepest = 300
	if depth > deepest {
		return nil, t.Raise(python.RecursionError, "maximum recursion depth exceeded")
	}
	if err := t.Alloc(32); err != nil {
		return nil, err
	}
	inner := func(v value) (value, error) {
		if done == nil {
			return v, nil
		}
		return copyValue(t, v, done, depth+1)
	}
	switch x := v.(type) {
	case *python.List:
		if c, ok := done[x]; ok {
			return c, nil
		}
		out := python.NewList()
		remember(done, x, out)
		for _, e := range x.Elems {
			c, err := inner(e)
			if err != nil {
				return nil, err
			}
			out.Elems = append(out.Elems, c)
		}
		return out, nil
	case python.Tuple:
		out := make(python.Tuple, len(x))
		for i, e := range x {
			var err error
			if out[i], err = inner(e); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *python.Dict:
		if c, ok := done[x]; ok {
			return c, nil
		}
		out := x.Copy()
		remember(done, x, out)
		for _, it := range x.Items() {
			c, err := inner(it.Value)
			if err != nil {
				return nil, err
			}
			if err := out.Set(it.Key, c); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *python.Set:
		return x.Copy(), nil
	case *python.Instance:
		return copyInstance(x, done, inner)
	}
	return v, nil
}

func remember(done map[value]value, from, to value) {
	if done != nil {
		done[from] = to
	}
}

func copyInstance(x *python.Instance, done map[value]value, inner func(value) (value, error)) (value, error) {
	if _, isMember := Member(x); isMember {
		return x, nil
	}
	if c, ok := done[x]; ok {
		return c, nil
	}
	out := python.NewInstance(x.Cls)
	out.Native = x.Native
	remember(done, x, out)
	if native, ok := x.Native.(value); ok {
		c, err := inner(native)
		if err != nil {
			return nil, err
		}
		out.Native = c
	}
	for _, name := range x.Attrs.Names() {
		v, _ := x.Attrs.Get(name)
		c, err := inner(v)
		if err != nil {
			return nil, err
		}
		out.Attrs.Set(name, c)
	}
	return out, nil
}

var namespaceClass = python.NewClass("types", "SimpleNamespace")

func init() {
	namespaceClass.Construct = func(t *thread, cls *class, c *python.Call) (value, error) {
		if len(c.Args) > 0 {
			return nil, t.Raise(python.TypeError, "no positional arguments expected")
		}
		inst := python.NewInstance(cls)
		for _, k := range c.Kwargs {
			inst.Attrs.Set(k.Name, k.Value)
		}
		return inst, nil
	}
	method(namespaceClass, "__repr__", "", func(t *thread, self value, _ *bound) (value, error) {
		inst, ok := self.(*python.Instance)
		if !ok {
			return python.Str("namespace()"), nil
		}
		var parts []string
		for _, name := range inst.Attrs.Names() {
			v, _ := inst.Attrs.Get(name)
			s, err := t.Repr(v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, name+"="+s)
		}
		return python.Str("namespace(" + strings.Join(parts, ", ") + ")"), nil
	})
	method(namespaceClass, "__eq__", "other, /", func(t *thread, self value, b *bound) (value, error) {
		x, ok := self.(*python.Instance)
		y, ok2 := b.Get("other").(*python.Instance)
		if !ok || !ok2 || x.Cls != y.Cls || len(x.Attrs.Names()) != len(y.Attrs.Names()) {
			return python.False, nil
		}
		for _, name := range x.Attrs.Names() {
			a, _ := x.Attrs.Get(name)
			c, found := y.Attrs.Get(name)
			if !found {
				return python.False, nil
			}
			if same, err := t.Equal(a, c); !same || err != nil {
				return python.False, err
			}
		}
		return python.True, nil
	})
}

func typesModule() *module {
	m := python.NewModule("types")
	m.Set("SimpleNamespace", namespaceClass)
	m.Set("ModuleType", python.ModuleClass)
	m.Set("FunctionType", python.FunctionClass)
	m.Set("LambdaType", python.FunctionClass)
	m.Set("GeneratorType", python.GeneratorClass)
	m.Set("NoneType", python.NoneClass)
	m.Set("MappingProxyType", identity("MappingProxyType", "mapping", "mapping"))
	m.Set("MethodType", python.NewBuiltin("MethodType", func(t *thread, c *python.Call) (value, error) {
		if len(c.Args) != 2 {
			return nil, t.Raise(python.TypeError, "method expected 2 arguments, got %d", len(c.Args))
		}
		return &python.BoundMethod{Fn: c.Args[0], Self: c.Args[1]}, nil
	}))
	m.Set("new_class", unknown("types.new_class", "classes are not made this way"))
	return m
}

func inspectModule() *module {
	m := python.NewModule("inspect")
	is := func(name string, test func(value) bool) {
		fn(m, name, "object", func(_ *thread, b *bound) (value, error) { return python.Bool(test(b.Get("object"))), nil })
	}
	is("isclass", func(v value) bool { _, ok := v.(*class); return ok })
	is("isfunction", func(v value) bool { _, ok := v.(*python.Function); return ok })
	is("ismethod", func(v value) bool { _, ok := v.(*python.BoundMethod); return ok })
	is("ismodule", func(v value) bool { _, ok := v.(*module); return ok })
	is("isbuiltin", func(v value) bool { _, ok := v.(*python.Builtin); return ok })
	fn(m, "getdoc", "object", func(t *thread, b *bound) (value, error) {
		v, err := t.OptAttr(b.Get("object"), "__doc__")
		if v == nil || err != nil {
			return python.None, err
		}
		if s, ok := python.AsStr(v); ok {
			return python.Str(cleanDoc(s)), nil
		}
		return v, nil
	})
	fn(m, "cleandoc", "doc", func(_ *thread, b *bound) (value, error) {
		s, err := b.Str("doc")
		return python.Str(cleanDoc(s)), err
	})
	return m
}

// cleanDoc takes the indentation out of a docstring, whose first line has none.
func cleanDoc(s string) string {
	first, rest, more := strings.Cut(s, "\n")
	text := strings.TrimLeft(first, " \t")
	if more {
		text += "\n" + dedent(rest)
	}
	return strings.Trim(text, "\n")
}

func numbersModule() *module {
	m := python.NewModule("numbers")
	for _, n := range []struct {
		name string
		of   []*class
	}{
		{"Number", []*class{python.IntClass, python.FloatClass, DecimalClass}}, {"Complex", []*class{python.IntClass, python.FloatClass}},
		{"Real", []*class{python.IntClass, python.FloatClass}}, {"Rational", []*class{python.IntClass}}, {"Integral", []*class{python.IntClass}},
	} {
		cls := python.NewClass("numbers", n.name)
		cls.Ops = abstractOps{n.of}
		m.Set(n.name, cls)
	}
	return m
}
