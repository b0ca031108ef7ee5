package python

import (
	"math"
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// dunder names the special methods of an operator: on the left and on the right.
var dunder = map[string][2]string{
	"+": {"__add__", "__radd__"}, "-": {"__sub__", "__rsub__"}, "*": {"__mul__", "__rmul__"},
	"/": {"__truediv__", "__rtruediv__"}, "//": {"__floordiv__", "__rfloordiv__"}, "%": {"__mod__", "__rmod__"},
	"**": {"__pow__", "__rpow__"}, "@": {"__matmul__", "__rmatmul__"}, "&": {"__and__", "__rand__"},
	"|": {"__or__", "__ror__"}, "^": {"__xor__", "__rxor__"}, "<<": {"__lshift__", "__rlshift__"},
	">>": {"__rshift__", "__rrshift__"}, "==": {"__eq__", "__eq__"}, "!=": {"__ne__", "__ne__"},
	"<": {"__lt__", "__gt__"}, "<=": {"__le__", "__ge__"}, ">": {"__gt__", "__lt__"}, ">=": {"__ge__", "__le__"},
}

// mirrored is the operator that means the same with the operands changed.
var mirrored = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

// Binary is a op b for the arithmetic and bitwise operators.
func (t *Thread) Binary(op string, a, b Value) (Value, error) {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			return t.intBinary(op, x, y)
		}
	}
	if x, ok := a.(Str); ok {
		if y, ok := b.(Str); ok && op == "+" {
			return x + y, t.Alloc(int64(len(x) + len(y)))
		}
	}
	if o := unknown(a, b); o != nil && !(op == "%" && isText(a)) {
		return unknownBinary(op, o, a, b), nil
	}
	if v, err := t.overloaded(op, a, b); v != nil || err != nil {
		return v, err
	}
	if op == "%" {
		switch text := Plain(a).(type) {
		case Str, Bytes:
			return percentValue(t, text, b) // b as it is: it may have a __str__ of its own
		}
	}
	if v, err := t.plainBinary(op, Plain(a), Plain(b)); v != nil || err != nil {
		return v, err
	}
	return nil, t.Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", operatorName(op), a.Class().Name, b.Class().Name)
}

func operatorName(op string) string {
	if op == "**" {
		return "** or pow()"
	}
	return op
}

func isText(v Value) bool {
	_, ok := AsStr(v)
	return ok
}

// unknownBinary is the result of an operator with an operand o that is not known; of two texts it keeps what is printed of them.
func unknownBinary(op string, o *Opaque, a, b Value) Value {
	if x, y := textPart(a), textPart(b); op == "+" && x != "" && y != "" {
		return o.unknownText(x+y, source.Span{})
	}
	return o.derive("(... " + op + " ...)")
}

// textPart is what is printed of a text; "" for anything else.
func textPart(v Value) string {
	if o, ok := v.(*Opaque); ok {
		return o.text
	}
	s, _ := AsStr(v)
	return s
}

func unknown(a, b Value) *Opaque {
	if o, ok := a.(*Opaque); ok {
		return o
	}
	if o, ok := b.(*Opaque); ok {
		return o
	}
	return nil
}

// overloaded asks the operands' own methods; nil: neither knows the operator.
func (t *Thread) overloaded(op string, a, b Value) (Value, error) {
	if bi, ok := b.(*Instance); ok && bi.Class() != a.Class() && bi.Cls.IsSubclass(a.Class()) {
		if v, err := t.operand(b, op, a, true); v != nil || err != nil {
			return v, err
		}
	}
	if v, err := t.operand(a, op, b, false); v != nil || err != nil {
		return v, err
	}
	return t.operand(b, op, a, true)
}

func (t *Thread) operand(v Value, op string, other Value, reflected bool) (Value, error) {
	if i, ok := v.(*Instance); ok {
		name := dunder[op][0]
		if reflected {
			name = dunder[op][1]
		}
		if fn, ok := i.Cls.Lookup(name); ok && name != "" {
			r, err := t.Call(fn, i, other)
			if r == NotImplemented {
				return nil, err
			}
			return r, err
		}
	}
	h, ok := hostOf(v).(HasBinary)
	if !ok {
		return nil, nil
	}
	if m, ok := mirrored[op]; ok && reflected {
		op = m
	}
	r, err := h.Binary(t, op, other, reflected)
	if r == NotImplemented {
		return nil, err
	}
	return r, t.located(err)
}

// plainBinary is the arithmetic of the built-in types; nil: not defined.
func (t *Thread) plainBinary(op string, a, b Value) (Value, error) {
	if x, ok := AsInt(a); ok {
		if y, ok := AsInt(b); ok {
			if p, ok := a.(Bool); ok && strings.Contains("&|^", op) {
				if q, ok := b.(Bool); ok {
					return boolBinary(op, bool(p), bool(q)), nil
				}
			}
			return t.intBinary(op, x, y)
		}
	}
	if x, ok := number(a); ok {
		if y, ok := number(b); ok {
			return t.floatBinary(op, x, y)
		}
	}
	switch op {
	case "+":
		return t.concat(a, b)
	case "*":
		return t.repeat(a, b)
	case "|", "&", "-", "^":
		return t.setBinary(op, a, b)
	}
	return nil, nil
}

func boolBinary(op string, a, b bool) Value {
	switch op {
	case "&":
		return Bool(a && b)
	case "|":
		return Bool(a || b)
	}
	return Bool(a != b)
}

func number(v Value) (float64, bool) {
	switch x := v.(type) {
	case Float:
		return float64(x), true
	case Int:
		f, _ := new(big.Float).SetInt(x.Big()).Float64()
		return f, true
	case Bool:
		if x {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func (t *Thread) intBinary(op string, a, b Int) (Value, error) {
	if a.big == nil && b.big == nil {
		if v, ok := smallInt(op, a.small, b.small); ok {
			return NewInt(v), nil
		}
	}
	x, y := a.Big(), b.Big()
	switch op {
	case "+":
		return BigInt(new(big.Int).Add(x, y)), t.chargeInt(x, y)
	case "-":
		return BigInt(new(big.Int).Sub(x, y)), t.chargeInt(x, y)
	case "*":
		if err := t.chargeBits(int64(x.BitLen()) + int64(y.BitLen())); err != nil {
			return nil, err
		}
		return BigInt(new(big.Int).Mul(x, y)), nil
	case "/":
		if y.Sign() == 0 {
			return nil, t.Raise(ZeroDivisionError, "division by zero")
		}
		f, _ := new(big.Rat).SetFrac(x, y).Float64()
		if math.IsInf(f, 0) {
			return nil, t.Raise(OverflowError, "integer division result too large for a float")
		}
		return Float(f), nil
	case "//", "%":
		if y.Sign() == 0 {
			return nil, t.Raise(ZeroDivisionError, "integer division or modulo by zero")
		}
		q, r := floorDiv(x, y)
		if op == "%" {
			return BigInt(r), t.chargeInt(x, y)
		}
		return BigInt(q), t.chargeInt(x, y)
	case "**":
		return t.intPow(x, y)
	case "<<", ">>":
		return t.shift(op, x, y)
	case "&":
		return BigInt(new(big.Int).And(x, y)), t.chargeInt(x, y)
	case "|":
		return BigInt(new(big.Int).Or(x, y)), t.chargeInt(x, y)
	case "^":
		return BigInt(new(big.Int).Xor(x, y)), t.chargeInt(x, y)
	}
	return nil, t.Raise(TypeError, "unsupported operand type(s) for %s: 'int' and 'int'", op)
}

func smallInt(op string, a, b int64) (int64, bool) {
	switch op {
	case "+":
		c := a + b
		return c, (c > a) == (b > 0)
	case "-":
		c := a - b
		return c, (c < a) == (b > 0)
	case "*":
		const half = 1 << 31
		return a * b, a > -half && a < half && b > -half && b < half
	case "//", "%":
		if b == 0 || b == -1 {
			return 0, false
		}
		q, r := a/b, a%b
		if r != 0 && (r < 0) != (b < 0) {
			q, r = q-1, r+b
		}
		if op == "%" {
			return r, true
		}
		return q, true
	case "&":
		return a & b, true
	case "|":
		return a | b, true
	case "^":
		return a ^ b, true
	}
	return 0, false
}

func floorDiv(x, y *big.Int) (q, r *big.Int) {
	q, r = new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && (r.Sign() < 0) != (y.Sign() < 0) {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	return q, r
}

// maxBits bounds integers: a number of 2 million bits has no place in SQL.
const maxBits = 1 << 21

func (t *Thread) chargeBits(bits int64) error {
	if bits > maxBits {
		return t.limit("an integer of 2 million bits", "compute with smaller numbers")
	}
	// The product of two large numbers costs more than their size.
	words := bits/64 + 1
	if err := t.Step(words * words / 4096); err != nil {
		return err
	}
	return t.Alloc(bits / 8)
}

func (t *Thread) chargeInt(x, y *big.Int) error {
	return t.chargeBits(int64(max(x.BitLen(), y.BitLen())))
}

func (t *Thread) intPow(x, y *big.Int) (Value, error) {
	if y.Sign() < 0 {
		fx, _ := number(BigInt(x))
		fy, _ := number(BigInt(y))
		return t.floatBinary("**", fx, fy)
	}
	if x.BitLen() > 1 {
		if !y.IsInt64() || y.Int64() > maxBits {
			return nil, t.chargeBits(maxBits + 1)
		}
		if err := t.chargeBits(int64(x.BitLen()) * y.Int64()); err != nil {
			return nil, err
		}
	} else if !y.IsInt64() {
		y = new(big.Int).SetUint64(2 + uint64(y.Bit(0))) // of 0, 1 and -1 only even or odd matters
	}
	return BigInt(new(big.Int).Exp(x, y, nil)), nil
}

func (t *Thread) shift(op string, x, y *big.Int) (Value, error) {
	if y.Sign() < 0 {
		return nil, t.Raise(ValueError, "negative shift count")
	}
	n := uint(maxBits + 1)
	if y.IsInt64() && y.Int64() <= maxBits {
		n = uint(y.Int64())
	}
	if op == ">>" {
		return BigInt(new(big.Int).Rsh(x, n)), nil
	}
	if x.Sign() == 0 {
		return NewInt(0), nil
	}
	if err := t.chargeBits(int64(x.BitLen()) + int64(n)); err != nil {
		return nil, err
	}
	return BigInt(new(big.Int).Lsh(x, n)), nil
}

func (t *Thread) floatBinary(op string, x, y float64) (Value, error) {
	switch op {
	case "+":
		return Float(x + y), nil
	case "-":
		return Float(x - y), nil
	case "*":
		return Float(x * y), nil
	case "/", "//", "%":
		if y == 0 {
			return nil, t.Raise(ZeroDivisionError, "float division by zero")
		}
		if op == "/" {
			return Float(x / y), nil
		}
		r := math.Mod(x, y)
		if r != 0 && (r < 0) != (y < 0) {
			r += y
		}
		if op == "%" {
			return Float(r), nil
		}
		return Float(math.Round((x - r) / y)), nil
	case "**":
		if x == 0 && y < 0 {
			return nil, t.Raise(ZeroDivisionError, "0.0 cannot be raised to a negative power")
		}
		f := math.Pow(x, y)
		if math.IsInf(f, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
			return nil, t.Raise(OverflowError, "(34, 'Numerical result out of range')")
		}
		return Float(f), nil
	}
	return nil, nil
}

// Unary is op v for "-", "+" and "~".
func (t *Thread) Unary(op string, v Value) (Value, error) {
	if o, ok := v.(*Opaque); ok {
		return o.derive("(" + op + o.Path + ")"), nil
	}
	if i, ok := v.(*Instance); ok {
		name := map[string]string{"-": "__neg__", "+": "__pos__", "~": "__invert__"}[op]
		if fn, ok := i.Cls.Lookup(name); ok {
			return t.Call(fn, i)
		}
	}
	if h, ok := hostOf(v).(HasUnary); ok {
		if r, err := h.Unary(t, op); r != nil || err != nil {
			return r, t.located(err)
		}
	}
	p := Plain(v)
	if f, ok := p.(Float); ok && op != "~" {
		if op == "-" {
			return -f, nil
		}
		return f, nil
	}
	if i, ok := AsInt(p); ok {
		switch op {
		case "-":
			return BigInt(new(big.Int).Neg(i.Big())), nil
		case "~":
			return BigInt(new(big.Int).Not(i.Big())), nil
		}
		return i, nil
	}
	return nil, t.Raise(TypeError, "bad operand type for unary %s: '%s'", op, v.Class().Name)
}

// inplace names the special methods of augmented assignment.
func inplace(op string) string { return "__i" + strings.TrimPrefix(dunder[op][0], "__") }

// Augmented is a op= b.
func (t *Thread) Augmented(op string, a, b Value) (Value, error) {
	switch x := a.(type) {
	case *List:
		if op == "+" {
			vs, err := t.Collect(b)
			if err != nil {
				return nil, err
			}
			x.Elems = append(x.Elems, vs...)
			return x, t.Alloc(int64(len(vs)) * valueSize)
		}
	case *Dict:
		if op == "|" {
			return x, t.dictUpdate(x, b)
		}
	case *Set:
		if other, ok := b.(*Set); ok && !x.Frozen {
			r, err := t.setBinary(op, x, other)
			if s, ok := r.(*Set); ok {
				x.d = s.d
				return x, err
			}
			return r, err
		}
	case *Instance:
		if fn, ok := x.Cls.Lookup(inplace(op)); ok {
			if r, err := t.Call(fn, x, b); err != nil || r != NotImplemented {
				return r, err
			}
		}
	case HasBinary:
		if r, err := x.Binary(t, op+"=", b, false); (r != nil && r != NotImplemented) || err != nil {
			return r, t.located(err)
		}
	}
	return t.Binary(op, a, b)
}
