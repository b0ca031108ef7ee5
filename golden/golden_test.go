// Package golden holds the tests of the whole program: cases with the output
// that a person has read and found right, and the replay of their scripts on
// real servers. README.md says how to add a case.
package golden

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"

	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// testCase is testdata/<case>/case.json.
type testCase struct {
	About string `json:"about"`
	// Replay are the dialects that the case's revisions are run for, on a real server each.
	Replay []string `json:"replay"`
	// Since are the oldest major versions of servers that take the case's statements, where sqlplan supports older ones.
	Since map[string]int `json:"since"`
	// Setup is SQL that each database of the replay is made with.
	Setup string `json:"setup"`
	// Flags are given to every command of the replay.
	Flags []string `json:"flags"`
	Runs  []run    `json:"runs"`

	dir string
}

// run is one call of sqlplan. Its standard output is want/<name>; where the name
// ends in .err, its standard error is.
type run struct {
	Name  string            `json:"name"`
	Args  []string          `json:"args"`
	Stdin string            `json:"stdin"`
	Env   map[string]string `json:"env"`
	Exit  int               `json:"exit"`
	// Files are written by the run, and are want/<name> each.
	Files []string `json:"files"`
}

// binary is the program, built once for all tests of the package.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "sqlplan-golden-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "sqlplan")
	// A fixed version, since the golden scripts name it.
	build := exec.Command("go", "build", "-ldflags", "-X main.version=dev", "-o", binary, "../cmd/sqlplan")
	if out, err := build.CombinedOutput(); err != nil {
		panic("build sqlplan: " + err.Error() + "\n" + string(out))
	}
	code := m.Run()
	pgserver.Stop()
	os.RemoveAll(dir)
	os.Exit(code)
}

func cases(t testing.TB) []testCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*/case.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var list []testCase
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := testCase{dir: filepath.Dir(file)}
		dec := json.NewDecoder(bytes.NewReader(content))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if len(c.Runs) == 0 {
			t.Fatalf("%s has no runs", file)
		}
		list = append(list, c)
	}
	return list
}

func TestGolden(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(filepath.Base(c.dir), func(t *testing.T) {
			t.Parallel()
			for _, r := range c.Runs {
				t.Run(r.Name, func(t *testing.T) { c.check(t, r) })
			}
			c.checkNothingElse(t)
		})
	}
}

func (c testCase) check(t *testing.T, r run) {
	dir := c.workdir(t)
	got := sqlplan(t, dir, r)
	if got.code != r.Exit {
		t.Fatalf("exit code %d, want %d\n%s", got.code, r.Exit, got.stderr)
	}
	if r.Exit >= 2 && got.stdout != "" {
		t.Errorf("standard output must stay empty on exit code %d, got:\n%s", r.Exit, got.stdout)
	}
	text := got.stdout
	if strings.HasSuffix(r.Name, ".err") {
		text = got.stderr
	}
	g := goldie.New(t, goldie.WithFixtureDir(filepath.Join(c.dir, "want")), goldie.WithNameSuffix(""), goldie.WithDiffEngine(goldie.ColoredDiff))
	g.Assert(t, r.Name, []byte(text))
	for _, name := range r.Files {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		g.Assert(t, name, content)
	}
	if again := sqlplan(t, dir, r); again.stdout != got.stdout || again.stderr != got.stderr {
		t.Error("the same input gave other bytes the second time")
	}
}

// checkNothingElse makes sure that every golden file is still somebody's.
func (c testCase) checkNothingElse(t *testing.T) {
	known := map[string]bool{}
	for _, r := range c.Runs {
		known[r.Name] = true
		for _, f := range r.Files {
			known[f] = true
		}
	}
	entries, err := os.ReadDir(filepath.Join(c.dir, "want"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("want/%s belongs to no run of case.json", e.Name())
		}
	}
}

// workdir is a copy of the case without what is wanted, so that a run can
// write files.
func (c testCase) workdir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.dir, path)
		switch {
		case err != nil:
			return err
		case rel == "want":
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(dir, rel), 0o755)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// result is what a run of the program left.
type result struct {
	stdout, stderr string
	code           int
}

// sqlplan runs the program in dir, without any SQLPLAN_ variable but the run's.
func sqlplan(t testing.TB, dir string, r run) result {
	t.Helper()
	cmd := exec.Command(binary, r.Args...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(r.Stdin)
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "SQLPLAN_") {
			cmd.Env = append(cmd.Env, pair)
		}
	}
	for k, v := range r.Env {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return result{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}
