package templates

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Page is the data of the html template: the plan, with what belongs together put
// together. Its Findings and Ledger take the places of the plan's.
type Page struct {
	*planner.Plan
	Findings []PageFinding // those that count, the severest first
	Ignored  []PageFinding
	Errors   int
	Warnings int
	Notes    int
	// Revisions are the sections of the plan.
	Revisions []PageSection
	Ledger    []PageLedger
	// NoReads and NoWrites are the tables, not new ones, that others cannot read or write at some time.
	NoReads, NoWrites []string
	// Names are the tables that the page speaks of, sorted.
	Names   []string
	Changes []PageTable
}

// PageFinding is a finding with where the page shows it.
type PageFinding struct {
	check.Finding
	Number  int // from 1; the place is #f1
	Section int // the number of its revision in the plan; 0: none
	// Doc is what the rule says of itself; nil if it is not known.
	Doc *check.Doc
}

// PageSection is a section with its statements.
type PageSection struct {
	*planner.Section
	Findings   []PageFinding // about the revision as a whole
	Statements []PageStatement
	Worst      string // the severest of its findings; may be empty
}

// PageStatement is an item of a section with what is found about it.
type PageStatement struct {
	planner.Item
	Findings []PageFinding
	Tables   []string
	Worst    string
}

// PageLedger is what a transaction locks.
type PageLedger struct {
	planner.Ledger
	Sections []PageSection // the revisions whose statements it holds
}

// PageTable is a table before and after, side by side.
type PageTable struct {
	planner.TableChange
	Rows []DiffRow
}

// DiffRow is a line of a table's definition before and after.
type DiffRow struct {
	Kind string // "same", "changed", "removed", "added"
	Old  string
	New  string
}

// newPage puts the page together.
func newPage(p *planner.Plan) *Page {
	page := &Page{Plan: p}
	statements, sections := page.fill()
	page.findings(statements, sections)
	page.locks(sections)
	for _, t := range p.Tables {
		page.Changes = append(page.Changes, PageTable{t, diffRows(t.Before, t.After)})
		page.name(t.Table)
	}
	slices.Sort(page.Names)
	return page
}

// fill makes the sections, and returns where each statement and each revision is.
func (page *Page) fill() (statements map[int]*PageStatement, sections map[string]*PageSection) {
	statements, sections = map[int]*PageStatement{}, map[string]*PageSection{}
	page.Revisions = make([]PageSection, len(page.Sections))
	for i := range page.Sections {
		s := &page.Revisions[i]
		s.Section = &page.Sections[i]
		sections[s.ID] = s
		for _, it := range s.Items {
			if it.Statement != nil || it.Move != nil {
				s.Statements = append(s.Statements, PageStatement{Item: it, Tables: page.tables(it.Statement)})
			}
		}
		for j := range s.Statements {
			if st := s.Statements[j].Statement; st != nil {
				statements[st.Number] = &s.Statements[j]
			}
		}
	}
	return statements, sections
}

// tables are those that a statement locks, or, where locks are not known, names.
func (page *Page) tables(st *planner.Statement) []string {
	if st == nil {
		return nil
	}
	var names []string
	for _, k := range st.Locks {
		names = appendNew(names, k.Table)
	}
	for _, o := range st.Objects {
		if len(st.Locks) == 0 && o.Kind == "table" {
			names = appendNew(names, o.Name)
		}
	}
	for _, name := range names {
		page.name(name)
	}
	return names
}

func (page *Page) name(table string) {
	if table != "" {
		page.Names = appendNew(page.Names, table)
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// findings sorts the findings, and hands each to what it is about.
func (page *Page) findings(statements map[int]*PageStatement, sections map[string]*PageSection) {
	docs := map[string]*check.Doc{}
	for i := range check.Rules {
		docs[check.Rules[i].Code] = &check.Rules[i].Doc
	}
	for _, f := range page.Plan.Findings {
		pf := PageFinding{Finding: f, Doc: docs[f.Code]}
		if s := sections[f.Revision]; s != nil {
			pf.Section = s.Number
		}
		page.name(f.Table)
		if f.Ignored != nil {
			page.Ignored = append(page.Ignored, pf)
			continue
		}
		page.Findings = append(page.Findings, pf)
		switch f.Severity {
		case source.Error:
			page.Errors++
		case source.Warning:
			page.Warnings++
		default:
			page.Notes++
		}
	}
	slices.SortStableFunc(page.Findings, func(a, b PageFinding) int { return int(b.Severity - a.Severity) })
	for i := range page.Findings {
		page.Findings[i].Number = i + 1
	}
	for i := range page.Ignored {
		page.Ignored[i].Number = len(page.Findings) + i + 1
	}
	for _, f := range page.Findings {
		s := sections[f.Revision]
		if st := statements[f.Statement]; st != nil {
			st.Findings, st.Worst = append(st.Findings, f), worse(st.Worst, f)
		} else if s != nil {
			s.Findings = append(s.Findings, f)
		}
		if s != nil {
			s.Worst = worse(s.Worst, f)
		}
	}
}

// worse is the severity of f if none is known yet: the severest findings come first.
func worse(worst string, f PageFinding) string {
	if worst == "" {
		return f.Severity.String()
	}
	return worst
}

// locks makes the ledger, and finds what it keeps others from.
func (page *Page) locks(sections map[string]*PageSection) {
	for _, l := range page.Plan.Ledger {
		pl := PageLedger{Ledger: l}
		for _, id := range l.Revisions {
			if s := sections[id]; s != nil {
				pl.Sections = append(pl.Sections, *s)
			}
		}
		page.Ledger = append(page.Ledger, pl)
		for _, t := range l.Tables {
			page.name(t.Table)
			switch {
			case t.New:
			case slices.Contains(t.Blocks, "reads"):
				page.NoReads = appendNew(page.NoReads, t.Table)
			case slices.Contains(t.Blocks, "writes"):
				page.NoWrites = appendNew(page.NoWrites, t.Table)
			}
		}
	}
	page.NoWrites = slices.DeleteFunc(page.NoWrites, func(name string) bool { return slices.Contains(page.NoReads, name) })
}

// maxDiff is how many lines of a table are compared line by line; a longer table has its common begin and end only.
const maxDiff = 1000

// diffRows puts two texts side by side. A line that takes the place of another stands beside it.
func diffRows(before, after []string) []DiffRow {
	var rows []DiffRow
	var removed, added []string
	flush := func() {
		for i := range max(len(removed), len(added)) {
			switch {
			case i >= len(added):
				rows = append(rows, DiffRow{Kind: "removed", Old: removed[i]})
			case i >= len(removed):
				rows = append(rows, DiffRow{Kind: "added", New: added[i]})
			default:
				rows = append(rows, DiffRow{"changed", removed[i], added[i]})
			}
		}
		removed, added = nil, nil
	}
	common := Pair(before, after)
	for i, j := 0, 0; i < len(before) || j < len(after); {
		switch {
		case i < len(before) && j < len(after) && common[i] == j:
			flush()
			rows = append(rows, DiffRow{"same", before[i], after[j]})
			i, j = i+1, j+1
		case i < len(before) && common[i] < 0:
			removed = append(removed, before[i])
			i++
		default:
			added = append(added, after[j])
			j++
		}
	}
	flush()
	return rows
}

// Pair returns for each line of a the line of b that it is paired with, or -1: a longest common subsequence. Of two long texts only what
// they begin and end with alike is paired.
func Pair(a, b []string) []int {
	pairs := slices.Repeat([]int{-1}, len(a))
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		pairs[start] = start
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
		pairs[len(a)-end] = len(b) - end
	}
	x, y := a[start:len(a)-end], b[start:len(b)-end]
	if len(x) > maxDiff || len(y) > maxDiff {
		return pairs
	}
	length := make([][]int, len(x)+1) // length[i][j]: of the longest common one of x[i:] and y[j:]
	for i := range length {
		length[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			pairs[start+i] = start + j
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// shown is text of several lines to be read: characters that hide or reorder text are shown as what they are.
func shown(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		rest := strings.TrimLeft(line, "\t")
		b.WriteString(line[:len(line)-len(rest)] + source.Printable(strings.TrimSuffix(rest, "\r")) + "\n")
	}
	return b.String()
}
