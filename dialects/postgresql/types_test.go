package postgresql

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

func sized(n int) *int { return &n }

func enumOf(name, schema string, native bool) *ir.EnumType {
	return &ir.EnumType{Name: ir.Ident(name), Schema: ir.Ident(schema), Values: []string{"a", "b"}, Native: native}
}

// The expectations are what SQLAlchemy 2.0.52 prints.
func TestTypeNames(t *testing.T) {
	param := func(name string, v any) []ir.Option { return []ir.Option{{Name: name, Value: v}} }
	tests := []struct {
		typ  ir.Type
		want string
	}{
		{ir.Type{Class: "String"}, "VARCHAR"},
		{ir.Type{Class: "String", Length: sized(50)}, "VARCHAR(50)"},
		{ir.Type{Class: "String", Length: sized(50), Collation: "de_DE"}, `VARCHAR(50) COLLATE "de_DE"`},
		{ir.Type{Class: "Unicode", Length: sized(5)}, "VARCHAR(5)"},
		{ir.Type{Class: "UnicodeText"}, "TEXT"},
		{ir.Type{Class: "Text", Length: sized(9)}, "TEXT(9)"},
		{ir.Type{Class: "CHAR", Length: sized(1)}, "CHAR(1)"},
		{ir.Type{Class: "NVARCHAR", Length: sized(7)}, "NVARCHAR(7)"},
		{ir.Type{Class: "VARCHAR", Params: param("length", "max")}, "VARCHAR(max)"},
		{ir.Type{Class: "Integer"}, "INTEGER"},
		{ir.Type{Class: "SmallInteger"}, "SMALLINT"},
		{ir.Type{Class: "BigInteger"}, "BIGINT"},
		{ir.Type{Class: "Numeric"}, "NUMERIC"},
		{ir.Type{Class: "Numeric", Precision: sized(10)}, "NUMERIC(10)"},
		{ir.Type{Class: "Numeric", Precision: sized(10), Scale: sized(2)}, "NUMERIC(10, 2)"},
		{ir.Type{Class: "DECIMAL", Precision: sized(10), Scale: sized(0)}, "DECIMAL(10, 0)"},
		{ir.Type{Class: "Float"}, "FLOAT"},
		{ir.Type{Class: "Float", Precision: sized(53)}, "FLOAT(53)"},
		{ir.Type{Class: "REAL", Precision: sized(5)}, "REAL"},
		{ir.Type{Class: "Double"}, "DOUBLE PRECISION"},
		{ir.Type{Class: "DOUBLE"}, "DOUBLE"},
		{ir.Type{Class: "DOUBLE_PRECISION"}, "DOUBLE PRECISION"},
		{ir.Type{Class: "Boolean"}, "BOOLEAN"},
		{ir.Type{Class: "Date"}, "DATE"},
		{ir.Type{Class: "DateTime"}, "TIMESTAMP WITHOUT TIME ZONE"},
		{ir.Type{Class: "DateTime", Timezone: true}, "TIMESTAMP WITH TIME ZONE"},
		{ir.Type{Class: "DATETIME", Timezone: true}, "DATETIME"},
		{ir.Type{Class: "DATETIME", Dialect: "sqlite"}, "TIMESTAMP WITHOUT TIME ZONE"},
		{ir.Type{Class: "TIMESTAMP", Timezone: true, Precision: sized(3), Dialect: "postgresql"}, "TIMESTAMP(3) WITH TIME ZONE"},
		{ir.Type{Class: "Time"}, "TIME WITHOUT TIME ZONE"},
		{ir.Type{Class: "TIME", Precision: sized(0), Timezone: true}, "TIME(0) WITH TIME ZONE"},
		{ir.Type{Class: "Interval"}, "INTERVAL"},
		{ir.Type{Class: "Interval", Precision: sized(2)}, "INTERVAL (2)"},
		{ir.Type{Class: "Interval", Params: param("native", false)}, "TIMESTAMP WITHOUT TIME ZONE"},
		{ir.Type{Class: "INTERVAL", Dialect: "postgresql", Fields: "DAY TO SECOND", Precision: sized(3)}, "INTERVAL DAY TO SECOND (3)"},
		{ir.Type{Class: "LargeBinary", Length: sized(5)}, "BYTEA"},
		{ir.Type{Class: "BLOB"}, "BLOB"},
		{ir.Type{Class: "VARBINARY", Length: sized(5)}, "VARBINARY(5)"},
		{ir.Type{Class: "Uuid"}, "UUID"},
		{ir.Type{Class: "Uuid", Params: param("native_uuid", false)}, "CHAR(32)"},
		{ir.Type{Class: "UUID", Params: param("as_uuid", false)}, "UUID"},
		{ir.Type{Class: "JSON"}, "JSON"},
		{ir.Type{Class: "JSONB", Dialect: "postgresql"}, "JSONB"},
		{ir.Type{Class: "TSTZMULTIRANGE", Dialect: "postgresql"}, "TSTZMULTIRANGE"},
		{ir.Type{Class: "BIT", Dialect: "postgresql"}, "BIT(1)"},
		{ir.Type{Class: "BIT", Dialect: "postgresql", Length: sized(5), Params: param("varying", true)}, "BIT VARYING(5)"},
		{ir.Type{Class: "BIT", Dialect: "postgresql", Params: param("varying", true)}, "BIT VARYING"},
		{ir.Type{Class: "CITEXT", Dialect: "postgresql", Length: sized(5)}, "CITEXT"},
		{ir.Type{Class: "ARRAY", Item: &ir.Type{Class: "Integer"}}, "INTEGER[]"},
		{ir.Type{Class: "ARRAY", Item: &ir.Type{Class: "String", Length: sized(5), Collation: "C"}, Dimensions: 2}, `VARCHAR(5)[][] COLLATE "C"`},
		{ir.Type{Class: "Enum", Enum: enumOf("Mood", "", true)}, `"Mood"`},
		{ir.Type{Class: "ENUM", Dialect: "postgresql", Enum: enumOf("order", "s", true)}, `s."order"`},
		{ir.Type{Class: "Enum", Enum: enumOf("mood", "", false), Length: sized(1)}, "VARCHAR(1)"},
		{ir.Type{Class: "ARRAY", Item: &ir.Type{Class: "Enum", Enum: enumOf("mood", "", true)}}, "mood[]"},
		{ir.Type{Class: "DOMAIN", Dialect: "postgresql", Domain: &ir.DomainType{Name: ir.Ident("d")}}, "d"},
		{ir.Type{Class: "SQL", Spec: "geometry(POINT,4326)"}, "geometry(POINT,4326)"},
		{ir.Type{Class: "INTEGER", Dialect: "mysql", Params: param("unsigned", true)}, "INTEGER"},
		{ir.Type{Class: "JSON", Variants: []ir.Variant{{Dialect: "mysql", Type: &ir.Type{Class: "LONGTEXT"}}, {Dialect: "postgresql", Type: &ir.Type{Class: "JSONB"}}}}, "JSONB"},
	}
	for _, tt := range tests {
		if got, err := Types.Name(&tt.typ); got != tt.want || err != nil {
			t.Errorf("%+v: %s, %v; want %s", tt.typ, got, err, tt.want)
		}
	}
}

func TestTypesThatCannotBeWritten(t *testing.T) {
	tests := []struct {
		typ  *ir.Type
		want string
	}{
		{nil, "a column or CAST has no type"},
		{&ir.Type{Class: "NullType"}, "a column or CAST has no type"},
		{&ir.Type{Class: "LONGTEXT", Dialect: "mysql"}, "LONGTEXT cannot be written for PostgreSQL, a type of sqlalchemy.dialects.mysql"},
		{&ir.Type{Class: "BIT", Dialect: "mssql"}, "BIT of sqlalchemy.dialects.mssql is not the type that PostgreSQL knows by this name"},
		{&ir.Type{Class: "INTERVAL", Dialect: "oracle"}, "INTERVAL of sqlalchemy.dialects.oracle is not the type that PostgreSQL knows by this name"},
		{&ir.Type{Class: "Enum", Enum: enumOf("", "", true)}, "an enum type has no name, and PostgreSQL needs one"},
		{&ir.Type{Class: "ARRAY", Item: &ir.Type{Class: "NUMBER", Dialect: "oracle"}}, "NUMBER cannot be written for PostgreSQL, a type of sqlalchemy.dialects.oracle"},
	}
	for _, tt := range tests {
		_, err := Types.Name(tt.typ)
		var known *sqltypes.Error
		if !errors.As(err, &known) || known.Message != tt.want || known.Code != sqltypes.CodeType || known.Help == "" {
			t.Errorf("%+v: %v, want %s", tt.typ, err, tt.want)
		}
	}
}

func TestLiterals(t *testing.T) {
	const id = "12345678-1234-5678-1234-567812345678"
	text, integer := &ir.Type{Class: "String"}, &ir.Type{Class: "Integer"}
	numeric, floating := &ir.Type{Class: "Numeric"}, &ir.Type{Class: "Float"}
	at := ir.DateTime{Text: "2020-01-02 03:04:05.000006"}
	span := ir.Interval{Days: 1, Seconds: 2, Microseconds: 3}
	array := func(item *ir.Type) *ir.Type { return &ir.Type{Class: "ARRAY", Item: item} }
	object := ir.Object{{Key: "a", Value: ir.Int(1)}, {Key: "b", Value: ir.List{nil, true, 1.5, "x'y", "é\n😀"}}}
	mood := &ir.Type{Class: "Enum", Enum: &ir.EnumType{Name: ir.Ident("mood"), Class: "Mood", Values: []string{"Happy", "sad"}, Labels: []string{"HAPPY", "SAD"}, Native: true}}
	tests := []struct {
		value ir.Value
		typ   *ir.Type
		want  string
	}{
		{nil, text, "NULL"},
		{"it's", text, "'it''s'"},
		// Corrections: SQLAlchemy doubles the backslash and, with some drivers, the percent sign.
		{`a\b 5%`, text, `'a\b 5%'`},
		{ir.Int(5), text, "'5'"},
		{ir.Int(5), integer, "5"},
		{true, integer, "1"},
		{-1.5, integer, "-1"},
		{ir.Decimal("1E+3"), integer, "1000"},
		{"12", integer, "12"},
		{new(big.Int).Lsh(big.NewInt(1), 70), integer, "1180591620717411303424"},
		{ir.Decimal("1.10"), numeric, "1.10"},
		{ir.Decimal("NaN"), numeric, "'NaN'"},
		{"1.0000", numeric, "1.0000"},
		{1e20, floating, "1e+20"},
		{1e-7, floating, "1e-07"},
		{1e15, floating, "1000000000000000.0"},
		{2.0, floating, "2.0"},
		{math.Inf(-1), floating, "'-inf'"},
		{true, &ir.Type{Class: "Boolean"}, "true"},
		{ir.Int(0), &ir.Type{Class: "Boolean"}, "false"},
		{at, &ir.Type{Class: "DateTime"}, "'2020-01-02 03:04:05.000006'"},
		{at, &ir.Type{Class: "Date"}, "'2020-01-02'"},
		{at, &ir.Type{Class: "Time"}, "'03:04:05.000006'"},
		{ir.Date{Text: "2020-01-02"}, &ir.Type{Class: "DateTime"}, "'2020-01-02'"},
		{"2020-01-02", &ir.Type{Class: "Date"}, "'2020-01-02'"},
		{ir.TimeOfDay{Text: "03:04:05"}, &ir.Type{Class: "TIME"}, "'03:04:05'"},
		{span, &ir.Type{Class: "Interval"}, "make_interval(secs=>86402.000003)"},
		{ir.Interval{Days: 1}, &ir.Type{Class: "INTERVAL", Dialect: "postgresql"}, "make_interval(secs=>86400.0)"},
		{span, &ir.Type{Class: "Interval", Params: []ir.Option{{Name: "native", Value: false}}}, "'1970-01-02 00:00:02.000003'"},
		{ir.UUID(id), &ir.Type{Class: "Uuid"}, "'" + id + "'"},
		{id, &ir.Type{Class: "UUID"}, "'" + id + "'"},
		{id, &ir.Type{Class: "UUID", Params: []ir.Option{{Name: "as_uuid", Value: false}}}, "'12345678123456781234567812345678'"},
		{ir.UUID(id), &ir.Type{Class: "Uuid", Params: []ir.Option{{Name: "native_uuid", Value: false}}}, "'12345678123456781234567812345678'"},
		{[]byte("ab'c"), &ir.Type{Class: "LargeBinary"}, "'ab''c'"},
		{[]byte{0xff, 0}, &ir.Type{Class: "BYTEA"}, `'\xff00'`},
		{[]byte(`a\b`), &ir.Type{Class: "BYTEA"}, `'\x615c62'`},
		{object, &ir.Type{Class: "JSONB", Dialect: "postgresql"}, `'{"a": 1, "b": [null, true, 1.5, "x''y", "\u00e9\n\ud83d\ude00"]}'`},
		{"text", &ir.Type{Class: "JSON"}, `'"text"'`},
		{ir.JSONNull{}, &ir.Type{Class: "JSON"}, "'null'"},
		{ir.List{ir.Int(1), nil}, array(integer), "ARRAY[1, NULL]"},
		{ir.List{ir.List{ir.Int(1)}, ir.List{ir.Int(2)}}, array(integer), "ARRAY[ARRAY[1], ARRAY[2]]"},
		{ir.List{"a", "b'c"}, array(text), "ARRAY['a', 'b''c']"},
		// Corrections: without a cast the server refuses these.
		{ir.List{}, array(integer), "ARRAY[]::INTEGER[]"},
		{ir.List{"a"}, array(mood), "ARRAY['a']::mood[]"},
		{ir.List{ir.UUID(id)}, array(&ir.Type{Class: "UUID"}), "ARRAY['" + id + "']::UUID[]"},
		{ir.List{ir.List{ir.Int(1)}}, array(&ir.Type{Class: "JSONB"}), "ARRAY['[1]']::JSONB[]"},
		{ir.EnumMember{Class: "Mood", Name: "HAPPY"}, mood, "'Happy'"},
		{"sad", mood, "'sad'"},
		{ir.Object{{Key: `q"`, Value: "it's"}, {Key: "c"}}, &ir.Type{Class: "HSTORE"}, `'"q\""=>"it''s", "c"=>NULL'`},
		{ir.Range{Lower: ir.Int(1), Upper: ir.Int(5), Bounds: "[)"}, &ir.Type{Class: "INT4RANGE"}, "'[1,5)'::INT4RANGE"},
		{ir.Range{Lower: ir.DateTime{Text: "2020-01-01 00:00:00"}, Bounds: "(]"}, &ir.Type{Class: "TSRANGE"}, `'("2020-01-01 00:00:00",]'::TSRANGE`},
		{ir.List{ir.Range{Empty: true}, ir.Range{Lower: ir.Int(7)}}, &ir.Type{Class: "INT4MULTIRANGE"}, "'{empty, [7,)}'::INT4MULTIRANGE"},
		{"1.1.1.1", &ir.Type{Class: "INET"}, "'1.1.1.1'"},
		{ir.Int(7), &ir.Type{Class: "OID"}, "7"},
		{ir.Int(7), &ir.Type{Class: "DOMAIN", Domain: &ir.DomainType{Base: integer}}, "7"},
		{"POINT(1 2)", &ir.Type{Class: "SQL", Spec: "geometry"}, "'POINT(1 2)'"},
		{"x", nil, "'x'"},
		{ir.Decimal("1.5"), nil, "1.5"},
		{span, nil, "make_interval(secs=>86402.000003)"},
	}
	for _, tt := range tests {
		if got, err := Types.Literal(tt.value, tt.typ); got != tt.want || err != nil {
			t.Errorf("%#v as %+v: %s, %v; want %s", tt.value, tt.typ, got, err, tt.want)
		}
	}
}

func TestValuesThatCannotBeWritten(t *testing.T) {
	tests := []struct {
		value ir.Value
		typ   *ir.Type
		want  string
	}{
		{ir.List{}, &ir.Type{Class: "String"}, "a list cannot be written as a value of type String"},
		{ir.Object{}, &ir.Type{Class: "Integer"}, "a dict cannot be written as a value of type Integer"},
		{"x", &ir.Type{Class: "Integer"}, `"x" cannot be written as a value of type Integer`},
		{"0x10", &ir.Type{Class: "Numeric"}, `"0x10" cannot be written as a value of type Numeric`},
		{ir.Decimal("1E+999999999"), &ir.Type{Class: "Integer"}, "1E+999999999 cannot be written as a value of type Integer"},
		{math.NaN(), &ir.Type{Class: "Integer"}, "nan cannot be written as a value of type Integer"},
		{ir.Int(2), &ir.Type{Class: "Boolean"}, "2 cannot be written as a value of type Boolean"},
		{true, &ir.Type{Class: "Date"}, "True cannot be written as a value of type Date"},
		{ir.Date{Text: "2020-01-02"}, &ir.Type{Class: "JSON"}, "2020-01-02 cannot be written as a value of type JSON: JSON has no such value"},
		{ir.EnumMember{Class: "E", Name: "a"}, &ir.Type{Class: "Enum", Enum: enumOf("e", "", true)}, "E.a cannot be written as a value of type Enum"},
		{"a\x00b", &ir.Type{Class: "String"}, "a text for String has a NUL character or is not valid UTF-8"},
		{ir.Interval{Days: 999999999}, &ir.Type{Class: "Interval", Params: []ir.Option{{Name: "native", Value: false}}}, "a timedelta cannot be written as a value of type DateTime"},
	}
	for _, tt := range tests {
		got, err := Types.Literal(tt.value, tt.typ)
		var known *sqltypes.Error
		if !errors.As(err, &known) || known.Message != tt.want || known.Code != sqltypes.CodeLiteral {
			t.Errorf("%#v as %+v: %s, %v; want %s", tt.value, tt.typ, got, err, tt.want)
		}
	}
}
