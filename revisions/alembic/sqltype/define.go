package sqltype

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Args are the arguments that a type of another package was made with.
type Args struct {
	inst *python.Instance
	e    *engine
}

// Get returns an argument or its default; nil if there is none of the name.
func (a Args) Get(name string) python.Value {
	v, _ := a.e.arg(a.inst, name)
	return v
}

// Int returns an argument that is a number; nil if it is not.
func (a Args) Int(name string) *int {
	if v := a.Get(name); v != nil {
		return intOf(v)
	}
	return nil
}

// Str returns an argument that is a text; empty if it is not.
func (a Args) Str(name string) string {
	if v := a.Get(name); v != nil {
		text, _ := python.AsStr(v)
		return text
	}
	return ""
}

// True tells whether an argument is anything but False, None or 0.
func (a Args) True(t *python.Thread, name string) (bool, error) {
	v := a.Get(name)
	if v == nil {
		return false, nil
	}
	return t.Truth(v)
}

// Star returns what *args took, and Rest what **kw took.
func (a Args) Star() []python.Value { return a.e.star }

// Rest returns what **kw took, in order; may be nil.
func (a Args) Rest() *python.Dict { return a.e.rest }

// Define makes a type class of a package other than SQLAlchemy. params is the
// parameter list of its constructor without self, empty for none; base is nil
// for a class that inherits from UserDefinedType.
func Define(module, name, params string, base *python.Class, convert func(t *python.Thread, a Args) (*ir.Type, error)) *python.Class {
	if base == nil {
		base = classes[".UserDefinedType"].py
	}
	from, _ := base.Data.(*class)
	c := &class{name: name, convert: convert, isType: true, kind: from.kind, py: python.NewClass(module, name, base)}
	if params != "" {
		c.sign(params)
	}
	c.py.Data, c.py.Init = c, initialise(c)
	return c.py
}

// OnValue sets what a class made by Define does to values on their way to the
// server. None does not get there.
func OnValue(cls *python.Class, change func(t *python.Thread, v python.Value) (python.Value, error)) {
	cls.Data.(*class).change = change
}
