package generate

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects"
	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

// TestDifferential renders random revisions by Alembic and by sqlplan, for each dialect
// that sqlplan speaks. ALEMBIC names another Alembic than that on the PATH, which must be of the
// version that sqlplan copies; GENERATE_DIALECT names a single dialect, one that sqlplan does not speak yet
// too; GENERATE_COUNT and GENERATE_SEED make it go long; GENERATE_BINARY names a built sqlplan.
func TestDifferential(t *testing.T) {
	command := alembicCommand(t)
	count, first := number(t, "GENERATE_COUNT", 60), number(t, "GENERATE_SEED", 1)
	compiler := compilerFor(t)
	for _, dialect := range wanted(t) {
		t.Run(dialect, func(t *testing.T) {
			cases, jobs, results := render(t, command, dialect, first, count)
			compare(t, compiler, cases, jobs, results)
		})
	}
}

// TestVocabularies makes sure that Alembic can render most of what is made for each
// dialect, whether sqlplan speaks it or not.
func TestVocabularies(t *testing.T) {
	command := alembicCommand(t)
	for dialect := range vocabularies {
		t.Run(dialect, func(t *testing.T) {
			cases, _, results := render(t, command, dialect, 1, 100)
			refused := 0
			for i, r := range results {
				if r.Error != "" {
					refused++
					t.Logf("%s: %s: %s", cases[i].Name, r.Error, r.Message)
				}
			}
			if refused > len(cases)/4 {
				t.Errorf("Alembic refuses %d of %d: the vocabulary has gone wrong", refused, len(cases))
			}
		})
	}
}

func alembicCommand(t *testing.T) string {
	t.Helper()
	command := os.Getenv("ALEMBIC")
	if command == "" {
		command = "alembic"
	}
	if _, err := exec.LookPath(command); err != nil {
		t.Skip("no Alembic is installed")
	}
	return command
}

// wanted are the dialects to compare.
func wanted(t *testing.T) []string {
	t.Helper()
	if name := os.Getenv("GENERATE_DIALECT"); name != "" {
		if vocabularies[name] == nil {
			t.Fatalf("GENERATE_DIALECT: there is no vocabulary of %q", name)
		}
		return []string{name}
	}
	var list []string
	for _, d := range dialects.All {
		list = append(list, d.Name())
	}
	return list
}

func compilerFor(t *testing.T) *golden.Compiler {
	t.Helper()
	if binary := os.Getenv("GENERATE_BINARY"); binary != "" {
		return &golden.Compiler{Binary: binary}
	}
	compiler, err := golden.BuildServing(t.TempDir(), "../../../cmd/sqlplan", runtime.GOMAXPROCS(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := compiler.Close(); err != nil {
			t.Error(err)
		}
	})
	return compiler
}

// render has Alembic render the cases of a dialect from the seed first on.
func render(t *testing.T, command, dialect string, first, count int) ([]*golden.Case, []golden.Job, []golden.Result) {
	t.Helper()
	scratch := t.TempDir()
	var jobs []golden.Job
	var cases []*golden.Case
	for i := range count {
		c := Case(dialect, uint64(first+i))
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
	return cases, jobs, results
}

func compare(t *testing.T, compiler *golden.Compiler, cases []*golden.Case, jobs []golden.Job, results []golden.Result) {
	rendered, corrected := 0, map[string]int{}
	for i, c := range cases {
		if results[i].Error != "" {
			// A combination that SQLAlchemy refuses; the grammar allows few of them.
			continue
		}
		rendered++
		got, err := compiler.Run(jobs[i], golden.OfflineFlags(c.Dialect)...)
		var failure *golden.Failure
		if err != nil && !errors.As(err, &failure) {
			t.Fatal(err)
		}
		if failure != nil && strings.Contains(failure.Stderr, "RETURNING needs a variable") {
			corrected["RETURNING into a variable"]++
			continue
		}
		if failure != nil {
			t.Errorf("%s: Alembic renders this, but %v\n%s", c.Name, failure, source(t, jobs[i]))
			continue
		}
		if golden.Compare(results[i].Out, got) <= golden.SameSet {
			continue
		}
		fault := golden.Corrected(results[i].Out, got)
		corrected[fault]++
		if fault == "" {
			t.Errorf("%s: %s\n%s", c.Name, golden.Difference(results[i].Out, got), source(t, jobs[i]))
		}
	}
	t.Logf("%d of %d compared, of which corrected: %v", rendered, len(cases), corrected)
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
	read := func(dialect string, seed uint64) string {
		dir := t.TempDir()
		if err := Case(dialect, seed).Write(dir); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "versions", "1_one.py"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first, again, other := read("mysql", 7), read("mysql", 7), read("mysql", 8)
	if first != again {
		t.Error("one seed gave two files")
	}
	if first == other {
		t.Error("two seeds gave one file")
	}
}

// TestVocabularyOfEachDialect: no dialect is left out, and none has the types of another.
func TestVocabularyOfEachDialect(t *testing.T) {
	names := append([]string{golden.Home}, golden.OtherDialects...)
	if len(names) != len(vocabularies) {
		t.Errorf("%d vocabularies for %d dialects", len(vocabularies), len(names))
	}
	for _, dialect := range names {
		if vocabularies[dialect] == nil {
			t.Fatalf("there is no vocabulary of %s", dialect)
		}
		g := &generator{rand: rand.New(rand.NewPCG(1, 0)), words: vocabularies[dialect]}
		module := strings.Replace(dialect, "mariadb", "mysql", 1)
		for range 500 {
			typ, _ := g.typ()
			if prefix, _, _ := strings.Cut(typ, "."); !slices.Contains([]string{"sa", module}, prefix) {
				t.Fatalf("%s has the type %s", dialect, typ)
			}
		}
	}
}
