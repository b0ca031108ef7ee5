package mssql

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// newTypes writes types and literals as SQLAlchemy does for a version of SQL Server.
func newTypes(v ir.Version) *sqltypes.Compiler {
	return sqltypes.New(sqltypes.Compiler{
		Dialect: dialectName, Title: "SQL Server", Idents: Idents,
		NativeUUID: true, True: "1", False: "0",
		Types: typeWriters(v), Literals: literalWriters(),
	})
}

func typeWriters(v ir.Version) map[string]sqltypes.TypeWriter {
	writers := sqltypes.Words(`TINYINT SMALLDATETIME ROWVERSION IMAGE XML BIT MONEY SMALLMONEY UNIQUEIDENTIFIER SQL_VARIANT`)
	for kind, w := range map[string]sqltypes.TypeWriter{
		"double": sqltypes.As("DOUBLE_PRECISION"), "FLOAT": precise("FLOAT"), "TIME": precise("TIME"),
		"datetime": writeDateTime, "DATETIME2": precise("DATETIME2"), "DATETIMEOFFSET": precise("DATETIMEOFFSET"),
		"unicode": sqltypes.As("NVARCHAR"), "boolean": sqltypes.Word("BIT"),
		"text": sqltypes.As("TEXT"), "unicode_text": sqltypes.As("NTEXT"), "large_binary": sqltypes.Word("IMAGE"),
		"date": sqltypes.Word("DATETIME"), "time": sqltypes.Word("DATETIME"),
		"VARCHAR": sized("VARCHAR", "max"), "NVARCHAR": sized("NVARCHAR", "max"), "CHAR": sized("CHAR", ""), "NCHAR": sized("NCHAR", ""),
		"TEXT": sized("TEXT", ""), "NTEXT": sized("NTEXT", ""), "VARBINARY": writeVarbinary,
		"JSON": func(c *sqltypes.Compiler, t *ir.Type) (string, error) { return c.Name(&ir.Type{Class: "NVARCHAR"}) },
		"uuid": writeUUID,
	} {
		writers[kind] = w
	}
	if v.AtLeast(sql2008, 0) {
		writers["date"], writers["time"] = sqltypes.Word("DATE"), precise("TIME")
	}
	if v.AtLeast(sql2012, 0) {
		writers["text"], writers["unicode_text"] = sqltypes.As("VARCHAR"), sqltypes.As("NVARCHAR")
		writers["large_binary"] = writeVarbinary
	}
	return writers
}

// precise returns the writer of a type with an optional precision.
func precise(word string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		if t.Precision == nil {
			return word, nil
		}
		return word + "(" + strconv.Itoa(*t.Precision) + ")", nil
	}
}

// sized returns the writer of a type with a length and a collation, whose name
// stands without quotes. Without a length the type has the length other; "": none.
func sized(word, other string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		length := other
		if t.Length != nil && *t.Length != 0 {
			length = strconv.Itoa(*t.Length)
		} else if named, ok := t.Param("length").(string); ok {
			length = named
		}
		text := word
		if length != "" {
			text += "(" + length + ")"
		}
		if t.Collation != "" {
			text += " COLLATE " + t.Collation
		}
		return text, nil
	}
}

func writeDateTime(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Timezone {
		return precise("DATETIMEOFFSET")(c, t)
	}
	return "DATETIME", nil
}

func writeVarbinary(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	text, err := sized("VARBINARY", "max")(c, t)
	if t.Param("filestream") == true {
		text += " FILESTREAM"
	}
	return text, err
}

func writeUUID(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Param("native_uuid") != false {
		return "UNIQUEIDENTIFIER", nil
	}
	const digits = 32
	length := digits
	return c.Name(&ir.Type{Class: "CHAR", Length: &length})
}

func literalWriters() map[string]sqltypes.LiteralWriter {
	literals := map[string]sqltypes.LiteralWriter{
		"large_binary": literalBinary, "BINARY": literalBinary, "VARBINARY": literalBinary, "IMAGE": literalBinary, "BLOB": literalBinary,
		"unicode": literalNational, "unicode_text": literalNational, "NVARCHAR": literalNational, "NCHAR": literalNational, "NTEXT": literalNational,
		"JSON": literalJSON, "UNIQUEIDENTIFIER": literalGUID, "uuid": literalUUID, "UUID": literalGUID, "XML": literalText, "ARRAY": literalArray,
	}
	for _, kind := range strings.Fields("string text VARCHAR CHAR TEXT enum ENUM") {
		literals[kind] = literalText
	}
	return literals
}

// national puts an N before a literal: without it the server turns what its code
// page lacks into question marks. Only what has such letters needs it.
// https://learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql
func national(literal string) string {
	if strings.HasPrefix(literal, "'") && !isASCII(literal) {
		return "N" + literal
	}
	return literal
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > '~' }) < 0
}

// general writes a value of a text type as the general form does.
var general = sync.OnceValue(func() *sqltypes.Compiler {
	return sqltypes.New(sqltypes.Compiler{Dialect: dialectName, Title: "SQL Server", True: "1", False: "0"})
})

func literalText(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	plain := *t
	plain.Variants = nil
	if plain.Enum == nil {
		plain.Class, plain.Dialect = "String", ""
	}
	text, err := general().Literal(v, &plain)
	return national(text), err
}

func literalNational(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	text, err := literalText(c, v, t)
	if err == nil && !strings.HasPrefix(text, "N") {
		text = "N" + text
	}
	return text, err
}

// literalJSON writes the text of a JSON value, which is ASCII.
func literalJSON(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	return general().Literal(v, &ir.Type{Class: "JSON"})
}

// literalGUID keeps the dashes: UNIQUEIDENTIFIER takes no text without them.
func literalGUID(_ *sqltypes.Compiler, v ir.Value, _ *ir.Type) (string, error) {
	return general().Literal(v, &ir.Type{Class: "UUID"})
}

func literalUUID(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	if t.Param("native_uuid") == false {
		return general().Literal(v, t)
	}
	return literalGUID(c, v, t)
}

func literalArray(*sqltypes.Compiler, ir.Value, *ir.Type) (string, error) {
	return "", &sqltypes.Error{Code: sqltypes.CodeLiteral, Message: "SQL Server has no arrays", Help: "store the list as JSON, or in a table of its own"}
}

// literalBinary writes bytes in hexadecimal digits: a text is not turned into
// bytes without a CAST.
// https://learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql
func literalBinary(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	data, ok := v.([]byte)
	if text, isText := v.(string); isText {
		data, ok = []byte(text), true
	}
	if !ok {
		return "", &sqltypes.Error{
			Code:    sqltypes.CodeLiteral,
			Message: fmt.Sprintf("%s cannot be written as a value of type %s", sqltypes.Explain(v), sqltypes.Describe(t)),
			Help:    "give bytes, or write the SQL of the value with sa.text()",
		}
	}
	return "0x" + strings.ToUpper(hex.EncodeToString(data)), nil
}
