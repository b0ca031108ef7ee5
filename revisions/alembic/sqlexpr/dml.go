package sqlexpr

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	insertSig = python.ParseSignature("insert", "values=None, inline=False, **kw")
	updateSig = python.ParseSignature("update", "whereclause=None, values=None, **kw")
	deleteSig = python.ParseSignature("delete", "whereclause=None, **kw")
)

// targetOf returns the table that an INSERT writes to.
func targetOf(t *python.Thread, f ir.From) (*ir.TableFrom, error) {
	if table, ok := f.(*ir.TableFrom); ok {
		return table, nil
	}
	return nil, t.Raise(host.ArgumentError, "subject table for an INSERT, UPDATE or DELETE expected")
}

func newInsert(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	b, err := insertSig.Bind(c)
	if err != nil {
		return nil, err
	}
	table, err := targetOf(t, f)
	if err != nil {
		return nil, err
	}
	ins := &ir.Insert{Table: table}
	if ins.Inline, err = t.Truth(b.Get("inline")); err != nil {
		return nil, err
	}
	if v := b.Get("values"); v != python.None {
		return insertValues(t, ins, &python.Call{Args: []python.Value{v}, Span: c.Span})
	}
	return NewStatement(ins), nil
}

func newUpdate(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	b, err := updateSig.Bind(c)
	if err != nil {
		return nil, err
	}
	up := &ir.Update{Table: f}
	if v := b.Get("whereclause"); v != python.None {
		if up.Where, err = conditionsOf(t, []python.Value{v}, nil); err != nil {
			return nil, err
		}
	}
	if v := b.Get("values"); v != python.None {
		return updateValues(t, up, &python.Call{Args: []python.Value{v}, Span: c.Span})
	}
	return NewStatement(up), nil
}

func newDelete(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	b, err := deleteSig.Bind(c)
	if err != nil {
		return nil, err
	}
	del := &ir.Delete{Table: f}
	if v := b.Get("whereclause"); v != python.None {
		del.Where, err = conditionsOf(t, []python.Value{v}, nil)
	}
	return NewStatement(del), err
}

// dmlMethods are those of INSERT, UPDATE and DELETE.
var dmlMethods map[string]queryMethod

func init() {
	dmlMethods = map[string]queryMethod{
		"values": dmlValues, "ordered_values": orderedValues, "where": dmlWhere, "filter": dmlWhere, "returning": dmlReturning,
		"from_select": fromSelectMethod, "inline": insertInline, "prefix_with": dmlPrefix,
		"on_conflict_do_nothing": conflictNothing, "on_conflict_do_update": conflictUpdate, "on_duplicate_key_update": duplicateUpdate,
		"return_defaults": unchanged,
		"with_hint":       dmlHint, "with_dialect_options": dmlDialectOptions, "filter_by": dmlFilterBy,
	}
}

func dmlValues(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	switch q := q.(type) {
	case *ir.Insert:
		return insertValues(t, q, c)
	case *ir.Update:
		return updateValues(t, q, c)
	}
	return nil, t.Raise(python.AttributeError, "'Delete' object has no attribute 'values'")
}

// insertValues adds values: a dict, keyword arguments, a tuple in the order of
// the table's columns, or a list of rows.
func insertValues(t *python.Thread, q *ir.Insert, c *python.Call) (python.Value, error) {
	ins := *q
	if len(c.Args) == 1 {
		if list, ok := c.Args[0].(*python.List); ok && (len(list.Elems) == 0 || !isPlain(list.Elems[0])) {
			ins.Multi = true
			for _, row := range list.Elems {
				set, err := rowOf(t, ins.Table, row)
				if err != nil {
					return nil, err
				}
				ins.Rows = append(ins.Rows[:len(ins.Rows):len(ins.Rows)], set)
			}
			return NewStatement(&ins), nil
		}
	}
	set, err := valuesOf(t, ins.Table, c)
	if err != nil {
		return nil, err
	}
	if len(ins.Rows) == 1 {
		set = merge(ins.Rows[0], set)
	}
	ins.Rows = [][]ir.SetItem{set}
	return NewStatement(&ins), nil
}

// isPlain tells a row of values from a list of rows.
func isPlain(v python.Value) bool {
	switch v.(type) {
	case *python.Dict, *python.List, python.Tuple:
		return false
	}
	return true
}

func updateValues(t *python.Thread, q *ir.Update, c *python.Call) (python.Value, error) {
	up := *q
	set, err := valuesOf(t, up.Table, c)
	if err != nil {
		return nil, err
	}
	up.Set = inTableOrder(up.Table, merge(up.Set, set))
	return NewStatement(&up), nil
}

func merge(old, added []ir.SetItem) []ir.SetItem {
	all := old[:len(old):len(old)]
	for _, item := range added {
		replaced := false
		for i := range all {
			if all[i].Column.Name == item.Column.Name {
				all = append([]ir.SetItem(nil), all...)
				all[i] = item
				replaced = true
			}
		}
		if !replaced {
			all = append(all, item)
		}
	}
	return all
}

// inTableOrder sorts assignments by the columns of the table.
func inTableOrder(f ir.From, items []ir.SetItem) []ir.SetItem {
	sorted := make([]ir.SetItem, 0, len(items))
	used := make([]bool, len(items))
	for _, col := range f.FromColumns() {
		for i, item := range items {
			if !used[i] && item.Column == col {
				used[i] = true
				sorted = append(sorted, item)
			}
		}
	}
	for i, item := range items {
		if !used[i] {
			sorted = append(sorted, item)
		}
	}
	return sorted
}

// valuesOf reads the arguments of values().
func valuesOf(t *python.Thread, f ir.From, c *python.Call) ([]ir.SetItem, error) {
	var set []ir.SetItem
	for _, arg := range c.Args {
		row, err := rowOf(t, f, arg)
		if err != nil {
			return nil, err
		}
		set = append(set, row...)
	}
	for _, kw := range c.Kwargs {
		item, err := setItem(t, f, python.Str(kw.Name), kw.Value)
		if err != nil {
			return nil, err
		}
		set = append(set, item)
	}
	return set, nil
}

func rowOf(t *python.Thread, f ir.From, v python.Value) ([]ir.SetItem, error) {
	var set []ir.SetItem
	switch x := python.Plain(v).(type) {
	case *python.Dict:
		for _, entry := range x.Items() {
			item, err := setItem(t, f, entry.Key, entry.Value)
			if err != nil {
				return nil, err
			}
			set = append(set, item)
		}
		return set, nil
	case *python.Opaque:
		return nil, t.Unresolved(x, "the values of a statement")
	}
	elems, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	columns := f.FromColumns()
	if len(elems) > len(columns) {
		return nil, t.Raise(host.ArgumentError, "the row has %d values, and the table %d columns", len(elems), len(columns))
	}
	for i, e := range elems {
		item, err := setColumn(t, columns[i], e)
		if err != nil {
			return nil, err
		}
		set = append(set, item)
	}
	return set, nil
}

// setItem is one assignment; the column is given by its key or as an object.
func setItem(t *python.Thread, f ir.From, key, value python.Value) (ir.SetItem, error) {
	if x, ok := key.(HasExpr); ok {
		if col, ok := x.Expr().(*ir.ColumnRef); ok {
			return setColumn(t, col, value)
		}
	}
	name, ok := python.AsStr(key)
	if !ok {
		inner, err := clause(t, key)
		if err != nil {
			return ir.SetItem{}, err
		}
		if col, ok := inner.(*ir.ColumnRef); ok {
			return setColumn(t, col, value)
		}
		return ir.SetItem{}, t.Raise(host.ArgumentError, "a column or its name expected as a key of values()")
	}
	if col := (Columns{f}).find(name); col != nil {
		return setColumn(t, col, value)
	}
	return ir.SetItem{}, t.Raise(host.CompileError, "Unconsumed column names: %s", name)
}

// setColumn is one assignment to a column; a constant takes the column's type.
func setColumn(t *python.Thread, col *ir.ColumnRef, value python.Value) (ir.SetItem, error) {
	e, err := clause(t, value)
	if err != nil {
		return ir.SetItem{}, err
	}
	if e == nil {
		converted, err := sqltype.Convert(t, value, col.Of)
		if err != nil {
			return ir.SetItem{}, err
		}
		return ir.SetItem{Column: col, Value: &ir.Bind{Value: converted, Of: col.Of}}, nil
	}
	if b, ok := e.(*ir.Bind); ok {
		if b.Of.IsNull() {
			typed := *b
			typed.Of = col.Of
			e = &typed
		}
		return ir.SetItem{Column: col, Value: e}, nil
	}
	return ir.SetItem{Column: col, Value: ir.EncloseAlone(e)}, nil
}

func orderedValues(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	up, ok := q.(*ir.Update)
	if !ok {
		return nil, t.Raise(python.AttributeError, "ordered_values() is for UPDATE")
	}
	copied := *up
	copied.Ordered = true
	for _, arg := range c.Args {
		pair, err := t.Collect(arg)
		const two = 2
		if err != nil || len(pair) != two {
			return nil, t.Raise(host.ArgumentError, "ordered_values() takes pairs of a column and a value")
		}
		item, err := setItem(t, up.Table, pair[0], pair[1])
		if err != nil {
			return nil, err
		}
		copied.Set = append(copied.Set[:len(copied.Set):len(copied.Set)], item)
	}
	return NewStatement(&copied), nil
}

func dmlWhere(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	switch x := q.(type) {
	case *ir.Update:
		copied := *x
		var err error
		copied.Where, err = conditionsOf(t, c.Args, x.Where)
		return NewStatement(&copied), err
	case *ir.Delete:
		copied := *x
		var err error
		copied.Where, err = conditionsOf(t, c.Args, x.Where)
		return NewStatement(&copied), err
	}
	return nil, t.Raise(python.AttributeError, "'Insert' object has no attribute 'where'")
}

// dmlFilterBy is filter_by(): conditions on columns by their names.
func dmlFilterBy(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	where := &python.Call{Span: c.Span}
	var f ir.From
	switch x := q.(type) {
	case *ir.Update:
		f = x.Table
	case *ir.Delete:
		f = x.Table
	default:
		return nil, t.Raise(python.AttributeError, "'Insert' object has no attribute 'filter_by'")
	}
	for _, kw := range c.Kwargs {
		e, err := keyEquals(t, f, kw)
		if err != nil {
			return nil, err
		}
		where.Args = append(where.Args, New(e))
	}
	return dmlWhere(t, q, where)
}

var dmlHintSig = python.ParseSignature("with_hint", "text, selectable=None, dialect_name='*'")

// dmlHint is with_hint(): words before the name of a table, such as ONLY.
func dmlHint(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	b, err := dmlHintSig.Bind(c)
	if err != nil {
		return nil, err
	}
	h := ir.Hint{}
	if h.Text, err = b.Str("text"); err != nil {
		return nil, err
	}
	if h.Dialect, err = b.Str("dialect_name"); err != nil {
		return nil, err
	}
	if v := b.Get("selectable"); v != python.None {
		if h.Table, err = fromOf(t, v); err != nil {
			return nil, err
		}
	}
	return withHint(q, h), nil
}

func withHint(q ir.Query, h ir.Hint) python.Value {
	own := func(table ir.From) ir.Hint {
		if h.Table == nil {
			h.Table = table
		}
		return h
	}
	switch x := q.(type) {
	case *ir.Insert:
		copied := *x
		copied.Hints = append(copied.Hints[:len(copied.Hints):len(copied.Hints)], own(x.Table))
		return NewStatement(&copied)
	case *ir.Update:
		copied := *x
		copied.Hints = append(copied.Hints[:len(copied.Hints):len(copied.Hints)], own(x.Table))
		return NewStatement(&copied)
	case *ir.Delete:
		copied := *x
		copied.Hints = append(copied.Hints[:len(copied.Hints):len(copied.Hints)], own(x.Table))
		return NewStatement(&copied)
	}
	return NewStatement(q)
}

// dmlDialectOptions takes options of other dialects; those of the run's own are not known.
func dmlDialectOptions(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	for _, kw := range c.Kwargs {
		if made, ok := withLimit(q, kw); ok {
			q = made
			continue
		}
		if strings.HasPrefix(kw.Name, host.Of(t).Dialect()+"_") {
			return nil, t.Raise(host.ArgumentError, "Argument '%s' is not accepted by dialect '%s' on behalf of %s", kw.Name, host.Of(t).Dialect(), classOf(q).Name)
		}
	}
	return NewStatement(q), nil
}

// withLimit is the option mysql_limit of UPDATE and DELETE.
func withLimit(q ir.Query, kw python.Kwarg) (ir.Query, bool) {
	dialect, name, _ := strings.Cut(kw.Name, "_")
	n, isInt := python.AsInt(kw.Value)
	if name != "limit" || dialect != "mysql" && dialect != "mariadb" || !isInt {
		return nil, false
	}
	limit := []ir.Option{{Dialect: dialect, Name: name, Value: n.Big()}}
	switch x := q.(type) {
	case *ir.Update:
		copied := *x
		copied.Options = slices.Concat(x.Options, limit)
		return &copied, true
	case *ir.Delete:
		copied := *x
		copied.Options = slices.Concat(x.Options, limit)
		return &copied, true
	}
	return nil, false
}

func dmlReturning(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	list, err := items(t, c.Args)
	if err != nil {
		return nil, err
	}
	switch x := q.(type) {
	case *ir.Insert:
		copied := *x
		copied.Returning = append(copied.Returning[:len(copied.Returning):len(copied.Returning)], list...)
		return NewStatement(&copied), nil
	case *ir.Update:
		copied := *x
		copied.Returning = append(copied.Returning[:len(copied.Returning):len(copied.Returning)], list...)
		return NewStatement(&copied), nil
	case *ir.Delete:
		copied := *x
		copied.Returning = append(copied.Returning[:len(copied.Returning):len(copied.Returning)], list...)
		return NewStatement(&copied), nil
	}
	return NewStatement(q), nil
}

var fromSelectSig = python.ParseSignature("from_select", "names, select, include_defaults=True")

func fromSelectMethod(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	ins, ok := q.(*ir.Insert)
	if !ok {
		return nil, t.Raise(python.AttributeError, "from_select() is for INSERT")
	}
	b, err := fromSelectSig.Bind(c)
	if err != nil {
		return nil, err
	}
	copied := *ins
	copied.Columns = nil
	withDefaults, err := t.Truth(b.Get("include_defaults"))
	if err != nil {
		return nil, err
	}
	copied.NoDefaults = !withDefaults
	names, err := t.Collect(b.Get("names"))
	if err != nil {
		return nil, err
	}
	for _, v := range names {
		if x, ok := v.(HasExpr); ok {
			if col, ok := x.Expr().(*ir.ColumnRef); ok {
				copied.Columns = append(copied.Columns, col.Name)
				continue
			}
		}
		name, err := sqltype.NameOf(t, v)
		if err != nil {
			return nil, err
		}
		if col := (Columns{ins.Table}).find(name.Text); col != nil {
			name = col.Name
		}
		copied.Columns = append(copied.Columns, name)
	}
	copied.Query, err = queryOf(t, b.Get("select"))
	return NewStatement(&copied), err
}

func insertInline(t *python.Thread, q ir.Query, _ *python.Call) (python.Value, error) {
	if ins, ok := q.(*ir.Insert); ok {
		copied := *ins
		copied.Inline = true
		return NewStatement(&copied), nil
	}
	return NewStatement(q), nil
}

func dmlPrefix(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	list, err := prefixesOf(t, c)
	if err != nil {
		return nil, err
	}
	switch x := q.(type) {
	case *ir.Insert:
		copied := *x
		copied.Prefixes = append(copied.Prefixes[:len(copied.Prefixes):len(copied.Prefixes)], list...)
		return NewStatement(&copied), nil
	case *ir.Update:
		copied := *x
		copied.Prefixes = append(copied.Prefixes[:len(copied.Prefixes):len(copied.Prefixes)], list...)
		return NewStatement(&copied), nil
	case *ir.Delete:
		copied := *x
		copied.Prefixes = append(copied.Prefixes[:len(copied.Prefixes):len(copied.Prefixes)], list...)
		return NewStatement(&copied), nil
	}
	return NewStatement(q), nil
}
