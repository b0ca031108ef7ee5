package sqltype

import "github.com/sqlplan/sqlplan/revisions/python"

// classes are all type classes by dialect and name: ".String", "postgresql.JSONB".
var classes = func() map[string]*class {
	all := map[string]*class{}
	declare(all, "", "sqlalchemy.sql.sqltypes", genericTable)
	declare(all, "postgresql", "sqlalchemy.dialects.postgresql", postgresqlTable)
	declare(all, "mysql", "sqlalchemy.dialects.mysql", mysqlTable)
	declare(all, "mssql", "sqlalchemy.dialects.mssql", mssqlTable)
	declare(all, "oracle", "sqlalchemy.dialects.oracle", oracleTable)
	declare(all, "sqlite", "sqlalchemy.dialects.sqlite", sqliteTable)
	addMethods(all)
	return all
}()

// TypeEngine is the class that all types inherit from.
var TypeEngine = classes[".TypeEngine"].py

// IsType tells whether v is a type class or an instance of one.
func IsType(v python.Value) bool {
	cls, ok := v.(*python.Class)
	if !ok {
		cls = v.Class()
	}
	return hostClass(cls) != nil
}

const genericTable = `
TypeEngine: -
SchemaEventTarget: -
SchemaType(SchemaEventTarget): name=None, schema=None, metadata=None, inherit_schema=False, quote=None
Emulated: -
Concatenable: -
Indexable: -
ExternalType: -
String(Concatenable, TypeEngine): length=None, collation=None
Text(String)
Unicode(String)
UnicodeText(Text)
Integer(TypeEngine)
SmallInteger(Integer)
BigInteger(Integer)
Numeric(TypeEngine): precision=None, scale=None, decimal_return_scale=None, asdecimal=True
Float(Numeric): precision=None, asdecimal=False, decimal_return_scale=None
Double(Float)
DateTime(TypeEngine): timezone=False
Date(TypeEngine)
Time(TypeEngine): timezone=False
_Binary(TypeEngine): length=None
LargeBinary(_Binary): length=None
Boolean(SchemaType, Emulated, TypeEngine): create_constraint=False, name=None
MatchType(Boolean)
Enum(String, SchemaType, Emulated, TypeEngine): *enums, **kw
UserDefinedType(ExternalType, TypeEngine): -
TypeDecorator(SchemaEventTarget, ExternalType, TypeEngine): *args, **kwargs
Variant(TypeDecorator)
_AbstractInterval(TypeEngine)
Interval(Emulated, _AbstractInterval, TypeDecorator): native=True, second_precision=None, day_precision=None
PickleType(TypeDecorator): protocol=5, pickler=None, comparator=None, impl=None
JSON(Indexable, TypeEngine): none_as_null=False
ARRAY(SchemaEventTarget, Indexable, Concatenable, TypeEngine): item_type, as_tuple=False, dimensions=None, zero_indexes=False
TupleType(TypeEngine): *types
Uuid(Emulated, TypeEngine): as_uuid=True, native_uuid=True
UUID(Uuid): as_uuid=True
NullType(TypeEngine)
TableValueType(TypeEngine): *elements
VARCHAR(String)
NVARCHAR(Unicode)
CHAR(String)
NCHAR(Unicode)
TEXT(Text)
CLOB(Text)
INTEGER(Integer)
SMALLINT(SmallInteger)
BIGINT(BigInteger)
NUMERIC(Numeric)
DECIMAL(Numeric)
FLOAT(Float)
REAL(Float)
DOUBLE(Double)
DOUBLE_PRECISION(Double)
BOOLEAN(Boolean)
DATE(Date)
DATETIME(DateTime)
TIME(Time)
TIMESTAMP(DateTime): timezone=False
BLOB(LargeBinary)
BINARY(_Binary)
VARBINARY(_Binary)
`

const postgresqlTable = `
ARRAY(.ARRAY): item_type, as_tuple=False, dimensions=None, zero_indexes=False
BIT(TypeEngine): length=None, varying=False
BYTEA(LargeBinary)
INET(TypeEngine)
CIDR(TypeEngine)
MACADDR(TypeEngine)
MACADDR8(TypeEngine)
MONEY(TypeEngine)
OID(TypeEngine)
REGCLASS(TypeEngine)
REGCONFIG(TypeEngine)
TSVECTOR(TypeEngine)
TSQUERY(TypeEngine)
CITEXT(.TEXT)
HSTORE(Indexable, Concatenable, TypeEngine): text_type=None
JSON(.JSON): none_as_null=False, astext_type=None
JSONB(postgresql.JSON)
JSONPATH(TypeEngine)
INTERVAL(_AbstractInterval): precision=None, fields=None
TIMESTAMP(.TIMESTAMP): timezone=False, precision=None
TIME(.TIME): timezone=False, precision=None
NamedType(TypeEngine)
ENUM(NamedType, Enum): *enums, name=..., create_type=True, **kw
DOMAIN(NamedType, SchemaType): name, data_type, *, collation=None, default=None, constraint_name=None, not_null=None, check=None, create_type=True, schema=None, metadata=None, inherit_schema=False, quote=None
AbstractRange(TypeEngine)
AbstractSingleRange(AbstractRange)
AbstractMultiRange(AbstractRange)
INT4RANGE(AbstractSingleRange)
INT8RANGE(AbstractSingleRange)
NUMRANGE(AbstractSingleRange)
DATERANGE(AbstractSingleRange)
TSRANGE(AbstractSingleRange)
TSTZRANGE(AbstractSingleRange)
INT4MULTIRANGE(AbstractMultiRange)
INT8MULTIRANGE(AbstractMultiRange)
NUMMULTIRANGE(AbstractMultiRange)
DATEMULTIRANGE(AbstractMultiRange)
TSMULTIRANGE(AbstractMultiRange)
TSTZMULTIRANGE(AbstractMultiRange)
`

const mysqlTable = `
INTEGER(.INTEGER): display_width=None, *, unsigned=False, zerofill=False
BIGINT(.BIGINT): display_width=None, *, unsigned=False, zerofill=False
SMALLINT(.SMALLINT): display_width=None, *, unsigned=False, zerofill=False
MEDIUMINT(Integer): display_width=None, *, unsigned=False, zerofill=False
TINYINT(Integer): display_width=None, *, unsigned=False, zerofill=False
NUMERIC(.NUMERIC): precision=None, scale=None, asdecimal=True, *, unsigned=False, zerofill=False, decimal_return_scale=None
DECIMAL(.DECIMAL): precision=None, scale=None, asdecimal=True, *, unsigned=False, zerofill=False, decimal_return_scale=None
DOUBLE(.DOUBLE): precision=None, scale=None, asdecimal=True, *, unsigned=False, zerofill=False, decimal_return_scale=None
REAL(.REAL): precision=None, scale=None, asdecimal=True, *, unsigned=False, zerofill=False, decimal_return_scale=None
FLOAT(.FLOAT): precision=None, scale=None, asdecimal=False, *, unsigned=False, zerofill=False, decimal_return_scale=None
BIT(TypeEngine): length=None
TIME(.TIME): timezone=False, fsp=None
TIMESTAMP(.TIMESTAMP): timezone=False, fsp=None
DATETIME(.DATETIME): timezone=False, fsp=None
YEAR(TypeEngine): display_width=None
TEXT(.TEXT): length=None, *, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
TINYTEXT(String): *, length=None, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
MEDIUMTEXT(String): *, length=None, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
LONGTEXT(String): *, length=None, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
VARCHAR(.VARCHAR): length=None, *, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
CHAR(.CHAR): length=None, *, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=False
NVARCHAR(.NVARCHAR): length=None, *, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=True
NCHAR(.NCHAR): length=None, *, charset=None, collation=None, collate=None, ascii=False, binary=False, unicode=False, national=True
TINYBLOB(_Binary)
MEDIUMBLOB(_Binary)
LONGBLOB(_Binary)
ENUM(Enum): *enums, **kw
SET(String): *values, **kw
JSON(.JSON)
INET4(TypeEngine)
INET6(TypeEngine)
`

const mssqlTable = `
BIT(Boolean)
TINYINT(Integer)
DATETIME2(DateTime): precision=None, *, timezone=False
DATETIMEOFFSET(DateTime): precision=None, *, timezone=False
SMALLDATETIME(DateTime)
TIME(.TIME): precision=None, *, timezone=False
DOUBLE_PRECISION(.DOUBLE_PRECISION): *, asdecimal=False, decimal_return_scale=None
REAL(.REAL): *, asdecimal=False, decimal_return_scale=None
IMAGE(LargeBinary)
JSON(.JSON)
MONEY(TypeEngine)
SMALLMONEY(TypeEngine)
NTEXT(UnicodeText)
TIMESTAMP(_Binary): convert_int=False
ROWVERSION(mssql.TIMESTAMP)
SQL_VARIANT(TypeEngine)
UNIQUEIDENTIFIER(Uuid): as_uuid=True
VARBINARY(.VARBINARY, LargeBinary): length=None, filestream=False
XML(Text)
`

const oracleTable = `
BFILE(LargeBinary)
BINARY_DOUBLE(Double)
BINARY_FLOAT(Float)
DATE(DateTime)
FLOAT(.FLOAT): binary_precision=None, asdecimal=False, decimal_return_scale=None
INTERVAL(_AbstractInterval): day_precision=None, second_precision=None
LONG(Text)
NCLOB(Text)
NUMBER(Numeric, Integer): precision=None, scale=None, asdecimal=None
RAW(_Binary)
ROWID(TypeEngine)
TIMESTAMP(.TIMESTAMP): timezone=False, local_timezone=False
VARCHAR2(.VARCHAR)
VECTOR(TypeEngine): dim=None, storage_format=None, storage_type=None
`

const sqliteTable = `
DATE(.Date): storage_format=None, regexp=None, **kw
DATETIME(.DateTime): storage_format=None, regexp=None, *, truncate_microseconds=False, timezone=False, **kw
TIME(.Time): storage_format=None, regexp=None, *, truncate_microseconds=False, timezone=False, **kw
JSON(.JSON)
`
