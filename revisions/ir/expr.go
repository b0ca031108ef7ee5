package ir

import "github.com/sqlplan/sqlplan/revisions/source"

// Expr is a node of a SQL expression or statement, as SQLAlchemy's expression
// language builds it. The set is closed: the compiler of a dialect switches over
// all of them. Parentheses are nodes (Grouping): they are placed when an
// expression is built, since the same tree can come from different spellings.
type Expr interface {
	// Type is what the expression yields; nil or class "NullType" where nothing is known.
	Type() *Type
	expr()
}

// Anon is the name of something that has none: the compiler writes Base_1,
// Base_2 ... Of is the node that it belongs to, so that every use of the node gets
// the same name.
type Anon struct {
	Of   any
	Base string
}

// IsZero tells whether there is no such name.
func (a Anon) IsZero() bool { return a.Of == nil }

// Text is SQL as the author wrote it: sa.text().
type Text struct {
	SQL string
	// Binds are the values of :name parameters, by name.
	Binds map[string]*Bind
	// At is where the text stands in the revision.
	At source.Span
}

// Bind is a value in an expression; it is written as a literal.
type Bind struct {
	Name  string // of a bindparam(); empty for a plain value
	Value Value
	Of    *Type // nil: the value says it
	// Missing: a bindparam without a value.
	Missing bool
	// Expanding: the value is a List that is written as (1, 2, 3), for IN. What an
	// empty one becomes depends on ExpandOp.
	Expanding bool
	ExpandOp  Operator
}

// Raw is SQL that Python code made for a construct of its own (@compiles). Name is
// what a label for it starts with, Args what it was made of: its columns bring their tables.
type Raw struct {
	SQL, Name string
	Args      []Expr
	Of        *Type
}

// Constant is NULL, true or false.
type Constant struct{ Value ConstantValue }

// ConstantValue is which constant it is.
type ConstantValue int

// The constants.
const (
	Null ConstantValue = iota
	True
	False
)

// ColumnRef is a column of a table, of another FROM element, or of nothing (From is nil).
type ColumnRef struct {
	From From
	Name Name
	Anon Anon // instead of Name: a column of a subquery that selects an expression
	// Key is the name in Python where it differs.
	Key string
	// Literal: the name is SQL, never quoted (literal_column).
	Literal bool
	// Whole: the column is all of From, and its name stands alone (column_valued).
	Whole bool
	Of    *Type
	// Origin is the object that the reference was made of, for the package that made it.
	Origin any
}

// Label is "expression AS name".
type Label struct {
	Name Name
	Anon Anon // label(None)
	Expr Expr
	Of   *Type
}

// Grouping is parentheses.
type Grouping struct{ Expr Expr }

// Unary is an operator before its operand, or, where Postfix says so, after it (DESC).
type Unary struct {
	Op      Operator
	Custom  *CustomOp
	Postfix bool
	Expr    Expr
	Of      *Type
}

// Truth is an expression that is used as a condition, or its negation.
type Truth struct {
	Expr    Expr
	Negated bool
}

// Binary is an operator with two operands.
type Binary struct {
	Op          Operator
	Custom      *CustomOp
	Left, Right Expr
	Of          *Type
	// The rest is what some operators take beside their operands.
	Escape    *string // LIKE ... ESCAPE
	Flags     *string // of regular expressions
	Symmetric bool    // BETWEEN SYMMETRIC
	Config    *string // MATCH: PostgreSQL's text search configuration
	// Modes are MySQL's of MATCH; nil: IN BOOLEAN MODE.
	Modes *MatchModes
	// Path are the keys and indexes of a path into a JSON value.
	Path []Value
	// Fixed: the operator has no negation of its own (a comparison with ANY).
	Fixed bool
}

// MatchModes are the words of MySQL's MATCH ... AGAINST (... IN BOOLEAN MODE).
type MatchModes struct{ Boolean, NaturalLanguage, QueryExpansion bool }

// ExprList is expressions with one operator between them: AND, OR, a comma, +. An
// empty operator stands for a space.
type ExprList struct {
	Op    Operator
	Items []Expr
	Of    *Type
	// Plain: never put into parentheses.
	Plain bool
}

// Tuple is (a, b).
type Tuple struct {
	Items []Expr
	Types []*Type
}

// Array is an array made of expressions.
type Array struct {
	Items []Expr
	Of    *Type
}

// Slice is the index a[start:stop].
type Slice struct{ Start, Stop Expr }

// Case is CASE; Operand and Else may be nil.
type Case struct {
	Operand Expr
	Whens   []When
	Else    Expr
	Of      *Type
}

// When is one branch of a Case.
type When struct{ Cond, Then Expr }

// Cast is CAST(expression AS type). Try is SQL Server's TRY_CAST.
type Cast struct {
	Expr Expr
	To   *Type
	Try  bool
}

// TypeCoerce gives an expression another type in Python only.
type TypeCoerce struct {
	Expr Expr
	To   *Type
}

// Extract is EXTRACT(field FROM expression).
type Extract struct {
	Field string
	Expr  Expr
}

// Func is a function call.
type Func struct {
	Package []Name
	Name    Name
	Args    []Expr
	Of      *Type
	// Generic: SQLAlchemy knows the function by this name, and a dialect may write
	// it in its own way.
	Generic bool
	// Distinct etc. are written by the arguments. Ordinality: WITH ORDINALITY.
	Ordinality bool
}

// Over is a window function.
type Over struct {
	Expr               Expr
	Partition, OrderBy []Expr
	// Frame is nil, or what follows ROWS, RANGE or GROUPS.
	Frame *Frame
}

// Frame is the frame of a window.
type Frame struct {
	Unit        string // "ROWS", "RANGE", "GROUPS"
	Start, Stop FrameBound
}

// FrameBound is one end of a frame: unbounded, or rows before (negative) or after
// the current one; 0 is the current row.
type FrameBound struct {
	Unbounded bool
	Offset    int64
}

// WithinGroup is an ordered-set aggregate.
type WithinGroup struct {
	Expr    Expr
	OrderBy []Expr
	Of      *Type
}

// Filter is an aggregate with FILTER (WHERE ...).
type Filter struct {
	Expr  Expr
	Where Expr
}

// Ordered is an argument of an aggregate with ORDER BY.
type Ordered struct {
	Expr    Expr
	OrderBy []Expr
}

// Collation is the right side of COLLATE.
type Collation struct{ Name string }

// NextValue is the next value of a sequence.
type NextValue struct{ Sequence *Sequence }

// LabelRef is an expression in ORDER BY that is written as a label's name where
// the SELECT has that label.
type LabelRef struct{ Expr Expr }

// NameRef is a string in ORDER BY or GROUP BY: the name of a selected column.
type NameRef struct{ Name string }

// Types of the nodes.

// Type of a text is not known.
func (*Text) Type() *Type   { return nil }
func (b *Bind) Type() *Type { return b.Of }
func (r *Raw) Type() *Type  { return r.Of }

// Type is Boolean but for NULL.
func (c *Constant) Type() *Type {
	if c.Value == Null {
		return nil
	}
	return BooleanType
}
func (c *ColumnRef) Type() *Type { return c.Of }

// Type is the labelled expression's.
func (l *Label) Type() *Type {
	if l.Of != nil {
		return l.Of
	}
	return l.Expr.Type()
}
func (g *Grouping) Type() *Type { return g.Expr.Type() }
func (u *Unary) Type() *Type    { return u.Of }

// Type is Boolean.
func (*Truth) Type() *Type      { return BooleanType }
func (b *Binary) Type() *Type   { return b.Of }
func (l *ExprList) Type() *Type { return l.Of }

// Type of a tuple is none that a column could have.
func (*Tuple) Type() *Type        { return nil }
func (a *Array) Type() *Type      { return a.Of }
func (*Slice) Type() *Type        { return nil }
func (c *Case) Type() *Type       { return c.Of }
func (c *Cast) Type() *Type       { return c.To }
func (c *TypeCoerce) Type() *Type { return c.To }

// Type is Integer.
func (*Extract) Type() *Type       { return IntegerType }
func (f *Func) Type() *Type        { return f.Of }
func (o *Over) Type() *Type        { return o.Expr.Type() }
func (w *WithinGroup) Type() *Type { return w.Of }
func (f *Filter) Type() *Type      { return f.Expr.Type() }
func (o *Ordered) Type() *Type     { return o.Expr.Type() }
func (*Collation) Type() *Type     { return nil }

// Type is Integer.
func (*NextValue) Type() *Type  { return IntegerType }
func (l *LabelRef) Type() *Type { return l.Expr.Type() }
func (*NameRef) Type() *Type    { return nil }

func (*Text) expr()        {}
func (*Bind) expr()        {}
func (*Raw) expr()         {}
func (*Constant) expr()    {}
func (*ColumnRef) expr()   {}
func (*Label) expr()       {}
func (*Grouping) expr()    {}
func (*Unary) expr()       {}
func (*Truth) expr()       {}
func (*Binary) expr()      {}
func (*ExprList) expr()    {}
func (*Tuple) expr()       {}
func (*Array) expr()       {}
func (*Slice) expr()       {}
func (*Case) expr()        {}
func (*Cast) expr()        {}
func (*TypeCoerce) expr()  {}
func (*Extract) expr()     {}
func (*Func) expr()        {}
func (*Over) expr()        {}
func (*WithinGroup) expr() {}
func (*Filter) expr()      {}
func (*Ordered) expr()     {}
func (*Collation) expr()   {}
func (*NextValue) expr()   {}
func (*LabelRef) expr()    {}
func (*NameRef) expr()     {}

// Types that operators and functions yield. They are shared and never changed.
var (
	BooleanType = &Type{Class: "Boolean"}
	IntegerType = &Type{Class: "Integer"}
	NumericType = &Type{Class: "Numeric"}
	StringType  = &Type{Class: "String"}
	NullType    = &Type{Class: "NullType"}
)
