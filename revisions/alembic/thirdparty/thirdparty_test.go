package thirdparty_test

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// server writes types as PostgreSQL does, as far as these types need it.
var server = sqltypes.New(sqltypes.Compiler{
	Dialect: "postgresql", Title: "PostgreSQL", Idents: ident.Generic, NativeUUID: true, True: "true", False: "false",
	Types: map[string]sqltypes.TypeWriter{
		"JSONB": sqltypes.Word("JSONB"), "TSVECTOR": sqltypes.Word("TSVECTOR"), "CITEXT": sqltypes.Word("CITEXT"), "BYTEA": sqltypes.Word("BYTEA"),
		"JSON": sqltypes.Word("JSON"), "BIT": sqltypes.Sized("BIT"), "large_binary": sqltypes.Word("BYTEA"), "INT4RANGE": sqltypes.Word("INT4RANGE"),
		"datetime": func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
			if t.Timezone {
				return "TIMESTAMP WITH TIME ZONE", nil
			}
			return "TIMESTAMP WITHOUT TIME ZONE", nil
		},
	},
})

type session struct {
	in  *python.Interp
	run *host.Run
	sql []string
}

func newSession(dialect string, custom *thirdparty.CustomTypes) *session {
	s := &session{}
	s.run = &host.Run{Env: &ir.Env{Dialect: dialect}, Emit: func(op ir.Op) error {
		s.sql = append(s.sql, op.(ir.RawSQL).Text.Text())
		return nil
	}}
	hosted := func(name string) bool {
		return strings.HasPrefix(name, "sqlalchemy") || thirdparty.Hosted(name) || custom != nil && custom.Hosted(name)
	}
	s.in = python.New(python.Options{Host: s.run, Modules: func(name string) (*python.Module, bool) {
		if !hosted(name) {
			return stdlib.Module(name)
		}
		m := python.NewModule(name)
		m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
			if v, ok := sqltype.Lookup(name, attr); ok {
				return v, nil
			}
			if v, ok := sqlschema.Lookup(name, attr); ok {
				return v, nil
			}
			if v, ok := thirdparty.Lookup(name, attr); ok {
				return v, nil
			}
			if custom != nil {
				if v, ok := custom.Lookup(name, attr); ok {
					return v, nil
				}
			}
			if hosted(name + "." + attr) {
				return t.Import(name + "." + attr)
			}
			return nil, nil
		}
		return m, true
	}})
	return s
}

func (s *session) eval(code string) (python.Value, error) {
	f, diags := python.Parse(source.NewFile("t.py", code))
	if diags.HasErrors() {
		return nil, diags
	}
	m, err := s.in.RunFile(f, "t")
	if err != nil {
		return nil, err
	}
	v, _ := m.Get("x")
	return v, nil
}

func (s *session) typeName(code string) (string, error) {
	v, err := s.eval(code)
	if err != nil {
		return "", err
	}
	typ, err := sqltype.Of(s.in.Thread(), v)
	if err != nil {
		return "", err
	}
	return server.Name(typ)
}

func TestTypes(t *testing.T) {
	tests := []struct{ imports, expr, want string }{
		{"import sqlmodel", "sqlmodel.sql.sqltypes.AutoString(length=50)", "VARCHAR(50)"},
		{"import sqlmodel", "sqlmodel.AutoString()", "VARCHAR"},
		{"from sqlmodel.sql.sqltypes import GUID", "GUID()", "UUID"},
		{"from pgvector.sqlalchemy import Vector", "Vector(3)", "VECTOR(3)"},
		{"import pgvector.sqlalchemy", "pgvector.sqlalchemy.vector.VECTOR(dim=1536)", "VECTOR(1536)"},
		{"from pgvector.sqlalchemy import HALFVEC", "HALFVEC()", "HALFVEC"},
		{"from pgvector.sqlalchemy import SPARSEVEC", "SPARSEVEC(7)", "SPARSEVEC(7)"},
		{"from pgvector.sqlalchemy import BIT", "BIT(3)", "BIT(3)"},
		{"import geoalchemy2", "geoalchemy2.types.Geometry(geometry_type='POINT', srid=4326, from_text='ST_GeomFromEWKT', name='geometry')", "geometry(POINT,4326)"},
		{"from geoalchemy2 import Geography", "Geography('polygon')", "geography(POLYGON,-1)"},
		{"from geoalchemy2 import Geometry", "Geometry(geometry_type=None)", "geometry"},
		{"from geoalchemy2 import Raster", "Raster()", "raster"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.uuid.UUIDType(binary=False)", "UUID"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.UUIDType(native=False)", "BINARY(16)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.UUIDType(binary=False, native=False)", "CHAR(32)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.url.URLType()", "TEXT"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.email.EmailType(length=100)", "VARCHAR(100)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.EmailType()", "VARCHAR(255)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.choice.ChoiceType([('a', 'A')])", "VARCHAR(255)"},
		{"import sqlalchemy_utils, sqlalchemy as sa", "sqlalchemy_utils.ChoiceType({}, impl=sa.Integer())", "INTEGER"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.json.JSONType()", "JSON"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.arrow.ArrowType()", "TIMESTAMP WITHOUT TIME ZONE"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.ArrowType(timezone=True)", "TIMESTAMP WITH TIME ZONE"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.ts_vector.TSVectorType('a', 'b', weights={'a': 'A'})", "TSVECTOR"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.ltree.LtreeType()", "LTREE"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.password.PasswordType(max_length=1094)", "BYTEA"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.encrypted.encrypted_type.EncryptedType()", "BYTEA"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.StringEncryptedType(length=255)", "VARCHAR(255)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.currency.CurrencyType(length=3)", "VARCHAR(3)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.country.CountryType(length=2)", "VARCHAR(2)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.ip_address.IPAddressType(length=50)", "VARCHAR(50)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.locale.LocaleType()", "VARCHAR(10)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.phone_number.PhoneNumberType(length=20)", "VARCHAR(20)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.scalar_list.ScalarListType()", "TEXT"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.timezone.TimezoneType(backend='pytz')", "VARCHAR(50)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.color.ColorType(length=20)", "VARCHAR(20)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.weekdays.WeekDaysType()", "BIT(7)"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.range.IntRangeType()", "INT4RANGE"},
		{"import sqlalchemy_utils", "sqlalchemy_utils.types.pg_composite.CompositeType('money_type', [])", "money_type"},
		{"import fastapi_users_db_sqlalchemy", "fastapi_users_db_sqlalchemy.generics.GUID()", "UUID"},
		{"from fastapi_users.db import GUID", "GUID", "UUID"},
		{"import fastapi_users_db_sqlalchemy", "fastapi_users_db_sqlalchemy.generics.TIMESTAMPAware(timezone=True)", "TIMESTAMP"},
		{"import citext", "citext.CIText()", "CITEXT"},
		{"import sqlalchemy_json", "sqlalchemy_json.MutableJson()", "JSON"},
		{"import sqlalchemy_json", "sqlalchemy_json.NestedMutableJson", "JSON"},
		{"from sqlalchemy_json import mutable_json_type\nfrom sqlalchemy.dialects.postgresql import JSONB", "mutable_json_type(dbtype=JSONB, nested=True)", "JSONB"},
		{"import sqlalchemy_file", "sqlalchemy_file.types.ImageField()", "JSON"},
		{"import advanced_alchemy", "advanced_alchemy.types.guid.GUID(length=16)", "UUID"},
		{"from advanced_alchemy.types import DateTimeUTC", "DateTimeUTC(timezone=True)", "TIMESTAMP WITH TIME ZONE"},
		{"from advanced_alchemy.types import JsonB", "JsonB", "JSONB"},
		{"from advanced_alchemy.types import BigIntIdentity", "BigIntIdentity", "BIGINT"},
		{"from advanced_alchemy.types import EncryptedString", "EncryptedString()", "VARCHAR"},
		{"from advanced_alchemy.types import PasswordHash", "PasswordHash()", "VARCHAR(128)"},
	}
	for _, tt := range tests {
		got, err := newSession("postgresql", nil).typeName(tt.imports + "\nx = " + tt.expr)
		if got != tt.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", tt.expr, got, err, tt.want)
		}
	}
}

func TestSpatialIndex(t *testing.T) {
	tests := []struct {
		expr string
		want sqltype.ColumnIndex
		none bool
	}{
		{expr: "Geometry('POINT')", want: sqltype.ColumnIndex{Prefix: "idx", Using: "gist"}},
		{expr: "Geometry('POINT', use_N_D_index=True)", want: sqltype.ColumnIndex{Prefix: "idx", Using: "gist", OpClass: "gist_geometry_ops_nd"}},
		{expr: "Geometry('POINT', spatial_index=False)", none: true},
		{expr: "Raster()", want: sqltype.ColumnIndex{Prefix: "idx", Using: "gist", Func: "ST_ConvexHull"}},
	}
	for _, tt := range tests {
		s := newSession("postgresql", nil)
		v, err := s.eval("from geoalchemy2 import *\nfrom geoalchemy2 import Geometry, Raster\nx = " + tt.expr)
		if err != nil {
			t.Errorf("%s: %v", tt.expr, err)
			continue
		}
		typ, err := sqltype.Of(s.in.Thread(), v)
		if err != nil {
			t.Errorf("%s: %v", tt.expr, err)
			continue
		}
		if got, ok := sqltype.ColumnIndexOf(typ); ok == tt.none || got != tt.want {
			t.Errorf("%s: %+v, %v; want %+v", tt.expr, got, ok, tt.want)
		}
	}
}

// TestSpatialTable: the index of a column is there as soon as a table has the column.
func TestSpatialTable(t *testing.T) {
	s := newSession("postgresql", nil)
	v, err := s.eval(`import sqlalchemy as sa
from geoalchemy2 import Geometry
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("g", Geometry("POINT")), sa.Column("h", Geometry("POINT", spatial_index=False)))
x = ",".join(i.name + "=" + i.columns[0].name for i in t.indexes)
`)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := python.AsStr(v); got != "idx_t_g=g" {
		t.Errorf("the indexes are %q, want idx_t_g=g", got)
	}
}

func TestCustom(t *testing.T) {
	custom, err := thirdparty.Custom(map[string]string{
		"app.types.Money":  "NUMERIC({0}, {1})",
		"app.types.Vec":    "vector[({dim})]",
		"app.types.Tags":   "text[]",
		"other.pkg.Secret": "BYTEA",
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ code, want, fault string }{
		{code: "import app.types\nx = app.types.Money(10, 2)", want: "NUMERIC(10, 2)"},
		{code: "from app.types import Vec\nx = Vec(dim=3)", want: "vector(3)"},
		{code: "from app.types import Vec\nx = Vec()", want: "vector"},
		{code: "from app.types import Tags\nx = Tags", want: "text[]"},
		{code: "from other.pkg import Secret\nx = Secret(key='k')", want: "BYTEA"},
		{code: "from app.types import Money\nx = Money(10)", fault: "app.types.Money() misses an argument"},
	}
	for _, tt := range tests {
		got, err := newSession("postgresql", custom).typeName(tt.code)
		if tt.fault != "" {
			if err == nil || !strings.Contains(err.Error(), tt.fault) {
				t.Errorf("%s: %v, want %s", tt.code, err, tt.fault)
			}
		} else if got != tt.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", tt.code, got, err, tt.want)
		}
	}
	for key, spec := range map[string]string{"Money": "NUMERIC", "app.": "NUMERIC", "app.Money": " "} {
		if _, err := thirdparty.Custom(map[string]string{key: spec}); err == nil {
			t.Errorf("Custom(%q: %q) is accepted", key, spec)
		}
	}
}

// TestSecretValues: what an application encrypts or hashes never gets into a script in clear.
func TestSecretValues(t *testing.T) {
	for class, imports := range map[string]string{
		"StringEncryptedType(key='k')": "from sqlalchemy_utils import StringEncryptedType", "EncryptedType(key='k')": "from sqlalchemy_utils import EncryptedType",
		"PasswordType(schemes=['md5'])": "from sqlalchemy_utils import PasswordType", "EncryptedString(key='k')": "from advanced_alchemy.types import EncryptedString",
		"EncryptedText(key='k')": "from advanced_alchemy.types import EncryptedText", "PasswordHash(None)": "from advanced_alchemy.types import PasswordHash",
	} {
		s := newSession("postgresql", nil)
		v, err := s.eval(imports + "\nt = " + class + "\nx = (t, 'clear', t.process_bind_param('clear', None))")
		if err != nil {
			t.Fatal(err)
		}
		parts := v.(python.Tuple)
		typ, err := sqltype.Of(s.in.Thread(), parts[0])
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(class, "(")
		if value, err := sqltype.Convert(s.in.Thread(), parts[1], typ); err == nil || !strings.Contains(err.Error(), name+".process_bind_param() is not known") {
			t.Errorf("%s: %v, %v", class, value, err)
		}
		if o, ok := parts[2].(*python.Opaque); !ok || o.Path != name+".process_bind_param()" {
			t.Errorf("%s: process_bind_param() gives %v", class, parts[2])
		}
		if value, err := sqltype.Convert(s.in.Thread(), python.None, typ); err != nil {
			t.Errorf("%s: NULL gives %v, %v", class, value, err)
		}
	}
}

func TestVectorValues(t *testing.T) {
	s := newSession("postgresql", nil)
	v, err := s.eval("from pgvector.sqlalchemy import Vector\nx = (Vector(3), [1, 2.5, -3])")
	if err != nil {
		t.Fatal(err)
	}
	pair := v.(python.Tuple)
	typ, err := sqltype.Of(s.in.Thread(), pair[0])
	if err != nil {
		t.Fatal(err)
	}
	value, err := sqltype.Convert(s.in.Thread(), pair[1], typ)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := server.Literal(value, typ); got != "'[1.0,2.5,-3.0]'" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
