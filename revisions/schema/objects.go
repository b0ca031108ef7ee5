package schema

import (
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Object is what every object of a database has.
type Object struct {
	Name    Name
	Comment string
	// Made is the statement that made the object, Changed the last that changed it.
	Made, Changed source.Span
	// Created: the object was born on the path that was simulated, and was not
	// there before it.
	Created bool
}

// Schema is a namespace.
type Schema struct{ Object }

func (s *Schema) copied() *Schema { c := *s; return &c }

// TableKind says what kind of relation with columns a Table is.
type TableKind int8

// The kinds of tables.
const (
	Regular TableKind = iota
	Partitioned
	Foreign
	View
	MaterializedView
)

var tableKinds = [...]string{"table", "partitioned table", "foreign table", "view", "materialized view"}

func (k TableKind) String() string { return tableKinds[k] }

// Rows is what is known of a table's rows.
type Rows int8

// RowsUnknown: there may be any. RowsNone: the table was created or emptied on
// this path, and nothing has written to it since. RowsListed: each of its rows is
// known, see Catalog.ListRows.
const (
	RowsUnknown Rows = iota
	RowsNone
	RowsListed
)

// Table is anything with columns that a query can read: a table, a view.
type Table struct {
	Object
	Kind                TableKind
	Temporary, Unlogged bool
	// DropOnCommit: a temporary table goes with the transaction that made it.
	DropOnCommit bool
	RowSecurity  bool
	// PartitionOf: Parents[0] is a partitioned table, and Bound says which rows
	// of it are here.
	PartitionOf bool
	// Populated: a materialized view has been filled.
	Populated bool
	// Rows is what is known of the rows; RowsDoubt says why they are not known to
	// be none, if there is more to say than that somebody wrote to the table.
	Rows Rows
	// RowCount is how many rows are listed; Shuffled says that their order is not known.
	Shuffled  bool
	RowCount  int
	RowsDoubt *Doubt
	Bound     string
	// Columns are shared with other versions of the table: EditColumn is for changing one.
	Columns     []*Column
	Constraints []Constraint
	Indexes     []Index
	Triggers    []Trigger
	Rules       []Rule
	Policies    []Policy
	Statistics  []Statistics
	// ReplicaIdentity is by what a replica finds the row of a change, as SQL says it: "FULL", "NOTHING", "USING INDEX a"; empty: the
	// primary key. Publications are those that name the table.
	ReplicaIdentity string
	Publications    []string
	// Parents are the tables that it inherits from; of a partition, the one that
	// it is a partition of.
	Parents []Name
	// OfType is the composite type that the columns come from: CREATE TABLE ... OF. Zero for none.
	OfType Name
	// PartitionBy is the partition key: "RANGE (a)".
	PartitionBy string
	// PartitionColumns are the columns that the key reads.
	PartitionColumns []string
	// Query and Uses are what a view reads.
	Query string
	Uses  []Use
	// Options are those that CREATE TABLE says, by their lower-case names, where the
	// dialect keeps any: "engine", "charset", "collate".
	Options map[string]string
	// Doubt says why the definition here may not be the real one; nil if it is.
	Doubt *Doubt
	// SQL is the statement that made it, where the server keeps it as it was written.
	SQL string
	// Origin is the name that it had before the path, whatever the path has made of it since; zero if the path has made it.
	Origin Name

	rowsEpoch int
	parted    *chain[parted]
	// linked are the parts that the catalog finds the table by, and linkedAs the name under which it does; see linkParts.
	linked   []string
	linkedAs Name
	// version is another one for each copy; see EditColumn.
	version uint64
}

// Use is an object that a view or an expression needs.
type Use struct {
	Table  Name
	Column string // empty: the table as a whole
	// Sure: the dependency is certain; else the column's table was guessed.
	Sure bool
}

// ConstraintKind is a kind of constraint.
type ConstraintKind int8

// The kinds of constraints. The zero value is invalid.
const (
	PrimaryKey ConstraintKind = iota + 1
	Unique
	Check
	ForeignKey
	Exclusion
	// NotNullConstraint is NOT NULL as a constraint of a table with a name of its own, which PostgreSQL has since 18. Column.NotNull says the same.
	NotNullConstraint
)

var constraintKinds = [...]string{"invalid constraint", "primary key", "unique constraint", "check constraint", "foreign key", "exclusion constraint", "not-null constraint"}

func (k ConstraintKind) String() string { return constraintKinds[k] }

// Constraint is one constraint of a table or a domain.
type Constraint struct {
	Name    string
	Kind    ConstraintKind
	Columns []string
	Comment string
	// Index is the name of the index that enforces it.
	Index string
	// Check is the condition of a check.
	Check *Expr
	// The rest of a foreign key. Actions are written as in SQL; "NO ACTION" is empty.
	RefTable           Name
	RefColumns         []string
	OnUpdate, OnDelete string
	OnDeleteColumns    []string // of SET NULL (a) and SET DEFAULT (a)
	MatchFull          bool
	// Elements are those of an exclusion: "room WITH =".
	Elements                      []string
	Include                       []string
	Deferrable, InitiallyDeferred bool
	NotValid, NoInherit           bool
	NotEnforced                   bool
	NullsNotDistinct              bool
	Local                         bool
	Inherited                     int
	Made, Changed                 source.Span
	// Doubted: since it was made, something of which nothing is known may have changed the table.
	Doubted bool
}

// Index is one index of a table or a materialized view.
type Index struct {
	Name    string
	Comment string
	Unique  bool
	Primary bool
	Method  string // "btree" ...
	Keys    []IndexKey
	Include []string
	Where   *Expr
	Options []string // storage parameters as written: "fillfactor=70"
	// Constraint is the one that owns it; empty for none.
	Constraint string
	// Parent is the index of the partitioned table that it is a part of.
	Parent           Name
	NullsNotDistinct bool
	// Generated: the server made it for a foreign key, and takes it away when another index serves.
	Generated bool
	// Invalid: built for ON ONLY a partitioned table, not yet attached everywhere.
	Invalid bool
	// MayBeInvalid: the same, if the table has partitions that the catalog does not know.
	MayBeInvalid bool
	// Concurrently: it was built without blocking writes, and a failure would
	// have left it invalid.
	Concurrently  bool
	Made, Changed source.Span
}

// IndexKey is one column or expression of an index.
type IndexKey struct {
	Column string // empty for an expression
	Expr   *Expr
	// Name is what the server calls the column of an expression: "lower".
	Name      string
	Collation string
	OpClass   string
	// Length is how many characters or bytes of the column are kept; 0 means all.
	Length     int
	Descending bool
	// NullsFirst is true for DESC unless the index says otherwise.
	NullsFirst bool
}

// Columns returns the columns that the index reads, those of expressions and of
// its condition included, each once.
func (x *Index) Columns() []string {
	var names []string
	add := func(more ...string) {
		for _, n := range more {
			if n != "" && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	for _, k := range x.Keys {
		add(k.Column)
		if k.Expr != nil {
			add(k.Expr.Columns...)
		}
	}
	add(x.Include...)
	if x.Where != nil {
		add(x.Where.Columns...)
	}
	return names
}

// Trigger is a trigger of a table.
type Trigger struct {
	Name, Comment string
	Function      Name
	Columns       []string // of UPDATE OF
	Constraint    bool
	Disabled      bool
	// Row: it fires for each row, and not at all where there is none.
	Row bool
	// Doubt: it may have been dropped; nil: it is there.
	Doubt *Doubt
	// Events are the statements that fire it.
	Events        int
	Made, Changed source.Span
}

// The events of triggers, as bits; they are those of pg_trigger.tgtype:
// https://github.com/postgres/postgres/blob/REL_16_STABLE/src/include/catalog/pg_trigger.h
const (
	OnInsert   = 1 << 2
	OnDelete   = 1 << 3
	OnUpdate   = 1 << 4
	OnTruncate = 1 << 5
)

// Rule is a rewrite rule.
type Rule struct {
	Name, Comment string
	Instead       bool
	Made, Changed source.Span
}

// Policy is a row security policy.
type Policy struct {
	Name, Comment string
	Command       string // "all", "select" ...
	Using, Check  *Expr
	Made, Changed source.Span
}

// Statistics are extended statistics on a table.
type Statistics struct {
	Name    Name
	Comment string
	Columns []string
	Made    source.Span
}

func (t *Table) copied() *Table {
	c := *t
	c.version = 0
	c.Columns = append(make([]*Column, 0, len(t.Columns)+1), t.Columns...) // one more is what most statements add
	c.Constraints = slices.Clone(t.Constraints)
	c.Indexes = slices.Clone(t.Indexes)
	c.Triggers = slices.Clone(t.Triggers)
	c.Rules = slices.Clone(t.Rules)
	c.Policies = slices.Clone(t.Policies)
	c.Statistics = slices.Clone(t.Statistics)
	c.Parents = slices.Clone(t.Parents)
	c.Uses = slices.Clone(t.Uses)
	c.Options = maps.Clone(t.Options)
	return &c
}

// Column returns the column with the name, nil if there is none.
func (t *Table) Column(name string) *Column {
	if i := t.columnIndex(name); i >= 0 {
		return t.Columns[i]
	}
	return nil
}

func (t *Table) columnIndex(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// EditColumn returns the column with the name for changing it, nil if there is none. The table must be one that may be changed.
func (t *Table) EditColumn(name string) *Column {
	if i := t.columnIndex(name); i >= 0 {
		return t.EditColumnAt(i)
	}
	return nil
}

// EditColumnAt returns the column at an index for changing it.
func (t *Table) EditColumnAt(i int) *Column {
	if t.version == 0 {
		t.version = newToken().id
	}
	c := t.Columns[i]
	if c.owner != t.version {
		own := *c
		own.owner = t.version
		c = &own
		t.Columns[i] = c
	}
	return c
}

// Constraint returns the constraint with the name, nil if there is none.
func (t *Table) Constraint(name string) *Constraint {
	for i := range t.Constraints {
		if t.Constraints[i].Name == name {
			return &t.Constraints[i]
		}
	}
	return nil
}

// Index returns the index with the name, nil if there is none.
func (t *Table) Index(name string) *Index {
	for i := range t.Indexes {
		if t.Indexes[i].Name == name {
			return &t.Indexes[i]
		}
	}
	return nil
}

// PrimaryKey returns the primary key, nil if there is none.
func (t *Table) PrimaryKey() *Constraint {
	if i := slices.IndexFunc(t.Constraints, func(c Constraint) bool { return c.Kind == PrimaryKey }); i >= 0 {
		return &t.Constraints[i]
	}
	return nil
}

// IsView tells whether the table is a view of either kind.
func (t *Table) IsView() bool { return t.Kind == View || t.Kind == MaterializedView }

// Sequence is a sequence.
type Sequence struct {
	Object
	Type Type
	// Options are those that differ from the default, as they are written.
	Start, Increment, Min, Max int64
	Cycle                      bool
	// Owner and OwnerColumn are the column that takes it along when it goes.
	Owner       Name
	OwnerColumn string
	// Identity: it is the inner part of an identity column.
	Identity bool
	// Cached: each session takes several values at once, so that what a new one is given is not the next.
	Cached bool

	// next is what it gives next, if counted; see counter.go.
	next         int64
	counted      bool
	counterEpoch int
}

func (s *Sequence) copied() *Sequence { c := *s; return &c }

// UserKind is a kind of user-defined type.
type UserKind int

// The kinds of types.
const (
	Enum UserKind = iota
	Domain
	Composite
	Range
	Multirange
	Base // of an extension or a shell
)

var userKinds = [...]string{"enum", "domain", "composite type", "range type", "multirange type", "type"}

func (k UserKind) String() string { return userKinds[k] }

// UserType is a type that is not built in.
type UserType struct {
	Object
	Kind UserKind
	// Values are those of an enum, in their order.
	Values []string
	// Of is the type below a domain or of a range.
	Of Type
	// NotNull, Default, Collation and Constraints are a domain's.
	NotNull     bool
	Default     *Expr
	Collation   string
	Constraints []Constraint
	// Attributes are those of a composite type.
	Attributes []Column
	// Extension is the one that brought the type.
	Extension string
	// Range is the range type of a multirange.
	Range Name
}

func (t *UserType) copied() *UserType {
	c := *t
	c.Values = slices.Clone(t.Values)
	c.Constraints = slices.Clone(t.Constraints)
	c.Attributes = slices.Clone(t.Attributes)
	return &c
}

// Routine is a function, a procedure or an aggregate. Its Name.Name is followed
// by the types of its arguments in parentheses: "f(integer, text)".
type Routine struct {
	Object
	Kind     string // "function", "procedure", "aggregate"
	Args     []Type
	Returns  Type
	Language string
	Body     string
	// Extension is the one that brought it.
	Extension string
}

func (r *Routine) copied() *Routine { c := *r; return &c }

// Base returns the name without the arguments.
func (r *Routine) Base() string {
	base, _, _ := strings.Cut(r.Name.Name, "(")
	return base
}

// Extension is an installed extension.
type Extension struct {
	Object
	Schema, Version string
}

func (e *Extension) copied() *Extension { c := *e; return &c }

// Other is an object of which hardly more is known than that it is there. Its
// Name.Name starts with its kind: "collation german", "publication p".
type Other struct {
	Object
	Kind string
	// Publishes is what a publication covers besides the tables that it names.
	Publishes Publishing
}

// Publishing is what a publication covers as a whole. Its slice is never changed, only replaced.
type Publishing struct {
	AllTables bool
	Schemas   []string // of which every table is published
	Changes   bool     // UPDATE or DELETE is published
}

// Covers tells whether a table is published, whoever names it.
func (p Publishing) Covers(t *Table) bool {
	return (t.Kind == Regular || t.Kind == Partitioned) && !t.Temporary && !t.Unlogged && (p.AllTables || slices.Contains(p.Schemas, t.Name.Schema))
}

// String says it in words: "all tables", "the tables of a, b"; empty for neither.
func (p Publishing) String() string {
	switch {
	case p.AllTables:
		return "all tables"
	case len(p.Schemas) > 0:
		return "the tables of " + strings.Join(p.Schemas, ", ")
	}
	return ""
}

func (o *Other) copied() *Other { c := *o; return &c }

// owned says which table an index stands on, by the index's name.
type owned struct{ table Name }

func (o *owned) copied() *owned { c := *o; return &c }
