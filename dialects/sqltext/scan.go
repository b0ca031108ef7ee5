package sqltext

import (
	"strings"
	"unicode/utf8"
)

// Kind is what sort of token a Token is.
type Kind uint8

// The kinds of tokens. EOF is the zero value and has no bytes.
const (
	EOF Kind = iota
	Space
	LineComment
	BlockComment
	Word         // a key word or a bare identifier
	QuotedIdent  // "a", U&"a", `a`, [a]
	String       // 'a', E'a', U&'a', B'1', X'f', N'a', q'[a]', and what continues an E'a' on a later line
	DollarString // $$a$$, $tag$a$tag$
	Param        // $1
	Number
	Operator    // a run of operator characters, "::" and ":="
	Punct       // one of ( ) [ ] , ; . : and any byte that fits nowhere else
	MetaCommand // a backslash outside of quotes, to the end of its line or of the command
	SQLComment  // what opens SQL in a comment, /*! with its version or /*M!, and the */ that closes it
	Delimiter   // the text that ends a statement in the place of a semicolon
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
	text    string
	pos     int
	style   Style
	classes *[256]class
	comment int    // how many comments that hold SQL are open
	stop    string // ends a statement in the place of a semicolon, and a token too; may be empty
}

// NewScanner returns a scanner of text. It is small, so that the compiler can keep the scanner on its caller's stack.
func NewScanner(text string, style Style) *Scanner {
	return (&Scanner{text: text, style: style}).started()
}

func (s *Scanner) started() *Scanner {
	s.classes, s.stop = s.style.classes(), s.style.stop()
	return s
}

// stop is Delimiter, empty for the semicolon.
func (s *Style) stop() string {
	if s.Delimiter == ";" {
		return ""
	}
	return s.Delimiter
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
	sign       // may stand inside a word
	identQuote // opens a quoted identifier
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
	t['"'] = identQuote
	return t
}

// classes returns the table of a style.
func (s Style) classes() *[256]class {
	if s.identQuote() == '"' && !s.DoubleQuoteStrings && !s.HashComments && s.OtherQuotes+s.WordSigns+s.StartSigns == "" {
		return &classes
	}
	t := classes
	t['"'] = other
	if s.HashComments {
		t['#'] = other
	}
	set := func(signs string, k class) {
		for _, c := range []byte(signs) {
			t[c] = k
		}
	}
	set(s.WordSigns, sign)
	set(s.StartSigns, letter)
	set(s.OtherQuotes, identQuote)
	t[s.identQuote()] = identQuote
	return &t
}

// Next returns the next token; after the last one it returns EOF for ever.
func (s *Scanner) Next() Token {
	start := s.pos
	if start >= len(s.text) {
		return Token{Kind: EOF, Start: start, End: start}
	}
	if s.stopsAt(start) {
		s.pos += len(s.stop)
		return Token{Kind: Delimiter, Start: start, End: s.pos}
	}
	kind, open := s.scan()
	return Token{Kind: kind, Start: start, End: s.pos, Open: open}
}

// stopsAt tells whether the delimiter that is not a semicolon stands there.
func (s *Scanner) stopsAt(at int) bool {
	return s.stop != "" && strings.HasPrefix(s.text[at:], s.stop)
}

// scan moves past one token.
func (s *Scanner) scan() (kind Kind, open bool) {
	c := s.text[s.pos]
	switch s.classes[c] {
	case space:
		for s.pos++; s.pos < len(s.text) && s.classes[s.text[s.pos]] == space && !s.stopsAt(s.pos); s.pos++ {
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
	case identQuote:
		return QuotedIdent, s.quoted(closing(c), false, s.doubles(c))
	}
	switch {
	case c == '\'', c == '"' && s.style.DoubleQuoteStrings:
		return String, s.quoted(c, s.style.PlainBackslash, true)
	case c == '\\' && s.command():
		return MetaCommand, false
	case c == '#' && s.style.HashComments:
		s.toLineEnd(s.style.ReturnEndsComment)
		return LineComment, false
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

// doubles tells whether the mark that closes what quote opens can stand inside, doubled.
func (s *Scanner) doubles(quote byte) bool {
	return quote != '[' || s.style.IdentQuote == '['
}

// command moves past a command to the client that a backslash starts.
func (s *Scanner) command() bool {
	switch s.style.Client {
	case Psql:
		s.toLineEnd(true)
	case MySQL:
		// \N is NULL. The commands without an argument end with their letter.
		c := s.at(1)
		if c == 0 || c == 'N' || s.classes[c] == space {
			return false
		}
		if strings.IndexByte(argumentCommands, c) >= 0 {
			s.toLineEnd(true)
		} else {
			s.pos += 2
		}
	default:
		return false
	}
	return true
}

// argumentCommands are the letters of the commands to MySQL's client that take
// the rest of the line, see https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html.
const argumentCommands = ".!CdPRTru"

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
		k := s.classes[s.text[s.pos]]
		if k != letter && k != digit && k != sign && (k != dollar || !s.style.DollarQuotes) || s.stopsAt(s.pos) {
			break
		}
	}
	if s.at(0) == '\'' && s.style.QStrings && (strings.EqualFold(s.text[start:s.pos], "q") || strings.EqualFold(s.text[start:s.pos], "nq")) {
		return String, s.qString()
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
			return String, s.quoted('\'', s.style.PlainBackslash, true)
		}
	case 'u':
		if next == '&' && (s.at(1) == '\'' || s.at(1) == '"' && s.classes['"'] == identQuote) && !s.style.PlainBackslash {
			kind := String
			if s.pos++; s.text[s.pos] == '"' {
				kind = QuotedIdent
			}
			return kind, s.quoted(s.text[s.pos], false, true)
		}
	}
	return Word, false
}

// qString scans from the quote of q'[...]' past its end.
func (s *Scanner) qString() (open bool) {
	_, end, ok := qMarks(s.text[s.pos:])
	if !ok {
		// Oracle refuses such a string; what it would hold is a guess.
		return s.quoted('\'', false, true)
	}
	s.pos += len(end) // the quote and its delimiter are as long as what closes them
	n := strings.Index(s.text[s.pos:], end)
	if n < 0 {
		s.pos = len(s.text)
		return true
	}
	s.pos += n + len(end)
	return false
}

// qMarks returns what opens and what closes the q string whose quote text starts
// with: any character but white space may be its delimiter, and brackets go in pairs.
func qMarks(text string) (open, end string, ok bool) {
	r, size := utf8.DecodeRuneInString(text[1:])
	if size == 0 || strings.ContainsRune(" \t\n\r", r) {
		return "", "", false
	}
	open = text[:1+size]
	if i := strings.IndexRune("[{<(", r); i >= 0 {
		return open, "]}>)"[i:i+1] + "'", true
	}
	return open, text[1:1+size] + "'", true
}

// quoted scans from an opening quote past the closing one, which is content where
// it is doubled and may be. It reports whether the text ended first.
func (s *Scanner) quoted(quote byte, backslash, doubled bool) (open bool) {
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '\\' && backslash:
			s.pos++
		case c != quote:
		case doubled && s.at(1) == quote:
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
		if s.quoted('\'', true, true) {
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
	case s.commentAt(s.pos, "*/"):
		s.pos += 2
		s.comment--
		return SQLComment, false
	case s.commentAt(s.pos, "/*"):
		if n := s.sqlComment(); n > 0 {
			s.pos += n
			s.comment++
			return SQLComment, false
		}
		return BlockComment, s.blockComment()
	}
	for s.pos++; s.pos < len(s.text) && s.classes[s.text[s.pos]] == operator && !s.stopsAt(s.pos); s.pos++ {
		if s.commentAt(s.pos, "--") || s.commentAt(s.pos, "/*") || s.commentAt(s.pos, "*/") {
			break
		}
	}
	return Operator, false
}

// commentAt tells whether the mark of a comment stands there, and is one.
func (s *Scanner) commentAt(at int, mark string) bool {
	if s.text[at] != mark[0] || !strings.HasPrefix(s.text[at:], mark) {
		return false
	}
	switch mark {
	case "--":
		return !s.style.SpacedDashes || at+2 == len(s.text) || s.text[at+2] <= ' ' || s.text[at+2] == 0x7f
	case "*/":
		return s.comment > 0
	}
	return true
}

// sqlComment returns how long the opening of a comment that holds SQL is: /*! or
// /*M!, and the version from which on a server reads it. It returns 0 for any
// other comment, and for version 999999, which no server has: mariadb-dump begins
// its files so, to give its client a command that others skip.
// See https://mariadb.com/kb/en/comment-syntax/.
func (s *Scanner) sqlComment() int {
	if !s.style.SQLComments {
		return 0
	}
	rest := s.text[s.pos+2:]
	mark := 2
	if strings.HasPrefix(rest, "M!") {
		mark++
		rest = rest[1:]
	}
	if !strings.HasPrefix(rest, "!") {
		return 0
	}
	digits := 0
	for rest = rest[1:]; digits < min(6, len(rest)) && classes[rest[digits]] == digit; digits++ {
	}
	switch {
	case rest[:digits] == "999999":
		return 0
	case digits < 5: // a shorter number is SQL
		digits = 0
	}
	return mark + 1 + digits
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
