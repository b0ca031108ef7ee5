package stdlib

import (
	"math/big"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func init() {
	construct(DecimalClass, "value='0', context=None", func(t *thread, b *bound) (value, error) {
		return newDecimal(t, b.Get("value"))
	})
	static(DecimalClass, "from_float", "f, /", func(t *thread, b *bound) (value, error) { return newDecimal(t, b.Get("f")) })
	method(DecimalClass, "quantize", "exp, rounding=None, context=None", func(t *thread, self value, b *bound) (value, error) {
		unit, ok := decimalOf(b.Get("exp"))
		if !ok {
			return nil, t.Raise(python.TypeError, "conversion from %s to Decimal is not supported", b.Get("exp").Class().Name)
		}
		rounding, ok := python.AsStr(b.Get("rounding"))
		if !ok {
			rounding = "ROUND_HALF_EVEN"
		}
		out := self.(Decimal).rescale(unit.Exp, rounding)
		if len(out.Coef.String()) > decimalPrecision {
			return nil, t.Raise(invalidOperation, "[<class 'decimal.InvalidOperation'>]")
		}
		return out, nil
	})
	for name, run := range inOrder(map[string]func(Decimal) value{
		"normalize":         func(d Decimal) value { return d.normal().round() },
		"to_integral_value": func(d Decimal) value { return d.whole() },
		"to_integral":       func(d Decimal) value { return d.whole() },
		"is_zero":           func(d Decimal) value { return python.Bool(d.Coef.Sign() == 0) },
		"is_signed":         func(d Decimal) value { return python.Bool(d.Neg) },
		"is_finite":         func(Decimal) value { return python.True },
		"is_nan":            func(Decimal) value { return python.False },
		"is_infinite":       func(Decimal) value { return python.False },
		"copy_abs":          func(d Decimal) value { return Decimal{false, d.Coef, d.Exp} },
		"copy_negate":       func(d Decimal) value { return Decimal{!d.Neg, d.Coef, d.Exp} },
		"adjusted":          func(d Decimal) value { return integer(d.Exp + len(d.Coef.String()) - 1) },
		"as_tuple": func(d Decimal) value {
			var digits python.Tuple
			for _, c := range d.Coef.String() {
				digits = append(digits, integer(int(c-'0')))
			}
			sign := 0
			if d.Neg {
				sign = 1
			}
			return &python.Instance{Cls: decimalTuple, Native: python.Tuple{integer(sign), digits, integer(d.Exp)}}
		},
	}) {
		method(DecimalClass, name, "rounding=None, context=None", func(_ *thread, self value, _ *bound) (value, error) {
			return run(self.(Decimal)), nil
		})
	}
	method(DecimalClass, "sqrt", "context=None", func(t *thread, self value, _ *bound) (value, error) {
		d := self.(Decimal)
		if d.Neg && d.Coef.Sign() != 0 {
			return nil, t.Raise(invalidOperation, "[<class 'decimal.InvalidOperation'>]")
		}
		exp := d.Exp - 2*(decimalPrecision+2)
		if exp%2 != 0 {
			exp--
		}
		root := Decimal{Coef: new(big.Int).Sqrt(d.rescale(exp, "").Coef), Exp: exp / 2}
		exact := new(big.Int).Mul(root.Coef, root.Coef).Cmp(d.rescale(exp, "").Coef) == 0
		if out := root.normal(); exact && out.Exp > d.Exp/2 {
			return out.rescale(d.Exp/2, "").round(), nil
		} else if exact {
			return out.round(), nil
		}
		return root.round(), nil
	})
}

var decimalTuple = func() *class {
	c := python.NewClass("decimal", "DecimalTuple", python.TupleClass)
	makeNamedTuple(c, &tupleFields{names: []string{"sign", "digits", "exponent"}})
	return c
}()

func (d Decimal) whole() Decimal {
	if d.Exp >= 0 {
		return d
	}
	return d.rescale(0, "ROUND_HALF_EVEN")
}

func newDecimal(t *thread, v value) (value, error) {
	switch x := v.(type) {
	case Decimal:
		return x, nil
	case *python.Opaque:
		return x, nil
	}
	if s, ok := python.AsStr(v); ok {
		d, ok := parseDecimal(s)
		if !ok {
			return nil, t.Raise(invalidOperation, "[<class 'decimal.ConversionSyntax'>]")
		}
		return d, nil
	}
	if i, ok := python.AsInt(v); ok {
		return fromSigned(i.Big(), 0), nil
	}
	if f, ok := python.Plain(v).(python.Float); ok {
		r := new(big.Rat).SetFloat64(float64(f))
		if r == nil {
			return nil, t.Unsupported("a Decimal that is no finite number", "use None for values that are not known")
		}
		// The denominator is a power of two, so as many powers of five make it one of ten.
		n := r.Denom().BitLen() - 1
		five := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(n)), nil)
		return fromSigned(new(big.Int).Mul(r.Num(), five), -n), nil
	}
	return nil, t.Raise(python.TypeError, "conversion from %s to Decimal is not supported", v.Class().Name)
}

func decimalModule() *module {
	m := python.NewModule("decimal")
	m.Set("Decimal", DecimalClass)
	m.Set("DecimalException", decimalException)
	m.Set("InvalidOperation", invalidOperation)
	m.Set("DivisionByZero", divisionByZero)
	for _, name := range []string{
		"ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP",
	} {
		m.Set(name, python.Str(name))
	}
	for _, name := range []string{"getcontext", "setcontext", "localcontext", "Context"} {
		m.Set(name, python.NewBuiltin(name, func(t *thread, _ *python.Call) (value, error) {
			return nil, t.Unsupported("decimal."+name+"()", "the precision is always 28 digits; use quantize() for another one")
		}))
	}
	return m
}
