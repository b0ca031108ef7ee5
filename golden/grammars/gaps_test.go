//go:build grammars

package grammars

import (
	"regexp"
	"testing"
)

// gap is something that a server takes and its grammar refuses. It is told by what the grammar takes in its place,
// so that the rest of such a statement is checked all the same.
type gap struct {
	// reason says what the grammar does not know, with the page that shows the server's syntax.
	reason string
	// example is a statement that shows it.
	example string
	// find is a regular expression for what is in the way, instead what is put there, as in regexp.Expand.
	find, instead string
}

// fill puts what the grammar knows in the place of what it does not.
func (g *gap) fill(text string) string {
	return regexp.MustCompile(g.find).ReplaceAllString(text, g.instead)
}

// gaps are those of each grammar that the scripts need.
var gaps = map[string][]*gap{
	"mssql":  {},
	"oracle": {},
}

// foreignSQL are cases of golden/alembic that give SQL of another server in parts, such as the text of a default.
// The parts of sqlplan's statements are sqlplan's no more then.
var foreignSQL = map[string]map[string]string{
	"mssql": {},
}

// TestGaps makes sure that each gap is one: the grammar refuses the example, and takes it filled.
func TestGaps(t *testing.T) {
	for dialect, list := range gaps {
		g := grammarOf(dialect)
		for _, gap := range list {
			if g.parse(gap.example) == nil {
				t.Errorf("%s: the grammar takes %q: take it off the list", dialect, gap.example)
			}
			if f := g.parse(gap.fill(gap.example)); f != nil {
				t.Errorf("%s: the grammar refuses %q still: %v", dialect, gap.fill(gap.example), f)
			}
		}
	}
}
