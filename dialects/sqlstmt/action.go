package sqlstmt

import "github.com/sqlplan/sqlplan/revisions/schema"

// Action is one thing that a statement does to one object: what the ledger of
// locks and the rules of the review see of it. What the text alone does not
// tell, such as whether a table was made on this path, the dialect has worked
// out with the catalog as it was before the statement. It is plain data and
// holds nothing of the catalog, which goes on changing.
type Action struct {
	Kind ActionKind `json:"kind"`
	// Table is the relation that it is about; zero if there is none. TableSQL is its
	// name as a statement writes it: quoted where it must be, with a schema where it needs one.
	Table    schema.Name `json:"table"`
	TableSQL string      `json:"table_sql,omitempty"`
	// Unknown says why the catalog cannot tell what the relation looks like; empty if it can.
	Unknown string `json:"unknown,omitempty"`
	// Name is what is made, changed or dropped within the table, or a thing without one:
	// a column, constraint, index, trigger, type, schema. To is its new name, or the value of an enum.
	Name string `json:"name,omitempty"`
	To   string `json:"to,omitempty"`
	// Columns are those that it works on: of a constraint, an index, an UPDATE.
	Columns []string `json:"columns,omitempty"`
	// Type is the type of a column, as SQL writes it.
	Type string `json:"type,omitempty"`
	// Definition is the SQL of what is added, as the statement says it:
	// "FOREIGN KEY (a) REFERENCES b (c)", "btree (a, b)", an expression of a default.
	Definition string `json:"definition,omitempty"`
	// Reference is what a foreign key refers to; nil for anything else.
	Reference *Reference `json:"reference,omitempty"`
	// Details are what few actions have; nil if there are none. More reads them, and Detail is for writing them.
	Details *Details `json:"details,omitempty"`
	// Using is the index that a constraint takes over, or the method of a new index.
	Using string `json:"using,omitempty"`
	// Class is the row of the dialect's table of algorithms, where Kind does not say what it costs:
	// "varchar-longer", "enum-append".
	Class string `json:"class,omitempty"`
	// DefaultSQL is the default of a column, as the statement says it.
	DefaultSQL string `json:"default_sql,omitempty"`

	// TableKind is what Table is.
	TableKind schema.TableKind `json:"table_kind,omitempty"`
	// New: the relation was made on this path, so that nobody else uses it yet.
	New bool `json:"new,omitempty"`
	// Constraint is the kind of constraint that is added or dropped.
	Constraint schema.ConstraintKind `json:"constraint,omitempty"`
	// Inline: a constraint stands in the definition of a column.
	Inline bool `json:"inline,omitempty"`

	Concurrently bool `json:"concurrently,omitempty"`
	IfExists     bool `json:"if_exists,omitempty"` // or IF NOT EXISTS
	Cascade      bool `json:"cascade,omitempty"`
	Only         bool `json:"only,omitempty"`
	NotValid     bool `json:"not_valid,omitempty"`
	Unique       bool `json:"unique,omitempty"`
	NotNull      bool `json:"not_null,omitempty"`
	// Default: a new column has one; Volatile: its value differs from row to row, or may.
	Default  bool `json:"default,omitempty"`
	Volatile bool `json:"volatile,omitempty"`
	// Stored and Virtual are the kinds of generated columns; Counted: serial, identity, AUTO_INCREMENT.
	Stored  bool `json:"stored,omitempty"`
	Virtual bool `json:"virtual,omitempty"`
	Counted bool `json:"counted,omitempty"`
	// InPlace: a change of type keeps the rows as they are; UTC: it does so since PostgreSQL 12, because the
	// session's time zone is UTC. Proven: a scan is spared, since a validated
	// CHECK shows what it would look for.
	InPlace bool `json:"in_place,omitempty"`
	UTC     bool `json:"utc,omitempty"`
	Proven  bool `json:"proven,omitempty"`
	// Where: an UPDATE or DELETE names the rows that it changes.
	Where bool `json:"where,omitempty"`
	// Constrained: the type of a new column is a domain whose constraints every row is checked against.
	Constrained bool `json:"constrained,omitempty"`
	// Skipped: the catalog shows that IF EXISTS or IF NOT EXISTS, or that things stand so already, leaves nothing to do.
	Skipped bool `json:"skipped,omitempty"`
	// Unheard: what it drops no statement of the revisions has made or dropped, so that only the catalog's word stands for Skipped.
	// Of a part of a table this goes back to when the table was made last.
	Unheard bool `json:"unheard,omitempty"`
	// Placed: a column gets a place among the others, FIRST or AFTER.
	Placed bool `json:"placed,omitempty"`
	// Keyless: a new table has no primary key. Ignored: the server reads the clause and does nothing.
	Keyless bool `json:"keyless,omitempty"`
	Ignored bool `json:"ignored,omitempty"`
}

// Details are the rest of an action. They stand apart, since a large history has many actions, of which most are the plain columns of
// new tables.
type Details struct {
	// OldType is the type that a column had.
	OldType string `json:"old_type,omitempty"`
	// Indexes are those that are built again, Rechecked the constraints whose rows are checked again.
	Indexes   []string `json:"indexes,omitempty"`
	Rechecked []string `json:"rechecked,omitempty"`
	// Also are the other relations that it works on: partitions, what a foreign key points at, what CASCADE takes along.
	Also []Relation `json:"also,omitempty"`
	// Generated are the generated columns that go with a column.
	Generated []string `json:"generated,omitempty"`
	// Publications are those that the table is part of, and Unidentified the tables of which rows can no longer be updated or deleted
	// behind the action, since they are published and nothing names a row.
	Publications []string `json:"publications,omitempty"`
	Unidentified []string `json:"unidentified,omitempty"`
	// Clause is the part of the statement that does it, as its author wrote it: "ADD COLUMN note text". Of MySQL and MariaDB
	// only: PostgreSQL's parser does not say where the parts of an ALTER TABLE stand, and no rule needs it there.
	Clause string `json:"clause,omitempty"`
	// Algorithm, LockOption and Wait are what the statement asks for, upper case: "INPLACE", "NONE", "NOWAIT".
	Algorithm  string `json:"algorithm,omitempty"`
	LockOption string `json:"lock_option,omitempty"`
	Wait       string `json:"wait,omitempty"`
	// Covered is an index that is there and begins with all columns of the new one.
	Covered string `json:"covered,omitempty"`
	// Note is what one more sentence has to say about it: "the character set is not known".
	Note string `json:"note,omitempty"`
}

// More is Details, or zero ones.
func (a *Action) More() Details {
	if a.Details == nil {
		return Details{}
	}
	return *a.Details
}

// Detail returns the details for writing, once in a statement. Copies of the action keep those that they have.
func (a *Action) Detail() *Details {
	d := a.More()
	a.Details = &d
	return &d
}

// Refers is Reference, or a zero one.
func (a *Action) Refers() Reference {
	if a.Reference == nil {
		return Reference{}
	}
	return *a.Reference
}

// Reference is the table that a foreign key refers to, with the same facts about it as of the action's own. A large history has many
// actions and few foreign keys.
type Reference struct {
	Ref    schema.Name `json:"ref"`
	RefSQL string      `json:"ref_sql,omitempty"`
	RefNew bool        `json:"ref_new,omitempty"`
	// RefColumns are the columns that it refers to.
	RefColumns []string `json:"ref_columns,omitempty"`
	// Types are those of the action's Columns, RefTypes those of RefColumns; empty texts where they are not known.
	Types    []string `json:"types,omitempty"`
	RefTypes []string `json:"ref_types,omitempty"`
	// RefKey is what RefColumns are in their table: "unique", "index", "none"; empty if not known.
	RefKey string `json:"ref_key,omitempty"`
}

// Relation is a relation that an action works on besides its table.
type Relation struct {
	Role Role        `json:"role"`
	Name schema.Name `json:"name"`
	SQL  string      `json:"sql"`            // the name as a statement writes it
	Kind string      `json:"kind,omitempty"` // as Lock.Kind
	New  bool        `json:"new,omitempty"`  // as Action.New
	// Proven: its rows need not be read, since a validated CHECK shows what is looked for.
	Proven bool `json:"proven,omitempty"`
}

// Role is what a relation is to the table of an action.
type Role string

// The roles.
const (
	RoleChild       Role = "child"       // a partition, or a table that inherits from it, at any depth
	RoleParent      Role = "parent"      // the table that it is a partition of or inherits from
	RoleDefault     Role = "default"     // the default partition of a partitioned table
	RolePartition   Role = "partition"   // the table that is attached or detached
	RoleReferenced  Role = "referenced"  // a foreign key of the table points at it
	RoleReferencing Role = "referencing" // it has a foreign key that points at the table
	RoleSource      Role = "source"      // it is read
	RoleTarget      Role = "target"      // it is another one of the tables that a statement names
	RoleIndex       Role = "index"       // an index of the table
	RoleSequence    Role = "sequence"    // a sequence that belongs to the table
	RoleDependent   Role = "dependent"   // a view that CASCADE takes along or empties
	RoleUsing       Role = "using"       // it has a column of the domain or type
)

// ActionKind is what an action does, in words: "add column".
type ActionKind string

// The kinds of actions.
const (
	CreateTable         ActionKind = "create table"
	CreateTableAs       ActionKind = "create table as"
	DropTable           ActionKind = "drop table"
	RenameTable         ActionKind = "rename table"
	SetSchema           ActionKind = "set schema"
	AddColumn           ActionKind = "add column"
	DropColumn          ActionKind = "drop column"
	RenameColumn        ActionKind = "rename column"
	AlterColumnType     ActionKind = "alter column type"
	SetDefault          ActionKind = "set default"
	DropDefault         ActionKind = "drop default"
	SetNotNull          ActionKind = "set not null"
	DropNotNull         ActionKind = "drop not null"
	AddIdentity         ActionKind = "add identity"
	SetIdentity         ActionKind = "set identity"
	DropIdentity        ActionKind = "drop identity"
	DropExpression      ActionKind = "drop expression"
	SetExpression       ActionKind = "set expression"
	SetColumnOption     ActionKind = "set column option" // To says which: "statistics", "storage"
	AddConstraint       ActionKind = "add constraint"
	ValidateConstraint  ActionKind = "validate constraint"
	DropConstraint      ActionKind = "drop constraint"
	RenameConstraint    ActionKind = "rename constraint"
	AlterConstraint     ActionKind = "alter constraint"
	CreateIndex         ActionKind = "create index"
	DropIndex           ActionKind = "drop index"
	RenameIndex         ActionKind = "rename index"
	Reindex             ActionKind = "reindex"
	AttachPartition     ActionKind = "attach partition"
	DetachPartition     ActionKind = "detach partition"
	AttachIndex         ActionKind = "attach index"
	Inherit             ActionKind = "inherit"
	NoInherit           ActionKind = "no inherit"
	SetTableOption      ActionKind = "set table option" // Name says which: "tablespace", "logged", "fillfactor"
	CreateTrigger       ActionKind = "create trigger"
	DropTrigger         ActionKind = "drop trigger"
	EnableTrigger       ActionKind = "enable trigger" // or disable, says Definition
	RenameTrigger       ActionKind = "rename trigger" // or a rule or policy, says Definition
	CreateRule          ActionKind = "create rule"
	DropRule            ActionKind = "drop rule"
	EnableRule          ActionKind = "enable rule"
	CreateView          ActionKind = "create view"
	DropView            ActionKind = "drop view"
	RefreshView         ActionKind = "refresh materialized view"
	CreateType          ActionKind = "create type"
	AlterType           ActionKind = "alter type"
	DropType            ActionKind = "drop type"
	AddEnumValue        ActionKind = "add enum value"
	RenameEnumValue     ActionKind = "rename enum value"
	CreateDomain        ActionKind = "create domain"
	AddDomainConstraint ActionKind = "add domain constraint" // or NOT NULL, without a Name
	AlterDomain         ActionKind = "alter domain"          // To says what: "default", "drop constraint"
	CreateSequence      ActionKind = "create sequence"
	AlterSequence       ActionKind = "alter sequence"
	DropSequence        ActionKind = "drop sequence"
	CreateSchema        ActionKind = "create schema"
	RenameSchema        ActionKind = "rename schema"
	DropSchema          ActionKind = "drop schema"
	CreateExtension     ActionKind = "create extension"
	UpdateExtension     ActionKind = "update extension"
	DropExtension       ActionKind = "drop extension"
	CreateRoutine       ActionKind = "create routine"
	DropRoutine         ActionKind = "drop routine"
	Grant               ActionKind = "grant"
	CreatePolicy        ActionKind = "create policy"
	AlterPolicy         ActionKind = "alter policy"
	DropPolicy          ActionKind = "drop policy"
	CreateStatistics    ActionKind = "create statistics"
	DropStatistics      ActionKind = "drop statistics"
	Comment             ActionKind = "comment"
	Select              ActionKind = "select"
	Insert              ActionKind = "insert"
	Update              ActionKind = "update"
	Delete              ActionKind = "delete"
	Merge               ActionKind = "merge"
	Copy                ActionKind = "copy"
	Truncate            ActionKind = "truncate"
	LockTable           ActionKind = "lock table"
	Vacuum              ActionKind = "vacuum"
	VacuumFull          ActionKind = "vacuum full"
	Cluster             ActionKind = "cluster"
	Analyze             ActionKind = "analyze"
	Publish             ActionKind = "publish" // Name is the publication; without a table it is about To: "all tables"
	Unpublish           ActionKind = "unpublish"
	CreateSubscription  ActionKind = "create subscription" // To says how it begins: "copy", "stream", "alone"
	AlterSubscription   ActionKind = "alter subscription"
	DropSubscription    ActionKind = "drop subscription"
	Other               ActionKind = "other" // Name is the statement's kind
)

// Lock is a lock that a statement takes on a table, and the work that it does under it.
type Lock struct {
	Table string `json:"table"` // as Action.TableSQL
	// Kind is what Table is, where it is no table: "index", "view", "materialized view", "sequence".
	Kind string `json:"kind,omitempty"`
	Mode string `json:"mode"` // in the server's words: "ACCESS EXCLUSIVE"
	// Strength is the place of Mode in the server's own order, from 1; 0 where the server has none.
	Strength int `json:"strength,omitempty"`
	// Algorithm is how MySQL and MariaDB change the table: "INSTANT", "INPLACE", "COPY".
	Algorithm string `json:"algorithm,omitempty"`
	// Blocks is what others cannot do meanwhile: "reads", "writes", "DDL".
	Blocks []string `json:"blocks"`
	// Held is how long: "transaction" (until its commit), "statement", or "moment", where a
	// statement gives it back before its long work.
	Held string `json:"held"`
	// Rewrite: every row is written again. Scan: every row is read. Build: an index is built.
	Rewrite bool `json:"rewrite,omitempty"`
	Scan    bool `json:"scan,omitempty"`
	Build   bool `json:"build,omitempty"`
	// Rows: the rows that it changes or picks stay locked against other writers.
	Rows bool `json:"rows,omitempty"`
	// New: the table was made on this path, so that the lock is in nobody's way.
	New bool `json:"new,omitempty"`
	// Fact is the row of the dialect's table of locks that says so, and Source the vendor's page behind it.
	Fact   string `json:"fact"`
	Source string `json:"source"`
	Note   string `json:"note,omitempty"`
	// Refused says why the server refuses what the statement asks for: an ALGORITHM= that it cannot use here.
	Refused string `json:"refused,omitempty"`
}
