package postgresql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Lower turns an operation into statements.
func (Dialect) Lower(op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	return ddlFor(env).Lower(op, style, typesOf(env))
}

func writeType(t *ir.Type) (string, error) { return Types.Name(t) }

func writeText(text string) (string, error) { return Types.Literal(text, ir.StringType) }
