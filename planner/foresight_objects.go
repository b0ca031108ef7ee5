package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// ifNotExists is how a statement begins that leaves alone what is there, or replaces it.
var ifNotExists = lazyregexp.New(`(?is)^CREATE\s+(OR\s+REPLACE\b|[\w\s]*\bIF\s+NOT\s+EXISTS\b)`)

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

// owned asks for the types, sequences, schemas and statistics that the statement changes or drops, and that are there under the name: only their owner may.
// One that the path has renamed was asked for by its old name, where it was renamed.
func (v view) owned() {
	var objects []sqlstmt.DemandObject
	add := func(kind string, n schema.Name, began schema.Known, dropped bool) {
		if o := (sqlstmt.DemandObject{Kind: kind, Name: n, Dropped: dropped}); began.Yes() && !slices.Contains(objects, o) {
			objects = append(objects, o)
		}
	}
	for _, a := range v.st.Actions {
		if a.Skipped {
			continue
		}
		switch a.Kind {
		case sqlstmt.AlterType, sqlstmt.DropType, sqlstmt.AddEnumValue, sqlstmt.RenameEnumValue, sqlstmt.AlterDomain, sqlstmt.AddDomainConstraint:
			n := parseName(a.Name, v.dialect.Style())
			if u, _ := v.before.Type(n.Schema, n.Name); u != nil && !u.Created {
				_, began := v.start.Type(u.Name.Schema, u.Name.Name)
				add("type", u.Name, began, a.Kind == sqlstmt.DropType)
			}
		case sqlstmt.AlterSequence, sqlstmt.DropSequence:
			n := parseName(a.Name, v.dialect.Style())
			if q, _ := v.before.Sequence(n.Schema, n.Name); q != nil && !q.Created {
				_, began := v.start.Sequence(q.Name.Schema, q.Name.Name)
				add("sequence", q.Name, began, a.Kind == sqlstmt.DropSequence)
			}
		case sqlstmt.RenameSchema, sqlstmt.DropSchema:
			n := parseName(a.Name, v.dialect.Style())
			if s, _ := v.before.Schema(n.Name); s != nil && !s.Created {
				_, began := v.start.Schema(n.Name)
				add("schema", n, began, false)
			}
		case sqlstmt.DropStatistics:
			n := parseName(a.Name, v.dialect.Style())
			if o, _ := v.before.Other("statistics", n.Schema, n.Name); o != nil && !o.Created {
				_, began := v.start.Other("statistics", o.Name.Schema, n.Name)
				add("statistics", schema.Name{Schema: o.Name.Schema, Name: n.Name}, began, true)
			}
		}
	}
	if len(objects) > 0 {
		v.add(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandOwned, Objects: objects}})
	}
}

// named asks whether a table or an index may get a name in its schema, or in another one: PostgreSQL wants the privilege to create there.
// https://www.postgresql.org/docs/current/sql-altertable.html
func (v view) named() {
	if v.dialect.Name() != "postgresql" {
		return
	}
	for _, a := range v.st.Actions {
		if a.New || a.Skipped {
			continue
		}
		switch a.Kind {
		case sqlstmt.RenameTable, sqlstmt.RenameIndex, sqlstmt.CreateIndex:
			v.create(a.Table.Schema)
		case sqlstmt.AddConstraint:
			if a.Using == "" && slices.Contains([]schema.ConstraintKind{schema.PrimaryKey, schema.Unique, schema.Exclusion}, a.Constraint) {
				v.create(a.Table.Schema)
			}
		case sqlstmt.SetSchema:
			v.create(a.To)
		}
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
			if c := t.Columns[i]; v.isDomain(c.Type, domain) && !(c.Inherited > 0 && !c.Local) {
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
