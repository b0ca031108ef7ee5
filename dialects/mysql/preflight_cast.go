package mysql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// casting asks for values that a change of a column's type refuses or changes. Neither server can try a conversion without making it, so
// that each kind of type has a condition of its own.
type casting struct {
	preflight
	d        sqlstmt.Demand
	tables   []schema.Name
	column   string
	to, from []string // as typeForm takes them apart: name, what stands in parentheses, unsigned
}

func (p preflight) cast(d sqlstmt.Demand, tables []schema.Name) []sqlstmt.Probe {
	c := casting{p, d, tables, d.Keys[0], typeForm.FindStringSubmatch(d.Type), typeForm.FindStringSubmatch(d.OldType)}
	if c.to == nil || c.from == nil {
		return nil
	}
	list := c.byType()
	if d.Charset != "" && charBytes(d.Charset) < 4 && list != nil { // one of four bytes has all characters
		list = append(list, c.letters())
	}
	return list
}

func (c casting) object() string {
	text := c.d.Rows.Alias + " (" + c.column + ")"
	if c.d.Type != c.d.OldType {
		text += ", from " + c.d.OldType + " to " + c.d.Type
	}
	return text
}

func (c casting) fails(what, condition string) sqlstmt.Probe {
	return sqlstmt.Probe{What: what, Object: c.object(), Tables: c.tables, Strict: true, Query: c.rowsWhere(c.d.Rows, condition)}
}

func (c casting) misfits(condition string) sqlstmt.Probe {
	return c.fails("values that do not fit the new type", condition)
}

func (c casting) loses(condition string) sqlstmt.Probe {
	return sqlstmt.Probe{What: "values that would be rounded or cut", Object: c.object(), Tables: c.tables, Warns: true, Query: c.rowsWhere(c.d.Rows, condition)}
}

// letters asks for characters that the new character set does not have. https://dev.mysql.com/doc/refman/8.0/en/charset-conversion.html
func (c casting) letters() sqlstmt.Probe {
	return sqlstmt.Probe{What: "values with characters that " + c.d.Charset + " does not have", Object: c.d.Rows.Alias + " (" + c.column + ")", Tables: c.tables, Strict: true,
		Query: c.rowsWhere(c.d.Rows, shown("CONVERT("+c.column+" USING "+c.d.Charset+")")+" <> CONVERT("+c.column+" USING utf8mb4)")}
}

func (c casting) isNumber() bool {
	return numberType.MatchString(c.d.OldType) && c.from[1] != "bit" && c.from[1] != "year"
}

func (c casting) isText() bool {
	return strings.HasSuffix(c.from[1], "char") || strings.HasSuffix(c.from[1], "text") || c.from[1] == "enum" || c.from[1] == "set"
}

func (c casting) isMoment() bool { return c.from[1] == "datetime" || c.from[1] == "timestamp" }

// byType are the probes for the new type; nil if it is not known what it refuses.
func (c casting) byType() []sqlstmt.Probe {
	switch to := c.to[1]; {
	case c.d.Type == c.d.OldType:
		return []sqlstmt.Probe{}
	case intBits(to) > 0:
		return c.toInteger()
	case to == "decimal":
		return c.toDecimal()
	case to == "bit":
		return c.toBits()
	case to == "varchar" || to == "char" || to == "varbinary" || to == "binary" || textBytes(to) > 0:
		return c.toText()
	case to == "json":
		return c.toJSON()
	case to == "enum" && c.isText():
		return []sqlstmt.Probe{c.fails("values that the new type does not have", c.column+" NOT IN ("+c.to[2]+")")}
	case to == "set" && c.isText():
		return []sqlstmt.Probe{c.fails("values that the new type does not have", c.otherMembers())}
	case to == "float" && c.isNumber():
		return []sqlstmt.Probe{c.misfits("ABS(" + c.column + ") > 3.402823466e38")}
	case to == "double" && c.isNumber():
		return []sqlstmt.Probe{}
	}
	return c.toTime()
}

func (c casting) toInteger() []sqlstmt.Probe {
	least, most := bounds(intBits(c.to[1]), c.to[3] != "")
	out := func(value string) string { return value + " < " + least + " OR " + value + " > " + most }
	switch {
	case c.isNumber() && intBits(c.from[1]) > 0:
		return []sqlstmt.Probe{c.misfits(out(c.column))}
	case c.isNumber():
		return []sqlstmt.Probe{c.misfits(out("ROUND(" + c.column + ")")), c.loses(c.column + " <> ROUND(" + c.column + ")")}
	case c.from[1] == "bit" || c.from[1] == "year":
		return []sqlstmt.Probe{c.misfits(out("(" + c.column + " + 0)"))}
	case c.from[1] == "enum" || c.from[1] == "set": // the number of the value is taken
		return nil
	case c.isText():
		return []sqlstmt.Probe{c.misfits(c.column + " NOT REGEXP '^ *[-+]?[0-9]+ *$' OR " + out("CAST("+c.column+" AS DECIMAL(65,0))"))}
	}
	return nil
}

func (c casting) toDecimal() []sqlstmt.Probe {
	whole, digits, ok := decimalSize(c.to[2])
	if !ok {
		return nil
	}
	fits := func(value string) string {
		condition := fmt.Sprintf("ABS(ROUND(%s, %d)) >= 1%s", value, digits, strings.Repeat("0", whole))
		if c.to[3] != "" {
			condition += " OR " + value + " < 0"
		}
		return condition
	}
	switch {
	case c.isNumber():
		return []sqlstmt.Probe{c.misfits(fits(c.column)), c.loses(fmt.Sprintf("%s <> ROUND(%s, %d)", c.column, c.column, digits))}
	case c.isText() && c.from[1] != "enum" && c.from[1] != "set":
		number := "CAST(" + c.column + " AS DECIMAL(65,30))"
		return []sqlstmt.Probe{c.misfits(c.column + " NOT REGEXP '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+) *$' OR " + fits(number)),
			c.loses(fmt.Sprintf("%s <> ROUND(%s, %d)", number, number, digits))}
	}
	return nil
}

// toBits: a negative number has all 64 bits. https://dev.mysql.com/doc/refman/8.0/en/bit-type.html
func (c casting) toBits() []sqlstmt.Probe {
	bits, err := strconv.Atoi(c.to[2])
	if err != nil {
		bits = 1
	}
	if bits >= 64 || !(c.isNumber() && intBits(c.from[1]) > 0 || c.from[1] == "bit") {
		return nil
	}
	condition := c.column + " + 0 > " + strconv.FormatUint(1<<bits-1, 10)
	if c.from[1] != "bit" && c.from[3] == "" {
		condition += " OR " + c.column + " < 0"
	}
	return []sqlstmt.Probe{c.misfits(condition)}
}

func (c casting) toText() []sqlstmt.Probe {
	isBinary := strings.HasSuffix(c.to[1], "binary")
	switch value := c.column; {
	case textBytes(c.to[1]) > 0 && (c.isText() || c.isNumber() || textBytes(c.from[1]) > 0):
		return []sqlstmt.Probe{c.fails("values that are too long", "OCTET_LENGTH("+value+") > "+strconv.FormatInt(textBytes(c.to[1]), 10))}
	case textBytes(c.to[1]) > 0:
		return nil
	case isBinary:
		return []sqlstmt.Probe{c.fails("values that are too long", "OCTET_LENGTH("+value+") > "+c.to[2])}
	default:
		if c.to[1] == "char" { // which cuts spaces at the end, and VARCHAR does not where a table is changed
			value = "TRIM(TRAILING ' ' FROM " + value + ")"
		}
		return []sqlstmt.Probe{c.fails("values that are too long", "CHAR_LENGTH("+value+") > "+c.to[2])}
	}
}

func (c casting) toJSON() []sqlstmt.Probe {
	if !c.isText() || c.from[1] == "enum" || c.from[1] == "set" {
		return nil
	}
	invalid := c.misfits("NOT JSON_VALID(" + c.column + ")")
	invalid.What, invalid.Strict = "values that are no JSON", false
	return []sqlstmt.Probe{invalid}
}

// otherMembers says that one of the members of a SET is none of those of the new type: it has more than those that are found.
func (c casting) otherMembers() string {
	var found []string
	for _, member := range splitMembers(c.to[2]) {
		found = append(found, "(FIND_IN_SET("+member+", "+c.column+") > 0)")
	}
	return c.column + " <> '' AND CHAR_LENGTH(" + c.column + ") - CHAR_LENGTH(REPLACE(" + c.column + ", ',', '')) + 1 <> " + strings.Join(found, " + ")
}

// splitMembers splits "'a','it”s'": a member of a SET holds no comma. https://dev.mysql.com/doc/refman/8.0/en/set.html
func splitMembers(list string) []string {
	parts := strings.Split(list, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// zeroRefused says that a date is one that only some modes of SQL take.
func zeroRefused(value string) string {
	return "@@SESSION.sql_mode LIKE '%NO\\_ZERO%' AND (MONTH(" + value + ") = 0 OR DAYOFMONTH(" + value + ") = 0)"
}

// beyondTimestamp says that a date with a month is none that TIMESTAMP holds. UNIX_TIMESTAMP is 0 outside of that on MariaDB, and on MySQL before
// 8.0.28; from then on it counts to the year 3001, and TIMESTAMP still ends in 2038.
// https://dev.mysql.com/doc/refman/8.0/en/date-and-time-functions.html#function_unix-timestamp
func (c casting) beyondTimestamp(value string) string {
	seconds := "COALESCE(UNIX_TIMESTAMP(" + value + "), 0)"
	outside := seconds + " = 0"
	if c.flavour == MySQL {
		outside = "(" + outside + " OR " + seconds + " >= 2147483648)"
	}
	return value + " IS NOT NULL AND MONTH(" + value + ") <> 0 AND " + outside
}

func (c casting) toTime() []sqlstmt.Probe {
	switch to := c.to[1]; {
	case (to == "date" || to == "datetime" || to == "timestamp") && c.isText() && c.from[1] != "enum" && c.from[1] != "set":
		typ := map[string]string{"date": "DATE", "datetime": "DATETIME", "timestamp": "DATETIME"}[to]
		value := "CAST(" + c.column + " AS " + typ + ")"
		list := []sqlstmt.Probe{c.misfits(value + " IS NULL AND " + c.column + " IS NOT NULL OR " + zeroRefused(value))}
		switch to {
		case "timestamp":
			list = append(list, c.misfits(c.beyondTimestamp(value)))
		case "date":
			list = append(list, c.loses("TIME(CAST("+c.column+" AS DATETIME)) <> '00:00:00'"))
		}
		return list
	case to == "date" && c.isMoment():
		return []sqlstmt.Probe{c.loses("TIME(" + c.column + ") <> '00:00:00'")}
	case to == "timestamp" && (c.from[1] == "datetime" || c.from[1] == "date"):
		return []sqlstmt.Probe{c.misfits(c.beyondTimestamp(c.column))}
	case to == "datetime" && (c.from[1] == "date" || c.from[1] == "timestamp"):
		return []sqlstmt.Probe{}
	case to == "year" && c.isNumber():
		return []sqlstmt.Probe{c.misfits(c.column + " <> 0 AND " + c.column + " NOT BETWEEN 1 AND 99 AND " + c.column + " NOT BETWEEN 1901 AND 2155")}
	case to == c.from[1] && (to == "datetime" || to == "timestamp" || to == "time"):
		digits := fraction(c.to[2])
		if digits >= fraction(c.from[2]) {
			return []sqlstmt.Probe{}
		}
		return []sqlstmt.Probe{c.loses(fmt.Sprintf("MICROSECOND(%s) %% %d <> 0", c.column, pow10(6-digits)))}
	}
	return nil
}

func pow10(n int) int {
	result := 1
	for range n {
		result *= 10
	}
	return result
}
