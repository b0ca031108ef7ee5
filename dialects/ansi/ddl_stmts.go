package ansi

import (
	"errors"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of DDL that cannot be written.
const (
	CodeDDL     = "SP479" // an operation that the dialect cannot write
	CodeTooLong = "SP480" // a name that the server would cut off
)

// Lower turns an operation into statements with this dialect's DDL; raw SQL, and
// text that the expression language filled in, are split. exists knows types; it may be nil.
func (d *DDL) Lower(op ir.Op, style sqltext.Style, exists TypeExists) ([]*sqlstmt.Stmt, source.Diagnostics) {
	if x, ok := op.(ir.Execute); ok {
		if text, ok := x.Statement.(*ir.Text); ok {
			return d.lowerText(x, text, style)
		}
	}
	texts, known, err := d.Texts(op, exists)
	if !known {
		return Lower(op, style)
	}
	if err != nil {
		return nil, source.Diagnostics{Failure(op, err)}
	}
	stmts := make([]*sqlstmt.Stmt, len(texts))
	for i, text := range texts {
		stmts[i] = &sqlstmt.Stmt{Text: text, Span: op.Span()}
	}
	return stmts, nil
}

// lowerText fills in the parameters of a text and splits what comes out, as if
// its author had written it.
func (d *DDL) lowerText(op ir.Execute, text *ir.Text, style sqltext.Style) ([]*sqlstmt.Stmt, source.Diagnostics) {
	filled, err := d.Statement(text)
	if err != nil {
		return nil, source.Diagnostics{Failure(op, err)}
	}
	at := text.At
	if at.IsZero() {
		at = op.Span()
	}
	return Lower(ir.RawText(filled, at), style)
}

// Failure makes a diagnostic of what kept an operation from being written.
func Failure(op ir.Op, err error) source.Diagnostic {
	d := source.Diagnostic{Severity: source.Error, Code: CodeDDL, Span: op.Span(), Message: err.Error(), Help: "write the change as SQL with op.execute()"}
	var (
		compile *CompileError
		long    *ident.TooLongError
		expr    *sqlexprs.Error
		typ     *sqltypes.Error
	)
	switch {
	case errors.As(err, &compile):
		if compile.Help != "" {
			d.Help = compile.Help
		}
	case errors.As(err, &long):
		d.Code, d.Help = CodeTooLong, "shorten the name, or let a naming convention or op.f() make it, which are shortened as SQLAlchemy does"
	case errors.As(err, &expr):
		d.Code, d.Help = expr.Code, expr.Help
	case errors.As(err, &typ):
		d.Code, d.Help = typ.Code, typ.Help
	}
	return d
}
