package mysql

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// how is a way in which a server changes a table.
type how int

// The ways, each costlier than those above it.
const (
	// nothing: no table is locked.
	nothing how = iota
	// instant: INSTANT, the dictionary alone.
	instant
	// metadata: INPLACE, the dictionary alone.
	metadata
	// build: INPLACE, an index is built while writes go on. scan: the rows are read.
	build
	// rebuild: INPLACE, every row is written again while writes go on.
	rebuild
	// copyOnline: COPY, while writes go on.
	copyOnline
	// buildShared and rebuildShared are build and rebuild while writes wait.
	buildShared
	rebuildShared
	// copyShared: COPY, while writes wait.
	copyShared
)

// way is what a how means for others.
type way struct {
	algorithm                    string
	writes, rewrite, scan, build bool // writes: they go on
}

func (h how) way() way {
	switch h {
	case instant:
		return way{algorithm: "INSTANT", writes: true}
	case metadata:
		return way{algorithm: "INPLACE", writes: true}
	case build:
		return way{algorithm: "INPLACE", writes: true, scan: true, build: true}
	case rebuild:
		return way{algorithm: "INPLACE", writes: true, rewrite: true, scan: true, build: true}
	case copyOnline:
		return way{algorithm: "COPY", writes: true, rewrite: true, scan: true, build: true}
	case buildShared:
		return way{algorithm: "INPLACE", scan: true, build: true}
	case rebuildShared:
		return way{algorithm: "INPLACE", rewrite: true, scan: true, build: true}
	case copyShared:
		return way{algorithm: "COPY", rewrite: true, scan: true, build: true}
	}
	return way{}
}

// modes of metadata locks and what each keeps others from, as long as it is held.
// https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html
// https://mariadb.com/kb/en/metadata-locking/
const (
	modeExclusive = "EXCLUSIVE"
	modeNoWrite   = "SHARED_NO_WRITE"
	modeUpgrade   = "SHARED_UPGRADABLE"
	modeWrite     = "SHARED_WRITE"
)

var (
	// modes are those above from the weakest to the strongest.
	modes        = []string{"SHARED_READ", modeWrite, modeUpgrade, modeNoWrite, "SHARED_NO_READ_WRITE", modeExclusive}
	blocksAll    = []string{"reads", "writes", "DDL"}
	blocksWrites = []string{"writes", "DDL"}
	blocksDDL    = []string{"DDL"}
)

const mysqlMetadataLocks = "https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html"

// waits is said of every lock of a change: it is what turns a change of milliseconds into an outage.
const waits = "waits for open transactions on the table at its begin and at its end (metadata lock), and what comes later waits behind it"

// Locks are the locks that the actions of one statement take on a server of the version.
func (d Dialect) Locks(actions []sqlstmt.Action, v ir.Version) []sqlstmt.Lock {
	l := &locking{f: d.Flavour, v: v}
	done := map[string]bool{}
	for i := range actions {
		a := &actions[i]
		switch {
		case a.TableSQL == "" || a.Skipped || done[a.TableSQL]:
		case a.TableKind == schema.View:
		default:
			done[a.TableSQL] = true
			l.table(actionsOn(actions, a.TableSQL))
		}
	}
	for i := range actions {
		if a := &actions[i]; a.Refers().RefSQL != "" && !(a.Ignored && !l.v.AtLeast(9, 0)) && !done[a.Refers().RefSQL] {
			done[a.Refers().RefSQL] = true
			l.referenced(a)
		}
	}
	for i := range actions {
		for _, r := range actions[i].More().Also {
			if !done[r.SQL] {
				done[r.SQL] = true
				l.tied(actionsOn(actions, actions[i].TableSQL), &r)
			}
		}
	}
	for i := range l.list {
		l.list[i].Strength = slices.Index(modes, l.list[i].Mode) + 1
	}
	return l.list
}

// Versions are those whose ways differ, for a comparison of the same plan on each.
func (d Dialect) Versions() []ir.Version {
	if d.Flavour == MariaDB {
		return []ir.Version{{Major: 10, Minor: 6}, {Major: 10, Minor: 11}, {Major: 11, Minor: 4}, {Major: 11, Minor: 8}}
	}
	return []ir.Version{{Major: 5, Minor: 7}, {Major: 8, Patch: 11}, {Major: 8, Patch: 19}, {Major: 8, Patch: 28}, {Major: 8, Patch: 29}, {Major: 8, Minor: 4}, {Major: 9, Minor: 7}}
}

// tied adds the lock on a table that a foreign key ties to the one that is changed. Measured on MariaDB 10.11 and 11.8: what
// writes to either locks both, so that the change of one waits for the writers of the other.
func (l *locking) tied(actions []*sqlstmt.Action, r *sqlstmt.Relation) {
	if l.f == MySQL {
		l.tiedMySQL(actions, r)
		return
	}
	if isTrigger(actions[0]) && r.Role == sqlstmt.RoleReferencing {
		return
	}
	l.list = append(l.list, sqlstmt.Lock{Table: r.SQL, New: r.New, Mode: modeNoWrite, Blocks: blocksWrites, Held: "moment", Fact: "foreign-key-table",
		Source: "https://mariadb.com/kb/en/metadata-locking/", Note: "waits for transactions that write to it: a foreign key ties it to " + actions[0].TableSQL})
}

// tiedMySQL: since 8.0 the dictionary knows of a foreign key at both tables, and what it says of one is changed with the other locked.
// Measured on 5.7, 8.0 and 9.7.
func (l *locking) tiedMySQL(actions []*sqlstmt.Action, r *sqlstmt.Relation) {
	if !l.v.AtLeast(8, 0) {
		return
	}
	if isTrigger(actions[0]) {
		if r.Role == sqlstmt.RoleReferencing { // who writes to it reads the other
			l.list = append(l.list, sqlstmt.Lock{Table: r.SQL, New: r.New, Mode: modeNoWrite, Blocks: blocksWrites, Held: "moment", Fact: "foreign-key-table",
				Source: mysqlMetadataLocks, Note: "waits for transactions that write to it: a foreign key ties it to " + actions[0].TableSQL})
		}
		return
	}
	changes := slices.ContainsFunc(actions, func(a *sqlstmt.Action) bool {
		return r.Role == sqlstmt.RoleReferencing || a.Kind == sqlstmt.DropTable || a.Kind == sqlstmt.RenameTable || a.Class == "drop-foreign-key"
	})
	if !changes {
		return
	}
	l.list = append(l.list, sqlstmt.Lock{Table: r.SQL, New: r.New, Mode: modeExclusive, Blocks: blocksAll, Held: "moment", Fact: "foreign-key-table",
		Source: mysqlMetadataLocks, Note: waits + "; a foreign key ties it to " + actions[0].TableSQL})
}

func actionsOn(actions []sqlstmt.Action, table string) (list []*sqlstmt.Action) {
	for i := range actions {
		if actions[i].TableSQL == table && !actions[i].Skipped {
			list = append(list, &actions[i])
		}
	}
	return list
}

type locking struct {
	f    flavour
	v    ir.Version
	list []sqlstmt.Lock
}

// table adds the lock that the actions of a statement take on one table.
func (l *locking) table(actions []*sqlstmt.Action) {
	a := actions[0]
	lock := sqlstmt.Lock{Table: a.TableSQL, New: a.New}
	if fixed, ok := l.f.fixedLock(a); ok {
		fixed.Table, fixed.New = lock.Table, lock.New
		l.list = append(l.list, fixed)
		return
	}
	h, by, fails := l.f.choose(actions, l.v)
	if by == nil {
		return
	}
	w := h.way()
	lock.Algorithm, lock.Rewrite, lock.Scan, lock.Build = w.algorithm, w.rewrite, w.scan, w.build
	lock.Fact, lock.Source, lock.Note = by.class, by.source, waits
	switch {
	case h == instant || h == metadata:
		lock.Mode, lock.Blocks, lock.Held = modeExclusive, blocksAll, "moment"
	case w.writes:
		lock.Mode, lock.Blocks, lock.Held = modeUpgrade, blocksDDL, "statement"
	default:
		lock.Mode, lock.Blocks, lock.Held = modeNoWrite, blocksWrites, "statement"
	}
	if a.More().LockOption == "EXCLUSIVE" {
		lock.Mode, lock.Blocks = modeExclusive, blocksAll
	}
	online := ""
	if h == copyOnline {
		online = online112
	}
	for _, more := range []string{by.note, online, by.since(l.v)} {
		if more != "" {
			lock.Note += "; " + more
		}
	}
	if a.Unknown == "" {
		lock.Refused = fails
	}
	l.list = append(l.list, lock)
}

func isTrigger(a *sqlstmt.Action) bool {
	return a.Kind == sqlstmt.CreateTrigger || a.Kind == sqlstmt.DropTrigger
}

// referenced adds the lock on the table that a foreign key refers to: what writes to it and the change
// wait for each other. Measured on MariaDB 10.11 and 11.8; MySQL 5.7 takes none, MySQL from 8.0 on locks out readers, too.
func (l *locking) referenced(a *sqlstmt.Action) {
	if l.f == MySQL && !l.v.AtLeast(8, 0) {
		return
	}
	lock := sqlstmt.Lock{Table: a.Refers().RefSQL, New: a.Refers().RefNew, Mode: modeNoWrite, Blocks: blocksWrites, Held: "statement", Fact: "referenced-table",
		Source: "https://mariadb.com/kb/en/metadata-locking/", Note: "waits for transactions that write to it"}
	if l.f == MySQL {
		lock.Mode, lock.Blocks, lock.Source, lock.Note = modeExclusive, blocksAll, mysqlMetadataLocks, waits
	}
	switch {
	case a.Kind != sqlstmt.AddConstraint || l.f == MySQL:
		lock.Held = "moment"
	case a.NotValid || a.New:
		lock.Held = "moment"
	}
	if a.Kind == sqlstmt.AddConstraint && !a.NotValid && !a.New {
		lock.Scan, lock.Note = true, lock.Note+"; each value is looked up in it"
	}
	l.list = append(l.list, lock)
}

// choose finds how a statement is done: the costliest way that one of its changes needs, unless it asks for another. fails says why the
// server refuses what it asks for. by is nil where nothing is locked.
func (f flavour) choose(actions []*sqlstmt.Action, v ir.Version) (h how, by *fact, fails string) {
	alone := !slices.ContainsFunc(actions, func(a *sqlstmt.Action) bool {
		r := f.row(a.Class, v)
		return r != nil && r.how > instant && !(f == MariaDB && a.Class == "drop-index")
	})
	for _, a := range actions {
		r := f.row(a.Class, v)
		if r == nil {
			continue
		}
		own := r.how
		if !alone && own == instant && r.otherwise != nothing {
			own = r.otherwise
		}
		if by == nil || own > h {
			h, by = own, r
		}
	}
	if by == nil {
		return nothing, nil, ""
	}
	if (h == rebuild || h == rebuildShared || f == MariaDB && slices.ContainsFunc(actions, ofColumns)) && slices.ContainsFunc(actions, ofVirtual) {
		h = copyShared // a virtual column is not added or dropped in place beside what writes the rows again
	}
	if h == copyShared && f == MariaDB && v.AtLeast(11, 2) && copiesOnline(by.class) {
		h = copyOnline
	}
	h, fails = asked(actions[0], h)
	return h, by, fails
}

func ofVirtual(a *sqlstmt.Action) bool {
	return a.Class == "add-column-virtual" || a.Class == "drop-column-virtual"
}

// ofColumns: other columns come, go or move, which is instant only without a virtual one beside.
func ofColumns(a *sqlstmt.Action) bool {
	switch a.Class {
	case "add-column", "add-column-placed", "drop-column", "drop-column-stored", "move-column":
		return true
	}
	return false
}

// copiesOnline tells whether MariaDB follows the writes that go on while it copies, from 11.2 on. Measured on 11.4 and 11.8, but for
// those changes of partitions, engines and orders where no LOCK= can be written, or where it is taken and not kept to.
// https://mariadb.com/kb/en/online-schema-change/
func copiesOnline(class string) bool {
	switch class {
	case "auto-increment-attribute", "engine-other", "order-by", "tablespace-file", "partition-table", "rebuild-partition", "spread-partitions":
		return false
	}
	return true
}

// asked takes ALGORITHM= and LOCK= into account. ALGORITHM=INPLACE allows MariaDB, and asks MySQL, for no
// more than INPLACE; COPY always copies.
func asked(a *sqlstmt.Action, h how) (how, string) {
	best := h.way()
	refuses := func(clause string) (how, string) {
		return h, "the server refuses " + clause + ": " + best.algorithm + " is the best that it can do here"
	}
	switch {
	case a.More().Algorithm == "COPY" && h < copyOnline:
		h = copyShared
	case a.More().Algorithm == "INSTANT" && best.algorithm != "INSTANT",
		a.More().Algorithm == "NOCOPY" && best.rewrite,
		a.More().Algorithm == "INPLACE" && best.algorithm == "COPY":
		return refuses("ALGORITHM=" + a.More().Algorithm)
	}
	switch w := h.way(); {
	case a.More().LockOption == "NONE" && !w.writes:
		return h, "the server refuses LOCK=NONE: writes have to wait here"
	case a.More().LockOption == "SHARED" || a.More().LockOption == "EXCLUSIVE":
		switch h {
		case build:
			h = buildShared
		case rebuild:
			h = rebuildShared
		case copyOnline:
			h = copyShared
		}
	}
	return h, ""
}

// fixedLock is the lock of a statement for which there is no choice of algorithms.
func (f flavour) fixedLock(a *sqlstmt.Action) (sqlstmt.Lock, bool) {
	page := "https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html"
	if f == MariaDB {
		page = "https://mariadb.com/kb/en/metadata-locking/"
	}
	of := func(fact, mode, held string, blocks []string) (sqlstmt.Lock, bool) {
		l := sqlstmt.Lock{Mode: mode, Blocks: blocks, Held: held, Fact: fact, Source: page}
		if mode == modeExclusive || mode == modeUpgrade {
			l.Note = waits
		}
		return l, true
	}
	switch a.Kind {
	case sqlstmt.CreateTable, sqlstmt.CreateTableAs:
		return of("create-table", modeExclusive, "statement", blocksAll)
	case sqlstmt.DropTable:
		return of("drop-table", modeExclusive, "statement", blocksAll)
	case sqlstmt.Truncate:
		if a.Class == "" {
			return of("truncate", modeExclusive, "statement", blocksAll)
		}
	case sqlstmt.RenameTable:
		if a.Class == "" {
			return of("rename-table", modeExclusive, "moment", blocksAll)
		}
	case sqlstmt.CreateTrigger, sqlstmt.DropTrigger:
		return of("trigger", modeExclusive, "moment", blocksAll)
	case sqlstmt.LockTable:
		return of("lock-tables", "SHARED_NO_READ_WRITE", "session", blocksAll)
	case sqlstmt.VacuumFull:
		l, ok := of("optimize-table", modeUpgrade, "statement", blocksDDL)
		l.Algorithm, l.Rewrite, l.Scan, l.Build = "INPLACE", true, true, true
		return l, ok
	case sqlstmt.Insert, sqlstmt.Merge, sqlstmt.Copy:
		l, ok := of("write-rows", modeWrite, "transaction", blocksDDL)
		l.Rows = true
		return l, ok
	case sqlstmt.Update, sqlstmt.Delete:
		l, ok := of("write-rows", modeWrite, "transaction", blocksDDL)
		l.Rows, l.Note = true, "locks each row that it reads until the commit"
		if !a.Where {
			l.Blocks, l.Scan, l.Note = blocksWrites, true, "locks every row until the commit"
		}
		return l, ok
	case sqlstmt.Analyze:
		return of("analyze-table", "SHARED_READ", "statement", blocksDDL)
	}
	return sqlstmt.Lock{}, false
}

// since says from which release on the row holds, where the version does not tell whether the server has it.
func (r *fact) since(v ir.Version) string {
	if r.patch == 0 || v.Patch >= r.patch || v.AtLeast(r.major, r.minor+1) || v.Patch > 0 {
		return ""
	}
	return "this holds from " + r.release() + " on; " + "an older server does it in a costlier way"
}

func (f flavour) rows() []fact {
	if f == MariaDB {
		return mariadbRows
	}
	return mysqlRows
}

// row finds the row of a class for a version: the last that the server is new enough for.
func (f flavour) row(class string, v ir.Version) *fact {
	if class == "" {
		return nil
	}
	var found *fact
	rows := f.rows()
	for i := range rows {
		if r := &rows[i]; r.class == class && r.covers(v) {
			found = r
		}
	}
	return found
}

// covers tells whether the server has what the row says. A version without its third number is taken
// for the newest of its series, and the lock says so.
func (r *fact) covers(v ir.Version) bool {
	if v.Major != r.major || v.Minor != r.minor {
		return v.AtLeast(r.major, r.minor)
	}
	return v.Patch == 0 || v.Patch >= r.patch
}
