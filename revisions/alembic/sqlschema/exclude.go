package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// newExclude is PostgreSQL's ExcludeConstraint(("column", "operator"), ...).
func newExclude(t *python.Thread, b *python.Bound) (*Constraint, error) {
	k := newConstraint(t, excludeConstraint)
	if err := k.common(t, b); err != nil {
		return nil, err
	}
	using, err := b.Str("using")
	if err != nil {
		return nil, err
	}
	k.exclude = &ir.Exclude{Using: using}
	if w := b.Get("where"); w != python.None {
		if k.exclude.Where, err = ddlExpr(t, w); err != nil {
			return nil, err
		}
	}
	ops, _ := b.Get("ops").(*python.Dict)
	for _, item := range b.Star() {
		element, err := excludeElement(t, item, ops)
		if err != nil {
			return nil, err
		}
		k.exclude.Elements = append(k.exclude.Elements, element)
	}
	return k, nil
}

func excludeElement(t *python.Thread, item python.Value, ops *python.Dict) (e ir.ExcludeElement, err error) {
	pair, err := t.Collect(item)
	if err != nil {
		return e, err
	}
	if len(pair) != 2 {
		return e, t.Raise(python.ValueError, "not enough values to unpack (expected 2, got %d)", len(pair))
	}
	key := ""
	if s, ok := python.AsStr(pair[0]); ok {
		// A text names a column; text() and literal_column() are SQL.
		key, e.Expr = s, &ir.ColumnRef{Name: ir.Ident(s)}
	} else {
		if e.Expr, err = ddlExpr(t, pair[0]); err != nil {
			return e, err
		}
		if ref, ok := e.Expr.(*ir.ColumnRef); ok {
			key = ref.Name.Text
		}
	}
	if e.Operator, err = t.Str(pair[1]); err != nil {
		return e, err
	}
	if ops != nil && key != "" {
		if class, ok := ops.GetStr(key); ok {
			e.OpClass, err = t.Str(class)
		}
	}
	return e, err
}
