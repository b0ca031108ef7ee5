package sqlstmt

import "github.com/sqlplan/sqlplan/revisions/schema"

// Demand is something that a statement needs of the database in which it will run. A pre-flight asks for it beforehand.
// All names of tables are those on production, before the release.
type Demand struct {
	Kind DemandKind
	// Rows is what the statement looks at, and Ref what a foreign key refers to.
	Rows, Ref Rows
	// Keys are the SQL of the columns or expressions of a unique key, the columns of a foreign key, or the column that
	// must not be NULL; RefKeys those that a foreign key refers to. Names are quoted.
	Keys, RefKeys []string
	// Condition is the one of a CHECK, or of a partial index.
	Condition string
	// NullsNotDistinct: of a unique key two NULLs are the same. MatchFull: a foreign key is NULL as a whole or not at all.
	NullsNotDistinct, MatchFull bool
	// OldType and Type are the types of a column before and after; Using is the expression that makes one of the other, empty for a cast.
	OldType, Type, Using string
	NotNull              bool
	// Charset and Collation are those that a column of text has behind the statement, where it gives it others; else empty.
	Charset, Collation string
	// Index is a new index, whose columns are there.
	Index *schema.Index
	// Tables are those that are there; Objects are those that must not be there, that must be the role's own, extensions or roles.
	Tables  []schema.Name
	Objects []DemandObject
	// Uses are what the release does to tables that are there.
	Uses []DemandUse
	// Operators are those of an exclusion, one for each of Keys.
	Operators []string
	// Bounds are those of partitions. Inside: no row may lie in any of them; else each row must lie in all.
	// Elsewhere: the rows are those of the default partition that Rows.Table has on the server, if any.
	Bounds    []PartitionBound
	Inside    bool
	Elsewhere bool
	// Unless is a table in whose presence the statement does nothing; zero for none.
	Unless schema.Name
	// Schemas are those in which something is made.
	Schemas []string
	// Query is a guard, as the script has it.
	Guard []string
}

// DemandObject is an object that is made.
type DemandObject struct {
	Kind  string // "table", "index", "column" ...
	Name  schema.Name
	Table schema.Name // of a column or an index
	// IfNotExists: the statement would leave alone what is there.
	IfNotExists bool
	// Dropped: what is there is dropped, and not only changed.
	Dropped bool
}

// DemandUse is something that is done to a table, for which the role needs a privilege.
type DemandUse struct {
	Table schema.Name
	Kind  ActionKind
	// Referenced: a foreign key points at the table. Child: it is a partition of the one that the statement names, or inherits from it.
	// Partition: it is the one that the statement attaches or detaches.
	Referenced, Child, Partition bool
	// Constraint is the kind of the one that a child gets or loses.
	Constraint schema.ConstraintKind
}

// PartitionBound is the bound of a partition: "FOR VALUES IN ('a')", and the key of its parent: "LIST (kind)".
type PartitionBound struct {
	By, Bound string
	// Of is the parent on production; zero if the release makes it. Name is the partition by then.
	Of   schema.Name
	Name string
}

// Rows are the rows of a table as a statement of the path will find them, said in terms of what is there before it.
type Rows struct {
	Table schema.Name
	// Alias is what the table is called by then.
	Alias string
	// Columns says how each column comes from what is there; nil: they are all there as they are.
	Columns []RowColumn
	// Key are the columns of the primary key, to name a row; may be empty.
	Key []string
	// Stored: the table has storage of its own, and is no partitioned one.
	Stored bool
	// Born: the release makes the table, and Listed are its rows by the time of the statement, each with a value for each of Columns.
	// The values are those of schema.ColumnDetails.Values.
	Born   bool
	Listed [][]any
}

// RowColumn is one column: its name by then, and the column that it is now, or its value where it is not there yet.
type RowColumn struct {
	Name  string
	From  string // a column of the table; empty if there is none
	Value string // SQL of the value that every row gets; empty: NULL
	Type  string // to which it is cast; empty if it need not be
	// Charset and Collation are those that a text gets; empty if they stay as they are.
	Charset, Collation string
	// NotNull: rows get the type's own empty value where there is no other.
	NotNull bool
}

// DemandKind is a kind of demand.
type DemandKind string

// The kinds.
const (
	DemandGuard      DemandKind = "guard"          // the version table and the server are those of the script
	DemandTables     DemandKind = "tables exist"   // Tables
	DemandFree       DemandKind = "names are free" // Objects
	DemandExtensions DemandKind = "extensions"     // Objects
	DemandUses       DemandKind = "privileges"     // Uses
	DemandOwned      DemandKind = "ownership"      // Objects, of kind "type", "sequence", "schema" or "statistics"
	DemandRoles      DemandKind = "roles exist"    // Objects
	DemandSuperuser  DemandKind = "superuser"
	DemandCreate     DemandKind = "create privilege"  // Schemas
	DemandQuiet      DemandKind = "nobody in the way" // Tables
	DemandSound      DemandKind = "no invalid index"  // Tables
	DemandSpace      DemandKind = "disk space"        // Tables
	DemandUnique     DemandKind = "no duplicates"
	DemandNotNull    DemandKind = "no NULLs"
	DemandCheck      DemandKind = "rows pass a check"
	DemandReference  DemandKind = "no orphans"
	DemandCast       DemandKind = "values fit a type"
	DemandEmpty      DemandKind = "no rows"
	DemandExclusion  DemandKind = "no rows exclude each other"
	DemandBound      DemandKind = "rows fit a partition" // Bounds
	DemandApart      DemandKind = "bounds are apart"     // Tables: the parent; Bounds: the new one; Objects: the partitions that are gone by then
	DemandCovered    DemandKind = "no gap in the bounds" // likewise; Bounds: all that the release makes
	DemandKeyLength  DemandKind = "an index key fits"    // Rows, Index
	DemandRealDates  DemandKind = "no zero dates"        // Rows, Keys: in a table that is copied
)

// Probe asks for one demand.
type Probe struct {
	What   string // what is looked for, in words: "duplicates"
	Object string // where: "orders (customer_id, note)"
	// Query gives one row: how many there are (none: all is well), and an example, which may be NULL.
	Query string
	// Block does the same in a procedural language, for what a query cannot: it sets n and example. Empty if there is a Query.
	Block string
	// Warns: what is found does not stop the release.
	Warns bool
	// Refuses: that the query fails is what is looked for.
	Refuses bool
	// RefusesData: that the value of a row makes the query fail is what is looked for, too: the release asks the same of the row.
	RefusesData bool
	// Strict: only a session in strict mode refuses what is found; another one takes it with a warning.
	Strict bool
	// Only is a condition without which the query cannot be run; empty for none.
	Only string
	// Setup are statements to be run before the query.
	Setup []string
	// Tables are those that the query reads, and that must be there for it to run.
	Tables []schema.Name
}

// Preflight writes the statements of a pre-flight, each without its terminator.
type Preflight interface {
	// Usage says in lines how the runner is called.
	Usage(runner string) []string
	// Directives are lines for the runner; Begin makes the session read only, and End, behind the last check, prints the sum and
	// fails if a check did.
	Directives(runner string) []string
	Begin(runner string) []string
	End(runner string) []string
	// Probes are the queries for a demand: none where there is nothing to ask, nil where it cannot be asked.
	Probes(d Demand) []Probe
	// Check runs a probe and prints its row: number, verdict, what, object, how many, example.
	Check(number int, p Probe) []string
}
