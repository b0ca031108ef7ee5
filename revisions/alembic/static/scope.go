// Package static reads values out of Python files without running them: literals,
// names that stand for literals, and what can be put together from these. It is
// for what has to be known before anything can be run.
package static

import "github.com/sqlplan/sqlplan/revisions/python"

// Binding is what a name stands for in a scope.
type Binding struct {
	// Value is the expression that is assigned; nil for an import and for what has no value of its own.
	Value python.Expr
	// Import is set for imported names.
	Import *Import
	// Func and Class are set for definitions.
	Func  *python.FuncDef
	Class *python.ClassDef
	// Annotation is the type that a name is declared with, where it has no value.
	Annotation python.Expr
	// Certain tells whether the name is bound once, and not in a branch or a loop.
	Certain bool
}

// Import is where an imported name comes from.
type Import struct {
	Level  int    // of a relative import
	Module string // "app.db"
	Name   string // in the module; "" if the module itself is bound
}

// Scope is the names that a module, a class or a function binds.
type Scope struct {
	Parent *Scope
	names  map[string]*Binding
	order  []string
}

// NewScope collects what the statements bind. Parent is where other names are looked up.
func NewScope(body []python.Stmt, parent *Scope) *Scope {
	s := &Scope{Parent: parent, names: map[string]*Binding{}}
	s.statements(body, true)
	return s
}

// Func returns the scope of a function that is defined in s. Its parameters are
// bound to nothing.
func (s *Scope) Func(fn *python.FuncDef) *Scope {
	inner := NewScope(nil, s)
	for _, p := range fn.Params {
		inner.bind(p.Name, Binding{})
	}
	inner.statements(fn.Body, true)
	return inner
}

// Own returns the binding of a name in this scope only.
func (s *Scope) Own(name string) *Binding { return s.names[name] }

// Find returns the binding of a name and the scope that has it. A class that
// says `x = x` means the x around it.
func (s *Scope) Find(name string) (*Binding, *Scope) {
	for ; s != nil; s = s.Parent {
		b := s.names[name]
		if b == nil {
			continue
		}
		if same, ok := b.Value.(*python.Name); !ok || same.ID != name {
			return b, s
		}
	}
	return nil, nil
}

func (s *Scope) bind(name string, b Binding) {
	if old := s.names[name]; old == nil {
		s.order = append(s.order, name)
	} else if !old.Certain {
		// What was bound in a branch may still hold where this one is not certain.
		b.Certain = b.Certain && b.Value != nil
	}
	s.names[name] = &b
}

func (s *Scope) statements(body []python.Stmt, certain bool) {
	for _, stmt := range body {
		s.statement(stmt, certain)
	}
}

func (s *Scope) statement(stmt python.Stmt, certain bool) {
	switch stmt := stmt.(type) {
	case *python.Assign:
		for _, target := range stmt.Targets {
			s.assign(target, stmt.Value, certain)
		}
	case *python.AnnAssign:
		if stmt.Value != nil {
			s.assign(stmt.Target, stmt.Value, certain)
		} else if name, ok := stmt.Target.(*python.Name); ok && s.names[name.ID] == nil {
			s.bind(name.ID, Binding{Annotation: stmt.Annotation})
		}
	case *python.AugAssign:
		s.assign(stmt.Target, nil, false)
	case *python.Delete:
		for _, target := range stmt.Targets {
			s.assign(target, nil, false)
		}
	case *python.Def:
		s.bind(stmt.Fn.Name, Binding{Func: stmt.Fn, Certain: certain})
	case *python.ClassDef:
		s.bind(stmt.Name, Binding{Class: stmt, Certain: certain})
	case *python.Import:
		for _, n := range stmt.Names {
			s.bindModule(n, certain)
		}
	case *python.ImportFrom:
		for _, n := range stmt.Names {
			name := n.As
			if name == "" {
				name = n.Name
			}
			s.bind(name, Binding{Import: &Import{Level: stmt.Level, Module: stmt.Module, Name: n.Name}, Certain: certain})
		}
	default:
		s.nested(stmt)
	}
}

// nested binds what the statements inside another one bind: none of that is certain.
func (s *Scope) nested(stmt python.Stmt) {
	for _, body := range Bodies(stmt) {
		// A with statement's body runs once, but what it opens may swallow an exception.
		s.statements(body, false)
	}
	switch stmt := stmt.(type) {
	case *python.For:
		s.assign(stmt.Target, nil, false)
	case *python.With:
		for _, item := range stmt.Items {
			s.assign(item.Target, nil, false)
		}
	}
}

// bindModule binds "import a.b as c", or the first part of "import a.b".
func (s *Scope) bindModule(n python.ImportName, certain bool) {
	if n.As != "" {
		s.bind(n.As, Binding{Import: &Import{Module: n.Name}, Certain: certain})
		return
	}
	first := n.Name
	for i := range n.Name {
		if n.Name[i] == '.' {
			first = n.Name[:i]
			break
		}
	}
	s.bind(first, Binding{Import: &Import{Module: first}, Certain: certain})
}

func (s *Scope) assign(target, value python.Expr, certain bool) {
	switch target := target.(type) {
	case *python.Name:
		s.bind(target.ID, Binding{Value: value, Certain: certain && value != nil})
	case *python.TupleExpr:
		s.unpack(target.Elems, value, certain)
	case *python.ListExpr:
		s.unpack(target.Elems, value, certain)
	case *python.Star:
		s.assign(target.X, nil, false)
	}
}

func (s *Scope) unpack(targets []python.Expr, value python.Expr, certain bool) {
	values := elements(value)
	for i, target := range targets {
		if len(values) == len(targets) {
			s.assign(target, values[i], certain)
		} else {
			s.assign(target, nil, false)
		}
	}
}

func elements(e python.Expr) []python.Expr {
	switch e := e.(type) {
	case *python.TupleExpr:
		return e.Elems
	case *python.ListExpr:
		return e.Elems
	}
	return nil
}

// Bodies returns the statement lists inside a statement that has some, but not
// those of functions and classes.
func Bodies(stmt python.Stmt) [][]python.Stmt {
	switch stmt := stmt.(type) {
	case *python.If:
		var list [][]python.Stmt
		for _, b := range stmt.Branches {
			list = append(list, b.Body)
		}
		return append(list, stmt.Else)
	case *python.While:
		return [][]python.Stmt{stmt.Body, stmt.Else}
	case *python.For:
		return [][]python.Stmt{stmt.Body, stmt.Else}
	case *python.With:
		return [][]python.Stmt{stmt.Body}
	case *python.Try:
		list := [][]python.Stmt{stmt.Body}
		for _, h := range stmt.Handlers {
			list = append(list, h.Body)
		}
		return append(list, stmt.Else, stmt.Finally)
	case *python.Match:
		var list [][]python.Stmt
		for _, c := range stmt.Cases {
			list = append(list, c.Body)
		}
		return list
	}
	return nil
}
