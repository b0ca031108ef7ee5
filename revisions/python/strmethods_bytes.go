package python

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// highByte is where the bytes from 0x80 are put while a method of str works on
// them: characters without case, class or width, so that only ASCII counts as text.
const highByte = 0xE000

// bytesToText makes one character of each byte.
func bytesToText(s string) Str {
	if isASCII(s) {
		return Str(s)
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			b.WriteByte(s[i])
		} else {
			b.WriteRune(highByte + rune(s[i]))
		}
	}
	return Str(b.String())
}

// textToBytes is the way back.
func textToBytes(s Str) Bytes {
	if isASCII(string(s)) {
		return Bytes(s)
	}
	out := make([]byte, 0, len(s))
	for _, r := range string(s) {
		out = append(out, byte(r))
	}
	return Bytes(out)
}

// viaText converts the bytes in an argument or result, also those in tuples and lists.
func viaText(t *Thread, v Value, convert func(Value) (Value, error)) (Value, error) {
	switch x := v.(type) {
	case Tuple:
		out := make(Tuple, len(x))
		for i, e := range x {
			var err error
			if out[i], err = convert(e); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *List:
		out, err := viaText(t, Tuple(x.Elems), convert)
		if err != nil {
			return nil, err
		}
		return NewList(out.(Tuple)...), nil
	}
	return convert(v)
}

// bytesMethodTable derives the methods of bytes from those of str: what they do
// to ASCII is the same.
func bytesMethodTable() map[string]Method {
	table := map[string]Method{"decode": bytesDecode, "hex": bytesHex}
	for _, name := range []string{
		"capitalize", "center", "count", "endswith", "expandtabs", "find", "index", "isalnum", "isalpha", "isascii",
		"isdigit", "islower", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "partition",
		"removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip",
		"split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill",
	} {
		table[name] = bytesMethod(name, strMethods[name])
	}
	return table
}

func bytesMethod(name string, method Method) Method {
	toText := func(t *Thread) func(Value) (Value, error) {
		return func(v Value) (Value, error) {
			switch x := v.(type) {
			case Bytes:
				return bytesToText(string(x)), nil
			case Str:
				return nil, t.Raise(TypeError, "a bytes-like object is required, not 'str'")
			}
			return v, nil
		}
	}
	toBytes := func(v Value) (Value, error) {
		if s, ok := v.(Str); ok {
			return textToBytes(s), nil
		}
		return v, nil
	}
	return func(t *Thread, self Value, c *Call) (Value, error) {
		inner := *c
		inner.Args = make([]Value, len(c.Args))
		for i, a := range c.Args {
			if name == "join" {
				elems, err := t.Collect(a)
				if err != nil {
					return nil, err
				}
				a = NewList(elems...)
			}
			var err error
			if inner.Args[i], err = viaText(t, a, toText(t)); err != nil {
				return nil, err
			}
		}
		out, err := method(t, bytesToText(string(self.(Bytes))), &inner)
		if err != nil {
			return nil, err
		}
		return viaText(t, out, toBytes)
	}
}

var bytesDecodeSignature = ParseSignature("decode", "encoding='utf-8', errors='strict'")

func bytesDecode(t *Thread, self Value, c *Call) (Value, error) {
	b, err := bytesDecodeSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	encoding, err := b.Str("encoding")
	if err != nil {
		return nil, err
	}
	onError, err := b.Str("errors")
	if err != nil {
		return nil, err
	}
	out, err := DecodeBytes(t, string(self.(Bytes)), encoding, onError)
	return Str(out), err
}

// DecodeBytes is bytes.decode for the encodings that revisions name.
func DecodeBytes(t *Thread, s, encoding, onError string) (string, error) {
	switch normalEncoding(encoding) {
	case "utf8":
		return decodeWhere(t, s, "utf-8", onError, func(s string) int {
			if r, n := utf8.DecodeRuneInString(s); r != utf8.RuneError || n > 1 {
				return n
			}
			return 0
		})
	case "utf8sig":
		return DecodeBytes(t, strings.TrimPrefix(s, "\xef\xbb\xbf"), "utf-8", onError)
	case "ascii", "usascii":
		return decodeWhere(t, s, "ascii", onError, func(s string) int {
			if s[0] < utf8.RuneSelf {
				return 1
			}
			return 0
		})
	case "latin1", "iso88591", "l1":
		runes := make([]rune, len(s))
		for i := range len(s) {
			runes[i] = rune(s[i])
		}
		return string(runes), nil
	}
	return "", t.Raise(LookupError, "unknown encoding: %s", encoding)
}

// decodeWhere keeps what size accepts; 0 says that the byte is no part of a character.
func decodeWhere(t *Thread, s, codec, onError string, size func(string) int) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := size(s[i:]); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		switch onError {
		case "ignore":
		case "replace":
			b.WriteRune(utf8.RuneError)
		case "backslashreplace":
			b.WriteString(escapeRune(rune(s[i])))
		case "strict":
			why := "invalid start byte"
			if codec == "ascii" {
				why = "ordinal not in range(128)"
			}
			return "", t.Raise(UnicodeDecodeError, "'%s' codec can't decode byte 0x%02x in position %d: %s", codec, s[i], i, why)
		default:
			return "", t.Raise(LookupError, "unknown error handler name '%s'", onError)
		}
		i++
	}
	return b.String(), nil
}

func bytesHex(t *Thread, self Value, c *Call) (Value, error) {
	if len(c.Args)+len(c.Kwargs) > 0 {
		return nil, t.Raise(TypeError, "hex() with a separator is not supported")
	}
	return Str(hex.EncodeToString([]byte(self.(Bytes)))), nil
}
