package python

import (
	"strings"

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

// Literal returns the value of an expression that is a constant: texts and their
// concatenations, numbers, None, True, False, and tuples, lists, sets and dicts of such.
func Literal(x Expr) (Value, bool) {
	switch x := x.(type) {
	case *Const:
		return x.Value, true
	case *TupleExpr:
		vs, ok := literals(x.Elems)
		return Tuple(vs), ok
	case *ListExpr:
		vs, ok := literals(x.Elems)
		return NewList(vs...), ok
	case *SetExpr:
		vs, ok := literals(x.Elems)
		if !ok {
			return nil, false
		}
		s, err := NewSet(vs...)
		return s, err == nil
	case *DictExpr:
		return literalDict(x)
	case *UnaryExpr:
		return literalUnary(x)
	case *BinaryExpr:
		return literalBinary(x)
	}
	return nil, false
}

func literals(xs []Expr) ([]Value, bool) {
	out := make([]Value, len(xs))
	for i, x := range xs {
		v, ok := Literal(x)
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func literalDict(x *DictExpr) (Value, bool) {
	d := NewDict()
	for i, kx := range x.Keys {
		if kx == nil {
			return nil, false
		}
		k, ok := Literal(kx)
		if !ok {
			return nil, false
		}
		v, ok := Literal(x.Values[i])
		if !ok || d.Set(k, v) != nil {
			return nil, false
		}
	}
	return d, true
}

func literalUnary(x *UnaryExpr) (Value, bool) {
	v, ok := Literal(x.X)
	if !ok || x.Op != "-" {
		return nil, false
	}
	r, err := New(Options{}).thread.Unary("-", v)
	return r, err == nil
}

func literalBinary(x *BinaryExpr) (Value, bool) {
	if x.Op != "+" {
		return nil, false
	}
	// A concatenation may have a thousand pieces: walk down the left side in a loop.
	var parts []string
	var left Expr = x
	for {
		b, ok := left.(*BinaryExpr)
		if !ok || b.Op != "+" {
			break
		}
		v, ok := Literal(b.Y)
		if !ok {
			return nil, false
		}
		s, ok := v.(Str)
		if !ok {
			return nil, false
		}
		parts = append(parts, string(s))
		left = b.X
	}
	v, ok := Literal(left)
	s, isStr := v.(Str)
	if !ok || !isStr {
		return nil, false
	}
	var b strings.Builder
	b.WriteString(string(s))
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return Str(b.String()), true
}

// DottedName returns "context.configure" for the expression context.configure; "" for anything else.
func DottedName(x Expr) string {
	switch x := x.(type) {
	case *Name:
		return x.ID
	case *Attribute:
		if left := DottedName(x.X); left != "" {
			return left + "." + x.Name
		}
	}
	return ""
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
