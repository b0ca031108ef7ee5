//go:build cgo

package postgresql

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// eval works out an expression for one row.
func (e *env) eval(node *pg.Node) any {
	switch n := node.GetNode().(type) {
	case nil:
		return nil
	case *pg.Node_AConst:
		return constant(n.AConst)
	case *pg.Node_ColumnRef:
		return e.column(texts(n.ColumnRef.Fields))
	case *pg.Node_BoolExpr:
		return perhapsNull(e.boolean(n.BoolExpr))
	case *pg.Node_AExpr:
		return perhapsNull(e.operator(n.AExpr))
	case *pg.Node_NullTest:
		v := e.eval(n.NullTest.Arg)
		if u, ok := v.(unknown); ok {
			if u.there {
				return n.NullTest.Nulltesttype == pg.NullTestType_IS_NOT_NULL
			}
			return v
		}
		return (v == nil) == (n.NullTest.Nulltesttype == pg.NullTestType_IS_NULL)
	case *pg.Node_BooleanTest:
		return booleanTest(e.eval(n.BooleanTest.Arg), n.BooleanTest.Booltesttype)
	case *pg.Node_TypeCast:
		return e.q.cast(e.eval(n.TypeCast.Arg), n.TypeCast.TypeName)
	case *pg.Node_FuncCall:
		return perhapsNull(e.function(n.FuncCall))
	case *pg.Node_SubLink:
		return e.subquery(n.SubLink)
	case *pg.Node_CaseExpr:
		return perhapsNull(e.choose(n.CaseExpr))
	case *pg.Node_CoalesceExpr:
		for _, arg := range n.CoalesceExpr.Args {
			if v := e.eval(arg); v != nil {
				return v
			}
		}
		return nil
	case *pg.Node_SetToDefault:
		return unknown{why: "a default is the server's own", byDefault: true}
	case *pg.Node_AArrayExpr:
		list := []any{}
		for _, item := range n.AArrayExpr.Elements {
			list = append(list, e.eval(item))
		}
		return list
	case *pg.Node_SqlvalueFunction:
		if n.SqlvalueFunction.Op == pg.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA {
			return e.q.currentSchema()
		}
		return unknown{why: sqlValueName(n.SqlvalueFunction.Op) + " is the server's own"}
	}
	return unknown{why: "an expression in it is not followed"}
}

func sqlValueName(op pg.SQLValueFunctionOp) string {
	return strings.ToLower(strings.TrimPrefix(op.String(), "SVFOP_"))
}

func constant(c *pg.A_Const) any {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return int64(v.Ival.Ival)
	case *pg.A_Const_Sval:
		return v.Sval.Sval
	case *pg.A_Const_Boolval:
		return v.Boolval.Boolval
	}
	if c.Isnull {
		return nil
	}
	return unknown{why: "a number of its kind is not followed"}
}

// column returns the value of t.a or a; the innermost query that has it counts.
func (e *env) column(names []string) any {
	if len(names) == 0 {
		return unknown{why: "a whole row in an expression is not followed"}
	}
	name, qualifier := names[len(names)-1], ""
	if len(names) > 1 {
		qualifier = names[len(names)-2]
	}
	for s := e; s != nil; s = s.outer {
		if v, ok := s.own(qualifier, name); ok {
			return v
		}
	}
	return unknown{why: fmt.Sprintf("the column %s is not known", strings.Join(names, "."))}
}

func (e *env) own(qualifier, name string) (any, bool) {
	open := false
	for i, v := range e.vars {
		if qualifier != "" && v.alias != qualifier {
			continue
		}
		if c := slices.Index(v.rel.columns, name); c >= 0 {
			if e.rows[i] == nil {
				return nil, true
			}
			return e.rows[i].values[c], true
		}
		if name == "ctid" && e.rows[i] != nil && e.rows[i].at.number > 0 {
			return e.rows[i].at, true
		}
		open = open || v.rel.open
	}
	return unknown{why: "the column " + name + " is not simulated"}, open
}

const collationReason = "the order of texts depends on the database's collation"

func and(a, b any) any {
	switch {
	case a == false || b == false:
		return false
	case isUnknown(a):
		return a
	case isUnknown(b):
		return b
	case a == nil || b == nil:
		return nil
	}
	return a == true && b == true
}

func or(a, b any) any { return not(and(not(a), not(b))) }

func not(a any) any {
	if b, ok := a.(bool); ok {
		return !b
	}
	return a
}

func (e *env) boolean(b *pg.BoolExpr) any {
	if b.Boolop == pg.BoolExprType_NOT_EXPR {
		return not(e.eval(b.Args[0]))
	}
	fold, result := and, any(true)
	if b.Boolop == pg.BoolExprType_OR_EXPR {
		fold, result = or, false
	}
	for _, arg := range b.Args {
		if result = fold(result, e.eval(arg)); result == (b.Boolop == pg.BoolExprType_OR_EXPR) {
			break
		}
	}
	return result
}

func booleanTest(v any, test pg.BoolTestType) any {
	if isUnknown(v) {
		return v
	}
	switch test {
	case pg.BoolTestType_IS_TRUE:
		return v == true
	case pg.BoolTestType_IS_NOT_TRUE:
		return v != true
	case pg.BoolTestType_IS_FALSE:
		return v == false
	case pg.BoolTestType_IS_NOT_FALSE:
		return v != false
	case pg.BoolTestType_IS_UNKNOWN:
		return v == nil
	}
	return v != nil
}

// perhapsNull is what an operation makes of its operands: that one of them is not NULL says nothing of it.
func perhapsNull(v any) any {
	if u, ok := v.(unknown); ok {
		u.there = false
		return u
	}
	return v
}

func (e *env) operator(n *pg.A_Expr) any {
	op := strings.Join(texts(n.Name), "")
	if n.Kind == pg.A_Expr_Kind_AEXPR_IN {
		return e.in(n, op)
	}
	left := e.eval(n.Lexpr)
	switch n.Kind {
	case pg.A_Expr_Kind_AEXPR_BETWEEN, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN:
		bounds := n.Rexpr.GetList().GetItems()
		if e.q.collated(left, e.eval(bounds[0])) || e.q.collated(left, e.eval(bounds[1])) {
			return unknown{why: collationReason}
		}
		inside := and(compareValues(">=", left, e.eval(bounds[0])), compareValues("<=", left, e.eval(bounds[1])))
		if n.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN {
			return not(inside)
		}
		return inside
	}
	right := e.eval(n.Rexpr)
	switch n.Kind {
	case pg.A_Expr_Kind_AEXPR_OP:
		if n.Lexpr == nil {
			return negative(op, right)
		}
		if strings.Trim(op, "<>=") == "" && op != "=" && op != "<>" && e.q.collated(left, right) {
			return unknown{why: collationReason}
		}
		return binaryOperator(op, left, right)
	case pg.A_Expr_Kind_AEXPR_OP_ANY, pg.A_Expr_Kind_AEXPR_OP_ALL:
		return quantified(op, left, right, n.Kind == pg.A_Expr_Kind_AEXPR_OP_ANY)
	case pg.A_Expr_Kind_AEXPR_LIKE, pg.A_Expr_Kind_AEXPR_ILIKE:
		return like(left, right, n.Kind == pg.A_Expr_Kind_AEXPR_ILIKE, strings.HasPrefix(op, "!"))
	case pg.A_Expr_Kind_AEXPR_DISTINCT, pg.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		same := any(left == nil && right == nil)
		if left != nil && right != nil {
			same = compareValues("=", left, right)
		}
		if n.Kind == pg.A_Expr_Kind_AEXPR_DISTINCT {
			return not(same)
		}
		return same
	case pg.A_Expr_Kind_AEXPR_NULLIF:
		switch same := compareValues("=", left, right); {
		case same == true:
			return nil
		case isUnknown(same):
			return same
		}
		return left
	}
	return unknown{why: "the operator " + op + " is not followed"}
}

func negative(op string, v any) any {
	if n, ok := v.(int64); ok && op == "-" {
		return -n
	}
	return unknown{why: "the operator " + op + " is not followed"}
}

func binaryOperator(op string, left, right any) any {
	switch op {
	case "=", "<>", "!=", "<", ">", "<=", ">=":
		return compareValues(op, left, right)
	case "~~", "!~~", "~~*", "!~~*":
		return like(left, right, strings.HasSuffix(op, "*"), strings.HasPrefix(op, "!"))
	}
	switch {
	case isUnknown(left):
		return left
	case isUnknown(right):
		return right
	case left == nil || right == nil:
		return nil
	}
	if op == "||" {
		l, okL := textOf(left)
		r, okR := textOf(right)
		if okL && okR {
			return l + r
		}
	}
	l, okL := left.(int64)
	r, okR := right.(int64)
	if okL && okR {
		switch op {
		case "+":
			return l + r
		case "-":
			return l - r
		case "*":
			return l * r
		}
	}
	return unknown{why: "the operator " + op + " is not followed"}
}

// textOf is a value as text.
func textOf(v any) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case int64:
		return strconv.FormatInt(x, 10), true
	case bool:
		return strconv.FormatBool(x), true
	}
	return "", false
}

// in is IN (...) and NOT IN (...).
func (e *env) in(n *pg.A_Expr, op string) any {
	items := n.Rexpr.GetList().GetItems()
	result := any(false)
	if row := n.Lexpr.GetRowExpr(); row != nil {
		return unknown{why: "IN with rows is not followed"}
	}
	left := e.eval(n.Lexpr)
	for _, item := range items {
		result = or(result, compareValues("=", left, e.eval(item)))
	}
	if op == "<>" {
		return not(result)
	}
	return result
}

func quantified(op string, left, right any, some bool) any {
	if isUnknown(right) || right == nil {
		return right
	}
	list, ok := right.([]any)
	if !ok {
		if list, ok = arrayLiteral(right); !ok {
			return unknown{why: "an array in it is not followed"}
		}
	}
	result := any(!some)
	for _, item := range list {
		if v := binaryOperator(op, left, item); some {
			result = or(result, v)
		} else {
			result = and(result, v)
		}
	}
	return result
}

// arrayLiteral reads '{a,b}' as far as it is plain.
func arrayLiteral(v any) ([]any, bool) {
	text, ok := v.(string)
	if !ok || !strings.HasPrefix(text, "{") || !strings.HasSuffix(text, "}") || strings.ContainsAny(text, `"\`) {
		return nil, false
	}
	list := []any{}
	if inner := text[1 : len(text)-1]; inner != "" {
		for _, part := range strings.Split(inner, ",") {
			part = strings.TrimSpace(part)
			if part == "" || strings.ContainsAny(part, "{}") || strings.EqualFold(part, "null") {
				return nil, false
			}
			list = append(list, part)
		}
	}
	return list, true
}

func (e *env) choose(n *pg.CaseExpr) any {
	for _, node := range n.Args {
		when := node.GetCaseWhen()
		cond := e.eval(when.Expr)
		if n.Arg != nil {
			cond = compareValues("=", e.eval(n.Arg), cond)
		}
		if isUnknown(cond) {
			return cond
		}
		if cond == true {
			return e.eval(when.Result)
		}
	}
	return e.eval(n.Defresult)
}

// subquery is EXISTS, IN, ANY and a query that stands for a value.
func (e *env) subquery(n *pg.SubLink) any {
	rel, err := e.q.run(n.Subselect.GetSelectStmt(), e)
	if err != nil {
		return unknown{why: err.Error()}
	}
	switch n.SubLinkType {
	case pg.SubLinkType_EXISTS_SUBLINK:
		sure := slices.ContainsFunc(rel.rows, func(r *row) bool { return r.doubt == "" })
		if fault := rel.sure(); fault != nil && !sure {
			return unknown{why: fault.Error()}
		}
		return sure
	case pg.SubLinkType_ANY_SUBLINK:
		return e.anyOf(n, rel)
	}
	if fault := rel.sure(); fault != nil {
		return unknown{why: fault.Error()}
	}
	switch n.SubLinkType {
	case pg.SubLinkType_EXPR_SUBLINK:
		switch {
		case len(rel.rows) == 0:
			return nil
		case len(rel.rows) == 1 && len(rel.rows[0].values) == 1:
			return rel.rows[0].values[0]
		}
	case pg.SubLinkType_ARRAY_SUBLINK:
		list := []any{}
		for _, r := range rel.rows {
			list = append(list, r.values[0])
		}
		return list
	}
	return unknown{why: "a subquery of its kind is not followed"}
}

func (e *env) anyOf(n *pg.SubLink, rel *rowset) any {
	left := e.eval(n.Testexpr)
	op := strings.Join(texts(n.OperName), "")
	if op == "" {
		op = "="
	}
	result := any(false)
	for _, r := range rel.rows {
		if len(r.values) != 1 {
			return unknown{why: "IN with rows is not followed"}
		}
		v := binaryOperator(op, left, r.values[0])
		if r.doubt != "" && v != false {
			v = unknown{why: r.doubt}
		}
		result = or(result, v)
	}
	return result
}
