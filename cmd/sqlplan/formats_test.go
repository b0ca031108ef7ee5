package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// flawed is a project whose second revision drops a column that is not there.
func flawed() map[string]string {
	return and(pair(), "revisions/cccc_c.sql", rev("cccc", "bbbb", "ALTER TABLE a DROP COLUMN nope;"))
}

// TestReports: what was found, in the formats of sites, from every command that finds something.
func TestReports(t *testing.T) {
	dir := writeProject(t, flawed())
	for _, command := range []string{"upgrade base:head", "upgrade bbbb:head", "check"} {
		for _, format := range []string{"sarif", "gitlab"} {
			out, errs, code := call(t, dir, "", append(strings.Fields(command), "--format", format, "--fail-on", "warning")...)
			var v any
			if err := json.Unmarshal([]byte(out), &v); err != nil || code != 1 {
				t.Errorf("%s %s: exit code %d, %v\n%s", command, format, code, err, errs)
			}
			holds(t, out, "CT101", "column nope of table a does not exist", "revisions/cccc_c.sql")
		}
	}
}

// TestReportPaths: paths start at the checkout of the site that runs sqlplan.
func TestReportPaths(t *testing.T) {
	dir := writeProject(t, map[string]string{"db/app/revisions/aaaa_a.sql": rev("aaaa", "", "ALTER TABLE a DROP COLUMN nope;")})
	for _, variable := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv("GITHUB_WORKSPACE", "")
			t.Setenv("CI_PROJECT_DIR", "")
			t.Setenv(variable, dir)
			for format, want := range map[string]string{"sarif": `"uri": "db/app/revisions/aaaa_a.sql"`, "gitlab": `"path": "db/app/revisions/aaaa_a.sql"`} {
				out, _, _ := call(t, filepath.Join(dir, "db/app"), "", "check", "--format", format)
				holds(t, out, want)
			}
		})
	}
}

// TestFormatsOfBrokenInput: standard output stays empty where nothing can be compiled, in every format.
func TestFormatsOfBrokenInput(t *testing.T) {
	dir := writeProject(t, and(pair(), "revisions/cccc_c.sql", rev("cccc", "bbbb", "CREATE TABEL c (id int);")))
	for _, format := range []string{"text", "markdown", "html", "json", "sarif", "gitlab", "github"} {
		for _, command := range []string{"upgrade base:head", "check"} {
			if command == "check" && (format == "markdown" || format == "html") {
				continue
			}
			out, errs, code := call(t, dir, "", append(strings.Fields(command), "--format", format)...)
			if code != 2 || out != "" {
				t.Errorf("%s %s: exit code %d, output %q", command, format, code, out)
			}
			holds(t, errs, "SP210")
		}
	}
}

// TestHostileRevision: what revisions hold drives neither a terminal nor the log of a workflow, in any format.
func TestHostileRevision(t *testing.T) {
	text := "CREATE TABLE \"t\u202e|<img src=x onerror=alert(1)>\u200b\" (id int);\n-- \x1b[2J \u2066 @everyone\nSELECT '</script>\u202e', E'\x7f';\nALTER TABLE \"\u202e\" DROP COLUMN \"::error::\";"
	files := and(pair(), "revisions/cccc_c.sql", strings.Replace(rev("cccc", "bbbb", text), "-- down_revision", "-- message: <b>\u202e [x](y) @everyone\n-- down_revision", 1))
	dir := writeProject(t, files)
	for _, format := range []string{"text", "markdown", "html", "json", "sarif", "gitlab", "github"} {
		out, errs, code := call(t, dir, "", "upgrade", "base:head", "--format", format)
		if code > 1 {
			t.Fatalf("%s: exit code %d\n%s", format, code, errs)
		}
		for name, text := range map[string]string{"standard output": out, "standard error": errs} {
			if i := strings.IndexAny(text, "\x1b\u202e\u2066\u200b\x7f"); i >= 0 {
				t.Errorf("%s: %s drives a terminal: %q", format, name, text[max(0, i-60):min(len(text), i+60)])
			}
		}
		if format == "github" {
			for line := range strings.Lines(errs) {
				if strings.Contains(line, "::error::") && !strings.HasPrefix(line, "::") {
					t.Errorf("a workflow command of the revision's: %s", line)
				}
			}
		}
	}
}

// TestDiff: the exit code says whether two scripts do the same.
func TestDiff(t *testing.T) {
	dir := writeProject(t, flawed())
	for name, args := range map[string]string{"a.sql": "upgrade base:bbbb --sql", "a.json": "upgrade base:bbbb --format json", "b.sql": "upgrade base:head --sql", "b.json": "upgrade base:head --format json",
		"alembic.sql": "upgrade base:bbbb --sql --style alembic"} {
		if _, errs, code := call(t, dir, "", append(strings.Fields(args), "-o", name)...); code > 1 {
			t.Fatalf("%s: %s", args, errs)
		}
	}
	for _, tt := range []struct {
		args string
		code int
		want []string
	}{
		{"a.sql a.sql", 0, []string{"a.sql and a.sql do the same."}},
		{"a.sql a.json", 0, []string{"do the same"}},
		{"b.json b.sql", 0, []string{"do the same"}},
		{"a.sql b.json", 1, []string{"To:\n  - bbbb\n  + cccc", "+ revision cccc", "+ [3] alter table a: drop column nope"}},
		{"a.json b.json --format json", 1, []string{`"same": false`, `"kind": "added"`}},
		{"a.sql b.sql --format markdown", 1, []string{"#### added: cccc", "| To | bbbb | cccc |"}},
	} {
		out, errs, code := call(t, dir, "", append([]string{"diff"}, strings.Fields(tt.args)...)...)
		if code != tt.code {
			t.Errorf("%s: exit code %d\n%s%s", tt.args, code, out, errs)
		}
		holds(t, out, tt.want...)
	}
	for _, args := range []string{"a.sql alembic.sql", "a.sql nothing.sql", "a.sql revisions/aaaa_a.sql"} {
		if out, errs, code := call(t, dir, "", append([]string{"diff"}, strings.Fields(args)...)...); code != 2 || out != "" || errs == "" {
			t.Errorf("%s: exit code %d, %q, %q", args, code, out, errs)
		}
	}
}

// TestPlanSchemaCommand: the schema is printed as it stands in the documentation.
func TestPlanSchemaCommand(t *testing.T) {
	if got := must(t, t.TempDir(), "schema"); got != read(t, "../../docs", "plan.schema.json") {
		t.Error("it is not docs/plan.schema.json")
	}
}
