package templates

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// funcs are sprig's hermetic functions (no clock, no randomness, no
// environment) and a few of our own. docs/templates.md lists ours.
func funcs() template.FuncMap {
	m := sprig.HermeticTxtFuncMap()
	m["comment"] = comment
	m["heading"] = heading
	m["bare"] = bare
	m["line"] = line
	m["rows"] = rows
	m["plural"] = plural
	m["cell"] = Cell
	m["clauses"] = clauses
	m["code"] = Code
	m["graph"] = graph
	m["statistics"] = statistics
	m["statements"] = sectionSQL
	m["verdict"] = verdict
	m["bySeverity"] = bySeverity
	m["ignored"] = ignored
	m["excuse"] = excuse
	m["where"] = where
	m["headline"] = headline
	m["fewNotices"] = fewNotices
	m["saferForms"] = saferForms
	m["lines"] = textLines
	m["lockLines"] = lockLines
	m["ledgerLines"] = ledgerLines
	m["lost"] = lost
	m["upTo"] = upTo
	m["beyond"] = beyond
	return m
}

// comment writes text as SQL comment lines, each with the given lead. Nothing
// in the text can end the comment: see line.
func comment(lead, text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight("-- "+line(lead)+line(l), " ")
	}
	return strings.Join(lines, "\n")
}

// heading is what stands above every statement: its number and what it does, where it is written and in which transaction it
// runs. One function, since a template takes as long for the parts of these two lines as for all the rest of a script.
func heading(it *planner.Item, p *planner.Plan) string {
	st, runs := it.Statement, "OUTSIDE A TRANSACTION"
	if it.Transaction != 0 {
		runs = "in transaction " + strconv.Itoa(it.Transaction)
	}
	text := comment("["+strconv.Itoa(st.Number)+" of "+strconv.Itoa(p.Counts.Statements)+"] ", st.Summary) + "\n" +
		comment("    ", st.Path+":"+strconv.Itoa(st.Line)+", "+runs)
	if st.Outside != "" {
		text += ": " + line(st.Outside)
	}
	return text
}

// bare tells whether nothing but its heading is to be said of a statement, as of most; a template would ask for each part.
func bare(it *planner.Item) bool {
	st := it.Statement
	return it.Failure == nil && st.Waits == "" && st.Unanalysed == "" &&
		len(st.Locks)+len(st.Opaque)+len(st.Estimates)+len(st.Findings)+len(st.Comments) == 0
}

// statistics says in one line where a plan's estimates come from, and what they assume.
func statistics(s *planner.StatisticsUsed) string {
	text := "sizes"
	if s.Database != "" {
		text += " of " + s.Database
	}
	if s.Version != "" {
		text += ", server " + s.Version
	}
	if s.Taken != "" {
		text += ", taken " + s.Taken
	}
	return fmt.Sprintf("%s; times are estimates at %g MB/s for a scan, %g MB/s for a rewrite, %g MB/s for an index", text, s.Speeds.Scan, s.Speeds.Rewrite, s.Speeds.Index)
}

// line makes text safe for one line: control characters, among them every kind
// of line end, become visible.
func line(text string) string { return source.Printable(text) }

// rows writes ids as people read them, on one line; none is base.
func rows(ids []string) string {
	if len(ids) == 0 {
		return "base"
	}
	return line(strings.Join(ids, ", "))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

// clauses writes a text of several lines on one, with a semicolon behind each that does not end in a colon.
func clauses(text string) string {
	var b strings.Builder
	for i, l := range textLines(text) {
		if i > 0 && !strings.HasSuffix(b.String(), ":") {
			b.WriteByte(';')
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(line(strings.TrimSpace(l)))
	}
	return b.String()
}

// Cell writes text into a markdown table: nothing in it can end the cell or
// start markup.
func Cell(text string) string { return markdownEscapes.Replace(line(text)) }

var markdownEscapes = strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "#", "\\#", "@", "&#64;", "~", "\\~", "!", "\\!")

// Code writes text as a markdown code block whose fence the text does not hold. Characters that hide or reorder text are
// shown as what they are.
func Code(language, text string) string {
	text = shown(text)
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence
}
