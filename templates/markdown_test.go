package templates

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
)

// large is a plan of n revisions, each with one statement of the given length.
func large(n, length int) *planner.Plan {
	p := &planner.Plan{Command: "upgrade", Invocation: "sqlplan upgrade base:head --sql", Counts: planner.Counts{Revisions: n, Statements: n}}
	for i := range n {
		p.Sections = append(p.Sections, planner.Section{Number: i + 1, ID: fmt.Sprintf("r%d", i), Items: []planner.Item{{
			Kind: planner.ItemStatement, SQL: "SELECT '" + strings.Repeat("é", length) + "'", Terminator: ";", Transaction: 1,
			Statement: &planner.Statement{Number: i + 1, Kind: "SELECT", Summary: "select", Path: "r.sql", Line: 1},
		}}})
	}
	return p
}

// TestMarkdownLimit: a plan that is too long for a comment loses its SQL first,
// then its end, and then says where the rest is.
func TestMarkdownLimit(t *testing.T) {
	for _, tt := range []struct {
		name          string
		count, length int
		sql, cut      bool
	}{
		{"short", 3, 100, true, false},
		{"much SQL", 100, 2000, false, false},
		{"many revisions", 3000, 10, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, diags := New(nil).Plan("markdown", large(tt.count, tt.length))
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if n := utf8.RuneCountInString(text); n > MarkdownLimit {
				t.Errorf("%d characters", n)
			}
			if got := strings.Contains(text, "```sql"); got != tt.sql {
				t.Errorf("SQL: %t", got)
			}
			if got := strings.Contains(text, "cut off here"); got != tt.cut {
				t.Errorf("cut: %t", got)
			}
			if fences := strings.Count(text, "```"); fences%2 != 0 {
				t.Errorf("%d fences", fences)
			}
			if strings.Count(text, "<details>") != strings.Count(text, "</details>") {
				t.Error("a section that can be folded is not closed")
			}
		})
	}
}

// TestGraph: arrows between the revisions, and the tables that they change; nothing in a name is markup.
func TestGraph(t *testing.T) {
	statement := func(kind string, objects ...sqlstmt.Object) planner.Item {
		return planner.Item{Kind: planner.ItemStatement, Statement: &planner.Statement{Kind: kind, Objects: objects}}
	}
	p := &planner.Plan{Counts: planner.Counts{Revisions: 2}, Sections: []planner.Section{
		{ID: "a", Message: `x"]; click r0 "javascript:alert(1)"`, Down: []string{"older"}, Items: []planner.Item{
			statement("CREATE TABLE", sqlstmt.Object{Kind: "table", Name: "t"}, sqlstmt.Object{Kind: "table", Name: "parent"}),
			statement("CREATE VIEW", sqlstmt.Object{Kind: "view", Name: "v"}, sqlstmt.Object{Kind: "table", Name: "read_only"}),
		}},
		{ID: "b", Down: []string{"a"}, Depends: []string{"a"}, Items: []planner.Item{
			statement("CREATE INDEX", sqlstmt.Object{Kind: "index", Name: "i"}, sqlstmt.Object{Kind: "table", Name: "t"}),
		}},
	}}
	const want = `flowchart LR
  r0["a<br/>x#34;#93;; click r0 #34;javascript#58;alert#40;1#41;#34;"]
  r1["b<br/>"]
  r0 --> r1
  r0 -.-> r1
  t0[("t")]
  r0 --- t0
  r1 --- t0
`
	if got := graph(p); got != strings.Replace(want, "#93;;", "#93;#59;", 1) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
