package golden

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/planner"
)

// created are the times of rows.
var created = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`)

// mariadbCase is the case that is replayed on a real MariaDB.
type mariadbCase struct {
	testCase
	server *myserver.Server
	work   string
}

func mariadb(t *testing.T) *mariadbCase {
	server := myserver.Find(t)
	if !server.MariaDB() {
		t.Skip("the server is no MariaDB")
	}
	all := cases(t)
	c := all[slices.IndexFunc(all, func(c testCase) bool { return strings.HasSuffix(c.dir, "mariadb_shop") })]
	return &mariadbCase{c, server, c.workdir(t)}
}

func (c *mariadbCase) compile(t *testing.T, args ...string) string {
	t.Helper()
	got := sqlplan(t, c.work, run{Args: args})
	if got.code != 0 {
		t.Fatalf("sqlplan %s: exit code %d\n%s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.stdout
}

// dump is everything in the database, but for the version table if it is empty.
func (c *mariadbCase) dump(t *testing.T, db string) string {
	t.Helper()
	list := c.server.Query(t, db, "SHOW FULL TABLES")
	var sql strings.Builder
	for _, line := range list {
		name, _, _ := strings.Cut(line, "\t")
		if name == "sqlplan_version" && len(c.server.Query(t, db, "SELECT * FROM sqlplan_version")) == 0 {
			continue
		}
		fmt.Fprintf(&sql, "SHOW CREATE TABLE %s; SELECT * FROM %s;", name, name)
	}
	sql.WriteString("SELECT trigger_name, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE();")
	sql.WriteString("SELECT routine_name, routine_definition FROM information_schema.routines WHERE routine_schema = DATABASE();")
	out := strings.Join(c.server.Query(t, db, sql.String()), "\n")
	return created.ReplaceAllString(out, "TIME")
}

func (c *mariadbCase) run(t *testing.T, db, script string, options ...string) {
	t.Helper()
	if out, code := c.server.Run(t, db, script, options...); code != 0 {
		t.Fatalf("exit code %d\n%s\n%s", code, out, script)
	}
}

func (c *mariadbCase) refuse(t *testing.T, db, script, message string, options ...string) {
	t.Helper()
	before := c.dump(t, db)
	out, code := c.server.Run(t, db, script, options...)
	if code == 0 && !slices.Contains(options, "--force") || !strings.Contains(out, "sqlplan: ") || !strings.Contains(out, message) {
		t.Errorf("not refused because of %q: exit code %d\n%s", message, code, out)
	}
	if after := c.dump(t, db); after != before {
		t.Errorf("a refused script changed the database:\n%s\nbefore:\n%s", after, before)
	}
}

func TestMariaDBGuards(t *testing.T) {
	c := mariadb(t)
	up, down := c.compile(t, "upgrade", "base:head", "--sql"), c.compile(t, "downgrade", "head:base", "--sql")
	db := c.server.Database(t)
	empty := c.dump(t, db)
	c.refuse(t, db, down, "found: no such table")
	c.refuse(t, db, c.compile(t, "upgrade", "base:head", "--sql", "--dialect", "mysql"), "compiled for MySQL 8.0 or later")
	c.refuse(t, db, c.compile(t, "upgrade", "base:head", "--sql", "--server-version", "12"), "compiled for MariaDB 12.0 or later")
	c.refuse(t, db, up, "ANSI_QUOTES", "--init-command=SET sql_mode = 'ANSI_QUOTES'")
	c.refuse(t, db, up, "NO_BACKSLASH_ESCAPES", "--init-command=SET sql_mode = 'NO_BACKSLASH_ESCAPES'")
	c.run(t, db, up, "--init-command=SET autocommit = 0")
	final := c.dump(t, db)
	c.refuse(t, db, up, "found: 48d2f1")
	c.refuse(t, db, up, "found: 48d2f1", "--force")
	c.refuse(t, db, c.compile(t, "upgrade", "2b7d90:head", "--sql"), "must hold 2b7d90")
	c.run(t, db, down)
	if left := c.dump(t, db); left != empty {
		t.Errorf("the way back leaves something:\n%s\nwant:\n%s", left, empty)
	}
	c.refuse(t, db, down, "found: no row")
	c.run(t, db, up)
	if again := c.dump(t, db); again != final {
		t.Errorf("up, down and up again is not up:\n%s\nwant:\n%s", again, final)
	}
}

// TestMariaDBFailures stops the script before each of its items, and goes on as the
// script says there: the end must be the same.
func TestMariaDBFailures(t *testing.T) {
	c := mariadb(t)
	for _, way := range [][2]string{{"upgrade", "base:head"}, {"downgrade", "head:base"}} {
		var plan planner.Plan
		if err := json.Unmarshal([]byte(c.compile(t, way[0], way[1], "--format", "json")), &plan); err != nil {
			t.Fatal(err)
		}
		start := func(t *testing.T) string {
			db := c.server.Database(t)
			if way[0] == "downgrade" {
				c.run(t, db, c.compile(t, "upgrade", "base:head", "--sql"))
			}
			return db
		}
		whole := start(t)
		c.run(t, whole, c.compile(t, way[0], way[1], "--sql"))
		want := c.dump(t, whole)
		prefix := strings.Join(plan.Directives, "\n") + "\n"
		for _, it := range slices.Concat(plan.Setup, plan.Guard) {
			prefix += it.SQL + it.Terminator + "\n"
		}
		resume := plan.Invocation
		for _, s := range plan.Sections {
			for n, it := range s.Items {
				if it.Failure != nil {
					resume = it.Failure.Resume
				}
				t.Run(fmt.Sprintf("%s/%s_%d", way[0], s.ID, n), func(t *testing.T) {
					db := start(t)
					if out, code := c.server.Run(t, db, prefix+"SELECT here_it_fails;\n"); code == 0 || !strings.Contains(out, "here_it_fails") {
						t.Fatalf("exit code %d\n%s", code, out)
					}
					c.run(t, db, c.compile(t, strings.Fields(resume)[1:]...))
					if got := c.dump(t, db); got != want {
						t.Errorf("resumed with %s:\n%s\nwant:\n%s", resume, got, want)
					}
				})
				prefix += it.SQL + it.Terminator + "\n"
			}
		}
	}
}
