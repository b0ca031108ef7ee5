package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	nothingSig  = python.ParseSignature("on_conflict_do_nothing", "constraint=None, index_elements=None, index_where=None")
	conflictSig = python.ParseSignature("on_conflict_do_update", "constraint=None, index_elements=None, index_where=None, set_=None, where=None")
)

func conflictNothing(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	b, err := nothingSig.Bind(c)
	if err != nil {
		return nil, err
	}
	return withConflict(t, q, b, &ir.Conflict{})
}

func conflictUpdate(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	b, err := conflictSig.Bind(c)
	if err != nil {
		return nil, err
	}
	ins, ok := q.(*ir.Insert)
	if !ok {
		return nil, t.Raise(python.AttributeError, "on_conflict_do_update() is for INSERT")
	}
	k := &ir.Conflict{Update: true}
	if k.Set, err = conflictSet(t, ins, b.Get("set_")); err != nil {
		return nil, err
	}
	if len(k.Set) == 0 {
		return nil, t.Raise(python.ValueError, "set parameter dictionary must not be empty")
	}
	if v := b.Get("where"); v != python.None {
		if k.Where, err = Where(t, v); err != nil {
			return nil, err
		}
	}
	return withConflict(t, q, b, k)
}

// conflictSet reads set_: a dict, or a collection of columns such as excluded.
func conflictSet(t *python.Thread, ins *ir.Insert, v python.Value) ([]ir.SetItem, error) {
	columns, ok := v.(Columns)
	if !ok {
		return rowOf(t, ins.Table, v)
	}
	var set []ir.SetItem
	for _, col := range columns.f.FromColumns() {
		set = append(set, ir.SetItem{Column: col, Value: col})
	}
	return set, nil
}

func withConflict(t *python.Thread, q ir.Query, b *python.Bound, k *ir.Conflict) (python.Value, error) {
	ins, ok := q.(*ir.Insert)
	if !ok {
		return nil, t.Raise(python.AttributeError, "%s() is for INSERT", "on_conflict_do_nothing")
	}
	if err := conflictTarget(t, b, k); err != nil {
		return nil, err
	}
	if k.Update && k.Constraint.IsZero() && len(k.Elements) == 0 {
		return nil, t.Raise(host.ArgumentError, "Either constraint or index_elements, but not both, must be specified unless DO NOTHING")
	}
	copied := *ins
	copied.Conflict = k
	return NewStatement(&copied), nil
}

// conflictTarget reads the constraint or the columns that are in conflict.
func conflictTarget(t *python.Thread, b *python.Bound, k *ir.Conflict) error {
	var err error
	if v := b.Get("constraint"); v != python.None {
		if _, isText := python.AsStr(v); !isText {
			if v, err = t.Attr(v, "name"); err != nil {
				return err
			}
		}
		if k.Constraint, err = sqltype.NameOf(t, v); err != nil {
			return err
		}
	}
	if v := b.Get("index_elements"); v != python.None {
		elems, err := t.Collect(v)
		if err != nil {
			return err
		}
		for _, elem := range elems {
			e, err := conflictElement(t, elem)
			if err != nil {
				return err
			}
			k.Elements = append(k.Elements, e)
		}
	}
	if v := b.Get("index_where"); v != python.None {
		k.IndexWhere, err = Where(t, v)
	}
	return err
}

func conflictElement(t *python.Thread, v python.Value) (ir.Expr, error) {
	if _, ok := python.AsStr(v); ok {
		name, err := sqltype.NameOf(t, v)
		return &ir.ColumnRef{Name: name}, err
	}
	return Of(t, v)
}

// excluded is the row that could not be inserted, as ON CONFLICT knows it.
func excluded(ins *ir.Insert) ir.From {
	a := &ir.Alias{Of: ins.Table, Name: ir.Ident("excluded")}
	a.Columns = proxies(a, ins.Table.Columns)
	return a
}
