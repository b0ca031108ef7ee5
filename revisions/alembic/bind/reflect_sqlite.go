package bind

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// What SQLAlchemy's inspector returns for SQLite. Names of constraints it finds by
// regular expressions in the CREATE TABLE, with all that these miss; the same is missed
// here, since a revision decides by what it is told. See SQLiteDialect in SQLAlchemy's
// dialects/sqlite/base.py.

// sqliteReflectors are the methods of the inspector that describe a table.
var sqliteReflectors = map[string]reflector{
	"get_columns":            {columnNames, sqliteColumnsQuery, sqliteColumns},
	"get_pk_constraint":      {sqliteKeyNames, sqliteKeyQuery, sqlitePrimaryKey},
	"get_unique_constraints": {sqliteUniqueNames, nil, sqliteUniques},
	"get_check_constraints":  {sqliteCheckNames, nil, sqliteChecks},
	"get_foreign_keys":       {sqliteForeignNames, sqliteForeignQuery, sqliteForeignKeys},
	"get_indexes":            {sqliteIndexNames, sqliteIndexQuery, sqliteIndexes},
}

// sqliteTypes are the classes of the types that SQLAlchemy knows by name (ischema_names); those
// with another name than their class are in the list.
var sqliteTypes = map[string]string{
	"BIGINT": "BIGINT", "BLOB": "BLOB", "BOOL": "BOOLEAN", "BOOLEAN": "BOOLEAN", "CHAR": "CHAR", "DATE": "DATE", "DATE_CHAR": "DATE",
	"DATETIME": "DATETIME", "DATETIME_CHAR": "DATETIME", "DOUBLE": "DOUBLE", "DECIMAL": "DECIMAL", "FLOAT": "FLOAT", "INT": "INTEGER",
	"INTEGER": "INTEGER", "JSON": "JSON", "NUMERIC": "NUMERIC", "REAL": "REAL", "SMALLINT": "SMALLINT", "TEXT": "TEXT", "TIME": "TIME",
	"TIME_CHAR": "TIME", "TIMESTAMP": "TIMESTAMP", "VARCHAR": "VARCHAR", "NVARCHAR": "NVARCHAR", "NCHAR": "NCHAR",
}

var (
	typeForm   = lazyregexp.New(`^([\pL\pN_ ]+)(\(.*?\))?`)
	digits     = lazyregexp.New(`\d+`)
	generation = lazyregexp.New(`(?i)generated|always`)
)

// sqliteType is the type of a column by what its table says.
// See https://www.sqlite.org/datatype3.html 3.1 for the affinity of other names.
func sqliteType(t *python.Thread, declared string, generated bool) (python.Value, error) {
	declared = strings.ToUpper(declared)
	if generated {
		declared = strings.TrimSpace(generation.ReplaceAllString(declared, ""))
	}
	name, args := "", ""
	if m := typeForm.FindStringSubmatch(declared); m != nil {
		name, args = m[1], m[2]
	}
	class, ok := sqliteTypes[name]
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) })
	}
	switch {
	case ok:
	case has("INT"):
		class = "INTEGER"
	case has("CHAR", "CLOB", "TEXT"):
		class = "TEXT"
	case has("BLOB"), name == "":
		class = "NullType"
	case has("REAL", "FLOA", "DOUB"):
		class = "REAL"
	default:
		class = "NUMERIC"
	}
	module := "sqlalchemy.types"
	if class == "JSON" {
		module = "sqlalchemy.dialects.sqlite"
	}
	cls, ok := sqltype.Lookup(module, class)
	if !ok {
		cls = sqltype.Class("NullType")
	}
	var values []python.Value
	for _, d := range digits.FindAllString(args, -1) {
		n, err := number(jsonNumber(d))
		if err != nil {
			return t.CallKw(cls, nil, nil)
		}
		values = append(values, n)
	}
	v, err := t.CallKw(cls, values, nil)
	if err != nil && len(values) > 0 {
		return t.CallKw(cls, nil, nil) // as SQLAlchemy does, with a warning
	}
	return v, err
}

// sqliteTable is the table of a question that is known to have an answer.
func sqliteTable(c *schema.Catalog, sch, table string) *schema.Table {
	t, _ := c.Table(sch, table)
	return t
}

func sqliteColumns(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb := sqliteTable(c, sch, table)
	list := python.NewList()
	for _, col := range tb.Columns {
		typ, err := sqliteType(t, col.Type.Name.Name, col.Generated != nil)
		if err != nil {
			return nil, err
		}
		def := python.Value(python.None)
		if col.Default != nil {
			def = python.Str(col.Default.Printed)
		}
		place := 0
		if k := tb.PrimaryKey(); k != nil {
			place = slices.Index(k.Columns, col.Name) + 1
		}
		d := dict("name", python.Str(col.Name), "type", typ, "nullable", python.Bool(!col.NotNull), "default", def, "primary_key", python.NewInt(int64(place)))
		if col.Generated != nil {
			d.SetStr("computed", dict("sqltext", python.Str(generatedText(tb.SQL, col.Name)), "persisted", python.Bool(!col.Virtual)))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

var tableBody = lazyregexp.New(`(?is)^create table .*?\((.*)\)(?:\s*,?\s*(?:WITHOUT\s+ROWID|STRICT))*$`)

// generatedText is the expression of a generated column.
func generatedText(sql, column string) string {
	m := tableBody.FindStringSubmatch(strings.TrimSpace(sql))
	if m == nil {
		return ""
	}
	form, err := regexp.Compile(`(?i)` + regexp.QuoteMeta(column) + `[^,]*\s+GENERATED\s+ALWAYS\s+AS\s+\((.*)\)\s*(?:virtual|stored)?`)
	if err != nil {
		return ""
	}
	if m = form.FindStringSubmatch(strings.TrimSpace(m[1])); m == nil {
		return ""
	}
	return m[1]
}

var keyForm = lazyregexp.New(`(?i)CONSTRAINT +(?:"(.+?)"|([\pL\pN_]+)) +PRIMARY KEY`)

func orNone(texts ...string) python.Value {
	if text := cmp.Or(texts...); text != "" {
		return python.Str(text)
	}
	return python.None
}

func sqlitePrimaryKey(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	tb := sqliteTable(c, sch, table)
	k := tb.PrimaryKey()
	if k == nil {
		return dict("name", python.None, "constrained_columns", python.NewList()), nil
	}
	name := python.Value(python.None)
	if m := keyForm.FindStringSubmatch(tb.SQL); m != nil {
		name = orNone(m[1], m[2])
	}
	return dict("constrained_columns", textList(k.Columns), "name", name), nil
}

var (
	uniqueForm   = lazyregexp.New(`(?i)(?:CONSTRAINT +(?:"(.+?)"|([\pL\pN_]+)) +)?UNIQUE *\((.+?)\)`)
	inlineUnique = lazyregexp.New("(?i)(?:(\".+?\")|(?:[\\[`])?([a-z0-9_]+)(?:[\\]`])?)[\\t ]+[a-z0-9_]+(?:[\\t ]+[a-z0-9_]+)*?[\\t ]+UNIQUE")
	nameInList   = lazyregexp.New(`(?i)"(.+?)"|([a-z0-9_]+)`)
)

// listedNames are the names in a list of columns, as SQLAlchemy's _find_cols_in_sig finds them.
func listedNames(text string) []string {
	var names []string
	for _, m := range nameInList.FindAllStringSubmatch(text, -1) {
		names = append(names, cmp.Or(m[1], m[2]))
	}
	return names
}

// sqliteUnique is a constraint that the text of the table and one of its automatic indexes agree on.
type sqliteUnique struct {
	name    string
	columns []string
}

func uniquesOf(tb *schema.Table) []sqliteUnique {
	automatic := map[string]bool{}
	for _, x := range tb.Indexes {
		if strings.HasPrefix(x.Name, "sqlite_autoindex") {
			automatic[strings.Join(keyColumns(&x), "\x00")] = true
		}
	}
	var list []sqliteUnique
	add := func(name string, columns []string) {
		sig := strings.Join(columns, "\x00")
		if automatic[sig] {
			delete(automatic, sig)
			list = append(list, sqliteUnique{name, columns})
		}
	}
	for _, m := range uniqueForm.FindAllStringSubmatch(tb.SQL, -1) {
		add(cmp.Or(m[1], m[2]), listedNames(m[3]))
	}
	for _, m := range inlineUnique.FindAllStringSubmatch(tb.SQL, -1) {
		add("", listedNames(cmp.Or(m[1], m[2])))
	}
	return list
}

func keyColumns(x *schema.Index) []string {
	var names []string
	for _, k := range x.Keys {
		names = append(names, k.Column)
	}
	return names
}

func sqliteUniques(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	for _, u := range uniquesOf(sqliteTable(c, sch, table)) {
		list.Elems = append(list.Elems, dict("name", orNone(u.name), "column_names", textList(u.columns)))
	}
	return list, nil
}

// checkForm is SQLAlchemy's, which also wants no letter, digit or underscore before it.
var (
	checkForm = lazyregexp.New("(?i)(?:CONSTRAINT\\s+(\"(?:[^\"]|\"\")+\"|'(?:[^']|'')+'|\\[(?:[^\\]]|\\]\\])+\\]|`(?:[^`]|``)+`|\\S+)\\s+)?CHECK\\s*\\(")
	wordByte  = lazyregexp.New(`[A-Za-z0-9_]$`)
	quotedRun = lazyregexp.New("(?s)^\"(.+)\"$|^'(.+)'$|^`(.+)`$|^\\[(.+)\\]$")
)

type sqliteCheck struct{ name, text string }

func checksOf(tb *schema.Table) []sqliteCheck {
	var list []sqliteCheck
	for at := 0; at < len(tb.SQL); {
		m := checkForm.FindStringSubmatchIndex(tb.SQL[at:])
		if m == nil {
			break
		}
		start, end := at+m[0], at+m[1]
		if wordByte.MatchString(tb.SQL[:start]) {
			at = start + 1
			continue
		}
		at = end
		closing := matchingParen(tb.SQL, end-1)
		if closing < 0 {
			continue
		}
		k := sqliteCheck{text: strings.TrimSpace(tb.SQL[end:closing])}
		if m[2] >= 0 {
			k.name = tb.SQL[start-m[0]+m[2] : start-m[0]+m[3]]
			if q := quotedRun.FindStringSubmatch(k.name); q != nil {
				k.name = cmp.Or(q[1:]...)
			}
		}
		list = append(list, k)
	}
	slices.SortStableFunc(list, func(a, b sqliteCheck) int { return cmp.Compare(cmp.Or(a.name, "~"), cmp.Or(b.name, "~")) })
	return list
}

// matchingParen returns where the parenthesis at start is closed, outside of quotes; -1 if it is not.
func matchingParen(text string, start int) int {
	depth, quote := 0, byte(0)
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0 // a doubled one opens the next run
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func sqliteChecks(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	for _, k := range checksOf(sqliteTable(c, sch, table)) {
		list.Elems = append(list.Elems, dict("sqltext", python.Str(k.text), "name", orNone(k.name)))
	}
	return list, nil
}

var foreignForm = lazyregexp.New(`(?i)(?:CONSTRAINT +(?:"(.+?)"|([\pL\pN_]+)) +)?FOREIGN KEY *\( *(.+?) *\) +` +
	`REFERENCES +(?:(?:"(.+?)")|([a-z0-9_]+)) *\( *((?:(?:"[^"]+"|[a-z0-9_]+) *(?:, *)?)+)\) *` +
	`((?:ON (?:DELETE|UPDATE) (?:SET NULL|SET DEFAULT|CASCADE|RESTRICT|NO ACTION) *)*)` +
	`((?:NOT +)?DEFERRABLE)?(?: +INITIALLY +(DEFERRED|IMMEDIATE))?`)

// sqliteForeign is a foreign key; ext are the options that the text of the table says.
type sqliteForeign struct {
	name, table  string
	columns, ref []string
	options      [][2]string
}

func (k *sqliteForeign) signature() string {
	return strings.Join(slices.Concat(k.columns, []string{k.table}, k.ref), "\x00")
}

var onForm = lazyregexp.New(` *\bON\b *`)

func foreignKeysOf(c *schema.Catalog, sch, table string) []sqliteForeign {
	tb := sqliteTable(c, sch, table)
	var keys []sqliteForeign // as PRAGMA foreign_key_list has them
	for i := len(tb.Constraints) - 1; i >= 0; i-- {
		k := &tb.Constraints[i]
		if k.Kind != schema.ForeignKey {
			continue
		}
		f := sqliteForeign{table: k.RefTable.Name, columns: k.Columns, ref: k.RefColumns}
		if len(f.ref) == 0 {
			if pk, _ := c.PrimaryKeyOf(sch, f.table); pk != nil {
				f.ref = pk.Columns
			}
		}
		// Of two with one signature the last counts, in the place of the first.
		if j := slices.IndexFunc(keys, func(o sqliteForeign) bool { return o.signature() == f.signature() }); j >= 0 {
			keys[j] = f
			continue
		}
		keys = append(keys, f)
	}
	var named []sqliteForeign
	for _, m := range foreignForm.FindAllStringSubmatch(tb.SQL, -1) {
		f := sqliteForeign{name: cmp.Or(m[1], m[2]), columns: listedNames(m[3]), table: cmp.Or(m[4], m[5]), ref: listedNames(m[6])}
		i := slices.IndexFunc(keys, func(o sqliteForeign) bool { return o.signature() == f.signature() })
		if i < 0 {
			continue
		}
		keys = slices.Delete(keys, i, i+1)
		for _, part := range onForm.Split(strings.ToUpper(m[7]), -1) {
			for _, o := range []struct{ word, name string }{{"DELETE", "ondelete"}, {"UPDATE", "onupdate"}} {
				if action, ok := strings.CutPrefix(part, o.word); ok {
					if action = strings.TrimSpace(action); action != "" && action != "NO ACTION" {
						f.options = append(f.options, [2]string{o.name, action})
					}
				}
			}
		}
		if m[8] != "" {
			f.options = append(f.options, [2]string{"deferrable", strings.ToUpper(m[8])})
		}
		if m[9] != "" {
			f.options = append(f.options, [2]string{"initially", strings.ToUpper(m[9])})
		}
		named = append(named, f)
	}
	return append(named, keys...)
}

func sqliteForeignKeys(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	for _, k := range foreignKeysOf(c, sch, table) {
		options := python.NewDict()
		for _, o := range k.options {
			if o[0] == "deferrable" {
				options.SetStr(o[0], python.Bool(!strings.Contains(o[1], "NOT")))
				continue
			}
			options.SetStr(o[0], python.Str(o[1]))
		}
		list.Elems = append(list.Elems, dict("name", orNone(k.name), "constrained_columns", textList(k.columns), "referred_schema", textOrNone(sch),
			"referred_table", python.Str(k.table), "referred_columns", textList(k.ref), "options", options))
	}
	return list, nil
}

// indexesOf are the indexes that SQLAlchemy reflects: not those of constraints, and none with an expression.
func indexesOf(tb *schema.Table) []schema.Index {
	var list []schema.Index
	for _, x := range tb.Indexes {
		hasExpr := slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Expr != nil })
		if !hasExpr && !strings.HasPrefix(x.Name, "sqlite_autoindex") {
			list = append(list, x)
		}
	}
	return list
}

func sqliteIndexes(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	for _, x := range indexesOf(sqliteTable(c, sch, table)) {
		unique, options := int64(0), python.NewDict()
		if x.Unique {
			unique = 1
		}
		if x.Where != nil {
			where, _, _ := strings.Cut(x.Where.Printed, "\n")
			options.SetStr("sqlite_where", sqlexpr.New(sqlexpr.NewText(t, escapeColons(where, namedStyle))))
		}
		list.Elems = append(list.Elems, dict("name", python.Str(x.Name), "column_names", textList(keyColumns(&x)), "unique", python.NewInt(unique), "dialect_options", options))
	}
	return list, nil
}

// known returns a table, and whether it is known.
func known(c *schema.Catalog, sch, table string) (*schema.Table, schema.Known) {
	_, k := c.ColumnInfos(sch, table)
	t, _ := c.Table(sch, table)
	return t, k
}

// naming makes the names function of a reflector.
func naming(names func(c *schema.Catalog, tb *schema.Table, sch string) []string) func(*schema.Catalog, string, string) ([]string, schema.Known) {
	return func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		tb, k := known(c, sch, table)
		if tb == nil || !k.Yes() {
			return nil, k
		}
		return names(c, tb, sch), k
	}
}

// called is a constraint's name, or its columns where it has none.
func called(name string, columns []string) string {
	if name != "" {
		return name
	}
	return "(" + strings.Join(columns, ", ") + ")"
}

var (
	sqliteKeyNames = naming(func(_ *schema.Catalog, tb *schema.Table, _ string) []string {
		if k := tb.PrimaryKey(); k != nil {
			return k.Columns
		}
		return nil
	})
	sqliteUniqueNames = naming(func(_ *schema.Catalog, tb *schema.Table, _ string) []string {
		var names []string
		for _, u := range uniquesOf(tb) {
			names = append(names, called(u.name, u.columns))
		}
		return names
	})
	sqliteCheckNames = naming(func(_ *schema.Catalog, tb *schema.Table, _ string) []string {
		var names []string
		for _, k := range checksOf(tb) {
			names = append(names, cmp.Or(k.name, "("+k.text+")"))
		}
		return names
	})
	sqliteForeignNames = naming(func(c *schema.Catalog, tb *schema.Table, sch string) []string {
		var names []string
		for _, k := range tb.Constraints {
			if k.Kind == schema.ForeignKey {
				for _, column := range k.Columns {
					names = append(names, column+" -> "+k.RefTable.Name)
				}
			}
		}
		return names
	})
	sqliteIndexNames = naming(func(_ *schema.Catalog, tb *schema.Table, _ string) []string {
		var names []string
		for _, x := range indexesOf(tb) {
			names = append(names, x.Name)
		}
		return names
	})
)

// The queries that list the same names on a server. See https://www.sqlite.org/pragma.html#pragfunc.
func sqliteColumnsQuery(n schema.Name) string {
	return "SELECT name FROM pragma_table_xinfo(" + sqliteArguments(n) + ") WHERE hidden <> 1"
}

func sqliteKeyQuery(n schema.Name) string {
	return "SELECT name FROM pragma_table_xinfo(" + sqliteArguments(n) + ") WHERE pk > 0"
}

func sqliteForeignQuery(n schema.Name) string {
	return `SELECT "from" || ' -> ' || "table" FROM pragma_foreign_key_list(` + sqliteArguments(n) + ")"
}

func sqliteIndexQuery(n schema.Name) string {
	return "SELECT name FROM pragma_index_list(" + sqliteArguments(n) + ") i WHERE origin = 'c' AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE name IS NULL)"
}

func sqliteArguments(n schema.Name) string {
	if n.Schema == "" {
		return sqliteLiteral(n.Name)
	}
	return sqliteLiteral(n.Name) + ", " + sqliteLiteral(n.Schema)
}

func sqliteLiteral(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// sqliteViewDefinition is the CREATE VIEW of a view.
func sqliteViewDefinition(t *python.Thread, b *python.Bound) (python.Value, error) {
	name, err := b.Str("view_name")
	if err != nil {
		return nil, err
	}
	sch, err := optSchema(b)
	if err != nil {
		return nil, err
	}
	s := stateOf(t)
	c, err := s.catalog()
	if err != nil {
		return nil, err
	}
	n := schema.Name{Schema: sch, Name: name}
	tb, k := known(c, sch, name)
	switch {
	case k.Unknown():
		return nil, notKnown(t, "the definition of view "+n.String(), k)
	case tb == nil || k.No() || !tb.IsView():
		s.assume(t.Span(), "there is no view "+n.String(), s.stillMissing(sch, name))
		return nil, t.Raise(host.NoSuchTableError, "%s", n.Name)
	}
	s.assume(t.Span(), "the view "+n.String()+" is as the revisions have made it", "")
	return python.Str(tb.SQL), nil
}
