package bind

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// What SQLAlchemy's inspector returns for MySQL and MariaDB. It reads SHOW CREATE TABLE: see
// MySQLDialect in SQLAlchemy's dialects/mysql/base.py and reflection.py.

// mysqlReflectors are the methods of the inspector that describe a table.
var mysqlReflectors = map[string]reflector{
	"get_columns":            {mysqlNames(columnNames), mysqlParts("columns", "column_name", ""), mysqlColumns},
	"get_pk_constraint":      {mysqlNames(mysqlKeyColumns), mysqlParts("key_column_usage", "column_name", " AND constraint_name = 'PRIMARY'"), mysqlPrimaryKey},
	"get_unique_constraints": {mysqlNames(mysqlConstraints(schema.Unique)), mysqlParts("table_constraints", "constraint_name", " AND constraint_type = 'UNIQUE'"), mysqlUniques},
	"get_check_constraints":  {mysqlNames(mysqlConstraints(schema.Check)), nil, mysqlChecks},
	"get_foreign_keys":       {mysqlNames(mysqlConstraints(schema.ForeignKey)), mysqlParts("table_constraints", "constraint_name", " AND constraint_type = 'FOREIGN KEY'"), mysqlForeignKeys},
	"get_indexes":            {mysqlNames(mysqlIndexNames), mysqlParts("statistics", "index_name", " AND index_name <> 'PRIMARY'"), mysqlIndexes},
	"get_table_comment":      {mysqlNames(mysqlComment), mysqlParts("tables", "table_comment", " AND table_comment <> ''"), mysqlTableComment},
	"get_table_options":      {mysqlNames(mysqlNothing), nil, mysqlTableOptions},
}

type namesFunc = func(c *schema.Catalog, sch, table string) ([]string, schema.Known)

// mysqlNames adds to names that nothing is known of a database that the path has not made: it can be any.
func mysqlNames(names namesFunc) namesFunc {
	return func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		list, known := names(c, sch, table)
		if known.No() && otherDatabase(c, sch) {
			known = schema.Known{Doubt: schema.Doubt{Reason: "nothing is known of the database " + sch}}
		}
		return list, known
	}
}

// otherDatabase tells whether a name means a database that the path has not made.
func otherDatabase(c *schema.Catalog, sch string) bool {
	_, known := c.Schema(sch)
	return sch != "" && !known.Yes()
}

// isMySQL tells whether a dialect is one of the two.
func isMySQL(dialect string) bool { return dialect == "mysql" || dialect == "mariadb" }

func mysqlKeyColumns(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	k, known := c.PrimaryKeyOf(sch, table)
	if k == nil {
		return nil, known
	}
	return k.Columns, known
}

func mysqlConstraints(kind schema.ConstraintKind) namesFunc {
	return func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		t, known := described(c, sch, table)
		var names []string
		for _, k := range constraintsOf(t, kind) {
			names = append(names, k.Name)
		}
		return names, known
	}
}

// described finds a table, with the doubt about its definition.
func described(c *schema.Catalog, sch, table string) (*schema.Table, schema.Known) {
	t, known := c.Table(sch, table)
	if t != nil && known.Yes() && t.Doubt != nil {
		return t, schema.Known{Doubt: *t.Doubt}
	}
	return t, known
}

// constraintsOf are the constraints of a kind, sorted by name.
func constraintsOf(t *schema.Table, kind schema.ConstraintKind) []schema.Constraint {
	if t == nil {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(t.Constraints), func(k schema.Constraint) bool { return k.Kind != kind })
	slices.SortStableFunc(list, func(a, b schema.Constraint) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// mysqlIndexesOf are the indexes but for the primary key, sorted by name.
func mysqlIndexesOf(t *schema.Table) []schema.Index {
	if t == nil {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(t.Indexes), func(x schema.Index) bool { return x.Primary })
	slices.SortStableFunc(list, func(a, b schema.Index) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

func mysqlIndexNames(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	t, known := described(c, sch, table)
	var names []string
	for _, x := range mysqlIndexesOf(t) {
		names = append(names, x.Name)
	}
	return names, known
}

func mysqlComment(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	t, known := c.Table(sch, table)
	if t == nil || t.Comment == "" {
		return nil, known
	}
	return []string{t.Comment}, known
}

func mysqlNothing(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	_, known := c.Table(sch, table)
	return nil, known
}

// mysqlTypes are the types that SQLAlchemy knows by name (ischema_names). Their classes have the same name in
// capitals, but for int.
var mysqlTypes = strings.Fields(`bigint binary bit blob char date datetime decimal double enum float int json longblob longtext
	mediumblob mediumint mediumtext set smallint text time timestamp tinyblob tinyint tinytext uuid varbinary varchar year`)

const mysqlModule = "sqlalchemy.dialects.mysql"

// mysqlType is the type of a column as the class of SQLAlchemy's; MySQL's integers have no display width since 8.0.19.
func mysqlType(t *python.Thread, col *schema.Column) (python.Value, error) {
	name, mod := col.Type.Name.Name, col.Type.Mod
	class := strings.ToUpper(name)
	if name == "int" {
		class = "INTEGER"
	}
	cls, ok := sqltype.Lookup(mysqlModule, class)
	if !ok || !slices.Contains(mysqlTypes, name) {
		return t.CallKw(sqltype.Class("NullType"), nil, nil)
	}
	var args []python.Value
	var kwargs []python.Kwarg
	params, words, _ := strings.Cut(mod, ")")
	switch name {
	case "enum", "set":
		params, words = strings.TrimSuffix(mod, ")"), ""
		for _, v := range enumValues(params) {
			args = append(args, python.Str(v))
		}
		if name == "set" && slices.Contains(enumValues(params), "") {
			kwargs = append(kwargs, python.Kwarg{Name: "retrieve_as_bitwise", Value: python.True})
		}
	default:
		if !strings.HasPrefix(mod, "(") {
			params, words = "", mod
		}
		for i, n := range numbers(params) {
			if i == 0 && (name == "datetime" || name == "time" || name == "timestamp") {
				kwargs = append(kwargs, python.Kwarg{Name: "fsp", Value: python.NewInt(n)})
				continue
			}
			args = append(args, python.NewInt(n))
		}
	}
	for _, word := range []string{"unsigned", "zerofill"} {
		if strings.Contains(words, word) {
			kwargs = append(kwargs, python.Kwarg{Name: word, Value: python.True})
		}
	}
	set, _, _ := strings.Cut(col.Collation, "_")
	if set = cmp.Or(col.More().CharacterSet, set); set != "" && col.Collation != "binary" {
		kwargs = append(kwargs, python.Kwarg{Name: "charset", Value: python.Str(set)})
	}
	if col.Collation != "" && col.Collation != "binary" {
		kwargs = append(kwargs, python.Kwarg{Name: "collation", Value: python.Str(col.Collation)})
	}
	return t.CallKw(cls, args, kwargs)
}

// enumValues are the strings in "('a','it”s'".
func enumValues(params string) (values []string) {
	rest := strings.TrimPrefix(params, "(")
	for strings.HasPrefix(rest, "'") {
		end := 1
		for end < len(rest) && (rest[end] != '\'' || end+1 < len(rest) && rest[end+1] == '\'') {
			if rest[end] == '\'' {
				end++
			}
			end++
		}
		values = append(values, strings.ReplaceAll(rest[1:end], "''", "'"))
		rest = strings.TrimPrefix(rest[min(end+1, len(rest)):], ",")
	}
	return values
}

func isInteger(name string) bool {
	return slices.Contains([]string{"tinyint", "smallint", "mediumint", "int", "bigint"}, name)
}

// mysqlColumns is what get_columns returns. A default is as SHOW CREATE TABLE has it, with what follows ON UPDATE.
func mysqlColumns(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	list := python.NewList()
	for i := range tb.Columns {
		col := tb.Columns[i]
		typ, err := mysqlType(t, col)
		if err != nil {
			return nil, err
		}
		d := dict("name", python.Str(col.Name), "type", typ, "default", textOrNone(mysqlDefault(host.Of(t).Dialect(), col)),
			"comment", textOrNone(col.More().Comment), "nullable", python.Bool(!col.NotNull))
		if col.AutoIncrement || isInteger(col.Type.Name.Name) {
			d.SetStr("autoincrement", python.Bool(col.AutoIncrement))
		}
		if col.Generated != nil {
			text := python.NewOpaque("the expression of "+col.Name, "how the server prints it is not simulated", t.Span())
			d.SetStr("computed", dict("sqltext", text, "persisted", python.Bool(!col.Virtual)))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

// mysqlDefault is the default in SQL; empty for none. MySQL quotes numbers too.
func mysqlDefault(dialect string, col *schema.Column) string {
	if col.Default == nil || col.Default.Printed == "NULL" {
		return ""
	}
	text := col.Default.Printed
	switch {
	case strings.HasPrefix(col.Default.SQL, "("):
		if dialect == "mysql" {
			text = "(" + text + ")"
		}
	case dialect == "mysql" && !strings.HasPrefix(strings.ToUpper(text), "CURRENT_TIMESTAMP") && !strings.HasPrefix(text, "b'"):
		text = "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	if col.More().OnUpdate != "" {
		text += " ON UPDATE " + col.More().OnUpdate
	}
	return text
}

func mysqlPrimaryKey(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	columns, _ := mysqlKeyColumns(c, sch, table)
	d := dict("constrained_columns", textList(columns), "name", python.None)
	return d, nil
}

func mysqlUniques(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	t, _ := c.Table(sch, table)
	list := python.NewList()
	for _, k := range constraintsOf(t, schema.Unique) {
		list.Elems = append(list.Elems, dict("name", python.Str(k.Name), "column_names", textList(k.Columns), "duplicates_index", python.Str(k.Name)))
	}
	return list, nil
}

// mysqlChecks leaves out the checks that MariaDB prints in the definition of their column, as SQLAlchemy does.
func mysqlChecks(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	list := python.NewList()
	for _, k := range constraintsOf(tb, schema.Check) {
		if host.Of(t).Dialect() == "mariadb" && tb.Column(k.Name) != nil {
			continue
		}
		text := python.NewOpaque("the condition of "+k.Name, "how the server prints a condition is not simulated", t.Span())
		list.Elems = append(list.Elems, dict("name", python.Str(k.Name), "sqltext", text))
	}
	return list, nil
}

// mysqlForeignKeys: what MariaDB does where nothing is said, RESTRICT, it does not print.
func mysqlForeignKeys(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	list := python.NewList()
	for _, k := range constraintsOf(tb, schema.ForeignKey) {
		options := python.NewDict()
		for _, o := range []struct{ name, value string }{{"onupdate", k.OnUpdate}, {"ondelete", k.OnDelete}} {
			if o.value != "" && (o.value != "RESTRICT" || host.Of(t).Dialect() == "mysql") {
				options.SetStr(o.name, python.Str(o.value))
			}
		}
		referred := textOrNone(sch)
		if k.RefTable.Schema != tb.Name.Schema {
			referred = python.Str(k.RefTable.Schema)
		}
		list.Elems = append(list.Elems, dict("name", python.Str(k.Name), "constrained_columns", textList(k.Columns), "referred_schema", referred,
			"referred_table", python.Str(k.RefTable.Name), "referred_columns", textList(k.RefColumns), "options", options))
	}
	return list, nil
}

func mysqlIndexes(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	dialect := host.Of(t).Dialect()
	list := python.NewList()
	for _, x := range mysqlIndexesOf(tb) {
		names, lengths, options := python.NewList(), python.NewDict(), python.NewDict()
		for _, k := range x.Keys {
			if k.Column == "" {
				continue // SQLAlchemy's pattern finds columns only
			}
			names.Elems = append(names.Elems, python.Str(k.Column))
			if k.Length > 0 {
				lengths.SetStr(k.Column, python.NewInt(int64(k.Length)))
			}
		}
		d := dict("name", python.Str(x.Name), "column_names", names, "unique", python.Bool(x.Unique))
		kind := ""
		switch {
		case x.Unique:
			kind = "UNIQUE"
		case x.Method == "fulltext" || x.Method == "spatial":
			kind = strings.ToUpper(x.Method)
			options.SetStr(dialect+"_prefix", python.Str(kind))
		}
		for _, o := range x.Options {
			if parser, ok := strings.CutPrefix(o, "parser="); ok {
				options.SetStr(dialect+"_with_parser", python.Str(parser))
			}
		}
		if lengths.Len() > 0 {
			options.SetStr(dialect+"_length", lengths)
		}
		if kind != "" {
			d.SetStr("type", python.Str(kind))
		}
		if options.Len() > 0 {
			d.SetStr("dialect_options", options)
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

func mysqlTableComment(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	t, _ := c.Table(sch, table)
	return dict("text", textOrNone(t.Comment)), nil
}

// mysqlTableOptions: the defaults of the database are among them, and these are not known.
func mysqlTableOptions(t *python.Thread, _ *schema.Catalog, _, table string) (python.Value, error) {
	return python.NewOpaque("get_table_options("+strconv.Quote(table)+")", "the defaults of the database are not known", t.Span()), nil
}
