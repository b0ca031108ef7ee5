package python

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func registerPadMethods() {
	pad := func(name string, place func(s string, width int, fill string) string) {
		textMethodOf(name, "width, fillchar=' ', /", func(t *Thread, s string, b *Bound) (Value, error) {
			width, err := intArg(b, "width")
			if err != nil {
				return nil, err
			}
			fill, err := textArg(t, b, "fillchar", "The fill character must be a unicode character")
			if err != nil {
				return nil, err
			}
			if utf8.RuneCountInString(fill) != 1 {
				return nil, t.Raise(TypeError, "The fill character must be exactly one character long")
			}
			if err := chargeText(t, width*len(fill)); err != nil {
				return nil, err
			}
			return Str(place(s, width, fill)), nil
		})
	}
	pad("ljust", func(s string, width int, fill string) string {
		return s + strings.Repeat(fill, max(width-utf8.RuneCountInString(s), 0))
	})
	pad("rjust", func(s string, width int, fill string) string {
		return strings.Repeat(fill, max(width-utf8.RuneCountInString(s), 0)) + s
	})
	pad("center", center)
	textMethodOf("zfill", "width, /", func(t *Thread, s string, b *Bound) (Value, error) {
		width, err := intArg(b, "width")
		if err != nil {
			return nil, err
		}
		if err := chargeText(t, width); err != nil {
			return nil, err
		}
		return Str(zfill(s, width)), nil
	})
	textMethodOf("expandtabs", "tabsize=8", func(t *Thread, s string, b *Bound) (Value, error) {
		size, err := intArg(b, "tabsize")
		if err != nil {
			return nil, err
		}
		if size > 0 {
			if err := chargeText(t, saturatingMul(size, strings.Count(s, "\t"))); err != nil {
				return nil, err
			}
		}
		return Str(expandTabs(s, size)), nil
	})
}

// intArg reads a count; what is beyond all sizes is cut to a size that no budget allows.
func intArg(b *Bound, name string) (int, error) {
	const most = 1 << 40
	n, err := b.Int(name)
	return int(min(max(n, -most), most)), err
}

// saturatingMul multiplies two counts without overflow.
func saturatingMul(a, b int) int {
	const most = 1 << 50
	if a > 0 && b > most/a {
		return most
	}
	return a * b
}

// chargeText takes n bytes of text off the budget of the program before they are made.
func chargeText(t *Thread, n int) error {
	if n <= 0 {
		return nil
	}
	return t.Alloc(int64(n))
}

func registerOtherTextMethods() {
	textMethodOf("join", "iterable, /", joinText)
	textMethodOf("replace", "old, new, count=-1, /", replaceText)
	textMethodOf("removeprefix", "prefix, /", func(t *Thread, s string, b *Bound) (Value, error) {
		affix, err := textArg(t, b, "prefix", "removeprefix() argument must be str")
		return Str(strings.TrimPrefix(s, affix)), err
	})
	textMethodOf("removesuffix", "suffix, /", func(t *Thread, s string, b *Bound) (Value, error) {
		affix, err := textArg(t, b, "suffix", "removesuffix() argument must be str")
		return Str(strings.TrimSuffix(s, affix)), err
	})
	textMethodOf("encode", "encoding='utf-8', errors='strict'", func(t *Thread, s string, b *Bound) (Value, error) {
		encoding, err := textArg(t, b, "encoding", "encode() argument 'encoding' must be str")
		if err != nil {
			return nil, err
		}
		onError, err := textArg(t, b, "errors", "encode() argument 'errors' must be str")
		if err != nil {
			return nil, err
		}
		out, err := encodeText(t, s, encoding, onError)
		return Bytes(out), err
	})
	textMethodOf("format", "*args, **kwargs", func(t *Thread, s string, b *Bound) (Value, error) {
		named := b.Rest()
		return formatTemplate(t, s, b.Star(), func(name string) (Value, bool, error) {
			v, ok := named.GetStr(name)
			return v, ok, nil
		})
	})
	textMethodOf("format_map", "mapping, /", func(t *Thread, s string, b *Bound) (Value, error) {
		mapping := b.Get("mapping")
		f := &template{t: t, onlyNamed: true, named: func(name string) (Value, bool, error) {
			v, err := t.Index(mapping, Str(name))
			return v, err == nil, err
		}}
		return f.run(s)
	})
	textMethodOf("translate", "table, /", translateText)
	makeTransSignature := ParseSignature("maketrans", "x, y=None, z=None, /")
	StrClass.Attrs.Set("maketrans", NewBuiltin("maketrans", func(t *Thread, c *Call) (Value, error) {
		b, err := makeTransSignature.Bind(c)
		if err != nil {
			return nil, err
		}
		return makeTrans(t, b.Get("x"), b.Get("y"), b.Get("z"))
	}))
}

func joinText(t *Thread, sep string, b *Bound) (Value, error) {
	elems, err := t.Collect(b.Get("iterable"))
	if err != nil {
		if r, ok := err.(*Raised); ok && strings.HasSuffix(ExceptionText(r.Exc), "is not iterable") {
			return nil, t.Raise(TypeError, "can only join an iterable")
		}
		return nil, err
	}
	parts := make([]string, len(elems))
	size := 0
	var unknown *Opaque
	for i, e := range elems {
		s, ok := AsStr(e)
		if o, isOpaque := e.(*Opaque); isOpaque {
			s, unknown = o.shown(), o
		} else if !ok {
			return nil, t.Raise(TypeError, "sequence item %d: expected str instance, %s found", i, e.Class().Name)
		}
		parts[i] = s
		size += len(s) + len(sep)
	}
	if err := chargeText(t, size); err != nil {
		return nil, err
	}
	return textOr(strings.Join(parts, sep), unknown, t.Span()), nil
}

func replaceText(t *Thread, s string, b *Bound) (Value, error) {
	before, err := textArg(t, b, "old", "replace() argument 1 must be str")
	if err != nil {
		return nil, err
	}
	after, err := textArg(t, b, "new", "replace() argument 2 must be str")
	if err != nil {
		return nil, err
	}
	count, err := intArg(b, "count")
	if err != nil {
		return nil, err
	}
	n := strings.Count(s, before)
	if count >= 0 {
		n = min(n, count)
	}
	if err := chargeText(t, len(s)+saturatingMul(n, max(len(after)-len(before), 0))); err != nil {
		return nil, err
	}
	return Str(strings.Replace(s, before, after, count)), nil
}

// encodeText encodes text in one of the encodings that revisions name.
func encodeText(t *Thread, s, encoding, onError string) (string, error) {
	limit, codec := rune(utf8.MaxRune), ""
	switch normalEncoding(encoding) {
	case "utf8":
		return s, nil
	case "utf8sig":
		return "\ufeff" + s, nil
	case "ascii", "usascii":
		limit, codec = 0x7f, "ascii"
	case "latin1", "iso88591", "l1":
		limit, codec = 0xff, "latin-1"
	default:
		return "", t.Raise(LookupError, "unknown encoding: %s", encoding)
	}
	var b strings.Builder
	position := 0
	for _, r := range s {
		if r <= limit {
			b.WriteByte(byte(r))
		} else if err := encodeMisfit(t, &b, r, position, limit, codec, onError); err != nil {
			return "", err
		}
		position++
	}
	return b.String(), nil
}

func normalEncoding(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// encodeMisfit writes a character that the encoding cannot hold, as the error handler says.
func encodeMisfit(t *Thread, b *strings.Builder, r rune, position int, limit rune, codec, onError string) error {
	switch onError {
	case "ignore":
	case "replace":
		b.WriteByte('?')
	case "backslashreplace":
		b.WriteString(escapeRune(r))
	case "xmlcharrefreplace":
		fmt.Fprintf(b, "&#%d;", r)
	case "strict":
		return t.Raise(UnicodeEncodeError, "'%s' codec can't encode character '%s' in position %d: ordinal not in range(%d)",
			codec, escapeRune(r), position, limit+1)
	default:
		return t.Raise(LookupError, "unknown error handler name '%s'", onError)
	}
	return nil
}

// translateText maps each character by a table of code points.
func translateText(t *Thread, s string, b *Bound) (Value, error) {
	table := b.Get("table")
	var out strings.Builder
	for _, r := range s {
		if err := t.Step(1); err != nil {
			return nil, err
		}
		to, err := t.Index(table, NewInt(int64(r)))
		if err != nil {
			if !isRaised(err, LookupError) {
				return nil, err
			}
			out.WriteRune(r)
			continue
		}
		if to == None {
			continue
		}
		if text, ok := AsStr(to); ok {
			out.WriteString(text)
		} else if i, ok := AsInt(to); ok {
			n, small := i.Int64()
			if !small || n < 0 || n > utf8.MaxRune {
				return nil, t.Raise(ValueError, "character mapping must be in range(0x110000)")
			}
			out.WriteRune(rune(n))
		} else {
			return nil, t.Raise(TypeError, "character mapping must return integer, None or str")
		}
	}
	return Str(out.String()), nil
}

// makeTrans is str.maketrans with one, two or three arguments.
func makeTrans(t *Thread, x, y, z Value) (Value, error) {
	table := NewDict()
	if y == None {
		from, ok := Plain(x).(*Dict)
		if !ok {
			return nil, t.Raise(TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		for _, it := range from.Items() {
			key := it.Key
			if s, isText := AsStr(key); isText {
				if utf8.RuneCountInString(s) != 1 {
					return nil, t.Raise(ValueError, "string keys in translate table must be of length 1")
				}
				key = runeKey(s)
			}
			if err := table.Set(key, it.Value); err != nil {
				return nil, err
			}
		}
		return table, nil
	}
	from, ok := AsStr(x)
	to, ok2 := AsStr(y)
	if !ok || !ok2 {
		return nil, t.Raise(TypeError, "maketrans() arguments must be str")
	}
	if utf8.RuneCountInString(from) != utf8.RuneCountInString(to) {
		return nil, t.Raise(ValueError, "the first two maketrans arguments must have equal length")
	}
	targets := []rune(to)
	for i, r := range []rune(from) {
		if err := table.Set(NewInt(int64(r)), NewInt(int64(targets[i]))); err != nil {
			return nil, err
		}
	}
	drop, _ := AsStr(z)
	for _, r := range drop {
		if err := table.Set(NewInt(int64(r)), None); err != nil {
			return nil, err
		}
	}
	return table, nil
}

func runeKey(s string) Value {
	r, _ := utf8.DecodeRuneInString(s)
	return NewInt(int64(r))
}
