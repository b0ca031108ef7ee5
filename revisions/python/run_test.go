package python

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// runText runs a program and returns what it printed, then the head of the error that ended it.
func runText(t *testing.T, text string, limits Limits, files fstest.MapFS) string {
	t.Helper()
	f, diags := Parse(source.NewFile("main.py", text))
	if diags.HasErrors() {
		return diags[0].Head() + "\n"
	}
	var out strings.Builder
	in := New(Options{
		FS: files, Path: []string{"."}, Limits: limits,
		Notes: func(_ source.Severity, code, message string, _ source.Span) {
			if code == CodePrint {
				out.WriteString(message + "\n")
			}
		},
	})
	if _, err := in.RunFile(f, "__main__"); err != nil {
		out.WriteString(Diagnose(err).Head() + "\n")
	}
	return out.String()
}

// TestPrograms runs testdata/*.py. Each .out holds what CPython 3.11 printed.
func TestPrograms(t *testing.T) {
	names, err := filepath.Glob("testdata/*.py")
	if err != nil || len(names) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			program, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(name, ".py") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			if got := runText(t, string(program), Limits{}, nil); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
