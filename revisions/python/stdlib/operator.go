package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func operatorModule() *module {
	m := python.NewModule("operator")
	for _, op := range []struct{ name, op string }{
		{"add", "+"}, {"sub", "-"}, {"mul", "*"}, {"truediv", "/"}, {"floordiv", "//"}, {"mod", "%"}, {"pow", "**"},
		{"and_", "&"}, {"or_", "|"}, {"xor", "^"}, {"lshift", "<<"}, {"rshift", ">>"}, {"concat", "+"}, {"matmul", "@"},
	} {
		run := func(t *thread, b *bound) (value, error) { return t.Binary(op.op, b.Get("a"), b.Get("b")) }
		fn(m, op.name, "a, b, /", run)
		fn(m, "i"+strings.TrimSuffix(op.name, "_"), "a, b, /", run)
	}
	for _, op := range []struct{ name, op string }{{"eq", "=="}, {"ne", "!="}, {"lt", "<"}, {"le", "<="}, {"gt", ">"}, {"ge", ">="}} {
		fn(m, op.name, "a, b, /", func(t *thread, b *bound) (value, error) { return t.Compare(op.op, b.Get("a"), b.Get("b")) })
	}
	fn(m, "not_", "a, /", func(t *thread, b *bound) (value, error) {
		yes, err := t.Truth(b.Get("a"))
		return python.Bool(!yes), err
	})
	fn(m, "truth", "a, /", func(t *thread, b *bound) (value, error) {
		yes, err := t.Truth(b.Get("a"))
		return python.Bool(yes), err
	})
	fn(m, "is_", "a, b, /", func(_ *thread, b *bound) (value, error) { return python.Bool(b.Get("a") == b.Get("b")), nil })
	fn(m, "is_not", "a, b, /", func(_ *thread, b *bound) (value, error) { return python.Bool(b.Get("a") != b.Get("b")), nil })
	fn(m, "contains", "a, b, /", func(t *thread, b *bound) (value, error) { return t.Compare("in", b.Get("b"), b.Get("a")) })
	fn(m, "getitem", "a, b, /", func(t *thread, b *bound) (value, error) { return t.Index(b.Get("a"), b.Get("b")) })
	fn(m, "setitem", "a, b, c, /", func(t *thread, b *bound) (value, error) {
		return python.None, t.SetIndex(b.Get("a"), b.Get("b"), b.Get("c"))
	})
	fn(m, "neg", "a, /", func(t *thread, b *bound) (value, error) { return t.Binary("-", integer(0), b.Get("a")) })
	m.Set("itemgetter", getter("itemgetter", func(t *thread, obj, item value) (value, error) { return t.Index(obj, item) }))
	m.Set("attrgetter", getter("attrgetter", attrPath))
	m.Set("methodcaller", python.NewBuiltin("methodcaller", func(t *thread, c *python.Call) (value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "methodcaller() missing 1 required positional argument: 'name'")
		}
		name, ok := python.AsStr(c.Args[0])
		if !ok {
			return nil, t.Raise(python.TypeError, "method name must be a string")
		}
		args, kwargs := c.Args[1:], c.Kwargs
		return function("methodcaller", "obj, /", func(t *thread, b *bound) (value, error) {
			f, err := t.Attr(b.Get("obj"), name)
			if err != nil {
				return nil, err
			}
			return t.CallKw(f, args, kwargs)
		}), nil
	}))
	return m
}

// getter makes itemgetter and attrgetter: one item gives the value, several a tuple.
func getter(name string, get func(t *thread, obj, item value) (value, error)) *python.Builtin {
	return python.NewBuiltin(name, func(t *thread, c *python.Call) (value, error) {
		items := c.Args
		if len(items) == 0 {
			return nil, t.Raise(python.TypeError, "%s expected 1 argument, got 0", name)
		}
		return function(name, "obj, /", func(t *thread, b *bound) (value, error) {
			if len(items) == 1 {
				return get(t, b.Get("obj"), items[0])
			}
			out := make(python.Tuple, len(items))
			for i, item := range items {
				v, err := get(t, b.Get("obj"), item)
				if err != nil {
					return nil, err
				}
				out[i] = v
			}
			return out, nil
		}), nil
	})
}

// attrPath follows "a.b.c".
func attrPath(t *thread, obj, path value) (value, error) {
	text, ok := python.AsStr(path)
	if !ok {
		return nil, t.Raise(python.TypeError, "attribute name must be a string")
	}
	for _, name := range strings.Split(text, ".") {
		var err error
		if obj, err = t.Attr(obj, name); err != nil {
			return nil, err
		}
	}
	return obj, nil
}
