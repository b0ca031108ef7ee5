package sqlexprs

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// infix is the text of operators between two operands, or between those of a list.
var infix = map[ir.Operator]string{
	ir.OpAnd: " AND ", ir.OpOr: " OR ", ir.OpComma: ", ", ir.OpSpace: " ",
	ir.OpAdd: " + ", ir.OpSub: " - ", ir.OpMul: " * ", ir.OpMod: " % ", ir.OpConcat: " || ",
	ir.OpEq: " = ", ir.OpNe: " != ", ir.OpLt: " < ", ir.OpLe: " <= ", ir.OpGt: " > ", ir.OpGe: " >= ",
	ir.OpIs: " IS ", ir.OpIsNot: " IS NOT ", ir.OpDistinctFrom: " IS DISTINCT FROM ", ir.OpNotDistinct: " IS NOT DISTINCT FROM ",
	ir.OpIn: " IN ", ir.OpMatch: " MATCH ", ir.OpNotMatch: " NOT MATCH ", ir.OpCollate: " COLLATE ",
	ir.OpBitAnd: " & ", ir.OpBitOr: " | ", ir.OpBitXor: " ^ ", ir.OpShiftL: " << ", ir.OpShiftR: " >> ",
}

var prefix = map[ir.Operator]string{
	ir.OpNeg: "-", ir.OpNot: "NOT ", ir.OpExists: "EXISTS ", ir.OpDistinct: "DISTINCT ",
	ir.OpAny: "ANY ", ir.OpAll: "ALL ", ir.OpBitNot: "~",
}

var postfix = map[ir.Operator]string{
	ir.OpAsc: " ASC", ir.OpDesc: " DESC", ir.OpNullsFirst: " NULLS FIRST", ir.OpNullsLast: " NULLS LAST",
}

func (c *Compiler) unary(u *ir.Unary) string {
	if own := c.d.Unary[u.Op]; own != nil && u.Custom == nil {
		return own(c, u)
	}
	return c.StandardUnary(u)
}

// StandardUnary writes an operator with one operand as servers without a form of their own do.
func (c *Compiler) StandardUnary(u *ir.Unary) string {
	if !u.Postfix {
		text := prefix[u.Op]
		if u.Custom != nil {
			text = u.Custom.Text + " "
		}
		return text + c.within(func() { c.inColumns = false }, func() string { return c.expr(u.Expr) })
	}
	text := postfix[u.Op]
	if u.Custom != nil {
		text = " " + u.Custom.Text
	}
	return c.within(func() { c.inColumns = false }, func() string { return c.expr(u.Expr) }) + text
}

// truth writes an expression as a condition.
func (c *Compiler) truth(t *ir.Truth) string {
	inner := c.plain(t.Expr)
	switch {
	case c.d.NoBoolean && !isCondition(t.Expr):
		if t.Negated {
			return inner + " = 0"
		}
		return inner + " = 1"
	case t.Negated:
		return "NOT " + inner
	}
	return inner
}

// isCondition tells whether an expression is a condition by its form rather than by its type.
func isCondition(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Grouping:
		return isCondition(e.Expr)
	case *ir.Binary:
		return true
	case *ir.ExprList:
		return e.Op == ir.OpAnd || e.Op == ir.OpOr
	case *ir.Unary:
		return e.Op == ir.OpExists || e.Op == ir.OpNot
	}
	return false
}

func (c *Compiler) list(l *ir.ExprList) string {
	if l.Op == ir.OpConcat && c.d.Concat != nil {
		return c.concat(l.Items...)
	}
	return c.within(func() { c.inOp = c.inOp || l.Op != ir.OpComma && l.Op != ir.OpSpace },
		func() string { return c.joined(l.Items, c.infix(l.Op)) })
}

// infix is what stands between the operands of op; empty: the operator has no such form.
func (c *Compiler) infix(op ir.Operator) string {
	if op == ir.OpConcat && c.d.ConcatWord != "" {
		return c.d.ConcatWord
	}
	return infix[op]
}

// concat writes operands of a concatenation in the server's own way.
func (c *Compiler) concat(items ...ir.Expr) string {
	return c.within(func() { c.inOp = true }, func() string {
		parts := make([]string, len(items))
		for i, item := range items {
			parts[i] = c.expr(item)
		}
		return c.d.Concat(parts)
	})
}

func (c *Compiler) binary(b *ir.Binary) string {
	if own := c.d.Binary[b.Op]; own != nil {
		return own(c, b)
	}
	if b.Op == ir.OpConcat && c.d.Concat != nil {
		return c.concat(b.Left, b.Right)
	}
	return c.StandardBinary(b)
}

// StandardBinary writes an operator as servers without a form of their own do.
func (c *Compiler) StandardBinary(b *ir.Binary) string {
	switch b.Op {
	case ir.OpCustom:
		return c.generic(b, " "+b.Custom.Text+" ", b.Custom.Eager)
	case ir.OpNotIn:
		// The list may be empty, and "NULL) OR (1 = 1" needs the parentheses.
		return "(" + c.generic(b, " NOT IN ", false) + ")"
	case ir.OpBetween, ir.OpNotBetween:
		return c.between(b)
	case ir.OpDiv:
		return c.division(b)
	case ir.OpMod:
		return c.expr(b.Left) + " % " + c.expr(b.Right)
	case ir.OpFloorDiv:
		return c.floorDivision(b)
	}
	if like, ok := likes[b.Op]; ok {
		return c.like(b, like)
	}
	text := c.infix(b.Op)
	if text == "" {
		return c.Fail("the operator %q has no form on %s", b.Op, c.title())
	}
	return c.generic(b, text, false)
}

// Infix writes an operator with the given text; eager puts it into parentheses
// wherever it stands in another operator.
func (c *Compiler) Infix(b *ir.Binary, text string, eager bool) string {
	return c.generic(b, text, eager)
}

func (c *Compiler) generic(b *ir.Binary, text string, eager bool) string {
	inOp := c.inOp
	text = c.within(func() { c.inOp = true }, func() string { return c.expr(b.Left) + text + c.expr(b.Right) })
	if inOp && eager {
		return "(" + text + ")"
	}
	return text
}

func (c *Compiler) between(b *ir.Binary) string {
	text := " BETWEEN "
	if b.Op == ir.OpNotBetween {
		text = " NOT BETWEEN "
	}
	if b.Symmetric {
		text += "SYMMETRIC "
	}
	return c.generic(b, text, false)
}

// division divides as Python does: 1/2 is not 0.
func (c *Compiler) division(b *ir.Binary) string {
	right := b.Right
	if !c.d.FloatDivision {
		to := right.Type()
		if !IsNumeric(to) {
			to = ir.NumericType
		}
		right = &ir.Cast{Expr: right, To: to}
	}
	return c.expr(b.Left) + " / " + c.expr(right)
}

func (c *Compiler) floorDivision(b *ir.Binary) string {
	text := c.expr(b.Left) + " / " + c.expr(b.Right)
	if !c.d.FloatDivision && IsInteger(b.Left.Type()) && IsInteger(b.Right.Type()) {
		return text
	}
	return "FLOOR(" + text + ")"
}

// likeForm is how one of the operators around LIKE is written.
type likeForm struct {
	not, insensitive bool
	before, after    bool // '%' before and after the operand
}

var likes = map[ir.Operator]likeForm{
	ir.OpLike: {}, ir.OpNotLike: {not: true},
	ir.OpILike: {insensitive: true}, ir.OpNotILike: {not: true, insensitive: true},
	ir.OpContains: {before: true, after: true}, ir.OpNotContains: {not: true, before: true, after: true},
	ir.OpStartsWith: {after: true}, ir.OpNotStartsWith: {not: true, after: true},
	ir.OpEndsWith: {before: true}, ir.OpNotEndsWith: {not: true, before: true},
	ir.OpIContains: {insensitive: true, before: true, after: true}, ir.OpNotIContains: {not: true, insensitive: true, before: true, after: true},
	ir.OpIStartsWith: {insensitive: true, after: true}, ir.OpNotIStarts: {not: true, insensitive: true, after: true},
	ir.OpIEndsWith: {insensitive: true, before: true}, ir.OpNotIEndsWith: {not: true, insensitive: true, before: true},
}

func (c *Compiler) like(b *ir.Binary, form likeForm) string {
	left := c.expr(b.Left)
	right := c.within(func() { c.inOp = c.inOp || form.before || form.after }, func() string { return c.expr(b.Right) })
	word := " LIKE "
	if form.insensitive {
		if c.d.Binary[ir.OpILike] != nil {
			word = " ILIKE "
		} else {
			left, right = "lower("+left+")", "lower("+right+")"
		}
	}
	if form.not {
		word = " NOT" + word
	}
	parts := []string{right}
	if form.before {
		parts = []string{"'%'", right}
	}
	if form.after {
		parts = append(parts, "'%'")
	}
	switch {
	case len(parts) > 1 && c.d.Concat != nil:
		right = c.d.Concat(parts)
	default:
		right = strings.Join(parts, c.infix(ir.OpConcat))
	}
	return left + word + right + c.escape(b)
}

// ILike writes ILIKE, for servers that have it.
func (c *Compiler) ILike(b *ir.Binary) string { return c.like(b, likes[b.Op]) }

func (c *Compiler) escape(b *ir.Binary) string {
	if b.Escape == nil {
		return ""
	}
	return " ESCAPE " + c.literal(*b.Escape, ir.StringType)
}

// Literal writes a constant of a type.
func (c *Compiler) Literal(v ir.Value, typ *ir.Type) string { return c.literal(v, typ) }

func (c *Compiler) array(a *ir.Array) string {
	if c.d.NoArrays {
		return c.Fail("%s has no arrays", c.title())
	}
	if len(a.Items) == 0 && c.d.EmptyArray != nil {
		return c.d.EmptyArray(c, a)
	}
	return "ARRAY[" + c.comma(a.Items) + "]"
}

func (c *Compiler) caseExpr(e *ir.Case) string {
	var b strings.Builder
	b.WriteString("CASE ")
	if e.Operand != nil {
		b.WriteString(c.expr(e.Operand) + " ")
	}
	for _, w := range e.Whens {
		b.WriteString("WHEN " + c.expr(w.Cond) + " THEN " + c.expr(w.Then) + " ")
	}
	if e.Else != nil {
		b.WriteString("ELSE " + c.expr(e.Else) + " ")
	}
	b.WriteString("END")
	return b.String()
}

func (c *Compiler) cast(e *ir.Cast) string {
	if c.d.Cast != nil {
		return c.d.Cast(c, e)
	}
	return c.StandardCast(e)
}

// StandardCast writes CAST(expression AS type).
func (c *Compiler) StandardCast(e *ir.Cast) string {
	word := "CAST"
	if e.Try {
		word = "TRY_CAST"
	}
	text := c.expr(e.Expr)
	name, err := c.d.TypeName(e.To)
	c.note(err, CodeUnsupported, "cast to a type that the dialect has")
	// A collation is no part of the type in a cast.
	collation := ""
	if i := strings.LastIndex(name, " COLLATE "); i >= 0 {
		name, collation = name[:i], name[i:]
	}
	return word + "(" + text + " AS " + name + ")" + collation
}

func (c *Compiler) sequence(n *ir.NextValue) string {
	if c.d.Sequence == nil {
		return c.Fail("%s has no sequences", c.title())
	}
	return c.d.Sequence(c, n.Sequence)
}

// Type writes the name of a type.
func (c *Compiler) Type(t *ir.Type) string {
	name, err := c.d.TypeName(t)
	c.note(err, CodeUnsupported, "use a type that the dialect has")
	return name
}

// CastText casts what fn writes to a type.
func (c *Compiler) CastText(t *ir.Type, fn func() string) string {
	text := fn()
	return "CAST(" + text + " AS " + c.Type(t) + ")"
}
