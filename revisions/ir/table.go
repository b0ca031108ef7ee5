package ir

// Table is a table as CREATE TABLE makes it.
type Table struct {
	Schema, Name Name
	Columns      []*Column
	Constraints  []Constraint // in the order in which they are written
	Indexes      []*Index     // in declaration order; created after the table
	Comment      *string
	Prefixes     []string // "UNLOGGED", "TEMPORARY"
	Options      []Option // postgresql_partition_by ...
}

// Column is a column of a table that is created, added or altered.
type Column struct {
	Name     Name
	Type     *Type
	Nullable bool
	// NullableGiven: the revision says so, rather than SQLAlchemy's default.
	NullableGiven bool
	PrimaryKey    bool
	Autoincrement Autoincrement
	// Generated: it is the column of the table's primary key that the server numbers,
	// by SQLAlchemy's rules.
	Generated bool
	Default   *ServerDefault // nil: none
	Identity  *Identity
	Computed  *Computed
	// ClientDefault: the application computes a value for new rows.
	ClientDefault bool
	// Sequence is the sequence that the column's client-side default takes values from.
	Sequence *Sequence
	// Checks are the constraints that are written with the column.
	Checks []*Check
	// Reference is a foreign key that is written with the column.
	Reference *ForeignKey
	Comment   *string
	System    bool
	Options   []Option
}

// Autoincrement is SQLAlchemy's autoincrement argument.
type Autoincrement int

// The values of autoincrement.
const (
	AutoincrementAuto Autoincrement = iota
	AutoincrementOn
	AutoincrementOff
	AutoincrementIgnoreFK
)

// ServerDefault is the DEFAULT of a column: a string that becomes a literal, or
// an expression that is written as it is.
type ServerDefault struct {
	Literal *string
	Expr    Expr
}

// Identity is GENERATED ... AS IDENTITY with the options of its sequence.
type Identity struct {
	Always bool
	// OnNull is Oracle's ON NULL.
	OnNull  bool
	Options SequenceOptions
}

// Computed is GENERATED ALWAYS AS (...).
type Computed struct {
	SQL Expr
	// Persisted: STORED (true), VIRTUAL (false), or nothing said (nil).
	Persisted *bool
}

// SequenceOptions are those of CREATE SEQUENCE; nil is "not said".
type SequenceOptions struct {
	Start, Increment, MinValue, MaxValue, Cache *int64
	NoMinValue, NoMaxValue, Cycle               *bool
	Order                                       *bool
}

// Sequence is a sequence of its own.
type Sequence struct {
	Schema, Name Name
	Type         *Type
	Options      SequenceOptions
	Metadata     bool
	Optional     bool
}

// Constraint is a constraint of a table. The set is closed.
type Constraint interface{ constraint() }

// PrimaryKey is PRIMARY KEY (...).
type PrimaryKey struct {
	Name    Name
	Columns []Name
	Timing  Timing
	Options []Option
}

// Unique is UNIQUE (...).
type Unique struct {
	Name    Name
	Columns []Name
	Timing  Timing
	Options []Option
}

// Check is CHECK (...).
type Check struct {
	Name      Name
	Condition Expr
	Timing    Timing
	Options   []Option
	// OfType is the type of a column that brings it (Boolean, and Enum without a
	// native type); nil if the revision wrote it. A dialect that has the type leaves it out.
	OfType *Type
}

// ForeignKey is FOREIGN KEY (...) REFERENCES.
type ForeignKey struct {
	Name                Name
	Columns             []Name
	RefSchema, RefTable Name
	RefColumns          []Name // none: the table's primary key
	OnUpdate, OnDelete  string
	Match               string
	Timing              Timing
	UseAlter            bool
	Options             []Option
}

// Exclude is PostgreSQL's EXCLUDE.
type Exclude struct {
	Name     Name
	Using    string
	Elements []ExcludeElement
	Where    Expr
	Timing   Timing
	Options  []Option
}

// ExcludeElement is one "expression WITH operator".
type ExcludeElement struct {
	Expr     Expr
	Operator string
	OpClass  string
}

// Timing is when a constraint is checked; nil and empty are "not said".
type Timing struct {
	Deferrable *bool
	Initially  string // "DEFERRED" or "IMMEDIATE"
}

// Index is an index of a table.
type Index struct {
	Name   Name // empty is an error that the dialect reports
	Unique bool
	// Elements are columns (a ColumnRef) or expressions.
	Elements []Expr
	Options  []Option
}

func (*PrimaryKey) constraint() {}
func (*Unique) constraint()     {}
func (*Check) constraint()      {}
func (*ForeignKey) constraint() {}
func (*Exclude) constraint()    {}
