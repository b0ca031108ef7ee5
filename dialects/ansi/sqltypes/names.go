package sqltypes

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Word returns a writer of a type that is one word.
func Word(word string) TypeWriter {
	return func(*Compiler, *ir.Type) (string, error) { return word, nil }
}

// Words returns writers of types that are written as their classes are named.
func Words(classes string) map[string]TypeWriter {
	writers := map[string]TypeWriter{}
	for _, class := range strings.Fields(classes) {
		writers[class] = Word(class)
	}
	return writers
}

// As returns a writer that writes a type as one of another kind.
func As(class string) TypeWriter {
	return func(c *Compiler, t *ir.Type) (string, error) {
		other := *t
		other.Class, other.Dialect, other.Variants = class, "", nil
		return c.Name(&other)
	}
}

// Sized returns a writer of a type with an optional length and collation: "VARCHAR(50)".
func Sized(word string) TypeWriter {
	return func(_ *Compiler, t *ir.Type) (string, error) {
		text := word
		if t.Length != nil && *t.Length != 0 {
			text += "(" + strconv.Itoa(*t.Length) + ")"
		} else if named, ok := t.Param("length").(string); ok {
			text += "(" + named + ")" // VARCHAR(max)
		}
		if t.Collation != "" {
			text += ` COLLATE "` + t.Collation + `"`
		}
		return text, nil
	}
}

func binary(word string) TypeWriter {
	sized := Sized(word)
	return func(c *Compiler, t *ir.Type) (string, error) {
		plain := *t
		plain.Collation = ""
		return sized(c, &plain)
	}
}

// Exact returns a writer of a type with precision and scale: "NUMERIC(10, 2)".
func Exact(word string) TypeWriter {
	return func(_ *Compiler, t *ir.Type) (string, error) {
		switch {
		case t.Precision == nil:
			return word, nil
		case t.Scale == nil:
			return word + "(" + strconv.Itoa(*t.Precision) + ")", nil
		}
		return word + "(" + strconv.Itoa(*t.Precision) + ", " + strconv.Itoa(*t.Scale) + ")", nil
	}
}

// genericTypes is how SQLAlchemy writes the types where a dialect has no way of its own.
func genericTypes() map[string]TypeWriter {
	generic := map[string]TypeWriter{
		"string": As("VARCHAR"), "unicode": As("VARCHAR"), "text": As("TEXT"), "unicode_text": As("TEXT"),
		"integer": As("INTEGER"), "small_integer": As("SMALLINT"), "big_integer": As("BIGINT"),
		"numeric": As("NUMERIC"), "float": As("FLOAT"), "double": As("DOUBLE"), "boolean": As("BOOLEAN"),
		"datetime": As("DATETIME"), "date": As("DATE"), "time": As("TIME"), "large_binary": As("BLOB"),
		"interval": writeInterval, "enum": writeEnum, "uuid": writeUUID, "SQL": writeSpec,
		"NUMERIC": Exact("NUMERIC"), "DECIMAL": Exact("DECIMAL"),
		"CHAR": Sized("CHAR"), "NCHAR": Sized("NCHAR"), "VARCHAR": Sized("VARCHAR"), "NVARCHAR": Sized("NVARCHAR"), "TEXT": Sized("TEXT"),
		"BINARY": binary("BINARY"), "VARBINARY": binary("VARBINARY"),
		"DOUBLE_PRECISION": Word("DOUBLE PRECISION"),
	}
	for class, writer := range Words("FLOAT DOUBLE REAL INTEGER SMALLINT BIGINT TIMESTAMP DATETIME DATE TIME CLOB NCLOB UUID BLOB BOOLEAN") {
		generic[class] = writer
	}
	return generic
}

// writeInterval writes sa.Interval(), which is a point in time where the server
// has no type for spans, or where native=False.
func writeInterval(c *Compiler, t *ir.Type) (string, error) {
	if c.NativeInterval && t.Param("native") != false {
		return c.Name(&ir.Type{Class: "INTERVAL", Precision: t.Precision})
	}
	return c.Name(&ir.Type{Class: "DateTime"})
}

// writeEnum writes the name of a type that was created for the enum, or a text
// type that has room for the longest value.
func writeEnum(c *Compiler, t *ir.Type) (string, error) {
	if c.IsNativeEnum(t) {
		return NamedType(c, t)
	}
	return c.Name(&ir.Type{Class: "VARCHAR", Length: t.Length, Collation: t.Collation})
}

// NamedType writes the name of an enum or a domain.
func NamedType(c *Compiler, t *ir.Type) (string, error) {
	var schema, name ir.Name
	switch {
	case t.Enum != nil:
		schema, name = t.Enum.Schema, t.Enum.Name
	case t.Domain != nil:
		schema, name = t.Domain.Schema, t.Domain.Name
	}
	if name.IsZero() {
		return "", &Error{Code: CodeType, Message: "an enum type has no name, and " + c.Title + " needs one", Help: `give it a name: sa.Enum("a", "b", name="mood")`}
	}
	return c.Idents.Table(schema, name), nil
}

func writeUUID(c *Compiler, t *ir.Type) (string, error) {
	if c.NativeUUID && t.Param("native_uuid") != false {
		return c.Name(&ir.Type{Class: "UUID"})
	}
	const digits = 32
	length := digits
	return c.Name(&ir.Type{Class: "CHAR", Length: &length})
}

func writeSpec(_ *Compiler, t *ir.Type) (string, error) { return t.Spec, nil }
