package sqltype

import (
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Dialect is a dialect as Python code sees it: bind.dialect, postgresql.dialect().
type Dialect struct{ Name string }

var dialectClass = python.NewClass("sqlalchemy.engine.default", "DefaultDialect")

// NewDialect returns the dialect of a name.
func NewDialect(name string) *Dialect { return &Dialect{Name: name} }

// Class returns the class of dialects.
func (*Dialect) Class() *python.Class { return dialectClass }

// drivers are those that SQLAlchemy takes where a URL names none.
var drivers = map[string]string{
	"postgresql": "psycopg2", "mysql": "mysqldb", "mariadb": "mysqldb", "sqlite": "pysqlite", "mssql": "pyodbc", "oracle": "cx_oracle",
}

// Attr returns what is known of a dialect without a connection.
func (d *Dialect) Attr(t *python.Thread, name string) (python.Value, error) {
	postgres := d.Name == "postgresql"
	switch name {
	case "name":
		return python.Str(d.Name), nil
	case "driver":
		return python.Str(drivers[d.Name]), nil
	case "paramstyle":
		return python.Str("named"), nil
	case "server_version_info", "dbapi", "default_schema_name":
		return python.None, nil
	case "max_identifier_length":
		return python.NewInt(identifierLength(d.Name)), nil
	case "supports_native_enum", "supports_native_boolean", "supports_native_uuid", "supports_sequences", "supports_comments",
		"supports_alter", "supports_schemas", "supports_identity_columns":
		return python.Bool(postgres || supports[d.Name+" "+name]), nil
	case "supports_sane_rowcount":
		return python.True, nil
	case "is_mariadb":
		return python.Bool(d.Name == "mariadb"), nil
	case "type_descriptor":
		return python.NewBuiltin(name, descriptor), nil
	case "type_compiler", "identifier_preparer", "ddl_compiler", "statement_compiler":
		return python.NewOpaque("dialect."+name, "sqlplan does not run SQLAlchemy's compilers", t.Span()), nil
	}
	return nil, nil
}

// supports are the abilities of the dialects other than PostgreSQL, which has all.
var supports = map[string]bool{
	"mysql supports_native_enum": true, "mariadb supports_native_enum": true, "mysql supports_alter": true, "mariadb supports_alter": true,
	"mysql supports_comments": true, "mariadb supports_comments": true, "mariadb supports_sequences": true, "mariadb supports_native_uuid": true,
	"mysql supports_schemas": true, "mariadb supports_schemas": true,
	"mssql supports_sequences": true, "mssql supports_alter": true, "mssql supports_comments": true, "mssql supports_native_uuid": true,
	"mssql supports_identity_columns": true, "mssql supports_schemas": true,
	"oracle supports_sequences": true, "oracle supports_alter": true, "oracle supports_comments": true,
	"oracle supports_identity_columns": true, "oracle supports_schemas": true,
}

func identifierLength(dialect string) int64 {
	switch dialect {
	case "postgresql":
		return 63
	case "mysql", "mariadb":
		return 255
	case "mssql", "oracle":
		return 128
	}
	return 9999
}

// descriptor is type_descriptor(): the type as an object.
func descriptor(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) != 1 || len(c.Kwargs) > 0 {
		return nil, t.Raise(python.TypeError, "type_descriptor() takes 1 argument, but %d were given", len(c.Args)+len(c.Kwargs))
	}
	return Instance(t, c.Args[0])
}

// Binary compares dialects by their names.
func (d *Dialect) Binary(_ *python.Thread, op string, other python.Value, _ bool) (python.Value, error) {
	o, ok := other.(*Dialect)
	switch {
	case op == "==":
		return python.Bool(ok && o.Name == d.Name), nil
	case op == "!=":
		return python.Bool(!ok || o.Name != d.Name), nil
	}
	return nil, nil
}

// newDialectClass is sqlalchemy.dialects.NAME.dialect.
func newDialectClass(name string) *python.Class {
	c := python.NewClass("sqlalchemy.dialects."+name, "dialect", dialectClass)
	c.Construct = func(*python.Thread, *python.Class, *python.Call) (python.Value, error) { return NewDialect(name), nil }
	return c
}
