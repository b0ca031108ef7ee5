//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// reading collects the tables that a query reads in its FROM clauses and WITH
// queries, in the order of the text. Subqueries within expressions are not followed.
type reading struct {
	objects []sqlstmt.Object
	with    []string // names of WITH queries, which are not tables
}

func (r *reading) relation(v *pg.RangeVar) {
	if v == nil || v.Schemaname == "" && slices.Contains(r.with, v.Relname) {
		return
	}
	if o := table(v); !slices.Contains(r.objects, o) {
		r.objects = append(r.objects, o)
	}
}

func (r *reading) query(node *pg.Node) {
	switch n := node.GetNode().(type) {
	case *pg.Node_SelectStmt:
		r.selection(n.SelectStmt)
	case *pg.Node_InsertStmt:
		r.relation(n.InsertStmt.Relation)
		r.clauses(n.InsertStmt.WithClause)
		r.query(n.InsertStmt.SelectStmt)
	case *pg.Node_UpdateStmt:
		r.relation(n.UpdateStmt.Relation)
		r.clauses(n.UpdateStmt.WithClause)
		r.from(n.UpdateStmt.FromClause)
	case *pg.Node_DeleteStmt:
		r.relation(n.DeleteStmt.Relation)
		r.clauses(n.DeleteStmt.WithClause)
		r.from(n.DeleteStmt.UsingClause)
	case *pg.Node_MergeStmt:
		r.relation(n.MergeStmt.Relation)
		r.clauses(n.MergeStmt.WithClause)
		r.from([]*pg.Node{n.MergeStmt.SourceRelation})
	}
}

// selection follows a SELECT. The left arms of a UNION are a chain that can be
// long, so they are taken in a loop.
func (r *reading) selection(s *pg.SelectStmt) {
	var chain []*pg.SelectStmt
	for ; s != nil; s = s.Larg {
		chain = append(chain, s)
		// The names of a WITH clause hold in all arms.
		r.clauses(s.WithClause)
	}
	for _, s := range slices.Backward(chain) {
		r.from(s.FromClause)
		if s.Rarg != nil {
			r.selection(s.Rarg)
		}
	}
}

func (r *reading) clauses(w *pg.WithClause) {
	for _, node := range w.GetCtes() {
		if cte := node.GetCommonTableExpr(); cte != nil {
			if w.Recursive {
				r.with = append(r.with, cte.Ctename)
			}
			r.query(cte.Ctequery)
			r.with = append(r.with, cte.Ctename)
		}
	}
}

func (r *reading) from(nodes []*pg.Node) {
	for _, node := range nodes {
		switch n := node.GetNode().(type) {
		case *pg.Node_RangeVar:
			r.relation(n.RangeVar)
		case *pg.Node_JoinExpr:
			r.from([]*pg.Node{n.JoinExpr.Larg, n.JoinExpr.Rarg})
		case *pg.Node_RangeSubselect:
			r.query(n.RangeSubselect.Subquery)
		case *pg.Node_RangeTableSample:
			r.from([]*pg.Node{n.RangeTableSample.Relation})
		}
	}
}

// tablesOf returns the tables of a statement that reads or changes rows, the
// changed one first.
func tablesOf(node *pg.Node) []sqlstmt.Object {
	var r reading
	r.query(node)
	return r.objects
}

// references returns the tables that the foreign keys among column definitions
// and constraints point at.
func references(nodes []*pg.Node) (objects []sqlstmt.Object) {
	for _, node := range nodes {
		switch n := node.GetNode().(type) {
		case *pg.Node_Constraint:
			if n.Constraint.Pktable != nil {
				objects = append(objects, table(n.Constraint.Pktable))
			}
		case *pg.Node_ColumnDef:
			objects = append(objects, references(n.ColumnDef.Constraints)...)
		case *pg.Node_TableLikeClause:
			objects = append(objects, table(n.TableLikeClause.Relation))
		}
	}
	return objects
}
