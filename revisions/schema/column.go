package schema

import "github.com/sqlplan/sqlplan/revisions/source"

// Column is one column of a table or one attribute of a composite type.
type Column struct {
	Name      string
	Type      Type
	Collation string
	// Default is nil without one. Generated is the expression of GENERATED ALWAYS
	// AS (...) STORED.
	Default, Generated *Expr
	Identity           Identity
	NotNull            bool
	// Virtual: Generated is computed when it is read, and not stored.
	Virtual bool
	// AutoIncrement: the server counts it up.
	AutoIncrement bool
	// Invisible: SELECT * leaves it out.
	Invisible bool
	// Local: the table defines it itself, whether or not it inherits it too.
	Local bool
	// Sequence is the one that serial or identity made.
	Sequence Name
	// Inherited counts the parents that have it.
	Inherited     int
	Made, Changed source.Span
	// Origin is the name that it had before the path; empty if the path has added it.
	Origin string

	owner  uint64         // the version of the table that may change it in place
	detail *ColumnDetails // see More; nil if there are none
}

// ColumnDetails are what few columns have. They stand apart, since a large history has many columns.
type ColumnDetails struct {
	Comment string
	// CharacterSet is the column's own, where the dialect has one.
	CharacterSet string
	// OnUpdate is the value that each update sets: "current_timestamp()".
	OnUpdate string
	// Values are those of the table's rows, where they are listed; shared, never changed.
	Values []any
	// Fill is the default with which the path has added the column, where somebody has asked for that: the rows that were there
	// have it.
	Fill *Expr
}

// More returns the details, or zero ones.
func (c *Column) More() ColumnDetails {
	if c.detail == nil {
		return ColumnDetails{}
	}
	return *c.detail
}

// Detail returns the details for changing them. Copies of the column keep those that they have.
func (c *Column) Detail() *ColumnDetails {
	d := c.More()
	c.detail = &d
	return &d
}

// Identity says how an identity column takes values.
type Identity int8

// The identities.
const (
	NoIdentity Identity = iota
	Always
	ByDefault
)

// Expr is an expression of a default, a check, an index or a view.
type Expr struct {
	// SQL is the expression as it was written, in the parser's spelling.
	SQL string
	// Printed is how the server prints it, as far as that can be foretold.
	Printed string
	// Columns are the names of the columns in it, each once, in order.
	Columns []string

	needs *Needs // nil for none
}

// Needs are what an expression needs besides columns.
type Needs struct {
	// Functions are the functions that it calls, with a schema where one is written.
	Functions []Name
	// Sequences are the ones that nextval and its like name in it.
	Sequences []Name
	// Types are the types that it casts to.
	Types []Type
}

// Needs returns what the expression needs.
func (e *Expr) Needs() Needs {
	if e.needs == nil {
		return Needs{}
	}
	return *e.needs
}

// Need returns what the expression needs, for adding to it. Copies of the expression keep what they have.
func (e *Expr) Need() *Needs {
	n := e.Needs()
	e.needs = &n
	return &n
}

// Type is a use of a type. The zero Type is one that is not known.
type Type struct {
	// Name is the type's own: built-in ones stand in pg_catalog under the names
	// that the SQL standard gives them.
	Name Name
	// Mod is what stands in parentheses, with them: "(10,2)"; of an interval, its
	// fields with a space before them.
	Mod   string
	Array bool
}

// IsZero tells whether the type is not known.
func (t Type) IsZero() bool { return t.Name.IsZero() }
