package ir

import (
	"maps"
	"slices"
)

// Walk visits every node of an expression or a statement: also those inside of
// subqueries, and of the FROM elements that columns belong to, each of these once.
func Walk(e Expr, visit func(Expr)) {
	w := walker{visit: visit, seen: map[any]bool{}}
	w.expr(e)
}

type walker struct {
	visit func(Expr)
	seen  map[any]bool // FROM elements and statements
}

func (w *walker) exprs(list ...Expr) {
	for _, e := range list {
		w.expr(e)
	}
}

func (w *walker) expr(e Expr) {
	if e == nil {
		return
	}
	w.visit(e)
	switch x := e.(type) {
	case *Text:
		for _, name := range slices.Sorted(maps.Keys(x.Binds)) {
			w.expr(x.Binds[name])
		}
	case *ColumnRef:
		w.from(x.From)
	case *Label:
		w.expr(x.Expr)
	case *Grouping:
		w.expr(x.Expr)
	case *Unary:
		w.expr(x.Expr)
	case *Truth:
		w.expr(x.Expr)
	case *Binary:
		w.exprs(x.Left, x.Right)
	case *ExprList:
		w.exprs(x.Items...)
	case *Func:
		w.exprs(x.Args...)
	case *Cast:
		w.expr(x.Expr)
	case *ScalarQuery:
		w.query(x.Query)
	case *FromExpr:
		w.from(x.From)
	case Query:
		w.query(x)
	default:
		w.rare(e)
	}
}

// rare are the nodes that few expressions have.
func (w *walker) rare(e Expr) {
	switch x := e.(type) {
	case *Tuple:
		w.exprs(x.Items...)
	case *Array:
		w.exprs(x.Items...)
	case *Slice:
		w.exprs(x.Start, x.Stop)
	case *Case:
		w.expr(x.Operand)
		for _, c := range x.Whens {
			w.exprs(c.Cond, c.Then)
		}
		w.expr(x.Else)
	case *TypeCoerce:
		w.expr(x.Expr)
	case *Extract:
		w.expr(x.Expr)
	case *Over:
		w.expr(x.Expr)
		w.exprs(x.Partition...)
		w.exprs(x.OrderBy...)
	case *WithinGroup:
		w.expr(x.Expr)
		w.exprs(x.OrderBy...)
	case *Filter:
		w.exprs(x.Expr, x.Where)
	case *Ordered:
		w.expr(x.Expr)
		w.exprs(x.OrderBy...)
	case *LabelRef:
		w.expr(x.Expr)
	case *Raw:
		w.exprs(x.Args...)
	}
}

func (w *walker) query(q Query) {
	if q == nil || w.seen[q] {
		return
	}
	w.seen[q] = true
	switch x := q.(type) {
	case *Select:
		w.selects(x)
	case *Compound:
		w.ctes(x.With)
		for _, part := range x.Queries {
			w.query(part)
		}
		w.exprs(x.GroupBy...)
		w.tail(x.Tail)
	case *Group:
		w.query(x.Query)
	case *Filled:
		w.query(x.Query)
	case *TextQuery:
		w.expr(x.Text)
	case *ValuesQuery:
		w.from(x.Values)
	case *Insert:
		w.insert(x)
	case *Update:
		w.ctes(x.With)
		w.from(x.Table)
		w.set(x.Set)
		w.exprs(x.Where...)
		w.items(x.Returning)
	case *Delete:
		w.ctes(x.With)
		w.from(x.Table)
		w.exprs(x.Where...)
		w.items(x.Returning)
	}
}

func (w *walker) selects(s *Select) {
	w.ctes(s.With)
	for _, p := range slices.Concat(s.Prefixes, s.Suffixes) {
		w.expr(p.Text)
	}
	w.items(s.Columns)
	for _, f := range s.From {
		w.from(f)
	}
	for _, j := range s.Joins {
		w.from(j.Left)
		w.from(j.Right)
		w.expr(j.On)
	}
	w.exprs(s.Where...)
	w.exprs(s.GroupBy...)
	w.exprs(s.Having...)
	w.exprs(s.DistinctOn...)
	w.tail(s.Tail)
}

func (w *walker) tail(t Tail) {
	w.exprs(t.OrderBy...)
	w.exprs(t.Limit, t.Offset, t.Fetch)
}

func (w *walker) insert(x *Insert) {
	w.ctes(x.With)
	for _, row := range x.Rows {
		w.set(row)
	}
	w.query(x.Query)
	if k := x.Conflict; k != nil {
		w.exprs(k.Elements...)
		w.exprs(k.IndexWhere, k.Where)
		w.set(k.Set)
	}
	w.items(x.Returning)
}

func (w *walker) set(items []SetItem) {
	for _, item := range items {
		w.expr(item.Value)
	}
}

func (w *walker) items(items []SelectItem) {
	for _, item := range items {
		w.expr(item.Expr)
		w.from(item.From)
	}
}

func (w *walker) ctes(list []*CTE) {
	for _, c := range list {
		w.from(c)
	}
}

func (w *walker) from(f From) {
	if f == nil || w.seen[f] {
		return
	}
	w.seen[f] = true
	switch x := f.(type) {
	case *Alias:
		w.from(x.Of)
		w.query(x.Query)
		w.exprs(x.Func, x.Sample, x.Seed)
	case *Join:
		w.from(x.Left)
		w.from(x.Right)
		w.expr(x.On)
	case *CTE:
		w.query(x.Query)
	case *ValuesFrom:
		for _, row := range x.Rows {
			w.exprs(row...)
		}
	case *TextFrom:
		w.expr(x.Text)
	}
}
