package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// reviewConfig is [review] of sqlplan.toml.
type reviewConfig struct {
	FailOn          string            `toml:"fail_on"`
	Severity        map[string]string `toml:"severity"`
	Enable          []string          `toml:"enable"`
	Ignore          []ignoreConfig    `toml:"ignore"`
	Baseline        string            `toml:"baseline"`
	MaxIndexColumns int               `toml:"max_index_columns"`
	Names           namesConfig       `toml:"names"`
}

// namesConfig are the patterns of its names.
type namesConfig struct {
	Table      string `toml:"table"`
	View       string `toml:"view"`
	Column     string `toml:"column"`
	Index      string `toml:"index"`
	PrimaryKey string `toml:"primary_key"`
	ForeignKey string `toml:"foreign_key"`
	Unique     string `toml:"unique"`
	Check      string `toml:"check"`
	Trigger    string `toml:"trigger"`
}

// ignoreConfig is an entry of its ignore.
type ignoreConfig struct {
	Rule   string `toml:"rule"`
	Reason string `toml:"reason"`
	Path   string `toml:"path"`
	Table  string `toml:"table"`
	Until  string `toml:"until"`
}

// reviewKeys are the keys of [review] as messages name them.
func reviewKeys() []string {
	return slices.Concat(tomlKeys(reflect.TypeFor[reviewConfig](), "review."), tomlKeys(reflect.TypeFor[ignoreConfig](), "review.ignore."),
		tomlKeys(reflect.TypeFor[namesConfig](), "review.names."))
}

// severities are the words of --fail-on and of [review.severity].
var severities = []string{"error", "warning", "note"}

// severity is the one with the name; 0 if there is none.
func severity(name string) source.Severity {
	for _, s := range []source.Severity{source.Error, source.Warning, source.Note} {
		if s.String() == name {
			return s
		}
	}
	return 0
}

// resolveReview reads what the project has decided about the review.
func (s *settings) resolveReview(diags *source.Diagnostics) {
	g, c := s.globals, &s.config.Review
	failOn := cmp.Or(g.FailOn, c.FailOn, "error")
	if s.failOn = severity(failOn); s.failOn == 0 && failOn != "never" {
		diags.Errorf(s.key("fail_on", g.FailOn), "SP084", "use error, warning, note or never", "unknown severity %q to fail on%s", failOn, didYouMean(failOn, append(severities, "never")))
	}
	if s.rules.Today = g.Today; g.Today != "" && !check.IsDate(g.Today) {
		diags.Errorf(source.Span{}, "SP084", "write the year, the month and the day: 2027-01-31", "--today %q is no date", g.Today)
	}
	if s.rules.MaxIndexColumns = c.MaxIndexColumns; c.MaxIndexColumns < 0 {
		diags.Errorf(s.key("max_index_columns", ""), "SP084", "", "max_index_columns cannot be negative")
	}
	s.rules.Severity = map[string]source.Severity{}
	for _, name := range sortedKeys(c.Severity) {
		s.resolveSeverity(name, c.Severity[name], diags)
	}
	for _, name := range c.Enable {
		if r := s.rule(name, s.key("enable", ""), diags); r != nil {
			s.rules.Enable = append(s.rules.Enable, r.Code)
		}
	}
	for _, i := range c.Ignore {
		s.resolveIgnore(i, diags)
	}
	s.resolveNames(diags)
	s.readBaseline()
}

// resolveNames reads the patterns of names.
func (s *settings) resolveNames(diags *source.Diagnostics) {
	c, to := &s.config.Review.Names, &s.rules.Names
	for _, n := range []struct {
		key, value string
		to         *check.NamePattern
	}{
		{"table", c.Table, &to.Table}, {"view", c.View, &to.View}, {"column", c.Column, &to.Column}, {"index", c.Index, &to.Index},
		{"primary_key", c.PrimaryKey, &to.PrimaryKey}, {"foreign_key", c.ForeignKey, &to.ForeignKey}, {"unique", c.Unique, &to.Unique},
		{"check", c.Check, &to.Check}, {"trigger", c.Trigger, &to.Trigger},
	} {
		*n.to = check.NamePattern(n.value)
		if _, err := n.to.Expression("t"); err != nil {
			diags.Errorf(s.key(n.key, ""), "SP084", "it is a regular expression for the whole name, in which {table} stands for that of the table", "review.names.%s: %s", n.key, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
	}
}

func (s *settings) resolveSeverity(name, value string, diags *source.Diagnostics) {
	at := s.key(name, "")
	r := s.rule(name, at, diags)
	level := severity(value)
	if value == "off" {
		level = check.Off
	}
	switch {
	case level == 0:
		diags.Errorf(at, "SP084", "use error, warning, note or off", "unknown severity %q of rule %s%s", value, name, didYouMean(value, append(severities, "off")))
	case r != nil:
		s.rules.Severity[r.Code] = level
	}
}

// rule finds a rule that the configuration names.
func (s *settings) rule(name string, at source.Span, diags *source.Diagnostics) *check.Rule {
	r := check.ByName(name)
	if r == nil {
		diags.Errorf(at, "SP575", cmp.Or(check.DidYouMean(name), "sqlplan rules lists them"), "there is no rule %q", name)
	}
	return r
}

func (s *settings) resolveIgnore(i ignoreConfig, diags *source.Diagnostics) {
	at := s.key("ignore", "")
	if at.Start() == at.End() { // [[review.ignore]]
		at = s.heading("review.ignore")
	}
	r := s.rule(i.Rule, at, diags)
	switch {
	case i.Reason == "":
		diags.Errorf(at, "SP576", "add a reason: whoever reads a finding wants to know why it does not count", "the entry of review.ignore for rule %q has no reason", i.Rule)
	case i.Until != "" && !check.IsDate(i.Until):
		diags.Errorf(at, "SP576", "write the year, the month and the day: until = \"2027-01-31\"", "%q is no date", i.Until)
	case r != nil:
		s.rules.Ignore = append(s.rules.Ignore, check.Exception{Rule: r.Code, Reason: i.Reason, Path: i.Path, Table: i.Table, Until: i.Until, Span: at})
	}
}

// heading is where the configuration file opens a table.
func (s *settings) heading(name string) source.Span {
	if at := strings.Index(s.file.Text, name); at >= 0 {
		return s.file.Span(at, at+len(name))
	}
	return s.file.Span(0, 0)
}

func (s *settings) readBaseline() {
	name := s.config.Review.Baseline
	if name == "" {
		return
	}
	full := filepath.FromSlash(name)
	if !filepath.IsAbs(full) {
		full = filepath.Join(s.dir, full)
	}
	content, err := os.ReadFile(full)
	if err == nil {
		s.rules.Baseline, err = check.ReadBaseline(source.NewFile(filepath.ToSlash(displayPath(s.globals.Directory, full)), string(content)))
	} else {
		err = plainError(err)
	}
	if err != nil {
		s.noBaseline.Errorf(s.key("baseline", ""), "SP581", "sqlplan check --write-baseline FILE writes one; the path is relative to the configuration file", "the baseline %s: %s", name, err)
	}
}

// findingDiagnostics are the findings that count, as diagnostics; those from a severity on.
func findingDiagnostics(list []check.Finding, from source.Severity) source.Diagnostics {
	var diags source.Diagnostics
	for i := range list {
		if list[i].Ignored == nil && list[i].Severity >= from {
			diags = append(diags, list[i].Diagnostic())
		}
	}
	return diags
}

// summary counts the findings in words: "1 error, 2 warnings; 3 ignored".
func summary(list []check.Finding) string {
	var parts []string
	for _, s := range []source.Severity{source.Error, source.Warning, source.Note} {
		if n := check.Count(list, s); n > 0 {
			parts = append(parts, plural(n, s.String(), s.String()+"s"))
		}
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		text = "nothing"
	}
	if n := check.CountIgnored(list); n > 0 {
		text += fmt.Sprintf("; %d ignored", n)
	}
	return text
}

// verdict prints what the review of a plan comes to, and is errFindings where that fails the run. The plan or the script says
// more, so that only errors are repeated here, and all of them where the output is for a workflow.
func (a *app) verdict(p *project, plan *planner.Plan, script bool) error {
	if a.cli.Format == formatGitHub {
		a.report(findingDiagnostics(plan.Findings, source.Note))
	} else if script {
		a.report(findingDiagnostics(plan.Findings, source.Error))
	}
	fails := p.fails(plan.Findings)
	seen := a.cli.Format == "text" && !script && a.cli.Output == "" // the plan in the terminal ends with it
	if len(plan.Findings) > 0 && !seen && !a.cli.Quiet && a.cli.Format != "json" {
		io.WriteString(a.stderr, "Review: "+summary(plan.Findings)+".\n")
	}
	if fails {
		return a.failed(p)
	}
	return nil
}

// failed says why the exit code is 1.
func (a *app) failed(p *project) error {
	if a.cli.Format != "json" {
		fmt.Fprintf(a.stderr, "Findings of severity %s or higher: exit code %d (--fail-on).\n", p.failOn, exitFindings)
	}
	return errFindings
}

// fails tells whether the findings make the run fail.
func (p *project) fails(list []check.Finding) bool {
	return p.failOn != 0 && check.Reach(list, p.failOn)
}
