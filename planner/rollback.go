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
	defer p.queue.Close()
	w.before = p.begin
	w.walkAlong(req.Path, p.prepare, func(i int, c *compiled) {
		steps[i] = *c
		p.step(&steps[i], &p.downs[i], w.catalog)
	})
	p.queue.Wait()
	steps[0].diags = append(early, steps[0].diags...)
	return steps, p.finish(w.catalog)
}

// proof follows the way back of an upgrade, and what a downgrade throws away.
type proof struct {
	req      *Request
	start    *schema.Catalog // at the start of the path
	since    uint64          // when start was taken
	below    *schema.Catalog // in front of the step that is walked
	behind   *schema.Catalog // behind the step before it, if nothing has changed since
	queue    *parallel.Queue // what is done behind the walk, while it goes on
	downs    []compiled      // of an upgrade
	found    outcome
	replayed bool // in a server of sqlplan's own
	// broken: the way back of some step cannot be followed, so that of the path cannot either.
	broken bool
}

func newProof(req *Request, start *schema.Catalog) *proof {
	start.Refresh()
	p := &proof{req: req, start: start.Clone(), downs: make([]compiled, len(req.Path.Steps)), replayed: start.Server() != nil}
	p.since = start.Since()
	p.queue = parallel.NewQueue(lookahead)
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
	if p.below, p.behind = p.behind, nil; p.below == nil {
		p.below = catalog.Clone()
	}
}

// step looks at what a step has done to the catalog, and whether its way back undoes it: beside the walk, which goes on
// with the next step, unless a server of sqlplan's own holds the tables.
func (p *proof) step(up, down *compiled, catalog *schema.Catalog) {
	trial := &trial{proof: p, up: up, down: down, below: p.below, after: catalog}
	if p.replayed {
		trial.run()
	} else {
		trial.after = catalog.Clone()
		p.queue.Do(trial.run)
	}
	if p.req.EachAlone {
		catalog.SettleSince(p.below)
	} else if !p.replayed {
		p.behind = trial.after
	}
}

// trial is one step of a proof: the catalogs in front of it and behind it.
type trial struct {
	*proof
	up, down     *compiled
	below, after *schema.Catalog
}

func (t *trial) run() {
	t.gone()
	switch {
	case !t.proves():
	case !t.upgrades():
		t.after.Refresh()
		t.dataLost()
	case t.up.diags.HasErrors() || t.up.stop != nil:
		t.unproven(t.up, "the revision does not compile")
	default:
		t.wayBack()
	}
	forget(t.down.stmts)
}

func (p *proof) unproven(c *compiled, format string, args ...any) {
	p.broken = true
	p.found.unproven = append(p.found.unproven, Unproven{c.step.Revision.ID, fmt.Sprintf(format, args...)})
}

// wayBack simulates the downgrade of the revision behind its upgrade.
func (t *trial) wayBack() {
	revision := t.up.step.Revision
	if o := t.down.irreversible; o != nil {
		at := o.At.Pos()
		t.broken = true
		t.found.irreversible = append(t.found.irreversible, Irreversible{ID: revision.ID, Reason: o.Reason, Path: at.Path, Line: at.Line})
		t.dataLost()
		return
	}
	end, undo := t.after.Trial()
	why := "what its downgrade does cannot be tried"
	if end != nil {
		defer undo()
		why = t.simulate(t.down, end)
	}
	if why != "" {
		t.unproven(t.up, "%s", why)
		return
	}
	if d := end.Doubt(); d != nil && d != t.below.Doubt() {
		t.unproven(t.up, "%s (%s)", d.Reason, lineOf(d.Span))
		return
	}
	differences, doubts := schema.Unrestored(t.below, end, t.req.isVersionTable)
	if len(doubts) > 0 {
		d := doubts[0]
		t.unproven(t.up, "what %s looks like is not known: %s", d.Name, d.Doubt.Reason)
	}
	t.dataLost()
	t.writes(end)
	idle := t.undoesNothing(differences, end)
	for _, d := range differences {
		l := lostDefinition(d)
		l.Revision = revision.ID
		t.found.lost = append(t.found.lost, l)
		t.found.losses = append(t.found.losses, check.Loss{Revision: l.Revision, Span: revision.Span, Object: l.Object, What: l.What,
			Order: d.Aspect == schema.ColumnOrder, Idle: idle})
	}
}

// undoesNothing tells whether a downgrade that leaves the differences leaves all that the upgrade has made.
func (t *trial) undoesNothing(left []schema.Difference, end *schema.Catalog) bool {
	if len(left) == 0 || !schema.SameTables(t.after, end, t.req.isVersionTable) {
		return false
	}
	made, _ := schema.Unrestored(t.below, t.after, t.req.isVersionTable)
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

// dataLost records the values that the step throws away.
func (t *trial) dataLost() {
	for _, d := range schema.DataLost(t.below, t.after, t.req.EachAlone, t.req.isVersionTable) {
		t.lose(Lost{Revision: t.up.step.Revision.ID, Object: d.Object, What: d.What, Data: true}, d.Table, d.Column, d.Made)
	}
}

// gone records for the rules what the step throws away of what was there before the path. Where actions are known,
// the rules say it of each statement.
func (t *trial) gone() {
	if t.req.reviewer() != nil || !t.proves() || t.up.diags.HasErrors() || t.up.stop != nil {
		return
	}
	t.after.Refresh()
	for _, d := range schema.DataLost(t.below, t.after, t.req.EachAlone, t.req.isVersionTable) {
		if t.wasThere(d.Table, d.Column, d.Made) {
			r := t.up.step.Revision
			t.found.gone = append(t.found.gone, check.Loss{Revision: r.ID, Span: r.Span, Object: d.Object, What: d.What})
		}
	}
}

// lose records a loss of data, of the path too if it is about what was there at its start.
func (t *trial) lose(l Lost, table schema.Name, column string, made source.Span) {
	t.found.lost = append(t.found.lost, l)
	if t.wasThere(table, column, made) {
		l.Revision = ""
		t.found.pathLost = append(t.found.pathLost, l)
	}
}

// wasThere tells whether a table, or its column that a statement has made, was there before the path.
func (t *trial) wasThere(table schema.Name, column string, made source.Span) bool {
	if known, _ := t.below.Table(table.Schema, table.Name); known != nil && known.Created {
		return false
	}
	first, _ := t.start.Table(table.Schema, table.Name)
	return column == "" || first == nil || slices.ContainsFunc(first.Columns, func(c *schema.Column) bool { return c.Made == made })
}

// writes records changes of rows that the downgrade leaves as they are. Where it writes to the same table
// it is taken to undo them.
func (t *trial) writes(end *schema.Catalog) {
	for _, st := range t.up.stmts {
		for _, w := range writesOf(st) {
			table, known := t.below.Table(w.table.Schema, w.table.Name)
			if table == nil || known.No() || table.IsView() || !t.leftBehind(table, w, end) || slices.ContainsFunc(t.down.stmts, func(d *sqlstmt.Stmt) bool { return writesTo(d, w.table) }) {
				continue
			}
			t.lose(Lost{Revision: t.up.step.Revision.ID, Object: table.Kind.String() + " " + t.below.Reference(table.Name), Data: true,
				What: fmt.Sprintf(w.what(), w.kind, lineOf(st.Span))}, table.Name, "", table.Made)
		}
	}
}

// leftBehind tells whether a write to a table may still show at the end of the way back.
func (t *trial) leftBehind(table *schema.Table, w write, end *schema.Catalog) bool {
	rows, _ := t.below.RowsOf(table)
	if t.req.EachAlone {
		rows = schema.RowsUnknown
	}
	now, known := end.Table(table.Name.Schema, table.Name.Name)
	if now == nil || known.No() || rows == schema.RowsNone && w.kind != "INSERT" && w.kind != "COPY" && w.kind != "MERGE" {
		return false
	}
	if w.kind == "UPDATE" && len(w.columns) > 0 && !slices.ContainsFunc(w.columns, func(c string) bool { return table.Column(c) != nil && now.Column(c) != nil }) {
		return false // the columns are those of the revision itself, and go with it
	}
	if t.req.EachAlone {
		return true
	}
	was, ok := t.below.ListedRows(table)
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
	if !p.req.NoTables {
		p.found.tables = tableChanges(p.start, end, p.req.isVersionTable)
	}
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
		p.wholePath(end)
	}
	found := p.found // without the catalogs, which are large
	return &found
}

// wholePath simulates all downgrades, from the end of the path to its start. It is the last that is done with the catalog.
func (p *proof) wholePath(end *schema.Catalog) {
	p.below, p.behind = nil, nil
	end.Careless(p.since)
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
