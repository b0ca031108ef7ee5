// Package sqltypes writes the types of columns, and values as literals, as
// SQLAlchemy does. What all servers share is here; what one of them writes in
// its own way are entries of the tables of its Compiler.
package sqltypes

import (
	"fmt"
	"maps"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of this package. They never change their meaning.
const (
	CodeType    = "SP485" // a type that cannot be written as SQL
	CodeLiteral = "SP486" // a value that cannot be written as a literal of its type
)

// TypeWriter writes a type.
type TypeWriter func(c *Compiler, t *ir.Type) (string, error)

// LiteralWriter writes a value, which is not nil, as a literal of a type.
type LiteralWriter func(c *Compiler, v ir.Value, t *ir.Type) (string, error)

// Compiler writes types and literals for one dialect. It is made by New and must
// not be changed afterwards.
type Compiler struct {
	Dialect string // the name that variants of a type are looked up by
	Title   string // the server's name in messages
	Idents  *ident.Style
	// NativeEnum, NativeUUID and NativeInterval: the server has such types.
	NativeEnum, NativeUUID, NativeInterval bool
	// Types are the dialect's own ways to write a type, by its kind (see Kind).
	Types map[string]TypeWriter
	// Other writes the types that are in no table; nil: they are errors.
	Other TypeWriter
	// Literals are the dialect's own literals, by the kind of the type.
	Literals map[string]LiteralWriter
	// True and False are the literals of booleans.
	True, False string
}

// New completes a dialect's tables with what SQLAlchemy writes for every server.
func New(c Compiler) *Compiler {
	types, literals := genericTypes(), genericLiterals()
	maps.Copy(types, c.Types)
	maps.Copy(literals, c.Literals)
	c.Types, c.Literals = types, literals
	return &c
}

// Error is a type or a value that cannot be written as SQL.
type Error struct{ Code, Message, Help string }

func (e *Error) Error() string { return e.Message }

// Report adds the error to diags with its place.
func (e *Error) Report(diags *source.Diagnostics, at source.Span) {
	diags.Errorf(at, e.Code, e.Help, "%s", e.Message)
}

// Name writes a type as it stands in a column's definition and in CAST.
func (c *Compiler) Name(t *ir.Type) (string, error) {
	t = c.Resolve(t)
	if w, ok := c.Types[Kind(t)]; ok {
		return w(c, t)
	}
	if c.Other != nil && !t.IsNull() {
		return c.Other(c, t)
	}
	return "", c.noType(t)
}

// Resolve returns what a type is in the compiler's dialect.
func (c *Compiler) Resolve(t *ir.Type) *ir.Type {
	if t == nil {
		return &ir.Type{Class: "NullType"}
	}
	return t.In(c.Dialect)
}

// IsNativeEnum tells whether the dialect makes a type of its own for an enum.
func (c *Compiler) IsNativeEnum(t *ir.Type) bool {
	t = c.Resolve(t)
	return c.NativeEnum && t.Enum != nil && t.Enum.Native
}

func (c *Compiler) noType(t *ir.Type) error {
	if t.IsNull() {
		return &Error{Code: CodeType, Message: "a column or CAST has no type", Help: "give the column a type, such as sa.Integer()"}
	}
	from := ""
	if t.Dialect != "" {
		from = fmt.Sprintf(", a type of sqlalchemy.dialects.%s", t.Dialect)
	}
	return &Error{
		Code:    CodeType,
		Message: fmt.Sprintf("%s cannot be written for %s%s", t.Class, c.Title, from),
		Help:    fmt.Sprintf("use a type that %s has, or give the type a variant: .with_variant(type, %q)", c.Title, c.Dialect),
	}
}

// kinds are SQLAlchemy's generic classes, which dialects write in their own ways.
var kinds = map[string]string{
	"String": "string", "Text": "text", "Unicode": "unicode", "UnicodeText": "unicode_text",
	"Integer": "integer", "SmallInteger": "small_integer", "BigInteger": "big_integer",
	"Numeric": "numeric", "Float": "float", "Double": "double", "Boolean": "boolean", "MatchType": "boolean",
	"DateTime": "datetime", "Date": "date", "Time": "time", "Interval": "interval",
	"LargeBinary": "large_binary", "Enum": "enum", "Uuid": "uuid", "NullType": "null", "": "null",
}

// Kind returns what the tables of a Compiler know a type by: a word in small
// letters for SQLAlchemy's generic types, the name of the class for those that
// stand for one type of SQL.
func Kind(t *ir.Type) string {
	switch {
	case t == nil:
		return "null"
	case t.Dialect == "postgresql" && t.Class == "ENUM":
		return "enum"
	case t.Dialect == "sqlite" && (t.Class == "DATE" || t.Class == "TIME" || t.Class == "DATETIME"):
		// SQLite's classes change how values are stored, and nothing about the type.
		return strings.ToLower(t.Class)
	}
	if kind, ok := kinds[t.Class]; ok {
		return kind
	}
	return t.Class
}
