package oracle

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// broken breaks the lines of a statement that are longer than SQL*Plus takes, at
// spaces between two tokens.
func broken(text string) string {
	if !hasLongLine(text) {
		return text
	}
	var b strings.Builder
	s := sqltext.NewScanner(text, style)
	width := 0    // of the line so far
	pending := "" // a space that a line end can take the place of
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		part := text[tok.Start:tok.End]
		if tok.Kind == sqltext.Space && !strings.Contains(part, "\n") {
			pending = part
			continue
		}
		first, _, _ := strings.Cut(part, "\n")
		if pending != "" && width+len(pending)+len(first) > maxLine && width > 0 {
			b.WriteString("\n")
			width = 0
		} else {
			b.WriteString(pending)
			width += len(pending)
		}
		pending = ""
		b.WriteString(part)
		if n := strings.LastIndexByte(part, '\n'); n >= 0 {
			width = len(part) - n - 1
		} else {
			width += len(part)
		}
	}
	return b.String() + pending
}

func hasLongLine(text string) bool {
	for line := range strings.Lines(text) {
		if len(strings.TrimRight(line, "\r\n")) > maxLine {
			return true
		}
	}
	return false
}

// joinedMinus joins a line that ends in a minus sign with the next one: SQL*Plus takes
// the sign for its own, and leaves it out.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/SQL-Plus-basics.html
func joinedMinus(text string) string {
	if !strings.Contains(text, "-") {
		return text
	}
	var b strings.Builder
	s := sqltext.NewScanner(text, style)
	minus := false
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		part := text[tok.Start:tok.End]
		if minus && tok.Kind == sqltext.Space && strings.Contains(part, "\n") {
			part = " "
		}
		minus = tok.Kind == sqltext.Operator && strings.HasSuffix(part, "-")
		b.WriteString(part)
	}
	return b.String()
}
