package python

import (
	"fmt"
	"math/big"
	"strings"
	"unicode/utf8"
)

// percent is one run of the "%" operator.
type percent struct {
	t       *Thread
	format  string
	pos     int // in bytes of format
	args    []Value
	next    int
	single  bool  // the right operand is one value, not a tuple
	mapping Value // the right operand, if it can be subscripted by name; else nil
	named   bool  // a "%(name)s" has been seen
	bytes   bool
	unknown *Opaque // the first value in the text that is not known
}

// percentValue is format % args for texts and bytes.
func percentValue(t *Thread, format, args Value) (Value, error) {
	if b, ok := format.(Bytes); ok {
		out, _, err := percentRun(t, string(b), args, true)
		return Bytes(out), err
	}
	s, ok := AsStr(format)
	if !ok {
		return nil, nil
	}
	out, unknown, err := percentRun(t, s, args, false)
	if o, ok := args.(*Opaque); ok && isAnyRaised(err) {
		return o.because("(... % ...)"), nil // it may be a tuple with as many values as are needed
	}
	if err != nil {
		return nil, err
	}
	return textOr(out, unknown, t.Span()), nil
}

func isAnyRaised(err error) bool {
	_, ok := err.(*Raised)
	return ok
}

// percentRun makes the text, and returns the first value in it that is not known.
func percentRun(t *Thread, format string, args Value, bytes bool) (string, *Opaque, error) {
	p := &percent{t: t, format: format, bytes: bytes}
	if tuple, ok := Plain(args).(Tuple); ok {
		p.args = tuple
	} else {
		p.args, p.single = []Value{args}, true
		p.mapping = mappingOf(args)
	}
	var b strings.Builder
	for p.pos < len(format) {
		i := strings.IndexByte(format[p.pos:], '%')
		if i < 0 {
			b.WriteString(format[p.pos:])
			break
		}
		b.WriteString(format[p.pos : p.pos+i])
		p.pos += i + 1
		out, err := p.item()
		if err != nil {
			return "", nil, err
		}
		if err := t.Step(1); err != nil {
			return "", nil, err
		}
		if err := chargeText(t, len(out)); err != nil {
			return "", nil, err
		}
		b.WriteString(out)
	}
	if p.next < len(p.args) && !p.named && p.mapping == nil {
		return "", nil, t.Raise(TypeError, "not all arguments converted during %s formatting", p.kind())
	}
	return b.String(), p.unknown, nil
}

func (p *percent) kind() string {
	if p.bytes {
		return "bytes"
	}
	return "string"
}

// mappingOf returns the operand of "%(name)s", nil if it has no keys. As in
// CPython a list counts as one.
func mappingOf(v Value) Value {
	switch x := v.(type) {
	case *Dict, *List, HasIndex, *Opaque:
		return x
	case *Instance:
		if _, text := AsStr(x); text {
			return nil
		}
		if _, ok := Plain(x).(*Dict); ok {
			return x
		}
		if _, ok := x.Cls.Lookup("__getitem__"); ok {
			return x
		}
	}
	return nil
}

// percentItem is one "%-10.2f".
type percentItem struct {
	left, plus, space, alt, zero bool
	width, prec                  int // prec -1: none
	verb                         rune
	at                           int // where the verb stands, in characters
}

func (p *percent) incomplete() error {
	return p.t.Raise(ValueError, "incomplete format")
}

func (p *percent) peek() rune {
	if p.pos >= len(p.format) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(p.format[p.pos:])
	return r
}

func (p *percent) item() (string, error) {
	it := percentItem{prec: -1}
	var key Value
	if p.peek() == '(' {
		var err error
		if key, err = p.key(); err != nil {
			return "", err
		}
	}
	if err := p.modifiers(&it); err != nil {
		return "", err
	}
	it.verb = p.peek()
	if it.verb < 0 {
		return "", p.incomplete()
	}
	it.at = utf8.RuneCountInString(p.format[:p.pos])
	p.pos += utf8.RuneLen(it.verb)
	if it.verb == '%' && p.format[p.pos-2] == '%' {
		return "%", nil
	}
	v := key
	if v == nil {
		var err error
		if v, err = p.arg(); err != nil {
			return "", err
		}
	}
	if it.verb == '%' { // "%5%" takes an argument in CPython, and drops it
		return "%", nil
	}
	if p.bytes {
		return p.render(it, v)
	}
	text, unknown, err := orShown(p.render(it, v))
	if p.unknown == nil {
		p.unknown = unknown
	}
	return text, err
}

// key reads "(name)" and finds its value.
func (p *percent) key() (Value, error) {
	if p.mapping == nil {
		return nil, p.t.Raise(TypeError, "format requires a mapping")
	}
	depth, start := 0, p.pos+1
	for ; p.pos < len(p.format); p.pos++ {
		switch p.format[p.pos] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				name := p.format[start:p.pos]
				p.pos++
				p.named = true
				if p.bytes {
					return p.t.Index(p.mapping, Bytes(name))
				}
				return p.t.Index(p.mapping, Str(name))
			}
		}
	}
	return nil, p.t.Raise(ValueError, "incomplete format key")
}

func (p *percent) modifiers(it *percentItem) error {
flags:
	for {
		switch p.peek() {
		case '-':
			it.left = true
		case '+':
			it.plus = true
		case ' ':
			it.space = true
		case '#':
			it.alt = true
		case '0':
			it.zero = true
		default:
			break flags
		}
		p.pos++
	}
	var err error
	if it.width, err = p.number(0); err != nil {
		return err
	}
	if it.width < 0 {
		it.left, it.width = true, -it.width
	}
	if p.peek() == '.' {
		p.pos++
		if it.prec, err = p.number(0); err != nil {
			return err
		}
		it.prec = max(it.prec, 0)
	}
	for r := p.peek(); r == 'h' || r == 'l' || r == 'L'; r = p.peek() {
		p.pos++
	}
	return nil
}

// number reads a width or precision: digits, or "*" for an argument.
func (p *percent) number(otherwise int) (int, error) {
	if p.peek() == '*' {
		p.pos++
		v, err := p.arg()
		if err != nil {
			return 0, err
		}
		i, ok := AsInt(v)
		n, small := i.Int64()
		if !ok {
			return 0, p.t.Raise(TypeError, "* wants int")
		}
		if !small || n > maxFormatWidth || n < -maxFormatWidth {
			return 0, p.t.Raise(ValueError, "width too big")
		}
		return int(n), nil
	}
	n := otherwise
	for r := p.peek(); r >= '0' && r <= '9'; r = p.peek() {
		n = n*10 + int(r-'0')
		if n > maxFormatWidth {
			return 0, p.t.Raise(ValueError, "width too big")
		}
		p.pos++
	}
	return n, nil
}

func (p *percent) arg() (Value, error) {
	if p.next >= len(p.args) {
		return nil, p.t.Raise(TypeError, "not enough arguments for format string")
	}
	p.next++
	return p.args[p.next-1], nil
}

// render formats one value by its verb.
func (p *percent) render(it percentItem, v Value) (string, error) {
	switch it.verb {
	case 's', 'r', 'a', 'b':
		return p.text(it, v)
	case 'c':
		s, err := p.char(v)
		return it.pad("", s), err
	case 'd', 'i', 'u':
		n, err := p.integer(it, v)
		if err != nil {
			return "", err
		}
		return it.integer(n, 10, ""), nil
	case 'o', 'x', 'X':
		n, err := p.exactInteger(it, v)
		if err != nil {
			return "", err
		}
		base, prefix := 16, "0x"
		if it.verb == 'o' {
			base, prefix = 8, "0o"
		}
		out := it.integer(n, base, prefix)
		if it.verb == 'X' {
			out = strings.ToUpper(out)
		}
		return out, nil
	case 'e', 'E', 'f', 'F', 'g', 'G':
		x, err := p.float(v)
		if err != nil {
			return "", err
		}
		text := floatText(x, it.verb, it.prec, it.alt)
		return it.number(text), nil
	}
	return "", p.t.Raise(ValueError, "unsupported format character '%s' (0x%x) at index %d", printableVerb(it.verb), it.verb, it.at)
}

func printableVerb(r rune) string {
	if r > 31 && r < 128 {
		return string(r)
	}
	return "?"
}

func (p *percent) text(it percentItem, v Value) (string, error) {
	var s string
	var err error
	switch b, isBytes := v.(Bytes); {
	case p.bytes && isBytes && it.verb != 'r' && it.verb != 'a':
		s = string(b)
	case p.bytes && it.verb != 'r' && it.verb != 'a':
		return "", p.t.Raise(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.Class().Name)
	case it.verb == 'b':
		return "", p.t.Raise(ValueError, "unsupported format character 'b' (0x62) at index %d", it.at)
	case it.verb == 's':
		s, err = p.t.Str(v)
	default:
		s, err = p.t.Repr(v)
		if it.verb == 'a' {
			s = asciiOf(s)
		}
	}
	if err != nil {
		return "", err
	}
	if it.prec >= 0 {
		s = firstRunes(s, it.prec)
	}
	return it.pad("", s), nil
}

func (p *percent) char(v Value) (string, error) {
	if s, ok := AsStr(v); ok {
		if utf8.RuneCountInString(s) == 1 {
			return s, nil
		}
		return "", p.t.Raise(TypeError, "%%c requires int or char")
	}
	i, ok := AsInt(v)
	if !ok {
		return "", p.unknownOr(v, p.t.Raise(TypeError, "%%c requires int or char"))
	}
	n, small := i.Int64()
	if !small || n < 0 || n > utf8.MaxRune {
		return "", p.t.Raise(OverflowError, "%%c arg not in range(0x110000)")
	}
	return string(rune(n)), nil
}

// unknownOr prefers the reason of a value that is not known to the error about its type.
func (p *percent) unknownOr(v Value, err error) error {
	if o, ok := v.(*Opaque); ok {
		_, unresolved := p.t.Str(o)
		return unresolved
	}
	return err
}

// integer is the operand of %d, which also takes floats and cuts them.
func (p *percent) integer(it percentItem, v Value) (*big.Int, error) {
	if i, ok := AsInt(v); ok {
		return i.Big(), nil
	}
	if f, ok := Plain(v).(Float); ok {
		if n, acc := big.NewFloat(0).SetMode(big.ToZero), float64(f); acc-acc == 0 {
			i, _ := n.SetFloat64(acc).Int(nil)
			return i, nil
		}
		return nil, p.t.Raise(OverflowError, "cannot convert float infinity to integer")
	}
	if h, ok := v.(HasInt); ok {
		return h.Int(p.t)
	}
	return nil, p.unknownOr(v, p.t.Raise(TypeError, "%%%s format: a real number is required, not %s", string(it.verb), v.Class().Name))
}

// HasInt is int(v) of a number that the host defines.
type HasInt interface {
	Int(t *Thread) (*big.Int, error)
}

// HasFloat is float(v) of a number that the host defines.
type HasFloat interface {
	Float(t *Thread) (float64, error)
}

func (p *percent) exactInteger(it percentItem, v Value) (*big.Int, error) {
	if i, ok := AsInt(v); ok {
		return i.Big(), nil
	}
	return nil, p.unknownOr(v, p.t.Raise(TypeError, "%%%s format: an integer is required, not %s", string(it.verb), v.Class().Name))
}

func (p *percent) float(v Value) (float64, error) {
	if f, ok := Plain(v).(Float); ok {
		return float64(f), nil
	}
	if i, ok := AsInt(v); ok {
		x, _ := new(big.Float).SetInt(i.Big()).Float64()
		if x-x != 0 {
			return 0, p.t.Raise(OverflowError, "int too large to convert to float")
		}
		return x, nil
	}
	if h, ok := v.(HasFloat); ok {
		return h.Float(p.t)
	}
	return 0, p.unknownOr(v, p.t.Raise(TypeError, "must be real number, not %s", v.Class().Name))
}

// integer renders n; a precision is the least number of digits.
func (it percentItem) integer(n *big.Int, base int, prefix string) string {
	digits := new(big.Int).Abs(n).Text(base)
	digits = strings.Repeat("0", max(it.prec-len(digits), 0)) + digits
	sign := it.sign(n.Sign() < 0)
	if it.alt {
		sign += prefix
	}
	return it.padNumber(sign, digits)
}

func (it percentItem) number(text string) string {
	digits := strings.TrimPrefix(text, "-")
	return it.padNumber(it.sign(len(digits) < len(text)), digits)
}

func (it percentItem) sign(negative bool) string {
	switch {
	case negative:
		return "-"
	case it.plus:
		return "+"
	case it.space:
		return " "
	}
	return ""
}

func (it percentItem) padNumber(sign, digits string) string {
	if it.zero && !it.left {
		return sign + strings.Repeat("0", max(it.width-len(sign)-len(digits), 0)) + digits
	}
	return it.pad(sign, digits)
}

func (it percentItem) pad(sign, text string) string {
	blank := fmt.Sprintf("%*s", max(it.width-len(sign)-utf8.RuneCountInString(text), 0), "")
	if it.left {
		return sign + text + blank
	}
	return blank + sign + text
}
