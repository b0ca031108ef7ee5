package mysql

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// token is a token of a statement that means something to the server.
type token struct {
	kind sqltext.Kind
	// word is a bare word in upper case, or the text of a sign; empty for all else.
	word       string
	start, end int // byte offsets in the statement
}

// reader reads the tokens of a statement, or a part of them, from left to right.
type reader struct {
	flavour flavour
	text    string
	toks    []token
	at      int
}

// read cuts a statement into tokens. What stands in a comment for servers of other
// kinds or for later versions than the flavour's default is left out.
// https://dev.mysql.com/doc/refman/8.0/en/comments.html
// https://mariadb.com/kb/en/comment-syntax/
func read(f flavour, text string) *reader {
	r := &reader{flavour: f, text: text}
	scan := sqltext.NewScanner(text, styleOf(f))
	depth, hidden := 0, 0 // hidden is the depth at which text is left out, 0 for none
	for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
		part := text[tok.Start:tok.End]
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
			continue
		case sqltext.SQLComment:
			switch {
			case part == "*/":
				if depth == hidden {
					hidden = 0
				}
				depth--
			default:
				depth++
				if hidden == 0 && !f.runsComment(part) {
					hidden = depth
				}
			}
			continue
		}
		if hidden > 0 {
			continue
		}
		t := token{kind: tok.Kind, start: tok.Start, end: tok.End}
		switch tok.Kind {
		case sqltext.Word:
			t.word = strings.ToUpper(part)
		case sqltext.Punct, sqltext.Operator:
			t.word = part
		}
		r.toks = append(r.toks, t)
	}
	return r
}

// runsComment tells whether the server runs what stands in a comment that opens so.
func (f flavour) runsComment(open string) bool {
	if strings.HasPrefix(open, "/*M!") && f == MySQL {
		return false
	}
	n, err := strconv.Atoi(strings.TrimLeft(open, "/*M!"))
	if err != nil {
		return true // without a version
	}
	v := f.facts().standard
	if f == MariaDB && strings.HasPrefix(open, "/*!") && n >= 50700 && n <= 99999 {
		return false
	}
	return n <= v.Major*10000+v.Minor*100+99
}

// part returns a reader of some of the tokens.
func (r *reader) part(from, to int) *reader {
	return &reader{flavour: r.flavour, text: r.text, toks: r.toks[from:to]}
}

func (r *reader) done() bool { return r.at >= len(r.toks) }

// peek returns the word that stands n tokens ahead; empty for what is no word.
func (r *reader) peek(n int) string {
	if r.at+n < len(r.toks) {
		return r.toks[r.at+n].word
	}
	return ""
}

// is tells whether the words stand ahead.
func (r *reader) is(words ...string) bool {
	for i, w := range words {
		if r.peek(i) != w {
			return false
		}
	}
	return true
}

// take moves behind the words if they stand ahead.
func (r *reader) take(words ...string) bool {
	if r.is(words...) {
		r.at += len(words)
		return true
	}
	return false
}

// takeAny moves behind the next word if it is one of several, and returns it.
func (r *reader) takeAny(words ...string) string {
	next := r.peek(0)
	for _, w := range words {
		if next == w && w != "" {
			r.at++
			return w
		}
	}
	return ""
}

// source is the text of the tokens from number from up to the present place.
func (r *reader) source(from int) string {
	if from >= r.at || r.at > len(r.toks) {
		return ""
	}
	return r.text[r.toks[from].start:r.toks[r.at-1].end]
}

// rest is the text of what is left.
func (r *reader) rest() string {
	if r.done() {
		return ""
	}
	return r.text[r.toks[r.at].start:r.toks[len(r.toks)-1].end]
}

// isName tells whether a name can stand n tokens ahead.
func (r *reader) isName(n int) bool {
	if r.at+n >= len(r.toks) {
		return false
	}
	t := r.toks[r.at+n]
	return t.kind == sqltext.QuotedIdent || t.kind == sqltext.Word && t.word[0] != '@' || t.kind == sqltext.Number && isDigitName(r.text[t.start:t.end])
}

// isDigitName: a name may start with a digit, and the scanner takes its head for a number.
func isDigitName(string) bool { return false }

// name reads an identifier; empty if none stands there.
func (r *reader) name() string {
	if !r.isName(0) {
		return ""
	}
	t := r.toks[r.at]
	r.at++
	return unquote(r.text[t.start:t.end])
}

// unquote takes the quotes off a name.
func unquote(text string) string {
	if len(text) < 2 || text[0] != '`' && text[0] != '"' {
		return text
	}
	quote := text[:1]
	return strings.ReplaceAll(text[1:len(text)-1], quote+quote, quote)
}

// qualified reads a name with an optional database before it.
func (r *reader) qualified() (schema, name string) {
	name = r.name()
	if r.peek(0) == "." && r.isName(1) {
		r.at++
		return name, r.name()
	}
	return "", name
}

// str reads a string literal; ok is false if none stands there.
func (r *reader) str() (text string, ok bool) {
	if r.done() || r.toks[r.at].kind != sqltext.String {
		return "", false
	}
	t := r.toks[r.at]
	r.at++
	return unescape(r.text[t.start:t.end]), true
}

// unescape is the value of a string literal.
// https://dev.mysql.com/doc/refman/8.0/en/string-literals.html
func unescape(literal string) string {
	i := strings.IndexAny(literal, `'"`)
	if i < 0 || len(literal) < i+2 {
		return literal
	}
	quote, body := literal[i], literal[i+1:len(literal)-1]
	if strings.IndexByte(body, '\\') < 0 && strings.IndexByte(body, quote) < 0 {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == quote:
			i++ // the second of two
			b.WriteByte(c)
		case c == '\\' && i+1 < len(body):
			i++
			if n := strings.IndexByte("0bnrtZ", body[i]); n >= 0 {
				b.WriteByte("\x00\b\n\r\t\x1a"[n])
			} else if body[i] == '%' || body[i] == '_' {
				b.WriteString(body[i-1 : i+1])
			} else {
				b.WriteByte(body[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// parens reads a balanced pair of parentheses and returns a reader of what is
// between them; nil if none opens here.
func (r *reader) parens() *reader {
	if r.peek(0) != "(" {
		return nil
	}
	from := r.at + 1
	r.skip()
	return r.part(from, max(from, r.at-1))
}

// skip moves behind one token, or behind a pair of parentheses.
func (r *reader) skip() {
	depth := 0
	for !r.done() {
		switch r.peek(0) {
		case "(":
			depth++
		case ")":
			depth--
		}
		r.at++
		if depth <= 0 {
			return
		}
	}
}

// split cuts what is left at its commas outside of parentheses.
func (r *reader) split() []*reader {
	var list []*reader
	from := r.at
	for !r.done() {
		if r.peek(0) == "," {
			list = append(list, r.part(from, r.at))
			r.at++
			from = r.at
			continue
		}
		r.skip()
	}
	if from < len(r.toks) {
		list = append(list, r.part(from, len(r.toks)))
	}
	return list
}

// find returns where the first of the words stands outside of parentheses, from the present
// place; -1 if none does.
func (r *reader) find(words ...string) int {
	ahead := *r
	for !ahead.done() {
		for _, w := range words {
			if ahead.peek(0) == w {
				return ahead.at
			}
		}
		ahead.skip()
	}
	return -1
}

// ifExists and ifNotExists read these clauses.
func (r *reader) ifExists() bool    { return r.take("IF", "EXISTS") }
func (r *reader) ifNotExists() bool { return r.take("IF", "NOT", "EXISTS") }
