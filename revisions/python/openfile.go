package python

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// textFile is an open file: read at once, since files of a project are small.
type textFile struct {
	name   string
	text   string
	at     int
	binary bool
	closed bool
}

// Class returns the class of files.
func (*textFile) Class() *Class { return fileClass }

// ReadFile reads a file of the project by the path that Python code gave. The error is a Python exception.
func (t *Thread) ReadFile(name string) (string, error) {
	clean, err := t.ProjectPath(name)
	if err != nil {
		return "", err
	}
	b, err := fs.ReadFile(t.FS(), clean)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", t.osError(FileNotFoundError, 2, "No such file or directory", name)
	case err != nil && isDir(t.FS(), clean):
		return "", t.osError(IsADirectoryError, 21, "Is a directory", name)
	case err != nil:
		return "", t.osError(OSError, 5, err.Error(), name)
	}
	return string(b), t.Alloc(int64(len(b)))
}

// ProjectPath turns a path that Python code gave into one below the project's root.
func (t *Thread) ProjectPath(name string) (string, error) {
	clean := path.Clean(strings.ReplaceAll(name, "\\", "/"))
	if t.FS() == nil || path.IsAbs(clean) || !fs.ValidPath(clean) {
		return "", t.Unsupported("reading "+name+", which is outside of the project",
			"put the file below the project's root and name it relative to __file__")
	}
	return clean, nil
}

func (t *Thread) osError(class *Class, errno int64, text, name string) error {
	exc := NewInstance(class)
	exc.Attrs.Set("args", Tuple{NewInt(errno), Str(text), Str(name)})
	return t.RaiseValue(exc)
}

func openBuiltin(t *Thread, b *Bound) (Value, error) {
	file := b.Get("file")
	if o, ok := file.(*Opaque); ok {
		return nil, t.Unresolved(o, "the name of a file")
	}
	name, err := t.Str(file)
	if err != nil {
		return nil, err
	}
	mode, err := b.Str("mode")
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(mode, "wax+") {
		return nil, t.Unsupported("writing a file", "a revision can only read files while it is compiled")
	}
	text, err := t.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return OpenText(t, name, text, strings.Contains(mode, "b"), b.Get("encoding"))
}

// OpenText returns an open file with the content given.
func OpenText(t *Thread, name, content string, binary bool, encoding Value) (Value, error) {
	if !binary {
		enc, _ := AsStr(encoding)
		if enc == "" {
			enc = "utf-8"
		}
		text, err := DecodeBytes(t, content, enc, "strict")
		if err != nil {
			return nil, err
		}
		content = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return &textFile{name: name, text: content, binary: binary}, nil
}

func (f *textFile) wrap(s string) Value {
	if f.binary {
		return Bytes(s)
	}
	return Str(s)
}

func (f *textFile) line() string {
	rest := f.text[f.at:]
	n := strings.IndexByte(rest, '\n') + 1
	if n == 0 {
		n = len(rest)
	}
	f.at += n
	return rest[:n]
}

// Enter returns the file itself.
func (f *textFile) Enter(*Thread) (Value, error) { return f, nil }

// Exit closes the file.
func (f *textFile) Exit(*Thread, *Raised) (bool, error) {
	f.closed = true
	return false, nil
}

// Next returns the next line.
func (f *textFile) Next(*Thread) (Value, bool, error) {
	s := f.line()
	return f.wrap(s), s != "", nil
}

// Attr returns the methods for reading.
func (f *textFile) Attr(_ *Thread, name string) (Value, error) {
	fn := func(run func(t *Thread, c *Call) (Value, error)) (Value, error) {
		return NewBuiltin(name, func(t *Thread, c *Call) (Value, error) {
			if f.closed && name != "close" {
				return nil, t.Raise(ValueError, "I/O operation on closed file.")
			}
			return run(t, c)
		}), nil
	}
	switch name {
	case "name":
		return Str(f.name), nil
	case "closed":
		return Bool(f.closed), nil
	case "read":
		return fn(f.read)
	case "readline":
		return fn(func(*Thread, *Call) (Value, error) { return f.wrap(f.line()), nil })
	case "readlines":
		return fn(func(t *Thread, _ *Call) (Value, error) {
			vs, err := t.drain(f)
			return NewList(vs...), err
		})
	case "close":
		return fn(func(*Thread, *Call) (Value, error) {
			f.closed = true
			return None, nil
		})
	case "write", "writelines":
		return fn(func(t *Thread, _ *Call) (Value, error) {
			return nil, t.Unsupported("writing a file", "a revision can only read files while it is compiled")
		})
	}
	return nil, nil
}

func (f *textFile) read(t *Thread, c *Call) (Value, error) {
	rest := f.text[f.at:]
	if len(c.Args) > 0 && c.Args[0] != None {
		n, ok := AsInt(c.Args[0])
		size, small := n.Int64()
		if !ok {
			return nil, t.Raise(TypeError, "argument should be integer or None, not '%s'", c.Args[0].Class().Name)
		}
		if small && size >= 0 && size < int64(len(rest)) {
			if !f.binary {
				runes := []rune(rest)
				size = int64(len(string(runes[:min(int(size), len(runes))])))
			}
			rest = rest[:size]
		}
	}
	f.at += len(rest)
	return f.wrap(rest), nil
}
