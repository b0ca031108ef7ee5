package stdlib

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// iterator makes a Python iterator of a Go function.
func iterator(next func(t *thread) (value, bool, error)) (value, error) {
	return &python.IteratorValue{Iterator: python.IterFunc(func(t *thread) (value, bool, error) {
		if err := t.Step(1); err != nil {
			return nil, false, err
		}
		return next(t)
	})}, nil
}

// iterators starts the iteration over several values.
func iterators(t *thread, vs []value) ([]python.Iterator, error) {
	out := make([]python.Iterator, len(vs))
	for i, v := range vs {
		it, err := t.Iterate(v)
		if err != nil {
			return nil, err
		}
		out[i] = it
	}
	return out, nil
}

func itertoolsModule() *module {
	m := python.NewModule("itertools")
	fn(m, "count", "start=0, step=1", countFrom)
	fn(m, "repeat", "object, times=None", repeatValue)
	fn(m, "cycle", "iterable, /", cycle)
	fn(m, "accumulate", "iterable, func=None, *, initial=None", accumulate)
	fn(m, "islice", "iterable, *args", islice)
	fn(m, "groupby", "iterable, key=None", groupby)
	fn(m, "tee", "iterable, n=2, /", func(t *thread, b *bound) (value, error) {
		elems, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		n, err := b.Int("n")
		if err != nil {
			return nil, err
		}
		var out python.Tuple
		for range min(n, 1000) {
			out = append(out, &python.IteratorValue{Iterator: python.SliceIterator(elems)})
		}
		return out, nil
	})
	registerChains(m)
	registerFilters(m)
	registerCombinations(m)
	return m
}

func countFrom(_ *thread, b *bound) (value, error) {
	next, step := b.Get("start"), b.Get("step")
	return iterator(func(t *thread) (value, bool, error) {
		v := next
		sum, err := t.Binary("+", next, step)
		if err != nil {
			return nil, false, err
		}
		next = sum
		return v, true, nil
	})
}

func repeatValue(_ *thread, b *bound) (value, error) {
	times, bounded, err := b.OptInt("times")
	if err != nil {
		return nil, err
	}
	v := b.Get("object")
	return iterator(func(*thread) (value, bool, error) {
		times--
		return v, !bounded || times >= 0, nil
	})
}

func cycle(t *thread, b *bound) (value, error) {
	elems, err := t.Collect(b.Get("iterable"))
	if err != nil {
		return nil, err
	}
	i := 0
	return iterator(func(*thread) (value, bool, error) {
		if len(elems) == 0 {
			return nil, false, nil
		}
		i++
		return elems[(i-1)%len(elems)], true, nil
	})
}

func accumulate(t *thread, b *bound) (value, error) {
	it, err := t.Iterate(b.Get("iterable"))
	if err != nil {
		return nil, err
	}
	var sum value
	pending := b.Get("initial") != python.None
	if pending {
		sum = b.Get("initial")
	}
	return iterator(func(t *thread) (value, bool, error) {
		if pending {
			pending = false
			return sum, true, nil
		}
		v, ok, err := it.Next(t)
		if !ok || err != nil {
			return nil, false, err
		}
		switch {
		case sum == nil:
			sum = v
		case b.Get("func") == python.None:
			sum, err = t.Binary("+", sum, v)
		default:
			sum, err = t.Call(b.Get("func"), sum, v)
		}
		return sum, err == nil, err
	})
}

func islice(t *thread, b *bound) (value, error) {
	it, err := t.Iterate(b.Get("iterable"))
	if err != nil {
		return nil, err
	}
	bounds := [3]int64{0, -1, 1}
	args := b.Star()
	if len(args) == 0 || len(args) > 3 {
		return nil, t.Raise(python.TypeError, "islice expected at least 2 arguments, got %d", 1+len(args))
	}
	for i, a := range args {
		at := i
		if len(args) == 1 {
			at = 1
		}
		if a == python.None {
			continue
		}
		n, ok := smallInt(a)
		if !ok || n < 0 || at == 2 && n == 0 {
			return nil, t.Raise(python.ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
		}
		bounds[at] = n
	}
	next, at := bounds[0], int64(0)
	return iterator(func(t *thread) (value, bool, error) {
		for bounds[1] < 0 || next < bounds[1] {
			v, ok, err := it.Next(t)
			if !ok || err != nil {
				return nil, false, err
			}
			at++
			if at-1 == next {
				next += bounds[2]
				return v, true, nil
			}
			if err := t.Step(1); err != nil {
				return nil, false, err
			}
		}
		return nil, false, nil
	})
}

// groupby gives each group as a list that is already read: a group that is used
// after the next one was asked for is empty in CPython, and nobody means that.
func groupby(t *thread, b *bound) (value, error) {
	elems, err := t.Collect(b.Get("iterable"))
	if err != nil {
		return nil, err
	}
	i := 0
	keyOf := func(t *thread, v value) (value, error) {
		if b.Get("key") == python.None {
			return v, nil
		}
		return t.Call(b.Get("key"), v)
	}
	return iterator(func(t *thread) (value, bool, error) {
		if i >= len(elems) {
			return nil, false, nil
		}
		key, err := keyOf(t, elems[i])
		if err != nil {
			return nil, false, err
		}
		start := i
		for i++; i < len(elems); i++ {
			k, err := keyOf(t, elems[i])
			if err != nil {
				return nil, false, err
			}
			same, err := t.Equal(k, key)
			if err != nil {
				return nil, false, err
			}
			if !same {
				break
			}
		}
		group := &python.IteratorValue{Iterator: python.SliceIterator(elems[start:i])}
		return python.Tuple{key, group}, true, nil
	})
}

func registerChains(m *module) {
	chain := python.NewClass("itertools", "chain")
	from := func(outer python.Iterator) (value, error) {
		var inner python.Iterator
		return iterator(func(t *thread) (value, bool, error) {
			for {
				if inner != nil {
					if v, ok, err := inner.Next(t); ok || err != nil {
						return v, ok, err
					}
				}
				v, ok, err := outer.Next(t)
				if !ok || err != nil {
					return nil, false, err
				}
				if inner, err = t.Iterate(v); err != nil {
					return nil, false, err
				}
			}
		})
	}
	construct(chain, "*iterables", func(_ *thread, b *bound) (value, error) { return from(python.SliceIterator(b.Star())) })
	static(chain, "from_iterable", "iterable, /", func(t *thread, b *bound) (value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		return from(it)
	})
	m.Set("chain", chain)
	fn(m, "zip_longest", "*iterables, fillvalue=None", func(t *thread, b *bound) (value, error) {
		its, err := iterators(t, b.Star())
		if err != nil {
			return nil, err
		}
		return iterator(func(t *thread) (value, bool, error) { return nextLongest(t, its, b.Get("fillvalue")) })
	})
	fn(m, "pairwise", "iterable, /", func(t *thread, b *bound) (value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		var last value
		return iterator(func(t *thread) (value, bool, error) {
			for {
				v, ok, err := it.Next(t)
				if !ok || err != nil {
					return nil, false, err
				}
				before := last
				if last = v; before != nil {
					return python.Tuple{before, v}, true, nil
				}
			}
		})
	})
	fn(m, "batched", "iterable, n, *, strict=False", func(t *thread, b *bound) (value, error) {
		elems, err := t.Collect(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		n, err := b.Int("n")
		if err != nil {
			return nil, err
		}
		if n < 1 {
			return nil, t.Raise(python.ValueError, "n must be at least one")
		}
		var out []value
		for part := range slices.Chunk(elems, int(min(n, 1<<30))) {
			out = append(out, python.Tuple(part))
		}
		return &python.IteratorValue{Iterator: python.SliceIterator(out)}, nil
	})
}

// nextLongest takes one element of each; the iterators that have ended become nil.
func nextLongest(t *thread, its []python.Iterator, fill value) (value, bool, error) {
	out := make(python.Tuple, len(its))
	live := false
	for i, it := range its {
		out[i] = fill
		if it == nil {
			continue
		}
		v, ok, err := it.Next(t)
		switch {
		case err != nil:
			return nil, false, err
		case ok:
			out[i], live = v, true
		default:
			its[i] = nil
		}
	}
	return out, live, nil
}

func registerFilters(m *module) {
	filter := func(name, params string, keep func(t *thread, b *bound, v value, state *bool) (take, end bool, err error)) {
		fn(m, name, params, func(t *thread, b *bound) (value, error) {
			it, err := t.Iterate(b.Get("iterable"))
			if err != nil {
				return nil, err
			}
			state := false
			return iterator(func(t *thread) (value, bool, error) {
				for {
					v, ok, err := it.Next(t)
					if !ok || err != nil {
						return nil, false, err
					}
					take, end, err := keep(t, b, v, &state)
					if err != nil || end {
						return nil, false, err
					}
					if take {
						return v, true, nil
					}
				}
			})
		})
	}
	truth := func(t *thread, b *bound, v value) (bool, error) {
		if b.Get("predicate") == python.None {
			return t.Truth(v)
		}
		answer, err := t.Call(b.Get("predicate"), v)
		if err != nil {
			return false, err
		}
		return t.Truth(answer)
	}
	filter("filterfalse", "predicate, iterable, /", func(t *thread, b *bound, v value, _ *bool) (bool, bool, error) {
		yes, err := truth(t, b, v)
		return !yes, false, err
	})
	filter("takewhile", "predicate, iterable, /", func(t *thread, b *bound, v value, _ *bool) (bool, bool, error) {
		yes, err := truth(t, b, v)
		return yes, !yes, err
	})
	filter("dropwhile", "predicate, iterable, /", func(t *thread, b *bound, v value, started *bool) (bool, bool, error) {
		if *started {
			return true, false, nil
		}
		yes, err := truth(t, b, v)
		*started = !yes
		return !yes, false, err
	})
	fn(m, "starmap", "function, iterable, /", func(t *thread, b *bound) (value, error) {
		it, err := t.Iterate(b.Get("iterable"))
		if err != nil {
			return nil, err
		}
		return iterator(func(t *thread) (value, bool, error) {
			v, ok, err := it.Next(t)
			if !ok || err != nil {
				return nil, false, err
			}
			args, err := t.Collect(v)
			if err != nil {
				return nil, false, err
			}
			out, err := t.Call(b.Get("function"), args...)
			return out, err == nil, err
		})
	})
	fn(m, "compress", "data, selectors", func(t *thread, b *bound) (value, error) {
		its, err := iterators(t, []value{b.Get("data"), b.Get("selectors")})
		if err != nil {
			return nil, err
		}
		return iterator(func(t *thread) (value, bool, error) {
			for {
				v, ok, err := its[0].Next(t)
				if !ok || err != nil {
					return nil, false, err
				}
				s, ok, err := its[1].Next(t)
				if !ok || err != nil {
					return nil, false, err
				}
				if yes, err := t.Truth(s); yes || err != nil {
					return v, err == nil, err
				}
			}
		})
	})
}
