package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	fieldClass             = python.NewClass("dataclasses", "Field")
	missingClass           = python.NewClass("dataclasses", "_MISSING_TYPE")
	frozenErrorClass       = python.NewClass("dataclasses", "FrozenInstanceError", python.AttributeError)
	missing          value = &inert{missingClass}
)

// dataField is a field of a dataclass.
type dataField struct {
	name                string
	def, factory        value // nil: none
	init, repr, compare bool
	keywordOnly         bool
	metadata            value
}

// Class returns dataclasses.Field.
func (*dataField) Class() *class { return fieldClass }

// Attr implements python.HasAttr.
func (f *dataField) Attr(_ *thread, name string) (value, error) {
	orMissing := func(v value) value {
		if v == nil {
			return missing
		}
		return v
	}
	switch name {
	case "name":
		return python.Str(f.name), nil
	case "default":
		return orMissing(f.def), nil
	case "default_factory":
		return orMissing(f.factory), nil
	case "init":
		return python.Bool(f.init), nil
	case "repr":
		return python.Bool(f.repr), nil
	case "metadata":
		return f.metadata, nil
	}
	return nil, nil
}

const fieldParams = "*, default=..., default_factory=..., init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False, doc=None"

const dataclassParams = "cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, " +
	"match_args=True, kw_only=False, slots=False, weakref_slot=False"

func dataclassesModule() *module {
	m := python.NewModule("dataclasses")
	m.Set("MISSING", missing)
	m.Set("Field", fieldClass)
	m.Set("FrozenInstanceError", frozenErrorClass)
	m.Set("KW_ONLY", &hint{"KW_ONLY"})
	m.Set("InitVar", &hint{"InitVar"})
	fn(m, "field", fieldParams, newField)
	fn(m, "dataclass", dataclassParams, func(t *thread, b *bound) (value, error) {
		if cls, ok := b.Get("cls").(*class); ok {
			return cls, makeDataclass(t, cls, b)
		}
		return function("dataclass", "cls, /", func(t *thread, inner *bound) (value, error) {
			cls, ok := inner.Get("cls").(*class)
			if !ok {
				return nil, t.Raise(python.TypeError, "dataclass() should be used on a class")
			}
			return cls, makeDataclass(t, cls, b)
		}), nil
	})
	fn(m, "fields", "class_or_instance", func(t *thread, b *bound) (value, error) {
		fs, err := dataFields(t, b.Get("class_or_instance"))
		out := make(python.Tuple, len(fs))
		for i, f := range fs {
			out[i] = f
		}
		return out, err
	})
	fn(m, "is_dataclass", "obj", func(_ *thread, b *bound) (value, error) {
		return python.Bool(fieldList(b.Get("obj")) != nil), nil
	})
	convert := func(name string, collect func(*thread, value) (value, error)) {
		fn(m, name, "obj, **kw", func(t *thread, b *bound) (value, error) { return collect(t, b.Get("obj")) })
	}
	convert("asdict", asDict)
	convert("astuple", func(t *thread, v value) (value, error) {
		d, err := asDict(t, v)
		if err != nil {
			return nil, err
		}
		vals, err := t.CallMethod(d, "values")
		if err != nil {
			return nil, err
		}
		elems, err := t.Collect(vals)
		return python.Tuple(elems), err
	})
	fn(m, "replace", "obj, /, **changes", func(t *thread, b *bound) (value, error) {
		fs, err := dataFields(t, b.Get("obj"))
		if err != nil {
			return nil, err
		}
		var kwargs []python.Kwarg
		for _, f := range fs {
			if _, changed := b.Rest().GetStr(f.name); changed || !f.init {
				continue
			}
			v, err := t.Attr(b.Get("obj"), f.name)
			if err != nil {
				return nil, err
			}
			kwargs = append(kwargs, python.Kwarg{Name: f.name, Value: v})
		}
		for _, it := range b.Rest().Items() {
			name, _ := python.AsStr(it.Key)
			kwargs = append(kwargs, python.Kwarg{Name: name, Value: it.Value})
		}
		return t.CallKw(b.Get("obj").Class(), nil, kwargs)
	})
	return m
}

func newField(t *thread, b *bound) (value, error) {
	f := &dataField{metadata: b.Get("metadata")}
	for name, to := range inOrder(map[string]*bool{"init": &f.init, "repr": &f.repr, "compare": &f.compare, "kw_only": &f.keywordOnly}) {
		yes, err := t.Truth(b.Get(name))
		if err != nil {
			return nil, err
		}
		*to = yes
	}
	if b.Given("default") && b.Get("default") != missing {
		f.def = b.Get("default")
	}
	if b.Given("default_factory") && b.Get("default_factory") != missing {
		f.factory = b.Get("default_factory")
	}
	return f, nil
}

// fieldList returns the fields of a dataclass or of an object of one; nil if it is none.
func fieldList(v value) []*dataField {
	cls, ok := v.(*class)
	if !ok {
		cls = v.Class()
	}
	for _, k := range cls.MRO() {
		if fs, ok := k.Data.([]*dataField); ok {
			return fs
		}
	}
	return nil
}

func dataFields(t *thread, v value) ([]*dataField, error) {
	fs := fieldList(v)
	if fs == nil {
		return nil, t.Raise(python.TypeError, "must be called with a dataclass type or instance")
	}
	return fs, nil
}

func asDict(t *thread, v value) (value, error) {
	fs, err := dataFields(t, v)
	if err != nil {
		return nil, err
	}
	d := python.NewDict()
	for _, f := range fs {
		x, err := t.Attr(v, f.name)
		if err != nil {
			return nil, err
		}
		if x, err = plainData(t, x); err != nil {
			return nil, err
		}
		d.SetStr(f.name, x)
	}
	return d, nil
}

// plainData converts dataclasses inside containers too.
func plainData(t *thread, v value) (value, error) {
	if err := t.Step(1); err != nil {
		return nil, err
	}
	switch x := v.(type) {
	case *python.Instance:
		if fieldList(x) != nil {
			return asDict(t, x)
		}
	case *python.List:
		out := python.NewList()
		for _, e := range x.Elems {
			p, err := plainData(t, e)
			if err != nil {
				return nil, err
			}
			out.Elems = append(out.Elems, p)
		}
		return out, nil
	case *python.Dict:
		out := python.NewDict()
		for _, it := range x.Items() {
			p, err := plainData(t, it.Value)
			if err != nil {
				return nil, err
			}
			if err := out.Set(it.Key, p); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return v, nil
}

// makeDataclass collects the fields of the annotated names and adds the methods.
func makeDataclass(t *thread, cls *class, b *bound) error {
	opt := func(name string) bool { return b.Get(name) == python.True }
	var fs []*dataField
	for _, k := range cls.MRO()[1:] {
		if inherited, ok := k.Data.([]*dataField); ok {
			fs = append(fs, inherited...)
			break
		}
	}
	own := len(fs)
	keywordOnly := opt("kw_only")
	for _, a := range cls.Annotations {
		switch kind := annotationKind(t, a); kind {
		case "ClassVar":
			continue
		case "KW_ONLY":
			keywordOnly = true
			continue
		}
		f := fieldOf(cls, a.Name)
		f.keywordOnly = f.keywordOnly || keywordOnly
		if _, mutable := f.def.(*python.List); mutable {
			return t.Raise(python.ValueError, "mutable default <class 'list'> for field %s is not allowed: use default_factory", a.Name)
		}
		replacedOne := false
		for i := range own {
			if fs[i].name == f.name {
				fs[i], replacedOne = f, true
			}
		}
		if !replacedOne {
			fs = append(fs, f)
		}
	}
	if fs == nil {
		fs = []*dataField{}
	}
	cls.Data = fs
	addDataMethods(cls, fs, opt)
	return nil
}

// annotationKind tells fields from what only looks like one. An annotation that
// cannot be evaluated is a field: its name may stand under TYPE_CHECKING.
func annotationKind(t *thread, a python.Annotation) string {
	v, err := a.Value(t)
	if err != nil {
		return ""
	}
	if s, ok := v.(python.Str); ok {
		if strings.Contains(string(s), "ClassVar") {
			return "ClassVar"
		}
		return ""
	}
	if h, ok := v.(*hint); ok {
		return h.name
	}
	return ""
}

func fieldOf(cls *class, name string) *dataField {
	v, ok := cls.Attrs.Get(name)
	if f, isField := v.(*dataField); isField {
		f.name = name
		cls.Attrs.Delete(name)
		if f.def != nil {
			cls.Attrs.Set(name, f.def)
		}
		return f
	}
	f := &dataField{name: name, init: true, repr: true, compare: true, metadata: python.NewDict()}
	if ok {
		f.def = v
	}
	return f
}

func addDataMethods(cls *class, fs []*dataField, opt func(string) bool) {
	has := func(name string) bool {
		_, ok := cls.Attrs.Get(name)
		return ok
	}
	if opt("init") && !has("__init__") {
		cls.Attrs.Set("__init__", python.NewMethod("__init__", func(t *thread, c *python.Call) (value, error) {
			return python.None, initData(t, cls.Name, fs, c)
		}))
	}
	if opt("repr") && !has("__repr__") {
		method(cls, "__repr__", "", func(t *thread, self value, _ *bound) (value, error) { return reprData(t, self, fs) })
	}
	compared := func(t *thread, v value) (python.Tuple, error) {
		var out python.Tuple
		for _, f := range fs {
			if !f.compare {
				continue
			}
			x, err := t.Attr(v, f.name)
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
		return out, nil
	}
	compare := func(name, op string) {
		method(cls, name, "other, /", func(t *thread, self value, b *bound) (value, error) {
			if b.Get("other").Class() != self.Class() {
				return python.NotImplemented, nil
			}
			x, err := compared(t, self)
			if err != nil {
				return nil, err
			}
			y, err := compared(t, b.Get("other"))
			if err != nil {
				return nil, err
			}
			return t.Compare(op, x, y)
		})
	}
	if opt("frozen") {
		for name, verb := range inOrder(map[string]string{"__setattr__": "assign to", "__delattr__": "delete"}) {
			method(cls, name, "name, value=None, /", func(t *thread, _ value, b *bound) (value, error) {
				field, err := b.Str("name")
				if err != nil {
					return nil, err
				}
				return nil, t.Raise(frozenErrorClass, "cannot %s field '%s'", verb, field)
			})
		}
	}
	if opt("eq") && !has("__eq__") {
		compare("__eq__", "==")
	}
	if opt("order") {
		compare("__lt__", "<")
		compare("__le__", "<=")
		compare("__gt__", ">")
		compare("__ge__", ">=")
	}
}

// initData is the __init__ of a dataclass.
func initData(t *thread, name string, fs []*dataField, c *python.Call) error {
	self, ok := c.Args[0].(*python.Instance)
	if !ok {
		return t.Raise(python.TypeError, "__init__() needs an object")
	}
	args := c.Args[1:]
	given := map[string]value{}
	for _, f := range fs {
		if f.init && !f.keywordOnly && len(args) > 0 {
			given[f.name], args = args[0], args[1:]
		}
	}
	if len(args) > 0 {
		return t.Raise(python.TypeError, "%s.__init__() takes %d positional arguments but %d were given",
			name, len(given)+1, len(c.Args))
	}
	for _, k := range c.Kwargs {
		if _, twice := given[k.Name]; twice {
			return t.Raise(python.TypeError, "%s.__init__() got multiple values for argument '%s'", name, k.Name)
		}
		given[k.Name] = k.Value
	}
	for _, f := range fs {
		v, ok := given[f.name]
		delete(given, f.name)
		switch {
		case ok && f.init:
		case f.factory != nil:
			var err error
			if v, err = t.Call(f.factory); err != nil {
				return err
			}
		case f.def != nil:
			v = f.def
		case !f.init:
			continue
		default:
			return t.Raise(python.TypeError, "%s.__init__() missing 1 required positional argument: '%s'", name, f.name)
		}
		self.Attrs.Set(f.name, v)
	}
	for _, k := range c.Kwargs {
		if _, left := given[k.Name]; left {
			return t.Raise(python.TypeError, "%s.__init__() got an unexpected keyword argument '%s'", name, k.Name)
		}
	}
	return afterInit(t, self)
}

func afterInit(t *thread, self *python.Instance) error {
	if _, ok := self.Cls.Lookup("__post_init__"); !ok {
		return nil
	}
	_, err := t.CallMethod(self, "__post_init__")
	return err
}

func reprData(t *thread, self value, fs []*dataField) (value, error) {
	var parts []string
	for _, f := range fs {
		if !f.repr {
			continue
		}
		v, err := t.Attr(self, f.name)
		if err != nil {
			return nil, err
		}
		s, err := t.Repr(v)
		if err != nil {
			return nil, err
		}
		parts = append(parts, f.name+"="+s)
	}
	return python.Str(self.Class().Name + "(" + strings.Join(parts, ", ") + ")"), nil
}
