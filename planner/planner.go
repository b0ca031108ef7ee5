// Package planner turns a resolved path into a Plan: the statements of every
// revision in order, the transactions around them, the moves of the version
// table between them, and the guards before and behind them. Build, read from
// top to bottom, is the whole program.
package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Request is everything that a plan depends on. The same request gives the same plan.
type Request struct {
	Command       string // "upgrade", "downgrade" or "stamp"
	Set           *revisions.Set
	Path          *revisions.Path // for a stamp without steps: only its Start and End count
	Dialect       dialects.Dialect
	ServerVersion ir.Version
	VersionTable  ir.VersionTable
	Transaction   TransactionMode
	Settings      []Setting // set in each transaction: lock_timeout, statement_timeout
	Runner        string
	Vars          map[string]string
	// TransactionalDDL is what env.py says of it, for a script in Alembic's style; nil: the dialect's own.
	TransactionalDDL *bool
	// BatchSeparator is what env.py says of the line between batches; nil: the dialect's own.
	BatchSeparator *string
	X              []string // the arguments of -x
	// Answers are the rows of questions, by QuestionID.
	Answers map[string]ir.Answer
	// Dump is the schema that production has at START, and DumpFlag the flag that brought it; nil without one.
	Dump     *schema.Catalog
	DumpFlag string
	// Base is what a database holds before its first revision; nil for nothing.
	Base *Base
	// StopUnresolved turns what does not compile into a stop of the script.
	StopUnresolved bool
	// GuardAssumptions has the script check what the compile relied on.
	GuardAssumptions bool
	// NoReplay: the statements are not run in a server of the dialect's own, since tables that they
	// name were made by something else than the revisions.
	NoReplay bool
	// Review: find out what each statement does to a busy database.
	Review bool
	// NoTables leaves Plan.Tables empty: a script does not show what becomes of the tables.
	NoTables bool
	// Stats are the statistics of production, nil without any; Speeds and SmallTable (in megabytes) are what estimates assume.
	Stats      *Statistics
	Speeds     Speeds
	SmallTable float64
	traces     bool // find out what each table is called on production
	foresees   bool // find out what the statements need of the rows that are there, in foresight
	foresight  *foresight
	// keepTrees: the statements are simulated right behind their parse.
	keepTrees bool
	// Rules are what the project has decided about the rules of the review.
	Rules check.Config
	// EachAlone: every revision is reviewed by itself, and what those before it have made is taken for
	// tables in use.
	EachAlone   bool
	Commit      string // what the user says the files come from; may be empty
	ToolVersion string
	// Flags are what the user gave besides the range, ready for a shell, so
	// that the commands in the script compile the same way.
	Flags string
}

// PlanVersion is the version of the Plan structure.
const PlanVersion = 1

func (req *Request) env(d ir.Direction) *ir.Env {
	return &ir.Env{Dialect: req.Dialect.Name(), ServerVersion: req.ServerVersion, Direction: d, Vars: req.Vars, X: req.X, KeepTree: req.keepTrees}
}

// Build compiles the path of the request. The plan is nil if the diagnostics
// hold an error.
func Build(req Request) (*Plan, source.Diagnostics) {
	steps, found := compile(&req)
	diags := examine(&req, steps)
	if diags.HasErrors() {
		diags.Sort()
		return nil, diags
	}
	warnDrift(&req, steps, &diags)
	place(&req, steps)
	diags = append(diags, confine(&req, steps)...)
	plan := newPlan(&req)
	a := assembler{req: &req, plan: plan, script: sqlstmt.ScriptFor(req.Dialect.Script(), req.Runner)}
	diags = append(diags, a.assemble(steps)...)
	diags.Sort()
	if diags.HasErrors() {
		return nil, diags
	}
	plan.Rollback = rollback(&req, found)
	suppressed := review(&req, plan, a.placed, found)
	estimate(&req, plan, a.placed)
	diags = append(diags, suppressed...)
	diags.Sort()
	if diags.HasErrors() {
		return nil, diags
	}
	plan.Notices = Notices(diags)
	return plan, diags
}

// Checked is what Check found out about one revision.
type Checked struct {
	Revision     *ir.Revision
	Statements   []*sqlstmt.Stmt
	Irreversible *ir.Irreversible   // nil if there is a way back
	Broken       *source.Diagnostic // the first error; nil if the revision compiles
	// Lost is what its downgrade does not restore; Unproven says why that is not known. Of an upgrade with a review only.
	Lost     []Lost
	Unproven string
}

// Check compiles the path like Build, but holds nothing against a revision that
// has no way back, and makes no plan. With a review each revision is reviewed by itself; there are findings only
// where all compile.
func Check(req Request) ([]Checked, []check.Finding, source.Diagnostics) {
	req.EachAlone = true
	steps, outcome := compile(&req)
	list := make([]Checked, len(steps))
	for i := range steps {
		list[i].Irreversible, steps[i].irreversible = steps[i].irreversible, nil
	}
	diags := examine(&req, steps)
	if !diags.HasErrors() {
		place(&req, steps)
		diags = append(diags, confine(&req, steps)...)
	}
	var findings []check.Finding
	if outcome != nil && !diags.HasErrors() {
		pass := req.pass(placeAll(&req, steps), outcome)
		pass.Whole = true
		var found source.Diagnostics
		findings, found = check.Run(pass)
		diags = append(diags, found...)
	}
	diags.Sort()
	for i := range steps {
		c := &steps[i]
		list[i].Revision, list[i].Statements, list[i].Broken = c.step.Revision, c.stmts, c.stop
		if j := slices.IndexFunc(c.diags, isError); j >= 0 {
			list[i].Broken = &c.diags[j]
		}
	}
	outcome.report(list)
	return list, findings, diags
}

func isError(d source.Diagnostic) bool { return d.Severity == source.Error }

// examine collects what is wrong with the compiled steps.
func examine(req *Request, steps []compiled) source.Diagnostics {
	var diags source.Diagnostics
	var revs []*ir.Revision
	hints := req.Set.Format.Hints()
	if req.Path.Direction == ir.Downgrade {
		checkReversible(steps, hints, &diags)
	}
	for i := range steps {
		c := &steps[i]
		c.checkSkip()
		checkControl(c.stmts, hints, &c.diags)
		if c.isUnwritten(req) {
			c.diags.Notef(c.step.Revision.Span, "SP307", hints.Upgrade, "revision %s has no statements yet", c.step.Revision.ID)
		}
		diags = append(diags, c.diags...)
		revs = append(revs, c.step.Revision)
	}
	checkIDs(req.VersionTable, revs, &diags)
	for _, id := range req.Path.End {
		if len(steps) == 0 { // a stamp
			checkIDs(req.VersionTable, []*ir.Revision{req.Set.Get(id)}, &diags)
		}
	}
	return diags
}

// place decides for every statement whether it runs inside a transaction. What
// the statement alone tells, the dialect has set; here is what those behind it
// in the same transaction tell.
func place(req *Request, steps []compiled) {
	var run []*sqlstmt.Stmt
	for i := range steps {
		if req.Transaction == Single {
			run = append(run, steps[i].stmts...)
		} else {
			separateEnumValues(steps[i].stmts)
		}
	}
	separateEnumValues(run)
}

// confine reports statements that a single transaction cannot hold.
func confine(req *Request, steps []compiled) source.Diagnostics {
	var diags source.Diagnostics
	if req.Transaction != Single {
		return nil
	}
	for i := range steps {
		checkSingle(steps[i].stmts, &diags)
	}
	return diags
}

func newPlan(req *Request) *Plan {
	p := &Plan{
		PlanVersion: PlanVersion, ToolVersion: req.ToolVersion, Command: req.Command,
		From: req.Path.Start, To: req.Path.End,
		Dialect: req.Dialect.Name(), ServerVersion: req.ServerVersion.String(), Server: req.Dialect.Script().ServerName(req.ServerVersion), Runner: req.Runner,
		Format: req.Set.Format.Name(), Commit: req.Commit, Transaction: req.Transaction,
		VersionTable: req.VersionTable, VersionName: req.Dialect.Script().TableName(req.VersionTable),
		Settings: req.Settings, Digest: digest(req.Path.Steps), BaseSchema: req.Base.used(req),
		Findings: []check.Finding{}, Ledger: []Ledger{}, LockOrders: []LockOrder{}, Tables: []TableChange{},
	}
	p.NotReviewed = req.NotReviewed()
	p.Invocation = req.invocation(req.Command, startSpec(req.Path), spec(p.To))
	if req.DumpFlag != "" { // which other commands lack: the dump does not show what they would start from
		p.Invocation += " " + req.DumpFlag
	}
	return p
}

// digest is one digest over the revisions of the path, in order.
func digest(steps []revisions.Step) string {
	var parts []string
	for _, s := range steps {
		parts = append(parts, s.Revision.ID, s.Revision.Digest)
	}
	return source.Digest(parts...)
}

// spec writes version-table rows as the command line takes them.
func spec(rows []string) string {
	if len(rows) == 0 {
		return "base"
	}
	return strings.Join(rows, ",")
}

// startSpec writes where the path starts, with the statements that it skips.
func startSpec(p *revisions.Path) string {
	if len(p.Steps) > 0 && p.Steps[0].Skip > 0 {
		return resumeSpec(p.Direction, p.Start, p.Steps[0].Revision.ID, p.Steps[0].Skip)
	}
	return spec(p.Start)
}

// invocation is a command that compiles the way from one set of rows to
// another. A downgrade or a stamp says --exact where it would not get there without.
func (req *Request) invocation(command, from, to string) string {
	return req.command(command, from, to, command != "upgrade" && !req.arrives(command, from+":"+to, to))
}

func (req *Request) command(command, from, to string, exact bool) string {
	words := []string{"sqlplan", command, from + ":" + to, "--sql"}
	if exact {
		words = append(words, "--exact")
	}
	if req.Flags != "" {
		words = append(words, req.Flags)
	}
	return strings.Join(words, " ")
}

// arrives tells whether the command, without --exact, ends at the rows.
func (req *Request) arrives(command, text, to string) bool {
	rng, err := revisions.ParseRange(text)
	if err != nil {
		panic("a range that sqlplan wrote: " + err.Error())
	}
	if command == "stamp" {
		stamp, err := req.Set.ResolveStamp(rng)
		return err == nil && spec(stamp.End) == to
	}
	path, err := req.Set.Resolve(ir.Downgrade, rng)
	return err == nil && spec(path.End) == to
}

// Notices turns what was found into what the script tells its reader.
func Notices(diags source.Diagnostics) []Notice {
	list := []Notice{}
	for _, d := range diags {
		at := d.Span.Pos()
		list = append(list, Notice{Severity: d.Severity.String(), Code: d.Code, Path: at.Path, Line: at.Line, Col: at.Col, Message: d.Message, Help: d.Help})
	}
	return list
}
