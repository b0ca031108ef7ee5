package python

import (
	"errors"
	"sort"
)

// env is the names of a running function, class body, comprehension or module.
type env struct {
	vars    *Scope
	own     Scope
	info    *scopeInfo
	parent  *env
	globals *Module
	fn      *Function
	self    Value  // the first argument, for super()
	class   *Class // of a class body, once the class exists
	result  Value  // of a return statement on its way out
	ann     *[]Annotation
	trial   bool // made in a trial, which may bind names in it; see trying
}

func newEnv(info *scopeInfo, parent *env, globals *Module) *env {
	e := &env{info: info, parent: parent, globals: globals}
	e.vars = &e.own
	return e
}

// Control flow travels as errors. None of them leaves the function that it belongs to.
var (
	errReturn   = errors.New("return outside of a function")
	errBreak    = errors.New("break outside of a loop")
	errContinue = errors.New("continue outside of a loop")
	// errAbandoned unwinds a generator that nobody will resume.
	errAbandoned = errors.New("the generator was abandoned")
)

func isControl(err error) bool {
	return err == errReturn || err == errBreak || err == errContinue || err == errAbandoned
}

// catchable tells whether finally and with may run code after err.
func catchable(err error) bool {
	if err == nil || isControl(err) {
		return err != errAbandoned
	}
	_, ok := err.(*Raised)
	return ok
}

func (t *Thread) lookup(e *env, name string) (Value, error) {
	for s := e; s != nil && !s.info.module; s = s.parent {
		if s.info.class && s != e {
			continue // class bodies are not visible to the functions in them
		}
		if s.info.globals[name] {
			break
		}
		if v, ok := s.vars.Get(name); ok {
			return v, nil
		}
		if s.info.class || !s.info.locals[name] {
			continue
		}
		if s == e {
			return nil, t.Raise(UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name)
		}
		return nil, t.Raise(NameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name)
	}
	if v, ok := e.globals.Get(name); ok {
		return v, nil
	}
	if v, ok := builtins[name]; ok {
		return v, nil
	}
	if e.globals.failed != nil {
		return e.globals.failed.derive(e.globals.Name + "." + name), nil
	}
	return nil, t.raiseHint(NameError, nearest(name, visible(e)), "name '%s' is not defined", name)
}

// visible lists the names that code in e can use, for hints.
func visible(e *env) []string {
	var names []string
	for s := e; s != nil; s = s.parent {
		names = append(names, s.vars.Names()...)
	}
	names = append(names, e.globals.Names()...)
	builtin := make([]string, 0, len(builtins))
	for n := range builtins {
		builtin = append(builtin, n)
	}
	sort.Strings(builtin)
	return append(names, builtin...)
}

// scopeOf returns where a name that is assigned in e lives.
func (t *Thread) scopeOf(e *env, name string) (*Scope, error) {
	switch {
	case e.info.globals[name]:
		return &e.globals.Attrs, nil
	case e.info.nonlocal[name]:
		for s := e.parent; s != nil && !s.info.module; s = s.parent {
			if !s.info.class && s.info.locals[name] && !s.info.nonlocal[name] {
				return s.vars, nil
			}
		}
		return nil, t.Raise(SyntaxError, "no binding for nonlocal '%s' found", name)
	}
	return e.vars, nil
}

func (t *Thread) bindName(e *env, name string, v Value) error {
	s, err := t.scopeOf(e, name)
	if err != nil {
		return err
	}
	if t.trial > 0 && (!e.trial || s != e.vars) {
		return errEffect
	}
	s.Set(name, v)
	return nil
}

// evalIn evaluates an expression outside of a running body.
func (t *Thread) evalIn(e *env, x Expr) (Value, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	t.frames = append(t.frames, &frame{name: "<annotation>", at: x.Place()})
	v, err := t.eval(e, x)
	t.frames = t.frames[:len(t.frames)-1]
	t.depth--
	return v, err
}
