package sqltext

import "strings"

// Kind is what sort of token a Token is.
type Kind uint8

// The kinds of tokens. EOF is the zero value and has no bytes.
const (
	EOF Kind = iota
	Space
	LineComment
	BlockComment
	Word         // a key word or a bare identifier
	QuotedIdent  // "a", U&"a"
	String       // 'a', E'a', U&'a', B'1', X'f', N'a', and what continues an E'a' on a later line
	DollarString // $$a$$, $tag$a$tag$
	Param        // $1
	Number
	Operator    // a run of operator characters, "::" and ":="
	Punct       // one of ( ) [ ] , ; . : and any byte that fits nowhere else
	MetaCommand // a backslash outside of quotes, to the end of its line
)

// Token is one piece of the text between two byte offsets.
type Token struct {
	Kind       Kind
	Start, End int
	// Open: the text ended before the quote or comment was closed.
	Open bool
}

// Scanner cuts a text into tokens. It never fails: every byte is in exactly one
// token, and a quote that is never closed gives one Open token to the end.
type Scanner struct {
	text  string
	pos   int
	style Style
	quote byte
}

// NewScanner returns a scanner of text.
func NewScanner(text string, style Style) *Scanner {
	return &Scanner{text: text, style: style, quote: style.identQuote()}
}

// class sorts bytes for the first decision of Next.
type class uint8

const (
	other class = iota
	space
	letter
	digit
	operator
	dollar
)

var classes = classTable()

func classTable() (t [256]class) {
	for _, c := range []byte(" \t\n\r\f\v") {
		t[c] = space
	}
	for _, c := range []byte("~!@#^&|`?+-*/%<>=") {
		t[c] = operator
	}
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = digit
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			t[c] = letter
		}
	}
	t['$'] = dollar
	return t
}

// Next returns the next token; after the last one it returns EOF for ever.
func (s *Scanner) Next() Token {
	start := s.pos
	if start >= len(s.text) {
		return Token{Kind: EOF, Start: start, End: start}
	}
	kind, open := s.scan()
	return Token{Kind: kind, Start: start, End: s.pos, Open: open}
}

// scan moves past one token.
func (s *Scanner) scan() (kind Kind, open bool) {
	c := s.text[s.pos]
	if c == s.quote {
		return QuotedIdent, s.quoted(c, false)
	}
	switch classes[c] {
	case space:
		for s.pos++; s.pos < len(s.text) && classes[s.text[s.pos]] == space; s.pos++ {
		}
		return Space, false
	case letter:
		return s.word()
	case digit:
		s.number()
		return Number, false
	case dollar:
		return s.dollar()
	case operator:
		return s.operator()
	}
	switch {
	case c == '\'':
		return String, s.quoted('\'', s.style.PlainBackslash)
	case c == '\\' && s.style.Psql:
		s.toLineEnd(true)
		return MetaCommand, false
	case c == '.' && classes[s.at(1)] == digit:
		s.number()
		return Number, false
	case c == ':' && (s.at(1) == ':' || s.at(1) == '='):
		s.pos += 2
		return Operator, false
	}
	s.pos++
	return Punct, false
}

// at returns the byte n places ahead, 0 beyond the end.
func (s *Scanner) at(n int) byte {
	if s.pos+n < len(s.text) {
		return s.text[s.pos+n]
	}
	return 0
}

// word scans a word, or the string or identifier that the word is the prefix of.
func (s *Scanner) word() (Kind, bool) {
	start := s.pos
	for s.pos++; s.pos < len(s.text); s.pos++ {
		if k := classes[s.text[s.pos]]; k != letter && k != digit && (k != dollar || !s.style.DollarQuotes) {
			break
		}
	}
	if s.pos-start > 1 {
		return Word, false
	}
	switch next := s.at(0); s.text[start] | 0x20 {
	case 'e':
		if next == '\'' && s.style.EscapeStrings {
			return String, s.escapeString()
		}
	case 'b', 'x', 'n':
		if next == '\'' {
			return String, s.quoted('\'', s.style.PlainBackslash)
		}
	case 'u':
		if next == '&' && (s.at(1) == '\'' || s.at(1) == '"') {
			kind := String
			if s.pos++; s.text[s.pos] == '"' {
				kind = QuotedIdent
			}
			return kind, s.quoted(s.text[s.pos], false)
		}
	}
	return Word, false
}

// quoted scans from an opening quote past the closing one; a doubled quote is
// content. It reports whether the text ended first.
func (s *Scanner) quoted(quote byte, backslash bool) (open bool) {
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '\\' && backslash:
			s.pos++
		case c != quote:
		case s.at(1) == quote:
			s.pos++
		default:
			s.pos++
			return false
		}
	}
	s.pos = len(s.text)
	return true
}

// escapeString scans an E'...' string with its continuations. SQL joins strings
// that only white space with a line end separates, and a backslash goes on
// escaping in the later parts, so 'b\'c' may be one string there and two elsewhere.
func (s *Scanner) escapeString() (open bool) {
	for {
		if s.quoted('\'', true) {
			return true
		}
		next, ok := s.continuation()
		if !ok {
			return false
		}
		s.pos = next
	}
}

// continuation returns where the string that has just ended goes on, if it does:
// at a quote after white space and -- comments with at least one line end.
func (s *Scanner) continuation() (next int, ok bool) {
	line := false
	for i := s.pos; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\n' || c == '\r':
			line = true
		case classes[c] == space:
		case c == '\'':
			return i, line
		case c == '-' && strings.HasPrefix(s.text[i:], "--"):
			n := strings.IndexAny(s.text[i:], "\n\r")
			if n < 0 {
				return 0, false
			}
			i, line = i+n, true
		default:
			return 0, false
		}
	}
	return 0, false
}

// number scans digits, fraction and exponent, or 0x1F, 0o17, 0b1. A letter that
// cannot belong to it starts the next token.
func (s *Scanner) number() {
	if s.at(0) == '0' && strings.IndexByte("xXoObB", s.at(1)) >= 0 && s.at(1) != 0 {
		s.pos += 2
		for isHex(s.at(0)) || s.at(0) == '_' {
			s.pos++
		}
		return
	}
	s.digits()
	// Two dots are a range in PL/pgSQL, not a fraction.
	if s.at(0) == '.' && s.at(1) != '.' {
		s.pos++
		s.digits()
	}
	if s.at(0)|0x20 == 'e' {
		sign := 0
		if s.at(1) == '+' || s.at(1) == '-' {
			sign = 1
		}
		if classes[s.at(1+sign)] == digit {
			s.pos += 1 + sign
			s.digits()
		}
	}
}

func (s *Scanner) digits() {
	for classes[s.at(0)] == digit || s.at(0) == '_' {
		s.pos++
	}
}

func isHex(c byte) bool {
	return classes[c] == digit || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// dollar scans a parameter, a dollar-quoted string or a lone dollar sign.
func (s *Scanner) dollar() (Kind, bool) {
	if !s.style.DollarQuotes {
		s.pos++
		return Punct, false
	}
	if classes[s.at(1)] == digit {
		for s.pos++; classes[s.at(0)] == digit; s.pos++ {
		}
		return Param, false
	}
	tag := dollarTag(s.text[s.pos:])
	if tag == "" {
		s.pos++
		return Punct, false
	}
	body := s.pos + len(tag)
	n := strings.Index(s.text[body:], tag)
	if n < 0 {
		s.pos = len(s.text)
		return DollarString, true
	}
	s.pos = body + n + len(tag)
	return DollarString, false
}

// dollarTag returns the opening $tag$ at the start of text, or "" if there is
// none: a tag is written like an identifier, without a dollar sign in it.
func dollarTag(text string) string {
	for i := 1; i < len(text); i++ {
		switch classes[text[i]] {
		case dollar:
			return text[:i+1]
		case letter:
		case digit:
			if i == 1 {
				return ""
			}
		default:
			return ""
		}
	}
	return ""
}

// operator scans a comment or a run of operator characters, which a comment ends.
func (s *Scanner) operator() (Kind, bool) {
	switch {
	case s.commentAt(s.pos, "--"):
		s.toLineEnd(s.style.ReturnEndsComment)
		return LineComment, false
	case s.commentAt(s.pos, "/*"):
		return BlockComment, s.blockComment()
	}
	for s.pos++; s.pos < len(s.text) && classes[s.text[s.pos]] == operator && s.text[s.pos] != s.quote; s.pos++ {
		if s.commentAt(s.pos, "--") || s.commentAt(s.pos, "/*") {
			break
		}
	}
	return Operator, false
}

func (s *Scanner) commentAt(at int, mark string) bool {
	return s.text[at] == mark[0] && strings.HasPrefix(s.text[at:], mark)
}

// toLineEnd moves to the end of the line, before its line end.
func (s *Scanner) toLineEnd(atReturn bool) {
	for ; s.pos < len(s.text); s.pos++ {
		if c := s.text[s.pos]; c == '\n' || c == '\r' && atReturn {
			return
		}
	}
}

func (s *Scanner) blockComment() (open bool) {
	depth := 1
	for s.pos += 2; depth > 0; {
		n := strings.IndexAny(s.text[s.pos:], "*/")
		if n < 0 || s.pos+n+2 > len(s.text) {
			s.pos = len(s.text)
			return true
		}
		s.pos += n
		switch mark := s.text[s.pos : s.pos+2]; {
		case mark == "*/":
			depth--
			s.pos += 2
		case mark == "/*" && s.style.NestedComments:
			depth++
			s.pos += 2
		default:
			s.pos++
		}
	}
	return false
}
