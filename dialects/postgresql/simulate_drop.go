//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) drop(n *pg.DropStmt) {
	var targets []schema.Name
	for _, o := range n.Objects {
		if w := written(objectParts(o)); w.Name != "" {
			targets = append(targets, s.cat.TableName(w.Schema, w.Name))
		}
	}
	if n.Concurrent && (len(n.Objects) > 1 || n.Behavior == pg.DropBehavior_DROP_CASCADE) {
		s.conflict(schema.WrongKind, "index", "DROP INDEX CONCURRENTLY drops one index, and without CASCADE")
		return
	}
	d := s.cat.Drop(n.Behavior == pg.DropBehavior_DROP_CASCADE, targets...)
	before := s.cat
	if len(n.Objects) > 1 { // The server looks all names up before it drops the first: one may be said twice, or go with another.
		before = s.cat.Clone()
	}
	for _, o := range n.Objects {
		s.dropOne(before, d, n, o)
	}
	s.settle(d)
}

// objectParts returns the parts of a name in DROP or COMMENT.
func objectParts(o *pg.Node) []*pg.Node {
	switch n := o.GetNode().(type) {
	case *pg.Node_List:
		return n.List.Items
	case *pg.Node_TypeName:
		return n.TypeName.Names
	case *pg.Node_String_:
		return []*pg.Node{o}
	case *pg.Node_ObjectWithArgs:
		return n.ObjectWithArgs.Objname
	}
	return nil
}

func (s *simulation) dropOne(before *schema.Catalog, d *schema.Dropping, n *pg.DropStmt, o *pg.Node) {
	name := written(objectParts(o))
	gone := func(word string, known schema.Known) {
		if known.No() && !n.MissingOk {
			s.missing(word, name.String())
		}
	}
	switch n.RemoveType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW:
		s.dropTable(before, d, n, name)
	case pg.ObjectType_OBJECT_INDEX:
		x, t, known := before.Index(name.Schema, name.Name)
		if t == nil || x == nil {
			if s.otherKind("index", name) {
				return
			}
			gone("index", known)
			return
		}
		d.Index(schema.Name{Schema: t.Name.Schema, Name: x.Name})
	case pg.ObjectType_OBJECT_SEQUENCE:
		q, known := before.Sequence(name.Schema, name.Name)
		if q == nil {
			if s.otherKind("sequence", name) {
				return
			}
			gone("sequence", known)
			return
		}
		d.Sequence(q.Name)
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		u, known := before.Type(name.Schema, name.Name)
		if u == nil {
			gone("type", known)
			return
		}
		d.Type(u.Name)
	case pg.ObjectType_OBJECT_SCHEMA:
		if _, known := before.Schema(name.Name); known.No() {
			gone("schema", known)
			return
		}
		d.Schema(name.Name)
	case pg.ObjectType_OBJECT_EXTENSION:
		if _, known := before.Extension(name.Name); known.No() {
			gone("extension", known)
			return
		}
		d.Extension(name.Name)
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_ROUTINE, pg.ObjectType_OBJECT_AGGREGATE:
		if r := s.routineOf(o.GetObjectWithArgs(), n.MissingOk); r != nil {
			d.Routine(r.Name)
		}
	case pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY:
		s.dropPart(n, objectParts(o))
	default:
		s.dropOther(n, name)
	}
}

func (s *simulation) dropOther(n *pg.DropStmt, name schema.Name) {
	word := objectWord(n.RemoveType)
	o, known := s.cat.Other(word, name.Schema, name.Name)
	if o == nil {
		if known.No() && !n.MissingOk && n.RemoveType == pg.ObjectType_OBJECT_STATISTIC_EXT {
			s.missing(word, name.String())
		}
		return
	}
	at := schema.Name{Schema: o.Name.Schema, Name: name.Name}
	s.cat.RemoveOther(word, at)
	if word == publicationKind {
		s.unpublishAll(name.Name)
	}
	if n.RemoveType != pg.ObjectType_OBJECT_STATISTIC_EXT {
		return
	}
	for _, t := range s.cat.TablesNaming(at) {
		if slices.ContainsFunc(t.Statistics, func(st schema.Statistics) bool { return st.Name == at }) {
			u := s.cat.EditTable(t.Name)
			u.Statistics = slices.DeleteFunc(u.Statistics, func(st schema.Statistics) bool { return st.Name == at })
		}
	}
}

func (s *simulation) dropTable(before *schema.Catalog, d *schema.Dropping, n *pg.DropStmt, name schema.Name) {
	t, known := before.Table(name.Schema, name.Name)
	if t == nil {
		if s.otherKind(objectWord(n.RemoveType), name) {
			return
		}
		if known.No() && !n.MissingOk {
			s.missing(objectWord(n.RemoveType), name.String())
		}
		if known.Unknown() {
			d.Table(s.cat.TableName(name.Schema, name.Name))
		}
		return
	}
	want := map[pg.ObjectType][]schema.TableKind{
		pg.ObjectType_OBJECT_TABLE:         {schema.Regular, schema.Partitioned},
		pg.ObjectType_OBJECT_FOREIGN_TABLE: {schema.Foreign},
		pg.ObjectType_OBJECT_VIEW:          {schema.View},
		pg.ObjectType_OBJECT_MATVIEW:       {schema.MaterializedView},
	}[n.RemoveType]
	if known.Yes() && !slices.Contains(want, t.Kind) {
		s.conflict(schema.WrongKind, t.Kind.String()+" "+t.Name.String(), "%s is a %s, not a %s", t.Name, t.Kind, objectWord(n.RemoveType))
		return
	}
	d.Table(t.Name)
}

// dropPart drops a trigger, rule or policy: its name stands behind that of the table.
func (s *simulation) dropPart(n *pg.DropStmt, parts []*pg.Node) {
	last := len(parts) - 1
	at, part, word := written(parts[:last]), written(parts[last:]).Name, objectWord(n.RemoveType)
	t := s.look(at.Schema, at.Name, n.MissingOk)
	if t == nil {
		return
	}
	t = s.cat.EditTable(t.Name)
	before := len(t.Triggers) + len(t.Rules) + len(t.Policies)
	switch n.RemoveType {
	case pg.ObjectType_OBJECT_TRIGGER:
		t.Triggers = slices.DeleteFunc(t.Triggers, func(g schema.Trigger) bool { return g.Name == part })
	case pg.ObjectType_OBJECT_RULE:
		t.Rules = slices.DeleteFunc(t.Rules, func(r schema.Rule) bool { return r.Name == part })
	default:
		t.Policies = slices.DeleteFunc(t.Policies, func(p schema.Policy) bool { return p.Name == part })
	}
	if before == len(t.Triggers)+len(t.Rules)+len(t.Policies) && !n.MissingOk && t.Doubt == nil {
		s.conflict(schema.Missing, word+" "+part, "%s %s of table %s does not exist", word, part, t.Name)
	}
}

// routineOf finds the routine that DROP, ALTER or COMMENT names; nil if there is
// nothing to change.
func (s *simulation) routineOf(o *pg.ObjectWithArgs, missingOK bool) *schema.Routine {
	n := written(o.GetObjname())
	list := s.cat.Routines(n.Schema, n.Name)
	if o.GetArgsUnspecified() {
		if len(list) == 1 {
			return list[0]
		}
		if len(list) > 1 {
			s.conflict(schema.Mismatched, "function "+n.String(), "function name %s is not unique", n)
			return nil
		}
	}
	var args []schema.Type
	for _, a := range o.GetObjargs() {
		args = append(args, s.typeOf(a.GetTypeName()))
	}
	sig := s.signature(n.Name, args)
	for _, r := range list {
		if r.Name.Name == sig || r.Extension != "" {
			return r
		}
	}
	if !missingOK && s.cat.Complete().Yes() && !s.foreignTypes() {
		s.missing("function", sig)
	}
	return nil
}
