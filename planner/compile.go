package planner

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// compiled is one step of the path after its body was run, lowered and parsed.
type compiled struct {
	step         revisions.Step
	ops          []lowered
	stmts        []*sqlstmt.Stmt
	irreversible *ir.Irreversible
	assumptions  []ir.Assumption
	questions    []ir.Question
	stop         *source.Diagnostic // why a person has to do the revision; nil if it compiled
	asks         bool               // the body asks for the catalog
	diags        source.Diagnostics
	// origins are the tables that each statement works on, by their names in it: what they are called on production.
	origins map[*sqlstmt.Stmt]map[string]schema.Name
}

// lowered is one operation and the statements that it became.
type lowered struct {
	op    ir.Op // as worded returns it
	stmts []*sqlstmt.Stmt
}

// worded returns an operation that is written as its author wrote it, and nil for
// one that is not needed beside its statements: it may be larger than all of them.
func worded(op ir.Op) ir.Op {
	if raw, ok := op.(ir.RawSQL); ok {
		return raw
	}
	return nil
}

// compile runs the bodies of the path and parses their statements, on all
// cores: parsing is most of the work, and few bodies ask what an earlier
// revision did. If any does, the path is then walked once more in its order, to
// run those with the catalog that they ask for, and to place what only the catalog can place. A review walks every path. The result is in the path's
// order whatever finished first. The outcome of the walk is nil where there is no review.
func compile(req *Request) (steps []compiled, found *outcome) {
	switch {
	case len(req.Path.Steps) == 0:
		return nil, nil
	case req.foresees:
		steps = compileForeseen(req)
	case req.Review:
		steps, found = compileReviewed(req)
	default:
		steps = compileApart(req, req.Path)
		if asksAny(steps) || placesAny(steps) || !req.NoReplay && replays(req.Dialect) {
			w := walker{req: req, direction: req.Path.Direction, catalog: baseline(req, &steps[0].diags)}
			defer w.catalog.Close()
			w.walk(steps)
		}
	}
	req.Base.assume(req, steps)
	if req.StopUnresolved {
		for i := range steps {
			steps[i].stopIfBroken()
		}
	}
	return steps, found
}

// compileApart compiles every step of a path as far as that goes without a catalog.
func compileApart(req *Request, path *revisions.Path) []compiled {
	steps := make([]compiled, len(path.Steps))
	parallel.Each(len(steps), func(i int) { steps[i].apart(req, path.Steps[i], path.Direction) })
	return steps
}

// apart compiles one step without a catalog.
func (c *compiled) apart(req *Request, step revisions.Step, d ir.Direction) {
	*c = compiled{step: step}
	c.run(req, &knowledge{req: req, step: c}, d, nil)
}

// lookahead is how many steps are compiled, and held with their parse trees, while those before them are walked.
const lookahead = 64

// walkAlong walks a path while it compiles the steps in front. each is called behind each step; the
// parse trees are gone then.
func (w *walker) walkAlong(path *revisions.Path, beside func(i int), each func(i int, c *compiled)) {
	w.req.keepTrees = true
	steps := make([]compiled, len(path.Steps))
	parallel.Ordered(len(steps), lookahead, func(i int) {
		steps[i].apart(w.req, path.Steps[i], path.Direction)
		beside(i)
	}, func(i int) {
		w.take(&steps[i])
		forget(steps[i].stmts)
		each(i, &steps[i])
		steps[i] = compiled{}
	})
}

// forget lets go of the parse trees of statements that were simulated.
func forget(stmts []*sqlstmt.Stmt) {
	for _, st := range stmts {
		st.Tree = nil
	}
}

func asksAny(steps []compiled) bool {
	for i := range steps {
		if steps[i].asks {
			return true
		}
	}
	return false
}

// placesAny tells whether a statement can be placed only with the catalog.
func placesAny(steps []compiled) bool {
	for i := range steps {
		if slices.ContainsFunc(steps[i].stmts, func(st *sqlstmt.Stmt) bool { return st.MayBeOutside }) {
			return true
		}
	}
	return false
}

// run runs the body of the step. after is called for each statement, before the
// body goes on; nil for nothing.
func (c *compiled) run(req *Request, state *knowledge, d ir.Direction, after func(*sqlstmt.Stmt)) {
	env := req.env(d)
	env.State = state
	lone := req.Set.Format.Hints().LoneCommit
	autocommit, committed := false, false
	broken := c.step.Revision.Body.Run(env, func(op ir.Op) error {
		switch o := op.(type) {
		case ir.Irreversible:
			c.irreversible = &o
			return nil
		case ir.Autocommit:
			autocommit, committed = o.Begin, true
			c.ops = append(c.ops, lowered{op: op})
			return nil
		}
		stmts, diags := req.Dialect.Lower(op, env)
		c.diags = append(c.diags, diags...)
		kept := stmts[:0:0]
		for _, st := range stmts {
			c.diags = append(c.diags, req.Dialect.Parse(st, env)...)
			if lone && (st.Control == sqlstmt.Commit || st.Control == sqlstmt.Begin) {
				committed = true
				continue
			}
			if autocommit && st.Outside == "" {
				st.Outside, st.OutsideAsked = "the revision puts it into an autocommit block", true
			}
			st.NewTransaction = st.NewTransaction || committed
			committed = false
			kept = append(kept, st)
			if after != nil {
				after(st)
			}
		}
		c.ops = append(c.ops, lowered{worded(op), stmts})
		c.stmts = append(c.stmts, kept...)
		return nil
	})
	c.diags = append(c.diags, broken...)
}

// stopIfBroken turns the errors of a step into a stop: the script halts there
// until a person has done the revision by hand.
func (c *compiled) stopIfBroken() {
	if o := c.irreversible; o != nil {
		c.stop = &source.Diagnostic{Severity: source.Warning, Code: "SP305", Span: o.At, Message: "there is no way back: " + o.Reason}
		c.irreversible = nil
	}
	for i := range c.diags {
		if d := &c.diags[i]; d.Severity == source.Error {
			if c.stop == nil {
				stop := *d
				c.stop = &stop
			}
			d.Severity = source.Warning
		}
	}
	if c.stop != nil {
		c.stmts, c.ops = nil, nil
	}
}

// reversible is a body that can tell without a run that it will not say that there is no way back.
type reversible interface{ Reversible() bool }

// FindIrreversible lists the revisions of the path that have no way back. It runs their bodies, for nothing but what
// they say about a way back, unless that can be told without. It costs little: nothing is lowered or parsed.
func FindIrreversible(req Request) []Irreversible {
	found := make([]*Irreversible, len(req.Path.Steps))
	parallel.Each(len(found), func(i int) {
		step := req.Path.Steps[i]
		if r, ok := step.Revision.Body.(reversible); ok && r.Reversible() {
			return
		}
		env := req.env(ir.Downgrade)
		env.State = &knowledge{req: &req, step: &compiled{step: step}}
		step.Revision.Body.Run(env, func(op ir.Op) error {
			if o, ok := op.(ir.Irreversible); ok {
				at := o.At.Pos()
				found[i] = &Irreversible{ID: step.Revision.ID, Reason: o.Reason, Path: at.Path, Line: at.Line}
			}
			return nil
		})
	})
	list := []Irreversible{}
	for _, f := range found {
		if f != nil {
			list = append(list, *f)
		}
	}
	return list
}

// isUnwritten tells whether somebody has yet to write the revision's upgrade. A
// merge is complete without a statement.
func (c *compiled) isUnwritten(req *Request) bool {
	return req.Set.Format.Hints().Upgrade != "" && req.Path.Direction == ir.Upgrade &&
		len(c.stmts) == 0 && len(c.step.Revision.Down) < 2 && c.stop == nil && !c.diags.HasErrors()
}

// checkSkip reports a START that says more statements of the revision are done than it has.
func (c *compiled) checkSkip() {
	if n := len(c.stmts); c.step.Skip > n {
		c.diags.Errorf(c.step.Revision.Span, "SP304", fmt.Sprintf("its statements are counted from 1 to %d in the order of the script", n),
			"%s~%d: the revision has only %d statements in this direction", c.step.Revision.ID, c.step.Skip, n)
	}
}
