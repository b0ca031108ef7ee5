package generate

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

// TestDifferential renders random revisions by Alembic and by sqlplan. ALEMBIC names
// another Alembic than that on the PATH, which must be of the version that sqlplan
// copies; GENERATE_COUNT and GENERATE_SEED make it go long; GENERATE_BINARY names a built sqlplan.
func TestDifferential(t *testing.T) {
	command := os.Getenv("ALEMBIC")
	if command == "" {
		command = "alembic"
	}
	if _, err := exec.LookPath(command); err != nil {
		t.Skip("no Alembic is installed")
	}
	count, first := number(t, "GENERATE_COUNT", 60), number(t, "GENERATE_SEED", 1)
	scratch := t.TempDir()
	var jobs []golden.Job
	var cases []*golden.Case
	for i := range count {
		c := Case(uint64(first + i))
		dir := filepath.Join(scratch, "projects", filepath.FromSlash(c.Name))
		if err := c.Write(dir); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
		jobs = append(jobs, golden.Job{Dir: dir, Command: golden.Upgrade, Range: c.Range(golden.Upgrade)})
	}
	oracle := &golden.Oracle{Command: command}
	results, err := oracle.Run(scratch, jobs)
	if err != nil {
		t.Fatal(err)
	}
	if oracle.Label() != golden.MainVersion {
		t.Skipf("Alembic %s prints other SQL than %s, which sqlplan copies", oracle.Version, golden.MainVersion)
	}
	compare(t, cases, jobs, results)
}

func compare(t *testing.T, cases []*golden.Case, jobs []golden.Job, results []golden.Result) {
	compiler := &golden.Compiler{Binary: os.Getenv("GENERATE_BINARY")}
	if compiler.Binary == "" {
		var err error
		if compiler, err = golden.Build(t.TempDir(), "../../../cmd/sqlplan"); err != nil {
			t.Fatal(err)
		}
	}
	rendered := 0
	for i, c := range cases {
		if results[i].Error != "" {
			// A combination that SQLAlchemy refuses; the grammar allows few of them.
			continue
		}
		rendered++
		got, err := compiler.Run(jobs[i])
		var failure *golden.Failure
		if err != nil && !errors.As(err, &failure) {
			t.Fatal(err)
		}
		switch {
		case failure != nil:
			t.Errorf("%s: Alembic renders this, but %v\n%s", c.Name, failure, source(t, jobs[i]))
		case golden.Compare(results[i].Out, got) > golden.SameSet && golden.Corrected(results[i].Out, got) == "":
			t.Errorf("%s: %s\n%s", c.Name, golden.Difference(results[i].Out, got), source(t, jobs[i]))
		}
	}
	t.Logf("%d of %d compared", rendered, len(cases))
	if rendered < len(cases)*3/4 {
		t.Errorf("Alembic renders only %d of %d: the grammar has gone wrong", rendered, len(cases))
	}
}

// source is the file that a difference was found with.
func source(t *testing.T, job golden.Job) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(job.Dir, "versions", "1_one.py"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// TestSameSeedSameFile: a seed that is written down must stay good.
func TestSameSeedSameFile(t *testing.T) {
	read := func(seed uint64) string {
		dir := t.TempDir()
		if err := Case(seed).Write(dir); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "versions", "1_one.py"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first, again, other := read(7), read(7), read(8)
	if first != again {
		t.Error("one seed gave two files")
	}
	if first == other {
		t.Error("two seeds gave one file")
	}
}
