package sqltypes_test

import (
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// The expectations are what str() of SQLAlchemy's types gives.
func TestGenericNames(t *testing.T) {
	length := 5
	tests := []struct {
		typ  *ir.Type
		want string
	}{
		{nil, "NULL"},
		{&ir.Type{Class: "String", Length: &length}, "VARCHAR(5)"},
		{&ir.Type{Class: "DateTime", Timezone: true}, "DATETIME"},
		{&ir.Type{Class: "Interval"}, "DATETIME"},
		{&ir.Type{Class: "LargeBinary", Length: &length}, "BLOB"},
		{&ir.Type{Class: "Uuid"}, "CHAR(32)"},
		{&ir.Type{Class: "UUID"}, "UUID"},
		{&ir.Type{Class: "Double"}, "DOUBLE"},
		{&ir.Type{Class: "DOUBLE_PRECISION"}, "DOUBLE PRECISION"},
		{&ir.Type{Class: "Enum", Length: &length, Enum: &ir.EnumType{Native: true}}, "VARCHAR(5)"},
		{&ir.Type{Class: "ENUM", Dialect: "postgresql", Length: &length, Enum: &ir.EnumType{Native: true}}, "VARCHAR(5)"},
		{&ir.Type{Class: "ARRAY", Item: &ir.Type{Class: "Integer"}}, "ARRAY"},
		{&ir.Type{Class: "JSONB", Dialect: "postgresql"}, "JSONB"},
		{&ir.Type{Class: "LONGTEXT", Dialect: "mysql"}, "LONGTEXT"},
		{&ir.Type{Class: "BINARY", Length: &length}, "BINARY(5)"},
	}
	for _, tt := range tests {
		if got, err := sqltypes.Generic.Name(tt.typ); got != tt.want || err != nil {
			t.Errorf("%+v: %s, %v; want %s", tt.typ, got, err, tt.want)
		}
	}
}

func TestGenericLiterals(t *testing.T) {
	tests := []struct {
		value ir.Value
		typ   *ir.Type
		want  string
	}{
		{ir.Interval{Days: 1, Microseconds: 5}, &ir.Type{Class: "Interval"}, "'1970-01-02 00:00:00.000005'"},
		{[]byte{1, 0xab}, &ir.Type{Class: "BLOB"}, "X'01AB'"},
		{ir.UUID("12345678-1234-5678-1234-567812345678"), &ir.Type{Class: "Uuid"}, "'12345678123456781234567812345678'"},
		{ir.List{ir.Int(1)}, nil, "ARRAY[1]"},
		{ir.JSONNull{}, nil, "'null'"},
		{ir.Date{Text: "2020-01-02"}, nil, "'2020-01-02'"},
		{true, nil, "true"},
	}
	for _, tt := range tests {
		if got, err := sqltypes.Generic.Literal(tt.value, tt.typ); got != tt.want || err != nil {
			t.Errorf("%#v: %s, %v; want %s", tt.value, got, err, tt.want)
		}
	}
}
