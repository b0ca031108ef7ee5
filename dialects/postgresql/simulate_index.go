//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) createIndex(n *pg.IndexStmt) {
	t := s.table(n.Relation, false)
	if t == nil {
		s.indexOfUnknown(n)
		return
	}
	if t.Kind == schema.View {
		s.conflict(schema.WrongKind, "view "+t.Name.String(), "view %s can have no index", t.Name)
		return
	}
	x := schema.Index{
		Name: cutName(n.Idxname), Unique: n.Unique, Method: n.AccessMethod, Include: nil, Where: s.ownExpr(n.WhereClause),
		NullsNotDistinct: n.NullsNotDistinct, Concurrently: n.Concurrent, Options: storage(n.Options),
	}
	for _, p := range n.IndexParams {
		key, _ := s.indexKey(p.GetIndexElem())
		x.Keys = append(x.Keys, key)
	}
	for _, p := range n.IndexIncludingParams {
		x.Include = append(x.Include, cutName(p.GetIndexElem().GetName()))
	}
	if !s.indexable(&x) {
		return
	}
	full := schema.Name{Schema: t.Name.Schema, Name: x.Name}
	if x.Name == "" {
		x.Name = relationName(s.cat, t.Name.Schema, t.Name.Name, nameAddition(indexColumnNames(indexNames(x))), "idx")
		full.Name = x.Name
	}
	// The server checks the columns even where IF NOT EXISTS finds the index.
	if !s.hasColumns(t, x.Columns()) || x.Unique && !s.coversPartitions(t, &x) {
		return
	}
	if kind, known := s.cat.Relation(full); known.Yes() {
		if !n.IfNotExists {
			s.duplicate(kind, full.String())
		}
		return
	}
	if t.Kind == schema.Partitioned && !n.Relation.Inh {
		x.Invalid = len(s.children(t.Name)) > 0
		x.MayBeInvalid = !x.Invalid && s.cat.Doubt() != nil // a block may have made partitions
	}
	s.cat.AddIndex(t.Name, x)
	if t.Kind == schema.Partitioned && n.Relation.Inh {
		for _, child := range s.children(t.Name) {
			s.attachIndex(child, s.cat.EditTable(t.Name), x)
		}
	}
}

// indexOfUnknown doubts the name of an index of a table of which nothing is known, so that a statement about the index is not taken for one about nothing.
func (s *simulation) indexOfUnknown(n *pg.IndexStmt) {
	on := s.cat.TableName(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
	if _, known := s.cat.Table(on.Schema, on.Name); known.No() || n.Idxname == "" {
		return
	}
	x := schema.Name{Schema: on.Schema, Name: cutName(n.Idxname)}
	if _, known := s.cat.Relation(x); !known.Yes() {
		s.cat.MarkNameUnknown(x, "it is an index of "+on.String()+", of which nothing is known", s.cat.Span())
	}
}

// indexable refuses what the built-in methods other than btree cannot do.
// https://www.postgresql.org/docs/current/indexes-types.html
func (s *simulation) indexable(x *schema.Index) bool {
	ordered := func(k schema.IndexKey) bool { return k.Descending || k.NullsFirst }
	lacks := ""
	switch method := x.Method; {
	case method != "hash" && method != "gin" && method != "gist" && method != "brin" && method != "spgist":
	case x.Unique:
		lacks = "unique indexes"
	case method == "hash" && len(x.Keys) > 1:
		lacks = "indexes of several columns"
	case len(x.Include) > 0 && method != "gist" && method != "spgist":
		lacks = "INCLUDE"
	case slices.ContainsFunc(x.Keys, ordered):
		lacks = "an order of its columns"
	}
	if lacks != "" {
		s.conflict(schema.WrongKind, "index "+x.Name, "the index method %s does not have %s", x.Method, lacks)
	}
	return lacks == ""
}

// coversPartitions refuses a unique index of a partitioned table that leaves out
// a column of the partition key.
func (s *simulation) coversPartitions(t *schema.Table, x *schema.Index) bool {
	for _, c := range t.PartitionColumns {
		if !slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Column == c }) {
			s.conflict(schema.Mismatched, "index of table "+t.Name.String(), "a unique index of partitioned table %s must have the column %s of its partition key", t.Name, c)
			return false
		}
	}
	return true
}

// storage writes storage parameters.
func storage(options []*pg.Node) []string {
	var list []string
	for _, o := range options {
		d := o.GetDefElem()
		value := nodeName(d.GetArg())
		if value == "" {
			value = "true"
		}
		list = append(list, d.GetDefname()+"="+value)
	}
	return list
}

// indexKey reads one column or expression of an index, and returns the name that
// the server gives to that column of the index.
func (s *simulation) indexKey(e *pg.IndexElem) (schema.IndexKey, string) {
	key := schema.IndexKey{
		Column: cutName(e.GetName()), Collation: strings.Join(texts(e.GetCollation()), "."), OpClass: strings.Join(texts(e.GetOpclass()), "."),
		Descending: e.GetOrdering() == pg.SortByDir_SORTBY_DESC,
	}
	key.NullsFirst = key.Descending && e.GetNullsOrdering() != pg.SortByNulls_SORTBY_NULLS_LAST ||
		e.GetNullsOrdering() == pg.SortByNulls_SORTBY_NULLS_FIRST
	if e.GetExpr() == nil {
		return key, key.Column
	}
	key.Expr = s.ownExpr(e.GetExpr())
	key.Name, _ = figureName(e.GetExpr())
	if key.Name == "" {
		key.Name = "expr"
	}
	return key, key.Name
}

// figureName is the name that the server gives to a column of a query or an index
// that is an expression; strength 2 is a name that an outer cast does not replace.
func figureName(node *pg.Node) (name string, strength int) {
	switch n := node.GetNode().(type) {
	case *pg.Node_ColumnRef:
		if fields := texts(n.ColumnRef.Fields); len(fields) > 0 {
			return fields[len(fields)-1], 2
		}
	case *pg.Node_AIndirection:
		if fields := texts(n.AIndirection.Indirection); len(fields) > 0 {
			return fields[len(fields)-1], 2
		}
		return figureName(n.AIndirection.Arg)
	case *pg.Node_FuncCall:
		return written(n.FuncCall.Funcname).Name, 2
	case *pg.Node_AExpr:
		if n.AExpr.Kind == pg.A_Expr_Kind_AEXPR_NULLIF {
			return "nullif", 2
		}
	case *pg.Node_TypeCast:
		if name, strength = figureName(n.TypeCast.Arg); strength > 1 {
			return name, strength
		}
		return written(n.TypeCast.TypeName.GetNames()).Name, 1
	case *pg.Node_CollateClause:
		return figureName(n.CollateClause.Arg)
	case *pg.Node_CaseExpr:
		if name, strength = figureName(n.CaseExpr.Defresult); strength > 1 {
			return name, strength
		}
		return "case", 1
	case *pg.Node_AArrayExpr:
		return "array", 2
	case *pg.Node_RowExpr:
		return "row", 2
	case *pg.Node_CoalesceExpr:
		return "coalesce", 2
	case *pg.Node_MinMaxExpr:
		if n.MinMaxExpr.Op == pg.MinMaxOp_IS_LEAST {
			return "least", 2
		}
		return "greatest", 2
	case *pg.Node_SqlvalueFunction:
		return valueFunctions[n.SqlvalueFunction.Op], 2
	case *pg.Node_XmlExpr:
		return "xmlelement", 2
	case *pg.Node_GroupingFunc:
		return "grouping", 2
	case *pg.Node_SubLink:
		return subqueryName(n.SubLink)
	}
	return "", 0
}

func subqueryName(l *pg.SubLink) (string, int) {
	switch l.SubLinkType {
	case pg.SubLinkType_EXISTS_SUBLINK:
		return "exists", 2
	case pg.SubLinkType_ARRAY_SUBLINK:
		return "array", 2
	case pg.SubLinkType_EXPR_SUBLINK:
		targets := l.Subselect.GetSelectStmt().GetTargetList()
		if len(targets) == 0 {
			return "", 0
		}
		t := targets[0].GetResTarget()
		if t.GetName() != "" {
			return t.Name, 2
		}
		return figureName(t.GetVal())
	}
	return "", 0
}

// valueFunctions are the names of the functions without parentheses.
var valueFunctions = map[pg.SQLValueFunctionOp]string{
	pg.SQLValueFunctionOp_SVFOP_CURRENT_DATE: "current_date", pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME: "current_time",
	pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N: "current_time", pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP: "current_timestamp",
	pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N: "current_timestamp", pg.SQLValueFunctionOp_SVFOP_LOCALTIME: "localtime",
	pg.SQLValueFunctionOp_SVFOP_LOCALTIME_N: "localtime", pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP: "localtimestamp",
	pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N: "localtimestamp", pg.SQLValueFunctionOp_SVFOP_CURRENT_ROLE: "current_role",
	pg.SQLValueFunctionOp_SVFOP_CURRENT_USER: "current_user", pg.SQLValueFunctionOp_SVFOP_USER: "user",
	pg.SQLValueFunctionOp_SVFOP_SESSION_USER: "session_user", pg.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG: "current_catalog",
	pg.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA: "current_schema",
}

func (s *simulation) createStatistics(n *pg.CreateStatsStmt) {
	if len(n.Relations) == 0 {
		return
	}
	t := s.table(n.Relations[0].GetRangeVar(), false)
	if t == nil || len(n.Defnames) == 0 {
		return
	}
	if t.Kind == schema.View {
		s.conflict(schema.WrongKind, "view "+t.Name.String(), "view %s can have no statistics", t.Name)
		return
	}
	name := s.qualify(n.Defnames)
	if _, known := s.cat.Schema(name.Schema); known.No() {
		s.missing("schema", name.Schema)
		return
	}
	if _, known := s.cat.Other("statistics", name.Schema, name.Name); known.Yes() {
		if !n.IfNotExists {
			s.duplicate("statistics", name.String())
		}
		return
	}
	st := schema.Statistics{Name: name, Made: s.cat.Span()}
	for _, e := range n.Exprs {
		if el := e.GetStatsElem(); el.GetName() != "" {
			if slices.Contains(st.Columns, el.Name) {
				s.conflict(schema.Duplicate, "column "+el.Name, "the statistics name column %s twice", el.Name)
				return
			}
			st.Columns = append(st.Columns, el.Name)
		} else if el.GetExpr() != nil {
			st.Columns = append(st.Columns, s.expr(el.Expr).Columns...)
		}
	}
	if !s.hasColumns(t, st.Columns) {
		return
	}
	t.Statistics = append(t.Statistics, st)
	s.cat.AddOther("statistics", name)
}

// builtinTriggers are the trigger functions that a server has from the start.
var builtinTriggers = wordSet("tsvector_update_trigger tsvector_update_trigger_column suppress_redundant_updates_trigger")

func (s *simulation) createTrigger(n *pg.CreateTrigStmt) {
	t := s.table(n.Relation, false)
	if t == nil {
		return
	}
	if !s.triggerable(t, n) {
		return
	}
	f := written(n.Funcname)
	if r := s.cat.Routines(f.Schema, f.Name); len(r) > 0 {
		f.Schema = r[0].Name.Schema
	} else if f.Schema != schema.SystemSchema && !builtinTriggers.has(f.Name) && s.cat.Complete().Yes() && !s.foreignTypes() {
		s.missing("function", f.String())
		return
	} else if f.Schema == "" {
		f.Schema = s.cat.CreationSchema()
	}
	g := schema.Trigger{
		Name: cutName(n.Trigname), Function: f, Columns: texts(n.Columns), Constraint: n.Isconstraint, Row: n.Row, Events: int(n.Events), Made: s.cat.Span(), Changed: s.cat.Span(),
	}
	i := slices.IndexFunc(t.Triggers, func(o schema.Trigger) bool { return o.Name == g.Name })
	switch {
	case i < 0:
		t.Triggers = append(t.Triggers, g)
	case n.Replace, t.Triggers[i].Doubt != nil:
		t.Triggers[i] = g
	default:
		s.conflict(schema.Duplicate, "trigger "+g.Name, "trigger %s of table %s exists already", g.Name, t.Name)
	}
}

// Bits of the timing of a trigger, as the parser has them from pg_trigger.tgtype.
const (
	triggerBefore  = 1 << 1
	triggerInstead = 1 << 6
)

// triggerable refuses triggers of kinds that the table cannot have.
// https://www.postgresql.org/docs/current/sql-createtrigger.html
func (s *simulation) triggerable(t *schema.Table, n *pg.CreateTrigStmt) bool {
	instead := n.Timing&triggerInstead != 0
	switch {
	case t.Doubt != nil:
	case t.Kind == schema.MaterializedView, t.Kind == schema.View && (instead != n.Row || n.Events&schema.OnTruncate != 0), t.Kind != schema.View && instead,
		n.Row && n.Events&schema.OnTruncate != 0:
		s.conflict(schema.WrongKind, "trigger "+n.Trigname, "%s %s cannot have a trigger such as %s", t.Kind, t.Name, n.Trigname)
		return false
	}
	return s.hasColumns(t, cutAll(texts(n.Columns)))
}

func (s *simulation) createRule(n *pg.RuleStmt) {
	t := s.table(n.Relation, false)
	if t == nil {
		return
	}
	r := schema.Rule{Name: cutName(n.Rulename), Instead: n.Instead, Made: s.cat.Span(), Changed: s.cat.Span()}
	i := slices.IndexFunc(t.Rules, func(o schema.Rule) bool { return o.Name == r.Name })
	switch {
	case i < 0:
		t.Rules = append(t.Rules, r)
	case n.Replace:
		t.Rules[i] = r
	default:
		s.conflict(schema.Duplicate, "rule "+r.Name, "rule %s of table %s exists already", r.Name, t.Name)
	}
}

func (s *simulation) createPolicy(n *pg.CreatePolicyStmt) {
	t := s.table(n.Table, false)
	if t == nil {
		return
	}
	if t.IsView() {
		s.conflict(schema.WrongKind, t.Kind.String()+" "+t.Name.String(), "%s %s can have no policy", t.Kind, t.Name)
		return
	}
	p := schema.Policy{
		Name: cutName(n.PolicyName), Command: n.CmdName, Using: s.expr(n.Qual), Check: s.expr(n.WithCheck), Made: s.cat.Span(), Changed: s.cat.Span(),
	}
	if slices.ContainsFunc(t.Policies, func(o schema.Policy) bool { return o.Name == p.Name }) {
		s.conflict(schema.Duplicate, "policy "+p.Name, "policy %s of table %s exists already", p.Name, t.Name)
		return
	}
	for _, e := range []*pg.Node{n.Qual, n.WithCheck} {
		if e != nil && !hasSubquery(e) && !s.hasColumns(t, slices.DeleteFunc(s.expr(e).Columns, func(c string) bool { return c == t.Name.Name })) {
			return
		}
	}
	t.Policies = append(t.Policies, p)
}

func hasSubquery(node *pg.Node) bool {
	found := false
	pg.Walk(node, func(m pg.Message) bool {
		_, is := m.(*pg.SubLink)
		found = found || is
		return !found
	})
	return found
}

func (s *simulation) alterPolicy(n *pg.AlterPolicyStmt) {
	t := s.table(n.Table, false)
	if t == nil {
		return
	}
	i := slices.IndexFunc(t.Policies, func(o schema.Policy) bool { return o.Name == cutName(n.PolicyName) })
	if i < 0 {
		if t.Doubt == nil {
			s.missing("policy", n.PolicyName)
		}
		return
	}
	p := &t.Policies[i]
	p.Changed = s.cat.Span()
	if n.Qual != nil {
		p.Using = s.expr(n.Qual)
	}
	if n.WithCheck != nil {
		p.Check = s.expr(n.WithCheck)
	}
}
