// Package stdlib is the part of Python's standard library that is pure: what
// revisions compute their SQL with. Each module is made of Go functions that do
// what CPython's do, byte for byte. What would read the clock, random numbers, the
// network or files outside the project is not here: it gives a value that is not
// known, and only its use in the SQL is an error.
//
// A module belongs to one run, since Python code can assign to its names; the
// classes are shared by all runs and never change.
package stdlib

import (
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// The codes of this package's diagnostics, all of them notes.
const (
	CodeEnviron = "SP420" // an environment variable that was read
	CodeLog     = "SP421" // what the code wrote with logging, warnings or sys.stdout
)

// builders makes the modules by name. A new module is one line here and a file.
func builders() map[string]func() *module {
	return map[string]func() *module{
		"__future__":         futureModule,
		"_random":            mersenneModule,
		"abc":                abcModule,
		"base64":             base64Module,
		"binascii":           binasciiModule,
		"collections":        collectionsModule,
		"collections.abc":    collectionsABCModule,
		"contextlib":         prelude("contextlib"),
		"contextvars":        prelude("contextvars"),
		"copy":               copyModule,
		"csv":                prelude("csv"),
		"dataclasses":        dataclassesModule,
		"datetime":           datetimeModule,
		"decimal":            decimalModule,
		"enum":               enumModule,
		"fnmatch":            fnmatchModule,
		"functools":          functoolsModule,
		"gc":                 gcModule,
		"glob":               globModule,
		"hashlib":            hashlibModule,
		"hmac":               hmacModule,
		"importlib":          importlibModule,
		"importlib.metadata": importlibMetadataModule,
		"importlib_metadata": importlibMetadataModule, // the same for older versions of Python
		"inspect":            inspectModule,
		"io":                 ioModule,
		"itertools":          itertoolsModule,
		"json":               jsonModule,
		"json.decoder":       jsonModule,
		"locale":             localeModule,
		"logging":            loggingModule,
		"logging.config":     loggingConfigModule,
		"math":               mathModule,
		"numbers":            numbersModule,
		"operator":           operatorModule,
		"os":                 osModule,
		"os.path":            osPathModule,
		"pathlib":            pathlibModule,
		"platform":           platformModule,
		"pytz":               pytzModule,
		"random":             randomModule,
		"re":                 reModule,
		"secrets":            secretsModule,
		"string":             stringModule,
		"sys":                sysModule,
		"textwrap":           textwrapModule,
		"time":               timeModule,
		"traceback":          tracebackModule,
		"types":              typesModule,
		"typing":             typingModule,
		"typing_extensions":  typingModule,
		"urllib":             urllibModule,
		"urllib.parse":       urlParseModule,
		"uuid":               uuidModule,
		"warnings":           warningsModule,
		"zlib":               zlibModule,
		"zoneinfo":           zoneinfoModule,
	}
}

// table is made once; it is only read afterwards.
var table = builders()

// prototypes are the modules that revisions import most. No value in them keeps
// anything of a run, and they have no prelude: all runs share what they hold, and
// each has only the names for itself.
var prototypes = func() map[string]func() *module {
	list := map[string]func() *module{}
	for _, name := range []string{"__future__", "abc", "collections.abc", "datetime", "enum", "math", "operator", "typing", "typing_extensions", "uuid"} {
		list[name] = sync.OnceValue(func() *module { return build(name) })
	}
	return list
}()

// Module makes a module for one run; false says that there is none of that name.
func Module(name string) (*python.Module, bool) {
	if proto, ok := prototypes[name]; ok {
		p := proto()
		return &module{Name: name, Attrs: p.Attrs.Share(), Getter: p.Getter}, true
	}
	if table[name] == nil {
		return nil, false
	}
	return build(name), true
}

func build(name string) *module {
	m := table[name]()
	m.Name = name
	m.Set("__name__", python.Str(name))
	return m
}

// Names returns the names of all modules, sorted.
func Names() []string { return slices.Sorted(maps.Keys(table)) }

// The short names of what nearly every function here deals with.
type (
	thread = python.Thread
	value  = python.Value
	bound  = python.Bound
	class  = python.Class
	module = python.Module
)

// inOrder walks a map by its keys in order: what a module holds, and which of
// several errors comes first, must not depend on the order of a Go map.
func inOrder[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

// fn adds a function to a module.
func fn(m *module, name, params string, run func(t *thread, b *bound) (value, error)) {
	m.Set(name, function(name, params, run))
}

// function makes a function of Go code and a parameter list.
func function(name, params string, run func(t *thread, b *bound) (value, error)) *python.Builtin {
	sig := python.ParseSignature(name, params)
	return python.NewBuiltin(name, func(t *thread, c *python.Call) (value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return run(t, b)
	})
}

// method adds a method to a class of this package.
func method(c *class, name, params string, run func(t *thread, self value, b *bound) (value, error)) {
	sig := python.ParseSignature(name, params)
	c.Attrs.Set(name, python.NewMethod(name, func(t *thread, call *python.Call) (value, error) {
		if len(call.Args) == 0 {
			return nil, t.Raise(python.TypeError, "unbound method %s.%s() needs an argument", c.Name, name)
		}
		if self := call.Args[0]; !python.IsInstance(self, c) {
			return nil, t.Raise(python.TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name, c.Name, self.Class().Name)
		}
		inner := *call
		inner.Args = call.Args[1:]
		if len(call.ArgSpans) > 0 {
			inner.ArgSpans = call.ArgSpans[1:]
		}
		b, err := sig.Bind(&inner)
		if err != nil {
			return nil, err
		}
		return run(t, call.Args[0], b)
	}))
}

// static adds a function to a class that does not bind, such as datetime.strptime.
func static(c *class, name, params string, run func(t *thread, b *bound) (value, error)) {
	c.Attrs.Set(name, function(name, params, run))
}

// construct makes a class callable.
func construct(c *class, params string, run func(t *thread, b *bound) (value, error)) {
	sig := python.ParseSignature(c.Name, params)
	c.Construct = func(t *thread, _ *class, call *python.Call) (value, error) {
		b, err := sig.Bind(call)
		if err != nil {
			return nil, err
		}
		return run(t, b)
	}
}

// sealed makes a class that code can name but not call: its objects come from functions.
func sealed(module, name string, bases ...*class) *class {
	c := python.NewClass(module, name, bases...)
	c.Construct = func(t *thread, cls *class, _ *python.Call) (value, error) {
		return nil, t.Raise(python.TypeError, "cannot create '%s.%s' instances", module, cls.Name)
	}
	return c
}

// special makes a method without arguments that a built-in function asks for, such as __abs__.
func special(name string, run func(t *thread) (value, error)) *python.Builtin {
	return function(name, "", func(t *thread, _ *bound) (value, error) { return run(t) })
}

// noop is a function that takes everything and returns None.
func noop(name string) *python.Builtin {
	return python.NewBuiltin(name, func(*thread, *python.Call) (value, error) { return python.None, nil })
}

// unknown makes a function whose result nobody can know.
func unknown(path, reason string) *python.Builtin {
	return python.NewBuiltin(path, func(t *thread, _ *python.Call) (value, error) {
		return python.NewOpaque(path+"()", reason, t.Span()), nil
	})
}

const (
	clockReason  = "the clock is not read: the same files give the same script"
	randomReason = "random values are not the same in each run"
)

// integer makes a Python integer.
func integer(n int) value { return python.NewInt(int64(n)) }

// compareOp answers a comparison from the order of two values; nil for other operators.
func compareOp(op string, order int) value {
	switch op {
	case "==":
		return python.Bool(order == 0)
	case "!=":
		return python.Bool(order != 0)
	case "<":
		return python.Bool(order < 0)
	case "<=":
		return python.Bool(order <= 0)
	case ">":
		return python.Bool(order > 0)
	case ">=":
		return python.Bool(order >= 0)
	}
	return nil
}
