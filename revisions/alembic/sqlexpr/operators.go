package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// pythonOps are the operators that Python spells with a sign.
var pythonOps = map[string]ir.Operator{
	"+": ir.OpAdd, "-": ir.OpSub, "*": ir.OpMul, "/": ir.OpDiv, "//": ir.OpFloorDiv, "%": ir.OpMod,
	"==": ir.OpEq, "!=": ir.OpNe, "<": ir.OpLt, "<=": ir.OpLe, ">": ir.OpGt, ">=": ir.OpGe,
}

// Binary applies a Python operator to an expression; reflected: the expression
// stands on the right.
func Binary(t *python.Thread, e ir.Expr, sign string, other python.Value, reflected bool) (python.Value, error) {
	switch sign {
	case "&", "|":
		return conjunction(t, e, sign, other, reflected)
	case "<<", ">>":
		return shift(t, e, sign, other)
	}
	op, ok := pythonOps[sign]
	if !ok {
		return nil, nil
	}
	if ir.Comparison(op, nil) {
		return wrap(compare(t, op, e, other))
	}
	return wrap(operate(t, op, e, other, reflected))
}

// wrap makes a Python value of what a builder returned.
func wrap(e ir.Expr, err error) (python.Value, error) {
	if err != nil {
		return nil, err
	}
	if q, ok := e.(ir.Query); ok {
		return NewStatement(q), nil
	}
	return New(e), nil
}

func conjunction(t *python.Thread, e ir.Expr, sign string, other python.Value, reflected bool) (python.Value, error) {
	right, err := Where(t, other)
	if err != nil {
		return nil, err
	}
	op := ir.OpAnd
	if sign == "|" {
		op = ir.OpOr
	}
	if reflected {
		return New(Conjunction(op, []ir.Expr{right, e})), nil
	}
	return New(Conjunction(op, []ir.Expr{e, right})), nil
}

// shift is "<<" and ">>", which have a meaning for ranges only.
func shift(t *python.Thread, e ir.Expr, sign string, other python.Value) (python.Value, error) {
	if a := affinityOf(e.Type()); a != ranges && a != others {
		return nil, t.Raise(python.NotImplementedError, "Operator '%s' is not supported on this expression", sign)
	}
	return wrap(customOperate(t, pgOp(sign, true), e, other, ir.BooleanType))
}

// operate is "left op right" for operators that yield a value.
func operate(t *python.Thread, op ir.Operator, e ir.Expr, other python.Value, reflected bool) (ir.Expr, error) {
	right, err := operand(t, other, e)
	if err != nil {
		return nil, err
	}
	left := e
	if reflected {
		left, right = right, left
	}
	if op == ir.OpSub && affinityOf(left.Type()) == jsons {
		return custom(pgOp("-", false), left, right, left.Type()), nil
	}
	op, typ := adapt(op, left.Type(), right.Type())
	return binary(op, left, right, typ), nil
}

// operand returns the other side of an operator: an expression, or a constant
// with the type that it has beside e.
func operand(t *python.Thread, v python.Value, e ir.Expr) (ir.Expr, error) {
	right, err := clause(t, v)
	if err != nil {
		return nil, err
	}
	if b, ok := right.(*ir.Bind); ok && b.Of.IsNull() && !e.Type().IsNull() {
		typed := *b
		typed.Of = compared(b.Value, e.Type())
		return &typed, nil
	}
	if right != nil {
		return right, nil
	}
	return constant(t, v, e)
}

// constant makes a Python constant an expression beside e.
func constant(t *python.Thread, v python.Value, e ir.Expr) (ir.Expr, error) {
	if list, ok := v.(*python.List); ok {
		if a, ok := e.(*ir.Array); ok {
			return arrayOf(t, list.Elems, nil, a)
		}
	}
	return typedConstant(t, v, e.Type())
}

// typedConstant returns a constant with the type that it has beside a value of typ.
func typedConstant(t *python.Thread, v python.Value, typ *ir.Type) (ir.Expr, error) {
	if v == python.None {
		return &ir.Bind{Of: typ}, nil
	}
	if decorated(typ) {
		value, err := sqltype.Convert(t, v, typ)
		return &ir.Bind{Value: value, Of: typ}, err
	}
	value, err := sqltype.ValueOf(t, v)
	if err != nil {
		return nil, err
	}
	beside := compared(value, typ)
	if beside == typ && typ != nil {
		if value, err = sqltype.Convert(t, v, typ); err != nil {
			return nil, err
		}
	}
	return &ir.Bind{Value: value, Of: beside}, nil
}

// decorated tells whether Python code decides what becomes of the type's values.
func decorated(typ *ir.Type) bool {
	if typ == nil {
		return false
	}
	inst, ok := typ.Origin.(*python.Instance)
	return ok && inst.Cls.IsSubclass(sqltype.Class("TypeDecorator"))
}

// compare is "left op right" for comparisons; None, True and False have rules of their own.
func compare(t *python.Thread, op ir.Operator, e ir.Expr, other python.Value) (ir.Expr, error) {
	if k, ok := constantOf(other); ok {
		return compareConstant(t, op, e, k)
	}
	right, err := operand(t, other, e)
	if err != nil {
		return nil, err
	}
	return binary(op, e, right, ir.BooleanType), nil
}

// constantOf recognises None, True, False, null(), true() and false().
func constantOf(v python.Value) (*ir.Constant, bool) {
	switch v {
	case python.None:
		return &ir.Constant{Value: ir.Null}, true
	case python.True:
		return &ir.Constant{Value: ir.True}, true
	case python.False:
		return &ir.Constant{Value: ir.False}, true
	}
	if x, ok := v.(HasExpr); ok {
		k, ok := x.Expr().(*ir.Constant)
		return k, ok
	}
	return nil, false
}

func compareConstant(t *python.Thread, op ir.Operator, e ir.Expr, k *ir.Constant) (ir.Expr, error) {
	if u, ok := e.(*ir.Unary); ok && (u.Op == ir.OpAny || u.Op == ir.OpAll) {
		return newBinary(ir.Binary{Op: op, Left: e, Right: k, Of: ir.BooleanType}), nil
	}
	switch op {
	case ir.OpEq, ir.OpNe:
		if k.Value == ir.Null {
			op = map[ir.Operator]ir.Operator{ir.OpEq: ir.OpIs, ir.OpNe: ir.OpIsNot}[op]
		}
	case ir.OpIs, ir.OpIsNot, ir.OpDistinctFrom, ir.OpNotDistinct:
	default:
		return nil, t.Raise(host.ArgumentError, "Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', "+
			"'is_not_distinct_from()' operators can be used with None/True/False")
	}
	return newBinary(ir.Binary{Op: op, Left: e, Right: k, Of: ir.BooleanType}), nil
}

// Unary applies "-" or "~".
func Unary(_ *python.Thread, e ir.Expr, sign string) (python.Value, error) {
	switch sign {
	case "-":
		return New(unary(ir.OpNeg, e, e.Type())), nil
	case "~":
		return New(Not(e)), nil
	}
	return nil, nil
}

// in is IN and NOT IN.
func in(t *python.Thread, op ir.Operator, e ir.Expr, other python.Value) (ir.Expr, error) {
	right, err := inList(t, op, e, other)
	if err != nil {
		return nil, err
	}
	return newBinary(ir.Binary{Op: op, Left: e, Right: right, Of: ir.BooleanType}), nil
}

// inList is the right side of IN: a query, or a list of constants and expressions.
func inList(t *python.Thread, op ir.Operator, e ir.Expr, other python.Value) (ir.Expr, error) {
	switch x := other.(type) {
	case HasQuery:
		return &ir.ScalarQuery{Query: x.Query(), Of: outputType(x.Query())}, nil
	case HasFrom:
		if a, ok := x.From().(*ir.Alias); ok && a.Query != nil {
			return &ir.ScalarQuery{Query: a.Query, Of: outputType(a.Query)}, nil
		}
		if c, ok := x.From().(*ir.CTE); ok {
			return &ir.ScalarQuery{Query: selectAll(c)}, nil
		}
	case HasExpr:
		if b, ok := x.Expr().(*ir.Bind); ok {
			list := *b
			list.Expanding, list.ExpandOp = true, op
			if list.Of.IsNull() {
				list.Of = e.Type()
			}
			return &list, nil
		}
		return x.Expr(), nil
	case *python.Opaque:
		return nil, t.Unresolved(x, "the list of in_()")
	}
	return inValues(t, op, e, other)
}

func inValues(t *python.Thread, op ir.Operator, e ir.Expr, other python.Value) (ir.Expr, error) {
	if _, isText := python.AsStr(other); isText {
		return nil, t.Raise(host.ArgumentError, "IN expression list, SELECT construct, or bound parameter object expected, got a string.")
	}
	elems, err := t.Collect(other)
	if err != nil {
		return nil, err
	}
	items := make([]ir.Expr, len(elems))
	values := ir.List{}
	constants := true
	for i, v := range elems {
		item, err := listItem(t, v, e)
		if err != nil {
			return nil, err
		}
		items[i] = item
		b, ok := item.(*ir.Bind)
		if !ok {
			constants = false
			continue
		}
		values = append(values, b.Value)
	}
	if !constants {
		return &ir.Grouping{Expr: &ir.ExprList{Op: ir.OpComma, Items: items}}, nil
	}
	return &ir.Bind{Value: values, Expanding: true, ExpandOp: op, Of: listType(values, e)}, nil
}

// listType is the type of the elements of IN: that of the left side, unless the
// values say another.
func listType(values ir.List, e ir.Expr) *ir.Type {
	if _, isTuple := e.(*ir.Tuple); isTuple {
		return nil
	}
	for _, v := range values {
		if v != nil {
			return compared(v, e.Type())
		}
	}
	return e.Type()
}

func listItem(t *python.Thread, v python.Value, e ir.Expr) (ir.Expr, error) {
	if v == python.None {
		return &ir.Bind{}, nil
	}
	return operand(t, v, e)
}

// between is BETWEEN.
func between(t *python.Thread, e ir.Expr, low, high python.Value, symmetric bool) (ir.Expr, error) {
	from, err := operand(t, low, e)
	if err != nil {
		return nil, err
	}
	to, err := operand(t, high, e)
	if err != nil {
		return nil, err
	}
	bounds := &ir.ExprList{Op: ir.OpAnd, Plain: true, Items: []ir.Expr{from, to}}
	return &ir.Binary{Op: ir.OpBetween, Left: ir.Enclose(e, ir.OpBetween, nil), Right: bounds, Of: ir.BooleanType, Symmetric: symmetric}, nil
}

// customOperate applies an operator that is written as it stands.
func customOperate(t *python.Thread, op *ir.CustomOp, e ir.Expr, other python.Value, typ *ir.Type) (ir.Expr, error) {
	right, err := operand(t, other, e)
	if err != nil {
		return nil, err
	}
	return custom(op, e, right, typ), nil
}
