package stdlib

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// Timedelta is a datetime.timedelta.
type Timedelta struct{ Micros int64 }

// TimedeltaClass is datetime.timedelta.
var TimedeltaClass = python.NewClass("datetime", "timedelta")

const (
	microsPerSecond = 1_000_000
	microsPerDay    = 24 * 60 * 60 * microsPerSecond
)

// Class returns datetime.timedelta.
func (Timedelta) Class() *class { return TimedeltaClass }

// Duration returns d for Go; it is cut at the 292 years that Go can hold.
func (d Timedelta) Duration() time.Duration {
	const most = math.MaxInt64 / 1000
	return time.Duration(min(max(d.Micros, -most), most)) * time.Microsecond
}

// Parts returns days, seconds and microseconds as Python keeps them: only days can be negative.
func (d Timedelta) Parts() (days, seconds, micros int64) {
	days = floorDiv(d.Micros, microsPerDay)
	rest := d.Micros - days*microsPerDay
	return days, rest / microsPerSecond, rest % microsPerSecond
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// String returns str(d).
func (d Timedelta) String() string {
	days, seconds, micros := d.Parts()
	var b strings.Builder
	if days != 0 {
		plural := "s"
		if days == 1 || days == -1 {
			plural = ""
		}
		fmt.Fprintf(&b, "%d day%s, ", days, plural)
	}
	fmt.Fprintf(&b, "%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if micros != 0 {
		fmt.Fprintf(&b, ".%06d", micros)
	}
	return b.String()
}

// Str implements python.HasStr.
func (d Timedelta) Str(*thread) (string, error) { return d.String(), nil }

// Repr implements python.HasRepr.
func (d Timedelta) Repr(*thread) (string, error) {
	days, seconds, micros := d.Parts()
	var parts []string
	for _, p := range []struct {
		name string
		n    int64
	}{{"days", days}, {"seconds", seconds}, {"microseconds", micros}} {
		if p.n != 0 {
			parts = append(parts, p.name+"="+strconv.FormatInt(p.n, 10))
		}
	}
	if parts == nil {
		parts = []string{"0"}
	}
	return "datetime.timedelta(" + strings.Join(parts, ", ") + ")", nil
}

// HashKey implements python.HasHash.
func (d Timedelta) HashKey() (string, bool) { return strconv.FormatInt(d.Micros, 10), true }

// Truth implements python.HasTruth.
func (d Timedelta) Truth(*thread) (bool, error) { return d.Micros != 0, nil }

// Attr implements python.HasAttr.
func (d Timedelta) Attr(_ *thread, name string) (value, error) {
	days, seconds, micros := d.Parts()
	switch name {
	case "days":
		return python.NewInt(days), nil
	case "seconds":
		return python.NewInt(seconds), nil
	case "microseconds":
		return python.NewInt(micros), nil
	case "__abs__":
		return special(name, func(*thread) (value, error) { return Timedelta{max(d.Micros, -d.Micros)}, nil }), nil
	}
	return nil, nil
}

// Unary implements python.HasUnary.
func (d Timedelta) Unary(_ *thread, op string) (value, error) {
	switch op {
	case "-":
		return Timedelta{-d.Micros}, nil
	case "+":
		return d, nil
	}
	return nil, nil
}

// Binary implements python.HasBinary.
func (d Timedelta) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	if o, ok := other.(Timedelta); ok {
		if reflected {
			d, o = o, d
		}
		return d.withTimedelta(t, op, o)
	}
	x, isNumber := numberOf(other)
	switch {
	case !isNumber, reflected && op != "*":
		return nil, nil
	case op == "*":
		return timedeltaOf(t, x.Mul(x, new(big.Rat).SetInt64(d.Micros)))
	case op == "/" || op == "//":
		if x.Sign() == 0 {
			return nil, t.Raise(python.ZeroDivisionError, "integer division or modulo by zero")
		}
		q := new(big.Rat).Quo(new(big.Rat).SetInt64(d.Micros), x)
		if op == "//" {
			q.SetInt(floorRat(q))
		}
		return timedeltaOf(t, q)
	}
	return nil, nil
}

func (d Timedelta) withTimedelta(t *thread, op string, o Timedelta) (value, error) {
	switch op {
	case "+":
		return d.add(t, o.Micros)
	case "-":
		return d.add(t, -o.Micros)
	case "/", "//", "%":
		if o.Micros == 0 {
			return nil, t.Raise(python.ZeroDivisionError, "integer division or modulo by zero")
		}
		q := floorDiv(d.Micros, o.Micros)
		switch op {
		case "//":
			return python.NewInt(q), nil
		case "%":
			return Timedelta{d.Micros - q*o.Micros}, nil
		}
		return python.Float(float64(d.Micros) / float64(o.Micros)), nil
	}
	order := 0
	if d.Micros < o.Micros {
		order = -1
	} else if d.Micros > o.Micros {
		order = 1
	}
	return compareOp(op, order), nil
}

func (d Timedelta) add(t *thread, micros int64) (value, error) {
	sum := d.Micros + micros
	if (sum > d.Micros) != (micros > 0) && micros != 0 {
		return nil, t.Raise(python.OverflowError, "the timedelta is too large")
	}
	return Timedelta{sum}, nil
}

// numberOf returns an int or a finite float exactly.
func numberOf(v value) (*big.Rat, bool) {
	if i, ok := python.AsInt(v); ok {
		return new(big.Rat).SetInt(i.Big()), true
	}
	if f, ok := python.Plain(v).(python.Float); ok {
		if r := new(big.Rat).SetFloat64(float64(f)); r != nil {
			return r, true
		}
	}
	return nil, false
}

func floorRat(r *big.Rat) *big.Int {
	q, m := new(big.Int), new(big.Int)
	q.DivMod(r.Num(), r.Denom(), m) // Euclidean: for a positive denominator this is the floor
	return q
}

// roundRat rounds half to even.
func roundRat(r *big.Rat) *big.Int {
	floor := floorRat(r)
	rest := new(big.Rat).Sub(r, new(big.Rat).SetInt(floor))
	switch c := rest.Cmp(big.NewRat(1, 2)); {
	case c > 0, c == 0 && floor.Bit(0) == 1:
		return floor.Add(floor, big.NewInt(1))
	}
	return floor
}

func timedeltaOf(t *thread, micros *big.Rat) (value, error) {
	n := roundRat(micros)
	if !n.IsInt64() {
		return nil, t.Raise(python.OverflowError, "the timedelta is too large")
	}
	return Timedelta{n.Int64()}, nil
}

func init() {
	units := []struct {
		name   string
		micros int64
	}{
		{"days", microsPerDay}, {"seconds", microsPerSecond}, {"microseconds", 1}, {"milliseconds", 1000},
		{"minutes", 60 * microsPerSecond}, {"hours", 3600 * microsPerSecond}, {"weeks", 7 * microsPerDay},
	}
	params := make([]string, len(units))
	for i, u := range units {
		params[i] = u.name + "=0"
	}
	construct(TimedeltaClass, strings.Join(params, ", "), func(t *thread, b *bound) (value, error) {
		sum := new(big.Rat)
		for _, u := range units {
			x, ok := numberOf(b.Get(u.name))
			if !ok {
				if o, isOpaque := b.Get(u.name).(*python.Opaque); isOpaque {
					return o, nil
				}
				return nil, t.Raise(python.TypeError, "unsupported type for timedelta %s component: %s", u.name, b.Get(u.name).Class().Name)
			}
			sum.Add(sum, x.Mul(x, new(big.Rat).SetInt64(u.micros)))
		}
		return timedeltaOf(t, sum)
	})
	method(TimedeltaClass, "total_seconds", "", func(_ *thread, self value, _ *bound) (value, error) {
		return python.Float(float64(self.(Timedelta).Micros) / microsPerSecond), nil
	})
	TimedeltaClass.Attrs.Set("resolution", Timedelta{1})
}

// microRat is how many microseconds a second has.
var microRat = big.NewRat(microsPerSecond, 1)
