package sqlexprs

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// fromsOf are the FROM elements that an expression mentions, in order. A subquery
// that stands for a value keeps its own to itself.
func fromsOf(e ir.Expr) []ir.From {
	var found []ir.From
	seen := map[ir.From]bool{}
	walk(e, func(col *ir.ColumnRef) {
		if col.From != nil && !seen[col.From] {
			seen[col.From] = true
			found = append(found, col.From)
		}
	})
	return found
}

// walk visits the columns of an expression, without those inside of subqueries.
func walk(e ir.Expr, visit func(*ir.ColumnRef)) {
	all := func(list []ir.Expr) {
		for _, item := range list {
			walk(item, visit)
		}
	}
	switch e := e.(type) {
	case nil:
	case *ir.ColumnRef:
		visit(e)
	case *ir.Label:
		walk(e.Expr, visit)
	case *ir.Grouping:
		walk(e.Expr, visit)
	case *ir.Unary:
		walk(e.Expr, visit)
	case *ir.Truth:
		walk(e.Expr, visit)
	case *ir.Binary:
		walk(e.Left, visit)
		walk(e.Right, visit)
	case *ir.ExprList:
		all(e.Items)
	case *ir.Tuple:
		all(e.Items)
	case *ir.Array:
		all(e.Items)
	case *ir.Slice:
		walk(e.Start, visit)
		walk(e.Stop, visit)
	case *ir.Func:
		all(e.Args)
	case *ir.LabelRef:
		walk(e.Expr, visit)
	default:
		walkMore(e, visit, all)
	}
}

func walkMore(e ir.Expr, visit func(*ir.ColumnRef), all func([]ir.Expr)) {
	switch e := e.(type) {
	case *ir.Case:
		walk(e.Operand, visit)
		for _, w := range e.Whens {
			walk(w.Cond, visit)
			walk(w.Then, visit)
		}
		walk(e.Else, visit)
	case *ir.Cast:
		walk(e.Expr, visit)
	case *ir.TypeCoerce:
		walk(e.Expr, visit)
	case *ir.Extract:
		walk(e.Expr, visit)
	case *ir.Over:
		walk(e.Expr, visit)
		all(e.Partition)
		all(e.OrderBy)
	case *ir.WithinGroup:
		walk(e.Expr, visit)
		all(e.OrderBy)
	case *ir.Filter:
		walk(e.Expr, visit)
		walk(e.Where, visit)
	case *ir.Raw:
		all(e.Args)
	case *ir.Ordered:
		walk(e.Expr, visit)
		all(e.OrderBy)
	}
}

// parts are a FROM element and, for a join, those that it joins.
func parts(f ir.From) []ir.From {
	if j, ok := f.(*ir.Join); ok {
		return append(append([]ir.From{f}, parts(j.Left)...), parts(j.Right)...)
	}
	return []ir.From{f}
}

// froms are the FROM elements of a SELECT before correlation: what was said, what
// the columns mention, what the conditions mention, without those that a join holds.
func (c *Compiler) froms(s *ir.Select) []ir.From {
	var all []ir.From
	seen := map[ir.From]bool{}
	add := func(list ...ir.From) {
		for _, f := range list {
			if !seen[f] {
				seen[f] = true
				all = append(all, f)
			}
		}
	}
	mentioned := mentionedFroms(s)
	add(c.fromList(s, mentioned)...)
	add(mentioned...)
	hidden := map[ir.From]bool{}
	for _, f := range all {
		if _, ok := f.(*ir.Join); ok {
			for _, p := range parts(f)[1:] {
				hidden[p] = true
			}
		}
	}
	kept := all[:0]
	for _, f := range all {
		if !hidden[f] {
			kept = append(kept, f)
		}
	}
	return kept
}

// mentionedFroms are those of the columns and the conditions.
func mentionedFroms(s *ir.Select) []ir.From {
	var all []ir.From
	for _, item := range s.Columns {
		if item.From != nil {
			all = append(all, item.From)
			continue
		}
		all = append(all, fromsOf(item.Expr)...)
	}
	for _, e := range s.Where {
		all = append(all, fromsOf(e)...)
	}
	return all
}

// fromList applies the join() calls of a SELECT to its FROM elements.
func (c *Compiler) fromList(s *ir.Select, mentioned []ir.From) []ir.From {
	list := append([]ir.From(nil), s.From...)
	for _, step := range s.Joins {
		left, at := step.Left, -1
		if left == nil {
			left, at = c.leftOf(list, mentioned, step)
		} else {
			at = indexOf(list, left)
			if at >= 0 {
				left = list[at]
			}
		}
		if left == nil {
			return list
		}
		on := step.On
		if on == nil {
			on = c.linkOf(left, step.Right)
		}
		join := &ir.Join{Left: left, Right: step.Right, On: on, Outer: step.Outer, Full: step.Full}
		if at >= 0 {
			list[at] = join
		} else {
			list = append(list, join)
		}
	}
	return list
}

// indexOf finds the element that is f or a join with f.
func indexOf(list []ir.From, f ir.From) int {
	for i, item := range list {
		for _, p := range parts(item) {
			if p == f {
				return i
			}
		}
	}
	return -1
}

// leftOf finds what a join() without a left side joins to: the one FROM element
// that the condition mentions or that a foreign key links.
func (c *Compiler) leftOf(list, mentioned []ir.From, step ir.JoinStep) (ir.From, int) {
	candidates, given := list, true
	if len(list) == 0 {
		candidates, given = unique(mentioned), false
	}
	var fits []int
	var others []int
	for i, f := range candidates {
		if f == step.Right {
			continue
		}
		others = append(others, i)
		if fitsJoin(f, step) {
			fits = append(fits, i)
		}
	}
	if len(fits) == 0 && step.On != nil {
		fits = others
	}
	if len(fits) != 1 {
		c.fail(CodeStatement, "say the left side with select_from() or join_from(), and the condition",
			"it is not clear what to join %s to", c.describe(step.Right))
		return nil, -1
	}
	if given {
		return candidates[fits[0]], fits[0]
	}
	return candidates[fits[0]], -1
}

func fitsJoin(f ir.From, step ir.JoinStep) bool {
	if step.On == nil {
		return linked(f, step.Right) != nil
	}
	joined := append(parts(f), parts(step.Right)...)
	for _, m := range fromsOf(step.On) {
		if !slices.Contains(joined, m) {
			return false
		}
	}
	return true
}

func unique(list []ir.From) []ir.From {
	seen := map[ir.From]bool{}
	var kept []ir.From
	for _, f := range list {
		if !seen[f] {
			seen[f] = true
			kept = append(kept, f)
		}
	}
	return kept
}

func (c *Compiler) describe(f ir.From) string {
	switch f := f.(type) {
	case *ir.TableFrom:
		return f.Name.Text
	case *ir.Alias:
		return f.Name.Text
	case *ir.CTE:
		return f.Name.Text
	}
	return "the subquery"
}

// linkOf is the condition that the foreign key between two elements makes.
func (c *Compiler) linkOf(left, right ir.From) ir.Expr {
	conds := linked(left, right)
	if conds == nil {
		c.fail(CodeStatement, "give the condition of the join",
			"no foreign key links %s to what it is joined with", c.describe(right))
		return &ir.Constant{Value: ir.True}
	}
	if len(conds) == 1 {
		return conds[0]
	}
	return &ir.ExprList{Op: ir.OpAnd, Items: conds, Of: ir.BooleanType}
}

func linked(left, right ir.From) []ir.Expr {
	for _, l := range parts(left) {
		for _, r := range parts(right) {
			if conds := linkBetween(l, r); conds != nil {
				return conds
			}
		}
	}
	return nil
}

func linkBetween(l, r ir.From) []ir.Expr {
	lt, okL := l.(*ir.TableFrom)
	rt, okR := r.(*ir.TableFrom)
	if !okL || !okR {
		return nil
	}
	// Whichever side stands left, the referenced column is written first.
	for _, link := range rt.Links {
		if conds := linkConds(lt, rt, link); conds != nil {
			return conds
		}
	}
	for _, link := range lt.Links {
		if conds := linkConds(rt, lt, link); conds != nil {
			return conds
		}
	}
	return nil
}

// linkConds compares the columns of a foreign key of child with those of parent.
func linkConds(parent, child *ir.TableFrom, link ir.Link) []ir.Expr {
	if link.RefTable != parent.Name.Text || link.RefSchema != parent.Schema.Text {
		return nil
	}
	var conds []ir.Expr
	for i, name := range link.Columns {
		a, b := columnNamed(parent, link.RefColumns[i]), columnNamed(child, name)
		if a == nil || b == nil {
			return nil
		}
		conds = append(conds, &ir.Binary{Op: ir.OpEq, Left: a, Right: b, Of: ir.BooleanType})
	}
	return conds
}

func columnNamed(t *ir.TableFrom, name string) *ir.ColumnRef {
	for _, col := range t.Columns {
		if col.Name.Text == name {
			return col
		}
	}
	return nil
}
