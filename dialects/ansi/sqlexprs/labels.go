package sqlexprs

import "github.com/sqlplan/sqlplan/revisions/ir"

// selected writes one expression of the columns with its label, where it needs one.
func (c *Compiler) selected(e ir.Expr, name ir.ColumnName, asFrom bool) string {
	inColumns := func(fn func() string) string {
		return c.within(func() { c.inColumns, c.asLabel = true, nil }, fn)
	}
	if _, isLabel := e.(*ir.Label); isLabel {
		return inColumns(func() string { return c.expr(e) })
	}
	label := name.Required
	_, isFunction := e.(*ir.Func)
	if label.IsZero() && (needsLabel(e, asFrom) || isFunction && c.d.LabelFunctions) {
		label = name.Fallback
	}
	if label.IsZero() {
		return inColumns(func() string { return c.expr(e) })
	}
	// The label takes its number before the names inside of the expression take theirs.
	as := ""
	if label.Anon.IsZero() {
		as = c.Name(ir.Ident(c.shorten(label.Name)))
	} else {
		as = c.Name(ir.Ident(c.anonymous(label.Anon)))
	}
	return c.plain(e) + " AS " + as
}

// needsLabel tells whether an expression is labelled although its name is free.
func needsLabel(e ir.Expr, asFrom bool) bool {
	switch e := e.(type) {
	case *ir.ColumnRef:
		return asFrom && !e.Literal && e.From != nil
	case *ir.Text:
		return false
	case *ir.Unary:
		inner := e.Expr
		if g, ok := inner.(*ir.Grouping); ok {
			inner = g.Expr
		}
		_, _, named := ir.NaturalName(inner)
		return asFrom || !named
	case *ir.Truth:
		_, _, named := ir.NaturalName(e.Expr)
		return asFrom || !named
	}
	return true
}
