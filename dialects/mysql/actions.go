package mysql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Actions takes a statement apart into what it does, with the catalog before it.
func (d Dialect) Actions(st *sqlstmt.Stmt, cat *schema.Catalog) []sqlstmt.Action {
	r := read(d.Flavour, st.Text)
	if len(r.toks) == 0 {
		return nil
	}
	a := &acting{f: d.Flavour, cat: cat, sim: &simulation{cat: cat, f: d.Flavour}}
	kind := read(d.Flavour, st.Text).describe().kind
	for r.take("(") { // (SELECT ...) is a SELECT
	}
	a.statement(r, kind)
	a.tie()
	if len(a.list) == 0 {
		a.list = append(a.list, sqlstmt.Action{Kind: sqlstmt.Other, Name: kind, Unknown: unforeseeable[kind]})
	}
	return a.list
}

// acting is the work on one statement. The simulation is borrowed for its reading; nothing of
// the catalog is changed.
type acting struct {
	f    flavour
	cat  *schema.Catalog
	sim  *simulation
	list []sqlstmt.Action
}

func (a *acting) add(list ...sqlstmt.Action) { a.list = append(a.list, list...) }

// on is an action on the table of a name, with what the catalog knows of the table.
func (a *acting) on(kind sqlstmt.ActionKind, sch, name string) sqlstmt.Action {
	t := a.sim.look(sch, name, true)
	act := sqlstmt.Action{Kind: kind, Table: a.cat.TableName(sch, name), TableSQL: a.shown(sch, name)}
	if t == nil {
		_, known := a.cat.Table(sch, name)
		act.Skipped = known.No() && kind == sqlstmt.DropTable // with IF EXISTS; else the server refuses it
		act.Unknown = "nothing is known of table " + act.TableSQL
		if known.Unknown() && known.Reason != "" {
			act.Unknown = known.Reason
		}
		return act
	}
	act.Table, act.TableKind, act.New = t.Name, t.Kind, t.Created || t.Temporary
	if _, known := a.cat.Table(t.Name.Schema, t.Name.Name); known.Unknown() {
		act.Unknown = known.Reason
	}
	if t.Doubt != nil {
		act.Unknown = t.Doubt.Reason
	}
	return act
}

// tie notes the tables that foreign keys tie to those that the statement changes: who writes to one of them locks
// the others, too.
func (a *acting) tie() {
	done := map[string]bool{}
	for i := range a.list {
		act := &a.list[i]
		switch act.Kind {
		case sqlstmt.CreateTable, sqlstmt.CreateTableAs, sqlstmt.Insert, sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge, sqlstmt.Copy, sqlstmt.LockTable, sqlstmt.Analyze:
			continue
		}
		if act.TableSQL == "" || act.New || act.Skipped || done[act.TableSQL] {
			continue
		}
		done[act.TableSQL] = true
		act.Detail().Also = a.tied(act.Table)
	}
}

// tied are the tables that a table refers to, and those that refer to it.
func (a *acting) tied(n schema.Name) (list []sqlstmt.Relation) {
	t, known := a.cat.Table(n.Schema, n.Name)
	if t == nil || !known.Yes() {
		return nil
	}
	add := func(role sqlstmt.Role, other schema.Name) {
		have := slices.ContainsFunc(list, func(r sqlstmt.Relation) bool { return r.Name == other })
		if u, known := a.cat.Table(other.Schema, other.Name); !have && other != n && u != nil && !known.No() {
			list = append(list, sqlstmt.Relation{Role: role, Name: other, SQL: a.shown(other.Schema, other.Name), New: u.Created})
		}
	}
	for _, k := range t.Constraints {
		if k.Kind == schema.ForeignKey {
			add(sqlstmt.RoleReferenced, k.RefTable)
		}
	}
	for _, u := range a.cat.TablesNaming(n) {
		if slices.ContainsFunc(u.Constraints, func(k schema.Constraint) bool { return k.Kind == schema.ForeignKey && k.RefTable == n }) {
			add(sqlstmt.RoleReferencing, u.Name)
		}
	}
	return list
}

// shown writes a table's name as SQL does; the database of the script is left out.
func (a *acting) shown(sch, name string) string {
	s := script{a.f}
	if sch == "" || sch == schema.TemporarySchema || sch == a.cat.CreationSchema() {
		return s.ident(name)
	}
	return s.ident(sch) + "." + s.ident(name)
}

// objectAction is an action on a thing that is no table.
func objectAction(kind sqlstmt.ActionKind, name string) sqlstmt.Action {
	return sqlstmt.Action{Kind: kind, Name: name}
}

func (a *acting) statement(r *reader, kind string) {
	switch kind {
	case "CREATE TABLE":
		a.createTable(r)
	case "ALTER TABLE":
		a.alterTable(r)
	case "DROP TABLE", "DROP VIEW":
		a.dropTables(r, kind)
	case "RENAME TABLE":
		a.renameTables(r)
	case "TRUNCATE TABLE":
		r.take("TRUNCATE")
		r.take("TABLE")
		sch, name := r.qualified()
		act := a.on(sqlstmt.Truncate, sch, name)
		act.Detail().Wait = waiting(r)
		a.add(act)
	case "CREATE INDEX":
		a.createIndex(r)
	case "DROP INDEX":
		a.dropIndex(r)
	case "CREATE TRIGGER", "DROP TRIGGER":
		a.trigger(r, kind)
	case "CREATE VIEW", "ALTER VIEW":
		r.at++
		r.createWords()
		r.take("VIEW")
		r.ifNotExists()
		a.add(objectAction(sqlstmt.CreateView, r.shown(r.qualified())))
	case "CREATE PROCEDURE", "CREATE FUNCTION", "ALTER PROCEDURE", "ALTER FUNCTION":
		a.add(a.routine(r, sqlstmt.CreateRoutine))
	case "DROP PROCEDURE", "DROP FUNCTION":
		a.add(a.routine(r, sqlstmt.DropRoutine))
	case "CREATE SEQUENCE":
		a.add(a.routine(r, sqlstmt.CreateSequence))
	case "ALTER SEQUENCE":
		a.add(a.routine(r, sqlstmt.AlterSequence))
	case "DROP SEQUENCE":
		a.add(a.routine(r, sqlstmt.DropSequence))
	case "CREATE DATABASE":
		a.add(a.routine(r, sqlstmt.CreateSchema))
	case "DROP DATABASE":
		a.add(a.routine(r, sqlstmt.DropSchema))
	case "GRANT", "REVOKE":
		a.add(objectAction(sqlstmt.Grant, kind))
	default:
		a.rows(r, kind)
	}
}

// routine reads CREATE, ALTER or DROP of what is no table.
func (a *acting) routine(r *reader, kind sqlstmt.ActionKind) sqlstmt.Action {
	r.at++
	r.createWords()
	r.kind()
	exists := r.ifNotExists() || r.ifExists()
	act := objectAction(kind, r.shown(r.qualified()))
	act.IfExists = exists
	return act
}

// waiting reads WAIT n or NOWAIT, which MariaDB has.
// https://mariadb.com/kb/en/wait-and-nowait/
func waiting(r *reader) string {
	switch {
	case r.take("NOWAIT"):
		return "NOWAIT"
	case r.is("WAIT") && r.at+1 < len(r.toks):
		r.at++
		return "WAIT " + r.word()
	}
	return ""
}

// rows are the statements on the rows of tables, and those of maintenance.
func (a *acting) rows(r *reader, kind string) {
	d := (&reader{flavour: r.flavour, text: r.text, toks: r.toks}).describe()
	verb, _, _ := strings.Cut(kind, " ")
	kinds := map[string]sqlstmt.ActionKind{"INSERT": sqlstmt.Insert, "REPLACE": sqlstmt.Merge, "UPDATE": sqlstmt.Update, "DELETE": sqlstmt.Delete,
		"LOAD": sqlstmt.Copy, "LOCK": sqlstmt.LockTable, "OPTIMIZE": sqlstmt.VacuumFull, "ANALYZE": sqlstmt.Analyze}
	k, ok := kinds[verb]
	if !ok {
		return
	}
	where := r.find("WHERE", "LIMIT") >= 0
	for _, o := range d.objects {
		if o.Kind != "table" {
			continue
		}
		sch, name := read(a.f, o.Name).qualified()
		act := a.on(k, sch, name)
		act.Where = where
		if k == sqlstmt.Insert || k == sqlstmt.Merge {
			act.Where = r.find("SELECT") < 0 // only the rows that it lists
		}
		act.Detail().Wait = lastWait(r)
		a.add(act)
	}
}

// lastWait finds WAIT n or NOWAIT behind the tables of a statement.
func lastWait(r *reader) string {
	ahead := reader{flavour: r.flavour, text: r.text, toks: r.toks}
	if at := ahead.find("WAIT", "NOWAIT"); at >= 0 {
		ahead.at = at
		return waiting(&ahead)
	}
	return ""
}

func (a *acting) dropTables(r *reader, kind string) {
	r.at++
	temporary := r.createWords()
	r.kind()
	exists := r.ifExists()
	for _, p := range r.split() {
		sch, name := p.qualified()
		if temporary {
			sch = schema.TemporarySchema
		}
		k := sqlstmt.DropTable
		if kind == "DROP VIEW" {
			k = sqlstmt.DropView
		}
		act := a.on(k, sch, name)
		act.IfExists, act.Detail().Wait = exists, waiting(p)
		act.Skipped = act.Skipped && exists
		act.New = act.New || temporary
		act.Unheard = k == sqlstmt.DropTable && act.Skipped && !temporary && !a.cat.Heard(sch, name)
		if kind == "DROP VIEW" {
			act.Name = act.TableSQL
		}
		a.add(act)
	}
}

func (a *acting) renameTables(r *reader) {
	r.at++
	r.takeAny("TABLE", "TABLES")
	exists := r.ifExists()
	for _, p := range r.split() {
		sch, name := p.qualified()
		act := a.on(sqlstmt.RenameTable, sch, name)
		act.Detail().Wait = waiting(p)
		p.takeAny("TO", "AS", "=")
		act.To, act.IfExists = a.shown(p.qualified()), exists
		a.add(act)
	}
}

func (a *acting) trigger(r *reader, kind string) {
	r.at++
	r.createWords()
	r.take("TRIGGER")
	exists := r.ifNotExists() || r.ifExists()
	_, name := r.qualified()
	act := sqlstmt.Action{Kind: sqlstmt.DropTrigger}
	if kind == "CREATE TRIGGER" {
		if at := r.find("ON"); at >= 0 {
			r.at = at + 1
		}
		sch, table := r.qualified()
		act = a.on(sqlstmt.CreateTrigger, sch, table)
	} else if t := a.sim.trigger(name); t != nil {
		act = a.on(sqlstmt.DropTrigger, t.Name.Schema, t.Name.Name)
	}
	act.Name, act.IfExists = name, exists
	a.add(act)
}

// createTable says what a new table is, with a foreign key for each table that it refers to.
func (a *acting) createTable(r *reader) {
	r.at++
	temporary := r.createWords()
	r.take("TABLE")
	exists := r.ifNotExists()
	sch, name := r.qualified()
	n := a.sim.place(sch, name, temporary)
	act := sqlstmt.Action{Kind: sqlstmt.CreateTable, Table: n, TableSQL: a.shown(sch, name), New: true, IfExists: exists}
	if t := a.sim.look(sch, name, true); t != nil && exists && !temporary {
		_, known := a.cat.Table(t.Name.Schema, t.Name.Name)
		act.Skipped = known.Yes()
		act.New = t.Created
	}
	if r.take("LIKE") || r.is("(", "LIKE") {
		act.Class = "like"
		a.add(act)
		return
	}
	body := r.parens()
	if r.find("SELECT") >= 0 || body != nil && body.is("SELECT") {
		act.Kind = sqlstmt.CreateTableAs
	}
	d := &definition{s: a.sim, t: &schema.Table{Object: schema.Object{Name: n}, Temporary: temporary}}
	var parts []sqlstmt.Action
	if body != nil && !body.is("SELECT") {
		for _, p := range body.split() {
			again := *p
			parts = append(parts, a.element(d, p, act)...)
			d.element(&again) // the next element may name what this one makes
		}
	}
	act.Keyless = act.Kind == sqlstmt.CreateTable && !temporary && !slices.ContainsFunc(parts, func(p sqlstmt.Action) bool {
		return p.Constraint == schema.PrimaryKey
	})
	d.options(r)
	act.Definition = tableOptions(d.t)
	a.add(act)
	a.add(parts...)
}

// tableOptions are the options that a rule asks for: "engine=myisam charset=utf8".
func tableOptions(t *schema.Table) string {
	var list []string
	for _, name := range []string{"engine", "charset", "collate", "row_format"} {
		if v := t.Options[name]; v != "" {
			list = append(list, name+"="+strings.ToLower(v))
		}
	}
	return strings.Join(list, " ")
}

// element is one element of a new table: its columns, keys and constraints are actions of their own, so
// that a rule sees them as it sees those of ALTER TABLE.
func (a *acting) element(d *definition, p *reader, table sqlstmt.Action) []sqlstmt.Action {
	base := sqlstmt.Action{Table: table.Table, TableSQL: table.TableSQL, New: table.New, IfExists: table.IfExists, Skipped: table.Skipped,
		Details: &sqlstmt.Details{Clause: p.rest()}}
	if list := a.keyOrConstraint(d, p, base); list != nil {
		return list
	}
	return a.column(d, p, base)
}

func (a *acting) createIndex(r *reader) {
	text := r.text
	r.at++
	r.take("OR", "REPLACE")
	method, unique := "", false
	for w := r.takeAny("UNIQUE", "FULLTEXT", "SPATIAL", "ONLINE", "OFFLINE"); w != ""; w = r.takeAny("UNIQUE", "FULLTEXT", "SPATIAL", "ONLINE", "OFFLINE") {
		switch w {
		case "UNIQUE":
			unique = true
		case "FULLTEXT", "SPATIAL":
			method = strings.ToLower(w)
		}
	}
	r.take("INDEX")
	exists := r.ifNotExists()
	name := r.name()
	usingMethod(r)
	r.take("ON")
	sch, table := r.qualified()
	act := a.on(sqlstmt.CreateIndex, sch, table)
	d := a.definitionOf(sch, table)
	act.Name, act.Unique, act.Using, act.IfExists = name, unique, method, exists
	act.Detail().Wait = waiting(r)
	act.Skipped = exists && findIndex(d.t, name) != nil
	from := r.at
	keys := d.keyParts(r)
	act.Columns, act.Detail().Covered = keyColumns(keys), covered(d.t, keys, &act)
	act.Definition = indexDefinition(method, r.source(from))
	act.Class = a.indexClass(d.t, method, unique)
	act.Detail().Clause = text
	detail := act.Detail()
	detail.Algorithm, detail.LockOption = a.asked(r)
	a.add(act)
}

func indexDefinition(method, keys string) string {
	if method == "" {
		method = "btree"
	}
	return method + " " + keys
}

// keyColumns are the columns of an index; that of an expression is its text in parentheses.
func keyColumns(keys []schema.IndexKey) (cols []string) {
	for _, k := range keys {
		if k.Expr != nil {
			cols = append(cols, "("+k.Expr.SQL+")")
			continue
		}
		cols = append(cols, k.Column)
	}
	return cols
}

func (a *acting) dropIndex(r *reader) {
	r.at++
	r.takeAny("ONLINE", "OFFLINE")
	r.take("INDEX")
	exists := r.ifExists()
	name := r.name()
	r.take("ON")
	sch, table := r.qualified()
	act := a.on(sqlstmt.DropIndex, sch, table)
	act.Name, act.IfExists, act.Class, act.Detail().Clause = name, exists, "drop-index", r.text
	act.Detail().Wait = waiting(r)
	detail := act.Detail()
	detail.Algorithm, detail.LockOption = a.asked(r)
	if d := a.definitionOf(sch, table); d.t != nil {
		a.indexFacts(&act, d.t, name)
		act.Class = a.refused(d.t, act.Class)
	}
	if strings.EqualFold(name, "PRIMARY") {
		act.Kind, act.Class, act.Constraint = sqlstmt.DropConstraint, "drop-primary-key", schema.PrimaryKey
	}
	a.add(act)
}

// indexFacts fills in what the catalog knows of an index that goes.
func (a *acting) indexFacts(act *sqlstmt.Action, t *schema.Table, name string) {
	x := findIndex(t, name)
	onlyIfThere(act, t, schema.IndexPart, x != nil)
	if x != nil {
		act.Unique, act.Using, act.Columns = x.Unique, x.Method, keyColumns(x.Keys)
	}
}

// asked reads ALGORITHM= and LOCK=, wherever they stand.
func (a *acting) asked(r *reader) (algorithm, lock string) {
	for i := range r.toks {
		at := reader{flavour: r.flavour, text: r.text, toks: r.toks, at: i}
		switch {
		case at.take("ALGORITHM"):
			at.take("=")
			algorithm = at.takeAny("INSTANT", "NOCOPY", "INPLACE", "COPY")
		case at.take("LOCK"):
			at.take("=")
			lock = at.takeAny("NONE", "SHARED", "EXCLUSIVE")
		}
	}
	return algorithm, lock
}

// definitionOf is the table ready for reading: a copy, so that what the reading marks stays here.
func (a *acting) definitionOf(sch, name string) *definition {
	t := a.sim.look(sch, name, true)
	if t == nil {
		t = &schema.Table{Object: schema.Object{Name: a.cat.TableName(sch, name)}, Doubt: &schema.Doubt{}}
	}
	work := *t
	return &definition{s: a.sim, t: &work}
}
