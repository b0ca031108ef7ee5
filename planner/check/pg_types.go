package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// newColumns calls do for each column that a statement makes, of tables in use and of new ones: matters of taste count for both.
func (p *Pass) newColumns(do func(*Statement, *sqlstmt.Action)) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Skipped || a.Type == "" {
			return
		}
		if a.Kind == sqlstmt.AddColumn || a.More().OldType != a.Type {
			do(st, a)
		}
	}, sqlstmt.AddColumn, sqlstmt.AlterColumnType)
}

// plainType is a type without its length and without [].
func plainType(t string) string {
	t = strings.TrimRight(t, "[]")
	if open := strings.IndexByte(t, '('); open >= 0 {
		if end := strings.IndexByte(t[open:], ')'); end >= 0 {
			t = t[:open] + t[open+end+1:]
		}
	}
	return t
}
