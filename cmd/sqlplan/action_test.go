package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// steps are the shell scripts of the action, by the name of their step.
func steps(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../.github/actions/sqlplan/action.yml")
	if err != nil {
		t.Fatal(err)
	}
	scripts := map[string]string{}
	for _, step := range strings.Split(string(text), "    - name: ")[1:] {
		name, body, _ := strings.Cut(step, "\n")
		_, run, ok := strings.Cut(body, "      run: |\n")
		if !ok {
			t.Fatalf("step %s runs nothing", name)
		}
		scripts[name] = regexp.MustCompile(`(?m)^        `).ReplaceAllString(run, "")
	}
	return scripts
}

// gh stands for GitHub's client: it knows the comments of the file $COMMENTS, and
// writes down what it is asked to do.
const gh = `#!/usr/bin/env bash
echo "$@" >> "$GH_LOG"
case "$*" in *--paginate*) cat "$COMMENTS";; esac
`

// TestAction runs the steps of the action in a clone, with a gh that stands for GitHub.
func TestAction(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no bash to run the steps with")
	}
	binary := filepath.Join(t.TempDir(), "sqlplan")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	scripts := steps(t)
	for _, tt := range []struct {
		name, text, comments string
		fails                bool
		log, says            string
	}{
		{name: "the first time", text: rev("cccc", "bbbb", "CREATE TABLE c (id int);"), log: "--method POST repos/o/r/issues/7/comments --field body=@"},
		{name: "again", text: rev("cccc", "bbbb", "CREATE TABLE c (id int);"), comments: "42\n43\n", log: "--method PATCH repos/o/r/issues/comments/42 --field body=@"},
		{name: "broken", text: rev("cccc", "bbbb", "CREATE TABEL c (id int);"), fails: true, says: "::error title=sqlplan SP210,file=app/revisions/cccc_c.sql,line=5,col=8::"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{}
			for name, text := range pair() {
				files["app/"+name] = text
			}
			dir, temp := repository(t, files), t.TempDir()
			put(t, dir, "app/revisions/cccc_c.sql", tt.text)
			put(t, temp, "comments", tt.comments)
			put(t, temp, "gh", gh)
			if err := os.Chmod(filepath.Join(temp, "gh"), 0o755); err != nil {
				t.Fatal(err)
			}
			run := func(step string) (string, error) {
				cmd := exec.Command(bash, "-c", scripts[step])
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+temp+":"+os.Getenv("PATH"), "RUNNER_TEMP="+temp, "GITHUB_WORKSPACE="+dir,
					"GITHUB_OUTPUT="+temp+"/output", "GITHUB_STEP_SUMMARY="+temp+"/summary", "GH_LOG="+temp+"/log", "COMMENTS="+temp+"/comments",
					"BINARY="+binary, "SINCE=main", "DIRECTORY=app", "ARGUMENTS=--lock-timeout 2s",
					"HTML=out/plan.html", "SARIF=sqlplan.sarif", "PLAN="+temp+"/sqlplan.md", "REPOSITORY=o/r", "NUMBER=7")
				out, err := cmd.CombinedOutput()
				return string(out), err
			}
			out, err := run("Plan")
			if (err != nil) != tt.fails {
				t.Fatalf("%v\n%s", err, out)
			}
			holds(t, out, tt.says)
			if tt.fails {
				return
			}
			holds(t, read(t, temp, "sqlplan.md"), "<!-- sqlplan -->\n### upgrade bbbb → cccc", "CREATE TABLE c (id int);", "--lock-timeout 2s")
			if read(t, temp, "summary") != read(t, temp, "sqlplan.md") {
				t.Error("the summary is not the plan")
			}
			if out, err := run("Files"); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			holds(t, read(t, dir, "out/plan.html"), "<!doctype html>", "revisions/cccc_c.sql")
			holds(t, read(t, dir, "sqlplan.sarif"), `"version": "2.1.0"`, `"uri": "app/revisions/cccc_c.sql"`)
			if out, err := run("Comment"); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			holds(t, read(t, temp, "log"), tt.log)
		})
	}
}

// TestAnnotations: nothing in a path or a message can end the command or begin another one.
func TestAnnotations(t *testing.T) {
	t.Parallel()
	file := source.NewFile("a,b:c%.sql", "x\ny")
	got := annotations(source.Diagnostics{
		{Severity: source.Error, Code: "SP1", Span: file.Span(2, 3), Message: "100%\r\n::error::x", Help: "do\nthis"},
		{Severity: source.Note, Code: "SP2", Message: "nowhere"},
	}, "app")
	const want = "::error title=sqlplan SP1,file=app/a%2Cb%3Ac%25.sql,line=2,col=1::100%25%0A::error::x%0Ahelp: do%0Athis\n" +
		"::notice title=sqlplan SP2::nowhere\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
