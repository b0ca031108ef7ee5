package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const pages = "../../docs/rules"

// TestPages holds docs/rules against the rules. UPDATE_DOCS=1 writes it again.
func TestPages(t *testing.T) {
	want := map[string]string{"README.md": check.Index()}
	for i := range check.Rules {
		want[check.Rules[i].Code+".md"] = check.Rules[i].Markdown()
	}
	update := os.Getenv("UPDATE_DOCS") != ""
	if update {
		if err := os.MkdirAll(pages, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(pages)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, known := want[e.Name()]; !known {
			if update {
				err = os.Remove(filepath.Join(pages, e.Name()))
			}
			if !update || err != nil {
				t.Errorf("%s belongs to no rule (%v)", e.Name(), err)
			}
		}
	}
	for name, text := range want {
		if update {
			if err := os.WriteFile(filepath.Join(pages, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(filepath.Join(pages, name)); err != nil || string(got) != text {
			t.Errorf("%s is stale: UPDATE_DOCS=1 go test ./planner/check (%v)", name, err)
		}
	}
}

// TestRuleValues: codes and names are unlike each other and well formed, and every rule is documented.
func TestRuleValues(t *testing.T) {
	code, name := regexp.MustCompile(`^[A-Z]{2}[1-9][0-9]{2}$`), regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	last := ""
	for i := range check.Rules {
		r := &check.Rules[i]
		if !code.MatchString(r.Code) || !name.MatchString(r.Name) || seen[r.Code] || seen[r.Name] {
			t.Errorf("%s %s is malformed, or taken", r.Code, r.Name)
		}
		seen[r.Code], seen[r.Name] = true, true
		if r.Code[:2] == last[:min(2, len(last))] && r.Code <= last {
			t.Errorf("%s stands behind %s", r.Code, last)
		}
		last = r.Code
		if r.Severity < source.Note || r.Severity > source.Error || r.Check == nil {
			t.Errorf("%s is incomplete", r.Code)
		}
		if r.Area() == "Other" {
			t.Errorf("%s has no heading in the list", r.Code)
		}
		for _, d := range r.Dialects {
			if !slices.ContainsFunc(dialects.All, func(known dialects.Dialect) bool { return known.Name() == d }) {
				t.Errorf("%s is for an unknown dialect %q", r.Code, d)
			}
		}
		d := r.Doc
		if d.Title == "" || strings.HasSuffix(d.Title, ".") || d.Reason == "" || d.Unsafe == "" {
			t.Errorf("the documentation of %s lacks its title, reason or example", r.Code)
		}
		if d.Safe == "" && d.When == "" {
			t.Errorf("the documentation of %s says neither what to do instead nor when it does not matter", r.Code)
		}
		if len(d.Sources) == 0 && !strings.HasPrefix(r.Code, "CT") && !strings.HasPrefix(r.Code, "RB") && !strings.HasPrefix(r.Code, "NM") {
			t.Errorf("the documentation of %s names no source", r.Code)
		}
		for _, s := range d.Sources {
			if !strings.HasPrefix(s, "https://") {
				t.Errorf("%s: %q is no address", r.Code, s)
			}
		}
	}
}
