package sqltypes

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// literalArray writes ARRAY[...] for lists within lists too. The cast is what
// SQLAlchemy leaves out: without it a server takes the items for texts, or does
// not know what an empty array is made of.
func literalArray(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	items, ok := v.(ir.List)
	if !ok {
		if text, isText := v.(string); isText {
			return quoted(c, text, t) // '{1,2}', as the server writes arrays
		}
		return "", wrong(v, t)
	}
	text, err := arrayText(c, items, t)
	if err != nil || t.Item.IsNull() || len(items) > 0 && !needsCast(c, t.Item) {
		return text, err
	}
	name, err := c.Name(t)
	return text + "::" + name, err
}

// needsCast tells whether the literals of a type are texts that only a cast
// turns into the type.
func needsCast(c *Compiler, item *ir.Type) bool {
	switch Kind(c.Resolve(item)) {
	case "string", "text", "unicode", "unicode_text", "VARCHAR", "TEXT", "CHAR",
		"integer", "small_integer", "big_integer", "INTEGER", "SMALLINT", "BIGINT",
		"numeric", "float", "double", "NUMERIC", "DECIMAL", "FLOAT", "REAL", "DOUBLE", "DOUBLE_PRECISION",
		"boolean", "BOOLEAN":
		return false
	}
	return true
}

func arrayText(c *Compiler, items ir.List, t *ir.Type) (string, error) {
	parts := make([]string, len(items))
	for i, item := range items {
		var err error
		if nested, ok := item.(ir.List); ok && !t.Item.Is("JSON", "JSONB") {
			parts[i], err = arrayText(c, nested, t)
		} else {
			parts[i], err = c.Literal(item, t.Item)
		}
		if err != nil {
			return "", err
		}
	}
	return "ARRAY[" + strings.Join(parts, ", ") + "]", nil
}

func literalJSON(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	text, err := JSON(v)
	if err != nil {
		return "", &Error{Code: CodeLiteral, Message: fmt.Sprintf("%s cannot be written as a value of type %s: JSON has no such value", err, Describe(t)),
			Help: "turn the value into a text or a number first"}
	}
	return Quote(text), nil
}

// JSON returns what Python's json.dumps makes of a value.
func JSON(v ir.Value) (string, error) {
	var b strings.Builder
	if err := writeJSON(&b, v); err != nil {
		return "", err
	}
	return b.String(), nil
}

func writeJSON(b *strings.Builder, v ir.Value) error {
	switch v := v.(type) {
	case nil, ir.JSONNull:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case *big.Int:
		b.WriteString(v.String())
	case float64:
		b.WriteString(jsonFloat(v))
	case string:
		jsonString(b, v)
	case ir.List:
		b.WriteByte('[')
		for i, item := range v {
			separate(b, i)
			if err := writeJSON(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case ir.Object:
		b.WriteByte('{')
		for i, entry := range v {
			separate(b, i)
			jsonString(b, entry.Key)
			b.WriteString(": ")
			if err := writeJSON(b, entry.Value); err != nil {
				return err
			}
		}
		b.WriteByte('}')
	default:
		return fmt.Errorf("%s", Explain(v))
	}
	return nil
}

func separate(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteString(", ")
	}
}

func jsonFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return Float(f)
}

// jsonString writes ASCII only, with the escapes that Python chooses.
func jsonString(b *strings.Builder, s string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\f': `\f`, '\b': `\b`}
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case short[r] != "":
			b.WriteString(short[r])
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		case r > math.MaxUint16:
			const plane, half, high, low, bits = 0x10000, 0x3ff, 0xd800, 0xdc00, 10
			fmt.Fprintf(b, `\u%04x\u%04x`, high+(r-plane)>>bits, low+(r-plane)&half)
		default:
			fmt.Fprintf(b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
}

// Float writes a number as Python's repr does.
func Float(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	// Python changes to the form with an exponent below 1e-4 and from 1e16 on.
	if abs := math.Abs(f); abs != 0 && (abs < 1e-4 || abs >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// Explain names a value in a message.
func Explain(v ir.Value) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case string:
		return shortened(strconv.Quote(v))
	case []byte:
		return "a value of bytes"
	case ir.EnumMember:
		return v.Class + "." + v.Name
	case ir.List:
		return "a list"
	case ir.Object:
		return "a dict"
	case ir.Interval:
		return "a timedelta"
	case ir.JSONNull:
		return "JSON.NULL"
	case ir.Range:
		return "a range"
	}
	text, _ := plainText(v)
	return shortened(text)
}

func shortened(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
