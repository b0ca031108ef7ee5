package oracle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Script returns the writer of sqlplan's own statements for Oracle.
func (Dialect) Script() sqlstmt.Script { return script{runner: sqlplus} }

// script ends every statement with a line /, which SQL and PL/SQL have in common: a
// semicolon at the end of a line would end SQL inside of a text, too.
type script struct{ runner string }

// For returns the writer for a runner.
func (script) For(runner string) sqlstmt.Script { return script{runner} }

// The clients that a script can be written for.
const (
	sqlplus = "sqlplus" // SQLcl understands the same
	plain   = "plain"   // statement by statement through any driver
)

func (script) Runners() []string { return []string{sqlplus, plain} }

// Directives keep SQL*Plus from changing the text of the statements: DEFINE replaces
// &name, ESCAPE takes a backslash, an empty line or a line with a dot alone ends a
// statement.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/SET-system-variable-summary.html
func (script) Directives(runner string) []string {
	if runner != sqlplus {
		return nil
	}
	return []string{
		"WHENEVER OSERROR EXIT FAILURE ROLLBACK",
		"WHENEVER SQLERROR EXIT FAILURE ROLLBACK",
		"SET DEFINE OFF",
		"SET ESCAPE OFF",
		"SET SQLBLANKLINES ON",
		"SET BLOCKTERMINATOR OFF",
		"SET SQLTERMINATOR OFF",
		"SET AUTOCOMMIT OFF",
		"SET ECHO OFF",
		"SET FEEDBACK ON",
	}
}

// Usage is how SQL*Plus is called: -S prints no banner, -L asks for a password once.
func (script) Usage(runner string) []string {
	if runner != sqlplus {
		return []string{"Send what stands between the lines / as one statement each, without the line, in one session without autocommit;",
			"stop and roll back at the first error."}
	}
	return []string{"sqlplus -S -L USER@SERVICE @THIS_FILE",
		"SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE",
		"A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.",
		"It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.",
		"The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment."}
}

// TransactionalDDL is false: every DDL commits.
func (script) TransactionalDDL() bool { return false }

// Begin says nothing that the server would not do by itself, but shows where a
// transaction starts.
func (script) Begin() string  { return "SET TRANSACTION READ WRITE" }
func (script) Commit() string { return "COMMIT" }

// exit ends SQL*Plus, which would wait for the next command else.
const exit = "EXIT SUCCESS"

// Terminator ends the statement: a line / of its own. A command of SQL*Plus has none.
func (script) Terminator(sql string) string {
	if sql == exit {
		return "\n" // SQL*Plus needs the end of the line
	}
	return "\n/"
}

// ForRunner breaks lines that are too long for SQL*Plus, and joins those that end in a
// minus sign, which would go on there. Behind a block outside of a transaction stands a
// COMMIT: what the block did and has not committed would be lost with a later failure.
func (script) ForRunner(runner, text string) string {
	if runner == sqlplus {
		text = broken(joinedMinus(text))
	}
	if why := outside(text, firstWords(text, 2)); why == whyBlock || why == whyCall {
		text += "\n/\n\nCOMMIT"
	}
	return text
}

// Timeout: DDL_LOCK_TIMEOUT is in seconds, and is about the locks of DDL alone; the
// statements about rows wait until they get theirs. The server has no limit for the
// time of a statement that a session can set.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/DDL_LOCK_TIMEOUT.html
func (script) Timeout(name, value string) (session, local []string) {
	if name != "lock_timeout" {
		return nil, nil
	}
	const most, thousand = 1000000, 1000
	seconds := (ansi.Milliseconds(value) + thousand - 1) / thousand
	return []string{"ALTER SESSION SET DDL_LOCK_TIMEOUT = " + strconv.FormatInt(min(seconds, most), 10)}, nil
}

// Reset goes back to the user's own schema, and to the settings of the instance.
func (script) Reset(_, setting string) []string {
	switch {
	case setting == "current_schema":
		return []string{`BEGIN
    EXECUTE IMMEDIATE 'ALTER SESSION SET CURRENT_SCHEMA = "' || USER || '"';
END;`}
	case strings.HasPrefix(setting, "nls_"):
		return []string{fmt.Sprintf(`BEGIN
    FOR one IN (SELECT value FROM nls_instance_parameters WHERE parameter = %s AND value IS NOT NULL) LOOP
        DBMS_SESSION.SET_NLS(%s, '''' || one.value || '''');
    END LOOP;
END;`, textLiteral(strings.ToUpper(setting)), textLiteral(setting))}
	}
	return nil
}

func (script) TableName(t ir.VersionTable) string {
	name := quoteName(t.Name)
	if t.Schema != "" {
		name = quoteName(t.Schema) + "." + name
	}
	return name
}

// rows writes the rows of a version table.
func (s script) rows(t ir.VersionTable) ansi.VersionRows {
	return ansi.VersionRows{Table: s.TableName(t), Of: t, Literal: textLiteral, True: "1", False: "0", NotDirty: "dirty = 0"}
}

// CreateVersionTable writes Alembic's table as Alembic makes it. golang-migrate and
// goose do not know Oracle: their tables are as on other servers. A downgrade to base
// leaves the table, empty.
func (s script) CreateVersionTable(t ir.VersionTable) []string {
	name := s.TableName(t)
	create := func(columns string) string {
		return ignoring("CREATE TABLE "+name+" (\n    "+columns+"\n)", alreadyThere)
	}
	switch t.Layout {
	case ir.LayoutHeads:
		return []string{create(ansi.HeadsColumns(t, fmt.Sprintf("VARCHAR2(%d CHAR)", t.IDLength), quoteName))}
	case ir.LayoutLatest:
		return []string{create("version NUMBER(19) NOT NULL PRIMARY KEY,\n    dirty NUMBER(1) NOT NULL")}
	case ir.LayoutHistory:
		return []string{create("version_id NUMBER(19) NOT NULL,\n    is_applied NUMBER(1) NOT NULL,\n    tstamp TIMESTAMP DEFAULT SYSTIMESTAMP"),
			fmt.Sprintf("INSERT INTO %s (version_id, is_applied)\nSELECT 0, 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM %s)", name, name), "COMMIT"}
	}
	panic(fmt.Sprintf("version table layout %q", t.Layout))
}

// Move checks the row count where it can be wrong: an INSERT that does not add its
// row is an error of the server's own.
func (s script) Move(t ir.VersionTable, m ir.Move) []string {
	if m.From == "" {
		return []string{s.rows(t).Change(m)}
	}
	return []string{"BEGIN\n    " + s.rows(t).Change(m) + ";\n    IF SQL%ROWCOUNT <> 1 THEN\n        " +
		raise(fmt.Sprintf("sqlplan: row %s of %s should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.",
			m.From, s.TableName(t)), "        ") + "\n    END IF;\nEND;"}
}

// raise raises an error of the script's own with a text that is known beforehand.
func raise(message, indent string) string {
	return "RAISE_APPLICATION_ERROR(-20000, " + longText(cutMessage(message), indent) + ");"
}

// cutMessage keeps a message within the 2,048 bytes that RAISE_APPLICATION_ERROR takes.
func cutMessage(text string) string {
	const most = 1800
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}

// longText writes a text of PL/SQL in lines that SQL*Plus takes.
func longText(text, indent string) string {
	const most = 1000
	var parts []string
	for len(text) > most {
		cut := most
		for cut > 0 && text[cut]&0xC0 == 0x80 { // inside of a character
			cut--
		}
		parts, text = append(parts, textLiteral(text[:cut])), text[cut:]
	}
	return strings.Join(append(parts, textLiteral(text)), "\n"+indent+"    || ")
}

// Stop looks for an identifier of the session, which whoever did the step sets.
func (s script) Stop(revision, reason string) []string {
	return []string{"BEGIN\n    IF NVL(SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER'), ' ') <> " + textLiteral(done(revision)) + " THEN\n        " +
		raise(fmt.Sprintf("sqlplan: revision %s has to be done by hand: %s. Do it, and go on as the comment above this statement says.", revision, reason), "        ") +
		"\n    END IF;\nEND;"}
}

// done is the identifier of a session in which a revision was done by hand; the server
// keeps 64 bytes of it.
func done(revision string) string {
	const most = 64
	text := "sqlplan.done." + revision
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// StopHint sets the identifier, in the session that runs the script.
func (script) StopHint(revision string) string {
	return "in SQL*Plus, EXEC DBMS_SESSION.SET_IDENTIFIER(" + textLiteral(done(revision)) + ") and then @SCRIPT in the same session"
}

// Assume takes a check that is not known to hold for one that does not.
func (s script) Assume(text, check string) []string {
	return []string{broken("DECLARE\n    holds PLS_INTEGER;\nBEGIN\n    SELECT CASE WHEN " + check + " THEN 1 ELSE 0 END INTO holds FROM DUAL;\n    IF holds = 0 THEN\n        " +
		raise("sqlplan: not as assumed: "+text+". This revision was compiled for a database in which this holds. Compile the script again for this database.", "        ") +
		"\n    END IF;\nEND;")}
}

func (script) QuestionUsage() string          { return "" }
func (script) BeginReadOnly() string          { return "" }
func (script) Question(_, _ string) string    { return "" }
func (script) AnswerCheck(_, _ string) string { return "" }

func (script) SettingHelp() string { return "set it again in each revision that relies on it" }

// ServerName is "Oracle 19"; 12 and 11 have a second number.
func (script) ServerName(v ir.Version) string {
	if v.Major > oracle12 {
		return fmt.Sprintf("%s %d", title, v.Major)
	}
	return fmt.Sprintf("%s %d.%d", title, v.Major, v.Minor)
}

// Guard is one block. It reads the version table by SQL that is put together at run
// time, since a block that names a table that is not there does not compile.
func (s script) Guard(t ir.VersionTable, rows []string, v ir.Version) []string {
	release := ""
	if v.Major == oracle12 && v.Minor > 1 {
		release = fmt.Sprintf(" OR DBMS_DB_VERSION.VERSION = %d AND DBMS_DB_VERSION.RELEASE < %d", v.Major, v.Minor)
	}
	check := `    IF DBMS_TRANSACTION.LOCAL_TRANSACTION_ID IS NOT NULL THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: a transaction is open in this session. Commit it or roll it back first. Nothing was changed.');
    END IF;
` + fmt.Sprintf(`    IF DBMS_DB_VERSION.VERSION < %d%s THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: this script was compiled for %s or later, the server is '
            || DBMS_DB_VERSION.VERSION || '.' || DBMS_DB_VERSION.RELEASE || '. Nothing was changed. Compile it again with --server-version.');
    END IF;
`, v.Major, release, s.ServerName(v))
	return []string{s.compare(t, rows, check, "before this script", "Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.")}
}

// Assert stands outside of any transaction. SQL*Plus exits behind it.
func (s script) Assert(t ir.VersionTable, rows []string) []string {
	block := s.compare(t, rows, "", "after this script", "The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.")
	if s.runner == sqlplus {
		return []string{block, exit}
	}
	return []string{block}
}

// comparedBytes of the ids are compared; a variable of PL/SQL holds 32,767.
const comparedBytes = 28000

// compare is a block that fails if the version table does not hold exactly rows. The
// rows are put into one text, in the order of their bytes whatever NLS_SORT says.
func (s script) compare(t ir.VersionTable, rows []string, before, when, hint string) string {
	name := s.TableName(t)
	if t.Layout == ir.LayoutHeads {
		rows = slices.Sorted(slices.Values(rows))
	}
	expected := ansi.ListRows(rows, ansi.NoRowOrTable)
	differs := fmt.Sprintf("rows_held <> %d", len(rows))
	if held := strings.Join(rows, ", "); held != "" {
		differs += " OR held <> " + longText(held[:min(len(held), comparedBytes)], "        ")
	}
	if ansi.AtBase(t, rows) {
		if t.Layout == ir.LayoutHistory {
			differs = "rows_held > 0 AND (" + differs + ")"
		}
	} else {
		differs = "missing OR " + differs
	}
	return fmt.Sprintf(`DECLARE
    found SYS_REFCURSOR;
    one VARCHAR2(4000);
    held VARCHAR2(32767);
    rows_held PLS_INTEGER := 0;
    missing BOOLEAN := FALSE;
BEGIN
%s    BEGIN
        OPEN found FOR %s;
        LOOP
            FETCH found INTO one;
            EXIT WHEN found%%NOTFOUND;
            rows_held := rows_held + 1;
            held := SUBSTRB(held || CASE WHEN rows_held > 1 THEN ', ' END || one, 1, %d);
        END LOOP;
        CLOSE found;
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE <> -942 THEN -- ORA-00942: table or view does not exist
                RAISE;
            END IF;
            missing := TRUE;
    END;
    IF %s THEN
        RAISE_APPLICATION_ERROR(-20000, %s
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || %s);
    END IF;
END;`, before, longText(s.held(t), "        "), comparedBytes, differs,
		longText("sqlplan: "+name+" must hold "+expected+" "+when+"; found: ", "        "), textLiteral(". "+hint))
}

// held is a query of the ids that the version table holds, in order. A dirty row of
// golang-migrate is never an expected one.
func (s script) held(t ir.VersionTable) string {
	name := s.TableName(t)
	switch t.Layout {
	case ir.LayoutLatest:
		return "SELECT TO_CHAR(version) || CASE WHEN dirty <> 0 THEN ' (dirty)' END FROM " + name + " ORDER BY version"
	case ir.LayoutHistory:
		return "SELECT TO_CHAR(version_id) FROM " + name + " WHERE is_applied = 1 ORDER BY version_id"
	}
	return "SELECT version_num FROM " + name + " ORDER BY NLSSORT(version_num, 'NLS_SORT=BINARY')"
}
