package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/planner/check"
)

// reviewed is a project whose second revision, in the lines from 5 on, works on a table of the first.
func reviewed(sql string) map[string]string {
	return map[string]string{
		"revisions/aaaa_a.sql": oneWay("aaaa", "", "CREATE TABLE a (id int, b int);"),
		"revisions/bbbb_b.sql": oneWay("bbbb", "aaaa", sql),
	}
}

// oneWay is a revision without a way back, so that no finding is about that.
func oneWay(id, down, up string) string {
	return "-- revision: " + id + "\n-- down_revision: " + down + "\n\n-- sqlplan:upgrade\n" + up + "\n\n-- sqlplan:irreversible a test\n"
}

const index = "CREATE INDEX i ON a (b);"

func TestSuppressions(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		args  []string
		code  int
		out   []string // in the messages
		not   []string
	}{
		{name: "none", files: reviewed(index), out: []string{"revisions/bbbb_b.sql:5:1: warning PG101: ", "CREATE INDEX CONCURRENTLY i ON a (b);"}},
		{name: "a comment above", files: reviewed("-- sqlplan:ignore PG101 it is small\n" + index), not: []string{"PG101"}},
		{name: "a name", files: reviewed("-- sqlplan:ignore index-not-concurrent it is small\n" + index), not: []string{"PG101"}},
		{name: "several rules", files: reviewed("-- sqlplan:ignore PG209,PG101 it is small\nCREATE UNIQUE INDEX i ON a (b);"), not: []string{"PG101", "PG209"}},
		{name: "behind the statement", files: reviewed(index + " -- sqlplan:ignore PG101 it is small"), not: []string{"PG101"}},
		{name: "a block comment", files: reviewed("/* sqlplan:ignore PG101 it is small */\n" + index), not: []string{"PG101"}},
		{name: "the next statement counts", files: reviewed("-- sqlplan:ignore PG101 it is small\n" + index + "\nCREATE INDEX j ON a (b);"), out: []string{":7:1: warning PG101"}, not: []string{":6:1"}},
		{name: "the whole file", files: and(reviewed(""), "revisions/bbbb_b.sql", "-- revision: bbbb\n-- down_revision: aaaa\n-- sqlplan:ignore-file PG101 it is small\n-- sqlplan:upgrade\n"+index+"\n-- sqlplan:downgrade\nDROP INDEX i;\n"), not: []string{"PG101"}},
		{name: "the whole file, too late", files: reviewed("-- sqlplan:ignore-file PG101 it is small\n" + index), code: 2, out: []string{"SP021"}},
		{name: "unknown", files: reviewed("-- sqlplan:ignore index-not-concurent it is small\n" + index), code: 2, out: []string{":5:1: error SP575", "did you mean index-not-concurrent?"}},
		{name: "unknown code", files: reviewed("-- sqlplan:ignore PG1001 it is small\n" + index), code: 2, out: []string{"SP575", "did you mean PG101?"}},
		{name: "no reason", files: reviewed(index + " -- sqlplan:ignore PG101"), code: 2, out: []string{":5:26: error SP576", "needs a rule and a reason"}},
		{name: "misspelt", files: reviewed(index + " -- sqlplan:ignroe PG101 x"), code: 2, out: []string{"SP576", "did you mean sqlplan:ignore?"}},
		{name: "unused", files: reviewed("-- sqlplan:ignore PG101 it is small\nCREATE INDEX CONCURRENTLY i ON a (b);"), out: []string{":5:1: warning SP577", "PG101 (index-not-concurrent) finds nothing here"}},
		{name: "of another server", files: reviewed("-- sqlplan:ignore PG101 it is small\n" + index), args: []string{"--dialect", "sqlite"}, not: []string{"SP577", "PG101"}},
		{name: "no date", files: reviewed("-- sqlplan:ignore PG101 until=soon it is small\n" + index), code: 2, out: []string{"SP576", `"soon" is no date`}},
		{name: "dates are not compared", files: reviewed("-- sqlplan:ignore PG101 until=2020-01-31 it is small\n" + index), out: []string{"note SP579", "--today"}, not: []string{"PG101"}},
		{name: "expired", files: reviewed("-- sqlplan:ignore PG101 until=2027-01-31 it is small\n" + index), args: []string{"--today", "2027-02-01"}, out: []string{"warning SP578", "until 2027-01-31", "warning PG101"}},
		{name: "the last day", files: reviewed("-- sqlplan:ignore PG101 until=2027-01-31 it is small\n" + index), args: []string{"--today", "2027-01-31"}, not: []string{"SP578", "PG101"}},
		{name: "no day", files: reviewed(index), args: []string{"--today", "tomorrow"}, code: 2, out: []string{"SP084", `--today "tomorrow" is no date`}},
		{name: "configured", files: and(reviewed(index), "sqlplan.toml", "[review]\nignore = [{rule = 'PG101', reason = 'it is small', table = 'a', path = 'revisions'}]\n"), not: []string{"PG101"}},
		{name: "configured for others", files: and(reviewed(index), "sqlplan.toml", "[[review.ignore]]\nrule = 'PG101'\nreason = 'it is small'\ntable = 'b*'\n"), out: []string{"PG101"}},
		{name: "configured without a reason", files: and(reviewed(index), "sqlplan.toml", "[[review.ignore]]\nrule = 'PG101'\n"), code: 2, out: []string{"sqlplan.toml:1:", "SP576"}},
		{name: "configured with a mistake", files: and(reviewed(index), "sqlplan.toml", "[review]\nignor = []\n"), code: 2, out: []string{"sqlplan.toml:2:1", "SP082", "did you mean review.ignore?"}},
		{name: "names", files: and(reviewed(index), "sqlplan.toml", "[review.names]\nindex = 'ix_{table}_.+'\n"), out: []string{"warning NM101: not named as the project wants it: index i (ix_{table}_.+)"}},
		{name: "names with a mistake", files: and(reviewed(index), "sqlplan.toml", "[review.names]\nindx = 'ix_.+'\n"), code: 2, out: []string{"sqlplan.toml:2:1", "SP082", "did you mean review.names.index?"}},
		{name: "names that are no pattern", files: and(reviewed(index), "sqlplan.toml", "[review.names]\nindex = 'ix_('\n"), code: 2, out: []string{"sqlplan.toml:2:", "SP084", "review.names.index: missing closing )"}},
		{name: "switched off", files: and(reviewed(index), "sqlplan.toml", "[review.severity]\nPG101 = 'off'\n"), not: []string{"PG101"}},
		{name: "made an error", files: and(reviewed(index), "sqlplan.toml", "[review.severity]\nindex-not-concurrent = 'error'\n"), code: 1, out: []string{"error PG101", "exit code 1"}},
		{name: "not fatal", files: and(reviewed(index), "sqlplan.toml", "[review]\nfail_on = 'never'\n[review.severity]\nPG101 = 'error'\n"), out: []string{"error PG101"}},
		{name: "no severity", files: and(reviewed(index), "sqlplan.toml", "[review.severity]\nPG101 = 'fatal'\n"), code: 2, out: []string{"sqlplan.toml:2:", "SP084"}},
		{name: "no rule", files: and(reviewed(index), "sqlplan.toml", "[review.severity]\nPG999 = 'error'\n"), code: 2, out: []string{"sqlplan.toml:2:", "SP575"}},
		{name: "optional rules are off", files: reviewed("CREATE TABLE t (j json);"), not: []string{"PG701"}},
		{name: "optional rules can be on", files: and(reviewed("CREATE TABLE t (j json);"), "sqlplan.toml", "[review]\nenable = ['json-column']\n"), out: []string{"note PG701"}},
		{name: "fail on warnings", files: reviewed(index), args: []string{"--fail-on", "warning"}, code: 1, out: []string{"PG101"}},
		{name: "fail on what", files: reviewed(index), args: []string{"--fail-on", "warnings"}, code: 2, out: []string{"did you mean warning?"}},
		{name: "ignored ones do not fail", files: reviewed("-- sqlplan:ignore PG101 it is small\n" + index), args: []string{"--fail-on", "note"}},
		{name: "for a workflow", files: reviewed(index), args: []string{"--format", "github"}, out: []string{"::warning title=sqlplan PG101,file=revisions/bbbb_b.sql,line=5,col=1::"}},
		{name: "quiet", files: reviewed(index), args: []string{"-q"}, not: []string{"PG101"}},
		{name: "no review", files: reviewed(index), args: []string{"--no-review", "--fail-on", "note"}, not: []string{"PG101"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, test.files)
			_, stderr, code := call(t, dir, "", append([]string{"check"}, test.args...)...)
			if code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, stderr)
			}
			holds(t, stderr, test.out...)
			for _, n := range test.not {
				if strings.Contains(stderr, n) {
					t.Errorf("%q is in\n%s", n, stderr)
				}
			}
		})
	}
}

// TestSuppressionsInPython: the comment stands above the call, or at the end of one of its lines.
func TestSuppressionsInPython(t *testing.T) {
	create := "op.create_index('i', 'a', ['b'])"
	for _, test := range []struct {
		name, body string
		found      bool
		out        string // in the messages; empty: no message of a code SP57x
	}{
		{"none", "    " + create, true, ""},
		{"above", "    # sqlplan:ignore PG101 it is small\n    " + create, false, ""},
		{"above, with others", "    # why\n    # sqlplan:ignore PG101 it is small\n    # really\n    " + create, false, ""},
		{"at the end", "    " + create + "  # sqlplan:ignore PG101 it is small", false, ""},
		{"inside", "    op.create_index(\n        'i',\n        'a',  # sqlplan:ignore PG101 it is small\n        ['b'],\n    )", false, ""},
		{"in a string", "    op.execute('''\n    -- sqlplan:ignore PG101 it is small\n    CREATE INDEX i ON a (b)\n    ''')", false, ""},
		{"above a string", "    # sqlplan:ignore PG101 it is small\n    op.execute('''\n    CREATE INDEX i ON a (b)\n    ''')", false, ""},
		{"the file", "    " + create + "\n\n# sqlplan:ignore-file PG101 it is small", false, ""},
		{"of another call", "    op.execute('SELECT 1')  # sqlplan:ignore PG101 it is small\n    " + create, true, "SP577"},
		{"with an empty line between", "    # sqlplan:ignore PG101 it is small\n\n    " + create, true, "SP577"},
		{"that looks like one", "    x = '# sqlplan:ignore PG101 it is small'\n    " + create, true, ""},
		{"unknown", "    " + create + "  # sqlplan:ignore PG1011 it is small", true, "did you mean PG101?"},
		{"without a reason", "    " + create + "  # sqlplan:ignore PG101", true, "SP576"},
	} {
		t.Run(test.name, func(t *testing.T) {
			project := alembicProject(upgrading("    op.create_table('a', sa.Column('b', sa.Integer))"))
			second := strings.NewReplacer("'a1'", "'b1'", "None", "'a1'").Replace(upgrading(test.body))
			_, stderr, _ := call(t, writeProject(t, also(project, "m/versions/b.py", second)), "", "check")
			if test.out != "" {
				holds(t, stderr, test.out)
			} else if strings.Contains(stderr, " SP57") {
				t.Errorf("%s", stderr)
			}
			if found := strings.Contains(stderr, " PG101: "); found != test.found && !strings.Contains(stderr, "error SP57") {
				t.Errorf("found is %v, want %v\n%s", found, test.found, stderr)
			}
		})
	}
}

// TestBaseline: what is in it does not count, also when its lines have moved, and what is not found any more is told.
func TestBaseline(t *testing.T) {
	dir := writeProject(t, and(reviewed(index), "sqlplan.toml", "[review]\nbaseline = 'known.json'\nfail_on = 'warning'\n"))
	_, stderr, code := call(t, dir, "", "check")
	if code != 2 {
		t.Errorf("without the file: exit code %d", code)
	}
	holds(t, stderr, "sqlplan.toml:2:", "SP581", "known.json")
	_, stderr, code = call(t, dir, "", "check", "--write-baseline", "known.json")
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	holds(t, read(t, dir, "known.json"), `"code": "PG101"`, `"revision": "bbbb"`)
	put(t, dir, "known.json", strings.Replace(read(t, dir, "known.json"), `"message"`, `"reason": "since 2020", "message"`, 1))
	put(t, dir, "revisions/bbbb_b.sql", oneWay("bbbb", "aaaa", "-- moved\n\nCREATE  INDEX i /* here */ ON a (b);"))
	must(t, dir, "check")
	holds(t, must(t, dir, "upgrade", "aaaa:head", "--sql"), "Ignored: PG101", "since 2020 (it is in the baseline)")
	must(t, dir, "check", "--write-baseline", "known.json")
	holds(t, read(t, dir, "known.json"), `"reason": "since 2020"`)
	put(t, dir, "revisions/bbbb_b.sql", oneWay("bbbb", "aaaa", "CREATE INDEX CONCURRENTLY i ON a (b);"))
	_, stderr, code = call(t, dir, "", "check", "--fail-on", "error")
	if code != 0 {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	holds(t, stderr, "SP580", "entries of the baseline that are not found any more: ", "PG101 in revision bbbb")
}

// TestFindingsFailTheRun: the script is written all the same, and can be verified.
func TestFindingsFailTheRun(t *testing.T) {
	dir := writeProject(t, reviewed(index))
	script, stderr, code := call(t, dir, "", "upgrade", "aaaa:head", "--sql", "--fail-on", "warning")
	if code != 1 {
		t.Errorf("exit code %d, want 1\n%s", code, stderr)
	}
	holds(t, stderr, "Review: ", "1 warning", "exit code 1")
	holds(t, script, "-- Findings of the review: ", "--   [1] warning PG101: ", "--     Warning PG101: ", "--         CREATE INDEX CONCURRENTLY i ON a (b);")
	put(t, dir, "release.sql", script)
	put(t, dir, "sqlplan.toml", "[review]\nfail_on = 'warning'\n")
	must(t, dir, "verify", "release.sql")
	if script := must(t, dir, "upgrade", "base:head", "--sql"); strings.Contains(script, "PG101") {
		t.Error("a table that is born in the script is not in use")
	}
	if _, _, code := call(t, dir, "", "upgrade", "aaaa:head", "--sql", "-q", "--fail-on", "never"); code != 0 {
		t.Errorf("exit code %d with --fail-on never", code)
	}
}

func TestRulesAndExplain(t *testing.T) {
	dir := t.TempDir()
	holds(t, must(t, dir, "rules"), "PG101", "index-not-concurrent", "PostgreSQL: indexes", "(note)")
	if text := must(t, dir, "rules", "--dialect", "sqlite"); strings.Contains(text, "PG101") {
		t.Errorf("rules of PostgreSQL for SQLite:\n%s", text)
	}
	var list []struct{ Code, Severity, Reason string }
	if err := json.Unmarshal([]byte(must(t, dir, "rules", "--format", "json")), &list); err != nil || len(list) != len(check.Rules) {
		t.Errorf("%d rules, %v", len(list), err)
	}
	holds(t, must(t, dir, "rules", "--format", "markdown"), "| [PG101](PG101.md) |")
	for _, name := range []string{"PG101", "pg101", "index-not-concurrent"} {
		holds(t, must(t, dir, "explain", name), "PG101 index-not-concurrent (warning; PostgreSQL)", "Instead:", "CREATE INDEX CONCURRENTLY", "https://www.postgresql.org/")
	}
	holds(t, must(t, dir, "explain", "PG101", "--format", "markdown"), "# PG101 index-not-concurrent", "## Why")
	_, stderr, code := call(t, dir, "", "explain", "index-not-concurrnt")
	if code != 3 {
		t.Errorf("exit code %d for an unknown rule", code)
	}
	holds(t, stderr, "did you mean index-not-concurrent?")
	if codes := ruleCodes(); !slices.Contains(codes, "PG101") {
		t.Error("the shell is not offered PG101")
	}
}

// TestNotReviewed: where the review looks at less, every output says so, and a server whose locks are known is silent.
func TestNotReviewed(t *testing.T) {
	dir := writeProject(t, reviewed("ALTER TABLE a DROP COLUMN b;"))
	for _, test := range []struct {
		flags []string
		says  string
	}{
		{[]string{"--dialect", "oracle"}, "Not reviewed: what the statements lock, rewrite and block"},
		{[]string{"--dialect", "mssql"}, "Not reviewed: what the statements lock, rewrite and block"},
		{[]string{"--dialect", "sqlite"}, "Not reviewed: how long each transaction takes"},
		{[]string{"--no-review"}, "Not reviewed: nothing was"},
		{nil, ""},
		{[]string{"--dialect", "mariadb"}, ""},
	} {
		for _, command := range [][]string{{"upgrade", "aaaa:head", "--sql"}, {"upgrade", "aaaa:head"}, {"upgrade", "aaaa:head", "--format", "markdown"}, {"upgrade", "aaaa:head", "--format", "html"}, {"upgrade", "aaaa:head", "--format", "gitlab"}, {"check"}} {
			out := must(t, dir, slices.Concat(command, test.flags, []string{"--fail-on", "never"})...)
			plain := strings.NewReplacer("**", "", `<b class="warn">`, "", "</b>", "").Replace(out)
			if test.says == "" && strings.Contains(plain, "Not reviewed") || !strings.Contains(plain, test.says) {
				t.Errorf("%v %v: want %q in\n%s", command, test.flags, test.says, out)
			}
			if len(test.flags) > 0 && test.flags[0] == "--dialect" && test.says != "" && command[0] == "upgrade" && !strings.Contains(out, "RB102") {
				t.Errorf("%v %v: the dropped column is not found in\n%s", command, test.flags, out)
			}
		}
	}
}
