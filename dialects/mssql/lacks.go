package mssql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
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
	c, err := ansi.Immediate(c, title)
	if k, ok := c.(*ir.ForeignKey); ok { // a copy
		if k.Match != "" && !strings.EqualFold(k.Match, "SIMPLE") {
			return nil, ansi.Errorf("leave match= out", "SQL Server has no MATCH %s", k.Match)
		}
		k.Match, k.OnDelete, k.OnUpdate = "", allowed(k.OnDelete), allowed(k.OnUpdate)
	}
	return c, err
}

func allowed(phrase string) string {
	if strings.EqualFold(phrase, "RESTRICT") {
		return "NO ACTION"
	}
	return phrase
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
