package ir

import "github.com/sqlplan/sqlplan/revisions/source"

// At is where in a revision an operation stands. Every operation that is not raw
// SQL embeds it.
type At struct{ Where source.Span }

// Span returns where the operation stands.
func (a At) Span() source.Span { return a.Where }
func (At) op()                 {}

// TableRef names a table that exists.
type TableRef struct{ Schema, Name Name }

// CreateTable is CREATE TABLE with the types, indexes and comments that come with it.
type CreateTable struct {
	At
	Table       *Table
	IfNotExists bool
	Types       TypeEvents
	// Bare: the table alone, without the indexes and comments that belong to it.
	Bare bool
}

// TypeEvents says which types are created before a table, or dropped behind it.
type TypeEvents int

// The ways to treat types. TypesOnce: those that no table of this run has brought
// so far (op.create_table); TypesAlways: whatever happened before (Table.create);
// TypesNever: they are there already, or stay (metadata.create_all).
const (
	TypesOnce TypeEvents = iota
	TypesAlways
	TypesNever
)

// CreateTypes creates the types that the columns of some tables need, each once,
// before any of the tables is made (metadata.create_all).
type CreateTypes struct {
	At
	Tables []*Table
}

// DropTypes drops the types that the columns of some tables have brought.
type DropTypes struct {
	At
	Tables []*Table
}

// DropTable is DROP TABLE. Table holds what is known of its columns, for the
// types that go with it.
type DropTable struct {
	At
	Table    *Table
	IfExists bool
	Types    TypeEvents
}

// RenameTable is ALTER TABLE ... RENAME TO.
type RenameTable struct {
	At
	Table TableRef
	To    Name
}

// AddColumn is ALTER TABLE ... ADD COLUMN, with the constraints and indexes that
// the column brings.
type AddColumn struct {
	At
	Table       TableRef
	Column      *Column
	Constraints []Constraint
	Indexes     []*Index
	IfNotExists bool
	// InlinePrimaryKey writes PRIMARY KEY with the column.
	InlinePrimaryKey bool
}

// DropColumn is ALTER TABLE ... DROP COLUMN.
type DropColumn struct {
	At
	Table    TableRef
	Column   *Column // the name, and what else the revision says
	IfExists bool
	Options  []Option // mssql_drop_check ...
}

// AlterColumn changes a column. What is nil is not changed.
type AlterColumn struct {
	At
	Table    TableRef
	Column   Name
	Type     *Type
	Nullable *bool
	// Default: DefaultDrop removes it, DefaultSet puts NewDefault in its place.
	Default     DefaultChange
	NewDefault  *ServerDefault
	NewIdentity *Identity
	NewComputed *Computed
	NewName     *Name
	// Comment: CommentSet with a nil NewComment removes it.
	CommentSet bool
	NewComment *string
	// DropChecks and AddChecks are the constraints that the existing and the new type bring.
	DropChecks, AddChecks []*Check
	// Autoincrement is the argument of that name; nil: not given.
	Autoincrement *bool
	// TypeClass: the type that the column has or gets was given as a class, without
	// parentheses; Alembic then does not see that it is one of dates and times.
	TypeClass bool
	// Existing is what the revision says the column is now; nil fields are not said.
	Existing Existing
	Options  []Option // postgresql_using ...
}

// DefaultChange is what AlterColumn does to the default.
type DefaultChange int

// The changes of a default.
const (
	DefaultKeep DefaultChange = iota
	DefaultDrop
	DefaultSet
)

// Existing is what a revision says about a column before it is altered.
type Existing struct {
	Type          *Type
	Nullable      *bool
	Default       *ServerDefault
	DefaultGiven  bool
	Identity      *Identity
	Comment       *string
	Autoincrement *bool
	// Computed: the existing default is GENERATED ALWAYS AS.
	Computed bool
}

// AddConstraint is ALTER TABLE ... ADD CONSTRAINT.
type AddConstraint struct {
	At
	Table      TableRef
	Constraint Constraint
}

// DropConstraint is ALTER TABLE ... DROP CONSTRAINT. Kind is "foreignkey",
// "primary", "unique", "check", or empty where the revision does not say.
type DropConstraint struct {
	At
	Table    TableRef
	Name     Name
	Kind     string
	IfExists bool
	Cascade  bool
}

// CreateIndex is CREATE INDEX.
type CreateIndex struct {
	At
	Table       TableRef
	Index       *Index
	IfNotExists bool
}

// DropIndex is DROP INDEX. Table is empty where the revision does not say.
type DropIndex struct {
	At
	Table    TableRef
	Index    *Index
	IfExists bool
}

// TableComment is COMMENT ON TABLE; a nil Comment removes it.
type TableComment struct {
	At
	Table   TableRef
	Comment *string
}

// ColumnComment is COMMENT ON COLUMN; a nil Comment removes it.
type ColumnComment struct {
	At
	Table   TableRef
	Column  Name
	Comment *string
}

// ConstraintComment is COMMENT ON CONSTRAINT; a nil Comment removes it.
type ConstraintComment struct {
	At
	Table   TableRef
	Name    Name
	Comment *string
}

// CreateType and DropType make and remove an enum or a domain of its own.
type CreateType struct {
	At
	Type       *Type
	CheckFirst bool
}

// DropType removes an enum or a domain.
type DropType struct {
	At
	Type       *Type
	CheckFirst bool
}

// CreateSequence is CREATE SEQUENCE.
type CreateSequence struct {
	At
	Sequence    *Sequence
	IfNotExists bool
}

// DropSequence is DROP SEQUENCE.
type DropSequence struct {
	At
	Sequence *Sequence
	IfExists bool
}

// CreateSchema is CREATE SCHEMA.
type CreateSchema struct {
	At
	Name        Name
	IfNotExists bool
}

// DropSchema is DROP SCHEMA.
type DropSchema struct {
	At
	Name              Name
	IfExists, Cascade bool
}

// Execute runs a statement that the expression language built.
type Execute struct {
	At
	Statement Expr
}

// BulkInsert writes rows, one INSERT each.
type BulkInsert struct {
	At
	Table TableRef
	// Rows are the INSERT statements, one for each row.
	Rows []Expr
}

// Autocommit opens or closes a stretch whose statements run outside any transaction.
type Autocommit struct {
	At
	Begin bool
}
