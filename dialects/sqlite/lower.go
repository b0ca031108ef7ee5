package sqlite

import (
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Lower turns an operation into statements.
func (Dialect) Lower(op ir.Op, _ *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	op, err := adapted(op)
	if err != nil {
		return nil, source.Diagnostics{ansi.Failure(op, err)}
	}
	if op == nil {
		return nil, nil
	}
	return ddl().Lower(op, style, nil)
}

// adapted returns the operation as the general writers take it; nil if there is
// nothing to do. After an error it is the operation itself.
func adapted(op ir.Op) (ir.Op, error) {
	switch o := op.(type) {
	case ir.CreateTable:
		t, err := prepared(o.Table)
		if err != nil {
			return op, err
		}
		o.Table = t
		return o, nil
	case ir.AddColumn:
		return adaptedAddColumn(o)
	case ir.AlterColumn:
		return adaptedAlterColumn(o)
	case ir.AddConstraint:
		if ofType(o.Constraint) {
			return nil, nil
		}
		return op, errNoAlter
	case ir.DropConstraint:
		return op, errNoAlter
	case ir.CreateType, ir.DropType, ir.CreateTypes, ir.DropTypes:
		return nil, nil // SQLite has no such types
	}
	return op, nil
}

// errNoAlter is Alembic's answer, too.
var errNoAlter = ansi.Errorf("change the table with op.batch_alter_table(), which makes a new table and copies the rows",
	"SQLite cannot add or drop a constraint of a table that exists")

// ofType tells whether a constraint only stands for a type: without one, nothing
// but a check is lost, and Alembic leaves it out with a warning.
func ofType(c ir.Constraint) bool {
	check, ok := c.(*ir.Check)
	return ok && check.OfType != nil
}

func adaptedAddColumn(o ir.AddColumn) (ir.Op, error) {
	for _, c := range o.Constraints {
		if !ofType(c) {
			return o, errNoAlter
		}
	}
	o.Constraints = nil
	return o, nil
}

func adaptedAlterColumn(o ir.AlterColumn) (ir.Op, error) {
	if o.CommentSet {
		return o, ansi.Errorf("leave the comment out", "SQLite has no comments on columns")
	}
	o.DropChecks, o.AddChecks = nil, nil
	return o, nil
}
