//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// columnNames collects the columns that an expression names.
func columnNames(list *[]string) func(pg.Message) bool {
	return func(m pg.Message) bool {
		if ref, ok := m.(*pg.ColumnRef); ok {
			if fields := texts(ref.Fields); len(fields) > 0 && !slices.Contains(*list, fields[len(fields)-1]) {
				*list = append(*list, fields[len(fields)-1])
			}
		}
		return true
	}
}

// createTable takes a new table, then its columns and constraints, all of them new.
func (s *study) createTable(n *pg.CreateStmt, kind schema.TableKind) {
	name := s.sim.target(n.Relation)
	a := sqlstmt.Action{Kind: sqlstmt.CreateTable, Table: name, TableSQL: s.sqlName(name), TableKind: kind, New: true, IfExists: n.IfNotExists}
	old, known := s.cat.Table(name.Schema, name.Name)
	if n.IfNotExists && old != nil && known.Yes() {
		a.Skipped, a.New = true, isNew(old)
		s.add(a)
		return
	}
	if n.IfNotExists && !known.No() {
		a.New, a.Unknown = false, notKnown(known)
	}
	if n.Partspec != nil {
		a.TableKind = schema.Partitioned
	}
	for _, node := range n.InhRelations {
		r, parent := s.named(sqlstmt.RoleParent, node.GetRangeVar())
		also(&a, r)
		if n.Partbound != nil {
			a.Definition = bound(n.Partbound)
			also(&a, s.defaultPartition(parent)...)
			if parent != nil {
				also(&a, s.referenced(parent, anyKey)...)
			}
		}
	}
	for _, e := range n.TableElts {
		if l := e.GetTableLikeClause(); l != nil {
			r, _ := s.named(sqlstmt.RoleSource, l.Relation)
			also(&a, r)
		}
	}
	a.Keyless = keyless(n)
	if s.list == nil {
		s.list = make([]sqlstmt.Action, 0, 1+parts(n)) // no more: they stay in memory
	}
	s.add(a)
	// Its parts are new even where it may have been there before: then IF NOT EXISTS makes none of them.
	base := sqlstmt.Action{Table: a.Table, TableSQL: a.TableSQL, TableKind: a.TableKind, New: true}
	// The constraints are named as if the table were there, without columns.
	t := &schema.Table{Object: schema.Object{Name: name, Created: true}, Kind: a.TableKind}
	for _, e := range n.TableElts {
		switch {
		case e.GetColumnDef() != nil:
			s.addColumn(base, t, e.GetColumnDef())
		case e.GetConstraint() != nil:
			s.addConstraint(base, e.GetConstraint(), t, "")
		}
	}
	for _, c := range n.Constraints {
		s.addConstraint(base, c.GetConstraint(), t, "")
	}
}

// parts is how many columns and constraints a new table is made with.
func parts(n *pg.CreateStmt) int {
	count := len(n.TableElts) + len(n.Constraints)
	for _, e := range n.TableElts {
		for _, c := range e.GetColumnDef().GetConstraints() {
			switch c.GetConstraint().GetContype() {
			case pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_FOREIGN:
				count++
			}
		}
	}
	return count
}

// keyless tells whether a new table has no primary key. A partition takes over that of its parent, if it has one.
func keyless(n *pg.CreateStmt) bool {
	primary := func(c *pg.Node) bool { return c.GetConstraint().GetContype() == pg.ConstrType_CONSTR_PRIMARY }
	for _, e := range n.TableElts {
		l := e.GetTableLikeClause()
		if primary(e) || slices.ContainsFunc(e.GetColumnDef().GetConstraints(), primary) || l != nil && l.Options&likeIndexes != 0 {
			return false
		}
	}
	return n.Partbound == nil && n.OfTypename == nil && !slices.ContainsFunc(n.Constraints, primary)
}

// createTableAs takes CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW.
func (s *study) createTableAs(query *pg.Node, into *pg.IntoClause, kind pg.ObjectType, ifNotExists bool) {
	name := s.sim.target(into.Rel)
	a := sqlstmt.Action{Kind: sqlstmt.CreateTableAs, Table: name, TableSQL: s.sqlName(name), New: true, IfExists: ifNotExists}
	if kind == pg.ObjectType_OBJECT_MATVIEW {
		a.Kind, a.TableKind = sqlstmt.CreateView, schema.MaterializedView
	}
	if old, known := s.cat.Table(name.Schema, name.Name); ifNotExists && old != nil && known.Yes() {
		a.Skipped, a.New = true, isNew(old)
	}
	also(&a, s.reads(query)...)
	s.add(a)
	s.calls(query)
}

// reads are the tables that a query reads, views with what they read; those of the system left out.
func (s *study) reads(query *pg.Node) []sqlstmt.Relation { return s.readTables(query, true) }

func (s *study) readTables(query *pg.Node, through bool) []sqlstmt.Relation {
	with := append(commonTables(query), s.with...)
	var list []sqlstmt.Relation
	pg.Walk(query, func(m pg.Message) bool {
		switch n := m.(type) {
		case *pg.InsertStmt, *pg.UpdateStmt, *pg.DeleteStmt, *pg.MergeStmt:
			// In WITH: what they write is an action of its own.
		case *pg.RangeVar:
			if n.Schemaname == "" && slices.Contains(with, n.Relname) || n.Schemaname == schema.SystemSchema || n.Schemaname == "information_schema" {
				return false
			}
			r, t := s.named(sqlstmt.RoleSource, n)
			if t == nil && systemRelation(n.Relname) {
				return false
			}
			list = append(list, r)
			if through {
				list = append(list, s.readThrough(t)...)
			}
		}
		return true
	})
	return list
}

// commonTables are the names that WITH clauses give to queries.
func commonTables(query *pg.Node) []string {
	var names []string
	pg.Walk(query, func(m pg.Message) bool {
		if c, ok := m.(*pg.CommonTableExpr); ok {
			names = append(names, c.Ctename)
		}
		return true
	})
	return names
}

// readThrough are the tables that the reader of a table reads too: what a view is made of, and partitions.
func (s *study) readThrough(t *schema.Table) []sqlstmt.Relation {
	if t == nil || t.Kind == schema.MaterializedView {
		return nil
	}
	if t.Kind != schema.View {
		list := s.descendants(t)
		for i := range list {
			list[i].Role = sqlstmt.RoleSource
		}
		return list
	}
	var list []sqlstmt.Relation
	for _, u := range t.Uses {
		if u.Column == "" {
			list = append(list, s.relation(sqlstmt.RoleSource, u.Table))
			under, _ := s.cat.Table(u.Table.Schema, u.Table.Name)
			list = append(list, s.readThrough(under)...)
		}
	}
	return list
}

func (s *study) createView(n *pg.ViewStmt) {
	name := s.sim.target(n.View)
	a := sqlstmt.Action{Kind: sqlstmt.CreateView, Table: name, TableSQL: s.sqlName(name), TableKind: schema.View, New: true, IfExists: n.Replace}
	if old, known := s.cat.Table(name.Schema, name.Name); n.Replace && !known.No() {
		a.New = old != nil && isNew(old)
		if old == nil {
			a.Unknown = notKnown(known)
		}
	}
	also(&a, s.readTables(n.Query, false)...) // what stands behind another view is not opened
	s.add(a)
}

func (s *study) refreshView(n *pg.RefreshMatViewStmt) {
	a, t := s.on(sqlstmt.RefreshView, n.Relation)
	a.TableKind, a.Concurrently = schema.MaterializedView, n.Concurrent
	if n.SkipData {
		a.To = "no data"
	}
	if t != nil {
		for _, u := range t.Uses {
			if u.Column == "" && !n.SkipData {
				also(&a, s.relation(sqlstmt.RoleSource, u.Table))
				under, _ := s.cat.Table(u.Table.Schema, u.Table.Name)
				also(&a, s.readThrough(under)...)
			}
		}
		a.Detail().Indexes = indexNamesOf(t)
	}
	s.add(a)
}

func (s *study) drop(n *pg.DropStmt) {
	for _, o := range n.Objects {
		name := written(objectParts(o))
		a := sqlstmt.Action{Name: named(objectParts(o)), IfExists: n.MissingOk, Cascade: n.Behavior == pg.DropBehavior_DROP_CASCADE}
		switch n.RemoveType {
		case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW:
			s.dropTable(a, n, name)
		case pg.ObjectType_OBJECT_INDEX:
			s.dropIndex(a, n, name)
		case pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY:
			s.dropRule(a, n, objectParts(o))
		case pg.ObjectType_OBJECT_SEQUENCE:
			a.Kind = sqlstmt.DropSequence
			q, known := s.cat.Sequence(name.Schema, name.Name)
			a.Skipped = n.MissingOk && known.No()
			if q != nil {
				a.New = q.Created
				also(&a, s.sequenceRelation(q.Name, q.Created))
			} else {
				a.Unknown, a.Unheard = notKnown(known), a.Skipped && !s.cat.HeardSequence(name.Schema, name.Name)
			}
			s.add(a)
		case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
			s.dropType(a, n, name)
		case pg.ObjectType_OBJECT_SCHEMA:
			s.dropSchema(a, name.Name)
		case pg.ObjectType_OBJECT_EXTENSION:
			a.Kind = sqlstmt.DropExtension
			s.add(a)
		case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_ROUTINE, pg.ObjectType_OBJECT_AGGREGATE:
			a.Kind = sqlstmt.DropRoutine
			same := s.cat.Routines(name.Schema, name.Name)
			a.New = len(same) > 0 && !slices.ContainsFunc(same, func(r *schema.Routine) bool { return !r.Created })
			s.add(a)
		case pg.ObjectType_OBJECT_STATISTIC_EXT:
			a.Kind = sqlstmt.DropStatistics
			if t := s.statisticsTable(name); t != nil {
				s.onTable(&a, t)
			}
			s.add(a)
		case pg.ObjectType_OBJECT_PUBLICATION:
			s.dropPublication(name.Name)
		default:
			a.Kind, a.Definition, a.Name = sqlstmt.Other, nodeName(o), "DROP"
			s.add(a)
		}
	}
}

func (s *study) statisticsTable(name schema.Name) *schema.Table {
	o, _ := s.cat.Other("statistics", name.Schema, name.Name)
	if o == nil {
		return nil
	}
	at := schema.Name{Schema: o.Name.Schema, Name: name.Name}
	for _, t := range s.cat.TablesNaming(at) {
		if slices.ContainsFunc(t.Statistics, func(st schema.Statistics) bool { return st.Name == at }) {
			return t
		}
	}
	return nil
}

func (s *study) dropTable(a sqlstmt.Action, n *pg.DropStmt, name schema.Name) {
	kind := sqlstmt.DropTable
	if n.RemoveType == pg.ObjectType_OBJECT_VIEW || n.RemoveType == pg.ObjectType_OBJECT_MATVIEW {
		kind = sqlstmt.DropView
	}
	b, t := s.onName(kind, name.Schema, name.Name)
	b.IfExists, b.Cascade = a.IfExists, a.Cascade
	if t == nil {
		_, known := s.cat.Table(name.Schema, name.Name)
		b.Skipped = n.MissingOk && known.No()
		b.Unheard = known.No() && !s.cat.Heard(name.Schema, name.Name)
		s.add(b)
		return
	}
	s.tableGone(&b, t)
	s.add(b)
}

// tableGone adds what goes with a table.
func (s *study) tableGone(a *sqlstmt.Action, t *schema.Table) {
	also(a, s.descendants(t)...)
	also(a, s.referenced(t, anyKey)...)
	for _, n := range t.Parents {
		if parent, _ := s.cat.Table(n.Schema, n.Name); parent != nil && t.PartitionOf {
			also(a, s.relation(sqlstmt.RoleParent, n))
			also(a, s.defaultPartition(parent)...)
		}
	}
	for _, c := range t.Columns {
		if !c.Sequence.IsZero() {
			also(a, s.sequenceRelation(c.Sequence, a.New))
		}
	}
	if a.Cascade {
		also(a, s.referencing(t.Name, anyKey)...)
		also(a, s.viewsOf(t.Name, "")...)
	}
}

// dropRule takes DROP TRIGGER, RULE and POLICY, whose name stands behind that of the table.
func (s *study) dropRule(a sqlstmt.Action, n *pg.DropStmt, parts []*pg.Node) {
	last := len(parts) - 1
	at := written(parts[:last])
	kind := map[pg.ObjectType]sqlstmt.ActionKind{pg.ObjectType_OBJECT_TRIGGER: sqlstmt.DropTrigger, pg.ObjectType_OBJECT_RULE: sqlstmt.DropRule, pg.ObjectType_OBJECT_POLICY: sqlstmt.DropPolicy}[n.RemoveType]
	b, t := s.onName(kind, at.Schema, at.Name)
	b.Name, b.IfExists, b.Cascade = written(parts[last:]).Name, a.IfExists, a.Cascade
	if t != nil && kind == sqlstmt.DropTrigger {
		also(&b, s.descendants(t)...)
	}
	s.add(b)
}

func (s *study) dropSchema(a sqlstmt.Action, name string) {
	a.Kind, a.Name = sqlstmt.DropSchema, name
	sch, known := s.cat.Schema(name)
	a.Skipped = a.IfExists && known.No()
	if sch != nil {
		a.New = sch.Created
	} else {
		a.Unknown, a.Unheard = notKnown(known), a.Skipped && !s.cat.HeardSchema(name)
	}
	if a.Cascade {
		for _, t := range slices.Concat(s.cat.Tables(name), s.cat.Views(name)) {
			a.Detail().Also = append(a.More().Also, s.relation(sqlstmt.RoleTarget, t.Name))
			also(&a, s.referenced(t, anyKey)...)
			also(&a, s.referencing(t.Name, anyKey)...)
		}
	}
	s.add(a)
}

// truncate takes TRUNCATE: one action for all of its tables, since CASCADE takes more along.
func (s *study) truncate(n *pg.TruncateStmt) {
	cascade := n.Behavior == pg.DropBehavior_DROP_CASCADE
	var a sqlstmt.Action
	for i, node := range n.Relations {
		v := node.GetRangeVar()
		b, t := s.on(sqlstmt.Truncate, v)
		b.Cascade = cascade
		if i == 0 {
			a = b
		} else {
			also(&a, s.relation(sqlstmt.RoleTarget, b.Table))
		}
		if t == nil {
			continue
		}
		if v.Inh {
			also(&a, s.descendants(t)...)
		}
		if cascade {
			s.truncateReferencing(&a, t.Name)
		}
	}
	s.add(a)
}

func (s *study) truncateReferencing(a *sqlstmt.Action, n schema.Name) {
	for _, r := range s.referencing(n, anyKey) {
		before := len(a.More().Also)
		also(a, r)
		if len(a.More().Also) > before {
			also(a, s.downFrom(sqlstmt.RoleReferencing, r.Name)...)
			s.truncateReferencing(a, r.Name)
		}
	}
}

func (s *study) lockTables(n *pg.LockStmt) {
	for _, node := range n.Relations {
		v := node.GetRangeVar()
		a, t := s.on(sqlstmt.LockTable, v)
		a.Definition = lockMode(n.Mode)
		if v.Inh {
			also(&a, s.descendants(t)...)
		}
		if t != nil && t.Kind == schema.View {
			also(&a, s.readThrough(t)...)
		}
		s.add(a)
	}
}

// lockMode is a mode by the server's number.
// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/storage/lockdefs.h
func lockMode(number int32) string {
	if number < 1 || int(number) > len(lockModes) {
		return accessExclusive
	}
	return lockModes[number-1]
}

// vacuum takes VACUUM and ANALYZE: without tables, one action for the whole database.
func (s *study) vacuum(n *pg.VacuumStmt) {
	kind := sqlstmt.Analyze
	if n.IsVacuumcmd {
		kind = sqlstmt.Vacuum
		if o := option(n.Options, "full"); o != nil && flag(n.Options, "full", false) {
			kind = sqlstmt.VacuumFull
		}
	}
	if len(n.Rels) == 0 {
		s.add(sqlstmt.Action{Kind: kind, Unknown: "it works on every table of the database"})
	}
	for _, node := range n.Rels {
		a, t := s.on(kind, node.GetVacuumRelation().GetRelation())
		also(&a, s.descendants(t)...)
		a.Detail().Indexes = indexNamesOf(t)
		s.add(a)
	}
}

func (s *study) cluster(n *pg.ClusterStmt) {
	if n.Relation == nil {
		s.add(sqlstmt.Action{Kind: sqlstmt.Cluster, Unknown: "it works on every table that was clustered before"})
		return
	}
	a, t := s.on(sqlstmt.Cluster, n.Relation)
	a.Using, a.Detail().Indexes = cutName(n.Indexname), indexNamesOf(t)
	if a.TableKind == schema.Partitioned {
		also(&a, s.descendants(t)...)
	}
	s.add(a)
}

// moveAll takes ALTER TABLE ALL IN TABLESPACE, whose tables no revision names.
func (s *study) moveAll(n *pg.AlterTableMoveAllStmt) {
	s.add(sqlstmt.Action{Kind: sqlstmt.SetTableOption, Name: "tablespace", To: n.NewTablespacename,
		Unknown: "it works on every " + objectWord(n.Objtype) + " in tablespace " + n.OrigTablespacename})
}
