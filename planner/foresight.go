package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

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
			i := slices.IndexFunc(ref.Columns, func(c schema.Column) bool { return c.Name == name })
			if _, not := row[i].(schema.Unlisted); not {
				return rows, unknown
			}
			values = append(values, row[i])
		}
		rows.Listed = append(rows.Listed, values)
	}
	return rows, ""
}

// bounds asks for the rows of a table that becomes a partition: they must lie in its bounds, and in those of all tables above it.
func (v view) bounds(now *schema.Table) {
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound}}
	var columns []string
	for t := now; t != nil && t.PartitionOf; {
		above, _ := v.after.Table(t.Parents[0].Schema, t.Parents[0].Name)
		if above == nil {
			break
		}
		if t.Bound == "DEFAULT" {
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Bounds: v.siblings(above, t)}}, now, above.PartitionColumns)
		} else {
			d.Bounds = append(d.Bounds, sqlstmt.PartitionBound{By: above.PartitionBy, Bound: t.Bound})
			columns = append(columns, above.PartitionColumns...)
		}
		t = above
	}
	if len(d.Bounds) > 0 {
		v.ask(d, now, columns)
	}
	v.besideDefault(now)
}

// siblings are the bounds of the other partitions of a table.
func (v view) siblings(above, t *schema.Table) []sqlstmt.PartitionBound {
	var list []sqlstmt.PartitionBound
	for _, o := range v.after.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Name && o.Name != t.Name {
			list = append(list, sqlstmt.PartitionBound{By: above.PartitionBy, Bound: o.Bound})
		}
	}
	return list
}

// besideDefault asks for rows of the default partition that belong into a new one: the server refuses to make that.
func (v view) besideDefault(now *schema.Table) {
	above, _ := v.after.Table(now.Parents[0].Schema, now.Parents[0].Name)
	if above == nil || now.Bound == "DEFAULT" {
		return
	}
	for _, o := range v.after.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Name && o.Bound == "DEFAULT" && !o.Origin.IsZero() && !v.emptied[o.Origin] {
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Bounds: []sqlstmt.PartitionBound{{By: above.PartitionBy, Bound: now.Bound}}}}, o, above.PartitionColumns)
		}
	}
}

// partitionMade looks at the default partition where the statement makes another one.
func (v view) partitionMade() {
	for _, o := range v.st.Objects {
		if o.Kind != "table" {
			continue
		}
		n := parseName(o.Name, v.dialect.Style())
		t, _ := v.after.Table(n.Schema, n.Name)
		if _, there := v.before.Table(n.Schema, n.Name); t != nil && t.PartitionOf && t.Origin.IsZero() && there.No() {
			v.besideDefault(t)
		}
	}
}

// domains asks the columns of a domain that gets a constraint.
func (v view) domains() {
	for _, a := range v.st.Actions {
		if a.Kind != sqlstmt.AddDomainConstraint && a.Kind != sqlstmt.AlterDomain {
			continue
		}
		n := parseName(a.Name, v.dialect.Style())
		was, _ := v.before.Type(n.Schema, n.Name)
		now, _ := v.after.Type(n.Schema, n.Name)
		if was == nil || now == nil {
			continue
		}
		for i := range now.Constraints {
			v.domainCheck(was, now, &now.Constraints[i])
		}
		if now.NotNull && !was.NotNull {
			v.domainColumns(now.Name, demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandNotNull}})
		}
	}
}

func (v view) domainCheck(was, now *schema.UserType, k *schema.Constraint) {
	i := slices.IndexFunc(was.Constraints, func(o schema.Constraint) bool { return o.Name == k.Name })
	if k.Check == nil || i >= 0 && (was.Constraints[i].NotValid == k.NotValid) {
		return
	}
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCheck, Condition: k.Check.SQL}, key: "domain " + now.Name.String() + " " + k.Name}
	if i >= 0 {
		v.withdraw(d.key)
	}
	if k.NotValid {
		d.soft = "the constraint is NOT VALID: the release goes through, but VALIDATE would fail"
	}
	v.domainColumns(now.Name, d)
}

// domainColumns asks every column of a domain, and of the domains over it. In a condition the value is called VALUE.
func (v view) domainColumns(domain schema.Name, d demand) {
	for _, t := range v.before.Tables("") {
		if t.Origin.IsZero() || t.IsView() || v.emptied[t.Origin] || t.PartitionOf {
			continue
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; v.isDomain(c.Type, domain) && !(c.Inherited > 0 && !c.Local) {
				v.domainColumn(t, c, d)
			}
		}
	}
}

func (v view) domainColumn(t *schema.Table, c *schema.Column, d demand) {
	rows, reason := v.source(t, []string{c.Name})
	if reason != "" {
		v.skip(string(d.Kind)+": "+t.Name.String()+" ("+c.Name+")", reason)
		return
	}
	if d.soft == "" {
		d.soft = v.doubtRows(t)
	}
	d.Keys = v.quoted([]string{c.Name})
	if d.Kind == sqlstmt.DemandCheck {
		rows = asValue(rows, c)
	}
	d.Rows = rows
	v.add(d)
}

// asValue are the rows with the column under the name that a domain's condition has for it.
func asValue(rows sqlstmt.Rows, c *schema.Column) sqlstmt.Rows {
	const value = "value"
	if slices.Contains(rows.Key, value) && c.Name != value {
		rows.Key = nil // two columns of one name: the row is named by its place
	}
	find := func(name, from string) sqlstmt.RowColumn {
		if i := slices.IndexFunc(rows.Columns, func(o sqlstmt.RowColumn) bool { return o.Name == name }); i >= 0 {
			return rows.Columns[i]
		}
		return sqlstmt.RowColumn{Name: name, From: from}
	}
	column := find(c.Name, c.Origin)
	column.Name = value
	columns := []sqlstmt.RowColumn{column}
	for _, k := range rows.Key {
		if k != value {
			columns = append(columns, find(k, k))
		}
	}
	rows.Columns = columns
	return rows
}

// isDomain tells whether a type is a domain, or a domain over it.
func (v view) isDomain(typ schema.Type, domain schema.Name) bool {
	for range 20 { // deep enough, and no more than that for a circle
		if typ.Array {
			return false
		}
		if typ.Name == domain {
			return true
		}
		u, _ := v.before.Type(typ.Name.Schema, typ.Name.Name)
		if u == nil || u.Kind != schema.Domain {
			return false
		}
		typ = u.Of
	}
	return false
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
	charset, collation = c.CharacterSet, strings.ToLower(c.Collation)
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

// keyLength asks whether the server takes an index on columns that are there as they are: how long its keys may be depends on the
// server's own format of the rows.
func (v view) keyLength(old, now *schema.Table, x *schema.Index) {
	if was := old.Index(x.Name); was != nil && was.Made == x.Made {
		return
	}
	rows := sqlstmt.Rows{Table: old.Origin, Alias: now.Name.Name}
	if !slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return isLong(now.Column(k.Column)) }) {
		return
	}
	for _, k := range x.Keys {
		c := now.Column(k.Column)
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
	v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandKeyLength, Rows: rows, Index: &copied, Keys: v.keys(x)}})
}

// isLong tells whether a column is of a type whose values have a length.
func isLong(c *schema.Column) bool {
	return c != nil && slices.ContainsFunc([]string{"char", "text", "binary", "blob"}, func(part string) bool { return strings.Contains(c.Type.Name.Name, part) })
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

// roles asks for the roles that a statement gives something to or takes it from, but for those that the path has made.
func (v view) roles() {
	if v.st.Kind == "CREATE ROLE" {
		for _, o := range v.st.Objects {
			v.born[parseName(o.Name, v.dialect.Style()).Name] = true
		}
	}
	if v.dialect.Name() != "postgresql" {
		return
	}
	var list []sqlstmt.DemandObject
	for _, name := range namedRoles(v.st, v.dialect.Style()) {
		if !v.born[name] {
			list = append(list, sqlstmt.DemandObject{Kind: "role", Name: schema.Name{Name: name}})
		}
	}
	if len(list) > 0 {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandRoles, Objects: list}})
	}
}

// namedRoles are the names behind TO of a GRANT or a policy, FROM of a REVOKE, and OWNER TO.
func namedRoles(st *sqlstmt.Stmt, style sqltext.Style) []string {
	before := map[string]string{"GRANT": "TO", "ALTER DEFAULT PRIVILEGES": "TO", "CREATE POLICY": "TO", "REVOKE": "FROM"}[st.Kind]
	var list []string
	last, inside := "", false
	for s := sqltext.NewScanner(st.Text, style); ; {
		t := s.Next()
		text := st.Text[t.Start:t.End]
		word := strings.ToUpper(text)
		switch {
		case t.Kind == sqltext.EOF:
			return list
		case t.Kind == sqltext.Space || t.Kind == sqltext.LineComment || t.Kind == sqltext.BlockComment:
			continue
		case !inside:
			inside = word == "TO" && last == "OWNER" || before != "" && word == before
		case word == ",":
		case last != "," && last != "TO" && last != before && last != "GROUP": // what stands behind the list
			return list
		case !slices.Contains([]string{"GROUP", "PUBLIC", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE"}, word):
			if !strings.HasPrefix(text, `"`) {
				text = strings.ToLower(text)
			}
			list = append(list, parseName(text, style).Name)
		}
		last = word
	}
}

// superuserKinds are the statements that a server lets nobody else run, whatever was granted.
// https://www.postgresql.org/docs/current/sql-commands.html
var superuserKinds = []string{"CREATE EVENT TRIGGER", "ALTER EVENT TRIGGER", "CREATE ACCESS METHOD", "CREATE OPERATOR CLASS", "CREATE OPERATOR FAMILY", "CREATE FOREIGN DATA WRAPPER",
	"CREATE TEXT SEARCH PARSER", "CREATE TEXT SEARCH TEMPLATE", "CREATE TABLESPACE", "ALTER SYSTEM"}

// nativeRoutine is a function of a language in which only a superuser may write one.
var nativeRoutine = lazyregexp.New(`(?i)\bLANGUAGE\s+'?(c|internal|plpython3?u|plperlu|pltclu)\b`)

func (v view) superuser() {
	if slices.Contains(superuserKinds, v.st.Kind) || (v.st.Kind == "CREATE FUNCTION" || v.st.Kind == "CREATE PROCEDURE") && nativeRoutine.MatchString(v.st.Text) {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandSuperuser, Objects: []sqlstmt.DemandObject{{Kind: "statement", Name: schema.Name{Name: v.st.Summary}}}}})
	}
}
