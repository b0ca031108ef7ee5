//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// rowAction takes a statement that reads or writes rows, then those of its WITH clause that write.
func (s *study) rowAction(node *pg.Node) {
	s.with = append(s.with, commonTables(node)...)
	switch n := node.Node.(type) {
	case *pg.Node_SelectStmt:
		if into := n.SelectStmt.IntoClause; into != nil {
			s.createTableAs(withoutInto(n.SelectStmt), into, pg.ObjectType_OBJECT_TABLE, false)
			return
		}
		s.selects(node, n.SelectStmt)
	case *pg.Node_InsertStmt:
		a, _ := s.write(sqlstmt.Insert, n.InsertStmt.Relation)
		for _, c := range n.InsertStmt.Cols {
			a.Columns = append(a.Columns, cutName(c.GetResTarget().GetName()))
		}
		if c := n.InsertStmt.OnConflictClause; c != nil {
			a.To = "on conflict"
		}
		if n.InsertStmt.SelectStmt != nil {
			also(&a, s.reads(n.InsertStmt.SelectStmt)...)
		}
		s.checkedAgainst(&a)
		s.add(a)
	case *pg.Node_UpdateStmt:
		a, t := s.write(sqlstmt.Update, n.UpdateStmt.Relation)
		for _, c := range n.UpdateStmt.TargetList {
			a.Columns = append(a.Columns, cutName(c.GetResTarget().GetName()))
		}
		a.Where = n.UpdateStmt.WhereClause != nil
		also(&a, s.descendants(t)...)
		for _, f := range n.UpdateStmt.FromClause {
			also(&a, s.reads(f)...)
		}
		also(&a, s.subqueries(n.UpdateStmt.WhereClause, n.UpdateStmt.TargetList)...)
		s.changedKeys(&a, t, rowChange{columns: a.Columns})
		s.add(a)
	case *pg.Node_DeleteStmt:
		a, t := s.write(sqlstmt.Delete, n.DeleteStmt.Relation)
		a.Where = n.DeleteStmt.WhereClause != nil
		also(&a, s.descendants(t)...)
		for _, f := range n.DeleteStmt.UsingClause {
			also(&a, s.reads(f)...)
		}
		also(&a, s.subqueries(n.DeleteStmt.WhereClause, nil)...)
		s.changedKeys(&a, t, rowChange{deleted: true})
		s.add(a)
	case *pg.Node_MergeStmt:
		a, t := s.write(sqlstmt.Merge, n.MergeStmt.Relation)
		a.Where = true
		also(&a, s.descendants(t)...)
		also(&a, s.reads(n.MergeStmt.SourceRelation)...)
		s.keysOfMerge(&a, t, n.MergeStmt)
		s.add(a)
	case *pg.Node_CopyStmt:
		s.copies(n.CopyStmt)
	}
	s.withClause(node)
}

// write begins an action on a table whose rows change; of a view, the tables that it is made of are written.
func (s *study) write(kind sqlstmt.ActionKind, v *pg.RangeVar) (sqlstmt.Action, *schema.Table) {
	a, t := s.on(kind, v)
	if t != nil && t.Kind == schema.View {
		for _, u := range t.Uses {
			if u.Column == "" {
				r := s.relation(sqlstmt.RoleTarget, u.Table)
				also(&a, r)
			}
		}
	}
	return a, t
}

// checkedAgainst adds the tables in which a new row's foreign keys look up their values.
func (s *study) checkedAgainst(a *sqlstmt.Action) {
	if t, _ := s.cat.Table(a.Table.Schema, a.Table.Name); t != nil && !t.Created {
		also(a, s.referenced(t, anyKey)...)
	}
}

// keysOfMerge adds what the foreign keys do for each thing that a MERGE does.
func (s *study) keysOfMerge(a *sqlstmt.Action, t *schema.Table, n *pg.MergeStmt) {
	for _, node := range n.MergeWhenClauses {
		when := node.GetMergeWhenClause()
		switch when.GetCommandType() {
		case pg.CmdType_CMD_INSERT:
			s.checkedAgainst(a)
		case pg.CmdType_CMD_DELETE:
			s.changedKeys(a, t, rowChange{deleted: true})
		case pg.CmdType_CMD_UPDATE:
			var columns []string
			for _, c := range when.TargetList {
				columns = append(columns, cutName(c.GetResTarget().GetName()))
			}
			s.changedKeys(a, t, rowChange{columns: columns})
		}
	}
}

// rowChange is what happens to rows of a table: they are deleted, or some columns are set.
type rowChange struct {
	deleted bool
	columns []string
}

func (c rowChange) sets(columns []string) bool {
	return slices.ContainsFunc(columns, func(name string) bool { return slices.Contains(c.columns, name) })
}

// changedKeys adds the tables in which new values of foreign keys are looked up, and those that the keys which point
// at the table lead to.
func (s *study) changedKeys(a *sqlstmt.Action, t *schema.Table, c rowChange) {
	if t == nil || t.Created {
		return
	}
	also(a, s.referenced(t, func(k *schema.Constraint) bool { return c.sets(k.Columns) })...)
	s.followKeys(a, t, c, map[schema.Name]bool{})
}

// followKeys follows the foreign keys that point at a table. For a key without an action the server looks for rows
// that refer; by one with an action it changes them, and the keys that point at their table are next. done are the
// tables that were followed already.
func (s *study) followKeys(a *sqlstmt.Action, t *schema.Table, c rowChange, done map[schema.Name]bool) {
	if done[t.Name] {
		return
	}
	done[t.Name] = true
	for _, other := range s.cat.TablesNaming(t.Name) {
		for i := range other.Constraints {
			k := &other.Constraints[i]
			if k.Kind != schema.ForeignKey || k.RefTable != t.Name || !c.deleted && !c.sets(k.RefColumns) {
				continue
			}
			action := k.OnUpdate
			if c.deleted {
				action = k.OnDelete
			}
			if action == "" || action == "RESTRICT" {
				also(a, s.relation(sqlstmt.RoleReferencing, other.Name))
				continue
			}
			also(a, s.relation(sqlstmt.RoleTarget, other.Name))
			s.followKeys(a, other, rowChange{deleted: c.deleted && action == "CASCADE", columns: k.Columns}, done)
		}
	}
}

// subqueries are the tables that the subqueries of expressions read.
func (s *study) subqueries(where *pg.Node, targets []*pg.Node) []sqlstmt.Relation {
	var list []sqlstmt.Relation
	for _, node := range append([]*pg.Node{where}, targets...) {
		if node == nil {
			continue
		}
		pg.Walk(node, func(m pg.Message) bool {
			if l, ok := m.(*pg.SubLink); ok && l.Subselect != nil {
				list = append(list, s.reads(l.Subselect)...)
				return false
			}
			return true
		})
	}
	return list
}

// selects takes a SELECT: one action, on the first table that it reads.
func (s *study) selects(node *pg.Node, n *pg.SelectStmt) {
	list := s.reads(node)
	a := sqlstmt.Action{Kind: sqlstmt.Select, Where: n.WhereClause != nil}
	if len(n.LockingClause) > 0 {
		a.To = "for update"
	}
	if len(list) > 0 {
		first, t := s.onName(sqlstmt.Select, list[0].Name.Schema, list[0].Name.Name)
		a.Table, a.TableSQL, a.New, a.Unknown = first.Table, first.TableSQL, first.New, first.Unknown
		if t != nil {
			a.TableKind = t.Kind
		}
		also(&a, list[1:]...)
	}
	s.add(a)
}

// withClause takes the statements of WITH that write.
func (s *study) withClause(node *pg.Node) {
	pg.Walk(node, func(m pg.Message) bool {
		c, ok := m.(*pg.CommonTableExpr)
		if !ok {
			return true
		}
		switch c.Ctequery.GetNode().(type) {
		case *pg.Node_InsertStmt, *pg.Node_UpdateStmt, *pg.Node_DeleteStmt, *pg.Node_MergeStmt:
			s.rowAction(c.Ctequery)
			return false
		}
		return true
	})
}

func (s *study) copies(n *pg.CopyStmt) {
	if n.Relation == nil {
		a := sqlstmt.Action{Kind: sqlstmt.Copy}
		also(&a, s.reads(n.Query)...)
		s.add(a)
		return
	}
	a, t := s.write(sqlstmt.Copy, n.Relation)
	a.To = "to"
	if n.IsFrom {
		a.To = "from"
		s.checkedAgainst(&a)
	} else {
		also(&a, s.readThrough(t)...)
	}
	s.add(a)
}
