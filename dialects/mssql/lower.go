package mssql

import (
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Lower turns an operation into statements.
func (Dialect) Lower(op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	v := DefaultVersion
	if env != nil && env.ServerVersion != (ir.Version{}) {
		v = env.ServerVersion
	}
	stmts, diags := ddlFor(v).Lower(op, style, nil)
	if o, ok := op.(ir.AlterColumn); ok && !diags.HasErrors() {
		warnOfNull(o, &diags)
	}
	return stmts, diags
}

// Expr writes an expression as SQL.
func (Dialect) Expr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(writersFor(DefaultVersion).exprs, e, sqlexprs.Options{})
}

// TypeName writes a type as SQL.
func (Dialect) TypeName(t *ir.Type) (string, error) {
	return writersFor(DefaultVersion).types.Name(t)
}

// ddlFor returns the DDL for a server's version.
func ddlFor(v ir.Version) *ansi.DDL { return writersFor(v).ddl }
