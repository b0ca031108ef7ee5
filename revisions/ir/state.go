package ir

import (
	"errors"

	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// State is the database as a body finds it, as far as that is known without one.
type State interface {
	// Catalog is the schema that the revisions before, and the operations emitted
	// so far, have left. The body does not change it. ErrLater means that the body
	// will be run again when the catalog is there: it has to return at once.
	Catalog() (*schema.Catalog, error)
	// Assume records that the compile relies on something that production may
	// hold otherwise. Repeated assumptions count once.
	Assume(Assumption)
	// SQL writes an operation as the statement that it would become in the script,
	// without emitting it.
	SQL(Op) (string, error)
	// ExprSQL writes an expression.
	ExprSQL(Expr) (string, error)
	// TypeSQL writes a type for a dialect; for none in particular if its name is empty.
	TypeSQL(dialect string, t *Type) (string, error)
	// Query answers a query from the catalog: one that reads the server's own
	// catalogs, or tables that are known to be empty. Where it cannot, known is
	// false and why says what is missing. The error is ErrLater, as Catalog's.
	Query(sql string) (answer Answer, known bool, why string, err error)
	// Ask returns the rows of a query that somebody ran on production; ok is false
	// if nobody has. The question is recorded in any case.
	Ask(Question) (answer Answer, ok bool)
}

// ErrLater is what State.Catalog returns while revisions are compiled side by
// side, without knowing what the ones before have done.
var ErrLater = errors.New("the catalog is not there yet")

// Assumption is something about the database that a compile relied on.
type Assumption struct {
	At source.Span
	// Text says it in words: "the table users has no column email".
	Text string
	// Check is a boolean SQL expression that holds where the assumption does;
	// empty if there is none.
	Check string
	// Always: the script asserts it whether that was asked for or not.
	Always bool
}

// Question is a query whose rows a compile depends on.
type Question struct {
	At  source.Span
	SQL string
	// Use says what depends on it: "the condition of this if".
	Use string
}

// Answer is what the query gave: the names of its columns, and its rows, each
// value as JSON has it: nil, bool, json.Number, string, []any or map[string]any.
type Answer struct {
	Columns []string
	Rows    [][]any
	// Digest is what the server computed over the rows of a question.
	Digest string
	// Ran: the statement was really run, so that the rows are what it returns even if it writes. Inserted
	// is the primary key of the row that it has inserted last, and LastID what the server calls
	// its number; nil if it has inserted none.
	Ran      bool
	Inserted []any
	LastID   *int64
}

// Unknowable is a value in the rows of an Answer that nobody can tell, such as the
// number of an object. It matters only where it is used.
type Unknowable struct{ Why string }

// Bytes is a value in the rows of an Answer that is no text.
type Bytes []byte
