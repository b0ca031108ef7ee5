package bind

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// What SQLAlchemy's inspector returns for SQL Server: see MSDialect in its
// dialects/mssql/base.py. It has no methods for unique and check constraints there; the
// index of a unique constraint is among the indexes.

// mssqlReflectors are the methods of the inspector that describe a table.
var mssqlReflectors = map[string]reflector{
	"get_columns":            {columnNames, mssqlColumnsQuery, mssqlColumns},
	"get_pk_constraint":      {mssqlKeyNames, nil, mssqlPrimaryKey},
	"get_unique_constraints": {tableAlone, nil, mssqlUnanswered},
	"get_check_constraints":  {tableAlone, nil, mssqlUnanswered},
	"get_foreign_keys":       {mssqlForeignNames, nil, mssqlForeignKeys},
	"get_indexes":            {mssqlIndexNames, nil, mssqlIndexes},
}

func mssqlColumnsQuery(n schema.Name) string {
	return "SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(" + mssqlObject(n) + ")"
}

// tableAlone is known where the table is.
func tableAlone(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	_, known := c.Table(sch, table)
	return nil, known
}

func mssqlUnanswered(t *python.Thread, _ *schema.Catalog, _, _ string) (python.Value, error) {
	return nil, t.Raise(python.NotImplementedError, "")
}

// mssqlTypes are the classes of the types that do not have the name of their class in
// small letters (ischema_names).
var mssqlTypes = map[string]string{"int": "INTEGER"}

// mssqlType is a type of the catalog as a type of SQLAlchemy. "max" is no length.
func mssqlType(t *python.Thread, typ schema.Type) (python.Value, error) {
	class := strings.ToUpper(typ.Name.Name)
	if other, ok := mssqlTypes[typ.Name.Name]; ok {
		class = other
	}
	cls, ok := sqltype.Lookup("sqlalchemy.dialects.mssql", class)
	if !ok {
		if cls, ok = sqltype.Lookup("sqlalchemy.types", class); !ok {
			cls = sqltype.Class("NullType")
			return t.CallKw(cls, nil, nil)
		}
	}
	names := []string{"precision", "scale"}
	switch class {
	case "VARCHAR", "NVARCHAR", "CHAR", "NCHAR", "BINARY", "VARBINARY":
		names = []string{"length"}
	case "FLOAT":
		names = []string{"precision"}
	case "DATETIME2", "DATETIMEOFFSET", "TIME":
		names = nil // SQLAlchemy leaves the precision out
	}
	var kwargs []python.Kwarg
	for i, n := range numbers(typ.Mod) {
		if i < len(names) {
			kwargs = append(kwargs, python.Kwarg{Name: names[i], Value: python.NewInt(n)})
		}
	}
	return t.CallKw(cls, nil, kwargs)
}

// mssqlHidden stands for a text that only the server can show: it prints expressions in
// its own way, and makes up names.
func mssqlHidden(t *python.Thread, what string) python.Value {
	return python.NewOpaque(what, "only the server knows how it is written there", t.Span())
}

func mssqlColumns(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb, _ := c.Table(sch, table)
	list := python.NewList()
	for _, col := range tb.Columns {
		typ := python.Value(mssqlHidden(t, "the type of column "+col.Name))
		if !col.Type.IsZero() {
			var err error
			if typ, err = mssqlType(t, col.Type); err != nil {
				return nil, err
			}
		}
		def := python.Value(python.None)
		if col.Default != nil {
			def = mssqlHidden(t, "the default of column "+col.Name)
		}
		identity := col.Identity != schema.NoIdentity
		d := dict("name", python.Str(col.Name), "type", typ, "nullable", python.Bool(!col.NotNull), "default", def,
			"autoincrement", python.Bool(identity), "comment", textOrNone(col.More().Comment))
		if col.Generated != nil {
			d.SetStr("computed", dict("sqltext", mssqlHidden(t, "the expression of column "+col.Name), "persisted", mssqlHidden(t, "whether column "+col.Name+" is stored")))
		}
		if identity {
			d.SetStr("identity", dict("start", mssqlHidden(t, "the start of column "+col.Name), "increment", mssqlHidden(t, "the increment of column "+col.Name)))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

// madeUp starts the names in the catalog that the server makes up (ddlsim.MadeUp).
const madeUp = "?"

// mssqlName is the name of a constraint or an index, where a revision gave it one.
func mssqlName(t *python.Thread, name string) python.Value {
	if what, ok := strings.CutPrefix(name, madeUp); ok {
		return mssqlHidden(t, "the name of the "+what)
	}
	return python.Str(name)
}

// mssqlNames leaves the mark of a made-up name out.
func mssqlNames(names []string) []string {
	for i, n := range names {
		names[i] = strings.TrimPrefix(n, madeUp)
	}
	return names
}

func mssqlKeyNames(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	k, known := c.PrimaryKeyOf(sch, table)
	if k == nil {
		return nil, known
	}
	return mssqlNames([]string{k.Name}), known
}

func mssqlPrimaryKey(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	k, _ := c.PrimaryKeyOf(sch, table)
	if k == nil {
		return dict("constrained_columns", python.NewList(), "name", python.None), nil
	}
	return dict("constrained_columns", textList(k.Columns), "name", mssqlName(t, k.Name), "dialect_options", python.NewDict()), nil
}

func mssqlForeignNames(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	infos, known := c.ForeignKeys(sch, table)
	var names []string
	for _, k := range infos {
		names = append(names, k.Name)
	}
	return mssqlNames(names), known
}

func mssqlForeignKeys(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	infos, _ := c.ForeignKeys(sch, table)
	for _, k := range infos {
		referred := python.Value(python.None)
		if sch != "" || k.RefTable.Schema != c.CreationSchema() {
			referred = python.Str(k.RefTable.Schema)
		}
		options := python.NewDict()
		for _, o := range []struct{ name, value string }{{"onupdate", k.OnUpdate}, {"ondelete", k.OnDelete}} {
			if o.value != "" {
				options.SetStr(o.name, python.Str(o.value))
			}
		}
		list.Elems = append(list.Elems, dict("name", mssqlName(t, k.Name), "constrained_columns", textList(k.Columns),
			"referred_schema", referred, "referred_table", python.Str(k.RefTable.Name), "referred_columns", textList(k.RefColumns), "options", options))
	}
	return list, nil
}

// mssqlIndexesOf are the indexes but for that of the primary key.
func mssqlIndexesOf(c *schema.Catalog, sch, table string) ([]schema.Index, schema.Known) {
	tb, known := c.Table(sch, table)
	switch {
	case tb == nil || known.No():
		return nil, known
	case known.Yes() && tb.Doubt != nil:
		return nil, schema.Known{Doubt: *tb.Doubt}
	}
	var list []schema.Index
	for _, x := range tb.Indexes {
		if !x.Primary {
			list = append(list, x)
		}
	}
	return list, known
}

func mssqlIndexNames(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	list, known := mssqlIndexesOf(c, sch, table)
	var names []string
	for _, x := range list {
		names = append(names, x.Name)
	}
	return mssqlNames(names), known
}

func mssqlIndexes(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	found, _ := mssqlIndexesOf(c, sch, table)
	list := python.NewList()
	for _, x := range found {
		columns := python.NewList()
		for _, k := range x.Keys {
			if k.Column == "" {
				return nil, &host.Unsupported{Code: CodeSchema, At: t.Span(), Message: "the columns of index " + x.Name + " are not known", Help: "write the index with columns"}
			}
			columns.Elems = append(columns.Elems, python.Str(k.Column))
		}
		options := dict("mssql_clustered", mssqlHidden(t, "whether index "+x.Name+" is clustered"))
		if x.Where != nil {
			options.SetStr("mssql_where", mssqlHidden(t, "the condition of index "+x.Name))
		}
		list.Elems = append(list.Elems, dict("name", mssqlName(t, x.Name), "unique", python.Bool(x.Unique), "column_names", columns,
			"include_columns", textList(x.Include), "dialect_options", options))
	}
	return list, nil
}
