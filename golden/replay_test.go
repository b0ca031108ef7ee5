package golden

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/planner"
)

// replay is one case on one real server.
type replay struct {
	testCase
	dialect string
	server  server
	work    string
	plan    planner.Plan // of upgrade base:heads
	empty   string       // the schema before it
	final   string       // the schema that upgrade base:heads leaves
}

// replayed runs a test for each case and each dialect that the case is replayed for, or those that are named.
func replayed(t *testing.T, each func(t *testing.T, r *replay), only ...string) {
	for _, c := range cases(t) {
		for _, dialect := range c.Replay {
			if len(only) > 0 && !slices.Contains(only, dialect) {
				continue
			}
			t.Run(filepath.Base(c.dir)+"/"+dialect, func(t *testing.T) {
				t.Parallel()
				eachServer(t, dialect, func(t *testing.T, s server) {
					if m, ok := s.(mysql); ok && m.Release.Major < c.Since[dialect] {
						t.Skipf("the case needs %s %d", dialect, c.Since[dialect])
					}
					r := c.replay(t, dialect, s)
					db := r.database(t)
					r.empty = r.server.schema(t, db, nil)
					r.run(t, db, r.script(t, "upgrade", "base:heads"))
					r.final = r.server.schema(t, db, nil)
					each(t, r)
				})
			})
		}
	}
}

// replay prepares the case for a server of the dialect.
func (c testCase) replay(t *testing.T, dialect string, s server) *replay {
	t.Helper()
	r := &replay{testCase: c, dialect: dialect, server: s, work: c.workdir(t)}
	r.plan = r.planned(t, "upgrade", "base:heads")
	return r
}

// planned is the plan of a command.
func (r *replay) planned(t *testing.T, args ...string) (plan planner.Plan) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.compile(t, append(args, "--format", "json")...)), &plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

// database is an empty database, but for what the case's setup makes.
func (r *replay) database(t *testing.T) string {
	t.Helper()
	db := r.server.database(t)
	if r.Setup != "" {
		r.sql(t, db, r.Setup)
	}
	return db
}

// sql runs statements that must succeed and returns what the client prints of their rows.
func (r *replay) sql(t *testing.T, db, text string) string {
	t.Helper()
	out, code := r.server.client(t, db, r.server.strict()+text)
	if code != 0 {
		t.Fatalf("%s\n%s", text, out)
	}
	return strings.TrimSpace(out)
}

// nothingLeft wants the schema to be what it was before the first revision, but
// for the version table.
func (r *replay) nothingLeft(t *testing.T, db string) {
	t.Helper()
	if left := r.server.schema(t, db, &r.plan); left != r.empty {
		t.Errorf("the way back leaves something:\n%s\nwant:\n%s", left, r.empty)
	}
}

// compile runs sqlplan in the case's folder and returns what it prints.
func (r *replay) compile(t *testing.T, args ...string) string {
	t.Helper()
	args = slices.Concat(args[:1], []string{"--dialect", r.dialect}, args[1:], r.Flags)
	got := sqlplan(t, r.work, run{Args: args})
	if got.code != 0 {
		t.Fatalf("sqlplan %s: exit code %d\n%s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.stdout
}

func (r *replay) script(t *testing.T, args ...string) string {
	t.Helper()
	version := r.server.version(t)
	if version == "5.7" {
		args = append(args, "--fail-on", "never") // it has no CHECK, and the review says so
	}
	return r.compile(t, append(args, "--sql", "--server-version", version)...)
}

// run runs a script that must succeed.
func (r *replay) run(t *testing.T, db, script string) {
	t.Helper()
	if out, code := r.server.client(t, db, r.server.hostile()+script); code != 0 {
		t.Fatalf("exit code %d\n%s\n%s", code, out, script)
	}
}

// refuse runs a script that must stop with a message of its own, and change nothing.
func (r *replay) refuse(t *testing.T, db, script string) {
	t.Helper()
	before := r.dump(t, db)
	out, code := r.server.client(t, db, r.server.hostile()+script)
	if code == 0 || !strings.Contains(out, "sqlplan: ") {
		t.Fatalf("the script was not refused: exit code %d\n%s", code, out)
	}
	if after := r.dump(t, db); after != before {
		t.Errorf("a refused script changed the database:\n%s\nbefore:\n%s", after, before)
	}
}

// dump changes with anything in the schema, and with the rows of the version table.
func (r *replay) dump(t *testing.T, db string) string {
	t.Helper()
	out, _ := r.server.client(t, db, "SELECT * FROM "+r.plan.VersionName+" ORDER BY 1;")
	return r.server.traces(t, db) + out
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
		if again := r.server.schema(t, db, nil); again != r.final {
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
		if got := r.server.schema(t, db, nil); got != r.final {
			t.Errorf("step by step is not the whole:\n%s\nwant:\n%s", got, r.final)
		}
		plan := r.planned(t, "downgrade", "heads:base")
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
		r.server.plain(t, db, split(t, r.script(t, "upgrade", "base:heads", "--runner", "plain"), r.dialect))
		if got := r.server.schema(t, db, nil); got != r.final {
			t.Errorf("the plain script is not the client's script:\n%s\nwant:\n%s", got, r.final)
		}
	})
}

// TestReplayFailures lets the script fail before each statement outside a
// transaction and at the end of each transaction, where the most is undone,
// follows the failure map, and must arrive where an undisturbed run does. Where
// the server commits each change of the schema, it fails before every statement.
func TestReplayFailures(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		r.fail(t, failing{plan: r.plan, want: r.final})
		if r.dialect == "postgresql" {
			return
		}
		before := r.script(t, "upgrade", "base:heads")
		db := r.database(t)
		r.run(t, db, before)
		r.run(t, db, r.script(t, "downgrade", "heads:base"))
		r.fail(t, failing{before: before, plan: r.planned(t, "downgrade", "heads:base"), want: r.server.schema(t, db, nil)})
	})
}

// failing is a plan that is to fail at each of its statements.
type failing struct {
	before string // the script that leads to its start
	plan   planner.Plan
	script string // of the plan
	want   string // the schema at its end
}

func (r *replay) fail(t *testing.T, f failing) {
	f.script = r.script(t, f.plan.Command, spec(f.plan.From)+":"+spec(f.plan.To))
	for _, s := range f.plan.Sections {
		for i, it := range s.Items {
			if mark(f.plan, it) != "" && (!f.plan.TransactionalDDL || it.Transaction == 0 || isLast(f.plan, s.Items[i:])) {
				r.failAt(t, f, s, it)
			}
		}
	}
}

// mark is the first line that the script writes for an item, if it has one of its own.
func mark(plan planner.Plan, it planner.Item) string {
	switch {
	case it.Statement != nil:
		return fmt.Sprintf("-- [%d of %d] ", it.Statement.Number, plan.Counts.Statements)
	case it.Kind == planner.ItemMove:
		return fmt.Sprintf("-- Version table: %s -> %s\n", orNoRow(it.Move.From), orNoRow(it.Move.To))
	}
	return ""
}

// isLast tells whether the first of the items is the last of its transaction
// that has a mark.
func isLast(plan planner.Plan, items []planner.Item) bool {
	return !slices.ContainsFunc(items[1:], func(it planner.Item) bool {
		return it.Transaction == items[0].Transaction && mark(plan, it) != ""
	})
}

func orNoRow(id string) string {
	if id == "" {
		return "(no row)"
	}
	return id
}

func (r *replay) failAt(t *testing.T, f failing, s planner.Section, it planner.Item) {
	mark := mark(f.plan, it)
	t.Run(strings.TrimSpace(f.plan.Command+" "+s.ID+" "+mark), func(t *testing.T) {
		t.Parallel()
		if strings.Count(f.script, mark) != 1 {
			t.Fatalf("%q stands %d times in the script", mark, strings.Count(f.script, mark))
		}
		db := r.database(t)
		if f.before != "" {
			r.run(t, db, f.before)
		}
		failure, message := r.server.failure()
		out, code := r.server.client(t, db, strings.Replace(f.script, mark, failure+"\n"+mark, 1))
		if code == 0 || !strings.Contains(out, message) {
			t.Fatalf("the script did not stop: exit code %d\n%s", code, out)
		}
		r.run(t, db, r.script(t, resume(f.plan, s, it)...))
		if got := r.server.schema(t, db, nil); got != f.want {
			t.Errorf("after a failure and the way that the map shows:\n%s\nwant:\n%s", got, f.want)
		}
	})
}

// resume is the command that the script names for a failure at the item.
func resume(plan planner.Plan, s planner.Section, it planner.Item) []string {
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
	case plan.Transaction == planner.Single:
		return []string{plan.Command, spec(plan.From) + ":" + spec(plan.To)} // nothing was kept
	case failure == nil:
		args := []string{plan.Command, spec(s.Before) + ":" + spec(plan.To)}
		if plan.Command == "downgrade" {
			args = append(args, "--exact")
		}
		return args
	}
	words := strings.Fields(failure.Resume)
	args := words[1:3]
	if slices.Contains(words, "--exact") {
		args = append(args, "--exact")
	}
	return args
}
