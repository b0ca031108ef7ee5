package sqltype_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// session runs Python code with the type classes at hand.
type session struct {
	in  *python.Interp
	ops []ir.Op
}

func newSession(dialect string) *session {
	s := &session{}
	run := &host.Run{
		Env:  &ir.Env{Dialect: dialect},
		Emit: func(op ir.Op) error { s.ops = append(s.ops, op); return nil },
		TypeSQL: func(_ string, typ *ir.Type) (string, error) {
			return sqltypes.Generic.Name(typ)
		},
	}
	s.in = python.New(python.Options{Host: run, Modules: func(name string) (*python.Module, bool) {
		if m, ok := stdlib.Module(name); ok {
			return m, true
		}
		if !strings.HasPrefix(name, "sqlalchemy") {
			return nil, false
		}
		m := python.NewModule(name)
		m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
			if v, ok := sqltype.Lookup(name, attr); ok {
				return v, nil
			}
			switch attr {
			case "dialects", "postgresql", "mysql", "mssql", "oracle", "sqlite", "types", "ext", "mutable", "compiler":
				return t.Import(name + "." + attr)
			}
			return nil, nil
		}
		return m, true
	}})
	return s
}

const prelude = `
import sqlalchemy as sa
import enum, datetime, decimal, uuid
from sqlalchemy.dialects import postgresql, mysql, mssql, oracle, sqlite
from sqlalchemy.ext.mutable import MutableDict, MutableList
class Color(enum.Enum):
    RED = "red"
    GREEN = 2
    ALIAS = "red"
class Size(str, enum.Enum):
    SMALL = "small"
    BIG = "big"
`

// run runs code and returns the value that it binds to x.
func (s *session) run(code string) (python.Value, error) {
	f, diags := python.Parse(source.NewFile("t.py", prelude+code))
	if diags.HasErrors() {
		return nil, diags
	}
	m, err := s.in.RunFile(f, "t")
	if err != nil {
		return nil, err
	}
	v, ok := m.Get("x")
	if !ok {
		return nil, errors.New("the code binds no x")
	}
	return v, nil
}

func describe(typ *ir.Type) string {
	text := strings.TrimSpace(typ.Dialect + " " + sqltype.Describe(typ))
	for _, p := range typ.Params {
		text += fmt.Sprintf(" %s=%v", p.Name, p.Value)
	}
	if e := typ.Enum; e != nil {
		text += fmt.Sprintf(" schema=%s native=%v create=%v class=%s", e.Schema.Text, e.Native, e.CreateType, e.Class)
	}
	if d := typ.Domain; d != nil {
		text += fmt.Sprintf(" %s.%s %s", d.Schema.Text, d.Name.Text, describe(d.Base))
	}
	if typ.Fields != "" {
		text += " fields=" + typ.Fields
	}
	if typ.Collation != "" {
		text += " collation=" + typ.Collation
	}
	if typ.Dimensions != 0 {
		text += fmt.Sprintf(" dimensions=%d", typ.Dimensions)
	}
	for _, v := range typ.Variants {
		text += " | " + v.Dialect + ": " + describe(v.Type)
	}
	return text
}

func TestOf(t *testing.T) {
	tests := []struct{ code, want string }{
		{`x = None`, "NullType()"},
		{`x = sa.String`, "String()"},
		{`x = sa.String(50)`, "String(length=50)"},
		{`x = sa.String("50", collation="C")`, "String(length=50) collation=C"},
		{`x = sa.VARCHAR("max")`, "VARCHAR() length=max"},
		{`x = sa.Numeric(10, 2)`, "Numeric(precision=10, scale=2)"},
		{`x = sa.DateTime(timezone=True)`, "DateTime(timezone=True)"},
		{`x = postgresql.TIMESTAMP(True, 3)`, "postgresql TIMESTAMP(precision=3, timezone=True)"},
		{`x = postgresql.INTERVAL(fields="DAY TO SECOND", precision=3)`, "postgresql INTERVAL(precision=3) fields=DAY TO SECOND"},
		{`x = sa.Interval(native=False)`, "Interval() native=false"},
		{`x = postgresql.BIT(5, varying=True)`, "postgresql BIT(length=5) varying=true"},
		{`x = postgresql.UUID(as_uuid=True)`, "UUID() as_uuid=true"},
		{`x = postgresql.INTEGER()`, "INTEGER()"},
		{`x = postgresql.JSONB(astext_type=sa.Text())`, "postgresql JSONB()"},
		{`x = sa.ARRAY(sa.String(5), dimensions=2)`, "ARRAY(String(length=5)) dimensions=2"},
		{`x = postgresql.ARRAY(sa.Integer)`, "postgresql ARRAY(Integer())"},
		{`x = mysql.INTEGER(11, unsigned=True)`, "mysql INTEGER() display_width=11 unsigned=true"},
		{`x = mysql.LONGTEXT(collation="utf8mb4_bin")`, "mysql LONGTEXT() collation=utf8mb4_bin"},
		{`x = sa.PickleType()`, "LargeBinary()"},
		{`x = MutableDict.as_mutable(postgresql.JSONB)`, "postgresql JSONB()"},
		{`x = MutableList.as_mutable(sa.PickleType)`, "LargeBinary()"},
		{`x = sa.JSON().with_variant(postgresql.JSONB(), "postgresql").with_variant(mysql.LONGTEXT, "mysql", "mariadb")`,
			"JSON() | postgresql: postgresql JSONB() | mysql: mysql LONGTEXT() | mariadb: mysql LONGTEXT()"},
		{`x = postgresql.DOMAIN("pos", sa.Integer, check="VALUE > 0", schema="s")`, "postgresql DOMAIN() s.pos Integer()"},

		{`x = sa.Enum("a", "bb", name="e")`, "Enum('a', 'bb', name='e') schema= native=true create=true class="},
		{`x = sa.Enum("a", name="e", create_type=False)`, "Enum('a', name='e') schema= native=true create=true class="},
		{`x = postgresql.ENUM("a", name="e", create_type=False, schema="s")`, "postgresql ENUM('a', name='e') schema=s native=true create=false class="},
		{"x = postgresql.ENUM('a', name='e')\nx.create_type = False", "postgresql ENUM('a', name='e') schema= native=true create=false class="},
		{`x = sa.Enum(Color)`, "Enum('RED', 'GREEN', name='color') schema= native=true create=true class=Color"},
		{`x = sa.Enum(Color, name="c", native_enum=False)`, "Enum('RED', 'GREEN', name='c') schema= native=false create=true class=Color"},
		{`x = sa.Enum(Size, values_callable=lambda e: [m.value for m in e])`, "Enum('small', 'big', name='size') schema= native=true create=true class=Size"},
		{`x = sa.Enum(*[m.value for m in Size], name="s")`, "Enum('small', 'big', name='s') schema= native=true create=true class="},

		{"class T(sa.types.UserDefinedType):\n    def __init__(self, n): self.n = n\n    def get_col_spec(self, **kw): return 'VECTOR(%d)' % self.n\nx = T(3)", "VECTOR(3)"},
		{"class T(sa.types.TypeDecorator):\n    impl = sa.String\n    cache_ok = True\nx = T(36)", "String(length=36)"},
		{"class T(sa.TypeDecorator):\n    impl = sa.CHAR(32)\nx = T", "CHAR(length=32)"},
		{"class T(sa.TypeDecorator):\n    impl = sa.CHAR\n    def load_dialect_impl(self, dialect):\n        if dialect.name == 'postgresql':\n            return dialect.type_descriptor(postgresql.UUID())\n        return dialect.type_descriptor(sa.CHAR(32))\nx = T()", "UUID()"},
		{"class T(sa.TypeDecorator):\n    impl = sa.Text\n    def __init__(self, *a, n=9, **k):\n        self.n = n\n        super().__init__(*a, **k)\nx = T(length=4, n=3)", "Text(length=4)"},
		{"class T(sa.types.SchemaType, sa.TypeDecorator):\n    impl = sa.Integer\n    def __init__(self):\n        sa.TypeDecorator.__init__(self)\n        sa.types.SchemaType.__init__(self, name='t')\nx = T()", "Integer()"},
		{"class T(sa.String):\n    pass\nx = T(7)", "String(length=7)"},
		{"class T(sa.types.TypeEngine):\n    __visit_name__ = 'TSVECTOR'\nx = T()", "TSVECTOR()"},
		{"from sqlalchemy.ext.compiler import compiles\nclass T(sa.types.UserDefinedType):\n    pass\n@compiles(T)\ndef t(element, compiler, **kw):\n    return 'MONEY'\nx = T()", "MONEY"},
	}
	for _, tt := range tests {
		s := newSession("postgresql")
		v, err := s.run(tt.code)
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		typ, err := sqltype.Of(s.in.Thread(), v)
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
		} else if got := describe(typ); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.code, got, tt.want)
		}
	}
}

func TestAttributes(t *testing.T) {
	tests := []struct{ code, want string }{
		{`x = sa.String(5).length`, "5"},
		{`x = sa.Numeric(5, 2).scale`, "2"},
		{`x = sa.Enum(Color).enums`, "['RED', 'GREEN']"},
		{`x = sa.Enum(Color).name`, "color"},
		{`x = sa.Enum("a").name`, "None"},
		{`x = postgresql.ARRAY(sa.Integer).item_type`, "INTEGER"},
		{`x = sa.DateTime().timezone`, "False"},
		{`x = isinstance(postgresql.JSONB(), sa.JSON)`, "True"},
		{`x = isinstance(sa.VARCHAR(), sa.Text)`, "False"},
		{`x = issubclass(sa.BigInteger, sa.Integer)`, "True"},
		{`x = type(sa.Text()).__name__`, "Text"},
		{`x = repr(sa.String(length=5))`, "String(length=5)"},
		{`x = str(sa.Numeric(5, 2))`, "NUMERIC(5, 2)"},
		{`x = sa.Text().compile()`, "TEXT"},
		{`x = postgresql.dialect().name`, "postgresql"},
		{`x = postgresql.Range(1, 5).upper`, "5"},
		{"class T(sa.TypeDecorator):\n    impl = sa.String\nx = T(9).impl.length", "9"},
		{"class T(sa.TypeDecorator):\n    impl = sa.String\nx = T(9).length", "9"},
	}
	for _, tt := range tests {
		s := newSession("postgresql")
		v, err := s.run(tt.code)
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		if got, err := s.in.Thread().Str(v); got != tt.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", tt.code, got, err, tt.want)
		}
	}
}

func TestWrongUses(t *testing.T) {
	tests := []struct{ code, want string }{
		{`x = sa.String(lenght=5)`, "TypeError: String.__init__() got an unexpected keyword argument 'lenght'"},
		{`x = sa.VARCHAR(5, "C", 3)`, "TypeError: String.__init__() takes from 1 to 3 positional arguments but 4 were given"},
		{`x = sa.Integer(5)`, "TypeError: Integer() takes no arguments"},
		{`x = mysql.DOUBLE(precision=3)`, "ArgumentError: You must specify both precision and scale"},
		{`x = sa.ARRAY()`, "TypeError: ARRAY.__init__() missing 1 required positional argument: 'item_type'"},
		{`x = sa.ARRAY(sa.ARRAY(sa.Integer))`, "ValueError: Do not nest ARRAY types"},
		{`x = sa.Numeric("ten")`, "the argument precision of the type Numeric is no number: it is of the class str"},
		{`x = sa.String(True)`, "the argument length of the type String is no number: it is of the class bool"},
		{`x = sa.String(sa.Integer)`, "the argument length of the type String is no number: it is of the class type (Integer)"},
		{`x = sa.Enum(1, 2)`, "TypeError: the values of an Enum must be str, not int"},
		{`x = sa.Enum("abc", length=2)`, "ValueError: When provided, length must be larger or equal than the length of the longest enum value. 2 < 3"},
		{`x = sa.JSON().with_variant(sa.Text(), "a").with_variant(sa.Text(), "a")`, "ArgumentError: Dialect 'a' is already present in the mapping for this type"},
		{"class T(sa.TypeDecorator):\n    pass\nx = T()", "AssertionError: TypeDecorator implementations require a class-level variable 'impl'"},
		{`x = sa.JSON().with_variant("text", "postgresql")`, "ArgumentError: 'text' is not a type of SQLAlchemy"},
		{`x = postgresql.Range(1, 2, bounds="<>")`, "ValueError: bounds must be one of"},
		{`x = sa.Enum("a", name="e").create()`, "TypeError: Enum.create() missing 1 required positional argument: 'bind'"},
	}
	for _, tt := range tests {
		s := newSession("postgresql")
		v, err := s.run(tt.code)
		if err == nil {
			_, err = sqltype.Of(s.in.Thread(), v)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.code, err, tt.want)
		}
	}
}

func TestConvert(t *testing.T) {
	const decorator = "class T(sa.TypeDecorator):\n    impl = sa.String\n    def process_bind_param(self, value, dialect):\n        return value.upper() + dialect.name[:2]\n"
	tests := []struct{ code, want string }{
		{`x = (sa.Integer(), 5)`, "5"},
		{`x = (sa.String(), "a'b")`, "'a''b'"},
		{`x = (sa.String(), Size.BIG)`, "'big'"},
		{`x = (sa.Enum(Color), Color.GREEN)`, "'GREEN'"},
		{`x = (sa.Enum(Size, values_callable=lambda e: [m.value for m in e]), Size.BIG)`, "'big'"},
		{`x = (sa.Enum(Size), Size.BIG)`, "'BIG'"},
		{`x = (sa.Enum(Size), "big")`, "'BIG'"},
		{`x = (sa.Enum(Size), "other")`, "'other'"},
		{`x = (sa.ARRAY(sa.Enum(Size)), [Size.BIG, None])`, "ARRAY['BIG', NULL]::ARRAY"},
		{`x = (sa.ARRAY(sa.Integer, dimensions=2), [[1], [2]])`, "ARRAY[ARRAY[1], ARRAY[2]]"},
		{`x = (sa.Numeric(), decimal.Decimal("1.50"))`, "1.50"},
		{`x = (sa.DateTime(), datetime.datetime(2020, 1, 2, 3, 4, 5, 6))`, "'2020-01-02 03:04:05.000006'"},
		{`x = (sa.DateTime(), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc))`, "'2020-01-02 00:00:00+00:00'"},
		{`x = (sa.Date(), datetime.date(2020, 1, 2))`, "'2020-01-02'"},
		{`x = (sa.Time(), datetime.time(3, 4))`, "'03:04:00'"},
		{`x = (sa.Uuid(), uuid.UUID("12345678-1234-5678-1234-567812345678"))`, "'12345678123456781234567812345678'"},
		{`x = (sa.LargeBinary(), b"ab")`, "'ab'"},
		{`x = (sa.JSON(), {"a": [1, None, True], 2: "x"})`, `'{"a": [1, null, true], "2": "x"}'`},
		{`x = (sa.JSON(), sa.JSON.NULL)`, "'null'"},
		{`x = (sa.JSON(), None)`, "NULL"},
		{decorator + `x = (T(), "ab")`, "'ABpo'"},
		{decorator + `x = (T(), None)`, "NULL"},
	}
	for _, tt := range tests {
		s := newSession("postgresql")
		v, err := s.run(tt.code)
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		pair := v.(python.Tuple)
		typ, err := sqltype.Of(s.in.Thread(), pair[0])
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		value, err := sqltype.Convert(s.in.Thread(), pair[1], typ)
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		if got, err := sqltypes.Generic.Literal(value, typ); got != tt.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", tt.code, got, err, tt.want)
		}
	}
}

func TestCreateAndDrop(t *testing.T) {
	tests := []struct{ code, want string }{
		{`sa.Enum("a", name="e").create(None)`, "create Enum('a', name='e') checkfirst=false"},
		{`sa.Enum("a", name="e").drop(None, checkfirst=True)`, "drop Enum('a', name='e') checkfirst=true"},
		{`postgresql.ENUM("a", name="e").create(None)`, "create ENUM('a', name='e') checkfirst=true"},
		{`postgresql.ENUM("a", name="e").drop(bind=None, checkfirst=False)`, "drop ENUM('a', name='e') checkfirst=false"},
		{`sa.Enum("a", name="e", native_enum=False).create(None)`, ""},
		{`postgresql.DOMAIN("d", sa.Integer).create(None)`, "create DOMAIN() checkfirst=true"},
		{`sa.String().with_variant(postgresql.ENUM("a", name="e"), "postgresql")`, ""},
	}
	for _, tt := range tests {
		s := newSession("postgresql")
		if _, err := s.run("x = " + tt.code); err != nil {
			t.Errorf("%s: %v", tt.code, err)
			continue
		}
		var got []string
		for _, op := range s.ops {
			switch op := op.(type) {
			case ir.CreateType:
				got = append(got, fmt.Sprintf("create %s checkfirst=%v", sqltype.Describe(op.Type), op.CheckFirst))
			case ir.DropType:
				got = append(got, fmt.Sprintf("drop %s checkfirst=%v", sqltype.Describe(op.Type), op.CheckFirst))
			}
		}
		if text := strings.Join(got, "; "); text != tt.want {
			t.Errorf("%s: %s, want %s", tt.code, text, tt.want)
		}
	}
}
