package stdlib

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// DecimalClass is decimal.Decimal.
var DecimalClass = python.NewClass("decimal", "Decimal")

var (
	decimalException = python.NewClass("decimal", "DecimalException", python.ArithmeticError)
	invalidOperation = python.NewClass("decimal", "InvalidOperation", decimalException)
	divisionByZero   = python.NewClass("decimal", "DivisionByZero", decimalException, python.ZeroDivisionError)
)

// Decimal is a decimal.Decimal: Coef * 10^Exp. Only finite ones exist here.
type Decimal struct {
	Neg  bool
	Coef *big.Int // never negative
	Exp  int
}

// The context of all arithmetic: CPython's default. A revision that sets another
// precision is refused, not ignored.
const (
	decimalPrecision = 28
	maxExponent      = 9999 // far below CPython's: a text of that many digits is a mistake
)

// Class returns decimal.Decimal.
func (Decimal) Class() *class { return DecimalClass }

// parseDecimal reads what Decimal("...") takes; infinities and NaN are not numbers here.
func parseDecimal(text string) (Decimal, bool) {
	s := strings.ReplaceAll(strings.TrimSpace(text), "_", "")
	d := Decimal{Coef: new(big.Int)}
	if s != "" && (s[0] == '-' || s[0] == '+') {
		d.Neg, s = s[0] == '-', s[1:]
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		exp, err := strconv.Atoi(s[i+1:])
		if err != nil || exp > maxExponent || exp < -maxExponent {
			return d, false
		}
		d.Exp, s = exp, s[:i]
	}
	whole, frac, _ := strings.Cut(s, ".")
	digits := whole + frac
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > maxExponent {
		return d, false
	}
	d.Exp -= len(frac)
	d.Coef.SetString(digits, 10)
	return d, true
}

// String returns str(d), with an exponent where CPython writes one.
func (d Decimal) String() string {
	digits := d.Coef.String()
	sign := ""
	if d.Neg {
		sign = "-"
	}
	left := d.Exp + len(digits)
	switch {
	case d.Exp <= 0 && left > -6:
		return sign + placePoint(digits, left)
	default:
		point := 1
		text := placePoint(digits, point)
		exp := left - point
		if exp == 0 {
			return sign + text
		}
		mark := "E"
		if exp > 0 {
			mark = "E+"
		}
		return sign + text + mark + strconv.Itoa(exp)
	}
}

// placePoint puts the point behind left digits.
func placePoint(digits string, left int) string {
	switch {
	case left <= 0:
		return "0." + strings.Repeat("0", -left) + digits
	case left >= len(digits):
		return digits + strings.Repeat("0", left-len(digits))
	}
	return digits[:left] + "." + digits[left:]
}

// Fixed returns d without an exponent.
func (d Decimal) Fixed() string {
	sign := ""
	if d.Neg {
		sign = "-"
	}
	digits := d.Coef.String()
	if d.Exp > 0 {
		return sign + digits + strings.Repeat("0", d.Exp)
	}
	return sign + placePoint(digits, d.Exp+len(digits))
}

// Str implements python.HasStr.
func (d Decimal) Str(*thread) (string, error) { return d.String(), nil }

// Repr implements python.HasRepr.
func (d Decimal) Repr(*thread) (string, error) { return "Decimal('" + d.String() + "')", nil }

// Truth implements python.HasTruth.
func (d Decimal) Truth(*thread) (bool, error) { return d.Coef.Sign() != 0, nil }

// HashKey implements python.HasHash.
func (d Decimal) HashKey() (string, bool) { return d.normal().String(), true }

// Float implements python.HasFloat.
func (d Decimal) Float(*thread) (float64, error) {
	f, _ := d.rat().Float64()
	return f, nil
}

// Attr implements python.HasAttr: what int(), float(), abs() and round() ask for.
func (d Decimal) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "real":
		return d, nil
	case "imag":
		return fromSigned(new(big.Int), 0), nil
	case "__int__", "__trunc__":
		return special(name, func(t *thread) (value, error) {
			n, err := d.Int(t)
			return python.BigInt(n), err
		}), nil
	case "__float__":
		return special(name, func(t *thread) (value, error) {
			f, err := d.Float(t)
			return python.Float(f), err
		}), nil
	case "__abs__":
		return special(name, func(*thread) (value, error) { return Decimal{false, d.Coef, d.Exp}.round(), nil }), nil
	case "__round__":
		return function(name, "ndigits=None", func(_ *thread, b *bound) (value, error) {
			digits, given, err := b.OptInt("ndigits")
			if err != nil || given {
				return d.rescale(int(-min(max(digits, -maxExponent), maxExponent)), "ROUND_HALF_EVEN"), err
			}
			n := d.rescale(min(d.Exp, 0), "").rescale(0, "ROUND_HALF_EVEN")
			return python.BigInt(n.signed()), nil
		}), nil
	}
	return nil, nil
}

// Int implements python.HasInt: cut towards zero.
func (d Decimal) Int(*thread) (*big.Int, error) {
	r := d.rat()
	return new(big.Int).Quo(r.Num(), r.Denom()), nil
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func (d Decimal) rat() *big.Rat {
	r := new(big.Rat).SetInt(d.signed())
	if d.Exp >= 0 {
		return r.Mul(r, new(big.Rat).SetInt(pow10(d.Exp)))
	}
	return r.Quo(r, new(big.Rat).SetInt(pow10(-d.Exp)))
}

func (d Decimal) signed() *big.Int {
	if d.Neg {
		return new(big.Int).Neg(d.Coef)
	}
	return d.Coef
}

func fromSigned(n *big.Int, exp int) Decimal {
	return Decimal{Neg: n.Sign() < 0, Coef: new(big.Int).Abs(n), Exp: exp}
}

// normal is normalize(): without zeros at the end.
func (d Decimal) normal() Decimal {
	if d.Coef.Sign() == 0 {
		return Decimal{Neg: d.Neg, Coef: d.Coef}
	}
	digits := d.Coef.String()
	trimmed := strings.TrimRight(digits, "0")
	coef, _ := new(big.Int).SetString(trimmed, 10)
	return Decimal{d.Neg, coef, d.Exp + len(digits) - len(trimmed)}
}

// rescale rounds to an exponent.
func (d Decimal) rescale(exp int, rounding string) Decimal {
	if d.Exp >= exp {
		return Decimal{d.Neg, new(big.Int).Mul(d.Coef, pow10(d.Exp-exp)), exp}
	}
	unit := pow10(exp - d.Exp)
	q, r := new(big.Int).QuoRem(d.Coef, unit, new(big.Int))
	if roundsUp(d.Neg, q, r, unit, rounding) {
		q.Add(q, big.NewInt(1))
	}
	return Decimal{d.Neg, q, exp}
}

func roundsUp(neg bool, q, r, unit *big.Int, rounding string) bool {
	if r.Sign() == 0 {
		return false
	}
	half := new(big.Int).Lsh(r, 1).Cmp(unit)
	switch rounding {
	case "ROUND_UP":
		return true
	case "ROUND_DOWN":
		return false
	case "ROUND_CEILING":
		return !neg
	case "ROUND_FLOOR":
		return neg
	case "ROUND_HALF_UP":
		return half >= 0
	case "ROUND_HALF_DOWN":
		return half > 0
	case "ROUND_05UP":
		last := new(big.Int).Mod(q, big.NewInt(5))
		return last.Sign() == 0
	}
	return half > 0 || half == 0 && q.Bit(0) == 1
}

// round cuts to the precision of the context.
func (d Decimal) round() Decimal {
	for n := len(d.Coef.String()); n > decimalPrecision; n = len(d.Coef.String()) {
		d = d.rescale(d.Exp+n-decimalPrecision, "ROUND_HALF_EVEN")
	}
	return d
}

// decimalOf returns the operand of an operator as a Decimal; floats do not mix.
func decimalOf(v value) (Decimal, bool) {
	if d, ok := v.(Decimal); ok {
		return d, true
	}
	if i, ok := python.AsInt(v); ok {
		return fromSigned(i.Big(), 0), true
	}
	return Decimal{}, false
}

// Unary implements python.HasUnary.
func (d Decimal) Unary(_ *thread, op string) (value, error) {
	switch op {
	case "-":
		return Decimal{!d.Neg && d.Coef.Sign() != 0, d.Coef, d.Exp}.round(), nil
	case "+":
		return d.round(), nil
	}
	return nil, nil
}

// Binary implements python.HasBinary.
func (d Decimal) Binary(t *thread, op string, other value, reflected bool) (value, error) {
	if f, ok := python.Plain(other).(python.Float); ok {
		r := new(big.Rat).SetFloat64(float64(f))
		if r == nil || compareOp(op, 0) == nil {
			return nil, nil
		}
		order := d.rat().Cmp(r)
		if reflected {
			order = -order
		}
		return compareOp(op, order), nil
	}
	o, ok := decimalOf(other)
	if !ok {
		return nil, nil
	}
	if reflected {
		d, o = o, d
	}
	if v := compareOp(op, 0); v != nil {
		return compareOp(op, d.rat().Cmp(o.rat())), nil
	}
	return d.arithmetic(t, op, o)
}

func (d Decimal) arithmetic(t *thread, op string, o Decimal) (value, error) {
	switch op {
	case "+", "-":
		exp := min(d.Exp, o.Exp)
		x, y := d.rescale(exp, "").signed(), o.rescale(exp, "").signed()
		if op == "-" {
			y = new(big.Int).Neg(y)
		}
		return fromSigned(new(big.Int).Add(x, y), exp).round(), nil
	case "*":
		return d.bounded(t, fromSigned(new(big.Int).Mul(d.signed(), o.signed()), d.Exp+o.Exp).round())
	case "**":
		return d.power(t, o)
	case "/", "//", "%":
		if o.Coef.Sign() == 0 {
			if d.Coef.Sign() == 0 && op == "/" {
				return nil, t.Raise(invalidOperation, "[<class 'decimal.DivisionUndefined'>]")
			}
			return nil, t.Raise(divisionByZero, "[<class 'decimal.DivisionByZero'>]")
		}
		if op == "/" {
			return d.quotient(o), nil
		}
		exp := min(d.Exp, o.Exp)
		q, r := new(big.Int).QuoRem(d.rescale(exp, "").signed(), o.rescale(exp, "").signed(), new(big.Int))
		if op == "//" {
			return fromSigned(q, 0).round(), nil
		}
		return fromSigned(r, exp).round(), nil
	}
	return nil, nil
}

func (d Decimal) bounded(t *thread, result Decimal) (value, error) {
	if result.Exp > maxExponent || result.Exp < -maxExponent {
		return nil, t.Raise(decimalException, "the exponent of the result is too large")
	}
	return result, nil
}

// quotient divides to the precision, and then takes zeros off down to the exponent that is exact.
func (d Decimal) quotient(o Decimal) Decimal {
	shift := max(len(o.Coef.String())-len(d.Coef.String())+decimalPrecision+1, 0)
	q, r := new(big.Int).QuoRem(new(big.Int).Mul(d.Coef, pow10(shift)), o.Coef, new(big.Int))
	out := Decimal{d.Neg != o.Neg, q, d.Exp - o.Exp - shift}
	if r.Sign() != 0 {
		// A digit that is not zero behind the last one keeps the rounding from seeing a tie.
		out.Coef = new(big.Int).Add(new(big.Int).Mul(q, big.NewInt(10)), big.NewInt(1))
		out.Exp--
		return out.round()
	}
	ideal := d.Exp - o.Exp
	for out.Exp < ideal && out.Coef.Sign() != 0 {
		q, r := new(big.Int).QuoRem(out.Coef, big.NewInt(10), new(big.Int))
		if r.Sign() != 0 {
			break
		}
		out.Coef, out.Exp = q, out.Exp+1
	}
	return out.round()
}

func (d Decimal) power(t *thread, o Decimal) (value, error) {
	n := o.rat()
	if !n.IsInt() || !n.Num().IsInt64() || n.Num().Int64() < 0 || n.Num().Int64() > 1000 {
		return nil, t.Unsupported("a power of a Decimal that is no integer from 0 to 1000", "write the result into the revision")
	}
	out := Decimal{Coef: big.NewInt(1)}
	for range n.Num().Int64() {
		out = fromSigned(new(big.Int).Mul(out.signed(), d.signed()), out.Exp+d.Exp)
		if len(out.Coef.Bits()) > 64 {
			out = out.round()
		}
		if err := t.Step(1); err != nil {
			return nil, err
		}
	}
	return d.bounded(t, out.round())
}

// Format implements python.HasFormat: width and fill as for text, "f" and "," as for floats.
func (d Decimal) Format(t *thread, spec string) (string, error) {
	if spec == "" {
		return d.String(), nil
	}
	kind := spec[len(spec)-1]
	head := strings.TrimSuffix(spec, string(rune(kind)))
	if strings.IndexByte("fFeEgGn%", kind) < 0 {
		kind, head = 0, spec
	}
	flags, precText, hasPrec := strings.Cut(head, ".")
	out := d
	if hasPrec {
		prec, err := strconv.Atoi(precText)
		if err != nil || prec > maxExponent || kind == 'e' || kind == 'E' || kind == 'g' || kind == 'G' {
			return "", t.Unsupported("the format '"+spec+"' of a Decimal", "convert it to float or use the form '.2f'")
		}
		if kind == '%' {
			out.Exp += 2
		}
		out = out.rescale(-prec, "ROUND_HALF_EVEN")
	} else if kind == '%' {
		out.Exp += 2
	}
	text := out.String()
	if kind == 'f' || kind == 'F' || kind == '%' || strings.Contains(flags, ",") {
		text = out.Fixed()
	}
	suffix := ""
	if kind == '%' {
		suffix = "%"
	}
	return padNumber(t, text, suffix, flags)
}

// padNumber applies sign, fill, width and grouping: the whole part is formatted
// as an integer, which knows all of them, and the rest is put behind it.
func padNumber(t *thread, text, suffix, flags string) (string, error) {
	if !strings.ContainsAny(flags, ",_+ <>=^0123456789") {
		return text + suffix, nil
	}
	whole, frac, hasFrac := strings.Cut(text, ".")
	tail := suffix
	if hasFrac {
		tail = "." + frac + suffix
	}
	group := ""
	if i := strings.IndexAny(flags, ",_"); i >= 0 {
		group, flags = flags[i:i+1], flags[:i]
	}
	n, err := t.Call(python.IntClass, python.Str(whole))
	if err != nil {
		return "", err
	}
	grouped, err := t.Format(n, group)
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(whole, "-") && !strings.HasPrefix(grouped, "-") {
		grouped = "-" + grouped // -0.5 has the whole part -0
	}
	if strings.Contains(flags, "+") && !strings.HasPrefix(grouped, "-") {
		grouped = "+" + grouped
	}
	flags = strings.Replace(flags, "+", "", 1)
	full := grouped + tail
	if flags == "" {
		return full, nil
	}
	if !strings.ContainsAny(flags, "<>=^") {
		if flags[0] == '0' {
			return zeroFilled(t, full, flags)
		}
		flags = ">" + flags
	}
	return t.Format(python.Str(full), strings.Replace(flags, "=", ">", 1))
}

func zeroFilled(t *thread, text, width string) (string, error) {
	n, err := strconv.Atoi(width)
	if err != nil {
		return "", t.Raise(python.ValueError, "invalid format string")
	}
	out, err := t.CallMethod(python.Str(text), "zfill", integer(n))
	if err != nil {
		return "", err
	}
	return t.Str(out)
}
