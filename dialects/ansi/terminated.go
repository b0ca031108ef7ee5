package ansi

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// Terminated is a text of SQL with one semicolon behind its last statement: not a
// second one, and none inside a comment, as Alembic writes them.
func Terminated(text string, style sqltext.Style) string {
	pieces, err := sqltext.Split(text, style)
	if err != nil || len(pieces) == 0 {
		return strings.TrimSpace(text) + ";"
	}
	end := 0
	for _, p := range pieces {
		if p.Stmt.Start < p.Stmt.End {
			end = p.Stmt.End
		}
	}
	behind := text[end:]
	if own, ok := strings.CutPrefix(strings.TrimLeft(behind, " \t\r\n"), ";"); ok {
		behind = own
	}
	return strings.TrimSpace(text[:end] + ";" + behind)
}
