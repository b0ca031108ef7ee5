// Package sqlschema is sqlplan's model of SQLAlchemy's schema constructs: MetaData,
// Table, Column, constraints, indexes, sequences, defaults and the DDL elements.
// The objects are Python values that behave as SQLAlchemy's do while a revision is
// run, and turn into the plain data of package ir when an operation is emitted.
package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/python"
)

// define puts methods into a host class; params is the parameter list without self.
func define[T python.Value](cls *python.Class, name, params string, fn func(t *python.Thread, self T, b *python.Bound) (python.Value, error)) {
	sig := python.ParseSignature(cls.Name+"."+name, params)
	cls.Attrs.Set(name, python.NewMethod(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		self, ok := selfOf[T](c)
		if !ok {
			return nil, t.Raise(python.TypeError, "descriptor '%s' requires a '%s' object", name, cls.Name)
		}
		rest := *c
		rest.Args = c.Args[1:]
		if len(c.ArgSpans) > 0 {
			rest.ArgSpans = c.ArgSpans[1:]
		}
		b, err := sig.Bind(&rest)
		if err != nil {
			return nil, err
		}
		return fn(t, self, b)
	}))
}

// selfOf returns the object that a method was called on, also where it is the
// host's part of an object of a class written in Python.
func selfOf[T python.Value](c *python.Call) (self T, ok bool) {
	if len(c.Args) == 0 {
		return self, false
	}
	return as[T](c.Args[0])
}

// as returns v as a value of the host, also where v is an instance of a subclass
// that was written in Python.
func as[T python.Value](v python.Value) (T, bool) {
	if x, ok := v.(T); ok {
		return x, true
	}
	if i, ok := v.(*python.Instance); ok {
		x, ok := i.Native.(T)
		return x, ok
	}
	var none T
	return none, false
}

// orNone returns None for a nil text.
func orNone(s *string) python.Value {
	if s == nil {
		return python.None
	}
	return python.Str(*s)
}

// textPointer reads an optional text.
func textPointer(b *python.Bound, name string) (*string, error) {
	s, ok, err := b.OptStr(name)
	if err != nil || !ok {
		return nil, err
	}
	return &s, nil
}

// boolPointer reads an optional truth value.
func boolPointer(b *python.Bound, name string) (*bool, error) {
	v, ok, err := b.OptBool(name)
	if err != nil || !ok {
		return nil, err
	}
	return &v, nil
}

func boolOrNone(b *bool) python.Value {
	if b == nil {
		return python.None
	}
	return python.Bool(*b)
}
