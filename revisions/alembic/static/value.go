package static

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// maxDepth bounds how deep names and expressions are followed.
const maxDepth = 60

// maxSteps bounds the work for one value: names that stand for each other twice
// over would otherwise take forever.
const maxSteps = 200_000

// Reader works out the values of expressions.
type Reader struct {
	// Extra is asked for names, attributes, calls and subscripts that the reader
	// does not know; nil knows none.
	Extra func(e python.Expr, in *Scope, depth int) (python.Value, bool)

	steps int
}

// Value returns the value of an expression in a scope, if it can be read.
func (r *Reader) Value(e python.Expr, in *Scope) (python.Value, bool) {
	r.steps = 0
	return r.At(e, in, 0)
}

// At is Value at a depth, for Extra to come back with.
func (r *Reader) At(e python.Expr, in *Scope, depth int) (python.Value, bool) {
	if r.steps++; e == nil || depth > maxDepth || r.steps > maxSteps {
		return nil, false
	}
	depth++
	switch e := e.(type) {
	case *python.Const:
		return e.Value, true
	case *python.FString:
		s, ok := r.format(e.Parts, in, depth)
		return python.Str(s), ok
	case *python.TupleExpr:
		elems, ok := r.all(e.Elems, in, depth)
		return python.Tuple(elems), ok
	case *python.ListExpr:
		elems, ok := r.all(e.Elems, in, depth)
		return &python.List{Elems: elems}, ok
	case *python.SetExpr:
		return r.set(e, in, depth)
	case *python.DictExpr:
		return r.dict(e, in, depth)
	case *python.BinaryExpr:
		return r.binary(e, in, depth)
	case *python.BoolExpr:
		return r.boolean(e, in, depth)
	case *python.UnaryExpr:
		return r.unary(e, in, depth)
	case *python.Name:
		if v, ok := r.name(e, in, depth); ok {
			return v, true
		}
	}
	if r.Extra == nil {
		return nil, false
	}
	return r.Extra(e, in, depth)
}

func (r *Reader) name(e *python.Name, in *Scope, depth int) (python.Value, bool) {
	b, at := in.Find(e.ID)
	if b == nil || !b.Certain || b.Value == nil {
		return nil, false
	}
	return r.At(b.Value, at, depth)
}

func (r *Reader) all(list []python.Expr, in *Scope, depth int) ([]python.Value, bool) {
	values := make([]python.Value, 0, len(list))
	for _, e := range list {
		if star, ok := e.(*python.Star); ok {
			v, known := r.At(star.X, in, depth)
			more, isList := Elements(v)
			if !known || !isList {
				return nil, false
			}
			values = append(values, more...)
			continue
		}
		v, ok := r.At(e, in, depth)
		if !ok {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// Elements returns those of a tuple, a list or a set.
func Elements(v python.Value) ([]python.Value, bool) {
	switch v := v.(type) {
	case python.Tuple:
		return v, true
	case *python.List:
		return v.Elems, true
	case *python.Set:
		return v.Elems(), true
	}
	return nil, false
}

func (r *Reader) set(e *python.SetExpr, in *Scope, depth int) (python.Value, bool) {
	elems, ok := r.all(e.Elems, in, depth)
	if !ok {
		return nil, false
	}
	set, err := python.NewSet(elems...)
	return set, err == nil
}

func (r *Reader) dict(e *python.DictExpr, in *Scope, depth int) (python.Value, bool) {
	d := python.NewDict()
	for i, x := range e.Values {
		v, ok := r.At(x, in, depth)
		if !ok {
			return nil, false
		}
		if e.Keys[i] == nil {
			more, isDict := v.(*python.Dict)
			if !isDict {
				return nil, false
			}
			for _, item := range more.Items() {
				if d.Set(item.Key, item.Value) != nil {
					return nil, false
				}
			}
			continue
		}
		k, ok := r.At(e.Keys[i], in, depth)
		if !ok || d.Set(k, v) != nil {
			return nil, false
		}
	}
	return d, true
}

// maxText bounds what concatenation may build.
const maxText = 1 << 20

func (r *Reader) binary(e *python.BinaryExpr, in *Scope, depth int) (python.Value, bool) {
	x, ok1 := r.At(e.X, in, depth)
	y, ok2 := r.At(e.Y, in, depth)
	if !ok1 || !ok2 {
		return nil, false
	}
	switch a := x.(type) {
	case python.Str:
		switch b, isStr := y.(python.Str); {
		case e.Op == "+" && isStr && len(a)+len(b) <= maxText:
			return a + b, true
		case e.Op == "%":
			return percent(string(a), y)
		}
	case python.Tuple:
		if b, ok := y.(python.Tuple); ok && e.Op == "+" && len(a)+len(b) <= maxText {
			return append(append(python.Tuple{}, a...), b...), true
		}
	}
	return nil, false
}

// percent fills in %s.
func percent(format string, arg python.Value) (python.Value, bool) {
	args, isTuple := arg.(python.Tuple)
	if !isTuple {
		args = python.Tuple{arg}
	}
	parts := strings.Split(format, "%s")
	if len(parts) != len(args)+1 || strings.Contains(strings.Join(parts, ""), "%") {
		return nil, false
	}
	out := parts[0]
	for i, a := range args {
		s, ok := a.(python.Str)
		if !ok || len(out)+len(s) > maxText {
			return nil, false
		}
		out += string(s) + parts[i+1]
	}
	return python.Str(out), true
}

func (r *Reader) boolean(e *python.BoolExpr, in *Scope, depth int) (python.Value, bool) {
	x, ok := r.At(e.X, in, depth)
	if !ok {
		return nil, false
	}
	truth, ok := Truth(x)
	if !ok {
		return nil, false
	}
	if truth == (e.Op == "or") {
		return x, true
	}
	return r.At(e.Y, in, depth)
}

func (r *Reader) unary(e *python.UnaryExpr, in *Scope, depth int) (python.Value, bool) {
	x, ok := r.At(e.X, in, depth)
	if !ok || e.Op != "not" {
		return nil, false
	}
	truth, ok := Truth(x)
	return python.Bool(!truth), ok
}

// Truth is Python's truth of the values that a Reader makes.
func Truth(v python.Value) (truth, ok bool) {
	switch v := v.(type) {
	case python.Bool:
		return bool(v), true
	case python.Str:
		return v != "", true
	case python.Int:
		n, small := v.Int64()
		return n != 0 || !small, true
	case *python.Dict:
		return v.Len() > 0, true
	}
	if elems, ok := Elements(v); ok {
		return len(elems) > 0, true
	}
	return false, v == python.None
}

// format fills in the plain fields of an f-string.
func (r *Reader) format(parts []python.FPart, in *Scope, depth int) (string, bool) {
	var out strings.Builder
	for _, p := range parts {
		if p.Expr == nil {
			out.WriteString(p.Text)
			continue
		}
		v, ok := r.At(p.Expr, in, depth)
		if !ok || p.Conv != 0 || p.Spec != nil || p.Literal != "" {
			return "", false
		}
		switch v := v.(type) {
		case python.Str:
			out.WriteString(string(v))
		case python.Int:
			out.WriteString(v.String())
		default:
			return "", false
		}
		if out.Len() > maxText {
			return "", false
		}
	}
	return out.String(), true
}

// Prefix returns how the text of an expression begins as far as that is known:
// the dialect of f"postgresql://{user}@{host}" for one.
func (r *Reader) Prefix(e python.Expr, in *Scope) string {
	r.steps = 0
	return r.prefix(e, in, 0)
}

func (r *Reader) prefix(e python.Expr, in *Scope, depth int) string {
	if r.steps++; e == nil || depth > maxDepth || r.steps > maxSteps {
		return ""
	}
	if v, ok := r.At(e, in, depth); ok {
		s, _ := v.(python.Str)
		return string(s)
	}
	switch e := e.(type) {
	case *python.FString:
		n := 0
		for n < len(e.Parts) {
			if _, ok := r.format(e.Parts[:n+1], in, 0); !ok {
				break
			}
			n++
		}
		s, _ := r.format(e.Parts[:n], in, 0)
		return s
	case *python.BinaryExpr:
		return r.prefix(e.X, in, depth+1)
	case *python.Name:
		if b, at := in.Find(e.ID); b != nil && b.Value != nil {
			return r.prefix(b.Value, at, depth+1)
		}
	case *python.CallExpr:
		// "postgresql://{}:{}".format(...), and what quotes or strips a text
		if f, ok := e.Func.(*python.Attribute); ok {
			return r.prefix(f.X, in, depth+1)
		}
	}
	return ""
}
