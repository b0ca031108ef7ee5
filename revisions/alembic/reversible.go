package alembic

import "github.com/sqlplan/sqlplan/revisions/python"

// Reversible tells whether a look at the file is enough to know that a run of
// downgrade() will not say that there is no way back: the function is there, and
// nothing that is written in the file or reached from it can raise on purpose.
// Where that is not clear it returns false, and only a run can tell.
func (b *body) Reversible() bool { return b.tree.isReversible() }

func reversible(file *python.File) bool {
	s := wayBack{clear: true}
	for _, f := range file.Functions() {
		if f.Name == "downgrade" && len(f.Decorators) == 0 {
			s.found = true
		}
	}
	if s.found {
		python.Walk(file.Body, s.stmt, s.expr)
	}
	return s.found && s.clear && s.defined == 1
}

// wayBack is what has been seen of a file.
type wayBack struct {
	found   bool // downgrade() stands at the top of the file
	clear   bool
	defined int // functions named downgrade
}

func (w *wayBack) stmt(s python.Stmt) {
	switch s := s.(type) {
	case *python.Raise, *python.Assert, *python.Match, *python.Declare:
		w.clear = false
	case *python.Def:
		if s.Fn.Name == "downgrade" {
			w.defined++
		} else {
			w.name(s.Fn.Name)
		}
	case *python.ClassDef:
		w.name(s.Name)
	case *python.Try:
		for _, h := range s.Handlers {
			w.name(h.Name)
		}
	case *python.Import:
		for _, n := range s.Names {
			w.module(n.Name)
			w.name(n.As)
		}
	case *python.ImportFrom:
		w.module(s.Module)
		for _, n := range s.Names {
			w.name(n.Name)
			w.name(n.As)
		}
		w.clear = w.clear && s.Level == 0
	}
}

func (w *wayBack) expr(e python.Expr) {
	if n, ok := e.(*python.Name); ok {
		w.name(n.ID)
	}
}

// name looks at a name that is used or bound: it must not put something else in
// the place of downgrade().
func (w *wayBack) name(id string) {
	switch id {
	case "downgrade", "*", "globals", "locals", "vars", "setattr", "delattr", "__import__", "exec", "eval":
		w.clear = false
	}
}

// quiet are the modules of the standard library that hold no Python code.
var quiet = map[string]bool{
	"__future__": true, "collections.abc": true, "datetime": true, "decimal": true, "enum": true, "json": true, "logging": true,
	"os": true, "re": true, "sys": true, "typing": true, "uuid": true,
}

// module looks at a module that is imported. One of the project can hold anything.
func (w *wayBack) module(name string) {
	if !quiet[name] && !isHosted(name) {
		w.clear = false
	}
}
