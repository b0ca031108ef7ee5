// Package thirdparty has the types and operations of packages other than
// SQLAlchemy and Alembic that migrations import. It is a plain table: a type is
// an entry of types, an operation one of operations.
package thirdparty

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Lookup finds the names of the packages that are known here.
func Lookup(module, name string) (python.Value, bool) {
	v, ok := names[module+"."+name]
	return v, ok
}

// Operations are the operations that packages add to alembic.op, by their
// names; each gets the operations object as its first argument.
func Operations() map[string]python.Value { return operations }

// Hosted tells whether a module is one of those that have names here, or holds one.
func Hosted(module string) bool { return modules[module] }

// names are all values by their full name; modules those that hold them.
var names, modules = index()

func index() (map[string]python.Value, map[string]bool) {
	all, in := map[string]python.Value{}, map[string]bool{}
	add := func(paths string, name string, v python.Value) {
		for _, module := range strings.Fields(paths) {
			all[module+"."+name] = v
			for m := module; m != ""; {
				in[m] = true
				i := strings.LastIndexByte(m, '.')
				m = m[:max(i, 0)]
			}
		}
	}
	for _, e := range types {
		add(e.modules, e.name, e.class())
	}
	for _, e := range append(pydanticNames(), values...) {
		add(e.modules, e.name, e.value)
	}
	for path, v := range settingNames {
		dot := strings.LastIndexByte(path, '.')
		add(path[:dot], path[dot+1:], v)
	}
	return all, in
}

// entry is one type: the modules that it is imported from, the parameters of
// its constructor, and what it is in a table.
type entry struct {
	modules, name, params string
	convert               func(t *python.Thread, a sqltype.Args) (*ir.Type, error)
	// change is what the type does to values on their way to the server; may be nil.
	change func(t *python.Thread, v python.Value) (python.Value, error)
	// decorator: the class is a TypeDecorator rather than a type of its own.
	decorator bool
}

func (e entry) class() *python.Class {
	module, _, _ := strings.Cut(e.modules, " ")
	var base *python.Class
	if e.decorator {
		base = sqltype.Class("TypeDecorator")
	}
	cls := sqltype.Define(module, e.name, e.params, base, e.convert)
	if e.change != nil {
		sqltype.OnValue(cls, e.change)
	}
	return cls
}

// named is a value that is no type.
type named struct {
	modules, name string
	value         python.Value
}
