package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gitRun runs git in dir as a person who has no configuration of their own.
func gitRun(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// repository is a repository whose branch main holds the files, with the branch
// work checked out.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := writeProject(t, files)
	gitRun(t, dir, "init", "-q")
	commit(t, dir)
	gitRun(t, dir, "checkout", "-q", "-b", "work")
	return dir
}

func commit(t *testing.T, dir string) {
	t.Helper()
	gitRun(t, dir, "add", "-A")
	gitRun(t, dir, "commit", "-q", "-m", "revisions")
}

// onMain commits a file on main, behind the back of the branch work.
func onMain(t *testing.T, dir, name, text string) {
	t.Helper()
	gitRun(t, dir, "checkout", "-q", "main")
	put(t, dir, name, text)
	commit(t, dir)
	gitRun(t, dir, "checkout", "-q", "work")
}

func TestPlanSince(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string)
		code   int
		out    []string // parts of standard output
		errs   []string // parts of standard error
	}{
		{name: "nothing", change: func(*testing.T, string) {}, out: []string{"Nothing to do"}},
		{name: "a new revision, not committed yet", change: func(t *testing.T, dir string) {
			put(t, dir, "revisions/cccc_c.sql", rev("cccc", "bbbb", "CREATE TABLE c (id int);"))
		}, out: []string{"upgrade bbbb -> cccc", "create table c"}},
		{name: "line ends alone", change: func(t *testing.T, dir string) {
			put(t, dir, "revisions/aaaa_a.sql", strings.ReplaceAll(read(t, dir, "revisions/aaaa_a.sql"), "\n", "\r\n"))
		}, out: []string{"Nothing to do"}},
		{name: "an edited revision", change: func(t *testing.T, dir string) {
			put(t, dir, "revisions/aaaa_a.sql", strings.Replace(read(t, dir, "revisions/aaaa_a.sql"), "id int", "id bigint", 1))
		}, code: 2, errs: []string{"SP600", "revision aaaa is part of main, and was edited here", "id bigint", "revisions/aaaa_a.sql:"}},
		{name: "a deleted head", change: func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "revisions/bbbb_b.sql")); err != nil {
				t.Fatal(err)
			}
		}, code: 2, errs: []string{"SP601", "revision bbbb is part of main, and was deleted here"}},
		{name: "a second head", change: func(t *testing.T, dir string) {
			onMain(t, dir, "revisions/dddd_d.sql", rev("dddd", "bbbb", "CREATE TABLE d (id int);"))
			put(t, dir, "revisions/cccc_c.sql", rev("cccc", "bbbb", "CREATE TABLE c (id int);"))
		}, code: 2, errs: []string{"SP603", "2 heads of 1: dddd, cccc", "let cccc follow dddd", `sqlplan merge -m "merge heads" cccc dddd`}},
		{name: "the target went on", change: func(t *testing.T, dir string) {
			onMain(t, dir, "revisions/dddd_d.sql", rev("dddd", "bbbb", "CREATE TABLE d (id int);"))
		}, out: []string{"Nothing to do"}, errs: []string{"SP604", "main has revisions that are not here: dddd"}},
		{name: "a taken id", change: func(t *testing.T, dir string) {
			onMain(t, dir, "revisions/cccc_theirs.sql", rev("cccc", "bbbb", "CREATE TABLE theirs (id int);"))
			put(t, dir, "revisions/cccc_ours.sql", rev("cccc", "bbbb", "CREATE TABLE ours (id int);"))
		}, code: 2, errs: []string{"SP602", "revision id cccc is taken: main has revisions/cccc_theirs.sql"}},
		{name: "a branch with a label of its own", change: func(t *testing.T, dir string) {
			text := strings.Replace(rev("cccc", "", "CREATE TABLE c (id int);"), "\n\n", "\n-- branch_labels: billing\n\n", 1)
			put(t, dir, "revisions/cccc_c.sql", text)
		}, out: []string{"bbbb -> bbbb, cccc", "create table c"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := repository(t, pair())
			tt.change(t, dir)
			out, errs, code := call(t, dir, "", "plan", "--since", "main")
			if code != tt.code {
				t.Fatalf("exit code %d, want %d\n%s%s", code, tt.code, out, errs)
			}
			holds(t, out, tt.out...)
			holds(t, errs, tt.errs...)
			if code != 0 && out != "" {
				t.Errorf("standard output of a failed run: %s", out)
			}
		})
	}
}

// TestPlanSinceRepository: what git cannot say is told with what to do.
func TestPlanSinceRepository(t *testing.T) {
	t.Parallel()
	dir := repository(t, pair())
	for _, tt := range []struct {
		name, dir, since string
		parts            []string
	}{
		{"no repository", writeProject(t, pair()), "main", []string{"does not lie in the working tree of a git repository"}},
		{"an unknown commit", dir, "origin/main", []string{`git knows no commit "origin/main"`, "git fetch origin main:refs/remotes/origin/main"}},
		{"an option as a name", dir, "--output=x", []string{"a commit's name does not begin with a hyphen"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, errs, code := call(t, tt.dir, "", "plan", "--since="+tt.since)
			if code != 2 || out != "" {
				t.Errorf("exit code %d, output %q", code, out)
			}
			holds(t, errs, tt.parts...)
		})
	}
}

// TestPlanSinceShallow: a clone that does not reach back to where the branch
// began says how to deepen it, and works once it is.
func TestPlanSinceShallow(t *testing.T) {
	t.Parallel()
	origin := repository(t, pair())
	put(t, origin, "revisions/cccc_c.sql", rev("cccc", "bbbb", "CREATE TABLE c (id int);"))
	commit(t, origin)
	onMain(t, origin, "README", "more")
	clone := t.TempDir()
	gitRun(t, clone, "clone", "-q", "--depth=1", "--no-single-branch", "--branch=work", "file://"+origin, ".")
	_, errs, code := call(t, clone, "", "plan", "--since", "origin/main")
	if code != 2 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	holds(t, errs, "this clone is shallow", "git fetch --unshallow")
	gitRun(t, clone, "fetch", "-q", "--unshallow")
	holds(t, must(t, clone, "plan", "--since", "origin/main"), "upgrade bbbb -> cccc", "create table c")
}

// TestPlanSinceAlembic: the folders of an Alembic project below the repository's root.
func TestPlanSinceAlembic(t *testing.T) {
	t.Parallel()
	revision := func(id, down, table string) string {
		return "from alembic import op\nimport sqlalchemy as sa\nrevision = '" + id + "'\ndown_revision = " + down +
			"\ndef upgrade():\n    op.create_table('" + table + "', sa.Column('id', sa.Integer()))\ndef downgrade():\n    op.drop_table('" + table + "')\n"
	}
	dir := repository(t, map[string]string{
		"app/alembic.ini":              "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://localhost/app\n",
		"app/migrations/env.py":        "",
		"app/migrations/versions/a.py": revision("a1", "None", "a"),
	})
	put(t, dir, "app/migrations/versions/b.py", revision("b2", "'a1'", "b"))
	holds(t, must(t, filepath.Join(dir, "app"), "plan", "--since", "main"), "upgrade a1 -> b2", "create table b")
	holds(t, must(t, filepath.Join(dir, "app"), "plan", "--since", "main", "--sql"), "CREATE TABLE b", "sqlplan upgrade a1:b2 --sql")
	put(t, dir, "app/migrations/versions/a.py", revision("a1", "None", "other"))
	_, errs, code := call(t, filepath.Join(dir, "app"), "", "plan", "--since", "main")
	if code != 2 {
		t.Fatalf("exit code %d", code)
	}
	holds(t, errs, "SP600", "migrations/versions/a.py:6")
}
