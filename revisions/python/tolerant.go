package python

import "errors"

// execTolerant runs the statements of a project module one by one. One that
// fails does not keep the rest from running: much of an application needs
// libraries and settings that are not here, and a migration needs a class or a
// constant of it. What a failed statement would have bound is not known; nor is
// any name that the module does not get to bind.
func (t *Thread) execTolerant(e *env, m *Module, body []Stmt) error {
	for _, s := range body {
		err := t.execOne(e, s)
		var limit *LimitError
		switch {
		case err == nil:
			continue
		case errors.As(err, &limit) && t.in.steps > t.in.limits.Steps:
			return err
		}
		for name := range bindings(s) {
			m.Attrs.Delete(name)
		}
		if m.failed == nil {
			t.failModule(m, place(err)+err.Error())
		}
	}
	return nil
}

// bindings are the names that a statement may bind or change in its scope; of a
// block all names in it, since a name can be bound in many ways.
func bindings(s Stmt) map[string]bool {
	names := map[string]bool{}
	add := func(x Expr) {
		WalkExpr(x, func(x Expr) {
			if n, ok := x.(*Name); ok {
				names[n.ID] = true
			}
		})
	}
	switch s := s.(type) {
	case *ExprStmt:
	case *Assign:
		for _, target := range s.Targets {
			add(target)
		}
	case *AnnAssign:
		add(s.Target)
	case *AugAssign:
		add(s.Target)
	case *Def:
		names[s.Fn.Name] = true
	case *ClassDef:
		names[s.Name] = true
	default:
		Walk([]Stmt{s}, func(inner Stmt) {
			switch inner := inner.(type) {
			case *Def:
				names[inner.Fn.Name] = true
			case *ClassDef:
				names[inner.Name] = true
			case *Import:
				addImports(names, inner.Names)
			case *ImportFrom:
				addImports(names, inner.Names)
			}
		}, func(x Expr) {
			if n, ok := x.(*Name); ok {
				names[n.ID] = true
			}
		})
	}
	return names
}

func addImports(names map[string]bool, list []ImportName) {
	for _, n := range list {
		if n.As != "" {
			names[n.As] = true
		} else {
			names[n.Name] = true
		}
	}
}
