package planner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// outcome is what the walk of a reviewed path has found besides its statements.
type outcome struct {
	lost, pathLost []Lost
	unproven       []Unproven
	irreversible   []Irreversible
	// losses are the definitions among lost, for the rules, and gone the values of servers whose statements have no actions.
	losses, gone []check.Loss
	tables       []TableChange
	// closed: the catalog knows all that the database holds at START.
	closed bool
}

// compileReviewed compiles a path and walks it, and proves the way back beside it: of an upgrade
// the downgrades are compiled too, and each is simulated behind its upgrade.
func compileReviewed(req *Request) ([]compiled, *outcome) {
	var early source.Diagnostics
	n := len(req.Path.Steps)
	w := walker{req: req, direction: req.Path.Direction, catalog: baseline(req, &early), studies: true}
	defer w.catalog.Close()
	steps := make([]compiled, n)
	p := newProof(req, w.catalog)
	w.before = p.begin
	w.walkAlong(req.Path, p.prepare, func(i int, c *compiled) {
		steps[i] = *c
		p.step(i, c, w.catalog)
		if req.EachAlone {
			w.catalog.SettleSince(p.below)
		}
	})
	steps[0].diags = append(early, steps[0].diags...)
	return steps, p.finish(w.catalog)
}

// proof follows the way back of an upgrade, and what a downgrade throws away.
type proof struct {
	req      *Request
	start    *schema.Catalog // at the start of the path
	below    *schema.Catalog // in front of the step
	downs    []compiled      // of an upgrade
	found    outcome
	replayed bool // in a server of sqlplan's own
	// broken: the way back of some step cannot be followed, so that of the path cannot either.
	broken bool
}

func newProof(req *Request, start *schema.Catalog) *proof {
	start.Refresh()
	p := &proof{req: req, start: start.Clone(), downs: make([]compiled, len(req.Path.Steps)), replayed: start.Server() != nil}
	p.found.closed = len(req.Path.Start) == 0 || req.Dump != nil
	return p
}

// upgrades tells whether there is a way back to prove.
func (p *proof) upgrades() bool { return p.req.Path.Direction == ir.Upgrade }

// mostReplayed is how many steps are proved in a server of sqlplan's own: each look at it is one at all of its tables.
const mostReplayed = 500

// proves tells whether the steps are looked at one by one.
func (p *proof) proves() bool { return !p.replayed || len(p.req.Path.Steps) <= mostReplayed }

// prepare compiles the way back of a step. It runs beside the walk.
func (p *proof) prepare(i int) {
	if p.upgrades() && p.proves() {
		p.downs[i].apart(p.req, p.req.Path.Steps[i], ir.Downgrade)
		p.downs[i].ops = nil
	}
}

// begin takes the catalog in front of a step.
func (p *proof) begin(catalog *schema.Catalog) {
	if p.proves() {
		catalog.Refresh()
	}
	p.below = catalog.Clone()
}

// step looks at what a step has done to the catalog, and whether its way back undoes it.
func (p *proof) step(i int, c *compiled, after *schema.Catalog) {
	p.gone(c, after)
	switch {
	case !p.proves():
	case !p.upgrades():
		after.Refresh()
		p.dataLost(c.step.Revision.ID, p.below, after)
	case c.diags.HasErrors() || c.stop != nil:
		p.unproven(c, "the revision does not compile")
	default:
		p.wayBack(c, &p.downs[i], after)
	}
	forget(p.downs[i].stmts)
}

func (p *proof) unproven(c *compiled, format string, args ...any) {
	p.broken = true
	p.found.unproven = append(p.found.unproven, Unproven{c.step.Revision.ID, fmt.Sprintf(format, args...)})
}

// wayBack simulates the downgrade of one revision behind its upgrade.
func (p *proof) wayBack(up, down *compiled, after *schema.Catalog) {
	if o := down.irreversible; o != nil {
		at := o.At.Pos()
		p.broken = true
		p.found.irreversible = append(p.found.irreversible, Irreversible{ID: up.step.Revision.ID, Reason: o.Reason, Path: at.Path, Line: at.Line})
		p.dataLost(up.step.Revision.ID, p.below, after)
		return
	}
	end, undo := after.Trial()
	why := "what its downgrade does cannot be tried"
	if end != nil {
		defer undo()
		why = p.simulate(down, end)
	}
	if why != "" {
		p.unproven(up, "%s", why)
		return
	}
	if d := end.Doubt(); d != nil && d != p.below.Doubt() {
		p.unproven(up, "%s (%s)", d.Reason, lineOf(d.Span))
		return
	}
	differences, doubts := schema.Unrestored(p.below, end, p.req.isVersionTable)
	if len(doubts) > 0 {
		d := doubts[0]
		p.unproven(up, "what %s looks like is not known: %s", d.Name, d.Doubt.Reason)
	}
	p.dataLost(up.step.Revision.ID, p.below, after)
	p.writes(up, down, end)
	idle := p.undoesNothing(differences, after)
	for _, d := range differences {
		l := lostDefinition(d)
		l.Revision = up.step.Revision.ID
		p.found.lost = append(p.found.lost, l)
		p.found.losses = append(p.found.losses, check.Loss{Revision: l.Revision, Span: up.step.Revision.Span, Object: l.Object, What: l.What,
			Order: d.Aspect == schema.ColumnOrder, Idle: idle})
	}
}

// undoesNothing tells whether a downgrade that leaves the differences leaves all that the upgrade has made.
func (p *proof) undoesNothing(left []schema.Difference, after *schema.Catalog) bool {
	if len(left) == 0 {
		return false
	}
	made, _ := schema.Unrestored(p.below, after, p.req.isVersionTable)
	return slices.Equal(left, made)
}

// simulate follows a downgrade on a catalog; it says why that is not possible, if it is not.
func (p *proof) simulate(down *compiled, catalog *schema.Catalog) string {
	w := walker{req: p.req, direction: ir.Downgrade, catalog: catalog}
	var refused []schema.Conflict
	w.refused = func(_ *sqlstmt.Stmt, c schema.Conflict) { refused = append(refused, c) }
	if down.asks {
		again := *down // what it finds depends on the catalog, and the path asks with another
		down = &again
	}
	w.take(down)
	catalog.Refresh()
	if down.diags.HasErrors() {
		return "its downgrade does not compile: " + firstError(down.diags)
	}
	if len(refused) > 0 {
		return fmt.Sprintf("its downgrade would fail: %s (%s)", refused[0].Message, lineOf(refused[0].Span))
	}
	return ""
}

func lineOf(at source.Span) string {
	pos := at.Pos()
	return fmt.Sprintf("%s:%d", pos.Path, pos.Line)
}

// dataLost records the values that a step throws away.
func (p *proof) dataLost(revision string, before, after *schema.Catalog) {
	for _, d := range schema.DataLost(before, after, p.req.EachAlone, p.req.isVersionTable) {
		p.lose(Lost{Revision: revision, Object: d.Object, What: d.What, Data: true}, d.Table, d.Column, d.Made)
	}
}

// gone records for the rules what a step throws away of what was there before the path. Where actions are known,
// the rules say it of each statement.
func (p *proof) gone(c *compiled, after *schema.Catalog) {
	if p.req.reviewer() != nil || !p.proves() || c.diags.HasErrors() || c.stop != nil {
		return
	}
	after.Refresh()
	for _, d := range schema.DataLost(p.below, after, p.req.EachAlone, p.req.isVersionTable) {
		if p.wasThere(d.Table, d.Column, d.Made) {
			r := c.step.Revision
			p.found.gone = append(p.found.gone, check.Loss{Revision: r.ID, Span: r.Span, Object: d.Object, What: d.What})
		}
	}
}

// lose records a loss of data, of the path too if it is about what was there at its start.
func (p *proof) lose(l Lost, table schema.Name, column string, made source.Span) {
	p.found.lost = append(p.found.lost, l)
	if p.wasThere(table, column, made) {
		l.Revision = ""
		p.found.pathLost = append(p.found.pathLost, l)
	}
}

// wasThere tells whether a table, or its column that a statement has made, was there before the path.
func (p *proof) wasThere(table schema.Name, column string, made source.Span) bool {
	if t, _ := p.below.Table(table.Schema, table.Name); t != nil && t.Created {
		return false
	}
	t, _ := p.start.Table(table.Schema, table.Name)
	return column == "" || t == nil || slices.ContainsFunc(t.Columns, func(c schema.Column) bool { return c.Made == made })
}

// writes records changes of rows that the downgrade leaves as they are. Where it writes to the same table
// it is taken to undo them.
func (p *proof) writes(up, down *compiled, end *schema.Catalog) {
	for _, st := range up.stmts {
		for _, w := range writesOf(st) {
			t, known := p.below.Table(w.table.Schema, w.table.Name)
			if t == nil || known.No() || t.IsView() || !p.leftBehind(t, w, end) || slices.ContainsFunc(down.stmts, func(d *sqlstmt.Stmt) bool { return writesTo(d, w.table) }) {
				continue
			}
			p.lose(Lost{Revision: up.step.Revision.ID, Object: t.Kind.String() + " " + p.below.Reference(t.Name), Data: true,
				What: fmt.Sprintf(w.what(), w.kind, lineOf(st.Span))}, t.Name, "", t.Made)
		}
	}
}

// leftBehind tells whether a write to a table may still show at the end of the way back.
func (p *proof) leftBehind(t *schema.Table, w write, end *schema.Catalog) bool {
	rows, _ := p.below.RowsOf(t)
	if p.req.EachAlone {
		rows = schema.RowsUnknown
	}
	now, known := end.Table(t.Name.Schema, t.Name.Name)
	if now == nil || known.No() || rows == schema.RowsNone && w.kind != "INSERT" && w.kind != "COPY" && w.kind != "MERGE" {
		return false
	}
	if w.kind == "UPDATE" && len(w.columns) > 0 && !slices.ContainsFunc(w.columns, func(c string) bool { return t.Column(c) != nil && now.Column(c) != nil }) {
		return false // the columns are those of the revision itself, and go with it
	}
	if p.req.EachAlone {
		return true
	}
	was, ok := p.below.ListedRows(t)
	is, still := end.ListedRows(now)
	return !ok || !still || !sameRows(was, is)
}

func sameRows(a, b [][]any) bool {
	return slices.EqualFunc(a, b, func(x, y []any) bool { return slices.Equal(x, y) })
}

// write is a change of the rows of a table.
type write struct {
	kind    string // "UPDATE"
	table   schema.Name
	columns []string // of an UPDATE, where they are known
}

// what says what a write leaves; the verbs take its kind and its place.
func (w write) what() string {
	switch w.kind {
	case "DELETE", "TRUNCATE":
		return "the rows that %s takes away (%s)"
	case "INSERT", "COPY":
		return "the rows that %s adds stay (%s)"
	}
	return "the values that %s replaces (%s)"
}

// writesOf lists the tables whose rows a statement changes.
func writesOf(st *sqlstmt.Stmt) []write {
	var list []write
	for _, a := range st.Actions {
		switch a.Kind {
		case sqlstmt.Insert, sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge, sqlstmt.Copy, sqlstmt.Truncate:
			list = append(list, write{strings.ToUpper(string(a.Kind)), a.Table, a.Columns})
		}
	}
	if st.Actions != nil || len(st.Objects) == 0 {
		return list
	}
	switch kind, _, _ := strings.Cut(st.Kind, " "); kind {
	case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE":
		list = append(list, write{kind: kind, table: unquoted(st.Objects[0].Name)})
	}
	return list
}

func writesTo(st *sqlstmt.Stmt, n schema.Name) bool {
	return slices.ContainsFunc(writesOf(st), func(w write) bool { return w.table.Name == n.Name })
}

// unquoted reads a name as SQL writes it.
func unquoted(sql string) schema.Name {
	var parts []string
	for rest := sql; ; {
		part, more := cutName(rest)
		parts = append(parts, part)
		if more == "" {
			break
		}
		rest = more
	}
	if n := len(parts); n > 1 {
		return schema.Name{Schema: parts[n-2], Name: parts[n-1]}
	}
	return schema.Name{Name: parts[0]}
}

// cutName takes the first part of a name, and returns what stands behind its point.
func cutName(sql string) (part, rest string) {
	closing := map[byte]string{'"': `"`, '`': "`", '[': "]"}
	if sql != "" && closing[sql[0]] != "" {
		quote := closing[sql[0]]
		for i := 1; i < len(sql); i++ {
			if sql[i:i+1] != quote {
				continue
			}
			if strings.HasPrefix(sql[i+1:], quote) {
				i++
				continue
			}
			return strings.ReplaceAll(sql[1:i], quote+quote, quote), strings.TrimPrefix(sql[i+1:], ".")
		}
	}
	part, rest, _ = strings.Cut(sql, ".")
	return part, rest
}

// lostDefinition says in words what a way back leaves otherwise than it was.
func lostDefinition(d schema.Difference) Lost {
	l := Lost{Object: d.Kind + " " + d.Shown}
	if facts, unnamed := strings.CutPrefix(d.Part, schema.MadeUp); unnamed {
		l.Object = fmt.Sprintf("%s (%s) of %s %s", d.Kind, facts, d.Of, d.Shown)
	} else if d.Part != "" {
		l.Object = fmt.Sprintf("%s %s of %s %s", d.Kind, d.Part, d.Of, d.Shown)
	}
	switch {
	case d.Missing:
		l.What = "is not made again"
	case d.Extra:
		l.What = "is left behind"
	case d.Want == "yes":
		l.What = "was " + d.Aspect + ", and is not any more"
	case d.Have == "yes":
		l.What = "was not " + d.Aspect + ", and is now"
	default:
		aspect, want, have := d.Values()
		l.What = fmt.Sprintf("%s: %s before, %s after", strings.TrimSuffix(aspect, ","), shownValue(want), shownValue(have))
	}
	return l
}

func shownValue(value string) string {
	if value == "" {
		return "none"
	}
	return source.Shorten(value)
}

// finish ends the proof with that of the whole path, and with what became of the tables.
func (p *proof) finish(end *schema.Catalog) *outcome {
	end.Refresh()
	p.found.tables = tableChanges(p.start, end, p.req.isVersionTable)
	switch {
	case !p.proves():
		p.found.unproven = []Unproven{{spec(p.req.Path.Start) + ":" + spec(p.req.Path.End), fmt.Sprintf("more than %d revisions are not tried one by one in SQLite", mostReplayed)}}
		p.found.irreversible = FindIrreversible(*p.req)
	case !p.upgrades() || p.broken:
	case len(p.downs) == 1:
		for _, l := range p.found.lost {
			if !l.Data {
				l.Revision = ""
				p.found.pathLost = append(p.found.pathLost, l)
			}
		}
	case len(p.found.losses) == 0:
		// Each downgrade leaves what stood in front of its upgrade, and so do all of them in their order.
	default:
		whole, undo := end.Trial()
		p.wholePath(whole)
		undo()
	}
	found := p.found // without the catalogs, which are large
	return &found
}

// wholePath simulates all downgrades, from the end of the path to its start.
func (p *proof) wholePath(end *schema.Catalog) {
	env := p.req.env(ir.Downgrade)
	last, why := len(p.downs)-1, ""
	parallel.Ordered(len(p.downs), lookahead, func(i int) {
		for _, st := range p.downs[last-i].stmts {
			p.req.Dialect.Parse(st, env) // again: the trees of all would take too much memory
		}
	}, func(i int) {
		down := &p.downs[last-i]
		if why == "" {
			why = p.simulate(down, end)
		}
		if why != "" {
			why = fmt.Sprintf("on the way back through the whole path %s", why)
			p.unproven(down, "%s", why)
		}
		forget(down.stmts)
	})
	if why != "" {
		return
	}
	differences, _ := schema.Unrestored(p.start, end, p.req.isVersionTable)
	for _, d := range differences {
		p.found.pathLost = append(p.found.pathLost, lostDefinition(d))
	}
}

// report adds what was found about the way back to the revisions that were checked.
func (o *outcome) report(list []Checked) {
	if o == nil {
		return
	}
	at := map[string]int{}
	for i := range list {
		at[list[i].Revision.ID] = i
	}
	for _, l := range o.lost {
		c := &list[at[l.Revision]]
		c.Lost = append(c.Lost, l)
	}
	for _, u := range o.unproven {
		if i, ok := at[u.Revision]; ok {
			list[i].Unproven = u.Reason
		}
	}
}

// rollback says how the inverse of the path is compiled.
func rollback(req *Request, found *outcome) Rollback {
	r := Rollback{Irreversible: []Irreversible{}, Lost: []Lost{}, PathLost: []Lost{}, Unproven: []Unproven{}}
	from, to := spec(req.Path.End), spec(req.Path.Start)
	switch {
	case req.Command == "stamp":
		r.Invocation = req.invocation("stamp", from, to)
	case req.Path.Direction == ir.Downgrade:
		r.Invocation = req.invocation("upgrade", from, to)
	default:
		r.Invocation = req.invocation("downgrade", from, to)
	}
	if found != nil {
		r.Irreversible, r.Lost = append(r.Irreversible, found.irreversible...), append(r.Lost, found.lost...)
		r.PathLost, r.Unproven = append(r.PathLost, found.pathLost...), append(r.Unproven, found.unproven...)
	} else if req.Command == "upgrade" {
		r.Irreversible = FindIrreversible(*req)
	}
	return r
}
