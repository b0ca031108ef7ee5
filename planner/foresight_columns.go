package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// column asks what a change of one column needs.
func (v view) column(old, now *schema.Table, c *schema.Column) {
	was := old.Column(c.Name)
	if was == nil || was.Origin != c.Origin || was.Made != c.Made {
		i := slices.IndexFunc(old.Columns, func(o *schema.Column) bool { return c.Origin != "" && o.Origin == c.Origin })
		if i < 0 {
			v.newColumn(old, now, c)
			return
		}
		was = old.Columns[i]
	}
	inherited := c.Inherited > 0 && !c.Local
	if inherited {
		return // asked of the parent
	}
	pk := now.PrimaryKey()
	asked := func(k schema.Constraint) bool { return k.Kind == schema.NotNullConstraint && k.Columns[0] == c.Name } // of the constraint
	if c.NotNull && !was.NotNull && !(pk != nil && slices.Contains(pk.Columns, c.Name)) && !slices.ContainsFunc(now.Constraints, asked) {
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
	if v.dialect.Name() == "postgresql" {
		v.rechecked(d, old, now, was)
	}
}

// newColumn keeps the value that rows get for a new column, and asks for rows where there is none.
func (v view) newColumn(old, now *schema.Table, c *schema.Column) {
	if edited := v.after.EditTable(now.Name).EditColumn(c.Name); edited != nil {
		edited.Detail().Fill = c.Default
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

// recoded asks what a column of text needs that gets another character set or collation, and keeps its type.
func (v view) recoded(old, now *schema.Table, was, c *schema.Column) {
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCast, Keys: v.quoted([]string{was.Name}), OldType: v.before.FormatType(was.Type), Type: v.after.FormatType(c.Type)}}
	if d.Charset, d.Collation = v.newText(old, now, was, c); d.Charset == "" {
		return
	}
	v.ask(d, old, []string{was.Name})
	v.merged(d, old, was)
}

// newText is the character set and the collation of a column of text, where they are known and were others before; both empty for none.
func (v view) newText(old, now *schema.Table, was, c *schema.Column) (charset, collation string) {
	if v.dialect.Name() == "postgresql" { // where all text has the character set of the database
		return "", ""
	}
	if !strings.HasSuffix(c.Type.Name.Name, "char") && !strings.HasSuffix(c.Type.Name.Name, "text") && c.Type.Name.Name != "enum" && c.Type.Name.Name != "set" {
		return "", ""
	}
	charset, collation = textOf(now, c)
	if oldSet, oldCollation := textOf(old, was); charset == oldSet && collation == oldCollation {
		return "", ""
	}
	return charset, collation
}

// textOf is the character set and the collation that a column says itself, else its table does; empty where the database decides.
func textOf(t *schema.Table, c *schema.Column) (charset, collation string) {
	charset, collation = c.More().CharacterSet, strings.ToLower(c.Collation)
	if charset == "" && collation == "" {
		charset, collation = strings.ToLower(t.Options["charset"]), strings.ToLower(t.Options["collate"])
	}
	if charset == "" {
		if set, _, ok := strings.Cut(collation, "_"); ok && set != "uca1400" { // which is of any character set
			charset = set
		}
	}
	if charset == "utf8" {
		charset = "utf8mb3"
	}
	return charset, collation
}

// zeroDates looks at the dates of a table that the server copies row by row: there it refuses 0000-00-00 in any column, whatever the
// statement is about.
func (v view) zeroDates() {
	for _, k := range v.st.Locks {
		if k.Algorithm != "COPY" || !k.Rewrite || k.New {
			continue
		}
		n := parseName(k.Table, v.dialect.Style())
		t, _ := v.before.Table(n.Schema, n.Name)
		if t == nil || t.Origin.IsZero() || t.IsView() || v.dated[t.Origin] {
			continue
		}
		v.dated[t.Origin] = true
		var dates []string
		for _, c := range t.Columns {
			if slices.Contains([]string{"date", "datetime", "timestamp"}, c.Type.Name.Name) && c.Origin != "" {
				dates = append(dates, c.Name)
			}
		}
		if len(dates) > 0 {
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandRealDates, Keys: v.quoted(dates)}}, t, dates)
		}
	}
}
