// Package ddlread reads DDL from its tokens, for the servers whose grammar is too
// heavy to link: what a statement is, what it names, and what it changes. The
// result is plain data, which a dialect describes and simulates. What it does not
// know how to read it says so of, and never guesses.
package ddlread

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// Server is what differs between servers.
type Server struct {
	Style sqltext.Style
	// Fold is how the server keeps a name that stands without quotes; nil: as it is written.
	Fold func(name string) string
	// Quoted is how a name that stands in quotes is kept; nil: as it is written.
	Quoted func(name string) string
	// Unterminated: a statement may follow another without a semicolon.
	Unterminated bool
	// Own reads a statement in the server's own way, such as EXEC sp_rename. The
	// reader stands at its first word; false leaves the statement to the general way,
	// and the reader where it was.
	Own func(r *Reader) (*Statement, bool)
}

// Name is the name of an object. Catalog and Schema are empty where none is written.
type Name struct{ Catalog, Schema, Name string }

// IsZero tells whether n names nothing.
func (n Name) IsZero() bool { return n == Name{} }

// String is the name with dots and without quotes.
func (n Name) String() string {
	parts := slices.DeleteFunc([]string{n.Catalog, n.Schema, n.Name}, func(s string) bool { return s == "" })
	return strings.Join(parts, ".")
}

// Statement is one statement, as far as its tokens tell.
type Statement struct {
	// Start and End are where it stands in the text, without its terminator.
	Start, End int
	// Kind is what it is in the words of the manual, upper case: "CREATE TABLE".
	Kind string
	// Object is the kind of what it makes, changes or drops, lower case: "table";
	// empty for a statement about rows and the like.
	Object string
	// Names are the objects; those that DML writes to or reads, the written one first.
	Names []Name
	// On is the table of an index or a trigger.
	On Name
	// IfExists, IfNotExists and Replace are what CREATE, ALTER and DROP may say.
	IfExists, IfNotExists, Replace bool
	// Cascade: what depends on a dropped object goes too.
	Cascade bool
	// Temporary: the table lasts as long as the session.
	Temporary bool

	// Columns and Constraints are those of CREATE TABLE; Columns has the names that
	// CREATE VIEW lists, too. FromQuery: the columns are those of a query.
	Columns     []Column
	Constraints []Constraint
	FromQuery   bool
	// Index is the one of CREATE INDEX.
	Index *Index
	// Actions are those of ALTER TABLE.
	Actions []Action
	// Body is the text of a view's query, a routine or a trigger.
	Body string
	// To is the new name of an object that is renamed, or the schema that it moves to.
	To Name
	// Where: an UPDATE or DELETE has a condition.
	Where bool
	// Unread says what could not be followed; empty if everything was read.
	Unread string
}

// Type is a type as it is written: "varchar", "(20)".
type Type struct {
	// Name is the type's words in the author's spelling, with the schema if there is one.
	Name string
	// Args stands in parentheses, with them and no space that means nothing; Suffix follows them: "WITH TIME ZONE".
	Args, Suffix string
}

// IsZero tells whether no type is written.
func (t Type) IsZero() bool { return t == Type{} }

// Null is what a column says about NULL.
type Null int

// The values of Null.
const (
	Unsaid Null = iota
	Nullable
	NotNull
)

// Column is a column of CREATE TABLE, ADD, ALTER COLUMN or MODIFY.
type Column struct {
	Name      string
	Type      Type
	Null      Null
	Collation string
	// Default and Computed are the texts of expressions; nil if there is none.
	// DefaultName is the name of the constraint that a default is.
	Default, Computed *string
	DefaultName       string
	Persisted         bool
	Identity, Always  bool
	// Constraints are those that are written with the column; its name stands in their Columns.
	Constraints []Constraint
}

// ConstraintKind is a kind of constraint.
type ConstraintKind int

// The kinds of constraints. The zero value is invalid.
const (
	PrimaryKey ConstraintKind = iota + 1
	Unique
	Check
	ForeignKey
	Default
)

// Constraint is a constraint of a table.
type Constraint struct {
	Name    string // empty: the server makes one up
	Kind    ConstraintKind
	Columns []string
	// Check is the text of a condition, or the value of a default.
	Check              string
	RefTable           Name
	RefColumns         []string
	OnDelete, OnUpdate string
}

// Index is what CREATE INDEX makes.
type Index struct {
	Name      Name
	Unique    bool
	Keys      []Key
	Include   []string
	Where     *string
	Clustered bool
}

// Key is one column or expression of an index.
type Key struct {
	Column     string // empty for an expression
	Expr       string
	Descending bool
}

// ActionKind is one thing that ALTER TABLE does.
type ActionKind int

// The kinds of actions. Ignored is one that changes nothing of the table's definition.
const (
	Ignored ActionKind = iota
	AddColumn
	AlterColumn
	DropColumn
	RenameColumn
	AddConstraint
	DropConstraint
	DropPrimaryKey
	RenameConstraint
	RenameTable
	SetDefault
	DropDefault
	SetNotNull
	DropNotNull
)

// Action is one action of ALTER TABLE.
type Action struct {
	Kind ActionKind
	// Column is the column that is added or altered; its name alone where it is dropped or renamed.
	Column     Column
	Constraint Constraint
	// Name is the constraint that is dropped or renamed, To the new name.
	Name, To string
	IfExists bool
	// IfNotExists: a column that is there already is left as it is.
	IfNotExists bool
	Cascade     bool
	// Value is the default of SetDefault.
	Value string
}

// Read reads the statements of a text.
func Read(text string, server *Server) []Statement {
	r := &Reader{server: server, text: text, toks: scan(text, server.Style)}
	var list []Statement
	for r.skip(";"); !r.AtEnd(); r.skip(";") {
		from := r.pos
		st := r.statement()
		if r.pos == from {
			r.toEnd(st)
		}
		st.Start, st.End = r.toks[from].start, r.toks[r.pos-1].end
		list = append(list, *st)
	}
	return list
}

func (r *Reader) skip(text string) {
	for r.Is(text) {
		r.pos++
	}
}

// statement reads one statement. Behind what it understood it goes on to the next
// one, and says so if something else stands there.
func (r *Reader) statement() *Statement {
	if r.server.Own != nil {
		at := r.pos
		if st, ok := r.server.Own(r); ok {
			return st
		}
		r.pos = at
	}
	switch {
	case r.Word("CREATE"):
		return r.create()
	case r.Word("ALTER"):
		return r.alter()
	case r.Word("DROP"):
		return r.drop()
	case r.Word("TRUNCATE"):
		return r.about("TRUNCATE", "TABLE")
	case r.Is("RENAME"):
		return r.rename()
	case r.Is("COMMENT"):
		return r.comment()
	}
	return r.rows()
}

// Statement reads the statement at this place in the general way, for Server.Own.
func (r *Reader) Statement() *Statement { return r.statement() }

// finish takes a statement of which everything is read: what stands behind it
// must be the end, a semicolon or another statement.
func (r *Reader) finish(st *Statement) *Statement {
	if !r.atBoundary() {
		r.toNext()
		st.Unread = "it has a part that is not known here"
	}
	return st
}

// atBoundary tells whether a statement may end here.
func (r *Reader) atBoundary() bool {
	return r.AtEnd() || r.Is(";") || r.server.Unterminated && r.atVerb()
}

// verbs begin statements, and are no names without quotes where a server allows
// statements without a semicolon.
var verbs = []string{"CREATE", "ALTER", "DROP", "TRUNCATE", "INSERT", "UPDATE", "DELETE", "MERGE", "EXEC", "EXECUTE", "DECLARE",
	"IF", "WHILE", "BEGIN", "SELECT", "PRINT", "SET", "GRANT", "REVOKE", "DENY", "USE", "THROW", "RAISERROR", "COMMIT", "ROLLBACK"}

func (r *Reader) atVerb() bool { return slices.ContainsFunc(verbs, r.Is) }

// toNext skips to the next boundary: a semicolon, or a word that no statement but
// DDL has.
func (r *Reader) toNext() {
	for !r.AtEnd() && !r.Is(";") {
		r.Element()
		if r.server.Unterminated && (r.Is("CREATE") || r.Is("ALTER") || r.Is("DROP") || r.Is("TRUNCATE")) {
			return
		}
	}
}

// toEnd takes everything up to the end of the text.
func (r *Reader) toEnd(st *Statement) *Statement {
	r.pos = len(r.toks)
	if st.Unread == "" {
		st.Unread = "it is not known what it changes"
	}
	return st
}
