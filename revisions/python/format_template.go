package python

import (
	"strings"
	"unicode/utf8"
)

// template is one run of str.format over one text.
type template struct {
	t     *Thread
	args  []Value
	named func(name string) (Value, bool, error)
	auto  int  // the next automatic field number
	hand  bool // fields are numbered by hand
	autod bool // fields are numbered automatically

	onlyNamed bool    // format_map, which has no positional arguments
	unknown   *Opaque // the first value in the text that is not known
}

// formatTemplate is str.format; named finds a keyword argument.
func formatTemplate(t *Thread, text string, args []Value, named func(string) (Value, bool, error)) (Value, error) {
	f := &template{t: t, args: args, named: named}
	return f.run(text)
}

func (f *template) run(text string) (Value, error) {
	out, err := f.expand(text, 2)
	if err != nil {
		return nil, err
	}
	return textOr(out, f.unknown, f.t.Span()), nil
}

// expand replaces the fields of text. depth bounds fields within format specifications.
func (f *template) expand(text string, depth int) (string, error) {
	if depth == 0 {
		return "", f.t.Raise(ValueError, "Max string recursion exceeded")
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:i])
		brace := text[i]
		if i+1 < len(text) && text[i+1] == brace {
			b.WriteByte(brace)
			text = text[i+2:]
			continue
		}
		if brace == '}' {
			return "", f.t.Raise(ValueError, "Single '}' encountered in format string")
		}
		field, rest, err := f.cutField(text[i+1:])
		if err != nil {
			return "", err
		}
		out, err := f.field(field, depth)
		if err != nil {
			return "", err
		}
		if err := f.t.Step(1); err != nil {
			return "", err
		}
		if err := chargeText(f.t, len(out)); err != nil {
			return "", err
		}
		b.WriteString(out)
		text = rest
	}
	return b.String(), nil
}

// cutField splits text, which follows a "{", at the "}" that closes it.
func (f *template) cutField(text string) (field, rest string, err error) {
	if text == "" {
		return "", "", f.t.Raise(ValueError, "Single '{' encountered in format string")
	}
	depth, inIndex := 1, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '[' && depth == 1 && !strings.ContainsAny(text[:i], ":!"):
			inIndex = true
		case c == ']' && inIndex:
			inIndex = false
		case inIndex:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return text[:i], text[i+1:], nil
			}
		}
	}
	return "", "", f.t.Raise(ValueError, "expected '}' before end of string")
}

// field renders one field: name, conversion, specification.
func (f *template) field(field string, depth int) (string, error) {
	name, conversion, spec, err := f.splitField(field)
	if err != nil {
		return "", err
	}
	v, err := f.value(name)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(spec, "{}") {
		inner := *f
		inner.unknown = nil
		if spec, err = inner.expand(spec, depth-1); err != nil {
			return "", err
		}
		f.auto, f.hand, f.autod = inner.auto, inner.hand, inner.autod
		if inner.unknown != nil {
			f.unknown = inner.unknown
			return shownOf(v), nil
		}
	}
	text, unknown, err := orShown(f.render(v, conversion, spec))
	if f.unknown == nil {
		f.unknown = unknown
	}
	return text, err
}

func (f *template) render(v Value, conversion rune, spec string) (string, error) {
	if conversion != 0 {
		text, err := convertValue(f.t, v, conversion)
		if err != nil {
			return "", err
		}
		v = text
	}
	return f.t.Format(v, spec)
}

func (f *template) splitField(field string) (name string, conversion rune, spec string, err error) {
	end, inIndex := len(field), false
scan:
	for i := range len(field) {
		switch c := field[i]; {
		case c == '[':
			inIndex = true
		case c == ']':
			inIndex = false
		case inIndex:
		case c == '{':
			return "", 0, "", f.t.Raise(ValueError, "unexpected '{' in field name")
		case c == ':' || c == '!':
			end = i
			break scan
		}
	}
	name = field[:end]
	rest := field[end:]
	if strings.HasPrefix(rest, "!") {
		r, n := utf8.DecodeRuneInString(rest[1:])
		if n == 0 {
			return "", 0, "", f.t.Raise(ValueError, "end of string while looking for conversion specifier")
		}
		conversion, rest = r, rest[1+n:]
		if rest != "" && rest[0] != ':' {
			return "", 0, "", f.t.Raise(ValueError, "expected ':' after conversion specifier")
		}
	}
	return name, conversion, strings.TrimPrefix(rest, ":"), nil
}

// convertValue is "!s", "!r" or "!a".
func convertValue(t *Thread, v Value, conversion rune) (Value, error) {
	switch conversion {
	case 's':
		s, err := t.Str(v)
		return Str(s), err
	case 'r':
		s, err := t.Repr(v)
		return Str(s), err
	case 'a':
		s, err := t.Repr(v)
		return Str(asciiOf(s)), err
	}
	return nil, t.Raise(ValueError, "Unknown conversion specifier %s", string(conversion))
}

// value finds what a field names: "0", "user", "user.name", "rows[0][id]".
func (f *template) value(name string) (Value, error) {
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	v, err := f.first(name[:end])
	if err != nil {
		return nil, err
	}
	for rest := name[end:]; rest != ""; {
		if v, rest, err = f.step(v, rest); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// step follows one ".name" or "[key]".
func (f *template) step(v Value, rest string) (Value, string, error) {
	if rest[0] == '.' {
		rest = rest[1:]
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			return nil, "", f.t.Raise(ValueError, "Empty attribute in format string")
		}
		out, err := f.t.Attr(v, rest[:end])
		return out, rest[end:], err
	}
	if rest[0] != '[' {
		return nil, "", f.t.Raise(ValueError, "Only '.' or '[' may follow ']' in format field specifier")
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return nil, "", f.t.Raise(ValueError, "Missing ']' in format string")
	}
	key := rest[1:end]
	if key == "" {
		return nil, "", f.t.Raise(ValueError, "Empty attribute in format string")
	}
	out, err := f.t.Index(v, fieldKey(key))
	return out, rest[end+1:], err
}

// fieldKey is a number if the text is one, else the text itself.
func fieldKey(key string) Value {
	if n, ok := fieldNumber(key); ok {
		return NewInt(int64(n))
	}
	return Str(key)
}

func fieldNumber(s string) (int, bool) {
	const longest = 9
	if !isDecimal(s, false) || len(s) > longest {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// first finds the argument that a field starts with.
func (f *template) first(name string) (Value, error) {
	n, numbered := fieldNumber(name)
	switch {
	case name == "":
		if f.hand {
			return nil, f.t.Raise(ValueError, "cannot switch from manual field specification to automatic field numbering")
		}
		f.autod = true
		n = f.auto
		f.auto++
	case !numbered:
		v, ok, err := f.named(name)
		if err != nil || ok {
			return v, err
		}
		return nil, raiseKeyError(Str(name))
	default:
		if f.autod {
			return nil, f.t.Raise(ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.hand = true
	}
	if f.onlyNamed {
		return nil, f.t.Raise(ValueError, "Format string contains positional fields")
	}
	if n >= len(f.args) {
		return nil, f.t.Raise(IndexError, "Replacement index %d out of range for positional args tuple", n)
	}
	return f.args[n], nil
}

// raiseKeyError makes a KeyError whose argument is the key itself.
func raiseKeyError(key Value) error {
	exc := NewInstance(KeyError)
	exc.Attrs.Set("args", Tuple{key})
	return &Raised{Exc: exc}
}
