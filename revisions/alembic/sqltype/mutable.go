package sqltype

import "github.com/sqlplan/sqlplan/revisions/python"

// mutables are the classes of sqlalchemy.ext.mutable. They follow changes of
// values in an application, which is nothing to a type.
var mutables = func() map[string]*python.Class {
	const module = "sqlalchemy.ext.mutable"
	base := python.NewClass(module, "MutableBase")
	mutable := python.NewClass(module, "Mutable", base)
	for _, m := range []*python.Builtin{
		python.NewBuiltin("as_mutable", asMutable), python.NewBuiltin("associate_with", nothing),
		python.NewBuiltin("associate_with_attribute", nothing), python.NewBuiltin("coerce", coerced),
	} {
		mutable.Attrs.Set(m.Name, &python.ClassMethod{Fn: m})
	}
	mutable.Attrs.Set("changed", python.NewMethod("changed", nothing))
	return map[string]*python.Class{
		"MutableBase": base, "Mutable": mutable,
		"MutableComposite": python.NewClass(module, "MutableComposite", base),
		"MutableDict":      python.NewClass(module, "MutableDict", mutable, python.DictClass),
		"MutableList":      python.NewClass(module, "MutableList", mutable, python.ListClass),
		"MutableSet":       python.NewClass(module, "MutableSet", mutable, python.SetClass),
	}
}()

func asMutable(t *python.Thread, c *python.Call) (python.Value, error) {
	const arguments = 2 // the class and the type
	if len(c.Args) != arguments || len(c.Kwargs) > 0 {
		return nil, t.Raise(python.TypeError, "as_mutable() takes 1 argument, the type")
	}
	return Instance(t, c.Args[1])
}

func nothing(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }

// coerced is Mutable.coerce(key, value): the value as it is.
func coerced(_ *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return python.None, nil
	}
	return c.Args[len(c.Args)-1], nil
}

// AsMutable is as_mutable() of a class, for packages with such classes of their own.
var AsMutable = &python.ClassMethod{Fn: python.NewBuiltin("as_mutable", asMutable)}
