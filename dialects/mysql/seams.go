package mysql

import (
	"errors"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// What types.go, exprs.go, ddl.go and lower.go will bring.

func lowerOp(f flavour, op ir.Op, _ *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	return ansi.Lower(op, styleOf(f))
}

func typeName(flavour, *ir.Type) (string, error) {
	return "", errors.New("types cannot be written yet")
}

func exprSQL(flavour, ir.Expr) (string, error) {
	return "", errors.New("expressions cannot be written yet")
}

func reserved(flavour, string) bool { return false }
