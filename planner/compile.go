package planner

import (
	"fmt"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// compiled is one step of the path after its body was run, lowered and parsed.
type compiled struct {
	step         revisions.Step
	stmts        []*sqlstmt.Stmt
	irreversible *ir.Irreversible
	diags        source.Diagnostics
}

// compile runs the bodies of the path and parses their statements, on all
// cores: parsing is most of the work, and no body of today asks what an earlier
// revision did. The result is in the path's order whatever finished first.
func compile(req *Request) []compiled {
	steps := make([]compiled, len(req.Path.Steps))
	parallel.Each(len(steps), func(i int) { steps[i] = compileStep(req, req.Path.Steps[i]) })
	return steps
}

func compileStep(req *Request, step revisions.Step) compiled {
	c := compiled{step: step}
	env := req.env(req.Path.Direction)
	broken := step.Revision.Body.Run(env, func(op ir.Op) error {
		if o, ok := op.(ir.Irreversible); ok {
			c.irreversible = &o
			return nil
		}
		stmts, diags := req.Dialect.Lower(op, env)
		c.diags = append(c.diags, diags...)
		for _, st := range stmts {
			c.diags = append(c.diags, req.Dialect.Parse(st, env)...)
		}
		c.stmts = append(c.stmts, stmts...)
		return nil
	})
	c.diags = append(c.diags, broken...)
	return c
}

// FindIrreversible lists the revisions of the path that have no way back. It runs their bodies, for nothing but what
// they say about a way back. It costs little: nothing is lowered or parsed.
func FindIrreversible(req Request) []Irreversible {
	list := []Irreversible{}
	env := req.env(ir.Downgrade)
	for _, step := range req.Path.Steps {
		step.Revision.Body.Run(env, func(op ir.Op) error {
			if o, ok := op.(ir.Irreversible); ok {
				at := o.At.Pos()
				list = append(list, Irreversible{ID: step.Revision.ID, Reason: o.Reason, Path: at.Path, Line: at.Line})
			}
			return nil
		})
	}
	return list
}

// isUnwritten tells whether somebody has yet to write the revision's upgrade. A
// merge is complete without a statement.
func (c *compiled) isUnwritten(req *Request) bool {
	return req.Path.Direction == ir.Upgrade && len(c.stmts) == 0 && len(c.step.Revision.Down) < 2 && !c.diags.HasErrors()
}

// checkSkip reports a START that says more statements of the revision are done than it has.
func (c *compiled) checkSkip() {
	if n := len(c.stmts); c.step.Skip > n {
		c.diags.Errorf(c.step.Revision.Span, "SP304", fmt.Sprintf("its statements are counted from 1 to %d in the order of the script", n),
			"%s~%d: the revision has only %d statements in this direction", c.step.Revision.ID, c.step.Skip, n)
	}
}
