// Package dialects lowers operations to SQL statements, checks them, and knows
// how a script talks to each kind of server.
package dialects

import (
	"github.com/sqlplan/sqlplan/dialects/mssql"
	"github.com/sqlplan/sqlplan/dialects/mysql"
	"github.com/sqlplan/sqlplan/dialects/oracle"
	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/dialects/sqlite"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Dialect is one kind of server.
type Dialect interface {
	// Name is the dialect's folder, its --dialect name and Alembic's dialect.name.
	Name() string
	// Style is how the dialect's text is scanned, split and quoted.
	Style() sqltext.Style
	// ParseVersion reads a --server-version; an empty text gives the default.
	ParseVersion(text string) (ir.Version, error)
	// Lower turns an operation into statements. ir.RawSQL is split here.
	Lower(ir.Op, *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics)
	// Expr writes an expression as SQL.
	Expr(ir.Expr) (string, error)
	// TypeName writes a type as SQL.
	TypeName(*ir.Type) (string, error)
	// Parse checks the statement with a real parser and fills in what it is and
	// does. It may be called from several goroutines with different statements.
	Parse(*sqlstmt.Stmt, *ir.Env) source.Diagnostics
	// Simulate does to the catalog what the statement does to the schema. What it
	// finds in the way is returned; what it cannot follow is marked as not known.
	Simulate(*sqlstmt.Stmt, *schema.Catalog) []schema.Conflict
	// Answer answers a query from the catalog. Where it cannot, known is false and
	// why says what is missing.
	Answer(sql string, catalog *schema.Catalog) (answer ir.Answer, known bool, why string)
	// Warm does beforehand what the first Parse would do. It may run beside
	// other work, and need not be waited for.
	Warm()
	// Script writes the statements that sqlplan itself puts into a script.
	Script() sqlstmt.Script
}

// Replayer is a Dialect that can run the server itself: every path is replayed in it, whether or not a revision
// asks for the catalog, and what the server refuses is reported.
type Replayer interface {
	// NewCatalog returns the catalog of a database with a server behind it, in which nothing is but what
	// the statements make: the version table.
	NewCatalog(made []string) (*schema.Catalog, error)
}

// Cataloger is a Dialect whose databases begin otherwise than with a schema called public.
type Cataloger interface {
	// EmptyCatalog returns the catalog of an empty database.
	EmptyCatalog() *schema.Catalog
}

// Placer is a Dialect some of whose statements run inside a transaction block or not, depending on what they work on.
type Placer interface {
	// Place fills in Outside of a statement that says MayBeOutside, with the catalog as it is before the statement.
	Place(st *sqlstmt.Stmt, catalog *schema.Catalog)
}

// Reviewer is a Dialect that knows what a statement does to a busy database.
type Reviewer interface {
	// Actions takes a statement apart into what it does, with the catalog as it is before the
	// statement. What cannot be told apart is one action of the kind Other.
	Actions(st *sqlstmt.Stmt, catalog *schema.Catalog) []sqlstmt.Action
	// Locks are the locks that the actions of one statement take on a server of the version, in the
	// order in which it takes them, each table once with its strongest.
	Locks(actions []sqlstmt.Action, v ir.Version) []sqlstmt.Lock
}

// Unreviewed is a Dialect whose locks are not worked out, and which says so.
type Unreviewed interface {
	// NotReviewed says in one sentence, without a full stop, what the review leaves to the reader.
	NotReviewed() string
}

// Measurer is a Dialect that can ask a server how large its tables are.
type Measurer interface {
	// StatsQuery is the statements, each without its terminator, that print the statistics of the database: of the tables only,
	// with their partitions, or of all for none. A schema.DefaultSchema that the server does not have is the current database.
	StatsQuery(runner string, only []schema.Name) []string
	// StatsUsage is how the runner is called so that it prints a file that planner.ReadStats takes.
	StatsUsage(runner string) string
}

// Preflighter is a Dialect that can ask, before a release runs, whether it will.
type Preflighter interface {
	Preflight() sqlstmt.Preflight
}

// Versioned is a Dialect that can name the versions of its server, the oldest first.
type Versioned interface {
	Versions() []ir.Version
}

// All are the dialects that sqlplan speaks.
var All = []Dialect{postgresql.Dialect{}, mysql.Dialect{Flavour: mysql.MySQL}, mysql.Dialect{Flavour: mysql.MariaDB}, sqlite.Dialect{}, mssql.Dialect{}, oracle.Dialect{}}
