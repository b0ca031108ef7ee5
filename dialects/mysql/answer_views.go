package mysql

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// here are the tables and views of the database that the script runs in.
func (q *query) here() []*schema.Table {
	var list []*schema.Table
	for _, t := range append(q.cat.Tables(""), q.cat.Views("")...) {
		if t.Name.Schema == q.cat.CreationSchema() {
			list = append(list, t)
		}
	}
	return list
}

// virtual returns the rows of one view of information_schema; only the columns that revisions ask for.
// https://dev.mysql.com/doc/refman/8.0/en/information-schema.html
func (q *query) virtual(view string) []row {
	var rows []row
	for _, t := range q.here() {
		base := row{"table_schema": thisDatabase, "table_name": t.Name.Name}
		add := func(pairs ...any) {
			r := row{}
			for k, v := range base {
				r[k] = v
			}
			for i := 0; i < len(pairs); i += 2 {
				r[pairs[i].(string)] = pairs[i+1]
			}
			rows = append(rows, r)
		}
		switch view {
		case "tables":
			kind := "BASE TABLE"
			if t.IsView() {
				kind = "VIEW"
			}
			add("table_type", kind, "table_comment", t.Comment)
		case "views":
			if t.IsView() {
				add()
			}
		case "columns":
			for i := range t.Columns {
				add(q.columnRow(t, i)...)
			}
		case "statistics":
			for _, x := range t.Indexes {
				for i, k := range x.Keys {
					nonUnique := 1
					if x.Unique {
						nonUnique = 0
					}
					add("index_schema", thisDatabase, "index_name", x.Name, "non_unique", jsonNumber(nonUnique), "seq_in_index", jsonNumber(i+1), "column_name", textOrNull(k.Column), "index_comment", x.Comment)
				}
			}
		case "table_constraints", "referential_constraints", "key_column_usage", "check_constraints":
			for _, k := range t.Constraints {
				q.constraintRows(view, &k, add)
			}
		case "triggers":
			for _, g := range t.Triggers {
				add("trigger_schema", thisDatabase, "trigger_name", g.Name, "event_object_schema", thisDatabase, "event_object_table", t.Name.Name)
			}
		default:
			q.cannot("information_schema." + view + " is not answered")
			return nil
		}
	}
	return rows
}

func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func (q *query) columnRow(t *schema.Table, i int) []any {
	c := t.Columns[i]
	null, key := "YES", ""
	if c.NotNull {
		null = "NO"
	}
	for _, x := range t.Indexes {
		switch first := x.Keys[0].Column == c.Name; {
		case x.Primary && columnIn(&x, c.Name):
			key = "PRI"
		case key == "" && first && x.Unique && len(x.Keys) == 1:
			key = "UNI"
		case key == "" && first:
			key = "MUL"
		}
	}
	var def any
	if c.Default != nil {
		def = c.Default.Printed
	}
	if def == nil && !c.NotNull && q.f == MariaDB {
		def = "NULL"
	}
	if def == "NULL" && q.f == MySQL {
		def = nil
	}
	extra := ""
	if c.AutoIncrement {
		extra = "auto_increment"
	}
	typ := q.cat.FormatType(c.Type)
	length := any(nil)
	if n := leadingNumber(c.Type.Mod); n > 0 && strings.HasSuffix(c.Type.Name.Name, "char") {
		length = jsonNumber(n)
	}
	return []any{"column_name", c.Name, "column_type", typ, "data_type", c.Type.Name.Name, "is_nullable", null, "column_default", def,
		"ordinal_position", jsonNumber(i + 1), "column_key", key, "extra", extra, "column_comment", c.More().Comment, "character_maximum_length", length}
}

func columnIn(x *schema.Index, name string) bool {
	for _, k := range x.Keys {
		if k.Column == name {
			return true
		}
	}
	return false
}

var constraintTypes = map[schema.ConstraintKind]string{
	schema.PrimaryKey: "PRIMARY KEY", schema.Unique: "UNIQUE", schema.ForeignKey: "FOREIGN KEY", schema.Check: "CHECK",
}

func (q *query) constraintRows(view string, k *schema.Constraint, add func(...any)) {
	name := []any{"constraint_schema", thisDatabase, "constraint_name", k.Name}
	with := func(more ...any) { add(append(append([]any{}, name...), more...)...) }
	action := func(rule string) string {
		if rule == "" && q.f == MySQL {
			return "NO ACTION"
		} else if rule == "" {
			return "RESTRICT"
		}
		return rule
	}
	switch {
	case view == "table_constraints":
		with("constraint_type", constraintTypes[k.Kind])
	case view == "check_constraints" && k.Kind == schema.Check:
		with()
	case view == "referential_constraints" && k.Kind == schema.ForeignKey:
		with("referenced_table_name", k.RefTable.Name, "update_rule", action(k.OnUpdate), "delete_rule", action(k.OnDelete))
	case view == "key_column_usage" && k.Kind != schema.Check:
		for i, col := range k.Columns {
			var refTable, refColumn, refSchema any
			if k.Kind == schema.ForeignKey && i < len(k.RefColumns) {
				refTable, refColumn, refSchema = k.RefTable.Name, k.RefColumns[i], thisDatabase
			}
			with("column_name", col, "ordinal_position", jsonNumber(i+1), "referenced_table_name", refTable, "referenced_column_name", refColumn, "referenced_table_schema", refSchema)
		}
	}
}

// show is SHOW TABLES, SHOW COLUMNS and SHOW INDEX.
func (q *query) show() {
	full := q.take("FULL")
	q.takeAny("EXTENDED")
	switch {
	case q.take("TABLES"):
		like, ok := q.like("table_name")
		if !ok || full {
			q.cannot("this form of SHOW TABLES is not answered")
			return
		}
		q.surely(like)
		q.answer.Columns = []string{"Tables"}
		for _, t := range q.here() {
			if met := len(like) == 0; met || first(like[0].holds(row{"table_name": t.Name.Name})) {
				q.answer.Rows = append(q.answer.Rows, []any{t.Name.Name})
			}
		}
	case q.takeAny("COLUMNS", "FIELDS") != "":
		if full {
			q.cannot("SHOW FULL COLUMNS is not answered")
			return
		}
		q.takeAny("FROM", "IN")
		q.columnsOf()
	case q.takeAny("INDEX", "INDEXES", "KEYS") != "":
		q.takeAny("FROM", "IN")
		q.indexesOf()
	default:
		q.cannot("this form of SHOW is not answered")
	}
}

func first(a, _ bool) bool { return a }

// like reads LIKE 'pattern' or WHERE conditions; column is what LIKE is about.
func (q *query) like(column string) (conditions []condition, ok bool) {
	if !q.take("LIKE") {
		return nil, true
	}
	text, ok := q.str()
	return []condition{{column: column, op: "like", values: []any{text}}}, ok
}

// shown finds the table of SHOW COLUMNS and its like, whose rows are a virtual table.
func (q *query) shown() *schema.Table {
	sch, name := q.qualified()
	if q.takeAny("FROM", "IN") != "" {
		sch = q.name()
	}
	t, known := q.cat.Table(sch, name)
	switch {
	case t == nil || !known.Yes():
		q.cannot("the table " + name + " is not known for sure")
	case t.Doubt != nil:
		q.cannot("the table " + name + " is not known for sure: " + t.Doubt.Reason)
	default:
		return t
	}
	return nil
}

// columnsOf is SHOW COLUMNS.
func (q *query) columnsOf() {
	t := q.shown()
	if t == nil {
		return
	}
	var rows []row
	for i := range t.Columns {
		r := row{}
		pairs := q.columnRow(t, i)
		for j := 0; j < len(pairs); j += 2 {
			r[pairs[j].(string)] = pairs[j+1]
		}
		def := r["column_default"]
		if def == "NULL" {
			def = nil
		}
		rows = append(rows, row{"field": r["column_name"], "type": r["column_type"], "null": r["is_nullable"], "key": r["column_key"], "default": unquoted(def), "extra": r["extra"]})
	}
	q.shownRows(rows, "field", "Field", "Type", "Null", "Key", "Default", "Extra")
}

// unquoted is a default as SHOW COLUMNS has it: without its quotes.
func unquoted(def any) any {
	if text, ok := def.(string); ok && strings.HasPrefix(text, "'") {
		return unescape(text)
	}
	return def
}

// indexesOf is SHOW INDEX. What depends on the rows nobody can tell.
func (q *query) indexesOf() {
	t := q.shown()
	if t == nil {
		return
	}
	var rows []row
	for _, x := range t.Indexes {
		for i, k := range x.Keys {
			nonUnique := 1
			if x.Unique {
				nonUnique = 0
			}
			rows = append(rows, row{"table": t.Name.Name, "non_unique": jsonNumber(nonUnique), "key_name": x.Name, "seq_in_index": jsonNumber(i + 1), "column_name": textOrNull(k.Column),
				"collation": ir.Unknowable{Why: "the collation of an index is not simulated"}, "cardinality": ir.Unknowable{Why: "it depends on the rows"}})
		}
	}
	q.shownRows(rows, "", "Table", "Non_unique", "Key_name", "Seq_in_index", "Column_name", "Collation", "Cardinality")
}

// shownRows answers with rows of SHOW, after LIKE or WHERE.
func (q *query) shownRows(rows []row, likeColumn string, columns ...string) {
	if likeColumn != "" && q.is("LIKE") {
		conditions, ok := q.like(likeColumn)
		if !ok {
			q.cannot("this form of LIKE is not answered")
			return
		}
		kept := rows[:0:0]
		for _, r := range rows {
			if first(conditions[0].holds(r)) {
				kept = append(kept, r)
			}
		}
		rows = kept
	} else {
		rows = q.filterShown(rows)
	}
	q.answer.Columns = columns
	for _, r := range rows {
		values := make([]any, len(columns))
		for i, c := range columns {
			values[i] = r[strings.ToLower(c)]
		}
		q.answer.Rows = append(q.answer.Rows, values)
	}
}

// filterShown reads the WHERE of SHOW; the table is known already.
func (q *query) filterShown(rows []row) []row {
	if !q.take("WHERE") {
		return rows
	}
	for {
		c, ok := q.condition()
		if !ok {
			q.cannot("a condition of SHOW is not answered")
			return nil
		}
		kept := rows[:0:0]
		for _, r := range rows {
			met, ok := c.holds(r)
			if !ok {
				q.cannot("the column " + c.column + " of SHOW is not answered")
				return nil
			}
			if met {
				kept = append(kept, r)
			}
		}
		rows = kept
		if !q.take("AND") {
			return rows
		}
	}
}
