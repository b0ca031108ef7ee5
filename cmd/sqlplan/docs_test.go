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
