package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// mysqlNames are the names of sqlalchemy.dialects.mysql that are no types.
var mysqlNames = map[string]python.Value{
	"insert": python.NewBuiltin("insert", onFrom("insert")),
	"Insert": insertClass,
	"match":  python.NewBuiltin("match", newMatch),
}

// matchWords are the keyword arguments of match(), and those of a column's match().
var matchWords = []struct {
	word, option string
	mode         func(m *ir.MatchModes) *bool
}{
	{"in_boolean_mode", "mysql_boolean_mode", func(m *ir.MatchModes) *bool { return &m.Boolean }},
	{"in_natural_language_mode", "mysql_natural_language", func(m *ir.MatchModes) *bool { return &m.NaturalLanguage }},
	{"with_query_expansion", "mysql_query_expansion", func(m *ir.MatchModes) *bool { return &m.QueryExpansion }},
}

// newMatch is match(column, ..., against=text).
func newMatch(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(host.ArgumentError, "columns are required")
	}
	columns := &ir.ExprList{Op: ir.OpComma, Plain: true}
	for _, arg := range c.Args {
		e, err := Of(t, arg)
		if err != nil {
			return nil, err
		}
		columns.Items = append(columns.Items, e)
	}
	m := &ir.Binary{Op: ir.OpMatch, Left: columns, Of: ir.BooleanType, Fixed: true, Modes: &ir.MatchModes{}}
	for _, kw := range c.Kwargs {
		if kw.Name == "against" {
			var err error
			if m.Right, err = Of(t, kw.Value); err != nil {
				return nil, err
			}
			continue
		}
		if err := setMode(t, m.Modes, kw, false); err != nil {
			return nil, err
		}
	}
	if m.Right == nil {
		return nil, t.Raise(host.ArgumentError, "against is required")
	}
	return New(m), nil
}

func setMode(t *python.Thread, m *ir.MatchModes, kw python.Kwarg, option bool) error {
	for _, w := range matchWords {
		if option && w.option == kw.Name || !option && w.word == kw.Name {
			on, err := t.Truth(kw.Value)
			*w.mode(m) = on
			return err
		}
	}
	if option {
		return nil
	}
	return t.Raise(host.ArgumentError, "unknown arguments: %s", kw.Name)
}

// modesOf are the modes that the arguments of a column's match() set; nil without one.
func modesOf(t *python.Thread, rest *python.Dict) (*ir.MatchModes, error) {
	m := ir.MatchModes{Boolean: true}
	was := m
	given := false
	for _, w := range matchWords {
		v, ok := rest.GetStr(w.option)
		if !ok {
			continue
		}
		given = true
		if err := setMode(t, &m, python.Kwarg{Name: w.option, Value: v}, true); err != nil {
			return nil, err
		}
	}
	if !given && m == was {
		return nil, nil
	}
	return &m, nil
}

// matchMethods are the methods of what match() returns.
func matchMethods(b *ir.Binary, name string) method {
	if b.Op != ir.OpMatch || b.Modes == nil {
		return nil
	}
	for _, w := range matchWords {
		if w.word == name {
			return func(_ *python.Thread, _ ir.Expr, _ *python.Call) (ir.Expr, error) {
				changed, modes := *b, *b.Modes
				*w.mode(&modes) = true
				changed.Modes = &modes
				return &changed, nil
			}
		}
	}
	return nil
}

// duplicateUpdate is on_duplicate_key_update(): keyword arguments, a dict, or a
// list of pairs, whose order is kept.
func duplicateUpdate(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
	ins, ok := q.(*ir.Insert)
	if !ok {
		return nil, t.Raise(python.AttributeError, "on_duplicate_key_update() is for INSERT")
	}
	switch {
	case len(c.Args) > 0 && len(c.Kwargs) > 0:
		return nil, t.Raise(host.ArgumentError, "Can't pass kwargs and positional arguments simultaneously")
	case len(c.Args) > 1:
		return nil, t.Raise(host.ArgumentError, "Only a single dictionary or list of tuples is accepted positionally.")
	case ins.Conflict != nil:
		return nil, t.Raise(host.InvalidRequestError, "This Insert construct already has an ON DUPLICATE KEY clause present")
	}
	k := &ir.Conflict{Update: true, Duplicate: true}
	var err error
	switch {
	case len(c.Args) == 0:
		k.Set, err = valuesOf(t, ins.Table, c)
	default:
		k.Set, k.Ordered, err = duplicateSet(t, ins, c.Args[0])
	}
	if err != nil {
		return nil, err
	}
	if len(k.Set) == 0 {
		return nil, t.Raise(python.ValueError, "update parameter dictionary must not be empty")
	}
	copied := *ins
	copied.Conflict = k
	return NewStatement(&copied), nil
}

func duplicateSet(t *python.Thread, ins *ir.Insert, v python.Value) (set []ir.SetItem, ordered bool, err error) {
	list, ok := v.(*python.List)
	if !ok {
		set, err = conflictSet(t, ins, v)
		return set, false, err
	}
	for _, elem := range list.Elems {
		pair, err := t.Collect(elem)
		const two = 2
		if err != nil || len(pair) != two {
			return nil, false, t.Raise(python.ValueError, "update parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of a Table object")
		}
		item, err := setItem(t, ins.Table, pair[0], pair[1])
		if err != nil {
			return nil, false, err
		}
		set = append(set, item)
	}
	return set, true, nil
}

// inserted is the row that could not be written, as ON DUPLICATE KEY UPDATE knows it.
func inserted(ins *ir.Insert) ir.From {
	a := &ir.Alias{Of: ins.Table, Name: ir.Ident("inserted"), Inserted: true}
	a.Columns = proxies(a, ins.Table.Columns)
	return a
}
