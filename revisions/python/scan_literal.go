package python

import "strings"

const unclosedHelp = "look for a bracket or a quote that is never closed, from here on"

// str reads a text from its quote on; start is where its prefix begins. Of an
// f-string it reads the opening quote only.
func (s *scanner) str(start int) token {
	prefix := s.text[start:s.pos]
	quote := s.text[s.pos : s.pos+1]
	if strings.HasPrefix(s.text[s.pos+1:], quote) && s.byteAt(s.pos+2) == quote[0] {
		quote = s.text[s.pos : s.pos+3]
	}
	s.pos += len(quote)
	if strings.ContainsAny(prefix, "fFtT") {
		return token{tokFString, start, s.pos}
	}
	end := s.closingQuote(s.pos, quote)
	if end < 0 {
		s.unterminated(start, quote)
	}
	s.pos = end + len(quote)
	return token{tokString, start, s.pos}
}

// closingQuote finds the end of a text that begins at an offset; -1 if there is none.
func (s *scanner) closingQuote(at int, quote string) int {
	if len(quote) == 3 {
		for at < len(s.text) {
			n := strings.IndexAny(s.text[at:], quote[:1]+`\`)
			if n < 0 {
				return -1
			}
			at += n
			switch {
			case s.text[at] == '\\':
				at += 2
			case strings.HasPrefix(s.text[at:], quote):
				return at
			default:
				at++
			}
		}
		return -1
	}
	for ; at < len(s.text); at++ {
		switch s.text[at] {
		case quote[0]:
			return at
		case '\\':
			at++
			if s.byteAt(at) == '\r' && s.byteAt(at+1) == '\n' {
				at++
			}
		case '\r', '\n':
			return -1
		}
	}
	return -1
}

// unterminated refuses a text without an end.
func (s *scanner) unterminated(start int, quote string) {
	first := strings.IndexAny(s.text[start:], `"'`) + start
	what := "string literal"
	if strings.ContainsAny(s.text[start:first], "fFtT") {
		what = "f-string literal"
	}
	if s.field > 0 && quote == s.quote {
		s.fail(true, CodeSyntax, unclosedHelp, start, start+1, "f-string: expecting '}'")
	}
	if len(quote) == 3 {
		s.fail(true, CodeSyntax, unclosedHelp, start, first+3, "unterminated triple-quoted %s", what)
	}
	end := len(s.text)
	if n := strings.IndexAny(s.text[start:], "\r\n"); n >= 0 {
		end = start + n
	}
	s.fail(true, CodeSyntax, "close it with "+quote+" on this line", start, end, "unterminated %s", what)
}

// number reads a number.
func (s *scanner) number() token {
	start := s.pos
	if s.text[start] == '0' {
		switch s.byteAt(start+1) | 0x20 {
		case 'x':
			return s.based(start, "hexadecimal", "0123456789abcdefABCDEF")
		case 'o':
			return s.based(start, "octal", "01234567")
		case 'b':
			return s.based(start, "binary", "01")
		}
	}
	k := tokInt
	s.digits("decimal", "0123456789")
	if s.byteAt(s.pos) == '.' {
		k = tokFloat
		s.pos++
		s.digits("decimal", "0123456789")
	}
	if s.exponent() {
		k = tokFloat
	}
	if c := s.byteAt(s.pos) | 0x20; c == 'j' {
		k = tokImaginary
		s.pos++
	}
	if k == tokInt {
		s.leadingZeros(start)
	}
	s.numberEnd(start, "decimal")
	return token{k, start, s.pos}
}

func (s *scanner) exponent() bool {
	if s.byteAt(s.pos)|0x20 != 'e' {
		return false
	}
	at := s.pos + 1
	if c := s.byteAt(at); c == '+' || c == '-' {
		at++
	}
	if nameByte[s.byteAt(at)] != nameDigit {
		return false // "1else" is a number and a keyword
	}
	s.pos = at
	s.digits("decimal", "0123456789")
	return true
}

func (s *scanner) based(start int, what, digits string) token {
	s.pos += 2
	if s.byteAt(s.pos) != '_' && !strings.Contains(digits, s.text[s.pos:min(s.pos+1, len(s.text))]) || s.pos == len(s.text) {
		s.notDigit(start, what)
	}
	s.digits(what, digits)
	if nameByte[s.byteAt(s.pos)] == nameDigit {
		s.notDigit(start, what)
	}
	s.numberEnd(start, what)
	return token{tokInt, start, s.pos}
}

func (s *scanner) notDigit(start int, what string) {
	if c := s.byteAt(s.pos); nameByte[c] == nameDigit {
		s.bad(s.pos, s.pos+1, "invalid digit '%c' in %s literal", c, what)
	}
	s.bad(start, s.pos, "invalid %s literal", what)
}

// digits reads digits with single underscores between them.
func (s *scanner) digits(what, digits string) {
	from := s.pos
	for ; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '_':
			if next := s.byteAt(s.pos + 1); next == 0 || strings.IndexByte(digits, next) < 0 || s.pos == from && what == "decimal" {
				s.bad(s.pos, s.pos+1, "invalid %s literal", what)
			}
		case strings.IndexByte(digits, c) < 0:
			return
		}
	}
}

// leadingZeros refuses 07 and 0777, which were octal in Python 2.
func (s *scanner) leadingZeros(start int) {
	digits := s.text[start:s.pos]
	switch {
	case digits[0] != '0' || strings.Trim(digits, "0_") == "":
	case strings.Trim(digits, "01234567") == "":
		s.python2(start, s.pos, "an octal number without 0o")
	default:
		s.bad(start, s.pos, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
	}
}

// numberEnd refuses a name that begins where a number ends, but for the keywords
// that Python takes there.
func (s *scanner) numberEnd(start int, what string) {
	c := s.byteAt(s.pos)
	if nameByte[c] != nameStart {
		return
	}
	if (c == 'l' || c == 'L') && nameByte[s.byteAt(s.pos+1)] == 0 {
		s.python2(start, s.pos+1, "an integer that ends in L")
	}
	for _, word := range []string{"and", "else", "for", "if", "in", "is", "not", "or"} {
		if strings.HasPrefix(s.text[s.pos:], word) {
			return
		}
	}
	s.bad(start, s.pos, "invalid %s literal", what)
}
