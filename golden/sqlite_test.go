package golden

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/planner"
)

// sqlite is one case on files of SQLite.
type sqlite struct {
	testCase
	work string
	plan planner.Plan // of upgrade base:heads
}

// TestSQLite runs the scripts of cases by the sqlite3 shell: up, up again and from a wrong
// state (both refused, and nothing changed), one revision at a time, with a failure before the
// end of each revision, and down to nothing.
func TestSQLite(t *testing.T) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("sqlite3 is not installed")
		}
		t.Skip("sqlite3 is not installed")
	}
	for _, c := range cases(t) {
		if !c.SQLite {
			continue
		}
		t.Run(filepath.Base(c.dir), func(t *testing.T) {
			t.Parallel()
			r := &sqlite{testCase: c, work: c.workdir(t)}
			if err := json.Unmarshal([]byte(r.compile(t, "upgrade", "base:heads", "--format", "json")), &r.plan); err != nil {
				t.Fatal(err)
			}
			r.upAndDown(t)
			r.failures(t)
		})
	}
}

func (r *sqlite) compile(t *testing.T, args ...string) string {
	t.Helper()
	got := sqlplan(t, r.work, run{Args: append(args, r.Flags...)})
	if got.code != 0 {
		t.Fatalf("sqlplan %s: exit code %d\n%s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.stdout
}

// shell runs a script on a file, and says whether it went well.
func (r *sqlite) shell(t *testing.T, path, script string) (said string, ok bool) {
	t.Helper()
	cmd := exec.Command("sqlite3", path)
	cmd.Stdin = strings.NewReader(script)
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func (r *sqlite) must(t *testing.T, path, script string) {
	t.Helper()
	if said, ok := r.shell(t, path, script); !ok {
		t.Fatalf("the script fails: %s\n%s", said, script)
	}
}

// schema is what a file holds, but for the version table.
func (r *sqlite) schema(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("sqlite3", path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT IN ('"+r.plan.VersionTable.Name+"') ORDER BY name").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// whole is everything that a file holds.
func (r *sqlite) whole(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("sqlite3", path, ".dump").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func (r *sqlite) upAndDown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "app.db")
	up, down := r.compile(t, "upgrade", "base:heads", "--sql"), r.compile(t, "downgrade", "heads:base", "--sql")
	r.refused(t, path, down, "from base")
	r.must(t, path, up)
	r.refused(t, path, up, "a second time")
	final := r.schema(t, path)

	stepwise := filepath.Join(t.TempDir(), "app.db")
	from := "base"
	for _, s := range r.plan.Sections {
		r.must(t, stepwise, r.compile(t, "upgrade", from+":"+s.ID, "--sql"))
		from = s.ID
	}
	if got := r.schema(t, stepwise); got != final {
		t.Errorf("one revision at a time leaves\n%s\nwant\n%s", got, final)
	}
	r.must(t, path, down)
	if left := r.schema(t, path); left != "" {
		t.Errorf("the way back leaves\n%s", left)
	}
}

func (r *sqlite) refused(t *testing.T, path, script, when string) {
	t.Helper()
	before := r.whole(t, path)
	said, ok := r.shell(t, path, script)
	if ok || !strings.Contains(said, "sqlplan: ") {
		t.Errorf("%s: not refused with a message: %s", when, said)
	}
	if after := r.whole(t, path); after != before {
		t.Errorf("%s: refused, but something changed", when)
	}
}

// failures stops the script before the end of each revision: what was committed is kept,
// and a script from there on leads to the same schema.
func (r *sqlite) failures(t *testing.T) {
	up := r.compile(t, "upgrade", "base:heads", "--sql")
	complete := filepath.Join(t.TempDir(), "app.db")
	r.must(t, complete, up)
	parts := strings.SplitAfter(up, "\nCOMMIT;\n")
	from := "base"
	for i, s := range r.plan.Sections {
		path := filepath.Join(t.TempDir(), "app.db")
		broken := strings.Join(parts[:i], "") + strings.TrimSuffix(parts[i], "COMMIT;\n") + "SELECT no_such_function();\nCOMMIT;\n" + strings.Join(parts[i+1:], "")
		if said, ok := r.shell(t, path, broken); ok {
			t.Fatalf("revision %s: the script goes on after an error: %s", s.ID, said)
		}
		r.must(t, path, r.compile(t, "upgrade", from+":heads", "--sql"))
		if got, want := r.schema(t, path), r.schema(t, complete); got != want {
			t.Errorf("after a failure in revision %s:\n%s\nwant\n%s", s.ID, got, want)
		}
		from = s.ID
	}
}
