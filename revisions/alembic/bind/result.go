package bind

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var (
	resultClass  = python.NewClass("sqlalchemy.engine.cursor", "CursorResult")
	scalarsClass = python.NewClass("sqlalchemy.engine.result", "ScalarResult")
	mappingClass = python.NewClass("sqlalchemy.engine.result", "MappingResult")
)

// Result is what execute() returns. The rows are asked for when they are used.
type Result struct {
	s         *state
	op        ir.Op
	statement ir.Expr
	sql       string
	kind      kind
	at        source.Span
	// emitted is how many operations the run had when the statement was executed.
	emitted int

	looked bool // lookUp has been asked
	known  bool
	why    string
	answer ir.Answer
	rows   []python.Value // by shape; nil until they are used
	ready  bool
	next   int // of the cursor

	view  view
	shape func(t *python.Thread, row *Row) (python.Value, error) // nil: the row itself
	from  *Result                                                // whose rows a view shows
}

// view is what the elements of a result are.
type view int

const (
	rowsView view = iota
	scalarsView
	mappingsView
)

// Class returns the class of the result.
func (r *Result) Class() *python.Class {
	return [...]*python.Class{rowsView: resultClass, scalarsView: scalarsClass, mappingsView: mappingClass}[r.view]
}

// lookUp asks the catalog for the answer, while it still describes the moment at
// which the statement was executed.
func (r *Result) lookUp(s *state) error {
	if r.looked {
		return nil
	}
	if s.run.Env == nil || s.run.Env.State == nil {
		r.looked, r.why = true, "nothing is known of the database here"
		return nil
	}
	if s.emitted != r.emitted {
		r.looked, r.why = true, "the result is used after other statements"
		return nil
	}
	answer, known, why, err := s.run.Env.State.Query(r.sql)
	if err != nil {
		return err
	}
	r.looked, r.answer, r.known, r.why = true, answer, known, why
	return nil
}

// use makes the rows known, or says why they cannot be.
func (r *Result) use(t *python.Thread, what string) error {
	if r.from != nil {
		return r.from.use(t, what)
	}
	if r.ready {
		return nil
	}
	s := r.s
	if r.statement == nil {
		r.ready = true
		return nil
	}
	if err := r.lookUp(s); err != nil {
		return err
	}
	if r.kind == writes && r.known && len(r.answer.Rows) > 0 && (!r.answer.Ran || len(r.answer.Columns) == 0) {
		return r.unresolved(t, what)
	}
	if !r.known && r.kind != writes && s.run.Env != nil && s.run.Env.State != nil {
		if answer, ok := s.run.Env.State.Ask(ir.Question{At: r.at, SQL: r.sql, Use: what}); ok {
			r.answer, r.known = answer, true
			s.drop(r)
			return r.fill(t)
		}
	}
	if !r.known {
		return r.unresolved(t, what)
	}
	s.drop(r)
	r.record()
	return r.fill(t)
}

// drop takes back a query whose result has been used.
func (s *state) drop(r *Result) {
	if s.pending == r {
		s.pending = nil
	}
}

// writesHelp is what can be done where a revision depends on what a statement of its own has written.
const writesHelp = "make it one statement (WITH ... RETURNING), or leave the step to a person with --on-unresolved=stop"

// unresolved is the error for a result that nobody knows.
func (r *Result) unresolved(t *python.Thread, what string) error {
	if r.kind == writes && r.known {
		r.why = "what a statement that writes returns is known to the server only"
	}
	help := "make the revision one statement (INSERT ... SELECT, UPDATE ... FROM), or leave the step to a person with --on-unresolved=stop"
	switch {
	case r.kind != writes && r.s.run.Dialect() == "postgresql": // the only server that questions can be asked
		help = "bring the rows with `sqlplan questions` and --answers, " + help
	case r.kind == writes:
		help = writesHelp
	}
	return &host.Unsupported{Code: CodeData, At: t.Span(), Help: help,
		Message: fmt.Sprintf("%s depends on the rows of a query at line %d, and they are not known: %s", what, r.at.Pos().Line, r.why)}
}

// record says what the answer relies on.
func (r *Result) record() {
	if r.s.run.Dialect() == "sqlite" {
		if r.kind != writes {
			r.recordSQLite()
		}
		return
	}
	if r.kind == writes {
		if n := len(r.answer.Rows); n > 0 && r.answer.Ran {
			r.s.assume(r.at, fmt.Sprintf("a statement writes %s, since its table was created and filled on the way: %s", rowCount(n), shortened(r.sql)), "")
		}
		return
	}
	if catalogQuery.MatchString(bare(r.sql)) {
		check := ""
		if r.emitted == 0 {
			check = r.s.probes().rows(r.sql, r.answer)
		}
		r.s.assume(r.at, fmt.Sprintf("a query of the catalog gives %s: %s", rowCount(len(r.answer.Rows)), shortened(r.sql)), check)
		return
	}
	if c, err := r.s.catalog(); err == nil && c.Based() && readsFrom.MatchString(bare(r.sql)) {
		r.s.assume(r.at, fmt.Sprintf("a query gives %s, as the base schema and the revisions before have left them: %s", rowCount(len(r.answer.Rows)), shortened(r.sql)), "")
		return
	}
	if n := len(r.answer.Rows); n > 0 && readsFrom.MatchString(bare(r.sql)) {
		r.s.assume(r.at, fmt.Sprintf("a query gives %s, since its tables were created and filled on the way: %s", rowCount(n), shortened(r.sql)), "")
		return
	}
	if tables := readsFrom.FindAllString(bare(r.sql), -1); len(tables) > 0 {
		r.s.assume(r.at, "a query gives no rows, since its table was created on the way and nothing has written to it: "+shortened(r.sql), "")
	}
}

func rowCount(n int) string {
	switch n {
	case 0:
		return "no rows"
	case 1:
		return "one row"
	}
	return fmt.Sprintf("%d rows", n)
}

// shortened is a query on one line.
func shortened(sql string) string {
	const most = 100
	text := strings.Join(strings.Fields(sql), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + " ..."
	}
	return text
}

// fill makes the rows of the answer.
func (r *Result) fill(t *python.Thread) error {
	r.ready = true
	types := columnTypes(r.statement)
	for _, values := range r.answer.Rows {
		row := &Row{columns: r.answer.Columns}
		for i, v := range values {
			var typ *ir.Type
			if i < len(types) {
				typ = types[i]
			}
			made, err := r.value(t, v, typ, i)
			if err != nil {
				return err
			}
			row.values = append(row.values, made)
		}
		var elem python.Value = row
		if r.shape != nil {
			var err error
			if elem, err = r.shape(t, row); err != nil {
				return err
			}
		}
		r.rows = append(r.rows, elem)
	}
	return nil
}

// elements are the rows as the result shows them, from the cursor on.
func (r *Result) elements(t *python.Thread, what string) ([]python.Value, error) {
	base := r
	if r.from != nil {
		base = r.from
	}
	if err := base.use(t, what); err != nil {
		return nil, err
	}
	rows := base.rows[min(base.next, len(base.rows)):]
	if r.view == rowsView {
		return rows, nil
	}
	list := make([]python.Value, len(rows))
	for i, v := range rows {
		row, isRow := v.(*Row)
		switch {
		case r.view == mappingsView && isRow:
			list[i] = row.mapping()
		case isRow && len(row.values) > 0:
			list[i] = row.values[0]
		default:
			list[i] = v
		}
	}
	return list, nil
}

func (r *Result) advance(n int) {
	base := r
	if r.from != nil {
		base = r.from
	}
	base.next += n
}

// Iterate goes over the rows.
func (r *Result) Iterate(t *python.Thread) (python.Iterator, error) {
	list, err := r.elements(t, "a loop")
	r.advance(len(list))
	return python.SliceIterator(list), err
}

// Index is result[i], which SQLAlchemy 1 had for lists.
func (r *Result) Index(t *python.Thread, key python.Value) (python.Value, error) {
	list, err := r.elements(t, "a subscript")
	if err != nil {
		return nil, err
	}
	return t.Index(python.NewList(list...), key)
}
