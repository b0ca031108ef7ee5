package postgresql

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// ddl is how PostgreSQL's DDL differs from the general form.
var ddl *ansi.DDL

func init() {
	// Filled here since the writers refer to it.
	ddl = &ansi.DDL{
		Idents: Idents, Type: writeType, Expr: writeDDLExpr, Statement: writeStatement, Literal: writeText,
		ColumnSpec: columnSpec, Computed: computed, TableOptions: tableOptions,
		Distinct: distinct, Include: include, Validity: validity, Exclude: exclude,
		HasType: hasType, OnDelete: isOnDelete.MatchString,
		CreateIndex: writeCreateIndex, DropIndex: writeDropIndex,
		RenameTarget:   func(d *ansi.DDL, _ ir.TableRef, to ir.Name) string { return d.Idents.Quote(to) },
		ColumnType:     columnType,
		ColumnIdentity: columnIdentity,
		SequencePrefix: sequenceType,
		CreateTypes:    createTypes, DropTypes: dropTypes,
		CreateType: createType, DropType: dropType, MissingTypes: missingTypes,
		OptionalSequences: true,
	}
}

// ddlFor returns the DDL for the server's version.
func ddlFor(env *ir.Env) *ansi.DDL {
	if env == nil || exprsFor(env.ServerVersion) == Exprs {
		return ddl
	}
	exprs, older := exprsFor(env.ServerVersion), *ddl
	older.Expr = func(e ir.Expr) (string, error) {
		return sqlexprs.Compile(exprs, e, sqlexprs.Options{NoTable: true})
	}
	older.Statement = func(e ir.Expr) (string, error) { return sqlexprs.Compile(exprs, e, sqlexprs.Options{}) }
	return &older
}

// isOnDelete admits the columns that SET NULL and SET DEFAULT take here.
var isOnDelete = lazyregexp.New(`^(?i:SET (?:NULL|DEFAULT)\s*\(.+\))$`)

// pgOption returns an argument named postgresql_NAME; nil if it was not given or is None.
func pgOption(options []ir.Option, name string) any {
	for _, o := range options {
		if o.Dialect == dialectName && o.Name == name {
			return o.Value
		}
	}
	return nil
}

const dialectName = "postgresql"

// truthy tells whether Python takes the value of an option for true.
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case *big.Int:
		return v.Sign() != 0
	case ir.List:
		return len(v) > 0
	case ir.Object:
		return len(v) > 0
	}
	return true
}

// optionNames returns the names of an option that is a name or a list of them.
func optionNames(v any) []ir.Name {
	switch v := v.(type) {
	case string:
		return []ir.Name{ir.Ident(v)}
	case ir.Name:
		return []ir.Name{v}
	case ir.List:
		var all []ir.Name
		for _, e := range v {
			all = append(all, optionNames(e)...)
		}
		return all
	case *ir.ColumnRef:
		return []ir.Name{v.Name}
	}
	return nil
}

// asText returns an option that stands in the SQL as it is.
func asText(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case *big.Int:
		return v.String(), nil
	case ir.Expr:
		return writeDDLExpr(v)
	}
	return "", ansi.Errorf("give a text", "the value %v of an option cannot be written as SQL", v)
}

// asExpr writes an option that is a condition, as a text or as an expression.
func asExpr(v any) (string, error) {
	if s, ok := v.(string); ok {
		return writeDDLExpr(&ir.Text{SQL: s})
	}
	return asText(v)
}

func columnSpec(d *ansi.DDL, c *ir.Column) (string, error) {
	text, err := namedType(d, c)
	if err != nil {
		return "", err
	}
	generated, err := d.Generated(c)
	if err != nil {
		return "", err
	}
	text += generated
	switch {
	case !c.Nullable && c.Identity == nil:
		text += " NOT NULL"
	case c.Nullable && c.Identity != nil:
		text += " NULL"
	}
	return text, nil
}

// namedType writes the name and the type, which is SERIAL for a column that
// numbers itself.
func namedType(d *ansi.DDL, c *ir.Column) (string, error) {
	if !c.Generated || c.Identity != nil || c.ClientDefault && !isOptional(c.Sequence) {
		return d.NamedType(c)
	}
	switch integerSize(c.Type) {
	case big64:
		return d.Idents.Quote(c.Name) + " BIGSERIAL", nil
	case small16:
		return d.Idents.Quote(c.Name) + " SMALLSERIAL", nil
	}
	return d.Idents.Quote(c.Name) + " SERIAL", nil
}

func isOptional(s *ir.Sequence) bool { return s != nil && s.Optional }

type size int

const (
	usual size = iota
	big64
	small16
)

func integerSize(t *ir.Type) size {
	t = variant(t)
	switch t.Class {
	case "BigInteger", "BIGINT":
		return big64
	case "SmallInteger", "SMALLINT":
		return small16
	}
	return usual
}

// variant returns the type that stands for t in this dialect.
func variant(t *ir.Type) *ir.Type {
	for _, v := range t.Variants {
		if v.Dialect == dialectName {
			return v.Type
		}
	}
	return t
}

func computed(d *ansi.DDL, c *ir.Computed) (string, error) {
	if c.Persisted != nil && !*c.Persisted {
		return "", ansi.Errorf("set persisted to None or True", "PostgreSQL computed columns do not support 'virtual' persistence")
	}
	body, err := d.Expr(c.SQL)
	return "GENERATED ALWAYS AS (" + body + ") STORED", err
}

func tableOptions(d *ansi.DDL, t *ir.Table) (string, error) {
	text := ""
	if v := pgOption(t.Options, "inherits"); v != nil {
		text += "\n INHERITS ( " + d.Idents.List(optionNames(v)) + " )"
	}
	for _, o := range []struct{ name, words string }{{"partition_by", "PARTITION BY"}, {"using", "USING"}} {
		if v := pgOption(t.Options, o.name); truthy(v) {
			value, err := asText(v)
			if err != nil {
				return "", err
			}
			text += "\n " + o.words + " " + value
		}
	}
	switch pgOption(t.Options, "with_oids") {
	case true:
		text += "\n WITH OIDS"
	case false:
		text += "\n WITHOUT OIDS"
	}
	if v, ok := pgOption(t.Options, "on_commit").(string); ok && v != "" {
		text += "\n ON COMMIT " + strings.ToUpper(strings.ReplaceAll(v, "_", " "))
	}
	if v := pgOption(t.Options, "tablespace"); truthy(v) {
		text += "\n TABLESPACE " + d.Idents.List(optionNames(v))
	}
	return text, nil
}

// distinct writes what stands between UNIQUE and the columns.
func distinct(_ *ansi.DDL, options []ir.Option) (string, error) {
	switch pgOption(options, "nulls_not_distinct") {
	case true:
		return "NULLS NOT DISTINCT ", nil
	case false:
		return "NULLS DISTINCT ", nil
	}
	return "", nil
}

func include(d *ansi.DDL, options []ir.Option) (string, error) {
	if columns := optionNames(pgOption(options, "include")); len(columns) > 0 {
		return " INCLUDE (" + d.Idents.List(columns) + ")", nil
	}
	return "", nil
}

func validity(_ *ansi.DDL, options []ir.Option) (string, error) {
	if truthy(pgOption(options, "not_valid")) {
		return " NOT VALID", nil
	}
	return "", nil
}

// hasType: booleans and enums are types of their own here, unless an enum was
// told not to be.
func hasType(t *ir.Type) bool {
	t = variant(t)
	return t.Enum == nil || t.Enum.Native
}

func exclude(d *ansi.DDL, x *ir.Exclude) (string, error) {
	text, err := d.ConstraintName(x.Name)
	if err != nil {
		return "", err
	}
	method, err := indexMethod(x.Using)
	if err != nil {
		return "", err
	}
	elements := make([]string, len(x.Elements))
	for i, e := range x.Elements {
		body, err := d.Expr(e.Expr)
		if err != nil {
			return "", err
		}
		if e.OpClass != "" {
			body += " " + e.OpClass
		}
		elements[i] = body + " WITH " + e.Operator
	}
	text += "EXCLUDE USING " + method + " (" + strings.Join(elements, ", ") + ")"
	if x.Where != nil {
		where, err := d.Expr(x.Where)
		if err != nil {
			return "", err
		}
		text += " WHERE (" + where + ")"
	}
	when, err := d.Timing(x.Timing)
	return text + when, err
}

var isMethod = lazyregexp.New(`^[a-zA-Z0-9_-]+$`)

// indexMethod writes the access method of an index in small letters.
func indexMethod(name string) (string, error) {
	if !isMethod.MatchString(name) {
		return "", ansi.Errorf("give the name of an access method, such as gin", "using=%q: unexpected SQL phrase", name)
	}
	return strings.ToLower(name), nil
}

func columnType(d *ansi.DDL, o ir.AlterColumn) (string, error) {
	t, err := d.Type(o.Type)
	if err != nil {
		return "", err
	}
	text := "ALTER TABLE " + d.Dotted(o.Table) + " ALTER COLUMN " + d.Idents.Quote(o.Column) + " TYPE " + t
	if using := pgOption(o.Options, "using"); truthy(using) {
		value, err := asText(using)
		if err != nil {
			return "", err
		}
		text += " USING " + value
	}
	return text, nil
}

// columnIdentity adds, drops or changes what AS IDENTITY says. The changes stand
// in alphabetical order of SQLAlchemy's arguments, as Alembic has it.
func columnIdentity(d *ansi.DDL, o ir.AlterColumn) (string, error) {
	text := "ALTER TABLE " + d.Dotted(o.Table) + " ALTER COLUMN " + d.Idents.Quote(o.Column) + " "
	switch {
	case o.NewIdentity == nil:
		return text + "DROP IDENTITY", nil
	case o.Existing.DefaultGiven && o.Existing.Default == nil && o.Existing.Identity == nil:
		return text + "ADD " + d.Identity(o.NewIdentity), nil
	}
	was := &ir.Identity{}
	if o.Existing.Identity != nil {
		was = o.Existing.Identity
	}
	steps := identityChanges(was, o.NewIdentity)
	if len(steps) == 0 && o.Existing.Identity == nil {
		// Nobody said what the default is now, and nothing of the new one could be
		// changed in an old one: the column has none.
		return text + "ADD " + d.Identity(o.NewIdentity), nil
	}
	if len(steps) == 0 {
		return "", nil
	}
	return text + strings.Join(steps, " "), nil
}

func identityChanges(was, is *ir.Identity) []string {
	var steps []string
	if was.Always != is.Always {
		mode := "BY DEFAULT"
		if is.Always {
			mode = "ALWAYS"
		}
		steps = append(steps, "SET GENERATED "+mode)
	}
	for _, part := range identityParts {
		before, after := part(was.Options), part(is.Options)
		if text := ansi.SequenceOptions(after); text != "" && text != ansi.SequenceOptions(before) {
			steps = append(steps, "SET "+text)
		}
	}
	return steps
}

// identityParts pick one option each, in alphabetical order of their names.
var identityParts = []func(o ir.SequenceOptions) ir.SequenceOptions{
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{Cache: o.Cache} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{Cycle: o.Cycle} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{Increment: o.Increment} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{MaxValue: o.MaxValue} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{MinValue: o.MinValue} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{NoMaxValue: o.NoMaxValue} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{NoMinValue: o.NoMinValue} },
	func(o ir.SequenceOptions) ir.SequenceOptions { return ir.SequenceOptions{Start: o.Start} },
}

func sequenceType(d *ansi.DDL, s *ir.Sequence) (string, error) {
	if s.Type == nil {
		return "", nil
	}
	t, err := d.Type(s.Type)
	return " AS " + t, err
}
