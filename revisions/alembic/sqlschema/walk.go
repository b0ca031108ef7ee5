package sqlschema

import "github.com/sqlplan/sqlplan/revisions/ir"

// walkColumns calls visit for each column that an expression names, in order.
func walkColumns(e ir.Expr, visit func(*ir.ColumnRef)) {
	if ref, ok := e.(*ir.ColumnRef); ok {
		visit(ref)
		return
	}
	for _, child := range children(e) {
		if child != nil {
			walkColumns(child, visit)
		}
	}
}

// children are the operands of an expression as far as expressions of DDL have
// any: no statements.
func children(e ir.Expr) []ir.Expr {
	switch x := e.(type) {
	case *ir.Label:
		return []ir.Expr{x.Expr}
	case *ir.Grouping:
		return []ir.Expr{x.Expr}
	case *ir.Unary:
		return []ir.Expr{x.Expr}
	case *ir.Truth:
		return []ir.Expr{x.Expr}
	case *ir.Binary:
		return []ir.Expr{x.Left, x.Right}
	case *ir.ExprList:
		return x.Items
	case *ir.Tuple:
		return x.Items
	case *ir.Array:
		return x.Items
	case *ir.Func:
		return x.Args
	case *ir.Cast:
		return []ir.Expr{x.Expr}
	case *ir.TypeCoerce:
		return []ir.Expr{x.Expr}
	case *ir.Extract:
		return []ir.Expr{x.Expr}
	case *ir.Case:
		list := []ir.Expr{x.Operand}
		for _, w := range x.Whens {
			list = append(list, w.Cond, w.Then)
		}
		return append(list, x.Else)
	}
	return nil
}
