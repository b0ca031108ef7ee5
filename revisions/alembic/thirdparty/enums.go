package thirdparty

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// reference is TableReference of alembic_postgresql_enum: a column whose type is the enum.
type reference struct {
	table, column, schema string
	schemaGiven, array    bool
	def                   *string
}

var (
	tableReference      = newReferenceClass()
	columnType          = newColumnType()
	columnTypeMember    = python.NewClass("alembic_postgresql_enum", "ColumnType")
	referenceParameters = python.ParseSignature("TableReference.__init__", "table_name, column_name, table_schema=..., column_type=None, existing_server_default=None")
	syncParameters      = python.ParseSignature("sync_enum_values", "operations, enum_schema, enum_name, new_values, affected_columns, enum_values_to_rename=()")
)

// member is ColumnType.COMMON or ColumnType.ARRAY.
type member string

// Class returns ColumnType.
func (member) Class() *python.Class { return columnTypeMember }

// Class returns TableReference.
func (*reference) Class() *python.Class { return tableReference }

// Attr gives the parts of the reference.
func (r *reference) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "table_name":
		return python.Str(r.table), nil
	case "column_name":
		return python.Str(r.column), nil
	case "table_schema":
		return python.Str(r.schema), nil
	}
	return nil, nil
}

func newReferenceClass() *python.Class {
	c := python.NewClass("alembic_postgresql_enum", "TableReference")
	c.Construct = newReference
	return c
}

func newColumnType() *python.Class {
	c := python.NewClass("alembic_postgresql_enum", "ColumnType")
	c.Attrs.Set("COMMON", member("COMMON"))
	c.Attrs.Set("ARRAY", member("ARRAY"))
	return c
}

func newReference(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
	b, err := referenceParameters.Bind(c)
	if err != nil {
		return nil, err
	}
	r := &reference{schemaGiven: b.Given("table_schema"), array: b.Get("column_type") == member("ARRAY")}
	if r.table, err = b.Str("table_name"); err != nil {
		return nil, err
	}
	if r.column, err = b.Str("column_name"); err != nil {
		return nil, err
	}
	if r.schemaGiven {
		if r.schema, _, err = b.OptStr("table_schema"); err != nil {
			return nil, err
		}
	}
	text, ok, err := b.OptStr("existing_server_default")
	if ok {
		r.def = &text
	}
	return r, err
}

// sync is one call of sync_enum_values.
type sync struct {
	schema, name string
	values       []string
	columns      []*reference
	renames      [][2]string
}

func syncEnumValues(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := syncParameters.Bind(c)
	if err != nil {
		return nil, err
	}
	if host.Of(t).Dialect() != "postgresql" {
		return python.None, nil // the package does nothing for other servers
	}
	s := &sync{}
	if s.schema, err = b.Str("enum_schema"); err != nil {
		return nil, err
	}
	if s.name, err = b.Str("enum_name"); err != nil {
		return nil, err
	}
	if s.values, err = texts(t, b.Get("new_values")); err != nil {
		return nil, err
	}
	if err := s.readColumns(t, b.Get("affected_columns")); err != nil {
		return nil, err
	}
	if err := s.readRenames(t, b.Get("enum_values_to_rename")); err != nil {
		return nil, err
	}
	return python.None, execute(t, c.Span, s.statements()...)
}

func texts(t *python.Thread, v python.Value) ([]string, error) {
	elems, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(elems))
	for i, e := range elems {
		if out[i], err = t.Str(e); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *sync) readRenames(t *python.Thread, v python.Value) error {
	elems, err := t.Collect(v)
	if err != nil {
		return err
	}
	for _, e := range elems {
		pair, err := texts(t, e)
		if err != nil {
			return err
		}
		if len(pair) != 2 {
			return t.Raise(python.ValueError, "enum_values_to_rename must hold pairs of an old and a new name")
		}
		s.renames = append(s.renames, [2]string{pair[0], pair[1]})
	}
	return nil
}

func (s *sync) readColumns(t *python.Thread, v python.Value) error {
	elems, err := t.Collect(v)
	if err != nil {
		return err
	}
	for _, e := range elems {
		r, ok := e.(*reference)
		if !ok {
			if r, err = s.oldReference(t, e); err != nil {
				return err
			}
		}
		own := *r
		if !own.schemaGiven {
			own.schema = s.schema
		}
		s.columns = append(s.columns, &own)
	}
	return nil
}

// oldReference reads a tuple (table, column[, ColumnType]). The package asks the
// database for the column's default then.
func (s *sync) oldReference(t *python.Thread, v python.Value) (*reference, error) {
	tuple, ok := v.(python.Tuple)
	if !ok || len(tuple) < 2 {
		return nil, t.Raise(python.ValueError, "Affected columns must contain tuples or TableReferences")
	}
	r := &reference{array: len(tuple) > 2 && tuple[2] == member("ARRAY"), schema: s.schema, schemaGiven: true}
	r.table, _ = python.AsStr(tuple[0])
	r.column, _ = python.AsStr(tuple[1])
	if ask := host.Of(t).ColumnDefault; ask != nil {
		def, known := ask(s.schema, r.table, r.column)
		if known {
			r.def = def
			return r, nil
		}
	}
	return nil, &host.Unsupported{
		Code:    CodeThirdParty,
		Message: fmt.Sprintf("sync_enum_values needs the default of %s.%s, which is in the database", r.table, r.column),
		Help:    fmt.Sprintf("say it in the revision: TableReference(table_schema=%q, table_name=%q, column_name=%q, existing_server_default=...)", s.schema, r.table, r.column),
	}
}

// statements is what the package executes. Values are quoted, which it does not do.
func (s *sync) statements() []string {
	fresh, old := qualified(s.schema, s.name), qualified(s.schema, s.name+"_old")
	out := []string{
		fmt.Sprintf("ALTER TYPE %s RENAME TO %s", fresh, s.name+"_old"),
		fmt.Sprintf("CREATE TYPE %s AS ENUM(%s)", fresh, strings.Join(quoteAll(s.values), ", ")),
	}
	operators := [][2]string{{"!=", "new_old_not_equals"}, {"=", "new_old_equals"}}
	for _, o := range operators {
		out = append(out, s.comparison(fresh, old, o[0], o[1]),
			fmt.Sprintf("CREATE OPERATOR %s (\n            leftarg = %s,\n            rightarg = %s,\n            procedure = %s\n        )", o[0], fresh, old, o[1]))
	}
	for _, r := range s.columns {
		out = append(out, s.change(r, fresh)...)
	}
	for _, o := range operators {
		out = append(out, fmt.Sprintf("DROP FUNCTION %s(\n            new_enum_val %s, old_enum_val %s\n        ) CASCADE", o[1], fresh, old))
	}
	return append(out, "DROP TYPE "+old)
}

func (s *sync) comparison(fresh, old, operator, function string) string {
	right := "old_enum_val::text"
	if len(s.renames) > 0 {
		right = "CASE\n                    " + s.whens("old_enum_val", "") + "\n\n                    ELSE old_enum_val::text\n                END"
	}
	const lead = "\n            "
	return fmt.Sprintf("CREATE FUNCTION %s(%s    new_enum_val %s, old_enum_val %s%s)%sRETURNS boolean AS $$%s    SELECT new_enum_val::text %s %s;%s$$ LANGUAGE SQL IMMUTABLE",
		function, lead, fresh, old, lead, lead, lead, operator, right, lead)
}

// whens are the branches of a CASE that turns old names into new ones.
func (s *sync) whens(column, cast string) string {
	parts := make([]string, len(s.renames))
	for i, r := range s.renames {
		parts[i] = fmt.Sprintf("WHEN %s::text = %s THEN %s%s", column, quote(r[0]), quote(r[1]), cast)
	}
	return strings.Join(parts, " ")
}

// change gives a column the new type, with its default put aside meanwhile.
func (s *sync) change(r *reference, fresh string) []string {
	table, column := `"`+r.table+`"`, `"`+r.column+`"`
	if r.schema != "" {
		table = `"` + r.schema + `".` + table
	}
	var out []string
	if r.def != nil {
		out = append(out, fmt.Sprintf("ALTER TABLE %s\n             ALTER COLUMN %s DROP DEFAULT", table, column))
	}
	out = append(out, s.cast(r, table, column, fresh))
	if r.def != nil {
		out = append(out, fmt.Sprintf("ALTER TABLE %s\n            ALTER COLUMN %s SET DEFAULT %s", table, column, s.defaultOf(*r.def)))
	}
	return out
}

func (s *sync) cast(r *reference, table, column, fresh string) string {
	switch {
	case r.array:
		value := column + "::text[]"
		for _, pair := range s.renames {
			value = fmt.Sprintf("array_replace(%s, %s, %s)", value, quote(pair[0]), quote(pair[1]))
		}
		return fmt.Sprintf("ALTER TABLE %s \n            ALTER COLUMN %s TYPE %s[]\n            USING %s::%s[]", table, column, fresh, value, fresh)
	case len(s.renames) > 0:
		return fmt.Sprintf("ALTER TABLE %s \n                ALTER COLUMN %s TYPE %s \n                USING CASE \n                %s\n\n                ELSE %s::text::%s\n                END",
			table, column, fresh, s.whens(column, "::"+fresh), column, fresh)
	}
	return fmt.Sprintf("ALTER TABLE %s \n                ALTER COLUMN %s TYPE %s \n                USING %s::text::%s", table, column, fresh, column, fresh)
}

var castSuffix = lazyregexp.New(`::[.\w]+`)

// defaultOf turns a default of the old type into one of the new.
func (s *sync) defaultOf(def string) string {
	name := s.name
	if s.schema != "" {
		name = s.schema + "." + s.name
	}
	renamed := func(text string) string {
		for _, r := range s.renames {
			text = strings.ReplaceAll(text, "'"+r[0]+"'", "'"+r[1]+"'")
			text = strings.ReplaceAll(text, `"`+r[0]+`"`, `"`+r[1]+`"`)
		}
		return text
	}
	if strings.HasPrefix(def, "ARRAY[") {
		return castSuffix.ReplaceAllString(renamed(def), "::"+name)
	}
	value, _, _ := strings.Cut(def, "::")
	if strings.HasSuffix(def, "[]") {
		name += "[]"
	}
	return renamed(value) + "::" + name
}

func qualified(schema, name string) string { return `"` + schema + `"."` + name + `"` }

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func quoteAll(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = quote(v)
	}
	return out
}
