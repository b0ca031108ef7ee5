package static

import "github.com/sqlplan/sqlplan/revisions/python"

// Walk calls visit for an expression and all that is in it, from the outside
// inwards, until visit returns false for one, whose insides are then left out.
func Walk(e python.Expr, visit func(python.Expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	for _, x := range Operands(e) {
		Walk(x, visit)
	}
}

// Operands returns the expressions that an expression is directly made of.
func Operands(e python.Expr) []python.Expr {
	switch e := e.(type) {
	case *python.FString:
		return fields(e.Parts)
	case *python.Attribute:
		return []python.Expr{e.X}
	case *python.Subscript:
		return []python.Expr{e.X, e.Index}
	case *python.SliceExpr:
		return []python.Expr{e.Lo, e.Hi, e.Step}
	case *python.CallExpr:
		list := []python.Expr{e.Func}
		for _, a := range e.Args {
			list = append(list, a.X)
		}
		return list
	case *python.UnaryExpr:
		return []python.Expr{e.X}
	case *python.BinaryExpr:
		return []python.Expr{e.X, e.Y}
	case *python.BoolExpr:
		return []python.Expr{e.X, e.Y}
	case *python.CompareExpr:
		return append([]python.Expr{e.X}, e.Ys...)
	case *python.CondExpr:
		return []python.Expr{e.Cond, e.Then, e.Else}
	case *python.TupleExpr:
		return e.Elems
	case *python.ListExpr:
		return e.Elems
	case *python.SetExpr:
		return e.Elems
	case *python.DictExpr:
		return append(append([]python.Expr{}, e.Keys...), e.Values...)
	case *python.Star:
		return []python.Expr{e.X}
	case *python.Comprehension:
		list := []python.Expr{e.Key, e.Value}
		for _, c := range e.Clauses {
			list = append(append(list, c.Iter), c.Ifs...)
		}
		return list
	case *python.Walrus:
		return []python.Expr{e.X}
	case *python.Yield:
		return []python.Expr{e.X}
	case *python.Await:
		return []python.Expr{e.X}
	}
	return nil
}

func fields(parts []python.FPart) []python.Expr {
	var list []python.Expr
	for _, p := range parts {
		if p.Expr != nil {
			list = append(list, p.Expr)
			list = append(list, fields(p.Spec)...)
		}
	}
	return list
}

// Exprs returns the expressions of one statement, but not those of the
// statements inside it.
func Exprs(stmt python.Stmt) []python.Expr {
	switch stmt := stmt.(type) {
	case *python.ExprStmt:
		return []python.Expr{stmt.X}
	case *python.Assign:
		return append([]python.Expr{stmt.Value}, stmt.Targets...)
	case *python.AnnAssign:
		return []python.Expr{stmt.Value}
	case *python.AugAssign:
		return []python.Expr{stmt.Value}
	case *python.If:
		var list []python.Expr
		for _, b := range stmt.Branches {
			list = append(list, b.Cond)
		}
		return list
	case *python.While:
		return []python.Expr{stmt.Cond}
	case *python.For:
		return []python.Expr{stmt.Iter}
	case *python.With:
		var list []python.Expr
		for _, item := range stmt.Items {
			list = append(list, item.X)
		}
		return list
	case *python.Return:
		return []python.Expr{stmt.X}
	case *python.Raise:
		return []python.Expr{stmt.X, stmt.Cause}
	case *python.Assert:
		return []python.Expr{stmt.Cond, stmt.Message}
	case *python.Match:
		return []python.Expr{stmt.Subject}
	}
	return nil
}
