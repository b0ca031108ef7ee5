package ansi

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// DDL writes the statements that define things, as SQLAlchemy and Alembic write
// them for servers in general. A dialect fills in how it writes names, types and
// expressions, and replaces what it writes in its own way; a nil function stands
// for the general form.
type DDL struct {
	Idents *ident.Style
	// Type writes a type, Expr an expression without the names of tables, and
	// Statement a whole statement of the expression language.
	Type      func(t *ir.Type) (string, error)
	Expr      func(e ir.Expr) (string, error)
	Statement func(e ir.Expr) (string, error)
	// Literal writes a text as a literal.
	Literal func(text string) (string, error)

	// ColumnSpec writes a column without its constraints.
	ColumnSpec func(d *DDL, c *ir.Column) (string, error)
	// Computed writes GENERATED ALWAYS AS.
	Computed func(d *DDL, c *ir.Computed) (string, error)
	// PrimaryWords stand between PRIMARY KEY and the columns.
	PrimaryWords func(d *DDL, options []ir.Option) (string, error)
	// TableOptions follow the closing parenthesis of CREATE TABLE.
	TableOptions func(d *DDL, t *ir.Table) (string, error)
	// Distinct follows UNIQUE; Include follows the columns of PRIMARY KEY and UNIQUE;
	// Validity follows CHECK and FOREIGN KEY.
	Distinct, Include, Validity func(d *DDL, options []ir.Option) (string, error)
	// Exclude writes an exclusion constraint.
	Exclude func(d *DDL, x *ir.Exclude) (string, error)
	// HasType tells whether the server has the type itself, so that a CHECK that
	// stands for it is left out.
	HasType func(t *ir.Type) bool
	// Adapt returns a constraint of the same kind in the words that the server has, or why it cannot have it.
	Adapt func(c ir.Constraint) (ir.Constraint, error)
	// OnDelete tells whether an action of ON DELETE beyond the standard's is one of the server's.
	OnDelete func(action string) bool
	// CreateIndex and DropIndex write the whole statement.
	CreateIndex func(d *DDL, o ir.CreateIndex) (string, error)
	DropIndex   func(d *DDL, o ir.DropIndex) (string, error)
	// AddColumnWords are the words before a column that is added; "": ADD COLUMN.
	AddColumnWords string
	// AlterColumn, DropColumn and BulkInsert write all statements of the operation, but for the
	// constraints of a new type, which follow those of AlterColumn;
	// DropConstraint, RenameTable and Comment the only one.
	AlterColumn    func(d *DDL, o ir.AlterColumn) ([]string, error)
	DropColumn     func(d *DDL, o ir.DropColumn) ([]string, error)
	BulkInsert     func(d *DDL, o ir.BulkInsert) ([]string, error)
	DropConstraint func(d *DDL, o ir.DropConstraint) (string, error)
	RenameTable    func(d *DDL, o ir.RenameTable) (string, error)
	Comment        func(d *DDL, o Comment) (string, error)
	// RenameTarget is the new name of a table as RENAME TO takes it.
	RenameTarget func(d *DDL, table ir.TableRef, to ir.Name) string
	// RenameColumn are the words between the table and the old name of a column; empty: RENAME.
	RenameColumn string
	// ColumnType, ColumnIdentity and ColumnComment are steps of ALTER COLUMN.
	ColumnType     func(d *DDL, o ir.AlterColumn) (string, error)
	ColumnIdentity func(d *DDL, o ir.AlterColumn) (string, error)
	// AsIdentity writes GENERATED ... AS IDENTITY, NumberOptions what it and CREATE SEQUENCE take.
	AsIdentity    func(d *DDL, id *ir.Identity) string
	NumberOptions func(o ir.SequenceOptions) string
	// NoOnUpdate: a foreign key has no ON UPDATE.
	NoOnUpdate bool
	// Match writes MATCH of a foreign key.
	Match func(match string) (string, error)
	// NoCycle are the words of CREATE SEQUENCE for NO CYCLE.
	NoCycle string
	// SequencePrefix follows the name in CREATE SEQUENCE.
	SequencePrefix func(d *DDL, s *ir.Sequence) (string, error)
	// InlineComments: comments are part of the definitions, so that COMMENT ON is not written.
	InlineComments bool
	// CreateTypes and DropTypes are the statements for the types of some tables' columns, in order.
	CreateTypes, DropTypes func(d *DDL, o TypesOf) ([]string, error)
	// CreateType and DropType write the statement for one type; "" if the server has no such thing.
	CreateType func(d *DDL, t *ir.Type) (string, error)
	DropType   func(d *DDL, t *ir.Type) (string, error)
	// MissingTypes are the statements for the types that ADD COLUMN needs, where it is
	// known that they do not exist.
	MissingTypes func(d *DDL, c *ir.Column, known TypeExists) ([]string, error)
	// OptionalSequences: a sequence with optional=True is not needed, since columns number themselves.
	OptionalSequences bool
}

// TypeExists tells whether a type exists where a statement stands; known is false
// where that cannot be told. A nil TypeExists knows nothing.
type TypeExists func(schema, name string) (exists, known bool)

// TypesOf is which types are created or dropped with some tables.
type TypesOf struct {
	Tables []*ir.Table
	// Owned: those that belong to a MetaData too.
	Owned bool
	// Skip tells of a type whether it is to be left out.
	Skip func(schema, name string) bool
}

// Comment is a comment on a table or, where Column is set, on a column; a nil Text removes it.
type Comment struct {
	Table  ir.TableRef
	Column ir.Name
	Text   *string
	// Replaces: the revision says that there is a comment already.
	Replaces bool
}

// A CompileError says why an operation has no SQL. Help may be empty.
type CompileError struct{ Message, Help string }

func (e *CompileError) Error() string { return e.Message }

// Errorf returns a CompileError.
func Errorf(help, format string, args ...any) error {
	return &CompileError{Message: fmt.Sprintf(format, args...), Help: help}
}

// table writes the name of a table.
func (d *DDL) table(schema, name ir.Name) string { return d.Idents.Table(schema, name) }

// AlterTable writes the start of ALTER TABLE with the name of the table.
func (d *DDL) AlterTable(t ir.TableRef) string { return d.alterTable(t) }

// alterTable writes the start of ALTER TABLE with the dots of a schema's name as
// separators, which is how Alembic's own statements take them.
func (d *DDL) alterTable(t ir.TableRef) string { return "ALTER TABLE " + d.Dotted(t) }

// Dotted writes the name of a table; a dot in the schema's name separates parts,
// unless somebody has said how the name is quoted.
func (d *DDL) Dotted(t ir.TableRef) string {
	if t.Schema.IsZero() {
		return d.Idents.Quote(t.Name)
	}
	if t.Schema.Quote != ir.QuoteAuto {
		return d.table(t.Schema, t.Name)
	}
	parts := strings.Split(t.Schema.Text, ".")
	for i, p := range parts {
		parts[i] = d.Idents.QuoteText(p)
	}
	return strings.Join(parts, ".") + "." + d.Idents.Quote(t.Name)
}

// Column writes a column as CREATE TABLE and ADD COLUMN have it.
func (d *DDL) Column(c *ir.Column) (string, error) {
	spec := d.ColumnSpec
	if spec == nil {
		spec = generalColumn
	}
	text, err := spec(d, c)
	if err != nil {
		return "", err
	}
	checks, err := d.columnChecks(c)
	return text + checks, err
}

// columnChecks writes the checks that stand with a column, each with a space in front.
func (d *DDL) columnChecks(c *ir.Column) (text string, err error) {
	for _, k := range c.Checks {
		own, err := d.adapted(k)
		if err != nil {
			return "", err
		}
		body, err := d.check(own.(*ir.Check), false)
		if err != nil {
			return "", err
		}
		text += " " + body
	}
	return text, nil
}

func generalColumn(d *DDL, c *ir.Column) (string, error) {
	text, err := d.NamedType(c)
	if err != nil {
		return "", err
	}
	generated, err := d.Generated(c)
	if err != nil {
		return "", err
	}
	text += generated
	if !c.Nullable && c.Identity == nil {
		text += " NOT NULL"
	}
	return text, nil
}

// NamedType writes the name, the type and the default of a column.
func (d *DDL) NamedType(c *ir.Column) (string, error) {
	t, err := d.Type(c.Type)
	if err != nil {
		return "", err
	}
	text := d.Idents.Quote(c.Name) + " " + t
	if c.Default != nil {
		def, err := d.Default(c.Default)
		if err != nil {
			return "", err
		}
		text += " DEFAULT " + def
	}
	return text, nil
}

// Generated writes what GENERATED ALWAYS AS and AS IDENTITY say, each with a
// space in front.
func (d *DDL) Generated(c *ir.Column) (text string, err error) {
	if c.Computed != nil {
		computed := d.Computed
		if computed == nil {
			computed = generalComputed
		}
		body, err := computed(d, c.Computed)
		if err != nil {
			return "", err
		}
		text += " " + body
	}
	if c.Identity != nil {
		if d.AsIdentity != nil {
			return text + " " + d.AsIdentity(d, c.Identity), nil
		}
		text += " " + d.Identity(c.Identity)
	}
	return text, nil
}

func generalComputed(d *DDL, c *ir.Computed) (string, error) {
	body, err := d.Expr(c.SQL)
	if err != nil {
		return "", err
	}
	text := "GENERATED ALWAYS AS (" + body + ")"
	switch {
	case c.Persisted == nil:
	case *c.Persisted:
		text += " STORED"
	default:
		text += " VIRTUAL"
	}
	return text, nil
}

// Default writes the value of DEFAULT.
func (d *DDL) Default(def *ir.ServerDefault) (string, error) {
	if def.Literal != nil {
		return d.Literal(*def.Literal)
	}
	return d.Expr(def.Expr)
}

// Identity writes GENERATED ... AS IDENTITY.
func (d *DDL) Identity(id *ir.Identity) string {
	text := "GENERATED BY DEFAULT AS IDENTITY"
	if id.Always {
		text = "GENERATED ALWAYS AS IDENTITY"
	}
	if options := SequenceOptions(id.Options); options != "" {
		text += " (" + options + ")"
	}
	return text
}

// SequenceOptions writes what CREATE SEQUENCE and AS IDENTITY take.
func SequenceOptions(o ir.SequenceOptions) string {
	var parts []string
	number := func(words string, n *int64) {
		if n != nil {
			parts = append(parts, words+" "+strconv.FormatInt(*n, 10))
		}
	}
	number("INCREMENT BY", o.Increment)
	number("START WITH", o.Start)
	number("MINVALUE", o.MinValue)
	number("MAXVALUE", o.MaxValue)
	if o.NoMinValue != nil {
		parts = append(parts, "NO MINVALUE")
	}
	if o.NoMaxValue != nil {
		parts = append(parts, "NO MAXVALUE")
	}
	number("CACHE", o.Cache)
	switch {
	case o.Cycle == nil:
	case *o.Cycle:
		parts = append(parts, "CYCLE")
	default:
		parts = append(parts, "NO CYCLE")
	}
	return strings.Join(parts, " ")
}
