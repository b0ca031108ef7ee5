package stdlib

import (
	"math"
	"math/big"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func mathModule() *module {
	m := python.NewModule("math")
	for name, x := range inOrder(map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()}) {
		m.Set(name, python.Float(x))
	}
	for _, f := range []struct {
		name string
		run  func(float64) float64
	}{
		{"sqrt", math.Sqrt}, {"exp", math.Exp}, {"log2", math.Log2}, {"log10", math.Log10}, {"log1p", math.Log1p}, {"expm1", math.Expm1},
		{"sin", math.Sin}, {"cos", math.Cos}, {"tan", math.Tan}, {"asin", math.Asin}, {"acos", math.Acos}, {"atan", math.Atan},
		{"sinh", math.Sinh}, {"cosh", math.Cosh}, {"tanh", math.Tanh}, {"fabs", math.Abs}, {"cbrt", math.Cbrt},
		{"degrees", func(x float64) float64 { return x * (180 / math.Pi) }}, {"radians", func(x float64) float64 { return x * (math.Pi / 180) }},
	} {
		fn(m, f.name, "x, /", func(t *thread, b *bound) (value, error) {
			x, err := floatArg(t, b.Get("x"))
			if err != nil {
				return nil, err
			}
			return domain(t, f.run(x), x)
		})
	}
	registerRounding(m)
	registerBinaryMath(m)
	registerIntegerMath(m)
	return m
}

// domain refuses a result that is no number although the arguments are.
func domain(t *thread, result float64, args ...float64) (value, error) {
	for _, a := range args {
		if math.IsNaN(a) || math.IsInf(a, 0) {
			return python.Float(result), nil
		}
	}
	if math.IsNaN(result) || math.IsInf(result, -1) {
		return nil, t.Raise(python.ValueError, "math domain error")
	}
	if math.IsInf(result, 0) {
		return nil, t.Raise(python.OverflowError, "math range error")
	}
	return python.Float(result), nil
}

// floatArg reads a number as a float.
func floatArg(t *thread, v value) (float64, error) {
	if f, ok := python.Plain(v).(python.Float); ok {
		return float64(f), nil
	}
	if i, ok := python.AsInt(v); ok {
		x, _ := new(big.Float).SetInt(i.Big()).Float64()
		if math.IsInf(x, 0) {
			return 0, t.Raise(python.OverflowError, "int too large to convert to float")
		}
		return x, nil
	}
	switch x := v.(type) {
	case python.HasFloat:
		return x.Float(t)
	case *python.Opaque:
		return 0, t.Unresolved(x, "a number")
	}
	return 0, t.Raise(python.TypeError, "must be real number, not %s", v.Class().Name)
}

func registerRounding(m *module) {
	for _, f := range []struct {
		name string
		run  func(float64) float64
	}{{"floor", math.Floor}, {"ceil", math.Ceil}, {"trunc", math.Trunc}} {
		fn(m, f.name, "x, /", func(t *thread, b *bound) (value, error) {
			if i, ok := python.AsInt(b.Get("x")); ok {
				return i, nil
			}
			x, err := floatArg(t, b.Get("x"))
			if err != nil {
				return nil, err
			}
			if math.IsNaN(x) {
				return nil, t.Raise(python.ValueError, "cannot convert float NaN to integer")
			}
			if math.IsInf(x, 0) {
				return nil, t.Raise(python.OverflowError, "cannot convert float infinity to integer")
			}
			n, _ := big.NewFloat(f.run(x)).Int(nil)
			return python.BigInt(n), nil
		})
	}
	for _, f := range []struct {
		name string
		run  func(float64) bool
	}{
		{"isnan", math.IsNaN}, {"isinf", func(x float64) bool { return math.IsInf(x, 0) }},
		{"isfinite", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }},
	} {
		fn(m, f.name, "x, /", func(t *thread, b *bound) (value, error) {
			x, err := floatArg(t, b.Get("x"))
			return python.Bool(f.run(x)), err
		})
	}
}

func registerBinaryMath(m *module) {
	for _, f := range []struct {
		name string
		run  func(x, y float64) float64
	}{{"pow", math.Pow}, {"atan2", math.Atan2}, {"fmod", math.Mod}, {"copysign", math.Copysign}, {"hypot", math.Hypot}} {
		fn(m, f.name, "x, y, /", func(t *thread, b *bound) (value, error) {
			x, err := floatArg(t, b.Get("x"))
			if err != nil {
				return nil, err
			}
			y, err := floatArg(t, b.Get("y"))
			if err != nil {
				return nil, err
			}
			return domain(t, f.run(x, y), x, y)
		})
	}
	fn(m, "log", "x, base=None, /", func(t *thread, b *bound) (value, error) {
		x, err := floatArg(t, b.Get("x"))
		if err != nil {
			return nil, err
		}
		if b.Get("base") == python.None {
			return domain(t, math.Log(x), x)
		}
		base, err := floatArg(t, b.Get("base"))
		if err != nil {
			return nil, err
		}
		if base == 1 {
			return nil, t.Raise(python.ZeroDivisionError, "float division by zero")
		}
		return domain(t, math.Log(x)/math.Log(base), x, base)
	})
	fn(m, "isclose", "a, b, *, rel_tol=None, abs_tol=None", func(t *thread, b *bound) (value, error) {
		x, err := floatArg(t, b.Get("a"))
		if err != nil {
			return nil, err
		}
		y, err := floatArg(t, b.Get("b"))
		if err != nil {
			return nil, err
		}
		rel, abs := 1e-9, 0.0
		if v := b.Get("rel_tol"); v != python.None {
			if rel, err = floatArg(t, v); err != nil {
				return nil, err
			}
		}
		if v := b.Get("abs_tol"); v != python.None {
			if abs, err = floatArg(t, v); err != nil {
				return nil, err
			}
		}
		return python.Bool(x == y || math.Abs(x-y) <= math.Max(rel*math.Max(math.Abs(x), math.Abs(y)), abs)), nil
	})
}

func registerIntegerMath(m *module) {
	gather := func(name string, start int64, step func(sum, x *big.Int) *big.Int) {
		fn(m, name, "*integers", func(t *thread, b *bound) (value, error) {
			sum := big.NewInt(start)
			for _, v := range b.Star() {
				i, ok := python.AsInt(v)
				if !ok {
					return nil, t.Raise(python.TypeError, "'%s' object cannot be interpreted as an integer", v.Class().Name)
				}
				sum = step(sum, new(big.Int).Abs(i.Big()))
				if err := t.Alloc(int64(sum.BitLen() / 8)); err != nil {
					return nil, err
				}
			}
			return python.BigInt(sum), nil
		})
	}
	gather("gcd", 0, func(sum, x *big.Int) *big.Int { return new(big.Int).GCD(nil, nil, sum, x) })
	gather("lcm", 1, func(sum, x *big.Int) *big.Int {
		if sum.Sign() == 0 || x.Sign() == 0 {
			return new(big.Int)
		}
		return new(big.Int).Mul(new(big.Int).Div(sum, new(big.Int).GCD(nil, nil, sum, x)), x)
	})
	whole := func(name, params string, run func(n, k int64) *big.Int) {
		fn(m, name, params, func(t *thread, b *bound) (value, error) {
			n, err := b.Int("n")
			if err != nil {
				return nil, err
			}
			k := n
			if name == "comb" || name == "perm" {
				if k, err = b.Int("k"); err != nil {
					return nil, err
				}
			}
			if n < 0 || k < 0 {
				return nil, t.Raise(python.ValueError, "%s() not defined for negative values", name)
			}
			if n > 20000 {
				return nil, t.Unsupported("math."+name+"() of a number above 20000", "write the result into the revision")
			}
			if err := t.Step(n); err != nil {
				return nil, err
			}
			return python.BigInt(run(n, k)), nil
		})
	}
	falling := func(n, k int64) *big.Int {
		if k > n {
			return new(big.Int)
		}
		return new(big.Int).MulRange(n-k+1, n)
	}
	whole("factorial", "n, /", func(n, _ int64) *big.Int { return new(big.Int).MulRange(1, n) })
	whole("comb", "n, k, /", func(n, k int64) *big.Int { return new(big.Int).Binomial(n, k) })
	whole("perm", "n, k, /", falling)
	fn(m, "isqrt", "n, /", func(t *thread, b *bound) (value, error) {
		i, ok := python.AsInt(b.Get("n"))
		if !ok || i.Big().Sign() < 0 {
			return nil, t.Raise(python.ValueError, "isqrt() argument must be nonnegative")
		}
		return python.BigInt(new(big.Int).Sqrt(i.Big())), nil
	})
	sum := func(name string, start value, op string) {
		params := "iterable, /, *, start=1"
		if name == "fsum" {
			params = "iterable, /"
		}
		fn(m, name, params, func(t *thread, b *bound) (value, error) {
			elems, err := t.Collect(b.Get("iterable"))
			if err != nil {
				return nil, err
			}
			total := start
			if name == "prod" {
				total = b.Get("start")
			}
			for _, e := range elems {
				if total, err = t.Binary(op, total, e); err != nil {
					return nil, err
				}
			}
			return total, nil
		})
	}
	sum("prod", integer(1), "*")
	sum("fsum", python.Float(0), "+")
}
