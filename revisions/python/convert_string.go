package python

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// stringExpr converts a literal, or several that stand side by side.
func (c *converter) stringExpr(n *node) Expr {
	parts := []*node{n}
	if n.kind == "concatenated_string" {
		parts = n.namedKids()
	}
	var pieces []FPart
	var raw strings.Builder
	bytes, formatted := 0, false
	for _, p := range parts {
		s := c.literal(p)
		if s.bytes {
			bytes++
		}
		if s.parts != nil {
			formatted = true
			pieces = append(pieces, FPart{Text: raw.String()})
			raw.Reset()
			pieces = append(pieces, s.parts...)
			continue
		}
		raw.WriteString(s.text)
	}
	switch {
	case bytes > 0 && bytes < len(parts):
		c.syntax(n, "cannot mix bytes and nonbytes literals")
	case bytes > 0:
		return &Const{c.exprAt(n), Bytes(raw.String())}
	case formatted:
		return &FString{c.exprAt(n), append(pieces, FPart{Text: raw.String()})}
	}
	return &Const{c.exprAt(n), Str(raw.String())}
}

type literal struct {
	text  string
	bytes bool
	parts []FPart
}

func (c *converter) literal(n *node) literal {
	var open, end *node
	for _, k := range n.kids {
		switch k.kind {
		case "string_start":
			open = k
		case "string_end":
			end = k
		}
	}
	if open != nil && strings.Contains(c.text(open), "`") {
		c.python2(n, "an expression in backticks")
	}
	if open == nil || end == nil {
		c.syntax(n, "the text is not closed")
	}
	prefix := strings.ToLower(strings.TrimRight(c.text(open), `"'`))
	if prefix == "ur" {
		c.python2(n, "the prefix ur")
	}
	raw := strings.Contains(prefix, "r")
	isBytes := strings.Contains(prefix, "b")
	if !strings.Contains(prefix, "f") {
		text := c.src.Text[open.end:end.start]
		if isBytes && !isPlain(text) {
			c.syntax(n, "bytes can only contain ASCII literal characters")
		}
		return literal{text: c.decode(n, open.end, text, raw, isBytes), bytes: isBytes}
	}
	lit := literal{parts: []FPart{}}
	at := open.end
	for _, k := range n.kids {
		if k.kind != "interpolation" {
			continue
		}
		lit.parts = append(lit.parts, FPart{Text: c.fText(n, at, k.start, raw)}, c.field(k))
		at = k.end
	}
	lit.parts = append(lit.parts, FPart{Text: c.fText(n, at, end.start, raw)})
	return lit
}

// fText decodes text between the fields of an f-string.
func (c *converter) fText(n *node, from, to int, raw bool) string {
	text := c.src.Text[from:to]
	if strings.Contains(text, `\N{`) && !raw {
		return c.decode(n, from, text, raw, false)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "{{", "{"), "}}", "}")
	return c.decode(n, from, text, raw, false)
}

// field converts {x!r:spec} of an f-string.
func (c *converter) field(n *node) FPart {
	p := FPart{}
	x := n.first("expression")
	if x == nil {
		c.syntax(n, "f-string: an expression is missing")
	}
	p.Expr = c.expr(x)
	if n.has("=") {
		end := n.end - 1
		for _, k := range n.kids {
			if k.kind == "type_conversion" || k.kind == "format_specifier" {
				end = min(end, k.start)
			}
		}
		p.Literal = c.src.Text[n.start+1 : end]
	}
	for _, k := range n.kids {
		switch k.kind {
		case "type_conversion":
			conv := c.text(k)
			if conv != "!r" && conv != "!s" && conv != "!a" {
				c.syntax(k, "f-string: invalid conversion character: expected 's', 'r', or 'a'")
			}
			p.Conv = conv[1]
		case "format_specifier":
			p.Spec = c.spec(n, k)
		}
	}
	return p
}

func (c *converter) spec(n, k *node) []FPart {
	c.deeper(k)
	defer func() { c.depth-- }()
	parts := []FPart{}
	at := k.start + 1 // behind the colon
	for _, f := range k.kids {
		if f.kind != "format_expression" && f.kind != "interpolation" {
			continue
		}
		parts = append(parts, FPart{Text: c.decode(n, at, c.src.Text[at:f.start], false, false)}, c.field(f))
		at = f.end
	}
	return append(parts, FPart{Text: c.decode(n, at, c.src.Text[at:k.end], false, false)})
}

// decode resolves line ends and escapes of a literal's text.
func (c *converter) decode(n *node, at int, text string, raw, isBytes bool) string {
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if raw || !strings.Contains(text, `\`) {
		return text
	}
	d := decoder{c: c, n: n, text: text, bytes: isBytes}
	for d.at < len(text) {
		i := strings.IndexByte(text[d.at:], '\\')
		if i < 0 {
			d.out.WriteString(text[d.at:])
			break
		}
		d.out.WriteString(text[d.at : d.at+i])
		d.at += i + 1
		d.escape()
	}
	return d.out.String()
}

type decoder struct {
	c     *converter
	n     *node
	text  string
	at    int // behind the backslash
	bytes bool
	out   strings.Builder
}

var simpleEscapes = map[byte]byte{'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': '\n', 'r': '\r', 't': '\t', 'v': 11}

func (d *decoder) escape() {
	if d.at >= len(d.text) {
		d.out.WriteByte('\\')
		return
	}
	ch := d.text[d.at]
	if to, ok := simpleEscapes[ch]; ok {
		d.out.WriteByte(to)
		d.at++
		return
	}
	switch {
	case ch == '\n':
		d.at++
	case ch >= '0' && ch <= '7':
		end := d.at
		for end < len(d.text) && end < d.at+3 && d.text[end] >= '0' && d.text[end] <= '7' {
			end++
		}
		d.rune(d.text[d.at:end], 8)
		d.at = end
	case ch == 'x':
		d.hex(2)
	case ch == 'u' && !d.bytes:
		d.hex(4)
	case ch == 'U' && !d.bytes:
		d.hex(8)
	case ch == 'N' && !d.bytes:
		d.c.fail(d.n, CodeUnsupported, `write the character itself, or \u with its number`, `sqlplan cannot evaluate \N{...} in a text`)
	default:
		d.out.WriteByte('\\')
	}
}

func (d *decoder) hex(n int) {
	from := d.at + 1
	if from+n > len(d.text) || strings.Trim(d.text[from:from+n], "0123456789abcdefABCDEF") != "" {
		d.c.syntax(d.n, `invalid \%c escape in a text`, d.text[d.at])
	}
	d.rune(d.text[from:from+n], 16)
	d.at = from + n
}

func (d *decoder) rune(digits string, base int) {
	v, err := strconv.ParseUint(digits, base, 32)
	if d.bytes {
		d.out.WriteByte(byte(v))
		return
	}
	if err != nil || !utf8.ValidRune(rune(v)) {
		d.c.fail(d.n, CodeUnsupported, "write the character itself", "sqlplan cannot evaluate a text with half of a surrogate pair")
	}
	d.out.WriteRune(rune(v))
}
