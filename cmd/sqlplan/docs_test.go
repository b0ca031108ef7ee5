package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDiagnosticsAreDocumented compares the codes in the program's source with
// docs/diagnostics.md, both ways.
func TestDiagnosticsAreDocumented(t *testing.T) {
	used := map[string]bool{}
	code := regexp.MustCompile(`"(SP[0-9]{3})"`)
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range code.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\| (SP[0-9]{3}) \|`).FindAllStringSubmatch(string(page), -1) {
		listed[m[1]] = true
		if !used[m[1]] {
			t.Errorf("%s is documented, but nothing reports it", m[1])
		}
	}
	for c := range used {
		if !listed[c] {
			t.Errorf("%s is not in docs/diagnostics.md", c)
		}
	}
}

// TestConfigurationIsDocumented compares sqlplan.toml's keys, the flags and the
// environment with docs/configuration.md.
func TestConfigurationIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(configKeys(), environment()...) {
		if !strings.Contains(string(page), "`"+name+"`") && !strings.Contains(string(page), "`["+name+"]`") {
			t.Errorf("%s is not in docs/configuration.md", name)
		}
	}
}

// TestDocsShowRealScripts holds the scripts in the documentation against the
// golden ones that they are parts of.
func TestDocsShowRealScripts(t *testing.T) {
	for _, test := range []struct{ page, heading, golden string }{
		{"README.md", "## A script\n", "shop/want/upgrade.sql"},
		{"docs/dba.md", "### The header\n", "locks/want/upgrade.sql"},
		{"docs/dba.md", "### A statement\n", "locks/want/upgrade.sql"},
		{"docs/alembic.md", "### Steps for a person\n", "alembic_questions/want/stop.sql"},
	} {
		page, err := os.ReadFile("../../" + test.page)
		if err != nil {
			t.Fatal(err)
		}
		script, err := os.ReadFile("../../golden/testdata/" + test.golden)
		if err != nil {
			t.Fatal(err)
		}
		_, shown, found := strings.Cut(string(page), test.heading)
		_, shown, opened := strings.Cut(shown, "```sql\n")
		shown, _, closed := strings.Cut(shown, "```")
		if !found || !opened || !closed || !strings.Contains(string(script), shown) {
			t.Errorf("the script in %s is not part of %s:\n%s", test.page, test.golden, shown)
		}
	}
}
