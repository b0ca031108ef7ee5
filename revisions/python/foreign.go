package python

import (
	"errors"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// A function of the application that a revision calls for a value (settings, a
// logger) can need libraries and files that are not here. Its value is then not
// known, as that of a function outside of the project is: an error only where it
// would reach the SQL. A statement of a module of the project is taken in the
// same way, see execTolerant.

// foreign takes the error of a call for one of those: some code calls a function of
// a module of the project, passes nothing that the function could change, uses what
// it returns, and no operation ran on the way.
// What Python raises stays raised, and an endless run ends.
func (t *Thread) foreign(fn Value, c *Call, before int, err error) (Value, error) {
	if t.in.opts.Effects == nil || t.in.opts.Effects() != before || t.standing == c.Span || !isLack(err) {
		return nil, err
	}
	m := t.moduleOf(fn)
	if m == nil || !m.project {
		return nil, err
	}
	for _, v := range c.Args {
		if !immutable(v) {
			return nil, err
		}
	}
	for _, k := range c.Kwargs {
		if !immutable(k.Value) {
			return nil, err
		}
	}
	name := m.Name + "." + nameOf(fn) + "()"
	reason := name + " cannot be evaluated: " + place(err) + err.Error()
	t.Note(source.Note, CodeImport, "%s", reason)
	return &Opaque{Reason: reason, Origin: c.Span, Path: name}, nil
}

// effects counts what the host has done, for foreign.
func (t *Thread) effects() int {
	if t.in.opts.Effects == nil {
		return 0
	}
	return t.in.opts.Effects()
}

// isLack tells whether an error says what sqlplan lacks, rather than what the code does.
func isLack(err error) bool {
	var unresolved *Unresolved
	var unsupported *Unsupported
	return errors.As(err, &unresolved) || errors.As(err, &unsupported)
}

// moduleOf is the module in which a function or class in Python was defined; nil for anything else.
func (t *Thread) moduleOf(fn Value) *Module {
	switch f := fn.(type) {
	case *Function:
		return f.env.globals
	case *Class:
		if f.python {
			return t.in.modules[f.Module]
		}
	case *BoundMethod:
		if _, ok := f.Self.(*Class); ok { // a class method
			return t.moduleOf(f.Fn)
		}
	case Wrapper:
		return t.moduleOf(f.Unwrap())
	}
	return nil
}

func nameOf(fn Value) string {
	switch f := fn.(type) {
	case *Function:
		return f.Name()
	case *Class:
		return f.Name
	case *BoundMethod:
		return nameOf(f.Self) + "." + nameOf(f.Fn)
	case Wrapper:
		return nameOf(f.Unwrap())
	}
	return "?"
}

// Wrapper is a callable of the host around a function, such as functools.cache makes.
type Wrapper interface {
	Value
	Unwrap() Value
}

// immutable tells whether nobody can change a value that is handed over.
func immutable(v Value) bool {
	switch v := v.(type) {
	case Bool, Int, Str, Bytes, Float, *Opaque:
		return true
	case Tuple:
		for _, x := range v {
			if !immutable(x) {
				return false
			}
		}
		return true
	}
	return v == None
}
