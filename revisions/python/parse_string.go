package python

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// literal is one of the texts that stand side by side.
type literal struct {
	text   string
	bytes  bool
	fields bool // it is an f-string, and has parts in the place of a text
	parts  []FPart
}

// strings reads a literal, or several that stand side by side.
func (p *parser) strings() Expr {
	start := p.tok.start
	lit := p.literal()
	if p.is(tokString) || p.is(tokFString) {
		lit = p.concatenation(start, lit)
	}
	switch {
	case lit.fields:
		return &FString{p.exprAt(start), lit.parts}
	case lit.bytes:
		return &Const{p.exprAt(start), Bytes(lit.text)}
	}
	return &Const{p.exprAt(start), Str(lit.text)}
}

func (p *parser) concatenation(start int, first literal) literal {
	out := literal{bytes: first.bytes}
	var text strings.Builder
	mixed := false
	for lit, more := first, true; more; {
		mixed = mixed || lit.bytes != first.bytes
		if lit.fields {
			out.fields = true
			out.parts = append(addText(out.parts, text.String()), lit.parts...)
			text.Reset()
		} else {
			text.WriteString(lit.text)
		}
		if more = p.is(tokString) || p.is(tokFString); more {
			lit = p.literal()
		}
	}
	if mixed {
		p.wrong(start, p.prev, "cannot mix bytes and nonbytes literals")
	}
	if out.text = text.String(); out.fields {
		out.parts = addText(out.parts, out.text)
	}
	return out
}

func addText(parts []FPart, text string) []FPart {
	if text == "" {
		return parts
	}
	return append(parts, FPart{Text: text})
}

func (p *parser) literal() literal {
	if p.is(tokFString) {
		return literal{fields: true, parts: p.fstring()}
	}
	start, end := p.tok.start, p.tok.end
	at, raw, bytes := start, false, false
	for ; nameByte[p.text[at]] != 0; at++ {
		raw = raw || p.text[at]|0x20 == 'r'
		bytes = bytes || p.text[at]|0x20 == 'b'
	}
	n := 1
	if end-at >= 6 && p.text[at+1] == p.text[at] && p.text[at+2] == p.text[at] {
		n = 3
	}
	text := p.text[at+n : end-n]
	if bytes && !isPlain(text) {
		p.wrong(start, end, "bytes can only contain ASCII literal characters")
	}
	text = p.decode(start, end, text, raw, bytes)
	p.next()
	return literal{text: text, bytes: bytes}
}

// decode resolves line ends and escapes in the text of the literal from start to end.
func (p *parser) decode(start, end int, text string, raw, isBytes bool) string {
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if raw || !strings.Contains(text, `\`) {
		return text
	}
	d := decoder{p: p, start: start, end: end, text: text, bytes: isBytes}
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
	p          *parser
	start, end int
	text       string
	at         int // behind the backslash
	bytes      bool
	out        strings.Builder
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
		d.character()
	default:
		d.out.WriteByte('\\')
	}
}

// character skips the name of a character, whose table is not here.
func (d *decoder) character() {
	end := strings.IndexByte(d.text[d.at:], '}')
	if !strings.HasPrefix(d.text[d.at:], "N{") || end <= len("N{") {
		d.p.wrong(d.start, d.end, `malformed \N character escape in a text`)
	}
	d.p.later(CodeUnsupported, `write the character itself, or \u with its number`, d.start, d.end, `sqlplan cannot evaluate \N{...} in a text`)
	d.at += end + 1
}

func (d *decoder) hex(n int) {
	from := d.at + 1
	if from+n > len(d.text) || strings.Trim(d.text[from:from+n], "0123456789abcdefABCDEF") != "" {
		d.p.wrong(d.start, d.end, `invalid \%c escape in a text`, d.text[d.at])
	}
	d.rune(d.text[from:from+n], 16)
	d.at = from + n
}

func (d *decoder) rune(digits string, base int) {
	v, err := strconv.ParseUint(digits, base, 32)
	switch {
	case d.bytes:
		d.out.WriteByte(byte(v))
	case err != nil || v > utf8.MaxRune:
		d.p.wrong(d.start, d.end, "there is no character of the number in an escape of this text")
	case !utf8.ValidRune(rune(v)):
		d.p.later(CodeUnsupported, "write the character itself", d.start, d.end, "sqlplan cannot evaluate a text with half of a surrogate pair")
	default:
		d.out.WriteRune(rune(v))
	}
}
