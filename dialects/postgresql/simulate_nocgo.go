//go:build !cgo

package postgresql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Simulate cannot follow a statement without PostgreSQL's parser: after it,
// nothing is known of the schema.
func (Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict {
	cat.MarkUnknown("this build has no SQL parser", st.Span)
	return nil
}
