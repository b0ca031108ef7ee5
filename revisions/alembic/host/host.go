// Package host is what the built-ins of SQLAlchemy and Alembic share while they
// run one revision: where operations go, what is known of the project, and the
// errors that they raise. The built-ins themselves are tables that no run changes.
package host

import (
	"errors"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Run is one run of one revision. It belongs to one interpreter, and so to one goroutine.
type Run struct {
	Env *ir.Env
	// Emit takes the operations in order. Its error ends the run.
	Emit func(ir.Op) error
	// Naming is the naming convention of env.py's target_metadata; nil if there is none.
	Naming *NamingConvention
	// Bind makes what op.get_bind() returns; nil where there is no connection to offer.
	Bind func(t *python.Thread) (python.Value, error)
	// Bound runs for an object that is handed to something which takes a bind, so
	// that a bind that came from elsewhere is noticed; may be nil.
	Bound func(t *python.Thread, bind python.Value) error
	// Finish runs when the revision is at its end, and emits what was held back; may be nil.
	Finish func() error
	// Reflect fills a table from the catalog (autoload_with, metadata.reflect); nil
	// where there is no catalog.
	Reflect func(t *python.Thread, target python.Value, c *python.Call) error
	// Option returns an option of the project's configuration file; section is ""
	// for the main one.
	Option func(section, name string) (value string, ok bool)
	// ConfigFile is the configuration file's path below the project, and Section its main section.
	ConfigFile, Section string
	// Compile writes an expression as str() shows it; nil where nobody can.
	Compile func(e ir.Expr) (string, error)
	// Configure are the arguments of env.py's context.configure(); nil where there is no env.py.
	Configure *Configure
	// Tag is the argument of --tag; empty: none.
	Tag string
	// ColumnDefault returns the DEFAULT of a column as information_schema shows it, nil if
	// it has none, and whether that is known; nil where there is no catalog.
	ColumnDefault func(schema, table, column string) (def *string, known bool)
	// TypeSQL writes a type for a dialect, and for none in particular if its name is
	// empty: what str(type) and type.compile() return. nil where nothing is written.
	TypeSQL func(dialect string, typ *ir.Type) (string, error)
	// Operations are those of third-party packages, by name; they take the
	// operations object as their first argument.
	Operations map[string]python.Value

	order int
	kept  map[any]any
}

// Configure are the keyword arguments of context.configure(). Open: there may be more, which cannot be read.
type Configure struct {
	Options []Option
	Open    bool
}

// Option is a keyword argument that env.py gives; its value is nil if it cannot be read. It belongs to all runs.
type Option struct {
	Name  string
	Value python.Value
	At    source.Span
}

// NamingConvention is a naming convention that was read without running anything.
type NamingConvention struct {
	// Templates are the patterns by kind ("ix", "uq", "ck", "fk", "pk"), in order.
	Templates []NamingTemplate
}

// NamingTemplate is one entry of a naming convention.
// Function, where it is set, computes the value in the place of Pattern.
type NamingTemplate struct {
	Key, Pattern string
	Function     func(t *python.Thread) (python.Value, error)
}

// Of returns the run that t belongs to. Code that runs outside of one, such as an
// env.py that is only read, gets a run that takes no operations.
func Of(t *python.Thread) *Run {
	if r, ok := t.Host().(*Run); ok && r != nil {
		return r
	}
	return &Run{Env: &ir.Env{}, Emit: func(ir.Op) error { return ErrNoRun }}
}

// ErrNoRun is what an operation meets outside of a revision's run.
var ErrNoRun = errors.New("an operation was called outside of upgrade() and downgrade()")

// Next returns growing numbers. They stand for the order in which objects were made.
func (r *Run) Next() int {
	r.order++
	return r.order
}

// Keep returns what make returned when key was asked for the first time in this
// run. A package uses a key of a type of its own.
func (r *Run) Keep(key any, make func() any) any {
	if v, ok := r.kept[key]; ok {
		return v
	}
	if r.kept == nil {
		r.kept = map[any]any{}
	}
	v := make()
	r.kept[key] = v
	return v
}

// Dialect is the name of the dialect that is compiled for.
func (r *Run) Dialect() string { return r.Env.Dialect }

// Unsupported is something that sqlplan does not do. No Python code can catch it:
// what is left out silently would be missing from the script.
type Unsupported struct {
	Code, Message, Help string
	// At is where it stands; zero: at the call.
	At source.Span
}

func (u *Unsupported) Error() string { return u.Message }

// Codes of this package family's diagnostics. They never change their meaning.
const (
	CodeUnsupported  = "SP475" // a function or an argument of Alembic or SQLAlchemy that sqlplan does not have
	CodeBatch        = "SP476" // a batch operation that has to copy the table
	CodeNoConnection = "SP477" // a connection that only a running database has
	CodeReflect      = "SP478" // a table that would have to be read from the database
)
