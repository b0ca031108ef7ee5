package mysql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Script returns the writer of sqlplan's own statements.
func (d Dialect) Script() sqlstmt.Script { return script{d.Flavour} }

// script writes guards and moves without stored programs, so that neither a
// DELIMITER nor a privilege for routines is needed: a check puts the text of a
// statement into a user variable, one that does nothing or one that must fail,
// and prepares it. See raise.
type script struct{ flavour flavour }

// The clients that a script can be written for.
const (
	client = "mysql" // mysql and mariadb, which read scripts alike
	plain  = "plain" // statement by statement through any driver
)

func (script) Runners() []string { return []string{client, plain} }

// Directives: a configuration file or init_connect may have set the character set or autocommit otherwise. The
// session starts read only, and the guard lifts that: a client that is told to go on after errors cannot go past a guard
// that has refused. See https://dev.mysql.com/doc/refman/8.0/en/set-transaction.html.
func (script) Directives(runner string) []string {
	if runner != client {
		return nil
	}
	return []string{"SET NAMES utf8mb4;", "SET autocommit = 1;",
		"-- Read only until the guard has passed, even for a client that goes on after errors.", "SET SESSION TRANSACTION READ ONLY;"}
}

// Usage is how the client is called. --comments keeps comments inside of routines, and --binary-mode line ends inside of
// strings, as the revision has them.
// See https://dev.mysql.com/doc/refman/8.0/en/mysql-command-options.html.
func (s script) Usage(runner string) []string {
	if runner != client {
		return nil
	}
	name := "mysql"
	if s.flavour == MariaDB {
		name = "mariadb"
	}
	return []string{name + " --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE",
		name + " stops at the first error and then exits with a status other than 0."}
}

// SettingHelp: MariaDB has settings for one statement. See https://mariadb.com/kb/en/set-statement/.
func (s script) SettingHelp() string {
	if s.flavour == MariaDB {
		return "write SET STATEMENT ... FOR where a setting is for one statement, and set it again in each revision that relies on it"
	}
	return "set it again in each revision that relies on it"
}

// ServerName is "MySQL 8.0" or "MariaDB 10.11".
func (s script) ServerName(v ir.Version) string {
	return fmt.Sprintf("%s %d.%d", s.flavour.facts().title, v.Major, v.Minor)
}

func (script) TransactionalDDL() bool { return false }
func (script) Begin() string          { return "START TRANSACTION" }
func (script) Commit() string         { return "COMMIT" }

// delimiterCommand changes what ends a statement for the client.
const delimiterCommand = "DELIMITER "

// ForRunner puts a DELIMITER above a statement with semicolons in it; Terminator
// puts the semicolon back behind it.
func (s script) ForRunner(runner, text string) string {
	if runner != client || !s.hasSemicolon(text) {
		return text
	}
	mark := "//"
	for _, other := range []string{"$$", ";;", "//;"} {
		if strings.Contains(text, mark) {
			mark = other
		}
	}
	return delimiterCommand + mark + "\n" + text
}

// Terminator ends a statement.
func (script) Terminator(sql string) string {
	command, ok := strings.CutPrefix(sql, delimiterCommand)
	if !ok {
		return ";"
	}
	mark, _, _ := strings.Cut(command, "\n")
	return "\n" + mark + "\n" + delimiterCommand + ";"
}

// hasSemicolon tells whether the client would end a statement inside of text: at
// a semicolon outside of quotes and comments.
func (s script) hasSemicolon(text string) bool {
	if !strings.Contains(text, ";") {
		return false
	}
	scan := sqltext.NewScanner(text, styleOf(s.flavour))
	for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
		if tok.Kind == sqltext.Punct && text[tok.Start] == ';' {
			return true
		}
	}
	return false
}

func (s script) ident(name string) string { return sqltext.QuoteIdent(name, styleOf(s.flavour)) }

func (s script) literal(text string) string { return sqltext.QuoteLiteral(text, styleOf(s.flavour)) }

func (s script) TableName(t ir.VersionTable) string {
	name := s.ident(t.Name)
	if t.Schema != "" {
		name = s.ident(t.Schema) + "." + name
	}
	return name
}

// Timeout: the servers count these in whole seconds, and for the session. lock_wait_timeout is for the
// locks of DDL, innodb_lock_wait_timeout for those of rows. MySQL has a limit of time for statements that
// only read; MariaDB for all, and takes fractions.
// https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html#sysvar_lock_wait_timeout
// https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html#sysvar_max_execution_time
// https://mariadb.com/kb/en/server-system-variables/#max_statement_time
func (s script) Timeout(name, value string) (session, local []string) {
	ms := ansi.Milliseconds(value)
	seconds := (ms + 999) / 1000
	switch {
	case name == "lock_timeout":
		return []string{fmt.Sprintf("SET SESSION lock_wait_timeout = %d", seconds),
			fmt.Sprintf("SET SESSION innodb_lock_wait_timeout = %d", seconds)}, nil
	case s.flavour == MariaDB:
		return []string{fmt.Sprintf("SET SESSION max_statement_time = %d", seconds)}, nil
	}
	return []string{fmt.Sprintf("SET SESSION max_execution_time = %d", ms)}, nil
}

// Reset goes back to the server's setting. A client's SET NAMES is put back as the
// directives have it.
func (s script) Reset(runner, setting string) []string {
	switch setting {
	case "names":
		if runner == client {
			return []string{"SET NAMES utf8mb4"}
		}
		return []string{"SET NAMES DEFAULT"}
	case "autocommit":
		return []string{"SET autocommit = 1"}
	case "role":
		return []string{"SET ROLE DEFAULT"}
	}
	return []string{"SET SESSION " + setting + " = DEFAULT"}
}

// CreateVersionTable writes the table as the format's own tool makes it, in the
// tool's current release: Alembic's MigrationContext._version, golang-migrate's
// database/mysql ensureVersionTable, goose's dialect mysql CreateTable (whose
// "serial" is spelled out).
// IF NOT EXISTS, since a downgrade to base leaves the table, empty.
func (s script) CreateVersionTable(t ir.VersionTable) []string {
	name := s.TableName(t)
	create := "CREATE TABLE IF NOT EXISTS " + name + " (\n    "
	switch t.Layout {
	case ir.LayoutHeads:
		return []string{create + ansi.HeadsColumns(t, ansi.Varchar(t), s.ident) + "\n)"}
	case ir.LayoutLatest:
		return []string{create + "version bigint NOT NULL PRIMARY KEY,\n    dirty boolean NOT NULL\n)"}
	case ir.LayoutHistory:
		return []string{create + "id bigint unsigned NOT NULL AUTO_INCREMENT UNIQUE,\n    version_id bigint NOT NULL,\n" +
			"    is_applied boolean NOT NULL,\n    tstamp timestamp NULL DEFAULT now(),\n    PRIMARY KEY (id)\n)",
			fmt.Sprintf("INSERT INTO %s (version_id, is_applied)\nSELECT 0, true FROM (SELECT COUNT(*) AS n FROM %s) AS held WHERE n = 0", name, name)}
	}
	panic(fmt.Sprintf("version table layout %q", t.Layout))
}

// rows writes the rows of a version table.
func (s script) rows(t ir.VersionTable) ansi.VersionRows {
	return ansi.VersionRows{Table: s.TableName(t), Of: t, Literal: s.literal, True: "true", False: "false"}
}

// Move checks the row count where it can be wrong: an INSERT that does not add
// its row is an error of the server's own. ROW_COUNT() is that of the statement
// just before.
// https://dev.mysql.com/doc/refman/8.0/en/information-functions.html#function_row-count
func (s script) Move(t ir.VersionTable, m ir.Move) []string {
	if m.From == "" {
		return []string{s.rows(t).Change(m)}
	}
	text := fmt.Sprintf("sqlplan: row %s of %s should have been changed once: someone else changed the version table during this run", m.From, s.TableName(t))
	return append([]string{s.rows(t).Change(m)}, s.require("ROW_COUNT() = 1", text)...)
}

// Stop reads the user variable @sqlplan_done, a list of revision ids, which
// whoever did the step sets.
func (s script) Stop(revision, reason string) []string {
	return s.require(fmt.Sprintf("FIND_IN_SET(%s, COALESCE(@sqlplan_done, ''))", s.literal(revision)),
		fmt.Sprintf("sqlplan: revision %s has to be done by hand: %s", revision, reason))
}

// StopHint sets the user variable. The client runs an init-command when it has connected.
func (s script) StopHint(revision string) string {
	name := "mysql"
	if s.flavour == MariaDB {
		name = "mariadb"
	}
	return fmt.Sprintf(`%s --init-command="SET @sqlplan_done = '%s'" ...`, name, revision)
}

// Assume takes a check that is NULL as one that does not hold, and one that
// cannot be run, because a table is missing, fails by itself.
func (s script) Assume(text, check string) []string {
	return s.require("("+check+")", "sqlplan: not as assumed: "+text+". Compile the script again for this database.")
}
