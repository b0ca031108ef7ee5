package python

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func init() {
	strMethods = map[string]Method{}
	registerCaseMethods()
	registerTestMethods()
	registerSearchMethods()
	registerSplitMethods()
	registerPadMethods()
	registerOtherTextMethods()
	bytesMethods = bytesMethodTable()
}

// textMethodOf adds a method of str with its parameters.
func textMethodOf(name, params string, run func(t *Thread, s string, b *Bound) (Value, error)) {
	sig := ParseSignature(name, params)
	strMethods[name] = func(t *Thread, self Value, c *Call) (Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		s := string(self.(Str))
		if err := t.Step(1 + int64(len(s)/64)); err != nil {
			return nil, err
		}
		return run(t, s, b)
	}
}

func registerCaseMethods() {
	for name, fn := range map[string]func(string) string{
		"upper": upper, "lower": lower, "casefold": fold, "capitalize": capitalize, "title": titleCase, "swapcase": swapCase,
	} {
		textMethodOf(name, "", func(_ *Thread, s string, _ *Bound) (Value, error) { return Str(fn(s)), nil })
	}
}

func registerTestMethods() {
	numeric := func(r rune) bool { return unicode.IsNumber(r) }
	decimal := func(r rune) bool { return unicode.Is(unicode.Nd, r) }
	for name, test := range map[string]func(string) bool{
		"isalnum":      func(s string) bool { return allOf(s, isAlnum) },
		"isalpha":      func(s string) bool { return allOf(s, unicode.IsLetter) },
		"isascii":      isASCII,
		"isdecimal":    func(s string) bool { return allOf(s, decimal) },
		"isdigit":      func(s string) bool { return allOf(s, isDigit) },
		"isidentifier": isIdentifier,
		"islower":      func(s string) bool { return oneCase(s, unicode.IsLower, unicode.IsUpper) },
		"isnumeric":    func(s string) bool { return allOf(s, numeric) },
		"isprintable":  func(s string) bool { return s == "" || allOf(s, printable) },
		"isspace":      func(s string) bool { return allOf(s, isSpace) },
		"istitle":      isTitleCase,
		"isupper":      func(s string) bool { return oneCase(s, unicode.IsUpper, unicode.IsLower) },
	} {
		textMethodOf(name, "", func(_ *Thread, s string, _ *Bound) (Value, error) { return Bool(test(s)), nil })
	}
}

// window is the part of a text between the start and end of find() and its like.
type window struct {
	text  string
	start int // in characters
	valid bool
}

// windowOf reads the arguments start and end.
func windowOf(t *Thread, s string, b *Bound) (window, error) {
	if b.Get("start") == None && b.Get("end") == None {
		return window{text: s, valid: true}, nil
	}
	n := utf8.RuneCountInString(s)
	start, err := boundIndex(t, b.Get("start"), 0, n)
	if err != nil {
		return window{}, err
	}
	end, err := boundIndex(t, b.Get("end"), n, n)
	if err != nil {
		return window{}, err
	}
	end = min(end, n)
	if start > end {
		return window{start: start}, nil
	}
	return window{text: sliceRunes(s, start, end), start: start, valid: true}, nil
}

// boundIndex reads an index that counts from the end if it is negative.
func boundIndex(t *Thread, v Value, otherwise, length int) (int, error) {
	if v == None {
		return otherwise, nil
	}
	i, ok := AsInt(v)
	if !ok {
		return 0, t.Raise(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	n, small := i.Int64()
	if !small {
		n = 1 << 40
		if i.Big().Sign() < 0 {
			n = -n
		}
	}
	if n < 0 {
		n = max(n+int64(length), 0)
	}
	return int(min(n, 1<<40)), nil
}

// sliceRunes returns the characters from start up to end.
func sliceRunes(s string, start, end int) string {
	if isASCII(s) {
		return s[start:end]
	}
	s = s[len(firstRunes(s, start)):]
	return firstRunes(s, end-start)
}

// textArg reads an argument that must be a text.
func textArg(t *Thread, b *Bound, name, what string) (string, error) {
	s, ok := AsStr(b.Get(name))
	if !ok {
		if o, isOpaque := b.Get(name).(*Opaque); isOpaque {
			return t.Str(o) // an *Unresolved with the value's own reason
		}
		return "", t.Raise(TypeError, "%s, not %s", what, className(b.Get(name)))
	}
	return s, nil
}

// className is how Python's messages name the type of a value.
func className(v Value) string {
	if v == None {
		return "None"
	}
	return v.Class().Name
}

func registerSearchMethods() {
	search := func(name string, find func(s, sub string) int, required bool) {
		textMethodOf(name, "sub, start=None, end=None, /", func(t *Thread, s string, b *Bound) (Value, error) {
			sub, err := textArg(t, b, "sub", "must be str")
			if err != nil {
				return nil, err
			}
			w, err := windowOf(t, s, b)
			if err != nil {
				return nil, err
			}
			if i := find(w.text, sub); w.valid && i >= 0 {
				return NewInt(int64(w.start + utf8.RuneCountInString(w.text[:i]))), nil
			}
			if required {
				return nil, t.Raise(ValueError, "substring not found")
			}
			return NewInt(-1), nil
		})
	}
	search("find", strings.Index, false)
	search("rfind", strings.LastIndex, false)
	search("index", strings.Index, true)
	search("rindex", strings.LastIndex, true)
	textMethodOf("count", "sub, start=None, end=None, /", func(t *Thread, s string, b *Bound) (Value, error) {
		sub, err := textArg(t, b, "sub", "must be str")
		if err != nil {
			return nil, err
		}
		w, err := windowOf(t, s, b)
		if err != nil || !w.valid {
			return NewInt(0), err
		}
		return NewInt(int64(strings.Count(w.text, sub))), nil
	})
	affix := func(name string, test func(s, affix string) bool) {
		textMethodOf(name, "prefix, start=None, end=None, /", func(t *Thread, s string, b *Bound) (Value, error) {
			w, err := windowOf(t, s, b)
			if err != nil {
				return nil, err
			}
			ok, err := matchAffix(t, w, b.Get("prefix"), name, test)
			return Bool(ok), err
		})
	}
	affix("startswith", strings.HasPrefix)
	affix("endswith", strings.HasSuffix)
}

// matchAffix tests one prefix or suffix, or any of a tuple of them.
func matchAffix(t *Thread, w window, arg Value, method string, test func(s, affix string) bool) (bool, error) {
	if tuple, ok := Plain(arg).(Tuple); ok {
		for _, v := range tuple {
			s, isText := AsStr(v)
			if !isText {
				return false, t.Raise(TypeError, "tuple for %s must only contain str, not %s", method, className(v))
			}
			if w.valid && test(w.text, s) {
				return true, nil
			}
		}
		return false, nil
	}
	s, ok := AsStr(arg)
	if !ok {
		if o, isOpaque := arg.(*Opaque); isOpaque {
			_, err := t.Str(o)
			return false, err
		}
		return false, t.Raise(TypeError, "%s first arg must be str or a tuple of str, not %s", method, className(arg))
	}
	return w.valid && test(w.text, s), nil
}

// strList makes a list of texts.
func strList(parts []string) *List {
	elems := make([]Value, len(parts))
	for i, p := range parts {
		elems[i] = Str(p)
	}
	return NewList(elems...)
}

func registerSplitMethods() {
	split := func(name string, bySpace func(string, int) []string, bySep func(s, sep string, n int) []string) {
		textMethodOf(name, "sep=None, maxsplit=-1", func(t *Thread, s string, b *Bound) (Value, error) {
			n, err := intArg(b, "maxsplit")
			if err != nil {
				return nil, err
			}
			if b.Get("sep") == None {
				return strList(bySpace(s, n)), nil
			}
			sep, err := textArg(t, b, "sep", "must be str or None")
			if err != nil {
				return nil, err
			}
			if sep == "" {
				return nil, t.Raise(ValueError, "empty separator")
			}
			return strList(bySep(s, sep, n)), nil
		})
	}
	split("split", splitSpace, func(s, sep string, n int) []string {
		if n >= 0 {
			n = min(n, len(s)) + 1
		}
		return strings.SplitN(s, sep, n)
	})
	split("rsplit", rsplitSpace, rsplit)
	textMethodOf("splitlines", "keepends=False", func(_ *Thread, s string, b *Bound) (Value, error) {
		keep, err := b.Bool("keepends")
		return strList(splitLines(s, keep)), err
	})
	partition := func(name string, index func(s, sep string) int, atEnd bool) {
		textMethodOf(name, "sep, /", func(t *Thread, s string, b *Bound) (Value, error) {
			sep, err := textArg(t, b, "sep", "must be str")
			if err != nil {
				return nil, err
			}
			if sep == "" {
				return nil, t.Raise(ValueError, "empty separator")
			}
			i := index(s, sep)
			switch {
			case i >= 0:
				return Tuple{Str(s[:i]), Str(sep), Str(s[i+len(sep):])}, nil
			case atEnd:
				return Tuple{Str(""), Str(""), Str(s)}, nil
			}
			return Tuple{Str(s), Str(""), Str("")}, nil
		})
	}
	partition("partition", strings.Index, false)
	partition("rpartition", strings.LastIndex, true)
	strip := func(name string, left, right bool) {
		textMethodOf(name, "chars=None, /", func(t *Thread, s string, b *Bound) (Value, error) {
			drop := isSpace
			if b.Get("chars") != None {
				chars, ok := AsStr(b.Get("chars"))
				if !ok {
					return nil, t.Raise(TypeError, "%s arg must be None or str", name)
				}
				drop = func(r rune) bool { return strings.ContainsRune(chars, r) }
			}
			if left {
				s = strings.TrimLeftFunc(s, drop)
			}
			if right {
				s = strings.TrimRightFunc(s, drop)
			}
			return Str(s), nil
		})
	}
	strip("strip", true, true)
	strip("lstrip", true, false)
	strip("rstrip", false, true)
}
