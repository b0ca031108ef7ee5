// Package sqlexprs writes expressions and statements of the expression language
// (revisions/ir) as SQL, in the words and with the line breaks that SQLAlchemy's
// compiler has. What differs between servers is in a Dialect: the way to write
// names, types and literals, and a table of functions for the constructs that a
// server has in a form of its own.
package sqlexprs

import (
	"fmt"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Dialect is what the compiler asks about a server. It is filled once and shared;
// nil functions stand for the standard form.
type Dialect struct {
	Name string
	// Title is the server's name in messages; empty: Name.
	Title string
	Names *ident.Style
	// Literal writes a constant; typ may be nil.
	Literal func(v ir.Value, typ *ir.Type) (string, error)
	// TypeName writes a type in a CAST.
	TypeName func(typ *ir.Type) (string, error)

	// Binary and Unary write operators in the server's own way; Funcs do so for
	// functions, by their name in lower case.
	Binary map[ir.Operator]func(c *Compiler, b *ir.Binary) string
	Unary  map[ir.Operator]func(c *Compiler, u *ir.Unary) string
	Funcs  map[string]func(c *Compiler, f *ir.Func) string
	// Lacks names what the server does not have of a node: an ir.Expr, an *ir.Alias, *ir.CTE, *ir.ValuesFrom or *ir.Join; "" if it has it.
	Lacks func(node any) string
	// Extract writes EXTRACT in the server's own way.
	Extract func(c *Compiler, e *ir.Extract) string
	// True and False are the constants of conditions; empty: "true" and "false".
	True, False string
	// EmptySet is a query without rows for an empty list; empty: the standard form. Behind IN a condition stands for
	// the list, unless EmptySetInIn: the server takes the query there as well.
	EmptySet     string
	EmptySetInIn bool
	// Cast writes a CAST in the server's own way.
	Cast func(c *Compiler, cast *ir.Cast) string
	// Limit writes LIMIT and OFFSET, Fetch writes FETCH FIRST, Lock writes FOR UPDATE. Where the server has one clause
	// for all three of LIMIT, OFFSET and FETCH FIRST, RowLimit writes it, and Limit and Fetch are not asked.
	Limit    func(c *Compiler, limit, offset ir.Expr) string
	Fetch    func(c *Compiler, tail *ir.Tail) string
	Lock     func(c *Compiler, lock *ir.Lock) string
	RowLimit func(c *Compiler, t *ir.Tail) string
	// Top is what stands between SELECT and the columns in the place of a LIMIT.
	Top func(c *Compiler, t *ir.Tail) string
	// Output writes what INSERT, UPDATE and DELETE give back in front of VALUES, FROM
	// and WHERE, for servers without RETURNING.
	Output func(c *Compiler, table ir.From, items []ir.SelectItem, deleted bool) string
	// DistinctOn writes DISTINCT ON (...); nil: the server has no such thing.
	DistinctOn func(c *Compiler, on []ir.Expr) string
	// Conflict writes what follows the values of an INSERT.
	Conflict func(c *Compiler, ins *ir.Insert) string
	// UpdateFrom and DeleteFrom are the words before the further tables of an
	// UPDATE and a DELETE ("FROM", "USING"); empty: the server has no such thing.
	UpdateFrom, DeleteFrom string
	// FromNamesOwn: the table itself stands among the further tables, too.
	FromNamesOwn bool
	// NoRecursive: the server has no word RECURSIVE behind WITH.
	NoRecursive bool
	// LabelFunctions: a function among the columns has a label even without a name.
	LabelFunctions bool
	// BareAliases: no AS stands between a FROM element and its alias.
	BareAliases bool
	// LabelsAgain: ORDER BY and GROUP BY repeat the expression of a label.
	LabelsAgain bool
	// SelectHints: hints stand behind SELECT, in a comment.
	SelectHints bool
	// OneRow: VALUES of an INSERT has one row.
	OneRow bool
	// CompoundWords are the words between queries where they are other ones.
	CompoundWords map[string]string
	// FromFunc writes a function in FROM, and WholeValue follows the alias of one
	// that stands for its only value.
	FromFunc   func(c *Compiler, f *ir.Func) string
	WholeValue string
	// OrderNeedsLimit: a subquery has ORDER BY only where it is limited.
	OrderNeedsLimit bool
	// Sequence writes the next value of a sequence.
	Sequence func(c *Compiler, s *ir.Sequence) string
	// EmptyArray writes an array without elements.
	EmptyArray func(c *Compiler, a *ir.Array) string
	// Concat joins texts, of two operands or more; nil: ConcatWord stands between them, or " || " if that is empty.
	Concat     func(parts []string) string
	ConcatWord string
	// Inserted writes a column of the row that an INSERT could not write.
	Inserted func(c *Compiler, col *ir.ColumnRef) string
	// ChangeLimit writes LIMIT of an UPDATE or a DELETE, from the options of the statement, with a space in front.
	ChangeLimit func(c *Compiler, options []ir.Option) string
	// NoArrays: the server has no arrays.
	NoArrays bool
	// InnerJoin is the word between two tables; empty: "JOIN".
	InnerJoin string
	// UpdateTables: an UPDATE lists its further tables before SET, and qualifies the columns there.
	// DeleteUsing: a DELETE with further tables lists its own again behind USING.
	UpdateTables, DeleteUsing bool
	// WithBehindInsert: WITH stands before the SELECT of an INSERT. WithSelectOnly: it stands before no UPDATE and DELETE.
	WithBehindInsert, WithSelectOnly bool
	// NoSequenceDefaults: the application takes no values from a sequence on its own.
	NoSequenceDefaults bool
	// ExtractFields are the words of EXTRACT that differ from SQLAlchemy's.
	ExtractFields map[string]string
	// WhereFrom follows the columns of a SELECT that has a WHERE and no FROM (" FROM DUAL").
	WhereFrom string

	// DollarQuotes: $tag$...$tag$ is a literal.
	DollarQuotes bool
	// Returning: the server has RETURNING after the values, NoUpdateReturning: but not behind UPDATE.
	// InsertKeys: an INSERT gives back the key that the server made.
	Returning, NoUpdateReturning, InsertKeys bool
	// BareReturning: the columns of RETURNING stand without their table.
	BareReturning bool
	// NoBoolean: conditions are compared with 1 and 0.
	NoBoolean bool
	// FloatDivision: dividing whole numbers does not cut off the fraction.
	FloatDivision bool
	// DefaultFrom follows the columns of a SELECT without FROM (" FROM dual").
	DefaultFrom string
	// LabelLength is how long a generated label may be; 0: no limit.
	LabelLength int
	// NoDefaultValues: the server has no INSERT ... DEFAULT VALUES, but empty lists. DefaultWord: it has neither, so that a
	// column is named, with the word DEFAULT as its value.
	NoDefaultValues, DefaultWord bool
	// RowsBeforeTuples is "VALUES " where a list of tuples in IN needs it.
	RowsBeforeTuples string
}

// Error is why a statement cannot be written.
type Error struct{ Code, Message, Help string }

func (e *Error) Error() string { return e.Message }

// The codes of an Error.
const (
	// CodeMissingValue: a parameter has no value.
	CodeMissingValue = "SP490"
	// CodeUnsupported: the dialect has no such construct.
	CodeUnsupported = "SP491"
	// CodeLiteral: a value has no literal form.
	CodeLiteral = "SP492"
	// CodeStatement: the statement contradicts itself.
	CodeStatement = "SP493"
)

// Options are how an expression is written where it is part of something else.
type Options struct {
	// NoTable: columns stand without their table's name, as in DDL.
	NoTable bool
	// NoSchema: tables stand without their schema's name.
	NoSchema bool
}

// Compile writes an expression or a statement.
func Compile(d *Dialect, e ir.Expr, opts Options) (string, error) {
	c := &Compiler{d: d, opts: opts}
	text := c.top(e)
	if c.err != nil {
		return "", c.err
	}
	return text, nil
}

// fail keeps the first thing that went wrong; writing goes on so that every
// function can return its text alone.
func (c *Compiler) fail(code, help, format string, args ...any) string {
	if c.err == nil {
		c.err = &Error{Code: code, Help: help, Message: fmt.Sprintf(format, args...)}
	}
	return ""
}

// Fail says that the dialect has no form of a construct.
func (c *Compiler) Fail(format string, args ...any) string {
	return c.fail(CodeUnsupported, "write the statement as SQL with op.execute()", format, args...)
}

func (c *Compiler) note(err error, code, help string) {
	if err != nil && c.err == nil {
		c.err = &Error{Code: code, Help: help, Message: err.Error()}
	}
}

// Report adds the error to the diagnostics of a revision.
func (e *Error) Report(diags *source.Diagnostics, at source.Span) {
	diags.Errorf(at, e.Code, e.Help, "%s", e.Message)
}
