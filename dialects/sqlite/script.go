package sqlite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Script returns the writer of sqlplan's own statements for SQLite.
func (Dialect) Script() sqlstmt.Script { return script{} }

// script writes checks as rows of a temporary table whose constraints they break:
// SQLite has no blocks of code and no way to raise an error outside of triggers, and
// the name of a constraint is what the error message shows.
type script struct{}

// The clients that a script can be written for.
const (
	shell = "sqlite3"
	plain = "plain" // statement by statement through any driver
)

func (script) Runners() []string { return []string{shell, plain} }

// Usage is how the shell is called.
func (script) Usage(runner string) []string {
	if runner != shell {
		return nil
	}
	return []string{"sqlite3 DATABASE < THIS_FILE", "sqlite3 stops at the first error and then exits with a status other than 0."}
}

func (script) Directives(runner string) []string {
	if runner != shell {
		return nil
	}
	return []string{".bail on"}
}

// ForRunner: the shell takes a line of "/" or "go" for a semicolon, unless
// something follows. See line_is_command_terminator in its source, shell.c.
func (script) ForRunner(runner, text string) string {
	if runner != shell || !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if word := strings.ToLower(strings.Trim(line, " \t\r")); (word == "/" || word == "go") && i > 0 && isOutside(strings.Join(lines[:i], "\n")) {
			lines[i] = line + " /* */"
		}
	}
	return strings.Join(lines, "\n")
}

// isOutside tells whether a text ends outside of quotes and comments.
func isOutside(text string) bool {
	_, err := sqltext.Split(text, style)
	return err == nil || err.Fault == sqltext.OpenParen
}

func (script) TransactionalDDL() bool   { return true }
func (script) Terminator(string) string { return ";" }

// Begin takes the write lock at once: a transaction that takes it later can fail
// there, without waiting for the lock. See https://www.sqlite.org/lang_transaction.html.
func (script) Begin() string  { return "BEGIN IMMEDIATE" }
func (script) Commit() string { return "COMMIT" }

// Timeout: SQLite waits for locks of a database file, and knows no time for a statement.
func (script) Timeout(name, value string) (session, local []string) {
	if name != "lock_timeout" {
		return nil, nil
	}
	return []string{"PRAGMA busy_timeout = " + strconv.FormatInt(ansi.Milliseconds(value), 10)}, nil
}

// Reset: the guard has set foreign_keys, and no other PRAGMA has a value to go back to.
func (script) Reset(_, setting string) []string {
	if setting == keysPragma {
		return []string{keysOff}
	}
	return nil
}

func (script) SettingHelp() string { return "set it again in each revision that relies on it" }

// ServerName is "SQLite 3.40".
func (script) ServerName(v ir.Version) string { return "SQLite " + v.String() }

func (script) TableName(t ir.VersionTable) string { return qualified(t.Schema, t.Name) }

func qualified(schema, name string) string {
	if schema != "" {
		return ident(schema) + "." + ident(name)
	}
	return ident(name)
}

func ident(name string) string   { return sqltext.QuoteIdent(name, style) }
func literal(text string) string { return sqltext.QuoteLiteral(text, style) }

// quoted writes a text as the name of a constraint.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// CreateVersionTable writes the table as the format's own tool makes it, in the
// tool's current release: Alembic's MigrationContext._version, golang-migrate's
// database/sqlite3 ensureVersionTable, goose's dialect sqlite3 CreateTable.
// IF NOT EXISTS, since a downgrade to base leaves the table, empty.
func (s script) CreateVersionTable(t ir.VersionTable) []string {
	name := s.TableName(t)
	create := "CREATE TABLE IF NOT EXISTS " + name + " (\n    "
	switch t.Layout {
	case ir.LayoutHeads:
		return []string{create + ansi.HeadsColumns(t, ansi.Varchar(t), ident) + "\n)"}
	case ir.LayoutLatest:
		return []string{create + "version uint64,\n    dirty bool\n)",
			"CREATE UNIQUE INDEX IF NOT EXISTS " + qualified(t.Schema, "version_unique") + " ON " + ident(t.Name) + " (version)"}
	case ir.LayoutHistory:
		return []string{create + "id INTEGER PRIMARY KEY AUTOINCREMENT,\n    version_id INTEGER NOT NULL,\n" +
			"    is_applied INTEGER NOT NULL,\n    tstamp TIMESTAMP DEFAULT (datetime('now'))\n)",
			fmt.Sprintf("INSERT INTO %s (version_id, is_applied)\nSELECT 0, 1 WHERE NOT EXISTS (SELECT 1 FROM %s)", name, name)}
	}
	panic(fmt.Sprintf("version table layout %q", t.Layout))
}

// rows writes the rows of a version table.
func (s script) rows(t ir.VersionTable) ansi.VersionRows {
	return ansi.VersionRows{Table: s.TableName(t), Of: t, Literal: literal, True: "1", False: "0"}
}

// Move checks the row count where it can be wrong: an INSERT that does not add
// its row is an error of SQLite's own.
func (s script) Move(t ir.VersionTable, m ir.Move) []string {
	if m.From == "" {
		return []string{s.rows(t).Change(m)}
	}
	return []string{s.rows(t).Change(m), "INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes())"}
}

// held is a FROM clause with the ids that the version table holds, as one text, held:
// numbers in their order, other ids in byte order; NULL where there is none. A dirty row
// of golang-migrate is never an expected one.
func (s script) held(t ir.VersionTable) string {
	var rows string
	switch t.Layout {
	case ir.LayoutHeads:
		rows = "SELECT version_num AS id FROM %s ORDER BY version_num COLLATE BINARY"
	case ir.LayoutLatest:
		rows = "SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM %s ORDER BY version"
	case ir.LayoutHistory:
		rows = "SELECT version_id AS id FROM %s WHERE is_applied ORDER BY version_id"
	}
	return "FROM (SELECT group_concat(id, ', ') AS held FROM (" + fmt.Sprintf(rows, s.TableName(t)) + "))"
}

// matches is the condition that the ids are those of the rows.
func matches(t ir.VersionTable, rows []string) string {
	if len(rows) == 0 {
		return "held IS NULL"
	}
	if t.Layout == ir.LayoutHeads {
		rows = slices.Sorted(slices.Values(rows))
	}
	condition := "held IS " + literal(strings.Join(rows, ", "))
	if t.Layout == ir.LayoutHistory && ansi.AtBase(t, rows) {
		return condition + " OR held IS NULL"
	}
	return condition
}

// Guard makes the table of the checks and runs the first ones. Where the version
// table may be missing it is made inside of a transaction that is rolled back: a
// query of a missing table would be an error whatever stands around it.
func (s script) Guard(t ir.VersionTable, rows []string, v ir.Version) []string {
	list := []string{
		keysComment + keysOff,
		"-- Each check below is a row of this table, and fails with the name of a constraint for its message.\nDROP TABLE IF EXISTS temp.sqlplan_checks",
		s.checks(t, rows, v),
		fmt.Sprintf("INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= %d)", v.Minor),
	}
	look := []string{s.found(t, rows), s.hold(t, rows, "rows_before")}
	if ansi.AtBase(t, rows) {
		list = append(list, "-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.\n"+s.Begin(), s.CreateVersionTable(t)[0])
		return append(append(list, look...), "ROLLBACK")
	}
	master := "sqlite_master"
	if t.Schema != "" {
		master = ident(t.Schema) + "." + master
	}
	list = append(list, fmt.Sprintf("INSERT INTO temp.sqlplan_checks (version_table)\nSELECT EXISTS (SELECT 1 FROM %s WHERE type = 'table' AND name = %s COLLATE NOCASE)", master, literal(t.Name)))
	return append(list, look...)
}

// checks is the table whose constraints are the checks. A column that an INSERT
// does not name is NULL, which breaks none.
func (s script) checks(t ir.VersionTable, rows []string, v ir.Version) string {
	name := s.TableName(t)
	const unchanged = " Nothing was changed."
	list := []string{
		check("sqlite_version", fmt.Sprintf("sqlplan: this script was compiled for SQLite %s or later.%s Compile it again with --server-version.", v, unchanged)),
	}
	if !ansi.AtBase(t, rows) {
		list = append(list, check("version_table", fmt.Sprintf("sqlplan: there is no table %s.%s Is this the right database? sqlplan current says where it stands.", name, unchanged)))
	}
	list = append(list,
		check("rows_before", fmt.Sprintf("sqlplan: %s must hold %s before this script.%s Is this the right database? sqlplan current says where it stands.", name, ansi.ListRows(rows, "no row"), unchanged)),
		check("rows_after", fmt.Sprintf("sqlplan: the script ran, but %s is not as it should be: someone else changed it. Ask before you go on.", name)),
		"rows_changed INTEGER CONSTRAINT "+quoted(fmt.Sprintf("sqlplan: exactly one row of %s should have been changed. Someone else changed it during this run. This transaction is rolled back.", name))+" CHECK (rows_changed = 1)",
		check("foreign_keys", "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it."))
	return "CREATE TEMP TABLE sqlplan_checks (\n    " + strings.Join(list, ",\n    ") + "\n)"
}

func check(column, message string) string {
	return column + " INTEGER CONSTRAINT " + quoted(message) + " CHECK (" + column + ")"
}

// found is a query that prints what the version table holds where that is not what
// it should hold: the message of a constraint cannot say it.
func (s script) found(t ir.VersionTable, rows []string) string {
	return "SELECT " + literal("sqlplan: "+s.TableName(t)+" holds ") + " || coalesce(held, 'no row')\n" + s.held(t) + "\nWHERE NOT (" + matches(t, rows) + ")"
}

// hold is a row of the checks that fails unless the version table holds the rows.
func (s script) hold(t ir.VersionTable, rows []string, column string) string {
	return "INSERT INTO temp.sqlplan_checks (" + column + ")\nSELECT " + matches(t, rows) + "\n" + s.held(t)
}

func (s script) Assert(t ir.VersionTable, rows []string) []string {
	return []string{s.found(t, rows), s.hold(t, rows, "rows_after"), "DROP TABLE temp.sqlplan_checks"}
}

// fail is three statements: a table with one constraint, a row that has to meet it,
// and the end of the table. They stand for themselves, since Alembic's style of a
// script has no guard that makes a table of checks.
func fail(message, condition string) []string {
	return []string{
		"CREATE TEMP TABLE sqlplan_check (holds INTEGER NOT NULL CONSTRAINT " + quoted(message) + " CHECK (holds))",
		"INSERT INTO temp.sqlplan_check (holds)\nSELECT coalesce((" + condition + "), 0)",
		"DROP TABLE temp.sqlplan_check",
	}
}

// Stop looks for a temporary table that whoever did the step makes when the shell starts.
func (s script) Stop(revision, reason string) []string {
	return fail(fmt.Sprintf("sqlplan: revision %s has to be done by hand: %s. Do it, and go on as the comment above this statement says.", revision, reason),
		"EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name = "+literal(doneTable(revision))+")")
}

func doneTable(revision string) string { return "sqlplan_done_" + revision }

// StopHint makes the temporary table.
func (script) StopHint(revision string) string {
	return fmt.Sprintf(`sqlite3 -cmd 'CREATE TEMP TABLE "%s" (x)' ...`, doneTable(revision))
}

// Assume fails with the text of the assumption.
func (s script) Assume(text, condition string) []string {
	return fail("sqlplan: not as assumed: "+text+". Compile the script again for this database.", condition)
}
