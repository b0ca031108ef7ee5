package planner

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Ledger is what one transaction, or one statement outside of them, locks.
type Ledger struct {
	Transaction int           `json:"transaction"` // 0: a statement outside
	Statement   int           `json:"statement"`   // the number of that statement, else 0
	Revisions   []string      `json:"revisions"`   // whose statements it holds
	Tables      []LedgerTable `json:"tables"`      // in the order in which they are first locked
}

// LedgerTable is the strongest lock on one table, and all that happens under it.
type LedgerTable struct {
	Table string `json:"table"`
	Mode  string `json:"mode"`
	New   bool   `json:"new"` // made by this script
	// Blocks is what others cannot do meanwhile: "reads", "writes", "DDL".
	Blocks     []string `json:"blocks"`
	Algorithms []string `json:"algorithms,omitempty"`
	Rewrite    bool     `json:"rewrite"`
	Scan       bool     `json:"scan"`
	Build      bool     `json:"build"`
	Statements []int    `json:"statements"` // the numbers of the statements that lock it
	// Estimate is what the work costs by the statistics that were given.
	Estimate string `json:"estimate,omitempty"`
}

// TableChange is a table before the path and after it, as lines of its definition.
type TableChange struct {
	Table  string   `json:"table"`
	Before []string `json:"before"` // none: the path makes it
	After  []string `json:"after"`  // none: the path drops it
}

// reviewer is the dialect as one that knows locks; nil where it does not, or nobody wants a review.
func (req *Request) reviewer() dialects.Reviewer {
	r, ok := req.Dialect.(dialects.Reviewer)
	if !ok || !req.Review {
		return nil
	}
	return r
}

// study works out what a statement does, with the catalog before it.
func (req *Request) study(st *sqlstmt.Stmt, catalog *schema.Catalog) {
	if r := req.reviewer(); r != nil {
		st.Actions = r.Actions(st, catalog)
		if req.EachAlone {
			settle(st, catalog)
		}
		st.Locks = r.Locks(st.Actions, req.ServerVersion)
	}
}

// settle takes the tables that another file has made for tables in use: each revision is reviewed by itself.
func settle(st *sqlstmt.Stmt, catalog *schema.Catalog) {
	here := st.Span.Origin().File
	settled := func(n schema.Name) bool {
		t, _ := catalog.Table(n.Schema, n.Name)
		return t != nil && t.Made.Origin().File != here
	}
	for i := range st.Actions {
		a := &st.Actions[i]
		a.New = a.New && !settled(a.Table)
		a.RefNew = a.RefNew && !settled(a.Ref)
	}
}

// review fills the plan's findings, its ledger and what becomes of the tables. The diagnostics are about what
// suppresses findings.
func review(req *Request, plan *Plan, placed []check.Statement, found *outcome) source.Diagnostics {
	if found == nil {
		return nil
	}
	findings, diags := check.Run(req.pass(placed, found))
	plan.Findings = append(plan.Findings, findings...)
	if req.reviewer() != nil {
		plan.Ledger = ledger(placed)
	}
	plan.Tables = append(plan.Tables, found.tables...)
	plan.Attach()
	return diags
}

// pass is what the rules look at.
func (req *Request) pass(placed []check.Statement, found *outcome) check.Pass {
	pass := check.Pass{Dialect: req.Dialect.Name(), Style: req.Dialect.Style(), Version: req.ServerVersion, Format: req.Set.Format.Name(),
		Downgrade: req.Command == "downgrade", Timeouts: map[string]string{}, Statements: placed, Config: req.Rules,
		Closed: found.closed, Losses: found.losses}
	for _, s := range req.Settings {
		pass.Timeouts[s.Name] = s.Value
	}
	pass.Small = int64(req.SmallTable * (1 << 20))
	return pass
}

// Attach gives each statement its findings, which the JSON of a plan does not repeat.
func (p *Plan) Attach() {
	at := map[int]*Statement{}
	for i := range p.Sections {
		for j := range p.Sections[i].Items {
			if st := p.Sections[i].Items[j].Statement; st != nil {
				at[st.Number] = st
			}
		}
	}
	for i := range p.Findings {
		if st := at[p.Findings[i].Statement]; st != nil {
			st.Findings = append(st.Findings, &p.Findings[i])
		}
	}
}

// placeAll gives the statements of the steps the numbers and transactions that they would have in
// a script.
func placeAll(req *Request, steps []compiled) []check.Statement {
	var list []check.Statement
	open, begun := 0, 0
	for i := range steps {
		for _, seg := range segments(steps[i].stmts) {
			switch {
			case seg.outside:
				open = 0
			case req.Transaction != Single || open == 0:
				begun++
				open = begun
			}
			for _, st := range seg.stmts {
				list = append(list, check.Statement{Stmt: st, Revision: steps[i].step.Revision.ID, Number: len(list) + 1, Transaction: open})
			}
		}
	}
	return list
}

// ledger sums up the locks of the statements by transaction.
func ledger(placed []check.Statement) []Ledger {
	list := []Ledger{}
	for _, st := range placed {
		last := len(list) - 1
		if st.Transaction == 0 || last < 0 || list[last].Transaction != st.Transaction {
			l := Ledger{Transaction: st.Transaction, Revisions: []string{}, Tables: []LedgerTable{}}
			if st.Transaction == 0 {
				l.Statement = st.Number
			}
			list = append(list, l)
			last++
		}
		l := &list[last]
		if !slices.Contains(l.Revisions, st.Revision) {
			l.Revisions = append(l.Revisions, st.Revision)
		}
		for _, k := range st.Locks {
			l.add(k, st.Number)
		}
	}
	return list
}

// add adds a lock of a statement.
func (l *Ledger) add(k sqlstmt.Lock, number int) {
	i := slices.IndexFunc(l.Tables, func(t LedgerTable) bool { return t.Table == k.Table })
	if i < 0 {
		i = len(l.Tables)
		l.Tables = append(l.Tables, LedgerTable{Table: k.Table, Mode: k.Mode, New: k.New, Blocks: k.Blocks, Statements: []int{}})
	}
	t := &l.Tables[i]
	if len(k.Blocks) > len(t.Blocks) { // modes that block more are the stronger ones
		t.Mode, t.Blocks = k.Mode, k.Blocks
	}
	if k.Algorithm != "" && !slices.Contains(t.Algorithms, k.Algorithm) {
		t.Algorithms = append(t.Algorithms, k.Algorithm)
	}
	t.Rewrite, t.Scan, t.Build = t.Rewrite || k.Rewrite, t.Scan || k.Scan, t.Build || k.Build
	if !slices.Contains(t.Statements, number) {
		t.Statements = append(t.Statements, number)
	}
}
