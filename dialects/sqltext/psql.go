package sqltext

import "strings"

// psqlStyle is how psql itself finds its variables in the text that it sends.
// See "Variables" and "SQL Interpolation" in the manual page of psql.
var psqlStyle = Style{DollarQuotes: true, EscapeStrings: true, NestedComments: true, ReturnEndsComment: true}

// PsqlVariables returns the colons outside of quotes and comments that psql
// takes as the start of a variable: those of :name, :'name', :"name" and
// :{?name}, but not of a cast such as a::name. In SQL such a colon stands in an
// array slice: a[1:n].
func PsqlVariables(text string) []int {
	var colons []int
	if strings.IndexByte(text, ':') < 0 {
		return nil
	}
	s := NewScanner(text, psqlStyle)
	for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
		if tok.Kind == Punct && text[tok.Start] == ':' && psqlName(text[tok.End:]) {
			colons = append(colons, tok.Start)
		}
	}
	return colons
}

// psqlName tells whether text, which follows a colon, starts with what psql
// takes as a variable. A quote counts even if psql would not accept the name
// inside it: a space before it never changes what the server sees.
func psqlName(text string) bool {
	if text == "" {
		return false
	}
	k := classes[text[0]]
	return k == letter || k == digit || text[0] == '\'' || text[0] == '"' || strings.HasPrefix(text, "{?")
}

// EscapePsql returns text as psql must be given it so that the server gets the
// same SQL: with a space after each colon that psql would take as the start of
// a variable. Text without such a colon is returned as it is.
func EscapePsql(text string) string {
	colons := PsqlVariables(text)
	if colons == nil {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + len(colons))
	from := 0
	for _, at := range colons {
		b.WriteString(text[from : at+1])
		b.WriteByte(' ')
		from = at + 1
	}
	b.WriteString(text[from:])
	return b.String()
}
