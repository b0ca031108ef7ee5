package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var environClass = sealed("os", "_Environ")

// environ is os.environ: the variables that sqlplan.toml declares, and what the code itself has set.
type environ struct{ set map[string]string }

// Class returns the class of os.environ.
func (*environ) Class() *class { return environClass }

// lookup returns a variable and says in a note what was used.
func (e *environ) lookup(t *thread, key value, fallback value) (string, bool, error) {
	name, ok := python.AsStr(key)
	if !ok {
		if o, isOpaque := key.(*python.Opaque); isOpaque {
			return "", false, t.Unresolved(o, "the name of an environment variable")
		}
		return "", false, t.Raise(python.TypeError, "str expected, not %s", key.Class().Name)
	}
	if v, ok := e.set[name]; ok {
		return v, true, nil
	}
	v, declared := t.Environ(name)
	switch {
	case declared:
		t.Note(source.Note, CodeEnviron, "the environment variable %s is read; its declared value is used", name)
	case fallback == nil:
		t.Note(source.Note, CodeEnviron,
			"the environment variable %s is read but not declared, so it is taken as not set; declare it in sqlplan.toml under [vars], or with --var %s=VALUE", name, name)
	default:
		t.Note(source.Note, CodeEnviron,
			"the environment variable %s is read but not declared; its default is used, unless sqlplan.toml declares it under [vars]", name)
	}
	return v, declared, nil
}

// Index implements python.HasIndex.
func (e *environ) Index(t *thread, key value) (value, error) {
	v, ok, err := e.lookup(t, key, nil)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, raiseKey(t, key)
	}
	return python.Str(v), nil
}

// SetIndex implements python.HasSetIndex; the variable is set for this run only.
func (e *environ) SetIndex(t *thread, key, v value) error {
	name, ok := python.AsStr(key)
	text, ok2 := python.AsStr(v)
	if !ok || !ok2 {
		return t.Raise(python.TypeError, "str expected")
	}
	e.set[name] = text
	return nil
}

// Binary implements python.HasBinary: "X" in os.environ.
func (e *environ) Binary(t *thread, op string, other value, _ bool) (value, error) {
	if op != "in" {
		return nil, nil
	}
	_, ok, err := e.lookup(t, other, nil)
	return python.Bool(ok), err
}

func (e *environ) get(t *thread, b *bound) (value, error) {
	v, ok, err := e.lookup(t, b.Get("key"), b.Get("default"))
	if err != nil {
		return nil, err
	}
	if !ok {
		return b.Get("default"), nil
	}
	return python.Str(v), nil
}

func init() {
	method(environClass, "get", "key, default=None, /", func(t *thread, self value, b *bound) (value, error) {
		return self.(*environ).get(t, b)
	})
	method(environClass, "setdefault", "key, default=None, /", func(t *thread, self value, b *bound) (value, error) {
		e := self.(*environ)
		v, err := e.get(t, b)
		if err != nil {
			return nil, err
		}
		return v, e.SetIndex(t, b.Get("key"), v)
	})
	for _, name := range []string{"keys", "values", "items", "copy"} {
		method(environClass, name, "", func(t *thread, _ value, _ *bound) (value, error) {
			return python.NewOpaque("os.environ."+name+"()", "only single environment variables are read, by name", t.Span()), nil
		})
	}
}

func sysModule() *module {
	m := python.NewModule("sys")
	version := python.Tuple{integer(3), integer(12), integer(0), python.Str("final"), integer(0)}
	m.Set("version_info", &versionInfo{version})
	m.Set("version", python.Str("3.12.0 (sqlplan)"))
	m.Set("hexversion", integer(0x030c00f0))
	m.Set("argv", python.NewList(python.Str("alembic")))
	m.Set("path", python.NewList(python.Str(".")))
	m.Set("modules", python.NewDict())
	m.Set("maxsize", python.NewInt(1<<63-1))
	m.Set("maxunicode", integer(0x10ffff))
	m.Set("platform", python.Str("linux"))
	m.Set("byteorder", python.Str("little"))
	m.Set("executable", python.Str("python"))
	m.Set("prefix", python.Str("/usr"))
	m.Set("flags", python.NewOpaque("sys.flags", "there is no Python interpreter", source.Span{}))
	for _, name := range []string{"stdout", "stderr", "__stdout__", "__stderr__"} {
		m.Set(name, &inertStream{})
	}
	m.Set("stdin", python.NewOpaque("sys.stdin", "nobody types anything while a script is compiled", source.Span{}))
	for _, name := range []string{"setrecursionlimit", "settrace", "setprofile"} {
		m.Set(name, noop(name))
	}
	fn(m, "getrecursionlimit", "", func(*thread, *bound) (value, error) { return integer(1000), nil })
	fn(m, "getsizeof", "object, default=None", func(t *thread, _ *bound) (value, error) {
		return python.NewOpaque("sys.getsizeof()", "there is no Python interpreter", t.Span()), nil
	})
	fn(m, "intern", "string, /", func(_ *thread, b *bound) (value, error) { return b.Get("string"), nil })
	fn(m, "getdefaultencoding", "", func(*thread, *bound) (value, error) { return python.Str("utf-8"), nil })
	fn(m, "exc_info", "", func(*thread, *bound) (value, error) {
		return python.Tuple{python.None, python.None, python.None}, nil
	})
	fn(m, "exit", "status=None, /", func(t *thread, b *bound) (value, error) {
		exc := python.NewInstance(python.SystemExit)
		exc.Attrs.Set("args", python.Tuple{b.Get("status")})
		return nil, t.RaiseValue(exc)
	})
	return m
}

// inertStream is sys.stdout: what is written to it goes to the diagnostics, never into the SQL.
type inertStream struct{}

// Class returns the class of streams.
func (*inertStream) Class() *class { return streamClass }

// versionInfo is sys.version_info, a tuple with names.
type versionInfo struct{ parts python.Tuple }

// Class returns tuple.
func (*versionInfo) Class() *class { return python.TupleClass }

// Plain implements python.HasPlain.
func (v *versionInfo) Plain() python.Value { return v.parts }

// Attr implements python.HasAttr.
func (v *versionInfo) Attr(_ *thread, name string) (value, error) {
	for i, n := range []string{"major", "minor", "micro", "releaselevel", "serial"} {
		if n == name {
			return v.parts[i], nil
		}
	}
	return nil, nil
}

// Index implements python.HasIndex.
func (v *versionInfo) Index(t *thread, key value) (value, error) { return t.Index(v.parts, key) }

// Iterate implements python.HasIter.
func (v *versionInfo) Iterate(t *thread) (python.Iterator, error) { return t.Iterate(v.parts) }

// Binary implements python.HasBinary.
func (v *versionInfo) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	if compareOp(op, 0) == nil {
		return nil, nil
	}
	if reflected {
		return t.Compare(op, other, v.parts)
	}
	return t.Compare(op, v.parts, other)
}

func platformModule() *module {
	m := python.NewModule("platform")
	for name, text := range inOrder(map[string]string{
		"system": "Linux", "python_version": "3.12.0", "machine": "x86_64", "python_implementation": "CPython",
	}) {
		fn(m, name, "", func(*thread, *bound) (value, error) { return python.Str(text), nil })
	}
	for _, name := range []string{"node", "release", "version", "platform", "uname"} {
		m.Set(name, unknown("platform."+name, "the machine is not looked at"))
	}
	return m
}

func gcModule() *module {
	m := python.NewModule("gc")
	for _, name := range []string{"disable", "enable", "freeze"} {
		m.Set(name, noop(name))
	}
	fn(m, "collect", "generation=2", func(*thread, *bound) (value, error) { return integer(0), nil })
	return m
}

func localeModule() *module {
	m := python.NewModule("locale")
	for name, n := range inOrder(map[string]int{"LC_ALL": 6, "LC_CTYPE": 0, "LC_NUMERIC": 1, "LC_TIME": 2}) {
		m.Set(name, integer(n))
	}
	fn(m, "setlocale", "category, locale=None", func(*thread, *bound) (value, error) { return python.Str("C"), nil })
	fn(m, "getpreferredencoding", "do_setlocale=True", func(*thread, *bound) (value, error) { return python.Str("utf-8"), nil })
	return m
}

func tracebackModule() *module {
	m := python.NewModule("traceback")
	for _, name := range []string{"print_exc", "print_stack", "print_exception"} {
		m.Set(name, noop(name))
	}
	for _, name := range []string{"format_exc", "format_exception"} {
		fn(m, name, "*args, **kw", func(t *thread, b *bound) (value, error) {
			lines := make([]string, 0, len(b.Star()))
			for _, v := range b.Star() {
				if exc, ok := v.(*python.Instance); ok && exc.Cls.IsSubclass(python.BaseException) {
					lines = append(lines, exc.Cls.Name+": "+python.ExceptionText(exc))
				}
			}
			text := python.Str(strings.Join(append([]string{"Traceback (most recent call last):"}, lines...), "\n") + "\n")
			if name == "format_exception" {
				return python.NewList(text), nil
			}
			return text, nil
		})
	}
	return m
}

func secretsModule() *module {
	m := python.NewModule("secrets")
	m.Getter = func(_ *thread, name string) (value, error) {
		if strings.HasPrefix(name, "_") {
			return nil, nil
		}
		return unknown("secrets."+name, randomReason), nil
	}
	return m
}
