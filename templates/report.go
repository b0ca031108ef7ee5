package templates

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Report is what was found, for the sites that show it beside the code.
type Report struct {
	ToolVersion string
	// Dir is where the paths start, seen from the root of the repository; empty: there.
	Dir      string
	Findings []check.Finding
	Notices  []planner.Notice
	// NotReviewed says in one sentence, without a full stop, what the review has not looked at; empty if it has looked at all.
	NotReviewed string
}

// ReportFormats are the formats that Report.Encode writes.
var ReportFormats = []string{"sarif", "gitlab"}

// Encode writes the report in one of ReportFormats.
func (r Report) Encode(format string) string {
	var v any
	switch format {
	case "sarif":
		v = r.sarif()
	case "gitlab":
		v = r.gitlab()
	default:
		panic("no report is called " + format)
	}
	var b strings.Builder
	if err := WriteJSON(&b, v); err != nil {
		panic(err) // v is plain data
	}
	return b.String()
}

// result is a finding or a notice, which a site shows alike.
type result struct {
	code, name, severity string
	message, help        string // help may have several lines
	path                 string // from the root of the repository; empty: nowhere
	line, col            int
	endLine, endCol      int    // 0: not known
	print                string // the fingerprint, different for each result
	ignored              *check.Ignored
}

// results are the findings and then the notices, the severest first.
func (r Report) results() []result {
	var list []result
	for _, f := range r.Findings {
		res := result{code: f.Code, name: f.Rule, severity: f.Severity.String(), message: paragraph(f.Message), line: f.Line, col: f.Col,
			path: r.path(f.Path), print: f.Fingerprint, ignored: f.Ignored}
		var help []string
		for _, text := range []string{f.Estimate, f.Advice} {
			if text != "" {
				help = append(help, strings.TrimRight(shown(text), "\n"))
			}
		}
		if f.Safe != "" {
			help = append(help, f.Instead()+":\n"+strings.TrimRight(shown(f.Safe), "\n"))
		}
		res.help = strings.Join(help, "\n\n")
		res.endLine, res.endCol = spanEnd(f.Span)
		list = append(list, res)
	}
	for _, n := range r.Notices {
		list = append(list, result{code: n.Code, severity: n.Severity, message: paragraph(n.Message), line: n.Line, col: n.Col, path: r.path(n.Path),
			help: strings.TrimRight(shown(n.Help), "\n")})
	}
	order := []string{"error", "warning", "note"}
	slices.SortStableFunc(list, func(a, b result) int { return slices.Index(order, a.severity) - slices.Index(order, b.severity) })
	fingerprints(list)
	return list
}

// fingerprints gives each result one that no other has: where several are alike, the later ones are counted.
func fingerprints(list []result) {
	seen := map[string]int{}
	for i := range list {
		res := &list[i]
		if res.print == "" {
			res.print = source.Digest(res.code, res.path, res.message)
		}
		key := res.code + " " + res.print
		if seen[key]++; seen[key] > 1 {
			res.print = source.Digest(res.print, fmt.Sprint(seen[key]))
		}
	}
}

func (r Report) path(name string) string {
	if name == "" {
		return ""
	}
	return path.Join(r.Dir, name)
}

// paragraph is text on one line, without what hides or reorders it.
func paragraph(text string) string { return source.Printable(text) }

// spanEnd is the place behind a span, as people count; 0, 0 if it is nowhere.
func spanEnd(span source.Span) (line, col int) {
	o := span.Origin()
	if o.IsZero() || o.End() <= o.Start() {
		return 0, 0
	}
	end := o.File.Span(o.End(), o.End()).Pos()
	return end.Line, end.Col
}

// issue is an entry of a Code Quality report.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type issue struct {
	Description string        `json:"description"`
	CheckName   string        `json:"check_name"`
	Fingerprint string        `json:"fingerprint"`
	Severity    string        `json:"severity"`
	Location    issueLocation `json:"location"`
}

type issueLocation struct {
	Path  string     `json:"path"`
	Lines issueLines `json:"lines"`
}

type issueLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// gitlab is the report for GitLab's Code Quality, which knows no findings that do not count, and
// nothing without a place: such a message is shown at the folder, and so is what was not reviewed.
func (r Report) gitlab() []issue {
	levels := map[string]string{"error": "critical", "warning": "major", "note": "info"}
	list := []issue{}
	folder := issueLocation{Path: path.Join(r.Dir, "."), Lines: issueLines{Begin: 1}}
	if r.NotReviewed != "" { // it stays the same from commit to commit, so that a merge request shows it only where it is new
		list = append(list, issue{Description: "Not reviewed: " + paragraph(r.NotReviewed), CheckName: "not-reviewed",
			Fingerprint: source.Digest("not-reviewed", r.NotReviewed), Severity: "info", Location: folder})
	}
	for _, res := range r.results() {
		if res.ignored != nil {
			continue
		}
		text := res.code + ": " + res.message
		if res.help != "" {
			text += ". " + strings.Join(strings.Fields(res.help), " ")
		}
		at := issueLocation{Path: res.path, Lines: issueLines{Begin: max(res.line, 1), End: res.endLine}}
		if at.Path == "" {
			at.Path = folder.Path
		}
		list = append(list, issue{Description: text, CheckName: res.code, Fingerprint: source.Digest(res.code, res.print), Severity: levels[res.severity], Location: at})
	}
	return list
}
