package python

import (
	"errors"
)

// formatValue is format(v, spec), which f-strings and str.format use.
func formatValue(t *Thread, v Value, spec string) (string, error) {
	switch x := v.(type) {
	case Str:
		return specResult(t)(formatText(string(x), spec))
	case Int:
		return specResult(t)(formatInt(x.Big(), spec, "int"))
	case Float:
		return specResult(t)(formatFloat(float64(x), spec))
	case Bool:
		return formatBool(t, x, spec)
	case *Instance:
		return formatInstance(t, x, spec)
	case HasFormat:
		return x.Format(t, spec)
	}
	if spec == "" {
		return t.Str(v)
	}
	if p, ok := inner(v); ok && isScalar(p) {
		return formatValue(t, p, spec)
	}
	return "", t.Raise(TypeError, "unsupported format string passed to %s.__format__", v.Class().Name)
}

// specResult makes a Python exception of the error of a format specification.
func specResult(t *Thread) func(string, error) (string, error) {
	return func(s string, err error) (string, error) {
		var (
			bad   specError
			large overflowText
		)
		switch {
		case errors.As(err, &bad):
			return "", t.Raise(ValueError, "%s", string(bad))
		case errors.As(err, &large):
			return "", t.Raise(OverflowError, "%s", string(large))
		}
		return s, err
	}
}

func formatBool(t *Thread, v Bool, spec string) (string, error) {
	if spec == "" {
		return t.Str(v)
	}
	i, _ := AsInt(v)
	return specResult(t)(formatInt(i.Big(), spec, "bool"))
}

// formatInstance looks for a __format__ of the class, then for the built-in
// value inside: only a class that has its own __str__ is not formatted as that.
func formatInstance(t *Thread, v *Instance, spec string) (string, error) {
	if _, ok := v.Cls.Lookup("__format__"); ok {
		m, err := t.Attr(v, "__format__")
		if err != nil {
			return "", err
		}
		out, err := t.Call(m, Str(spec))
		if err != nil {
			return "", err
		}
		s, ok := AsStr(out)
		if !ok {
			return "", t.Raise(TypeError, "__format__ must return a str, not %s", out.Class().Name)
		}
		return s, nil
	}
	if f, ok := v.Native.(HasFormat); ok {
		return f.Format(t, spec)
	}
	if p, ok := v.Native.(Value); ok && isScalar(p) {
		if _, own := v.Cls.Lookup("__str__"); !own || spec != "" {
			return formatValue(t, p, spec)
		}
	}
	if spec == "" {
		return t.Str(v)
	}
	return "", t.Raise(TypeError, "unsupported format string passed to %s.__format__", v.Cls.Name)
}
