package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// writeConflict writes ON CONFLICT.
func writeConflict(c *sqlexprs.Compiler, ins *ir.Insert) string {
	k := ins.Conflict
	target := conflictTarget(c, k)
	if !k.Update {
		return "ON CONFLICT " + target + "DO NOTHING"
	}
	sets := make([]string, 0, len(k.Set))
	for _, item := range sqlexprs.InTableOrder(ins.Table, k.Set) {
		value := c.Bare(false, true, func() string { return c.Expr(item.Value) })
		sets = append(sets, c.Name(item.Column.Name)+" = "+value)
	}
	text := "ON CONFLICT " + target + "DO UPDATE SET " + strings.Join(sets, ", ")
	if k.Where != nil {
		text += " WHERE " + c.Bare(false, true, func() string { return c.Expr(k.Where) })
	}
	return text
}

// conflictTarget is the constraint or the columns that are in conflict, with a
// space at the end.
func conflictTarget(c *sqlexprs.Compiler, k *ir.Conflict) string {
	if !k.Constraint.IsZero() {
		name, err := Idents.Constraint(k.Constraint)
		if err != nil {
			return c.Fail("%s", err.Error())
		}
		return "ON CONSTRAINT " + name + " "
	}
	if len(k.Elements) == 0 {
		return ""
	}
	return c.Bare(true, true, func() string {
		text := "(" + c.List(k.Elements) + ") "
		if k.IndexWhere != nil {
			text += "WHERE " + c.Expr(k.IndexWhere) + " "
		}
		return text
	})
}
