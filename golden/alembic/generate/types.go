package generate

import "fmt"

func postgresqlType(g *generator) (typ, value string) {
	n := 1 + g.rand.IntN(300)
	switch g.rand.IntN(20) {
	case 0:
		return "sa.Integer" + g.maybe(2, "()"), fmt.Sprint(n)
	case 1:
		return g.one("sa.BigInteger()", "sa.SmallInteger()"), fmt.Sprint(-n)
	case 2:
		return fmt.Sprintf("sa.String(%d)", n), g.text()
	case 3:
		return g.one("sa.String()", "sa.Text()", "sa.UnicodeText()", "sa.Unicode(9)", "sa.VARCHAR(length=7)"), g.text()
	case 4:
		return "sa.Boolean()", g.one("True", "False")
	case 5:
		return "sa.Numeric(12, " + fmt.Sprint(g.rand.IntN(6)) + ")", fmt.Sprintf("%d.25", n)
	case 6:
		return g.one("sa.Float()", "sa.Float(53)", "sa.REAL()", "postgresql.DOUBLE_PRECISION()"), fmt.Sprintf("%d.5", n)
	case 7:
		return "sa.DateTime(" + g.maybe(2, "timezone=True") + ")", "None"
	case 8:
		return g.one("sa.Date()", "sa.Time()", "sa.Interval()", "postgresql.INTERVAL(fields=\"DAY\")", "postgresql.TIMESTAMP(precision=3)"), "None"
	case 9:
		return g.one("postgresql.UUID()", "postgresql.UUID(as_uuid=True)"), "None"
	case 10:
		return g.one("postgresql.JSONB()", "sa.JSON()", "postgresql.JSON(astext_type=sa.Text())"), "None"
	case 11:
		inner, _ := g.scalar()
		return "postgresql.ARRAY(" + inner + g.maybe(3, ", dimensions=2") + ")", "None"
	case 12:
		return g.one("postgresql.INET()", "postgresql.CIDR()", "postgresql.TSVECTOR()", "postgresql.HSTORE()", "postgresql.BYTEA()", "sa.LargeBinary()", "postgresql.CITEXT()", "postgresql.MONEY()"), "None"
	case 13:
		return g.one("postgresql.INT4RANGE()", "postgresql.TSTZRANGE()", "postgresql.DATERANGE()", "postgresql.BIT(4, varying=True)"), "None"
	case 14:
		return fmt.Sprintf("sa.Enum(\"a\", \"it's\", \"c%d\", name=%q, native_enum=False)", n, g.name("kind")), "\"a\""
	case 15:
		return "sa.Text().with_variant(" + g.one("postgresql.CITEXT()", "sa.String(5)") + ", " + g.one(`"postgresql"`, `"sqlite"`) + ")", "None"
	default:
		return g.scalar()
	}
}

// genericType is a type of SQLAlchemy that every dialect has.
func (g *generator) genericType() (typ, value string) {
	n := 1 + g.rand.IntN(300)
	switch g.rand.IntN(12) {
	case 0:
		return g.one("sa.BigInteger()", "sa.SmallInteger()", "sa.Integer"), fmt.Sprint(-n)
	case 1:
		return g.one("sa.Text()", "sa.UnicodeText()", "sa.Unicode(9)", "sa.VARCHAR(length=7)", "sa.CHAR(7)"), g.text()
	case 2:
		return "sa.Boolean(" + g.maybe(5, fmt.Sprintf("create_constraint=True, name=%q", g.name("ck"))) + ")", g.one("True", "False", "None")
	case 3:
		return "sa.Numeric(12, " + fmt.Sprint(g.rand.IntN(6)) + ")", fmt.Sprintf("%d.25", n)
	case 4:
		return g.one("sa.Float()", "sa.Double()", "sa.REAL()", "sa.Numeric()"), fmt.Sprintf("%d.5", n)
	case 5:
		return g.one("sa.DateTime()", "sa.DateTime(timezone=True)", "sa.Date()", "sa.TIMESTAMP()", "sa.Interval()"), "None"
	case 6:
		return g.one("sa.LargeBinary()", "sa.LargeBinary(20)", "sa.Uuid()", "sa.PickleType()"), "None"
	case 7:
		name := g.name("kind")
		return fmt.Sprintf("sa.Enum(\"a\", \"it's\", \"c%d\", name=%q%s)", n, name, g.one("", ", native_enum=False", ", create_constraint=True", ", length=400, native_enum=False")), "\"a\""
	default:
		return g.scalar()
	}
}

// either makes one of the dialect's types half of the time, else one that all have. The
// types come in pairs with a value; "text" stands for any text.
func (g *generator) either(types ...string) (typ, value string) {
	if g.chance(2) {
		return g.genericType()
	}
	at := g.rand.IntN(len(types)/2) * 2
	if typ, value = types[at], types[at+1]; value == "text" {
		value = g.text()
	}
	return typ, value
}

func mysqlType(g *generator) (typ, value string) {
	return g.either(
		"mysql.TINYINT(1)", "1", "mysql.TINYINT(unsigned=True)", "200", "mysql.MEDIUMINT(9, zerofill=True)", "77", "mysql.INTEGER(11)", "-5",
		"mysql.BIGINT(20, unsigned=True)", "12345678901", "mysql.SMALLINT()", "3", "mysql.DECIMAL(10, 2, unsigned=True)", "1.25", "mysql.DOUBLE(10, 4)", "1.5",
		"mysql.DOUBLE()", "2.5", "mysql.FLOAT(10, 2)", "2.5", "mysql.BIT(8)", "None", "mysql.LONGTEXT()", "text", "mysql.MEDIUMTEXT(collation=\"utf8mb4_bin\")", "text",
		"mysql.TINYTEXT()", "text", "mysql.TEXT(500)", "text", "mysql.VARCHAR(50, charset=\"latin1\")", "text",
		"mysql.VARCHAR(50, charset=\"utf8mb4\", collation=\"utf8mb4_unicode_ci\")", "text", "mysql.CHAR(3)", "text", "sa.String(20, collation=\"utf8mb4_bin\")", "text",
		"mysql.ENUM(\"a\", \"it's\")", "\"a\"", "mysql.ENUM(\"a\", \"10%\", charset=\"utf8mb4\")", "\"10%\"", "mysql.SET(\"a\", \"b\")", "None",
		"mysql.BINARY(16)", "None", "mysql.VARBINARY(255)", "None", "mysql.LONGBLOB()", "None", "mysql.TINYBLOB()", "None", "mysql.DATETIME(fsp=6)", "None",
		"mysql.TIMESTAMP(fsp=3)", "None", "mysql.TIMESTAMP()", "None", "mysql.TIME(fsp=2)", "None", "mysql.YEAR(4)", "None", "mysql.JSON()", "None", "sa.JSON()", "None",
		"sa.Text().with_variant(mysql.LONGTEXT(), \"mysql\")", "text", "sa.Text().with_variant(mysql.MEDIUMTEXT(), \"mysql\", \"mariadb\")", "text",
		"sa.Integer().with_variant(mysql.INTEGER(unsigned=True), \"mariadb\")", "5", "sa.Time()", "None", "sa.Text(70000)", "text")
}

func sqliteType(g *generator) (typ, value string) {
	return g.either(
		"sqlite.INTEGER()", "5", "sqlite.REAL()", "1.5", "sqlite.TEXT()", "text", "sqlite.BLOB()", "None", "sqlite.NUMERIC(5, 2)", "1.25", "sqlite.BOOLEAN()", "True",
		"sqlite.DATETIME(truncate_microseconds=True)", "None", "sqlite.DATE()", "None", "sqlite.JSON()", "None", "sa.JSON()", "None", "sa.String()", "text",
		"sa.String(5, collation=\"NOCASE\")", "text", "sa.BigInteger().with_variant(sa.Integer, \"sqlite\")", "7", "sa.Float(53)", "2.5", "sa.Time()", "None",
		"sa.Unicode()", "text", "sa.BIGINT()", "5")
}

func mssqlType(g *generator) (typ, value string) {
	return g.either(
		"mssql.BIT()", "True", "mssql.TINYINT()", "5", "mssql.MONEY()", "None", "mssql.SMALLMONEY()", "None", "mssql.FLOAT(53)", "2.5", "mssql.REAL()", "2.5",
		"mssql.NVARCHAR(50)", "text", "mssql.NVARCHAR(\"max\")", "text", "mssql.NVARCHAR()", "text", "mssql.VARCHAR(\"max\")", "text",
		"mssql.VARCHAR(50, collation=\"Latin1_General_BIN2\")", "text", "mssql.NTEXT()", "text", "mssql.XML()", "None", "mssql.UNIQUEIDENTIFIER()", "None",
		"mssql.DATETIME2()", "None", "mssql.DATETIME2(3)", "None", "mssql.DATETIMEOFFSET(7)", "None", "mssql.SMALLDATETIME()", "None", "mssql.TIME(3)", "None",
		"mssql.ROWVERSION()", "None", "mssql.VARBINARY(50)", "None", "mssql.VARBINARY(\"max\")", "None", "mssql.IMAGE()", "None", "mssql.SQL_VARIANT()", "None",
		"sa.JSON()", "None", "sa.String()", "text", "sa.Unicode()", "text", "sa.Float(24)", "2.5", "sa.Time()", "None",
		"sa.Text().with_variant(mssql.NVARCHAR(\"max\"), \"mssql\")", "text", "sa.BINARY(16)", "None")
}

func oracleType(g *generator) (typ, value string) {
	return g.either(
		"oracle.VARCHAR2(50)", "text", "oracle.NVARCHAR2(50)", "text", "oracle.NUMBER()", "5", "oracle.NUMBER(10)", "5", "oracle.NUMBER(10, 2)", "1.25",
		"oracle.FLOAT(binary_precision=126)", "2.5", "oracle.FLOAT()", "2.5", "oracle.BINARY_DOUBLE()", "2.5", "oracle.BINARY_FLOAT()", "2.5", "oracle.CLOB()", "text",
		"oracle.NCLOB()", "text", "oracle.RAW(16)", "None", "oracle.BLOB()", "None", "oracle.LONG()", "text", "oracle.ROWID()", "None", "oracle.DATE()", "None",
		"oracle.TIMESTAMP()", "None", "oracle.TIMESTAMP(timezone=True)", "None", "oracle.TIMESTAMP(local_timezone=True)", "None",
		"oracle.INTERVAL(day_precision=2, second_precision=5)", "None", "sa.Text().with_variant(oracle.NCLOB(), \"oracle\")", "text", "sa.NVARCHAR(5)", "text",
		"sa.Numeric(10)", "5", "oracle.DOUBLE_PRECISION()", "2.5")
}
