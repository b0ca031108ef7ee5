package templates

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// report is what a plan has found, with a span, a rule's documentation, and a message about no place.
func report(t *testing.T) Report {
	t.Helper()
	rules := check.Rules
	t.Cleanup(func() { check.Rules = rules })
	check.Rules = []check.Rule{{Code: "PG301", Name: "column-type-rewrite", Severity: source.Warning, Doc: check.Doc{
		Title: "a new type writes every row again", Reason: "The table is locked meanwhile.", Unsafe: "ALTER TABLE t ALTER c TYPE bigint;", Safe: "-- in steps", Sources: []string{"https://www.postgresql.org/docs/"}}}}
	p := rich()
	file := source.NewFile("revisions/a.sql", "\n\n\n\n\n\nALTER TABLE orders\n  ALTER total TYPE bigint;\n")
	p.Findings[0].Span = file.Span(6, 50)
	return Report{ToolVersion: "v1", Dir: "db/app", Findings: p.Findings, Notices: append(p.Notices,
		planner.Notice{Severity: "warning", Code: "SP080", Message: "about no file"},
		planner.Notice{Severity: "note", Code: "SP611", Path: "a b#c:d/é.sql", Line: 3, Col: 2, Message: "twice"},
		planner.Notice{Severity: "note", Code: "SP611", Path: "a b#c:d/é.sql", Line: 9, Col: 2, Message: "twice"})}
}

// encoded is the report as a program reads it.
func encoded(t *testing.T, r Report, format string, v any) string {
	t.Helper()
	text := r.Encode(format)
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return text
}

// TestSARIF holds the report to what SARIF and GitHub ask for. Where SARIF_SCHEMA names the schema of
// https://github.com/oasis-tcs/sarif-spec (sarif-schema-2.1.0.json), it is validated, too.
func TestSARIF(t *testing.T) {
	var log sarifLog
	text := encoded(t, report(t), "sarif", &log)
	run := log.Runs[0]
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(run.Results) != 6 {
		t.Fatalf("%d results\n%s", len(run.Results), text)
	}
	seen := map[string]bool{}
	for _, r := range run.Results {
		if r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s is not rule %d", r.RuleID, r.RuleIndex)
		}
		if !slices.Contains([]string{"error", "warning", "note"}, r.Level) || r.Message.Text == "" || len(r.Locations) != 1 {
			t.Errorf("%+v", r)
		}
		at := r.Locations[0].Physical
		if u, err := url.Parse(at.Artifact.URI); err != nil || u.IsAbs() || strings.HasPrefix(u.Path, "/") || u.Fragment != "" || at.Region.StartLine < 1 {
			t.Errorf("place %+v: %v", at, err)
		}
		key := r.RuleID + r.Fingerprints["primaryLocationLineHash"]
		if seen[key] || key == r.RuleID {
			t.Errorf("fingerprint %q stands twice, or is empty", key)
		}
		seen[key] = true
	}
	first := run.Results[0]
	if got := fmt.Sprintf("%s %+v", first.Locations[0].Physical.Artifact.URI, first.Locations[0].Physical.Region); got != "db/app/revisions/a.sql {StartLine:7 StartColumn:1 EndLine:8 EndColumn:26}" {
		t.Errorf("the first is at %s", got)
	}
	for _, part := range []string{"rewrites 48 GB", "Add a column of the new type", "Instead:\nALTER TABLE orders ADD COLUMN"} {
		if !strings.Contains(first.Message.Text, part) {
			t.Errorf("%q is not in %q", part, first.Message.Text)
		}
	}
	if last := run.Results[5].Locations[0].Physical.Artifact.URI; last != "db/app/a%20b%23c%3Ad/%C3%A9.sql" {
		t.Errorf("the last is at %s", last)
	}
	if i := slices.IndexFunc(run.Results, func(r sarifResult) bool { return r.RuleID == "PG203" }); i >= 0 {
		t.Errorf("what is ignored would be an alert: %+v", run.Results[i])
	}
	if n := run.Invocations[0].Notifications; len(n) != 2 || n[0].Message.Text != "1 ignored finding is left out; the plan and the script list them with their reasons" || n[1].Message.Text != "about no file" {
		t.Errorf("notifications %+v", n)
	}
	rule := run.Tool.Driver.Rules[0]
	if rule.ID != "PG301" || rule.Configuration.Level != "warning" || !strings.Contains(rule.Help.Markdown, "```sql\n-- in steps\n```") || strings.Contains(rule.Help.Text, "```") {
		t.Errorf("rule %+v", rule)
	}
	j := slices.IndexFunc(run.Tool.Driver.Rules, func(r sarifRule) bool { return r.ID == "SP611" })
	if got := run.Tool.Driver.Rules[j].ShortDescription.Text; got != "a statement works on an object that production has otherwise than the revisions say" {
		t.Errorf("SP611 is %q", got)
	}
	if file := os.Getenv("SARIF_SCHEMA"); file != "" {
		validate(t, file, text)
	}
}

// TestSARIFNotReviewed: a report without results says what nobody has looked at, and only then.
func TestSARIFNotReviewed(t *testing.T) {
	if n := (Report{}).sarif().Runs[0].Invocations[0].Notifications; len(n) != 0 {
		t.Errorf("reviewed: %+v", n)
	}
	var log sarifLog
	text := encoded(t, Report{NotReviewed: "SQLite's locks"}, "sarif", &log)
	n := log.Runs[0].Invocations[0].Notifications
	if len(n) != 1 || n[0].Level != "warning" || n[0].Message.Text != "Not reviewed: SQLite's locks" {
		t.Errorf("%s", text)
	}
	if file := os.Getenv("SARIF_SCHEMA"); file != "" {
		validate(t, file, text)
	}
}

// validate holds a JSON text to a schema.
func validate(t *testing.T, schema, text string) {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schema)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Errorf("%#v\n%s", err, text)
	}
}

// TestSARIFLimit: what code scanning does not take is left out, from the harmless end, and said.
func TestSARIFLimit(t *testing.T) {
	r := Report{}
	for i := range sarifLimit + 5 {
		severity := source.Note
		if i == sarifLimit+1 {
			severity = source.Error
		}
		r.Findings = append(r.Findings, check.Finding{Code: "PG1", Path: "a.sql", Line: i, Severity: severity})
	}
	run := r.sarif().Runs[0]
	if len(run.Results) != sarifLimit || run.Results[0].Level != "error" || !strings.Contains(run.Invocations[0].Notifications[0].Message.Text, "25005") {
		t.Errorf("%d results, %+v", len(run.Results), run.Invocations)
	}
}

func TestGitLab(t *testing.T) {
	var list []issue
	encoded(t, report(t), "gitlab", &list)
	var got []string
	seen := map[string]bool{}
	for _, i := range list {
		got = append(got, fmt.Sprintf("%s %s %s:%d", i.Severity, i.CheckName, i.Location.Path, i.Location.Lines.Begin))
		if seen[i.Fingerprint] || i.Fingerprint == "" || i.Description == "" {
			t.Errorf("issue %+v", i)
		}
		seen[i.Fingerprint] = true
	}
	want := []string{"critical PG301 db/app/revisions/a.sql:7", "major PG302 db/app/revisions/a.sql:10", "major SP611 db/app/revisions/d4.sql:9", "major SP080 db/app:1",
		"info PG501 db/app/revisions/d4.sql:1", "info SP611 db/app/a b#c:d/é.sql:3", "info SP611 db/app/a b#c:d/é.sql:9"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if text := (Report{}).Encode("gitlab"); text != "[]\n" {
		t.Errorf("nothing is %q", text)
	}
}

// TestGitLabNotReviewed: a report without findings says what nobody has looked at, at the folder, which is a place that GitLab knows.
func TestGitLabNotReviewed(t *testing.T) {
	var list []issue
	encoded(t, Report{Dir: "db/app", NotReviewed: "SQLite's locks"}, "gitlab", &list)
	if len(list) != 1 || list[0].Fingerprint == "" {
		t.Fatalf("got %+v", list)
	}
	list[0].Fingerprint = ""
	want := issue{Description: "Not reviewed: SQLite's locks", CheckName: "not-reviewed", Severity: "info", Location: issueLocation{"db/app", issueLines{Begin: 1}}}
	if list[0] != want {
		t.Errorf("got %+v, want %+v", list[0], want)
	}
}

// TestFingerprintsStay: a finding whose lines move keeps its fingerprint.
func TestFingerprintsStay(t *testing.T) {
	notice := planner.Notice{Severity: "note", Code: "SP611", Path: "a.sql", Line: 3, Message: "m"}
	moved := notice
	moved.Line = 30
	a, b := Report{Notices: []planner.Notice{notice}}.results(), Report{Notices: []planner.Notice{moved}}.results()
	if a[0].print != b[0].print {
		t.Error("the fingerprint depends on the line")
	}
}
