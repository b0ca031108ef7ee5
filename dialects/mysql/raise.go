package mysql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// require fails with the text unless the condition holds.
func (s script) require(condition, text string) []string {
	return s.raise(fmt.Sprintf("IF(%s, 'DO 0', %s)", condition, s.literal(s.failing(text))))
}

// raise runs a statement whose text is an expression.
//
// MariaDB can run SIGNAL in this way, which fails with just the message. MySQL cannot: SIGNAL is not among the
// statements that can be prepared, and there are no blocks outside of stored programs. What it says of a
// column that does not exist is an error on any version and with any sql_mode, needs no privilege, and shows the name, whose
// first 192 bytes are kept: the text is put where the name of a column stands. PREPARE has to resolve the names of a
// query already, since it tells the client about its columns.
// https://dev.mysql.com/doc/refman/8.0/en/sql-prepared-statements.html
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html#error_er_bad_field_error
// https://mariadb.com/kb/en/execute-immediate/
func (s script) raise(text string) []string {
	set := "SET @sqlplan_check = " + text
	if s.flavour == MariaDB {
		return []string{set, "EXECUTE IMMEDIATE @sqlplan_check"}
	}
	return []string{set, "PREPARE sqlplan FROM @sqlplan_check"}
}

// failing is a statement that fails with the text.
func (s script) failing(text string) string {
	if s.flavour == MariaDB {
		return "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = " + s.literal(text)
	}
	return "SELECT `" + strings.ReplaceAll(text, "`", "") + "`"
}

// failingWith is an expression whose value is a statement that fails with the value of a user variable.
func (s script) failingWith(variable string) string {
	if s.flavour == MariaDB {
		return "CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(" + variable + "))"
	}
	return "CONCAT('SELECT `', REPLACE(" + variable + ", '`', ''), '`')"
}

// ServerCheck is made of what MySQL and MariaDB both understand: the settings and the guard behind it are each server's own.
func (s script) ServerCheck(v ir.Version) []string {
	f := s.flavour.facts()
	text := fmt.Sprintf("sqlplan: this script was compiled for %s %s or later, the server is ", f.title, fullVersion(v))
	return []string{
		fmt.Sprintf("SET @sqlplan_check = IF(%s, CONCAT('SELECT `%s', REPLACE(VERSION(), '`', ''), '. Nothing was changed.`'), 'DO 0')", s.otherServer(), text),
		"PREPARE sqlplan FROM @sqlplan_check",
	}
}

// otherServer is the condition that the server is of the other kind.
func (s script) otherServer() string {
	if s.flavour == MariaDB {
		return "VERSION() NOT LIKE '%MariaDB%'"
	}
	return "VERSION() LIKE '%MariaDB%'"
}

// Guard also refuses a session whose sql_mode reads literals otherwise than the statements were split: with NO_BACKSLASH_ESCAPES or ANSI_QUOTES.
// https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html
func (s script) Guard(t ir.VersionTable, rows []string, v ir.Version) []string {
	f := s.flavour.facts()
	statements := append([]string{"SET @sqlplan_refusal = 'sqlplan: the guard did not come to its end'"}, s.read(t, rows)...)
	statements = append(statements, fmt.Sprintf(`SET @sqlplan_refusal = CASE
    WHEN %s OR %s
        THEN CONCAT('sqlplan: this script was compiled for %s %s or later, the server is ', VERSION(), '. Nothing was changed.')
    WHEN DATABASE() IS NULL
        THEN 'sqlplan: no database is selected. Name it where the client is called. Nothing was changed.'
    WHEN FIND_IN_SET('ANSI_QUOTES', @@SESSION.sql_mode) OR FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode)
        THEN 'sqlplan: sql_mode has ANSI_QUOTES or NO_BACKSLASH_ESCAPES, which read strings otherwise. Take it out for this session. Nothing was changed.'
    WHEN NOT COALESCE(@sqlplan_fits, FALSE)
        THEN CONCAT(%s, COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END`, s.otherServer(), older(v), f.title, fullVersion(v), s.literal(s.expects(t, rows, "before this script"))))
	statements = append(statements, s.raise("IF(@sqlplan_refusal IS NULL, 'DO 0', "+s.failingWith("@sqlplan_refusal")+")")...)
	return append(statements, fmt.Sprintf("SET SESSION %s = @@SESSION.%s AND @sqlplan_refusal IS NOT NULL", f.readOnly, f.readOnly))
}

// older is the condition that the server is older than a version.
func older(v ir.Version) string {
	number := "SUBSTRING_INDEX(VERSION(), '.', 1) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1)"
	if v.Patch == 0 {
		return fmt.Sprintf("%s < %d", number, v.Major*1000+v.Minor)
	}
	return fmt.Sprintf("(%s) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '-', 1), '.', -1) < %d", number, (v.Major*1000+v.Minor)*1000+v.Patch)
}

func fullVersion(v ir.Version) string {
	if v.Patch > 0 {
		return v.String()
	}
	return fmt.Sprintf("%d.%d", v.Major, v.Minor)
}

func (s script) Assert(t ir.VersionTable, rows []string) []string {
	read := s.read(t, rows)
	if !ansi.AtBase(t, rows) { // the moves have found the table
		read = []string{"SET @sqlplan_found = NULL, @sqlplan_fits = FALSE", s.held(t, rows)}
	}
	statements := append(read, fmt.Sprintf("SET @sqlplan_refusal = CONCAT(%s, COALESCE(@sqlplan_found, 'NULL'),\n    '. The script ran, but someone else changed the version table. Ask before you go on.')",
		s.literal(s.expects(t, rows, "after this script"))))
	return append(statements, s.raise("IF(@sqlplan_fits, 'DO 0', "+s.failingWith("@sqlplan_refusal")+")")...)
}

func (s script) expects(t ir.VersionTable, rows []string, when string) string {
	expected := ansi.ListRows(rows, ansi.NoRowOrTable)
	return fmt.Sprintf("sqlplan: %s must hold %s %s; found: ", s.TableName(t), expected, when)
}

// read puts into @sqlplan_found what the version table holds, in words, and into
// @sqlplan_fits whether that is just rows. A query of a table that does not exist
// is an error even in a branch that is not taken, so it is prepared only where
// the table is there.
func (s script) read(t ir.VersionTable, rows []string) []string {
	schema := "DATABASE()"
	if t.Schema != "" {
		schema = s.literal(t.Schema)
	}
	exists := fmt.Sprintf("EXISTS (SELECT * FROM information_schema.tables\n        WHERE table_schema = %s AND table_name = %s)", schema, s.literal(t.Name))
	missing := "FALSE"
	if ansi.AtBase(t, rows) {
		missing = "TRUE"
	}
	return []string{
		"SET @sqlplan_found = 'no such table', @sqlplan_fits = " + missing,
		fmt.Sprintf("SET @sqlplan_read = IF(%s,\n    %s,\n    'DO 0')", exists, s.literal(s.held(t, rows))),
		"PREPARE sqlplan FROM @sqlplan_read",
		"EXECUTE sqlplan",
	}
}

// held is the query behind read. Ids are compared byte by byte. A dirty row of
// golang-migrate is never an expected one.
func (s script) held(t ir.VersionTable, rows []string) string {
	column := ansi.VersionColumn(t)
	id, fits, where := column, column, ""
	switch t.Layout {
	case ir.LayoutHeads:
		fits = "CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin"
	case ir.LayoutLatest:
		id, fits = "CONCAT(version, IF(dirty, ' (dirty)', ''))", "IF(dirty, NULL, version)"
	case ir.LayoutHistory:
		where = " WHERE is_applied"
	}
	listed := slices.Clone(rows)
	for i, r := range listed {
		listed[i] = s.rows(t).ID(r)
	}
	same := "COUNT(*) = 0"
	if len(rows) > 0 {
		same = fmt.Sprintf("COUNT(*) = %d AND COUNT(DISTINCT CASE WHEN %s IN (%s) THEN %s END) = %d", len(rows), fits, strings.Join(listed, ", "), column, len(rows))
		if t.Layout == ir.LayoutHistory && ansi.AtBase(t, rows) {
			same = "COUNT(*) = 0 OR " + same
		}
	}
	return fmt.Sprintf(`SELECT CASE WHEN COUNT(*) = 0 THEN 'no row'
            WHEN COUNT(*) > %d THEN CONCAT(MIN(%s), ' ... ', MAX(%s), ' (', COUNT(*), ' rows)')
            ELSE GROUP_CONCAT(%s ORDER BY %s SEPARATOR ', ') END,
        %s
        INTO @sqlplan_found, @sqlplan_fits FROM %s%s`, ansi.ShownRows, column, column, id, column, same, s.TableName(t), where)
}
