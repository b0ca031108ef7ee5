package stdlib

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// makeEnum turns the class body of an enum into its members.
func makeEnum(t *thread, sub *class) error {
	data := &enumData{names: python.NewDict(), base: mixinOf(sub), pseudo: map[int64]*python.Instance{}}
	for _, k := range sub.MRO()[1:] {
		if parent := dataOf(k); parent != nil {
			if len(parent.members) > 0 {
				return t.Raise(python.TypeError, "<enum '%s'> cannot extend <enum '%s'>", sub.Name, k.Name)
			}
			if data.newFn == nil {
				data.newFn = parent.newFn
			}
		}
	}
	if newFn, ok := sub.Attrs.Get("__new__"); ok {
		if s, isStatic := newFn.(*python.StaticMethod); isStatic {
			newFn = s.Fn
		}
		data.newFn = newFn
		sub.Attrs.Delete("__new__") // from now on a call of the class looks a member up
	}
	sub.Data, sub.Construct, sub.Ops = data, enumCall, enumOps{}
	setEnumMethods(sub)
	var last []value
	for _, name := range sub.Attrs.Names() {
		v, _ := sub.Attrs.Get(name)
		if hidden, ok := v.(*nonMember); ok {
			sub.Attrs.Set(name, hidden.v)
			continue
		}
		if !isMemberDefinition(sub, name, v) {
			continue
		}
		val, err := addMember(t, sub, data, name, v, last)
		if err != nil {
			return err
		}
		last = append(last, val)
	}
	return nil
}

// mixinOf finds the built-in type that the members also are.
func mixinOf(sub *class) *class {
	for _, k := range sub.MRO() {
		switch k {
		case python.StrClass, python.IntClass, python.FloatClass, python.BytesClass, python.TupleClass:
			return k
		}
	}
	return nil
}

// isMemberDefinition tells a member from a method, a private name and the class's own machinery.
func isMemberDefinition(sub *class, name string, v value) bool {
	if strings.HasPrefix(name, "__") || strings.HasPrefix(name, "_") && strings.HasSuffix(name, "_") {
		return false
	}
	if strings.HasPrefix(name, "_"+strings.TrimLeft(sub.Name, "_")+"__") {
		return false
	}
	switch v.(type) {
	case *python.Function, *python.Builtin, *python.Property, *python.StaticMethod, *python.ClassMethod, *class, python.HasGet:
		return false
	}
	if ignore, ok := sub.Attrs.Get("_ignore_"); ok {
		if names, ok := python.AsStr(ignore); ok {
			for _, n := range strings.Fields(strings.ReplaceAll(names, ",", " ")) {
				if n == name {
					return false
				}
			}
		}
	}
	return true
}

// addMember makes one member, or an alias of the member that has the value already.
func addMember(t *thread, sub *class, data *enumData, name string, v value, last []value) (value, error) {
	v, err := resolveAuto(t, sub, name, v, last)
	if err != nil {
		return nil, err
	}
	args := []value{v}
	if tuple, ok := v.(python.Tuple); ok && data.base != python.TupleClass {
		args = tuple
	}
	inst, err := newMember(t, sub, data, v, args)
	if err != nil {
		return nil, err
	}
	val, ok := inst.Attrs.Get("_value_")
	if !ok {
		val = v
		inst.Attrs.Set("_value_", val)
	}
	if first, err := memberOf(t, sub, val); err != nil {
		return nil, err
	} else if first != nil {
		data.names.SetStr(name, first)
		sub.Attrs.Set(name, first)
		return val, nil
	}
	setMemberNames(inst, name, val)
	if init, ok := sub.Lookup("__init__"); ok {
		if _, own := init.(*python.Function); own {
			if _, err := t.CallWith(init, &python.Call{Args: append([]value{inst}, args...), Span: t.Span()}); err != nil {
				return nil, err
			}
			if changed, ok := inst.Attrs.Get("_value_"); ok {
				val = changed
				inst.Attrs.Set("value", val)
			}
		}
	}
	data.names.SetStr(name, inst)
	sub.Attrs.Set(name, inst)
	if isCanonical(sub, val) {
		data.members = append(data.members, inst)
	} else if bits, ok := smallInt(val); ok {
		data.pseudo[bits] = inst
	}
	return val, nil
}

func setMemberNames(inst *python.Instance, name string, val value) {
	for _, n := range []string{"_name_", "name"} {
		inst.Attrs.Set(n, python.Str(name))
	}
	inst.Attrs.Set("_value_", val)
	inst.Attrs.Set("value", val)
}

// isCanonical tells whether iteration shows the member: of flags only those with one bit.
func isCanonical(sub *class, val value) bool {
	if !sub.IsSubclass(FlagClass) {
		return true
	}
	n, ok := smallInt(val)
	return !ok || bits.OnesCount64(uint64(n)) == 1
}

func smallInt(v value) (int64, bool) {
	i, ok := python.AsInt(v)
	n, small := i.Int64()
	return n, ok && small
}

// newMember makes the object: by the class's own __new__, or as the built-in type that it also is.
func newMember(t *thread, sub *class, data *enumData, v value, args []value) (*python.Instance, error) {
	if data.newFn != nil {
		out, err := t.Call(data.newFn, append([]value{sub}, args...)...)
		if err != nil {
			return nil, err
		}
		inst, ok := out.(*python.Instance)
		if !ok {
			return nil, t.Raise(python.TypeError, "__new__ of an enum must return an object of it, not %s", out.Class().Name)
		}
		return inst, nil
	}
	inst := python.NewInstance(sub)
	if data.base == nil {
		return inst, nil
	}
	if o, ok := v.(*python.Opaque); ok {
		return nil, t.Unresolved(o, "the value of a member of "+sub.Name)
	}
	if sub.IsSubclass(StrEnumClass) {
		if _, ok := python.AsStr(v); !ok {
			repr, err := t.Repr(v)
			if err != nil {
				return nil, err
			}
			return nil, t.Raise(python.TypeError, "%s is not a string", repr)
		}
	}
	native, err := t.Call(data.base, args...)
	if err != nil {
		return nil, err
	}
	inst.Native = python.Plain(native)
	if len(args) == 1 && data.base != python.TupleClass {
		if _, same := v.(python.Tuple); !same {
			inst.Attrs.Set("_value_", inst.Native.(value))
		}
	}
	return inst, nil
}

// resolveAuto gives auto() its value.
func resolveAuto(t *thread, sub *class, name string, v value, last []value) (value, error) {
	if tuple, ok := v.(python.Tuple); ok {
		out := make(python.Tuple, len(tuple))
		for i, e := range tuple {
			var err error
			if out[i], err = resolveAuto(t, sub, name, e, last); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	auto, ok := v.(*autoValue)
	switch {
	case !ok:
		return v, nil
	case auto.known != nil:
		return auto.known, nil
	}
	val, err := auto.resolve(t, sub, name, last)
	auto.known = val
	return val, err
}

// resolve computes the value of auto(), or of an expression with it.
func (a *autoValue) resolve(t *thread, sub *class, name string, last []value) (value, error) {
	if a.op != "" {
		left, err := resolveAuto(t, sub, name, a.left, last)
		if err != nil {
			return nil, err
		}
		right, err := resolveAuto(t, sub, name, a.right, last)
		if err != nil {
			return nil, err
		}
		return t.Binary(a.op, left, right)
	}
	if generate, ok := sub.Lookup("_generate_next_value_"); ok {
		if s, isStatic := generate.(*python.StaticMethod); isStatic {
			generate = s.Fn
		}
		return t.Call(generate, python.Str(name), integer(1), integer(len(last)), python.NewList(last...))
	}
	if sub.IsSubclass(StrEnumClass) {
		return python.Str(strings.ToLower(name)), nil
	}
	highest := int64(0)
	for _, l := range last {
		if n, ok := smallInt(l); ok {
			highest = max(highest, n)
		}
	}
	if sub.IsSubclass(FlagClass) {
		return python.NewInt(1 << min(bits.Len64(uint64(highest)), 62)), nil
	}
	return python.NewInt(highest + 1), nil
}

// setEnumMethods puts the methods that a class gets from Enum into the class
// itself: where it also inherits from str or int, those come first otherwise.
func setEnumMethods(sub *class) {
	isRepr := sub.IsSubclass(ReprEnumClass)
	own := func(name string) bool {
		for _, k := range sub.MRO() {
			if !k.FromPython() {
				continue
			}
			if v, ok := k.Attrs.Get(name); ok {
				if b, isBuiltin := v.(*python.Builtin); !isBuiltin || !b.Method {
					return true
				}
			}
		}
		return false
	}
	if !own("__repr__") {
		method(sub, "__repr__", "", func(t *thread, self value, _ *bound) (value, error) { return memberRepr(t, self) })
	}
	ownStr := own("__str__")
	if !ownStr {
		method(sub, "__str__", "", func(t *thread, self value, _ *bound) (value, error) {
			if isRepr {
				return memberPlainText(t, self)
			}
			return memberText(self), nil
		})
	}
	if !own("__format__") {
		method(sub, "__format__", "spec, /", func(t *thread, self value, b *bound) (value, error) {
			spec, err := b.Str("spec")
			if err != nil {
				return nil, err
			}
			plain := python.Plain(self)
			if isRepr && !ownStr && plain != self {
				s, err := t.Format(plain, spec)
				return python.Str(s), err
			}
			text, err := t.Str(self)
			if err != nil {
				return nil, err
			}
			s, err := t.Format(python.Str(text), spec)
			return python.Str(s), err
		})
	}
	if sub.IsSubclass(FlagClass) {
		setFlagMethods(sub)
	}
}

func memberText(self value) value {
	m, _ := Member(self)
	if m.Name == "" {
		s, _ := python.AsInt(m.Value)
		return python.Str(m.Enum.Name + "(" + s.String() + ")")
	}
	return python.Str(m.Enum.Name + "." + m.Name)
}

func memberPlainText(t *thread, self value) (value, error) {
	s, err := t.Str(python.Plain(self))
	return python.Str(s), err
}

func memberRepr(t *thread, self value) (value, error) {
	m, _ := Member(self)
	repr, err := t.Repr(m.Value)
	if m.Name == "" {
		return python.Str("<" + m.Enum.Name + ": " + repr + ">"), err
	}
	return python.Str("<" + m.Enum.Name + "." + m.Name + ": " + repr + ">"), err
}

// flagOf returns the combination of flags with these bits.
func flagOf(t *thread, cls *class, n int64) (value, error) {
	data := dataOf(cls)
	for _, m := range data.members {
		if v, _ := m.Attrs.Get("_value_"); v != nil {
			if own, ok := smallInt(v); ok && own == n {
				return m, nil
			}
		}
	}
	if m, ok := data.pseudo[n]; ok {
		return m, nil
	}
	var names []string
	rest := n
	all := int64(0)
	for _, m := range data.members {
		v, _ := m.Attrs.Get("_value_")
		own, _ := smallInt(v)
		all |= own
		if n&own == own && n > 0 {
			name, _ := m.Attrs.Get("_name_")
			s, _ := python.AsStr(name)
			names = append(names, s)
			rest &^= own
		}
	}
	if n < 0 {
		return flagOf(t, cls, all&n)
	}
	if rest != 0 && !cls.IsSubclass(IntFlagClass) {
		return nil, t.Raise(python.ValueError, "%d is not a valid %s", n, cls.Name)
	}
	if rest != 0 {
		names = append(names, strconv.FormatInt(rest, 10))
	}
	inst := python.NewInstance(cls)
	setMemberNames(inst, strings.Join(names, "|"), python.NewInt(n))
	if names == nil {
		inst.Attrs.Set("name", python.None)
	}
	if data.base != nil {
		inst.Native = python.NewInt(n)
	}
	data.pseudo[n] = inst
	return inst, nil
}

func setFlagMethods(sub *class) {
	binary := func(name string, op func(a, b int64) int64) {
		method(sub, name, "other, /", func(t *thread, self value, b *bound) (value, error) {
			other := b.Get("other")
			if m, ok := Member(other); ok && m.Enum == sub {
				other = m.Value
			} else if !sub.IsSubclass(IntFlagClass) {
				return python.NotImplemented, nil
			}
			m, _ := Member(self)
			x, ok := smallInt(m.Value)
			y, ok2 := smallInt(other)
			if !ok || !ok2 {
				return python.NotImplemented, nil
			}
			return flagOf(t, sub, op(x, y))
		})
	}
	for _, prefix := range []string{"__", "__r"} {
		binary(prefix+"or__", func(a, b int64) int64 { return a | b })
		binary(prefix+"and__", func(a, b int64) int64 { return a & b })
		binary(prefix+"xor__", func(a, b int64) int64 { return a ^ b })
	}
	method(sub, "__invert__", "", func(t *thread, self value, _ *bound) (value, error) {
		m, _ := Member(self)
		n, _ := smallInt(m.Value)
		return flagOf(t, sub, ^n)
	})
	method(sub, "__contains__", "other, /", func(_ *thread, self value, b *bound) (value, error) {
		m, _ := Member(self)
		o, ok := Member(b.Get("other"))
		x, _ := smallInt(m.Value)
		y, _ := smallInt(o.Value)
		return python.Bool(ok && x&y == y), nil
	})
	method(sub, "__bool__", "", func(_ *thread, self value, _ *bound) (value, error) {
		m, _ := Member(self)
		n, _ := smallInt(m.Value)
		return python.Bool(n != 0), nil
	})
	method(sub, "__iter__", "", func(_ *thread, self value, _ *bound) (value, error) {
		m, _ := Member(self)
		n, _ := smallInt(m.Value)
		var out []value
		for _, one := range dataOf(sub).members {
			v, _ := one.Attrs.Get("_value_")
			if own, ok := smallInt(v); ok && n&own == own {
				out = append(out, one)
			}
		}
		return &python.IteratorValue{Iterator: python.SliceIterator(out)}, nil
	})
}
