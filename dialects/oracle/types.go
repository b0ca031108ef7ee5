package oracle

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// newTypes writes types and literals as SQLAlchemy does for Oracle.
func newTypes(w *writers) *sqltypes.Compiler {
	return sqltypes.New(sqltypes.Compiler{
		Dialect: dialectName, Title: "Oracle", Idents: w.idents,
		NativeInterval: true, True: "1", False: "0",
		Types: typeWriters(w), Literals: literalWriters(),
	})
}

func typeWriters(w *writers) map[string]sqltypes.TypeWriter {
	types := sqltypes.Words(`LONG ROWID BFILE NCLOB CLOB`)
	for kind, write := range map[string]sqltypes.TypeWriter{
		"string": sqltypes.As("VARCHAR2"), "unicode": sqltypes.As("VARCHAR2"), "text": sqltypes.Word("CLOB"), "unicode_text": sqltypes.Word("CLOB"),
		"VARCHAR2": varchar("VARCHAR2", " CHAR"), "VARCHAR": varchar("VARCHAR", " CHAR"),
		"NVARCHAR2": varchar("NVARCHAR2", ""), "NVARCHAR": varchar("NVARCHAR2", ""),
		"big_integer": sqltypes.Word("NUMBER(19)"), "boolean": sqltypes.Word("SMALLINT"),
		"datetime": sqltypes.Word("DATE"), "double": sqltypes.As("DOUBLE_PRECISION"), "float": writeFloat, "FLOAT": writeFloat,
		"DOUBLE_PRECISION": sqltypes.Word("DOUBLE PRECISION"), "NUMBER": sqltypes.Exact("NUMBER"),
		"BINARY_DOUBLE": sqltypes.Word("BINARY_DOUBLE"), "BINARY_FLOAT": sqltypes.Word("BINARY_FLOAT"),
		"TIMESTAMP": writeTimestamp, "interval": writeInterval, "INTERVAL": writeInterval, "large_binary": sqltypes.Word("BLOB"),
		"RAW": writeRaw, "VECTOR": writeVector,
		// Types of the standard and of other servers, which SQLAlchemy writes as they
		// are and Oracle does not have.
		"BIGINT": sqltypes.Word("NUMBER(19)"), "DATETIME": sqltypes.Word("DATE"), "TEXT": sqltypes.Word("CLOB"), "DOUBLE": sqltypes.As("DOUBLE_PRECISION"),
		"BINARY": bytesType, "VARBINARY": bytesType, "UUID": sqltypes.As("Uuid"), "time": noTime, "TIME": noTime,
	} {
		types[kind] = write
	}
	if !w.version.AtLeast(oracle23, 0) {
		types["BOOLEAN"] = sqltypes.Word("SMALLINT")
	}
	return types
}

// bytesType writes BINARY and VARBINARY: RAW as long as a RAW can be, and else BLOB.
func bytesType(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	const most = 2000
	if t.Length == nil || *t.Length == 0 || *t.Length > most {
		return "BLOB", nil
	}
	return writeRaw(c, t)
}

func noTime(*sqltypes.Compiler, *ir.Type) (string, error) {
	return "", &sqltypes.Error{Code: sqltypes.CodeType, Message: "Oracle has no type for a time of day",
		Help: "give the column a variant for Oracle: .with_variant(oracle.INTERVAL(day_precision=0), \"oracle\"), or sa.String(8)"}
}

// varchar returns the writer of a type with a length in characters or bytes.
func varchar(word, unit string) sqltypes.TypeWriter {
	return func(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
		if t.Length == nil || *t.Length == 0 {
			return word, nil
		}
		return word + "(" + strconv.Itoa(*t.Length) + unit + ")", nil
	}
}

// writeFloat writes FLOAT, whose precision is in binary digits.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html
func writeFloat(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	binary, given := t.Param("binary_precision").(int64)
	if t.Precision != nil && *t.Precision != 0 && !given {
		const digitsPerBit = 0.30103 // log10(2)
		estimate := int(math.Trunc(float64(*t.Precision) / digitsPerBit))
		return "", &sqltypes.Error{
			Code:    sqltypes.CodeType,
			Message: fmt.Sprintf("FLOAT of Oracle has a precision in binary digits, and %s(%d) one in decimal digits", t.Class, *t.Precision),
			Help: fmt.Sprintf("say the binary digits: sa.%s(precision=%d).with_variant(oracle.FLOAT(binary_precision=%d), \"oracle\")",
				t.Class, *t.Precision, estimate),
		}
	}
	if !given {
		return "FLOAT", nil
	}
	return "FLOAT(" + strconv.FormatInt(binary, 10) + ")", nil
}

func writeTimestamp(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	switch {
	case t.Param("local_timezone") == true:
		return "TIMESTAMP WITH LOCAL TIME ZONE", nil
	case t.Timezone:
		return "TIMESTAMP WITH TIME ZONE", nil
	}
	return "TIMESTAMP", nil
}

func writeInterval(c *sqltypes.Compiler, t *ir.Type) (string, error) {
	switch {
	case t.Dialect != "" && t.Dialect != dialectName:
		return "", &sqltypes.Error{Code: sqltypes.CodeType, Message: fmt.Sprintf("%s.%s cannot be written for Oracle", t.Dialect, t.Class), Help: "use sa.Interval()"}
	case t.Param("native") == false:
		return c.Name(&ir.Type{Class: "DateTime"})
	}
	text := "INTERVAL DAY"
	if days, ok := t.Param("day_precision").(int64); ok {
		text += "(" + strconv.FormatInt(days, 10) + ")"
	}
	text += " TO SECOND"
	if t.Precision != nil {
		text += "(" + strconv.Itoa(*t.Precision) + ")"
	}
	return text, nil
}

func writeRaw(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	if t.Length == nil || *t.Length == 0 {
		return "RAW", nil
	}
	return "RAW(" + strconv.Itoa(*t.Length) + ")", nil
}

// writeVector writes VECTOR(dimensions,format,storage) with a star for what is not said.
func writeVector(_ *sqltypes.Compiler, t *ir.Type) (string, error) {
	part := func(name string) string {
		switch v := t.Param(name).(type) {
		case int64:
			return strconv.FormatInt(v, 10)
		case string:
			return v
		}
		return "*"
	}
	return "VECTOR(" + part("dim") + "," + part("storage_format") + "," + part("storage_type") + ")", nil
}

func literalWriters() map[string]sqltypes.LiteralWriter {
	literals := map[string]sqltypes.LiteralWriter{"interval": literalInterval, "INTERVAL": literalInterval}
	literals["ARRAY"] = func(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
		return "", wrong(v, t, "Oracle has no arrays: store the list as JSON, or in a table of its own")
	}
	for _, kind := range strings.Fields("date DATE datetime DATETIME TIMESTAMP") {
		literals[kind] = literalTime
	}
	literals["UUID"] = func(c *sqltypes.Compiler, v ir.Value, _ *ir.Type) (string, error) {
		return c.Literal(v, &ir.Type{Class: "Uuid"})
	}
	for _, kind := range strings.Fields("large_binary BLOB BINARY VARBINARY RAW BFILE") {
		literals[kind] = literalBinary
	}
	return literals
}

// The formats of TO_DATE and its like.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html
const (
	dayFormat  = "YYYY-MM-DD"
	timeFormat = "YYYY-MM-DD HH24:MI:SS"
)

// literalTime writes a point in time with its format, so that no setting of the
// session decides how it is read. One with a zone needs a format that has it, too.
func literalTime(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	call := func(name, text, format string) (string, error) {
		return name + "(" + sqltypes.Quote(text) + ", '" + format + "')", nil
	}
	onlyDay := t.Class == "Date" || t.Class == "DATE" && t.Dialect == ""
	switch v := v.(type) {
	case ir.Date:
		if onlyDay {
			return call("TO_DATE", v.Text, dayFormat)
		}
		return call("TO_DATE", v.Text, timeFormat)
	case ir.DateTime:
		day, hour, _ := strings.Cut(v.Text, " ")
		fraction := strings.Contains(hour, ".")
		zone := strings.ContainsAny(hour, "+-Z")
		switch {
		case onlyDay && fraction:
			return call("TO_TIMESTAMP", day, dayFormat)
		case onlyDay:
			return call("TO_DATE", day, dayFormat)
		case zone && fraction:
			return call("TO_TIMESTAMP_TZ", v.Text, timeFormat+".FFTZH:TZM")
		case zone:
			return call("TO_TIMESTAMP_TZ", v.Text, timeFormat+"TZH:TZM")
		case fraction:
			return call("TO_TIMESTAMP", v.Text, timeFormat+".FF")
		}
		return call("TO_DATE", v.Text, timeFormat)
	}
	return "", wrong(v, t, "give a datetime or a date: how Oracle reads a text depends on the session")
}

func literalInterval(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	span, ok := v.(ir.Interval)
	if !ok {
		return "", wrong(v, t, "give a timedelta")
	}
	return "NUMTODSINTERVAL(" + sqltypes.Seconds(span) + ", 'SECOND')", nil
}

// maxLiteral is how many bytes a literal of SQL may have.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Literals.html
const maxLiteral = 4000

// literalBinary writes bytes in hexadecimal digits: for a text in the place of a RAW
// the server reads such digits, whatever SQLAlchemy writes there.
func literalBinary(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	data, ok := v.([]byte)
	if text, isText := v.(string); isText {
		data, ok = []byte(text), true
	}
	if !ok {
		return "", wrong(v, t, "give bytes")
	}
	digits := strings.ToUpper(hex.EncodeToString(data))
	if len(digits) > maxLiteral {
		return "", &sqltypes.Error{Code: sqltypes.CodeLiteral,
			Message: fmt.Sprintf("%d bytes are too many for a literal, which takes %d on Oracle", len(data), maxLiteral/2),
			Help:    "load the value with a client, or write a PL/SQL block that puts it together with DBMS_LOB.APPEND"}
	}
	return "HEXTORAW('" + digits + "')", nil
}

func wrong(v ir.Value, t *ir.Type, help string) error {
	return &sqltypes.Error{Code: sqltypes.CodeLiteral, Help: help,
		Message: fmt.Sprintf("%s cannot be written as a value of type %s", sqltypes.Explain(v), sqltypes.Describe(t))}
}
