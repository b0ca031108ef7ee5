package python

import (
	"cmp"
	"math"
	"slices"
)

// Compare is a op b for the comparison operators; what an overloaded operator returns may be any value.
func (t *Thread) Compare(op string, a, b Value) (Value, error) {
	switch op {
	case "is", "is not":
		if o := unknown(a, b); o != nil && a != b {
			return o.derive("(" + o.Path + " " + op + " ...)"), nil
		}
		return Bool(Is(a, b) == (op == "is")), nil
	case "in":
		return t.Contains(b, a)
	case "not in":
		v, err := t.Contains(b, a)
		if err != nil {
			return nil, err
		}
		if o, ok := v.(*Opaque); ok {
			return o, nil
		}
		ok, err := t.Truth(v)
		return Bool(!ok), err
	}
	if o := unknown(a, b); o != nil {
		if a == b && op == "==" {
			return True, nil
		}
		return o.derive("(" + o.Path + " " + op + " ...)"), nil
	}
	if v, err := t.overloaded(op, a, b); v != nil || err != nil {
		return v, err
	}
	if op == "!=" {
		if i, ok := a.(*Instance); ok {
			if _, ok := i.Cls.Lookup("__eq__"); ok {
				same, err := t.Equal(a, b)
				return Bool(!same), err
			}
		}
	}
	return t.plainCompare(op, Plain(a), Plain(b), a, b)
}

func (t *Thread) plainCompare(op string, a, b, rawA, rawB Value) (Value, error) {
	if op == "==" || op == "!=" {
		same, err := t.plainEqual(a, b)
		return Bool(same == (op == "==")), err
	}
	if x, ok := a.(*Set); ok {
		if y, ok := b.(*Set); ok {
			return setCompare(op, x, y), nil
		}
	}
	n, ok, err := t.order(a, b)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, t.Raise(TypeError, "'%s' not supported between instances of '%s' and '%s'", op, rawA.Class().Name, rawB.Class().Name)
	}
	switch op {
	case "<":
		return Bool(n == less), nil
	case "<=":
		return Bool(n == less || n == same), nil
	case ">":
		return Bool(n == greater), nil
	}
	return Bool(n == greater || n == same), nil
}

// The results of order; NaN is in no order with anything.
const (
	less      = -1
	same      = 0
	greater   = 1
	unordered = 2
)

func (t *Thread) order(a, b Value) (int, bool, error) {
	if x, ok := AsInt(a); ok {
		if y, ok := AsInt(b); ok {
			return x.Big().Cmp(y.Big()), true, nil
		}
	}
	if x, ok := number(a); ok {
		if y, ok := number(b); ok {
			if math.IsNaN(x) || math.IsNaN(y) {
				return unordered, true, nil
			}
			return cmp.Compare(x, y), true, nil
		}
	}
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			return cmp.Compare(x, y), true, nil
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return cmp.Compare(x, y), true, nil
		}
	case *List:
		if y, ok := b.(*List); ok {
			return t.orderAll(x.Elems, y.Elems)
		}
	case Tuple:
		if y, ok := b.(Tuple); ok {
			return t.orderAll(x, y)
		}
	}
	return 0, false, nil
}

func (t *Thread) orderAll(a, b []Value) (int, bool, error) {
	if err := t.enter(); err != nil {
		return 0, false, err
	}
	defer func() { t.depth-- }()
	for i := range min(len(a), len(b)) {
		eq, err := t.Equal(a[i], b[i])
		if err != nil {
			return 0, false, err
		}
		if eq {
			continue
		}
		lt, err := t.Less(a[i], b[i])
		if err != nil {
			return 0, false, err
		}
		if lt {
			return less, true, nil
		}
		return greater, true, nil
	}
	return cmp.Compare(len(a), len(b)), true, nil
}

// Less is a < b as a truth value.
func (t *Thread) Less(a, b Value) (bool, error) {
	v, err := t.Compare("<", a, b)
	if err != nil {
		return false, err
	}
	return t.Truth(v)
}

// Equal is a == b as a truth value.
func (t *Thread) Equal(a, b Value) (bool, error) {
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			return x == y, nil
		}
	case noneType:
		if b == None {
			return true, nil
		}
	}
	v, err := t.Compare("==", a, b)
	if err != nil {
		return false, err
	}
	return t.Truth(v)
}

func (t *Thread) plainEqual(a, b Value) (bool, error) {
	if err := t.Step(1); err != nil {
		return false, err
	}
	if x, ok := AsInt(a); ok {
		if y, ok := AsInt(b); ok {
			return x.Big().Cmp(y.Big()) == 0, nil
		}
	}
	if x, ok := number(a); ok {
		if y, ok := number(b); ok {
			return x == y, nil
		}
	}
	switch x := a.(type) {
	case *List:
		if y, ok := b.(*List); ok {
			return t.allEqual(x.Elems, y.Elems)
		}
		return false, nil
	case Tuple:
		if y, ok := b.(Tuple); ok {
			return t.allEqual(x, y)
		}
		return false, nil
	case *Dict:
		if y, ok := b.(*Dict); ok {
			return t.dictsEqual(x, y)
		}
		return false, nil
	case *Set:
		y, ok := b.(*Set)
		return ok && x.Len() == y.Len() && subset(x, y), nil
	case *dictView:
		return t.viewsEqual(x, b)
	case *Range:
		y, ok := b.(*Range)
		return ok && *x == *y, nil
	case *BoundMethod:
		y, ok := b.(*BoundMethod)
		return ok && Is(x.Self, y.Self) && Is(x.Fn, y.Fn), nil
	case *Generic, *Union:
		return simpleRepr(a) == simpleRepr(b), nil
	}
	if x, ok := a.(HasHash); ok {
		if y, ok := b.(HasHash); ok && a.Class() == b.Class() {
			kx, okx := x.HashKey()
			ky, oky := y.HashKey()
			return okx && oky && kx == ky, nil
		}
	}
	return Is(a, b), nil
}

func (t *Thread) viewsEqual(x *dictView, b Value) (bool, error) {
	xs, err := t.toSet(x)
	if err != nil {
		return false, err
	}
	y, ok := b.(*Set)
	if v, isView := b.(*dictView); isView {
		if y, err = t.toSet(v); err != nil {
			return false, err
		}
		ok = true
	}
	return ok && xs.Len() == y.Len() && subset(xs, y), nil
}

func (t *Thread) allEqual(a, b []Value) (bool, error) {
	if len(a) != len(b) {
		return false, nil
	}
	if err := t.enter(); err != nil {
		return false, err
	}
	defer func() { t.depth-- }()
	for i := range a {
		if Is(a[i], b[i]) {
			continue
		}
		if eq, err := t.Equal(a[i], b[i]); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (t *Thread) dictsEqual(a, b *Dict) (bool, error) {
	if a.live != b.live {
		return false, nil
	}
	if err := t.enter(); err != nil {
		return false, err
	}
	defer func() { t.depth-- }()
	for _, it := range a.Items() {
		v, ok, err := b.Get(it.Key)
		if err != nil || !ok {
			return false, err
		}
		if eq, err := t.Equal(it.Value, v); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func subset(a, b *Set) bool {
	for k := range a.d.index {
		if _, ok := b.d.index[k]; !ok {
			return false
		}
	}
	return true
}

func setCompare(op string, a, b *Set) Value {
	switch op {
	case "<":
		return Bool(a.Len() < b.Len() && subset(a, b))
	case "<=":
		return Bool(subset(a, b))
	case ">":
		return Bool(b.Len() < a.Len() && subset(b, a))
	}
	return Bool(subset(b, a))
}

// Sort sorts values as sorted does: stable, with the key function (nil: none).
func (t *Thread) Sort(vs []Value, key Value, reverse bool) error {
	keys := vs
	if key != nil && key != None {
		keys = make([]Value, len(vs))
		for i, v := range vs {
			k, err := t.Call(key, v)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	order := make([]int, len(vs))
	for i := range order {
		order[i] = i
	}
	var failed error
	slices.SortStableFunc(order, func(i, j int) int {
		if failed != nil {
			return 0
		}
		n, err := t.sortOrder(keys[i], keys[j])
		if err != nil {
			failed = err
		}
		if reverse {
			return -n
		}
		return n
	})
	if failed != nil {
		return failed
	}
	sorted := make([]Value, len(vs))
	for i, at := range order {
		sorted[i] = vs[at]
	}
	copy(vs, sorted)
	return t.Alloc(int64(len(vs)) * valueSize)
}

func (t *Thread) sortOrder(a, b Value) (int, error) {
	if err := t.Step(1); err != nil {
		return 0, err
	}
	if lt, err := t.Less(a, b); lt || err != nil {
		return less, err
	}
	gt, err := t.Less(b, a)
	if gt {
		return greater, err
	}
	return same, err
}
