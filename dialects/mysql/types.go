package mysql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// typeName writes a type as SQL.
func typeName(f flavour, t *ir.Type) (string, error) { return f.writers().types.Name(t) }

func newTypes(f flavour, idents *ident.Style) *sqltypes.Compiler {
	return sqltypes.New(sqltypes.Compiler{
		Dialect: f.facts().name, Title: f.facts().title, Idents: idents, NativeEnum: true,
		True: "true", False: "false",
		Types: typeWriters(f), Literals: literalWriters(),
	})
}

func typeWriters(f flavour) map[string]sqltypes.TypeWriter {
	writers := sqltypes.Words("TINYBLOB MEDIUMBLOB LONGBLOB JSON UUID DATE CLOB NCLOB")
	if f == MariaDB {
		writers["INET4"], writers["INET6"] = sqltypes.Word("INET4"), sqltypes.Word("INET6")
	}
	writers["boolean"], writers["BOOLEAN"] = sqltypes.Word("BOOL"), sqltypes.Word("BOOL")
	writers["enum"], writers["ENUM"], writers["SET"] = writeEnum, writeEnum, writeSet
	for _, class := range strings.Fields("INTEGER BIGINT MEDIUMINT TINYINT SMALLINT") {
		writers[class] = numeric(class, displayWidth)
	}
	for _, class := range strings.Fields("NUMERIC DECIMAL") {
		writers[class] = numeric(class, precisionAndScale)
	}
	for _, class := range strings.Fields("DOUBLE REAL") {
		writers[class] = numeric(class, both)
	}
	writers["FLOAT"] = numeric("FLOAT", floatPrecision)
	for _, class := range strings.Fields("DATETIME TIME TIMESTAMP") {
		writers[class] = fractional(class)
	}
	for _, class := range strings.Fields("TINYTEXT MEDIUMTEXT LONGTEXT") {
		writers[class] = text(class, class, false)
	}
	writers["TEXT"], writers["CHAR"] = text("TEXT", "TEXT", true), text("CHAR", "CHAR", true)
	writers["NCHAR"], writers["VARCHAR"] = text("NCHAR", "CHAR", true), text("VARCHAR", "VARCHAR", true)
	writers["NVARCHAR"] = text("NVARCHAR", "VARCHAR", true)
	writers["BIT"], writers["BLOB"], writers["YEAR"] = writeBit, sized("BLOB"), writeYear
	writers["large_binary"] = sqltypes.As("BLOB")
	writers["VARBINARY"] = writeVarbinary
	return writers
}

// numeric returns the writer of a type of numbers; size writes what stands in
// parentheses behind the word.
func numeric(word string, size func(t *ir.Type) string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		name := word + size(t)
		if isParam(t, "unsigned") {
			name += " UNSIGNED"
		}
		if isParam(t, "zerofill") {
			name += " ZEROFILL"
		}
		return name, nil
	}
}

// isParam tells whether an argument of a type of the mysql dialect is true.
func isParam(t *ir.Type, name string) bool {
	switch v := t.Param(name).(type) {
	case bool:
		return v
	case int64:
		return v != 0
	case string:
		return v != ""
	}
	return false
}

// number returns an argument that is a number.
func number(t *ir.Type, name string) (int64, bool) {
	n, ok := t.Param(name).(int64)
	return n, ok
}

func displayWidth(t *ir.Type) string {
	if n, ok := number(t, "display_width"); ok {
		return "(" + strconv.FormatInt(n, 10) + ")"
	}
	return ""
}

func precisionAndScale(t *ir.Type) string {
	switch {
	case t.Precision == nil:
		return ""
	case t.Scale == nil:
		return fmt.Sprintf("(%d)", *t.Precision)
	}
	return fmt.Sprintf("(%d, %d)", *t.Precision, *t.Scale)
}

// both writes precision and scale, which DOUBLE and REAL have only together.
func both(t *ir.Type) string {
	if t.Precision == nil || t.Scale == nil {
		return ""
	}
	return precisionAndScale(t)
}

func floatPrecision(t *ir.Type) string {
	if t.Dialect != "mysql" && t.Precision != nil {
		return fmt.Sprintf("(%d)", *t.Precision)
	}
	return precisionAndScale(t)
}

// fractional returns the writer of a type with a precision of fractional seconds.
func fractional(word string) sqltypes.TypeWriter {
	return func(c *sqltypes.Compiler, t *ir.Type) (string, error) {
		if t.Dialect == "mssql" && word == "TIMESTAMP" {
			return "", foreign(c, t)
		}
		if n, ok := number(t, "fsp"); ok && n != 0 {
			return fmt.Sprintf("%s(%d)", word, n), nil
		}
		return word, nil
	}
}

func foreign(c *sqltypes.Compiler, t *ir.Type) error {
	return &sqltypes.Error{
		Code:    sqltypes.CodeType,
		Message: fmt.Sprintf("%s of sqlalchemy.dialects.%s is not the type that %s knows by this name", t.Class, t.Dialect, c.Title),
		Help:    fmt.Sprintf("use the type of sqlalchemy.dialects.mysql, or give the type a variant: .with_variant(type, %q)", c.Dialect),
	}
}

// text returns the writer of a type of text. class is the type's name in
// SQLAlchemy, word the server's.
func text(class, word string, hasLength bool) sqltypes.TypeWriter {
	return func(c *sqltypes.Compiler, t *ir.Type) (string, error) {
		name := word
		switch {
		case hasLength && t.Length != nil:
			name += fmt.Sprintf("(%d)", *t.Length)
		case word == "VARCHAR":
			return "", &sqltypes.Error{
				Code: sqltypes.CodeType, Message: fmt.Sprintf("%s needs a length on %s", class, c.Title),
				Help: "give the type a length: sa.String(255); sa.Text() has none",
			}
		}
		return characters(t, name, class == "NVARCHAR" || class == "NCHAR"), nil
	}
}

// characters adds the character set and the collation to the name of a type.
// See https://dev.mysql.com/doc/refman/8.4/en/charset-column.html.
func characters(t *ir.Type, name string, national bool) string {
	charset := ""
	switch set, _ := t.Param("charset").(string); {
	case set != "":
		charset = " CHARACTER SET " + set
	case isParam(t, "ascii"):
		charset = " ASCII"
	case isParam(t, "unicode"):
		charset = " UNICODE"
	}
	collation := ""
	switch {
	case t.Collation != "":
		collation = " COLLATE " + t.Collation
	case isParam(t, "binary"):
		collation = " BINARY"
	}
	if given, ok := t.Param("national").(bool); ok && t.Class != "NVARCHAR" && t.Class != "NCHAR" {
		national = given
	}
	if national {
		// NATIONAL says the character set itself.
		return "NATIONAL " + name + collation
	}
	return name + charset + collation
}

func sized(word string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		if t.Length != nil {
			return fmt.Sprintf("%s(%d)", word, *t.Length), nil
		}
		return word, nil
	}
}

func writeVarbinary(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Length == nil {
		return "", &sqltypes.Error{Code: sqltypes.CodeType, Message: "VARBINARY needs a length on " + c.Title, Help: "give the type a length, or use sa.LargeBinary()"}
	}
	return fmt.Sprintf("VARBINARY(%d)", *t.Length), nil
}

func writeBit(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Dialect == "mssql" {
		return "", foreign(c, t)
	}
	if t.Dialect == "postgresql" && t.Length == nil && t.Param("varying") != true {
		return "BIT(1)", nil // as long as PostgreSQL makes it
	}
	return sized("BIT")(c, t)
}

func writeYear(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	return "YEAR" + displayWidth(t), nil
}

// writeEnum writes the values with the type, or a text type that has room for
// the longest where no type of the server's own is wanted.
func writeEnum(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Enum == nil {
		return "", &sqltypes.Error{Code: sqltypes.CodeType, Message: "an enum has no values", Help: `give them: sa.Enum("a", "b")`}
	}
	if !t.Enum.Native && t.Dialect == "" {
		return c.Name(&ir.Type{Class: "VARCHAR", Length: t.Length, Collation: t.Collation})
	}
	return characters(t, "ENUM("+valueList(t.Enum.Values)+")", false), nil
}

func writeSet(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	values, _ := t.Param("values").([]string)
	return characters(t, "SET("+valueList(values)+")", false), nil
}

// valueList writes the values of an ENUM or a SET. Backslashes are doubled, as in
// every other literal; SQLAlchemy leaves them, so that the server drops them.
func valueList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = escaped(sqltypes.Quote(v))
	}
	return strings.Join(quoted, ",")
}
