package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// demand is what one statement needs, and what is to be said about it.
type demand struct {
	sqlstmt.Demand
	// soft says why the release may go through all the same; empty if it will not.
	soft string
	// skip says why it cannot be asked; empty if it can.
	skip string
	what string // for skip
	// key names a constraint that a later statement may validate.
	key string
}

// foresight collects the demands of the statements of a path while they are simulated.
type foresight struct {
	dialect dialects.Dialect
	start   *schema.Catalog // what is there before the path
	demands map[*sqlstmt.Stmt][]demand
	written map[schema.Name]bool // tables whose rows the path has changed, by their names before it
	blind   bool                 // a statement may have changed any rows
	emptied map[schema.Name]bool // tables without rows by now
	born    map[string]bool      // roles that the path has made
	dated   map[schema.Name]bool // tables whose dates are looked at
}

func newForesight(d dialects.Dialect, start *schema.Catalog) *foresight {
	return &foresight{dialect: d, start: start, demands: map[*sqlstmt.Stmt][]demand{}, written: map[schema.Name]bool{}, emptied: map[schema.Name]bool{}, born: map[string]bool{}, dated: map[schema.Name]bool{}}
}

// begin starts the foresight, with the catalog of what is there, unless it has been started before.
func (req *Request) begin(catalog *schema.Catalog) {
	if req.foresight == nil {
		catalog.EndBaseline() // what was run of a revision in the middle of which the path begins is there, too
		req.foresight = newForesight(req.Dialect, catalog.Clone())
	}
}

// view is one statement as foresight sees it.
type view struct {
	*foresight
	st            *sqlstmt.Stmt
	before, after *schema.Catalog
}

// see takes a statement with the catalogs before and behind it.
func (f *foresight) see(st *sqlstmt.Stmt, before, after *schema.Catalog) {
	v := view{f, st, before, after}
	names := v.tables()
	for _, n := range names {
		v.table(n)
	}
	v.made()
	v.owned()
	v.named()
	v.partitionMade()
	v.beside()
	v.zeroDates()
	v.domains()
	v.roles()
	v.superuser()
	v.rows(names)
}

// tables are the tables that the statement names, as they are called before it.
func (v view) tables() []schema.Name {
	var list []schema.Name
	add := func(n schema.Name) {
		if t, _ := v.before.Table(n.Schema, n.Name); t != nil && !t.IsView() && !slices.Contains(list, t.Name) {
			list = append(list, t.Name)
		}
	}
	for _, a := range v.st.Actions {
		add(a.Table)
		for _, r := range a.More().Also {
			if r.Role == sqlstmt.RolePartition {
				add(r.Name)
			}
		}
	}
	for _, o := range v.st.Objects {
		if o.Kind == "table" {
			add(parseName(o.Name, v.dialect.Style()))
		}
	}
	return list
}

func (v view) add(d demand) { v.demands[v.st] = append(v.demands[v.st], d) }

func (v view) skip(what, reason string) { v.add(demand{skip: reason, what: what}) }

// table finds the demands on the rows of a table that is there before the path.
func (v view) table(n schema.Name) {
	old, _ := v.before.Table(n.Schema, n.Name)
	if old.Origin.IsZero() {
		return
	}
	now := v.follow(old)
	if now == nil || v.emptied[old.Origin] {
		return
	}
	if old.Doubt != nil {
		v.skip("table "+n.String(), "what it looks like is not known: "+old.Doubt.Reason)
		return
	}
	for i := range now.Constraints {
		v.constraint(old, now, &now.Constraints[i])
	}
	for i := range now.Indexes {
		v.index(old, now, &now.Indexes[i])
	}
	for i := range now.Columns {
		v.column(old, now, now.Columns[i])
	}
	if now.PartitionOf && !old.PartitionOf {
		v.bounds(now)
	}
}

// follow finds a table behind the statement, which may have renamed it; nil if it is gone.
func (v view) follow(old *schema.Table) *schema.Table {
	if t, known := v.after.Table(old.Name.Schema, old.Name.Name); known.Yes() && t.Origin == old.Origin {
		return t
	}
	for _, t := range v.after.Tables("") {
		if t.Origin == old.Origin {
			return t
		}
	}
	return nil
}

// source is how the rows of a table look to the statement, in the needed columns and those of the key; nil: in all. The reason says why that cannot be said in terms of what is
// there; empty if it can.
func (v view) source(t *schema.Table, needed []string) (rows sqlstmt.Rows, reason string) {
	rows = sqlstmt.Rows{Table: t.Origin, Alias: t.Name.Name, Stored: t.Kind != schema.Foreign}
	start, _ := v.start.Table(t.Origin.Schema, t.Origin.Name)
	if pk := t.PrimaryKey(); pk != nil {
		rows.Key = pk.Columns
	}
	var columns []sqlstmt.RowColumn
	same := true
	for i := range t.Columns {
		c := t.Columns[i]
		if needed != nil && !slices.Contains(needed, c.Name) && !slices.Contains(rows.Key, c.Name) {
			continue
		}
		col := sqlstmt.RowColumn{Name: c.Name, From: c.Origin}
		switch {
		case c.Origin != "":
			if was := start.Column(c.Origin); was != nil && was.Type != c.Type {
				col.Type = v.after.FormatType(c.Type)
			}
		case !isConstant(c):
			if needed == nil || slices.Contains(needed, c.Name) {
				return rows, "column " + c.Name + " is added by this release, with values that are not known before it"
			}
			rows.Key = slices.DeleteFunc(slices.Clone(rows.Key), func(k string) bool { return k == c.Name })
			same = false
			continue
		default:
			col.Type, col.NotNull = v.after.FormatType(c.Type), c.NotNull
			if c.More().Fill != nil {
				col.Value = c.More().Fill.SQL
			}
		}
		same = same && col == sqlstmt.RowColumn{Name: c.Name, From: c.Name}
		columns = append(columns, col)
	}
	if !same {
		rows.Columns = columns
	}
	return rows, ""
}

// isConstant tells whether a new column has the same value, or none, in all rows that were there.
func isConstant(c *schema.Column) bool {
	return c.Generated == nil && c.Identity == schema.NoIdentity && !c.AutoIncrement &&
		(c.More().Fill == nil || len(c.More().Fill.Needs().Functions) == 0 && len(c.More().Fill.Needs().Sequences) == 0 && len(c.More().Fill.Columns) == 0)
}

// doubtRows says why rows may be others by the time of the statement.
func (v view) doubtRows(tables ...*schema.Table) string {
	for _, t := range tables {
		if v.written[t.Origin] {
			return "this release changes rows of " + t.Name.String() + " before it, which may repair what is found"
		}
	}
	if v.blind {
		return "this release runs code before it that may change rows"
	}
	return ""
}

// ask adds a demand on the rows of a table; needed are the columns that it looks at.
func (v view) ask(d demand, t *schema.Table, needed []string) {
	rows, reason := v.source(t, needed)
	if reason != "" {
		v.skip(string(d.Kind)+": "+t.Name.String()+" ("+strings.Join(needed, ", ")+")", reason)
		return
	}
	d.Rows = rows
	if d.soft == "" {
		d.soft = v.doubtRows(t)
	}
	v.add(d)
}

// quoted are names as SQL writes them.
func (v view) quoted(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = v.dialect.Script().TableName(ir.VersionTable{Name: n})
	}
	return list
}

// rows keeps which tables have other rows behind the statement.
func (v view) rows(names []schema.Name) {
	origin := func(n schema.Name) (schema.Name, bool) {
		t, _ := v.before.Table(n.Schema, n.Name)
		if t == nil || t.Origin.IsZero() {
			return schema.Name{}, false
		}
		return t.Origin, true
	}
	for _, a := range v.st.Actions {
		n, ok := origin(a.Table)
		switch a.Kind {
		case sqlstmt.Insert, sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge, sqlstmt.Copy:
			if ok {
				v.written[n] = true
				delete(v.emptied, n)
			}
		case sqlstmt.Truncate:
			if ok {
				v.emptied[n] = true
			}
		}
	}
	switch v.st.Kind {
	case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "LOAD DATA":
		for _, t := range names {
			if n, ok := origin(t); ok {
				v.written[n] = true
				delete(v.emptied, n)
			}
		}
	case "DO", "CALL", "EXECUTE", "SELECT":
		if v.st.Kind != "SELECT" || v.after.Doubt() != v.before.Doubt() {
			v.blind = true
		}
	}
}
