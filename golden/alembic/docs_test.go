package alembicgolden

import (
	"os"
	"strings"
	"testing"
)

// TestCorrectionsAreDocumented holds the reasons of the corrections against the
// list in docs/alembic.md.
func TestCorrectionsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/alembic.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, found := strings.Cut(string(page), "### Corrections\n")
	if !found {
		t.Fatal("docs/alembic.md has no section Corrections")
	}
	for name, reason := range allCorrections() {
		if reason != "" && !strings.Contains(list, "\n| "+reason) {
			t.Errorf("%s: %q is not in docs/alembic.md", name, reason)
		}
	}
}
