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

func (w *writer) all() {
	for _, s := range w.cat.Schemas() {
		w.line("schema", "", s.Name.Name)
	}
	for _, t := range slices.Concat(w.cat.Tables(""), w.cat.Views("")) {
		w.table(t)
	}
	for _, s := range w.cat.Sequences("") {
		var owner, column any
		if !s.Owner.IsZero() {
			owner, column = s.Owner.Name, s.OwnerColumn
		}
		w.line("sequence", s.Name.Schema, s.Name.Name, w.cat.FormatType(s.Type), s.Increment, s.Cycle, owner, column)
	}
	for _, u := range w.cat.Types("") {
		if u.Extension == "" && u.Kind != schema.Base {
			w.userType(u)
		}
	}
	for _, r := range w.cat.AllRoutines("") {
		if r.Extension == "" {
			w.line("routine", r.Name.Schema, w.signature(r), r.Kind[:1])
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
		if c.Generated != nil {
			generated = "s"
		}
		w.line("column", s, n, i+1, c.Name, w.cat.FormatType(c.Type), c.NotNull, [...]string{"", "a", "d"}[c.Identity], generated,
			c.Default != nil || c.Generated != nil, c.Local, c.Inherited)
	}
	for i := range t.Constraints {
		w.constraint(t, &t.Constraints[i])
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
	if t.Comment != "" {
		w.line("comment", s, n, t.Comment)
	}
	for _, c := range t.Columns {
		if c.Comment != "" {
			w.line("comment", s, n, c.Name, c.Comment)
		}
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
