package compare

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestReadScripts reads every golden script: what its header counts is what is found.
func TestReadScripts(t *testing.T) {
	files, err := filepath.Glob("../../golden/testdata/*/want/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	contents := regexp.MustCompile(`(?m)^--   Contents: +(\d+) revisions?, (\d+) statements?, \d+ transactions?(?:, (\d+) outside)?`)
	read := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m := contents.FindStringSubmatch(string(text))
		if m == nil || !strings.Contains(string(text), guardLine) {
			continue // Alembic's style, questions, a template of the case
		}
		s, err := ReadScript(source.NewFile(name, string(text)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		read++
		statements, outside, digests := 0, 0, 0
		for _, p := range s.Parts {
			for _, st := range p.Statements {
				if st.Number > 0 {
					statements++
				}
				if st.Outside {
					outside++
				}
			}
			if p.Digest != "" {
				digests++
			}
		}
		if m[3] == "" {
			m[3] = "0"
		}
		if got, want := fmt.Sprint(digests, statements, outside), strings.Join(m[1:], " "); got != want {
			t.Errorf("%s: revisions, statements, outside: %s, want %s", name, got, want)
		}
		if len(s.Begin) == 0 || len(s.End) == 0 || s.From == "" || s.To == "" || s.Command == "" {
			t.Errorf("%s: %d %d %q %q %q", name, len(s.Begin), len(s.End), s.From, s.To, s.Command)
		}
	}
	if read < 60 {
		t.Errorf("only %d scripts were read", read)
	}
}
