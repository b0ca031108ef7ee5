package thirdparty

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

type converter = func(t *python.Thread, a sqltype.Args) (*ir.Type, error)

// is returns the converter of a type that is always the same.
func is(typ ir.Type) converter {
	return func(*python.Thread, sqltype.Args) (*ir.Type, error) {
		own := typ
		return &own, nil
	}
}

// sql returns the converter of a type that is one word of SQL.
func sql(word string) converter { return is(ir.Type{Class: "SQL", Spec: word}) }

// sized returns the converter of a text type whose length is an argument.
func sized(class, arg string) converter {
	return func(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
		return &ir.Type{Class: class, Length: a.Int(arg)}, nil
	}
}

func length(class string, n int) converter {
	return is(ir.Type{Class: class, Length: &n})
}

// dimensioned is a type of pgvector: "VECTOR(3)".
func dimensioned(word string) converter {
	return func(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
		if n := a.Int("dim"); n != nil {
			return &ir.Type{Class: "SQL", Spec: fmt.Sprintf("%s(%d)", word, *n)}, nil
		}
		return &ir.Type{Class: "SQL", Spec: word}, nil
	}
}

// vectorText writes a list of numbers as the server reads a vector.
func vectorText(t *python.Thread, v python.Value) (python.Value, error) {
	if _, ok := python.AsStr(v); ok {
		return v, nil
	}
	elems, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	parts := make([]string, len(elems))
	for i, e := range elems {
		n, err := t.Call(python.FloatClass, e)
		if err != nil {
			return nil, err
		}
		if parts[i], err = t.Str(n); err != nil {
			return nil, err
		}
	}
	return python.Str("[" + strings.Join(parts, ",") + "]"), nil
}

// wrapped is a type that stands for the type of one of its arguments.
func wrapped(arg string, otherwise ir.Type) converter {
	return func(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
		if v := a.Get(arg); v != nil && v != python.None {
			return sqltype.Of(t, v)
		}
		own := otherwise
		return &own, nil
	}
}

// onPostgreSQL is one type there, and another everywhere else.
func onPostgreSQL(there, elsewhere ir.Type) converter {
	return func(t *python.Thread, _ sqltype.Args) (*ir.Type, error) {
		own := elsewhere
		if host.Of(t).Dialect() == "postgresql" {
			own = there
		}
		return &own, nil
	}
}

// guid is a UUID where the server has the type, else 36 characters.
func guid() converter {
	n := 36
	return onPostgreSQL(ir.Type{Class: "UUID"}, ir.Type{Class: "CHAR", Length: &n})
}

const (
	utils    = "sqlalchemy_utils sqlalchemy_utils.types"
	advanced = "advanced_alchemy.types"
)

func in(submodule string) string { return utils + " sqlalchemy_utils.types." + submodule }

var postgresJSONB = ir.Type{Class: "JSONB", Dialect: "postgresql"}

// types are the types, by package.
var types = []entry{
	{modules: "sqlmodel sqlmodel.sql.sqltypes", name: "AutoString", params: "length=None, collation=None", convert: sized("VARCHAR", "length"), decorator: true},
	{modules: "sqlmodel sqlmodel.sql.sqltypes", name: "GUID", convert: guid(), decorator: true},

	{modules: "pgvector.sqlalchemy pgvector.sqlalchemy.vector", name: "Vector", params: "dim=None", convert: dimensioned("VECTOR"), change: vectorText},
	{modules: "pgvector.sqlalchemy pgvector.sqlalchemy.vector", name: "VECTOR", params: "dim=None", convert: dimensioned("VECTOR"), change: vectorText},
	{modules: "pgvector.sqlalchemy pgvector.sqlalchemy.halfvec", name: "HALFVEC", params: "dim=None", convert: dimensioned("HALFVEC"), change: vectorText},
	{modules: "pgvector.sqlalchemy pgvector.sqlalchemy.sparsevec", name: "SPARSEVEC", params: "dim=None", convert: dimensioned("SPARSEVEC")},
	{modules: "pgvector.sqlalchemy pgvector.sqlalchemy.bit", name: "BIT", params: "length=None", convert: func(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
		return &ir.Type{Class: "BIT", Dialect: "postgresql", Length: a.Int("length")}, nil
	}},

	{modules: "geoalchemy2 geoalchemy2.types", name: "Geometry", params: spatialParams, convert: spatial("geometry")},
	{modules: "geoalchemy2 geoalchemy2.types", name: "Geography", params: spatialParams, convert: spatial("geography")},
	{modules: "geoalchemy2 geoalchemy2.types", name: "Raster", params: "spatial_index=True, from_text=None, name=None, nullable=True", convert: raster},

	{modules: in("uuid"), name: "UUIDType", params: "binary=True, native=True", convert: utilsUUID, decorator: true},
	{modules: in("url"), name: "URLType", params: "*args, **kwargs", convert: is(ir.Type{Class: "UnicodeText"}), decorator: true},
	{modules: in("email"), name: "EmailType", params: "length=255, *args, **kwargs", convert: sized("Unicode", "length"), decorator: true},
	{modules: in("choice"), name: "ChoiceType", params: "choices, impl=None", convert: choice, decorator: true},
	{modules: in("json"), name: "JSONType", params: "*args, **kwargs", convert: onPostgreSQL(ir.Type{Class: "JSON"}, ir.Type{Class: "UnicodeText"}), decorator: true},
	{modules: in("arrow"), name: "ArrowType", params: "timezone=False, **kwargs", convert: zoned, decorator: true},
	{modules: in("enriched_datetime"), name: "EnrichedDateTimeType", params: "datetime_processor=None, **kwargs", convert: is(ir.Type{Class: "DateTime"}), decorator: true},
	{modules: in("ts_vector"), name: "TSVectorType", params: "*args, **kwargs", convert: is(ir.Type{Class: "TSVECTOR", Dialect: "postgresql"}), decorator: true},
	{modules: in("ltree"), name: "LtreeType", convert: sql("LTREE")},
	{modules: in("ltree"), name: "LQUERY", convert: sql("LQUERY")},
	{modules: in("ltree"), name: "LTXTQUERY", convert: sql("LTXTQUERY")},
	{modules: in("password"), name: "PasswordType", params: "max_length=None, **kwargs", convert: password, decorator: true, secret: true},
	{modules: in("encrypted.encrypted_type"), name: "StringEncryptedType", params: "type_in=None, key=None, engine=None, padding=None, **kwargs", convert: encrypted, decorator: true, secret: true},
	{modules: in("encrypted.encrypted_type"), name: "EncryptedType", params: "*args, **kwargs", convert: is(ir.Type{Class: "LargeBinary"}), decorator: true, secret: true},
	{modules: in("currency"), name: "CurrencyType", params: "*args, **kwargs", convert: length("String", 3), decorator: true},
	{modules: in("country"), name: "CountryType", params: "*args, **kwargs", convert: length("String", 2), decorator: true},
	{modules: in("ip_address"), name: "IPAddressType", params: "max_length=50, *args, **kwargs", convert: sized("Unicode", "max_length"), decorator: true},
	{modules: in("locale"), name: "LocaleType", convert: length("Unicode", 10), decorator: true},
	{modules: in("phone_number"), name: "PhoneNumberType", params: "region='US', max_length=20, *args, **kwargs", convert: sized("Unicode", "max_length"), decorator: true},
	{modules: in("scalar_list"), name: "ScalarListType", params: "coerce_func=None, separator=None", convert: is(ir.Type{Class: "UnicodeText"}), decorator: true},
	{modules: in("timezone"), name: "TimezoneType", params: "backend='dateutil'", convert: length("Unicode", 50), decorator: true},
	{modules: in("color"), name: "ColorType", params: "max_length=20, *args, **kwargs", convert: sized("Unicode", "max_length"), decorator: true},
	{modules: in("bit"), name: "BitType", params: "length=1, **kwargs", convert: bit, decorator: true},
	{modules: in("weekdays"), name: "WeekDaysType", convert: bits(7), decorator: true},
	{modules: in("range"), name: "IntRangeType", params: "*args, **kwargs", convert: is(ir.Type{Class: "INT4RANGE", Dialect: "postgresql"}), decorator: true},
	{modules: in("range"), name: "Int8RangeType", params: "*args, **kwargs", convert: is(ir.Type{Class: "INT8RANGE", Dialect: "postgresql"}), decorator: true},
	{modules: in("range"), name: "DateRangeType", params: "*args, **kwargs", convert: is(ir.Type{Class: "DATERANGE", Dialect: "postgresql"}), decorator: true},
	{modules: in("range"), name: "DateTimeRangeType", params: "*args, **kwargs", convert: is(ir.Type{Class: "TSRANGE", Dialect: "postgresql"}), decorator: true},
	{modules: in("range"), name: "NumericRangeType", params: "*args, **kwargs", convert: is(ir.Type{Class: "NUMRANGE", Dialect: "postgresql"}), decorator: true},
	{modules: in("pg_composite"), name: "CompositeType", params: "name, columns, quote=None, **kwargs", convert: composite},

	{modules: "fastapi_users_db_sqlalchemy.generics fastapi_users_db_sqlalchemy fastapi_users.db fastapi_users_db_sqlalchemy.guid", name: "GUID", params: "*args, **kwargs", convert: guid(), decorator: true},
	{modules: "fastapi_users_db_sqlalchemy.generics fastapi_users.db", name: "TIMESTAMPAware", params: "timezone=True, *args, **kwargs", convert: zonedTimestamp, decorator: true},

	{modules: "citext", name: "CIText", params: "length=None, **kwargs", convert: is(ir.Type{Class: "CITEXT", Dialect: "postgresql"})},

	{modules: "sqlalchemy_json", name: "MutableJson", convert: is(ir.Type{Class: "JSON"})},
	{modules: "sqlalchemy_json", name: "NestedMutableJson", convert: is(ir.Type{Class: "JSON"})},

	{modules: "sqlalchemy_file sqlalchemy_file.types", name: "FileField", params: "*args, **kwargs", convert: is(ir.Type{Class: "JSON"}), decorator: true},
	{modules: "sqlalchemy_file sqlalchemy_file.types", name: "ImageField", params: "*args, **kwargs", convert: is(ir.Type{Class: "JSON"}), decorator: true},

	{modules: advanced + " advanced_alchemy.types.guid", name: "GUID", params: "*args, binary=True, **kwargs", convert: advancedGUID, decorator: true},
	{modules: advanced + " advanced_alchemy.types.datetime", name: "DateTimeUTC", params: "timezone=True", convert: zoned, decorator: true},
	{modules: advanced + " advanced_alchemy.types.json", name: "ORA_JSONB", params: "*args, **kwargs", convert: sql("BLOB"), decorator: true},
	{modules: advanced + " advanced_alchemy.types.encrypted_string", name: "EncryptedString", params: "key=None, backend=None, length=None, **kwargs", convert: sized("String", "length"), decorator: true, secret: true},
	{modules: advanced + " advanced_alchemy.types.encrypted_string", name: "EncryptedText", params: "key=None, backend=None, **kwargs", convert: is(ir.Type{Class: "Text"}), decorator: true, secret: true},
	{modules: advanced + " advanced_alchemy.types.password_hash.base", name: "PasswordHash", params: "backend=None, length=128", convert: sized("String", "length"), decorator: true, secret: true},
}

// utilsUUID is UUIDType(binary, native) of sqlalchemy_utils.
func utilsUUID(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	native, err := a.True(t, "native")
	if err != nil {
		return nil, err
	}
	binary, err := a.True(t, "binary")
	if err != nil {
		return nil, err
	}
	const digits, octets = 32, 16
	n := digits
	switch dialect := host.Of(t).Dialect(); {
	case native && (dialect == "postgresql" || dialect == "cockroachdb"):
		return &ir.Type{Class: "UUID"}, nil
	case native && dialect == "mssql":
		return &ir.Type{Class: "UNIQUEIDENTIFIER", Dialect: "mssql"}, nil
	case binary:
		n = octets
		return &ir.Type{Class: "BINARY", Length: &n}, nil
	}
	return &ir.Type{Class: "CHAR", Length: &n}, nil
}

// choice is ChoiceType(choices, impl): the impl, or room for 255 characters.
func choice(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	n := 255
	return wrapped("impl", ir.Type{Class: "Unicode", Length: &n})(t, a)
}

func zoned(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	zone, err := a.True(t, "timezone")
	return &ir.Type{Class: "DateTime", Timezone: zone}, err
}

func zonedTimestamp(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	zone, err := a.True(t, "timezone")
	return &ir.Type{Class: "TIMESTAMP", Timezone: zone}, err
}

// password is BYTEA on PostgreSQL, and elsewhere what holds as many bytes.
func password(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	most := 1024
	if n := a.Int("max_length"); n != nil {
		most = *n
	}
	switch host.Of(t).Dialect() {
	case "postgresql":
		return &ir.Type{Class: "BYTEA", Dialect: "postgresql", Length: &most}, nil
	case "oracle":
		return &ir.Type{Class: "RAW", Dialect: "oracle", Length: &most}, nil
	case "sqlite":
		return &ir.Type{Class: "BLOB", Length: &most}, nil
	}
	return &ir.Type{Class: "VARBINARY", Length: &most}, nil
}

// encrypted is a text of the length that is given among the keywords.
func encrypted(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
	typ := &ir.Type{Class: "String"}
	if rest := a.Rest(); rest != nil {
		if v, ok := rest.GetStr("length"); ok {
			if i, ok := python.AsInt(v); ok {
				if n, ok := i.Int64(); ok {
					size := int(n)
					typ.Length = &size
				}
			}
		}
	}
	return typ, nil
}

func bit(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
	return &ir.Type{Class: "BIT", Dialect: "postgresql", Length: a.Int("length")}, nil
}

func bits(n int) converter {
	return is(ir.Type{Class: "BIT", Dialect: "postgresql", Length: &n})
}

// composite is a type that was created by its name.
func composite(_ *python.Thread, a sqltype.Args) (*ir.Type, error) {
	return &ir.Type{Class: "SQL", Spec: a.Str("name")}, nil
}

func advancedGUID(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	binary, err := a.True(t, "binary")
	if err != nil {
		return nil, err
	}
	const digits, octets = 32, 16
	n := digits
	switch dialect := host.Of(t).Dialect(); {
	case dialect == "postgresql":
		return &ir.Type{Class: "UUID"}, nil
	case dialect == "mssql":
		return &ir.Type{Class: "UNIQUEIDENTIFIER", Dialect: "mssql"}, nil
	case binary:
		n = octets
		return &ir.Type{Class: "BINARY", Length: &n}, nil
	}
	return &ir.Type{Class: "CHAR", Length: &n}, nil
}

const spatialParams = "geometry_type='GEOMETRY', srid=-1, dimension=None, spatial_index=True, use_N_D_index=False, " +
	"use_typmod=None, from_text=None, name=None, nullable=True"

// spatial is a type of geoalchemy2: "geometry(POINT,4326)".
func spatial(word string) converter {
	return func(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
		name, srid := word, -1
		if own := a.Str("name"); own != "" {
			name = own
		}
		if n := a.Int("srid"); n != nil {
			srid = *n
		} else if v := a.Get("srid"); v != nil && v != python.None {
			return nil, t.Raise(host.ArgumentError, "srid must be convertible to an integer")
		}
		shape := a.Str("geometry_type")
		if shape == "" {
			return spatialIndex(t, a, &ir.Type{Class: "SQL", Spec: name}, "")
		}
		return spatialIndex(t, a, &ir.Type{Class: "SQL", Spec: name + "(" + strings.ToUpper(shape) + "," + strconv.Itoa(srid) + ")"}, "")
	}
}

// values are what else the packages give to migrations.
var values = []named{
	{"flask_sqlalchemy", "SQLAlchemy", flaskClass},
	{"sqlalchemy_json", "mutable_json_type", python.NewBuiltin("mutable_json_type", mutableJSON)},
	{advanced + " advanced_alchemy.types.json", "JsonB", jsonB},
	{advanced + " advanced_alchemy.types.identity", "BigIntIdentity", bigInt},
	{"alembic_postgresql_enum alembic_postgresql_enum.get_enum_data", "TableReference", tableReference},
	{"alembic_postgresql_enum alembic_postgresql_enum.get_enum_data", "ColumnType", columnType},
	{"alembic_utils.pg_function", "PGFunction", entityClass("PGFunction", functionEntity)},
	{"alembic_utils.pg_view", "PGView", entityClass("PGView", viewEntity)},
	{"alembic_utils.pg_materialized_view", "PGMaterializedView", entityClass("PGMaterializedView", materializedEntity)},
	{"alembic_utils.pg_trigger", "PGTrigger", entityClass("PGTrigger", triggerEntity)},
	{"alembic_utils.pg_extension", "PGExtension", entityClass("PGExtension", extensionEntity)},
	{"alembic_utils.pg_policy", "PGPolicy", entityClass("PGPolicy", policyEntity)},
	{"alembic_utils.pg_grant_table", "PGGrantTable", entityClass("PGGrantTable", grantEntity)},
	{"alembic_utils.pg_grant_table", "PGGrantTableChoice", grantChoice},
}

// jsonB and bigInt are types of their own in other dialects; PostgreSQL has JSONB and BIGINT.
var (
	jsonB  = sqltype.Define("advanced_alchemy.types", "JsonB", "", nil, onPostgreSQL(postgresJSONB, ir.Type{Class: "JSON"}))
	bigInt = sqltype.Define("advanced_alchemy.types", "BigIntIdentity", "", nil, func(t *python.Thread, _ sqltype.Args) (*ir.Type, error) {
		if host.Of(t).Dialect() == "sqlite" {
			return &ir.Type{Class: "INTEGER"}, nil
		}
		return &ir.Type{Class: "BigInteger"}, nil
	})
)

// mutableJSON is mutable_json_type(dbtype=JSON, nested=False): the type itself.
func mutableJSON(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := mutableJSONSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	if v := b.Get("dbtype"); v != python.None {
		return sqltype.Instance(t, v)
	}
	return sqltype.Instance(t, sqltype.Class("JSON"))
}

var mutableJSONSignature = python.ParseSignature("mutable_json_type", "dbtype=None, nested=False")
