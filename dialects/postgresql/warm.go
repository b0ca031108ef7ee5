package postgresql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Warm parses one small statement: the first one builds the tables of the tree's
// reader, which takes as long as twenty statements, and can be done while the
// revisions are still being read.
func (d Dialect) Warm() {
	d.Parse(&sqlstmt.Stmt{Text: "CREATE TABLE t (c int DEFAULT 0)"}, &ir.Env{ServerVersion: DefaultVersion})
}
