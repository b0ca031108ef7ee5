// Package bind is the connection that a revision gets where there is no database:
// statements become part of the script, and questions are answered from the schema
// that the revisions before have left, from tables that are known to be empty, or
// from what somebody has looked up on production. What nobody can answer ends the
// run with its place and its reason.
package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of this package's diagnostics. They never change their meaning.
const (
	CodeData     = "SP500" // what the revision does depends on rows that are not known
	CodeSchema   = "SP501" // a question about a part of the schema that is not known
	CodeORM      = "SP502" // ORM code that has no one meaning in SQL
	CodeServer   = "SP503" // something that only a connection to a server has
	CodeRollback = "SP504" // note: a rollback that undoes nothing here
)

// state is what one run knows of its connection.
type state struct {
	run  *host.Run
	emit func(ir.Op) error // the run's own
	// pending is a query whose result nobody has used so far.
	pending *Result
	// emitted counts the operations of the run.
	emitted int
	// silent: assumptions are not recorded, since another one covers them.
	silent int
	// start is the catalog before the first operation of the run; nil if it was not
	// asked for in time.
	start *schema.Catalog
}

type stateKey struct{}

// Attach gives the run its connection.
func Attach(run *host.Run) {
	s := &state{run: run, emit: run.Emit}
	run.Keep(stateKey{}, func() any { return s })
	run.Emit = s.add
	run.Finish = s.flush
	run.Bind = func(*python.Thread) (python.Value, error) { return &Connection{}, nil }
	run.Reflect = reflect
	run.ColumnDefault = s.columnDefault
}

func stateOf(t *python.Thread) *state {
	run := host.Of(t)
	return run.Keep(stateKey{}, func() any { return &state{run: run, emit: run.Emit} }).(*state)
}

// add emits an operation, behind a query that nobody has used.
func (s *state) add(op ir.Op) error {
	if err := s.flush(); err != nil {
		return err
	}
	s.emitted++
	return s.emit(op)
}

// flush emits the query that was held back. Its answer is looked up before: what
// comes next can change it.
func (s *state) flush() error {
	r := s.pending
	if r == nil {
		return nil
	}
	s.pending = nil
	if err := r.lookUp(s); err != nil {
		return err
	}
	s.emitted++
	return s.emit(r.op)
}

// catalog returns the schema as it is now.
func (s *state) catalog() (*schema.Catalog, error) {
	if s.run.Env == nil || s.run.Env.State == nil {
		return nil, &host.Unsupported{Code: CodeSchema, Message: "nothing is known of the schema here", Help: "compile the revision as part of a path"}
	}
	c, err := s.run.Env.State.Catalog()
	if err == nil && s.emitted == 0 && s.start == nil {
		s.start = c.Clone()
	}
	return c, err
}

// probes write the checks of assumptions.
func (s *state) probes() probes { return probesOf(s.run.Dialect()) }

// assume records that the compile relies on something.
func (s *state) assume(at source.Span, text, check string) {
	if s.silent > 0 {
		return
	}
	s.run.Env.State.Assume(ir.Assumption{At: at, Text: text, Check: check})
}

// columnDefault is the DEFAULT of a column as the server shows it.
func (s *state) columnDefault(sch, table, column string) (def *string, known bool) {
	c, err := s.catalog()
	if err != nil {
		return nil, false
	}
	col, k := c.Column(sch, table, column)
	if col == nil || !k.Yes() {
		return nil, false
	}
	if col.Default == nil {
		return nil, true
	}
	return &col.Default.Printed, col.Default.Printed != ""
}

// define puts methods into a class of this package; params is the parameter list
// without self.
func define[T python.Value](cls *python.Class, name, params string, fn func(t *python.Thread, self T, b *python.Bound) (python.Value, error)) {
	sig := python.ParseSignature(cls.Name+"."+name, params)
	cls.Attrs.Set(name, python.NewMethod(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		var self T
		ok := false
		if len(c.Args) > 0 {
			self, ok = c.Args[0].(T)
		}
		if !ok {
			return nil, t.Raise(python.TypeError, "descriptor '%s' requires a '%s' object", name, cls.Name)
		}
		rest := *c
		rest.Args = c.Args[1:]
		if len(c.ArgSpans) > 0 {
			rest.ArgSpans = c.ArgSpans[1:]
		}
		b, err := sig.Bind(&rest)
		if err != nil {
			return nil, err
		}
		return fn(t, self, b)
	}))
}

// nothing defines methods that do nothing here and return None.
func nothing[T python.Value](cls *python.Class, names ...string) {
	for _, name := range names {
		define(cls, name, "*args, **kw", func(*python.Thread, T, *python.Bound) (python.Value, error) { return python.None, nil })
	}
}
