package compare

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// mark is how a line begins that tells of a difference.
var mark = map[string]string{Added: "+", Removed: "-", Changed: "~"}

// Text writes the differences for a terminal.
func (d Diff) Text() string {
	var b strings.Builder
	p := func(format string, args ...any) {
		b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
	}
	name := source.Printable
	p("%s", d.headline())
	for _, c := range d.Settings {
		p("\n%s:", name(c.Name))
		sides(p, "  ", c)
	}
	for _, r := range d.Revisions {
		p("\n%s revision %s  %s", mark[r.Kind], name(r.ID), name(r.Message))
		for _, s := range r.Statements {
			s.text(p, r.Kind)
		}
	}
	if d.Reordered {
		p("\nThe revisions that both have stand in another order.")
	}
	for _, t := range d.Throughout {
		p("\n%d times:", t.Times)
		t.text(p, Changed)
	}
	if len(d.Frame) > 0 {
		p("\nAround the revisions:")
	}
	for _, s := range d.Frame {
		s.text(p, Changed)
	}
	last := ""
	for _, c := range d.Remarks {
		if c.Name != last {
			p("\n%s:", name(c.Name))
		}
		last = c.Name
		sides(p, "  ", c)
	}
	if len(d.Touched) > 0 {
		p("\nEdited without a change of what this script runs: %s.", name(strings.Join(d.Touched, ", ")))
	}
	return b.String()
}

// headline says whether there is a difference.
func (d Diff) headline() string {
	verdict := "do the same"
	if !d.Same {
		verdict = "differ"
	}
	return fmt.Sprintf("%s and %s %s.", source.Printable(d.Old.Name), source.Printable(d.New.Name), verdict)
}

func sides(p func(format string, args ...any), lead string, c Change) {
	if c.Old != "" {
		p("%s- %s", lead, source.Printable(c.Old))
	}
	if c.New != "" {
		p("%s+ %s", lead, source.Printable(c.New))
	}
}

// text writes a statement. In a revision that only one side has, its own statements are a matter of course.
func (s StatementDiff) text(p func(format string, args ...any), revision string) {
	if revision != Changed {
		if s.Summary != "" {
			p("  %s %s", mark[s.Kind], source.Printable(s.title()))
		}
		return
	}
	p("  %s %s", mark[s.Kind], source.Printable(s.title()))
	for _, line := range s.lines() {
		p("      %s", line)
	}
}

// lines are what differs in a statement: lines of its SQL, its transaction, its locks and findings.
func (s StatementDiff) lines() []string {
	var list []string
	if s.rewritten {
		list = changedLines(s.OldSQL, s.NewSQL)
	}
	switch s.Outside {
	case "out":
		list = append(list, "now outside a transaction")
	case "in":
		list = append(list, "now inside a transaction")
	}
	for _, n := range s.Lost {
		list = append(list, "no longer: "+source.Printable(n))
	}
	for _, n := range s.Gained {
		list = append(list, "now: "+source.Printable(n))
	}
	return list
}

// changedLines are the lines that only one of two texts has, each behind its mark.
func changedLines(was, is string) []string {
	split := func(text string) []string {
		if text == "" {
			return nil
		}
		return strings.Split(text, "\n")
	}
	a, b := split(was), split(is)
	pairs := templates.Pair(a, b)
	var list []string
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && pairs[i] == j:
			i, j = i+1, j+1
		case i < len(a) && pairs[i] < 0:
			list = append(list, "- "+shown(a[i]))
			i++
		default:
			list = append(list, "+ "+shown(b[j]))
			j++
		}
	}
	return list
}

// shown is a line of SQL with its indentation, and without what drives a terminal.
func shown(line string) string {
	rest := strings.TrimLeft(line, "\t")
	return strings.Repeat("    ", len(line)-len(rest)) + source.Printable(rest)
}

// Markdown writes the differences for a comment.
func (d Diff) Markdown() string {
	var b strings.Builder
	p := func(format string, args ...any) { b.WriteString(fmt.Sprintf(format, args...) + "\n") }
	cell := templates.Cell
	p("### %s", cell(d.headline()))
	if len(d.Settings)+len(d.Remarks) > 0 {
		p("\n| | %s | %s |\n|---|---|---|", cell(d.Old.Name), cell(d.New.Name))
		for _, c := range append(d.Settings[:len(d.Settings):len(d.Settings)], d.Remarks...) {
			p("| %s | %s | %s |", cell(c.Name), cell(c.Old), cell(c.New))
		}
	}
	for _, r := range d.Revisions {
		p("\n#### %s: %s %s", r.Kind, cell(r.ID), cell(r.Message))
		p("")
		for _, s := range r.Statements {
			s.markdown(p, r.Kind)
		}
	}
	if d.Reordered {
		p("\nThe revisions that both have stand in another order.")
	}
	for _, t := range d.Throughout {
		p("\n#### %d times\n", t.Times)
		t.markdown(p, Changed)
	}
	if len(d.Frame) > 0 {
		p("\n#### Around the revisions\n")
		for _, s := range d.Frame {
			s.markdown(p, Changed)
		}
	}
	if len(d.Touched) > 0 {
		p("\nEdited without a change of what this script runs: %s.", cell(strings.Join(d.Touched, ", ")))
	}
	return b.String()
}

func (s StatementDiff) markdown(p func(format string, args ...any), revision string) {
	if revision != Changed && s.Summary == "" {
		return
	}
	p("- %s: %s", s.Kind, templates.Cell(s.title()))
	if lines := s.lines(); revision == Changed && len(lines) > 0 {
		p("\n%s\n", templates.Code("diff", strings.Join(lines, "\n")))
	}
}
