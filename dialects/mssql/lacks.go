package mssql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// What SQLAlchemy writes for SQL Server although the server has no such thing is
// refused here, or written in the server's own way where that means the same.

// lacking refuses operations whose statement the server does not have.
func lacking(op ir.Op) error {
	switch o := op.(type) {
	case ir.CreateTable:
		if len(o.Table.Columns) == 0 {
			return ansi.Errorf("give the table its columns", "a table of SQL Server has at least one column")
		}
	case ir.DropSchema:
		if o.Cascade {
			return ansi.Errorf("drop what is in the schema first, then the schema without cascade=True", "DROP SCHEMA has no CASCADE on SQL Server")
		}
	case ir.DropConstraint:
		if o.Cascade {
			return ansi.Errorf("drop the foreign keys that refer to it first, then the constraint without cascade=True",
				"DROP CONSTRAINT has no CASCADE on SQL Server")
		}
	}
	return nil
}

// adapt returns a constraint without the words that SQL Server does not have. RESTRICT
// is what it calls NO ACTION, since it checks every statement at its end.
// https://learn.microsoft.com/sql/t-sql/statements/alter-table-table-constraint-transact-sql
func adapt(c ir.Constraint) (ir.Constraint, error) {
	var timing *ir.Timing
	switch k := c.(type) {
	case *ir.PrimaryKey:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.Unique:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.Check:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.ForeignKey:
		own := *k
		c, timing = &own, &own.Timing
		if own.Match != "" && !strings.EqualFold(own.Match, "SIMPLE") {
			return nil, ansi.Errorf("leave match= out", "SQL Server has no MATCH %s", own.Match)
		}
		own.Match, own.OnDelete, own.OnUpdate = "", allowed(own.OnDelete), allowed(own.OnUpdate)
	default:
		return c, nil
	}
	if timing.Deferrable != nil && *timing.Deferrable || strings.EqualFold(timing.Initially, "DEFERRED") {
		return nil, ansi.Errorf("leave deferrable= and initially= out, and order the statements so that each leaves the data right",
			"SQL Server has no constraints that are checked later (DEFERRABLE)")
	}
	*timing = ir.Timing{}
	return c, nil
}

func allowed(phrase string) string {
	if strings.EqualFold(phrase, "RESTRICT") {
		return "NO ACTION"
	}
	return phrase
}

// isKey tells whether a text is a key column of an index: a name, perhaps with ASC
// or DESC. SQL Server has no indexes on expressions.
// https://learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql
func isKey(text string) bool {
	s := sqltext.NewScanner(text, style)
	words := 0
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		word := text[tok.Start:tok.End]
		switch {
		case tok.Kind == sqltext.Space:
			continue
		case words == 0 && (tok.Kind == sqltext.Word || tok.Kind == sqltext.QuotedIdent):
		case words == 1 && (strings.EqualFold(word, "ASC") || strings.EqualFold(word, "DESC")):
		default:
			return false
		}
		words++
	}
	return words > 0
}

// lacks names what an expression or a part of FROM has that the server does not.
func lacks(node any) string {
	switch n := node.(type) {
	case *ir.Filter:
		return "FILTER behind an aggregate function"
	case *ir.Ordered:
		return "ORDER BY among the arguments of a function"
	case *ir.Alias:
		if n.Lateral {
			return "LATERAL"
		}
	case *ir.CTE:
		switch n.Query.(type) {
		case *ir.Insert, *ir.Update, *ir.Delete:
			return "INSERT, UPDATE and DELETE in WITH"
		}
	}
	return ""
}

// writeNulls leaves out where NULL is sorted if it is sorted there anyway: it is the
// lowest value. https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql
func writeNulls(c *sqlexprs.Compiler, u *ir.Unary) string {
	inner, ok := u.Expr.(*ir.Unary)
	descending := ok && inner.Op == ir.OpDesc
	if descending != (u.Op == ir.OpNullsLast) {
		return c.Fail("SQL Server cannot sort NULL first or last: it is the lowest value")
	}
	return c.Expr(u.Expr)
}

// writeAny writes ANY and ALL, which take a query only.
func writeAny(c *sqlexprs.Compiler, u *ir.Unary) string {
	inner := u.Expr
	if group, ok := inner.(*ir.Grouping); ok {
		inner = group.Expr
	}
	switch inner.(type) {
	case *ir.ScalarQuery, ir.Query:
		return c.StandardUnary(u)
	}
	return c.Fail("SQL Server takes ANY and ALL with a query only, since it has no arrays")
}

// writeIs writes IS with a condition's constant, for which SQL Server has no form. What
// comes out is true or false for NULL too, as IS is.
func writeIs(c *sqlexprs.Compiler, b *ir.Binary) string {
	constant, ok := b.Right.(*ir.Constant)
	switch {
	case !ok:
		return c.Fail("SQL Server takes IS with NULL only")
	case constant.Value == ir.Null:
		return c.StandardBinary(b)
	}
	left, right := c.Expr(b.Left), c.Expr(b.Right)
	if b.Op == ir.OpIsNot {
		return "(" + left + " != " + right + " OR " + left + " IS NULL)"
	}
	return "(" + left + " = " + right + " AND " + left + " IS NOT NULL)"
}

func writeBetween(c *sqlexprs.Compiler, b *ir.Binary) string {
	if b.Symmetric {
		return c.Fail("SQL Server has no BETWEEN SYMMETRIC")
	}
	return c.StandardBinary(b)
}

func writeIn(c *sqlexprs.Compiler, b *ir.Binary) string {
	left := b.Left
	if group, ok := left.(*ir.Grouping); ok {
		left = group.Expr
	}
	if _, ok := left.(*ir.Tuple); ok {
		return c.Fail("SQL Server has no IN for several columns: use EXISTS, or conditions joined by AND and OR")
	}
	return c.StandardBinary(b)
}

// ownOperators are the operators made of signs.
// https://learn.microsoft.com/sql/t-sql/language-elements/operators-transact-sql
var ownOperators = map[string]bool{
	"+": true, "-": true, "*": true, "/": true, "%": true, "&": true, "|": true, "^": true, "~": true, "||": true,
	"=": true, "<": true, ">": true, "<=": true, ">=": true, "<>": true, "!=": true, "!<": true, "!>": true,
	"<<": true, ">>": true, ".": true, "::": true,
}

// isSigns tells whether an operator has no letters.
func isSigns(operator string) bool {
	return operator != "" && strings.Trim(operator, "+-*/<>=~!@#%^&|`?:.") == ""
}
