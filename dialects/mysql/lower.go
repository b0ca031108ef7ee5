package mysql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// lowerOp turns an operation into statements.
func lowerOp(f flavour, op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	return f.writers().ddl.Lower(op, styleOf(f), nil)
}
