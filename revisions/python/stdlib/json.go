package stdlib

import (
	"strings"
	"unicode/utf16"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes of the json module.
var (
	JSONDecodeError  = python.NewClass("json.decoder", "JSONDecodeError", python.ValueError)
	jsonEncoderClass = python.NewClass("json.encoder", "JSONEncoder")
)

const dumpParams = "*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False"

func jsonModule() *module {
	m := python.NewModule("json")
	m.Set("JSONDecodeError", JSONDecodeError)
	m.Set("JSONEncoder", jsonEncoderClass)
	fn(m, "dumps", "obj, "+dumpParams+", **kw", func(t *thread, b *bound) (value, error) {
		text, err := dumpJSON(t, b)
		return python.Str(text), err
	})
	fn(m, "dump", "obj, fp, "+dumpParams+", **kw", func(t *thread, b *bound) (value, error) {
		text, err := dumpJSON(t, b)
		if err != nil {
			return nil, err
		}
		_, err = t.CallMethod(b.Get("fp"), "write", python.Str(text))
		return python.None, err
	})
	loadParams := ", *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw"
	fn(m, "loads", "s"+loadParams, func(t *thread, b *bound) (value, error) { return loadJSON(t, b, b.Get("s")) })
	fn(m, "load", "fp"+loadParams, func(t *thread, b *bound) (value, error) {
		text, err := t.CallMethod(b.Get("fp"), "read")
		if err != nil {
			return nil, err
		}
		return loadJSON(t, b, text)
	})
	return m
}

func init() {
	jsonEncoderClass.Init = func(*thread, *python.Instance, *python.Call) error { return nil }
	method(jsonEncoderClass, "default", "o", func(t *thread, _ value, b *bound) (value, error) {
		return nil, notSerializable(t, b.Get("o"))
	})
	method(jsonEncoderClass, "encode", "o", func(t *thread, self value, b *bound) (value, error) {
		w := &jsonWriter{t: t, ascii: true, item: ", ", colon: ": ", encoder: self}
		err := w.value(b.Get("o"), 0)
		return python.Str(w.out.String()), err
	})
}

func notSerializable(t *thread, v value) error {
	return t.Raise(python.TypeError, "Object of type %s is not JSON serializable", v.Class().Name)
}

// jsonWriter is one json.dumps.
type jsonWriter struct {
	t           *thread
	out         strings.Builder
	ascii       bool
	skipKeys    bool
	sortKeys    bool
	strictNaN   bool
	indent      string
	pretty      bool
	item, colon string
	fallback    value // the function default=
	encoder     value // an object of a class cls=, which has a method default
}

func dumpJSON(t *thread, b *bound) (string, error) {
	w := &jsonWriter{t: t, item: ", ", colon: ": "}
	for name, to := range inOrder(map[string]*bool{"ensure_ascii": &w.ascii, "skipkeys": &w.skipKeys, "sort_keys": &w.sortKeys}) {
		truth, err := t.Truth(b.Get(name))
		if err != nil {
			return "", err
		}
		*to = truth
	}
	nan, err := t.Truth(b.Get("allow_nan"))
	if err != nil {
		return "", err
	}
	w.strictNaN = !nan
	if err := w.layout(b); err != nil {
		return "", err
	}
	if f := b.Get("default"); f != python.None {
		w.fallback = f
	}
	if cls, ok := b.Get("cls").(*class); ok {
		if w.encoder, err = t.Call(cls); err != nil {
			return "", err
		}
	}
	err = w.value(b.Get("obj"), 0)
	return w.out.String(), err
}

func (w *jsonWriter) layout(b *bound) error {
	indent := b.Get("indent")
	if n, ok := python.AsInt(indent); ok {
		small, _ := n.Int64()
		w.pretty, w.indent = true, strings.Repeat(" ", int(min(max(small, 0), 1000)))
	} else if s, ok := python.AsStr(indent); ok {
		w.pretty, w.indent = true, s
	}
	if w.pretty {
		w.item = ","
	}
	if b.Get("separators") == python.None {
		return nil
	}
	pair, err := w.t.Collect(b.Get("separators"))
	if err != nil {
		return err
	}
	if len(pair) != 2 {
		return w.t.Raise(python.ValueError, "not enough values to unpack (expected 2, got %d)", len(pair))
	}
	item, ok := python.AsStr(pair[0])
	colon, ok2 := python.AsStr(pair[1])
	if !ok || !ok2 {
		return w.t.Raise(python.TypeError, "separators must be texts")
	}
	w.item, w.colon = item, colon
	return nil
}

func (w *jsonWriter) text(s string) error {
	w.out.WriteString(s)
	if err := w.t.Step(1); err != nil {
		return err
	}
	return w.t.Alloc(int64(len(s)))
}

func (w *jsonWriter) value(v value, depth int) error {
	const deepest = 300
	if depth > deepest {
		return w.t.Raise(python.ValueError, "Circular reference detected")
	}
	if v == python.None {
		return w.text("null")
	}
	switch x := python.Plain(v).(type) {
	case python.Str:
		return w.text(jsonQuote(string(x), w.ascii))
	case python.Bool:
		if x {
			return w.text("true")
		}
		return w.text("false")
	case python.Int:
		return w.text(x.String())
	case python.Float:
		return w.float(x)
	case *python.List:
		return w.array(x.Elems, depth)
	case python.Tuple:
		return w.array(x, depth)
	case *python.Dict:
		return w.object(x, depth)
	case *python.Opaque:
		return w.t.Unresolved(x, "JSON")
	}
	out, err := w.other(v)
	if err != nil {
		return err
	}
	return w.value(out, depth+1)
}

func (w *jsonWriter) other(v value) (value, error) {
	switch {
	case w.fallback != nil:
		return w.t.Call(w.fallback, v)
	case w.encoder != nil:
		return w.t.CallMethod(w.encoder, "default", v)
	}
	return nil, notSerializable(w.t, v)
}

func (w *jsonWriter) float(x python.Float) error {
	s, err := w.t.Repr(x)
	if err != nil {
		return err
	}
	if f := float64(x); f-f != 0 {
		if w.strictNaN {
			return w.t.Raise(python.ValueError, "Out of range float values are not JSON compliant")
		}
		s = map[string]string{"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[s]
	}
	return w.text(s)
}

func (w *jsonWriter) newline(depth int) error {
	if !w.pretty {
		return nil
	}
	return w.text("\n" + strings.Repeat(w.indent, depth))
}

func (w *jsonWriter) array(elems []value, depth int) error {
	if len(elems) == 0 {
		return w.text("[]")
	}
	if err := w.text("["); err != nil {
		return err
	}
	for i, e := range elems {
		if err := w.before(i, depth); err != nil {
			return err
		}
		if err := w.value(e, depth+1); err != nil {
			return err
		}
	}
	return firstError(w.newline(depth), w.text("]"))
}

// before writes what stands before an element: a comma, a line of its own.
func (w *jsonWriter) before(i, depth int) error {
	if i > 0 {
		if err := w.text(w.item); err != nil {
			return err
		}
	}
	return w.newline(depth + 1)
}

func (w *jsonWriter) object(d *python.Dict, depth int) error {
	items := d.Items()
	if w.sortKeys {
		keys, err := sortedValues(w.t, d.Keys())
		if err != nil {
			return err
		}
		items = items[:0]
		for _, k := range keys {
			v, _, err := d.Get(k)
			if err != nil {
				return err
			}
			items = append(items, python.Item{Key: k, Value: v})
		}
	}
	if len(items) == 0 {
		return w.text("{}")
	}
	if err := w.text("{"); err != nil {
		return err
	}
	written := 0
	for _, it := range items {
		key, ok, err := w.key(it.Key)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := w.before(written, depth); err != nil {
			return err
		}
		written++
		if err := w.text(jsonQuote(key, w.ascii) + w.colon); err != nil {
			return err
		}
		if err := w.value(it.Value, depth+1); err != nil {
			return err
		}
	}
	return firstError(w.newline(depth), w.text("}"))
}

// key makes a text of a key; false says that it is skipped.
func (w *jsonWriter) key(v value) (string, bool, error) {
	if v == python.None {
		return "null", true, nil
	}
	switch x := python.Plain(v).(type) {
	case python.Str:
		return string(x), true, nil
	case python.Bool:
		return map[bool]string{true: "true", false: "false"}[bool(x)], true, nil
	case python.Int:
		return x.String(), true, nil
	case python.Float:
		s, err := w.t.Repr(x)
		return s, true, err
	case *python.Opaque:
		return "", false, w.t.Unresolved(x, "JSON")
	}
	if w.skipKeys {
		return "", false, nil
	}
	return "", false, w.t.Raise(python.TypeError, "keys must be str, int, float, bool or None, not %s", v.Class().Name)
}

func jsonQuote(s string, ascii bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\f':
			b.WriteString(`\f`)
		case r == '\b':
			b.WriteString(`\b`)
		case r < ' ' || ascii && r >= 0x7f && r < 0x10000:
			writeUnicode(&b, r)
		case ascii && r >= 0x10000:
			hi, lo := utf16.EncodeRune(r)
			writeUnicode(&b, hi)
			writeUnicode(&b, lo)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func writeUnicode(b *strings.Builder, r rune) {
	const digits = "0123456789abcdef"
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(digits[r>>shift&15])
	}
}
