package stdlib

import (
	"github.com/sqlplan/sqlplan/revisions/python"
)

var hintClass = python.NewClass("typing", "_SpecialForm")

// hint is a name of typing: it takes every subscript, call and operator, and
// means nothing when the program runs.
type hint struct{ name string }

// Class returns the class of type hints.
func (*hint) Class() *class { return hintClass }

// Index implements python.HasIndex.
func (h *hint) Index(_ *thread, key value) (value, error) {
	if h.name == "Annotated" {
		if parts, ok := key.(python.Tuple); ok && len(parts) > 0 {
			return parts[0], nil
		}
	}
	switch parts, several := key.(python.Tuple); {
	case h.name == "Optional":
		return &python.Union{Args: []value{key, python.None}}, nil
	case h.name == "Union" && several:
		return &python.Union{Args: parts}, nil
	case h.name == "Union":
		return key, nil
	}
	return h, nil
}

// Call implements python.Callable.
func (h *hint) Call(*thread, *python.Call) (value, error) { return h, nil }

// Binary implements python.HasBinary: Optional[X] | None.
func (h *hint) Binary(_ *thread, op string, _ value, _ bool) (value, error) {
	if op == "|" {
		return h, nil
	}
	return nil, nil
}

// Attr implements python.HasAttr, for the args and kwargs of a ParamSpec.
func (h *hint) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "args", "kwargs":
		return h, nil
	case "__name__":
		return python.Str(h.name), nil
	}
	return nil, nil
}

// Repr implements python.HasRepr.
func (h *hint) Repr(*thread) (string, error) { return "typing." + h.name, nil }

// The classes of typing that Python classes inherit from.
var (
	genericHint   = python.NewClass("typing", "Generic")
	protocolHint  = python.NewClass("typing", "Protocol")
	typedDictHint = python.NewClass("typing", "TypedDict", python.DictClass)
	abcClass      = python.NewClass("abc", "ABC")
)

// anySubscript lets a class take type parameters.
type anySubscript struct{}

// IndexClass implements python.ClassIndex.
func (anySubscript) IndexClass(_ *thread, cls *class, _ value) (value, error) { return cls, nil }

func init() {
	for _, c := range []*class{genericHint, protocolHint, typedDictHint} {
		c.Ops = anySubscript{}
	}
	typedDictHint.Construct = func(t *thread, _ *class, c *python.Call) (value, error) {
		return t.CallKw(python.DictClass, c.Args, c.Kwargs)
	}
}

func identity(name, params, result string) *python.Builtin {
	return function(name, params, func(_ *thread, b *bound) (value, error) { return b.Get(result), nil })
}

func typingModule() *module {
	m := python.NewModule("typing")
	// The generic aliases of built-in types are those types: Dict[str, int]() makes a dict.
	for name, c := range inOrder(map[string]*class{
		"List": python.ListClass, "Dict": python.DictClass, "Set": python.SetClass, "FrozenSet": python.FrozensetClass,
		"Tuple": python.TupleClass, "Text": python.StrClass, "Type": python.TypeClass,
		"Generic": genericHint, "Protocol": protocolHint, "TypedDict": typedDictHint,
	}) {
		m.Set(name, c)
	}
	for _, c := range abstractClasses { // typing.Mapping is collections.abc.Mapping
		m.Set(c.Name, c)
	}
	m.Set("TYPE_CHECKING", python.False)
	m.Set("cast", identity("cast", "typ, val", "val"))
	for _, name := range []string{"final", "override", "overload", "no_type_check", "runtime_checkable", "runtime"} {
		m.Set(name, identity(name, "f", "f"))
	}
	for _, name := range []string{"assert_type", "reveal_type"} {
		m.Set(name, identity(name, "val, typ=None", "val"))
	}
	fn(m, "NewType", "name, tp", func(_ *thread, b *bound) (value, error) {
		if cls, ok := b.Get("tp").(*class); ok {
			return cls, nil
		}
		return identity("NewType", "val", "val"), nil
	})
	fn(m, "get_type_hints", "obj, *args, **kw", func(t *thread, b *bound) (value, error) {
		return t.Attr(b.Get("obj"), "__annotations__")
	})
	for _, name := range []string{"dataclass_transform", "deprecated"} {
		m.Set(name, python.NewBuiltin(name, func(*thread, *python.Call) (value, error) {
			return identity(name, "f", "f"), nil
		}))
	}
	m.Set("NamedTuple", namedTupleBase)
	m.Getter = func(_ *thread, name string) (value, error) {
		if name == "" || name[0] < 'A' || name[0] > 'Z' {
			return nil, nil
		}
		return &hint{name}, nil
	}
	return m
}

func futureModule() *module {
	m := python.NewModule("__future__")
	m.Getter = func(_ *thread, name string) (value, error) {
		if len(name) > 1 && name[:2] == "__" {
			return nil, nil
		}
		return &hint{name}, nil
	}
	return m
}

func abcModule() *module {
	m := python.NewModule("abc")
	m.Set("ABC", abcClass)
	m.Set("ABCMeta", python.TypeClass)
	m.Set("abstractmethod", identity("abstractmethod", "f", "f"))
	m.Set("abstractclassmethod", python.ClassMethodClass)
	m.Set("abstractstaticmethod", python.StaticMethodClass)
	m.Set("abstractproperty", python.PropertyClass)
	return m
}
