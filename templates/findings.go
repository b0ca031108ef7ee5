package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// verdict counts findings in words: "1 error, 2 warnings, 3 notes; 1 ignored".
func verdict(list []check.Finding) string {
	var parts []string
	for _, s := range []source.Severity{source.Error, source.Warning, source.Note} {
		if n := check.Count(list, s); n > 0 {
			parts = append(parts, plural(n, s.String(), s.String()+"s"))
		}
	}
	text := cmp.Or(strings.Join(parts, ", "), "nothing that counts")
	if n := check.CountIgnored(list); n > 0 {
		text += fmt.Sprintf("; %d ignored", n)
	}
	return text
}

// folded are the findings that count, with those that say the same of several revisions made into one. A line
// of it names so many revisions.
func folded(list []check.Finding, aLine int) []check.Finding {
	type key struct {
		code, alike string
		severity    source.Severity
	}
	same := map[key][]string{}
	for _, f := range list {
		if k := (key{f.Code, f.Alike, f.Severity}); f.Ignored == nil && f.Alike != "" {
			same[k] = append(same[k], f.Revision)
		}
	}
	var kept []check.Finding
	for _, f := range list {
		revisions := same[key{f.Code, f.Alike, f.Severity}]
		switch {
		case f.Ignored != nil:
		case f.Alike == "" || len(revisions) == 1:
			kept = append(kept, f)
		case f.Revision == revisions[0]:
			f.Message = fmt.Sprintf("%s, in %d revisions: %s", f.Alike, len(revisions), enumerated(revisions, aLine))
			f.Revision = ""
			kept = append(kept, f)
		}
	}
	return kept
}

// enumerated writes names in lines of so many each, indented behind the first.
func enumerated(names []string, aLine int) string {
	var lines []string
	for some := range slices.Chunk(names, aLine) {
		lines = append(lines, strings.Join(some, ", "))
	}
	return strings.Join(lines, ",\n      ")
}

// bySeverity are the findings that count, the worst first, on one line each.
func bySeverity(list []check.Finding) []check.Finding {
	kept := folded(list, max(1, len(list)))
	slices.SortStableFunc(kept, func(a, b check.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return kept
}

// ignored are the findings that do not count.
func ignored(list []check.Finding) []check.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f check.Finding) bool { return f.Ignored == nil })
}

// excuse is why a finding does not count, and who says so: "it has ten rows (a comment in the revision)".
func excuse(f any) string {
	var i *check.Ignored
	switch f := f.(type) {
	case check.Finding:
		i = f.Ignored
	case *check.Finding:
		i = f.Ignored
	}
	if i == nil {
		return ""
	}
	by := map[string]string{check.ByComment: "says the revision", check.ByBaseline: "it is in the baseline", check.ByConfiguration: "says sqlplan.toml"}[i.By]
	if i.Until != "" {
		by += ", until " + i.Until
	}
	if i.Reason == "" {
		return by
	}
	return i.Reason + " (" + by + ")"
}

// where says what a finding is about: the number of its statement in brackets, or its revision.
func where(f check.Finding) string {
	switch {
	case f.Statement > 0:
		return fmt.Sprintf("[%d]", f.Statement)
	case f.Alike != "" && f.Revision == "":
		return "[revisions]"
	case f.Revision != "":
		return "[revision " + line(f.Revision) + "]"
	}
	return "[script]"
}

// headlines are the findings that a script's header lists, and how many warnings it leaves out: More stand above their statements,
// and Lost, which are about no statement, nowhere in the script.
type headlines struct {
	List       []check.Finding
	More, Lost int
}

// headline picks the errors and the first of the warnings, in the order of the script, and then notes that stand above no statement.
func headline(list []check.Finding) headlines {
	const warnings, aLine = 50, 10
	var h headlines
	var notes []check.Finding
	room := warnings
	for _, f := range folded(list, aLine) {
		switch {
		case f.Severity == source.Note && f.Statement == 0:
			notes = append(notes, f)
		case f.Severity == source.Note:
		case f.Severity == source.Error:
			h.List = append(h.List, f)
		case room > 0:
			h.List = append(h.List, f)
			room--
		case f.Statement == 0:
			h.Lost++
		default:
			h.More++
		}
	}
	h.List = append(h.List, notes...)
	return h
}

// saferForms are the statements to use instead, below the numbers of those in whose place they stand.
func saferForms(list []check.Finding) string {
	var b strings.Builder
	for _, f := range list {
		if f.Ignored == nil && f.Safe != "" {
			place := fmt.Sprintf("%s, in place of statement %d:", f.Code, f.Statement)
			if f.Part {
				place = fmt.Sprintf("%s, in place of a part of statement %d:", f.Code, f.Statement)
			}
			fmt.Fprintf(&b, "%s\n%s\n\n", comment("", place), printable(f.Safe))
		}
	}
	return b.String()
}

// printable makes the control characters of every line visible.
func printable(text string) string {
	lines := textLines(text)
	for i, l := range lines {
		lines[i] = line(l)
	}
	return strings.Join(lines, "\n")
}

// textLines are the lines of a text; none of an empty one.
func textLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}

// notices are those that a header lists, and in words which it leaves out.
type notices struct {
	List []planner.Notice
	More []string
}

// fewNotices leaves out the notes of a code behind its fifth: a habit of a project is told often enough.
func fewNotices(list []planner.Notice) notices {
	const most = 5
	var n notices
	count := map[string]int{}
	var codes []string
	for _, x := range list {
		if x.Severity != source.Note.String() {
			n.List = append(n.List, x)
			continue
		}
		if count[x.Code]++; count[x.Code] <= most {
			n.List = append(n.List, x)
		} else if count[x.Code] == most+1 {
			codes = append(codes, x.Code)
		}
	}
	for _, code := range codes {
		n.More = append(n.More, "and "+plural(count[code]-most, "more note", "more notes")+" "+code)
	}
	return n
}
