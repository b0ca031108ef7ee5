package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numeral is a rendered number in pieces, before padding and grouping.
type numeral struct {
	neg    bool
	prefix string // "0x" of the alternate form
	digits string // the part that thousands separators go into
	rest   string // point, decimals, exponent, percent sign
}

// text puts the pieces together as the specification says.
func (f *formatSpec) number(n numeral, groupSize int) string {
	sign := ""
	switch {
	case n.neg:
		sign = "-"
	case f.sign == '+' || f.sign == ' ':
		sign = string(rune(f.sign))
	}
	head := sign + n.prefix
	if f.align == '=' && f.fill == '0' {
		width := f.width - utf8.RuneCountInString(head) - utf8.RuneCountInString(n.rest)
		return head + f.groupDigits(n.digits, groupSize, width) + n.rest
	}
	digits := f.groupDigits(n.digits, groupSize, 0)
	if f.align == '=' {
		missing := f.width - utf8.RuneCountInString(head) - utf8.RuneCountInString(n.rest) - utf8.RuneCountInString(digits)
		return head + strings.Repeat(string(f.fill), max(missing, 0)) + digits + n.rest
	}
	return f.pad(head+digits+n.rest, '>')
}

// groupDigits inserts separators and leading zeros up to width. As in CPython
// the result can be one longer than width: a number never starts with a separator.
func (f *formatSpec) groupDigits(digits string, size, width int) string {
	if f.group == 0 || size == 0 || !isDecimal(digits[:min(1, len(digits))], true) {
		return strings.Repeat("0", max(width-len(digits), 0)) + digits
	}
	var groups []string
	for {
		n := min(size, max(len(digits), width, 1))
		cut := max(len(digits)-n, 0)
		groups = append(groups, strings.Repeat("0", n-(len(digits)-cut))+digits[cut:])
		digits = digits[:cut]
		width -= n
		if digits == "" && width <= 0 {
			break
		}
		width--
	}
	var b strings.Builder
	for i := len(groups) - 1; i >= 0; i-- {
		b.WriteString(groups[i])
		if i > 0 {
			b.WriteByte(f.group)
		}
	}
	return b.String()
}

func isDecimal(s string, hex bool) bool {
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || hex && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			continue
		}
		return false
	}
	return s != ""
}

// overflowText is a value that Python refuses to format with an OverflowError.
type overflowText string

func (e overflowText) Error() string { return string(e) }

// formatInt applies a specification to an integer, as int.__format__ does.
func formatInt(v *big.Int, spec, typeName string) (string, error) {
	if spec == "" {
		return v.String(), nil
	}
	f, err := parseFormatSpec(spec, typeName)
	if err != nil {
		return "", err
	}
	switch f.typ {
	case 0, 'd', 'n', 'b', 'o', 'x', 'X', 'c':
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, _ := new(big.Float).SetInt(v).Float64()
		if math.IsInf(x, 0) {
			return "", overflowText("int too large to convert to float")
		}
		return f.float(x)
	default:
		return "", f.unknownType(typeName)
	}
	switch {
	case f.prec >= 0:
		return "", specError("Precision not allowed in integer format specifier")
	case f.noNegZero:
		return "", specError("Negative zero coercion (z) not allowed in format specifier with integer presentation type")
	case f.typ == 'c':
		return f.char(v)
	}
	return f.integer(v), nil
}

func (f *formatSpec) char(v *big.Int) (string, error) {
	if f.sign != 0 {
		return "", specError("Sign not allowed with integer format specifier 'c'")
	}
	if f.alt {
		return "", specError("Alternate form (#) not allowed with integer format specifier 'c'")
	}
	if !v.IsInt64() || v.Int64() < 0 || v.Int64() > utf8.MaxRune {
		return "", overflowText("%c arg not in range(0x110000)")
	}
	return f.pad(string(rune(v.Int64())), '>'), nil
}

func (f *formatSpec) integer(v *big.Int) string {
	base, prefix, group := 10, "", 3
	switch f.typ {
	case 'b':
		base, prefix, group = 2, "0b", 4
	case 'o':
		base, prefix, group = 8, "0o", 4
	case 'x', 'X':
		base, prefix, group = 16, "0x", 4
	}
	if !f.alt {
		prefix = ""
	}
	n := numeral{neg: v.Sign() < 0, prefix: prefix, digits: new(big.Int).Abs(v).Text(base)}
	if f.typ == 'X' {
		n.prefix, n.digits = strings.ToUpper(n.prefix), strings.ToUpper(n.digits)
	}
	return f.number(n, group)
}

// formatFloat applies a specification to a float, as float.__format__ does.
func formatFloat(x float64, spec string) (string, error) {
	if spec == "" {
		return floatRepr(x), nil
	}
	f, err := parseFormatSpec(spec, "float")
	if err != nil {
		return "", err
	}
	return f.float(x)
}

func (f *formatSpec) float(x float64) (string, error) {
	if f.typ != 0 && !strings.ContainsRune("eEfFgGn%", f.typ) {
		return "", f.unknownType("float")
	}
	text := floatText(x, f.typ, f.prec, f.alt)
	n := numeral{neg: strings.HasPrefix(text, "-")}
	n.digits = strings.TrimPrefix(text, "-")
	if f.noNegZero && n.neg && !strings.ContainsAny(n.digits, "123456789infa") {
		n.neg = false
	}
	if i := strings.IndexFunc(n.digits, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		n.digits, n.rest = n.digits[:i], n.digits[i:]
	}
	if n.digits == "" { // inf and nan are never grouped, and filled as text is
		n.digits, n.rest = n.rest, ""
		f.group = 0
	}
	return f.number(n, 3), nil
}

// floatText renders x in the style of one presentation type; typ 0 is the
// style of repr(), or with a precision that of "g" that keeps one decimal.
func floatText(x float64, typ rune, prec int, alt bool) string {
	upper := typ == 'E' || typ == 'F' || typ == 'G'
	var text string
	switch {
	case math.IsInf(x, 0) || math.IsNaN(x):
		text = nonFinite(x)
		if typ == '%' {
			text += "%"
		}
	case typ == 'e' || typ == 'E':
		text = withPoint(strconv.FormatFloat(x, 'e', orSix(prec), 64), alt)
	case typ == 'f' || typ == 'F':
		text = withPoint(strconv.FormatFloat(x, 'f', orSix(prec), 64), alt)
	case typ == '%':
		text = percentText(x*100, orSix(prec), alt)
	case typ == 0 && prec < 0:
		text = withPoint(floatRepr(x), alt)
	case typ == 0:
		text = generalFloat(x, prec, alt, true)
	default:
		text = generalFloat(x, orSix(prec), alt, false)
	}
	if upper {
		text = strings.ToUpper(text)
	}
	return text
}

func percentText(x float64, prec int, alt bool) string {
	if math.IsInf(x, 0) { // the multiplication by 100 has overflowed
		return nonFinite(x) + "%"
	}
	return withPoint(strconv.FormatFloat(x, 'f', prec, 64), alt) + "%"
}

func orSix(prec int) int {
	if prec < 0 {
		return 6
	}
	return prec
}

func nonFinite(x float64) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case x < 0:
		return "-inf"
	}
	return "inf"
}

// withPoint makes sure of a decimal point, which the alternate form wants.
func withPoint(text string, alt bool) string {
	if !alt || strings.Contains(text, ".") {
		return text
	}
	mantissa, exp, found := strings.Cut(text, "e")
	if found {
		return mantissa + ".e" + exp
	}
	return text + "."
}

// generalFloat is "%g": fixed for numbers of a usual size, else with exponent.
func generalFloat(x float64, prec int, alt, keepDecimal bool) string {
	prec = max(prec, 1)
	sci := strconv.FormatFloat(x, 'e', prec-1, 64)
	mantissa, expText, _ := strings.Cut(sci, "e")
	exp, err := strconv.Atoi(expText)
	if err != nil {
		return sci
	}
	limit := prec
	if keepDecimal {
		limit = prec - 1
	}
	if exp < -4 || exp >= limit {
		if !alt {
			mantissa = trimDecimals(mantissa)
		}
		return withPoint(mantissa+"e"+expText, alt)
	}
	text := strconv.FormatFloat(x, 'f', max(prec-1-exp, 0), 64)
	if !alt {
		text = trimDecimals(text)
	}
	if keepDecimal && !strings.Contains(text, ".") {
		return text + ".0"
	}
	return withPoint(text, alt)
}

func trimDecimals(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// floatRepr is repr() of a float: the shortest digits that read back as x.
func floatRepr(x float64) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nonFinite(x)
	}
	sci := strconv.FormatFloat(x, 'e', -1, 64)
	_, expText, _ := strings.Cut(sci, "e")
	exp, err := strconv.Atoi(expText)
	if err != nil || exp < -4 || exp >= 16 {
		return sci
	}
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}
