package check

import (
	"sort"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// pythonComments are the comments of a Python file, by the statements that they stand at.
type pythonComments struct {
	file  *source.File
	lines []logicalLine
	alone []source.Span // the comments that begin in the first column: those of the file as a whole
	all   []source.Span
}

// logicalLine is a statement of Python from its first byte to the end of its last line,
// with the comments right above it and those at the ends of its lines.
type logicalLine struct {
	start, end int
	comments   []source.Span
}

// about are the comments of the statement that stands at the offset.
func (c *pythonComments) about(offset int) []source.Span {
	i := sort.Search(len(c.lines), func(i int) bool { return c.lines[i].end >= offset })
	if i == len(c.lines) || c.lines[i].start > offset {
		return nil
	}
	return c.lines[i].comments
}

// function is the name of the function of the file's top level in whose body the offset stands; empty
// outside of all.
func (c *pythonComments) function(offset int) string {
	name := ""
	for _, l := range c.lines {
		if l.start >= offset {
			break
		}
		if l.start > 0 && c.file.Text[l.start-1] != '\n' {
			continue // it is indented
		}
		name = ""
		if rest, ok := strings.CutPrefix(c.file.Text[l.start:l.end], "def "); ok {
			name, _, _ = strings.Cut(rest, "(")
		}
	}
	return strings.TrimSpace(name)
}

// readPython cuts a file into its logical lines: a line goes on while a bracket or a string of it
// is open, or behind a backslash.
// https://docs.python.org/3/reference/lexical_analysis.html#line-structure
func readPython(f *source.File) *pythonComments {
	r := pythonReader{text: f.Text, out: &pythonComments{file: f}, start: -1}
	for r.at < len(r.text) {
		r.step()
	}
	r.endLine()
	return r.out
}

type pythonReader struct {
	text    string
	at      int
	depth   int           // of brackets
	start   int           // of the logical line that is open, -1: none
	above   []source.Span // comments on lines of their own, since the last code or empty line
	within  []source.Span
	content bool // the physical line holds something
	out     *pythonComments
}

func (r *pythonReader) step() {
	switch c := r.text[r.at]; {
	case c == '#':
		r.comment()
		return
	case c == '\n':
		r.newline()
	case c == ' ' || c == '\t' || c == '\r' || c == '\f':
	case c == '\\' && strings.HasPrefix(strings.TrimPrefix(r.text[r.at+1:], "\r"), "\n"):
		r.at += strings.IndexByte(r.text[r.at:], '\n')
	default:
		r.code(c)
		return
	}
	r.at++
}

// code takes one byte of code, or a whole string.
func (r *pythonReader) code(c byte) {
	if r.content = true; r.start < 0 {
		r.start = r.at
	}
	switch c {
	case '(', '[', '{':
		r.depth++
	case ')', ']', '}':
		r.depth = max(0, r.depth-1)
	case '"', '\'':
		r.at = stringEnd(r.text, r.at)
		return
	}
	r.at++
}

func (r *pythonReader) comment() {
	end := len(r.text)
	if n := strings.IndexByte(r.text[r.at:], '\n'); n >= 0 {
		end = r.at + n
	}
	span := r.out.file.Span(r.at, r.at+len(strings.TrimRight(r.text[r.at:end], "\r")))
	r.out.all = append(r.out.all, span)
	switch {
	case r.start >= 0:
		r.within = append(r.within, span)
	case r.at == 0 || r.text[r.at-1] == '\n':
		r.out.alone = append(r.out.alone, span)
		r.above = append(r.above, span)
	default:
		r.above = append(r.above, span)
	}
	r.content = true
	r.at = end
}

func (r *pythonReader) newline() {
	switch {
	case r.start >= 0 && r.depth == 0:
		r.endLine()
	case r.start < 0 && !r.content:
		r.above = nil // an empty line parts a comment from what follows
	}
	r.content = false
}

func (r *pythonReader) endLine() {
	if r.start < 0 {
		return
	}
	r.out.lines = append(r.out.lines, logicalLine{start: r.start, end: r.at, comments: append(r.above, r.within...)})
	r.start, r.above, r.within = -1, nil, nil
}

// stringEnd is the offset behind the string that begins at an offset. A string of one line that is
// not closed ends with the line.
func stringEnd(text string, at int) int {
	quote := text[at : at+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[at:], triple) {
		quote = triple
	}
	for i := at + len(quote); i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case strings.HasPrefix(text[i:], quote):
			return i + len(quote)
		case text[i] == '\n' && len(quote) == 1:
			return i
		}
	}
	return len(text)
}
