//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) createView(n *pg.ViewStmt) {
	name := s.target(n.View)
	if n.View.Schemaname == "" && slices.ContainsFunc(s.reads(n.Query), func(u schema.Use) bool { return u.Table.Schema == schema.TemporarySchema }) {
		name.Schema = schema.TemporarySchema // a view of temporary tables is temporary too
	}
	if len(s.conflicts) == 0 && name.Schema != schema.TemporarySchema && slices.ContainsFunc(s.reads(n.Query), func(u schema.Use) bool { return u.Table.Schema == schema.TemporarySchema }) {
		s.conflict(schema.WrongKind, "view "+name.String(), "view %s reads a temporary table and cannot be made in schema %s", name, name.Schema)
		return
	}
	old, known := s.cat.Table(name.Schema, name.Name)
	replaced := n.Replace && old != nil && !known.No()
	if replaced && old.Kind != schema.View {
		s.conflict(schema.WrongKind, "table "+name.String(), "%s %s is not a view", old.Kind, name)
		return
	}
	if !replaced && !s.freshToMake(name, schema.View, false) {
		return
	}
	v := &schema.Table{Kind: schema.View, Temporary: name.Schema == schema.TemporarySchema}
	s.query(v, n.Query, texts(n.Aliases))
	if len(s.conflicts) > 0 {
		return
	}
	if replaced && !s.replaceable(old, v) {
		return
	}
	if replaced {
		v.Comment, v.Triggers = old.Comment, old.Triggers
		made, created := old.Made, old.Created
		v = s.cat.AddTable(name, v)
		v.Made, v.Created = made, created
		return
	}
	s.cat.AddTable(name, v)
}

// replaceable tells whether a view can be replaced: its columns must stay, and
// others may only be added behind them.
func (s *simulation) replaceable(old, view *schema.Table) bool {
	if old.Doubt != nil || view.Doubt != nil {
		return true
	}
	for i, c := range old.Columns {
		if i >= len(view.Columns) || view.Columns[i].Name != c.Name ||
			view.Columns[i].Type != c.Type && !c.Type.IsZero() && !view.Columns[i].Type.IsZero() {
			s.conflict(schema.Mismatched, "view "+old.Name.String(), "the new columns of view %s do not begin with the old ones", old.Name)
			return false
		}
	}
	return true
}

// createTableAs follows CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW.
func (s *simulation) createTableAs(n *pg.CreateTableAsStmt) {
	s.createFrom(n.Query, n.Into, n.Objtype, n.IfNotExists)
}

func (s *simulation) createFrom(query *pg.Node, into *pg.IntoClause, kind pg.ObjectType, ifNotExists bool) {
	name := s.target(into.Rel)
	as := schema.Regular
	if kind == pg.ObjectType_OBJECT_MATVIEW {
		as = schema.MaterializedView
	}
	if !s.freshToMake(name, as, ifNotExists) {
		return
	}
	t := &schema.Table{Kind: as, Temporary: name.Schema == schema.TemporarySchema, DropOnCommit: into.OnCommit == pg.OnCommitAction_ONCOMMIT_DROP, Unlogged: into.Rel.Relpersistence == "u"}
	s.query(t, query, texts(into.ColNames))
	if len(s.conflicts) > 0 {
		return
	}
	if s.noRows(query) || into.SkipData {
		t.Rows = schema.RowsNone
	}
	if kind == pg.ObjectType_OBJECT_MATVIEW {
		if i := slices.IndexFunc(t.Uses, func(u schema.Use) bool { return u.Table.Schema == schema.TemporarySchema }); i >= 0 {
			s.conflict(schema.WrongKind, "table "+t.Uses[i].Table.Name, "a materialized view cannot read table %s, which is temporary", t.Uses[i].Table.Name)
			return
		}
		t.Populated = !into.SkipData
	} else {
		t.Uses, t.Query = nil, ""
		s.sideEffects(query)
	}
	s.cat.AddTable(name, t)
}

func (s *simulation) refresh(n *pg.RefreshMatViewStmt) {
	t := s.table(n.Relation, false)
	if t == nil {
		return
	}
	t.Populated = !n.SkipData
	s.cat.MarkTableRows(t.Name, schema.RowsUnknown, nil)
}

// query fills in what a view, or a table made by a query, reads, and its columns.
func (s *simulation) query(t *schema.Table, query *pg.Node, names []string) {
	t.Query = deparseStatement(query)
	t.Uses = s.reads(query)
	cols, ok := s.outputColumns(query, nil)
	if !ok {
		t.Doubt = &schema.Doubt{Reason: "the columns of its query could not be worked out", Span: s.cat.Span()}
	}
	for i := range cols {
		if i < len(names) {
			cols[i].Name = cutName(names[i])
		}
		cols[i].Local, cols[i].Made, cols[i].Changed = true, s.cat.Span(), s.cat.Span()
		if ok && slices.ContainsFunc(cols[:i], func(c schema.Column) bool { return c.Name == cols[i].Name }) {
			s.conflict(schema.Duplicate, "column "+cols[i].Name, "the query makes two columns %s", cols[i].Name)
		}
	}
	t.Columns = pointers(cols)
}

// pointers returns columns as a table has them.
func pointers(cols []schema.Column) []*schema.Column {
	list := make([]*schema.Column, len(cols))
	for i := range cols {
		list[i] = &cols[i]
	}
	return list
}

// scoped is a table of a query, under the name that the query gives it.
type scoped struct {
	alias string
	table *schema.Table // nil: a subquery, a function, or a table that is not known
}

// systemRelation tells whether a name without a schema is a table of the system's.
func systemRelation(name string) bool { return len(name) > 3 && name[:3] == "pg_" }

// candidates returns the tables of the scope that a column reference can be of.
func (s *simulation) candidates(fields []string, star bool, scope []scoped) []scoped {
	qualifier := ""
	switch {
	case star && len(fields) > 0:
		qualifier = fields[len(fields)-1]
	case len(fields) > 1:
		qualifier = fields[len(fields)-2]
	}
	var list []scoped
	for _, sc := range scope {
		if sc.table != nil && (qualifier == "" || sc.alias == qualifier) {
			list = append(list, sc)
		}
	}
	return list
}

// outputColumns works out the columns of a query; false if it cannot. The queries
// of the WITH clauses around it are given.
func (s *simulation) outputColumns(query *pg.Node, with []scoped) ([]schema.Column, bool) {
	sel := query.GetSelectStmt()
	if sel == nil {
		return nil, false
	}
	if sel.Larg != nil {
		return s.unionColumns(sel, with)
	}
	if len(sel.ValuesLists) > 0 {
		return valuesColumns(sel), true
	}
	var cols []schema.Column
	whole := true
	top := s.fromScope(sel.FromClause, s.withQueries(query.GetSelectStmt(), with))
	for _, node := range sel.TargetList {
		t := node.GetResTarget()
		more, ok := s.targetColumns(t, top)
		cols = append(cols, more...)
		whole = whole && ok
	}
	return cols, whole
}

// unionColumns are those of a UNION, INTERSECT or EXCEPT: the names are those of the first
// query, the types are known where both have the same.
func (s *simulation) unionColumns(sel *pg.SelectStmt, with []scoped) ([]schema.Column, bool) {
	with = s.withQueries(sel, with)
	arm := func(sel *pg.SelectStmt) ([]schema.Column, bool) {
		return s.outputColumns(&pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: sel}}, with)
	}
	left, known := arm(sel.Larg)
	right, rightKnown := arm(sel.Rarg)
	for i := range left {
		if !rightKnown || i >= len(right) || left[i].Type != right[i].Type {
			left[i].Type = schema.Type{}
		}
	}
	return left, known
}

// withQueries adds the queries of the WITH clause of a SELECT, the latest first.
func (s *simulation) withQueries(sel *pg.SelectStmt, with []scoped) []scoped {
	for _, node := range sel.WithClause.GetCtes() {
		c := node.GetCommonTableExpr()
		query := scoped{alias: c.GetCtename()}
		if cols, ok := s.outputColumns(c.GetCtequery(), with); ok && len(c.GetAliascolnames()) == 0 {
			query.table = &schema.Table{Columns: pointers(cols)}
		}
		with = append([]scoped{query}, with...)
	}
	return with
}

// fromTable is a table, or a query of a WITH clause, of a FROM clause.
func (s *simulation) fromTable(v *pg.RangeVar, with []scoped) scoped {
	alias := v.Relname
	if v.Alias != nil {
		alias = v.Alias.Aliasname
	}
	if v.Schemaname == "" {
		if i := slices.IndexFunc(with, func(w scoped) bool { return w.alias == v.Relname }); i >= 0 {
			return scoped{alias, with[i].table}
		}
	}
	if len(v.GetAlias().GetColnames()) > 0 {
		return scoped{alias, nil}
	}
	t, _ := s.cat.Table(v.Schemaname, cutName(v.Relname))
	return scoped{alias, t}
}

// fromScope is the scope of one level: the tables of a FROM clause.
func (s *simulation) fromScope(from []*pg.Node, with []scoped) []scoped {
	var list []scoped
	for _, f := range from {
		switch n := f.GetNode().(type) {
		case *pg.Node_JoinExpr:
			list = append(list, s.fromScope([]*pg.Node{n.JoinExpr.Larg, n.JoinExpr.Rarg}, with)...)
			if n.JoinExpr.Alias != nil {
				list = append(list, scoped{n.JoinExpr.Alias.Aliasname, nil})
			}
			if n.JoinExpr.IsNatural || len(n.JoinExpr.UsingClause) > 0 {
				// A star shows the shared columns once: too rare to be worked out.
				list = append(list, scoped{"", nil})
			}
		case *pg.Node_RangeVar:
			list = append(list, s.fromTable(n.RangeVar, with))
		case *pg.Node_RangeSubselect:
			if cols, ok := s.outputColumns(n.RangeSubselect.Subquery, with); ok && n.RangeSubselect.Alias.GetColnames() == nil {
				list = append(list, scoped{n.RangeSubselect.Alias.GetAliasname(), &schema.Table{Columns: pointers(cols)}})
				continue
			}
			list = append(list, scoped{n.RangeSubselect.Alias.GetAliasname(), nil})
		default:
			list = append(list, scoped{"", nil})
		}
	}
	return list
}

func valuesColumns(sel *pg.SelectStmt) []schema.Column {
	var cols []schema.Column
	for i := range sel.ValuesLists[0].GetList().GetItems() {
		cols = append(cols, schema.Column{Name: "column" + itoa(i+1)})
	}
	return cols
}

// targetColumns are the columns that one item of a SELECT list makes.
func (s *simulation) targetColumns(t *pg.ResTarget, scope []scoped) ([]schema.Column, bool) {
	ref := t.GetVal().GetColumnRef()
	fields := texts(ref.GetFields())
	if ref != nil && len(fields) < len(ref.Fields) {
		var cols []schema.Column
		for _, sc := range scope {
			if len(fields) > 0 && sc.alias != fields[len(fields)-1] {
				continue
			}
			if sc.table == nil || sc.table.Doubt != nil {
				return cols, false
			}
			for _, c := range sc.table.Columns {
				cols = append(cols, schema.Column{Name: c.Name, Type: c.Type, Collation: c.Collation})
			}
		}
		return cols, true
	}
	col := schema.Column{Name: t.GetName()}
	if ref != nil {
		for _, sc := range s.candidates(fields, false, scope) {
			if c := sc.table.Column(fields[len(fields)-1]); c != nil {
				col.Type, col.Collation = c.Type, c.Collation
				break
			}
		}
	} else if c := t.GetVal().GetTypeCast(); c != nil {
		col.Type = s.typeOf(c.TypeName)
	}
	if col.Name == "" {
		col.Name, _ = figureName(t.GetVal())
	}
	if col.Name == "" {
		col.Name = "?column?"
	}
	return []schema.Column{col}, true
}
