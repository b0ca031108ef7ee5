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
	// secret: what it stores is encrypted or hashed with what the application alone has.
	secret bool
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
	if e.secret {
		e.hide(cls)
	}
	return cls
}

// hide makes unknown what the type makes of a value: in clear it must not get into a script.
func (e entry) hide(cls *python.Class) {
	unknown := func(t *python.Thread, method string) python.Value {
		return t.Known(python.NewOpaque(e.name+"."+method+"()", "the application encrypts or hashes it", t.Span()))
	}
	sqltype.OnValue(cls, func(t *python.Thread, _ python.Value) (python.Value, error) {
		return unknown(t, "process_bind_param"), nil
	})
	for _, method := range []string{"process_bind_param", "process_literal_param", "process_result_value"} {
		cls.Attrs.Set(method, python.NewMethod(method, func(t *python.Thread, _ *python.Call) (python.Value, error) {
			return unknown(t, method), nil
		}))
	}
}

// named is a value that is no type.
type named struct {
	modules, name string
	value         python.Value
}
