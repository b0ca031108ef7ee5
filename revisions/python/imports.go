package python

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// runModule runs the code of a file in a new module; tolerant is for a module
// that the revision only imports.
func (t *Thread) runModule(m *Module, f *File, tolerant bool) error {
	m.Path = f.path
	if m.Path == "" {
		m.Path = cmp.Or(t.in.opts.MainPath, f.Source.Path)
	}
	m.Set("__file__", Str(m.Path))
	m.Set("__doc__", docValue(f.Doc))
	m.Set("__spec__", None)
	if _, ok := m.Get("__package__"); !ok {
		m.Set("__package__", Str(parentOf(m.Name)))
	}
	e := newEnv(f.scope, nil, m)
	e.vars = &m.Attrs
	var anns []Annotation
	e.ann = &anns
	if err := t.enter(); err != nil {
		return err
	}
	t.frames = append(t.frames, &frame{name: "<module>", at: f.Source.Span(0, 0)})
	var err error
	if tolerant {
		err = t.execTolerant(e, m, f.Body)
	} else {
		err = t.exec(e, f.Body)
	}
	t.frames = t.frames[:len(t.frames)-1]
	t.depth--
	return err
}

func docValue(doc string) Value {
	if doc == "" {
		return None
	}
	return Str(doc)
}

func parentOf(module string) string {
	if i := strings.LastIndexByte(module, '.'); i >= 0 {
		return module[:i]
	}
	return ""
}

// Import returns the module of a dotted name. A module that is neither the
// host's nor the project's is an *Opaque: an import never fails, since Python
// code on the machine that has the module would go on, and so it must here,
// in `try: import x / except ImportError` too.
func (t *Thread) Import(name string) (Value, error) {
	if m, ok := t.in.modules[name]; ok {
		return m, nil
	}
	if name == "builtins" {
		return builtinsModule(), nil
	}
	if m, ok := t.hostModule(name); ok {
		return m, nil
	}
	if parent := parentOf(name); parent != "" {
		p, err := t.Import(parent)
		if err != nil {
			return nil, err
		}
		if o, ok := p.(*Opaque); ok {
			return o.derive(name), nil
		}
		if m, ok := t.in.modules[name]; ok {
			return m, nil // the parent imported it
		}
	}
	if m, err := t.projectModule(name); m != nil || err != nil {
		return m, err
	}
	why := t.in.opts.Absent
	if why == "" {
		why = "is not in the project"
	}
	return &Opaque{Reason: "the module " + name + " " + why, Origin: t.Span(), Path: name}, nil
}

func (t *Thread) hostModule(name string) (*Module, bool) {
	if t.in.opts.Modules == nil {
		return nil, false
	}
	m, ok := t.in.opts.Modules(name)
	if ok {
		t.in.modules[name] = m
	}
	return m, ok
}

// submodule finds pkg.name as an attribute of pkg. In Python something must have
// imported it; where Alembic runs, env.py and the application have.
func (t *Thread) submodule(m *Module, name string) (Value, error) {
	full := m.Name + "." + name
	if sub, ok := t.in.modules[full]; ok {
		return sub, nil
	}
	if !strings.HasSuffix(m.Path, "/__init__.py") || t.in.opts.FS == nil {
		return nil, nil
	}
	base := path.Join(path.Dir(m.Path), name)
	if isFile(t.in.opts.FS, base+".py") || isFile(t.in.opts.FS, base+"/__init__.py") {
		return t.projectModule(full)
	}
	return nil, nil
}

// projectModule runs a module that lies in the project. (nil, nil): there is none.
func (t *Thread) projectModule(name string) (Value, error) {
	if t.in.opts.FS == nil {
		return nil, nil
	}
	rel := strings.ReplaceAll(name, ".", "/")
	namespace := ""
	for _, dir := range t.in.opts.Path {
		base := path.Join(dir, rel)
		if !fs.ValidPath(base) {
			continue
		}
		for _, file := range []string{base + "/__init__.py", base + ".py"} {
			if isFile(t.in.opts.FS, file) {
				return t.loadProject(name, file)
			}
		}
		if namespace == "" && isDir(t.in.opts.FS, base) {
			namespace = base
		}
	}
	if namespace == "" {
		return nil, nil
	}
	m := NewModule(name)
	m.Set("__package__", Str(name))
	t.in.modules[name] = m
	return m, nil
}

func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// ImportFile returns the module of a file of the project, as an import of it would.
func (t *Thread) ImportFile(file string) (Value, error) {
	name := strings.ReplaceAll(strings.TrimSuffix(file, ".py"), "/", ".")
	if m, ok := t.in.modules[name]; ok {
		return m, nil
	}
	return t.loadProject(name, file)
}

func (t *Thread) loadProject(name, file string) (Value, error) {
	m := NewModule(name)
	m.project = true
	if strings.HasSuffix(file, "/__init__.py") {
		m.Set("__package__", Str(name))
	}
	t.in.modules[name] = m // first, so that circular imports find it
	f, diags, err := t.in.opts.Cache.Load(t.in.opts.FS, file)
	switch {
	case err != nil:
		return t.failModule(m, file+" cannot be read"), nil
	case diags.HasErrors():
		return t.failModule(m, "its file has an error: "+diags.Error()), nil
	}
	return m, t.runModule(m, f, true)
}

func place(err error) string {
	d := Diagnose(err)
	if d.Span.IsZero() {
		return ""
	}
	head := d.Head()
	if i := strings.Index(head, ": error"); i > 0 {
		return head[:i+2]
	}
	return ""
}

// failModule makes a module of the project that could not be evaluated one of which
// the names bound so far are known and all others are opaque.
func (t *Thread) failModule(m *Module, why string) Value {
	reason := "the module " + m.Name + " cannot be evaluated: " + why
	m.failed = &Opaque{Reason: reason, Origin: t.Span(), Path: m.Name}
	t.Note(source.Note, CodeImport, "%s", reason)
	return m
}

func (t *Thread) execImport(e *env, s *Import) error {
	for _, n := range s.Names {
		t.at(n.Span)
		v, err := t.Import(n.Name)
		if err != nil {
			return err
		}
		bound := n.As
		if bound == "" {
			// import a.b.c binds a.
			top, _, dotted := strings.Cut(n.Name, ".")
			bound = top
			if dotted {
				if v, err = t.Import(top); err != nil {
					return err
				}
			}
		}
		if err := t.bindName(e, bound, v); err != nil {
			return err
		}
	}
	return nil
}

func (t *Thread) execImportFrom(e *env, s *ImportFrom) error {
	name, err := t.absolute(e, s)
	if err != nil {
		return err
	}
	v, err := t.Import(name)
	if err != nil {
		return err
	}
	for _, n := range s.Names {
		t.at(n.Span)
		if n.Name == "*" {
			if err := t.importStar(e, v); err != nil {
				return err
			}
			continue
		}
		item, err := t.importName(v, name, n.Name)
		if err != nil {
			return err
		}
		bound := n.As
		if bound == "" {
			bound = n.Name
		}
		if err := t.bindName(e, bound, item); err != nil {
			return err
		}
	}
	return nil
}

// absolute resolves a relative import.
func (t *Thread) absolute(e *env, s *ImportFrom) (string, error) {
	if s.Level == 0 {
		return s.Module, nil
	}
	v, _ := e.globals.Get("__package__")
	pkg, _ := AsStr(v)
	for range s.Level - 1 {
		if pkg == "" {
			break
		}
		pkg = parentOf(pkg)
	}
	if pkg == "" {
		if s.Module == "" {
			return "", t.Raise(ImportError, "attempted relative import with no known parent package")
		}
		return s.Module, nil
	}
	if s.Module == "" {
		return pkg, nil
	}
	return pkg + "." + s.Module, nil
}

// importName is one name of "from module import name".
func (t *Thread) importName(v Value, module, name string) (Value, error) {
	m, ok := v.(*Module)
	if !ok {
		return t.Attr(v, name)
	}
	item, err := t.attr(m, name)
	if item != nil || err != nil && !isRaised(err, AttributeError) {
		return item, err
	}
	sub, err := t.Import(module + "." + name)
	if err != nil {
		return nil, err
	}
	if _, unknown := sub.(*Opaque); !unknown {
		return sub, nil
	}
	reason := "the module " + module + " has no name " + name
	if hint := nearest(name, m.Names()); hint != "" {
		reason += " (" + hint + ")"
	}
	return &Opaque{Reason: reason, Origin: t.Span(), Path: module + "." + name}, nil
}

func (t *Thread) importStar(e *env, v Value) error {
	m, ok := v.(*Module)
	if !ok {
		// Any name that is not found later may have come from here.
		o, _ := v.(*Opaque)
		if e.globals.failed == nil && o != nil {
			e.globals.failed = o
		}
		return nil
	}
	if m.failed != nil && e.globals.failed == nil {
		e.globals.failed = m.failed
	}
	names := m.Names()
	all, listed := m.Get("__all__")
	if !listed && m.Getter != nil {
		var err error
		if all, err = m.Getter(t, "__all__"); err != nil {
			return err
		}
		listed = all != nil
	}
	if listed {
		vs, err := t.Collect(all)
		if err != nil {
			return err
		}
		names = names[:0]
		for _, v := range vs {
			if s, ok := AsStr(v); ok {
				names = append(names, s)
			}
		}
	}
	for _, n := range names {
		if !listed && strings.HasPrefix(n, "_") {
			continue
		}
		item, err := t.importName(m, m.Name, n)
		if err != nil {
			return err
		}
		if err := t.bindName(e, n, item); err != nil {
			return err
		}
	}
	return nil
}
