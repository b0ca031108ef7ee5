package planner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// assembler lays the script out, section by section, and keeps count of where
// the database would stand at each point.
type assembler struct {
	req    *Request
	plan   *Plan
	script sqlstmt.Script
	state  *revisions.State

	section *Section
	open    int  // number of the open transaction, 0: none
	begun   int  // transactions so far
	made    bool // the version table was made, or stood there from the start
	whole   int  // revisions committed whole so far
	limited bool // a lock_timeout holds for what runs outside a transaction
	placed  []check.Statement
}

// assemble fills the plan's guard, sections, counts and final assertion.
func (a *assembler) assemble(steps []compiled) source.Diagnostics {
	var diags source.Diagnostics
	g, layout := a.req.Set.Graph, a.req.VersionTable.Layout
	state, err := revisions.NewState(g, a.req.Path.Start)
	if err != nil {
		panic(fmt.Sprintf("rows of a resolved path: %v", err))
	}
	a.state = state
	before, after := tableRows(g, layout, a.plan.From), tableRows(g, layout, a.plan.To)
	a.made = len(a.plan.From) > 0
	a.plan.TransactionalDDL = a.script.TransactionalDDL()
	a.plan.Usage = append([]string{}, a.script.Usage(a.req.Runner)...)
	a.plan.Directives = a.script.Directives(a.req.Runner)
	if checker, ok := a.script.(sqlstmt.ServerChecker); ok {
		a.plan.Setup = a.items(ItemGuard, checker.ServerCheck(a.req.ServerVersion))
	}
	a.plan.Setup = append(a.plan.Setup, a.setup()...)
	a.plan.Guard = a.items(ItemGuard, a.script.Guard(a.req.VersionTable, before, a.req.ServerVersion))
	if len(steps) == 0 && !slices.Equal(before, after) {
		a.stamp(before, after)
	}
	for i := range steps {
		a.revision(&steps[i], i == len(steps)-1, &diags)
	}
	a.plan.Assert = a.items(ItemAssert, a.script.Assert(a.req.VersionTable, after))
	a.plan.Counts.Revisions = len(steps)
	a.plan.Counts.Transactions = a.begun
	return diags
}

// stamp lays out a change of the version table alone.
func (a *assembler) stamp(before, after []string) {
	a.plan.Sections = append(a.plan.Sections, Section{Number: 1, Message: "stamp", Before: a.plan.From, After: a.plan.To,
		Down: []string{}, Depends: []string{}, Labels: []string{}, Fields: []ir.Field{}, Files: []string{}})
	a.section = &a.plan.Sections[0]
	a.begin(nil)
	for _, m := range moves(a.req.VersionTable.Layout, difference(before, after), difference(after, before)) {
		a.move(m)
	}
	a.commit()
}

// revision lays out one step. A single transaction is opened by the first step
// and closed by the last; check has made sure that nothing must leave it.
func (a *assembler) revision(c *compiled, last bool, diags *source.Diagnostics) {
	before := a.state.Rows()
	a.plan.Sections = append(a.plan.Sections, newSection(len(a.plan.Sections)+1, c, before))
	a.section = &a.plan.Sections[len(a.plan.Sections)-1]
	a.section.Assumptions = assumptions(c)
	if c.stop != nil {
		a.stop(c)
	}
	for _, st := range c.stmts[:c.step.Skip] {
		if len(st.Session) > 0 || st.Again {
			a.add(Item{Kind: ItemAgain, SQL: a.script.ForRunner(a.req.Runner, st.Text)})
		}
	}
	for _, seg := range segments(c.stmts) {
		seg := seg.skip(c.step.Skip)
		if len(seg.stmts) == 0 {
			continue
		}
		var failure *Failure
		if seg.done > 0 || seg.outside {
			failure = a.failure(c, seg.done, before)
		}
		if a.req.Transaction != Single {
			a.commit()
		}
		switch {
		case seg.outside && !a.made && !a.script.TransactionalDDL():
			a.makeTable()
		case seg.outside && !a.made:
			a.begin(nil)
			a.commit()
		case !seg.outside && a.open == 0:
			a.begin(failure)
		}
		if seg.done == 0 {
			a.assume(c)
		}
		a.statements(c, seg, failure)
	}
	a.finish(c, before, diags)
	if s := a.section.Stop; s != nil {
		after := a.section.After
		s.Stamp = a.req.command("stamp", spec(before), spec(after), true)
		if !last {
			s.Resume = a.req.command(a.req.Command, spec(after), spec(a.plan.To), a.req.Path.Direction == ir.Downgrade)
		}
	}
	if a.req.Transaction != Single || last {
		a.commit()
	}
	a.resetLate(c)
	a.whole++
}

// sessionChanges are the statements whose effect lasts as long as the session:
// what stands behind them may rely on it in another session, too.
func sessionChanges(stmts []*sqlstmt.Stmt) []*sqlstmt.Stmt {
	var list []*sqlstmt.Stmt
	for _, st := range stmts {
		if len(st.Session) > 0 {
			list = append(list, st)
		}
	}
	return list
}

// skip drops from the segment the statements that the first n of the revision are.
func (s segment) skip(n int) segment {
	if drop := min(len(s.stmts), max(0, n-s.done)); drop > 0 {
		s.stmts, s.done = s.stmts[drop:], s.done+drop
	}
	return s
}

// finish records the revision: settings it left behind are put back first, so
// that the version table is found where it was.
func (a *assembler) finish(c *compiled, before []string, diags *source.Diagnostics) {
	if a.open == 0 {
		var failure *Failure
		if len(c.stmts) > 0 {
			failure = a.failure(c, len(c.stmts), before)
		}
		a.begin(failure)
	}
	a.reset(c, diags)
	if checker, ok := a.script.(sqlstmt.RevisionChecker); ok {
		a.addAll(ItemCheck, checker.RevisionChecks(c.stmts))
	}
	removed, added := a.state.Apply(c.step.Revision.ID, a.req.Path.Direction)
	if a.req.VersionTable.Layout == ir.LayoutHistory {
		removed, added = historyChange(c.step.Revision.ID, a.req.Path.Direction)
	}
	for _, m := range moves(a.req.VersionTable.Layout, fileOrder(c.step.Revision, removed), fileOrder(c.step.Revision, added)) {
		a.move(m)
	}
	a.section.After = a.state.Rows()
}

// stop lays out a revision that a person has to do: the script halts there until
// somebody says that it is done.
func (a *assembler) stop(c *compiled) {
	d := c.stop
	at := d.Span.Pos()
	a.plan.Counts.Stops++
	a.section.Stop = &Stop{Code: d.Code, Path: at.Path, Line: at.Line, Col: at.Col, Reason: d.Message}
	if a.req.Transaction != Single {
		a.commit()
	}
	if a.open == 0 {
		a.begin(nil)
	}
	a.section.Stop.Hint = a.script.StopHint(c.step.Revision.ID)
	a.addAll(ItemStop, a.script.Stop(c.step.Revision.ID, d.Message))
}

// assumptions are what the revision's compile relied on, as the plan shows it.
func assumptions(c *compiled) []Assumption {
	list := []Assumption{}
	for _, as := range c.assumptions {
		at := as.At.Pos()
		list = append(list, Assumption{Text: as.Text, Check: as.Check, Path: at.Path, Line: at.Line, Col: at.Col})
	}
	return list
}

// assume asserts the assumptions of the revision before its first statement.
func (a *assembler) assume(c *compiled) {
	for _, as := range c.assumptions {
		if as.Check != "" && (as.Always || a.req.GuardAssumptions) {
			a.addAll(ItemAssume, a.script.Assume(as.Text, as.Check))
		}
	}
}

func historyChange(id string, d ir.Direction) (removed, added []string) {
	if d == ir.Upgrade {
		return nil, []string{id}
	}
	return []string{id}, nil
}

// reset undoes the session settings that the revision changed: the next one,
// and the version table's own statements, start from the same session.
func (a *assembler) reset(c *compiled, diags *source.Diagnostics) {
	changes, changed := changedSettings(c.stmts)
	if len(changed) == 0 {
		return
	}
	for _, name := range changed {
		if a.resetsLate(name) {
			continue
		}
		a.addAll(ItemReset, a.script.Reset(a.req.Runner, name))
		a.setupAgain(name)
	}
	if a.req.Transaction == Single { // which goes on, and a reset has ended its own settings
		a.set(changed)
	}
	diags.Notef(changes[0].Span, "SP306", a.script.SettingHelp(),
		"the revision changes %s for the rest of the session; the script puts it back at the revision's end", settingNames(changed))
}

// resetLate puts back what can be put back only behind the revision's last transaction.
func (a *assembler) resetLate(c *compiled) {
	_, changed := changedSettings(c.stmts)
	for _, name := range changed {
		if a.resetsLate(name) {
			a.addAll(ItemReset, a.script.Reset(a.req.Runner, name))
		}
	}
}

func (a *assembler) resetsLate(setting string) bool {
	late, ok := a.script.(sqlstmt.LateResetter)
	return ok && late.ResetsLate(setting)
}

// changedSettings are the settings that statements change for their session, each once, and these statements.
func changedSettings(stmts []*sqlstmt.Stmt) (by []*sqlstmt.Stmt, settings []string) {
	by = sessionChanges(stmts)
	for _, st := range by {
		for _, name := range st.Session {
			if !slices.Contains(settings, name) {
				settings = append(settings, name)
			}
		}
	}
	return by, settings
}

// set sets the timeouts of the transaction; all of them, or those among the names.
func (a *assembler) set(names []string) {
	for _, s := range a.req.Settings {
		if names == nil || slices.Contains(names, s.Name) || slices.Contains(names, "all") {
			_, local := a.script.Timeout(s.Name, s.Value)
			a.addAll(ItemSet, local)
		}
	}
}

// setupAgain sets a timeout of the session again that a reset has ended.
func (a *assembler) setupAgain(name string) {
	for _, it := range a.setup() {
		if strings.Contains(it.SQL, " "+name+" ") {
			a.add(Item{Kind: ItemReset, SQL: it.SQL})
		}
	}
}

// settingNames lists settings for a message.
func settingNames(names []string) string {
	if slices.Contains(names, "all") {
		return "every setting"
	}
	return strings.Join(names, ", ")
}

// setup are the timeouts that hold for the whole session.
func (a *assembler) setup() []Item {
	var statements []string
	for _, s := range a.req.Settings {
		session, _ := a.script.Timeout(s.Name, s.Value)
		statements = append(statements, session...)
	}
	return a.items(ItemSetup, statements)
}

// items are statements of sqlplan's own, outside of the sections.
func (a *assembler) items(kind ItemKind, statements []string) []Item {
	list := make([]Item, len(statements))
	for i, sql := range statements {
		list[i] = Item{Kind: kind, SQL: sql, Terminator: a.script.Terminator(sql)}
	}
	return list
}

func (a *assembler) add(it Item) {
	it.Transaction, it.Terminator = a.open, a.script.Terminator(it.SQL)
	a.section.Items = append(a.section.Items, it)
}

func (a *assembler) addAll(kind ItemKind, statements []string) {
	for _, sql := range statements {
		a.add(Item{Kind: kind, SQL: sql})
	}
}

// begin opens a transaction, with its timeouts, and makes the version table in
// the first one of a run from base; in front of it where that would commit it.
func (a *assembler) begin(failure *Failure) {
	if !a.script.TransactionalDDL() {
		a.makeTable()
	}
	a.limit(false)
	a.begun++
	a.open = a.begun
	a.add(Item{Kind: ItemBegin, SQL: a.script.Begin(), Failure: failure})
	a.set(nil)
	a.makeTable()
}

// makeTable makes the version table where that was not done yet.
func (a *assembler) makeTable() {
	if !a.made {
		a.made = true
		a.addAll(ItemTable, a.script.CreateVersionTable(a.req.VersionTable))
	}
}

func (a *assembler) commit() {
	if a.open == 0 {
		return
	}
	a.add(Item{Kind: ItemCommit, SQL: a.script.Commit()})
	a.open = 0
}

func (a *assembler) move(m ir.Move) {
	statements := a.script.Move(a.req.VersionTable, m)
	a.add(Item{Kind: ItemMove, SQL: statements[0], Move: &m})
	a.addAll(ItemCheck, statements[1:])
}

// statements adds the statements of a segment, numbered through the script.
func (a *assembler) statements(c *compiled, seg segment, failure *Failure) {
	for i, st := range seg.stmts {
		a.plan.Counts.Statements++
		at := st.Span.Pos()
		item := Item{Kind: ItemStatement, SQL: a.script.ForRunner(a.req.Runner, st.Text), Statement: &Statement{
			Number: a.plan.Counts.Statements, InRevision: seg.done + i + 1,
			Kind: st.Kind, Summary: st.Summary, Objects: st.Objects, Comments: comments(st),
			Path: at.Path, Line: at.Line, Col: at.Col,
			Outside: st.Outside, Waits: waits(c.stmts[:seg.done], st), Unanalysed: st.Unanalysed, Locks: st.Locks, Opaque: opaque(st),
		}}
		if seg.outside {
			a.limit(limits(c.stmts[:seg.done], st))
			a.plan.Counts.Outside++
			failure.Leftover, failure.Cleanup = st.Leftover, cleanup(c.stmts[:seg.done], st)
			if st.CleanupCompletes {
				failure.ResumeAfter = a.resume(c, seg.done+1, failure.Rows)
			}
			item.Failure = failure
		}
		a.add(item)
		a.placed = append(a.placed, check.Statement{Stmt: st, Revision: c.step.Revision.ID, Number: a.plan.Counts.Statements, Transaction: a.open, Sizes: c.sizes(a.req, st)})
	}
}

// lockTimeout is the one setting that statements outside a transaction get, too: others wait behind one who waits for a
// lock. How long a VACUUM works is nobody's loss.
const lockTimeout = "lock_timeout"

// limits tells whether a statement outside a transaction is given a limit for its wait. Where its failure leaves
// something behind, such as an invalid index, it is not: such a statement waits by design, for whole transactions of
// others, and keeps nobody from reading or writing meanwhile. Nor where the revision has set its own.
func limits(before []*sqlstmt.Stmt, st *sqlstmt.Stmt) bool {
	return st.Leftover == "" && len(st.Session) == 0 && !setsLockTimeout(before)
}

func setsLockTimeout(stmts []*sqlstmt.Stmt) bool {
	_, own := changedSettings(stmts)
	return slices.Contains(own, lockTimeout)
}

// waits is what a statement waits for without a limit; nothing where the revision has set one.
func waits(before []*sqlstmt.Stmt, st *sqlstmt.Stmt) string {
	if setsLockTimeout(before) {
		return ""
	}
	return st.Waits
}

// limit sets the lock_timeout of statements outside a transaction, or takes it back.
func (a *assembler) limit(on bool) {
	limiter, ok := a.script.(sqlstmt.OutsideLimiter)
	i := slices.IndexFunc(a.req.Settings, func(s Setting) bool { return s.Name == lockTimeout })
	if !ok || i < 0 || on == a.limited {
		return
	}
	a.limited = on
	begin, end := limiter.OutsideTimeout(lockTimeout, a.req.Settings[i].Value)
	if on {
		a.add(Item{Kind: ItemLimit, SQL: begin})
	} else {
		a.add(Item{Kind: ItemUnlimit, SQL: end})
	}
}

// comments are the author's, without the directive that the placing of the
// statements has carried out.
func comments(st *sqlstmt.Stmt) []string {
	return slices.DeleteFunc(slices.Clone(st.Comments), func(c string) bool { return strings.HasPrefix(c, "-- sqlplan:transaction") })
}

// cleanup is what clears the leftover of a statement, in a session of its own:
// what the statements before it have set for theirs comes first.
func cleanup(before []*sqlstmt.Stmt, st *sqlstmt.Stmt) string {
	if st.Cleanup == "" {
		return ""
	}
	var parts []string
	for _, b := range sessionChanges(before) {
		if slices.ContainsFunc(b.Session, decidesNames) {
			parts = append(parts, b.Text)
		}
	}
	return strings.Join(append(parts, st.Cleanup), ";\n") + ";"
}

// decidesNames tells whether a setting decides which object a name means, or
// whether it may be touched.
func decidesNames(setting string) bool {
	return slices.Contains([]string{"search_path", "role", "session_authorization", "all"}, setting)
}

// failure maps where the database stands if the run stops after done
// statements of the revision were committed.
func (a *assembler) failure(c *compiled, done int, rows []string) *Failure {
	return &Failure{Committed: committed(a.whole, done), Revisions: a.whole, Statements: done, Rows: rows,
		Resume: a.resume(c, done, rows)}
}

// resume is the command that goes on after done statements of the revision.
func (a *assembler) resume(c *compiled, done int, rows []string) string {
	d, start := a.req.Path.Direction, spec(rows)
	if done > 0 {
		start = resumeSpec(d, rows, c.step.Revision.ID, done)
	}
	return a.req.command(a.req.Command, start, spec(a.plan.To), d == ir.Downgrade)
}

// committed says in words what a failed run keeps.
func committed(revisions, statements int) string {
	var parts []string
	add := func(n int, one, many string) {
		if n == 1 {
			parts = append(parts, one)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf(many, n))
		}
	}
	add(revisions, "the revision before this one", "the %d revisions before this one")
	add(statements, "the first statement of this one", "the first %d statements of this one")
	if len(parts) == 0 {
		return "nothing of any revision"
	}
	return strings.Join(parts, " and ")
}

// resumeSpec writes the rows and the statements done since as the command line
// takes them: "b1,r2~3". A downgrade still has the revision among its rows.
func resumeSpec(d ir.Direction, rows []string, id string, done int) string {
	partial := fmt.Sprintf("%s~%d", id, done)
	list := slices.Clone(rows)
	if i := slices.Index(list, id); d == ir.Downgrade && i >= 0 {
		list[i] = partial
		return spec(list)
	}
	return spec(append(list, partial))
}

func newSection(number int, c *compiled, before []string) Section {
	r := c.step.Revision
	s := Section{Number: number, ID: r.ID, Down: names(r.Down), Depends: names(r.DependsOn), Labels: names(r.BranchLabels),
		Message: r.Message, Author: r.Author, Created: r.Created, Fields: r.Fields, Digest: r.Digest,
		Before: before, Skipped: c.step.Skip}
	if s.Fields == nil {
		s.Fields = []ir.Field{}
	}
	for _, f := range r.Files {
		s.Files = append(s.Files, f.Path)
	}
	return s
}

func names(refs []ir.Ref) []string {
	list := make([]string, len(refs))
	for i, r := range refs {
		list[i] = r.Name
	}
	return list
}
