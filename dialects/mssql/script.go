package mssql

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

// Script returns the writer of sqlplan's own statements for SQL Server.
func (Dialect) Script() sqlstmt.Script { return script{runner: sqlcmd} }

// script writes every statement as a batch of its own: a batch is compiled as a
// whole, so that a statement cannot use a column that one before it adds, and
// CREATE VIEW and its like must be alone. Variables do not outlive a batch.
type script struct{ runner string }

// For returns the writer for a runner.
func (script) For(runner string) sqlstmt.Script { return script{runner} }

// The clients that a script can be written for.
const (
	sqlcmd = "sqlcmd" // SSMS in SQLCMD mode understands the same
	plain  = "plain"  // statement by statement through any driver
)

func (script) Runners() []string { return []string{sqlcmd, plain} }

// settings are what the text of a script relies on, and what indexed views, filtered
// indexes and computed columns demand. sqlcmd turns QUOTED_IDENTIFIER off by itself.
// https://learn.microsoft.com/sql/t-sql/statements/set-statements-transact-sql
const settings = "SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON"

// Directives: the line :on error exit and the setting of XACT_ABORT share a batch. A
// client that does not know the line refuses the whole batch, so that the guard finds
// XACT_ABORT off and stops the script: without the line such a client, SSMS outside of
// its SQLCMD mode, goes on after an error, in the middle of a transaction that is gone.
func (script) Directives(runner string) []string {
	if runner != sqlcmd {
		return nil
	}
	return []string{
		"SET NOEXEC OFF;",
		"GO",
		"SET XACT_ABORT OFF;",
		"SET IMPLICIT_TRANSACTIONS OFF;",
		"SET NUMERIC_ROUNDABORT OFF;",
		settings + ";",
		"GO",
		"-- The line below needs sqlcmd, or the SQLCMD mode of SSMS.",
		":on error exit",
		"SET XACT_ABORT ON;",
		"SET NOCOUNT ON;",
		"GO",
	}
}

// ForRunner puts a batch end in front of a module's definition: the server keeps the
// text of its whole batch, and would keep the script's comments with it.
func (script) ForRunner(runner, text string) string {
	if runner == sqlcmd && isModule(text) {
		return "GO\n" + text
	}
	return text
}

// Usage is how sqlcmd is called. -x keeps it from replacing $(name) in the script.
func (script) Usage(runner string) []string {
	if runner != sqlcmd {
		return []string{"Send every statement as a batch of its own, stop at the first error, and SET XACT_ABORT ON first."}
	}
	return []string{"sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE",
		"sqlcmd stops at the first error and then exits with a status other than 0.",
		"The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.",
		"In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK."}
}

func (script) TransactionalDDL() bool { return true }
func (script) Begin() string          { return "BEGIN TRANSACTION" }
func (script) Commit() string         { return "COMMIT TRANSACTION" }

// Terminator ends the statement and its batch.
func (s script) Terminator(sql string) string {
	end := ";"
	if strings.HasSuffix(sql, ";") {
		end = ""
	}
	if s.runner == sqlcmd {
		return end + "\nGO"
	}
	return end
}

// Timeout: LOCK_TIMEOUT is in milliseconds and lasts as long as the session. The
// server has no limit for the time of a statement; that is up to the client.
// https://learn.microsoft.com/sql/t-sql/statements/set-lock-timeout-transact-sql
func (script) Timeout(name, value string) (session, local []string) {
	if name != "lock_timeout" {
		return nil, nil
	}
	return []string{"SET LOCK_TIMEOUT " + strconv.FormatInt(ansi.Milliseconds(value), 10)}, nil
}

// Reset goes back to what the script has set, or to the server's default.
func (script) Reset(_, setting string) []string {
	if value, ok := resets[setting]; ok {
		return []string{"SET " + strings.ToUpper(setting) + " " + value}
	}
	return []string{settings, "SET XACT_ABORT ON", "SET NOCOUNT ON", "SET NUMERIC_ROUNDABORT OFF", "SET IMPLICIT_TRANSACTIONS OFF"}
}

// resets are the values that settings have in a script.
var resets = map[string]string{
	"ansi_nulls": "ON", "ansi_padding": "ON", "ansi_warnings": "ON", "arithabort": "ON", "concat_null_yields_null": "ON",
	"quoted_identifier": "ON", "ansi_null_dflt_on": "ON", "xact_abort": "ON", "nocount": "ON", "numeric_roundabort": "OFF",
	"implicit_transactions": "OFF", "ansi_null_dflt_off": "OFF", "arithignore": "OFF", "fmtonly": "OFF", "noexec": "OFF", "parseonly": "OFF",
	"cursor_close_on_commit": "OFF", "forceplan": "OFF", "showplan_all": "OFF", "showplan_text": "OFF", "showplan_xml": "OFF",
	"rowcount": "0", "textsize": "2147483647", "deadlock_priority": "NORMAL", "transaction isolation level": "READ COMMITTED",
	"dateformat": "mdy", "datefirst": "7", "language": "us_english", "lock_timeout": "-1", "query_governor_cost_limit": "0",
}

func (script) TableName(t ir.VersionTable) string {
	name := quoteIdent(t.Name)
	if t.Schema != "" {
		name = Idents.QuoteSchema(ir.Ident(t.Schema)) + "." + name
	}
	return name
}

func quoteIdent(name string) string { return sqltext.QuoteIdent(name, style) }

// unicode writes a literal of the type nvarchar.
func unicode(text string) string {
	if text := literal(text); !strings.HasPrefix(text, "'") {
		return text
	}
	return "N" + literal(text)
}

// CreateVersionTable writes the table as the format's own tool makes it: Alembic's
// MigrationContext._version, golang-migrate's database/sqlserver ensureVersionTable,
// goose's dialect sqlserver CreateTable. A downgrade to base leaves the table, empty.
func (s script) CreateVersionTable(t ir.VersionTable) []string {
	name := s.TableName(t)
	create := "IF OBJECT_ID(" + unicode(name) + ", N'U') IS NULL\nCREATE TABLE " + name + " (\n    "
	switch t.Layout {
	case ir.LayoutHeads:
		return []string{create + ansi.HeadsColumns(t, ansi.Varchar(t), quoteIdent) + "\n)"}
	case ir.LayoutLatest:
		return []string{create + "version BIGINT PRIMARY KEY NOT NULL,\n    dirty BIT NOT NULL\n)"}
	case ir.LayoutHistory:
		return []string{create + "id INT NOT NULL IDENTITY(1,1) PRIMARY KEY,\n    version_id BIGINT NOT NULL,\n" +
			"    is_applied BIT NOT NULL,\n    tstamp DATETIME NULL DEFAULT CURRENT_TIMESTAMP\n)",
			fmt.Sprintf("INSERT INTO %s (version_id, is_applied)\nSELECT 0, 1 WHERE NOT EXISTS (SELECT 1 FROM %s)", name, name)}
	}
	panic(fmt.Sprintf("version table layout %q", t.Layout))
}

// rows writes the rows of a version table.
func (s script) rows(t ir.VersionTable) ansi.VersionRows {
	return ansi.VersionRows{Table: s.TableName(t), Of: t, Literal: literal, True: "1", False: "0", NotDirty: "dirty = 0"}
}

// Move checks the row count where it can be wrong: an INSERT that does not add its
// row is an error of the server's own. With XACT_ABORT on, THROW rolls back.
func (s script) Move(t ir.VersionTable, m ir.Move) []string {
	if m.From == "" {
		return []string{s.rows(t).Change(m)}
	}
	return []string{s.rows(t).Change(m) + ";\nIF @@ROWCOUNT <> 1\n    " +
		throw(fmt.Sprintf("sqlplan: row %s of %s should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.",
			m.From, s.TableName(t)))}
}

// throw raises an error that ends the batch. A percent sign is doubled, as the
// server demands of messages.
// https://learn.microsoft.com/sql/t-sql/language-elements/throw-transact-sql
func throw(message string) string {
	return "THROW 50000, " + unicode(cutMessage(strings.ReplaceAll(message, "%", "%%"))) + ", 1"
}

// cutMessage keeps a message within what RAISERROR and THROW take.
func cutMessage(text string) string {
	const most = 1800
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// Stop looks for a property of the database, which whoever did the step adds.
func (s script) Stop(revision, reason string) []string {
	return []string{fmt.Sprintf("IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE class = 0 AND name = %s)\n    %s", unicode(doneProperty+revision),
		throw(fmt.Sprintf("sqlplan: revision %s has to be done by hand: %s. Do it, and go on as the comment above this statement says.", revision, reason))),
		"EXEC sp_dropextendedproperty " + unicode(doneProperty+revision)}
}

const doneProperty = "sqlplan.done."

// StopHint adds the property.
func (script) StopHint(revision string) string {
	return "EXEC sp_addextendedproperty " + unicode(doneProperty+revision) + ", N'yes';"
}

// Assume takes a check that is not known to hold for one that does not.
func (s script) Assume(text, check string) []string {
	return []string{"IF CASE WHEN " + check + " THEN 1 ELSE 0 END = 0\n    " +
		throw("sqlplan: not as assumed: "+text+". This revision was compiled for a database in which this holds. Compile the script again for this database.")}
}

func (script) QuestionUsage() string          { return "" }
func (script) BeginReadOnly() string          { return "" }
func (script) Question(_, _ string) string    { return "" }
func (script) AnswerCheck(_, _ string) string { return "" }

func (script) SettingHelp() string { return "set it again in each revision that relies on it" }

// ServerName is "SQL Server 2016 (13)".
func (script) ServerName(v ir.Version) string {
	return fmt.Sprintf("%s %s (%d)", title, yearOf(v.Major), v.Major)
}

// Guard is one batch. A refusal raises an error, at which sqlcmd stops, and then turns
// NOEXEC on for a client that goes on all the same: what follows is only compiled.
// https://learn.microsoft.com/sql/t-sql/statements/set-noexec-transact-sql
func (s script) Guard(t ir.VersionTable, rows []string, v ir.Version) []string {
	major := max(v.Major, sql2012) // THROW came with 2012
	var b strings.Builder
	b.WriteString("DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);\n")
	if s.runner == sqlcmd {
		b.WriteString("IF @@OPTIONS & 16384 = 0 -- XACT_ABORT is off: the batch with :on error exit did not run\n" +
			"    SET @refusal = N'this script needs sqlcmd, or SSMS with SQLCMD Mode turned on in the menu Query. Nothing was changed.';\n")
	} else {
		b.WriteString("IF @@OPTIONS & 16384 = 0\n    SET @refusal = N'this script needs SET XACT_ABORT ON. Nothing was changed.';\n")
	}
	b.WriteString("IF @refusal IS NULL AND @@TRANCOUNT > 0\n" +
		"    SET @refusal = N'a transaction is open in this session. Commit it or roll it back first. Nothing was changed.';\n")
	// Azure's databases have a version of their own, and what is newest.
	fmt.Fprintf(&b, "IF @refusal IS NULL AND CAST(SERVERPROPERTY(N'EngineEdition') AS int) NOT IN (5, 6, 8, 9, 11, 12)\n"+
		"    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < %d\n"+
		"    SET @refusal = N'this script was compiled for SQL Server %s or later, the server is '\n"+
		"        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';\n",
		major, yearOf(major))
	b.WriteString(s.compare(t, rows, "before this script", "Nothing was changed. Is this the right database? sqlplan current says where it stands."))
	b.WriteString("IF @refusal IS NOT NULL\nBEGIN\n    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);\n    SET NOEXEC ON;\nEND")
	return []string{b.String()}
}

// Assert stands outside of any transaction, and turns NOEXEC off for the session at last.
func (s script) Assert(t ir.VersionTable, rows []string) []string {
	batch := "DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);\n" +
		s.compare(t, rows, "after this script", "The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.") +
		"IF @refusal IS NOT NULL\n    RAISERROR(N'sqlplan: %s', 16, 1, @refusal)"
	if s.runner != sqlcmd {
		return []string{batch}
	}
	return []string{batch, "SET NOEXEC OFF"}
}

// compare sets @refusal if the version table does not hold exactly rows. The rows are
// put into one text, in their order and the order of bytes, since a plain comparison
// would follow the collation of the database.
func (s script) compare(t ir.VersionTable, rows []string, what, hint string) string {
	name := s.TableName(t)
	if t.Layout == ir.LayoutHeads {
		rows = slices.Sorted(slices.Values(rows))
	}
	expected := ansi.ListRows(rows, ansi.NoRowOrTable)
	differs := fmt.Sprintf("@count <> %d OR @held <> %s COLLATE Latin1_General_BIN2", len(rows), unicode(strings.Join(rows, ", ")))
	if t.Layout == ir.LayoutHistory && ansi.AtBase(t, rows) {
		differs = "@count > 0 AND (" + differs + ")"
	}
	if !ansi.AtBase(t, rows) {
		differs = "@count IS NULL OR " + differs
	}
	return fmt.Sprintf(`IF @refusal IS NULL AND OBJECT_ID(%s, N'U') IS NOT NULL
    %s;
IF @refusal IS NULL AND (%s)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = %s + @found + %s;
END
`, unicode(name), s.held(t), differs,
		unicode(name+" must hold "+expected+" "+what+"; found: "), unicode(". "+hint))
}

// held is a query of the ids that the version table holds, joined to one text, and of
// their number. A dirty row of golang-migrate is never an expected one.
func (s script) held(t ir.VersionTable) string {
	from, text, order := s.TableName(t), "", ""
	switch t.Layout {
	case ir.LayoutHeads:
		text, order = "version_num", "version_num COLLATE Latin1_General_BIN2"
	case ir.LayoutLatest:
		text, order = "CAST(version AS nvarchar(20)) + CASE WHEN dirty = 1 THEN N' (dirty)' ELSE N'' END", "version"
	case ir.LayoutHistory:
		text, order = "CAST(version_id AS nvarchar(20))", "version_id"
		from += " WHERE is_applied = 1"
	}
	return fmt.Sprintf("SELECT @count = (SELECT COUNT(*) FROM %s),\n"+
		"        @held = COALESCE(STUFF((SELECT N', ' + %s FROM %s ORDER BY %s FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'')",
		from, text, from, order)
}
