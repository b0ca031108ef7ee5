package stdlib

import (
	"io/fs"
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	purePathClass = python.NewClass("pathlib", "PurePath")
	pathClass     = python.NewClass("pathlib", "Path", purePathClass)
	posixClass    = python.NewClass("pathlib", "PosixPath", pathClass)
)

// purePath is a pathlib.Path below the project's root.
type purePath struct{ text string }

// Class returns pathlib.PosixPath.
func (*purePath) Class() *class { return posixClass }

func newPath(text string) *purePath {
	for strings.Contains(text, "/./") {
		text = strings.ReplaceAll(text, "/./", "/")
	}
	for strings.Contains(text, "//") {
		text = strings.ReplaceAll(text, "//", "/")
	}
	text = strings.TrimPrefix(text, "./")
	if text = strings.TrimSuffix(text, "/."); len(text) > 1 {
		text = strings.TrimSuffix(text, "/")
	}
	if text == "" {
		text = "."
	}
	return &purePath{text}
}

// Str implements python.HasStr.
func (p *purePath) Str(*thread) (string, error) { return p.text, nil }

// Repr implements python.HasRepr.
func (p *purePath) Repr(t *thread) (string, error) {
	s, err := t.Repr(python.Str(p.text))
	return "PosixPath(" + s + ")", err
}

// HashKey implements python.HasHash.
func (p *purePath) HashKey() (string, bool) { return p.text, true }

// Binary implements python.HasBinary: path / "x", and comparison.
func (p *purePath) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	if op == "/" {
		s, err := pathText(t, other)
		if err != nil {
			return nil, err
		}
		if reflected {
			return newPath(joinPath(s, p.text)), nil
		}
		return newPath(joinPath(p.text, s)), nil
	}
	o, ok := other.(*purePath)
	if !ok {
		return nil, nil
	}
	if reflected {
		p, o = o, p
	}
	return compareOp(op, strings.Compare(strings.ReplaceAll(p.text, "/", "\x00"), strings.ReplaceAll(o.text, "/", "\x00"))), nil
}

func (p *purePath) parent() *purePath {
	if p.text == "." || p.text == "/" {
		return p
	}
	return newPath(path.Dir(p.text))
}

func (p *purePath) name() string {
	if p.text == "." || p.text == "/" {
		return ""
	}
	return path.Base(p.text)
}

// Attr implements python.HasAttr.
func (p *purePath) Attr(_ *thread, name string) (value, error) {
	stem, suffix := splitExt(p.name())
	switch name {
	case "name":
		return python.Str(p.name()), nil
	case "stem":
		return python.Str(stem), nil
	case "suffix":
		return python.Str(suffix), nil
	case "suffixes":
		parts := strings.Split(strings.TrimLeft(p.name(), "."), ".")[1:]
		for i := range parts {
			parts[i] = "." + parts[i]
		}
		return python.NewList(texts(parts...)...), nil
	case "parent":
		return p.parent(), nil
	case "parents":
		var out python.Tuple
		for at := p; at.parent() != at; at = at.parent() {
			out = append(out, at.parent())
		}
		return out, nil
	case "parts":
		parts := strings.Split(p.text, "/")
		if parts[0] == "" {
			parts[0] = "/"
		}
		return texts(parts...), nil
	case "anchor", "root":
		if strings.HasPrefix(p.text, "/") {
			return python.Str("/"), nil
		}
		return python.Str(""), nil
	}
	return nil, nil
}

func init() {
	for _, c := range []*class{purePathClass, pathClass, posixClass} {
		construct(c, "*pathsegments", func(t *thread, b *bound) (value, error) {
			parts := make([]string, len(b.Star()))
			for i, v := range b.Star() {
				if o, ok := v.(*python.Opaque); ok {
					return o, nil
				}
				s, err := pathText(t, v)
				if err != nil {
					return nil, err
				}
				parts[i] = s
			}
			return newPath(joinPath(parts...)), nil
		})
	}
	static(pathClass, "cwd", "", func(*thread, *bound) (value, error) { return newPath("."), nil })
	pathClass.Attrs.Set("home", unknown("pathlib.Path.home", "the machine is not looked at"))
	registerPathText()
	registerPathFiles()
}

func registerPathText() {
	same := func(_ *thread, self value, _ *bound) (value, error) { return self, nil }
	method(pathClass, "resolve", "strict=False", func(_ *thread, self value, _ *bound) (value, error) {
		return newPath(path.Clean(self.(*purePath).text)), nil
	})
	method(pathClass, "absolute", "", same)
	method(pathClass, "expanduser", "", same)
	method(purePathClass, "as_posix", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Str(self.(*purePath).text), nil
	})
	method(purePathClass, "__fspath__", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Str(self.(*purePath).text), nil
	})
	method(purePathClass, "is_absolute", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Bool(strings.HasPrefix(self.(*purePath).text, "/")), nil
	})
	method(purePathClass, "joinpath", "*other", func(t *thread, self value, b *bound) (value, error) {
		text := self.(*purePath).text
		for _, v := range b.Star() {
			s, err := pathText(t, v)
			if err != nil {
				return nil, err
			}
			text = joinPath(text, s)
		}
		return newPath(text), nil
	})
	with := func(name string, change func(p *purePath, s string) string) {
		method(purePathClass, name, "text", func(t *thread, self value, b *bound) (value, error) {
			s, err := b.Str("text")
			if err != nil {
				return nil, err
			}
			p := self.(*purePath)
			if p.name() == "" {
				return nil, t.Raise(python.ValueError, "PosixPath('%s') has an empty name", p.text)
			}
			return newPath(joinPath(p.parent().text, change(p, s))), nil
		})
	}
	with("with_name", func(_ *purePath, s string) string { return s })
	with("with_suffix", func(p *purePath, s string) string { stem, _ := splitExt(p.name()); return stem + s })
	with("with_stem", func(p *purePath, s string) string { _, suffix := splitExt(p.name()); return s + suffix })
	method(purePathClass, "match", "pattern", func(_ *thread, self value, b *bound) (value, error) {
		pattern, err := b.Str("pattern")
		return python.Bool(matchName(self.(*purePath).name(), path.Base(pattern))), err
	})
	method(purePathClass, "relative_to", "other", func(t *thread, self value, b *bound) (value, error) {
		base, err := pathText(t, b.Get("other"))
		if err != nil {
			return nil, err
		}
		p := self.(*purePath).text
		if base == "." && !strings.HasPrefix(p, "/") {
			return self, nil
		}
		rest, ok := strings.CutPrefix(p+"/", strings.TrimSuffix(base, "/")+"/")
		if !ok {
			return nil, t.Raise(python.ValueError, "'%s' is not in the subpath of '%s'", p, base)
		}
		return newPath(strings.TrimSuffix(rest, "/")), nil
	})
}

func registerPathFiles() {
	stat := func(name string, test func(fs.FileInfo) bool) {
		method(pathClass, name, "", func(t *thread, self value, _ *bound) (value, error) {
			info, err := statPath(t, self.(*purePath).text)
			return python.Bool(info != nil && test(info)), err
		})
	}
	stat("exists", func(fs.FileInfo) bool { return true })
	stat("is_file", func(i fs.FileInfo) bool { return !i.IsDir() })
	stat("is_dir", fs.FileInfo.IsDir)
	open := func(t *thread, self value, mode, encoding value) (value, error) {
		m, ok := python.AsStr(mode)
		if !ok || strings.ContainsAny(m, "wax+") {
			return nil, t.Unsupported("writing a file", "a revision can only read files while it is compiled")
		}
		text, err := t.ReadFile(self.(*purePath).text)
		if err != nil {
			return nil, err
		}
		return python.OpenText(t, self.(*purePath).text, text, strings.Contains(m, "b"), encoding)
	}
	method(pathClass, "open", "mode='r', buffering=-1, encoding=None, errors=None, newline=None", func(t *thread, self value, b *bound) (value, error) {
		return open(t, self, b.Get("mode"), b.Get("encoding"))
	})
	method(pathClass, "read_text", "encoding=None, errors=None, newline=None", func(t *thread, self value, b *bound) (value, error) {
		f, err := open(t, self, python.Str("r"), b.Get("encoding"))
		if err != nil {
			return nil, err
		}
		return t.CallMethod(f, "read")
	})
	method(pathClass, "read_bytes", "", func(t *thread, self value, _ *bound) (value, error) {
		text, err := t.ReadFile(self.(*purePath).text)
		return python.Bytes(text), err
	})
	method(pathClass, "iterdir", "", func(t *thread, self value, _ *bound) (value, error) {
		names, err := listPath(t, self.(*purePath).text)
		out := make([]value, len(names))
		for i, n := range names {
			out[i] = newPath(joinPath(self.(*purePath).text, n))
		}
		return &python.IteratorValue{Iterator: python.SliceIterator(out)}, err
	})
	glob := func(name string, prefix ...string) {
		method(pathClass, name, "pattern", func(t *thread, self value, b *bound) (value, error) {
			pattern, err := b.Str("pattern")
			if err != nil {
				return nil, err
			}
			found, err := globPaths(t, self.(*purePath).text, append(prefix[:len(prefix):len(prefix)], strings.Split(pattern, "/")...))
			out := make([]value, len(found))
			for i, f := range found {
				out[i] = newPath(f)
			}
			return &python.IteratorValue{Iterator: python.SliceIterator(out)}, err
		})
	}
	glob("glob")
	glob("rglob", "**")
	for _, name := range []string{"write_text", "write_bytes", "mkdir", "unlink", "touch", "rename", "rmdir", "chmod", "symlink_to"} {
		method(pathClass, name, "*args, **kwargs", func(t *thread, _ value, _ *bound) (value, error) {
			return nil, t.Unsupported("Path."+name+"()", "a revision can only read files while it is compiled")
		})
	}
}

func pathlibModule() *module {
	m := python.NewModule("pathlib")
	for _, c := range []*class{purePathClass, pathClass, posixClass} {
		m.Set(c.Name, c)
	}
	m.Set("PurePosixPath", purePathClass)
	return m
}
