package templates

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// annotated is a plan in which every text that is not SQL is the given one.
func annotated(text string) *planner.Plan {
	failure := &planner.Failure{Committed: text, Rows: []string{text}, Leftover: text, Cleanup: text, Resume: text}
	return &planner.Plan{
		Command: "upgrade", Invocation: text, ToolVersion: text, Commit: text, From: []string{text}, To: []string{text},
		Dialect: text, ServerVersion: text, Server: text, Runner: "psql", Format: text, VersionName: text, Digest: "0",
		Counts:   planner.Counts{Revisions: 1, Statements: 2, Transactions: 1, Outside: 1},
		Rollback: planner.Rollback{Invocation: text, Irreversible: []planner.Irreversible{{ID: text, Reason: text, Path: text}}},
		Notices:  []planner.Notice{{Severity: "note", Code: text, Path: text, Message: text}},
		Usage:    []string{text},
		Setup:    []planner.Item{{Kind: planner.ItemSetup, SQL: "SELECT 'setup'", Terminator: ";"}},
		Guard:    []planner.Item{{Kind: planner.ItemGuard, SQL: "SELECT 'guard'", Terminator: ";"}},
		Assert:   []planner.Item{{Kind: planner.ItemAssert, SQL: "SELECT 'assert'", Terminator: ";"}},
		Sections: []planner.Section{{
			Number: 1, ID: text, Message: text, Author: text, Created: text, Digest: "0", Skipped: 1,
			Down: []string{text}, Depends: []string{text}, Labels: []string{text}, Before: []string{text}, After: []string{text},
			Fields: []ir.Field{{Key: text, Value: text}}, Files: []string{text},
			Items: []planner.Item{
				{Kind: planner.ItemStatement, SQL: "SELECT 1", Terminator: ";", Failure: failure, Statement: &planner.Statement{Number: 1, Summary: text, Path: text, Outside: text, Unanalysed: text}},
				{Kind: planner.ItemBegin, SQL: "BEGIN", Terminator: ";", Transaction: 1, Failure: failure},
				{Kind: planner.ItemSet, SQL: "SET LOCAL a = 1", Terminator: ";", Transaction: 1},
				{Kind: planner.ItemTable, SQL: "CREATE TABLE v ()", Terminator: ";", Transaction: 1},
				{Kind: planner.ItemStatement, SQL: "SELECT 2", Terminator: ";", Transaction: 1, Statement: &planner.Statement{Number: 2, Summary: text, Path: text}},
				{Kind: planner.ItemReset, SQL: "RESET a", Terminator: ";", Transaction: 1},
				{Kind: planner.ItemMove, SQL: "DELETE FROM v", Terminator: ";", Transaction: 1, Move: &ir.Move{From: text, To: text}},
				{Kind: planner.ItemCommit, SQL: "COMMIT", Terminator: ";", Transaction: 1},
			},
		}},
	}
}

// statements are the statements of annotated, in the order in which they must run.
var statements = []string{"SELECT 'setup'", "SELECT 'guard'", "SELECT 1", "BEGIN", "SET LOCAL a = 1", "CREATE TABLE v ()", "SELECT 2", "RESET a", "DELETE FROM v", "COMMIT", "SELECT 'assert'"}

// FuzzAnnotations: whatever an annotation holds, it stays a comment.
func FuzzAnnotations(f *testing.F) {
	for _, seed := range []string{"", "plain", "a\nDROP TABLE x;", "a\rDROP TABLE x;", "*/ DROP TABLE x; /*", "\u2028DROP TABLE x;", "\\! rm", "$$;", "'", "\x00", "\xff\nx", "-- ", "\v\fDROP", "{{ . }}"} {
		f.Add(seed)
	}
	style := postgresql.Dialect{}.Style()
	f.Fuzz(func(t *testing.T, text string) {
		script, diags := New(nil).Script(annotated(text))
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		pieces, err := sqltext.Split(script, style)
		if err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
		var got []string
		for _, p := range pieces {
			if sql := script[p.Stmt.Start:p.Stmt.End]; sql != "" {
				got = append(got, sql)
			}
		}
		if strings.Join(got, "\n") != strings.Join(statements, "\n") {
			t.Errorf("the script runs %q, want %q\n%s", got, statements, script)
		}
	})
}

func TestScriptEndsItsLastLine(t *testing.T) {
	for _, format := range []string{"text", "markdown", "json"} {
		text, diags := New(nil).Plan(format, annotated("x"))
		if diags.HasErrors() || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s: %v %q", format, diags, text)
		}
	}
	script, _ := New(nil).Script(annotated("x"))
	if !strings.HasSuffix(script, "SELECT 'assert';\n") {
		t.Errorf("the script ends with %q", script[len(script)-40:])
	}
}

// TestOverrideErrors: errors in a user's template come with file and line.
func TestOverrideErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"parse", "line one\n{{ if }}", "my.tmpl:2:1: error SP090: template script: "},
		{"function", "\n\n{{ nothing }}", `my.tmpl:3:1: error SP090: template script: function "nothing" not defined`},
		{"field", "a\nbc {{ .Nothing }}", "my.tmpl:2:7: error SP090: template script: "},
		{"panic", "{{ index .From 7 }}", "my.tmpl:1:4: error SP090: template script: "},
		{"sections", "{{ sections \"nowhere\" . }}", "my.tmpl:1:4: error SP090: template script: "},
		{"in a section", "{{ sections \"s\" . }}{{ define \"s\" }}\n{{ .Section.Nothing }}{{ end }}", "my.tmpl:2:12: error SP090: template script: "},
		{"clock", "{{ now }}", `my.tmpl:1:1: error SP090: template script: function "now" not defined`},
		{"environment", `{{ env "HOME" }}`, `my.tmpl:1:1: error SP090: template script: function "env" not defined`},
	} {
		t.Run(test.name, func(t *testing.T) {
			own := New(map[string]*source.File{"script": source.NewFile("my.tmpl", test.text)})
			text, diags := own.Script(annotated("x"))
			if text != "" || len(diags) != 1 || !strings.HasPrefix(diags[0].Head(), test.want) {
				t.Errorf("got %q, %v\nwant %s", text, diags, test.want)
			}
		})
	}
}

func TestOverride(t *testing.T) {
	own := New(map[string]*source.File{"script": source.NewFile("my.tmpl", `{{ .Command | upper }}{{ range .Sections }} {{ .ID }}{{ end }}`)})
	text, diags := own.Script(annotated("r1"))
	if diags.HasErrors() || text != "UPGRADE r1" {
		t.Errorf("got %q, %v", text, diags)
	}
}

// TestMarkdown: nothing in a plan can leave its cell or start markup.
func TestMarkdown(t *testing.T) {
	text, diags := New(nil).Plan("markdown", annotated("a|b\n# c <script> ``` @user [x](y) **z**"))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	for _, bad := range []string{"<script>", "\n# c", " @user", "[x](", "**z**"} {
		prose, _, _ := strings.Cut(text, "<details>")
		if strings.Contains(prose, bad) {
			t.Errorf("%q stands in\n%s", bad, text)
		}
	}
	if !strings.Contains(text, "````sh\n") {
		t.Errorf("the code block's fence is no longer than the one inside:\n%s", text)
	}
}
