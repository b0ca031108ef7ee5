package ddlsim

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) drop(st *ddlread.Statement) {
	var targets []schema.Name
	for _, n := range st.Names {
		targets = append(targets, s.spelled(n))
	}
	d := s.cat.Drop(st.Cascade, targets...)
	for i, n := range st.Names {
		s.dropOne(d, st, n, targets[i])
	}
	s.conflicts = append(s.conflicts, d.Conflicts()...)
}

func (s *simulation) dropOne(d *schema.Dropping, st *ddlread.Statement, n ddlread.Name, at schema.Name) {
	gone := func(known schema.Known) {
		if known.No() && !st.IfExists {
			s.missing(st.Object, at.String())
		}
	}
	switch st.Object {
	case "table", "view", "materialized view":
		t, known := s.cat.Table(at.Schema, at.Name)
		if t == nil || known.No() {
			gone(known)
			if known.Unknown() {
				d.Table(at)
			}
			return
		}
		d.Table(t.Name)
	case "index":
		s.dropIndex(d, st, n)
	case "sequence":
		q, known := s.cat.Sequence(at.Schema, at.Name)
		if q == nil || known.No() {
			gone(known)
			return
		}
		d.Sequence(q.Name)
	case "schema":
		name := s.schemaOf(n.Name)
		if _, known := s.cat.Schema(name); known.No() {
			gone(known)
			return
		}
		d.Schema(name)
	case "procedure", "function", "package":
		d.Routine(schema.Name{Schema: at.Schema, Name: at.Name + "()"})
	case "trigger":
		for _, t := range s.cat.TablesWith(n.Name) {
			if slices.ContainsFunc(t.Triggers, func(g schema.Trigger) bool { return s.same(g.Name, n.Name) }) {
				u := s.cat.EditTable(t.Name)
				u.Triggers = slices.DeleteFunc(u.Triggers, func(g schema.Trigger) bool { return s.same(g.Name, n.Name) })
			}
		}
	}
}

// dropIndex drops an index, of one table if the statement names it.
func (s *simulation) dropIndex(d *schema.Dropping, st *ddlread.Statement, n ddlread.Name) {
	for _, t := range s.cat.TablesWith(n.Name) {
		if !st.On.IsZero() && s.spelled(st.On) != t.Name {
			continue
		}
		for _, x := range t.Indexes {
			if s.same(x.Name, n.Name) {
				d.Index(schema.Name{Schema: t.Name.Schema, Name: x.Name})
				return
			}
		}
	}
	if st.On.IsZero() || st.IfExists {
		return
	}
	on := s.spelled(st.On)
	if t, known := s.cat.Table(on.Schema, on.Name); known.Yes() && t.Doubt == nil {
		s.missing("index", n.Name)
	}
}

// commentOn follows COMMENT ON: the name of a column has its table in front.
func (s *simulation) commentOn(st *ddlread.Statement) {
	n := st.Names[0]
	switch st.Object {
	case "table", "view":
		if t := s.cat.EditTable(s.spelled(n)); t != nil {
			t.Comment = st.Body
		}
	case "column":
		s.commentColumn(ddlread.Name{Schema: n.Catalog, Name: n.Schema}, n.Name, st.Body)
	}
}

// property follows an extended property that is a comment; an empty text removes it.
func (s *simulation) property(st *ddlread.Statement) {
	switch st.Object {
	case "table":
		if t := s.cat.EditTable(s.spelled(st.Names[0])); t != nil {
			t.Comment = st.Body
		}
	case "column":
		s.commentColumn(st.Names[0], st.To.Name, st.Body)
	}
}

func (s *simulation) commentColumn(table ddlread.Name, column, text string) {
	t := s.cat.EditTable(s.spelled(table))
	if t == nil {
		return
	}
	if col := t.EditColumn(s.columnName(t, column)); col != nil {
		col.Detail().Comment = text
	}
}
