package golden

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlite/sqlitedb"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// server is what scripts of a dialect are replayed on, through its own client.
type server interface {
	// version is what --server-version is given.
	version(t *testing.T) string
	// database makes an empty database, which is dropped when the test ends.
	database(t *testing.T) string
	// client runs a script as a DBA does, and returns what it printed and its exit code.
	client(t *testing.T, db, script string) (output string, code int)
	// plain sends statements through a driver on one connection, each on its own.
	plain(t *testing.T, db string, statements []string)
	// hostile is what a DBA's own configuration may have set, in front of a script.
	hostile() string
	// failure is a statement that fails when it runs, and what is said then.
	failure() (sql, message string)
	// schema is the whole schema as text, but for a version table, if it is given.
	schema(t *testing.T, db string, without *planner.Plan) string
	// traces is text that changes with anything in the schema, in a fraction of schema's time where the server helps.
	traces(t *testing.T, db string) string
	// strict prepares a session that prints the rows of queries alone, and stops at an error.
	strict() string
	// differences says how the database differs from the catalog.
	differences(t *testing.T, db string, catalog *schema.Catalog, version ir.VersionTable) []string
}

// eachServer runs a test on the servers of a dialect: the one that is at hand, and those of MySQL and MariaDB that a variable names.
func eachServer(t *testing.T, dialect string, run func(*testing.T, server)) {
	t.Helper()
	var list []*myserver.Server
	switch dialect {
	case "mysql":
		list = myserver.NamedMySQL(t)
	case "mariadb":
		list = myserver.AllMariaDB(t)
	default:
		run(t, findServer(t, dialect))
		return
	}
	for _, s := range list {
		t.Run(s.Name(), func(t *testing.T) {
			t.Parallel()
			run(t, mysql{s})
		})
	}
}

// findServer returns the server of a dialect, or skips the test.
func findServer(t *testing.T, dialect string) server {
	t.Helper()
	switch dialect {
	case "postgresql":
		return postgres{pgserver.Find(t)}
	case "mariadb":
		return mysql{myserver.FindMariaDB(t)}
	case "sqlite":
		if _, err := exec.LookPath("sqlite3"); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal("sqlite3 is not installed")
			}
			t.Skip("sqlite3 is not installed")
		}
		return sqlite{}
	}
	t.Fatalf("no server for the dialect %q", dialect)
	return nil
}

func dialectOf(t *testing.T, name string) dialects.Dialect {
	t.Helper()
	i := slices.IndexFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == name })
	if i < 0 {
		t.Fatalf("no dialect %q", name)
	}
	return dialects.All[i]
}

// split are the statements of a script without commands of a client, each with the comments above it.
func split(t *testing.T, script, dialect string) []string {
	t.Helper()
	pieces, splitErr := sqltext.Split(script, dialectOf(t, dialect).Style())
	if splitErr != nil {
		t.Fatal(splitErr)
	}
	var list []string
	for _, p := range pieces {
		if p.Stmt.Start < p.Stmt.End {
			list = append(list, script[p.Start:p.End])
		}
	}
	return list
}

type postgres struct{ *pgserver.Server }

func (s postgres) version(t *testing.T) string  { return fmt.Sprint(min(s.Version(t), 18)) }
func (s postgres) database(t *testing.T) string { return s.Database(t) }

func (s postgres) client(t *testing.T, db, script string) (string, int) { return s.Psql(t, db, script) }

func (s postgres) plain(t *testing.T, db string, statements []string) {
	t.Helper()
	conn := s.Connect(t, db)
	for _, sql := range statements {
		if _, err := conn.Exec(context.Background(), sql, pgx.QueryExecModeExec); err != nil {
			t.Fatalf("%v\n%s", err, sql)
		}
	}
}

// hostile harms a script that takes a colon in SQL, or one statement a transaction, for granted.
func (postgres) hostile() string {
	return "\\set n 9\n\\set x oops\n\\set array_length oops\n\\set AUTOCOMMIT off\n\\set ON_ERROR_ROLLBACK on\n"
}

func (postgres) failure() (sql, message string) { return "SELECT 1/0;", "division by zero" }

func (postgres) strict() string {
	return "\\set QUIET on\n\\set ON_ERROR_STOP on\n\\pset tuples_only on\n\\pset format unaligned\n"
}

func (s postgres) schema(t *testing.T, db string, without *planner.Plan) string {
	t.Helper()
	if without == nil {
		return s.Schema(t, db)
	}
	return s.Schema(t, db, without.VersionName)
}

// catalogs are those in which every object has a row; xmin is the transaction that wrote it.
var catalogs = []string{"pg_attrdef", "pg_attribute", "pg_class", "pg_constraint", "pg_depend", "pg_description", "pg_enum", "pg_extension", "pg_index",
	"pg_namespace", "pg_policy", "pg_proc", "pg_rewrite", "pg_sequence", "pg_trigger", "pg_type"}

// traces also tells a change that was taken back: its rows are of another transaction.
func (s postgres) traces(t *testing.T, db string) string {
	t.Helper()
	var lines []string
	for _, c := range catalogs {
		lines = append(lines, fmt.Sprintf("SELECT '%s', count(*), md5(string_agg(x, ' ' ORDER BY x)) FROM (SELECT ctid::text || xmin::text AS x FROM pg_catalog.%s) AS c", c, c))
	}
	out, code := s.Psql(t, db, strings.Join(lines, "\nUNION ALL ")+";")
	if code != 0 {
		t.Fatal(out)
	}
	return out
}

func (s postgres) differences(t *testing.T, db string, catalog *schema.Catalog, _ ir.VersionTable) []string {
	t.Helper()
	list, err := catalogcheck.Compare(context.Background(), s.Connect(t, db), catalog)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// lineDifferences compares the sorted lines of a database and of a catalog.
func lineDifferences(have, want []string) (list []string) {
	for _, l := range have {
		if !slices.Contains(want, l) {
			list = append(list, "+ "+l)
		}
	}
	for _, l := range want {
		if !slices.Contains(have, l) {
			list = append(list, "- "+l)
		}
	}
	return list
}

// mysql is MySQL or MariaDB.
type mysql struct{ *myserver.Server }

func (s mysql) version(*testing.T) string {
	return fmt.Sprintf("%d.%d", s.Release.Major, s.Release.Minor)
}

func (s mysql) database(t *testing.T) string { return s.Database(t) }

func (s mysql) client(t *testing.T, db, script string) (string, int) { return s.Run(t, db, script) }

// plain lets the client send each statement whole, which its own reading of semicolons would not.
func (s mysql) plain(t *testing.T, db string, statements []string) {
	t.Helper()
	const end = "\n;;next;;\n"
	script := "DELIMITER ;;next;;\n" + strings.Join(statements, end) + end
	if out, code := s.Run(t, db, script); code != 0 {
		t.Fatalf("exit code %d\n%s\n%s", code, out, script)
	}
}

func (mysql) hostile() string {
	return "SET autocommit = 0, completion_type = 'CHAIN', group_concat_max_len = 4, sql_select_limit = 1, @sqlplan_check = 'x', @sqlplan_found = 'x';\n" +
		"SET SESSION sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,IGNORE_SPACE');\nSET NAMES latin1;\n"
}

func (mysql) failure() (sql, message string) {
	return "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'here it fails';", "here it fails"
}

func (mysql) strict() string { return "" }

// unsteady is what differs between two runs: the times of rows, and the numbers that an undone insert has used.
var unsteady = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d| AUTO_INCREMENT=\d+`)

// rowColumns are the columns of a table whose rows are compared. goose's rows are numbered: a second run goes on behind the first.
func rowColumns(table string) string {
	if table == "goose_db_version" {
		return "version_id, is_applied"
	}
	return "*"
}

func (s mysql) traces(t *testing.T, db string) string  { return s.schema(t, db, nil) }
func (s sqlite) traces(t *testing.T, db string) string { return s.schema(t, db, nil) }

// schema has the rows too, since a statement that was run twice need not show in the schema.
func (s mysql) schema(t *testing.T, db string, without *planner.Plan) string {
	t.Helper()
	// An insert that was undone has used a number of AUTO_INCREMENT for good, so those columns are not compared.
	steady := map[string]string{}
	for _, line := range s.Query(t, db, "SELECT table_name, GROUP_CONCAT(CONCAT('`', REPLACE(column_name, '`', '``'), '`') ORDER BY ordinal_position) "+
		"FROM information_schema.columns WHERE table_schema = DATABASE() AND extra NOT LIKE '%auto_increment%' GROUP BY table_name") {
		name, columns, _ := strings.Cut(line, "\t")
		steady[name] = columns
	}
	var sql strings.Builder
	for _, line := range s.Query(t, db, "SHOW FULL TABLES") {
		name, kind, _ := strings.Cut(line, "\t")
		if without != nil && name == without.VersionTable.Name {
			continue
		}
		quoted := "`" + strings.ReplaceAll(name, "`", "``") + "`"
		fmt.Fprintf(&sql, "SHOW CREATE TABLE %s;", quoted)
		if kind != "VIEW" {
			columns := rowColumns(name)
			if columns == "*" {
				columns = cmp.Or(steady[name], "*")
			}
			fmt.Fprintf(&sql, "SELECT %s FROM %s;", columns, quoted)
		}
	}
	sql.WriteString("SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1;")
	sql.WriteString("SELECT routine_type, routine_name, routine_definition FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 2;")
	return unsteady.ReplaceAllString(strings.Join(s.Query(t, db, sql.String()), "\n"), "")
}

func (s mysql) differences(t *testing.T, db string, catalog *schema.Catalog, _ ir.VersionTable) []string {
	t.Helper()
	if s.MariaDB() {
		return lineDifferences(s.Query(t, db, catalogcheck.MariaDBQueries), catalogcheck.MariaDB(catalog))
	}
	have := s.Query(t, db, catalogcheck.MySQLQueries)
	for i := range have {
		have[i] = catalogcheck.MySQLLine(have[i])
	}
	return lineDifferences(have, catalogcheck.MySQL(catalog))
}

// sqlite is the shell sqlite3 on files.
type sqlite struct{}

func (sqlite) version(t *testing.T) string {
	out, err := exec.Command("sqlite3", ":memory:", "SELECT sqlite_version()").Output()
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.SplitN(strings.TrimSpace(string(out)), ".", 3)
	return parts[0] + "." + parts[1]
}

func (sqlite) database(t *testing.T) string { return t.TempDir() + "/app.db" }

func (sqlite) client(t *testing.T, db, script string) (string, int) {
	t.Helper()
	cmd := exec.Command("sqlite3", db)
	cmd.Stdin = strings.NewReader(script)
	out, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func (sqlite) plain(t *testing.T, db string, statements []string) {
	t.Helper()
	// sqlitedb must be the first to start the engine of this process, and gives it a VFS that opens no files.
	own, err := sqlitedb.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	pool, err := sql.Open("sqlite", "file:"+db+"?vfs=unix")
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	conn, err := pool.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range statements {
		if _, err := conn.ExecContext(context.Background(), text); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
}

func (sqlite) hostile() string {
	return ".headers on\n.mode box\n.changes on\n.nullvalue NULL\nPRAGMA foreign_keys = ON;\nPRAGMA recursive_triggers = ON;\nCREATE TEMP TABLE sqlplan_checks (x);\n"
}

func (sqlite) failure() (sql, message string) {
	return "SELECT abs(-9223372036854775808);", "integer overflow"
}

func (sqlite) strict() string { return ".bail on\n" }

// schema has the rows too, as MariaDB's.
func (s sqlite) schema(t *testing.T, db string, without *planner.Plan) string {
	t.Helper()
	but := ""
	if without != nil {
		but = without.VersionTable.Name
	}
	but = "tbl_name <> '" + strings.ReplaceAll(but, "'", "''") + "'"
	but += " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
	text := s.query(t, db, "SELECT sql FROM sqlite_master WHERE "+but+" ORDER BY type, name;")
	var selects strings.Builder
	for name := range strings.Lines(s.query(t, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND "+but+" ORDER BY name;")) {
		name = strings.TrimSuffix(name, "\n")
		fmt.Fprintf(&selects, "SELECT %s FROM \"%s\" ORDER BY 1;\n", rowColumns(name), strings.ReplaceAll(name, `"`, `""`))
	}
	return unsteady.ReplaceAllString(text+s.query(t, db, selects.String()), "")
}

// query prints the rows of queries.
func (s sqlite) query(t *testing.T, db, queries string) string {
	t.Helper()
	out, code := s.client(t, db, ".bail on\n"+queries)
	if code != 0 {
		t.Fatalf("%s\n%s", queries, out)
	}
	return out
}

func (s sqlite) differences(t *testing.T, db string, catalog *schema.Catalog, version ir.VersionTable) []string {
	t.Helper()
	out := s.query(t, db, ".mode json\n"+catalogcheck.SQLiteQuery+";")
	return lineDifferences(sqliteLines(t, out, version.Name), catalogcheck.SQLite(catalog, version.Name))
}

// sqliteLines reads what SQLiteQuery prints in the mode json, but for the lines of the version table.
func sqliteLines(t *testing.T, out, version string) []string {
	t.Helper()
	var rows []struct{ Line string }
	if err := json.Unmarshal([]byte(out), &rows); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var lines []string
	for _, r := range rows {
		if !strings.HasPrefix(r.Line, version+" ") {
			lines = append(lines, r.Line)
		}
	}
	return lines
}
