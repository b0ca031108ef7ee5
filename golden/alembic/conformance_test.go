package alembicgolden

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
)

const (
	casesDir     = "testdata/cases"
	envelopesDir = "testdata/envelopes"
	bookDir      = "testdata/dialects"
)

// tally counts what became of the cases.
type tally struct {
	mu     sync.Mutex
	counts map[string]int
}

func (t *tally) add(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[what]++
}

// TestConformance holds sqlplan to the recordings.
func TestConformance(t *testing.T) {
	cases, err := Cases(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	sums := &tally{counts: map[string]int{}}
	known := map[string]bool{}
	t.Run("cases", func(t *testing.T) {
		for _, c := range cases {
			known[c.Name] = true
			if !supported[c.Dialect] {
				sums.add("of a dialect that is not there yet")
				continue
			}
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				conform(t, c, sums)
			})
		}
	})
	for name := range corrections {
		if !known[name] {
			t.Errorf("corrections names %s, and there is no such case", name)
		}
	}
	for _, what := range []string{
		SameBytes.String(), SameStatements.String(), SameSet.String(), "corrected", Different.String(),
		"more than Alembic", "refused by both", "of a dialect that is not there yet",
	} {
		t.Logf("%5d %s", sums.counts[what], what)
	}
}

// conform checks all directions of a case.
func conform(t *testing.T, c *Case, sums *tally) {
	recordings, err := ReadRecordings(casesDir, c.Name, MainVersion)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := c.Write(dir); err != nil {
		t.Fatal(err)
	}
	differs := false
	for _, r := range recordings {
		got, err := compiler.Run(Job{Dir: dir, Command: r.Direction, Range: c.Range(r.Direction), X: c.X})
		var failure *Failure
		if err != nil && !errors.As(err, &failure) {
			t.Fatal(err)
		}
		if r.Error != "" {
			sums.add(map[bool]string{true: "refused by both", false: "more than Alembic"}[failure != nil])
			continue
		}
		if !check(t, c, r, got, failure, sums) {
			differs = true
		}
	}
	if reason, ok := corrections[c.Name]; ok && !differs {
		t.Errorf("listed as a correction (%s), but nothing differs", reason)
	}
}

// check compares one output, and says whether it is as Alembic's.
func check(t *testing.T, c *Case, r Recording, got string, failure *Failure, sums *tally) bool {
	t.Helper()
	_, corrected := corrections[c.Name]
	if failure != nil && corrected {
		sums.add("corrected")
		return false
	}
	if failure != nil {
		sums.add(Different.String())
		t.Errorf("%s: Alembic renders this, but %v", r.Direction, failure)
		return false
	}
	e, err := ReadEnvelope(envelopesDir, c.Dialect, r.Direction, MainVersion)
	if err != nil {
		t.Fatal(err)
	}
	want := r.Output(e)
	outcome := Compare(want, got)
	if corrected && outcome != SameBytes {
		sums.add("corrected")
		return false
	}
	sums.add(outcome.String())
	if outcome == SameBytes || outcome == SameSet && c.Unordered {
		return true
	}
	t.Errorf("%s: %s\n%s", r.Direction, outcome, Difference(want, got))
	return false
}

// TestRecordings makes sure that every case has its recording, and can be read.
func TestRecordings(t *testing.T) {
	cases, err := Cases(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 400 {
		t.Errorf("%d cases: some are lost", len(cases))
	}
	book, err := ReadBook(bookDir)
	if err != nil {
		t.Fatal(err)
	}
	checkOrphans(t, cases)
	checkStrays(t, cases, book)
	for _, dialect := range append([]string{Home}, OtherDialects...) {
		count := 0
		for _, c := range cases {
			c = c.For(dialect)
			if c == nil {
				continue
			}
			count++
			for _, version := range []string{MainVersion, "1.8"} {
				list, err := recordings(c, book, version)
				if err != nil {
					t.Error(err)
					continue
				}
				if want := len(c.Directions()); len(list) != want {
					t.Errorf("%s for %s: %d recordings by %s, want %d: record it again", c.Name, dialect, len(list), version, want)
				}
			}
		}
		if count < 200 {
			t.Errorf("%d cases for %s: some are lost", count, dialect)
		}
		t.Logf("%5d cases for %s", count, dialect)
	}
}

// recordings are those of a case, wherever they lie.
func recordings(c *Case, book *Book, version string) ([]Recording, error) {
	if c.Variant() {
		return book.Recordings(c, version)
	}
	return ReadRecordings(casesDir, c.Name, version)
}

// checkStrays makes sure that every section of the book is still of a case.
func checkStrays(t *testing.T, cases []*Case, book *Book) {
	t.Helper()
	known := map[string]*Case{}
	for _, c := range cases {
		known[c.Name] = c
	}
	for dialect, name := range book.Sections {
		c := known[name]
		if c == nil || c.For(dialect) == nil || !c.For(dialect).Variant() {
			t.Errorf("%s is recorded for %s, and there is no such case", name, dialect)
		}
	}
}

// checkOrphans makes sure that every recording is still of a case.
func checkOrphans(t *testing.T, cases []*Case) {
	t.Helper()
	known := map[string]bool{}
	for _, c := range cases {
		known[c.Name] = true
	}
	err := fs.WalkDir(os.DirFS(casesDir), ".", func(path string, _ fs.DirEntry, err error) error {
		name, isRecording := strings.CutSuffix(path, ".sql")
		if err != nil || !isRecording || known[name] {
			return err
		}
		// Another version's: NAME.1.8.sql.
		if parts := strings.SplitN(name, ".", 2); !known[parts[0]] {
			t.Errorf("%s is the recording of no case", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
