package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var (
	loggerClass  = sealed("logging", "Logger")
	handlerClass = python.NewClass("logging", "Handler")
	streamClass  = sealed("io", "TextIOWrapper")
)

// logger is a logging.Logger. What it is told becomes a note of the diagnostics
// from level INFO on; below that a run of Alembic prints nothing either.
type logger struct{ name string }

// Class returns logging.Logger.
func (*logger) Class() *class { return loggerClass }

// Attr implements python.HasAttr.
func (l *logger) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "name":
		return python.Str(l.name), nil
	case "level":
		return integer(20), nil
	case "disabled":
		return python.False, nil
	case "propagate":
		return python.True, nil
	case "handlers":
		return python.NewList(), nil
	case "parent":
		return python.None, nil
	}
	return nil, nil
}

// SetAttr implements python.HasSetAttr: how a logger prints is nobody's business here.
func (*logger) SetAttr(*thread, string, value) error { return nil }

// inert is an object that takes every call and does nothing: handlers, formatters, filters.
type inert struct{ cls *class }

// Class returns the class that it stands for.
func (i *inert) Class() *class { return i.cls }

// Attr implements python.HasAttr.
func (i *inert) Attr(_ *thread, name string) (value, error) {
	if strings.HasPrefix(name, "__") {
		return nil, nil
	}
	return noop(name), nil
}

// SetAttr implements python.HasSetAttr.
func (*inert) SetAttr(*thread, string, value) error { return nil }

var levels = map[string]int{
	"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARNING": 30, "WARN": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0,
}

var logMethods = []struct {
	name  string
	level int
}{
	{"debug", 10}, {"info", 20}, {"warning", 30}, {"warn", 30}, {"error", 40}, {"exception", 40}, {"critical", 50}, {"fatal", 50},
}

// emit writes one message: "%" formatting with the arguments, as logging does.
func emit(t *thread, level int, message value, args []value) error {
	if level < 20 {
		return nil
	}
	text, err := messageText(t, message, args)
	if err != nil {
		if _, raised := err.(*python.Raised); !raised {
			if _, unknown := err.(*python.Unresolved); !unknown {
				return err
			}
		}
		text = "a message that could not be formatted: " + err.Error() // logging never fails either
	}
	severity := source.Note
	if level >= 30 {
		severity = source.Warning
	}
	t.Note(severity, CodeLog, "the code logged: %s", text)
	return nil
}

// saying marks a function as one that only logs its arguments.
func saying(attrs *python.Scope, name string) {
	v, _ := attrs.Get(name)
	v.(*python.Builtin).Says = true
}

func messageText(t *thread, message value, args []value) (string, error) {
	text, err := t.Said(message)
	if err != nil || len(args) == 0 {
		return text, err
	}
	var operand value = python.Tuple(args)
	if len(args) == 1 {
		if d, ok := args[0].(*python.Dict); ok {
			operand = d
		}
	}
	out, err := t.Binary("%", python.Str(text), operand)
	if err != nil {
		return "", err
	}
	return t.Said(out)
}

func init() {
	for _, m := range logMethods {
		method(loggerClass, m.name, "msg, *args, **kwargs", func(t *thread, _ value, b *bound) (value, error) {
			return python.None, emit(t, m.level, b.Get("msg"), b.Star())
		})
		saying(&loggerClass.Attrs, m.name)
	}
	method(loggerClass, "log", "level, msg, *args, **kwargs", func(t *thread, _ value, b *bound) (value, error) {
		level, err := b.Int("level")
		if err != nil {
			return nil, err
		}
		return python.None, emit(t, int(level), b.Get("msg"), b.Star())
	})
	saying(&loggerClass.Attrs, "log")
	for _, name := range []string{"setLevel", "addHandler", "removeHandler", "addFilter", "removeFilter", "handle"} {
		method(loggerClass, name, "*args, **kwargs", func(*thread, value, *bound) (value, error) { return python.None, nil })
	}
	method(loggerClass, "isEnabledFor", "level", func(_ *thread, _ value, b *bound) (value, error) {
		n, err := b.Int("level")
		return python.Bool(n >= 20), err
	})
	method(loggerClass, "hasHandlers", "", func(*thread, value, *bound) (value, error) { return python.True, nil })
	method(loggerClass, "getEffectiveLevel", "", func(*thread, value, *bound) (value, error) { return integer(20), nil })
	method(loggerClass, "getChild", "suffix", func(_ *thread, self value, b *bound) (value, error) {
		suffix, err := b.Str("suffix")
		return &logger{self.(*logger).name + "." + suffix}, err
	})
	handlerClass.Construct = func(_ *thread, cls *class, _ *python.Call) (value, error) { return &inert{cls}, nil }
	method(streamClass, "write", "s, /", func(t *thread, _ value, b *bound) (value, error) {
		s, err := written(t, b)
		if err != nil {
			return nil, err
		}
		if text := strings.TrimSpace(s); text != "" {
			t.Note(source.Note, CodeLog, "the code printed: %s", text)
		}
		n, err := t.Len(python.Str(s))
		return integer(n), err
	})
	saying(&streamClass.Attrs, "write")
	for _, name := range []string{"flush", "writelines", "close"} {
		method(streamClass, name, "*args", func(*thread, value, *bound) (value, error) { return python.None, nil })
	}
	saying(&streamClass.Attrs, "flush")
	method(streamClass, "isatty", "", func(*thread, value, *bound) (value, error) { return python.False, nil })
}

// written is the text that a stream is given.
func written(t *thread, b *bound) (string, error) {
	if o, ok := b.Get("s").(*python.Opaque); ok {
		return t.Said(o)
	}
	return b.Str("s")
}

func loggingModule() *module {
	m := python.NewModule("logging")
	for name, n := range inOrder(levels) {
		m.Set(name, integer(n))
	}
	root := &logger{"root"}
	fn(m, "getLogger", "name=None", func(_ *thread, b *bound) (value, error) {
		name, ok, err := b.OptStr("name")
		if err != nil || !ok {
			return root, err
		}
		return &logger{name}, nil
	})
	for _, lm := range logMethods {
		fn(m, lm.name, "msg, *args, **kwargs", func(t *thread, b *bound) (value, error) {
			return python.None, emit(t, lm.level, b.Get("msg"), b.Star())
		})
		saying(&m.Attrs, lm.name)
	}
	fn(m, "log", "level, msg, *args, **kwargs", func(t *thread, b *bound) (value, error) {
		level, err := b.Int("level")
		if err != nil {
			return nil, err
		}
		return python.None, emit(t, int(level), b.Get("msg"), b.Star())
	})
	saying(&m.Attrs, "log")
	for _, name := range []string{"basicConfig", "disable", "captureWarnings", "addLevelName", "shutdown", "setLoggerClass"} {
		m.Set(name, noop(name))
	}
	fn(m, "getLevelName", "level", func(_ *thread, b *bound) (value, error) {
		for _, name := range []string{"CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "NOTSET"} {
			if n, ok := smallInt(b.Get("level")); ok && int(n) == levels[name] {
				return python.Str(name), nil
			}
			if s, ok := python.AsStr(b.Get("level")); ok && s == name {
				return integer(levels[name]), nil
			}
		}
		return b.Get("level"), nil
	})
	m.Set("Logger", loggerClass)
	m.Set("root", root)
	for _, name := range []string{"Handler", "StreamHandler", "FileHandler", "NullHandler", "Formatter", "Filter", "LoggerAdapter"} {
		m.Set(name, handlerClass)
	}
	return m
}

func loggingConfigModule() *module {
	m := python.NewModule("logging.config")
	for _, name := range []string{"fileConfig", "dictConfig"} {
		m.Set(name, noop(name))
	}
	return m
}

func warningsModule() *module {
	m := python.NewModule("warnings")
	fn(m, "warn", "message, category=None, stacklevel=1, source=None, **kw", func(t *thread, b *bound) (value, error) {
		text, err := t.Said(b.Get("message"))
		if err != nil {
			return nil, err
		}
		t.Note(source.Warning, CodeLog, "the code warned: %s", text)
		return python.None, nil
	})
	saying(&m.Attrs, "warn")
	for _, name := range []string{"filterwarnings", "simplefilter", "resetwarnings", "showwarning"} {
		m.Set(name, noop(name))
	}
	m.Set("catch_warnings", python.NewBuiltin("catch_warnings", func(*thread, *python.Call) (value, error) {
		return &quiet{}, nil
	}))
	fn(m, "deprecated", "msg, /, *, category=None, stacklevel=1", func(*thread, *bound) (value, error) {
		return identity("deprecated", "f", "f"), nil
	})
	return m
}

// quiet is a context manager that does nothing.
type quiet struct{}

// Class returns the class of inert objects.
func (*quiet) Class() *class { return handlerClass }

// Enter implements python.ContextManager.
func (*quiet) Enter(*thread) (value, error) { return python.NewList(), nil }

// Exit implements python.ContextManager.
func (*quiet) Exit(*thread, *python.Raised) (bool, error) { return false, nil }
