// Package ddlsim applies statements that ddlread has read to a catalog. What was not
// read marks what its text names as unknown.
package ddlsim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Options are what differs between servers.
type Options struct {
	// FoldCase: names that differ only in case are the same.
	FoldCase bool
	// Type is the catalog's form of a type.
	Type func(t ddlread.Type) schema.Type
	// TypeDropsNotNull: ALTER COLUMN with a type and without NULL or NOT NULL makes
	// the column nullable.
	TypeDropsNotNull bool
	// TemporaryName tells whether a table's name makes it temporary ("#t").
	TemporaryName func(name string) bool
}

// MadeUp starts the names that a constraint or index has in the catalog where the
// server makes one up: nobody knows it beforehand.
const MadeUp = schema.MadeUp

// Apply does to the catalog what the statements do. What the server would refuse is
// returned, and then nothing is changed; text is the source of the statements.
func Apply(list []ddlread.Statement, text string, cat *schema.Catalog, o *Options) []schema.Conflict {
	s := &simulation{cat: cat, o: o}
	cat.Attempt(func() (refused bool) {
		for i := range list {
			s.text = text[list[i].Start:list[i].End]
			s.statement(&list[i])
			if len(s.conflicts) > 0 {
				return true
			}
		}
		return false
	})
	return s.conflicts
}

type simulation struct {
	cat       *schema.Catalog
	o         *Options
	text      string
	conflicts []schema.Conflict
}

func (s *simulation) conflict(kind schema.ConflictKind, object, format string, args ...any) {
	s.conflicts = append(s.conflicts, schema.Conflict{Kind: kind, Object: object, Message: fmt.Sprintf(format, args...), Span: s.cat.Span()})
}

func (s *simulation) missing(kind, name string) {
	s.conflict(schema.Missing, kind+" "+name, "%s %s does not exist", kind, name)
}

func (s *simulation) duplicate(kind, name string) {
	s.conflict(schema.Duplicate, kind+" "+name, "%s %s exists already", kind, name)
}

// doubt marks everything that the statement's text names.
func (s *simulation) doubt(why string) {
	if s.o.FoldCase {
		// The catalog compares names byte by byte.
		text := s.text
		for _, t := range append(s.cat.Tables(""), s.cat.Views("")...) {
			if strings.Contains(strings.ToLower(s.text), strings.ToLower(t.Name.Name)) {
				text += " " + t.Name.Name
			}
		}
		s.cat.DoubtNamed(text, why, s.cat.Span())
		return
	}
	s.cat.DoubtNamed(s.text, why, s.cat.Span())
}

// same tells whether two names are the same to the server.
func (s *simulation) same(a, b string) bool {
	return a == b || s.o.FoldCase && strings.EqualFold(a, b)
}

// schemaOf is the catalog's name of a schema.
func (s *simulation) schemaOf(name string) string {
	if name == "" {
		return s.cat.CreationSchema()
	}
	if s.o.FoldCase {
		for _, have := range s.cat.Schemas() {
			if s.same(have.Name.Name, name) {
				return have.Name.Name
			}
		}
	}
	return name
}

// spelled returns the name of an object as the catalog has it: if FoldCase is set,
// one that differs in case only. A name in another database is none of ours.
func (s *simulation) spelled(n ddlread.Name) schema.Name {
	at := schema.Name{Schema: s.schemaOf(n.Schema), Name: n.Name}
	if s.o.TemporaryName != nil && s.o.TemporaryName(n.Name) {
		at.Schema = schema.TemporarySchema
	}
	if !s.o.FoldCase {
		return at
	}
	for _, t := range s.cat.TablesSpelt(n.Name) {
		if t.Name.Schema == at.Schema {
			return t.Name
		}
	}
	return at
}

// statement follows one statement.
func (s *simulation) statement(st *ddlread.Statement) {
	if slices.ContainsFunc(st.Names, func(n ddlread.Name) bool { return n.Catalog != "" }) && st.Object != "" {
		return // it is about another database
	}
	if st.Unread != "" {
		s.doubt(st.Unread)
		return
	}
	verb, _, _ := strings.Cut(st.Kind, " ")
	switch {
	case st.Kind == "ALTER SESSION", st.Kind == "ALTER SYSTEM":
	case verb == "CREATE":
		s.create(st)
	case st.Kind == "ALTER TABLE":
		s.alterTable(st)
	case verb == "ALTER":
		s.alter(st)
	case verb == "DROP":
		s.drop(st)
	case st.Kind == "EXEC sp_rename", st.Kind == "RENAME":
		s.rename(st)
	case verb == "TRUNCATE":
		s.empty(st)
	case st.Kind == "COMMENT":
		s.commentOn(st)
	case strings.HasSuffix(st.Kind, "extendedproperty"):
		s.property(st)
	default:
		s.rows(st)
	}
}

// rows notes which tables may have got rows.
func (s *simulation) rows(st *ddlread.Statement) {
	switch st.Kind {
	case "INSERT", "UPDATE", "MERGE", "DELETE":
		for _, n := range st.Names {
			s.cat.MarkTableRows(s.spelled(n), schema.RowsUnknown, nil)
		}
	case "SELECT":
		if strings.Contains(strings.ToUpper(s.text), "INTO") { // SELECT ... INTO makes a table
			s.doubt("the columns of a query are not followed")
		}
	}
}

func (s *simulation) empty(st *ddlread.Statement) {
	for _, n := range st.Names {
		s.cat.MarkTableRows(s.spelled(n), schema.RowsNone, nil)
	}
}

func (s *simulation) create(st *ddlread.Statement) {
	switch st.Object {
	case "table":
		s.createTable(st)
	case "view", "materialized view":
		s.createView(st)
	case "index":
		s.createIndex(st)
	case "schema":
		if name := st.Names[0].Name; name != "" {
			if _, known := s.cat.Schema(s.schemaOf(name)); known.Yes() {
				if !st.IfNotExists {
					s.duplicate("schema", name)
				}
				return
			}
			s.cat.AddSchema(name)
		}
	case "sequence":
		at := s.spelled(st.Names[0])
		if s.fresh(at, st.IfNotExists) {
			s.cat.AddSequence(at, &schema.Sequence{Increment: 1})
		}
	case "procedure", "function", "package", "aggregate":
		at := s.spelled(st.Names[0])
		s.cat.AddRoutine(schema.Name{Schema: at.Schema, Name: at.Name + "()"}, &schema.Routine{Kind: st.Object, Body: st.Body})
	case "trigger":
		if t := s.cat.EditTable(s.spelled(st.On)); t != nil {
			t.Triggers = append(t.Triggers, schema.Trigger{Name: st.Names[0].Name, Made: s.cat.Span(), Changed: s.cat.Span()})
		}
	case "type":
		s.cat.MarkNameUnknown(s.spelled(st.Names[0]), "the definition of a type is not followed", s.cat.Span())
	}
}

// fresh tells whether a relation can be made.
func (s *simulation) fresh(n schema.Name, ifNotExists bool) bool {
	if _, known := s.cat.Schema(n.Schema); known.No() && n.Schema != schema.TemporarySchema {
		s.missing("schema", n.Schema)
		return false
	}
	kind, known := s.cat.Relation(n)
	if !known.Yes() {
		return true
	}
	if !ifNotExists {
		s.duplicate(kind, n.String())
	}
	return false
}

func (s *simulation) createTable(st *ddlread.Statement) {
	name := s.spelled(st.Names[0])
	_, before := s.cat.Relation(name)
	if !s.fresh(name, st.IfNotExists) {
		return
	}
	t := &schema.Table{Rows: schema.RowsNone, Temporary: st.Temporary || name.Schema == schema.TemporarySchema}
	for _, c := range st.Columns {
		t.Columns = append(t.Columns, s.column(c))
	}
	if st.FromQuery {
		t.Doubt = &schema.Doubt{Reason: "the columns of a query are not followed", Span: s.cat.Span()}
		t.Rows = schema.RowsUnknown
	}
	s.cat.AddTable(name, t)
	for _, c := range st.Columns {
		s.columnConstraints(name, c)
	}
	for _, k := range st.Constraints {
		s.addConstraint(name, k)
	}
	if before.Unknown() && st.IfNotExists {
		s.doubtTable(name, "a table of the name may have been there before")
	}
}

func (s *simulation) doubtTable(n schema.Name, reason string) {
	if t := s.cat.EditTable(n); t != nil {
		t.Doubt = &schema.Doubt{Reason: reason, Span: s.cat.Span()}
		s.cat.MarkTableRows(n, schema.RowsUnknown, t.Doubt)
	}
}

// column is the catalog's form of a column.
func (s *simulation) column(c ddlread.Column) *schema.Column {
	col := &schema.Column{Name: c.Name, Collation: c.Collation, NotNull: c.Null == ddlread.NotNull, Local: true, Made: s.cat.Span(), Changed: s.cat.Span()}
	if !c.Type.IsZero() && s.o.Type != nil {
		col.Type = s.o.Type(c.Type)
	}
	col.Default, col.Generated = expr(c.Default), expr(c.Computed)
	switch {
	case c.Identity && c.Always:
		col.Identity, col.NotNull = schema.Always, true
	case c.Identity:
		col.Identity, col.NotNull = schema.ByDefault, true
	}
	for _, k := range c.Constraints {
		if k.Kind == ddlread.PrimaryKey {
			col.NotNull = true
		}
	}
	return col
}

// expr is the catalog's form of an expression; its columns are found later, among
// those of its table.
func expr(text *string) *schema.Expr {
	if text == nil {
		return nil
	}
	return &schema.Expr{SQL: *text, Printed: *text}
}

func (s *simulation) createView(st *ddlread.Statement) {
	name := s.spelled(st.Names[0])
	if !st.Replace && !s.fresh(name, st.IfNotExists) {
		return
	}
	v := &schema.Table{Kind: schema.View, Query: st.Body}
	if st.Object == "materialized view" {
		v.Kind = schema.MaterializedView
	}
	for _, c := range st.Columns {
		v.Columns = append(v.Columns, &schema.Column{Name: c.Name, Local: true, Made: s.cat.Span(), Changed: s.cat.Span()})
	}
	v.Doubt = &schema.Doubt{Reason: "the columns of a query are not followed", Span: s.cat.Span()}
	s.cat.AddTable(name, v)
}

func (s *simulation) createIndex(st *ddlread.Statement) {
	table := s.spelled(st.On)
	t, known := s.cat.Table(table.Schema, table.Name)
	if t == nil || known.No() {
		if known.No() {
			s.missing("table", table.String())
		}
		return
	}
	x := schema.Index{Name: st.Index.Name.Name, Unique: st.Index.Unique}
	for _, key := range st.Index.Keys {
		x.Keys = append(x.Keys, s.key(t, key))
	}
	for _, name := range st.Index.Include {
		x.Include = append(x.Include, s.columnName(t, name))
	}
	x.Where = s.reading(t, st.Index.Where)
	if t.Index(x.Name) != nil {
		if !st.IfNotExists && t.Doubt == nil {
			s.duplicate("index", x.Name)
		}
		return
	}
	s.cat.AddIndex(table, x)
}

func (s *simulation) key(t *schema.Table, k ddlread.Key) schema.IndexKey {
	if k.Column != "" {
		return schema.IndexKey{Column: s.columnName(t, k.Column), Descending: k.Descending, NullsFirst: k.Descending}
	}
	return schema.IndexKey{Expr: s.reading(t, &k.Expr), Descending: k.Descending, NullsFirst: k.Descending}
}

// columnName is the name of a column as its table has it.
func (s *simulation) columnName(t *schema.Table, name string) string {
	for _, c := range t.Columns {
		if s.same(c.Name, name) {
			return c.Name
		}
	}
	return name
}

func (s *simulation) columnNames(t *schema.Table, names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = s.columnName(t, n)
	}
	return list
}

// reading is an expression with the columns of the table that stand in its text.
func (s *simulation) reading(t *schema.Table, text *string) *schema.Expr {
	e := expr(text)
	if e == nil {
		return nil
	}
	words := strings.FieldsFunc(*text, func(r rune) bool {
		return r < 0x80 && !(r == '_' || r == '$' || r == '#' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	})
	for _, w := range words {
		for _, c := range t.Columns {
			if s.same(c.Name, w) && !slices.Contains(e.Columns, c.Name) {
				e.Columns = append(e.Columns, c.Name)
			}
		}
	}
	return e
}
