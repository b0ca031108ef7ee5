package planner

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

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
	case schema.NotNullConstraint:
		d.Kind, d.Keys = sqlstmt.DemandNotNull, v.quoted(k.Columns)
		v.ask(d, old, k.Columns)
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
		return c == nil || c.Origin != "" || c.More().Fill != nil
	})
}

// exclusion asks for rows that an exclusion constraint does not let stand side by side.
func (v view) exclusion(d demand, now *schema.Table, k *schema.Constraint) {
	x := now.Index(k.Index)
	if x == nil || len(x.Keys) != len(k.Elements) {
		v.skip("rows that exclude each other in "+now.Name.String(), "it is not known what constraint "+k.Name+" compares")
		return
	}
	d.Kind, d.Keys = sqlstmt.DemandExclusion, v.keys(x)
	for _, e := range k.Elements {
		d.Operators = append(d.Operators, e[strings.LastIndex(e, " WITH ")+len(" WITH "):])
	}
	if x.Where != nil {
		d.Condition = x.Where.SQL
	}
	v.ask(d, now, x.Columns())
}

// parent is what a foreign key refers to: the rows of a table that is there, or those that the release has put into a new one. The reason says why they are not
// known; empty if they are.
func (v view) parent(ref *schema.Table, columns []string) (rows sqlstmt.Rows, reason string) {
	if !ref.Origin.IsZero() {
		return v.source(ref, columns)
	}
	unknown := "table " + ref.Name.String() + ", to which it refers, is made and filled by this release"
	if v.blind {
		return rows, unknown
	}
	rows = sqlstmt.Rows{Born: true, Alias: ref.Name.Name}
	for _, name := range columns {
		c := ref.Column(name)
		if c == nil {
			return rows, "column " + name + " of table " + ref.Name.String() + " is not known"
		}
		rows.Columns = append(rows.Columns, sqlstmt.RowColumn{Name: name, Type: v.after.FormatType(c.Type)})
	}
	listed, known := v.after.ListedRows(ref)
	if !known {
		return rows, unknown
	}
	for _, row := range listed {
		var values []any
		for _, name := range columns {
			i := slices.IndexFunc(ref.Columns, func(c *schema.Column) bool { return c.Name == name })
			if _, not := row[i].(schema.Unlisted); not {
				return rows, unknown
			}
			values = append(values, row[i])
		}
		rows.Listed = append(rows.Listed, values)
	}
	return rows, ""
}

// merged asks for rows of a unique key whose values a change of a column's type, or of how its text is compared, makes the same.
func (v view) merged(d demand, old *schema.Table, was *schema.Column) {
	for i := range old.Indexes {
		x := &old.Indexes[i]
		if !x.Unique || !slices.Contains(x.Columns(), was.Name) {
			continue
		}
		rows, reason := v.source(old, x.Columns())
		if reason != "" {
			v.skip("duplicates in "+old.Name.String()+" ("+strings.Join(x.Columns(), ", ")+")", reason)
			continue
		}
		k := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandUnique, Keys: v.keys(x), NullsNotDistinct: x.NullsNotDistinct, OldType: d.OldType, Type: d.Type, Using: d.Using,
			Charset: d.Charset, Collation: d.Collation},
			soft: v.doubtRows(old)}
		if x.Where != nil {
			k.Condition = x.Where.SQL
		}
		k.Rows = changed(rows, old, x.Columns(), was, d)
		v.add(k)
	}
}

// rechecked asks for rows that a change of a column's type makes break a CHECK or a foreign key that was there: the server checks
// both again with the new values.
func (v view) rechecked(d demand, old, now *schema.Table, was *schema.Column) {
	for i := range old.Constraints {
		k := &old.Constraints[i]
		if after := now.Constraint(k.Name); after == nil || after.Made != k.Made || k.NotValid || k.NotEnforced {
			continue
		}
		switch {
		case k.Kind == schema.Check && k.Check != nil && slices.Contains(k.Check.Columns, was.Name):
			check := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCheck, Condition: k.Check.SQL}, soft: v.doubtRows(old)}
			if rows, reason := v.source(old, k.Check.Columns); reason == "" {
				check.Rows = changed(rows, old, k.Check.Columns, was, d)
				v.add(check)
			} else {
				v.skip("rows of "+old.Name.String()+" that break "+k.Name, reason)
			}
		case k.Kind == schema.ForeignKey && slices.Contains(k.Columns, was.Name) && !keepsNumbers(d):
			v.referenceAgain(d, old, was, old, k)
		}
	}
	for _, t := range v.before.TablesNaming(old.Name) {
		for i := range t.Constraints {
			if k := &t.Constraints[i]; k.Kind == schema.ForeignKey && k.RefTable == old.Name && slices.Contains(k.RefColumns, was.Name) && !k.NotValid && !keepsNumbers(d) {
				v.referenceAgain(d, old, was, t, k)
			}
		}
	}
}

// keepsNumbers: an integer that fits its new type is the same number there.
func keepsNumbers(d demand) bool {
	integers := []string{"smallint", "integer", "bigint"}
	return d.Using == "" && slices.Contains(integers, d.OldType) && slices.Contains(integers, d.Type)
}

// referenceAgain asks for orphans of a foreign key of t one of whose sides is the column that changes.
func (v view) referenceAgain(d demand, old *schema.Table, was *schema.Column, t *schema.Table, k *schema.Constraint) {
	ref, _ := v.before.Table(k.RefTable.Schema, k.RefTable.Name)
	if t.Origin.IsZero() || ref == nil || len(k.RefColumns) != len(k.Columns) {
		return
	}
	what := fmt.Sprintf("orphans of %s (%s)", t.Name, strings.Join(k.Columns, ", "))
	rows, reason := v.source(t, k.Columns)
	parent, unknown := v.parent(ref, k.RefColumns)
	if reason+unknown != "" {
		v.skip(what, cmp.Or(reason, unknown))
		return
	}
	if t == old && slices.Contains(k.Columns, was.Name) {
		rows = changed(rows, t, k.Columns, was, d)
	}
	if ref.Name == old.Name && slices.Contains(k.RefColumns, was.Name) {
		parent = changed(parent, ref, k.RefColumns, was, d)
	}
	v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandReference, Rows: rows, Ref: parent, Keys: v.quoted(k.Columns), RefKeys: v.quoted(k.RefColumns), MatchFull: k.MatchFull},
		soft: cmp.Or(v.doubtRows(t), v.doubtRows(ref))})
}

// changed are the rows with the new value of one column.
func changed(rows sqlstmt.Rows, old *schema.Table, needed []string, was *schema.Column, d demand) sqlstmt.Rows {
	if rows.Columns == nil {
		for _, o := range old.Columns {
			if slices.Contains(needed, o.Name) || slices.Contains(rows.Key, o.Name) {
				rows.Columns = append(rows.Columns, sqlstmt.RowColumn{Name: o.Name, From: o.Origin})
			}
		}
	}
	rows.Columns = slices.Clone(rows.Columns)
	for i := range rows.Columns {
		r := &rows.Columns[i]
		if r.Name != was.Name {
			continue
		}
		if r.Type = d.Type; d.Using != "" {
			r.From, r.Value = "", d.Using
		}
		r.Charset, r.Collation = d.Charset, d.Collation
	}
	return rows
}

// keyLength asks whether the server takes an index on columns that are there as they are: how long its keys may be depends on the
// server's own format of the rows.
func (v view) keyLength(old, now *schema.Table, x *schema.Index) {
	if was := old.Index(x.Name); was != nil && was.Made == x.Made {
		return
	}
	rows := sqlstmt.Rows{Table: old.Origin, Alias: now.Name.Name}
	names := slices.Clone(x.Include) // which stand in the same rows of the index
	for _, k := range x.Keys {
		names = append(names, k.Column)
	}
	if !slices.ContainsFunc(names, func(name string) bool { return isLong(now.Column(name)) }) {
		return
	}
	for _, name := range names {
		c := now.Column(name)
		if c == nil || c.Origin == "" {
			return
		}
		start, _ := v.start.Table(old.Origin.Schema, old.Origin.Name)
		if was := start.Column(c.Origin); was == nil || was.Type != c.Type {
			return
		}
		rows.Columns = append(rows.Columns, sqlstmt.RowColumn{Name: c.Name, From: c.Origin})
	}
	copied := *x
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandKeyLength, Rows: rows, Index: &copied, Keys: v.keys(x)}}
	if v.dialect.Name() == "postgresql" { // where it depends on the values, and not on the types
		d.soft = v.doubtRows(old)
	}
	v.add(d)
}

// isLong tells whether a column is of a type whose values have a length.
func isLong(c *schema.Column) bool {
	return c != nil && slices.ContainsFunc([]string{"char", "text", "binary", "blob"}, func(part string) bool { return strings.Contains(c.Type.Name.Name, part) })
}
