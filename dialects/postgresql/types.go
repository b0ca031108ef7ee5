package postgresql

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Types writes types and literals as SQLAlchemy does for PostgreSQL.
var Types = sqltypes.New(sqltypes.Compiler{
	Dialect: "postgresql", Title: "PostgreSQL", Idents: Idents,
	NativeEnum: true, NativeUUID: true, NativeInterval: true,
	True: "true", False: "false",
	Types: typeWriters(), Literals: literalWriters(),
})

func typeWriters() map[string]sqltypes.TypeWriter {
	writers := sqltypes.Words(`BYTEA CIDR CITEXT HSTORE INET JSON JSONB JSONPATH MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG
		TSQUERY TSVECTOR INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE
		NUMMULTIRANGE DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE`)
	writers["large_binary"] = sqltypes.As("BYTEA")
	writers["double"] = sqltypes.As("DOUBLE_PRECISION")
	writers["datetime"] = sqltypes.As("TIMESTAMP")
	writers["FLOAT"] = writeFloat
	writers["TIMESTAMP"] = zoned("TIMESTAMP")
	writers["TIME"] = zoned("TIME")
	writers["INTERVAL"] = writeInterval
	writers["BIT"] = writeBit
	writers["ARRAY"] = writeArray
	writers["ENUM"] = sqltypes.NamedType
	writers["DOMAIN"] = sqltypes.NamedType
	return writers
}

func writeFloat(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Precision == nil || *t.Precision == 0 {
		return "FLOAT", nil
	}
	return fmt.Sprintf("FLOAT(%d)", *t.Precision), nil
}

// zoned returns the writer of a type that is with or without time zone.
func zoned(word string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		text := word
		if t.Precision != nil {
			text += "(" + strconv.Itoa(*t.Precision) + ")"
		}
		if t.Timezone {
			return text + " WITH TIME ZONE", nil
		}
		return text + " WITHOUT TIME ZONE", nil
	}
}

func writeInterval(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Dialect == "oracle" {
		return "", wrongDialect(c, t)
	}
	text := "INTERVAL"
	if t.Fields != "" {
		text += " " + t.Fields
	}
	if t.Precision != nil {
		text += fmt.Sprintf(" (%d)", *t.Precision)
	}
	return text, nil
}

func writeBit(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Dialect == "mysql" || t.Dialect == "mssql" {
		return "", wrongDialect(c, t)
	}
	text, length := "BIT", t.Length
	if t.Param("varying") == true {
		text = "BIT VARYING"
	} else if length == nil || *length == 0 {
		one := 1
		length = &one
	}
	if length != nil {
		text += fmt.Sprintf("(%d)", *length)
	}
	return text, nil
}

func wrongDialect(c *sqltypes.Compiler, t *ir.Type) error {
	return &sqltypes.Error{
		Code:    sqltypes.CodeType,
		Message: fmt.Sprintf("%s of sqlalchemy.dialects.%s is not the type that PostgreSQL knows by this name", t.Class, t.Dialect),
		Help:    fmt.Sprintf("use the type of sqlalchemy.dialects.postgresql, or give the type a variant: .with_variant(type, %q)", c.Dialect),
	}
}

// writeArray puts the brackets behind the item's type, but before its collation.
func writeArray(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	item, err := c.Name(t.Item)
	if err != nil {
		return "", err
	}
	brackets := strings.Repeat("[]", max(1, t.Dimensions))
	if name, collation, ok := strings.Cut(item, " COLLATE"); ok {
		return name + brackets + " COLLATE" + collation, nil
	}
	return item + brackets, nil
}

func literalWriters() map[string]sqltypes.LiteralWriter {
	writers := map[string]sqltypes.LiteralWriter{
		"interval": literalInterval, "INTERVAL": literalInterval,
		"large_binary": literalBytea, "BYTEA": literalBytea, "BLOB": literalBytea, "BINARY": literalBytea, "VARBINARY": literalBytea,
		"HSTORE": literalHstore, "DOMAIN": literalDomain, "JSONB": literalJSONB,
	}
	for _, kind := range strings.Fields(`INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE
		NUMMULTIRANGE DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE`) {
		writers[kind] = literalRange
	}
	return writers
}

func cannot(v ir.Value, t *ir.Type) error {
	return &sqltypes.Error{
		Code:    sqltypes.CodeLiteral,
		Message: fmt.Sprintf("%s cannot be written as a value of type %s", sqltypes.Explain(v), sqltypes.Describe(t)),
		Help:    "write the SQL of the value with sa.text() or sa.literal_column()",
	}
}

func literalInterval(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	span, ok := v.(ir.Interval)
	switch {
	case !ok:
		return c.Literal(v, &ir.Type{Class: "String"})
	case t.Param("native") == false:
		return sqltypes.SinceEpoch(span)
	}
	return "make_interval(secs=>" + sqltypes.Seconds(span) + ")", nil
}

// literalBytea writes what is not plain text in the server's hex form; SQLAlchemy
// would write the bytes as they are, which the server reads differently or not at all.
func literalBytea(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	data, ok := v.([]byte)
	switch {
	case !ok:
		return c.Literal(v, &ir.Type{Class: "String"})
	case sqltypes.IsPlain(data):
		return sqltypes.Quote(string(data)), nil
	}
	return `'\x` + hex.EncodeToString(data) + "'", nil
}

func literalJSONB(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	return c.Literals["JSON"](c, v, t)
}

func literalDomain(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	if t.Domain == nil {
		return c.Literal(v, nil)
	}
	return c.Literal(v, t.Domain.Base)
}

func literalHstore(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	pairs, ok := v.(ir.Object)
	if !ok {
		return c.Literal(v, &ir.Type{Class: "String"})
	}
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		value := "NULL"
		if p.Value != nil {
			text, isText := p.Value.(string)
			if !isText {
				return "", cannot(p.Value, t)
			}
			value = `"` + escape.Replace(text) + `"`
		}
		parts[i] = `"` + escape.Replace(p.Key) + `"=>` + value
	}
	return sqltypes.Quote(strings.Join(parts, ", ")), nil
}

func literalRange(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	var text string
	switch v := v.(type) {
	case ir.Range:
		text = rangeText(v)
	case ir.List: // a multirange
		parts := make([]string, len(v))
		for i, item := range v {
			r, ok := item.(ir.Range)
			if !ok {
				return "", cannot(item, t)
			}
			parts[i] = rangeText(r)
		}
		text = "{" + strings.Join(parts, ", ") + "}"
	case string:
		return sqltypes.Quote(v), nil
	default:
		return "", cannot(v, t)
	}
	name, err := c.Name(t)
	return sqltypes.Quote(text) + "::" + name, err
}

func rangeText(r ir.Range) string {
	if r.Empty {
		return "empty"
	}
	const both = 2
	bounds := r.Bounds
	if len(bounds) != both {
		bounds = "[)"
	}
	return bounds[:1] + rangeBound(r.Lower) + "," + rangeBound(r.Upper) + bounds[1:]
}

// rangeBound writes a bound; in quotes if the server would not see its end.
func rangeBound(v ir.Value) string {
	if v == nil {
		return ""
	}
	text := sqltypes.Explain(v)
	if s, ok := v.(string); ok {
		text = s
	}
	if strings.ContainsAny(text, ` ,"\()[]`) {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return text
}

// TypeName writes a type as SQL.
func (Dialect) TypeName(t *ir.Type) (string, error) { return Types.Name(t) }

// Expr writes an expression as SQL.
func (Dialect) Expr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{})
}
