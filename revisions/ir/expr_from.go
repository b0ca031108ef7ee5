package ir

// From is an element of a FROM clause. Two are the same if they are the same pointer.
type From interface {
	// FromColumns are the columns that the element offers, in order.
	FromColumns() []*ColumnRef
	from()
}

// TableFrom is a table in a statement: sa.table(), or a Table.
type TableFrom struct {
	Schema, Name Name
	Columns      []*ColumnRef
	// ReturnKeys are the columns of the primary key, for dialects where an INSERT
	// that leaves them to the server gives them back.
	ReturnKeys []*ColumnRef
	// Links are the table's foreign keys, for joins without a condition.
	Links []Link
}

// Link is one foreign key of a TableFrom.
type Link struct {
	Columns             []string
	RefSchema, RefTable string
	RefColumns          []string
}

// Alias is another FROM element, a function, or a query under a name.
type Alias struct {
	Of      From  // a table, or nil
	Query   Query // a subquery, or nil
	Func    Expr  // a function in FROM, or nil
	Name    Name
	Anon    Anon
	Lateral bool
	Columns []*ColumnRef
	// Derived: the columns' names are written after the alias, WithTypes with their types.
	Derived, WithTypes bool
	// Sample is TABLESAMPLE's method with its argument; nil: none.
	Sample, Seed Expr
	// NoAlias: a function in FROM without a name of its own.
	NoAlias bool
	// Inserted: the row that an INSERT could not write, in ON DUPLICATE KEY UPDATE.
	Inserted bool
}

// Join is two FROM elements and the condition between them.
type Join struct {
	Left, Right From
	On          Expr
	Outer, Full bool
}

// CTE is a query of a WITH clause.
type CTE struct {
	Name      Name
	Anon      Anon
	Query     Query
	Recursive bool
	Nesting   bool
	Columns   []*ColumnRef
	// Prefixes are words such as MATERIALIZED.
	Prefixes []Prefix
	// Restates is the CTE that this one extends (union() of a recursive one).
	Restates *CTE
	// Alias is the CTE that this one is another name of.
	Alias *CTE
}

// ValuesFrom is VALUES (...), (...) with a name.
type ValuesFrom struct {
	Name    Name
	Anon    Anon
	Unnamed bool
	Lateral bool
	Columns []*ColumnRef
	Rows    [][]Expr
}

// FromColumns returns the table's columns.
func (t *TableFrom) FromColumns() []*ColumnRef { return t.Columns }

// FromColumns returns the alias's columns.
func (a *Alias) FromColumns() []*ColumnRef { return a.Columns }

// FromColumns returns those of both sides.
func (j *Join) FromColumns() []*ColumnRef {
	left := j.Left.FromColumns()
	return append(left[:len(left):len(left)], j.Right.FromColumns()...)
}

// FromColumns returns the columns of the query.
func (c *CTE) FromColumns() []*ColumnRef { return c.Columns }

// FromColumns returns the columns of the list.
func (v *ValuesFrom) FromColumns() []*ColumnRef { return v.Columns }

func (*TableFrom) from()  {}
func (*Alias) from()      {}
func (*Join) from()       {}
func (*CTE) from()        {}
func (*ValuesFrom) from() {}

// TextFrom is SQL in the place of a FROM element: select_from(text("t")).
type TextFrom struct{ Text *Text }

// FromColumns of a text are not known.
func (*TextFrom) FromColumns() []*ColumnRef { return nil }

func (*TextFrom) from() {}

// FromExpr is a FROM element on its own, as str() shows it.
type FromExpr struct{ From From }

// Type of a FROM element is none that a column could have.
func (*FromExpr) Type() *Type { return nil }
func (*FromExpr) expr()       {}
