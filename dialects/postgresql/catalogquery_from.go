//go:build cgo

package postgresql

import (
	"errors"
	"fmt"
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// rangeVar is one element of FROM.
type rangeVar struct {
	alias string
	rel   *rowset
}

// env is one row of FROM, or a group of them.
type env struct {
	q     *query
	vars  []*rangeVar
	rows  []*row // by vars; nil: the empty side of an outer join
	outer *env
	// group are the rows that aggregates are made of.
	group   []*env
	grouped bool
	doubt   string
}

// from joins the elements of FROM. where is the condition on all of them: its
// parts about one element are applied before it is joined.
func (q *query) from(nodes []*pg.Node, where *pg.Node, outer *env) ([]*env, []*rangeVar, error) {
	j := &joining{q: q, outer: outer}
	if !slices.ContainsFunc(nodes, hasOuterJoin) {
		j.early = conjuncts(where)
	}
	envs := []*env{{q: q, outer: outer}}
	var vars []*rangeVar
	for _, node := range nodes {
		right, more, err := j.element(node)
		if err != nil {
			return nil, nil, err
		}
		envs = cross(envs, right)
		vars = append(vars, more...)
		for _, e := range envs {
			e.vars = vars
		}
	}
	return envs, vars, nil
}

// joining is the joining of one FROM clause.
type joining struct {
	q     *query
	outer *env
	early []*pg.Node
}

func hasOuterJoin(node *pg.Node) bool {
	j := node.GetJoinExpr()
	return j != nil && (j.Jointype != pg.JoinType_JOIN_INNER || hasOuterJoin(j.Larg) || hasOuterJoin(j.Rarg))
}

// conjuncts are the parts of a condition that all must hold.
func conjuncts(node *pg.Node) []*pg.Node {
	if b := node.GetBoolExpr(); b != nil && b.Boolop == pg.BoolExprType_AND_EXPR {
		var list []*pg.Node
		for _, a := range b.Args {
			list = append(list, conjuncts(a)...)
		}
		return list
	}
	if node == nil {
		return nil
	}
	return []*pg.Node{node}
}

func cross(left, right []*env) []*env {
	var out []*env
	for _, l := range left {
		for _, r := range right {
			out = append(out, l.joined(r))
		}
	}
	return out
}

func (e *env) joined(r *env) *env {
	both := &env{q: e.q, outer: e.outer, doubt: e.doubt,
		vars: append(e.vars[:len(e.vars):len(e.vars)], r.vars...), rows: append(e.rows[:len(e.rows):len(e.rows)], r.rows...)}
	if both.doubt == "" {
		both.doubt = r.doubt
	}
	return both
}

func (j *joining) element(node *pg.Node) ([]*env, []*rangeVar, error) {
	switch n := node.GetNode().(type) {
	case *pg.Node_RangeVar:
		rel, err := j.q.table(n.RangeVar)
		if err != nil {
			return nil, nil, err
		}
		return j.leaf(rel, n.RangeVar.Alias, n.RangeVar.Relname)
	case *pg.Node_RangeSubselect:
		outer := j.outer
		if n.RangeSubselect.Lateral {
			return nil, nil, errors.New("LATERAL is not followed")
		}
		rel, err := j.q.run(n.RangeSubselect.Subquery.GetSelectStmt(), outer)
		if err != nil {
			return nil, nil, err
		}
		return j.leaf(rel, n.RangeSubselect.Alias, "")
	case *pg.Node_JoinExpr:
		return j.join(n.JoinExpr)
	}
	return nil, nil, errors.New("a part of its FROM clause is not followed")
}

func (j *joining) leaf(rel *rowset, alias *pg.Alias, name string) ([]*env, []*rangeVar, error) {
	if alias != nil {
		name = alias.Aliasname
		rel = rel.renamed(name, texts(alias.Colnames))
	}
	vars := []*rangeVar{{name, rel}}
	var own []*pg.Node
	for _, c := range j.early {
		if onlyAbout(c, name) {
			own = append(own, c)
		}
	}
	envs := make([]*env, 0, len(rel.rows))
	for _, r := range rel.rows {
		e := &env{q: j.q, vars: vars, rows: []*row{r}, outer: j.outer, doubt: r.doubt}
		if !slices.ContainsFunc(own, func(c *pg.Node) bool { v := e.eval(c); return v == false || v == nil }) {
			envs = append(envs, e)
		}
	}
	return envs, vars, nil
}

// onlyAbout tells whether all columns of a condition are written with one
// qualifier, and no query stands in it.
func onlyAbout(node *pg.Node, alias string) bool {
	only, some := true, false
	pg.Walk(node, func(m pg.Message) bool {
		switch n := m.(type) {
		case *pg.SubLink:
			only = false
		case *pg.ColumnRef:
			names := texts(n.Fields)
			some = true
			only = only && len(names) > 1 && names[len(names)-2] == alias
		}
		return only
	})
	return only && some
}

func (j *joining) join(n *pg.JoinExpr) ([]*env, []*rangeVar, error) {
	left, leftVars, err := j.element(n.Larg)
	if err != nil {
		return nil, nil, err
	}
	right, rightVars, err := j.element(n.Rarg)
	if err != nil {
		return nil, nil, err
	}
	vars := append(slices.Clone(leftVars), rightVars...)
	if n.IsNatural || n.Alias != nil {
		return nil, nil, errors.New("a join of its kind is not followed")
	}
	switch n.Jointype {
	case pg.JoinType_JOIN_INNER:
		envs, err := j.matches(n, left, right)
		return envs, vars, err
	case pg.JoinType_JOIN_LEFT:
		envs, err := j.leftJoin(n, left, right, len(rightVars))
		return envs, vars, err
	}
	if len(left)+len(right) == 0 {
		return nil, vars, nil
	}
	return nil, nil, errors.New("RIGHT and FULL joins are not followed")
}

func (j *joining) matches(n *pg.JoinExpr, left, right []*env) ([]*env, error) {
	var out []*env
	for _, l := range left {
		for _, r := range right {
			both := l.joined(r)
			v, err := both.using(n, len(l.vars))
			if err != nil {
				return nil, err
			}
			switch v := v.(type) {
			case bool:
				if v {
					out = append(out, both)
				}
			case unknown:
				if both.doubt == "" {
					both.doubt = v.why
				}
				out = append(out, both)
			}
		}
	}
	return out, nil
}

func (j *joining) leftJoin(n *pg.JoinExpr, left, right []*env, width int) ([]*env, error) {
	var out []*env
	for _, l := range left {
		found, err := j.matches(n, []*env{l}, right)
		if err != nil {
			return nil, err
		}
		alone := l.joined(&env{vars: make([]*rangeVar, width), rows: make([]*row, width)})
		if len(right) > 0 {
			copy(alone.vars[len(l.vars):], right[0].vars)
		}
		unsure := slices.ContainsFunc(found, func(e *env) bool { return e.doubt != "" })
		switch {
		case unsure:
			alone.doubt = found[0].doubt
			for _, e := range found {
				if e.doubt != "" {
					alone.doubt = e.doubt
				}
			}
			out = append(out, append(found, alone)...)
		case len(found) == 0:
			out = append(out, alone)
		default:
			out = append(out, found...)
		}
	}
	return out, nil
}

// using works out the condition of a join.
func (e *env) using(n *pg.JoinExpr, split int) (any, error) {
	if len(n.UsingClause) == 0 {
		if n.Quals == nil {
			return true, nil
		}
		return e.eval(n.Quals), nil
	}
	var result any = true
	for _, name := range texts(n.UsingClause) {
		l := (&env{vars: e.vars[:split], rows: e.rows[:split]}).column([]string{name})
		r := (&env{vars: e.vars[split:], rows: e.rows[split:]}).column([]string{name})
		if l == nil || r == nil {
			return false, nil
		}
		result = and(result, compareValues("=", l, r))
	}
	return result, nil
}

// table returns the rows of a table that is named in FROM.
func (q *query) table(v *pg.RangeVar) (*rowset, error) {
	if v.Schemaname == "" {
		for _, cte := range slices.Backward(q.ctes) {
			if cte.name == v.Relname {
				return cte, nil
			}
		}
	}
	if rel := q.system(v.Schemaname, v.Relname); rel != nil {
		return rel, nil
	}
	t, known := q.cat.Table(v.Schemaname, cutName(v.Relname))
	name := qualified(v.Schemaname, v.Relname)
	if v.Schemaname == "" {
		name = v.Relname
	}
	if t == nil || !known.Yes() {
		if known.No() {
			return nil, fmt.Errorf("there is no table %s that sqlplan knows of", name)
		}
		return doubtful(nil, "whether there is a table "+name+" is not known: "+doubtText(&known.Doubt)), nil
	}
	var columns []string
	for _, c := range t.Columns {
		columns = append(columns, c.Name)
	}
	if t.IsView() {
		return doubtful(columns, "what the view "+name+" shows is not followed"), nil
	}
	rows, why := q.cat.RowsOf(t)
	if rows == schema.RowsNone && q.write == nil {
		return &rowset{columns: columns, open: t.Doubt != nil}, nil
	}
	if rel, ok := q.userRows(t, columns); ok {
		return rel, nil
	}
	text := "the rows of table " + name + " are not known"
	if why != nil {
		text += ": " + doubtText(why)
	}
	return doubtful(columns, text), nil
}

// doubtful is a relation of which nothing is known but its columns.
func doubtful(columns []string, why string) *rowset {
	values := make([]any, len(columns))
	for i := range values {
		values[i] = unknown{why: why}
	}
	return &rowset{columns: columns, open: true, rows: []*row{{values: values, doubt: why}}}
}

// doubtText says why something is not known, and where that comes from.
func doubtText(d *schema.Doubt) string {
	if d == nil || d.Reason == "" {
		return "its origin is not known"
	}
	if d.Span.IsZero() {
		return d.Reason
	}
	at := d.Span.Pos()
	return fmt.Sprintf("%s (%s:%d)", d.Reason, at.Path, at.Line)
}
