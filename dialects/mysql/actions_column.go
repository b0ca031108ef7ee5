package mysql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// column reads a new column, and the keys and checks in its definition as actions of their own.
func (a *acting) column(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	name := r.name()
	from := r.at
	c := d.readColumn(name, r)
	act.Kind, act.Name, act.Type, act.Definition = sqlstmt.AddColumn, name, columnType(&c.col), r.source(from)
	columnFacts(&act, &c)
	act.Class = a.newColumnClass(d.t, &c)
	list := []sqlstmt.Action{act}
	return append(list, a.columnKeys(d.t, &c, act)...)
}

// columnFacts fills in what a column's definition says.
func columnFacts(act *sqlstmt.Action, c *columnDef) {
	act.NotNull, act.Default, act.Counted = c.col.NotNull, c.col.Default != nil, c.col.AutoIncrement
	act.Placed = c.first || c.after != ""
	if c.col.Generated != nil {
		act.Stored, act.Virtual = !c.col.Virtual, c.col.Virtual
	}
	if c.col.Default != nil {
		act.DefaultSQL = c.col.Default.SQL
	}
	act.Volatile = isExpression(c.col.Default)
}

// isExpression: the default is neither a literal nor the time of the statement.
func isExpression(e *schema.Expr) bool {
	if e == nil || e.SQL == "" {
		return false
	}
	upper := strings.ToUpper(e.SQL)
	return (strings.HasPrefix(upper, "(") || strings.HasSuffix(upper, ")")) && !isNow(strings.Trim(upper, "() ")) && !isNow(upper)
}

// newColumnClass: MariaDB computes a default once if it is the same for all rows; of MySQL the manual promises that
// for literals alone.
func (a *acting) newColumnClass(t *schema.Table, c *columnDef) string {
	placed := c.first || c.after != ""
	switch {
	case c.col.AutoIncrement:
		return "add-column-auto-increment"
	case c.col.Generated != nil && !c.col.Virtual:
		return "add-column-stored"
	case c.col.Generated != nil:
		return "add-column-virtual"
	case isExpression(c.col.Default) && (a.f == MySQL || len(c.col.Default.Columns)+len(varying(c.col.Default.SQL)) > 0):
		return "add-column-expression"
	case placed && hasVirtualFrom(t, place(t, c)):
		return "add-column-placed-virtual"
	case placed:
		return "add-column-placed"
	}
	return "add-column"
}

// varying are the functions in an expression whose value is another one for each row. What is not
// known counts as one.
func varying(sql string) (list []string) {
	upper := strings.ToUpper(sql)
	for _, f := range []string{"UUID", "RAND", "NEXTVAL", "NEXT VALUE", "LASTVAL", "RANDOM_BYTES", "SYS_GUID", "SYSDATE", "CONNECTION_ID"} {
		if strings.Contains(upper, f) {
			list = append(list, f)
		}
	}
	return list
}

// hasVirtualFrom: a virtual column stands at the place or behind it. What changes the place of one is a copy, for
// which servers say that virtual columns cannot be changed in place beside others.
func hasVirtualFrom(t *schema.Table, place int) bool {
	return slices.ContainsFunc(t.Columns[min(max(place, 0), len(t.Columns)):], func(c *schema.Column) bool { return c.Generated != nil && c.Virtual })
}

// place is where FIRST or AFTER puts a column, among those that are there.
func place(t *schema.Table, c *columnDef) int {
	if c.first {
		return 0
	}
	return 1 + slices.IndexFunc(t.Columns, func(x *schema.Column) bool { return strings.EqualFold(x.Name, c.after) })
}

// movesVirtual tells whether a column that is moved passes a virtual one, or is one.
func movesVirtual(t *schema.Table, old *schema.Column, c *columnDef) bool {
	from := slices.IndexFunc(t.Columns, func(x *schema.Column) bool { return x.Name == old.Name })
	to := place(t, c)
	passed := t.Columns[min(from, to):max(from+1, to)]
	return slices.ContainsFunc(passed, func(x *schema.Column) bool { return x.Generated != nil && x.Virtual })
}

func hasStored(t *schema.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c *schema.Column) bool { return c.Generated != nil && !c.Virtual })
}

// hasIndexedVirtual: an index reads a virtual column.
func hasIndexedVirtual(t *schema.Table) bool {
	return slices.ContainsFunc(t.Indexes, func(x schema.Index) bool {
		return slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool {
			c := findColumn(t, k.Column)
			return c != nil && c.Generated != nil && c.Virtual
		})
	})
}

// columnKeys are the keys, checks and references in a column's definition. MySQL reads REFERENCES there and does nothing,
// before 9.0: https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
func (a *acting) columnKeys(t *schema.Table, c *columnDef, col sqlstmt.Action) (list []sqlstmt.Action) {
	base := sqlstmt.Action{Table: col.Table, TableSQL: col.TableSQL, TableKind: col.TableKind, New: col.New, Unknown: col.Unknown, Skipped: col.Skipped,
		Columns: []string{c.col.Name}, Inline: true}
	asked := col.More()
	base.Details = &sqlstmt.Details{Clause: asked.Clause, Algorithm: asked.Algorithm, LockOption: asked.LockOption, Wait: asked.Wait}
	if c.primary {
		k := base
		k.Kind, k.Constraint, k.Unique, k.Class = sqlstmt.AddConstraint, schema.PrimaryKey, true, "add-primary-key"
		k.Definition = "PRIMARY KEY (" + script{a.f}.ident(c.col.Name) + ")"
		list = append(list, k)
	}
	if c.unique {
		k := base
		k.Kind, k.Unique, k.Name, k.Class = sqlstmt.CreateIndex, true, c.col.Name, "add-unique-index"
		k.Definition = indexDefinition("", "("+script{a.f}.ident(c.col.Name)+")")
		list = append(list, k)
	}
	for _, check := range c.checks {
		k := base
		k.Kind, k.Constraint, k.Name, k.NotValid = sqlstmt.AddConstraint, schema.Check, check.name, check.notEnforced
		k.Definition = "CHECK (" + check.check.rest() + ")"
		k.Class = a.checkClass(check.notEnforced)
		if a.f == MariaDB {
			k.Class, k.NotValid = "column-check", true
		}
		list = append(list, k)
	}
	if c.refers != nil {
		k := base
		a.foreignKey(t, &k, c.refers)
		k.Definition = "FOREIGN KEY (" + script{a.f}.ident(c.col.Name) + ") " + c.refersText
		if a.f == MySQL {
			k.Ignored, k.Class = true, "inline-references"
		}
		list = append(list, k)
	}
	return list
}

// columnType is a type as SQL writes it, with the column's own character set.
func columnType(c *schema.Column) string {
	text := c.Type.Name.Name + c.Type.Mod
	if c.More().CharacterSet != "" {
		text += " character set " + c.More().CharacterSet
	}
	if c.Collation != "" {
		text += " collate " + strings.ToLower(c.Collation)
	}
	return text
}

// change compares a column with its new definition: one action for each thing that becomes another.
func (a *acting) change(d *definition, r *reader, act sqlstmt.Action, name, to string) []sqlstmt.Action {
	from := r.at
	c := d.readColumn(to, r)
	act.Name, act.Type, act.Definition = name, columnType(&c.col), r.source(from)
	columnFacts(&act, &c)
	old := d.column(name)
	if old == nil {
		act.Kind, act.Class = sqlstmt.AlterColumnType, "column-type"
		act.Detail().Note = "what the column was before is not known: the costliest change is assumed"
		return []sqlstmt.Action{act}
	}
	act.Name, act.Detail().OldType = old.Name, columnType(old)
	if k := d.t.PrimaryKey(); k != nil && slices.Contains(k.Columns, old.Name) {
		c.col.NotNull, act.NotNull = true, true
	}
	list := a.differences(d, old, &c, act, to)
	for i := range list {
		list[i].Columns = []string{old.Name}
	}
	return append(list, a.columnKeys(d.t, &c, act)...)
}

// differences are the actions of a change, at least one.
func (a *acting) differences(d *definition, old *schema.Column, c *columnDef, act sqlstmt.Action, to string) (list []sqlstmt.Action) {
	add := func(kind sqlstmt.ActionKind, class string) {
		one := act
		one.Kind, one.Class = kind, class
		list = append(list, one)
	}
	if to != old.Name {
		act.To = to
		add(sqlstmt.RenameColumn, "rename-column")
	}
	class, note := a.typeClass(d.t, old, &c.col)
	if class != "" {
		act.Detail().Note = note
		add(sqlstmt.AlterColumnType, class)
		act.Detail().Note = ""
	}
	switch {
	case c.col.NotNull && !old.NotNull && hasStored(d.t):
		add(sqlstmt.SetNotNull, "not-null-stored")
	case c.col.NotNull && !old.NotNull:
		add(sqlstmt.SetNotNull, "not-null")
	case !c.col.NotNull && old.NotNull:
		class := "null"
		if strings.EqualFold(d.t.Options["row_format"], "redundant") {
			class = "null-redundant"
		}
		add(sqlstmt.DropNotNull, class)
	}
	if c.col.AutoIncrement && !old.AutoIncrement {
		add(sqlstmt.AlterColumnType, "auto-increment-attribute")
	}
	if moves(d.t, old, c) {
		class := "move-column"
		if movesVirtual(d.t, old, c) {
			class = "virtual-moved"
		}
		add(sqlstmt.AlterColumnType, class)
		list[len(list)-1].InPlace = true
	}
	if len(list) == 0 {
		act.InPlace = true
		switch {
		case c.col.Default != nil && !sameDefault(c.col.Default, old.Default):
			add(sqlstmt.SetDefault, "column-metadata")
		case c.col.Default == nil && old.Default != nil:
			add(sqlstmt.DropDefault, "column-metadata")
		default:
			add(sqlstmt.AlterColumnType, "column-metadata")
		}
	}
	return list
}

func sameDefault(a, b *schema.Expr) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Printed == b.Printed
}

// moves tells whether FIRST or AFTER puts the column elsewhere.
func moves(t *schema.Table, old *schema.Column, c *columnDef) bool {
	i := slices.IndexFunc(t.Columns, func(x *schema.Column) bool { return x.Name == old.Name })
	switch {
	case c.first:
		return i > 0
	case c.after != "":
		return i < 1 || !strings.EqualFold(t.Columns[i-1].Name, c.after)
	}
	return false
}

// typeClass says how a column becomes one of another type; empty if it stays as it is. What
// keeps the rows as they are: https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html and
// https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/
func (a *acting) typeClass(t *schema.Table, old, c *schema.Column) (class, note string) {
	if old.Generated != nil || c.Generated != nil {
		return generatedClass(old, c), ""
	}
	before, after := old.Type.Name.Name, c.Type.Name.Name
	oldSet, newSet := a.charsetOf(t, old), a.charsetOf(t, c)
	switch {
	case before != after:
		return "column-type", ""
	case isTextName(before) && c.More().CharacterSet == "" && c.Collation == "":
		newSet = a.defaultCharset(t) // the definition says none: the table's
	}
	recoded, collated := isTextName(before) && oldSet != newSet, isTextName(before) && !strings.EqualFold(a.collationOf(t, old), a.collationOf(t, c))
	switch before {
	case "varchar", "varbinary":
		return a.varcharClass(t, old, c, oldSet, newSet, collated)
	case "enum", "set":
		if recoded {
			return "column-charset", ""
		}
		return listClass(before, old.Type.Mod, c.Type.Mod), ""
	}
	switch {
	case recoded && oldSet == "utf8mb3" && newSet == "utf8mb4" && old.Type.Mod == c.Type.Mod && before != "char":
		return a.indexedOr(t, old, "column-charset-wider", "column-charset"), ""
	case recoded:
		return "column-charset", ""
	case old.Type.Mod != c.Type.Mod:
		return a.sizeClass(old, c), ""
	case collated:
		return a.indexedOr(t, old, "column-collation", "column-collation-indexed"), ""
	}
	return "", ""
}

// sizeClass: only the width at which whole numbers are shown is no change of the type.
func (a *acting) sizeClass(old, c *schema.Column) string {
	if _, ok := widths[old.Type.Name.Name]; ok && signOf(old.Type.Mod) == signOf(c.Type.Mod) {
		return "column-metadata"
	}
	return "column-type"
}

func signOf(mod string) string {
	_, sign, _ := strings.Cut(mod, ")")
	return strings.TrimSpace(sign)
}

func generatedClass(old, c *schema.Column) string {
	switch {
	case (old.Generated == nil) != (c.Generated == nil), old.Virtual != c.Virtual:
		return "column-type"
	case strings.EqualFold(old.Generated.SQL, c.Generated.SQL) && old.Type == c.Type:
		return ""
	case c.Virtual && old.Type == c.Type:
		return "virtual-expression"
	}
	return "column-type"
}

// indexedOr chooses a class by whether an index reads the column.
func (a *acting) indexedOr(t *schema.Table, c *schema.Column, free, indexed string) string {
	for _, x := range t.Indexes {
		if slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return strings.EqualFold(k.Column, c.Name) }) {
			return indexed
		}
	}
	return free
}

// listClass compares the values of ENUM or SET. Values that are added behind the others leave the rows as
// they are while a value takes as many bytes as before.
// https://dev.mysql.com/doc/refman/8.4/en/storage-requirements.html
func listClass(kind, before, after string) string {
	a, b := listValues(before), listValues(after)
	switch {
	case slices.Equal(a, b):
		return ""
	case len(b) < len(a) || !slices.Equal(a, b[:len(a)]):
		if len(b) < len(a) && slices.Equal(b, a[:len(b)]) {
			return kind + "-fewer"
		}
		return kind + "-changed"
	case listBytes(kind, len(a)) != listBytes(kind, len(b)):
		return kind + "-wider"
	}
	return kind + "-append"
}

// listValues are the values of ('a','b').
func listValues(mod string) (values []string) {
	for _, p := range read(MySQL, strings.TrimSuffix(strings.TrimPrefix(mod, "("), ")")).split() {
		values = append(values, p.rest())
	}
	return values
}

// listBytes is how many bytes a value takes.
func listBytes(kind string, n int) int {
	if kind == "enum" {
		if n > 255 {
			return 2
		}
		return 1
	}
	bytes := (n + 7) / 8
	if bytes > 4 {
		return 8
	}
	return max(bytes, 1)
}

func isTextName(name string) bool {
	switch name {
	case "char", "varchar", "enum", "set", "tinytext", "text", "mediumtext", "longtext":
		return true
	}
	return false
}

// charsetOf is the character set of a column; empty if it is the database's, which nobody has said.
func (a *acting) charsetOf(t *schema.Table, c *schema.Column) string {
	switch {
	case c.More().CharacterSet != "":
		return c.More().CharacterSet
	case c.Collation != "" && c.Collation != "binary":
		set, _, _ := strings.Cut(strings.ToLower(c.Collation), "_")
		return normalCharset(set)
	}
	return a.defaultCharset(t)
}

func (a *acting) defaultCharset(t *schema.Table) string {
	if set := t.Options["charset"]; set != "" {
		return normalCharset(set)
	}
	set, _, _ := strings.Cut(strings.ToLower(t.Options["collate"]), "_")
	return normalCharset(set)
}

func normalCharset(set string) string {
	if set == "utf8" {
		return "utf8mb3"
	}
	return set
}

func (a *acting) collationOf(t *schema.Table, c *schema.Column) string {
	if c.Collation != "" || c.More().CharacterSet != "" {
		return c.Collation
	}
	return t.Options["collate"]
}

// charBytes is how many bytes a character takes at most; 0 where the character set is not known.
// https://dev.mysql.com/doc/refman/8.4/en/charset-charsets.html
func charBytes(set string) int {
	switch set {
	case "":
		return 0
	case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030":
		return 4
	case "utf8mb3", "ujis", "eucjpms":
		return 3
	case "ucs2", "big5", "gbk", "gb2312", "sjis", "cp932", "euckr":
		return 2
	}
	return 1
}

// varcharClass compares the lengths in bytes: up to 255 one byte says how long a value is, above that two. A column of
// at most 127 bytes MariaDB widens over that border without touching the rows.
// https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/
func (a *acting) varcharClass(t *schema.Table, old, c *schema.Column, oldSet, newSet string, collated bool) (class, note string) {
	before, after := leadingNumber(old.Type.Mod), leadingNumber(c.Type.Mod)
	oldBytes, newBytes := charBytes(oldSet), charBytes(newSet)
	if old.Type.Name.Name == "varbinary" {
		oldBytes, newBytes = 1, 1
	}
	if oldBytes == 0 {
		oldBytes = 4
		note = "its character set is the database's, which the revisions do not say: utf8mb4 is assumed"
	}
	if newBytes == 0 {
		newBytes = 4
	}
	switch {
	case oldSet != newSet && !(oldSet == "utf8mb3" && newSet == "utf8mb4" && after >= before):
		return "column-charset", ""
	case oldSet != newSet && a.indexedOr(t, old, "", "indexed") != "":
		return "column-charset", ""
	case after < before:
		return "varchar-shorter", ""
	case before*oldBytes <= 255 && after*newBytes > 255 && before*oldBytes <= 127:
		return "varchar-past-255-from-127", note
	case before*oldBytes <= 255 && after*newBytes > 255:
		return "varchar-past-255", note
	case oldSet != newSet:
		return "column-charset-wider", ""
	case after > before:
		return "varchar-longer", note
	case collated:
		return a.indexedOr(t, old, "column-collation", "column-collation-indexed"), ""
	}
	return "", ""
}

// refused is the class of a change in a table whose engine or indexes do not allow what the class says.
// What was measured stands in the table. On MySQL an index on a virtual column changes nothing.
func (a *acting) refused(t *schema.Table, class string) string {
	switch class {
	case "nothing", "rename-table", "rename-column", "set-default", "column-metadata", "table-metadata", "default-charset", "index-visibility", "drop-foreign-key", "":
		return class
	}
	if !isInnoDB(t) {
		return "other-engine"
	}
	columns := strings.HasPrefix(class, "drop-column") || class == "add-column" || class == "add-column-placed" || class == "move-column"
	if class == "add-column-virtual" || class == "drop-column-virtual" {
		columns = false
	}
	rebuilds := class == "not-null" || class == "null" || class == "rebuild" || class == "row-format" || class == "replace-primary-key" || class == "add-primary-key"
	switch {
	case !columns && !rebuilds:
		return class
	case hasMethod(t, "fulltext"):
		return "fulltext-table"
	case columns && isCompressed(t):
		return "compressed-table"
	case a.f == MariaDB && hasIndexedVirtual(t) && !strings.HasPrefix(class, "drop-column-"):
		return "indexed-virtual-table"
	}
	return class
}

func isCompressed(t *schema.Table) bool {
	return strings.EqualFold(t.Options["row_format"], "compressed") || t.Options["key_block_size"] != "" && t.Options["key_block_size"] != "0"
}
