package catalogcheck

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// writer writes a catalog in the lines that the queries give.
type writer struct {
	cat   *schema.Catalog
	lines []string
	// perhaps are lines that the server may have, but need not.
	perhaps map[string]bool
}

// line joins fields by tabs; nil is left out, as concat_ws leaves out NULL.
func (w *writer) line(fields ...any) {
	var texts []string
	for _, f := range fields {
		switch v := f.(type) {
		case nil:
		case bool:
			texts = append(texts, fmt.Sprint(v)[:1])
		default:
			texts = append(texts, fmt.Sprint(v))
		}
	}
	w.lines = append(w.lines, strings.Join(texts, "\t"))
}

// may says that the server may have the line.
func (w *writer) may(fields ...string) { w.perhaps[strings.Join(fields, "\t")] = true }

// note writes the comment of an object that is no part of a table.
func (w *writer) note(kind, schema, name, comment string) {
	if comment != "" {
		w.line("comment of "+kind, schema, name, comment)
	}
}

func (w *writer) all() {
	for _, s := range w.cat.Schemas() {
		w.line("schema", "", s.Name.Name)
		w.note("schema", "", s.Name.Name, s.Comment)
	}
	for _, t := range slices.Concat(w.cat.Tables(""), w.cat.Views("")) {
		w.table(t)
	}
	for _, s := range w.cat.Sequences("") {
		var owner, column any
		if !s.Owner.IsZero() {
			owner, column = s.Owner.Name, s.OwnerColumn
		}
		w.note("sequence", s.Name.Schema, s.Name.Name, s.Comment)
		w.line("sequence", s.Name.Schema, s.Name.Name, w.cat.FormatType(s.Type), s.Increment, s.Cycle, owner, column)
	}
	for _, u := range w.cat.Types("") {
		if u.Extension == "" && u.Kind != schema.Base {
			w.userType(u)
			w.note("type", u.Name.Schema, u.Name.Name, u.Comment)
		}
	}
	for _, r := range w.cat.AllRoutines("") {
		if r.Extension == "" {
			w.line("routine", r.Name.Schema, w.signature(r), r.Kind[:1])
			w.note("routine", r.Name.Schema, r.Base(), r.Comment)
		}
	}
	for _, e := range w.cat.Extensions() {
		w.line("extension", "", e.Name.Name, e.Schema)
	}
}

func (w *writer) signature(r *schema.Routine) string {
	var types []string
	for _, a := range r.Args {
		a.Mod = ""
		types = append(types, w.cat.FormatType(a))
	}
	return r.Base() + "(" + strings.Join(types, ", ") + ")"
}

var relkinds = map[schema.TableKind]string{
	schema.Regular: "r", schema.Partitioned: "p", schema.Foreign: "f", schema.View: "v", schema.MaterializedView: "m",
}

func (w *writer) table(t *schema.Table) {
	s, n := t.Name.Schema, t.Name.Name
	w.line("table", s, n, relkinds[t.Kind], t.Unlogged, t.PartitionOf)
	for i, c := range t.Columns {
		if t.IsView() {
			w.line("column", s, n, i+1, c.Name, w.cat.FormatType(c.Type))
			continue
		}
		generated := ""
		switch {
		case c.Generated != nil && c.Virtual:
			generated = "v"
		case c.Generated != nil:
			generated = "s"
		}
		w.line("column", s, n, i+1, c.Name, w.cat.FormatType(c.Type), c.NotNull, [...]string{"", "a", "d"}[c.Identity], generated,
			c.Default != nil || c.Generated != nil, c.Local, c.Inherited)
	}
	for i := range t.Constraints {
		if k := &t.Constraints[i]; k.Kind != schema.NotNullConstraint { // a server has one for each column, the catalog those with names
			w.constraint(t, k)
		}
	}
	for i := range t.Indexes {
		w.index(t, &t.Indexes[i])
	}
	for _, g := range t.Triggers {
		w.line("trigger", s, n, g.Name, g.Function.Name, g.Disabled)
	}
	for _, p := range t.Policies {
		w.line("policy", s, n, p.Name)
	}
	for _, r := range t.Rules {
		w.line("rule", s, n, r.Name, r.Instead)
	}
	for _, x := range t.Statistics {
		w.line("statistics", s, n, x.Name.Schema, x.Name.Name)
	}
	w.relatives(t)
	w.needs(t)
	w.comments(t)
}

// relatives writes what ties a table to its parents, and what is true of few tables.
func (w *writer) relatives(t *schema.Table) {
	s, n := t.Name.Schema, t.Name.Name
	for i, p := range t.Parents {
		w.line("parent", s, n, i+1, p.Schema, p.Name)
	}
	if t.PartitionOf || t.Kind == schema.Partitioned {
		var strategy, isDefault any
		if t.Kind == schema.Partitioned {
			strategy = strings.ToLower(t.PartitionBy[:1])
		}
		if t.PartitionOf {
			isDefault = t.Bound == "DEFAULT"
		}
		w.line("partition", s, n, strategy, isDefault)
	}
	if t.RowSecurity {
		w.line("row security", s, n)
	}
	if t.Kind == schema.MaterializedView && !t.Populated {
		w.line("unfilled", s, n)
	}
	for _, c := range t.Columns {
		if c.Collation != "" && !t.IsView() && c.Collation != "default" && c.Collation != "pg_catalog.default" {
			w.line("collation", s, n, c.Name, c.Collation[strings.LastIndex(c.Collation, ".")+1:])
		}
	}
}

// needs writes what a view reads.
func (w *writer) needs(t *schema.Table) {
	s, n := t.Name.Schema, t.Name.Name
	tables := map[schema.Name]bool{}
	for _, u := range t.Uses {
		if u.Table == t.Name {
			continue // the server's rule of a view depends on the view in any case
		}
		if !tables[u.Table] {
			tables[u.Table] = true
			w.line("uses", s, n, u.Table.Schema, u.Table.Name)
		}
		switch {
		case u.Column == "":
		case u.Sure:
			w.line("reads", s, n, u.Table.Schema, u.Table.Name, u.Column)
		default:
			w.may("reads", s, n, u.Table.Schema, u.Table.Name, u.Column)
		}
	}
}

// comments writes those of a table and of its parts.
func (w *writer) comments(t *schema.Table) {
	s, n := t.Name.Schema, t.Name.Name
	if t.Comment != "" {
		w.line("comment", s, n, t.Comment)
	}
	for _, c := range t.Columns {
		if c.More().Comment != "" {
			w.line("comment", s, n, c.Name, c.More().Comment)
		}
	}
	part := func(kind, name, comment string) {
		if comment != "" {
			w.line("comment", s, n, kind, name, comment)
		}
	}
	for _, k := range t.Constraints {
		part("constraint", k.Name, k.Comment)
	}
	for _, x := range t.Indexes {
		part("index", x.Name, x.Comment)
	}
	for _, g := range t.Triggers {
		part("trigger", g.Name, g.Comment)
	}
}

var contypes = map[schema.ConstraintKind]string{
	schema.PrimaryKey: "p", schema.Unique: "u", schema.Check: "c", schema.ForeignKey: "f", schema.Exclusion: "x",
}

var actions = map[string]string{"": "a", "RESTRICT": "r", "CASCADE": "c", "SET NULL": "n", "SET DEFAULT": "d"}

func (w *writer) constraint(t *schema.Table, k *schema.Constraint) {
	fields := []any{"constraint", t.Name.Schema, t.Name.Name, k.Name, contypes[k.Kind], !k.NotValid, k.Deferrable, k.InitiallyDeferred, k.Local, k.Inherited}
	switch k.Kind {
	case schema.PrimaryKey, schema.Unique, schema.ForeignKey:
		fields = append(fields, strings.Join(k.Columns, ","))
	}
	if k.Kind == schema.ForeignKey {
		match := "s"
		if k.MatchFull {
			match = "f"
		}
		fields = append(fields, k.RefTable.Schema, k.RefTable.Name, strings.Join(k.RefColumns, ","), actions[k.OnUpdate], actions[k.OnDelete], match)
	}
	w.line(fields...)
	if k.NoInherit {
		w.line("no inherit", t.Name.Schema, t.Name.Name, k.Name)
	}
	if len(k.OnDeleteColumns) > 0 {
		w.line("set columns", t.Name.Schema, t.Name.Name, k.Name, strings.Join(k.OnDeleteColumns, ","))
	}
}

func (w *writer) index(t *schema.Table, x *schema.Index) {
	var keys []string
	for _, k := range x.Keys {
		name := k.Column
		if k.Column == "" {
			name = "?"
		}
		switch {
		case k.Descending && k.NullsFirst:
			name += " desc"
		case k.Descending:
			name += " desc nulls last"
		case k.NullsFirst:
			name += " nulls first"
		}
		keys = append(keys, name)
	}
	keys = append(keys, x.Include...)
	if !x.Parent.IsZero() {
		w.line("part of index", t.Name.Schema, t.Name.Name, x.Name, x.Parent.Schema, x.Parent.Name)
	}
	w.line("index", t.Name.Schema, t.Name.Name, x.Name, x.Method, x.Unique, x.Primary, !x.Invalid, x.Where != nil, len(x.Keys), strings.Join(keys, ","))
}

func (w *writer) userType(u *schema.UserType) {
	fields := []any{"type", u.Name.Schema, u.Name.Name, [...]string{"e", "d", "c", "r", "m"}[u.Kind]}
	switch u.Kind {
	case schema.Enum:
		if len(u.Values) > 0 {
			fields = append(fields, strings.Join(u.Values, ","))
		}
	case schema.Domain:
		fields = append(fields, w.cat.FormatType(u.Of), u.NotNull, u.Default != nil)
		var checks []string
		for _, k := range u.Constraints {
			if k.NotValid {
				k.Name += " not valid"
			}
			checks = append(checks, k.Name)
		}
		slices.Sort(checks)
		if len(checks) > 0 {
			fields = append(fields, strings.Join(checks, ","))
		}
	case schema.Composite:
		var list []string
		for _, a := range u.Attributes {
			list = append(list, a.Name+" "+w.cat.FormatType(a.Type))
		}
		if len(list) > 0 {
			fields = append(fields, strings.Join(list, ","))
		}
	case schema.Range:
		fields = append(fields, w.cat.FormatType(u.Of))
	}
	w.line(fields...)
}
