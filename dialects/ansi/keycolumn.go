package ansi

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// IsKeyColumn tells whether a text is a key column of an index: a name, perhaps with ASC or DESC. Anything else
// is an expression, which some servers do not index.
func IsKeyColumn(text string, style sqltext.Style) bool {
	s := sqltext.NewScanner(text, style)
	words := 0
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		word := text[tok.Start:tok.End]
		switch {
		case tok.Kind == sqltext.Space:
			continue
		case words == 0 && (tok.Kind == sqltext.Word || tok.Kind == sqltext.QuotedIdent):
		case words == 1 && (strings.EqualFold(word, "ASC") || strings.EqualFold(word, "DESC")):
		default:
			return false
		}
		words++
	}
	return words > 0
}
