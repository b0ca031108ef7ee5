package thirdparty

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// entity is an object of alembic_utils: a function, a view and so on, with the
// SQL that makes, changes and removes it.
type entity struct {
	cls                           *python.Class
	schema, signature, definition string
	onEntity                      string
	create, drop                  string
	replace                       []string // empty: the package has no way to
}

// Class returns the class of the entity.
func (e *entity) Class() *python.Class { return e.cls }

// Attr gives the parts of the entity and its SQL.
func (e *entity) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "schema":
		return python.Str(e.schema), nil
	case "signature":
		return python.Str(e.signature), nil
	case "definition":
		return python.Str(e.definition), nil
	case "on_entity":
		return python.Str(e.onEntity), nil
	case "to_sql_statement_create":
		return e.statement(name, e.create), nil
	case "to_sql_statement_drop":
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			sql, err := e.dropping(t, c, dropStatement)
			return python.Str(sql), err
		}), nil
	case "to_sql_statement_create_or_replace":
		list := python.NewList()
		for _, sql := range e.replace {
			list.Elems = append(list.Elems, python.Str(sql))
		}
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return list, nil }), nil
	}
	return nil, nil
}

func (e *entity) statement(name, sql string) python.Value {
	return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return python.Str(sql), nil })
}

var (
	dropStatement = python.ParseSignature("to_sql_statement_drop", "cascade=False")
	dropOperation = python.ParseSignature("drop_entity", "operations, target, cascade=False")
	oneTarget     = python.ParseSignature("create_entity", "operations, target")
)

func (e *entity) dropping(t *python.Thread, c *python.Call, sig *python.Signature) (string, error) {
	b, err := sig.Bind(c)
	if err != nil {
		return "", err
	}
	cascade, err := t.Truth(b.Get("cascade"))
	if cascade && !strings.HasPrefix(e.drop, "REVOKE") {
		return e.drop + " CASCADE", err
	}
	return e.drop, err
}

func target(t *python.Thread, c *python.Call, sig *python.Signature) (*entity, error) {
	b, err := sig.Bind(c)
	if err != nil {
		return nil, err
	}
	switch v := b.Get("target").(type) {
	case *entity:
		return v, nil
	case *python.Opaque:
		return nil, t.Unresolved(v, "an entity of alembic_utils")
	default:
		return nil, t.Raise(python.TypeError, "the target must be an entity of alembic_utils, not %s", v.Class().Name)
	}
}

func createEntity(t *python.Thread, c *python.Call) (python.Value, error) {
	e, err := target(t, c, oneTarget)
	if err != nil {
		return nil, err
	}
	return python.None, execute(t, c.Span, e.create)
}

func replaceEntity(t *python.Thread, c *python.Call) (python.Value, error) {
	e, err := target(t, c, oneTarget)
	if err != nil {
		return nil, err
	}
	if len(e.replace) == 0 {
		return nil, t.Raise(python.NotImplementedError, "%s cannot be replaced", e.cls.Name)
	}
	return python.None, execute(t, c.Span, e.replace...)
}

func dropEntity(t *python.Thread, c *python.Call) (python.Value, error) {
	e, err := target(t, c, dropOperation)
	if err != nil {
		return nil, err
	}
	sql, err := e.dropping(t, c, dropOperation)
	if err != nil {
		return nil, err
	}
	return python.None, execute(t, c.Span, sql)
}

// entityClass makes a class whose objects build fills in.
func entityClass(name string, build func(t *python.Thread, e *entity, c *python.Call) error) *python.Class {
	cls := python.NewClass("alembic_utils", name)
	cls.Construct = func(t *python.Thread, cls *python.Class, c *python.Call) (python.Value, error) {
		e := &entity{cls: cls}
		return e, build(t, e, c)
	}
	return cls
}

// read binds the call and fills in the parts that all entities have.
func (e *entity) read(c *python.Call, params string) (*python.Bound, error) {
	b, err := python.ParseSignature(e.cls.Name+".__init__", params).Bind(c)
	if err != nil {
		return nil, err
	}
	if e.schema, err = b.Str("schema"); err != nil {
		return nil, err
	}
	e.schema = unquoted(spaced(e.schema))
	for _, part := range []struct {
		name string
		to   *string
	}{{"signature", &e.signature}, {"definition", &e.definition}, {"on_entity", &e.onEntity}} {
		if !strings.Contains(params, part.name) {
			continue
		}
		if *part.to, err = b.Str(part.name); err != nil {
			return nil, err
		}
	}
	e.signature = unquoted(spaced(e.signature))
	// The package writes a colon as \: for SQLAlchemy, which turns it back.
	e.definition = strings.ReplaceAll(trimmed(e.definition), `\:`, ":")
	if e.onEntity != "" && !strings.Contains(e.onEntity, ".") {
		e.onEntity = "public." + e.onEntity
	}
	e.onEntity = unquoted(e.onEntity)
	return b, nil
}

func functionEntity(t *python.Thread, e *entity, c *python.Call) error {
	if _, err := e.read(c, "schema, signature, definition"); err != nil {
		return err
	}
	name, rest, ok := strings.Cut(e.signature, "(")
	if !ok {
		return t.Raise(python.ValueError, "the signature of a function needs parentheses: %s", e.signature)
	}
	full := inQuotes(e.schema) + `."` + strings.TrimSpace(name) + `"`
	e.create = "CREATE FUNCTION " + full + "(" + rest + " " + e.definition
	e.replace = []string{"CREATE OR REPLACE FUNCTION " + full + "(" + rest + " " + e.definition}
	params := strings.TrimSuffix(strings.TrimSpace(rest), ")")
	if i := strings.LastIndexByte(rest, ')'); i >= 0 {
		params = rest[:i]
	}
	e.drop = "DROP FUNCTION " + full + "(" + withoutDefaults(params) + ")"
	return nil
}

// withoutDefaults returns a function's parameters as DROP FUNCTION takes them.
func withoutDefaults(params string) string {
	parts := strings.Split(strings.TrimSpace(params), ",")
	for i, p := range parts {
		if at := strings.Index(strings.ToLower(p), "default"); at >= 0 {
			p = p[:at]
		}
		parts[i] = strings.TrimSpace(p)
	}
	return strings.Join(parts, ", ")
}

func viewEntity(_ *python.Thread, e *entity, c *python.Call) error {
	if _, err := e.read(c, "schema, signature, definition"); err != nil {
		return err
	}
	name := inQuotes(e.schema) + `."` + e.signature + `"`
	e.create = "CREATE VIEW " + name + " AS " + e.definition
	e.drop = "DROP VIEW " + name
	const lead = "\n            "
	e.replace = []string{"do $$" + lead + "begin" + lead + "    CREATE OR REPLACE VIEW " + name + " AS " + e.definition + ";\n" +
		lead + "exception when others then" + lead + "    DROP VIEW IF EXISTS " + name + ";\n" +
		lead + "    CREATE VIEW " + name + " AS " + e.definition + ";" + lead + "end;\n        $$ language 'plpgsql'"}
	return nil
}

func materializedEntity(t *python.Thread, e *entity, c *python.Call) error {
	b, err := e.read(c, "schema, signature, definition, with_data=True")
	if err != nil {
		return err
	}
	data, err := t.Truth(b.Get("with_data"))
	if err != nil {
		return err
	}
	with := " WITH NO DATA"
	if data {
		with = " WITH  DATA"
	}
	name := inQuotes(e.schema) + `."` + e.signature + `"`
	e.create = "CREATE MATERIALIZED VIEW " + name + " AS " + e.definition + with
	e.drop = "DROP MATERIALIZED VIEW " + name
	e.replace = []string{"DROP MATERIALIZED VIEW IF EXISTS " + name, e.create}
	return nil
}

// triggerForm is a trigger's definition: what it reacts to, ON a table, what it does.
var triggerForm = lazyregexp.New(`(?is)^(.+?)\s+ON\s+(.+?)\s+(.+)$`)

func triggerEntity(t *python.Thread, e *entity, c *python.Call) error {
	b, err := e.read(c, "schema, signature, definition, on_entity, is_constraint=False")
	if err != nil {
		return err
	}
	form := triggerForm.FindStringSubmatch(e.definition)
	if form == nil {
		return t.Raise(python.ValueError, "Failed to parse SQL into PGTrigger.definition %q", e.definition)
	}
	table := form[2]
	if _, after, ok := strings.Cut(table, "."); ok {
		table = after
	}
	constraint, err := t.Truth(b.Get("is_constraint"))
	if err != nil {
		return err
	}
	word := "TRIGGER"
	if constraint {
		word = "CONSTRAINT TRIGGER"
	}
	e.create = "CREATE " + word + ` "` + e.signature + `" ` + form[1] + " ON " + e.schema + "." + table + " " + form[3]
	e.drop = `DROP TRIGGER "` + e.signature + `" ON ` + e.onEntity
	e.replace = []string{`DROP TRIGGER IF EXISTS "` + e.signature + `" ON ` + e.onEntity, e.create}
	return nil
}

func extensionEntity(_ *python.Thread, e *entity, c *python.Call) error {
	if _, err := e.read(c, "schema, signature"); err != nil {
		return err
	}
	e.create = `CREATE EXTENSION "` + e.signature + `" WITH SCHEMA ` + inQuotes(e.schema)
	e.drop = `DROP EXTENSION "` + e.signature + `"`
	return nil
}

func policyEntity(_ *python.Thread, e *entity, c *python.Call) error {
	if _, err := e.read(c, "schema, signature, definition, on_entity"); err != nil {
		return err
	}
	e.create = "CREATE POLICY " + e.signature + " on " + e.onEntity + " " + e.definition
	e.drop = "DROP POLICY " + e.signature + " on " + e.onEntity
	e.replace = []string{"DROP POLICY IF EXISTS " + e.signature + " on " + e.onEntity, e.create}
	return nil
}

// grants are the privileges, those first that are of columns.
var grants = []string{"SELECT", "INSERT", "UPDATE", "REFERENCES", "DELETE", "TRUNCATE", "TRIGGER"}

const columnGrants = 4

// grantChoice is PGGrantTableChoice: its members are texts.
var grantChoice = func() *python.Class {
	c := python.NewClass("alembic_utils.pg_grant_table", "PGGrantTableChoice")
	for _, g := range grants {
		c.Attrs.Set(g, python.Str(g))
	}
	return c
}()

func grantEntity(t *python.Thread, e *entity, c *python.Call) error {
	b, err := e.read(c, "schema, table, role, grant, columns=None, with_grant_option=False")
	if err != nil {
		return err
	}
	table, err := b.Str("table")
	if err != nil {
		return err
	}
	role, err := b.Str("role")
	if err != nil {
		return err
	}
	grant, err := b.Str("grant")
	if err != nil {
		return err
	}
	kind := slices.Index(grants, grant)
	if kind < 0 {
		return t.Raise(python.ValueError, "'%s' is not a valid PGGrantTableChoice", grant)
	}
	var columns []string
	if v := b.Get("columns"); v != python.None {
		if columns, err = texts(t, v); err != nil {
			return err
		}
	}
	if (kind < columnGrants) != (len(columns) > 0) {
		return t.Raise(python.ValueError, "When grant type is %s a value must %sbe provided for columns", grant, map[bool]string{true: "", false: "not "}[kind < columnGrants])
	}
	slices.Sort(columns)
	list, option := "", ""
	if len(columns) > 0 {
		list = " ( " + strings.Join(columns, ", ") + " )"
	}
	with, err := t.Truth(b.Get("with_grant_option"))
	if with {
		option = " WITH GRANT OPTION"
	}
	name := inQuotes(e.schema) + "." + inQuotes(table)
	e.create = "GRANT " + grant + list + " ON " + name + " TO " + inQuotes(role) + option
	e.drop = "REVOKE " + grant + " ON " + name + " FROM " + inQuotes(role)
	e.replace = []string{e.drop, e.create}
	return err
}

func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

func unquoted(text string) string { return strings.ReplaceAll(text, `"`, "") }

func trimmed(sql string) string {
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(sql), ";"))
}

// inQuotes puts a name, or a schema and a name, into quotes.
func inQuotes(name string) string {
	bare := func(s string) string { return strings.TrimSpace(strings.Trim(strings.TrimSpace(s), `"`)) }
	if schema, rest, ok := strings.Cut(name, "."); ok {
		return `"` + bare(schema) + `"."` + bare(rest) + `"`
	}
	return `"` + bare(name) + `"`
}
