package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pair is a project of two revisions.
func pair() map[string]string {
	return map[string]string{
		"revisions/aaaa_a.sql": rev("aaaa", "", "CREATE TABLE a (id int);"),
		"revisions/bbbb_b.sql": rev("bbbb", "aaaa", "CREATE TABLE b (id int);"),
	}
}

// and returns files with some more, or others in their place; an empty text
// takes a file away.
func and(files map[string]string, more ...string) map[string]string {
	all := maps.Clone(files)
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
		if more[i+1] == "" {
			delete(all, more[i])
		}
	}
	return all
}

// must calls sqlplan and wants exit code 0.
func must(t *testing.T, dir string, args ...string) (stdout string) {
	t.Helper()
	stdout, stderr, code := call(t, dir, "", args...)
	if code != 0 {
		t.Fatalf("sqlplan %s: exit code %d\n%s", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// holds wants every part in text.
func holds(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

// listing is the names below dir, so that a test can tell what was written.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestVerify(t *testing.T) {
	for _, test := range []struct {
		name   string
		args   []string          // that compile the script; upgrade base:head --sql if nil
		change map[string]string // files written after that; an empty text removes one
		edit   func(script string) string
		code   int
		out    []string // on standard output, or on code 2 and 3 in the messages
	}{
		{name: "identical", out: []string{"release.sql is identical"}},
		{name: "downgrade", args: []string{"downgrade", "head:aaaa", "--sql"}, out: []string{"identical"}},
		{name: "stamp", args: []string{"stamp", "aaaa:bbbb", "--sql"}, out: []string{"identical"}},
		{name: "flags", args: []string{"upgrade", "aaaa:head", "--sql", "--lock-timeout", "1min", "--runner", "plain", "--version-table", "Our Versions", "--commit", "it's $(here)"}, out: []string{"identical"}},
		{name: "half a revision", args: []string{"upgrade", "aaaa~1:head", "--sql"}, out: []string{"identical"}},
		{name: "edited by hand", edit: func(s string) string { return strings.Replace(s, "a (id int)", "a (id bigint)", 1) },
			code: 1, out: []string{"edited by hand", "-CREATE TABLE a (id bigint)", "+CREATE TABLE a (id int)"}},
		{name: "a line at the end", edit: func(s string) string { return s + "DROP TABLE a;\n" }, code: 1, out: []string{"edited by hand", "-DROP TABLE a;"}},
		{name: "changed revision", change: map[string]string{"revisions/bbbb_b.sql": rev("bbbb", "aaaa", "CREATE TABLE b (id bigint);")},
			code: 1, out: []string{"revision bbbb was changed after the script was compiled"}},
		{name: "revision between", change: map[string]string{"revisions/abab_ab.sql": rev("abab", "aaaa", "SELECT 1;"), "revisions/bbbb_b.sql": rev("bbbb", "abab", "CREATE TABLE b (id int);")},
			code: 1, out: []string{"revision abab is not in the script", "revision bbbb was changed"}},
		{name: "revision moved away", args: []string{"upgrade", "base:bbbb", "--sql"}, change: map[string]string{"revisions/aaaa_a.sql": "", "revisions/bbbb_b.sql": rev("bbbb", "", "CREATE TABLE b (id int);")},
			code: 1, out: []string{"revision aaaa is in the script, but no longer on the way"}},
		{name: "configuration changed", change: map[string]string{"sqlplan.toml": "lock_timeout = '9s'\n"}, code: 1, out: []string{"configuration", "+SET LOCAL lock_timeout = '9s'"}},
		{name: "another version", edit: func(s string) string {
			return strings.Replace(s, "Compiled by:   sqlplan dev", "Compiled by:   sqlplan v0.0.1", 1)
		}, code: 1, out: []string{"compiled by sqlplan v0.0.1, this is sqlplan dev"}},
		{name: "target gone", change: map[string]string{"revisions/bbbb_b.sql": ""}, code: 2, out: []string{"SP111", "bbbb"}},
		{name: "does not compile any more", change: map[string]string{"revisions/bbbb_b.sql": rev("bbbb", "aaaa", "CREATE TABEL b;")}, code: 2, out: []string{"SP210", "revisions/bbbb_b.sql:5:8"}},
		{name: "not a script", edit: func(string) string { return "SELECT 1;\n" }, code: 2, out: []string{"release.sql:1:1", "SP091"}},
		{name: "empty file", edit: func(string) string { return "" }, code: 2, out: []string{"SP091"}},
		{name: "command of another kind", edit: func(s string) string { return strings.Replace(s, "sqlplan upgrade base:bbbb --sql", "sqlplan init", 1) }, code: 2, out: []string{"SP091", "init compiles no script", "^^^^"}},
		{name: "line ends of Windows", edit: func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, code: 1, out: []string{"line ends were changed to those of Windows"}},
		{name: "command that writes", edit: func(s string) string {
			return strings.Replace(s, "base:bbbb --sql", "base:bbbb --sql -o other.sql --rollback back.sql", 1)
		}, code: 1, out: []string{"edited by hand"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, pair())
			args := test.args
			if args == nil {
				args = []string{"upgrade", "base:head", "--sql"}
			}
			must(t, dir, append(args, "-q", "-o", "release.sql")...)
			if test.edit != nil {
				put(t, dir, "release.sql", test.edit(read(t, dir, "release.sql")))
			}
			for name, text := range test.change {
				if put(t, dir, name, text); text == "" {
					os.Remove(filepath.Join(dir, name))
				}
			}
			before := listing(t, dir)
			stdout, stderr, code := call(t, dir, "", "verify", "release.sql")
			if code != test.code || code >= 2 && stdout != "" {
				t.Errorf("exit code %d, want %d\n%s%s", code, test.code, stdout, stderr)
			}
			holds(t, stdout+stderr, test.out...)
			if after := listing(t, dir); !slices.Equal(after, before) {
				t.Errorf("verify wrote files: %v, before %v", after, before)
			}
		})
	}
}

func TestVerifyJSON(t *testing.T) {
	dir := writeProject(t, pair())
	must(t, dir, "upgrade", "base:head", "--sql", "-o", "release.sql")
	put(t, dir, "release.sql", read(t, dir, "release.sql")+"-- seen\n")
	stdout, _, code := call(t, dir, "", "verify", "release.sql", "--format", "json")
	var got verifyResult
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || code != 1 {
		t.Fatalf("exit code %d, %v\n%s", code, err, stdout)
	}
	if got.Identical || got.Command != "sqlplan upgrade base:bbbb --sql" || len(got.Reasons) != 1 || !strings.Contains(got.Diff, "--- seen") {
		t.Errorf("%+v", got)
	}
}

// TestOutputs: the script goes to -o, its inverse to --rollback, and both are
// what the commands in their headers compile to.
func TestOutputs(t *testing.T) {
	dir := writeProject(t, pair())
	put(t, dir, "release.sql", "old")
	if out := must(t, dir, "upgrade", "aaaa:head", "--sql", "-o", "release.sql", "--rollback", "back.sql"); out != "" {
		t.Errorf("standard output with -o: %s", out)
	}
	if got, want := read(t, dir, "release.sql"), must(t, dir, "upgrade", "aaaa:head", "--sql"); got != want {
		t.Errorf("-o wrote\n%s\nwant\n%s", got, want)
	}
	if got, want := read(t, dir, "back.sql"), must(t, dir, "downgrade", "bbbb:aaaa", "--sql"); got != want {
		t.Errorf("--rollback wrote\n%s\nwant\n%s", got, want)
	}
	if _, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql", "-o", "no/such/folder.sql"); code != 2 {
		t.Errorf("exit code %d for a folder that does not exist\n%s", code, stderr)
	}
	before := read(t, dir, "release.sql")
	if _, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql", "-o", "release.sql", "--rollback", "no/such/folder.sql"); code != 2 || read(t, dir, "release.sql") != before {
		t.Errorf("exit code %d, and one of two outputs was written\n%s", code, stderr)
	}
	if _, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql", "-o", "release.sql", "--rollback", "./release.sql"); code != 3 || read(t, dir, "release.sql") != before {
		t.Errorf("exit code %d for two outputs in one file\n%s", code, stderr)
	}
	for _, name := range listing(t, dir) {
		if strings.HasPrefix(filepath.Base(name), ".sqlplan-") {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestInit(t *testing.T) {
	dir := t.TempDir()
	holds(t, must(t, dir, "init"), "sqlplan.toml", "sqlplan revision -m")
	must(t, dir, "revision", "-m", "Create customers!", "--rev-id", "c1", "--author", "Ada")
	holds(t, read(t, dir, "revisions/c1_create_customers.sql"), "-- revision: c1\n-- down_revision:\n-- message: Create customers!\n-- author: Ada\n", "\n-- sqlplan:upgrade\n", "\n-- sqlplan:downgrade\n")
	must(t, dir, "check")
	must(t, dir, "upgrade", "base:head", "--sql")

	put(t, dir, "sqlplan.toml", "# mine\n")
	_, stderr, code := call(t, dir, "", "init")
	if code != 3 || read(t, dir, "sqlplan.toml") != "# mine\n" {
		t.Errorf("exit code %d, and sqlplan.toml is %q", code, read(t, dir, "sqlplan.toml"))
	}
	holds(t, stderr, "sqlplan.toml exists already")
}

// TestOriginalTemplates: the originals, named in the configuration, change nothing.
func TestOriginalTemplates(t *testing.T) {
	dir := writeProject(t, pair())
	runs := [][]string{
		{"upgrade", "base:head", "--sql"}, {"upgrade", "base:head"}, {"upgrade", "base:head", "--format", "markdown"}, {"stamp", "head", "--sql"},
	}
	var want []string
	for _, args := range runs {
		want = append(want, must(t, dir, args...))
	}
	told := must(t, dir, "init", "--templates")
	_, config, found := strings.Cut(told, "[templates]\n")
	if !found {
		t.Fatalf("no configuration in\n%s", told)
	}
	put(t, dir, "sqlplan.toml", "[templates]\n"+config)
	for i, args := range runs {
		if got := must(t, dir, args...); got != want[i] {
			t.Errorf("sqlplan %v with the originals:\n%s\nwant:\n%s", args, got, want[i])
		}
	}
	if _, stderr, code := call(t, dir, "", "init", "--templates"); code != 3 || !strings.Contains(stderr, "exists already") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

func TestRevision(t *testing.T) {
	branched := and(pair(), "revisions/cccc_c.sql", "-- branch_labels: side\n"+rev("cccc", "aaaa", "SELECT 1;"))
	folders := map[string]string{"sqlplan.toml": "version_locations = ['one', 'two']\n", "one/aaaa_a.sql": rev("aaaa", "", "SELECT 1;"), "two/bbbb_b.sql": rev("bbbb", "aaaa", "SELECT 1;")}
	for _, test := range []struct {
		name  string
		files map[string]string
		args  []string
		file  string // that is written
		holds []string
		code  int
		says  []string
	}{
		{name: "the first", files: map[string]string{"revisions/": ""}, args: []string{"revision", "-m", "start", "--rev-id", "dddd"}, file: "revisions/dddd_start.sql", holds: []string{"-- revision: dddd\n-- down_revision:"}},
		{name: "on the only head", files: pair(), args: []string{"revision", "-m", "next", "--rev-id", "dddd"}, file: "revisions/dddd_next.sql", holds: []string{"-- down_revision: bbbb\n"}},
		{name: "a new line", files: pair(), args: []string{"revision", "-m", "billing", "--rev-id", "dddd", "--head", "base", "--branch-label", "billing", "--depends-on", "aaaa"},
			file: "revisions/dddd_billing.sql", holds: []string{"\n-- branch_labels: billing\n-- depends_on: aaaa\n"}},
		{name: "one of two heads", files: branched, args: []string{"revision", "-m", "x", "--rev-id", "dddd", "--head", "side@head"}, file: "revisions/dddd_x.sql", holds: []string{"-- down_revision: cccc\n"}},
		{name: "which of two heads", files: branched, args: []string{"revision", "-m", "x"}, code: 2, says: []string{"SP113", "bbbb, cccc"}},
		{name: "in the middle", files: pair(), args: []string{"revision", "-m", "x", "--head", "aaaa"}, code: 3, says: []string{"aaaa is not a head", "--splice"}},
		{name: "in the middle, and meant", files: pair(), args: []string{"revision", "-m", "x", "--rev-id", "dddd", "--head", "aaaa", "--splice"}, file: "revisions/dddd_x.sql", holds: []string{"-- down_revision: aaaa\n"}},
		{name: "a merge by hand", files: branched, args: []string{"revision", "-m", "x", "--rev-id", "dddd", "--head", "bbbb", "--head", "cccc"}, file: "revisions/dddd_x.sql", holds: []string{"-- down_revision: bbbb, cccc\n"}},
		{name: "folder of the parent", files: folders, args: []string{"revision", "-m", "x", "--rev-id", "dddd"}, file: "two/dddd_x.sql", holds: []string{"-- down_revision: bbbb\n"}},
		{name: "another folder", files: folders, args: []string{"revision", "-m", "x", "--rev-id", "dddd", "--version-path", "./one"}, file: "one/dddd_x.sql"},
		{name: "unknown folder", files: folders, args: []string{"revision", "-m", "x", "--version-path", "three"}, code: 3, says: []string{"three", "one, two"}},
		{name: "id in use", files: pair(), args: []string{"revision", "-m", "x", "--rev-id", "aaaa"}, code: 2, says: []string{"SP101", "aaaa"}},
		{name: "id that cannot be", files: pair(), args: []string{"revision", "-m", "x", "--rev-id", "x:y"}, code: 2, says: []string{"SP102"}},
		{name: "id that leaves the folder", files: pair(), args: []string{"revision", "-m", "x", "--rev-id", "../x"}, code: 2, says: []string{"SP102"}},
		{name: "id that leaves the header", files: pair(), args: []string{"revision", "-m", "x", "--rev-id", "dddd\n-- x: /../../../evil"}, code: 3, says: []string{"line end"}},
		{name: "dependency that leaves the header", files: pair(), args: []string{"revision", "-m", "x", "--depends-on", "aaaa\n-- ticket: y"}, code: 3, says: []string{"line end"}},
		{name: "label in use", files: branched, args: []string{"revision", "-m", "x", "--head", "bbbb", "--branch-label", "side"}, code: 2, says: []string{"SP105", "side"}},
		{name: "unknown dependency", files: pair(), args: []string{"revision", "-m", "x", "--depends-on", "nobody"}, code: 2, says: []string{"SP104", "nobody"}},
		{name: "unknown head", files: pair(), args: []string{"revision", "-m", "x", "--head", "aaab"}, code: 2, says: []string{"SP111", "did you mean aaaa?"}},
		{name: "no message", files: pair(), args: []string{"revision"}, code: 3, says: []string{"--message"}},
		{name: "file in the way", files: and(pair(), "revisions/dddd_x.sql/", "a folder"), args: []string{"revision", "-m", "x", "--rev-id", "dddd"}, code: 2, says: []string{"revisions/dddd_x.sql"}},
		{name: "message of two lines", files: pair(), args: []string{"revision", "-m", "one\n-- revision: zzzz", "--rev-id", "dddd"}, file: "revisions/dddd_one_revision_zzzz.sql", holds: []string{"-- revision: dddd\n", "-- message: one -- revision: zzzz\n"}},
		{name: "message without a letter", files: pair(), args: []string{"revision", "-m", "???", "--rev-id", "dddd"}, file: "revisions/dddd_revision.sql"},
		{name: "merge", files: branched, args: []string{"merge", "-m", "join", "--rev-id", "dddd"}, file: "revisions/dddd_join.sql", holds: []string{"-- down_revision: bbbb, cccc\n"}},
		{name: "merge of one", files: pair(), args: []string{"merge", "-m", "join"}, code: 3, says: []string{"two heads or more", "bbbb"}},
		{name: "merge of no head", files: branched, args: []string{"merge", "-m", "join", "aaaa", "bbbb"}, code: 3, says: []string{"aaaa is not a head"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, test.files)
			before := listing(t, dir)
			stdout, stderr, code := call(t, dir, "", test.args...)
			if code != test.code || code >= 2 && stdout != "" {
				t.Fatalf("exit code %d, want %d\n%s%s", code, test.code, stdout, stderr)
			}
			holds(t, stderr, test.says...)
			if test.file == "" {
				if after := listing(t, dir); !slices.Equal(after, before) {
					t.Errorf("files were written: %v, before %v", after, before)
				}
				return
			}
			if want := "Wrote " + test.file + "\n"; stdout != want {
				t.Errorf("standard output %q, want %q", stdout, want)
			}
			holds(t, read(t, dir, test.file), test.holds...)
			must(t, dir, "check", "-q")
		})
	}
}

// TestRevisionID: an id that is not given is 12 hex digits.
func TestRevisionID(t *testing.T) {
	dir := writeProject(t, pair())
	if out := must(t, dir, "revision", "-m", "x"); !regexp.MustCompile(`^Wrote revisions/[0-9a-f]{12}_x\.sql\n$`).MatchString(out) {
		t.Errorf("%q", out)
	}
}

func TestCurrent(t *testing.T) {
	side := and(pair(), "revisions/cccc_c.sql", rev("cccc", "aaaa", "SELECT 1;"), "revisions/dddd_d.sql", rev("dddd", "bbbb, cccc", "SELECT 1;"))
	goose := map[string]string{"migrations/1_a.sql": "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;\n", "migrations/2_b.sql": "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;\n"}
	for _, test := range []struct {
		name  string
		files map[string]string
		stdin string
		args  []string
		code  int
		says  []string
	}{
		{"no row", pair(), "", nil, 1, []string{"at base", "0 of 2", "up:   sqlplan upgrade base:head --sql\n"}},
		{"no row on standard input", pair(), "\n", []string{"-"}, 1, []string{"at base"}},
		{"in the middle", pair(), "", []string{"aaaa"}, 1, []string{"at aaaa", "1 of 2", "up:   sqlplan upgrade aaaa:head --sql\n", "down: sqlplan downgrade aaaa:base"}},
		{"at the head", pair(), "", []string{"bbbb"}, 0, []string{"2 of 2", "nothing is pending", "down: sqlplan downgrade bbbb:aaaa"}},
		{"flags", pair(), "", []string{"aaaa", "--runner", "plain", "--version-table", "my table"}, 1, []string{"upgrade aaaa:head --sql --runner plain --version-table 'my table'\n"}},
		{"a row cut off by hand", pair(), "", []string{"aaa"}, 1, []string{"problem: row aaa is no revision", "aaaa"}},
		{"unknown", pair(), "", []string{"bbbb,zzzzzzzz"}, 1, []string{"problem: row zzzzzzzz is no revision", "cannot be told"}},
		{"row of control characters", pair(), "\x1b[2J\n", []string{"-"}, 1, []string{`\u001b[2J`}},
		{"half a merge", side, "", []string{"bbbb"}, 1, []string{"merge dddd is half done: bbbb applied, cccc missing"}},
		{"both halves", side, "cccc\r\nbbbb\r\n", []string{"-"}, 1, []string{"at bbbb", "at cccc", "1 pending"}},
		{"redundant", side, "", []string{"aaaa", "bbbb"}, 1, []string{"problem: row aaaa is implied by row bbbb"}},
		{"repeated", side, "", []string{"bbbb bbbb"}, 1, []string{"problem: these rows stand twice: bbbb"}},
		{"goose", goose, "0|t\n1|t\n", []string{"-"}, 1, []string{"1 of 2", "upgrade 1:head"}},
		{"goose with a hole", goose, "", []string{"0", "2"}, 1, []string{"problem: these revisions come before others that have a row, but have none: 1"}},
		{"goose at the head", goose, "", []string{"0,1,2"}, 0, []string{"nothing is pending"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, test.files)
			stdout, stderr, code := call(t, dir, test.stdin, append([]string{"current"}, test.args...)...)
			if code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, stderr)
			}
			holds(t, stdout, test.says...)
			for _, line := range strings.Split(stdout, "\n") {
				if words := strings.Fields(line); len(words) > 2 && words[1] == "sqlplan" && !strings.Contains(line, "'") {
					must(t, dir, words[2:]...)
				}
			}
		})
	}
}

func TestShow(t *testing.T) {
	dir := writeProject(t, and(pair(), "revisions/bbbb_b.sql", "-- author: Ada\n-- ticket: T-1\n-- branch_labels: main\n"+rev("bbbb", "aaaa", "SELECT '\x1b[31m';")))
	holds(t, must(t, dir, "show", "head"), "bbbb", "[main]", "(head)", "down_revision:  aaaa", "author:         Ada", "ticket:         T-1", "revisions/bbbb_b.sql", `SELECT '\u001b[31m';`)
	for _, name := range []string{"bbbb", "main", "main@head", "heads"} {
		holds(t, must(t, dir, "show", name), "down_revision:  aaaa")
	}
	var got revisionJSON
	if err := json.Unmarshal([]byte(must(t, dir, "show", "aaaa", "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "aaaa" || !got.Base || got.Head || !slices.Equal(got.Children, []string{"bbbb"}) || len(got.Digest) != 64 {
		t.Errorf("%+v", got)
	}
	if _, stderr, code := call(t, dir, "", "show", "cccc"); code != 2 || !strings.Contains(stderr, "SP111") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

func TestCheckJSON(t *testing.T) {
	dir := writeProject(t, and(pair(), "revisions/bbbb_b.sql", "-- revision: bbbb\n-- down_revision: aaaa\n-- sqlplan:upgrade\nSELECT 1;\n-- sqlplan:irreversible for good\n"))
	var got checkResult
	if err := json.Unmarshal([]byte(must(t, dir, "check", "--format", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if !got.OK || got.Revisions != 2 || got.Statements != 3 || len(got.Irreversible) != 1 || got.Irreversible[0].Reason != "for good" {
		t.Errorf("%+v", got)
	}
	put(t, dir, "revisions/aaaa_a.sql", rev("aaaa", "", "SELEC 1;"))
	stdout, stderr, code := call(t, dir, "", "check", "--format", "json")
	type found struct {
		Severity, Code, Path string
		Line, Col            int
	}
	var bad struct {
		OK       bool
		Coverage struct {
			Upgrades, Downgrades int
			Broken               []struct {
				ID, Direction string
				Reason        found
			}
		}
		Diagnostics []found
	}
	if err := json.Unmarshal([]byte(stderr), &bad); err != nil || code != 2 || stdout != "" {
		t.Fatalf("exit code %d, %v\n%s%s", code, err, stdout, stderr)
	}
	want := found{"error", "SP210", "revisions/aaaa_a.sql", 5, 1}
	if bad.OK || len(bad.Diagnostics) != 1 || bad.Diagnostics[0] != want {
		t.Errorf("%+v", bad)
	}
	if c := bad.Coverage; c.Upgrades != 1 || c.Downgrades != 2 || len(c.Broken) != 1 || c.Broken[0].ID != "aaaa" || c.Broken[0].Direction != "upgrade" || c.Broken[0].Reason != want {
		t.Errorf("%+v", c)
	}
}

func TestVersionAndCompletion(t *testing.T) {
	dir := t.TempDir()
	holds(t, must(t, dir, "version"), "sqlplan dev")
	holds(t, must(t, dir, "version", "--format", "json"), `"dialects": "postgresql`, `"version": "dev"`)
	for _, shell := range []string{"bash", "zsh", "fish"} {
		holds(t, must(t, dir, "completion", shell), "sqlplan", "complete")
	}
	if _, stderr, code := call(t, dir, "", "completion", "tcsh"); code != 3 || !strings.Contains(stderr, "bash") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// TestPriority: a flag goes before the environment, and that before sqlplan.toml.
func TestPriority(t *testing.T) {
	setting := func(value string) string { return "SET LOCAL lock_timeout = '" + value + "'" }
	for _, test := range []struct {
		name, file, environment, flag, want string
	}{
		{"nothing", "", "", "", setting("5s")},
		{"file", "lock_timeout = '6s'", "", "", setting("6s")},
		{"environment", "", "7s", "", setting("7s")},
		{"environment over file", "lock_timeout = '6s'", "7s", "", setting("7s")},
		{"flag over both", "lock_timeout = '6s'", "7s", "8s", setting("8s")},
		{"flag over file", "lock_timeout = '6s'", "", "8s", setting("8s")},
		{"flag that takes it away", "lock_timeout = '6s'", "", "0", "BEGIN;\n\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, and(pair(), "sqlplan.toml", test.file+"\n"))
			if test.environment != "" {
				t.Setenv("SQLPLAN_LOCK_TIMEOUT", test.environment)
			}
			args := []string{"upgrade", "base:head", "--sql"}
			if test.flag != "" {
				args = append(args, "--lock-timeout", test.flag)
			}
			holds(t, must(t, dir, args...), test.want)
		})
	}
}

// TestEnvironment: each variable does what its flag does, and an unknown one is refused.
func TestEnvironment(t *testing.T) {
	template := "revisions/aaaa_a.sql.tmpl"
	for _, test := range []struct {
		variable, value string
		code            int
		want            string
	}{
		{"SQLPLAN_RUNNER", "plain", 0, "--runner plain"},
		{"SQLPLAN_SERVER_VERSION", "13", 0, "PostgreSQL 13 or later"},
		{"SQLPLAN_TRANSACTION", "single", 0, "1 transaction\n"},
		{"SQLPLAN_STATEMENT_TIMEOUT", "2min", 0, "SET LOCAL statement_timeout = '2min'"},
		{"SQLPLAN_VERSION_TABLE", "v", 0, "CREATE TABLE IF NOT EXISTS v ("},
		{"SQLPLAN_VERSION_TABLE_SCHEMA", "ops", 0, "CREATE TABLE IF NOT EXISTS ops.sqlplan_version ("},
		{"SQLPLAN_COMMIT", "abc123", 0, "from commit abc123"},
		{"SQLPLAN_REVISIONS", "other", 0, "other/cccc_c.sql"},
		{"SQLPLAN_CONFIG", "other.toml", 0, "SET LOCAL lock_timeout = '1s'"},
		{"SQLPLAN_VAR", "name=from_environment", 0, "CREATE TABLE from_environment"},
		{"SQLPLAN_RUNNER", "sqlcmd", 2, "SP084"},
		{"SQLPLAN_COLOR", "green", 3, "color"},
		{"SQLPLAN_LOCK_TIMOUT", "5s", 3, "unknown environment variable SQLPLAN_LOCK_TIMOUT; did you mean SQLPLAN_LOCK_TIMEOUT?"},
	} {
		t.Run(test.variable+" "+test.value, func(t *testing.T) {
			files := and(pair(), "revisions/aaaa_a.sql", "", template, rev("aaaa", "", "CREATE TABLE {{ .name }} (id int);"),
				"sqlplan.toml", "[vars]\nname = 'a'\n", "other.toml", "lock_timeout = '1s'\n[vars]\nname = 'a'\n",
				"other/cccc_c.sql", rev("cccc", "", "SELECT 1;"))
			dir := writeProject(t, files)
			t.Setenv(test.variable, test.value)
			stdout, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql")
			if code != test.code || code >= 2 && stdout != "" {
				t.Fatalf("exit code %d, want %d\n%s", code, test.code, stderr)
			}
			holds(t, stdout+stderr, test.want)
		})
	}
}

// TestFiles are files that no repository can hold well.
func TestFiles(t *testing.T) {
	good := rev("aaaa", "", "SELECT 1;")
	for _, test := range []struct {
		name, text string
		code       int
		want       string
	}{
		{"a byte order mark", "\ufeff" + good, 0, "SELECT 1;"},
		{"line ends of Windows", strings.ReplaceAll(good, "\n", "\r\n"), 0, "SELECT 1;"},
		{"no line end at the end", strings.TrimSuffix(good, "\n"), 0, "SELECT 1;"},
		{"empty", "", 2, "SP008"},
		{"white space alone", " \n\t\n", 2, "SP008"},
		{"a NUL byte in a string", rev("aaaa", "", "SELECT 'a\x00b';"), 2, "SP004"},
		{"UTF-16", "\xff\xfe-\x00-\x00 \x00", 2, "SP004"},
		{"half a character at the end", good + "-- \xe2\x82", 2, "SP004"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, map[string]string{"revisions/aaaa_a.sql": test.text})
			stdout, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql")
			if code != test.code || code >= 2 && stdout != "" {
				t.Fatalf("exit code %d, want %d\n%s", code, test.code, stderr)
			}
			holds(t, stdout+stderr, test.want)
		})
	}
}
