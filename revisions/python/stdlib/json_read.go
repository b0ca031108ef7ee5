package stdlib

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// jsonReader is one json.loads.
type jsonReader struct {
	t                                    *thread
	s                                    string
	pos                                  int
	hook, pairs, onFloat, onInt, onConst value // nil: not given
}

func loadJSON(t *thread, b *bound, source value) (value, error) {
	text, err := textOrBytes(t, source)
	if err != nil {
		if _, raised := err.(*python.Raised); raised {
			return nil, t.Raise(python.TypeError, "the JSON object must be str, bytes or bytearray, not %s", source.Class().Name)
		}
		return nil, err
	}
	r := &jsonReader{t: t, s: text}
	for name, to := range inOrder(map[string]*value{
		"object_hook": &r.hook, "object_pairs_hook": &r.pairs, "parse_float": &r.onFloat, "parse_int": &r.onInt, "parse_constant": &r.onConst,
	}) {
		if v := b.Get(name); v != python.None {
			*to = v
		}
	}
	r.space()
	v, err := r.value(0)
	if err != nil {
		return nil, err
	}
	if r.space(); r.pos < len(r.s) {
		return nil, r.fail("Extra data", r.pos)
	}
	return v, nil
}

// fail raises a JSONDecodeError with its attributes.
func (r *jsonReader) fail(msg string, pos int) error {
	pos = min(pos, len(r.s))
	before := r.s[:pos]
	line := strings.Count(before, "\n") + 1
	char := utf8.RuneCountInString(before)
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	text := msg + ": line " + strconv.Itoa(line) + " column " + strconv.Itoa(column) + " (char " + strconv.Itoa(char) + ")"
	exc := python.NewException(JSONDecodeError, text)
	exc.Attrs.Set("msg", python.Str(msg))
	exc.Attrs.Set("doc", python.Str(r.s))
	exc.Attrs.Set("pos", integer(char))
	exc.Attrs.Set("lineno", integer(line))
	exc.Attrs.Set("colno", integer(column))
	return r.t.RaiseValue(exc)
}

func (r *jsonReader) space() {
	for r.pos < len(r.s) && strings.IndexByte(" \t\n\r", r.s[r.pos]) >= 0 {
		r.pos++
	}
}

func (r *jsonReader) value(depth int) (value, error) {
	const deepest = 300
	if depth > deepest {
		return nil, r.t.Raise(python.RecursionError, "maximum recursion depth exceeded while decoding a JSON document")
	}
	if err := r.t.Step(1); err != nil {
		return nil, err
	}
	if err := r.t.Alloc(16); err != nil {
		return nil, err
	}
	if r.pos >= len(r.s) {
		return nil, r.fail("Expecting value", r.pos)
	}
	switch c := r.s[r.pos]; {
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		s, err := r.text()
		return python.Str(s), err
	case c == '-' || c >= '0' && c <= '9':
		if v, err := r.number(); v != nil || err != nil {
			return v, err
		}
	}
	for word, v := range inOrder(map[string]value{"null": python.None, "true": python.True, "false": python.False}) {
		if strings.HasPrefix(r.s[r.pos:], word) {
			r.pos += len(word)
			return v, nil
		}
	}
	for _, word := range []string{"NaN", "Infinity", "-Infinity"} {
		if strings.HasPrefix(r.s[r.pos:], word) {
			r.pos += len(word)
			if r.onConst != nil {
				return r.t.Call(r.onConst, python.Str(word))
			}
			return r.t.Call(python.FloatClass, python.Str(word))
		}
	}
	return nil, r.fail("Expecting value", r.pos)
}

func (r *jsonReader) number() (value, error) {
	i := r.pos
	digits := func() bool {
		start := i
		for i < len(r.s) && r.s[i] >= '0' && r.s[i] <= '9' {
			i++
		}
		return i > start
	}
	if r.s[i] == '-' {
		i++
	}
	if i < len(r.s) && r.s[i] == '0' {
		i++
	} else if !digits() {
		return nil, nil
	}
	whole, isFloat := i, false
	if i < len(r.s) && r.s[i] == '.' {
		if i++; digits() {
			whole, isFloat = i, true
		}
		i = whole
	}
	if i < len(r.s) && (r.s[i] == 'e' || r.s[i] == 'E') {
		if i++; i < len(r.s) && (r.s[i] == '+' || r.s[i] == '-') {
			i++
		}
		if digits() {
			whole, isFloat = i, true
		}
	}
	text := r.s[r.pos:whole]
	r.pos = whole
	switch {
	case isFloat && r.onFloat != nil:
		return r.t.Call(r.onFloat, python.Str(text))
	case isFloat:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && f-f == 0 {
			return nil, err
		}
		return python.Float(f), nil
	case r.onInt != nil:
		return r.t.Call(r.onInt, python.Str(text))
	case len(text) > 4300:
		return nil, r.t.Raise(python.ValueError, "Exceeds the limit (4300 digits) for integer string conversion")
	}
	n, _ := new(big.Int).SetString(text, 10)
	return python.BigInt(n), nil
}

func (r *jsonReader) text() (string, error) {
	start := r.pos
	var b strings.Builder
	for i := r.pos + 1; i < len(r.s); {
		switch c := r.s[i]; {
		case c == '"':
			r.pos = i + 1
			return b.String(), r.t.Alloc(int64(b.Len()))
		case c < ' ':
			return "", r.fail("Invalid control character at", i)
		case c == '\\':
			n, err := r.escape(&b, i)
			if err != nil {
				return "", err
			}
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return "", r.fail("Unterminated string starting at", start)
}

// escape reads the escape at i and returns how long it is.
func (r *jsonReader) escape(b *strings.Builder, i int) (int, error) {
	if i+1 >= len(r.s) {
		return 0, r.fail("Unterminated string starting at", r.pos)
	}
	c := r.s[i+1]
	if plain := strings.IndexByte(`"\/bfnrt`, c); plain >= 0 {
		b.WriteByte("\"\\/\b\f\n\r\t"[plain])
		return 2, nil
	}
	if c != 'u' {
		return 0, r.fail("Invalid \\escape", i)
	}
	hi, ok := r.hex4(i + 2)
	if !ok {
		return 0, r.fail("Invalid \\uXXXX escape", i+1)
	}
	if utf16.IsSurrogate(hi) && strings.HasPrefix(r.s[i+6:], `\u`) {
		if lo, ok := r.hex4(i + 8); ok {
			if full := utf16.DecodeRune(hi, lo); full != utf8.RuneError {
				b.WriteRune(full)
				return 12, nil
			}
		}
	}
	b.WriteRune(hi)
	return 6, nil
}

func (r *jsonReader) hex4(i int) (rune, bool) {
	if i+4 > len(r.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(r.s[i:i+4], 16, 32)
	return rune(n), err == nil
}

func (r *jsonReader) array(depth int) (value, error) {
	r.pos++
	list := python.NewList()
	if r.space(); r.pos < len(r.s) && r.s[r.pos] == ']' {
		r.pos++
		return list, nil
	}
	for {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list.Elems = append(list.Elems, v)
		r.space()
		switch {
		case r.pos < len(r.s) && r.s[r.pos] == ']':
			r.pos++
			return list, nil
		case r.pos >= len(r.s) || r.s[r.pos] != ',':
			return nil, r.fail("Expecting ',' delimiter", r.pos)
		}
		r.pos++
		r.space()
	}
}

func (r *jsonReader) object(depth int) (value, error) {
	r.pos++
	d := python.NewDict()
	var pairs []value
	if r.space(); r.pos < len(r.s) && r.s[r.pos] == '}' {
		r.pos++
		return r.hooked(d, pairs)
	}
	for {
		if r.pos >= len(r.s) || r.s[r.pos] != '"' {
			return nil, r.fail("Expecting property name enclosed in double quotes", r.pos)
		}
		key, err := r.text()
		if err != nil {
			return nil, err
		}
		if r.space(); r.pos >= len(r.s) || r.s[r.pos] != ':' {
			return nil, r.fail("Expecting ':' delimiter", r.pos)
		}
		r.pos++
		r.space()
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		d.SetStr(key, v)
		pairs = append(pairs, python.Tuple{python.Str(key), v})
		r.space()
		switch {
		case r.pos < len(r.s) && r.s[r.pos] == '}':
			r.pos++
			return r.hooked(d, pairs)
		case r.pos >= len(r.s) || r.s[r.pos] != ',':
			return nil, r.fail("Expecting ',' delimiter", r.pos)
		}
		r.pos++
		r.space()
	}
}

func (r *jsonReader) hooked(d *python.Dict, pairs []value) (value, error) {
	switch {
	case r.pairs != nil:
		return r.t.Call(r.pairs, python.NewList(pairs...))
	case r.hook != nil:
		return r.t.Call(r.hook, d)
	}
	return d, nil
}
