package sqlexprs

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// What SQLAlchemy writes although several servers have no such thing is refused here,
// or written in another way that means the same. Each function returns the writer for
// the server whose name the messages have.

// IsByEquality writes IS with a condition's constant for a server that takes IS with NULL
// only. What comes out is true or false for NULL too, as IS is.
func IsByEquality(server string) func(*Compiler, *ir.Binary) string {
	return func(c *Compiler, b *ir.Binary) string {
		constant, ok := b.Right.(*ir.Constant)
		switch {
		case !ok:
			return c.Fail("%s takes IS with NULL only", server)
		case constant.Value == ir.Null:
			return c.StandardBinary(b)
		}
		left, right := c.Expr(b.Left), c.Expr(b.Right)
		if b.Op == ir.OpIsNot {
			return "(" + left + " != " + right + " OR " + left + " IS NULL)"
		}
		return "(" + left + " = " + right + " AND " + left + " IS NOT NULL)"
	}
}

// NoSymmetric writes BETWEEN for a server without BETWEEN SYMMETRIC.
func NoSymmetric(server string) func(*Compiler, *ir.Binary) string {
	return func(c *Compiler, b *ir.Binary) string {
		if b.Symmetric {
			return c.Fail("%s has no BETWEEN SYMMETRIC", server)
		}
		return c.StandardBinary(b)
	}
}

// NullsLowest leaves out where NULL is sorted if a server without NULLS FIRST and NULLS LAST,
// to which it is the lowest value, sorts it there anyway.
func NullsLowest(server string) func(*Compiler, *ir.Unary) string {
	return func(c *Compiler, u *ir.Unary) string {
		if isDescending(u.Expr) != (u.Op == ir.OpNullsLast) {
			return c.Fail("%s cannot sort NULL first or last: it is the lowest value", server)
		}
		return c.Expr(u.Expr)
	}
}

// isDescending tells whether an element of ORDER BY or of an index has DESC.
func isDescending(e ir.Expr) bool {
	u, ok := e.(*ir.Unary)
	return ok && u.Op == ir.OpDesc
}

// QueryOnly writes ANY and ALL for a server that takes them with a query only.
func QueryOnly(server string) func(*Compiler, *ir.Unary) string {
	return func(c *Compiler, u *ir.Unary) string {
		inner := u.Expr
		if group, ok := inner.(*ir.Grouping); ok {
			inner = group.Expr
		}
		switch inner.(type) {
		case *ir.ScalarQuery, ir.Query:
			return c.StandardUnary(u)
		}
		return c.Fail("%s takes ANY and ALL with a query only, since it has no arrays", server)
	}
}

// IsSigns tells whether an operator has no letters.
func IsSigns(operator string) bool {
	return operator != "" && strings.Trim(operator, "+-*/<>=~!@#%^&|`?:.") == ""
}
