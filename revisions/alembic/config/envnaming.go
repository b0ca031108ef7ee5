package config

import (
	"io/fs"
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// namingConvention reads the naming_convention of target_metadata, which gives
// names to the constraints that revisions leave unnamed.
func (r *envReader) namingConvention(args []argument, calls []envCall) {
	a := find(args, "target_metadata")
	for _, other := range calls[1:] {
		if a != nil && a.v != python.None {
			break
		}
		if there := find(r.arguments(other, false), "target_metadata"); there != nil {
			a = there // a call without it is a slip that the convention should not depend on
		}
	}
	if a == nil || a.x == nil || a.v == python.None {
		return
	}
	f := &metadataFinder{v: r.values}
	f.object(a.x, a.in, 0)
	if f.found == nil {
		f.assigned(r.file.Body, r.scope)
	}
	switch {
	case f.found != nil:
	case f.known:
		return // a MetaData without a convention
	default:
		if !f.search(r.p) {
			return
		}
		if f.found != nil {
			r.diags.Notef(f.found.Place(), codeAssumed, "if that is another one's, say naming_convention in sqlplan.toml",
				"target_metadata of env.py cannot be followed: the only naming convention of the project is taken")
		}
	}
	if f.found == nil || !r.convention(f) {
		r.diags.Notef(a.span, codeEnvArgument, "if there is one, say it in sqlplan.toml as [naming_convention]",
			"the naming convention of target_metadata cannot be read: none is assumed")
	}
}

// convention reads the dict that was found; what holds more than texts is read in part.
func (r *envReader) convention(f *metadataFinder) bool {
	v, ok := r.values.value(f.found, f.in)
	if d, isDict := v.(*python.Dict); ok && isDict {
		for _, item := range d.Items() {
			r.addConvention(item.Key, item.Value, f.found, nil)
		}
		return true
	}
	entries, _ := r.entries(f.found, f.in, 0)
	for _, e := range entries {
		place := python.Expr(f.found)
		if e.x != nil {
			place = e.x
		}
		r.addConvention(python.Str(e.name), e.v, place, f.in)
	}
	return len(entries) > 0
}

// addConvention adds an entry; in is the scope of the expression at which it stands.
func (r *envReader) addConvention(key, format python.Value, at python.Expr, in *static.Scope) {
	name, ok := key.(python.Str)
	if !ok {
		return // a class such as ForeignKeyConstraint, which Alembic knows, and nobody writes
	}
	c := Convention{Key: Text{Value: string(name), Span: at.Place()}}
	if fn := r.function(at, in); fn != nil && format == nil {
		c.Function = fn
		r.env.NamingConvention = append(r.env.NamingConvention, c)
		return
	}
	s, ok := format.(python.Str)
	if !ok {
		r.diags.Notef(at.Place(), codeEnvArgument, "give the constraints of revisions that rest on it a name",
			"the entry %q of the naming convention is no text: names that need it are not made", string(name))
		return
	}
	c.Format = Text{Value: string(s), Span: at.Place()}
	r.env.NamingConvention = append(r.env.NamingConvention, c)
}

// function finds the function that a name stands for, nil if it is none of a module of the project.
func (r *envReader) function(e python.Expr, in *static.Scope) *Function {
	name, ok := e.(*python.Name)
	if !ok || in == nil {
		return nil
	}
	b, at := in.Find(name.ID)
	b, at = r.values.modules.follow(b, at, 0)
	if b == nil || b.Func == nil || at == nil {
		return nil
	}
	if mod := r.values.modules.scopes[root(at)]; mod != nil {
		return &Function{File: mod.path, Name: b.Func.Name}
	}
	return nil
}

// metadataFinder follows an expression to the MetaData that it stands for.
type metadataFinder struct {
	v     *values
	known bool        // a MetaData was found
	found python.Expr // its naming_convention
	in    *static.Scope
}

func (f *metadataFinder) object(e python.Expr, in *static.Scope, depth int) {
	if depth > 15 || e == nil || f.found != nil {
		return
	}
	switch e := e.(type) {
	case *python.CallExpr:
		f.call(e, in, depth+1)
	case *python.Attribute:
		if e.Name == "metadata" {
			f.owner(e.X, in, depth+1)
			return
		}
		b, at := f.v.object(e, in, 0)
		f.binding(b, at, depth+1)
	case *python.Name:
		b, at := in.Find(e.ID)
		b, at = f.v.modules.follow(b, at, 0)
		f.binding(b, at, depth+1)
	case *python.ListExpr:
		f.known = true // Alembic looks for a convention at a single MetaData only
	}
}

func (f *metadataFinder) binding(b *static.Binding, in *static.Scope, depth int) {
	if b == nil {
		return
	}
	f.object(b.Value, in, depth)
	if mod := f.v.modules.scopes[root(in)]; mod != nil && f.found == nil {
		f.assigned(mod.file.Body, mod.scope)
	}
}

// call reads MetaData(naming_convention=...), and metadata= of what makes a base class.
func (f *metadataFinder) call(e *python.CallExpr, in *static.Scope, depth int) {
	for _, a := range e.Args {
		switch a.Name {
		case "naming_convention":
			f.found, f.in, f.known = a.X, in, true
			return
		case "metadata":
			f.object(a.X, in, depth)
			return
		case "cls", "model_class":
			f.class(a.X, in, depth)
		}
	}
	name := dotted(e.Func, in)
	if strings.HasSuffix(name, "MetaData") || strings.HasSuffix(name, "declarative_base") {
		f.known = true
		return
	}
	if b, at := f.v.binding(e.Func, in, 0); b != nil && b.Func != nil {
		if ret := lastReturn(b.Func.Body); ret != nil {
			f.object(ret, at.Func(b.Func), depth)
		}
	}
}

// owner follows X of X.metadata: a module, a declarative base, Flask-SQLAlchemy's db.
func (f *metadataFinder) owner(x python.Expr, in *static.Scope, depth int) {
	b, at := f.v.binding(x, in, 0)
	switch {
	case b == nil:
	case b == moduleItself:
		if m, scope := f.v.modules.member(f.v.modules.scopes[at], "metadata", 0); m != nil {
			f.binding(m, scope, depth)
		}
	case b.Class != nil:
		f.class(x, in, depth)
	default:
		f.binding(b, at, depth)
	}
	if b != nil && f.found == nil {
		if mod := f.v.modules.scopes[root(at)]; mod != nil {
			f.assigned(mod.file.Body, mod.scope)
		}
	}
}

// class looks for metadata in a class and its bases.
func (f *metadataFinder) class(x python.Expr, in *static.Scope, depth int) {
	b, at := f.v.binding(x, in, 0)
	if b == nil || b.Class == nil {
		return
	}
	if m, scope := f.v.classMember(b.Class, at, "metadata", 0); m != nil {
		f.object(m.Value, scope, depth)
		return
	}
	for _, base := range b.Class.Args {
		switch call, isCall := base.X.(*python.CallExpr); {
		case isCall:
			f.call(call, at, depth)
		case strings.HasSuffix(dotted(base.X, at), "DeclarativeBase"):
			f.known = true
		default:
			if inner, _ := f.v.binding(base.X, at, 0); inner != nil && inner.Class != nil && inner.Class != b.Class && depth < 15 {
				f.class(base.X, at, depth+1)
			} else if name := lastName(base.X); name == "metadata" {
				f.object(base.X, at, depth+1)
			}
		}
	}
}

// assigned finds `X.metadata.naming_convention = {...}` in a module.
func (f *metadataFinder) assigned(body []python.Stmt, in *static.Scope) {
	for _, s := range body {
		a, ok := s.(*python.Assign)
		if !ok || f.found != nil {
			continue
		}
		for _, target := range a.Targets {
			if attr, isAttr := target.(*python.Attribute); isAttr && attr.Name == "naming_convention" {
				f.found, f.in, f.known = a.Value, in, true
			}
		}
	}
}

// maxSearch bounds how many files are looked at for a naming convention.
const maxSearch = 20_000

// search looks through the whole project for naming conventions: of a project
// that has none nothing needs to be said. It tells whether there is any, and finds
// it if it is the only one.
func (f *metadataFinder) search(p *Project) (any bool) {
	count, files := 0, 0
	// What cannot be read holds nothing that could be followed either.
	_ = fs.WalkDir(p.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		files++
		switch {
		case err != nil || files > maxSearch:
			return fs.SkipDir
		case d.IsDir() && skipped(path.Base(name)):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".py") || strings.Contains(name, "test"):
			return nil
		}
		content, err := fs.ReadFile(p.fsys, name)
		if err != nil || !strings.Contains(string(content), "naming_convention") || f.isRevision(p, name) {
			return nil
		}
		if mod := f.v.modules.open(name); mod != nil {
			count += f.conventions(mod)
		}
		return nil
	})
	if count > 1 {
		f.found = nil
	}
	return count > 0
}

func (f *metadataFinder) isRevision(p *Project, name string) bool {
	for _, v := range p.Versions {
		if strings.HasPrefix(name, v.Dir+"/") {
			return true
		}
	}
	return false
}

// skipped folders hold no code of the project.
func skipped(dir string) bool {
	return dir != "." && strings.HasPrefix(dir, ".") || dir == "node_modules" || dir == "site-packages" || dir == "venv" || dir == "__pycache__"
}

// conventions counts the MetaData(naming_convention=...) of a module.
func (f *metadataFinder) conventions(mod *module) (count int) {
	eachFunction(mod.file.Body, func(s python.Stmt) {
		for _, e := range static.Exprs(s) {
			static.Walk(e, func(e python.Expr) bool {
				call, ok := e.(*python.CallExpr)
				if !ok {
					return true
				}
				for _, a := range call.Args {
					if a.Name == "naming_convention" && a.X != nil {
						f.found, f.in = a.X, mod.scope
						count++
					}
				}
				return true
			})
		}
	})
	return count
}
