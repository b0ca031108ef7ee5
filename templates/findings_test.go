package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// annotatedWith is a plan of two statements with the text in everything that a script says about them.
func annotatedWith(d dialects.Dialect, text string, severity source.Severity, ignored bool) *planner.Plan {
	p := &planner.Plan{Command: "upgrade", Invocation: "sqlplan upgrade " + text, From: []string{text}, To: []string{text}, Dialect: d.Name(), ServerVersion: "15",
		ToolVersion: text, VersionName: "v", TransactionalDDL: true, Counts: planner.Counts{Revisions: 1, Statements: 2, Transactions: 1},
		Rollback: planner.Rollback{Invocation: text}, Notices: []planner.Notice{{Severity: "note", Code: "SP999", Path: text, Message: text}}}
	for n := 1; n <= 2; n++ {
		f := check.Finding{Code: "PG101", Rule: text, Severity: severity, Revision: text, Statement: n, Table: text, Path: text, Message: text, Advice: text, Safe: text, Estimate: text}
		if ignored {
			f.Ignored = &check.Ignored{By: check.ByComment, Reason: text, Until: text}
		}
		p.Findings = append(p.Findings, f)
	}
	items := []planner.Item{{Kind: planner.ItemBegin, SQL: "BEGIN", Transaction: 1}}
	for n := 1; n <= 2; n++ {
		items = append(items, planner.Item{Kind: planner.ItemStatement, SQL: "SELECT '" + strings.Repeat("x", n) + "'", Transaction: 1, Statement: &planner.Statement{
			Number: n, InRevision: n, Summary: text, Path: text, Unanalysed: text, Outside: text, Locks: []sqlstmt.Lock{{Table: text, Mode: text, Blocks: []string{"reads"}}},
			Findings: []*check.Finding{&p.Findings[n-1]}}, Failure: &planner.Failure{Committed: text, Rows: []string{text}, Leftover: text, Cleanup: text, Resume: text, ResumeAfter: text}})
	}
	items = append(items, planner.Item{Kind: planner.ItemCommit, SQL: "COMMIT", Transaction: 1})
	for i := range items {
		items[i].Terminator = d.Script().Terminator(items[i].SQL)
	}
	p.Sections = []planner.Section{{Number: 1, ID: text, Message: text, Author: text, Created: text, Files: []string{text}, Before: []string{text}, After: []string{text}, Items: items,
		Assumptions: []planner.Assumption{{Text: text, Path: text}}}}
	return p
}

// FuzzFindings: whatever a finding and the other annotations hold, the statements of the script are the same, as each server reads them.
func FuzzFindings(f *testing.F) {
	for i, text := range []string{"", "it's \"fine\"", "a\nDROP TABLE t;\n", "*/ DROP TABLE t; /*", "</script><script>", "\x1b[2J\x07", "a\r\nDROP TABLE t;\r", "\u2028DROP TABLE t;\u2029", "\u202e",
		"$$ DROP $$", "\\! rm\n\\i x", "GO\nDROP TABLE t\nGO", "/\nDROP TABLE t\n/", "\x00\x85\x0b\x0c", "delimiter //\nDROP TABLE t//", "--", "-", "\\", "\n-", "a -\nDROP TABLE t;", "\xff\xfe", "$(DROP)", ":name", "{{ .X }}", "`", "#", "/*! DROP TABLE t */"} {
		f.Add(text, byte(i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, which byte, ignored bool) {
		d := dialects.All[int(which)%len(dialects.All)]
		severity := []source.Severity{source.Error, source.Warning, source.Note}[which%3]
		script, diags := New(nil).Script(annotatedWith(d, text, severity, ignored))
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		want := []string{"BEGIN", "SELECT 'x'", "SELECT 'xx'", "COMMIT"}
		if got := statementsOf(t, script, d.Style()); !slices.Equal(got, want) {
			t.Errorf("the statements of the script are %q, want %q\n%s", got, want, script)
		}
		if i := strings.IndexFunc(script, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }); i >= 0 {
			t.Errorf("%q is in the script", script[i:min(i+10, len(script))])
		}
	})
}

// statementsOf are the statements that a client would send.
func statementsOf(t *testing.T, script string, style sqltext.Style) []string {
	t.Helper()
	pieces, err := sqltext.Split(script, style)
	if err != nil {
		t.Fatalf("%v\n%s", err, script)
	}
	var list []string
	for _, p := range pieces {
		if p.Stmt.Start < p.Stmt.End {
			list = append(list, script[p.Stmt.Start:p.Stmt.End])
		}
	}
	return list
}

// TestHeadline: no error is left out of a script's header, and warnings are counted.
func TestHeadline(t *testing.T) {
	var list []check.Finding
	for i := range 120 {
		list = append(list, check.Finding{Severity: []source.Severity{source.Error, source.Warning, source.Note}[i%3], Statement: i + 1})
	}
	list[1].Ignored = &check.Ignored{}
	if h := headline(list); len(h.List) != 40+39 || h.More != 0 {
		t.Errorf("%d findings and %d more", len(h.List), h.More)
	}
	for range 20 {
		list = append(list, check.Finding{Severity: source.Warning, Statement: 200}, check.Finding{Severity: source.Error})
	}
	if h := headline(list); len(h.List) != 60+50 || h.More != 9 || h.Lost != 0 {
		t.Errorf("%d findings, %d more and %d lost", len(h.List), h.More, h.Lost)
	}
}

// TestHeadlineOfRevisions: warnings about revisions stand above no statement, and a header that leaves some out does not say so.
func TestHeadlineOfRevisions(t *testing.T) {
	p := annotated("r1")
	for i := range 53 {
		p.Findings = append(p.Findings, check.Finding{Code: "RB101", Severity: source.Warning, Revision: fmt.Sprint("r", i), Message: "not restored"})
	}
	header := func() string {
		text, diags := New(nil).Script(p)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		return text
	}
	const above, nowhere = "more, above their statements", "--   and 3 more about revisions, which this script leaves out: compile it with --format json\n"
	if text := header(); strings.Contains(text, above) || !strings.Contains(text, nowhere) {
		t.Errorf("the header says\n%s", text)
	}
	p.Findings = append(p.Findings, check.Finding{Code: "PG101", Severity: source.Warning, Statement: 1, Message: "writes wait"})
	if text := header(); !strings.Contains(text, "--   and 1 "+above) || !strings.Contains(text, nowhere) {
		t.Errorf("the header says\n%s", text)
	}
}

// TestFolded: revisions of which the same is to be said make one line for people; what only one of them does keeps its own.
func TestFolded(t *testing.T) {
	alike := func(revision string, s source.Severity) check.Finding {
		return check.Finding{Code: "RB101", Severity: s, Revision: revision, Message: "the downgrade does not restore " + revision, Alike: "the downgrade undoes nothing"}
	}
	ignored := alike("r6", source.Warning)
	ignored.Ignored = &check.Ignored{By: check.ByComment}
	list := []check.Finding{alike("r1", source.Warning), {Code: "RB101", Severity: source.Warning, Revision: "r2", Message: "an index is left"},
		alike("r3", source.Warning), alike("r4", source.Note), alike("r5", source.Warning), ignored}
	var got []string
	for _, f := range headline(list).List {
		got = append(got, where(f)+" "+f.Message)
	}
	want := []string{"[revisions] the downgrade undoes nothing, in 3 revisions: r1, r3, r5", "[revision r2] an index is left",
		"[revision r4] the downgrade does not restore r4"}
	if !slices.Equal(got, want) {
		t.Errorf("the header says %q, want %q", got, want)
	}
	if list := bySeverity(list); len(list) != 3 || list[2].Message != "the downgrade does not restore r4" {
		t.Errorf("the plan says %v", list)
	}
	if got := enumerated([]string{"a", "b", "c"}, 2); got != "a, b,\n      c" {
		t.Errorf("lines of names: %q", got)
	}
}

// TestFewNotices: of notes that say the same again and again the first stand in the header; warnings all do.
func TestFewNotices(t *testing.T) {
	var list []planner.Notice
	for range 8 {
		list = append(list, planner.Notice{Severity: "note", Code: "SP306"}, planner.Notice{Severity: "warning", Code: "SP611"})
	}
	got := fewNotices(append(list, planner.Notice{Severity: "note", Code: "SP420"}))
	if len(got.List) != 5+8+1 || !slices.Equal(got.More, []string{"and 3 more notes SP306"}) {
		t.Errorf("%d notices, and %q", len(got.List), got.More)
	}
}
