package sqlstmt

import "github.com/sqlplan/sqlplan/revisions/ir"

// Script writes what sqlplan itself puts into a script, in one dialect. Every
// string that it returns is one whole statement without its terminator, but for
// Directives, whose lines stand as they are.
type Script interface {
	// Runners are the clients that a script can be written for, the default first.
	Runners() []string
	// Directives are the lines that make the runner stop at the first error, and
	// the session settings that the script relies on. None for "plain".
	Directives(runner string) []string
	// ForRunner returns text as the runner must be given it so that the server
	// gets it unchanged.
	ForRunner(runner, text string) string
	// TableName is the version table's name as SQL writes it.
	TableName(table ir.VersionTable) string
	// Guard refuses to go on unless the server is at least the version that was
	// compiled for, and the version table holds exactly rows.
	Guard(table ir.VersionTable, rows []string, v ir.Version) string
	// Assert fails unless the version table holds exactly rows.
	Assert(table ir.VersionTable, rows []string) string
	// CreateVersionTable makes the version table where it does not exist.
	CreateVersionTable(table ir.VersionTable) []string
	// Move changes one row of the version table and fails unless it changed exactly one.
	Move(table ir.VersionTable, m ir.Move) string
	// AlembicTable and AlembicMove are CreateVersionTable and Move as Alembic
	// writes them, and Terminated is a text of SQL with its terminator, for a
	// script in Alembic's style.
	AlembicTable(table ir.VersionTable) string
	AlembicMove(table ir.VersionTable, m ir.Move) string
	Terminated(text string) string
	// Stop fails unless the session says that the revision was done by hand.
	Stop(revision, reason string) string
	// Assume fails unless check, a boolean expression, holds; text says what it is about.
	Assume(text, check string) string
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
	// Local sets a setting until the end of the transaction.
	Local(setting, value string) string
	// Reset puts a session setting back to what it was when the revision began;
	// "all" puts every one back.
	Reset(runner, setting string) []string
	// Terminator ends a statement: ";".
	Terminator() string
}
