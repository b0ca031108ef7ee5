package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// selectFilterBy is filter_by(): conditions on the last element of FROM, by the names of its columns.
func selectFilterBy(t *python.Thread, s *ir.Select, c *python.Call) error {
	f := filterTarget(s)
	if f == nil {
		return t.Raise(host.InvalidRequestError, "filter_by() needs a table to filter")
	}
	for _, kw := range c.Kwargs {
		e, err := keyEquals(t, f, kw)
		if err != nil {
			return err
		}
		s.Where = append(s.Where[:len(s.Where):len(s.Where)], e)
	}
	return nil
}

// filterTarget is what filter_by() means: the last join's table, else the first
// element of FROM.
func filterTarget(s *ir.Select) ir.From {
	if n := len(s.Joins); n > 0 {
		return s.Joins[n-1].Right
	}
	if len(s.From) > 0 {
		return s.From[0]
	}
	for _, it := range s.Columns {
		if it.From != nil {
			return it.From
		}
		if col, ok := it.Expr.(*ir.ColumnRef); ok && col.From != nil {
			return col.From
		}
	}
	return nil
}

// keyEquals is column == value for one argument of filter_by().
func keyEquals(t *python.Thread, f ir.From, kw python.Kwarg) (ir.Expr, error) {
	col := (Columns{f}).find(kw.Name)
	if col == nil {
		name, err := t.Str(fromName(f))
		if err != nil {
			return nil, err
		}
		return nil, t.Raise(host.InvalidRequestError, "Entity namespace for \"%s\" has no property \"%s\"", name, kw.Name)
	}
	return compare(t, ir.OpEq, col, kw.Value)
}
