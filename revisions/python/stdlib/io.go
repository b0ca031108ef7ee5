package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	stringIOClass = python.NewClass("io", "StringIO")
	bytesIOClass  = python.NewClass("io", "BytesIO")
)

// buffer is an io.StringIO or io.BytesIO. Positions count bytes, which for text
// differs from CPython only in what tell() says.
type buffer struct {
	data   []byte
	at     int
	binary bool
}

// Class returns io.StringIO or io.BytesIO.
func (f *buffer) Class() *class {
	if f.binary {
		return bytesIOClass
	}
	return stringIOClass
}

func (f *buffer) wrap(b []byte) value {
	if f.binary {
		return python.Bytes(b)
	}
	return python.Str(b)
}

// Enter implements python.ContextManager.
func (f *buffer) Enter(*thread) (value, error) { return f, nil }

// Exit implements python.ContextManager.
func (*buffer) Exit(*thread, *python.Raised) (bool, error) { return false, nil }

func (f *buffer) line() []byte {
	rest := f.data[f.at:]
	n := strings.IndexByte(string(rest), '\n') + 1
	if n == 0 {
		n = len(rest)
	}
	f.at += n
	return rest[:n]
}

// Iterate implements python.HasIter.
func (f *buffer) Iterate(*thread) (python.Iterator, error) {
	return python.IterFunc(func(t *thread) (value, bool, error) {
		line := f.line()
		return f.wrap(line), len(line) > 0, t.Step(1)
	}), nil
}

func (f *buffer) write(t *thread, v value) (value, error) {
	var s string
	if f.binary {
		raw, err := bytesArg(t, v)
		if err != nil {
			return nil, err
		}
		s = raw
	} else {
		text, ok := python.AsStr(v)
		if !ok {
			if o, isOpaque := v.(*python.Opaque); isOpaque {
				return nil, t.Unresolved(o, "a text")
			}
			return nil, t.Raise(python.TypeError, "string argument expected, got '%s'", v.Class().Name)
		}
		s = text
	}
	if err := t.Alloc(int64(len(s))); err != nil {
		return nil, err
	}
	end := min(f.at+len(s), len(f.data))
	f.data = append(f.data[:f.at], append([]byte(s), f.data[end:]...)...)
	f.at += len(s)
	n, err := t.Len(v)
	return integer(n), err
}

func init() {
	for _, c := range []*class{stringIOClass, bytesIOClass} {
		binary := c == bytesIOClass
		construct(c, "initial_value=None, newline=None", func(t *thread, b *bound) (value, error) {
			f := &buffer{binary: binary}
			if b.Get("initial_value") == python.None {
				return f, nil
			}
			_, err := f.write(t, b.Get("initial_value"))
			f.at = 0
			return f, err
		})
		registerBuffer(c)
	}
}

func registerBuffer(c *class) {
	method(c, "write", "s, /", func(t *thread, self value, b *bound) (value, error) { return self.(*buffer).write(t, b.Get("s")) })
	method(c, "writelines", "lines, /", func(t *thread, self value, b *bound) (value, error) {
		lines, err := t.Collect(b.Get("lines"))
		for _, l := range lines {
			if _, err := self.(*buffer).write(t, l); err != nil {
				return nil, err
			}
		}
		return python.None, err
	})
	method(c, "getvalue", "", func(t *thread, self value, _ *bound) (value, error) {
		f := self.(*buffer)
		return f.wrap(f.data), t.Alloc(int64(len(f.data)))
	})
	method(c, "read", "size=-1, /", func(t *thread, self value, b *bound) (value, error) {
		f := self.(*buffer)
		n, ok := smallInt(b.Get("size"))
		rest := f.data[f.at:]
		if ok && n >= 0 && n < int64(len(rest)) {
			rest = rest[:n]
		}
		f.at += len(rest)
		return f.wrap(rest), t.Alloc(int64(len(rest)))
	})
	method(c, "readline", "size=-1, /", func(_ *thread, self value, _ *bound) (value, error) {
		f := self.(*buffer)
		return f.wrap(f.line()), nil
	})
	method(c, "readlines", "", func(t *thread, self value, _ *bound) (value, error) {
		lines, err := t.Collect(self)
		return python.NewList(lines...), err
	})
	method(c, "seek", "offset, whence=0, /", func(_ *thread, self value, b *bound) (value, error) {
		f := self.(*buffer)
		n, err := b.Int("offset")
		if whence, ok := smallInt(b.Get("whence")); ok && whence == 2 {
			n += int64(len(f.data))
		}
		f.at = int(min(max(n, 0), int64(len(f.data))))
		return integer(f.at), err
	})
	method(c, "tell", "", func(_ *thread, self value, _ *bound) (value, error) { return integer(self.(*buffer).at), nil })
	method(c, "truncate", "size=None, /", func(_ *thread, self value, b *bound) (value, error) {
		f := self.(*buffer)
		n := int64(f.at)
		if given, ok := smallInt(b.Get("size")); ok {
			n = given
		}
		f.data = f.data[:min(max(n, 0), int64(len(f.data)))]
		f.at = min(f.at, len(f.data))
		return python.NewInt(n), nil
	})
	for _, name := range []string{"close", "flush"} {
		method(c, name, "", func(*thread, value, *bound) (value, error) { return python.None, nil })
	}
}

func ioModule() *module {
	m := python.NewModule("io")
	m.Set("StringIO", stringIOClass)
	m.Set("BytesIO", bytesIOClass)
	m.Set("TextIOWrapper", streamClass)
	fn(m, "open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None", func(t *thread, b *bound) (value, error) {
		name, err := pathText(t, b.Get("file"))
		if err != nil {
			return nil, err
		}
		open, err := t.Attr(newPath(name), "open")
		if err != nil {
			return nil, err
		}
		return t.CallKw(open, nil, []python.Kwarg{{Name: "mode", Value: b.Get("mode")}, {Name: "encoding", Value: b.Get("encoding")}})
	})
	return m
}
