package sqlite

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// Types writes types and literals as SQLAlchemy does for SQLite.
var Types = sqltypes.New(sqltypes.Compiler{
	Dialect: dialectName, Title: "SQLite", Idents: Idents,
	True: "1", False: "0",
	Types: map[string]sqltypes.TypeWriter{
		"JSON":     sqltypes.Word("JSON"),
		"DATETIME": stored("DATETIME"), "DATE": stored("DATE"), "TIME": stored("TIME"),
		"datetime": stored("DATETIME"), "date": stored("DATE"), "time": stored("TIME"),
	},
	Literals: map[string]sqltypes.LiteralWriter{
		"UUID":     literalUUID,
		"datetime": literalMoment, "DATETIME": literalMoment, "TIMESTAMP": literalMoment,
		"date": literalMoment, "DATE": literalMoment, "time": literalMoment, "TIME": literalMoment,
	},
})

// literalUUID writes the digits alone, since SQLite has no type for them.
func literalUUID(c *sqltypes.Compiler, v ir.Value, _ *ir.Type) (string, error) {
	return c.Literal(v, &ir.Type{Class: "Uuid"})
}

// storageField is a field of the format that sqlite.DATETIME and the like store values in: "%(year)04d".
var storageField = lazyregexp.New(`%\((year|month|day|hour|minute|second|microsecond)\)0?([0-9]?)d`)

// stored writes the name of a type of points in time. A storage format of digits
// alone needs a type whose name gives a column text affinity, see
// https://www.sqlite.org/datatype3.html#determination_of_column_affinity.
func stored(word string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		format, ok := t.Param("storage_format").(string)
		if ok && strings.Trim(storageField.ReplaceAllString(format, "0"), "0123456789") == "" {
			return word + "_CHAR", nil
		}
		return word, nil
	}
}

// The formats that SQLAlchemy stores values in where the type has none of its own.
const (
	storedDate     = "%(year)04d-%(month)02d-%(day)02d"
	storedSeconds  = "%(hour)02d:%(minute)02d:%(second)02d"
	storedTime     = storedSeconds + ".%(microsecond)06d"
	storedDateTime = storedDate + " " + storedTime
)

// moment is a value of a date or time in its parts: "2020-01-02 03:04:05.000006".
var moment = lazyregexp.New(`^(?:([0-9]{4})-([0-9]{2})-([0-9]{2}))?(?:[ T]?([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?)?`)

// literalMoment writes a value of Python as SQLite's types of SQLAlchemy store it,
// which is always with microseconds. A text is what the author wants to be stored.
func literalMoment(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	var text string
	switch v := v.(type) {
	case ir.DateTime:
		text = v.Text
	case ir.Date:
		text = v.Text
	case ir.TimeOfDay:
		text = v.Text
	default:
		return c.Literal(v, ir.StringType)
	}
	parts := moment.FindStringSubmatch(text)
	if parts == nil {
		return sqltypes.Quote(text), nil
	}
	return sqltypes.Quote(formatted(storageFormat(t), parts)), nil
}

func storageFormat(t *ir.Type) string {
	if format, ok := t.Param("storage_format").(string); ok {
		return format
	}
	kind := strings.ToUpper(sqltypes.Kind(t))
	truncated := t.Param("truncate_microseconds") == true
	switch {
	case kind == "DATE":
		return storedDate
	case kind == "TIME" && truncated:
		return storedSeconds
	case kind == "TIME":
		return storedTime
	case truncated:
		return storedDate + " " + storedSeconds
	}
	return storedDateTime
}

// fields are the groups of moment by their names in a storage format.
var fields = map[string]int{"year": 1, "month": 2, "day": 3, "hour": 4, "minute": 5, "second": 6, "microsecond": 7}

func formatted(format string, parts []string) string {
	text := storageField.ReplaceAllStringFunc(format, func(field string) string {
		m := storageField.FindStringSubmatch(field)
		digits := parts[fields[m[1]]]
		if m[1] == "microsecond" {
			digits += strings.Repeat("0", len("000000")-len(digits))
		}
		number, _ := strconv.Atoi("0" + digits) // the form admits digits only
		width, _ := strconv.Atoi("0" + m[2])
		out := strconv.Itoa(number)
		return strings.Repeat("0", max(0, width-len(out))) + out
	})
	return strings.ReplaceAll(text, "%%", "%")
}

// TypeName writes a type as SQL.
func (Dialect) TypeName(t *ir.Type) (string, error) { return Types.Name(t) }

// Expr writes an expression as SQL.
func (Dialect) Expr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{})
}
