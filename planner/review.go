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
	Kind  string `json:"kind,omitempty"` // what it is, where it is no table: "index", "view", "sequence"
	Mode  string `json:"mode"`
	// Strength is the place of Mode in the server's own order, from 1; 0 where the server has none.
	Strength int  `json:"strength,omitempty"`
	New      bool `json:"new"` // made by this script
	// Light: it blocks neither reads nor writes, not even of single rows, and no work is done under it.
	Light bool `json:"light"`
	// Blocks is what others cannot do meanwhile: "reads", "writes", "DDL".
	Blocks []string `json:"blocks"`
	// Held is the longest that any of its locks is held: "transaction", "statement", "moment".
	Held       string   `json:"held"`
	Algorithms []string `json:"algorithms,omitempty"`
	Rewrite    bool     `json:"rewrite"`
	Scan       bool     `json:"scan"`
	Build      bool     `json:"build"`
	Rows       bool     `json:"rows,omitempty"` // the rows that it changes stay locked against other writers
	Statements []int    `json:"statements"`     // the numbers of the statements that lock it
	// Estimate is what the work costs by the statistics that were given.
	Estimate string `json:"estimate,omitempty"`
}

// LockOrder is a pair of tables that two transactions lock in opposite orders, both in a way that keeps others
// from writing: sessions that lock them in one order or in the other can deadlock with one of the two.
type LockOrder struct {
	First  int `json:"first"` // the transaction that locks Tables as they stand
	Second int `json:"second"`
	// Tables are two names, in the order of First.
	Tables []string `json:"tables"`
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

// NotReviewed says what the review does not look at, so that silence is not taken for approval.
func (req *Request) NotReviewed() string {
	switch u, ok := req.Dialect.(dialects.Unreviewed); {
	case len(req.Path.Steps) == 0:
		return ""
	case !req.Review:
		return "nothing was: no locks, no risks, no names, no way back (--no-review)"
	case ok:
		return u.NotReviewed()
	}
	return ""
}

// study works out what a statement does, with the catalog before it.
func (req *Request) study(st *sqlstmt.Stmt, catalog *schema.Catalog) {
	if r := req.reviewer(); r != nil {
		st.Actions = exactly(r.Actions(st, catalog))
		st.Locks = exactly(r.Locks(st.Actions, req.ServerVersion))
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
		plan.LockOrders = lockOrders(plan.Ledger)
	}
	plan.Tables = append(plan.Tables, found.tables...)
	plan.Attach()
	return diags
}

// pass is what the rules look at.
func (req *Request) pass(placed []check.Statement, found *outcome) check.Pass {
	pass := check.Pass{Dialect: req.Dialect.Name(), Style: req.Dialect.Style(), Version: req.ServerVersion, Format: req.Set.Format.Name(),
		Downgrade: req.Command == "downgrade", Timeouts: map[string]string{}, Statements: placed, Config: req.Rules,
		Closed: found.closed, Dumped: req.Dump != nil, Losses: found.losses, Gone: found.gone}
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
	i := slices.IndexFunc(l.Tables, func(t LedgerTable) bool { return t.Table == k.Table && t.Kind == k.Kind })
	if i < 0 {
		i = len(l.Tables)
		l.Tables = append(l.Tables, LedgerTable{Table: k.Table, Kind: k.Kind, New: k.New, Blocks: []string{}, Statements: []int{}})
	}
	t := &l.Tables[i]
	if t.Mode == "" || k.Strength > t.Strength || k.Strength == t.Strength && len(k.Blocks) > len(t.Blocks) {
		t.Mode, t.Strength = k.Mode, k.Strength
	}
	if slices.Index(durations, k.Held) > slices.Index(durations, t.Held) {
		t.Held = k.Held
	}
	for _, b := range k.Blocks { // a weaker lock can block more: that of REINDEX, by its indexes
		if !slices.Contains(t.Blocks, b) {
			t.Blocks = append(t.Blocks, b)
		}
	}
	slices.SortStableFunc(t.Blocks, func(a, b string) int { return slices.Index(blockable, a) - slices.Index(blockable, b) })
	if k.Algorithm != "" && !slices.Contains(t.Algorithms, k.Algorithm) {
		t.Algorithms = append(t.Algorithms, k.Algorithm)
	}
	t.Rewrite, t.Scan, t.Build = t.Rewrite || k.Rewrite, t.Scan || k.Scan, t.Build || k.Build
	t.Rows = t.Rows || k.Rows
	t.Light = !t.Rows && !slices.Contains(t.Blocks, "reads") && !slices.Contains(t.Blocks, "writes") && !t.Rewrite && !t.Scan && !t.Build
	if !slices.Contains(t.Statements, number) {
		t.Statements = append(t.Statements, number)
	}
}

// durations are how long a lock can be held, the shortest first.
var durations = []string{"moment", "statement", "transaction"}

// blockable is what a lock can block, the worst first.
var blockable = []string{"reads", "writes", "DDL"}

// maxLockOrders bounds the list: a script that often locks in opposite orders is told so often enough.
const maxLockOrders = 20

// lockOrders finds the pairs of tables that two transactions lock in opposite orders.
func lockOrders(list []Ledger) []LockOrder {
	orders := []LockOrder{}
	first := map[[2]string]int{}
	for _, l := range list {
		if l.Transaction == 0 {
			continue
		}
		names := heavy(l)
		for i, a := range names {
			for _, b := range names[i+1:] {
				pair := [2]string{b, a}
				if earlier, ok := first[pair]; ok && earlier != l.Transaction && len(orders) < maxLockOrders {
					orders = append(orders, LockOrder{First: earlier, Second: l.Transaction, Tables: pair[:]})
				}
				if _, ok := first[[2]string{a, b}]; !ok {
					first[[2]string{a, b}] = l.Transaction
				}
			}
		}
	}
	return orders
}

// maxHeavy bounds the tables of one transaction whose order is looked at: their pairs are.
const maxHeavy = 100

// heavy are the tables that were there before and that the transaction keeps others from writing to.
func heavy(l Ledger) []string {
	var names []string
	for _, t := range l.Tables {
		if !t.New && t.Kind == "" && slices.Contains(t.Blocks, "writes") && len(names) < maxHeavy {
			names = append(names, t.Table)
		}
	}
	return names
}

// opaque says of what a statement does it is not known what it locks: each reason once.
func opaque(st *sqlstmt.Stmt) []string {
	var list []string
	for _, a := range st.Actions {
		if a.Unknown != "" && a.TableSQL == "" && !a.Skipped && !slices.Contains(list, a.Unknown) {
			list = append(list, a.Unknown)
		}
	}
	return list
}

// exactly returns a list without room to grow: those of a large history stay in memory until its rules have run.
func exactly[T any](list []T) []T {
	if cap(list) == len(list) {
		return list
	}
	kept := make([]T, len(list))
	copy(kept, list)
	return kept
}
