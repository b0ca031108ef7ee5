//go:build cgo

package postgresql

import (
	"errors"
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// result is one row of the output with the surroundings that it was made in, for
// ORDER BY.
type result struct {
	row *row
	env *env
}

// block is SELECT ... FROM ... WHERE.
func (q *query) block(sel *pg.SelectStmt, outer *env) (*rowset, error) {
	envs, vars, err := q.from(sel.FromClause, sel.WhereClause, outer)
	if err != nil {
		return nil, err
	}
	if err := q.countable(sel); err != nil {
		return nil, err
	}
	if envs, err = q.where(envs, sel.WhereClause); err != nil {
		return nil, err
	}
	if aggregating(sel) || len(sel.GroupClause) > 0 {
		if envs, err = q.group(sel, envs, vars, outer); err != nil {
			return nil, err
		}
	}
	rel := &rowset{}
	if rel.columns, err = outputNames(sel.TargetList, vars); err != nil {
		return nil, err
	}
	out := make([]result, 0, len(envs))
	for _, e := range envs {
		values, err := e.targets(sel.TargetList)
		if err != nil {
			return nil, err
		}
		rows, err := expanded(sel.TargetList, values)
		if err != nil {
			return nil, err
		}
		for _, values := range rows {
			out = append(out, result{&row{values: values, doubt: e.doubt}, e})
			rel.rows = append(rel.rows, out[len(out)-1].row)
		}
	}
	return q.finish(sel, rel, out)
}

// where keeps the rows that fulfil a condition. A row of which that is not known
// may or may not be there.
func (q *query) where(envs []*env, cond *pg.Node) ([]*env, error) {
	if cond == nil {
		return envs, nil
	}
	var kept []*env
	for _, e := range envs {
		switch v := e.eval(cond).(type) {
		case bool:
			if v {
				kept = append(kept, e)
			}
		case unknown:
			unsure := *e
			if unsure.doubt == "" {
				unsure.doubt = v.why
			}
			kept = append(kept, &unsure)
		case nil:
		default:
			return nil, errors.New("a condition is no boolean")
		}
	}
	return kept, nil
}

var aggregateFunctions = wordSet(`count max min sum avg bool_or bool_and every array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg`)

func aggregating(sel *pg.SelectStmt) bool {
	if sel.HavingClause != nil {
		return true
	}
	found := false
	for _, target := range sel.TargetList {
		pg.Walk(target, func(m pg.Message) bool {
			switch n := m.(type) {
			case *pg.SelectStmt:
				return false
			case *pg.FuncCall:
				found = found || n.Over == nil && aggregateFunctions.has(written(n.Funcname).Name)
			}
			return true
		})
	}
	return found
}

// group makes one row of each group.
func (q *query) group(sel *pg.SelectStmt, envs []*env, vars []*rangeVar, outer *env) ([]*env, error) {
	for _, e := range envs {
		if e.doubt != "" {
			return nil, errors.New(e.doubt)
		}
	}
	whole := func(members []*env) *env {
		g := &env{q: q, vars: vars, rows: make([]*row, len(vars)), outer: outer, group: members, grouped: true}
		if len(members) > 0 {
			g.rows = members[0].rows
		}
		return g
	}
	if len(sel.GroupClause) == 0 {
		return q.where([]*env{whole(envs)}, sel.HavingClause)
	}
	var groups [][]*env
	var keys []*row
	for _, e := range envs {
		key := &row{}
		for _, node := range sel.GroupClause {
			key.values = append(key.values, e.eval(aliased(node, sel.TargetList)))
		}
		i := slices.IndexFunc(keys, func(k *row) bool { return rowsEqual(k, key) == schema.Yes })
		if i < 0 && slices.ContainsFunc(keys, func(k *row) bool { return rowsEqual(k, key) == schema.Unknown }) {
			return nil, errors.New("which rows form a group is not known")
		}
		if i < 0 {
			keys, groups = append(keys, key), append(groups, nil)
			i = len(keys) - 1
		}
		groups[i] = append(groups[i], e)
	}
	out := make([]*env, len(groups))
	for i, members := range groups {
		out[i] = whole(members)
	}
	return q.where(out, sel.HavingClause)
}

// aliased resolves a number or the name of an output column in GROUP BY and ORDER BY.
func aliased(node *pg.Node, targets []*pg.Node) *pg.Node {
	if i := node.GetAConst().GetIval(); i != nil && int(i.Ival) >= 1 && int(i.Ival) <= len(targets) {
		return targets[i.Ival-1].GetResTarget().GetVal()
	}
	if names := texts(node.GetColumnRef().GetFields()); len(names) == 1 {
		for _, t := range targets {
			if t.GetResTarget().GetName() == names[0] {
				return t.GetResTarget().GetVal()
			}
		}
	}
	return node
}

// finish is DISTINCT, ORDER BY, LIMIT and OFFSET.
func (q *query) finish(sel *pg.SelectStmt, rel *rowset, out []result) (*rowset, error) {
	if len(sel.SortClause) > 0 && len(out) > 1 {
		if err := q.sorted(sel, rel, out); err != nil {
			return nil, err
		}
		for i := range out {
			rel.rows[i] = out[i].row
		}
	}
	if len(sel.DistinctClause) > 0 {
		if sel.DistinctClause[0].GetNode() != nil && len(rel.rows) > 1 {
			return nil, errors.New("DISTINCT ON is not followed")
		}
		if err := rel.distinct(); err != nil {
			return nil, err
		}
	}
	return rel, q.limit(sel, rel)
}

func (q *query) limit(sel *pg.SelectStmt, rel *rowset) error {
	if len(rel.rows) == 0 || sel.LimitCount == nil && sel.LimitOffset == nil {
		return nil
	}
	e := &env{q: q}
	if n, ok := e.eval(sel.LimitOffset).(int64); ok && n > 0 {
		if err := rel.sure(); err != nil {
			return err
		}
		rel.rows = rel.rows[min(int(n), len(rel.rows)):]
	}
	switch n := e.eval(sel.LimitCount).(type) {
	case int64:
		if int(n) < len(rel.rows) {
			if q.users != nil && q.users.shuffled && len(sel.SortClause) == 0 && n > 0 {
				return errors.New("the order of its rows is not known")
			}
			if err := rel.sure(); err != nil && n > 0 {
				return err
			}
			rel.rows = rel.rows[:n]
		}
	case unknown:
		return errors.New(n.why)
	}
	return nil
}

// sorted sorts the rows; where an order of two is not known, neither is the answer.
func (q *query) sorted(sel *pg.SelectStmt, rel *rowset, out []result) error {
	type keyed struct {
		result
		keys []any
	}
	list := make([]keyed, len(out))
	for i, r := range out {
		list[i].result = r
		for _, node := range sel.SortClause {
			list[i].keys = append(list[i].keys, sortKey(node.GetSortBy().GetNode(), sel, rel, r))
		}
	}
	var fault error
	slices.SortStableFunc(list, func(a, b keyed) int {
		for i, node := range sel.SortClause {
			by := node.GetSortBy()
			order, err := orderOf(a.keys[i], b.keys[i], by)
			if q.collated(a.keys[i], b.keys[i]) {
				err = errors.New(collationReason)
			}
			if err != nil {
				fault = err
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
	for i, k := range list {
		out[i] = k.result
	}
	return fault
}

func sortKey(node *pg.Node, sel *pg.SelectStmt, rel *rowset, r result) any {
	if i := node.GetAConst().GetIval(); i != nil && int(i.Ival) >= 1 && int(i.Ival) <= len(r.row.values) {
		return r.row.values[i.Ival-1]
	}
	if names := texts(node.GetColumnRef().GetFields()); len(names) == 1 {
		if i := slices.Index(rel.columns, names[0]); i >= 0 {
			return r.row.values[i]
		}
	}
	return r.env.eval(node)
}

func orderOf(a, b any, by *pg.SortBy) (int, error) {
	if u, ok := a.(unknown); ok {
		return 0, errors.New(u.why)
	}
	if u, ok := b.(unknown); ok {
		return 0, errors.New(u.why)
	}
	desc := by.SortbyDir == pg.SortByDir_SORTBY_DESC
	nullsFirst := desc && by.SortbyNulls != pg.SortByNulls_SORTBY_NULLS_LAST || by.SortbyNulls == pg.SortByNulls_SORTBY_NULLS_FIRST
	if a == nil || b == nil {
		switch {
		case a == nil && b == nil:
			return 0, nil
		case (a == nil) == nullsFirst:
			return -1, nil
		}
		return 1, nil
	}
	less, ok := compareValues("<", a, b).(bool)
	equal, okEqual := compareValues("=", a, b).(bool)
	switch {
	case !ok || !okEqual:
		return 0, errors.New("the order of its rows is not known")
	case equal:
		return 0, nil
	case less != desc:
		return -1, nil
	}
	return 1, nil
}

// outputNames are the names of the columns of a SELECT.
func outputNames(targets []*pg.Node, vars []*rangeVar) ([]string, error) {
	var names []string
	for _, node := range targets {
		t := node.GetResTarget()
		if t.Name != "" {
			names = append(names, t.Name)
			continue
		}
		fields := t.Val.GetColumnRef().GetFields()
		if len(fields) == 0 || fields[len(fields)-1].GetAStar() == nil {
			names = append(names, outputName(t.Val))
			continue
		}
		for _, v := range starOf(fields, vars) {
			names = append(names, v.rel.columns...)
		}
	}
	return names, nil
}

// starOf are the FROM elements that * or t.* stands for.
func starOf(fields []*pg.Node, vars []*rangeVar) []*rangeVar {
	qualifier := texts(fields)
	if len(qualifier) == 0 {
		return vars
	}
	for _, v := range vars {
		if v.alias == qualifier[len(qualifier)-1] {
			return []*rangeVar{v}
		}
	}
	return nil
}

// outputName is the name that the server gives to a column without one.
func outputName(node *pg.Node) string {
	switch n := node.GetNode().(type) {
	case *pg.Node_ColumnRef:
		if names := texts(n.ColumnRef.Fields); len(names) > 0 {
			return names[len(names)-1]
		}
	case *pg.Node_FuncCall:
		return written(n.FuncCall.Funcname).Name
	case *pg.Node_TypeCast:
		if name := outputName(n.TypeCast.Arg); name != "?column?" {
			return name
		}
		names := texts(n.TypeCast.TypeName.GetNames())
		return names[len(names)-1]
	case *pg.Node_SubLink:
		switch n.SubLink.SubLinkType {
		case pg.SubLinkType_EXISTS_SUBLINK:
			return "exists"
		case pg.SubLinkType_ARRAY_SUBLINK:
			return "array"
		case pg.SubLinkType_EXPR_SUBLINK:
			if targets := n.SubLink.Subselect.GetSelectStmt().GetTargetList(); len(targets) == 1 {
				if name := targets[0].GetResTarget().GetName(); name != "" {
					return name
				}
				return outputName(targets[0].GetResTarget().GetVal())
			}
		}
	case *pg.Node_CaseExpr:
		if name := outputName(n.CaseExpr.Defresult); n.CaseExpr.Defresult != nil && name != "?column?" {
			return name
		}
		return "case"
	case *pg.Node_CoalesceExpr:
		return "coalesce"
	case *pg.Node_AArrayExpr:
		return "array"
	case *pg.Node_SqlvalueFunction:
		return sqlValueName(n.SqlvalueFunction.Op)
	}
	return "?column?"
}

// targets works out the columns of one row.
func (e *env) targets(targets []*pg.Node) ([]any, error) {
	var values []any
	for _, node := range targets {
		t := node.GetResTarget()
		fields := t.Val.GetColumnRef().GetFields()
		if len(fields) == 0 || fields[len(fields)-1].GetAStar() == nil {
			values = append(values, e.eval(t.Val))
			continue
		}
		for _, v := range starOf(fields, e.vars) {
			i := slices.Index(e.vars, v)
			if e.rows[i] == nil {
				values = append(values, make([]any, len(v.rel.columns))...)
				continue
			}
			values = append(values, e.rows[i].values...)
		}
	}
	return values, nil
}
