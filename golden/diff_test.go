package golden

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates/compare"
)

// TestDiffOfForms compiles every case as a script and as JSON, up and down: both are read as the same. The ways up and down differ.
func TestDiffOfForms(t *testing.T) {
	t.Parallel()
	compared := 0
	for _, c := range cases(t) {
		dir := c.workdir(t)
		compiled := func(command, form string) *compare.Script {
			got := sqlplan(t, dir, run{Args: append(strings.Fields(command+" "+form), c.Flags...)})
			if got.code > 1 {
				return nil
			}
			s, err := compare.Read(source.NewFile(c.dir, got.stdout))
			if err != nil {
				if filepath.Base(c.dir) == "rendered" { // which has a script of its own
					return nil
				}
				t.Errorf("%s: %v", command, err)
			}
			return s
		}
		var up *compare.Script
		for _, command := range []string{"upgrade base:heads", "downgrade heads:base"} {
			script, plan := compiled(command, "--sql"), compiled(command, "--format json")
			if script == nil || plan == nil {
				continue
			}
			compared++
			if d := compare.Compare("script", "plan", script, plan); !d.Same {
				t.Errorf("%s %s: %s", c.dir, command, d.Text())
			}
			if up != nil && compare.Compare("up", "down", up, script).Same {
				t.Errorf("%s: the ways up and down are the same", c.dir)
			}
			up = script
		}
	}
	if compared < 20 {
		t.Errorf("only %d scripts were compared", compared)
	}
}
