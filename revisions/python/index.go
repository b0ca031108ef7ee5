package python

// Index is v[key].
func (t *Thread) Index(v, key Value) (Value, error) {
	switch x := v.(type) {
	case *Opaque:
		return x.derive(x.Path + "[...]"), nil
	case *Class:
		return t.indexClass(x, key)
	case *Instance:
		if fn, ok := x.Cls.Lookup("__getitem__"); ok {
			return t.Call(fn, x, key)
		}
		if d, ok := x.Native.(*Dict); ok {
			return t.dictIndex(d, x, key)
		}
		if h, ok := x.Native.(HasIndex); ok {
			r, err := h.Index(t, key)
			return r, t.located(err)
		}
	case HasIndex:
		r, err := x.Index(t, key)
		if r != nil || err != nil {
			return r, t.located(err)
		}
	case *Generic:
		return &Generic{x.Origin, tupleOf(key)}, nil
	}
	if o, ok := key.(*Opaque); ok {
		return o.derive("...[" + o.Path + "]"), nil
	}
	switch x := Plain(v).(type) {
	case *List:
		return t.indexList(x.Elems, key, "list", func(vs []Value) Value { return NewList(vs...) })
	case Tuple:
		return t.indexList(x, key, "tuple", func(vs []Value) Value { return Tuple(vs) })
	case Str:
		return t.indexStr(string(x), key)
	case Bytes:
		return t.indexBytes(string(x), key)
	case *Dict:
		return t.dictIndex(x, nil, key)
	case *Range:
		return t.indexRange(x, key)
	}
	return nil, t.Raise(TypeError, "'%s' object is not subscriptable", v.Class().Name)
}

func tupleOf(v Value) Tuple {
	if t, ok := v.(Tuple); ok {
		return t
	}
	return Tuple{v}
}

func (t *Thread) indexClass(c *Class, key Value) (Value, error) {
	if ops, ok := classOps[ClassIndex](c); ok {
		v, err := ops.IndexClass(t, c, key)
		return v, t.located(err)
	}
	if fn, ok := c.Lookup("__class_getitem__"); ok {
		bound, err := t.bindOnClass(fn, c)
		if err != nil {
			return nil, err
		}
		return t.Call(bound, key)
	}
	return &Generic{c, tupleOf(key)}, nil
}

func (t *Thread) dictIndex(d *Dict, self *Instance, key Value) (Value, error) {
	v, ok, err := d.Get(key)
	if err != nil {
		return nil, t.located(err)
	}
	if ok {
		return v, nil
	}
	if self != nil {
		if fn, ok := self.Cls.Lookup("__missing__"); ok {
			return t.Call(fn, self, key)
		}
	}
	if d.Missing != nil {
		return d.Missing(t, key)
	}
	return nil, t.keyError(key)
}

func (t *Thread) keyError(key Value) error {
	exc := NewInstance(KeyError)
	exc.Attrs.Set("args", Tuple{key})
	return t.RaiseValue(exc)
}

// position turns an index into an offset.
func (t *Thread) position(key Value, n int, what string) (int, error) {
	i, ok := AsInt(key)
	if !ok {
		if what == "string" {
			return 0, t.Raise(TypeError, "string indices must be integers, not '%s'", key.Class().Name)
		}
		return 0, t.Raise(TypeError, "%s indices must be integers or slices, not %s", what, key.Class().Name)
	}
	at, small := i.Int64()
	if at < 0 {
		at += int64(n)
	}
	if !small || at < 0 || at >= int64(n) {
		return 0, t.Raise(IndexError, "%s index out of range", what)
	}
	return int(at), nil
}

// bounds are the resolved limits of a slice.
type bounds struct{ start, step, count int }

func (t *Thread) slice(s *Slice, n int) (bounds, error) {
	step, err := t.sliceInt(s.Step, 1)
	if err != nil {
		return bounds{}, err
	}
	if step == 0 {
		return bounds{}, t.Raise(ValueError, "slice step cannot be zero")
	}
	lo, hi := 0, n
	if step < 0 {
		lo, hi = n-1, -1
	}
	start, err := t.sliceBound(s.Start, lo, n, step)
	if err != nil {
		return bounds{}, err
	}
	stop, err := t.sliceBound(s.Stop, hi, n, step)
	if err != nil {
		return bounds{}, err
	}
	count := 0
	if step > 0 && start < stop {
		count = (stop-start-1)/step + 1
	} else if step < 0 && start > stop {
		count = (start-stop-1)/(-step) + 1
	}
	return bounds{start, step, count}, nil
}

func (t *Thread) sliceInt(v Value, def int) (int, error) {
	if v == None {
		return def, nil
	}
	if o, ok := v.(*Opaque); ok {
		return 0, t.Unresolved(o, "a slice")
	}
	i, ok := AsInt(v)
	if !ok {
		return 0, t.Raise(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	const far = 1 << 40
	n, small := i.Int64()
	if !small {
		n = int64(i.Big().Sign()) * far
	}
	return int(max(-far, min(far, n))), nil
}

func (t *Thread) sliceBound(v Value, def, n, step int) (int, error) {
	if v == None {
		return def, nil
	}
	at, err := t.sliceInt(v, def)
	if err != nil {
		return 0, err
	}
	if at < 0 {
		at += n
	}
	lo, hi := 0, n
	if step < 0 {
		lo, hi = -1, n-1
	}
	return max(lo, min(hi, at)), nil
}

func (t *Thread) indexList(vs []Value, key Value, what string, wrap func([]Value) Value) (Value, error) {
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, len(vs), what)
		if err != nil {
			return nil, err
		}
		return vs[i], nil
	}
	b, err := t.slice(s, len(vs))
	if err != nil {
		return nil, err
	}
	out := make([]Value, b.count)
	for i := range out {
		out[i] = vs[b.start+i*b.step]
	}
	return wrap(out), t.Alloc(int64(len(out)) * valueSize)
}

func (t *Thread) indexStr(text string, key Value) (Value, error) {
	runes := []rune(text)
	if err := t.Step(int64(len(runes) / 64)); err != nil {
		return nil, err
	}
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, len(runes), "string")
		if err != nil {
			return nil, err
		}
		return Str(string(runes[i])), nil
	}
	b, err := t.slice(s, len(runes))
	if err != nil {
		return nil, err
	}
	out := make([]rune, b.count)
	for i := range out {
		out[i] = runes[b.start+i*b.step]
	}
	return Str(string(out)), t.Alloc(int64(len(out)))
}

func (t *Thread) indexBytes(text string, key Value) (Value, error) {
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, len(text), "index")
		if err != nil {
			return nil, err
		}
		return NewInt(int64(text[i])), nil
	}
	b, err := t.slice(s, len(text))
	if err != nil {
		return nil, err
	}
	out := make([]byte, b.count)
	for i := range out {
		out[i] = text[b.start+i*b.step]
	}
	return Bytes(out), t.Alloc(int64(len(out)))
}

func (t *Thread) indexRange(r *Range, key Value) (Value, error) {
	n := int(r.Len())
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, n, "range object")
		if err != nil {
			return nil, err
		}
		return NewInt(r.Start + int64(i)*r.Step), nil
	}
	b, err := t.slice(s, n)
	if err != nil {
		return nil, err
	}
	start, step := r.Start+int64(b.start)*r.Step, r.Step*int64(b.step)
	return &Range{start, start + int64(b.count)*step, step}, nil
}

// SetIndex is v[key] = x.
func (t *Thread) SetIndex(v, key, x Value) error {
	if t.trial > 0 {
		return errEffect
	}
	switch o := v.(type) {
	case *Opaque:
		return t.undecided(o, "an assignment")
	case *Instance:
		if fn, ok := o.Cls.Lookup("__setitem__"); ok {
			_, err := t.Call(fn, o, key, x)
			return err
		}
		if h, ok := o.Native.(HasSetIndex); ok {
			return h.SetIndex(t, key, x)
		}
	case HasSetIndex:
		return o.SetIndex(t, key, x)
	}
	switch o := Plain(v).(type) {
	case *Dict:
		if u, ok := key.(*Opaque); ok {
			return t.Unresolved(u, "the key of a dict")
		}
		if err := t.Alloc(2 * valueSize); err != nil {
			return err
		}
		return o.Set(key, x)
	case *List:
		return t.setList(o, key, x)
	}
	return t.Raise(TypeError, "'%s' object does not support item assignment", v.Class().Name)
}

func (t *Thread) setList(l *List, key, x Value) error {
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, len(l.Elems), "list")
		if err != nil {
			return err
		}
		l.Elems[i] = x
		return nil
	}
	b, err := t.slice(s, len(l.Elems))
	if err != nil {
		return err
	}
	vs, err := t.Collect(x)
	if err != nil {
		return err
	}
	if b.step == 1 {
		rest := append([]Value(nil), l.Elems[b.start+b.count:]...)
		l.Elems = append(append(l.Elems[:b.start:b.start], vs...), rest...)
		return nil
	}
	if len(vs) != b.count {
		return t.Raise(ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(vs), b.count)
	}
	for i, v := range vs {
		l.Elems[b.start+i*b.step] = v
	}
	return nil
}

// DelIndex is del v[key].
func (t *Thread) DelIndex(v, key Value) error {
	if t.trial > 0 {
		return errEffect
	}
	switch o := v.(type) {
	case *Opaque:
		return t.undecided(o, "del")
	case *Instance:
		if fn, ok := o.Cls.Lookup("__delitem__"); ok {
			_, err := t.Call(fn, o, key)
			return err
		}
	case HasDelIndex:
		return o.DelIndex(t, key)
	}
	switch o := Plain(v).(type) {
	case *Dict:
		ok, err := o.Delete(key)
		if err == nil && !ok {
			return t.keyError(key)
		}
		return err
	case *List:
		return t.delList(o, key)
	}
	return t.Raise(TypeError, "'%s' object doesn't support item deletion", v.Class().Name)
}

func (t *Thread) delList(l *List, key Value) error {
	s, ok := key.(*Slice)
	if !ok {
		i, err := t.position(key, len(l.Elems), "list")
		if err != nil {
			return err
		}
		l.Elems = append(l.Elems[:i:i], l.Elems[i+1:]...)
		return nil
	}
	b, err := t.slice(s, len(l.Elems))
	if err != nil {
		return err
	}
	drop := make(map[int]bool, b.count)
	for i := range b.count {
		drop[b.start+i*b.step] = true
	}
	var kept []Value
	for i, v := range l.Elems {
		if !drop[i] {
			kept = append(kept, v)
		}
	}
	l.Elems = kept
	return nil
}
