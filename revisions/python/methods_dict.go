package python

// dictView is what keys(), values() and items() return: it follows the dict.
type dictView struct {
	d    *Dict
	kind *Class
	pick func(Item) Value
}

// Class returns dict_keys, dict_values or dict_items.
func (v *dictView) Class() *Class { return v.kind }

func pickKey(it Item) Value   { return it.Key }
func pickValue(it Item) Value { return it.Value }
func pickItem(it Item) Value  { return Tuple{it.Key, it.Value} }

func dictMethods() map[string]Method {
	m := map[string]Method{}
	add := func(name, params string, fn func(t *Thread, d *Dict, b *Bound) (Value, error)) {
		m[name] = method(name, params, func(t *Thread, self Value, b *Bound) (Value, error) { return fn(t, self.(*Dict), b) })
	}
	add("keys", "", func(_ *Thread, d *Dict, _ *Bound) (Value, error) { return &dictView{d, dictKeysClass, pickKey}, nil })
	add("values", "", func(_ *Thread, d *Dict, _ *Bound) (Value, error) {
		return &dictView{d, dictValuesClass, pickValue}, nil
	})
	add("items", "", func(_ *Thread, d *Dict, _ *Bound) (Value, error) { return &dictView{d, dictItemsClass, pickItem}, nil })
	add("get", "key, default=None, /", func(t *Thread, d *Dict, b *Bound) (Value, error) {
		if o, ok := b.Get("key").(*Opaque); ok {
			return o.derive("...[" + o.Path + "]"), nil
		}
		v, ok, err := d.Get(b.Get("key"))
		if err != nil || ok {
			return v, err
		}
		return b.Get("default"), nil
	})
	add("setdefault", "key, default=None, /", func(t *Thread, d *Dict, b *Bound) (Value, error) {
		v, ok, err := d.Get(b.Get("key"))
		if err != nil || ok {
			return v, err
		}
		return b.Get("default"), t.SetIndex(d, b.Get("key"), b.Get("default"))
	})
	m["pop"] = method("pop", "key, *default", func(t *Thread, self Value, b *Bound) (Value, error) {
		d := self.(*Dict)
		v, ok, err := d.Get(b.Get("key"))
		if err != nil {
			return nil, err
		}
		if ok {
			_, err = d.Delete(b.Get("key"))
			return v, err
		}
		if len(b.Star()) > 0 {
			return b.Star()[0], nil
		}
		return nil, t.keyError(b.Get("key"))
	})
	add("popitem", "last=True", func(t *Thread, d *Dict, b *Bound) (Value, error) {
		items := d.Items()
		if len(items) == 0 {
			return nil, t.Raise(KeyError, "popitem(): dictionary is empty")
		}
		it := items[len(items)-1]
		if b.Get("last") == False {
			it = items[0]
		}
		_, err := d.Delete(it.Key)
		return Tuple{it.Key, it.Value}, err
	})
	m["update"] = func(t *Thread, self Value, c *Call) (Value, error) {
		if len(c.Args) > 1 {
			return nil, t.Raise(TypeError, "update expected at most 1 argument, got %d", len(c.Args))
		}
		d := self.(*Dict)
		for _, v := range c.Args {
			if err := t.dictUpdate(d, v); err != nil {
				return nil, err
			}
		}
		for _, k := range c.Kwargs {
			d.SetStr(k.Name, k.Value)
		}
		return None, nil
	}
	add("copy", "", func(t *Thread, d *Dict, _ *Bound) (Value, error) {
		return d.Copy(), t.Alloc(int64(d.Len()) * 2 * valueSize)
	})
	add("clear", "", func(_ *Thread, d *Dict, _ *Bound) (Value, error) {
		d.Clear()
		return None, nil
	})
	add("fromkeys", "keys, value=None, /", func(t *Thread, _ *Dict, b *Bound) (Value, error) {
		return t.fromKeys(b.Get("keys"), b.Get("value"))
	})
	return m
}

func (t *Thread) fromKeys(keys, value Value) (Value, error) {
	vs, err := t.Collect(keys)
	if err != nil {
		return nil, err
	}
	d := NewDict()
	for _, k := range vs {
		if err := d.Set(k, value); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// dictUpdate is d.update(v) for a mapping or for pairs.
func (t *Thread) dictUpdate(d *Dict, v Value) error {
	if _, isDict := Plain(v).(*Dict); !isDict {
		keys, err := t.OptAttr(v, "keys")
		if err != nil {
			return err
		}
		if _, unknown := v.(*Opaque); keys == nil && !unknown {
			return t.updatePairs(d, v)
		}
	}
	items, err := t.mappingItems(v, "a mapping is needed")
	if err != nil {
		return err
	}
	for _, it := range items {
		if err := d.Set(it.Key, it.Value); err != nil {
			return err
		}
	}
	return t.Alloc(int64(len(items)) * 2 * valueSize)
}

func (t *Thread) updatePairs(d *Dict, v Value) error {
	pairs, err := t.Collect(v)
	if err != nil {
		return err
	}
	for i, p := range pairs {
		kv, err := t.Collect(p)
		if err != nil {
			return t.Raise(TypeError, "cannot convert dictionary update sequence element #%d to a sequence", i)
		}
		if len(kv) != 2 {
			return t.Raise(ValueError, "dictionary update sequence element #%d has length %d; 2 is required", i, len(kv))
		}
		if err := d.Set(kv[0], kv[1]); err != nil {
			return err
		}
	}
	return t.Alloc(int64(len(pairs)) * 2 * valueSize)
}

// toSet returns a set of an iterable's elements; a set itself is returned as it is.
func (t *Thread) toSet(v Value) (*Set, error) {
	if s, ok := v.(*Set); ok {
		return s, nil
	}
	vs, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	return NewSet(vs...)
}

// setBinary is | & - ^ of sets, of the keys of dicts, and of unions of types.
func (t *Thread) setBinary(op string, a, b Value) (Value, error) {
	if op == "|" {
		if d, ok := a.(*Dict); ok {
			if _, ok := b.(*Dict); !ok {
				return nil, nil
			}
			out := d.Copy()
			return out, t.dictUpdate(out, b)
		}
		if isTypeLike(a) && isTypeLike(b) {
			return makeUnion(a, b), nil
		}
	}
	if !isSetLike(a) || !isSetLike(b) {
		return nil, nil
	}
	x, err := t.toSet(a)
	if err != nil {
		return nil, err
	}
	y, err := t.toSet(b)
	if err != nil {
		return nil, err
	}
	s := combine(op, x, y)
	s.Frozen = x.Frozen
	return s, t.Alloc(int64(s.Len()) * valueSize)
}

func isSetLike(v Value) bool {
	if d, ok := v.(*dictView); ok {
		return d.kind != dictValuesClass
	}
	_, ok := v.(*Set)
	return ok
}

func isTypeLike(v Value) bool {
	switch v.(type) {
	case *Class, *Union, *Generic, noneType:
		return true
	}
	return false
}

func makeUnion(a, b Value) Value {
	u := &Union{}
	for _, v := range []Value{a, b} {
		if x, ok := v.(*Union); ok {
			u.Args = append(u.Args, x.Args...)
		} else {
			u.Args = append(u.Args, v)
		}
	}
	return u
}

func combine(op string, x, y *Set) *Set {
	out := &Set{}
	keep := func(from, other *Set, in bool) {
		// The entries' keys are in hand already: hashing again could fail.
		keyOf := make([]any, len(from.d.items))
		for k, i := range from.d.index {
			keyOf[i] = k
		}
		for i, it := range from.d.items {
			if it.Key == nil {
				continue
			}
			if _, has := other.d.index[keyOf[i]]; has == in {
				if _, dup := out.d.index[keyOf[i]]; !dup {
					out.d.put(keyOf[i], it.Key, None)
				}
			}
		}
	}
	switch op {
	case "|":
		keep(x, &Set{}, false)
		keep(y, &Set{}, false)
	case "&":
		keep(x, y, true)
	case "-":
		keep(x, y, false)
	case "^":
		keep(x, y, false)
		keep(y, x, false)
	}
	return out
}

func setMethods() map[string]Method {
	m := map[string]Method{}
	for name, op := range map[string]string{"union": "|", "intersection": "&", "difference": "-"} {
		m[name] = setOperation(op, false)
	}
	m["update"], m["intersection_update"] = setOperation("|", true), setOperation("&", true)
	m["difference_update"], m["symmetric_difference_update"] = setOperation("-", true), setOperation("^", true)
	m["symmetric_difference"] = setOperation("^", false)
	add := func(name, params string, fn func(t *Thread, s *Set, b *Bound) (Value, error)) {
		m[name] = method(name, params, func(t *Thread, self Value, b *Bound) (Value, error) { return fn(t, self.(*Set), b) })
	}
	add("add", "elem, /", func(t *Thread, s *Set, b *Bound) (Value, error) {
		if err := t.Alloc(valueSize); err != nil {
			return nil, err
		}
		return None, s.Add(b.Get("elem"))
	})
	add("discard", "elem, /", func(_ *Thread, s *Set, b *Bound) (Value, error) {
		_, err := s.Remove(b.Get("elem"))
		return None, err
	})
	add("remove", "elem, /", func(t *Thread, s *Set, b *Bound) (Value, error) {
		ok, err := s.Remove(b.Get("elem"))
		if err == nil && !ok {
			err = t.keyError(b.Get("elem"))
		}
		return None, err
	})
	add("pop", "", func(t *Thread, s *Set, _ *Bound) (Value, error) {
		for _, it := range s.d.items {
			if it.Key != nil {
				_, err := s.Remove(it.Key)
				return it.Key, err
			}
		}
		return nil, t.Raise(KeyError, "pop from an empty set")
	})
	add("clear", "", func(_ *Thread, s *Set, _ *Bound) (Value, error) {
		s.d.Clear()
		return None, nil
	})
	add("copy", "", func(_ *Thread, s *Set, _ *Bound) (Value, error) { return s.Copy(), nil })
	relation := func(name string, holds func(a, b *Set) bool) {
		add(name, "other, /", func(t *Thread, s *Set, b *Bound) (Value, error) {
			o, err := t.toSet(b.Get("other"))
			if err != nil {
				return nil, err
			}
			return Bool(holds(s, o)), nil
		})
	}
	relation("issubset", subset)
	relation("issuperset", func(a, b *Set) bool { return subset(b, a) })
	relation("isdisjoint", func(a, b *Set) bool { return combine("&", a, b).Len() == 0 })
	return m
}

func setOperation(op string, inPlace bool) Method {
	return func(t *Thread, self Value, c *Call) (Value, error) {
		s := self.(*Set)
		out := s.Copy()
		for _, v := range c.Args {
			other, err := t.toSet(v)
			if err != nil {
				return nil, err
			}
			frozen := out.Frozen
			out = combine(op, out, other)
			out.Frozen = frozen
			if err := t.Alloc(int64(out.Len()) * valueSize); err != nil {
				return nil, err
			}
		}
		if inPlace {
			s.d = out.d
			return None, nil
		}
		return out, nil
	}
}
