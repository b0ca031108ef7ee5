package python

// Iterate is iter(v).
func (t *Thread) Iterate(v Value) (Iterator, error) {
	if t.trial > 0 {
		if err := triedIteration(v); err != nil {
			return nil, err
		}
	}
	switch x := v.(type) {
	case *List:
		return listIterator(x), nil
	case Tuple:
		return SliceIterator(x), nil
	case Str:
		return strIterator(string(x)), nil
	case Bytes:
		return bytesIterator(string(x)), nil
	case *Dict:
		return dictIterator(x, func(it Item) Value { return it.Key }), nil
	case *dictView:
		return dictIterator(x.d, x.pick), nil
	case *Set:
		return dictIterator(&x.d, func(it Item) Value { return it.Key }), nil
	case *Range:
		return rangeIterator(x), nil
	case Iterator:
		return x, nil
	case *Opaque:
		return nil, t.Unresolved(x, "an iteration")
	case HasIter:
		it, err := x.Iterate(t)
		return it, t.located(err)
	case *Class:
		if ops, ok := classOps[ClassIter](x); ok {
			it, err := ops.IterateClass(t, x)
			return it, t.located(err)
		}
	case *Instance:
		return t.instanceIterator(x)
	}
	return nil, t.Raise(TypeError, "'%s' object is not iterable", v.Class().Name)
}

func (t *Thread) instanceIterator(x *Instance) (Iterator, error) {
	if fn, ok := x.Cls.Lookup("__iter__"); ok {
		v, err := t.Call(fn, x)
		if err != nil {
			return nil, err
		}
		if v == Value(x) {
			return t.nextIterator(x)
		}
		if inst, ok := v.(*Instance); ok {
			return t.nextIterator(inst)
		}
		return t.Iterate(v)
	}
	if h, ok := x.Native.(HasIter); ok {
		return h.Iterate(t)
	}
	if p, ok := x.Native.(Value); ok {
		return t.Iterate(p) // a subclass of a built-in has its __iter__, whatever its __getitem__ does
	}
	if fn, ok := x.Cls.Lookup("__getitem__"); ok {
		i := int64(-1)
		return IterFunc(func(t *Thread) (Value, bool, error) {
			i++
			v, err := t.Call(fn, x, NewInt(i))
			if isRaised(err, IndexError) || isRaised(err, StopIteration) {
				return nil, false, nil
			}
			return v, err == nil, err
		}), nil
	}
	return nil, t.Raise(TypeError, "'%s' object is not iterable", x.Cls.Name)
}

func (t *Thread) nextIterator(x *Instance) (Iterator, error) {
	fn, ok := x.Cls.Lookup("__next__")
	if !ok {
		return nil, t.Raise(TypeError, "iter() returned non-iterator of type '%s'", x.Cls.Name)
	}
	return IterFunc(func(t *Thread) (Value, bool, error) {
		v, err := t.Call(fn, x)
		if isRaised(err, StopIteration) {
			return nil, false, nil
		}
		return v, err == nil, err
	}), nil
}

func listIterator(l *List) Iterator {
	i := 0
	return IterFunc(func(*Thread) (Value, bool, error) {
		if i >= len(l.Elems) {
			return nil, false, nil
		}
		i++
		return l.Elems[i-1], true, nil
	})
}

func strIterator(s string) Iterator {
	return IterFunc(func(*Thread) (Value, bool, error) {
		for i := range s {
			if i > 0 {
				r := s[:i]
				s = s[i:]
				return Str(r), true, nil
			}
		}
		if s == "" {
			return nil, false, nil
		}
		r := s
		s = ""
		return Str(r), true, nil
	})
}

func bytesIterator(s string) Iterator {
	i := 0
	return IterFunc(func(*Thread) (Value, bool, error) {
		if i >= len(s) {
			return nil, false, nil
		}
		i++
		return NewInt(int64(s[i-1])), true, nil
	})
}

func dictIterator(d *Dict, pick func(Item) Value) Iterator {
	i, changes := 0, d.changes
	return IterFunc(func(t *Thread) (Value, bool, error) {
		if d.changes != changes {
			return nil, false, t.Raise(RuntimeError, "dictionary changed size during iteration")
		}
		for i < len(d.items) {
			it := d.items[i]
			i++
			if it.Key != nil {
				return pick(it), true, nil
			}
		}
		return nil, false, nil
	})
}

func rangeIterator(r *Range) Iterator {
	i, n := int64(0), r.Len()
	return IterFunc(func(*Thread) (Value, bool, error) {
		if i >= n {
			return nil, false, nil
		}
		i++
		return NewInt(r.Start + (i-1)*r.Step), true, nil
	})
}

// Collect returns all values of an iterable.
func (t *Thread) Collect(v Value) ([]Value, error) {
	switch x := v.(type) {
	case *List:
		return append([]Value(nil), x.Elems...), t.Alloc(int64(len(x.Elems)) * valueSize)
	case Tuple:
		return x, nil
	}
	it, err := t.Iterate(v)
	if err != nil {
		return nil, err
	}
	return t.drain(it)
}

func (t *Thread) drain(it Iterator) ([]Value, error) {
	var out []Value
	for {
		v, ok, err := it.Next(t)
		if err != nil {
			return nil, t.located(err)
		}
		if !ok {
			return out, nil
		}
		out = append(out, v)
		if err := t.Step(1); err != nil {
			return nil, err
		}
		if err := t.Alloc(valueSize); err != nil {
			return nil, err
		}
	}
}
