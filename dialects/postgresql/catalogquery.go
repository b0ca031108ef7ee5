//go:build cgo

package postgresql

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Answer answers a query from the catalog: one of the server's own tables, which
// are made here of what the catalog holds, or of tables that are known to be
// empty. What is not known stays so: a row that may or may not be there makes the
// answer unknown only where it would change it. Of a
// statement that changes rows, the answer has a row for each that it changes.
func (Dialect) Answer(sql string, cat *schema.Catalog) (ir.Answer, bool, string) {
	node := parsedText(sql)
	sel := node.GetSelectStmt()
	if w := cat.LastWrite(); w != nil && sel == nil {
		if w.SQL != sql {
			return ir.Answer{}, false, "it is not the statement before"
		}
		return returned(node, w, cat)
	}
	if sel == nil {
		sel = changed(node)
	}
	if sel == nil {
		return ir.Answer{}, false, "it is not a query that sqlplan can follow"
	}
	// A statement that writes has changed the rows already that it looked at.
	q := &query{cat: cat, users: &userData{}, emptyOnly: node.GetSelectStmt() == nil}
	rel, err := q.run(sel, nil)
	if err == nil {
		err = rel.sure()
	}
	if err == nil && q.users.shuffled && len(rel.rows) > 1 && len(sel.SortClause) == 0 {
		err = errors.New("the order of its rows is not known")
	}
	if err == nil && (len(sel.FromClause) == 0 || aggregating(sel)) {
		err = rel.known()
	}
	if err != nil {
		return ir.Answer{}, false, err.Error()
	}
	return ir.Answer{Columns: rel.columns, Rows: rel.json()}, true, ""
}

// json is the rows as an answer has them.
func (r *rowset) json() [][]any {
	rows := make([][]any, len(r.rows))
	for i, row := range r.rows {
		rows[i] = make([]any, len(row.values))
		for j, v := range row.values {
			rows[i][j] = asJSON(v)
		}
	}
	return rows
}

// returned is what a statement returns that has written known rows: its RETURNING, or a row without columns for each.
func returned(node *pg.Node, w *schema.Write, cat *schema.Catalog) (ir.Answer, bool, string) {
	relation, list := returning(node)
	if u, ok := node.GetNode().(*pg.Node_UpdateStmt); ok && len(u.UpdateStmt.FromClause) > 0 && len(list) > 0 {
		return ir.Answer{}, false, "RETURNING of an UPDATE with FROM is not followed"
	}
	answer := ir.Answer{Rows: make([][]any, len(w.Rows)), Ran: true}
	if len(list) == 0 {
		return answer, true, ""
	}
	q := &query{cat: cat, users: &userData{}, write: w}
	sel := &pg.SelectStmt{TargetList: list, FromClause: []*pg.Node{{Node: &pg.Node_RangeVar{RangeVar: relation}}}}
	if slices.ContainsFunc(list, hasQuery) {
		return ir.Answer{}, false, "a query in RETURNING is not followed"
	}
	rel, err := q.run(sel, nil)
	if err == nil {
		err = rel.sure()
	}
	if err == nil && w.Shuffled && len(w.Rows) > 1 {
		err = errors.New("the order of its rows is not known")
	}
	if err != nil {
		return ir.Answer{}, false, err.Error()
	}
	answer.Columns, answer.Rows = rel.columns, rel.json()
	return answer, true, ""
}

// returning is the table of a statement that writes and its RETURNING clause.
func returning(node *pg.Node) (*pg.RangeVar, []*pg.Node) {
	switch n := node.GetNode().(type) {
	case *pg.Node_InsertStmt:
		return n.InsertStmt.Relation, n.InsertStmt.ReturningList
	case *pg.Node_UpdateStmt:
		return n.UpdateStmt.Relation, n.UpdateStmt.ReturningList
	case *pg.Node_DeleteStmt:
		return n.DeleteStmt.Relation, n.DeleteStmt.ReturningList
	}
	return nil, nil
}

// hasQuery tells whether there is a query in an expression.
func hasQuery(node *pg.Node) bool {
	found := false
	pg.Walk(node, func(m pg.Message) bool {
		_, ok := m.(*pg.SubLink)
		found = found || ok
		return !found
	})
	return found
}

// query is one query and those that stand in it.
type query struct {
	cat  *schema.Catalog
	ctes []*rowset // the last one of a name counts
	// users is what the query and those in it have met; nil: rows of users' tables
	// are not read.
	users *userData
	// emptyOnly: of users' tables only those without rows are known.
	emptyOnly bool
	// write is what the rows of its table are taken from; nil for the catalog.
	write *schema.Write
}

// relation is rows with names for their columns.
type rowset struct {
	name    string
	columns []string
	// open: there are columns that are not listed, whose values are not known.
	open bool
	rows []*row
}

// row is one row. With a doubt it stands for any number of rows, none included.
type row struct {
	values []any
	doubt  string
	// at is its ctid, where it is one of a user's table.
	at place
}

// The values of the evaluator are nil, bool, int64, string, schema.UUID, schema.Bytes, []any,
// object, attribute and unknown.

// unknown is a value that cannot be told.
type unknown struct {
	why string
	// there: it is not NULL.
	there bool
	// byDefault: it stands for the DEFAULT of its column.
	byDefault bool
}

// oid is the number of an object: comparable, but without a number.
type oid struct {
	kind string // "class", "type", "namespace", "constraint" ...
	name schema.Name
	// part tells objects apart that are no names of their own: a constraint of a table.
	part string
}

// attribute is the number of a column: comparable, but the server's own number
// depends on what was dropped before.
type attribute int

// place is the ctid of a row: comparable, but the server's own.
type place struct {
	table schema.Name
	// number counts the rows from 1; 0 for none.
	number int
}

func isUnknown(v any) bool { _, ok := v.(unknown); return ok }

func asJSON(v any) any {
	switch x := v.(type) {
	case string:
		if x == serverMade {
			return ir.Unknowable{Why: "the name of a NOT NULL constraint is the server's own"}
		}
	case schema.UUID:
		return ir.UUID(x)
	case schema.Bytes:
		return ir.Unknowable{Why: "what the driver makes of bytes is its own"}
	case int64:
		return json.Number(strconv.FormatInt(x, 10))
	case unknown:
		return ir.Unknowable{Why: x.why}
	case oid, attribute:
		return ir.Unknowable{Why: "the number of an object is the server's own"}
	case place:
		return ir.Unknowable{Why: "where a row stands is the server's own"}
	case []any:
		list := make([]any, len(x))
		for i, e := range x {
			if list[i] = asJSON(e); isUnknowable(list[i]) {
				return list[i]
			}
		}
		return list
	}
	return v
}

func isUnknowable(v any) bool { _, ok := v.(ir.Unknowable); return ok }

// sure returns an error if a row may or may not be there.
func (r *rowset) sure() error {
	for _, row := range r.rows {
		if row.doubt != "" {
			return errors.New(row.doubt)
		}
	}
	return nil
}

// known returns an error if a value cannot be told: of rows that are there in any
// case, nobody asks whether they are.
func (r *rowset) known() error {
	for _, row := range r.rows {
		for _, v := range row.values {
			if u, ok := v.(unknown); ok {
				return errors.New(u.why)
			}
		}
	}
	return nil
}

// run returns the rows of a SELECT. The error says why they cannot be told.
func (q *query) run(sel *pg.SelectStmt, outer *env) (*rowset, error) {
	if sel.IntoClause != nil {
		return nil, errors.New("SELECT INTO makes a table")
	}
	inner := *q
	if err := inner.with(sel.WithClause, outer); err != nil {
		return nil, err
	}
	var rel *rowset
	var err error
	switch {
	case sel.Larg != nil:
		rel, err = inner.combine(sel, outer)
	case len(sel.ValuesLists) > 0:
		rel, err = inner.values(sel, outer)
	default:
		return inner.block(sel, outer)
	}
	if err != nil {
		return nil, err
	}
	out := make([]result, len(rel.rows))
	for i, r := range rel.rows {
		out[i] = result{row: r, env: &env{q: &inner, outer: outer}}
	}
	return inner.finish(sel, rel, out)
}

func (q *query) with(w *pg.WithClause, outer *env) error {
	for _, node := range w.GetCtes() {
		cte := node.GetCommonTableExpr()
		sel := cte.GetCtequery().GetSelectStmt()
		if sel == nil || w.Recursive {
			return errors.New("a WITH query of its kind is not followed")
		}
		rel, err := q.run(sel, outer)
		if err != nil {
			return err
		}
		named := rel.renamed(cte.Ctename, texts(cte.Aliascolnames))
		q.ctes = append(q.ctes[:len(q.ctes):len(q.ctes)], named)
	}
	return nil
}

func (r *rowset) renamed(name string, columns []string) *rowset {
	out := *r
	out.name = name
	if len(columns) > 0 {
		out.columns = append(slices.Clone(columns), r.columns[min(len(columns), len(r.columns)):]...)
	}
	return &out
}

func (q *query) values(sel *pg.SelectStmt, outer *env) (*rowset, error) {
	rel := &rowset{}
	e := &env{q: q, outer: outer}
	for _, node := range sel.ValuesLists {
		r := &row{}
		for _, item := range node.GetList().GetItems() {
			r.values = append(r.values, e.eval(item))
		}
		rel.rows = append(rel.rows, r)
	}
	for i := range rel.rows[0].values {
		rel.columns = append(rel.columns, fmt.Sprintf("column%d", i+1))
	}
	return rel, nil
}

// combine is UNION, INTERSECT and EXCEPT.
func (q *query) combine(sel *pg.SelectStmt, outer *env) (*rowset, error) {
	left, err := q.run(sel.Larg, outer)
	if err != nil {
		return nil, err
	}
	right, err := q.run(sel.Rarg, outer)
	if err != nil {
		return nil, err
	}
	if sel.Op == pg.SetOperation_SETOP_UNION {
		out := &rowset{columns: left.columns, rows: append(slices.Clone(left.rows), right.rows...)}
		if !sel.All {
			err = out.distinct()
		}
		return out, err
	}
	if len(left.rows) == 0 || len(right.rows) == 0 && sel.Op == pg.SetOperation_SETOP_INTERSECT {
		return &rowset{columns: left.columns}, nil
	}
	if len(right.rows) == 0 && sel.Op == pg.SetOperation_SETOP_EXCEPT {
		out := &rowset{columns: left.columns, rows: left.rows}
		if !sel.All {
			err = out.distinct()
		}
		return out, err
	}
	return nil, errors.New("INTERSECT and EXCEPT are not followed")
}

// distinct leaves one of equal rows. Whether rows with unknown values are equal is
// not known, unless there is only one.
func (r *rowset) distinct() error {
	if len(r.rows) < 2 {
		return nil
	}
	var kept []*row
	for _, x := range r.rows {
		same, unsure := false, false
		for _, k := range kept {
			switch rowsEqual(x, k) {
			case schema.Yes:
				same = true
			case schema.Unknown:
				unsure = true
			}
		}
		if unsure && !same && x.doubt == "" {
			return errors.New("whether two of its rows are the same is not known")
		}
		if !same {
			kept = append(kept, x)
		}
	}
	r.rows = kept
	return nil
}

func rowsEqual(a, b *row) schema.State {
	state := schema.Yes
	for i := range a.values {
		x, y := a.values[i], b.values[i]
		switch {
		case x == nil && y == nil:
		case x == nil || y == nil:
			return schema.No
		default:
			switch eq := compareValues("=", x, y); eq {
			case false:
				return schema.No
			case true:
			default:
				state = schema.Unknown
			}
		}
	}
	return state
}

// changed is a query of the rows that a statement changes; nil where that cannot
// be said once the statement has run: an INSERT that may meet a conflict, or a
// DELETE of everything, behind which nobody sees whether there was something.
func changed(node *pg.Node) *pg.SelectStmt {
	relation := func(v *pg.RangeVar) *pg.Node { return &pg.Node{Node: &pg.Node_RangeVar{RangeVar: v}} }
	one := []*pg.Node{{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: &pg.Node{Node: &pg.Node_AConst{AConst: &pg.A_Const{Val: &pg.A_Const_Ival{Ival: &pg.Integer{Ival: 1}}}}}}}}}
	switch n := node.GetNode().(type) {
	case *pg.Node_UpdateStmt:
		u := n.UpdateStmt
		return &pg.SelectStmt{TargetList: one, WithClause: u.WithClause, FromClause: append([]*pg.Node{relation(u.Relation)}, u.FromClause...), WhereClause: u.WhereClause}
	case *pg.Node_DeleteStmt:
		d := n.DeleteStmt
		if d.WhereClause != nil {
			return &pg.SelectStmt{TargetList: one, WithClause: d.WithClause, FromClause: append([]*pg.Node{relation(d.Relation)}, d.UsingClause...), WhereClause: d.WhereClause}
		}
	case *pg.Node_InsertStmt:
		i := n.InsertStmt
		sel := i.SelectStmt.GetSelectStmt()
		if sel == nil || i.OnConflictClause != nil {
			return nil
		}
		if i.WithClause == nil {
			return sel
		}
		from := &pg.Node{Node: &pg.Node_RangeSubselect{RangeSubselect: &pg.RangeSubselect{Subquery: i.SelectStmt, Alias: &pg.Alias{Aliasname: "inserted"}}}}
		return &pg.SelectStmt{TargetList: one, WithClause: i.WithClause, FromClause: []*pg.Node{from}}
	}
	return nil
}
