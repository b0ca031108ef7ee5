package sqlexpr

import "github.com/sqlplan/sqlplan/revisions/ir"

// negations are the operators with an opposite.
var negations = func() map[ir.Operator]ir.Operator {
	pairs := [][2]ir.Operator{
		{ir.OpEq, ir.OpNe}, {ir.OpLt, ir.OpGe}, {ir.OpGt, ir.OpLe}, {ir.OpIs, ir.OpIsNot},
		{ir.OpDistinctFrom, ir.OpNotDistinct}, {ir.OpIn, ir.OpNotIn}, {ir.OpLike, ir.OpNotLike}, {ir.OpILike, ir.OpNotILike},
		{ir.OpContains, ir.OpNotContains}, {ir.OpStartsWith, ir.OpNotStartsWith}, {ir.OpEndsWith, ir.OpNotEndsWith},
		{ir.OpIContains, ir.OpNotIContains}, {ir.OpIStartsWith, ir.OpNotIStarts}, {ir.OpIEndsWith, ir.OpNotIEndsWith},
		{ir.OpBetween, ir.OpNotBetween}, {ir.OpMatch, ir.OpNotMatch}, {ir.OpRegexp, ir.OpNotRegexp},
	}
	both := map[ir.Operator]ir.Operator{}
	for _, p := range pairs {
		both[p[0]], both[p[1]] = p[1], p[0]
	}
	return both
}()

// binary makes "left op right" with the parentheses that it needs.
func binary(op ir.Operator, left, right ir.Expr, typ *ir.Type) ir.Expr {
	if ir.Associative(op) {
		if list := flattened(op, left, right, typ); list != nil {
			return list
		}
	}
	return newBinary(ir.Binary{Op: op, Left: left, Right: right, Of: typ})
}

func newBinary(b ir.Binary) *ir.Binary {
	if u, ok := b.Right.(*ir.Unary); ok && (u.Op == ir.OpAny || u.Op == ir.OpAll) {
		b.Fixed = true
	}
	b.Left, b.Right = ir.Enclose(b.Left, b.Op, b.Custom), ir.Enclose(b.Right, b.Op, b.Custom)
	return &b
}

// flattened makes a + b + c one list.
func flattened(op ir.Operator, left, right ir.Expr, typ *ir.Type) ir.Expr {
	l, okL := operands(op, left, typ)
	r, okR := operands(op, right, typ)
	if !okL && !okR {
		return nil
	}
	items := append(append([]ir.Expr(nil), l...), r...)
	for i, e := range items {
		items[i] = ir.Enclose(e, op, nil)
	}
	return &ir.ExprList{Op: op, Items: items, Of: typ}
}

func operands(op ir.Operator, e ir.Expr, typ *ir.Type) ([]ir.Expr, bool) {
	switch x := e.(type) {
	case *ir.Binary:
		if x.Op == op && sameAffinity(x.Of, typ) {
			return []ir.Expr{x.Left, x.Right}, true
		}
	case *ir.ExprList:
		if x.Op == op && sameAffinity(x.Of, typ) {
			return x.Items, true
		}
	}
	return []ir.Expr{e}, false
}

// custom makes an operator that is written as it stands.
func custom(op *ir.CustomOp, left, right ir.Expr, typ *ir.Type) ir.Expr {
	return newBinary(ir.Binary{Op: ir.OpCustom, Custom: op, Left: left, Right: right, Of: typ})
}

// unary makes an operator before its operand.
func unary(op ir.Operator, e ir.Expr, typ *ir.Type) ir.Expr {
	return &ir.Unary{Op: op, Expr: ir.Enclose(e, op, nil), Of: typ}
}

// modifier makes an operator after its operand, such as DESC.
func modifier(op ir.Operator, e ir.Expr) ir.Expr {
	return &ir.Unary{Op: op, Postfix: true, Expr: ir.Enclose(e, op, nil)}
}

// Not negates a condition.
func Not(e ir.Expr) ir.Expr {
	switch x := e.(type) {
	case *ir.Constant:
		switch x.Value {
		case ir.True:
			return &ir.Constant{Value: ir.False}
		case ir.False:
			return &ir.Constant{Value: ir.True}
		}
	case *ir.Truth:
		if _, constant := x.Expr.(*ir.Constant); constant {
			return Not(x.Expr)
		}
		return &ir.Truth{Expr: x.Expr, Negated: !x.Negated}
	case *ir.Binary:
		if op, ok := negations[x.Op]; ok && !x.Fixed {
			negated := *x
			negated.Op = op
			negated.Right = negatedList(x.Right, op)
			return &negated
		}
		return negateOther(ir.EncloseAlone(e))
	case *ir.ExprList:
		return &ir.Unary{Op: ir.OpNot, Expr: ir.Enclose(e, ir.OpNot, nil)}
	case *ir.Unary:
		if !x.Postfix && ir.IsBoolean(x.Of) {
			return &ir.Unary{Op: ir.OpNot, Expr: ir.Enclose(e, ir.OpNot, nil), Of: ir.BooleanType}
		}
	case *ir.Label:
		return &ir.Label{Name: x.Name, Anon: x.Anon, Expr: Not(x.Expr), Of: x.Of}
	}
	return negateOther(e)
}

func negateOther(e ir.Expr) ir.Expr {
	if ir.IsBoolean(e.Type()) {
		return &ir.Truth{Expr: e, Negated: true}
	}
	return &ir.Unary{Op: ir.OpNot, Expr: ir.Enclose(e, ir.OpNot, nil)}
}

// negatedList tells the list of IN that it stands in NOT IN now.
func negatedList(e ir.Expr, op ir.Operator) ir.Expr {
	b, ok := e.(*ir.Bind)
	if !ok || !b.Expanding {
		return e
	}
	list := *b
	list.ExpandOp = op
	return &list
}

// Conjunction is and_() (ir.OpAnd) or or_() (ir.OpOr).
func Conjunction(op ir.Operator, clauses []ir.Expr) ir.Expr {
	kept := ir.Conjunction(op, clauses)
	if len(kept) == 1 {
		return kept[0]
	}
	var flat []ir.Expr
	for _, e := range kept {
		if l, ok := e.(*ir.ExprList); ok && l.Op == op {
			flat = append(flat, l.Items...)
			continue
		}
		flat = append(flat, e)
	}
	return &ir.ExprList{Op: op, Items: flat, Of: ir.BooleanType}
}
