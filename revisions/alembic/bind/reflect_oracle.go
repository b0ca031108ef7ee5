package bind

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// What SQLAlchemy's inspector returns for Oracle: see OracleDialect in its
// dialects/oracle/base.py. Names in capitals come back in small letters.

// oracleReflectors are the methods of the inspector that describe a table.
var oracleReflectors = map[string]reflector{
	"get_columns":            {columnNames, oracleColumnsQuery, oracleColumns},
	"get_pk_constraint":      {mssqlKeyNames, nil, oraclePrimaryKey},
	"get_unique_constraints": {oracleConstraintNames(schema.Unique), nil, oracleUnique},
	"get_check_constraints":  {oracleConstraintNames(schema.Check), nil, oracleChecks},
	"get_foreign_keys":       {mssqlForeignNames, nil, oracleForeignKeys},
	"get_indexes":            {mssqlIndexNames, nil, oracleIndexes},
}

func oracleColumnsQuery(n schema.Name) string {
	return "SELECT column_name AS name FROM all_tab_columns WHERE " + oracleOwner("owner", n.Schema) + " AND table_name IN " + oracleName(n.Name)
}

// oracleClass is the class of a type of the catalog, and the names of its numbers.
func oracleClass(typ schema.Type) (module, class string, names []string) {
	const own, general = "sqlalchemy.dialects.oracle", "sqlalchemy.types"
	name, numbers := typ.Name.Name, strings.Trim(typ.Mod, "()")
	switch {
	case name == "number" && strings.HasPrefix(numbers, "*") && strings.HasSuffix(numbers, ",0"):
		return general, "INTEGER", nil
	case name == "number":
		return own, "NUMBER", []string{"precision", "scale"}
	case name == "float" && (numbers == "126" || numbers == ""):
		return general, "DOUBLE_PRECISION", nil
	case name == "float" && numbers == "63":
		return general, "REAL", nil
	case name == "float":
		return own, "FLOAT", []string{"binary_precision"}
	case name == "varchar2":
		return general, "VARCHAR", []string{"length"}
	case name == "nvarchar2":
		return general, "NVARCHAR", []string{"length"}
	case name == "char", name == "nchar":
		return general, strings.ToUpper(name), []string{"length"}
	case name == "raw":
		return own, "RAW", []string{"length"}
	case strings.HasPrefix(name, "timestamp"):
		return own, "TIMESTAMP", nil
	case strings.HasPrefix(name, "interval day"):
		return own, "INTERVAL", nil
	case name == "clob", name == "blob":
		return general, strings.ToUpper(name), nil
	}
	return own, strings.ToUpper(name), nil
}

// oracleType is a type of the catalog as a type of SQLAlchemy.
func oracleType(t *python.Thread, typ schema.Type) (python.Value, error) {
	module, class, names := oracleClass(typ)
	cls, ok := sqltype.Lookup(module, class)
	if !ok {
		return t.CallKw(sqltype.Class("NullType"), nil, nil)
	}
	var kwargs []python.Kwarg
	size, _, _ := strings.Cut(typ.Mod, " ") // "(20 char)"
	for i, n := range numbers(size) {
		if i < len(names) {
			kwargs = append(kwargs, python.Kwarg{Name: names[i], Value: python.NewInt(n)})
		}
	}
	switch {
	case class == "NUMBER" && len(kwargs) == 1: // a precision alone has the scale 0
		kwargs = append(kwargs, python.Kwarg{Name: "scale", Value: python.NewInt(0)})
	case class == "TIMESTAMP" && strings.HasSuffix(typ.Name.Name, "local time zone"):
		kwargs = []python.Kwarg{{Name: "local_timezone", Value: python.Bool(true)}}
	case class == "TIMESTAMP" && strings.HasSuffix(typ.Name.Name, "time zone"):
		kwargs = []python.Kwarg{{Name: "timezone", Value: python.Bool(true)}}
	}
	return t.CallKw(cls, nil, kwargs)
}

func oracleColumns(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	list := python.NewList()
	for _, col := range tb.Columns {
		typ := python.Value(mssqlHidden(t, "the type of column "+col.Name))
		if !col.Type.IsZero() {
			var err error
			if typ, err = oracleType(t, col.Type); err != nil {
				return nil, err
			}
		}
		def := python.Value(python.None)
		if col.Default != nil && col.Identity == schema.NoIdentity {
			def = mssqlHidden(t, "the default of column "+col.Name)
		}
		d := dict("name", python.Str(col.Name), "type", typ, "nullable", python.Bool(!col.NotNull), "default", def, "comment", textOrNone(col.More().Comment))
		if col.Generated != nil {
			d.SetStr("computed", dict("sqltext", mssqlHidden(t, "the expression of column "+col.Name)))
		}
		if col.Identity != schema.NoIdentity {
			d.SetStr("identity", mssqlHidden(t, "the options of the identity of column "+col.Name))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

func oraclePrimaryKey(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	k, _ := c.PrimaryKeyOf(sch, table)
	if k == nil {
		return dict("constrained_columns", python.NewList(), "name", python.None), nil
	}
	return dict("constrained_columns", textList(k.Columns), "name", mssqlName(t, k.Name), "comment", python.None), nil
}

// oracleConstraints are those of a kind in the order of the catalog.
func oracleConstraints(c *schema.Catalog, sch, table string, kind schema.ConstraintKind) ([]schema.Constraint, schema.Known) {
	tb, known := c.Table(sch, table)
	switch {
	case tb == nil || known.No():
		return nil, known
	case known.Yes() && tb.Doubt != nil:
		return nil, schema.Known{Doubt: *tb.Doubt}
	}
	return slices.DeleteFunc(slices.Clone(tb.Constraints), func(k schema.Constraint) bool { return k.Kind != kind }), known
}

func oracleConstraintNames(kind schema.ConstraintKind) func(*schema.Catalog, string, string) ([]string, schema.Known) {
	return func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		list, known := oracleConstraints(c, sch, table, kind)
		var names []string
		for _, k := range list {
			names = append(names, k.Name)
		}
		return mssqlNames(names), known
	}
}

func oracleUnique(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	found, _ := oracleConstraints(c, sch, table, schema.Unique)
	list := python.NewList()
	for _, k := range found {
		list.Elems = append(list.Elems, dict("name", mssqlName(t, k.Name), "column_names", textList(k.Columns), "duplicates_index", mssqlName(t, k.Name), "comment", python.None))
	}
	return list, nil
}

func oracleChecks(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	found, _ := oracleConstraints(c, sch, table, schema.Check)
	list := python.NewList()
	for _, k := range found {
		list.Elems = append(list.Elems, dict("name", mssqlName(t, k.Name), "sqltext", mssqlHidden(t, "the condition of constraint "+k.Name), "comment", python.None))
	}
	return list, nil
}

func oracleForeignKeys(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	infos, _ := c.ForeignKeys(sch, table)
	for _, k := range infos {
		referred := python.Value(python.None)
		if sch != "" || k.RefTable.Schema != c.CreationSchema() {
			referred = python.Str(k.RefTable.Schema)
		}
		options := python.NewDict()
		if k.OnDelete != "" {
			options.SetStr("ondelete", python.Str(k.OnDelete))
		}
		list.Elems = append(list.Elems, dict("name", mssqlName(t, k.Name), "constrained_columns", textList(k.Columns), "referred_schema", referred,
			"referred_table", python.Str(k.RefTable.Name), "referred_columns", textList(k.RefColumns), "options", options, "comment", python.None))
	}
	return list, nil
}

func oracleIndexes(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	found, _ := mssqlIndexesOf(c, sch, table)
	list := python.NewList()
	for _, x := range found {
		columns := python.NewList()
		for _, k := range x.Keys {
			if k.Column == "" {
				return nil, &host.Unsupported{Code: CodeSchema, At: t.Span(), Message: "how Oracle writes the expression of index " + x.Name + " is not known",
					Help: "write the index with its columns"}
			}
			columns.Elems = append(columns.Elems, python.Str(k.Column))
		}
		list.Elems = append(list.Elems, dict("name", mssqlName(t, x.Name), "column_names", columns, "dialect_options", python.NewDict(), "unique", python.Bool(x.Unique)))
	}
	return list, nil
}
