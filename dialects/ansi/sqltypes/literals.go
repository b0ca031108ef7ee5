package sqltypes

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Literal writes a value as a literal of a type. Without a type, the value says
// what it is.
func (c *Compiler) Literal(v ir.Value, t *ir.Type) (string, error) {
	if v == nil {
		return "NULL", nil
	}
	if t = c.Resolve(t); t.IsNull() {
		t = TypeOf(v)
	}
	w, ok := c.Literals[Kind(t)]
	if !ok {
		// What SQLAlchemy has no literals for is written as the value itself says.
		w = literalOfValue
	}
	return w(c, v, t)
}

// TypeOf returns the type that SQLAlchemy gives to a plain Python value.
func TypeOf(v ir.Value) *ir.Type {
	class := "NullType"
	switch v := v.(type) {
	case bool:
		class = "Boolean"
	case *big.Int:
		class = "Integer"
		const wordSize = 32
		if v.BitLen() >= wordSize {
			class = "BigInteger"
		}
	case float64:
		class = "Float"
	case ir.Decimal:
		class = "Numeric"
	case string, ir.EnumMember:
		class = "String"
	case []byte:
		class = "LargeBinary"
	case ir.DateTime:
		class = "DateTime"
	case ir.Date:
		class = "Date"
	case ir.TimeOfDay:
		class = "Time"
	case ir.Interval:
		class = "Interval"
	case ir.UUID:
		class = "Uuid"
	case ir.JSONNull, ir.Object:
		class = "JSON"
	case ir.List:
		class = "ARRAY"
	}
	return &ir.Type{Class: class}
}

func genericLiterals() map[string]LiteralWriter {
	literals := map[string]LiteralWriter{}
	for kinds, w := range map[string]LiteralWriter{
		"string unicode text unicode_text VARCHAR NVARCHAR CHAR NCHAR TEXT CLOB NCLOB": literalText,
		"enum ENUM": literalEnum,
		"integer small_integer big_integer INTEGER SMALLINT BIGINT":               literalInteger,
		"numeric float double NUMERIC DECIMAL FLOAT REAL DOUBLE DOUBLE_PRECISION": literalNumber,
		"boolean BOOLEAN":                    literalBoolean,
		"date DATE":                          literalDate,
		"datetime DATETIME TIMESTAMP":        literalDateTime,
		"time TIME":                          literalTime,
		"interval INTERVAL":                  literalInterval,
		"large_binary BLOB BINARY VARBINARY": literalBinary,
		"uuid UUID":                          literalUUID,
		"JSON":                               literalJSON,
		"ARRAY":                              literalArray,
	} {
		for _, kind := range strings.Fields(kinds) {
			literals[kind] = w
		}
	}
	return literals
}

// Quote writes a text as a string literal: only quotes are doubled. Backslashes
// and percent signs stay as they are, since the script goes to the server as it
// stands, where SQLAlchemy doubles what a driver would undo.
func Quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func quoted(c *Compiler, text string, t *ir.Type) (string, error) {
	if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
		return "", &Error{Code: CodeLiteral, Message: fmt.Sprintf("a text for %s has a NUL character or is not valid UTF-8", Describe(t)), Help: "no " + c.Title + " server takes such a text: store it as binary data"}
	}
	return Quote(text), nil
}

// wrong is the error for a value that a type does not take.
func wrong(v ir.Value, t *ir.Type) error {
	return &Error{
		Code:    CodeLiteral,
		Message: fmt.Sprintf("%s cannot be written as a value of type %s", Explain(v), Describe(t)),
		Help:    "give a value of the column's type, or write the SQL of the value with sa.text() or sa.literal_column()",
	}
}

// literalOfValue writes a value of a type that has no literals of its own: as a
// quoted text, which every server casts to the type that the place asks for.
func literalOfValue(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case bool:
		return c.truth(v), nil
	case *big.Int, float64, ir.Decimal:
		return literalNumber(c, v, t)
	case ir.EnumMember, ir.Range:
		return "", wrong(v, t)
	case []byte, ir.Interval, ir.List:
		return c.Literal(v, TypeOf(v))
	case ir.Object, ir.JSONNull:
		return literalJSON(c, v, t)
	}
	text, _ := plainText(v)
	return quoted(c, text, t)
}

// plainText returns the text of a value that has exactly one.
func plainText(v ir.Value) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case *big.Int:
		return v.String(), true
	case float64:
		return Float(v), true
	case ir.Decimal:
		return string(v), true
	case ir.DateTime:
		return v.Text, true
	case ir.Date:
		return v.Text, true
	case ir.TimeOfDay:
		return v.Text, true
	case ir.UUID:
		return string(v), true
	}
	return "", false
}

func literalText(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	if text, ok := plainText(v); ok {
		return quoted(c, text, t)
	}
	return "", wrong(v, t)
}

// literalEnum writes a label, or the member of the Python class that stands for one.
func literalEnum(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	member, ok := v.(ir.EnumMember)
	if !ok {
		return literalText(c, v, t)
	}
	if t.Enum != nil && t.Enum.Class == member.Class {
		for i, label := range t.Enum.Labels {
			if label == member.Name && i < len(t.Enum.Values) {
				return quoted(c, t.Enum.Values[i], t)
			}
		}
	}
	return "", wrong(v, t)
}

func literalInteger(_ *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case *big.Int:
		return v.String(), nil
	case bool:
		if v {
			return "1", nil
		}
		return "0", nil
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			n, _ := big.NewFloat(v).Int(nil)
			return n.String(), nil
		}
	case ir.Decimal:
		if r, ok := rational(v); ok {
			return new(big.Int).Quo(r.Num(), r.Denom()).String(), nil
		}
	case string:
		if n, ok := new(big.Int).SetString(strings.TrimSpace(v), 10); ok {
			return n.String(), nil
		}
	}
	return "", wrong(v, t)
}

// rational returns the number that a Decimal stands for, unless it has more
// digits than anybody writes: those would all be worked out.
func rational(d ir.Decimal) (*big.Rat, bool) {
	const most = 1000
	if _, exponent, ok := strings.Cut(strings.ToLower(string(d)), "e"); ok {
		if n, err := strconv.Atoi(exponent); err != nil || n > most || n < -most {
			return nil, false
		}
	}
	return new(big.Rat).SetString(string(d))
}

func literalNumber(_ *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case *big.Int:
		return v.String(), nil
	case float64:
		return finite(Float(v)), nil
	case ir.Decimal:
		return finite(string(v)), nil
	case bool:
		return literalInteger(nil, v, t)
	case string:
		if _, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil && !strings.ContainsAny(v, "xXpP_") {
			return finite(v), nil
		}
	}
	return "", wrong(v, t)
}

// finite puts what is no number in quotes: servers read infinity and NaN only as texts.
func finite(number string) string {
	if strings.ContainsAny(number, "niNI") {
		return Quote(number)
	}
	return number
}

func (c *Compiler) truth(v bool) string {
	if v {
		return c.True
	}
	return c.False
}

func literalBoolean(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case bool:
		return c.truth(v), nil
	case *big.Int:
		if v.IsInt64() && (v.Int64() == 0 || v.Int64() == 1) {
			return c.truth(v.Int64() == 1), nil
		}
	}
	return "", wrong(v, t)
}
