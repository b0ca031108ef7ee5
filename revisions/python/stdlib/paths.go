package stdlib

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// pathText returns the text of a path that is a str or a Path.
func pathText(t *thread, v value) (string, error) {
	if p, ok := v.(*purePath); ok {
		return p.text, nil
	}
	if s, ok := python.AsStr(v); ok {
		return s, nil
	}
	if o, ok := v.(*python.Opaque); ok {
		return "", t.Unresolved(o, "a path")
	}
	return "", t.Raise(python.TypeError, "expected str, bytes or os.PathLike object, not %s", v.Class().Name)
}

// statPath looks at a file of the project; nil says that there is none.
func statPath(t *thread, name string) (fs.FileInfo, error) {
	clean, err := t.ProjectPath(name)
	if err != nil {
		return nil, err
	}
	info, err := fs.Stat(t.FS(), clean)
	if err != nil {
		return nil, nil // what cannot be looked at does not exist, as in Python
	}
	return info, nil
}

// listPath returns the names in a folder of the project, sorted: the order of
// the file system is not the same on each machine.
func listPath(t *thread, name string) ([]string, error) {
	clean, err := t.ProjectPath(name)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(t.FS(), clean)
	if err != nil {
		exc := python.NewInstance(python.FileNotFoundError)
		exc.Attrs.Set("args", python.Tuple{integer(2), python.Str("No such file or directory"), python.Str(name)})
		return nil, t.RaiseValue(exc)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	slices.Sort(names)
	return names, t.Step(int64(len(names)))
}

// joinPath is os.path.join.
func joinPath(parts ...string) string {
	out := ""
	for _, p := range parts {
		switch {
		case strings.HasPrefix(p, "/") || out == "":
			out = p
		case strings.HasSuffix(out, "/"):
			out += p
		default:
			out += "/" + p
		}
	}
	return out
}

// splitPath is os.path.split.
func splitPath(s string) (head, tail string) {
	i := strings.LastIndexByte(s, '/') + 1
	head, tail = s[:i], s[i:]
	if trimmed := strings.TrimRight(head, "/"); trimmed != "" {
		head = trimmed
	}
	return head, tail
}

// splitExt is os.path.splitext: leading dots belong to the name.
func splitExt(s string) (root, ext string) {
	_, tail := splitPath(s)
	name := strings.TrimLeft(tail, ".")
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return s, ""
	}
	return s[:len(s)-len(name)+i], name[i:]
}

func osPathModule() *module {
	m := python.NewModule("os.path")
	m.Set("sep", python.Str("/"))
	text := func(names []string, run func(s string) value) {
		for _, name := range names {
			fn(m, name, "path, /, *, strict=False", func(t *thread, b *bound) (value, error) {
				if o, ok := b.Get("path").(*python.Opaque); ok {
					return o, nil
				}
				s, err := pathText(t, b.Get("path"))
				if err != nil {
					return nil, err
				}
				return run(s), nil
			})
		}
	}
	text([]string{"dirname"}, func(s string) value { head, _ := splitPath(s); return python.Str(head) })
	text([]string{"basename"}, func(s string) value { _, tail := splitPath(s); return python.Str(tail) })
	text([]string{"split"}, func(s string) value { head, tail := splitPath(s); return texts(head, tail) })
	text([]string{"splitext"}, func(s string) value { root, ext := splitExt(s); return texts(root, ext) })
	// The project's root is the place where everything starts, so a path is made
	// absolute by leaving it relative to the root.
	text([]string{"abspath", "realpath", "normpath"}, func(s string) value { return python.Str(path.Clean(s)) })
	text([]string{"expanduser", "expandvars", "normcase", "fspath"}, func(s string) value { return python.Str(s) })
	text([]string{"isabs"}, func(s string) value { return python.Bool(strings.HasPrefix(s, "/")) })
	stat := func(names []string, test func(fs.FileInfo) bool) {
		for _, name := range names {
			fn(m, name, "path, /", func(t *thread, b *bound) (value, error) {
				s, err := pathText(t, b.Get("path"))
				if err != nil {
					return nil, err
				}
				info, err := statPath(t, s)
				return python.Bool(info != nil && test(info)), err
			})
		}
	}
	stat([]string{"exists", "lexists"}, func(fs.FileInfo) bool { return true })
	stat([]string{"isfile"}, func(i fs.FileInfo) bool { return !i.IsDir() })
	stat([]string{"isdir"}, fs.FileInfo.IsDir)
	stat([]string{"islink"}, func(fs.FileInfo) bool { return false })
	fn(m, "join", "path, /, *paths", func(t *thread, b *bound) (value, error) {
		parts := make([]string, 0, len(b.Star())+1)
		for _, v := range append([]value{b.Get("path")}, b.Star()...) {
			if o, ok := v.(*python.Opaque); ok {
				return o, nil
			}
			s, err := pathText(t, v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, s)
		}
		return python.Str(joinPath(parts...)), nil
	})
	fn(m, "relpath", "path, start='.', /", func(t *thread, b *bound) (value, error) {
		s, err := pathText(t, b.Get("path"))
		if err != nil {
			return nil, err
		}
		start, err := pathText(t, b.Get("start"))
		return python.Str(relPath(s, start)), err
	})
	for _, name := range []string{"getmtime", "getctime", "getatime"} {
		m.Set(name, unknown("os.path."+name, clockReason))
	}
	fn(m, "getsize", "path, /", func(t *thread, b *bound) (value, error) {
		s, err := pathText(t, b.Get("path"))
		if err != nil {
			return nil, err
		}
		text, err := t.ReadFile(s)
		return integer(len(text)), err
	})
	return m
}

// relPath is os.path.relpath for two paths that are both relative or both absolute.
func relPath(s, start string) string {
	split := func(p string) []string {
		return strings.FieldsFunc(path.Clean(p), func(r rune) bool { return r == '/' })
	}
	drop := func(parts []string) []string {
		return slices.DeleteFunc(parts, func(p string) bool { return p == "." })
	}
	a, b := drop(split(s)), drop(split(start))
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	out := append(slices.Repeat([]string{".."}, len(b)-n), a[n:]...)
	if len(out) == 0 {
		return "."
	}
	return strings.Join(out, "/")
}

func osModule() *module {
	m := python.NewModule("os")
	for name, text := range inOrder(map[string]string{
		"sep": "/", "linesep": "\n", "name": "posix", "curdir": ".", "pardir": "..", "pathsep": ":", "extsep": ".", "devnull": "/dev/null",
	}) {
		m.Set(name, python.Str(text))
	}
	env := &environ{set: map[string]string{}}
	m.Set("environ", env)
	m.Set("path", osPathModule())
	m.Set("PathLike", purePathClass)
	fn(m, "getenv", "key, default=None", func(t *thread, b *bound) (value, error) { return env.get(t, b) })
	fn(m, "putenv", "key, value, /", func(t *thread, b *bound) (value, error) {
		return python.None, env.SetIndex(t, b.Get("key"), b.Get("value"))
	})
	fn(m, "getcwd", "", func(*thread, *bound) (value, error) { return python.Str("."), nil })
	fn(m, "fspath", "path", func(t *thread, b *bound) (value, error) {
		s, err := pathText(t, b.Get("path"))
		return python.Str(s), err
	})
	fn(m, "listdir", "path='.'", func(t *thread, b *bound) (value, error) {
		s, err := pathText(t, b.Get("path"))
		if err != nil {
			return nil, err
		}
		names, err := listPath(t, s)
		return python.NewList(texts(names...)...), err
	})
	fn(m, "walk", "top, topdown=True, onerror=None, followlinks=False", func(t *thread, b *bound) (value, error) {
		s, err := pathText(t, b.Get("top"))
		if err != nil {
			return nil, err
		}
		var out []value
		err = walkPath(t, s, &out)
		return &python.IteratorValue{Iterator: python.SliceIterator(out)}, err
	})
	fn(m, "urandom", "size, /", func(t *thread, _ *bound) (value, error) {
		return python.NewOpaque("os.urandom()", randomReason, t.Span()), nil
	})
	for _, name := range []string{"getpid", "getppid", "getuid", "getlogin", "uname", "cpu_count", "gethostname", "stat"} {
		m.Set(name, unknown("os."+name, "the machine is not looked at"))
	}
	m.Getter = func(t *thread, name string) (value, error) {
		if strings.HasPrefix(name, "_") {
			return nil, nil
		}
		return nil, t.Unsupported("os."+name, "a revision cannot use the operating system while it is compiled; keep that outside of the revision")
	}
	return m
}

func walkPath(t *thread, top string, out *[]value) error {
	names, err := listPath(t, top)
	if err != nil {
		if _, raised := err.(*python.Raised); raised {
			return nil // os.walk is silent about folders that it cannot read
		}
		return err
	}
	var dirs, files []string
	for _, n := range names {
		info, err := statPath(t, joinPath(top, n))
		if err != nil {
			return err
		}
		if info != nil && info.IsDir() {
			dirs = append(dirs, n)
		} else {
			files = append(files, n)
		}
	}
	*out = append(*out, python.Tuple{python.Str(top), python.NewList(texts(dirs...)...), python.NewList(texts(files...)...)})
	for _, d := range dirs {
		if err := walkPath(t, joinPath(top, d), out); err != nil {
			return err
		}
	}
	return nil
}

// matchName is fnmatch: "*", "?" and sets, for one name.
func matchName(name, glob string) bool {
	ok, err := path.Match(strings.ReplaceAll(glob, "[!", "[^"), name)
	return ok && err == nil
}

func fnmatchModule() *module {
	m := python.NewModule("fnmatch")
	for _, name := range []string{"fnmatch", "fnmatchcase"} {
		fn(m, name, "name, pat", func(_ *thread, b *bound) (value, error) {
			s, err := b.Str("name")
			if err != nil {
				return nil, err
			}
			pat, err := b.Str("pat")
			return python.Bool(matchName(strings.ReplaceAll(s, "/", "\x01"), strings.ReplaceAll(pat, "/", "\x01"))), err
		})
	}
	fn(m, "filter", "names, pat", func(t *thread, b *bound) (value, error) {
		names, err := t.Collect(b.Get("names"))
		if err != nil {
			return nil, err
		}
		pat, err := b.Str("pat")
		if err != nil {
			return nil, err
		}
		out := python.NewList()
		for _, n := range names {
			if s, ok := python.AsStr(n); ok && matchName(s, pat) {
				out.Elems = append(out.Elems, n)
			}
		}
		return out, nil
	})
	return m
}

// globPaths finds the files that match a pattern below a folder, sorted; "**" stands for any number of folders.
func globPaths(t *thread, base string, parts []string) ([]string, error) {
	if len(parts) == 0 {
		return []string{base}, nil
	}
	part, rest := parts[0], parts[1:]
	if part == "**" {
		return globAny(t, base, parts)
	}
	if !strings.ContainsAny(part, "*?[") {
		next := joinPath(base, part)
		info, err := statPath(t, next)
		if info == nil || err != nil {
			return nil, err
		}
		return globPaths(t, next, rest)
	}
	names, err := globNames(t, base)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, n := range names {
		if !matchName(n, part) || strings.HasPrefix(n, ".") && !strings.HasPrefix(part, ".") {
			continue
		}
		next := joinPath(base, n)
		if len(rest) > 0 {
			if info, err := statPath(t, next); err != nil || info == nil || !info.IsDir() {
				if err != nil {
					return nil, err
				}
				continue
			}
		}
		found, err := globPaths(t, next, rest)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// globNames lists a folder; one that is not there has no names.
func globNames(t *thread, base string) ([]string, error) {
	if base == "" {
		base = "."
	}
	info, err := statPath(t, base)
	if err != nil || info == nil || !info.IsDir() {
		return nil, err
	}
	return listPath(t, base)
}

func globAny(t *thread, base string, parts []string) ([]string, error) {
	out, err := globPaths(t, base, parts[1:])
	if err != nil {
		return nil, err
	}
	names, err := globNames(t, base)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		next := joinPath(base, n)
		info, err := statPath(t, next)
		if err != nil {
			return nil, err
		}
		if info == nil || !info.IsDir() {
			continue
		}
		found, err := globPaths(t, next, parts)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func globModule() *module {
	m := python.NewModule("glob")
	for _, name := range []string{"glob", "iglob"} {
		fn(m, name, "pathname, *, root_dir=None, recursive=False, include_hidden=False", func(t *thread, b *bound) (value, error) {
			pattern, err := pathText(t, b.Get("pathname"))
			if err != nil {
				return nil, err
			}
			found, err := globPaths(t, "", strings.Split(pattern, "/"))
			return python.NewList(texts(found...)...), err
		})
	}
	fn(m, "escape", "pathname", func(_ *thread, b *bound) (value, error) {
		s, err := b.Str("pathname")
		return python.Str(strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(s)), err
	})
	return m
}
