package sqlstmt

import "github.com/sqlplan/sqlplan/revisions/ir"

// Script writes what sqlplan itself puts into a script, in one dialect. Every
// string that it returns is one whole statement without its terminator, but for
// Directives, whose lines stand as they are.
type Script interface {
	// Runners are the clients that a script can be written for, the default first.
	Runners() []string
	// Usage says in lines of plain text how a script is run by the runner, and what the runner does at an error.
	Usage(runner string) []string
	// Directives are the lines that make the runner stop at the first error, and
	// the session settings that the script relies on. None for "plain".
	Directives(runner string) []string
	// TransactionalDDL: a statement that changes the schema can be rolled back. Where it
	// cannot, each one stands outside a transaction, and its Stmt.Outside says so.
	TransactionalDDL() bool
	// ForRunner returns text as the runner must be given it so that the server
	// gets it unchanged.
	ForRunner(runner, text string) string
	// TableName is the version table's name as SQL writes it.
	TableName(table ir.VersionTable) string
	// Guard refuses to go on unless the server is at least the version that was
	// compiled for, and the version table holds exactly rows.
	Guard(table ir.VersionTable, rows []string, v ir.Version) []string
	// Assert fails unless the version table holds exactly rows.
	Assert(table ir.VersionTable, rows []string) []string
	// CreateVersionTable makes the version table where it does not exist.
	CreateVersionTable(table ir.VersionTable) []string
	// Move changes one row of the version table, with its first statement, and fails unless it
	// changed exactly one.
	Move(table ir.VersionTable, m ir.Move) []string
	// Stop fails unless the session says that the revision was done by hand; StopHint is how to say so, on one line.
	Stop(revision, reason string) []string
	StopHint(revision string) string
	// Assume fails unless check, a boolean expression, holds; text says what it is about.
	Assume(text, check string) []string
	// QuestionUsage says how a script of questions is run, on one line; empty if there is no way
	// to ask this server, and then the three below are empty, too.
	QuestionUsage() string
	// BeginReadOnly opens a transaction that cannot change anything.
	BeginReadOnly() string
	// Question is a query that prints the rows of sql as one line of JSON, for the
	// DBA to run: {"question": id, "rows": [{"column": value, ...}, ...], "digest": "..."}.
	Question(id, sql string) string
	// AnswerCheck is a boolean expression that holds while the rows of sql have the digest.
	AnswerCheck(sql, digest string) string
	// Begin and Commit open and close a transaction.
	Begin() string
	Commit() string
	// Timeout sets lock_timeout or statement_timeout to a time such as "5s": for the
	// session before the guard, or, where the server can, at the begin of each
	// transaction. Both are nil where the server has no such setting.
	Timeout(name, value string) (session, local []string)
	// Reset puts a session setting back to what it was when the revision began;
	// "all" puts every one back.
	Reset(runner, setting string) []string
	// SettingHelp says what the author of a revision that changes settings of the session can do instead.
	SettingHelp() string
	// ServerName is the name of a version of the server, as its users say it: "SQL Server 2016 (13)".
	ServerName(v ir.Version) string
	// Terminator ends the statement: ";".
	Terminator(sql string) string
	// Alembic writes what Alembic's offline mode prints.
	Alembic() Alembic
}

// RevisionChecker is a Script that checks what a revision has left, before it is recorded.
type RevisionChecker interface {
	// RevisionChecks fail where what the statements of a revision have left is not sound.
	RevisionChecks(stmts []*Stmt) []string
}

// LateResetter is a Script of a server on which some settings can be put back only outside of a transaction.
type LateResetter interface {
	// ResetsLate tells whether the setting is one of these.
	ResetsLate(setting string) bool
}

// ServerChecker is a Script for a server that is easily taken for another kind.
type ServerChecker interface {
	// ServerCheck are statements that both kinds understand, and that fail on the wrong one. They stand in front of all others.
	ServerCheck(v ir.Version) []string
}

// OutsideLimiter is a Script of a server whose timeouts end with each transaction, so that a statement outside of
// one needs a limit of its own.
type OutsideLimiter interface {
	// OutsideTimeout sets the timeout for the statements up to its end; neither is about a transaction.
	OutsideTimeout(name, value string) (begin, end string)
}

// Alembic writes the parts of a script in Alembic's style, as its offline mode
// prints them for one dialect. Each string is one item of the output, which an empty line follows.
type Alembic interface {
	// TransactionalDDL: transactions stand in the script unless env.py says otherwise.
	TransactionalDDL() bool
	// Table makes the version table, and Move changes one of its rows; both without a terminator.
	Table(table ir.VersionTable) string
	Move(table ir.VersionTable, m ir.Move) string
	// Statement is a statement with its terminator, and Raw a text of SQL as its author wrote it with one.
	Statement(sql string) []string
	Raw(text string) []string
	// Begin and Commit open and close a transaction.
	Begin() []string
	Commit() []string
}

// PerRunner is a Script whose statements end in another way for each runner.
type PerRunner interface {
	// For returns the Script for a runner.
	For(runner string) Script
}

// ScriptFor is the script for a runner.
func ScriptFor(s Script, runner string) Script {
	if p, ok := s.(PerRunner); ok {
		return p.For(runner)
	}
	return s
}

// Separated is a style with a line between batches that env.py can choose.
type Separated interface {
	// WithSeparator returns the style with that line; none for "".
	WithSeparator(separator string) Alembic
}
