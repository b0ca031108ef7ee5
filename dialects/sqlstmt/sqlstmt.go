// Package sqlstmt is one SQL statement as the rest of sqlplan sees it: its text,
// where it came from, and what a dialect found out about it. No stage after the
// dialects looks at a vendor's parse tree.
package sqlstmt

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Stmt is one statement of a revision.
type Stmt struct {
	// Text is the statement as its author wrote it, without the terminator and
	// without comments before or behind it.
	Text string
	// Comments are the author's comments that stand before the statement, each
	// verbatim with its markers.
	Comments []string
	// Span is where Text stands.
	Span source.Span

	// Kind is the kind of statement in the words of the SQL manual, upper case: "CREATE INDEX".
	Kind string
	// Summary says in one line what it does to what: "create index orders_customer_idx on table orders".
	Summary string
	// Objects are what it names, the one that it changes first.
	Objects []Object

	// Outside says why the statement cannot run inside a transaction block;
	// empty if it can.
	Outside string
	// MayBeOutside: whether it can run inside a transaction block depends on what its object is, which the catalog
	// knows and the text does not say.
	MayBeOutside bool
	// OutsideAsked: only the author's wish keeps it out.
	OutsideAsked bool
	// Leftover says what a failure of a statement outside a transaction can
	// leave behind, and the SQL that clears it; both empty if nothing.
	Leftover, Cleanup string
	// Waits says what a statement outside a transaction waits for without a limit, since a timeout would leave Leftover.
	Waits string
	// CleanupCompletes: Cleanup does the rest of the statement, which must then
	// not be run again.
	CleanupCompletes bool
	// NewTransaction: the statements before this one are to be committed first,
	// as the file says.
	NewTransaction bool
	// Control is set on a statement that begins or ends transactions itself.
	Control Control
	// EnumValue is the value that ALTER TYPE ... ADD VALUE adds, else nil.
	EnumValue *EnumValue
	// Session are the settings that the statement changes for the rest of the
	// session, by name, lower case: "search_path". "all" stands for every one.
	Session []string
	// Again: the statement makes what only its session has, such as a user variable.
	// A script that goes on behind it has to run it again.
	Again bool
	// Orphaning is the table, as SQL writes it, of which the statement may take away rows that others refer to, where the
	// server does not look after them; empty: none is known.
	Orphaning string
	// Unanalysed says why only the syntax of the statement was checked; empty
	// if its tree was read.
	Unanalysed string

	// Actions are what it does to the objects of the database, one by one, and Locks what it locks
	// for that. Nil: not worked out.
	Actions []Action
	Locks   []Lock
	// Conflicts are why the server would refuse it, as far as the catalog knows.
	Conflicts []schema.Conflict
	// Tree is the dialect's own parse tree, for Simulate; nobody else looks at it. It
	// is kept only where ir.Env asks for it.
	Tree any `json:"-"`
}

// Object is a thing in the database that a statement names.
type Object struct {
	Kind string `json:"kind"` // "table", "index", "type" ..., lower case
	Name string `json:"name"` // as SQL writes it: quoted where it must be, with the schema if one was given
}

// EnumValue is a value that ALTER TYPE ... ADD VALUE adds to an enum.
type EnumValue struct{ Type, Value string }

// Control is what a statement does to transactions.
type Control int

// The controls. NoControl: the statement leaves transactions alone.
const (
	NoControl Control = iota
	Begin
	Commit
	OtherControl // ROLLBACK, SAVEPOINT, PREPARE TRANSACTION ...
)
