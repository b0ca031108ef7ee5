package mysql

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// columnDef is a column with what its definition says of the table.
type columnDef struct {
	col             schema.Column
	primary, unique bool
	checks          []columnCheck
	refers          *schema.Constraint
	refersText      string
	first           bool
	after           string
}

type columnCheck struct {
	name        string
	check       *reader
	notEnforced bool
}

// readColumn reads what stands behind the name of a column.
func (d *definition) readColumn(name string, r *reader) columnDef {
	c := columnDef{col: schema.Column{Name: name, Local: true}}
	d.readType(r, &c)
	for !r.done() && d.attribute(r, &c) {
	}
	if c.primary {
		c.col.NotNull = true
	}
	return c
}

// attribute reads one attribute of a column; false at the end, or before what is not known.
func (d *definition) attribute(r *reader, c *columnDef) bool {
	switch {
	case r.take("NOT", "NULL"):
		c.col.NotNull = true
	case r.take("NULL"):
		c.col.NotNull = false
	case r.take("DEFAULT"):
		c.col.Default = d.value(r, &c.col)
	case r.take("ON", "UPDATE"):
		c.col.Detail().OnUpdate = d.value(r, &c.col).Printed
	case r.take("AUTO_INCREMENT"):
		c.col.AutoIncrement, c.col.NotNull = true, true
	case r.take("UNIQUE"):
		r.take("KEY")
		c.unique = true
	case r.take("PRIMARY", "KEY"), r.take("KEY"), r.take("PRIMARY"):
		c.primary = true
	case r.take("COMMENT"):
		c.col.Detail().Comment, _ = r.str()
	case r.take("COLLATE"):
		c.col.Collation = r.word()
	case r.take("CHARACTER", "SET"), r.take("CHARSET"):
		c.col.Detail().CharacterSet = strings.ToLower(r.word())
	case r.take("GENERATED", "ALWAYS"), r.take("GENERATED"):
	case r.is("AS", "(") || r.is("AS"):
		r.at++
		if e := r.parens(); e != nil {
			c.col.Generated, c.col.Virtual = expression(e), true
		}
	case r.take("VIRTUAL"):
		c.col.Virtual = true
	case r.take("STORED"), r.take("PERSISTENT"):
		c.col.Virtual = false
	case r.take("INVISIBLE"):
		c.col.Invisible = true
	case r.take("VISIBLE"), r.take("COMPRESSED"), r.take("WITH", "SYSTEM", "VERSIONING"), r.take("WITHOUT", "SYSTEM", "VERSIONING"):
	case r.take("CONSTRAINT"):
		name := ""
		if !r.is("CHECK", "(") {
			name = r.name()
		}
		if r.take("CHECK") {
			d.columnCheck(r, c, name)
		}
	case r.take("CHECK"):
		d.columnCheck(r, c, "")
	case r.is("REFERENCES"):
		from := r.at
		c.refers = d.reference(r)
		c.refersText = r.source(from)
	case r.take("FIRST"):
		c.first = true
	case r.take("AFTER"):
		c.after = r.name()
	case r.takeAny("COLUMN_FORMAT", "STORAGE", "SRID", "REF_SYSTEM_ID", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE", "ENCRYPTED") != "":
		r.take("=")
		r.at++
	case r.take("ENFORCED"), r.take("NOT", "ENFORCED"):
	default:
		d.doubt("a part of the definition of column " + c.col.Name + " is not known")
		return false
	}
	return true
}

func (d *definition) columnCheck(r *reader, c *columnDef, name string) {
	if check := r.parens(); check != nil {
		c.checks = append(c.checks, columnCheck{name, check, r.take("NOT", "ENFORCED")})
	}
}

// word is the text of the next token, without quotes.
func (r *reader) word() string {
	if r.done() {
		return ""
	}
	if text, ok := r.str(); ok {
		return text
	}
	t := r.toks[r.at]
	r.at++
	return unquote(r.text[t.start:t.end])
}

// value reads the value of a default: a literal, a function or an expression in parentheses.
func (d *definition) value(r *reader, col *schema.Column) *schema.Expr {
	from := r.at
	if r.is("(") {
		inner := r.parens()
		return &schema.Expr{SQL: r.source(from), Printed: inner.rest(), Columns: expression(inner).Columns}
	}
	if r.done() {
		return &schema.Expr{}
	}
	r.takeAny("-", "+")
	if r.done() {
		return &schema.Expr{}
	}
	switch t := r.toks[r.at]; {
	case r.take("NEXT", "VALUE", "FOR"):
		r.qualified()
	case r.peek(1) == "(":
		r.at++
		r.skip()
	case t.kind == sqltext.Word && strings.HasPrefix(t.word, "_") && r.at+1 < len(r.toks) && r.toks[r.at+1].kind == sqltext.String:
		r.at += 2 // a string with its character set
	default:
		r.at++
	}
	sql := r.source(from)
	return &schema.Expr{SQL: sql, Printed: d.s.f.printedDefault(sql, col)}
}

// printedDefault is the default as information_schema shows it: MariaDB as it would be written in SQL, MySQL
// without quotes.
func (f flavour) printedDefault(sql string, col *schema.Column) string {
	upper := strings.ToUpper(sql)
	switch {
	case upper == "NULL":
		return "NULL"
	case upper == "TRUE":
		return "1"
	case upper == "FALSE":
		return "0"
	case isNow(upper):
		return f.printedNow(upper)
	}
	if text := strings.TrimLeft(sql, "+"); sql[0] != '\'' && sql[0] != '"' {
		return asStored(strings.ToLower(text), col)
	}
	value := unescape(sql)
	if isNumeric(col.Type.Name.Name) {
		value = asStored(value, col)
	}
	if f == MySQL || isNumeric(col.Type.Name.Name) {
		return value
	}
	return "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(value) + "'"
}

// asStored writes a number with the places behind the point that the type of the column has, as the server keeps a
// default; other texts stay as they are.
func asStored(value string, col *schema.Column) string {
	places := 0
	switch name := col.Type.Name.Name; name {
	case "tinyint", "smallint", "mediumint", "int", "bigint":
	case "decimal", "float", "double":
		_, scale, scaled := strings.Cut(strings.Trim(col.Type.Mod, "()"), ",")
		if !scaled && name != "decimal" {
			return value
		}
		places = leadingNumber("(" + scale)
	default:
		return value
	}
	number, ok := new(big.Rat).SetString(value)
	if !ok || strings.ContainsAny(value, "/_xob") {
		return value
	}
	return number.FloatString(places)
}

var nowWords = []string{"CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"}

func isNow(upper string) bool {
	base, _, _ := strings.Cut(upper, "(")
	for _, w := range nowWords {
		if strings.TrimSpace(base) == w {
			return true
		}
	}
	return false
}

// printedNow is CURRENT_TIMESTAMP in MySQL and current_timestamp() in MariaDB, with the precision.
func (f flavour) printedNow(upper string) string {
	_, precision, _ := strings.Cut(upper, "(")
	precision = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(precision), ")"))
	if precision == "0" {
		precision = ""
	}
	switch {
	case f == MariaDB:
		return "current_timestamp(" + precision + ")"
	case precision != "":
		return "CURRENT_TIMESTAMP(" + precision + ")"
	}
	return "CURRENT_TIMESTAMP"
}

func isNumeric(name string) bool {
	switch name {
	case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year", "bit":
		return true
	}
	return false
}

// typeAliases are the other names of types, of one word or two.
// https://dev.mysql.com/doc/refman/8.0/en/other-vendor-data-types.html
var typeAliases = []struct {
	words []string
	name  string
}{
	{[]string{"DOUBLE", "PRECISION"}, "double"}, {[]string{"CHARACTER", "VARYING"}, "varchar"}, {[]string{"CHAR", "VARYING"}, "varchar"},
	{[]string{"NATIONAL", "CHARACTER", "VARYING"}, "nvarchar"}, {[]string{"NATIONAL", "CHAR", "VARYING"}, "nvarchar"},
	{[]string{"NCHAR", "VARCHAR"}, "nvarchar"}, {[]string{"NCHAR", "VARYING"}, "nvarchar"},
	{[]string{"NATIONAL", "VARCHAR"}, "nvarchar"}, {[]string{"NATIONAL", "CHARACTER"}, "nchar"}, {[]string{"NATIONAL", "CHAR"}, "nchar"},
	{[]string{"LONG", "VARCHAR"}, "mediumtext"}, {[]string{"LONG", "VARBINARY"}, "mediumblob"}, {[]string{"LONG"}, "mediumtext"},
	{[]string{"CHARACTER"}, "char"}, {[]string{"INTEGER"}, "int"}, {[]string{"INT1"}, "tinyint"}, {[]string{"INT2"}, "smallint"},
	{[]string{"INT3"}, "mediumint"}, {[]string{"MIDDLEINT"}, "mediumint"}, {[]string{"INT4"}, "int"}, {[]string{"INT8"}, "bigint"},
	{[]string{"DEC"}, "decimal"}, {[]string{"NUMERIC"}, "decimal"}, {[]string{"FIXED"}, "decimal"}, {[]string{"NUMBER"}, "decimal"},
	{[]string{"REAL"}, "double"}, {[]string{"FLOAT4"}, "float"}, {[]string{"FLOAT8"}, "double"}, {[]string{"VARCHARACTER"}, "varchar"},
	{[]string{"GEOMCOLLECTION"}, "geometrycollection"},
}

// readType reads the type of a column.
func (d *definition) readType(r *reader, c *columnDef) {
	name := ""
	for _, a := range typeAliases {
		if r.take(a.words...) {
			name = a.name
			break
		}
	}
	if name == "" {
		name = strings.ToLower(r.word())
	}
	mod := ""
	if args := r.parens(); args != nil {
		mod = args.compact()
	}
	unsigned, zerofill := false, false
	for {
		switch {
		case r.take("UNSIGNED"):
			unsigned = true
		case r.take("SIGNED"):
		case r.take("ZEROFILL"):
			unsigned, zerofill = true, true
		case r.take("CHARACTER", "SET"), r.take("CHARSET"):
			c.col.Detail().CharacterSet = strings.ToLower(r.word())
		case r.take("ASCII"):
			c.col.Detail().CharacterSet = "latin1"
		case r.take("UNICODE"):
			c.col.Detail().CharacterSet = "ucs2"
		case r.take("BYTE"):
			c.col.Detail().CharacterSet = "binary"
		case r.take("BINARY"): // the binary collation of the character set
			c.col.Collation = "binary"
		default:
			d.s.f.normalize(c, name, mod, unsigned, zerofill)
			return
		}
	}
}

// compact is the text of arguments without the blanks around commas.
func (r *reader) compact() string {
	var parts []string
	for _, p := range r.split() {
		if p.at < len(p.toks) && p.toks[0].kind == sqltext.String {
			text := unescape(p.text[p.toks[0].start:p.toks[0].end])
			parts = append(parts, "'"+strings.ReplaceAll(text, "'", "''")+"'")
			continue
		}
		parts = append(parts, p.rest())
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// widths are the display widths that MariaDB shows, signed and unsigned.
// https://mariadb.com/kb/en/numeric-data-type-overview/
var widths = map[string][2]string{
	"tinyint": {"(4)", "(3)"}, "smallint": {"(6)", "(5)"}, "mediumint": {"(9)", "(8)"}, "int": {"(11)", "(10)"}, "bigint": {"(20)", "(20)"},
}

// normalize fills in the type as information_schema shows it.
func (f flavour) normalize(c *columnDef, name, mod string, unsigned, zerofill bool) {
	switch name {
	case "bool", "boolean":
		name, mod = "tinyint", "(1)"
	case "serial":
		name, unsigned = "bigint", true
		c.col.NotNull, c.col.AutoIncrement, c.unique = true, true, true
	case "decimal":
		mod = decimalMod(mod)
	case "char", "binary", "bit":
		if mod == "" {
			mod = "(1)"
		}
	case "nchar", "nvarchar":
		name = strings.TrimPrefix(name, "n")
		if mod == "" && name == "char" {
			mod = "(1)"
		}
		c.col.Detail().CharacterSet = "utf8mb3"
	case "float":
		name, mod = floatType(mod)
	case "year":
		if mod = ""; f == MariaDB {
			mod = "(4)"
		}
	case "datetime", "timestamp", "time":
		if mod == "(0)" {
			mod = ""
		}
	case "text", "blob":
		name, mod = sizedType(name, mod), ""
	case "json":
		if f == MariaDB {
			name, c.col.Detail().CharacterSet, c.col.Collation = "longtext", "utf8mb4", "utf8mb4_bin"
			c.checks = append(c.checks, columnCheck{check: read(f, "json_valid("+script{f}.quoted(c.col.Name)+")")})
		}
	}
	if c.col.More().CharacterSet == "binary" {
		if b, ok := map[string]string{"char": "binary", "varchar": "varbinary", "text": "blob", "tinytext": "tinyblob", "mediumtext": "mediumblob", "longtext": "longblob"}[name]; ok {
			name, c.col.Detail().CharacterSet = b, ""
		}
	}
	if w, ok := widths[name]; ok {
		switch {
		case f == MySQL && !zerofill && !(name == "tinyint" && mod == "(1)" && !unsigned):
			mod = ""
		case mod == "" && unsigned:
			mod = w[1]
		case mod == "":
			mod = w[0]
		}
	}
	if unsigned {
		mod += " unsigned"
	}
	if zerofill {
		mod += " zerofill"
	}
	if c.col.More().CharacterSet == "utf8" {
		c.col.Detail().CharacterSet = "utf8mb3"
	}
	c.col.Type = schema.Type{Name: schema.Name{Schema: schema.SystemSchema, Name: name}, Mod: mod}
}

// quoted writes a name in quotes, whatever it is.
func (s script) quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

func decimalMod(mod string) string {
	switch {
	case mod == "" || mod == "(0)":
		return "(10,0)"
	case !strings.Contains(mod, ","):
		return mod[:len(mod)-1] + ",0)"
	}
	return mod
}

// floatType: a precision over 24 makes it a double, and is not kept.
func floatType(mod string) (name, kept string) {
	switch n := leadingNumber(mod); {
	case strings.Contains(mod, ","):
		return "float", mod
	case n > 24:
		return "double", ""
	}
	return "float", ""
}

// sizedType: TEXT(n) and BLOB(n) are the smallest type that holds n; of text, characters of four bytes.
func sizedType(name, mod string) string {
	n := leadingNumber(mod)
	if name == "text" {
		n *= 4
	}
	switch {
	case n == 0 || n > 255 && n < 1<<16:
		return name
	case n <= 255:
		return "tiny" + name
	case n < 1<<24:
		return "medium" + name
	}
	return "long" + name
}

func leadingNumber(mod string) (n int) {
	for _, c := range []byte(strings.TrimPrefix(mod, "(")) {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}
