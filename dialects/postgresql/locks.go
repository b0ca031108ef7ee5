package postgresql

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// The modes of locks on tables, in the server's order.
// https://www.postgresql.org/docs/current/explicit-locking.html
const (
	accessShare          = "ACCESS SHARE"
	rowShare             = "ROW SHARE"
	rowExclusive         = "ROW EXCLUSIVE"
	shareUpdateExclusive = "SHARE UPDATE EXCLUSIVE"
	share                = "SHARE"
	shareRowExclusive    = "SHARE ROW EXCLUSIVE"
	exclusive            = "EXCLUSIVE"
	accessExclusive      = "ACCESS EXCLUSIVE"
)

var lockModes = [...]string{accessShare, rowShare, rowExclusive, shareUpdateExclusive, share, shareRowExclusive, exclusive, accessExclusive}

// lockStrength is the place of a mode in the server's order, from 1; 0 for any other word.
func lockStrength(mode string) int { return slices.Index(lockModes[:], mode) + 1 }

// conflicting is table 13.2 of the manual, "Conflicting Lock Modes": the modes that wait for each mode.
// https://www.postgresql.org/docs/current/explicit-locking.html#TABLE-LOCK-COMPATIBILITY
func conflictingModes(mode string) []string {
	switch mode {
	case accessShare:
		return lockModes[7:]
	case rowShare:
		return lockModes[6:]
	case rowExclusive:
		return lockModes[4:]
	case shareUpdateExclusive:
		return lockModes[3:]
	case share:
		return []string{rowExclusive, shareUpdateExclusive, shareRowExclusive, exclusive, accessExclusive}
	case shareRowExclusive:
		return lockModes[2:]
	case exclusive:
		return lockModes[1:]
	}
	return lockModes[:]
}

// blocked is what others cannot do while a mode is held: read (SELECT takes ACCESS SHARE), write
// (INSERT, UPDATE and DELETE take ROW EXCLUSIVE), change the table or its statistics. Nobody may change the list.
func blocked(mode string) []string {
	conflicts := conflictingModes(mode)
	switch {
	case slices.Contains(conflicts, accessShare):
		return everything
	case slices.Contains(conflicts, rowExclusive):
		return everything[1:]
	}
	return everything[2:]
}

// everything is what a lock can block. Who cannot read cannot write either.
var everything = []string{"reads", "writes", "DDL"}

// Work that is done under a lock.
const (
	rewrite = 1 << iota // every row is written again, with all indexes
	scan                // every row is read
	build               // an index is built
	rows                // the rows that it changes or picks stay locked; not counted as work
)

// roleOwn is the table of the action itself.
const roleOwn sqlstmt.Role = ""

// roleLock is the lock on the relations of one role.
type roleLock struct {
	role sqlstmt.Role
	mode string
	work int
}

// How long a lock is held.
const (
	heldTransaction = "transaction"
	heldStatement   = "statement"
)

// lockFact is a row of the table of locks: what one form of statement locks on the servers from
// the version since to before the version before; none of them means all that this dialect knows.
type lockFact struct {
	id, form      string
	since, before ir.Version
	locks         []roleLock
	held          string   // empty: until the transaction ends
	source        string   // the vendor's page that says so
	measured      versions // where a test has compared the row with pg_locks; none: it stands on the source alone
	note          string
}

// versions are major versions, from the first to the last.
type versions struct{ first, last int }

func (s versions) has(major int) bool { return s.first <= major && major <= s.last }

func (f *lockFact) holds(v ir.Version) bool {
	return v.AtLeast(f.since.Major, f.since.Minor) && (f.before == ir.Version{} || !v.AtLeast(f.before.Major, f.before.Minor))
}

// fact returns the row of a form for a version; nil where that version has no such form.
func fact(id string, v ir.Version) *lockFact {
	for _, f := range factsByForm()[id] {
		if f.holds(v) {
			return f
		}
	}
	return nil
}

// factsByForm are the rows of each form.
var factsByForm = sync.OnceValue(func() map[string][]*lockFact {
	forms := map[string][]*lockFact{}
	for i := range lockFacts {
		f := &lockFacts[i]
		forms[f.id] = append(forms[f.id], f)
	}
	return forms
})

// Locks are the locks that the actions of one statement take, each relation once with its
// strongest, in the order in which they are first taken.
func (Dialect) Locks(actions []sqlstmt.Action, v ir.Version) []sqlstmt.Lock {
	var list locking
	for i := range actions {
		a := &actions[i]
		id := factOf(a, v)
		if id == "" {
			continue
		}
		if f := fact(id, v); f != nil {
			list.take(a, f)
		}
	}
	return list
}

type locking []sqlstmt.Lock

// take adds the locks of one action.
func (l *locking) take(a *sqlstmt.Action, f *lockFact) {
	for _, k := range f.locks {
		if k.role == roleOwn {
			if a.TableSQL != "" {
				l.add(a, f, k, sqlstmt.Relation{SQL: a.TableSQL, New: a.New}, ownKind(a))
			}
			continue
		}
		if k.role == sqlstmt.RoleReferenced && a.Refers().RefSQL != "" && a.Refers().Ref != a.Table {
			l.add(a, f, k, sqlstmt.Relation{SQL: a.Refers().RefSQL, New: a.Refers().RefNew}, "")
		}
		for _, r := range a.More().Also {
			if r.Role == k.role {
				k := k
				if r.Proven {
					k.work &^= scan
				}
				l.add(a, f, k, r, r.Kind)
			}
		}
	}
}

func ownKind(a *sqlstmt.Action) string {
	if a.TableKind == schema.View || a.TableKind == schema.MaterializedView {
		return a.TableKind.String()
	}
	return ""
}

// add adds a lock, or makes the one that is there stronger.
func (l *locking) add(a *sqlstmt.Action, f *lockFact, k roleLock, r sqlstmt.Relation, kind string) {
	mode := k.mode
	if f.id == "lock-table" {
		mode = a.Definition
	}
	held := cmp.Or(f.held, heldTransaction)
	k.work = workOf(a, k)
	works := k.work&^rows != 0
	i := slices.IndexFunc(*l, func(o sqlstmt.Lock) bool { return o.Table == r.SQL && o.Kind == kind })
	if i < 0 {
		*l = append(*l, sqlstmt.Lock{Table: r.SQL, Kind: kind, New: r.New, Held: held, Fact: f.id, Source: f.source, Note: f.note})
		i = len(*l) - 1
	}
	o := &(*l)[i]
	worked := o.Rewrite || o.Scan || o.Build
	stronger := lockStrength(mode) > lockStrength(o.Mode)
	if stronger {
		o.Mode, o.Strength, o.Blocks = mode, lockStrength(mode), blockedBy(f, k, mode)
	}
	// Of two rows the one is named that does work under the lock, else the one with the stronger lock.
	if stronger && (works || !worked) || works && !worked {
		o.Fact, o.Source, o.Note = f.id, f.source, f.note
	}
	o.Rows = o.Rows || k.work&rows != 0
	o.Rewrite, o.Scan, o.Build = o.Rewrite || k.work&rewrite != 0, o.Scan || k.work&scan != 0, o.Build || k.work&build != 0
}

// workOf is the work that is done on the relations of a role; the index builds of a change of type
// depend on the indexes that there are.
func workOf(a *sqlstmt.Action, k roleLock) int {
	work := k.work
	if a.Kind == sqlstmt.AlterColumnType && a.InPlace {
		if len(a.More().Indexes) == 0 {
			work &^= build
		}
		if len(a.More().Rechecked) == 0 {
			work &^= scan
		}
	}
	if a.Kind == sqlstmt.AttachPartition && len(a.More().Indexes) == 0 {
		work &^= build
	}
	if a.TableKind == schema.Partitioned && (a.Kind == sqlstmt.CreateIndex && a.Only || a.Kind == sqlstmt.SetTableOption) {
		work &^= build | rewrite // there are no rows but those of the partitions
	}
	return work
}

// blockedBy is what a lock blocks. A lock on an index that keeps readers from planning blocks the readers of
// its table: the planner opens every index of it.
// https://www.postgresql.org/docs/current/sql-reindex.html, "Rebuilding Indexes Concurrently"
func blockedBy(f *lockFact, k roleLock, mode string) []string {
	if k.work&build != 0 && mode == share && strings.HasPrefix(f.id, "reindex") {
		return everything
	}
	return blocked(mode)
}
