package golden

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestConvert holds what converted revisions compile to against what the Alembic
// project itself compiles to, statement by statement and move by move.
func TestConvert(t *testing.T) {
	for _, name := range []string{"alembic_library", "alembic_pyproject", "alembic_guards"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := testCase{dir: filepath.Join("testdata", name)}
			dir := c.workdir(t)
			out := sqlplan(t, dir, run{Args: []string{"convert", "native", "--dialect", "postgresql"}})
			if out.code != 0 {
				t.Fatalf("convert: exit code %d\n%s", out.code, out.stderr)
			}
			_, config, found := strings.Cut(out.stdout, "In sqlplan.toml:\n")
			if !found {
				t.Fatalf("no configuration in\n%s", out.stdout)
			}
			if err := os.WriteFile(filepath.Join(dir, "native.toml"), []byte(config), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"upgrade", "base:heads"}, {"downgrade", "heads:base"}} {
				args = append(args, "--format", "json")
				want := planned(t, dir, append(args, "--dialect", "postgresql"))
				if got := planned(t, dir, append(args, "-c", "native.toml")); !slices.Equal(got, want) {
					t.Errorf("%s: the native revisions compile to\n%s\nthe Alembic ones to\n%s", args[0], strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// planned are the statements and the moves of a plan, in order.
func planned(t *testing.T, dir string, args []string) []string {
	t.Helper()
	out := sqlplan(t, dir, run{Args: args})
	if out.code != 0 {
		t.Fatalf("%v: exit code %d\n%s", args, out.code, out.stderr)
	}
	var plan struct {
		Sections []struct {
			Items []struct{ Kind, SQL string }
		}
	}
	if err := json.Unmarshal([]byte(out.stdout), &plan); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if it.Kind == "statement" || it.Kind == "move" {
				list = append(list, it.SQL)
			}
		}
	}
	if len(list) == 0 {
		t.Fatal("a plan without statements")
	}
	return list
}
