package check

import (
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Config is what a project has decided about the review.
type Config struct {
	// Severity replaces that of rules, by their codes; Off switches a rule off, and any other
	// switches an optional one on.
	Severity map[string]source.Severity
	// Enable are the codes of optional rules that are on, with their own severity.
	Enable []string
	// Ignore are findings that do not count, for a reason.
	Ignore []Exception
	// Baseline are the findings that were there when the review began; nil without one.
	Baseline *Baseline
	// Today is the day that expiry dates are compared with, 2027-01-31; empty: they are not compared.
	Today string
	// MaxIndexColumns is how many key columns an index may have before it is worth a word; 0: the default.
	MaxIndexColumns int
	// Names are the patterns that new names have to match.
	Names Names
}

// Off is the severity of a rule that is switched off.
const Off source.Severity = -1

// Exception is an entry of the configuration that takes findings out of the count.
type Exception struct {
	Rule   string // its code
	Reason string
	Path   string // a pattern of path.Match for the file, or a folder; empty: any
	Table  string // a pattern for the table's name; empty: any
	Until  string // a date; empty: for ever
	Span   source.Span
}

// severityOf is the severity of a rule in this project; 0 if it is off.
func (c *Config) severityOf(r *Rule) source.Severity {
	s, set := c.Severity[r.Code]
	switch {
	case s == Off:
		return 0
	case set:
		return s
	case r.Optional && !slices.Contains(c.Enable, r.Code):
		return 0
	}
	return r.Severity
}

// covers tells whether the exception is for the finding.
func (e *Exception) covers(f *Finding) bool {
	return e.Rule == f.Code && matches(e.Path, f.Path) && matches(e.Table, f.Table)
}

// matches tells whether the pattern is for the name: an empty one is for any, and one of a folder
// for what lies in it.
func matches(pattern, name string) bool {
	if pattern == "" || strings.HasPrefix(name, strings.TrimSuffix(pattern, "/")+"/") {
		return true
	}
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}
