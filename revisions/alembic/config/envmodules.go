package config

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// module is a file of the project that is read, not run.
type module struct {
	file  *python.File
	scope *static.Scope
	path  string
}

// modules finds and parses the modules that env.py leads to.
type modules struct {
	fsys fs.FS
	dirs []string // where imports are looked up
	read map[string]*module
	// scopes finds the module of a module's scope.
	scopes map[*static.Scope]*module
}

// maxModuleSize is above what a settings module is long.
const maxModuleSize = 4 << 20

// maxModules bounds how many files are opened for one env.py.
const maxModules = 2000

func (p *Project) newModules() *modules {
	m := &modules{fsys: p.fsys, read: map[string]*module{}, scopes: map[*static.Scope]*module{}}
	add := func(dir string) {
		if !slices.Contains(m.dirs, dir) && fs.ValidPath(dir) {
			m.dirs = append(m.dirs, dir)
		}
	}
	for _, dir := range p.SysPath {
		add(dir)
	}
	add(p.opts.Dir)
	for _, f := range p.Files {
		add(path.Dir(f.Path))
	}
	// What env.py puts on sys.path itself is nearly always a folder above it, and
	// installed projects lie in src or lib.
	for dir := p.Script.Dir; ; dir = path.Dir(dir) {
		add(dir)
		add(path.Join(dir, "src"))
		add(path.Join(dir, "lib"))
		if dir == "." {
			return m
		}
	}
}

// open parses a file; nil if it is not there or cannot be parsed.
func (m *modules) open(name string) *module {
	if mod, done := m.read[name]; done {
		return mod
	}
	m.read[name] = nil
	info, err := fs.Stat(m.fsys, name)
	if err != nil || info.IsDir() || info.Size() > maxModuleSize || len(m.read) > maxModules {
		return nil
	}
	content, err := fs.ReadFile(m.fsys, name)
	if err != nil {
		return nil
	}
	file, diags := python.Parse(source.NewFile(name, maskURLs(string(content))))
	if file == nil || diags.HasErrors() {
		return nil
	}
	mod := &module{file: file, scope: static.NewScope(file.Body, nil), path: name}
	m.read[name], m.scopes[mod.scope] = mod, mod
	return mod
}

// find returns the module of a dotted name.
func (m *modules) find(name string) *module {
	inner := strings.ReplaceAll(name, ".", "/")
	if name == "" {
		return nil
	}
	for _, dir := range m.dirs {
		base := path.Join(dir, inner)
		if !fs.ValidPath(base) {
			continue
		}
		if mod := m.open(base + ".py"); mod != nil {
			return mod
		}
		if mod := m.open(base + "/__init__.py"); mod != nil {
			return mod
		}
	}
	return nil
}

// imported returns the module that an import in a scope speaks of.
func (m *modules) imported(im *static.Import, in *static.Scope, name string) *module {
	full := im.Module
	if name != "" {
		full = strings.Trim(im.Module+"."+name, ".")
	}
	if im.Level == 0 {
		return m.find(full)
	}
	here := m.scopes[root(in)]
	if here == nil {
		return nil
	}
	dir := path.Dir(here.path)
	for range im.Level - 1 {
		dir = path.Dir(dir)
	}
	base := path.Join(dir, strings.ReplaceAll(full, ".", "/"))
	if mod := m.open(base + ".py"); mod != nil {
		return mod
	}
	return m.open(base + "/__init__.py")
}

func root(s *static.Scope) *static.Scope {
	for s.Parent != nil {
		s = s.Parent
	}
	return s
}

// member finds a name that a module binds, or passes on from another one.
func (m *modules) member(mod *module, name string, depth int) (*static.Binding, *static.Scope) {
	if mod == nil || depth > 20 {
		return nil, nil
	}
	if b := mod.scope.Own(name); b != nil {
		return m.follow(b, mod.scope, depth+1)
	}
	if b := mod.scope.Own("*"); b != nil && b.Import != nil {
		return m.member(m.imported(b.Import, mod.scope, ""), name, depth+1)
	}
	return nil, nil
}

// follow goes from an imported name to what it stands for. A module is returned
// as a binding of nothing in the module's scope.
func (m *modules) follow(b *static.Binding, in *static.Scope, depth int) (*static.Binding, *static.Scope) {
	if b == nil || b.Import == nil {
		return b, in
	}
	if b.Import.Name == "" {
		if mod := m.imported(b.Import, in, ""); mod != nil {
			return moduleItself, mod.scope
		}
		return nil, nil
	}
	if found, at := m.member(m.imported(b.Import, in, ""), b.Import.Name, depth); found != nil {
		return found, at
	}
	if mod := m.imported(b.Import, in, b.Import.Name); mod != nil {
		return moduleItself, mod.scope
	}
	return nil, nil
}

// moduleItself is the binding that stands for a whole module.
var moduleItself = &static.Binding{}
