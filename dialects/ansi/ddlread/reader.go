package ddlread

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// token is one token that is neither white space nor a comment.
type token struct {
	kind       sqltext.Kind
	start, end int
}

func scan(text string, style sqltext.Style) []token {
	s := sqltext.NewScanner(text, style)
	var toks []token
	for {
		t := s.Next()
		switch t.Kind {
		case sqltext.EOF:
			return toks
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
		default:
			toks = append(toks, token{t.Kind, t.Start, t.End})
		}
	}
}

// Reader walks over the tokens of a text.
type Reader struct {
	server *Server
	text   string
	toks   []token
	pos    int
}

// AtEnd tells whether no token is left.
func (r *Reader) AtEnd() bool { return r.pos >= len(r.toks) }

// Text returns the text of the next token; "" at the end.
func (r *Reader) Text() string { return r.ahead(0) }

func (r *Reader) ahead(n int) string {
	if r.pos+n >= len(r.toks) {
		return ""
	}
	t := r.toks[r.pos+n]
	return r.text[t.start:t.end]
}

// Is tells whether the next token is a word, in any case, or a sign.
func (r *Reader) Is(text string) bool { return r.isAt(0, text) }

func (r *Reader) isAt(n int, text string) bool {
	if r.pos+n >= len(r.toks) {
		return false
	}
	switch r.toks[r.pos+n].kind {
	case sqltext.Word, sqltext.Punct, sqltext.Operator:
		return strings.EqualFold(r.ahead(n), text)
	}
	return false
}

// Next moves past the next token.
func (r *Reader) Next() {
	if !r.AtEnd() {
		r.pos++
	}
}

// Word takes the next tokens if they are these words or signs; none if they are not.
func (r *Reader) Word(words ...string) bool {
	for i, w := range words {
		if !r.isAt(i, w) {
			return false
		}
	}
	r.pos += len(words)
	return true
}

// Element moves past one token, or past a parenthesis with all that stands in it,
// and returns its text.
func (r *Reader) Element() string {
	if r.AtEnd() {
		return ""
	}
	start, depth := r.pos, 0
	for !r.AtEnd() {
		switch r.Text() {
		case "(":
			depth++
		case ")":
			depth--
		}
		r.pos++
		if depth <= 0 {
			break
		}
	}
	return r.between(start, r.pos)
}

// between is the text from one token to before another.
func (r *Reader) between(from, to int) string {
	if from >= to {
		return ""
	}
	return r.text[r.toks[from].start:r.toks[to-1].end]
}

// until returns the text up to a comma or a closing parenthesis of the place's own
// depth, the end of the statement, or one of the words.
func (r *Reader) until(stop ...string) string {
	start := r.pos
	for !r.AtEnd() && !r.Is(",") && !r.Is(")") && !r.Is(";") && !slices.ContainsFunc(stop, r.Is) {
		r.Element()
	}
	return r.between(start, r.pos)
}

// IsName tells whether the next token can be a name.
func (r *Reader) IsName() bool {
	if r.AtEnd() {
		return false
	}
	k := r.toks[r.pos].kind
	return k == sqltext.Word || k == sqltext.QuotedIdent
}

// Ident takes one name; "" if none stands here.
func (r *Reader) Ident() string {
	if !r.IsName() {
		return ""
	}
	text := r.Text()
	quoted := r.toks[r.pos].kind == sqltext.QuotedIdent
	r.pos++
	if quoted {
		text = Unquote(text)
		if r.server.Quoted != nil {
			text = r.server.Quoted(text)
		}
		return text
	}
	if r.server.Fold != nil {
		return r.server.Fold(text)
	}
	return text
}

// Unquote returns the name that stands in quotes.
func Unquote(text string) string {
	const quotes = 2
	if len(text) < quotes {
		return text
	}
	end := text[len(text)-1:]
	return strings.ReplaceAll(text[1:len(text)-1], end+end, end)
}

// Name takes a name with the parts before its dots. Of more than three parts the
// first is a server, and is left out.
func (r *Reader) Name() Name {
	parts := []string{r.Ident()}
	for r.Is(".") {
		r.pos++
		for r.Is(".") { // db..table leaves the schema out
			r.pos++
			parts = append(parts, "")
		}
		parts = append(parts, r.Ident())
	}
	n := Name{Name: parts[len(parts)-1]}
	const schema, catalog = 2, 3
	if len(parts) >= schema {
		n.Schema = parts[len(parts)-schema]
	}
	if len(parts) >= catalog {
		n.Catalog = parts[len(parts)-catalog]
	}
	return n
}

// list takes names in parentheses; what stands behind a name, such as DESC, is skipped.
func (r *Reader) list() []string {
	if !r.Word("(") {
		return nil
	}
	var names []string
	for !r.AtEnd() && !r.Is(")") {
		if name := r.Ident(); name != "" {
			names = append(names, name)
		}
		r.until()
		r.Word(",")
	}
	r.Word(")")
	return names
}

// String takes a string literal and returns its value.
func (r *Reader) String() (value string, ok bool) {
	if r.AtEnd() || r.toks[r.pos].kind != sqltext.String {
		return "", false
	}
	text := r.Text()
	r.pos++
	text = text[strings.IndexByte(text, '\''):]
	return Unquote(text), true
}
