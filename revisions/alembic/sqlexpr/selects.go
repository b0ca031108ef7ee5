package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// outputColumns are the columns that a query offers as a FROM element.
func outputColumns(of ir.From, q ir.Query) []*ir.ColumnRef {
	switch q := q.(type) {
	case *ir.Filled:
		return outputColumns(of, q.Query)
	case *ir.Select:
		return proxiesOf(of, q.Columns)
	case *ir.Compound:
		if len(q.Queries) > 0 {
			return outputColumns(of, q.Queries[0])
		}
	case *ir.Group:
		return outputColumns(of, q.Query)
	case *ir.TextQuery:
		return proxies(of, q.Columns)
	case *ir.ValuesQuery:
		return proxies(of, q.Values.Columns)
	case *ir.Insert:
		return proxiesOf(of, q.Returning)
	case *ir.Update:
		return proxiesOf(of, q.Returning)
	case *ir.Delete:
		return proxiesOf(of, q.Returning)
	}
	return nil
}

func proxiesOf(of ir.From, items []ir.SelectItem) []*ir.ColumnRef {
	var list []*ir.ColumnRef
	for _, out := range ir.Outputs(items) {
		col := &ir.ColumnRef{From: of, Name: out.Name, Anon: out.Anon, Of: out.Expr.Type()}
		if c, ok := out.Expr.(*ir.ColumnRef); ok {
			col.Key = c.Key
		}
		list = append(list, col)
	}
	return list
}

// newSelect is select(): of columns, tables, and lists of these (as SQLAlchemy 1 had it).
func newSelect(t *python.Thread, c *python.Call) (python.Value, error) {
	s := &ir.Select{}
	args := c.Args
	var where python.Value
	if len(args) > 0 {
		if list, ok := args[0].(*python.List); ok {
			if len(args) > 1 {
				where = args[1]
			}
			args = list.Elems
		}
	}
	for _, kw := range c.Kwargs {
		switch kw.Name {
		case "columns":
			list, err := t.Collect(kw.Value)
			if err != nil {
				return nil, err
			}
			args = list
		case "whereclause":
			where = kw.Value
		default:
			if err := legacySelect(t, s, kw); err != nil {
				return nil, err
			}
		}
	}
	var err error
	if s.Columns, err = items(t, args); err != nil {
		return nil, err
	}
	if where != nil && where != python.None {
		cond, err := Where(t, where)
		if err != nil {
			return nil, err
		}
		s.Where = append(s.Where, cond)
	}
	return NewStatement(s), nil
}

// legacySelect takes the keyword arguments that select() had in SQLAlchemy 1.
func legacySelect(t *python.Thread, s *ir.Select, kw python.Kwarg) error {
	call := &python.Call{Args: []python.Value{kw.Value}}
	if list, ok := kw.Value.(*python.List); ok {
		call.Args = list.Elems
	}
	switch kw.Name {
	case "from_obj":
		return selectMethods["select_from"](t, s, call)
	case "group_by", "having", "distinct", "correlate", "prefixes":
		if kw.Name == "distinct" && kw.Value == python.True {
			call.Args = nil
		}
		return selectMethods[kw.Name](t, s, call)
	case "order_by", "limit", "offset":
		return tailMethods[kw.Name](t, &s.Tail, call)
	}
	return t.Raise(python.TypeError, "select() got an unexpected keyword argument '%s'", kw.Name)
}

// items are the columns of a statement: expressions and whole tables.
func items(t *python.Thread, args []python.Value) ([]ir.SelectItem, error) {
	var list []ir.SelectItem
	for _, v := range args {
		switch x := v.(type) {
		case *python.List:
			inner, err := items(t, x.Elems)
			if err != nil {
				return nil, err
			}
			list = append(list, inner...)
			continue
		case python.Tuple:
			inner, err := items(t, x)
			if err != nil {
				return nil, err
			}
			list = append(list, inner...)
			continue
		case Columns:
			list = append(list, ir.SelectItem{From: x.f})
			continue
		case HasFrom:
			list = append(list, ir.SelectItem{From: x.From()})
			continue
		}
		item, err := item(t, v)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, nil
}

func item(t *python.Thread, v python.Value) (ir.SelectItem, error) {
	if table, err := t.OptAttr(v, "__table__"); err == nil && table != nil {
		f, err := fromOf(t, table)
		return ir.SelectItem{From: f}, err
	}
	if text, ok := python.AsStr(v); ok {
		// SQLAlchemy 1 took texts as columns; 2 refuses them.
		return ir.SelectItem{Expr: &ir.ColumnRef{Name: ir.Ident(text), Literal: true}}, nil
	}
	e, err := funcArgOf(t, v)
	return ir.SelectItem{Expr: e}, err
}

// funcArgOf is a selected expression; None is NULL.
func funcArgOf(t *python.Thread, v python.Value) (ir.Expr, error) {
	if k, ok := constantOf(v); ok {
		return k, nil
	}
	switch v.(type) {
	case python.Int, python.Float:
		// A number in the columns is SQL of its own, without a label.
		text, err := t.Str(v)
		return &ir.ColumnRef{Name: ir.Ident(text), Literal: true}, err
	}
	return Of(t, v)
}

type selectMethod func(t *python.Thread, s *ir.Select, c *python.Call) error

var selectMethods map[string]selectMethod

func init() {
	selectMethods = map[string]selectMethod{
		"where": selectWhere, "filter": selectWhere, "filter_by": selectFilterBy, "having": selectHaving,
		"select_from": selectFrom, "join": selectJoin(false), "outerjoin": selectJoin(true), "join_from": selectJoinFrom(false), "outerjoin_from": selectJoinFrom(true),
		"group_by": selectGroupBy, "distinct": selectDistinct, "with_for_update": selectLock,
		"correlate": selectCorrelate, "correlate_except": selectCorrelateExcept,
		"prefix_with": selectPrefix, "prefixes": selectPrefix, "suffix_with": selectSuffix,
		"with_only_columns": selectOnly, "add_columns": selectAdd, "column": selectAdd,
		"set_label_style": selectLabels, "apply_labels": func(_ *python.Thread, s *ir.Select, _ *python.Call) error { s.Labels = ir.LabelTable; return nil },
		"with_hint": selectHint,
	}
}

func conditionsOf(t *python.Thread, args []python.Value, have []ir.Expr) ([]ir.Expr, error) {
	list := have[:len(have):len(have)]
	for _, v := range args {
		e, err := Where(t, v)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

func selectWhere(t *python.Thread, s *ir.Select, c *python.Call) (err error) {
	s.Where, err = conditionsOf(t, c.Args, s.Where)
	return err
}

func selectHaving(t *python.Thread, s *ir.Select, c *python.Call) (err error) {
	s.Having, err = conditionsOf(t, c.Args, s.Having)
	return err
}

func fromsOf(t *python.Thread, args []python.Value) ([]ir.From, error) {
	var list []ir.From
	for _, v := range args {
		if v == python.None {
			continue
		}
		f, err := fromOf(t, v)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

func selectFrom(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := fromsOf(t, c.Args)
	s.From = append(s.From[:len(s.From):len(s.From)], list...)
	return err
}

var (
	selectJoinSig     = python.ParseSignature("join", "target, onclause=None, *, isouter=False, full=False")
	selectJoinFromSig = python.ParseSignature("join_from", "from_, target, onclause=None, *, isouter=False, full=False")
)

func selectJoin(outer bool) selectMethod {
	return func(t *python.Thread, s *ir.Select, c *python.Call) error {
		b, err := selectJoinSig.Bind(c)
		if err != nil {
			return err
		}
		return addJoin(t, s, b, nil, outer)
	}
}

func selectJoinFrom(outer bool) selectMethod {
	return func(t *python.Thread, s *ir.Select, c *python.Call) error {
		b, err := selectJoinFromSig.Bind(c)
		if err != nil {
			return err
		}
		left, err := fromOf(t, b.Get("from_"))
		if err != nil {
			return err
		}
		return addJoin(t, s, b, left, outer)
	}
}

func addJoin(t *python.Thread, s *ir.Select, b *python.Bound, left ir.From, outer bool) error {
	step := ir.JoinStep{Left: left}
	var err error
	if step.Right, err = fromOf(t, b.Get("target")); err != nil {
		return err
	}
	if step.On, err = onClause(t, b.Get("onclause")); err != nil {
		return err
	}
	if step.Outer, err = t.Truth(b.Get("isouter")); err != nil {
		return err
	}
	step.Outer = step.Outer || outer
	step.Full, err = t.Truth(b.Get("full"))
	s.Joins = append(s.Joins[:len(s.Joins):len(s.Joins)], step)
	return err
}

func selectGroupBy(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := byList(t, c.Args, false)
	s.GroupBy = append(s.GroupBy[:len(s.GroupBy):len(s.GroupBy)], list...)
	return err
}

func selectDistinct(t *python.Thread, s *ir.Select, c *python.Call) error {
	s.Distinct = true
	list, err := byList(t, c.Args, false)
	s.DistinctOn = append(s.DistinctOn[:len(s.DistinctOn):len(s.DistinctOn)], list...)
	return err
}

var lockSig = python.ParseSignature("with_for_update", "*, nowait=False, read=False, of=None, skip_locked=False, key_share=False")

func selectLock(t *python.Thread, s *ir.Select, c *python.Call) error {
	b, err := lockSig.Bind(c)
	if err != nil {
		return err
	}
	l := &ir.Lock{}
	for name, field := range map[string]*bool{"nowait": &l.NoWait, "read": &l.Read, "skip_locked": &l.SkipLocked, "key_share": &l.KeyShare} {
		if *field, err = t.Truth(b.Get(name)); err != nil {
			return err
		}
	}
	args := []python.Value{b.Get("of")}
	if list, ok := args[0].(*python.List); ok {
		args = list.Elems
	} else if tuple, ok := args[0].(python.Tuple); ok {
		args = tuple
	}
	for i, v := range args {
		if x, ok := v.(HasExpr); ok {
			if col, ok := x.Expr().(*ir.ColumnRef); ok && col.From != nil {
				args[i] = NewFrom(col.From)
			}
		}
	}
	l.Of, err = fromsOf(t, args)
	s.Lock = l
	return err
}

func selectCorrelate(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := fromsOf(t, c.Args)
	s.Correlation.Off = true
	s.Correlation.Only = append(s.Correlation.Only[:len(s.Correlation.Only):len(s.Correlation.Only)], list...)
	return err
}

func selectCorrelateExcept(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := fromsOf(t, c.Args)
	s.Correlation.Off, s.Correlation.ExceptSet, s.Correlation.Except = true, true, list
	return err
}

func prefixesOf(t *python.Thread, c *python.Call) ([]ir.Prefix, error) {
	dialect := ""
	if v, ok := c.Kwarg("dialect"); ok && v != python.None {
		text, err := t.Str(v)
		if err != nil {
			return nil, err
		}
		dialect = text
	}
	var list []ir.Prefix
	for _, v := range c.Args {
		e, err := textOr(t, v)
		if err != nil {
			return nil, err
		}
		list = append(list, ir.Prefix{Text: e, Dialect: dialect})
	}
	return list, nil
}

// textOr takes a text as SQL.
func textOr(t *python.Thread, v python.Value) (ir.Expr, error) {
	if text, ok := python.AsStr(v); ok {
		return &ir.Text{SQL: text, At: t.Span()}, nil
	}
	return Of(t, v)
}

func selectPrefix(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := prefixesOf(t, c)
	s.Prefixes = append(s.Prefixes[:len(s.Prefixes):len(s.Prefixes)], list...)
	return err
}

func selectSuffix(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := prefixesOf(t, c)
	s.Suffixes = append(s.Suffixes[:len(s.Suffixes):len(s.Suffixes)], list...)
	return err
}

func selectOnly(t *python.Thread, s *ir.Select, c *python.Call) (err error) {
	s.Columns, err = items(t, c.Args)
	return err
}

func selectAdd(t *python.Thread, s *ir.Select, c *python.Call) error {
	list, err := items(t, c.Args)
	s.Columns = append(s.Columns[:len(s.Columns):len(s.Columns)], list...)
	return err
}

func selectLabels(t *python.Thread, s *ir.Select, c *python.Call) error {
	if len(c.Args) != 1 {
		return t.Raise(python.TypeError, "set_label_style() takes a label style")
	}
	switch text, _ := python.AsStr(c.Args[0]); text {
	case labelTableName:
		s.Labels = ir.LabelTable
	case labelNoneName:
		s.Labels = ir.LabelNone
	default:
		s.Labels = ir.LabelDisambiguate
	}
	return nil
}

// The values of the constants LABEL_STYLE_...
const (
	labelTableName        = "LABEL_STYLE_TABLENAME_PLUS_COL"
	labelNoneName         = "LABEL_STYLE_NONE"
	labelDisambiguateName = "LABEL_STYLE_DISAMBIGUATE_ONLY"
)

var hintSig = python.ParseSignature("with_hint", "selectable, text, dialect_name='*'")

func selectHint(t *python.Thread, s *ir.Select, c *python.Call) error {
	b, err := hintSig.Bind(c)
	if err != nil {
		return err
	}
	h, err := hintOf(t, b)
	s.Hints = append(s.Hints[:len(s.Hints):len(s.Hints)], h)
	return err
}

func hintOf(t *python.Thread, b *python.Bound) (h ir.Hint, err error) {
	if h.Table, err = fromOf(t, b.Get("selectable")); err != nil {
		return h, err
	}
	if h.Text, err = b.Str("text"); err != nil {
		return h, err
	}
	h.Dialect, err = b.Str("dialect_name")
	return h, err
}

// tailMethods are those of SELECT and UNION.
var tailMethods = map[string]func(t *python.Thread, tail *ir.Tail, c *python.Call) error{
	"order_by": func(t *python.Thread, tail *ir.Tail, c *python.Call) error {
		if len(c.Args) == 1 && c.Args[0] == python.None {
			tail.OrderBy = nil
			return nil
		}
		list, err := byList(t, c.Args, true)
		tail.OrderBy = append(tail.OrderBy[:len(tail.OrderBy):len(tail.OrderBy)], list...)
		return err
	},
	"limit":  func(t *python.Thread, tail *ir.Tail, c *python.Call) error { return bound(t, &tail.Limit, c) },
	"offset": func(t *python.Thread, tail *ir.Tail, c *python.Call) error { return bound(t, &tail.Offset, c) },
	"fetch": func(t *python.Thread, tail *ir.Tail, c *python.Call) (err error) {
		for name, field := range map[string]*bool{"with_ties": &tail.WithTies, "percent": &tail.Percent} {
			if v, ok := c.Kwarg(name); ok {
				if *field, err = t.Truth(v); err != nil {
					return err
				}
			}
		}
		return bound(t, &tail.Fetch, c)
	},
	"slice": func(t *python.Thread, tail *ir.Tail, c *python.Call) error {
		const both = 2
		if len(c.Args) != both {
			return t.Raise(python.TypeError, "slice() takes start and stop")
		}
		start, okStart := python.AsInt(c.Args[0])
		stop, okStop := python.AsInt(c.Args[1])
		from, fits := start.Int64()
		to, fitsToo := stop.Int64()
		if !okStart || !okStop || !fits || !fitsToo {
			return t.Raise(python.TypeError, "slice() takes integers")
		}
		tail.Limit = &ir.Bind{Value: ir.Int(to - from), Of: ir.IntegerType}
		if from != 0 {
			tail.Offset = &ir.Bind{Value: ir.Int(from), Of: ir.IntegerType}
		}
		return nil
	},
}

// bound is the number of LIMIT or OFFSET; None takes it away.
func bound(t *python.Thread, target *ir.Expr, c *python.Call) error {
	*target = nil
	if len(c.Args) == 0 || c.Args[0] == python.None {
		return nil
	}
	e, err := Of(t, c.Args[0])
	*target = e
	return err
}

func changeTail(m func(*python.Thread, *ir.Tail, *python.Call) error) queryMethod {
	return func(t *python.Thread, q ir.Query, c *python.Call) (python.Value, error) {
		switch x := q.(type) {
		case *ir.Select:
			copied := *x
			err := m(t, &copied.Tail, c)
			return NewStatement(&copied), err
		case *ir.Compound:
			copied := *x
			err := m(t, &copied.Tail, c)
			return NewStatement(&copied), err
		}
		return NewStatement(q), nil
	}
}
