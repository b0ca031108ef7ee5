//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) rename(n *pg.RenameStmt) {
	to := cutName(n.Newname)
	switch n.RenameType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE,
		pg.ObjectType_OBJECT_INDEX, pg.ObjectType_OBJECT_SEQUENCE:
		s.renameRelation(n, to)
	case pg.ObjectType_OBJECT_COLUMN:
		s.renameColumn(n, to)
	case pg.ObjectType_OBJECT_ATTRIBUTE:
		s.renameAttribute(n, to)
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		s.renameConstraint(n, to)
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		s.renameDomainConstraint(n, to)
	case pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY:
		s.renamePart(n, to)
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		if u := s.typeObject(objectParts(n.Object), false); u != nil && s.free(schema.Name{Schema: u.Name.Schema, Name: to}) {
			s.cat.MoveType(u.Name, schema.Name{Schema: u.Name.Schema, Name: to})
		}
	case pg.ObjectType_OBJECT_SCHEMA:
		s.renameSchema(n.Subname, to)
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_ROUTINE, pg.ObjectType_OBJECT_AGGREGATE:
		if r := s.routineOf(n.Object.GetObjectWithArgs(), false); r != nil {
			s.moveRoutine(r, schema.Name{Schema: r.Name.Schema, Name: s.signature(to, r.Args)})
		}
	case pg.ObjectType_OBJECT_ROLE, pg.ObjectType_OBJECT_DATABASE, pg.ObjectType_OBJECT_TABLESPACE:
		// These are not part of the schema.
	default:
		s.renameOther(n, to)
	}
}

// moveRoutine gives a routine another name, unless one with the same arguments has it.
func (s *simulation) moveRoutine(r *schema.Routine, to schema.Name) {
	base, _, _ := strings.Cut(to.Name, "(")
	if slices.ContainsFunc(s.cat.Routines(to.Schema, base), func(o *schema.Routine) bool { return o.Name == to && o.Extension == "" }) {
		s.duplicate(r.Kind, to.String())
		return
	}
	s.cat.MoveRoutine(r.Name, to)
}

func (s *simulation) renameOther(n *pg.RenameStmt, to string) {
	word, name := objectWord(n.RenameType), written(objectParts(n.Object))
	o, known := s.cat.Other(word, name.Schema, name.Name)
	if o == nil {
		if known.No() && n.RenameType == pg.ObjectType_OBJECT_STATISTIC_EXT {
			s.missing(word, name.String())
		}
		return
	}
	from, dest := schema.Name{Schema: o.Name.Schema, Name: name.Name}, schema.Name{Schema: o.Name.Schema, Name: to}
	if _, known := s.cat.Other(word, dest.Schema, dest.Name); known.Yes() {
		s.duplicate(word, dest.String())
		return
	}
	s.cat.MoveOther(word, from, dest)
	if word == publicationKind {
		s.renamePublication(name.Name, to)
	}
	if n.RenameType == pg.ObjectType_OBJECT_STATISTIC_EXT {
		s.moveStatistics(from, dest)
	}
}

func (s *simulation) moveStatistics(from, to schema.Name) {
	for _, t := range s.cat.TablesNaming(from) {
		if i := slices.IndexFunc(t.Statistics, func(st schema.Statistics) bool { return st.Name == from }); i >= 0 {
			s.cat.EditTable(t.Name).Statistics[i].Name = to
		}
	}
}

// free tells whether a type can take the name.
func (s *simulation) free(n schema.Name) bool {
	if _, known := s.cat.Type(n.Schema, n.Name); known.Yes() {
		s.duplicate("type", n.String())
		return false
	}
	if t, known := s.cat.Table(n.Schema, n.Name); t != nil && known.Yes() {
		s.duplicate("type", n.String())
		return false
	}
	return true
}

func (s *simulation) renameSchema(from, to string) {
	if _, known := s.cat.Schema(from); known.No() {
		s.missing("schema", from)
		return
	}
	if _, known := s.cat.Schema(to); known.Yes() {
		s.duplicate("schema", to)
		return
	}
	s.cat.RenameSchema(from, to)
}

// renameRelation renames a table, view, index or sequence. ALTER TABLE may be
// said for all of them.
func (s *simulation) renameRelation(n *pg.RenameStmt, to string) {
	sch, from := n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname())
	if !s.takes(n.RenameType, sch, from) {
		return
	}
	if t, _ := s.cat.Table(sch, from); t != nil {
		dest := schema.Name{Schema: t.Name.Schema, Name: to}
		if s.freshTable(dest, false) {
			s.cat.MoveTable(t.Name, dest)
		}
		return
	}
	if x, t, _ := s.cat.Index(sch, from); x != nil {
		if s.fresh(schema.Name{Schema: t.Name.Schema, Name: to}, false) {
			s.cat.RenameIndex(schema.Name{Schema: t.Name.Schema, Name: from}, to)
		}
		return
	}
	if q, _ := s.cat.Sequence(sch, from); q != nil {
		dest := schema.Name{Schema: q.Name.Schema, Name: to}
		if s.fresh(dest, false) {
			s.cat.MoveSequence(q.Name, dest)
		}
		return
	}
	s.renameUnknown(n, sch, from, to)
}

// takes tells whether ALTER of a kind may be said for a relation: ALTER TABLE may
// for all but composite types, ALTER INDEX ... RENAME for tables too.
func (s *simulation) takes(kind pg.ObjectType, sch, name string) bool {
	n := s.cat.TableName(sch, name)
	actual, known := s.cat.Relation(n)
	word := objectWord(kind)
	switch {
	case !known.Yes() || actual == word || sch == "" && !s.cat.Visible(n):
		return true
	case kind == pg.ObjectType_OBJECT_TABLE && actual != "composite type", kind == pg.ObjectType_OBJECT_INDEX && actual != "composite type":
		return true
	}
	s.conflict(schema.WrongKind, actual+" "+n.String(), "%s is a %s, not a %s", n, actual, word)
	return false
}

// renameUnknown renames a relation of which nothing is known: one of the old name
// is not there any more, and of the new one there is.
func (s *simulation) renameUnknown(n *pg.RenameStmt, sch, from, to string) {
	word := objectWord(n.RenameType)
	name := s.cat.TableName(sch, from)
	if _, known := s.cat.Relation(name); known.No() || sch == "" && s.cat.PathDoubt() == nil && !s.cat.Visible(name) {
		if !n.MissingOk {
			s.missing(word, name.String())
		}
		return
	}
	s.cat.MarkNameUnknown(schema.Name{Schema: name.Schema, Name: to}, "it was renamed from "+from+", of which nothing is known", s.cat.Span())
	s.cat.MarkNameUnknown(name, "it was renamed to "+to, s.cat.Span())
}

func (s *simulation) renameColumn(n *pg.RenameStmt, to string) {
	t := s.table(n.Relation, n.MissingOk)
	if t == nil {
		return
	}
	col := s.columnOf(t, n.Subname, false)
	if col == nil {
		return
	}
	if !t.OfType.IsZero() {
		s.ofItsType(t)
		return
	}
	if col.Inherited > 0 {
		s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s is inherited and cannot be renamed here", col.Name, t.Name)
		return
	}
	if children := s.children(t.Name); !n.Relation.Inh && len(children) > 0 {
		s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s must be renamed in table %s too", col.Name, t.Name, children[0])
		return
	}
	if t.Column(to) != nil {
		s.conflict(schema.Duplicate, "column "+to, "column %s of table %s exists already", to, t.Name)
		return
	}
	s.cat.RenameColumn(t.Name, col.Name, to)
}

func (s *simulation) renameAttribute(n *pg.RenameStmt, to string) {
	u, known := s.cat.Type(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
	if u == nil {
		if known.No() && !n.MissingOk {
			s.missing("type", n.Relation.GetRelname())
		}
		return
	}
	u = s.cat.EditType(u.Name)
	i := slices.IndexFunc(u.Attributes, func(a schema.Column) bool { return a.Name == cutName(n.Subname) })
	if i < 0 {
		s.conflict(schema.Missing, "attribute "+n.Subname, "attribute %s of type %s does not exist", n.Subname, u.Name)
		return
	}
	if slices.ContainsFunc(u.Attributes, func(a schema.Column) bool { return a.Name == to }) {
		s.conflict(schema.Duplicate, "attribute "+to, "attribute %s of type %s exists already", to, u.Name)
		return
	}
	from := u.Attributes[i].Name
	tables, ok := s.typedTables(u, n.Behavior)
	if !ok {
		return
	}
	u.Attributes[i].Name = to
	for _, t := range tables {
		s.cat.RenameColumn(t, from, to)
	}
}

func (s *simulation) renameConstraint(n *pg.RenameStmt, to string) {
	t := s.table(n.Relation, n.MissingOk)
	if t == nil {
		return
	}
	k := t.Constraint(cutName(n.Subname))
	if k == nil {
		if t.Doubt == nil {
			s.conflict(schema.Missing, "constraint "+n.Subname, "constraint %s of table %s does not exist", n.Subname, t.Name)
		}
		return
	}
	if t.Constraint(to) != nil {
		s.conflict(schema.Duplicate, "constraint "+to, "constraint %s of table %s exists already", to, t.Name)
		return
	}
	if k.Index != "" && k.Kind != schema.ForeignKey && !s.fresh(schema.Name{Schema: t.Name.Schema, Name: to}, false) {
		return
	}
	s.cat.RenameConstraint(t.Name, k.Name, to)
}

func (s *simulation) renameDomainConstraint(n *pg.RenameStmt, to string) {
	u := s.typeObject(objectParts(n.Object), false)
	if u == nil {
		return
	}
	i := slices.IndexFunc(u.Constraints, func(k schema.Constraint) bool { return k.Name == cutName(n.Subname) })
	if i < 0 {
		s.conflict(schema.Missing, "constraint "+n.Subname, "domain %s has no constraint %s", u.Name, n.Subname)
		return
	}
	if slices.ContainsFunc(u.Constraints, func(k schema.Constraint) bool { return k.Name == to }) {
		s.conflict(schema.Duplicate, "constraint "+to, "domain %s has a constraint %s already", u.Name, to)
		return
	}
	u.Constraints[i].Name = to
}

func (s *simulation) renamePart(n *pg.RenameStmt, to string) {
	t := s.table(n.Relation, n.MissingOk)
	if t == nil {
		return
	}
	from, found := cutName(n.Subname), false
	set := func(name *string) {
		if *name == from && !found {
			*name, found = to, true
		}
	}
	switch n.RenameType {
	case pg.ObjectType_OBJECT_TRIGGER:
		for i := range t.Triggers {
			set(&t.Triggers[i].Name)
		}
	case pg.ObjectType_OBJECT_RULE:
		for i := range t.Rules {
			set(&t.Rules[i].Name)
		}
	default:
		for i := range t.Policies {
			set(&t.Policies[i].Name)
		}
	}
	if !found && t.Doubt == nil {
		word := objectWord(n.RenameType)
		s.conflict(schema.Missing, word+" "+from, "%s %s of table %s does not exist", word, from, t.Name)
	}
}

func (s *simulation) setSchema(n *pg.AlterObjectSchemaStmt) {
	to := n.Newschema
	if _, known := s.cat.Schema(to); known.No() {
		s.missing("schema", to)
		return
	}
	switch n.ObjectType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		t := s.table(n.Relation, n.MissingOk)
		if t == nil || !s.takes(n.ObjectType, t.Name.Schema, t.Name.Name) || t.Name.Schema == to {
			return
		}
		if t.Temporary {
			s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is temporary and cannot move", t.Name)
			return
		}
		if dest := (schema.Name{Schema: to, Name: t.Name.Name}); s.freshTable(dest, false) {
			s.cat.MoveTable(t.Name, dest)
		}
	case pg.ObjectType_OBJECT_SEQUENCE:
		q, known := s.cat.Sequence(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
		if q == nil {
			if known.No() && !n.MissingOk {
				s.missing("sequence", n.Relation.GetRelname())
			}
			return
		}
		if !q.Owner.IsZero() {
			s.conflict(schema.Needed, "sequence "+q.Name.String(), "sequence %s belongs to table %s and moves with it", q.Name, q.Owner)
			return
		}
		if dest := (schema.Name{Schema: to, Name: q.Name.Name}); q.Name != dest && s.fresh(dest, false) {
			s.cat.MoveSequence(q.Name, dest)
		}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		if u := s.typeObject(objectParts(n.Object), n.MissingOk); u != nil && u.Name.Schema != to {
			if dest := (schema.Name{Schema: to, Name: u.Name.Name}); s.free(dest) {
				s.cat.MoveType(u.Name, dest)
			}
		}
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_ROUTINE, pg.ObjectType_OBJECT_AGGREGATE:
		if r := s.routineOf(n.Object.GetObjectWithArgs(), n.MissingOk); r != nil && r.Name.Schema != to {
			s.moveRoutine(r, schema.Name{Schema: to, Name: r.Name.Name})
		}
	case pg.ObjectType_OBJECT_STATISTIC_EXT:
		s.moveStatisticsTo(written(objectParts(n.Object)), to)
	case pg.ObjectType_OBJECT_EXTENSION:
		s.moveExtension(written(objectParts(n.Object)).Name, to)
	}
}

func (s *simulation) moveStatisticsTo(name schema.Name, to string) {
	o, known := s.cat.Other("statistics", name.Schema, name.Name)
	if o == nil {
		if known.No() {
			s.missing("statistics", name.String())
		}
		return
	}
	from, dest := schema.Name{Schema: o.Name.Schema, Name: name.Name}, schema.Name{Schema: to, Name: name.Name}
	if from == dest {
		return
	}
	if _, known := s.cat.Other("statistics", to, name.Name); known.Yes() {
		s.duplicate("statistics", dest.String())
		return
	}
	s.cat.MoveOther("statistics", from, dest)
	s.moveStatistics(from, dest)
}

func (s *simulation) moveExtension(name, to string) {
	if _, known := s.cat.Extension(name); known.No() {
		s.missing("extension", name)
		return
	}
	e := s.cat.EditExtension(name)
	if e == nil {
		return
	}
	e.Schema = to
	for _, u := range s.cat.Types("") {
		if u.Extension == name {
			s.cat.MoveType(u.Name, schema.Name{Schema: to, Name: u.Name.Name})
		}
	}
	for _, r := range s.cat.AllRoutines("") {
		if r.Extension == name {
			s.cat.MoveRoutine(r.Name, schema.Name{Schema: to, Name: r.Name.Name})
		}
	}
}
