package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/planner/check"
)

// TestAdviceOnMariaDB runs the SQL that the rules of MariaDB offer on the server, on what the cases say is there, in the
// place of the statement that it is offered for: the server has to take it.
func TestAdviceOnMariaDB(t *testing.T) {
	s := myserver.FindMariaDB(t)
	if !strings.HasPrefix(s.Version, "10.11.") {
		t.Skipf("the rules are asked for MariaDB 10.11, this is %s", s.Version)
	}
	for i := range check.Rules {
		rule := &check.Rules[i]
		if !slices.Contains(rule.Dialects, "mariadb") {
			continue
		}
		for _, c := range readCases(t, rule) {
			if c.version != "" && c.version != "10.11" {
				continue
			}
			c.dialect = "mariadb"
			t.Run(rule.Code+"/"+c.about, func(t *testing.T) {
				t.Parallel()
				for _, f := range c.findings(t, c.review) {
					if f.Code == rule.Code && f.Safe != "" {
						c.takes(t, s, f)
					}
				}
			})
		}
	}
}

// takes runs the case up to a finding's statement, and the SQL in its place.
func (c *ruleCase) takes(t *testing.T, s *myserver.Server, f placed) {
	script := c.existing
	for n, r := range c.review {
		text := r.text
		if n+1 == revisionOf(f.Path) {
			text = text[:strings.Index(text, f.text)]
		}
		if n+1 <= revisionOf(f.Path) {
			script += text
		}
	}
	script = strings.ReplaceAll("\n"+script, "\n-->", "\n-- >")
	if out, code := s.Run(t, s.Database(t), script+"\n"+f.Safe); code != 0 {
		t.Errorf("%s\n%s", f.Safe, out)
	}
}
