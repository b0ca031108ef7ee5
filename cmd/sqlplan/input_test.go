package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// project writes files into a new folder. A value that starts with "-> " makes
// a link.
func writeProject(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if target, link := strings.CutPrefix(text, "-> "); link {
			if err := os.Symlink(target, path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// call runs sqlplan in dir.
func call(t *testing.T, dir, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs strings.Builder
	code = run(append(args, "-C", dir), strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

// rev is a native revision with one statement each way.
func rev(id, down, up string) string {
	return "-- revision: " + id + "\n-- down_revision: " + down + "\n\n-- sqlplan:upgrade\n" + up + "\n\n-- sqlplan:downgrade\nSELECT 'down';\n"
}

// badInput is a project that is refused.
type badInput struct {
	name  string
	files map[string]string
	args  []string
	code  int
	want  []string
}

// TestBadInput: each is refused with a message that says where and what, exit
// code 2 (3 for usage), nothing on standard output, and files left as they were.
func TestBadInput(t *testing.T) {
	a := rev("aaaa", "", "CREATE TABLE a (id int);")
	one := func(name, text string) map[string]string { return map[string]string{name: text} }
	with := func(name, text string) map[string]string {
		return map[string]string{"revisions/aaaa_a.sql": a, name: text}
	}
	up := []string{"upgrade", "base:head", "--sql"}
	for _, test := range []badInput{
		{"no folder", nil, up, 2, []string{"SP001", "revisions does not exist", "sqlplan init"}},
		{"empty folder", one("revisions/", ""), up, 2, []string{"SP002", "no revision files in revisions"}},
		{"folder of other files", one("revisions/README.md", "x"), up, 2, []string{"SP002"}},
		{"folder named twice wrongly", with("sqlplan.toml", "version_locations = [\"revisons\"]"), up, 2, []string{"SP001", "revisions"}},
		{"missing id", one("revisions/x.sql", "-- down_revision:\n-- message: x\n-- sqlplan:upgrade\n-- sqlplan:downgrade\n"), up, 2, []string{"revisions/x.sql:", "SP010", "revision"}},
		{"missing down_revision", one("revisions/x.sql", "-- revision: x\n-- sqlplan:upgrade\n-- sqlplan:downgrade\n"), up, 2, []string{"revisions/x.sql:", "SP010", "down_revision"}},
		{"duplicate id", with("revisions/b.sql", rev("aaaa", "", "SELECT 1;")), up, 2, []string{"revisions/b.sql:1:14", "SP101", "aaaa", "revisions/aaaa_a.sql:1:14"}},
		{"unknown parent", with("revisions/bbbb_b.sql", rev("bbbb", "aaab", "SELECT 1;")), up, 2, []string{"revisions/bbbb_b.sql:2:19", "SP103", "did you mean aaaa?", "^^^^"}},
		{"its own parent", one("revisions/aaaa_a.sql", rev("aaaa", "aaaa", "SELECT 1;")), up, 2, []string{"SP106", "aaaa"}},
		{"cycle", map[string]string{"revisions/aaaa_a.sql": rev("aaaa", "bbbb", "SELECT 1;"), "revisions/bbbb_b.sql": rev("bbbb", "aaaa", "SELECT 1;")}, up, 2, []string{"SP106", "aaaa", "bbbb"}},
		{"dependency cycle", map[string]string{"revisions/aaaa_a.sql": "-- depends_on: bbbb\n" + rev("aaaa", "", "SELECT 1;"), "revisions/bbbb_b.sql": rev("bbbb", "aaaa", "SELECT 1;")}, up, 2, []string{"SP107", "aaaa", "bbbb"}},
		{"unknown dependency", one("revisions/aaaa_a.sql", "-- depends_on: nobody\n"+rev("aaaa", "", "SELECT 1;")), up, 2, []string{"revisions/aaaa_a.sql:1:16", "SP104", "nobody"}},
		{"label twice", map[string]string{"revisions/aaaa_a.sql": "-- branch_labels: l\n" + rev("aaaa", "", "SELECT 1;"), "revisions/bbbb_b.sql": "-- branch_labels: l\n" + rev("bbbb", "", "SELECT 1;")}, up, 2, []string{"SP105"}},
		{"two heads", with("revisions/bbbb_b.sql", rev("bbbb", "", "SELECT 1;")), up, 2, []string{"SP113", "aaaa, bbbb", "heads"}},
		{"unknown header key", one("revisions/aaaa_a.sql", strings.Replace(a, "down_revision", "down_revison", 1)), up, 2, []string{"revisions/aaaa_a.sql:2:4", "SP011", "down_revision"}},
		{"no upgrade section", one("revisions/aaaa_a.sql", "-- revision: aaaa\n-- down_revision:\n-- sqlplan:downgrade\n"), up, 2, []string{"SP016", "sqlplan:upgrade"}},
		{"no downgrade section", one("revisions/aaaa_a.sql", "-- revision: aaaa\n-- down_revision:\n-- sqlplan:upgrade\n"), up, 2, []string{"SP017", "irreversible"}},
		{"unknown directive", one("revisions/aaaa_a.sql", a+"-- sqlplan:transactoin none\n"), up, 2, []string{"SP019", "did you mean transaction?"}},
		{"irreversible", with("revisions/bbbb_b.sql", "-- revision: bbbb\n-- down_revision: aaaa\n-- sqlplan:upgrade\nSELECT 1;\n-- sqlplan:irreversible the data is gone\n"), []string{"downgrade", "head:base", "--sql"}, 2, []string{"revisions/bbbb_b.sql:5:1", "SP305", "the data is gone"}},
		{"irreversible in --rollback", with("revisions/bbbb_b.sql", "-- revision: bbbb\n-- down_revision: aaaa\n-- sqlplan:upgrade\nSELECT 1;\n-- sqlplan:irreversible the data is gone\n"), up, 2, []string{"SP305"}},
		{"undefined variable", one("revisions/aaaa_a.sql.tmpl", rev("aaaa", "", "SELECT {{ .nobody }};")), up, 2, []string{"revisions/aaaa_a.sql.tmpl:5:", "SP032", "nobody"}},
		{"template does not parse", one("revisions/aaaa_a.sql.tmpl", rev("aaaa", "", "SELECT {{ if }};")), up, 2, []string{"revisions/aaaa_a.sql.tmpl:5:", "SP030"}},
		{"template fails", one("revisions/aaaa_a.sql.tmpl", rev("aaaa", "", "SELECT {{ fail \"no luck\" }};")), up, 2, []string{"revisions/aaaa_a.sql.tmpl:5:", "SP031", "no luck"}},
		{"template panics", one("revisions/aaaa_a.sql.tmpl", rev("aaaa", "", "SELECT {{ index (list 1) 7 }} {{ first 3 }};")), up, 2, []string{"revisions/aaaa_a.sql.tmpl:5:", "SP031"}},
		{"error in rendered SQL", one("revisions/aaaa_a.sql.tmpl", rev("aaaa", "", "{{ range list 1 2 }}SELECT 1;\n{{ end }}SELEC 2;")), up, 2, []string{"revisions/aaaa_a.sql.tmpl:6:10", "SP210", "SELEC"}},
		{"dangling link", with("revisions/bbbb_b.sql", "-> nowhere.sql"), up, 2, []string{"revisions/bbbb_b.sql", "SP003"}},
		{"loop of links", map[string]string{"revisions/a.sql": "-> b.sql", "revisions/b.sql": "-> a.sql"}, up, 2, []string{"revisions/a.sql", "SP003"}},
		{"folder named like a file", with("revisions/x.sql/", ""), up, 2, []string{"revisions/x.sql", "SP003"}},
		{"binary", with("revisions/bbbb_b.sql", "\x7fELF\x00\x01"), up, 2, []string{"revisions/bbbb_b.sql", "SP004"}},
		{"not UTF-8", with("revisions/bbbb_b.sql", rev("bbbb", "aaaa", "SELECT '\xe9';")), up, 2, []string{"revisions/bbbb_b.sql", "SP004"}},
		{"no revision at all", with("revisions/seed.sql", "SELECT 1;"), up, 2, []string{"revisions/seed.sql", "revision"}},
		{"does not parse", one("revisions/aaaa_a.sql", rev("aaaa", "", "CREATE TABLE é (\n  id int,,\n  b int);")), up, 2, []string{"revisions/aaaa_a.sql:6:10", "SP210", "  id int,,", "         ^"}},
		{"every statement that does not parse", one("revisions/aaaa_a.sql", rev("aaaa", "", "SELEC 1;\nSELECT 2;\nSELEC 3;")), up, 2, []string{":5:1", ":7:1", "2 errors"}},
		{"open quote", one("revisions/aaaa_a.sql", rev("aaaa", "", "SELECT 'x;")), up, 2, []string{"revisions/aaaa_a.sql:", "SP201"}},
		{"open dollar quote", one("revisions/aaaa_a.sql", rev("aaaa", "", "DO $a$ BEGIN END $b$;")), up, 2, []string{"revisions/aaaa_a.sql:5:4", "SP201", "$a$"}},
		{"psql command", one("revisions/aaaa_a.sql", rev("aaaa", "", "\\i other.sql")), up, 2, []string{"revisions/aaaa_a.sql:5:1", "SP205"}},
		{"COPY data", one("revisions/aaaa_a.sql", rev("aaaa", "", "COPY a FROM stdin;\n1\n2\n\\.")), up, 2, []string{"revisions/aaaa_a.sql:5:1", "SP206", "INSERT"}},
		{"BEGIN and COMMIT", one("revisions/aaaa_a.sql", rev("aaaa", "", "BEGIN;\nSELECT 1;\nCOMMIT;")), up, 2, []string{":5:1", ":7:1", "SP302", "sqlplan:transaction none"}},
		{"PL/pgSQL", one("revisions/aaaa_a.sql", rev("aaaa", "", "DO $$ BEGIN\n  PERFORM 1\nEND $$;")), up, 2, []string{"revisions/aaaa_a.sql:", "SP211"}},
		{"id too long", one("revisions/x.sql", rev(strings.Repeat("x", 33), "", "SELECT 1;")), append(up, "--version-table", "alembic_version"), 2, []string{"revisions/x.sql:1:14", "SP301", "33", "32"}},
		{"version table with a quote", with("sqlplan.toml", "version_table = \"v\\\"; DROP TABLE x; --\""), up, 2, []string{"sqlplan.toml:1:17", "SP086"}},
		{"version table with a dot", with("sqlplan.toml", "version_table = 'audit.v'"), up, 2, []string{"sqlplan.toml:1:17", "SP086", "version_table_schema"}},
		{"version table too long", with("sqlplan.toml", "version_table = '"+strings.Repeat("v", 64)+"'"), up, 2, []string{"SP086", "63"}},
		{"unknown key", with("sqlplan.toml", "\nlock_timout = '5s'\n"), up, 2, []string{"sqlplan.toml:2:1", "SP082", "did you mean lock_timeout?"}},
		{"not TOML", with("sqlplan.toml", "runner = psql\n"), up, 2, []string{"sqlplan.toml:1:", "SP083"}},
		{"wrong type", with("sqlplan.toml", "version_locations = 3\n"), up, 2, []string{"sqlplan.toml:1:", "SP083"}},
		{"unknown runner", with("sqlplan.toml", "runner = 'sqlcmd'\n"), up, 2, []string{"sqlplan.toml:1:10", "SP084", "psql, plain"}},
		{"wrong timeout", with("sqlplan.toml", "lock_timeout = '5 s; DROP'\n"), up, 2, []string{"sqlplan.toml:1:16", "SP084"}},
		{"wrong server version", with("x", ""), append(up, "--server-version", "8"), 2, []string{"SP084", "9.6"}},
		{"unknown template", with("sqlplan.toml", "[templates]\nscirpt = 'x'\n"), up, 2, []string{"sqlplan.toml:2:10", "SP082", "did you mean script?"}},
		{"missing template", with("sqlplan.toml", "[templates]\nscript = 'x.tmpl'\n"), up, 2, []string{"sqlplan.toml:2:10", "SP085"}},
		{"broken template", map[string]string{"revisions/aaaa_a.sql": a, "x.tmpl": "a\n{{ .Nobody }}", "sqlplan.toml": "[templates]\nscript = 'x.tmpl'\n"}, up, 2, []string{"x.tmpl:2:4", "SP090", "Nobody"}},
		{"missing configuration", with("x", ""), append(up, "-c", "other.toml"), 2, []string{"SP080", "no such file"}},
		{"dialect to come", with("x", ""), append(up, "--dialect", "firebird"), 2, []string{"SP084", "postgresql"}},
		{"second colon", with("x", ""), []string{"upgrade", "a:b:c", "--sql"}, 2, []string{"SP110", "byte 3"}},
		{"unknown revision", with("x", ""), []string{"upgrade", "base:aaab", "--sql"}, 2, []string{"SP111", "did you mean aaaa?"}},
		{"short beginning", with("x", ""), []string{"upgrade", "base:aa", "--sql"}, 2, []string{"SP112", "aaaa"}},
		{"ambiguous beginning", map[string]string{"revisions/a.sql": rev("abcd1", "", "SELECT 1;"), "revisions/b.sql": rev("abcd2", "abcd1", "SELECT 1;")}, []string{"upgrade", "base:abcd", "--sql"}, 2, []string{"SP112", "abcd1, abcd2"}},
		{"wrong direction", with("revisions/bbbb_b.sql", rev("bbbb", "aaaa", "SELECT 1;")), []string{"upgrade", "bbbb:aaaa", "--sql"}, 2, []string{"SP117", "downgrade bbbb:aaaa"}},
		{"downgrade without start", with("x", ""), []string{"downgrade", "base", "--sql"}, 2, []string{"SP119"}},
		{"too many steps", with("x", ""), []string{"upgrade", "base:+2", "--sql"}, 2, []string{"SP116"}},
		{"more statements done than there are", with("x", ""), []string{"upgrade", "aaaa~2:head", "--sql"}, 2, []string{"SP304", "1 statement"}},
		{"unknown flag", with("x", ""), append(up, "--formt", "json"), 3, []string{"--formt", "--help"}},
		{"unknown command", with("x", ""), []string{"upgarde"}, 3, []string{"upgarde", "upgrade"}},
		{"no range", with("x", ""), []string{"upgrade"}, 3, []string{"sqlplan upgrade --help"}},
		{"unknown format", with("x", ""), append(up[:2:2], "--format", "xml"), 3, []string{"xml"}},
		{"format of another command", with("x", ""), append(up[:2:2], "--format", "dot"), 3, []string{"it writes: text, markdown, html, json, sarif, gitlab"}},
		{"script and plan at once", with("x", ""), append(up, "--format", "json"), 3, []string{"--sql"}},
		{"unknown style", with("x", ""), append(up, "--style", "flyway"), 3, []string{"--style", "sqlplan", "alembic"}},
		{"unknown way to stop", with("x", ""), append(up, "--on-unresolved", "skip"), 3, []string{"--on-unresolved", "error", "stop"}},
	} {
		t.Run(test.name, test.refused)
	}
}

// refused runs the program on the project.
func (test badInput) refused(t *testing.T) {
	dir := writeProject(t, test.files)
	for _, name := range []string{"out.txt", "back.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("as it was"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := test.args
	if len(args) > 2 && args[2] == "--sql" {
		args = append(args[:len(args):len(args)], "--rollback", "back.txt")
		if _, _, code := call(t, dir, "", append(args[:len(args):len(args)], "-o", "out.txt")...); code != test.code {
			t.Errorf("with -o the exit code is %d, want %d", code, test.code)
		}
	}
	stdout, stderr, code := call(t, dir, "", args...)
	if code != test.code || stdout != "" {
		t.Errorf("exit code %d, want %d; standard output %.200q", code, test.code, stdout)
	}
	for _, want := range test.want {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is not in\n%s", want, stderr)
		}
	}
	if strings.Contains(stderr, "bug:") || strings.Contains(stderr, dir) {
		t.Errorf("a bug, or an absolute path:\n%s", stderr)
	}
	for _, name := range []string{"out.txt", "back.txt"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(text) != "as it was" {
			t.Errorf("%s was touched: %.200q, %v", name, text, err)
		}
	}
}
