//go:build !cgo

package postgresql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Actions cannot take a statement apart without PostgreSQL's parser.
func (Dialect) Actions(st *sqlstmt.Stmt, _ *schema.Catalog) []sqlstmt.Action {
	return []sqlstmt.Action{{Kind: sqlstmt.Other, Name: st.Kind, Unknown: "this build has no SQL parser"}}
}
