package sqltypes

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// literalDate writes the date of a point in time too, as SQLAlchemy does. A text
// is what the author wants the server to read.
func literalDate(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case ir.DateTime:
		day, _, _ := strings.Cut(v.Text, " ")
		return Quote(day), nil
	case ir.Date, string:
		return literalText(c, v, t)
	}
	return "", wrong(v, t)
}

func literalTime(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v := v.(type) {
	case ir.DateTime:
		_, hour, _ := strings.Cut(v.Text, " ")
		return Quote(hour), nil
	case ir.TimeOfDay, string:
		return literalText(c, v, t)
	}
	return "", wrong(v, t)
}

func literalDateTime(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	switch v.(type) {
	case ir.DateTime, ir.Date, string:
		return literalText(c, v, t)
	}
	return "", wrong(v, t)
}

// literalInterval writes a span of time where the server has no type for one:
// as the point in time that is so long after the start of 1970.
func literalInterval(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	if span, ok := v.(ir.Interval); ok {
		return SinceEpoch(span)
	}
	return literalDateTime(c, v, t)
}

// SinceEpoch writes the point in time that is so long after the start of 1970.
func SinceEpoch(span ir.Interval) (string, error) {
	at := time.Unix(0, 0).UTC().AddDate(0, 0, int(span.Days)).Add(time.Duration(span.Seconds)*time.Second + time.Duration(span.Microseconds)*time.Microsecond)
	const lastYear = 9999
	if at.Year() > lastYear {
		return "", wrong(span, &ir.Type{Class: "DateTime"})
	}
	text := at.Format("2006-01-02 15:04:05")
	if us := at.Nanosecond() / int(time.Microsecond); us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	return Quote(text), nil
}

// Seconds returns the length of a span in seconds, as Python prints the number.
func Seconds(span ir.Interval) string {
	const day, micro = 24 * 60 * 60, 1000 * 1000
	micros := new(big.Int).Mul(big.NewInt(span.Days*day+span.Seconds), big.NewInt(micro))
	micros.Add(micros, big.NewInt(span.Microseconds))
	seconds, _ := new(big.Rat).SetFrac(micros, big.NewInt(micro)).Float64()
	return Float(seconds)
}

// literalBinary writes bytes that are plain text as that text, as SQLAlchemy
// does, and any other bytes in hexadecimal digits.
func literalBinary(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	data, ok := v.([]byte)
	if !ok {
		if text, isText := v.(string); isText {
			return quoted(c, text, t)
		}
		return "", wrong(v, t)
	}
	if IsPlain(data) {
		return Quote(string(data)), nil
	}
	return "X'" + strings.ToUpper(hex.EncodeToString(data)) + "'", nil
}

// IsPlain tells whether data is ASCII text that means itself in a literal for binary data.
func IsPlain(data []byte) bool {
	for _, b := range data {
		if b < ' ' || b > '~' || b == '\\' {
			return false
		}
	}
	return true
}

// literalUUID follows the type's arguments: without a native type, or for
// as_uuid=False, SQLAlchemy writes the digits alone.
func literalUUID(c *Compiler, v ir.Value, t *ir.Type) (string, error) {
	native := t.Class == "UUID" || c.NativeUUID && t.Param("native_uuid") != false
	switch v := v.(type) {
	case ir.UUID:
		if native {
			return Quote(string(v)), nil
		}
		return Quote(strings.ReplaceAll(string(v), "-", "")), nil
	case string:
		if t.Param("as_uuid") == false || !native {
			v = strings.ReplaceAll(v, "-", "")
		}
		return quoted(c, v, t)
	}
	return "", wrong(v, t)
}
