package stdlib_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// project is what the programs of the tests can read.
var project = fstest.MapFS{
	"db/versions/a.py":      {Data: []byte("x = 1\n")},
	"db/versions/b.sql":     {Data: []byte("SELECT 1;\n")},
	"db/versions/a.sql":     {Data: []byte("SELECT 'a';\n")},
	"db/versions/sub/c.sql": {Data: []byte("SELECT 3;\n")},
}

// result is what a program printed, and the notes that it left.
type result struct {
	out   string
	notes []string
}

// run executes a program; what it appends to the list "out" is its output, one line each.
func run(t *testing.T, name, program string) (result, error) {
	t.Helper()
	file, diags := python.Parse(source.NewFile(name, program))
	if diags.HasErrors() {
		t.Fatalf("%s does not parse: %v", name, diags)
	}
	var r result
	in := python.New(python.Options{
		Modules: stdlib.Module,
		FS:      project,
		Path:    []string{"."},
		Environ: func(name string) (string, bool) { return "yes", name == "DECLARED" },
		Notes: func(_ source.Severity, code, message string, _ source.Span) {
			r.notes = append(r.notes, code+" "+message)
		},
	})
	m, err := in.RunFile(file, "program")
	if out, ok := m.Get("out"); ok {
		lines, collectErr := in.Thread().Collect(out)
		if collectErr != nil {
			t.Fatal(collectErr)
		}
		for _, l := range lines {
			s, strErr := in.Thread().Str(l)
			if strErr != nil {
				t.Fatalf("%v: %v", l, strErr)
			}
			r.out += s + "\n"
		}
	}
	return r, err
}

// TestLikeCPython runs the programs of testdata. The expectation beside each was
// recorded with CPython 3.11.
func TestLikeCPython(t *testing.T) {
	programs, err := filepath.Glob("testdata/*.py")
	if err != nil || len(programs) == 0 {
		t.Fatal("no programs", err)
	}
	for _, path := range programs {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".py"), func(t *testing.T) {
			program, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(path, ".py") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			got, err := run(t, path, string(program))
			if err != nil {
				t.Errorf("%v", python.Diagnose(err).Head())
			}
			compareLines(t, string(program), got.out, string(want))
		})
	}
}

func compareLines(t *testing.T, program, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	failed := 0
	for i := range max(len(g), len(w)) {
		a, b := "<nothing>", "<nothing>"
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, a, b)
			if failed++; failed > 60 {
				return
			}
		}
	}
}

// TestModulesBelongToOneRun assigns to a name of a module that runs share: no other run may see it.
func TestModulesBelongToOneRun(t *testing.T) {
	first, _ := stdlib.Module("uuid")
	first.Set("NIL", python.None)
	first.Set("mine", python.True)
	first.Attrs.Delete("RFC_4122")
	second, _ := stdlib.Module("uuid")
	if v, _ := second.Get("NIL"); v != (stdlib.UUID{}) {
		t.Errorf("NIL is %v", v)
	}
	if _, ok := second.Get("mine"); ok {
		t.Error("a name of the first run is there")
	}
	if _, ok := second.Get("RFC_4122"); !ok {
		t.Error("a name that the first run deleted is gone")
	}
}
