package planner

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// BuildAlembic compiles the path of the request and lays it out as
// `alembic upgrade --sql` prints it, without guards, checks and annotations, so
// that the two can be compared byte for byte. Each item of the script is
// followed by an empty line. What differs on purpose is listed in
// docs/alembic.md.
func BuildAlembic(req Request) (script string, diags source.Diagnostics) {
	req.Review = false // the style has no place for what it finds
	steps, _ := compile(&req)
	diags = examine(&req, steps)
	if diags.HasErrors() {
		diags.Sort()
		return "", diags
	}
	state, err := revisions.NewState(req.Set.Graph, req.Path.Start)
	if err != nil {
		panic(fmt.Sprintf("rows of a resolved path: %v", err))
	}
	w := alembicWriter{req: &req, script: sqlstmt.ScriptFor(req.Dialect.Script(), req.Runner), style: req.Dialect.Script().Alembic(), state: state}
	if s, ok := w.style.(sqlstmt.Separated); ok && req.BatchSeparator != nil {
		w.style = s.WithSeparator(*req.BatchSeparator)
	}
	w.write(steps)
	diags.Sort()
	return w.out.String(), diags
}

type alembicWriter struct {
	req    *Request
	script sqlstmt.Script
	style  sqlstmt.Alembic
	state  *revisions.State
	out    strings.Builder
}

// item writes one piece of the script as Alembic's static_output does.
func (w *alembicWriter) item(text string) { w.out.WriteString(text + "\n\n") }

func (w *alembicWriter) items(texts []string) {
	for _, t := range texts {
		w.item(t)
	}
}

func (w *alembicWriter) statement(sql string) { w.items(w.style.Statement(sql)) }

// begin and commit write the bounds of a transaction, where there are any.
func (w *alembicWriter) begin() {
	if w.transactional() {
		w.items(w.style.Begin())
	}
}

func (w *alembicWriter) commit() {
	if w.transactional() {
		w.items(w.style.Commit())
	}
}

func (w *alembicWriter) transactional() bool {
	if w.req.TransactionalDDL != nil {
		return *w.req.TransactionalDDL
	}
	return w.style.TransactionalDDL()
}

func (w *alembicWriter) write(steps []compiled) {
	if w.req.Transaction == Single {
		w.begin()
	}
	if len(steps) == 0 {
		w.stamp()
	}
	for i := range steps {
		if w.req.Transaction != Single {
			w.begin()
		}
		if len(w.state.Rows()) == 0 {
			w.statement(w.style.Table(w.req.VersionTable))
		}
		w.step(&steps[i])
		if w.req.Transaction != Single {
			w.commit()
		}
	}
	if w.req.Transaction == Single {
		w.commit()
	}
}

// step writes one revision.
func (w *alembicWriter) step(c *compiled) {
	r := c.step.Revision
	down := strings.Join(names(r.Down), ", ")
	if w.req.Path.Direction == ir.Upgrade {
		w.item(fmt.Sprintf("-- Running upgrade %s -> %s", down, r.ID))
	} else {
		w.item(fmt.Sprintf("-- Running downgrade %s -> %s", r.ID, down))
	}
	if d := c.stop; d != nil {
		at := d.Span.Pos()
		w.item(fmt.Sprintf("-- sqlplan:stop %s %s:%d:%d %s", d.Code, at.Path, at.Line, at.Col, source.Printable(d.Message)))
		for _, sql := range w.script.Stop(r.ID, d.Message) {
			w.statement(sql)
		}
	}
	for _, as := range c.assumptions {
		if as.Check != "" && (as.Always || w.req.GuardAssumptions) {
			for _, sql := range w.script.Assume(as.Text, as.Check) {
				w.statement(sql)
			}
		}
	}
	for _, l := range c.ops {
		w.operation(l)
	}
	removed, added := w.state.Apply(r.ID, w.req.Path.Direction)
	for _, m := range moves(w.req.VersionTable.Layout, fileOrder(r, removed), fileOrder(r, added)) {
		w.statement(w.style.Move(w.req.VersionTable, m))
	}
}

// operation writes what became of one operation: raw SQL as its author wrote it,
// whole, and the statements of any other operation one by one.
func (w *alembicWriter) operation(l lowered) {
	switch op := l.op.(type) {
	case ir.Autocommit:
		if op.Begin {
			w.commit()
		} else {
			w.begin()
		}
	case ir.RawSQL:
		if len(l.stmts) > 0 {
			w.items(w.style.Raw(op.Text.Text()))
		}
	default:
		for _, st := range l.stmts {
			w.statement(st.Text)
		}
	}
}

// stamp writes the change of the version table alone.
func (w *alembicWriter) stamp() {
	from, to := w.req.Path.Start, w.req.Path.End
	if len(from) == 0 && len(to) > 0 {
		w.statement(w.style.Table(w.req.VersionTable))
	}
	removed, added := difference(from, to), difference(to, from)
	if len(removed)+len(added) == 0 {
		return
	}
	w.item(fmt.Sprintf("-- Running stamp_revision %s -> %s", strings.Join(from, ", "), strings.Join(to, ", ")))
	for _, m := range moves(w.req.VersionTable.Layout, removed, added) {
		w.statement(w.style.Move(w.req.VersionTable, m))
	}
}

// fileOrder puts ids into the order in which the revision names them; what it
// does not name keeps its place behind.
func fileOrder(r *ir.Revision, ids []string) []string {
	var list []string
	for _, name := range append(names(r.Down), names(r.DependsOn)...) {
		for _, id := range ids {
			if id == name {
				list = append(list, id)
			}
		}
	}
	return append(list, difference(ids, list)...)
}
