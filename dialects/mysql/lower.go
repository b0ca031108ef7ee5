package mysql

import (
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// lowerOp turns an operation into statements.
func lowerOp(f flavour, op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	w := f.writers()
	full, ok, warnings := w.recall(op, env)
	if !ok {
		return nil, nil
	}
	if err := w.lacking(full); err != nil {
		return nil, append(warnings, ansi.Failure(full, err))
	}
	w.warnOfNotNull(full, &warnings)
	stmts, diags := w.ddlFor(env).Lower(w.checksOfTable(full), styleOf(f), nil)
	return stmts, append(warnings, diags...)
}
