//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *study) createPublication(n *pg.CreatePublicationStmt) {
	p := schema.Publishing{AllTables: n.ForAllTables, Schemas: s.sim.publishedSchemas(n.Pubobjects), Changes: publishesChanges(n.Options, true)}
	s.publication(sqlstmt.Publish, cutName(n.Pubname), p, publishedTables(n.Pubobjects))
}

func (s *study) alterPublication(n *pg.AlterPublicationStmt) {
	name := cutName(n.Pubname)
	before := schema.Publishing{Changes: true}
	if o, _ := s.cat.Other(publicationKind, "", name); o != nil {
		before = o.Publishes
	}
	tables := publishedTables(n.Pubobjects)
	scope := schema.Publishing{Schemas: s.sim.publishedSchemas(n.Pubobjects), Changes: publishesChanges(n.Options, before.Changes)}
	switch {
	case len(n.Pubobjects) == 0: // only its options
		before.Changes = scope.Changes
		s.publication(sqlstmt.Publish, name, before, nil)
	case n.Action == pg.AlterPublicationAction_AP_DropObjects:
		s.publication(sqlstmt.Unpublish, name, scope, tables)
	case n.Action == pg.AlterPublicationAction_AP_SetObjects:
		s.publication(sqlstmt.Publish, name, scope, tables)
		for _, t := range publishedBy(s.cat, name) {
			if !slices.ContainsFunc(tables, func(v *pg.RangeVar) bool {
				same, _ := s.cat.Table(v.GetSchemaname(), cutName(v.GetRelname()))
				return same != nil && same.Name == t.Name
			}) {
				a := sqlstmt.Action{Kind: sqlstmt.Unpublish, Name: name}
				s.onTable(&a, t)
				also(&a, s.inheriting(t)...)
				s.add(a)
			}
		}
	default:
		s.publication(sqlstmt.Publish, name, scope, tables)
	}
}

// publication adds an action for each table that a statement names, and one without a table for what it says of whole schemas.
func (s *study) publication(kind sqlstmt.ActionKind, name string, scope schema.Publishing, tables []*pg.RangeVar) {
	for _, v := range tables {
		a, t := s.on(kind, v)
		a.Name, a.Only = name, !v.Inh
		if !a.Only {
			also(&a, s.inheriting(t)...)
		}
		a.Detail().Unidentified = s.unidentified(kind, scope, append([]*schema.Table{t}, s.related(a.More().Also)...))
		s.add(a)
	}
	if len(tables) > 0 && len(scope.Schemas) == 0 {
		return
	}
	a := sqlstmt.Action{Kind: kind, Name: name, To: scope.String()}
	a.Detail().Unidentified = s.unidentified(kind, scope, slices.DeleteFunc(s.cat.Tables(""), func(t *schema.Table) bool { return !scope.Covers(t) && !slices.Contains(t.Publications, name) }))
	s.add(a)
}

func (s *study) dropPublication(name string) {
	a := sqlstmt.Action{Kind: sqlstmt.Unpublish, Name: name}
	if o, known := s.cat.Other(publicationKind, "", name); o != nil {
		a.New = o.Created
	} else if known.No() {
		a.Unknown = notKnown(known)
	}
	s.add(a)
}

// inheriting are the tables that a publication takes with a table: those that inherit, and no partitions, whose changes
// are found by the partitioned table.
func (s *study) inheriting(t *schema.Table) []sqlstmt.Relation {
	if t == nil || t.Kind == schema.Partitioned {
		return nil
	}
	return s.descendants(t)
}

// related are the tables of relations, as far as the catalog knows them.
func (s *study) related(list []sqlstmt.Relation) []*schema.Table {
	var tables []*schema.Table
	for _, r := range list {
		if t, _ := s.cat.Table(r.Name.Schema, r.Name.Name); t != nil {
			tables = append(tables, t)
		}
	}
	return tables
}

// unidentified are the tables, as SQL writes them, whose rows the server can no longer change once they are published.
func (s *study) unidentified(kind sqlstmt.ActionKind, scope schema.Publishing, tables []*schema.Table) []string {
	if kind != sqlstmt.Publish || !scope.Changes {
		return nil
	}
	var list []string
	for _, t := range tables {
		if t != nil && t.Doubt == nil && !identified(t) {
			list = append(list, s.sqlName(t.Name))
		}
	}
	return list
}

// identified tells whether the server can say in a publication which row was changed.
// https://www.postgresql.org/docs/current/logical-replication-publication.html#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY
func identified(t *schema.Table) bool {
	switch t.ReplicaIdentity {
	case "":
		return slices.ContainsFunc(t.Constraints, func(k schema.Constraint) bool { return k.Kind == schema.PrimaryKey })
	case replicaNothing:
		return false
	}
	return true
}

// tellPublished fills in what publications mean for the changes of their tables.
func (s *study) tellPublished() {
	all := s.cat.Others(publicationKind)
	for i := range s.list {
		if a := &s.list[i]; len(all) > 0 && a.TableSQL != "" && a.Kind != sqlstmt.Publish && a.Kind != sqlstmt.Unpublish {
			if t, _ := s.cat.Table(a.Table.Schema, a.Table.Name); t != nil && !t.IsView() {
				published(a, t, all)
			}
		}
	}
}

// published fills in which publications the table of an action is part of, and whether the action leaves them unable to name its rows.
func published(a *sqlstmt.Action, t *schema.Table, all []*schema.Other) {
	changes := false
	for _, o := range all {
		name := strings.TrimPrefix(o.Name.Name, publicationKind+" ")
		if o.Publishes.Covers(t) || slices.Contains(t.Publications, name) {
			a.Detail().Publications = append(a.More().Publications, name)
			changes = changes || o.Publishes.Changes
		}
	}
	key := a.Kind == sqlstmt.DropConstraint && a.Constraint == schema.PrimaryKey && t.ReplicaIdentity == ""
	none := a.Kind == sqlstmt.SetTableOption && a.Name == "replica identity" && a.To == replicaNothing
	if changes && (key || none) {
		a.Detail().Unidentified = []string{a.TableSQL}
	}
}
