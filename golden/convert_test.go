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

// TestConvertSuppressions: what a comment of Python says about findings is said in the native revisions, too, with
// the date and the reason.
func TestConvertSuppressions(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"alembic.ini":       "[alembic]\nscript_location = migrations\n",
		"migrations/env.py": "from alembic import context\ncontext.configure(url=\"postgresql://\")\n",
		"migrations/versions/a.py": "# sqlplan:ignore-file PG704 the keys stay small\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = 'a'\ndown_revision = None\n\n" +
			"def upgrade():\n    op.create_table('t', sa.Column('a', sa.Integer), sa.Column('b', sa.Integer))\n\ndef downgrade():\n    op.drop_table('t')\n",
		"migrations/versions/b.py": "from alembic import op\nrevision = 'b'\ndown_revision = 'a'\n\n" +
			"def upgrade():\n    # the release before stopped reading it\n    # sqlplan:ignore drop-column until=2031-01-31 nobody reads \"b\" any more\n    op.drop_column('t', 'b')\n" +
			"    op.create_index('i', 't', ['a'])  # sqlplan:ignore PG101 the table has ten rows\n    op.create_index('j', 't', ['a'])\n\n" +
			"def downgrade():\n    pass\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := reviewed(t, dir, "--dialect", "postgresql")
	out := sqlplan(t, dir, run{Args: []string{"convert", "native", "--dialect", "postgresql"}})
	_, config, found := strings.Cut(out.stdout, "In sqlplan.toml:\n")
	if out.code != 0 || !found {
		t.Fatalf("convert: exit code %d\n%s%s", out.code, out.stdout, out.stderr)
	}
	if err := os.WriteFile(filepath.Join(dir, "native.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	got := reviewed(t, dir, "-c", "native.toml")
	if !slices.Equal(got, want) {
		t.Errorf("of the native revisions the review says\n%s\nof the Alembic ones\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, ignored := range []string{"PG401 comment nobody reads \"b\" any more 2031-01-31", "PG101 comment the table has ten rows ", "PG101   "} {
		if !slices.ContainsFunc(got, func(line string) bool { return strings.HasSuffix(line, ignored) }) {
			t.Errorf("no %q in\n%s", ignored, strings.Join(got, "\n"))
		}
	}
	first, err := filepath.Glob(filepath.Join(dir, "native", "0001_a*.sql"))
	if err != nil || len(first) != 1 {
		t.Fatalf("files of revision a: %v, %v", first, err)
	}
	file, err := os.ReadFile(first[0])
	if err != nil || !strings.Contains(string(file), "\n-- sqlplan:ignore-file PG704 the keys stay small\n\n-- sqlplan:upgrade\n") {
		t.Errorf("what is said of the whole file: %v\n%s", err, file)
	}
}

// reviewed are the findings of a project, and why some of them do not count.
func reviewed(t *testing.T, dir string, flags ...string) []string {
	t.Helper()
	out := sqlplan(t, dir, run{Args: append([]string{"check", "--format", "json", "--fail-on", "never"}, flags...)})
	var result struct {
		Findings []struct {
			Code, Revision string
			Ignored        struct{ By, Reason, Until string }
		}
	}
	if err := json.Unmarshal([]byte(out.stdout), &result); err != nil {
		t.Fatalf("check: %v\n%s%s", err, out.stdout, out.stderr)
	}
	var list []string
	for _, f := range result.Findings {
		list = append(list, strings.Join([]string{f.Revision, f.Code, f.Ignored.By, f.Ignored.Reason, f.Ignored.Until}, " "))
	}
	return list
}
