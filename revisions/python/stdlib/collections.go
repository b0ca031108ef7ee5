package stdlib

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var defaultdictClass = python.NewClass("collections", "defaultdict", python.DictClass)

func init() {
	defaultdictClass.Construct = func(t *thread, _ *class, c *python.Call) (value, error) {
		inner := *c
		var factory value = python.None
		if len(c.Args) > 0 {
			factory = c.Args[0]
			inner.Args, inner.ArgSpans = c.Args[1:], nil
		}
		made, err := t.CallWith(python.DictClass, &inner)
		if err != nil {
			return nil, err
		}
		d, ok := made.(*python.Dict)
		if !ok || factory == python.None {
			return made, nil
		}
		d.Missing = func(t *thread, key value) (value, error) {
			v, err := t.Call(factory)
			if err != nil {
				return nil, err
			}
			return v, d.Set(key, v)
		}
		return d, nil
	}
}

func collectionsModule() *module {
	m := withPrelude(python.NewModule("collections"), "collections")
	m.Set("defaultdict", defaultdictClass)
	fn(m, "namedtuple", "typename, field_names, *, rename=False, defaults=None, module=None", func(t *thread, b *bound) (value, error) {
		name, err := b.Str("typename")
		if err != nil {
			return nil, err
		}
		fields, err := fieldNames(t, b.Get("field_names"))
		if err != nil {
			return nil, err
		}
		var defaults []value
		if b.Get("defaults") != python.None {
			if defaults, err = t.Collect(b.Get("defaults")); err != nil {
				return nil, err
			}
		}
		return newNamedTuple(t, name, fields, defaults)
	})
	return m
}

func fieldNames(t *thread, v value) ([]string, error) {
	if s, ok := python.AsStr(v); ok {
		return strings.Fields(strings.ReplaceAll(s, ",", " ")), nil
	}
	elems, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(elems))
	for i, e := range elems {
		if pair, ok := e.(python.Tuple); ok && len(pair) == 2 { // typing.NamedTuple("P", [("x", int)])
			e = pair[0]
		}
		if out[i], err = t.Str(e); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// tupleFields is what the class of a named tuple remembers.
type tupleFields struct {
	names    []string
	defaults []value // of the last names
}

func fieldsOf(c *class) *tupleFields {
	for _, k := range c.MRO() {
		if f, ok := k.Data.(*tupleFields); ok {
			return f
		}
	}
	return nil
}

func newNamedTuple(t *thread, name string, fields []string, defaults []value) (value, error) {
	if len(defaults) > len(fields) {
		return nil, t.Raise(python.TypeError, "Got more default values than field names")
	}
	cls := python.NewClass("__main__", name, python.TupleClass)
	makeNamedTuple(cls, &tupleFields{fields, defaults})
	return cls, nil
}

// makeNamedTuple gives a class the behaviour of a named tuple: its objects are
// instances whose built-in value is the tuple.
func makeNamedTuple(cls *class, f *tupleFields) {
	cls.Data = f
	cls.Construct = func(t *thread, cls *class, c *python.Call) (value, error) {
		vals, err := bindFields(t, cls.Name, f, c)
		if err != nil {
			return nil, err
		}
		return &python.Instance{Cls: cls, Native: vals}, nil
	}
	cls.InstanceAttr = func(_ *thread, self *python.Instance, name string) (value, error) {
		if i := slices.Index(f.names, name); i >= 0 {
			if vals, ok := self.Native.(python.Tuple); ok && i < len(vals) {
				return vals[i], nil
			}
		}
		return nil, nil
	}
	names := make(python.Tuple, len(f.names))
	defaults := python.NewDict()
	for i, n := range f.names {
		names[i] = python.Str(n)
		if d := i - len(f.names) + len(f.defaults); d >= 0 {
			defaults.SetStr(n, f.defaults[d])
		}
	}
	cls.Attrs.Set("_fields", names)
	cls.Attrs.Set("_field_defaults", defaults)
	namedTupleMethods(cls, f)
}

// bindFields gives each argument to its field.
func bindFields(t *thread, name string, f *tupleFields, c *python.Call) (python.Tuple, error) {
	vals := make(python.Tuple, len(f.names))
	if len(c.Args) > len(vals) {
		return nil, t.Raise(python.TypeError, "%s.__new__() takes %d positional arguments but %d were given", name, len(vals)+1, len(c.Args)+1)
	}
	copy(vals, c.Args)
	for _, k := range c.Kwargs {
		i := slices.Index(f.names, k.Name)
		if i < 0 {
			return nil, t.Raise(python.TypeError, "%s.__new__() got an unexpected keyword argument '%s'", name, k.Name)
		}
		if vals[i] != nil {
			return nil, t.Raise(python.TypeError, "%s.__new__() got multiple values for argument '%s'", name, k.Name)
		}
		vals[i] = k.Value
	}
	for i, v := range vals {
		if v != nil {
			continue
		}
		d := i - len(vals) + len(f.defaults)
		if d < 0 {
			return nil, t.Raise(python.TypeError, "%s.__new__() missing 1 required positional argument: '%s'", name, f.names[i])
		}
		vals[i] = f.defaults[d]
	}
	return vals, nil
}

func namedTupleMethods(cls *class, f *tupleFields) {
	vals := func(self value) python.Tuple {
		t, _ := python.Plain(self).(python.Tuple)
		return t
	}
	method(cls, "_asdict", "", func(_ *thread, self value, _ *bound) (value, error) {
		d := python.NewDict()
		for i, v := range vals(self) {
			d.SetStr(f.names[i], v)
		}
		return d, nil
	})
	method(cls, "_replace", "**kwargs", func(t *thread, self value, b *bound) (value, error) {
		out := slices.Clone(vals(self))
		for _, it := range b.Rest().Items() {
			name, _ := python.AsStr(it.Key)
			i := slices.Index(f.names, name)
			if i < 0 {
				return nil, t.Raise(python.ValueError, "Got unexpected field names: ['%s']", name)
			}
			out[i] = it.Value
		}
		return &python.Instance{Cls: self.Class(), Native: out}, nil
	})
	method(cls, "__repr__", "", func(t *thread, self value, _ *bound) (value, error) {
		parts := make([]string, len(f.names))
		for i, v := range vals(self) {
			s, err := t.Repr(v)
			if err != nil {
				return nil, err
			}
			parts[i] = f.names[i] + "=" + s
		}
		return python.Str(self.Class().Name + "(" + strings.Join(parts, ", ") + ")"), nil
	})
	cls.Attrs.Set("_make", &python.ClassMethod{Fn: function("_make", "cls, iterable, /", func(t *thread, b *bound) (value, error) {
		elems, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		return t.Call(b.Get("cls"), elems...)
	})})
}

// namedTupleBase is typing.NamedTuple: a base class whose annotated names are the fields.
var namedTupleBase = python.NewClass("typing", "NamedTuple", python.TupleClass)

func init() {
	namedTupleBase.OnSubclass = func(_ *thread, sub *class) error {
		if fieldsOf(sub) != nil {
			return nil
		}
		f := &tupleFields{}
		for _, a := range sub.Annotations {
			f.names = append(f.names, a.Name)
			if def, ok := sub.Attrs.Get(a.Name); ok {
				f.defaults = append(f.defaults, def)
				sub.Attrs.Delete(a.Name)
			}
		}
		makeNamedTuple(sub, f)
		return nil
	}
	namedTupleBase.Construct = func(t *thread, _ *class, c *python.Call) (value, error) {
		if len(c.Args) != 2 {
			return nil, t.Raise(python.TypeError, "NamedTuple() needs a name and a list of fields")
		}
		name, err := t.Str(c.Args[0])
		if err != nil {
			return nil, err
		}
		fields, err := fieldNames(t, c.Args[1])
		if err != nil {
			return nil, err
		}
		return newNamedTuple(t, name, fields, nil)
	}
}

// abstractOps says what counts as an instance of a class of collections.abc.
type abstractOps struct{ of []*class }

// InstanceOf implements python.ClassInstance.
func (a abstractOps) InstanceOf(_ *thread, abstract *class, v value, cls *class) (bool, error) {
	if cls.IsSubclass(abstract) {
		return true, nil
	}
	for _, k := range a.of {
		if cls.IsSubclass(k) {
			return true, nil
		}
	}
	switch abstract.Name {
	case "Callable":
		if c, ok := v.(python.Callable); ok {
			return c != nil, nil
		}
		switch v.(type) {
		case *python.Function, *python.BoundMethod, *class:
			return true, nil
		}
		_, ok := cls.Lookup("__call__")
		return ok, nil
	case "Hashable":
		_, err := python.HashKey(v)
		return v == nil || err == nil, nil
	}
	if name, ok := map[string]string{
		"Iterable": "__iter__", "Iterator": "__next__", "Sized": "__len__", "Container": "__contains__",
	}[abstract.Name]; ok {
		_, found := cls.Lookup(name)
		return found, nil
	}
	return false, nil
}

// IndexClass implements python.ClassIndex.
func (abstractOps) IndexClass(_ *thread, cls *class, _ value) (value, error) { return cls, nil }

var abstractClasses = makeAbstractClasses()

func makeAbstractClasses() []*class {
	sequences := []*class{python.ListClass, python.TupleClass, python.StrClass, python.BytesClass, python.RangeClass}
	sets := []*class{python.SetClass, python.FrozensetClass}
	collections := slices.Concat(sequences, sets, []*class{python.DictClass})
	var out []*class
	for _, c := range []struct {
		name string
		of   []*class
	}{
		{"Sequence", sequences}, {"MutableSequence", []*class{python.ListClass}}, {"Set", sets},
		{"MutableSet", []*class{python.SetClass}}, {"Mapping", []*class{python.DictClass}},
		{"MutableMapping", []*class{python.DictClass}}, {"Collection", collections}, {"Container", collections},
		{"Sized", collections}, {"Iterable", append(slices.Clone(collections), python.GeneratorClass)},
		{"Reversible", sequences}, {"Generator", []*class{python.GeneratorClass}}, {"Iterator", []*class{python.GeneratorClass}},
		{"Callable", nil}, {"Hashable", nil}, {"Awaitable", nil}, {"Coroutine", nil}, {"AsyncIterator", nil},
		{"AsyncIterable", nil}, {"AsyncGenerator", nil}, {"KeysView", nil}, {"ValuesView", nil}, {"ItemsView", nil},
		{"ByteString", []*class{python.BytesClass}}, {"MappingView", nil}, {"Buffer", []*class{python.BytesClass}},
	} {
		cls := python.NewClass("collections.abc", c.name)
		cls.Ops = abstractOps{c.of}
		out = append(out, cls)
	}
	return out
}

func collectionsABCModule() *module {
	m := python.NewModule("collections.abc")
	for _, c := range abstractClasses {
		m.Set(c.Name, c)
	}
	return m
}
