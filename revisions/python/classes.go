package python

import "slices"

// The built-in classes.
var (
	ObjectClass       = newRoot()
	TypeClass         = core("type")
	NoneClass         = hidden("NoneType")
	BoolClass         = core("bool", IntClass)
	IntClass          = core("int")
	FloatClass        = core("float")
	StrClass          = core("str")
	BytesClass        = core("bytes")
	TupleClass        = core("tuple")
	ListClass         = core("list")
	DictClass         = core("dict")
	SetClass          = core("set")
	FrozensetClass    = core("frozenset")
	SliceClass        = core("slice")
	RangeClass        = core("range")
	ModuleClass       = hidden("module")
	PropertyClass     = core("property")
	StaticMethodClass = core("staticmethod")
	ClassMethodClass  = core("classmethod")
	SuperClass        = core("super")
	FunctionClass     = hidden("function")
	GeneratorClass    = hidden("generator")

	notImplementedClass = hidden("NotImplementedType")
	ellipsisClass       = hidden("ellipsis")
	opaqueClass         = hidden("unknown")
	methodClass         = hidden("method")
	builtinClass        = hidden("builtin_function_or_method")
	genericClass        = hidden("GenericAlias")
	unionClass          = hidden("UnionType")
	iteratorClass       = hidden("iterator")
	coroutineClass      = hidden("coroutine")
	fileClass           = hidden("TextIOWrapper")
	dictKeysClass       = hidden("dict_keys")
	dictValuesClass     = hidden("dict_values")
	dictItemsClass      = hidden("dict_items")
)

func newRoot() *Class {
	c := &Class{Name: "object", Module: "builtins"}
	c.mro = []*Class{c}
	return c
}

func core(name string, bases ...*Class) *Class {
	if len(bases) == 0 {
		bases = []*Class{ObjectClass}
	}
	c := &Class{Name: name, Module: "builtins", Bases: bases}
	c.mro, _ = linearize(c)
	return c
}

func hidden(name string) *Class {
	c := core(name)
	c.abstract = true
	return c
}

func sortStrings(s []string) { slices.Sort(s) }
