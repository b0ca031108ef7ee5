//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// A publication is one of the other objects, with what it covers as a whole; the tables that it names know it by its name,
// so that it follows their renames and goes with them.

func (s *simulation) createPublication(n *pg.CreatePublicationStmt) {
	name := schema.Name{Name: cutName(n.Pubname)}
	if _, known := s.cat.Other(publicationKind, "", name.Name); known.Yes() {
		s.duplicate(publicationKind, name.String())
		return
	}
	s.cat.AddOther(publicationKind, name).Publishes = schema.Publishing{
		AllTables: n.ForAllTables, Schemas: s.publishedSchemas(n.Pubobjects), Changes: publishesChanges(n.Options, true)}
	s.publish(name.Name, n.Pubobjects)
}

const publicationKind = "publication"

func (s *simulation) alterPublication(n *pg.AlterPublicationStmt) {
	name := cutName(n.Pubname)
	if o := s.cat.EditOther(publicationKind, schema.Name{Name: name}); o != nil {
		o.Publishes.Changes = publishesChanges(n.Options, o.Publishes.Changes)
		schemas := s.publishedSchemas(n.Pubobjects)
		gone := func(sch string) bool { return slices.Contains(schemas, sch) }
		switch kept := slices.Clone(o.Publishes.Schemas); n.Action {
		case pg.AlterPublicationAction_AP_AddObjects:
			o.Publishes.Schemas = append(slices.DeleteFunc(kept, gone), schemas...)
		case pg.AlterPublicationAction_AP_DropObjects:
			o.Publishes.Schemas = slices.DeleteFunc(kept, gone)
		case pg.AlterPublicationAction_AP_SetObjects:
			if len(n.Pubobjects) > 0 {
				o.Publishes.Schemas = schemas
			}
		}
	}
	switch n.Action {
	case pg.AlterPublicationAction_AP_DropObjects:
		for _, v := range publishedTables(n.Pubobjects) {
			if t := s.look(v.GetSchemaname(), v.GetRelname(), false); t != nil {
				s.unpublish(t, name)
			}
		}
	case pg.AlterPublicationAction_AP_SetObjects:
		if len(n.Pubobjects) > 0 {
			s.unpublishAll(name)
		}
		s.publish(name, n.Pubobjects)
	default:
		s.publish(name, n.Pubobjects)
	}
}

// publish gives the tables that a statement names to a publication.
func (s *simulation) publish(name string, objects []*pg.Node) {
	for _, v := range publishedTables(objects) {
		if t := s.look(v.GetSchemaname(), v.GetRelname(), false); t != nil && !slices.Contains(t.Publications, name) {
			u := s.cat.EditTable(t.Name)
			u.Publications = append(slices.Clone(u.Publications), name)
		}
	}
}

func (s *simulation) unpublish(t *schema.Table, name string) {
	if slices.Contains(t.Publications, name) {
		u := s.cat.EditTable(t.Name)
		u.Publications = slices.DeleteFunc(slices.Clone(u.Publications), func(p string) bool { return p == name })
	}
}

// unpublishAll takes every table from a publication.
func (s *simulation) unpublishAll(name string) {
	for _, t := range publishedBy(s.cat, name) {
		s.unpublish(t, name)
	}
}

// renamePublication tells the tables the new name of a publication.
func (s *simulation) renamePublication(from, to string) {
	for _, t := range publishedBy(s.cat, from) {
		s.unpublish(t, from)
		u := s.cat.EditTable(t.Name)
		u.Publications = append(slices.Clone(u.Publications), to)
	}
}

// publishedBy are the tables that a publication names.
func publishedBy(cat *schema.Catalog, name string) []*schema.Table {
	return slices.DeleteFunc(cat.Tables(""), func(t *schema.Table) bool { return !slices.Contains(t.Publications, name) })
}

// publishedTables are the tables among the objects of a publication.
func publishedTables(objects []*pg.Node) []*pg.RangeVar {
	var list []*pg.RangeVar
	for _, o := range objects {
		if v := o.GetPublicationObjSpec().GetPubtable().GetRelation(); v != nil {
			list = append(list, v)
		}
	}
	return list
}

// publishedSchemas are the schemas of which every table is published.
func (s *simulation) publishedSchemas(objects []*pg.Node) []string {
	var list []string
	for _, o := range objects {
		switch spec := o.GetPublicationObjSpec(); spec.GetPubobjtype() {
		case pg.PublicationObjSpecType_PUBLICATIONOBJ_TABLES_IN_SCHEMA:
			list = append(list, cutName(spec.Name))
		case pg.PublicationObjSpecType_PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA:
			list = append(list, s.cat.CreationSchema())
		}
	}
	return list
}

// publishesChanges tells whether UPDATE or DELETE is among what a publication publishes; standard if nothing is said of it.
func publishesChanges(options []*pg.Node, standard bool) bool {
	o := option(options, "publish")
	if o == nil {
		return standard
	}
	for _, word := range strings.Split(strings.ToLower(nodeText(o.Arg)), ",") {
		if word = strings.TrimSpace(word); word == "update" || word == "delete" {
			return true
		}
	}
	return false
}

const replicaNothing = "NOTHING"

// replicaIdentity is what ALTER TABLE ... REPLICA IDENTITY sets: schema.Table.ReplicaIdentity.
func replicaIdentity(c *pg.AlterTableCmd) string {
	switch n := c.Def.GetReplicaIdentityStmt(); n.GetIdentityType() {
	case "f":
		return "FULL"
	case "n":
		return replicaNothing
	case "i":
		return "USING INDEX " + ident(cutName(n.Name))
	}
	return ""
}

// subscribedTables is why it is not known what a statement locks that asks the publisher for its tables. Seen on PostgreSQL 18, with a
// publisher beside it: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/commands/subscriptioncmds.c
const subscribedTables = "which tables the publisher adds to the subscription: each is locked (ACCESS SHARE) while the statement runs, and workers of the server copy its rows behind it"

// subscribes says how a subscription begins: with a copy of the rows, with changes alone, or with nothing.
func subscribes(n *pg.CreateSubscriptionStmt) string {
	switch connect := flag(n.Options, "connect", true); {
	case !connect || !flag(n.Options, "enabled", true):
		return "alone"
	case flag(n.Options, "copy_data", true):
		return "copy"
	}
	return "stream"
}
