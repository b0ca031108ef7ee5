package stdlib

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var partialClass = python.NewClass("functools", "partial")

// partial is functools.partial.
type partial struct {
	fn     value
	args   []value
	kwargs []python.Kwarg
}

// Class returns functools.partial.
func (*partial) Class() *class { return partialClass }

// Call implements python.Callable: later keywords replace earlier ones.
func (p *partial) Call(t *thread, c *python.Call) (value, error) {
	inner := *c
	inner.Args = append(slices.Clone(p.args), c.Args...)
	inner.ArgSpans = nil
	inner.Kwargs = nil
	for _, k := range p.kwargs {
		if _, again := c.Kwarg(k.Name); !again {
			inner.Kwargs = append(inner.Kwargs, k)
		}
	}
	inner.Kwargs = append(inner.Kwargs, c.Kwargs...)
	return t.CallWith(p.fn, &inner)
}

// Attr implements python.HasAttr.
func (p *partial) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "func":
		return p.fn, nil
	case "args":
		return python.Tuple(p.args), nil
	case "keywords":
		d := python.NewDict()
		for _, k := range p.kwargs {
			d.SetStr(k.Name, k.Value)
		}
		return d, nil
	}
	return nil, nil
}

// cachedFunction is what lru_cache and cache make of a function.
type cachedFunction struct {
	fn    value
	known *python.Dict
}

// Class returns the class of functions.
func (*cachedFunction) Class() *class { return python.FunctionClass }

// Call implements python.Callable.
func (f *cachedFunction) Call(t *thread, c *python.Call) (value, error) {
	key := python.Tuple(slices.Clone(c.Args))
	for _, k := range c.Kwargs {
		key = append(key, python.Str(k.Name), k.Value)
	}
	v, ok, err := f.known.Get(key)
	if ok || err != nil {
		return v, err
	}
	if v, err = t.CallWith(f.fn, c); err != nil {
		return nil, err
	}
	return v, f.known.Set(key, v)
}

// Unwrap implements python.Wrapper.
func (f *cachedFunction) Unwrap() value { return f.fn }

// Get implements python.HasGet: a cached method binds like a function.
func (f *cachedFunction) Get(_ *thread, self value, _ *class) (value, error) {
	if self == nil {
		return f, nil
	}
	return &python.BoundMethod{Self: self, Fn: f}, nil
}

// Attr implements python.HasAttr.
func (f *cachedFunction) Attr(t *thread, name string) (value, error) {
	switch name {
	case "cache_clear":
		return python.NewBuiltin(name, func(*thread, *python.Call) (value, error) {
			f.known.Clear()
			return python.None, nil
		}), nil
	case "__wrapped__":
		return f.fn, nil
	}
	return t.OptAttr(f.fn, name)
}

func cacheOf(fn value) value { return &cachedFunction{fn, python.NewDict()} }

func functoolsModule() *module {
	m := withPrelude(python.NewModule("functools"), "functools")
	m.Set("partial", partialClass)
	fn(m, "cache", "user_function, /", func(_ *thread, b *bound) (value, error) { return cacheOf(b.Get("user_function")), nil })
	fn(m, "lru_cache", "maxsize=128, typed=False", func(_ *thread, b *bound) (value, error) {
		switch b.Get("maxsize").(type) {
		case *python.Function, *python.Builtin:
			return cacheOf(b.Get("maxsize")), nil
		}
		return function("lru_cache", "user_function, /", func(_ *thread, b *bound) (value, error) {
			return cacheOf(b.Get("user_function")), nil
		}), nil
	})
	fn(m, "reduce", "function, iterable, initial=..., /", reduce)
	update := func(t *thread, wrapper, wrapped value) (value, error) {
		for _, name := range []string{"__name__", "__qualname__", "__doc__", "__module__"} {
			v, err := t.OptAttr(wrapped, name)
			if err != nil {
				return nil, err
			}
			if f, ok := wrapper.(*python.Function); ok && v != nil {
				f.Attrs.Set(name, v)
			}
		}
		if f, ok := wrapper.(*python.Function); ok {
			f.Attrs.Set("__wrapped__", wrapped)
		}
		return wrapper, nil
	}
	fn(m, "wraps", "wrapped, assigned=None, updated=None", func(_ *thread, b *bound) (value, error) {
		wrapped := b.Get("wrapped")
		return function("wraps", "wrapper, /", func(t *thread, b *bound) (value, error) {
			return update(t, b.Get("wrapper"), wrapped)
		}), nil
	})
	fn(m, "update_wrapper", "wrapper, wrapped, assigned=None, updated=None", func(t *thread, b *bound) (value, error) {
		return update(t, b.Get("wrapper"), b.Get("wrapped"))
	})
	return m
}

func reduce(t *thread, b *bound) (value, error) {
	it, err := t.Iterate(b.Get("iterable"))
	if err != nil {
		return nil, err
	}
	sum := b.Get("initial")
	if !b.Given("initial") {
		first, ok, err := it.Next(t)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, t.Raise(python.TypeError, "reduce() of empty iterable with no initial value")
		}
		sum = first
	}
	for {
		v, ok, err := it.Next(t)
		if !ok || err != nil {
			return sum, err
		}
		if sum, err = t.Call(b.Get("function"), sum, v); err != nil {
			return nil, err
		}
	}
}

func init() {
	partialClass.Construct = func(t *thread, _ *class, c *python.Call) (value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "type 'partial' takes at least one argument")
		}
		return &partial{fn: c.Args[0], args: c.Args[1:], kwargs: c.Kwargs}, nil
	}
}

// sortedValues sorts as sorted() does.
func sortedValues(t *thread, vs []value) ([]value, error) {
	out := slices.Clone(vs)
	return out, t.Sort(out, python.None, false)
}
