package planner

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// knowledge is what the body of one step may ask: ir.State.
type knowledge struct {
	req     *Request
	step    *compiled
	catalog *schema.Catalog // nil while the steps are compiled apart
}

// Catalog returns the catalog, or ErrLater and makes a note that it was asked for.
func (k *knowledge) Catalog() (*schema.Catalog, error) {
	k.step.asks = true
	if k.catalog == nil {
		return nil, ir.ErrLater
	}
	k.catalog.Refresh()
	return k.catalog, nil
}

// Assume records an assumption of the step.
func (k *knowledge) Assume(a ir.Assumption) {
	same := func(b ir.Assumption) bool { return b.Text == a.Text && b.Check == a.Check }
	if !slices.ContainsFunc(k.step.assumptions, same) {
		k.step.assumptions = append(k.step.assumptions, a)
	}
}

// SQL writes an operation as statements, without keeping them.
func (k *knowledge) SQL(op ir.Op) (string, error) {
	stmts, diags := k.req.Dialect.Lower(op, k.req.env(k.req.Path.Direction))
	texts := make([]string, len(stmts))
	for i, st := range stmts {
		texts[i] = st.Text
	}
	return strings.Join(texts, ";\n"), diags.Err()
}

// ExprSQL writes an expression.
func (k *knowledge) ExprSQL(e ir.Expr) (string, error) { return k.req.Dialect.Expr(e) }

// TypeSQL writes a type for a dialect.
func (k *knowledge) TypeSQL(dialect string, t *ir.Type) (string, error) {
	for _, d := range dialects.All {
		if d.Name() == dialect {
			return d.TypeName(t)
		}
	}
	return sqltypes.Generic.Name(t)
}

// Query answers a query from the catalog.
func (k *knowledge) Query(sql string) (answer ir.Answer, known bool, why string, err error) {
	catalog, err := k.Catalog()
	if err != nil {
		return ir.Answer{}, false, "", err
	}
	answer, known, why = k.req.Dialect.Answer(sql, catalog)
	return answer, known, why, nil
}

// Ask records the question and returns the answer that the user has brought,
// which the script then asserts: the data can change between the day on which it
// was asked and the day on which the script runs.
func (k *knowledge) Ask(q ir.Question) (ir.Answer, bool) {
	if k.bornHere(q.SQL) {
		return ir.Answer{}, false // production cannot be asked about a table that it does not have yet
	}
	k.step.questions = append(k.step.questions, q)
	answer, ok := k.req.Answers[QuestionID(q.SQL)]
	if ok {
		k.Assume(ir.Assumption{At: q.At, Always: true, Text: "question " + QuestionID(q.SQL) + " has the same answer as in the answers file",
			Check: k.req.Dialect.Script().AnswerCheck(q.SQL, answer.Digest)})
	}
	return answer, ok
}

// QuestionID names a question: the first 12 digits of the digest of its query.
func QuestionID(sql string) string { return source.Digest(sql)[:12] }

// walker runs steps in their order, each with the catalog that those before it left.
type walker struct {
	req       *Request
	direction ir.Direction
	catalog   *schema.Catalog
	studies   bool // the steps are those of the plan, and it is reviewed
	seen      int  // statements of the plan so far, where somebody foresees what they need
	// before is called in front of each step, refused with each conflict; nil for nothing.
	before  func(*schema.Catalog)
	refused func(*sqlstmt.Stmt, schema.Conflict)
}

// walk brings the catalog to the end of the steps, and runs those again that ask for it.
func (w *walker) walk(steps []compiled) {
	for i := range steps {
		w.take(&steps[i])
	}
}

// take brings the catalog to the end of one step.
func (w *walker) take(c *compiled) {
	if w.before != nil {
		w.before(w.catalog)
	}
	if c.asks {
		w.again(c)
	} else {
		for _, st := range c.stmts {
			w.simulate(c, st)
		}
	}
	if c.diags.HasErrors() {
		w.doubt(c)
	}
	w.catalog.EndRevision()
}

// again runs a step with the catalog; each statement is simulated before the body goes on.
func (w *walker) again(c *compiled) {
	*c = compiled{step: c.step}
	c.run(w.req, &knowledge{w.req, c, w.catalog}, w.direction, func(st *sqlstmt.Stmt) { w.simulate(c, st) })
}

// simulate has the catalog follow one statement of a step. What a real server refuses is
// the step's diagnostic.
func (w *walker) simulate(c *compiled, st *sqlstmt.Stmt) {
	if placer, ok := w.req.Dialect.(dialects.Placer); ok && st.MayBeOutside {
		placer.Place(st, w.catalog)
	}
	if w.studies {
		w.req.study(st, w.catalog)
		c.trace(w.req, st, w.catalog)
		if w.req.foresees {
			defer w.foresee(c, st)()
		}
	}
	for i, x := range w.req.Dialect.Simulate(st, w.catalog) {
		if w.refused != nil {
			w.refused(st, x)
		}
		if w.studies {
			st.Conflicts = append(st.Conflicts, x)
		}
		if i == 0 { // they all name the same
			w.unmade(st, x)
		}
		if x.Code != "" {
			c.diags = append(c.diags, source.Diagnostic{Severity: x.Severity, Code: x.Code, Span: x.Span, Message: x.Message, Help: x.Help})
		}
	}
}

// unmade takes what a refused statement was to make as there, and nothing of it as known. What stands behind the statement
// runs only where that did, and it is what has to be mended, not each statement that needs what it makes.
func (w *walker) unmade(st *sqlstmt.Stmt, x schema.Conflict) {
	if w.refused != nil {
		return
	}
	for _, u := range x.Unmade {
		w.catalog.AddUnread(u, fmt.Sprintf("its %s was not followed: %s", st.Kind, x.Message), x.Span)
	}
}

// foresee returns what is to be done behind the simulation of a statement, to find out what it needs.
func (w *walker) foresee(c *compiled, st *sqlstmt.Stmt) func() {
	w.seen++
	if w.seen <= c.step.Skip {
		return func() {}
	}
	w.req.begin(w.catalog)
	before := w.catalog.Clone()
	return func() { w.req.foresight.see(st, before, w.catalog) }
}

func replays(d dialects.Dialect) bool {
	_, ok := d.(dialects.Replayer)
	return ok
}

// newCatalog returns the catalog of a database before its first revision: nothing is there but the base schema and, where a
// server stands behind it, the version table.
func newCatalog(req *Request, diags *source.Diagnostics) *schema.Catalog {
	catalog := emptyCatalog(req, diags)
	req.Base.lay(req, catalog)
	return catalog
}

// emptyCatalog is newCatalog without a base schema.
func emptyCatalog(req *Request, diags *source.Diagnostics) *schema.Catalog {
	if own, ok := req.Dialect.(dialects.Cataloger); ok {
		return own.EmptyCatalog()
	}
	r, ok := req.Dialect.(dialects.Replayer)
	if !ok || req.NoReplay {
		return schema.New()
	}
	c, err := r.NewCatalog(req.Dialect.Script().CreateVersionTable(req.VersionTable))
	if err != nil {
		diags.Errorf(firstSpan(req), ansi.CodeInternal, "this is a fault of sqlplan; please report it", "the path cannot be replayed: %s", err)
		return schema.New()
	}
	return c
}

// firstSpan is where the path begins; empty where nothing is on it.
func firstSpan(req *Request) source.Span {
	if len(req.Path.Steps) == 0 {
		return source.Span{}
	}
	return req.Path.Steps[0].Revision.Span
}

// doubt marks what a step that does not compile may have touched: the tables
// whose names stand in its files.
func (w *walker) doubt(c *compiled) {
	reason := fmt.Sprintf("revision %s could not be compiled", c.step.Revision.ID)
	w.catalog.Refresh()
	w.catalog.DoubtNamed(mentioned(c.step.Revision, w.direction), reason, c.step.Revision.Span)
}

// mentioning is a body that tells its own part of the file, for one direction,
// from the rest.
type mentioning interface{ Text(ir.Direction) string }

// mentioned is the text in which everything stands that a revision may touch.
func mentioned(r *ir.Revision, d ir.Direction) string {
	if b, ok := r.Body.(mentioning); ok {
		return b.Text(d)
	}
	var text strings.Builder
	for _, f := range r.Files {
		text.WriteString(f.Text)
	}
	return text.String()
}

// baseline is the catalog at the start of the path: that of a dump of production,
// else what the revisions below it leave. One of these that does not compile does not stop the release: what it
// may have touched is not known, and a note says so.
func baseline(req *Request, diags *source.Diagnostics) *schema.Catalog {
	if req.Dump != nil {
		catalog := req.Dump.Clone()
		catalog.EndBaseline()
		return catalog
	}
	return compiledBaseline(req, diags)
}

// compiledBaseline is the catalog that the revisions below the path leave.
func compiledBaseline(req *Request, diags *source.Diagnostics) *schema.Catalog {
	w := walker{req: req, direction: ir.Upgrade, catalog: newCatalog(req, diags)}
	w.catalog.Release = req.ServerVersion.Major
	if len(req.Path.Start) == 0 {
		return w.catalog
	}
	var broken []brokenStep
	kept := *req // without the review: what was done long ago is nobody's risk
	w.req = &kept
	// Long ago these statements ran: where one cannot run here, something else than a revision made what it needs.
	w.refused = func(st *sqlstmt.Stmt, x schema.Conflict) {
		w.catalog.DoubtConflict(x, st.Text, "a revision below START relies on what no revision makes")
	}
	w.walkAlong(req.Set.Below(req.Path.Start), func(int) {}, func(_ int, c *compiled) {
		if c.diags.HasErrors() {
			broken = append(broken, brokenStep{c.step.Revision, firstError(c.diags)})
		}
	})
	noteBroken(broken, diags)
	w.catalog.EndBaseline()
	return w.catalog
}

// brokenStep is a revision that does not compile, and why.
type brokenStep struct {
	revision *ir.Revision
	why      string
}

// noteBroken tells of the steps below START that do not compile, in one note.
func noteBroken(broken []brokenStep, diags *source.Diagnostics) {
	const shown = 5
	if len(broken) == 0 {
		return
	}
	first := broken[0].revision
	d := source.Diagnostic{Severity: source.Note, Code: "SP310", Span: first.Span,
		Message: fmt.Sprintf("revision %s, below START, does not compile: what it changed is taken as not known", first.ID),
		Help:    "where a revision of this range asks about what it changed, that is an error of its own"}
	if n := len(broken) - 1; n > 0 {
		d.Message = fmt.Sprintf("revision %s and %d more below START do not compile: what they changed is taken as not known", first.ID, n)
	}
	for i, c := range broken {
		if i == shown {
			d.Related = append(d.Related, source.Related{Message: fmt.Sprintf("and %d more; sqlplan check lists them", len(broken)-shown)})
			break
		}
		d.Related = append(d.Related, source.Related{Span: c.revision.Span, Message: c.revision.ID + ": " + source.Shorten(c.why)})
	}
	*diags = append(*diags, d)
}

func firstError(diags source.Diagnostics) string {
	for _, d := range diags {
		if d.Severity == source.Error {
			return d.Message
		}
	}
	return ""
}

// bornHere tells whether a query names a table that this path makes.
func (k *knowledge) bornHere(sql string) bool {
	if k.catalog == nil {
		return false
	}
	for _, t := range k.catalog.Tables("") {
		if t.Created && strings.Contains(sql, t.Name.Name) && regexp.MustCompile(`\b`+regexp.QuoteMeta(t.Name.Name)+`\b`).MatchString(sql) {
			return true
		}
	}
	return false
}

// Asked is a question, and the revision that asks it.
type Asked struct {
	ir.Question
	Revision string
}

// Questions compiles the path and returns what its revisions ask, each query once.
// A revision asks its next question only when the one before is answered.
func Questions(req Request) []Asked {
	var list []Asked
	req.Review = false
	steps, _ := compile(&req)
	for i := range steps {
		for _, q := range steps[i].questions {
			if !slices.ContainsFunc(list, func(a Asked) bool { return a.SQL == q.SQL }) {
				list = append(list, Asked{q, steps[i].step.Revision.ID})
			}
		}
	}
	return list
}
