package python

import (
	"github.com/sqlplan/sqlplan/revisions/source"
)

// This file is for readers who want to know something of a file without running it.

// Assignment is a name that a module's own code binds to an expression.
type Assignment struct {
	Name  string
	Value Expr // nil for an annotation without a value
	Span  source.Span
}

// Assignments returns the plain and annotated assignments to single names that
// stand at the top of the file, in order. Those inside if, try and the like are left out.
func (f *File) Assignments() []Assignment {
	var out []Assignment
	for _, s := range f.Body {
		switch s := s.(type) {
		case *Assign:
			for _, target := range s.Targets {
				if n, ok := target.(*Name); ok {
					out = append(out, Assignment{n.ID, s.Value, s.Span})
				}
			}
		case *AnnAssign:
			if n, ok := s.Target.(*Name); ok {
				out = append(out, Assignment{n.ID, s.Value, s.Span})
			}
		}
	}
	return out
}

// Functions returns the function statements at the top of the file.
func (f *File) Functions() []*FuncDef {
	var out []*FuncDef
	for _, s := range f.Body {
		if d, ok := s.(*Def); ok {
			out = append(out, d.Fn)
		}
	}
	return out
}

// Keyword returns the expression that a call passes by name; nil if it does not.
func (x *CallExpr) Keyword(name string) Expr {
	for _, a := range x.Args {
		if a.Name == name {
			return a.X
		}
	}
	return nil
}

// Calls calls visit for every call in the file, from top to bottom and from the
// outside in, also inside functions and classes.
func (f *File) Calls(visit func(*CallExpr)) {
	Walk(f.Body, nil, func(x Expr) {
		if c, ok := x.(*CallExpr); ok {
			visit(c)
		}
	})
}
