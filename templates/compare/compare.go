// Package compare holds two scripts, or two plans, against each other by what they do: white space, comments, the places
// of statements in files, and who compiled them do not count.
package compare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// Diff is in what two scripts differ.
type Diff struct {
	Same bool `json:"same"`
	Old  Side `json:"old"`
	New  Side `json:"new"`
	// Settings are the lines of the headers that differ.
	Settings []Change `json:"settings"`
	// Reordered: revisions that both have stand in another order.
	Reordered bool       `json:"reordered"`
	Revisions []Revision `json:"revisions"`
	// Throughout are differences in sqlplan's own statements that are the same in several places, such as a timeout.
	Throughout []Repeated `json:"throughout"`
	// Frame is what stands around the revisions: settings of the session, the guard, the final check.
	Frame []StatementDiff `json:"frame"`
	// Remarks are lines of the headers about findings and the way back that only one side has.
	Remarks []Change `json:"remarks"`
	// Touched are revisions whose files were changed without a change of what is run.
	Touched []string `json:"touched"`
}

// Side is one of the two.
type Side struct {
	Name    string `json:"name"` // of the file
	From    string `json:"from"`
	To      string `json:"to"`
	Command string `json:"command"`
}

// Change is a fact that differs; an empty side does not have it.
type Change struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// The kinds of differences.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// Revision is a revision that only one side has, or that differs.
type Revision struct {
	Kind       string          `json:"kind"`
	ID         string          `json:"id"`
	Message    string          `json:"message"`
	Statements []StatementDiff `json:"statements"`
}

// StatementDiff is a statement that only one side has, or that differs.
type StatementDiff struct {
	Kind string `json:"kind"`
	// OldNumber and NewNumber are its numbers in the scripts; 0: sqlplan has added it, or the side does not have it.
	OldNumber int    `json:"old_number"`
	NewNumber int    `json:"new_number"`
	Summary   string `json:"summary"`
	OldSQL    string `json:"old_sql"`
	NewSQL    string `json:"new_sql"`
	// Outside says that it has moved out of its transaction, "out", or into one, "in"; empty: neither.
	Outside string `json:"outside"`
	// Lost and Gained are what its annotation says of locks and findings on one side only.
	Lost   []string `json:"lost"`
	Gained []string `json:"gained"`

	rewritten bool // its SQL is another
}

// Repeated is a difference that stands in several places.
type Repeated struct {
	Times int `json:"times"`
	StatementDiff
}

// Read reads a script, or the JSON of a plan, which is compared as the script that it stands for. The error is a source.Diagnostics.
func Read(file *source.File) (*Script, error) {
	if !strings.HasPrefix(strings.TrimSpace(file.Text), "{") {
		return ReadScript(file)
	}
	var diags source.Diagnostics
	var plan planner.Plan
	if err := json.Unmarshal([]byte(file.Text), &plan); err != nil {
		diags.Errorf(file.Span(0, 0), "SP613", "sqlplan upgrade RANGE --format json writes one", "this is no plan: %s", err)
		return nil, diags
	}
	if plan.PlanVersion != planner.PlanVersion {
		diags.Errorf(file.Span(0, 0), "SP613", "compile it again with this version of sqlplan", "the plan has plan_version %d, this version of sqlplan reads %d", plan.PlanVersion, planner.PlanVersion)
		return nil, diags
	}
	plan.Attach()
	text, diags := templates.New(nil).Script(&plan)
	if diags.HasErrors() {
		return nil, diags
	}
	return ReadScript(source.NewFile(file.Path, text))
}

// Compare compares two scripts, which are shown by these names.
func Compare(oldName, newName string, a, b *Script) Diff {
	d := Diff{Old: Side{oldName, a.From, a.To, a.Command}, New: Side{newName, b.From, b.To, b.Command},
		Settings: []Change{}, Revisions: []Revision{}, Throughout: []Repeated{}, Frame: []StatementDiff{}, Remarks: []Change{}, Touched: []string{}}
	d.settings(a, b)
	d.revisions(a, b)
	d.gather()
	d.Frame = append(statements(a.Begin, b.Begin), statements(a.End, b.End)...)
	d.remarks(a, b)
	d.Same = len(d.Settings)+len(d.Revisions)+len(d.Throughout)+len(d.Frame)+len(d.Remarks) == 0 && !d.Reordered
	return d
}

func (d *Diff) settings(a, b *Script) {
	add := func(name, was, is string) {
		if was != is {
			d.Settings = append(d.Settings, Change{name, was, is})
		}
	}
	add("From", a.From, b.From)
	add("To", a.To, b.To)
	value := func(s *Script, name string) string {
		if i := slices.IndexFunc(s.Facts, func(f Fact) bool { return f.Name == name }); i >= 0 {
			return s.Facts[i].Value
		}
		return ""
	}
	var names []string
	for _, f := range slices.Concat(a.Facts, b.Facts) {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
			add(f.Name, value(a, f.Name), value(b, f.Name))
		}
	}
}

func (d *Diff) revisions(a, b *Script) {
	find := func(s *Script, id string) *Part {
		if i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.ID == id }); i >= 0 {
			return &s.Parts[i]
		}
		return nil
	}
	var oldOrder, newOrder []string
	for i := range a.Parts {
		p := &a.Parts[i]
		if find(b, p.ID) != nil {
			oldOrder = append(oldOrder, p.ID)
			continue
		}
		d.Revisions = append(d.Revisions, Revision{Removed, p.ID, p.Message, statements(p.Statements, nil)})
	}
	for i := range b.Parts {
		p := &b.Parts[i]
		was := find(a, p.ID)
		if was == nil {
			d.Revisions = append(d.Revisions, Revision{Added, p.ID, p.Message, statements(nil, p.Statements)})
			continue
		}
		newOrder = append(newOrder, p.ID)
		if list := statements(was.Statements, p.Statements); len(list) > 0 {
			d.Revisions = append(d.Revisions, Revision{Changed, p.ID, p.Message, list})
		} else if was.Digest != p.Digest {
			d.Touched = append(d.Touched, p.ID)
		}
	}
	d.Reordered = !slices.Equal(oldOrder, newOrder)
}

// gather takes the differences that stand in several places out of the revisions.
func (d *Diff) gather() {
	for _, r := range d.Revisions {
		for _, s := range r.Statements {
			if r.Kind != Changed || s.OldNumber+s.NewNumber > 0 {
				continue
			}
			if i := slices.IndexFunc(d.Throughout, s.repeats); i >= 0 {
				d.Throughout[i].Times++
			} else {
				d.Throughout = append(d.Throughout, Repeated{1, s})
			}
		}
	}
	d.Throughout = slices.DeleteFunc(d.Throughout, func(t Repeated) bool { return t.Times < 2 })
	for i := range d.Revisions {
		r := &d.Revisions[i]
		if r.Kind == Changed {
			r.Statements = slices.DeleteFunc(r.Statements, func(s StatementDiff) bool { return slices.ContainsFunc(d.Throughout, s.repeats) })
		}
	}
	d.Revisions = slices.DeleteFunc(d.Revisions, func(r Revision) bool { return r.Kind == Changed && len(r.Statements) == 0 })
}

// repeats tells whether t is the same difference; numbers other than 0 never are.
func (s StatementDiff) repeats(t Repeated) bool {
	return s.OldNumber+s.NewNumber == 0 && s.OldSQL == t.OldSQL && s.NewSQL == t.NewSQL
}

// statements compares two lists. Of a gap between statements that are alike, what was removed and what was added is
// one change each, as far as both last.
func statements(a, b []Statement) []StatementDiff {
	list := []StatementDiff{}
	var removed, added []*Statement
	flush := func() {
		for i := range max(len(removed), len(added)) {
			var was, is *Statement
			if i < len(removed) {
				was = removed[i]
			}
			if i < len(added) {
				is = added[i]
			}
			if was != nil && is != nil && (was.Number == 0) != (is.Number == 0) { // one is the author's, the other is not
				list = append(list, difference(was, nil), difference(nil, is))
				continue
			}
			list = append(list, difference(was, is))
		}
		removed, added = nil, nil
	}
	pairs := templates.Pair(keys(a), keys(b))
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && pairs[i] == j:
			flush()
			if s := difference(&a[i], &b[j]); s.Outside != "" || len(s.Lost)+len(s.Gained) > 0 {
				list = append(list, s)
			}
			i, j = i+1, j+1
		case i < len(a) && pairs[i] < 0:
			removed = append(removed, &a[i])
			i++
		default:
			added = append(added, &b[j])
			j++
		}
	}
	flush()
	return list
}

func keys(list []Statement) []string {
	var k []string
	for _, st := range list {
		k = append(k, st.key)
	}
	return k
}

// difference describes how a statement became another; one of them may be nil.
func difference(was, is *Statement) StatementDiff {
	d := StatementDiff{Kind: Changed, Lost: []string{}, Gained: []string{}, rewritten: was == nil || is == nil || was.key != is.key}
	if was != nil {
		d.OldNumber, d.Summary, d.OldSQL = was.Number, was.Summary, was.SQL
		d.Lost = append(d.Lost, was.Notes...)
	} else {
		d.Kind = Added
	}
	if is != nil {
		d.NewNumber, d.Summary, d.NewSQL = is.Number, is.Summary, is.SQL
		d.Gained = append(d.Gained, is.Notes...)
	} else {
		d.Kind = Removed
	}
	if was == nil || is == nil {
		return d
	}
	if was.Outside != is.Outside {
		d.Outside = map[bool]string{true: "out", false: "in"}[is.Outside]
	}
	d.Lost = slices.DeleteFunc(d.Lost, func(n string) bool { return slices.ContainsFunc(is.Notes, alike(n)) })
	d.Gained = slices.DeleteFunc(d.Gained, func(n string) bool { return slices.ContainsFunc(was.Notes, alike(n)) })
	return d
}

// counted is a number by which a note speaks of another statement or transaction: it moves with every statement before.
var counted = lazyregexp.New(`\b(statement|statements|transaction|line) \d+`)

// alike tells whether a note says the same as another.
func alike(note string) func(string) bool {
	plain := counted.ReplaceAllString(note, "$1")
	return func(other string) bool { return counted.ReplaceAllString(other, "$1") == plain }
}

// derived are the lists of a header that say again what the statements and their annotations say, or how to run the script.
var derived = []string{"Revisions, in this order", "How to run it", "If it stops in the middle", "Locks"}

// place is where something stands in a file, and number the number of a statement.
var (
	place  = lazyregexp.New(` ?\(?\S+:\d+(?::\d+)?\)?:? ?`)
	number = lazyregexp.New(`^\[(\d+)\] `)
)

func (d *Diff) remarks(a, b *Script) {
	was, is := remarks(a), remarks(b)
	for _, r := range was {
		if !slices.Contains(is, r) {
			d.Remarks = append(d.Remarks, Change{Name: r[0], Old: r[1]})
		}
	}
	for _, r := range is {
		if !slices.Contains(was, r) {
			d.Remarks = append(d.Remarks, Change{Name: r[0], New: r[1]})
		}
	}
}

// remarks are the lines of a header that no statement says again, each with its heading, without commands and places.
func remarks(s *Script) [][2]string {
	var list [][2]string
	for _, l := range s.Lists {
		name, _, _ := strings.Cut(l.Name, ":")
		if slices.ContainsFunc(derived, func(lead string) bool { return strings.HasPrefix(name, lead) }) {
			continue
		}
		for _, line := range l.Lines {
			m := number.FindStringSubmatch(line)
			if strings.HasPrefix(line, "sqlplan ") || m != nil && m[1] != "0" {
				continue
			}
			if m != nil {
				line = line[len(m[0]):]
			}
			list = append(list, [2]string{name, strings.TrimSpace(place.ReplaceAllString(line, " "))})
		}
	}
	return list
}

// title is a statement in one line.
func (s StatementDiff) title() string {
	switch {
	case s.Summary == "":
		return "sqlplan's own statement"
	case s.OldNumber != 0 && s.NewNumber != 0 && s.OldNumber != s.NewNumber:
		return fmt.Sprintf("[%d, was %d] %s", s.NewNumber, s.OldNumber, s.Summary)
	}
	return fmt.Sprintf("[%d] %s", max(s.NewNumber, s.OldNumber), s.Summary)
}
