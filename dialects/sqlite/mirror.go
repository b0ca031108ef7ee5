package sqlite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// The schemas of a connection: https://www.sqlite.org/lang_naming.html.
const (
	mainSchema = "main"
	tempSchema = "temp"
)

// tableSource is the text that a table was read from: while it stays, so does the table.
type tableSource struct{ text string }

// Mirror brings the catalog to what the database holds.
func (s *server) Mirror(c *schema.Catalog) {
	if !s.stale {
		s.mirrorRows(c)
		return
	}
	s.stale = false
	seen := map[schema.Name]bool{}
	for _, sch := range []string{mainSchema, tempSchema} {
		for _, o := range s.objects(sch) {
			n := schema.Name{Schema: sch, Name: o.name}
			seen[n] = true
			if s.sources[n].text == o.source {
				continue
			}
			s.sources[n] = tableSource{o.source}
			t := s.table(o, sch)
			t.Created = !s.below[strings.ToLower(o.name)]
			s.dated(c, n, t)
			c.PutTable(n, t)
		}
	}
	for n := range s.sources { // each is taken out on its own
		if !seen[n] {
			delete(s.sources, n)
			c.TakeTable(n)
		}
	}
	s.mirrorRows(c)
}

// dated fills in which statements made and changed the table.
func (s *server) dated(c *schema.Catalog, n schema.Name, t *schema.Table) {
	old, known := c.Table(n.Schema, n.Name)
	t.Made, t.Changed = s.changed[strings.ToLower(n.Name)], s.changed[strings.ToLower(n.Name)]
	if old != nil && known.Yes() {
		t.Made, t.Created = old.Made, old.Created
	}
}

// mirrorRows marks the tables that are known to be empty.
func (s *server) mirrorRows(c *schema.Catalog) {
	if !s.rowsStale {
		return
	}
	s.rowsStale = false
	for n := range s.sources { // each is marked on its own
		why := s.unknown[strings.ToLower(n.Name)]
		switch {
		case why != nil:
			c.MarkTableRows(n, schema.RowsUnknown, why)
		case s.hasRows(n):
			c.MarkTableRows(n, schema.RowsUnknown, nil)
		default:
			c.MarkTableRows(n, schema.RowsNone, nil)
		}
	}
}

func (s *server) hasRows(n schema.Name) bool {
	rows, err := s.db.Query("SELECT 1 FROM " + sqlName(n.Schema) + "." + sqlName(n.Name) + " LIMIT 1")
	return err != nil || len(rows) > 0
}

func sqlName(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// storedObject is a table or view as the schema table holds it, and all texts that belong to it.
type storedObject struct {
	kind, name, sql string
	indexes         map[string]string // the text of each index of its own, by name
	triggers        []string
	source          string
}

func textOf(v any) string {
	t, _ := v.(string)
	return t
}

// objects lists the tables and views of a schema, but for SQLite's own.
// See https://www.sqlite.org/schematab.html.
func (s *server) objects(sch string) []*storedObject {
	rows, err := s.db.Query("SELECT type, name, tbl_name, sql FROM " + sch + ".sqlite_master ORDER BY type = 'index', type = 'trigger', name")
	if err != nil {
		s.broken = err
		return nil
	}
	var list []*storedObject
	byName := map[string]*storedObject{}
	for _, r := range rows {
		kind, name, table, sql := textOf(r[0]), textOf(r[1]), textOf(r[2]), textOf(r[3])
		switch kind {
		case "table", "view":
			if strings.HasPrefix(strings.ToLower(name), "sqlite_") {
				continue
			}
			o := &storedObject{kind: kind, name: name, sql: sql, indexes: map[string]string{}, source: sql}
			list = append(list, o)
			byName[strings.ToLower(name)] = o
		default:
			o := byName[strings.ToLower(table)]
			if o == nil {
				continue
			}
			o.source += "\x00" + name + "\x00" + sql
			if kind == "trigger" {
				o.triggers = append(o.triggers, name)
			} else {
				o.indexes[name] = sql
			}
		}
	}
	// What a view shows depends on its tables.
	for _, o := range list {
		if o.kind == "view" {
			o.source += fmt.Sprint("\x00", s.version)
		}
	}
	return list
}

func (s *server) pragma(sch, name, arg string) [][]any {
	rows, err := s.db.Query("PRAGMA " + sch + "." + name + "(" + sqlName(arg) + ")")
	if err != nil && s.broken == nil && name != "table_xinfo" { // a view whose table is gone has no columns
		s.broken = err
	}
	return rows
}

// table reads one table or view.
func (s *server) table(o *storedObject, sch string) *schema.Table {
	t := &schema.Table{SQL: o.sql, Temporary: sch == tempSchema}
	if o.kind == "view" {
		t.Kind, t.Query = schema.View, o.sql
	}
	def := readTable(o.sql)
	s.columns(t, &def, o, sch)
	if o.kind == "table" {
		s.constraints(t, &def, o, sch)
		s.indexes(t, o, sch)
	}
	for _, name := range o.triggers {
		t.Triggers = append(t.Triggers, schema.Trigger{Name: name, Row: true})
	}
	return t
}

// The values of hidden in https://www.sqlite.org/pragma.html#pragma_table_xinfo.
const (
	hiddenColumn  = 1
	virtualColumn = 2
	storedColumn  = 3
)

// columns reads the columns and the primary key.
func (s *server) columns(t *schema.Table, def *tableDef, o *storedObject, sch string) {
	type part struct {
		place int64
		name  string
	}
	var key []part
	for _, r := range s.pragma(sch, "table_xinfo", o.name) {
		hidden, _ := r[6].(int64)
		if hidden == hiddenColumn {
			continue
		}
		c := &schema.Column{Name: textOf(r[1]), NotNull: r[3] == int64(1), Local: true}
		if typ := textOf(r[2]); typ != "" {
			c.Type = schema.Type{Name: schema.Name{Name: typ}}
		}
		if r[4] != nil {
			c.Default = &schema.Expr{SQL: textOf(r[4]), Printed: textOf(r[4])}
		}
		if i := slices.IndexFunc(def.columns, func(d columnDef) bool { return strings.EqualFold(d.name, c.Name) }); i >= 0 {
			c.Collation = def.columns[i].collation
			if hidden == virtualColumn || hidden == storedColumn {
				c.Generated = &schema.Expr{SQL: def.columns[i].generated, Printed: def.columns[i].generated}
				c.Virtual = hidden == virtualColumn
			}
			if def.columns[i].autoincrement {
				c.Identity = schema.ByDefault
			}
		}
		if place, _ := r[5].(int64); place > 0 {
			key = append(key, part{place, c.Name})
		}
		t.Columns = append(t.Columns, c)
	}
	if len(key) == 0 {
		return
	}
	slices.SortFunc(key, func(a, b part) int { return cmp.Compare(a.place, b.place) })
	k := schema.Constraint{Kind: schema.PrimaryKey, Local: true}
	for _, p := range key {
		k.Columns = append(k.Columns, p.name)
	}
	for _, d := range def.constraints {
		if d.kind == "PRIMARY KEY" {
			k.Name = d.name
		}
	}
	t.Constraints = append(t.Constraints, k)
}

// constraints reads those that are not the primary key.
func (s *server) constraints(t *schema.Table, def *tableDef, o *storedObject, sch string) {
	var keys []constraintDef
	for _, d := range def.constraints {
		switch d.kind {
		case "UNIQUE":
			t.Constraints = append(t.Constraints, schema.Constraint{Kind: schema.Unique, Name: d.name, Columns: d.columns, Local: true})
		case "CHECK":
			t.Constraints = append(t.Constraints, schema.Constraint{Kind: schema.Check, Name: d.name, Local: true,
				Check: &schema.Expr{SQL: d.check, Printed: d.check}})
		case "FOREIGN KEY":
			keys = append(keys, d)
		}
	}
	// The numbers of foreign keys run against the order of the text.
	for _, fk := range s.foreignKeys(o.name, sch) {
		if i := len(keys) - 1 - fk.id; i >= 0 {
			fk.Name, fk.Deferrable, fk.InitiallyDeferred = keys[i].name, keys[i].deferrable, keys[i].initiallyDeferred
		}
		t.Constraints = append(t.Constraints, fk.Constraint)
	}
}

type numberedKey struct {
	id int
	schema.Constraint
}

func (s *server) foreignKeys(table, sch string) []numberedKey {
	var list []numberedKey
	for _, r := range s.pragma(sch, "foreign_key_list", table) {
		number, _ := r[0].(int64)
		id := int(number)
		i := slices.IndexFunc(list, func(k numberedKey) bool { return k.id == id })
		if i < 0 {
			list = append(list, numberedKey{id, schema.Constraint{Kind: schema.ForeignKey, Local: true,
				RefTable: schema.Name{Schema: sch, Name: textOf(r[2])}, OnUpdate: action(r[5]), OnDelete: action(r[6]), MatchFull: textOf(r[7]) == "FULL"}})
			i = len(list) - 1
		}
		list[i].Columns = append(list[i].Columns, textOf(r[3]))
		if to := textOf(r[4]); to != "" {
			list[i].RefColumns = append(list[i].RefColumns, to)
		}
	}
	slices.SortFunc(list, func(a, b numberedKey) int { return cmp.Compare(b.id, a.id) })
	return list
}

func action(v any) string {
	if a := textOf(v); a != "NO ACTION" {
		return a
	}
	return ""
}

// indexes reads the indexes, those of constraints included.
func (s *server) indexes(t *schema.Table, o *storedObject, sch string) {
	for _, r := range s.pragma(sch, "index_list", o.name) {
		x := schema.Index{Name: textOf(r[1]), Unique: r[2] == int64(1), Primary: textOf(r[3]) == "pk"}
		if textOf(r[3]) == "u" {
			x.Constraint = x.Name
		}
		for _, k := range s.pragma(sch, "index_xinfo", x.Name) {
			if k[5] != int64(1) { // not a part of the key
				continue
			}
			key := schema.IndexKey{Column: textOf(k[2]), Descending: k[3] == int64(1), NullsFirst: k[3] != int64(1)}
			if c := textOf(k[4]); c != "BINARY" {
				key.Collation = c
			}
			if k[2] == nil {
				key.Expr = &schema.Expr{}
			}
			x.Keys = append(x.Keys, key)
		}
		indexText(&x, o.indexes[x.Name])
		t.Indexes = append(t.Indexes, x)
	}
	slices.SortFunc(t.Indexes, func(a, b schema.Index) int { return cmp.Compare(a.Name, b.Name) })
}

// indexText fills in what only the CREATE INDEX says: expressions and the condition.
func indexText(x *schema.Index, sql string) {
	r := newDefReader(sql)
	for !r.atEnd() && !r.is("(") {
		r.pos++
	}
	inner := newDefReader(r.group())
	for i := 0; !inner.atEnd(); i++ {
		start := inner.toks[inner.pos].Start
		end := start
		for !inner.atEnd() && !inner.is(",") {
			if !inner.is("ASC") && !inner.is("DESC") {
				inner.skip()
				end = inner.toks[inner.pos-1].End
				continue
			}
			inner.pos++
		}
		inner.take(",")
		if i < len(x.Keys) && x.Keys[i].Expr != nil {
			e := strings.TrimSpace(inner.text[start:end])
			x.Keys[i].Expr.SQL, x.Keys[i].Expr.Printed = e, e
		}
	}
	if r.take("WHERE") && !r.atEnd() {
		where := strings.TrimSpace(sql[r.toks[r.pos].Start:])
		x.Where = &schema.Expr{SQL: where, Printed: where}
	}
}
