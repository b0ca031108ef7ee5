package golden

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/planner"
)

// replay is one case on one real server.
type replay struct {
	testCase
	server *pgserver.Server
	work   string
	plan   planner.Plan // of upgrade base:heads
	empty  string       // the schema before it
	final  string       // the schema that upgrade base:heads leaves
}

func replayed(t *testing.T, each func(t *testing.T, r *replay)) {
	server := pgserver.Find(t)
	for _, c := range cases(t) {
		if !c.Replay {
			continue
		}
		t.Run(filepath.Base(c.dir), func(t *testing.T) {
			t.Parallel()
			r := &replay{testCase: c, server: server, work: c.workdir(t)}
			plan := r.compile(t, "upgrade", "base:heads", "--format", "json")
			if err := json.Unmarshal([]byte(plan), &r.plan); err != nil {
				t.Fatal(err)
			}
			db := r.database(t)
			r.empty = server.Schema(t, db)
			r.run(t, db, r.script(t, "upgrade", "base:heads"))
			r.final = server.Schema(t, db)
			each(t, r)
		})
	}
}

// database is an empty database, but for what the case's setup makes.
func (r *replay) database(t *testing.T) string {
	t.Helper()
	db := r.server.Database(t)
	if r.Setup != "" {
		if out, code := r.server.Psql(t, db, "\\set ON_ERROR_STOP on\n"+r.Setup); code != 0 {
			t.Fatalf("the setup of the case: %s", out)
		}
	}
	return db
}

// nothingLeft wants the schema to be what it was before the first revision, but
// for the version table.
func (r *replay) nothingLeft(t *testing.T, db string) {
	t.Helper()
	if left := r.server.Schema(t, db, r.plan.VersionName); left != r.empty {
		t.Errorf("the way back leaves something:\n%s\nwant:\n%s", left, r.empty)
	}
}

// compile runs sqlplan in the case's folder and returns what it prints.
func (r *replay) compile(t *testing.T, args ...string) string {
	t.Helper()
	got := sqlplan(t, r.work, run{Args: append(args, r.Flags...)})
	if got.code != 0 {
		t.Fatalf("sqlplan %s: exit code %d\n%s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.stdout
}

func (r *replay) script(t *testing.T, args ...string) string {
	t.Helper()
	return r.compile(t, append(args, "--sql", "--server-version", fmt.Sprint(min(r.server.Version(t), 18)))...)
}

// psqlVariables are what a DBA's own psql may have set, to the harm of a script
// that takes a colon in SQL, or one statement a transaction, for granted.
const psqlVariables = "\\set n 9\n\\set x oops\n\\set array_length oops\n\\set AUTOCOMMIT off\n\\set ON_ERROR_ROLLBACK on\n"

// run runs a script that must succeed.
func (r *replay) run(t *testing.T, db, script string) {
	t.Helper()
	if out, code := r.server.Psql(t, db, psqlVariables+script); code != 0 {
		t.Fatalf("psql exit code %d\n%s\n%s", code, out, script)
	}
}

// refuse runs a script that must stop with a message of its own, and change nothing.
func (r *replay) refuse(t *testing.T, db, script string) {
	t.Helper()
	before := r.dump(t, db)
	out, code := r.server.Psql(t, db, psqlVariables+script)
	if code == 0 || !strings.Contains(out, "sqlplan: ") {
		t.Fatalf("the script was not refused: psql exit code %d\n%s", code, out)
	}
	if after := r.dump(t, db); after != before {
		t.Errorf("a refused script changed the database:\n%s\nbefore:\n%s", after, before)
	}
}

// dump is the schema and the rows of the version table.
func (r *replay) dump(t *testing.T, db string) string {
	t.Helper()
	out, _ := r.server.Psql(t, db, "SELECT * FROM "+r.plan.VersionName+" ORDER BY 1;")
	return r.server.Schema(t, db) + out
}

// TestReplayGuards runs up, up again, from a wrong state, and down.
func TestReplayGuards(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		up, down := r.script(t, "upgrade", "base:heads"), r.script(t, "downgrade", "heads:base")
		db := r.database(t)
		r.refuse(t, db, down)
		r.run(t, db, up)
		r.refuse(t, db, up)
		r.run(t, db, down)
		r.nothingLeft(t, db)
		r.refuse(t, db, down)
		r.run(t, db, up)
		if again := r.server.Schema(t, db); again != r.final {
			t.Errorf("up, down and up again is not up:\n%s\nwant:\n%s", again, r.final)
		}

		wrong := r.database(t)
		r.run(t, wrong, r.script(t, "stamp", r.plan.Sections[0].ID))
		r.refuse(t, wrong, up)
		if len(r.plan.Sections) > 1 {
			r.refuse(t, wrong, down)
		}
	})
}

// TestReplaySteps goes up and down one revision at a time; each script starts
// where the one before it ended, or its guard refuses.
func TestReplaySteps(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		db := r.database(t)
		for _, s := range r.plan.Sections {
			r.run(t, db, r.script(t, "upgrade", spec(s.Before)+":"+spec(s.After)))
		}
		if got := r.server.Schema(t, db); got != r.final {
			t.Errorf("step by step is not the whole:\n%s\nwant:\n%s", got, r.final)
		}
		var plan planner.Plan
		if err := json.Unmarshal([]byte(r.compile(t, "downgrade", "heads:base", "--format", "json")), &plan); err != nil {
			t.Fatal(err)
		}
		for _, s := range plan.Sections {
			r.run(t, db, r.script(t, "stamp", "--exact", spec(s.Before)+":"+spec(s.After)))
			r.run(t, db, r.script(t, "stamp", "--exact", spec(s.After)+":"+spec(s.Before)))
			r.run(t, db, r.script(t, "downgrade", "--exact", spec(s.Before)+":"+spec(s.After)))
		}
		r.nothingLeft(t, db)
	})
}

func spec(rows []string) string {
	if len(rows) == 0 {
		return "base"
	}
	return strings.Join(rows, ",")
}

// TestReplayPlain sends the plain script through a driver, one statement at a
// time, each on its own.
func TestReplayPlain(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		db := r.database(t)
		conn := r.server.Connect(t, db)
		script := r.script(t, "upgrade", "base:heads", "--runner", "plain")
		pieces, splitErr := sqltext.Split(script, postgresql.Dialect{}.Style())
		if splitErr != nil {
			t.Fatal(splitErr)
		}
		for _, p := range pieces {
			if sql := script[p.Start:p.End]; sql != "" {
				if _, err := conn.Exec(context.Background(), sql, pgx.QueryExecModeExec); err != nil {
					t.Fatalf("%v\n%s", err, sql)
				}
			}
		}
		if got := r.server.Schema(t, db); got != r.final {
			t.Errorf("the plain script is not the psql script:\n%s\nwant:\n%s", got, r.final)
		}
	})
}

// TestReplayFailures lets the script fail before each statement outside a
// transaction and at the end of each transaction, where the most is undone,
// follows the failure map, and must arrive where an undisturbed run does.
func TestReplayFailures(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		script := r.script(t, "upgrade", "base:heads")
		for _, s := range r.plan.Sections {
			for i, it := range s.Items {
				if mark := r.mark(it); mark != "" && (it.Transaction == 0 || r.isLast(s.Items[i:])) {
					r.failAt(t, script, mark, s, it)
				}
			}
		}
	})
}

// mark is the first line that the script writes for an item, if it has one of its own.
func (r *replay) mark(it planner.Item) string {
	switch {
	case it.Statement != nil:
		return fmt.Sprintf("-- [%d of %d] ", it.Statement.Number, r.plan.Counts.Statements)
	case it.Kind == planner.ItemMove:
		return fmt.Sprintf("-- Version table: %s -> %s\n", orNoRow(it.Move.From), orNoRow(it.Move.To))
	}
	return ""
}

// isLast tells whether the first of the items is the last of its transaction
// that has a mark.
func (r *replay) isLast(items []planner.Item) bool {
	return !slices.ContainsFunc(items[1:], func(it planner.Item) bool {
		return it.Transaction == items[0].Transaction && r.mark(it) != ""
	})
}

func orNoRow(id string) string {
	if id == "" {
		return "(no row)"
	}
	return id
}

func (r *replay) failAt(t *testing.T, script, mark string, s planner.Section, it planner.Item) {
	t.Run(strings.TrimSpace(s.ID+" "+mark), func(t *testing.T) {
		t.Parallel()
		if strings.Count(script, mark) != 1 {
			t.Fatalf("%q stands %d times in the script", mark, strings.Count(script, mark))
		}
		db := r.database(t)
		out, code := r.server.Psql(t, db, strings.Replace(script, mark, "SELECT 1/0;\n"+mark, 1))
		if code == 0 || !strings.Contains(out, "division by zero") {
			t.Fatalf("the script did not stop: exit code %d\n%s", code, out)
		}
		r.run(t, db, r.script(t, "upgrade", r.resume(s, it)))
		if got := r.server.Schema(t, db); got != r.final {
			t.Errorf("after a failure and the way that the map shows:\n%s\nwant:\n%s", got, r.final)
		}
	})
}

// resume is the range that the script names for a failure at the item.
func (r *replay) resume(s planner.Section, it planner.Item) string {
	failure := it.Failure
	if failure == nil {
		begin := slices.IndexFunc(s.Items, func(b planner.Item) bool {
			return b.Kind == planner.ItemBegin && b.Transaction == it.Transaction
		})
		if begin >= 0 {
			failure = s.Items[begin].Failure
		}
	}
	switch {
	case r.plan.Transaction == planner.Single:
		return spec(r.plan.From) + ":" + spec(r.plan.To) // nothing was kept
	case failure == nil:
		return spec(s.Before) + ":" + spec(r.plan.To)
	}
	return strings.Fields(failure.Resume)[2]
}
