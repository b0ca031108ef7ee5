package planner

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Preflight is a script that only reads, and tells before a release whether it will fail. Like a Plan it is plain
// data, and all SQL in it is final.
type Preflight struct {
	Plan       *Plan            `json:"-"`
	Usage      []string         `json:"usage"`
	Directives []string         `json:"directives"`
	Begin      []Item           `json:"begin"`
	Checks     []PreflightCheck `json:"checks"`
	End        []Item           `json:"end"`
	// Skipped are the things that cannot be asked beforehand, and why.
	Skipped []PreflightSkipped `json:"skipped"`
	// Reads are the tables that are read whole.
	Reads []PreflightRead `json:"reads"`
}

// PreflightRead is a table that the checks read whole, and how often.
type PreflightRead struct {
	Table string `json:"table"`
	Times int    `json:"times"`
	name  schema.Name
}

// PreflightCheck is one check.
type PreflightCheck struct {
	Number int    `json:"number"`
	What   string `json:"what"`
	Object string `json:"object,omitempty"`
	Warns  bool   `json:"warns"` // what it finds does not stop the release
	// Why says which statement needs it, and why what it finds is but a warning.
	Why string `json:"why,omitempty"`
	// Reads are the tables that it reads whole, with their sizes where there are statistics.
	Reads []string `json:"reads,omitempty"`
	Items []Item   `json:"items"`
}

// PreflightSkipped is a check that is left out.
type PreflightSkipped struct {
	Statement int    `json:"statement"`
	What      string `json:"what"`
	Reason    string `json:"reason"`
}

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
	v.partitionMade()
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
		for _, r := range a.Also {
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
		v.column(old, now, &now.Columns[i])
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
		c := &t.Columns[i]
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
			if c.Fill != nil {
				col.Value = c.Fill.SQL
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
		(c.Fill == nil || len(c.Fill.Functions) == 0 && len(c.Fill.Sequences) == 0 && len(c.Fill.Columns) == 0)
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

func (v view) constraint(old, now *schema.Table, k *schema.Constraint) {
	was := old.Constraint(k.Name)
	if was != nil && was.Made != k.Made {
		was = nil
	}
	validated := was != nil && was.NotValid && !k.NotValid
	attached := now.PartitionOf && !old.PartitionOf
	if was != nil && !validated || k.NotEnforced || k.Inherited > 0 && !k.Local && !attached {
		return
	}
	if v.isRenamed(old, k) {
		return
	}
	if was == nil && v.names(k.Name) {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandFree, Objects: []sqlstmt.DemandObject{{Kind: "constraint", Name: schema.Name{Name: k.Name}, Table: old.Origin}}}})
	}
	d := demand{key: old.Origin.String() + " " + k.Name}
	if validated {
		v.withdraw(d.key)
	}
	if k.NotValid {
		d.soft = "the constraint is NOT VALID: the release goes through, but VALIDATE would fail"
	}
	switch k.Kind {
	case schema.PrimaryKey:
		d.Kind = sqlstmt.DemandUnique
		v.unique(d, old, now, k.Columns, k.Index)
		for _, name := range k.Columns {
			if c := old.Column(name); c != nil && !c.NotNull {
				v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandNotNull, Keys: v.quoted([]string{name})}}, old, []string{name})
			}
		}
	case schema.Unique:
		d.Kind, d.NullsNotDistinct = sqlstmt.DemandUnique, k.NullsNotDistinct
		v.unique(d, old, now, k.Columns, k.Index)
	case schema.Check:
		if k.Check != nil {
			d.Kind, d.Condition = sqlstmt.DemandCheck, k.Check.SQL
			v.ask(d, now, k.Check.Columns)
		}
	case schema.ForeignKey:
		v.reference(d, now, k)
	case schema.Exclusion:
		v.exclusion(d, now, k)
	}
}

// names tells whether the statement says the name itself: one of the server's own choice is always free.
func (v view) names(name string) bool {
	form := regexp.MustCompile("(?i)\\b(CONSTRAINT|KEY|INDEX|UNIQUE|EXISTS|CONCURRENTLY)\\s+[\"`]?" + regexp.QuoteMeta(name) + "\\b")
	return form.MatchString(v.st.Text) || strings.ContainsAny(name, " \"`;") && strings.Contains(v.st.Text, name)
}

// isRenamed tells whether the constraint was there under another name.
func (v view) isRenamed(old *schema.Table, k *schema.Constraint) bool {
	return slices.ContainsFunc(v.st.Actions, func(a sqlstmt.Action) bool {
		return a.Kind == sqlstmt.RenameConstraint && a.To == k.Name && old.Constraint(a.Name) != nil
	})
}

// withdraw takes back what was asked when a constraint was added that is validated now.
func (v view) withdraw(key string) {
	for st := range v.demands {
		v.demands[st] = slices.DeleteFunc(v.demands[st], func(d demand) bool { return d.key == key })
	}
}

// unique asks for duplicates of a constraint, unless it takes over an index that was there.
func (v view) unique(d demand, old, now *schema.Table, columns []string, index string) {
	if old.Index(index) != nil || slices.ContainsFunc(v.st.Actions, func(a sqlstmt.Action) bool {
		return a.Kind == sqlstmt.AddConstraint && a.Using != "" && old.Index(a.Using) != nil
	}) {
		return
	}
	d.Keys = v.quoted(columns)
	if x := now.Index(index); x != nil {
		v.keyLength(old, now, x)
		d.NullsNotDistinct, d.Keys = d.NullsNotDistinct || x.NullsNotDistinct, v.keys(x)
	}
	v.ask(d, now, columns)
}

// keys are the columns, expressions and beginnings of columns that an index reads.
func (v view) keys(x *schema.Index) []string {
	var list []string
	for _, k := range x.Keys {
		switch {
		case k.Expr != nil:
			list = append(list, "("+k.Expr.SQL+")")
		case k.Length > 0:
			list = append(list, fmt.Sprintf("LEFT(%s, %d)", v.quoted([]string{k.Column})[0], k.Length))
		default:
			list = append(list, v.quoted([]string{k.Column})...)
		}
	}
	return list
}

// index asks for duplicates of a unique index that no constraint has.
func (v view) index(old, now *schema.Table, x *schema.Index) {
	attached := now.PartitionOf && !old.PartitionOf
	if was := old.Index(x.Name); was != nil && was.Made == x.Made || x.Primary || x.Constraint != "" || !x.Parent.IsZero() && !attached || x.Generated {
		return
	}
	if slices.ContainsFunc(v.st.Actions, func(a sqlstmt.Action) bool { return a.Kind == sqlstmt.RenameIndex }) {
		return
	}
	if start, _ := v.start.Table(old.Origin.Schema, old.Origin.Name); v.names(x.Name) && start.Index(x.Name) == nil {
		o := sqlstmt.DemandObject{Kind: "index", Name: schema.Name{Schema: now.Name.Schema, Name: x.Name}, Table: old.Origin, IfNotExists: ifNotExists.MatchString(v.st.Text)}
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandFree, Objects: []sqlstmt.DemandObject{o}}})
		v.create(now.Name.Schema)
	}
	v.keyLength(old, now, x)
	if !x.Unique {
		return
	}
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandUnique, NullsNotDistinct: x.NullsNotDistinct, Keys: v.keys(x)}}
	if x.Where != nil {
		d.Condition = x.Where.SQL
	}
	v.ask(d, now, x.Columns())
}

func (v view) reference(d demand, now *schema.Table, k *schema.Constraint) {
	ref, _ := v.after.Table(k.RefTable.Schema, k.RefTable.Name)
	what := fmt.Sprintf("orphans of %s (%s)", now.Name, strings.Join(k.Columns, ", "))
	if ref == nil || v.allNew(now, k.Columns) {
		return
	}
	columns := k.RefColumns
	if len(columns) == 0 && ref.PrimaryKey() != nil {
		columns = ref.PrimaryKey().Columns
	}
	if len(columns) != len(k.Columns) {
		v.skip(what, "it is not known to which columns it refers")
		return
	}
	rows, reason := v.parent(ref, columns)
	if reason != "" {
		v.skip(what, reason)
		return
	}
	d.Kind, d.Ref, d.MatchFull = sqlstmt.DemandReference, rows, k.MatchFull
	d.Keys, d.RefKeys = v.quoted(k.Columns), v.quoted(columns)
	if d.soft == "" && !ref.Origin.IsZero() {
		d.soft = v.doubtRows(ref)
	}
	v.ask(d, now, k.Columns)
}

// allNew tells whether the columns are added by the path, and NULL in all rows.
func (v view) allNew(t *schema.Table, columns []string) bool {
	return !slices.ContainsFunc(columns, func(name string) bool {
		c := t.Column(name)
		return c == nil || c.Origin != "" || c.Fill != nil
	})
}

// column asks what a change of one column needs.
func (v view) column(old, now *schema.Table, c *schema.Column) {
	was := old.Column(c.Name)
	if was == nil || was.Origin != c.Origin || was.Made != c.Made {
		i := slices.IndexFunc(old.Columns, func(o schema.Column) bool { return c.Origin != "" && o.Origin == c.Origin })
		if i < 0 {
			v.newColumn(old, now, c)
			return
		}
		was = &old.Columns[i]
	}
	inherited := c.Inherited > 0 && !c.Local
	if inherited {
		return // asked of the parent
	}
	pk := now.PrimaryKey()
	if c.NotNull && !was.NotNull && !(pk != nil && slices.Contains(pk.Columns, c.Name)) {
		v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandNotNull, Keys: v.quoted([]string{was.Name})}}, old, []string{was.Name})
	}
	if c.Type != was.Type && !c.Type.IsZero() && !was.Type.IsZero() && c.Generated == nil {
		v.retyped(old, now, was, c)
	} else if c.Generated == nil {
		v.recoded(old, now, was, c)
	}
}

func (v view) retyped(old, now *schema.Table, was, c *schema.Column) {
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCast, Keys: v.quoted([]string{was.Name}), OldType: v.before.FormatType(was.Type), Type: v.after.FormatType(c.Type), NotNull: c.NotNull}}
	for _, a := range v.st.Actions {
		if a.Kind == sqlstmt.AlterColumnType && a.Name == was.Name {
			if v.dialect.Name() == "postgresql" { // elsewhere it is the definition of the column
				d.Using = a.Definition
			}
			if a.InPlace && d.Using == "" {
				return // the values stay as they are
			}
		}
	}
	d.Charset, d.Collation = v.newText(old, now, was, c)
	needed := []string{was.Name}
	if d.Using != "" {
		needed = nil // the expression may read any
	}
	v.ask(d, old, needed)
	v.merged(d, old, was)
}

// newColumn keeps the value that rows get for a new column, and asks for rows where there is none.
func (v view) newColumn(old, now *schema.Table, c *schema.Column) {
	if edited := v.after.EditTable(now.Name).Column(c.Name); edited != nil {
		edited.Fill = c.Default
	}
	if c.NotNull && c.Default == nil && c.Generated == nil && c.Identity == schema.NoIdentity && !c.AutoIncrement && !(c.Inherited > 0 && !c.Local) && old.Column(c.Name) == nil {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandEmpty, Rows: sqlstmt.Rows{Table: old.Origin, Alias: old.Name.Name}, Keys: v.quoted([]string{c.Name})}, soft: v.doubtRows(old)})
	}
	if start, _ := v.start.Table(old.Origin.Schema, old.Origin.Name); start.Column(c.Name) == nil && c.Local {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandFree, Objects: []sqlstmt.DemandObject{{Kind: "column", Name: schema.Name{Name: c.Name}, Table: old.Origin, IfNotExists: v.ifExists(sqlstmt.AddColumn, c.Name)}}}})
	}
}

func (v view) ifExists(kind sqlstmt.ActionKind, name string) bool {
	return slices.ContainsFunc(v.st.Actions, func(a sqlstmt.Action) bool { return a.Kind == kind && a.Name == name && a.IfExists })
}

// ifNotExists is how a statement begins that leaves alone what is there, or replaces it.
var ifNotExists = lazyregexp.New(`(?is)^CREATE\s+(OR\s+REPLACE\b|[\w\s]*\bIF\s+NOT\s+EXISTS\b)`)

// ifExists is how a statement begins that lets a missing table pass.
var ifExists = lazyregexp.New(`(?is)^(DROP|ALTER)\s+TABLE\s+IF\s+EXISTS\b`)

// made asks for the names of what the statement makes, unless the path begins with an object of the name.
func (v view) made() {
	var objects []sqlstmt.DemandObject
	add := func(kind string, n schema.Name, table schema.Name) {
		o := sqlstmt.DemandObject{Kind: kind, Name: n, Table: table, IfNotExists: ifNotExists.MatchString(v.st.Text)}
		objects = append(objects, o)
		v.create(n.Schema)
	}
	for _, o := range v.st.Objects {
		n := parseName(o.Name, v.dialect.Style())
		switch o.Kind {
		case "table", "view", "materialized view":
			v.madeTable(n, add)
		case "sequence":
			q, known := v.after.Sequence(n.Schema, n.Name)
			_, there := v.before.Sequence(n.Schema, n.Name)
			_, began := v.start.Sequence(n.Schema, n.Name)
			if q != nil && known.Yes() && there.No() && began.No() {
				add("sequence", q.Name, schema.Name{})
			}
		case "type", "domain":
			u, known := v.after.Type(n.Schema, n.Name)
			_, there := v.before.Type(n.Schema, n.Name)
			_, began := v.start.Type(n.Schema, n.Name)
			if u != nil && known.Yes() && there.No() && began.No() {
				add("type", u.Name, schema.Name{})
			}
		case "schema":
			_, known := v.after.Schema(n.Name)
			_, there := v.before.Schema(n.Name)
			if _, began := v.start.Schema(n.Name); known.Yes() && there.No() && began.No() {
				add("schema", schema.Name{Name: n.Name}, schema.Name{})
			}
		case "extension":
			_, there := v.before.Extension(n.Name)
			if _, known := v.after.Extension(n.Name); known.Yes() && !there.Yes() {
				if _, began := v.start.Extension(n.Name); began.No() && !ifNotExists.MatchString(v.st.Text) {
					objects = append(objects, sqlstmt.DemandObject{Kind: "extension", Name: schema.Name{Name: n.Name}})
				}
				v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandExtensions, Objects: []sqlstmt.DemandObject{{Kind: "extension", Name: schema.Name{Name: n.Name}}}}})
			}
		}
	}
	if len(objects) > 0 {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandFree, Objects: objects}})
	}
}

// create asks whether something may be made in a schema that is there.
func (v view) create(name string) {
	if _, known := v.start.Schema(name); name != "" && known.Yes() && name != schema.TemporarySchema {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCreate, Schemas: []string{name}}})
	}
}

func (v view) madeTable(n schema.Name, add func(string, schema.Name, schema.Name)) {
	t, known := v.after.Table(n.Schema, n.Name)
	_, there := v.before.Table(n.Schema, n.Name)
	if t == nil || !known.Yes() || !there.No() || t.Temporary || t.Name.Schema == schema.TemporarySchema {
		return
	}
	if _, began := v.start.Table(t.Name.Schema, t.Name.Name); began.No() && t.Origin.IsZero() {
		add(t.Kind.String(), t.Name, schema.Name{})
	}
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

// BuildPreflight makes the pre-flight of a plan that Build makes of the same request.
func BuildPreflight(req Request, plan *Plan) (*Preflight, source.Diagnostics) {
	var diags source.Diagnostics
	p, ok := req.Dialect.(dialects.Preflighter)
	if !ok {
		diags.Errorf(source.Span{}, "SP635", "there is one for postgresql, mysql and mariadb", "there is no pre-flight for %s yet", req.Dialect.Name())
		return nil, diags
	}
	req.Review, req.foresees = true, true
	steps, _ := compile(&req)
	if diags = examine(&req, steps); diags.HasErrors() {
		return nil, diags
	}
	b := preflightBuilder{req: &req, script: sqlstmt.ScriptFor(req.Dialect.Script(), req.Runner), writer: p.Preflight(),
		p: &Preflight{Plan: plan, Checks: []PreflightCheck{}, Skipped: []PreflightSkipped{}, Reads: []PreflightRead{}}}
	b.build(steps, plan)
	return b.p, nil
}

// compileForeseen compiles a path, and finds out what its statements need.
func compileForeseen(req *Request) []compiled {
	var early source.Diagnostics
	w := walker{req: req, direction: req.Path.Direction, catalog: baseline(req, &early), studies: true}
	defer w.catalog.Close()
	steps := make([]compiled, len(req.Path.Steps))
	w.walkAlong(req.Path, func(int) {}, func(i int, c *compiled) { steps[i] = *c })
	steps[0].diags = append(early, steps[0].diags...)
	return steps
}

// preflightBuilder lays out a pre-flight.
type preflightBuilder struct {
	req    *Request
	script sqlstmt.Script
	writer sqlstmt.Preflight
	p      *Preflight

	tables, rewritten, free, extensions, roles, schemas, superuser group
	uses                                                           []sqlstmt.DemandUse
	usedBy                                                         []int
	later                                                          []func()
}

// group is what several statements need and what is asked for in one go.
type group struct {
	names      []schema.Name
	objects    []sqlstmt.DemandObject
	statements []int
}

func (g *group) name(n schema.Name, statement int) {
	if !slices.Contains(g.names, n) {
		g.names = append(g.names, n)
	}
	g.by(statement)
}

func (g *group) by(statement int) {
	if !slices.Contains(g.statements, statement) {
		g.statements = append(g.statements, statement)
	}
}

func (g *group) object(list []sqlstmt.DemandObject, statement int) {
	for _, o := range list {
		if !slices.Contains(g.objects, o) {
			g.objects = append(g.objects, o)
		}
	}
	g.by(statement)
}

// statementsText is "statement 3" or "statements 1-4, 7".
func statementsText(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if text := strconv.Itoa(numbers[i]); j == i {
			parts = append(parts, text)
		} else {
			parts = append(parts, text+"-"+strconv.Itoa(numbers[j]))
		}
		i = j + 1
	}
	if len(numbers) == 1 {
		return "statement " + parts[0]
	}
	return "statements " + strings.Join(parts, ", ")
}

func (b *preflightBuilder) build(steps []compiled, plan *Plan) {
	if req := b.req; req.foresight == nil { // no statement
		req.foresight = newForesight(req.Dialect, schema.New())
	}
	b.p.Usage, b.p.Directives = b.writer.Usage(b.req.Runner), b.writer.Directives(b.req.Runner)
	b.p.Begin, b.p.End = b.items(b.writer.Begin(b.req.Runner)), b.items(b.writer.End(b.req.Runner))
	number := 0
	for i := range steps {
		c := &steps[i]
		for _, st := range c.stmts[min(c.step.Skip, len(c.stmts)):] {
			number++
			b.statement(c, st, number)
		}
	}
	b.whole(plan)
	for _, add := range b.later {
		add()
	}
	slices.SortFunc(b.p.Reads, func(x, y PreflightRead) int { return schema.CompareNames(x.name, y.name) })
}

// statement takes the demands of one statement: those on rows become checks of their own, the others are put together.
func (b *preflightBuilder) statement(c *compiled, st *sqlstmt.Stmt, number int) {
	if !ifExists.MatchString(st.Text) { // which does without
		for _, n := range sortedNames(c.origins[st]) {
			if b.counts(n) {
				b.tables.name(n, number)
			}
		}
		b.privileges(c, st, number)
	}
	for _, k := range st.Locks {
		if n, ok := c.origins[st][k.Table]; ok && k.Rewrite && !k.New {
			b.rewritten.name(n, number)
		}
	}
	for _, d := range b.req.foresight.demands[st] {
		switch {
		case d.skip != "":
			b.p.Skipped = append(b.p.Skipped, PreflightSkipped{number, d.what, d.skip})
		case d.Kind == sqlstmt.DemandFree:
			b.free.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandExtensions:
			b.extensions.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandRoles:
			b.roles.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandSuperuser:
			b.superuser.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandCreate:
			for _, s := range d.Schemas {
				b.schemas.name(schema.Name{Name: s}, number)
			}
		default:
			b.rows(st, number, d)
		}
	}
}

// counts tells whether a table is one that the release needs: neither the server's own nor that of the versions.
func (b *preflightBuilder) counts(n schema.Name) bool {
	return n.Schema != schema.SystemSchema && n.Schema != "information_schema" && !b.req.isVersionTable(n)
}

func sortedNames(names map[string]schema.Name) []schema.Name {
	return slices.SortedFunc(maps.Values(names), schema.CompareNames)
}

// privileges keeps what the statement does to tables that are there.
func (b *preflightBuilder) privileges(c *compiled, st *sqlstmt.Stmt, number int) {
	add := func(sql string, use sqlstmt.DemandUse) {
		n, ok := c.origins[st][sql]
		if use.Table = n; !ok || !b.counts(n) {
			return
		}
		if !slices.Contains(b.uses, use) {
			b.uses = append(b.uses, use)
		}
		if !slices.Contains(b.usedBy, number) {
			b.usedBy = append(b.usedBy, number)
		}
	}
	for _, a := range st.Actions {
		if a.Skipped {
			continue
		}
		add(a.TableSQL, sqlstmt.DemandUse{Kind: a.Kind})
		if a.Constraint == schema.ForeignKey && a.Kind != sqlstmt.DropConstraint && a.RefSQL != a.TableSQL {
			add(a.RefSQL, sqlstmt.DemandUse{Kind: a.Kind, Referenced: true})
		}
		for _, r := range a.Also {
			switch r.Role {
			case sqlstmt.RoleChild, sqlstmt.RolePartition, sqlstmt.RoleTarget:
				add(r.SQL, sqlstmt.DemandUse{Kind: a.Kind, Child: r.Role == sqlstmt.RoleChild})
			case sqlstmt.RoleSource:
				add(r.SQL, sqlstmt.DemandUse{Kind: sqlstmt.Select})
			}
		}
	}
}

// rows keeps a check of its own, which comes behind those that are asked once for the release.
func (b *preflightBuilder) rows(st *sqlstmt.Stmt, number int, d demand) {
	at := st.Span.Pos()
	why := fmt.Sprintf("statement %d, %s (%s:%d)", number, st.Summary, at.Path, at.Line)
	if d.soft != "" {
		why += "\n" + d.soft
	}
	b.later = append(b.later, func() {
		if !b.check(d.Demand, d.soft != "", why) {
			b.p.Skipped = append(b.p.Skipped, PreflightSkipped{number, unaskedText(d.Demand), "this server cannot be asked without an attempt"})
		}
	})
}

// unaskedText names a demand for which a dialect has no query.
func unaskedText(d sqlstmt.Demand) string {
	text := fmt.Sprintf("%s: %s (%s)", d.Kind, d.Rows.Alias, strings.Join(d.Keys, ", "))
	if len(d.Keys) == 0 {
		text = fmt.Sprintf("%s: %s", d.Kind, d.Rows.Alias)
	}
	for _, bound := range d.Bounds {
		text += " " + bound.Bound
	}
	if d.Type != "" {
		text += ", from " + d.OldType + " to " + d.Type
	}
	return text
}

// whole adds what is asked once for the release, before the checks of the rows.
func (b *preflightBuilder) whole(plan *Plan) {
	var guard []string
	for _, it := range plan.Guard {
		guard = append(guard, it.SQL)
	}
	slices.SortFunc(b.tables.names, schema.CompareNames)
	b.check(sqlstmt.Demand{Kind: sqlstmt.DemandGuard, Guard: guard}, false, "the guard of the release")
	add := func(g group, d sqlstmt.Demand, why string) {
		d.Tables = g.names
		if d.Objects == nil {
			d.Objects = g.objects
		}
		if len(g.names)+len(g.objects) > 0 {
			b.check(d, false, strings.TrimSuffix(statementsText(g.statements)+": "+why, ": "))
		}
	}
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandTables}, "the tables on which the release works and that it does not make itself")
	add(b.free, sqlstmt.Demand{Kind: sqlstmt.DemandFree}, "what the release makes")
	add(b.extensions, sqlstmt.Demand{Kind: sqlstmt.DemandExtensions}, "CREATE EXTENSION")
	add(b.roles, sqlstmt.Demand{Kind: sqlstmt.DemandRoles}, "the server refuses to give something to nobody")
	for i, o := range b.superuser.objects {
		add(group{nil, b.superuser.objects[i : i+1], b.superuser.statements}, sqlstmt.Demand{Kind: sqlstmt.DemandSuperuser, Objects: []sqlstmt.DemandObject{o}}, "")
	}
	b.rights(plan)
	if len(b.schemas.names) > 0 {
		var names []string
		for _, n := range b.schemas.names {
			names = append(names, n.Name)
		}
		b.check(sqlstmt.Demand{Kind: sqlstmt.DemandCreate, Schemas: names}, false, statementsText(b.schemas.statements)+": what the release makes")
	}
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandQuiet}, "the release would wait for them, and others for the release; ask again right before the window")
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandSound}, "the release does not need them, and a write pays for each")
	add(b.rewritten, sqlstmt.Demand{Kind: sqlstmt.DemandSpace}, "the server keeps the old table until the new one is committed; how much disk is free it does not tell")
}

// rights asks for the privileges on the tables of the statements, and on the version table where it is there.
func (b *preflightBuilder) rights(plan *Plan) {
	uses, why := b.uses, "what the release does to tables that are there"
	if v := b.req.VersionTable; len(b.req.Path.Start) > 0 {
		for _, kind := range moveKinds(plan) {
			uses = append(uses, sqlstmt.DemandUse{Table: schema.Name{Schema: v.Schema, Name: v.Name}, Kind: kind})
		}
		why += ", and to the version table"
	}
	if len(uses) == 0 {
		return
	}
	slices.SortStableFunc(uses, func(x, y sqlstmt.DemandUse) int { return schema.CompareNames(x.Table, y.Table) })
	if len(b.usedBy) > 0 {
		why = statementsText(b.usedBy) + ": " + why
	}
	b.check(sqlstmt.Demand{Kind: sqlstmt.DemandUses, Uses: uses}, false, why)
}

// moveKinds are the kinds of statements that move the rows of the version table.
func moveKinds(plan *Plan) []sqlstmt.ActionKind {
	var list []sqlstmt.ActionKind
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if it.Kind != ItemMove {
				continue
			}
			for _, k := range []struct {
				word string
				kind sqlstmt.ActionKind
			}{{"INSERT INTO", sqlstmt.Insert}, {"UPDATE ", sqlstmt.Update}, {"DELETE FROM", sqlstmt.Delete}} {
				if strings.Contains(it.SQL, k.word) && !slices.Contains(list, k.kind) {
					list = append(list, k.kind)
				}
			}
		}
	}
	slices.Sort(list)
	return list
}

// check adds the probes of a demand, and tells whether it can be asked.
func (b *preflightBuilder) check(d sqlstmt.Demand, soft bool, why string) bool {
	probes := b.writer.Probes(d)
	for _, p := range probes {
		p.Warns = p.Warns || soft
		p.What, p.Object = strings.ReplaceAll(p.What, "\n", " "), strings.ReplaceAll(p.Object, "\n", " ") // one line for each check
		number := len(b.p.Checks) + 1
		b.p.Checks = append(b.p.Checks, PreflightCheck{Number: number, What: p.What, Object: p.Object, Warns: p.Warns, Why: why, Reads: b.reads(p), Items: b.items(b.writer.Check(number, p))})
	}
	return probes != nil
}

// read counts how often a table is read whole.
func (b *preflightBuilder) read(n schema.Name) {
	i := slices.IndexFunc(b.p.Reads, func(r PreflightRead) bool { return r.name == n })
	if i < 0 {
		b.p.Reads, i = append(b.p.Reads, PreflightRead{Table: n.String(), name: n}), len(b.p.Reads)
	}
	b.p.Reads[i].Times++
}

// reads says which tables a check reads whole, and how large they are where that is known.
func (b *preflightBuilder) reads(p sqlstmt.Probe) []string {
	var list []string
	for _, n := range p.Tables {
		if n.IsZero() { // the release makes it
			continue
		}
		b.read(n)
		text := n.String()
		if b.req.Stats != nil {
			if size, known := b.req.Stats.Size(n); known {
				text += " (" + rowText(size.Rows) + ", " + byteText(size.Heap) + ")"
			} else {
				text += " (size not known)"
			}
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

func (b *preflightBuilder) items(statements []string) []Item {
	list := make([]Item, len(statements))
	for i, sql := range statements {
		list[i] = Item{Kind: ItemCheck, SQL: b.script.ForRunner(b.req.Runner, sql), Terminator: b.script.Terminator(sql)}
	}
	return list
}
