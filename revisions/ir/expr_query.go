package ir

// Query is a statement that yields rows or changes them. A Query is an Expr, so
// that it can be executed and stand in an operator.
type Query interface {
	Expr
	query()
}

// Select is SELECT.
type Select struct {
	Columns []SelectItem
	// From is what select_from() and the joins said; what the columns and the
	// conditions mention is added when the statement is written.
	From       []From
	Joins      []JoinStep
	Where      []Expr
	GroupBy    []Expr
	Having     []Expr
	Distinct   bool
	DistinctOn []Expr
	Prefixes   []Prefix
	Suffixes   []Prefix
	Hints      []Hint
	// Qualified: columns are labelled table_column (set_label_style).
	Labels LabelStyle
	Tail   Tail
	Lock   *Lock
	// Correlate: nil is automatic; else only what it lists.
	Correlation Correlation
	With        []*CTE // add_cte
}

// SelectItem is one element of the columns: an expression, or all columns of a FROM element.
type SelectItem struct {
	Expr Expr
	From From
	// Only are those columns of From that are selected, in its order; nil: all.
	Only []*ColumnRef
}

// Selected lists the columns of an item that stands for a FROM element.
func (i SelectItem) Selected() []*ColumnRef {
	if i.Only != nil || i.From == nil {
		return i.Only
	}
	return i.From.FromColumns()
}

// LabelStyle is how columns get labels.
type LabelStyle int

// The label styles. LabelDisambiguate: only the second column of a name.
const (
	LabelDisambiguate LabelStyle = iota
	LabelTable
	LabelNone
)

// JoinStep is one join() of a select; Left and On may be nil.
type JoinStep struct {
	Left, Right From
	On          Expr
	Outer, Full bool
}

// Tail is what orders and limits the rows of a SELECT or a UNION.
type Tail struct {
	OrderBy       []Expr
	Limit, Offset Expr
	// Fetch is FETCH FIRST; Percent and WithTies belong to it.
	Fetch             Expr
	Percent, WithTies bool
}

// Prefix is a word before or after a part of a statement, for one dialect or for all ("").
type Prefix struct {
	Text    Expr
	Dialect string
}

// Hint is with_hint: text for a table ("ONLY" on PostgreSQL).
type Hint struct {
	Table   From
	Text    string
	Dialect string
}

// Lock is FOR UPDATE.
type Lock struct {
	Read, KeyShare, NoWait, SkipLocked bool
	Of                                 []From
}

// Correlation is which FROM elements of an enclosing statement a subquery leaves out.
type Correlation struct {
	// Off: automatic correlation does not happen.
	Off bool
	// Only and Except are correlate() and correlate_except(); ExceptSet tells an empty Except.
	Only      []From
	Except    []From
	ExceptSet bool
}

// Compound is several queries with UNION and the like between them.
type Compound struct {
	Keyword string // "UNION", "UNION ALL" ...
	Queries []Query
	GroupBy []Expr
	Tail    Tail
	With    []*CTE
}

// Group is a query in parentheses, as part of a Compound or in FROM.
type Group struct{ Query Query }

// TextQuery is a text with known columns.
type TextQuery struct {
	Text    *Text
	Columns []*ColumnRef
}

// ValuesQuery is VALUES as a statement or in an operator.
type ValuesQuery struct{ Values *ValuesFrom }

// ScalarQuery is a query in parentheses that stands for a value.
type ScalarQuery struct {
	Query Query
	Of    *Type
}

// Insert is INSERT.
type Insert struct {
	Table *TableFrom
	// Rows are the values; several rows make one statement. None: DEFAULT VALUES,
	// or a parameter for each column.
	Rows [][]SetItem
	// Multi: values() got a list.
	Multi bool
	// Columns and Query are INSERT ... SELECT.
	Columns  []Name
	Query    Query
	Inline   bool // no implicit RETURNING
	Conflict *Conflict
	// Returning are expressions and whole tables.
	Returning []SelectItem
	Prefixes  []Prefix
	Hints     []Hint
	With      []*CTE
	// NoDefaults: INSERT ... SELECT takes only the columns that it names.
	NoDefaults bool
	// Completed: what the application fills in is in the values.
	Completed bool
}

// SetItem is a column and its value.
type SetItem struct {
	Column *ColumnRef
	Value  Expr
	// Implied: the next value of a sequence that a server without sequences does without.
	Implied bool
}

// Filled is a statement with values for parameters anywhere below it.
type Filled struct {
	Query Query
	Binds map[*Bind]*Bind
}

// Conflict is ON CONFLICT; no Set is DO NOTHING.
type Conflict struct {
	Constraint Name
	Elements   []Expr
	IndexWhere Expr
	Update     bool
	Set        []SetItem
	Where      Expr
	// Duplicate: it is ON DUPLICATE KEY UPDATE. Ordered: Set keeps its order.
	Duplicate, Ordered bool
}

// Update is UPDATE.
type Update struct {
	Table     From
	Set       []SetItem
	Where     []Expr
	Returning []SelectItem
	Prefixes  []Prefix
	Hints     []Hint
	With      []*CTE
	// Ordered: Set keeps its order (ordered_values).
	Ordered bool
	// Completed: what the application fills in is in the values.
	Completed bool
	Options   []Option // mysql_limit
}

// Delete is DELETE.
type Delete struct {
	Table     From
	Where     []Expr
	Returning []SelectItem
	Prefixes  []Prefix
	Hints     []Hint
	With      []*CTE
	Options   []Option // mysql_limit
}

// Type of a query is not one that a column could have.
func (*Select) Type() *Type        { return nil }
func (*Compound) Type() *Type      { return nil }
func (*Group) Type() *Type         { return nil }
func (*TextQuery) Type() *Type     { return nil }
func (*ValuesQuery) Type() *Type   { return nil }
func (s *ScalarQuery) Type() *Type { return s.Of }
func (*Insert) Type() *Type        { return nil }
func (*Update) Type() *Type        { return nil }
func (*Delete) Type() *Type        { return nil }
func (*Filled) Type() *Type        { return nil }

func (*Select) expr()      {}
func (*Compound) expr()    {}
func (*Group) expr()       {}
func (*TextQuery) expr()   {}
func (*ValuesQuery) expr() {}
func (*ScalarQuery) expr() {}
func (*Insert) expr()      {}
func (*Update) expr()      {}
func (*Delete) expr()      {}
func (*Filled) expr()      {}

func (*Select) query()      {}
func (*Compound) query()    {}
func (*Group) query()       {}
func (*TextQuery) query()   {}
func (*ValuesQuery) query() {}
func (*Insert) query()      {}
func (*Update) query()      {}
func (*Delete) query()      {}
func (*Filled) query()      {}
