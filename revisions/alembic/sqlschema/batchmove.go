package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// moved returns an expression over the columns of another table. Names are what
// matters in DDL, so that nothing is rebuilt where no column has another name.
func moved(e ir.Expr, to *Table) (ir.Expr, error) {
	renamed := false
	walkColumns(e, func(ref *ir.ColumnRef) { renamed = renamed || movedName(ref, to) != ref.Name })
	if !renamed {
		return e, nil
	}
	return rebuilt(e, to)
}

// movedName is the name that the column of the same key has in another table.
func movedName(ref *ir.ColumnRef, to *Table) ir.Name {
	old, ok := ref.Origin.(*Column)
	if !ok || old.table == to {
		return ref.Name
	}
	for _, c := range to.columns {
		if c.key == old.name.Text {
			return c.name
		}
	}
	return ref.Name
}

// rebuilt copies an expression, as far as conditions and indexes have any.
func rebuilt(e ir.Expr, to *Table) (ir.Expr, error) {
	var err error
	sub := func(x ir.Expr) ir.Expr {
		if x == nil || err != nil {
			return x
		}
		var out ir.Expr
		out, err = rebuilt(x, to)
		return out
	}
	list := func(xs []ir.Expr) []ir.Expr {
		out := slices.Clone(xs)
		for i := range out {
			out[i] = sub(out[i])
		}
		return out
	}
	switch x := e.(type) {
	case *ir.ColumnRef:
		d := *x
		d.Name = movedName(x, to)
		return &d, nil
	case *ir.Label:
		d := *x
		d.Expr = sub(x.Expr)
		return &d, err
	case *ir.Grouping:
		return &ir.Grouping{Expr: sub(x.Expr)}, err
	case *ir.Unary:
		d := *x
		d.Expr = sub(x.Expr)
		return &d, err
	case *ir.Truth:
		d := *x
		d.Expr = sub(x.Expr)
		return &d, err
	case *ir.Binary:
		d := *x
		d.Left, d.Right = sub(x.Left), sub(x.Right)
		return &d, err
	case *ir.ExprList:
		d := *x
		d.Items = list(x.Items)
		return &d, err
	case *ir.Tuple:
		d := *x
		d.Items = list(x.Items)
		return &d, err
	case *ir.Func:
		d := *x
		d.Args = list(x.Args)
		return &d, err
	case *ir.Cast:
		d := *x
		d.Expr = sub(x.Expr)
		return &d, err
	case *ir.TypeCoerce:
		d := *x
		d.Expr = sub(x.Expr)
		return &d, err
	case *ir.Bind, *ir.Constant, *ir.Text, *ir.Collation:
		return e, nil
	}
	return nil, &host.Unsupported{Code: host.CodeBatch, Message: "a batch renames a column that a condition or an index uses in an expression that sqlplan cannot copy",
		Help: "drop the constraint or the index in the batch, and create it again"}
}
