package python

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// scanner makes tokens of a text, as CPython's tokenizer does: one at a time,
// since what a character means depends on the brackets and f-strings around it.
type scanner struct {
	src  *source.File
	text string
	pos  int
	tok  token // the token at hand
	prev int   // where the last token ended that was more than the shape of lines

	brackets []bracket
	indents  []indent
	pending  int // INDENT tokens to come; below zero, DEDENT tokens
	newLine  bool
	// field is the number of brackets around the expression of the innermost
	// f-string's replacement field, its own brace included; 0 outside of f-strings.
	field int
	quote string // with which that f-string began
}

type bracket struct {
	kind kind
	at   int
}

// indent is the width of an indentation with tabs of 8 and of 1: what only one of
// them says is deeper is inconsistent.
type indent struct{ col, alt int }

// maxIndents is how many blocks CPython lets stand in each other.
const maxIndents = 100

// next takes the next token in.
func (s *scanner) next() {
	if s.tok.kind == tokEOF || s.tok.kind > tokDedent {
		s.prev = s.tok.end
	}
	s.tok = s.scan()
}

func (s *scanner) scan() token {
	if s.newLine && len(s.brackets) == 0 {
		s.newLine = false
		s.indentation()
	}
	switch {
	case s.pending > 0:
		s.pending--
		return token{tokIndent, s.pos, s.pos}
	case s.pending < 0:
		s.pending++
		return token{tokDedent, s.pos, s.pos}
	}
	if s.space() {
		return s.lineEnd()
	}
	start := s.pos
	switch c := s.text[start]; {
	case nameByte[c] == nameStart:
		return s.word()
	case c == '"' || c == '\'':
		return s.str(start)
	case nameByte[c] == nameDigit || c == '.' && start+1 < len(s.text) && nameByte[s.text[start+1]] == nameDigit:
		return s.number()
	}
	return s.operator()
}

// space goes to the next token; it tells whether that is the end of a line or of the file.
func (s *scanner) space() bool {
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; c {
		case ' ', '\t', '\f':
			s.pos++
		case '#':
			s.comment()
		case '\\':
			s.continuation()
		case '\r', '\n':
			if len(s.brackets) == 0 {
				return true
			}
			s.pos++
		default:
			return false
		}
	}
	return true
}

func (s *scanner) comment() {
	if n := strings.IndexAny(s.text[s.pos:], "\r\n"); n >= 0 {
		s.pos += n
	} else {
		s.pos = len(s.text)
	}
}

// continuation skips a backslash that joins two lines.
func (s *scanner) continuation() {
	end := s.pos + 1
	switch {
	case strings.HasPrefix(s.text[end:], "\r\n"):
		s.pos += 3
	case end < len(s.text) && (s.text[end] == '\n' || s.text[end] == '\r'):
		s.pos += 2
	case end == len(s.text):
		s.bad(s.pos, end, "unexpected end of the file behind a backslash")
	default:
		s.bad(s.pos, end, "unexpected character after line continuation character")
	}
	if s.pos == len(s.text) {
		s.bad(end-1, end, "unexpected end of the file behind a backslash")
	}
}

// lineEnd returns the token for the end of a line or of the file.
func (s *scanner) lineEnd() token {
	start := s.pos
	if start < len(s.text) {
		s.pos++
		if strings.HasPrefix(s.text[start:], "\r\n") {
			s.pos++
		}
		s.newLine = true
		return token{tokNewline, start, start}
	}
	if len(s.brackets) == 0 && s.tok.kind > tokDedent {
		s.newLine = true // the file's last line ends without a line end
		return token{tokNewline, start, start}
	}
	return token{tokEOF, start, start}
}

// indentation measures the next line that has code.
func (s *scanner) indentation() {
	start := s.pos
	for {
		at := s.measure()
		if s.pos == len(s.text) {
			s.dedent(indent{}, s.pos)
			return
		}
		switch s.text[s.pos] {
		case '#':
			s.comment()
		case '\r', '\n':
			s.pos++
			start = s.pos
		default:
			s.indent(at, start)
			return
		}
	}
}

// measure reads white space.
func (s *scanner) measure() indent {
	var at indent
	joined := false // by a backslash, in front of which the indentation counts
	for ; s.pos < len(s.text); s.pos++ {
		switch s.text[s.pos] {
		case ' ':
			if !joined {
				at.col++
				at.alt++
			}
		case '\t':
			if !joined {
				at.col = (at.col/8 + 1) * 8
				at.alt++
			}
		case '\f':
			at = indent{}
		case '\\':
			joined = joined || at.col > 0
			s.continuation()
			s.pos--
		default:
			return at
		}
	}
	return at
}

func (s *scanner) indent(at indent, start int) {
	switch top := s.indents[len(s.indents)-1]; {
	case at.col == top.col:
		s.consistent(at.alt == top.alt, start)
	case at.col > top.col:
		s.consistent(at.alt > top.alt, start)
		if len(s.indents) == maxIndents {
			s.badShape("write it flatter", start, s.pos, "too many levels of indentation")
		}
		s.indents = append(s.indents, at)
		s.pending = 1
	default:
		s.dedent(at, start)
	}
}

func (s *scanner) consistent(ok bool, start int) {
	if !ok {
		s.badShape("indent all lines with spaces", start, s.pos, "inconsistent use of tabs and spaces in indentation")
	}
}

func (s *scanner) dedent(at indent, start int) {
	last := len(s.indents) - 1
	for ; s.indents[last].col > at.col; last-- {
		s.pending--
	}
	s.indents = s.indents[:last+1]
	if s.indents[last].col != at.col {
		s.pending = 0
		s.badShape(refusedHelp, s.pos, s.pos, "unindent does not match any outer indentation level")
	}
	s.consistent(s.indents[last].alt == at.alt, start)
}

const (
	nameStart = 1 + iota // can begin a name
	nameDigit            // can only go on with it
)

var nameByte = func() (class [256]uint8) {
	for c := range class {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf:
			class[c] = nameStart
		case c >= '0' && c <= '9':
			class[c] = nameDigit
		}
	}
	return class
}()

// word reads a name, a keyword, or the prefix of a text.
func (s *scanner) word() token {
	start, plain := s.pos, true
	for ; s.pos < len(s.text) && nameByte[s.text[s.pos]] != 0; s.pos++ {
		plain = plain && s.text[s.pos] < utf8.RuneSelf
	}
	word := s.text[start:s.pos]
	if !plain {
		s.identifier(start, word)
		return token{tokName, start, s.pos}
	}
	if len(word) <= 2 && s.pos < len(s.text) && (s.text[s.pos] == '"' || s.text[s.pos] == '\'') && s.prefix(word, start) {
		return s.str(start)
	}
	if len(word) > 1 && len(word) <= longestKeyword {
		if k, ok := keywords[word]; ok {
			return token{k, start, s.pos}
		}
	}
	return token{tokName, start, s.pos}
}

// prefix tells whether a word in front of a quote belongs to it.
func (s *scanner) prefix(word string, start int) bool {
	switch strings.ToLower(word) {
	case "b", "br", "rb", "f", "fr", "rf", "t", "tr", "rt", "r", "u":
		return true
	case "ur":
		s.python2(start, s.pos, "the prefix ur")
	}
	return false
}

// identifier checks a name that is not all ASCII.
func (s *scanner) identifier(start int, word string) {
	for i, r := range word {
		switch {
		case unicode.IsLetter(r) || r == '_' || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r):
		case i > 0 && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue):
		default:
			s.strange(start+i, r)
		}
	}
}

// strange refuses a character that no token begins with.
func (s *scanner) strange(at int, r rune) {
	end := at + utf8.RuneLen(r)
	switch {
	case !unicode.IsPrint(r):
		s.bad(at, end, "invalid non-printable character U+%04X", r)
	case r < utf8.RuneSelf:
		s.bad(at, end, "invalid syntax")
	}
	s.bad(at, end, "invalid character '%c' (U+%04X)", r, r)
}

var closing = [kinds]kind{opLparen: opRparen, opLbracket: opRbracket, opLbrace: opRbrace}

// operator reads an operator or a bracket.
func (s *scanner) operator() token {
	start := s.pos
	k, n := s.operatorAt(start)
	s.pos += n
	switch k {
	case opLparen, opLbracket, opLbrace:
		s.brackets = append(s.brackets, bracket{k, start})
	case opRparen, opRbracket, opRbrace:
		s.closeBracket(k, start)
	}
	return token{k, start, s.pos}
}

func (s *scanner) closeBracket(k kind, at int) {
	if len(s.brackets) == 0 {
		s.bad(at, at+1, "unmatched '%s'", spelling[k])
	}
	open := s.brackets[len(s.brackets)-1]
	switch {
	case closing[open.kind] == k:
	case s.field == len(s.brackets):
		s.bad(at, at+1, "f-string: unmatched '%s'", spelling[k])
	case s.lineOf(open.at) != s.lineOf(at):
		s.bad(at, at+1, "closing parenthesis '%s' does not match opening parenthesis '%s' on line %d", spelling[k], spelling[open.kind], s.lineOf(open.at))
	default:
		s.bad(at, at+1, "closing parenthesis '%s' does not match opening parenthesis '%s'", spelling[k], spelling[open.kind])
	}
	s.brackets = s.brackets[:len(s.brackets)-1]
}

func (s *scanner) lineOf(at int) int { return s.src.Span(at, at).Pos().Line }

// byteAt returns a byte of the text, and 0 behind its end.
func (s *scanner) byteAt(i int) byte {
	if i < len(s.text) {
		return s.text[i]
	}
	return 0
}

var single = [256]kind{
	'(': opLparen, ')': opRparen, '[': opLbracket, ']': opRbracket, '{': opLbrace, '}': opRbrace, ',': opComma, ';': opSemicolon, '~': opTilde,
	':': opColon, '.': opDot, '=': opAssign, '|': opPipe, '^': opCaret, '&': opAmpersand, '+': opPlus, '-': opMinus, '*': opStar, '/': opSlash,
	'%': opPercent, '@': opAt, '<': opLess, '>': opGreater, '!': opExclamation,
}

// withAssign is the operator with a "=" behind it.
var withAssign = [256]kind{
	'=': opEqual, '!': opNotEqual, '<': opLessEqual, '>': opGreaterEqual, ':': opWalrus, '|': opPipeAssign, '^': opCaretAssign, '&': opAmpersandAssign,
	'+': opPlusAssign, '-': opMinusAssign, '*': opStarAssign, '/': opSlashAssign, '%': opPercentAssign, '@': opAtAssign,
}

// doubled is the operator that is written twice, and twice with a "=" behind it.
var doubled = [256][2]kind{
	'*': {opDoubleStar, opDoubleStarAssign}, '/': {opDoubleSlash, opDoubleSlashAssign}, '<': {opLeftShift, opLeftShiftAssign}, '>': {opRightShift, opRightShiftAssign},
}

// operatorAt returns the longest operator at an offset, and its length.
func (s *scanner) operatorAt(at int) (kind, int) {
	c, c2 := s.text[at], s.byteAt(at+1)
	inField := s.field > 0 && s.field == len(s.brackets)
	switch {
	case c == c2 && doubled[c][0] != 0:
		if s.byteAt(at+2) == '=' {
			return doubled[c][1], 3
		}
		return doubled[c][0], 2
	case c == ':' && inField:
		return opColon, 1 // the rest is a format, be it a "=" that pads
	case c2 == '=' && withAssign[c] != 0:
		return withAssign[c], 2
	case c == '-' && c2 == '>':
		return opArrow, 2
	case c == '.' && c2 == '.' && s.byteAt(at+2) == '.':
		return opEllipsis, 3
	case c == '<' && c2 == '>':
		s.python2(at, at+2, "the operator <>")
	case c == '`':
		end := at + 1 + strings.IndexAny(s.text[at+1:]+"`", "`\n")
		s.python2(at, min(end+1, len(s.text)), "an expression in backticks")
	case c == '!' && !inField || single[c] == 0:
		s.strange(at, rune(c))
	}
	return single[c], 1
}

// syntaxError ends a parse; it is raised by panic and caught in Parse.
type syntaxError struct {
	diag source.Diagnostic
	// token tells that a token is wrong, and not where it stands: CPython reports
	// that first, wherever in the file it is.
	token bool
	shape bool // it is about indentation, which is reported only where the parser gets to it
}

func (s *scanner) fail(token bool, code, help string, start, end int, format string, args ...any) {
	panic(&syntaxError{source.Diagnostic{Severity: source.Error, Code: code, Span: s.src.Span(start, end), Help: help, Message: fmt.Sprintf(format, args...)}, token, false})
}

const refusedHelp = "Python refuses this file as well"

// bad refuses a token.
func (s *scanner) bad(start, end int, format string, args ...any) {
	s.fail(true, CodeSyntax, refusedHelp, start, end, format, args...)
}

// badShape refuses the indentation of a line.
func (s *scanner) badShape(help string, start, end int, message string) {
	panic(&syntaxError{source.Diagnostic{Severity: source.Error, Code: CodeSyntax, Span: s.src.Span(start, end), Help: help, Message: message}, true, true})
}

const python2Help = "run 2to3 over the file, or rewrite the line: Alembic has needed Python 3 since 1.5"

func (s *scanner) python2(start, end int, what string) {
	s.fail(true, CodePython2, python2Help, start, end, "%s is Python 2", what)
}
