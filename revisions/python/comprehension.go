package python

import (
	"iter"
	"runtime"
)

// loops runs the clauses of a comprehension as a state machine, so that a
// generator expression needs no goroutine.
type loops struct {
	e       *env
	x       *Comprehension
	iters   []Iterator
	first   Iterator
	started bool
}

func (t *Thread) newLoops(e *env, x *Comprehension) (*loops, error) {
	// The first iterable is evaluated outside: it sees a class body's names.
	v, err := t.eval(e, x.Clauses[0].Iter)
	if err != nil {
		return nil, err
	}
	t.at(x.Clauses[0].Iter.Place())
	first, err := t.Iterate(v)
	if err != nil {
		return nil, err
	}
	inner := newEnv(x.scope, e, e.globals)
	inner.trial = t.trial > 0
	return &loops{e: inner, x: x, first: first}, nil
}

// advance goes to the next combination for which all conditions hold.
func (l *loops) advance(t *Thread) (bool, error) {
	if !l.started {
		l.started = true
		l.iters = append(l.iters, l.first)
	}
	for len(l.iters) > 0 {
		depth := len(l.iters) - 1
		clause := &l.x.Clauses[depth]
		t.at(clause.Iter.Place())
		v, ok, err := l.iters[depth].Next(t)
		if err != nil {
			return false, err
		}
		if !ok {
			l.iters = l.iters[:depth]
			continue
		}
		if err := t.Step(1); err != nil {
			return false, err
		}
		if err := t.assign(l.e, clause.Target, v); err != nil {
			return false, err
		}
		pass, err := t.conditions(l.e, clause.Ifs)
		if err != nil {
			return false, err
		}
		if !pass {
			continue
		}
		if depth == len(l.x.Clauses)-1 {
			return true, nil
		}
		next, err := t.eval(l.e, l.x.Clauses[depth+1].Iter)
		if err != nil {
			return false, err
		}
		it, err := t.Iterate(next)
		if err != nil {
			return false, err
		}
		l.iters = append(l.iters, it)
	}
	return false, nil
}

func (t *Thread) conditions(e *env, ifs []Expr) (bool, error) {
	for _, x := range ifs {
		ok, err := t.cond(e, x)
		if err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

func (t *Thread) evalComprehension(e *env, x *Comprehension) (Value, error) {
	l, err := t.newLoops(e, x)
	if err != nil {
		return nil, err
	}
	if x.Kind == '(' {
		return &IteratorValue{Iterator: l, Cls: GeneratorClass}, nil
	}
	list, set, dict := &List{}, &Set{}, NewDict()
	for {
		ok, err := l.advance(t)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		k, err := t.eval(l.e, x.Key)
		if err != nil {
			return nil, err
		}
		if err := t.Alloc(valueSize); err != nil {
			return nil, err
		}
		switch x.Kind {
		case '[':
			list.Elems = append(list.Elems, k)
		case '{':
			err = set.Add(k)
		case ':':
			var v Value
			if v, err = t.eval(l.e, x.Value); err == nil {
				err = dict.Set(k, v)
			}
		}
		if err != nil {
			return nil, t.located(err)
		}
	}
	switch x.Kind {
	case '[':
		return list, nil
	case '{':
		return set, nil
	}
	return dict, nil
}

// Next makes loops the iterator of a generator expression.
func (l *loops) Next(t *Thread) (Value, bool, error) {
	if err := t.enter(); err != nil {
		return nil, false, err
	}
	t.frames = append(t.frames, &frame{name: "<genexpr>", at: l.x.Span})
	defer func() {
		t.frames = t.frames[:len(t.frames)-1]
		t.depth--
	}()
	ok, err := l.advance(t)
	if !ok || err != nil {
		l.iters = nil
		return nil, false, err
	}
	v, err := t.eval(l.e, l.x.Key)
	return v, err == nil, err
}

// Generator is a call of a function with yield in it.
type Generator struct {
	name string
	co   *coroutine
}

// Class returns generator.
func (*Generator) Class() *Class { return GeneratorClass }

// coroutine runs a generator's body beside its caller, never at the same time.
// It does not know its Generator: when that is garbage, the body is unwound.
type coroutine struct {
	t       *Thread
	def     *FuncDef
	env     *env
	next    func() (Value, bool)
	stop    func()
	yield   func(Value) bool
	sent    Value
	thrown  error
	result  Value
	err     error
	done    bool
	running bool
}

// generatorSize is what a generator is charged with while it is suspended.
const generatorSize = 8 << 10

func (t *Thread) newGenerator(f *Function, e *env) (Value, error) {
	if err := t.Alloc(generatorSize); err != nil {
		return nil, err
	}
	co := &coroutine{t: &Thread{in: t.in}, def: f.Def, env: e}
	co.t.gen = co
	return &Generator{name: f.Def.Name, co: co}, nil
}

// Next resumes the generator.
func (g *Generator) Next(t *Thread) (Value, bool, error) { return g.resume(t, None, nil) }

// resume runs the body up to its next yield; at its end the value that it returned is in co.result.
func (g *Generator) resume(t *Thread, sent Value, thrown error) (Value, bool, error) {
	co := g.co
	switch {
	case co.done:
		return nil, false, thrown
	case co.running:
		return nil, false, t.Raise(ValueError, "generator already executing")
	case co.next == nil && thrown != nil:
		co.finish(t)
		return nil, false, thrown
	}
	if err := t.enter(); err != nil {
		return nil, false, err
	}
	if co.next == nil {
		co.next, co.stop = iter.Pull(co.run)
		// A generator that nobody holds any more must not keep its goroutine.
		runtime.AddCleanup(g, func(stop func()) { stop() }, co.stop)
	}
	co.t.parent, co.t.depth = t, t.depth
	co.sent, co.thrown, co.running = sent, thrown, true
	v, ok := co.next()
	co.running, co.t.parent = false, nil
	t.depth--
	runtime.KeepAlive(g)
	if ok {
		return v, true, nil
	}
	co.finish(t)
	return nil, false, co.err
}

func (co *coroutine) finish(t *Thread) {
	co.done = true
	t.in.bytes -= generatorSize
}

func (co *coroutine) run(yield func(Value) bool) {
	co.yield = yield
	co.t.frames = []*frame{{name: co.def.Name, at: co.def.NameSpan}}
	co.result, co.err = co.t.runBody(co.def, co.env)
	if r, ok := co.err.(*Raised); ok && r.Exc.Cls.IsSubclass(StopIteration) {
		co.err = co.t.Raise(RuntimeError, "generator raised StopIteration")
	}
}

// Close ends the generator as close() does.
func (g *Generator) Close(t *Thread) error {
	if g.co.done || g.co.next == nil {
		g.co.done = true
		return nil
	}
	_, ok, err := g.resume(t, None, t.Raise(GeneratorExit, ""))
	if isRaised(err, GeneratorExit) || isRaised(err, StopIteration) {
		return nil
	}
	if err == nil && ok {
		return t.Raise(RuntimeError, "generator ignored GeneratorExit")
	}
	return err
}

// Throw raises an exception at the yield where the generator stands, and returns the next value.
func (g *Generator) Throw(t *Thread, r *Raised) (Value, bool, error) { return g.resume(t, None, r) }

// Send resumes the generator with the value of its yield.
func (g *Generator) Send(t *Thread, v Value) (Value, bool, error) { return g.resume(t, v, nil) }

// Result returns what the generator returned, once it has ended.
func (g *Generator) Result() Value {
	if g.co.result == nil {
		return None
	}
	return g.co.result
}

func (t *Thread) evalYield(e *env, x *Yield) (Value, error) {
	var v = None
	if x.X != nil {
		var err error
		if v, err = t.eval(e, x.X); err != nil {
			return nil, err
		}
	}
	t.at(x.Span)
	if t.gen == nil {
		return nil, t.Unsupported("yield here", "yield belongs into a function")
	}
	if x.From {
		return t.yieldFrom(v)
	}
	return t.suspend(v)
}

func (t *Thread) suspend(v Value) (Value, error) {
	co := t.gen
	if !co.yield(v) {
		return nil, errAbandoned
	}
	if co.thrown != nil {
		err := co.thrown
		co.thrown = nil
		return nil, err
	}
	return co.sent, nil
}

func (t *Thread) yieldFrom(v Value) (Value, error) {
	it, err := t.Iterate(v)
	if err != nil {
		return nil, err
	}
	g, isGen := v.(*Generator)
	var sent Value = None
	var thrown error
	for {
		var item Value
		var ok bool
		if isGen {
			item, ok, err = g.resume(t, sent, thrown)
		} else {
			if thrown != nil {
				return nil, thrown
			}
			item, ok, err = it.Next(t)
		}
		if err != nil {
			return nil, err
		}
		if !ok {
			if isGen {
				return g.Result(), nil
			}
			return None, nil
		}
		sent, err = t.suspend(item)
		if err == errAbandoned {
			return nil, err
		}
		thrown = err
		if err != nil {
			sent = None
		}
	}
}
