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
	if err := lacking(op); err != nil {
		return nil, source.Diagnostics{ansi.Failure(op, err)}
	}
	op, missing := unlessThere(op)
	stmts, diags := ddlFor(v).Lower(op, style, nil)
	if missing != "" && len(stmts) > 0 {
		if _, schema := op.(ir.CreateSchema); schema {
			// CREATE SCHEMA must be alone in its batch, which EXEC gives it.
			stmts[0].Text = "EXEC(" + unicode(stmts[0].Text) + ")"
		}
		stmts[0].Text = "IF " + missing + "\n" + stmts[0].Text
	}
	if o, ok := op.(ir.AlterColumn); ok && !diags.HasErrors() {
		warnOfNull(o, &diags)
	}
	return stmts, diags
}

// unlessThere takes IF NOT EXISTS, which CREATE and ADD do not have here, from an
// operation and returns it as a condition; "" if it does not say so.
func unlessThere(op ir.Op) (ir.Op, string) {
	switch o := op.(type) {
	case ir.CreateTable:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, "OBJECT_ID(" + unicode(Idents.Table(o.Table.Schema, o.Table.Name)) + ", N'U') IS NULL"
		}
	case ir.AddColumn:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, "COL_LENGTH(" + unicode(Idents.Table(o.Table.Schema, o.Table.Name)) + ", " + unicode(o.Column.Name.Text) + ") IS NULL"
		}
	case ir.CreateIndex:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, "NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(" + unicode(Idents.Table(o.Table.Schema, o.Table.Name)) +
				") AND name = " + unicode(o.Index.Name.Text) + ")"
		}
	case ir.CreateSequence:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, "OBJECT_ID(" + unicode(Idents.Table(o.Sequence.Schema, o.Sequence.Name)) + ", N'SO') IS NULL"
		}
	case ir.CreateSchema:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, "SCHEMA_ID(" + unicode(o.Name.Text) + ") IS NULL"
		}
	}
	return op, ""
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
