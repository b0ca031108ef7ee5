// Package check is the review: rules that look at what the statements of a plan
// do to a busy database, and say what is risky and what to do instead. A rule sees
// actions and locks, which the dialect has worked out with the catalog, never text alone:
// a table that the plan itself makes is not a risk.
package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Rule is one thing that the review looks for.
type Rule struct {
	Code     string          // stable: "PG101"
	Name     string          // stable: "index-not-concurrent"
	Severity source.Severity // unless the configuration says otherwise
	Dialects []string        // none: all of them
	// Scales: the risk grows with the table. A warning about one that the statistics know to be small becomes a note.
	Scales bool
	// Optional: a matter of taste, off unless the configuration asks for it.
	Optional bool
	Doc      Doc
	Check    func(*Pass)
}

// Doc is what explain and the rule's page say.
type Doc struct {
	Title  string // in one sentence, without a full stop: "an index is built while writes wait"
	Reason string // why that is a risk, in plain sentences
	Unsafe string // SQL that the rule finds
	Safe   string // SQL that does the same without the risk; empty if there is none
	// Alembic is the safe form in an Alembic revision, where it is short.
	Alembic string
	// When says when the finding does not matter, for the one who suppresses it.
	When string
	// Sources are the vendor's pages.
	Sources []string
}

// Speaks tells whether the rule is one for the dialect.
func (r *Rule) Speaks(dialect string) bool {
	return len(r.Dialects) == 0 || slices.Contains(r.Dialects, dialect)
}

// Finding is a risk in a plan.
type Finding struct {
	Code     string          `json:"code"`
	Rule     string          `json:"rule"`
	Severity source.Severity `json:"severity"`
	// Revision is the id of the section; Statement its number in the script, 0 for a finding about no single one.
	Revision  string `json:"revision"`
	Statement int    `json:"statement"`
	Table     string `json:"table,omitempty"`
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Col       int    `json:"col"`
	Message   string `json:"message"` // in one sentence, without a full stop
	// Advice says what to do, and Safe is SQL to paste in the statement's place; both may be empty.
	Advice string `json:"advice,omitempty"`
	Safe   string `json:"safe,omitempty"`
	// Part says that Safe stands for a part of the statement: what else it does has to be kept.
	Part bool `json:"part,omitempty"`
	// Estimate is what it costs by the statistics that were given: "rewrites 48 GB, about 16 min (estimate)".
	Estimate string `json:"estimate,omitempty"`
	// Ignored is set where somebody has said that it does not matter.
	Ignored *Ignored `json:"ignored,omitempty"`
	// Alike is what the finding says where others say the same of other revisions: people are shown one
	// line for all of them. Empty where the finding speaks of something that only this revision does.
	Alike string `json:"alike,omitempty"`
	// Fingerprint names the finding in baselines and in code scanning: it stays the same while
	// lines move.
	Fingerprint string `json:"fingerprint"`

	Span source.Span `json:"-"`
}

// Diagnostic is the finding as the terminal and a workflow show it.
func (f *Finding) Diagnostic() source.Diagnostic {
	help := f.Advice
	if f.Safe != "" {
		help = strings.TrimPrefix(help+"\n"+strings.ToLower(f.Instead())+":\n", "\n") + indent(f.Safe, "  ")
	}
	return source.Diagnostic{Severity: f.Severity, Code: f.Code, Span: f.Span, Message: f.Message, Help: help}
}

// Instead says in the place of what the safe form stands.
func (f *Finding) Instead() string {
	if f.Part {
		return "Instead of this part of the statement"
	}
	return "Instead"
}

// Ignored is why a finding does not count.
type Ignored struct {
	By     string `json:"by"` // "comment", "baseline", "configuration"
	Reason string `json:"reason"`
	Until  string `json:"until,omitempty"` // a date
}

// The values of Ignored.By.
const (
	ByComment       = "comment"
	ByBaseline      = "baseline"
	ByConfiguration = "configuration"
)

// Statement is a statement of the plan at its place.
type Statement struct {
	*sqlstmt.Stmt
	Revision    string
	Number      int // in the script, from 1
	Transaction int // 0: outside
	// Sizes are those of the tables that exist before the script, by their names in Action.TableSQL, Action.RefSQL and
	// Lock.Table. A table that is missing here is not in the statistics; nil: there are no statistics.
	Sizes map[string]Size
}

// Pass is the plan as a rule sees it.
type Pass struct {
	Dialect string
	Style   sqltext.Style
	Version ir.Version
	// Format is that of the revisions: "native", "alembic". Advice may depend on it.
	Format string
	// Timeouts are the settings that the script makes itself, by name: "lock_timeout".
	Timeouts   map[string]string
	Downgrade  bool
	Statements []Statement
	// Small is the size in bytes below which a table is small; 0: none is.
	Small int64
	// Closed: the path starts at an empty database, or at a dump of production's, so that what the catalog
	// does not have is not there.
	Closed bool
	// Dumped: a dump of production says what is there, so that nobody else can have made more.
	Dumped bool
	// Losses are the definitions that the way back of an upgrade does not restore, by revision in the order of the path.
	Losses []Loss
	// Gone are the rows and values that were there before the path and that it throws away, likewise.
	Gone []Loss
	// Config is what the project has decided.
	Config Config
	// Whole: every revision is reviewed by itself, as the check command does. Only then
	// can it be told that a suppression is not needed.
	Whole bool

	rule     *Rule
	severity source.Severity
	found    []Finding
	added    map[column]*Statement // see addedColumns
	// all and inUse are the actions of each kind; see places.
	all, inUse map[sqlstmt.ActionKind][]place
}

// Loss is a definition that the downgrade of a revision does not restore, or values that nothing does.
type Loss struct {
	Revision     string
	Span         source.Span // of the revision
	Object, What string      // "column a of table t", "is not made again"
	Order        bool        // only the order of the columns differs
	Idle         bool        // the downgrade undoes nothing at all
}

// Each calls do for every action of every statement, or for those of some kinds, in the order of the script.
func (p *Pass) Each(do func(st *Statement, a *sqlstmt.Action), kinds ...sqlstmt.ActionKind) {
	if len(kinds) == 0 {
		for i := range p.Statements {
			st := &p.Statements[i]
			for j := range st.Actions {
				do(st, &st.Actions[j])
			}
		}
		return
	}
	p.at(p.places(), kinds, do)
}

// place is where an action stands in Statements: the statement in the upper half, the action in the lower one.
type place uint64

// places are those of the actions of each kind. Most rules look for one or two kinds of them, and there are many rules.
func (p *Pass) places() map[sqlstmt.ActionKind][]place {
	if p.all == nil {
		p.all, p.inUse = map[sqlstmt.ActionKind][]place{}, map[sqlstmt.ActionKind][]place{}
		for i := range p.Statements {
			for j := range p.Statements[i].Actions {
				a, at := &p.Statements[i].Actions[j], place(i)<<32|place(j)
				p.all[a.Kind] = append(p.all[a.Kind], at)
				if !a.New && !a.Skipped {
					p.inUse[a.Kind] = append(p.inUse[a.Kind], at)
				}
			}
		}
	}
	return p.all
}

// busy calls do for each action of one of the kinds on what is in use: it was not made on this path, and the action is
// not known to have nothing to do.
func (p *Pass) busy(do func(*Statement, *sqlstmt.Action), kinds ...sqlstmt.ActionKind) {
	p.places()
	p.at(p.inUse, kinds, do)
}

func (p *Pass) at(places map[sqlstmt.ActionKind][]place, kinds []sqlstmt.ActionKind, do func(*Statement, *sqlstmt.Action)) {
	list := places[kinds[0]]
	if len(kinds) > 1 {
		list = nil
		for _, kind := range kinds {
			list = append(list, places[kind]...)
		}
		slices.Sort(list)
	}
	for _, at := range list {
		st := &p.Statements[at>>32]
		do(st, &st.Actions[uint32(at)])
	}
}

// Report adds a finding at a statement. Table, Advice and Safe may be set on what it returns, until the next Report.
func (p *Pass) Report(st *Statement, format string, args ...any) *Finding {
	f := p.ReportRevision(st.Revision, st.Span, format, args...)
	f.Statement = st.Number
	return f
}

// ReportRevision adds a finding about a revision, at no single statement.
func (p *Pass) ReportRevision(revision string, span source.Span, format string, args ...any) *Finding {
	at := span.Pos()
	p.found = append(p.found, Finding{Code: p.rule.Code, Rule: p.rule.Name, Severity: p.severity,
		Revision: revision, Path: at.Path, Line: at.Line, Col: at.Col,
		Message: fmt.Sprintf(format, args...), Span: span})
	return &p.found[len(p.found)-1]
}

// Run runs the rules over the plan. The findings stand in the order of the script, those of one
// statement by their codes. The diagnostics are about what suppresses findings; with an error among
// them there is no plan.
func Run(p Pass) ([]Finding, source.Diagnostics) {
	for i := range Rules {
		p.rule = &Rules[i]
		p.severity = p.Config.severityOf(p.rule)
		if p.severity != 0 && p.rule.Speaks(p.Dialect) {
			p.rule.Check(&p)
		}
	}
	p.lower()
	slices.SortStableFunc(p.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Code, b.Code))
	})
	p.fingerprints()
	diags := p.suppress()
	return p.found, diags
}

// Count is how many findings of the severity count.
func Count(list []Finding, s source.Severity) (n int) {
	for i := range list {
		if list[i].Ignored == nil && list[i].Severity == s {
			n++
		}
	}
	return n
}

// CountIgnored is how many findings do not count.
func CountIgnored(list []Finding) (n int) {
	for i := range list {
		if list[i].Ignored != nil {
			n++
		}
	}
	return n
}

// Reach tells whether a finding that counts has the severity, or a higher one.
func Reach(list []Finding, s source.Severity) bool {
	return slices.ContainsFunc(list, func(f Finding) bool { return f.Ignored == nil && f.Severity >= s })
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+by)
}
