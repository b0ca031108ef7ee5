package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// ruleCase is one case of a testdata file.
type ruleCase struct {
	about    string
	line     int
	dialect  string
	version  string
	options  []string
	existing string
	review   []reviewed
}

// reviewed is one revision under review.
type reviewed struct {
	line int // of its first line in the file
	text string
}

// TestRules runs the cases of testdata/<rule>.sql.
func TestRules(t *testing.T) {
	for i := range check.Rules {
		rule := &check.Rules[i]
		t.Run(rule.Code, func(t *testing.T) {
			t.Parallel()
			cases := readCases(t, rule)
			found, silent := false, false
			for _, c := range cases {
				t.Run(c.about, func(t *testing.T) {
					n := c.run(t, rule)
					found, silent = found || n > 0, silent || n == 0
				})
			}
			if !found || !silent {
				t.Errorf("%s.sql needs a case in which the rule finds something, and one in which it does not", rule.Name)
			}
		})
	}
}

// TestNoStrayCases: every file belongs to a rule.
func TestNoStrayCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if check.ByName(strings.TrimSuffix(filepath.Base(f), ".sql")) == nil {
			t.Errorf("%s belongs to no rule", f)
		}
	}
}

func readCases(t *testing.T, rule *check.Rule) []ruleCase {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", rule.Name+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	var list []ruleCase
	base := ruleCase{dialect: "postgresql"}
	if len(rule.Dialects) > 0 {
		base.dialect = rule.Dialects[0]
	}
	c := &base
	part := ""
	for i, line := range strings.Split(string(content), "\n") {
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "-- "), ":")
		value = strings.TrimSpace(value)
		if !strings.HasPrefix(line, "-- ") {
			key = ""
		}
		switch key {
		case "case":
			list = append(list, base)
			c, part = &list[len(list)-1], ""
			c.about, c.line, c.options = value, i+1, slices.Clone(base.options)
		case "dialect":
			c.dialect = value
		case "version":
			c.version = value
		case "option":
			c.options = append(c.options, value)
		case "existing":
			part = key
		case "review", "revision":
			part = "review"
			c.review = append(c.review, reviewed{line: i + 2})
		default:
			switch part {
			case "existing":
				c.existing += line + "\n"
			case "review":
				r := &c.review[len(c.review)-1]
				r.text += line + "\n"
			default:
				if strings.TrimSpace(line) != "" {
					t.Fatalf("%s.sql:%d: this belongs to no case", rule.Name, i+1)
				}
			}
		}
	}
	return list
}

var (
	wantComment = regexp.MustCompile(`-- want ((?:"(?:[^"\\]|\\.)*" ?)+)$`)
	wantText    = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

// want is what is expected at a line.
type want struct {
	pattern *regexp.Regexp
	code    string
	safe    string
	checked bool // safe is compared
	line    int
	met     bool
}

func (c *ruleCase) wants(t *testing.T, rule *check.Rule) []*want {
	t.Helper()
	var list []*want
	for _, r := range c.review {
		for i, line := range strings.Split(r.text, "\n") {
			if safe, ok := strings.CutPrefix(line, "-->"); ok && len(list) > 0 {
				w := list[len(list)-1]
				w.safe, w.checked = w.safe+strings.TrimPrefix(safe, " ")+"\n", true
			}
			m := wantComment.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			for _, q := range wantText.FindAllString(m[1], -1) {
				text, err := strconv.Unquote(q)
				if err != nil {
					t.Fatalf("%s.sql:%d: %v", rule.Name, r.line+i, err)
				}
				code, pattern, ok := strings.Cut(text, ": ")
				if !ok || code != rule.Code {
					t.Fatalf("%s.sql:%d: want begins with the code of the rule: %q", rule.Name, r.line+i, text)
				}
				list = append(list, &want{pattern: regexp.MustCompile(pattern), code: code, line: r.line + i})
			}
		}
	}
	return list
}

// run compares what is found with what is wanted, and returns how much is found.
func (c *ruleCase) run(t *testing.T, rule *check.Rule) int {
	wants := c.wants(t, rule)
	count := 0
	for _, f := range c.findings(t, c.review) {
		if f.Code != rule.Code {
			continue
		}
		count++
		line := c.lineOf(f.Finding)
		i := slices.IndexFunc(wants, func(w *want) bool { return !w.met && w.line == line && w.pattern.MatchString(f.Message) })
		if i < 0 {
			t.Errorf("%s.sql:%d: found %s: %s", rule.Name, line, f.Code, f.Message)
			continue
		}
		wants[i].met = true
		if got := strings.TrimRight(f.Safe, "\n"); wants[i].checked && got != strings.TrimRight(wants[i].safe, "\n") {
			t.Errorf("%s.sql:%d: the SQL to use instead is\n%s\nwant\n%s", rule.Name, line, got, wants[i].safe)
		}
		if f.Safe != "" {
			c.tryInstead(t, rule, f)
		}
		if f.Advice == "" && f.Safe == "" {
			t.Errorf("%s.sql:%d: the finding says nothing about what to do", rule.Name, line)
		}
	}
	for _, w := range wants {
		if !w.met {
			t.Errorf("%s.sql:%d: %s was not found: %s", rule.Name, w.line, w.code, w.pattern)
		}
	}
	return count
}

// revisionOf is which of the reviewed revisions a file belongs to.
func revisionOf(path string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "r"), ".sql"))
	if err != nil {
		panic(err)
	}
	return n
}

func (c *ruleCase) lineOf(f *check.Finding) int {
	if f.Statement == 0 { // about the revision: at its first line
		return c.review[revisionOf(f.Path)-1].line
	}
	return c.review[revisionOf(f.Path)-1].line + f.Line - headerLines - 1
}

// tryInstead puts the SQL that a finding offers in the place of its statement: it has to compile, and the rule
// must find nothing in it.
func (c *ruleCase) tryInstead(t *testing.T, rule *check.Rule, f placed) {
	t.Helper()
	n := revisionOf(f.Path) - 1
	changed := slices.Clone(c.review)
	text := changed[n].text
	at := strings.Index(text, f.text)
	if at < 0 {
		t.Fatalf("%q is not in the case", f.text)
	}
	end := at + len(f.text)
	// The safe form may say that it goes on in a revision of its own; the statements before and behind it go to others.
	var safe []reviewed
	for _, part := range strings.Split(strings.TrimRight(f.Safe, "\n"), "-- In a revision of its own, so that what stands above is committed:") {
		safe = append(safe, reviewed{text: part + "\n"})
	}
	before, after := reviewed{text: text[:at]}, reviewed{text: strings.TrimPrefix(text[end:], ";")}
	changed = slices.Concat(changed[:n], []reviewed{before}, safe, []reviewed{after}, changed[n+1:])
	for _, again := range c.findings(t, changed) {
		if again.Severity == source.Error && revisionOf(again.Path) == n+2 {
			t.Errorf("%s:%d: the advice of %s fails: %s: %s\n%s", rule.Name, c.lineOf(f.Finding), rule.Code, again.Code, again.Message, f.Safe)
		}
		if i := revisionOf(again.Path); again.Code == rule.Code && i >= n+2 && i < n+2+len(safe) {
			t.Errorf("%s:%d: %s finds fault with its own advice: %s\n%s", rule.Name, c.lineOf(f.Finding), rule.Code, again.Message, f.Safe)
		}
	}
}

// placed is a finding with the text of its statement.
type placed struct {
	*check.Finding
	text string
}

// headerLines are the lines of a revision file above its section.
const headerLines = 4

// revisionFile is a native revision with the text as its upgrade.
func revisionFile(n int, text string) *fstest.MapFile {
	text = strings.ReplaceAll("\n"+text, "\n-->", "\n-- >")[1:] // a comment in every dialect
	down := ""
	if n > 0 {
		down = " r" + fmt.Sprint(n-1)
	}
	directive := ""
	if rest, ok := strings.CutPrefix(text, "-- transaction none\n"); ok {
		text = "-- sqlplan:transaction none\n" + rest
	}
	up, down2 := "-- sqlplan:upgrade\n", "\n-- sqlplan:downgrade\n"
	if strings.Contains(text, "\n-- sqlplan:downgrade\n") || strings.Contains(text, "\n-- sqlplan:irreversible ") {
		down2 = ""
	}
	return &fstest.MapFile{Data: []byte(fmt.Sprintf("-- revision: r%d\n-- down_revision:%s\n-- message: case\n%s%s%s%s", n, down, directive, up, text, down2))}
}

// findings compiles the case through the whole program and returns what the review finds.
func (c *ruleCase) findings(t *testing.T, list []reviewed) []placed {
	t.Helper()
	fsys := fstest.MapFS{"revisions/r0.sql": revisionFile(0, c.existing)}
	for i, r := range list {
		fsys[fmt.Sprintf("revisions/r%d.sql", i+1)] = revisionFile(i+1, r.text)
	}
	plan := compile(t, fsys, c.dialect, c.version, c.options)
	var all []placed
	texts := map[int]string{}
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if it.Statement != nil {
				texts[it.Statement.Number] = it.SQL
			}
		}
	}
	for i := range plan.Findings {
		all = append(all, placed{&plan.Findings[i], texts[plan.Findings[i].Statement]})
	}
	return all
}

// compile builds the plan from r0, which is there, to the head.
func compile(t testing.TB, fsys fstest.MapFS, dialect, version string, options []string) *planner.Plan {
	t.Helper()
	set, diags := revisions.Load(fsys, revisions.Options{Locations: []revisions.Folder{{Dir: "revisions", Display: "revisions"}}})
	if diags.HasErrors() {
		t.Fatal(all(diags))
	}
	i := slices.IndexFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == dialect })
	if i < 0 {
		t.Fatalf("no dialect %q", dialect)
	}
	d := dialects.All[i]
	v, err := d.ParseVersion(version)
	if err != nil {
		t.Fatal(err)
	}
	req := planner.Request{Command: "upgrade", Set: set, Dialect: d, ServerVersion: v, VersionTable: set.Format.VersionTable(),
		Transaction: planner.PerRevision, Settings: []planner.Setting{{Name: "lock_timeout", Value: "5s"}}, Runner: "plain", Review: true, ToolVersion: "test"}
	direction, spec := ir.Upgrade, "r0:heads"
	for _, o := range options {
		key, value, _ := strings.Cut(o, "=")
		switch key {
		case "lock_timeout":
			req.Settings = nil
			if value != "0" {
				req.Settings = []planner.Setting{{Name: key, Value: value}}
			}
		case "statement_timeout":
			req.Settings = append(req.Settings, planner.Setting{Name: key, Value: value})
		case "enable":
			req.Rules.Enable = append(req.Rules.Enable, value)
		case "max_index_columns":
			if req.Rules.MaxIndexColumns, err = strconv.Atoi(value); err != nil {
				t.Fatal(err)
			}
		case "names":
			req.Rules.Names = check.Names{Table: "[a-z_]+", Column: "[a-z_]+", Index: "ix_{table}_.+", PrimaryKey: "pk_{table}"}
		case "transaction":
			req.Transaction = planner.TransactionMode(value)
		case "start":
			spec = value + ":heads"
		case "direction":
			req.Command, direction, spec = "downgrade", ir.Downgrade, "heads:r0"
		default:
			t.Fatalf("unknown option %q", o)
		}
	}
	rng, err := set.ParseRange(spec)
	if err != nil {
		t.Fatal(err)
	}
	if req.Path, err = set.Resolve(direction, rng); err != nil {
		t.Fatal(err)
	}
	plan, diags := planner.Build(req)
	if plan == nil {
		t.Fatal(all(diags))
	}
	return plan
}

func all(diags source.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		d.Format(&b, nil)
	}
	return b.String()
}

// TestAlike: only downgrades that undo nothing at all say the same as others.
func TestAlike(t *testing.T) {
	c := ruleCase{about: "alike", dialect: "postgresql", existing: "CREATE TABLE t (a int);\n", review: []reviewed{
		{text: "ALTER TABLE t ADD COLUMN b int, ADD COLUMN c int;\n-- sqlplan:downgrade\nALTER TABLE t DROP COLUMN b;\n"},
		{text: "ALTER TABLE t ADD COLUMN d int;\n"},
		{text: "ALTER TABLE t ADD COLUMN e int;\n-- sqlplan:downgrade\nSELECT 1;\n"},
	}}
	var alike []bool
	for _, f := range c.findings(t, c.review) {
		if f.Code == "RB101" {
			alike = append(alike, f.Alike != "")
		}
	}
	if want := []bool{false, true, true}; !slices.Equal(alike, want) {
		t.Errorf("downgrades that undo nothing: %v, want %v", alike, want)
	}
}

// TestUnheardSeverity: what is dropped IF EXISTS and no revision makes weighs less on a database that is as a rule empty.
func TestUnheardSeverity(t *testing.T) {
	for spec, want := range map[string]source.Severity{"start=base": source.Note, "start=r0": source.Warning} {
		c := ruleCase{about: spec, dialect: "postgresql", options: []string{spec}, existing: "SELECT 1;\n", review: []reviewed{
			{text: "DROP INDEX IF EXISTS i;\nDROP TABLE IF EXISTS t;\nDROP TYPE IF EXISTS mood CASCADE;\nDROP SCHEMA IF EXISTS s CASCADE;\n"},
		}}
		var codes []string
		for _, f := range c.findings(t, c.review) {
			if !strings.Contains(f.Message, "no revision makes") {
				continue
			}
			codes = append(codes, f.Code)
			if f.Severity != want {
				t.Errorf("%s: %s is a %s, want a %s: %s", spec, f.Code, f.Severity, want, f.Message)
			}
		}
		if got := strings.Join(codes, " "); got != "PG102 PG402 PG409 PG403" {
			t.Errorf("%s: found %s", spec, got)
		}
	}
}
