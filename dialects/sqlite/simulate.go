package sqlite

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Simulate follows nothing so far.
func (Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict {
	cat.MarkUnknown("this build cannot follow SQLite's statements", st.Span)
	return nil
}

// Answer answers nothing so far.
func (Dialect) Answer(string, *schema.Catalog) (ir.Answer, bool, string) {
	return ir.Answer{}, false, "this build cannot follow SQLite's statements"
}
