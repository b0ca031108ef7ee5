//go:build cgo

package postgresql

import (
	"fmt"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// virtual is one of the server's own tables: its columns as far as they are
// simulated, and what makes its rows.
type virtual struct {
	columns []string
	fill    func(q *query, rel *rowset)
}

func newVirtual(columns string, fill func(q *query, rel *rowset)) virtual {
	return virtual{strings.Fields(columns), fill}
}

// system returns one of the server's own tables; nil if the name is another's. Of
// those that the catalog says nothing about, no row is known.
func (q *query) system(sch, name string) *rowset {
	var tables map[string]virtual
	switch {
	case sch == "" && strings.HasPrefix(name, "pg_"), sch == schema.SystemSchema:
		tables = systemTables
	case sch == "information_schema":
		tables = informationTables
	default:
		return nil
	}
	v, ok := tables[name]
	if !ok {
		return doubtful(nil, "the system table "+name+" is not simulated")
	}
	rel := &rowset{columns: v.columns, open: true}
	v.fill(q, rel)
	if known := q.cat.Complete(); !known.Yes() {
		rel.rows = append(rel.rows, doubtful(v.columns, "the schema is not known: "+doubtText(&known.Doubt)).rows...)
	}
	return rel
}

// add adds a row. Values that are left out are not known.
func (r *rowset) add(doubt string, values ...any) {
	for len(values) < len(r.columns) {
		values = append(values, unknown{why: "the column " + r.columns[len(values)] + " is not simulated"})
	}
	r.rows = append(r.rows, &row{values: values, doubt: doubt})
}

// tableDoubt says why a table may not be there, or not be what the catalog says.
func (q *query) tableDoubt(t *schema.Table) string {
	if _, known := q.cat.Table(t.Name.Schema, t.Name.Name); !known.Yes() {
		return "whether there is a table " + t.Name.String() + " is not known: " + doubtText(&known.Doubt)
	}
	return ""
}

// partsDoubt says the same of its columns and constraints.
func (q *query) partsDoubt(t *schema.Table) string {
	if doubt := q.tableDoubt(t); doubt != "" {
		return doubt
	}
	if t.Doubt != nil {
		return "how table " + t.Name.String() + " looks is not known: " + doubtText(t.Doubt)
	}
	return ""
}

func missingDoubt(kind string, d schema.Doubtful) string {
	return fmt.Sprintf("whether there is a %s %s is not known: %s", kind, d.Name, doubtText(&d.Doubt))
}

func (q *query) allTables(each func(t *schema.Table)) {
	for _, t := range q.cat.Tables("") {
		each(t)
	}
	for _, t := range q.cat.Views("") {
		each(t)
	}
}

// perTable adds the rows of each table's parts, and one that may stand for parts
// that are not known.
func (q *query) perTable(rel *rowset, tableColumns func(n schema.Name) []any, each func(t *schema.Table, doubt string)) {
	q.allTables(func(t *schema.Table) {
		doubt := q.partsDoubt(t)
		each(t, doubt)
		if doubt != "" {
			rel.add(doubt, tableColumns(t.Name)...)
		}
	})
	for _, d := range q.cat.DoubtfulTables() {
		rel.add(missingDoubt("table", d), tableColumns(d.Name)...)
	}
}

func yesNo(b bool) any {
	if b {
		return "YES"
	}
	return "NO"
}

// orNull is NULL for an empty text.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

var databaseName = unknown{why: "the name of the database is the server's own"}

var informationTables = map[string]virtual{
	"tables": newVirtual("table_schema table_name table_type table_catalog", func(q *query, rel *rowset) {
		q.allTables(func(t *schema.Table) {
			kind := "BASE TABLE"
			switch {
			case t.Kind == schema.MaterializedView:
				return
			case t.Kind == schema.View:
				kind = "VIEW"
			case t.Kind == schema.Foreign:
				kind = "FOREIGN"
			case t.Temporary:
				kind = "LOCAL TEMPORARY"
			}
			rel.add(q.tableDoubt(t), t.Name.Schema, t.Name.Name, kind, databaseName)
		})
		for _, d := range q.cat.DoubtfulTables() {
			rel.add(missingDoubt("table", d), d.Name.Schema, d.Name.Name)
		}
	}),
	"columns": newVirtual(`table_schema table_name column_name ordinal_position is_nullable data_type udt_name udt_schema column_default
		character_maximum_length numeric_precision numeric_scale is_identity is_generated table_catalog`, informationColumns),
	"views": newVirtual("table_schema table_name view_definition", func(q *query, rel *rowset) {
		for _, t := range q.cat.Views("") {
			if t.Kind == schema.View {
				rel.add(q.tableDoubt(t), t.Name.Schema, t.Name.Name)
			}
		}
	}),
	"schemata": newVirtual("schema_name catalog_name", func(q *query, rel *rowset) {
		for _, s := range q.cat.Schemas() {
			rel.add("", s.Name.Name, databaseName)
		}
		for _, name := range []string{"information_schema", "pg_catalog", "pg_toast"} {
			rel.add("", name, databaseName)
		}
	}),
	"sequences": newVirtual("sequence_schema sequence_name data_type", func(q *query, rel *rowset) {
		for _, s := range q.cat.Sequences("") {
			if !s.Identity {
				rel.add("", s.Name.Schema, s.Name.Name, q.cat.FormatType(s.Type))
			}
		}
		for _, d := range q.cat.DoubtfulSequences() {
			rel.add(missingDoubt("sequence", d), d.Name.Schema, d.Name.Name)
		}
	}),
	"table_constraints": newVirtual("constraint_schema table_schema table_name constraint_name constraint_type is_deferrable initially_deferred", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema, n.Schema, n.Name} }, func(t *schema.Table, doubt string) {
			for _, k := range t.Constraints {
				if k.Kind != schema.Exclusion {
					rel.add(doubt, t.Name.Schema, t.Name.Schema, t.Name.Name, k.Name, strings.ToUpper(standardKind(k.Kind)), yesNo(k.Deferrable), yesNo(k.InitiallyDeferred))
				}
			}
			// NOT NULL constraints appear as checks whose names hold the table's number.
			for _, c := range t.Columns {
				if c.NotNull && !t.IsView() {
					rel.add("", t.Name.Schema, t.Name.Schema, t.Name.Name, serverMade, "CHECK", "NO", "NO")
				}
			}
		})
	}),
	"key_column_usage": newVirtual("constraint_schema table_schema table_name constraint_name column_name ordinal_position", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema, n.Schema, n.Name} }, func(t *schema.Table, doubt string) {
			for _, k := range t.Constraints {
				if k.Kind == schema.Check || k.Kind == schema.Exclusion {
					continue
				}
				for i, c := range k.Columns {
					rel.add(doubt, t.Name.Schema, t.Name.Schema, t.Name.Name, k.Name, c, int64(i+1))
				}
			}
		})
	}),
	"constraint_column_usage": newVirtual("table_schema table_name column_name constraint_schema constraint_name", func(q *query, rel *rowset) {
		unknownTable := func(n schema.Name) []any {
			some := unknown{why: "how table " + n.String() + " looks is not known"}
			return []any{some, some, some, n.Schema, some}
		}
		q.perTable(rel, unknownTable, func(t *schema.Table, doubt string) {
			for _, k := range t.Constraints {
				on, columns := t.Name, k.Columns
				if k.Kind == schema.ForeignKey {
					on, columns = k.RefTable, k.RefColumns
				}
				for _, c := range columns {
					rel.add(doubt, on.Schema, on.Name, c, t.Name.Schema, k.Name)
				}
			}
		})
	}),
	"referential_constraints": newVirtual("constraint_schema constraint_name unique_constraint_schema unique_constraint_name match_option update_rule delete_rule", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema} }, func(t *schema.Table, doubt string) {
			for _, k := range t.Constraints {
				if k.Kind == schema.ForeignKey {
					rel.add(doubt, t.Name.Schema, k.Name, k.RefTable.Schema, unknown{why: "which index a foreign key needs is not simulated"},
						map[bool]string{true: "FULL", false: "NONE"}[k.MatchFull], actionOr(k.OnUpdate), actionOr(k.OnDelete))
				}
			}
		})
	}),
	"check_constraints": newVirtual("constraint_schema constraint_name check_clause", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema} }, func(t *schema.Table, doubt string) {
			for _, k := range t.Constraints {
				if k.Kind == schema.Check {
					rel.add(doubt, t.Name.Schema, k.Name)
				}
			}
		})
	}),
	"routines": newVirtual("routine_schema routine_name routine_type", func(q *query, rel *rowset) {
		for _, r := range q.cat.AllRoutines("") {
			if r.Kind != "aggregate" {
				rel.add("", r.Name.Schema, r.Base(), strings.ToUpper(r.Kind))
			}
		}
	}),
}

// serverMade is a name of the server's own making; it equals no name that somebody wrote.
const serverMade = "\x00not_null"

func actionOr(action string) string {
	if action == "" {
		return "NO ACTION"
	}
	return action
}

func standardKind(k schema.ConstraintKind) string {
	if k == schema.Unique || k == schema.Check {
		return strings.TrimSuffix(k.String(), " constraint")
	}
	return k.String()
}

func informationColumns(q *query, rel *rowset) {
	q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema, n.Name} }, func(t *schema.Table, doubt string) {
		if t.Kind == schema.MaterializedView {
			return
		}
		infos, _ := q.cat.ColumnInfos(t.Name.Schema, t.Name.Name)
		for i, c := range infos {
			length, precision, scale := lengths(c.Of)
			rel.add(doubt, t.Name.Schema, t.Name.Name, c.Name, attribute(i+1), yesNo(c.Nullable), dataType(c.Of), shortType(c.Of), c.Of.Name.Schema,
				orNull(c.Default), length, precision, scale, yesNo(c.Identity != schema.NoIdentity),
				map[bool]string{true: "NEVER", false: "ALWAYS"}[c.Computed == ""], databaseName)
		}
	})
}

// dataType is the data_type of information_schema.columns.
func dataType(t schema.Type) any {
	switch {
	case t.IsZero():
		return unknown{why: "the type of a column is not known"}
	case t.Array:
		return "ARRAY"
	case t.Name.Schema != schema.SystemSchema:
		return "USER-DEFINED"
	case t.Name.Name == "bpchar":
		return "character"
	}
	return t.Name.Name
}

// longTypes are the names of pg_type by those that SQL has.
var longTypes = sync.OnceValue(func() map[string]string {
	long := map[string]string{"character": "bpchar"}
	for short, shown := range shownTypes { // into another map: the order does not matter
		if short != "decimal" {
			long[shown] = short
		}
	}
	return long
})

// shortType is the name of a type in pg_type.
func shortType(t schema.Type) any {
	if t.IsZero() {
		return unknown{why: "the type of a column is not known"}
	}
	name := t.Name.Name
	if short, ok := longTypes()[name]; ok && t.Name.Schema == schema.SystemSchema {
		name = short
	}
	if t.Array {
		return "_" + name
	}
	return name
}

// lengths are character_maximum_length, numeric_precision and numeric_scale.
func lengths(t schema.Type) (length, precision, scale any) {
	mod := strings.Trim(t.Mod, "()")
	first, second, _ := strings.Cut(mod, ",")
	n, hasFirst := parseInt(first)
	m, hasSecond := parseInt(second)
	if t.Array || t.Name.Schema != schema.SystemSchema {
		return nil, nil, nil
	}
	switch t.Name.Name {
	case "character varying", "character":
		if hasFirst {
			return n, nil, nil
		}
		if t.Name.Name == "character" {
			return int64(1), nil, nil
		}
	case "numeric":
		switch {
		case hasSecond:
			return nil, n, m
		case hasFirst:
			return nil, n, int64(0)
		}
	case "integer":
		return nil, int64(32), int64(0)
	case "bigint":
		return nil, int64(64), int64(0)
	case "smallint":
		return nil, int64(16), int64(0)
	case "real":
		return nil, int64(24), nil
	case "double precision":
		return nil, int64(53), nil
	}
	return nil, nil, nil
}
