package planner

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Plan is the whole result of a compile: plain data, the only input of the
// templates, and, encoded as JSON, an output of its own. Every SQL text in it
// is final.
type Plan struct {
	PlanVersion   int      `json:"plan_version"` // of this structure; grows when a field changes its meaning
	ToolVersion   string   `json:"tool_version"`
	Command       string   `json:"command"`    // "upgrade", "downgrade" or "stamp"
	Invocation    string   `json:"invocation"` // the command that compiles this plan again
	From          []string `json:"from"`       // ids that the version table stands for before the run; none: base
	To            []string `json:"to"`         // and after it
	Dialect       string   `json:"dialect"`    // "postgresql"
	ServerVersion string   `json:"server_version"`
	// Server is the oldest server that the script is for, by the name that its users say: "SQL Server 2016 (13)".
	Server      string          `json:"server"`
	Runner      string          `json:"runner"` // "psql", "plain"
	Format      string          `json:"format"` // of the revision files: "native", "alembic", "golang-migrate", "goose"
	Commit      string          `json:"commit,omitempty"`
	Transaction TransactionMode `json:"transaction"`
	// TransactionalDDL: the server can roll back a change of the schema.
	TransactionalDDL bool            `json:"transactional_ddl"`
	VersionTable     ir.VersionTable `json:"version_table"`
	VersionName      string          `json:"version_table_sql"` // the table's name as SQL writes it
	Digest           string          `json:"digest"`            // hex SHA-256 over the revisions of the path, in order
	// BaseSchema is the file with what was there before the first revision; nil without one.
	BaseSchema *BaseUsed `json:"base_schema,omitempty"`
	Settings   []Setting `json:"settings"` // set in each transaction
	Counts     Counts    `json:"counts"`
	Rollback   Rollback  `json:"rollback"`
	Notices    []Notice  `json:"notices"` // warnings and notes about the input
	// Findings are what the review has to say, Ledger what each transaction locks, and Tables what becomes
	// of the tables. None without a review.
	Findings []check.Finding `json:"findings"`
	Ledger   []Ledger        `json:"ledger"`
	Tables   []TableChange   `json:"tables"`
	// Statistics are those that the estimates come from; nil without any.
	Statistics *StatisticsUsed `json:"statistics,omitempty"`
	// NotReviewed says in one sentence, without a full stop, what the review has not looked at; empty if it has looked at all.
	NotReviewed string `json:"not_reviewed,omitempty"`
	// LockOrders are the pairs of tables that two transactions lock in opposite orders.
	LockOrders []LockOrder `json:"lock_orders"`

	Usage      []string  `json:"usage"` // how the runner is called, in plain words; none for "plain"
	Directives []string  `json:"directives"`
	Setup      []Item    `json:"setup"` // settings of the session
	Guard      []Item    `json:"guard"`
	Sections   []Section `json:"sections"`
	Assert     []Item    `json:"assert"`
}

// Counts sum up a plan.
type Counts struct {
	Revisions    int `json:"revisions"`
	Statements   int `json:"statements"` // of the revisions; those that sqlplan adds are not counted
	Transactions int `json:"transactions"`
	Outside      int `json:"outside"` // statements that run outside a transaction
	Stops        int `json:"stops"`   // revisions that a person has to do
}

// Setting is a session setting and its value.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Rollback says how the way back is compiled, and which revisions of the path
// have none.
type Rollback struct {
	Invocation   string         `json:"invocation"`
	Irreversible []Irreversible `json:"irreversible"`
	// Lost is what the way back does not bring back, revision by revision, as simulated: the upgrade, then the
	// downgrade. PathLost is the same for the whole path. Unproven are the revisions of which that is not known.
	Lost     []Lost     `json:"lost"`
	PathLost []Lost     `json:"path_lost"`
	Unproven []Unproven `json:"unproven"`
}

// Gone is what the way back of the whole path does not bring back. Where that is not known for
// all of it, it is told revision by revision.
func (r Rollback) Gone() []Lost {
	if len(r.Irreversible) == 0 && len(r.Unproven) == 0 {
		return r.PathLost
	}
	return r.Lost
}

// Lost is something that a way back does not restore.
type Lost struct {
	Revision string `json:"revision"` // empty in a list for the whole path
	Object   string `json:"object"`   // "column a of table t"
	What     string `json:"what"`     // in words: "its rows", "default now() before, none after"
	// Data: rows or values are gone; else a definition differs.
	Data bool `json:"data"`
}

// Unproven is a revision whose way back could not be followed, and why.
type Unproven struct {
	Revision string `json:"revision"`
	Reason   string `json:"reason"`
}

// Irreversible is a revision without a way back, and its author's reason.
type Irreversible struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Path   string `json:"path"`
	Line   int    `json:"line"`
}

// Notice is a diagnostic that did not stop the compile.
type Notice struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Message  string `json:"message"`
	Help     string `json:"help,omitempty"`
}

// Section is the part of the script that belongs to one revision; of a stamp,
// the one part that it has, with an empty ID.
type Section struct {
	Number  int        `json:"number"` // in the plan, from 1
	ID      string     `json:"id"`
	Down    []string   `json:"down_revision"`
	Depends []string   `json:"depends_on"`
	Labels  []string   `json:"branch_labels"`
	Message string     `json:"message"`
	Author  string     `json:"author,omitempty"`
	Created string     `json:"created,omitempty"`
	Fields  []ir.Field `json:"fields"` // header keys without a meaning to sqlplan
	Files   []string   `json:"files"`
	Digest  string     `json:"digest"` // hex SHA-256 of the raw files
	Before  []string   `json:"before"` // ids that the version table stands for before the section
	After   []string   `json:"after"`
	Skipped int        `json:"skipped"` // statements left out at its start, since they are done already
	Items   []Item     `json:"items"`
	// Assumptions are what the compile of the revision relied on.
	Assumptions []Assumption `json:"assumptions"`
	// Stop is set where a person has to do the revision.
	Stop *Stop `json:"stop,omitempty"`
}

// Assumption is something about the database that the script relies on.
type Assumption struct {
	Text  string `json:"text"`
	Check string `json:"check,omitempty"` // a boolean SQL expression that holds where the assumption does
	Path  string `json:"path"`
	Line  int    `json:"line"`
	Col   int    `json:"col"`
}

// Stop is why a revision was not compiled, and how to go on behind it.
type Stop struct {
	Code   string `json:"code"`
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Col    int    `json:"col"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`   // how a session says that it was done, such as an option of the client
	Stamp  string `json:"stamp"`  // the command that records the revision once it was done by hand
	Resume string `json:"resume"` // the command that compiles the rest; empty if the revision is the last
}

// Item is one statement of the script, the author's or sqlplan's own.
type Item struct {
	Kind ItemKind `json:"kind"`
	SQL  string   `json:"sql"`
	// Terminator follows SQL in the script.
	Terminator string `json:"terminator"`
	// Transaction is the number of the transaction it runs in, from 1; 0: outside.
	Transaction int `json:"transaction"`
	// Statement is set for ItemStatement only.
	Statement *Statement `json:"statement,omitempty"`
	// Move is set for ItemMove only.
	Move *ir.Move `json:"move,omitempty"`
	// Failure says what a failure of the item leaves, where that is not simply
	// the state before the revision.
	Failure *Failure `json:"failure,omitempty"`
}

// ItemKind is what an item is there for.
type ItemKind string

// The kinds of items.
const (
	ItemSetup     ItemKind = "setup" // a setting of the session
	ItemGuard     ItemKind = "guard" // refuses a database that the script is not for
	ItemBegin     ItemKind = "begin"
	ItemSet       ItemKind = "set"       // a timeout of the transaction
	ItemLimit     ItemKind = "limit"     // a timeout of what follows outside a transaction
	ItemUnlimit   ItemKind = "unlimit"   // takes it back
	ItemStatement ItemKind = "statement" // of the revision
	ItemAgain     ItemKind = "again"     // a session setting of the skipped statements, for those behind them
	ItemReset     ItemKind = "reset"     // undoes a session setting that the revision left behind
	ItemTable     ItemKind = "table"     // makes the version table
	ItemMove      ItemKind = "move"      // moves a row of the version table
	ItemCheck     ItemKind = "check"     // fails unless the move before it changed one row, or where a revision has left something unsound
	ItemStop      ItemKind = "stop"      // halts until a person has done the revision
	ItemAssume    ItemKind = "assume"    // checks what the compile relied on
	ItemAssert    ItemKind = "assert"    // checks the version table at the end
	ItemCommit    ItemKind = "commit"
)

// Statement is what is known of a statement of a revision.
type Statement struct {
	Number     int              `json:"number"`      // in the script, from 1
	InRevision int              `json:"in_revision"` // in its revision, from 1, skipped ones counted
	Kind       string           `json:"kind"`
	Summary    string           `json:"summary"`
	Objects    []sqlstmt.Object `json:"objects"`
	Comments   []string         `json:"comments"` // the author's, before the statement
	Path       string           `json:"path"`
	Line       int              `json:"line"`
	Col        int              `json:"col"`
	Outside    string           `json:"outside,omitempty"`    // why it runs outside a transaction
	Waits      string           `json:"waits,omitempty"`      // what it waits for without a limit
	Unanalysed string           `json:"unanalysed,omitempty"` // why only its syntax is known
	Locks      []sqlstmt.Lock   `json:"locks,omitempty"`
	Estimates  []string         `json:"estimates,omitempty"` // "orders: rewrites 48 GB, about 16 min (estimate)"
	// Opaque says why the statement may lock more than Locks, or what is not known.
	Opaque []string `json:"opaque,omitempty"`
	// Findings are those of the plan that are about this statement.
	Findings []*check.Finding `json:"-"`
}

// Failure is the map of what stands where, should an item fail.
type Failure struct {
	Committed  string   `json:"committed"`  // in words: "the first 2 statements of this revision"
	Revisions  int      `json:"revisions"`  // of this script, committed whole
	Statements int      `json:"statements"` // of the item's own revision, committed
	Rows       []string `json:"rows"`       // ids that the version table stands for
	Leftover   string   `json:"leftover,omitempty"`
	Cleanup    string   `json:"cleanup,omitempty"` // SQL that clears the leftover
	Resume     string   `json:"resume"`            // the command that compiles the rest
	// ResumeAfter is that command where the cleanup has completed the statement;
	// empty if it cannot.
	ResumeAfter string `json:"resume_after,omitempty"`
}
