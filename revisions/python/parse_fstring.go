package python

import "strings"

// openFString is the f-string whose text is being read.
type openFString struct {
	start int
	quote string
	raw   bool
}

// fstring reads an f-string. The scanner makes tokens of what stands in the
// replacement fields; the text around them is read here.
func (p *parser) fstring() []FPart {
	opening := p.text[p.tok.start:p.tok.end]
	first := strings.IndexAny(opening, `"'`)
	prefix := opening[:first]
	f := openFString{p.tok.start, opening[first:], strings.ContainsAny(prefix, "rR")}
	p.pos = p.tok.end
	parts := p.fText(&f, false, nil)
	p.pos += len(f.quote)
	p.tok.end = p.pos
	if strings.ContainsAny(prefix, "tT") {
		p.unsupported(f.start, p.pos, "use an f-string", "a t-string")
	}
	p.next()
	return parts
}

// fText reads text and fields up to the closing quote, or those of a format up to
// the closing brace.
func (p *parser) fText(f *openFString, spec bool, parts []FPart) []FPart {
	from := p.pos
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == '{' && !spec && p.byteAt(p.pos+1) == '{', c == '}' && !spec && p.byteAt(p.pos+1) == '}':
			p.pos += 2
		case c == '{':
			parts = addText(parts, p.fDecode(f, from, spec))
			parts = append(parts, p.fField(f))
			from = p.pos
		case c == '}' && !spec:
			p.bad(p.pos, p.pos+1, "f-string: single '}' is not allowed")
		case c == '\\':
			p.fEscape(f)
		case c == '}', c == f.quote[0] && strings.HasPrefix(p.text[p.pos:], f.quote):
			if spec && c != '}' {
				p.fail(true, CodeSyntax, unclosedHelp, f.start, p.pos, "f-string: expecting '}', or format specs")
			}
			return addText(parts, p.fDecode(f, from, spec))
		case (c == '\n' || c == '\r') && len(f.quote) == 1:
			if spec {
				p.bad(p.pos, p.pos, "f-string: newlines are not allowed in format specifiers for single quoted f-strings")
			}
			p.unterminated(f.start, f.quote)
		default:
			p.pos++
		}
	}
	p.unterminated(f.start, f.quote)
	return nil
}

// fEscape skips what a backslash protects, which braces are not.
func (p *parser) fEscape(f *openFString) {
	rest := p.text[p.pos+1:]
	switch {
	case strings.HasPrefix(rest, "{"), strings.HasPrefix(rest, "}"):
		p.pos++
	case !f.raw && strings.HasPrefix(rest, "N{") && strings.Contains(rest, "}"):
		p.pos += 2 + strings.IndexByte(rest, '}')
	case strings.HasPrefix(rest, "\r\n"):
		p.pos += 3
	default:
		p.pos += 2
	}
}

// fDecode returns the text from an offset up to here.
func (p *parser) fDecode(f *openFString, from int, spec bool) string {
	text := p.text[from:min(p.pos, len(p.text))]
	if !spec && strings.ContainsAny(text, "{}") && (f.raw || !strings.Contains(text, `\N{`)) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "{{", "{"), "}}", "}")
	}
	return p.decode(f.start, p.pos, text, f.raw, false)
}

// fField reads {x!r:spec}.
func (p *parser) fField(f *openFString) FPart {
	open, field, quote := p.pos, p.field, p.quote
	p.deeper(open)
	p.brackets = append(p.brackets, bracket{opLbrace, open})
	p.field, p.quote = len(p.brackets), f.quote
	p.tok = token{opLbrace, open, open + 1}
	p.pos++
	p.next()
	switch p.tok.kind {
	case opRbrace, opExclamation, opColon, opAssign:
		p.wrong(p.tok.start, p.tok.end, "f-string: valid expression required before '%s'", spelling[p.tok.kind])
	}
	part := FPart{Expr: p.yieldOrExpressions()}
	if p.skip(opAssign) {
		part.Literal = p.text[open+1 : p.tok.start]
	}
	if p.is(opExclamation) {
		part.Conv = p.conversion()
	}
	switch p.tok.kind {
	case opColon:
		part.Spec = p.fText(f, true, []FPart{})
		p.closeBracket(opRbrace, p.pos)
		p.pos++
	case opRbrace:
	case tokEOF:
		p.unexpected()
	default:
		p.wrong(p.tok.start, p.tok.end, "f-string: expecting '=', or '!', or ':', or '}'")
	}
	p.field, p.quote = field, quote
	p.depth--
	return part
}

func (p *parser) conversion() byte {
	at := p.tok
	p.next()
	if !p.is(tokName) || p.tok.start != at.end {
		p.wrong(at.start, p.tok.end, "f-string: conversion type must come right after the exclamation mark")
	}
	word := p.text[p.tok.start:p.tok.end]
	if word != "r" && word != "s" && word != "a" {
		p.wrong(at.start, p.tok.end, "f-string: invalid conversion character: expected 's', 'r', or 'a'")
	}
	p.next()
	return word[0]
}
