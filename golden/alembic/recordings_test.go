package alembicgolden

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

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
