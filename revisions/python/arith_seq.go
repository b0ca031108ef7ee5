package python

import (
	"math"
	"strings"
)

func (t *Thread) concat(a, b Value) (Value, error) {
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			return x + y, t.Alloc(int64(len(x) + len(y)))
		}
		return nil, t.Raise(TypeError, "can only concatenate str (not \"%s\") to str", b.Class().Name)
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return x + y, t.Alloc(int64(len(x) + len(y)))
		}
	case *List:
		if y, ok := b.(*List); ok {
			return NewList(append(append(make([]Value, 0, len(x.Elems)+len(y.Elems)), x.Elems...), y.Elems...)...),
				t.Alloc(int64(len(x.Elems)+len(y.Elems)) * valueSize)
		}
		return nil, t.Raise(TypeError, "can only concatenate list (not \"%s\") to list", b.Class().Name)
	case Tuple:
		if y, ok := b.(Tuple); ok {
			return append(append(make(Tuple, 0, len(x)+len(y)), x...), y...), t.Alloc(int64(len(x)+len(y)) * valueSize)
		}
		return nil, t.Raise(TypeError, "can only concatenate tuple (not \"%s\") to tuple", b.Class().Name)
	}
	return nil, nil
}

func (t *Thread) repeat(a, b Value) (Value, error) {
	n, ok := AsInt(b)
	if !ok {
		if n, ok = AsInt(a); !ok {
			return nil, nil
		}
		a = b
	}
	times, small := n.Int64()
	if !small && n.Big().Sign() > 0 {
		times = math.MaxInt32
	}
	times = max(0, times)
	size := func(unit int, each int64) error {
		if unit > 0 && times > math.MaxInt32 {
			return t.Alloc(math.MaxInt64 / 2)
		}
		return t.Alloc(int64(unit) * times * each)
	}
	switch x := a.(type) {
	case Str:
		if err := size(len(x), 1); err != nil || x == "" {
			return x, err
		}
		return Str(strings.Repeat(string(x), int(times))), nil
	case Bytes:
		if err := size(len(x), 1); err != nil || x == "" {
			return x, err
		}
		return Bytes(strings.Repeat(string(x), int(times))), nil
	case *List:
		if err := size(len(x.Elems), valueSize); err != nil {
			return nil, err
		}
		return NewList(repeatValues(x.Elems, times)...), nil
	case Tuple:
		if err := size(len(x), valueSize); err != nil {
			return nil, err
		}
		return Tuple(repeatValues(x, times)), nil
	}
	return nil, nil
}

func repeatValues(vs []Value, times int64) []Value {
	if len(vs) == 0 {
		return nil
	}
	out := make([]Value, 0, int64(len(vs))*times)
	for range times {
		out = append(out, vs...)
	}
	return out
}
