//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// viewReading finds out which tables and columns a query reads, level by level: a name
// means a column of the innermost FROM that has one.
type viewReading struct {
	*simulation
	uses []schema.Use
}

// fromLevel is the FROM of one SELECT; clauses that may also name its output, or that
// can see more than the level shows, do not complain of a column that is not there.
type fromLevel struct {
	tables []scoped
	loose  bool
}

// reads returns what a query reads. A table that is not there is a conflict, and so is a column.
func (s *simulation) reads(query *pg.Node) []schema.Use {
	r := &viewReading{simulation: s}
	r.query(query.GetSelectStmt(), nil, nil)
	return r.uses
}

func (r *viewReading) add(u schema.Use) {
	if i := slices.IndexFunc(r.uses, func(o schema.Use) bool { return o.Table == u.Table && o.Column == u.Column }); i >= 0 {
		r.uses[i].Sure = r.uses[i].Sure || u.Sure
		return
	}
	r.uses = append(r.uses, u)
}

// query reads a SELECT with its WITH clause; outer are the levels around it, the innermost first.
func (r *viewReading) query(sel *pg.SelectStmt, with []scoped, outer []fromLevel) {
	if sel == nil {
		return
	}
	for _, node := range sel.WithClause.GetCtes() {
		c := node.GetCommonTableExpr()
		// A query of a WITH clause sees those before it, and itself if it is recursive.
		inner := with
		if sel.WithClause.Recursive {
			inner = append([]scoped{{alias: c.Ctename}}, with...)
		}
		r.query(c.GetCtequery().GetSelectStmt(), inner, outer)
		with = r.withQueries(&pg.SelectStmt{WithClause: &pg.WithClause{Ctes: []*pg.Node{node}}}, with)
	}
	if sel.Larg != nil {
		r.query(sel.Larg, with, outer)
		r.query(sel.Rarg, with, outer)
		return
	}
	here := fromLevel{tables: r.fromScope(sel.FromClause, with)}
	levels := append([]fromLevel{here}, outer...)
	for _, f := range sel.FromClause {
		r.from(f, with, levels)
	}
	for _, node := range sel.TargetList {
		r.expression(node.GetResTarget().GetVal(), with, levels)
	}
	r.expression(sel.WhereClause, with, levels)
	here.loose = true
	levels = append([]fromLevel{here}, outer...)
	for _, list := range [][]*pg.Node{sel.GroupClause, {sel.HavingClause}, sel.SortClause, sel.DistinctClause, sel.WindowClause, {sel.LimitCount, sel.LimitOffset}, sel.ValuesLists} {
		for _, node := range list {
			r.expression(node, with, levels)
		}
	}
}

// from reads one item of a FROM clause.
func (r *viewReading) from(node *pg.Node, with []scoped, levels []fromLevel) {
	switch n := node.GetNode().(type) {
	case *pg.Node_JoinExpr:
		r.from(n.JoinExpr.Larg, with, levels)
		r.from(n.JoinExpr.Rarg, with, levels)
		r.expression(n.JoinExpr.Quals, with, levels)
		r.using(n.JoinExpr, levels[0])
	case *pg.Node_RangeVar:
		r.table(n.RangeVar, with)
	case *pg.Node_RangeSubselect:
		outer := levels
		if !n.RangeSubselect.Lateral {
			outer = levels[1:]
		}
		r.query(n.RangeSubselect.Subquery.GetSelectStmt(), with, outer)
	case *pg.Node_RangeTableSample:
		r.from(n.RangeTableSample.Relation, with, levels)
	default:
		loose := append([]fromLevel{{tables: levels[0].tables, loose: true}}, levels[1:]...)
		r.expression(node, with, loose)
	}
}

// using reads the columns that a join names, or that it finds, on both sides.
func (r *viewReading) using(j *pg.JoinExpr, here fromLevel) {
	shared := cutAll(texts(j.UsingClause))
	for _, sc := range here.tables {
		if sc.table == nil || sc.table.Name.IsZero() {
			continue
		}
		for _, c := range sc.table.Columns {
			if slices.Contains(shared, c.Name) || j.IsNatural {
				r.add(schema.Use{Table: sc.table.Name, Column: c.Name})
			}
		}
	}
}

func (r *viewReading) table(v *pg.RangeVar, with []scoped) {
	if v.Schemaname == "" && slices.ContainsFunc(with, func(w scoped) bool { return w.alias == v.Relname }) {
		return
	}
	if q, _ := r.cat.Sequence(v.Schemaname, cutName(v.Relname)); q != nil {
		return // a sequence can be read like a table of one row
	}
	if t := r.look(v.Schemaname, v.Relname, false); t != nil {
		r.add(schema.Use{Table: t.Name, Sure: true})
	}
}

// expression reads the columns of an expression, and its subqueries.
func (r *viewReading) expression(node *pg.Node, with []scoped, levels []fromLevel) {
	if node != nil {
		r.within(node, with, levels)
	}
}

func (r *viewReading) within(m pg.Message, with []scoped, levels []fromLevel) {
	pg.Walk(m, func(m pg.Message) bool {
		switch n := m.(type) {
		case *pg.SubLink:
			r.expression(n.Testexpr, with, levels)
			r.query(n.Subselect.GetSelectStmt(), with, levels)
			return false
		case *pg.ColumnRef:
			r.column(n, levels)
			return false
		}
		return true
	})
}

// column reads what a reference means.
func (r *viewReading) column(ref *pg.ColumnRef, levels []fromLevel) {
	fields := cutAll(texts(ref.Fields))
	if len(fields) < len(ref.Fields) {
		r.star(fields, levels)
		return
	}
	name := fields[len(fields)-1]
	loose := false
	for _, l := range levels {
		loose = loose || l.loose
		found, certain := r.candidates(fields, l)
		for _, t := range found {
			if !t.Name.IsZero() {
				r.add(schema.Use{Table: t.Name, Column: name, Sure: certain && len(found) == 1})
			}
		}
		if len(found) > 0 || !certain {
			return
		}
		if len(fields) == 1 && slices.ContainsFunc(l.tables, func(sc scoped) bool { return sc.alias == name }) {
			return // the row as a whole
		}
	}
	if len(fields) == 1 && len(levels) == 1 && !loose && !systemColumn(name) {
		r.conflict(schema.Missing, "column "+name, "column %s does not exist in what the query reads", name)
	}
}

// star reads all columns of the tables that it means, but not of those that the level made itself.
func (r *viewReading) star(fields []string, levels []fromLevel) {
	for _, sc := range levels[0].tables {
		if sc.table == nil || sc.table.Name.IsZero() || len(fields) > 0 && sc.alias != fields[len(fields)-1] {
			continue
		}
		for _, c := range sc.table.Columns {
			r.add(schema.Use{Table: sc.table.Name, Column: c.Name, Sure: true})
		}
	}
}

// candidates returns the tables of a level that a column can be of, and whether
// they are all that come into question.
func (r *viewReading) candidates(fields []string, l fromLevel) (found []*schema.Table, certain bool) {
	certain = true
	for _, sc := range l.tables {
		if len(fields) > 1 && sc.alias != fields[len(fields)-2] {
			continue
		}
		if sc.table == nil || sc.table.Doubt != nil {
			certain = false
		} else if sc.table.Column(fields[len(fields)-1]) != nil {
			found = append(found, sc.table)
		}
	}
	return found, certain
}
