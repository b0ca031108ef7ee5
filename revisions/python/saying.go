package python

import (
	"errors"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// A branch that only prints and logs leaves nothing behind, so that nobody has to
// know whether it is taken. To find out, it is tried: run in a mode in which what
// could have an effect is refused before it has one, and nothing is said.

// errEffect ends a trial: the code does something, or may.
var errEffect = errors.New("the code has an effect")

// trying runs code as a trial. done: it came to its end, without an effect and without an exception.
// An error is one that says nothing of the code, such as a limit.
func (t *Thread) trying(run func() error) (done bool, err error) {
	t.trial++
	err = run()
	t.trial--
	var unsupported *Unsupported
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, errEffect), isControl(err), isAnyRaised(err), isUnresolved(err), errors.As(err, &unsupported):
		return false, nil
	}
	return false, err
}

func isUnresolved(err error) bool {
	_, ok := err.(*Unresolved)
	return ok
}

// either is the value of an expression that is one of several, and o, which is not
// known, decides. Those may not have an effect.
func (t *Thread) either(e *env, o *Opaque, path string, xs ...Expr) (Value, error) {
	at := t.Span()
	done, err := t.trying(func() error {
		for _, x := range xs {
			if _, err := t.eval(e, x); err != nil {
				return err
			}
		}
		return nil
	})
	t.at(at)
	if err != nil {
		return nil, err
	}
	if !done {
		return nil, t.Unresolved(o, "a condition")
	}
	return o.because(path), nil
}

// eitherBranch takes an if whose branch from is taken or not, as o decides, which is not known: it goes on
// if all branches from there on only say something.
func (t *Thread) eitherBranch(e *env, s *If, from int, o *Opaque) error {
	at := t.Span()
	done, err := t.trying(func() error {
		for i, b := range s.Branches[from:] {
			if i > 0 {
				if _, err := t.eval(e, b.Cond); err != nil {
					return err
				}
			}
			if err := t.exec(e, b.Body); err != nil {
				return err
			}
		}
		return t.exec(e, s.Else)
	})
	t.at(at)
	if err != nil {
		return err
	}
	if !done {
		return t.Unresolved(o, "a condition")
	}
	if t.trial == 0 {
		o = o.source()
		t.Note(source.Note, CodeEither, "%s is not known (%s); whatever it is, the code behind this condition only prints and logs", o.Path, o.Reason)
	}
	return nil
}

// undecided refuses to use a value that is one of several, all of them known: what it does would be lost. What comes from
// elsewhere may be used, since its code does nothing here.
func (t *Thread) undecided(o *Opaque, use string) error {
	if o.of == nil {
		return nil
	}
	return t.Unresolved(o, use)
}

// tried tells whether a statement is followed in a trial. Which names it may bind, bindName says.
func tried(s Stmt) bool {
	switch s.(type) {
	case *ExprStmt, *Assign, *AnnAssign, *Return, *If, *For, *Assert, *Raise, *Simple:
		return true
	}
	return false
}

// triedCall refuses calls of what may have an effect.
func triedCall(fn Value) error {
	switch f := fn.(type) {
	case *Function:
		if !f.Def.Generator && !f.Def.Async {
			return nil
		}
	case *Opaque:
		return nil // its value is not known; where it stands alone, the host judges, see execExpr
	case *BoundMethod:
		return triedCall(f.Fn)
	case *Builtin:
		if f.harmless || harmlessFunctions[f.Name] && builtins[f.Name] == Value(f) {
			return nil
		}
	case *Class:
		switch f {
		case StrClass, IntClass, FloatClass, BoolClass, ListClass, TupleClass, SetClass, FrozensetClass:
			return nil
		}
	}
	return errEffect
}

// harmlessFunctions are the built-ins that change nothing, whatever they are given.
var harmlessFunctions = map[string]bool{
	"abs": true, "all": true, "any": true, "format": true, "isinstance": true, "len": true, "max": true, "min": true,
	"repr": true, "round": true, "sorted": true, "sum": true,
}

// harmlessMethod tells whether a method of a built-in type changes nothing.
func harmlessMethod(self Value, name string) bool {
	switch self.(type) {
	case Str:
		return true
	case *Dict:
		switch name {
		case "get", "items", "keys", "values", "copy":
			return true
		}
	case *List, Tuple:
		return name == "index" || name == "count" || name == "copy"
	}
	return false
}

// triedIteration refuses iterators that somebody else goes on with.
func triedIteration(v Value) error {
	switch x := v.(type) {
	case *List, Tuple, Str, Bytes, *Dict, *dictView, *Set, *Range, *Opaque:
		return nil
	case *Instance:
		if _, host := x.Native.(HasIter); !host {
			return nil
		}
	case *IteratorValue:
		if l, ok := x.Iterator.(*loops); ok && l.e.trial {
			return nil
		}
	}
	return errEffect
}

// says tells whether a function only prints or logs what it gets.
func says(fn Value) bool {
	if m, ok := fn.(*BoundMethod); ok {
		fn = m.Fn
	}
	b, ok := fn.(*Builtin)
	return ok && b.Says
}

// unsaid takes a call in a trial whose arguments would only be said: nothing is. What
// print() is given as file= must be one that says things, too.
func (t *Thread) unsaid(c *Call) (Value, error) {
	file, ok := c.Kwarg("file")
	if !ok || file == None {
		return None, nil
	}
	if write, err := t.OptAttr(file, "write"); err != nil || write == nil || !says(write) {
		return nil, errEffect
	}
	return None, nil
}
