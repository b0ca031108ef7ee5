package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Severity orders diagnostics. The zero value is invalid, so that a forgotten
// one shows.
type Severity int

// The severities, from harmless to fatal. Only Error stops a compile.
const (
	Note Severity = iota + 1
	Warning
	Error
)

var severityNames = [...]string{Note: "note", Warning: "warning", Error: "error"}

func (s Severity) String() string {
	if s < Note || s > Error {
		return fmt.Sprintf("invalid severity %d", int(s))
	}
	return severityNames[s]
}

// MarshalText writes the severity by its name, so that JSON shows a word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText has written.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severityNames {
		if name != "" && name == string(text) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("unknown severity %q", text)
}

// Diagnostic is anything that sqlplan has to say about its input: what is
// broken, and what is risky. A user's mistake is a Diagnostic, never an error value.
type Diagnostic struct {
	Severity Severity
	// Code is stable: it never changes its meaning. docs/diagnostics.md lists all.
	Code string
	Span Span
	// Message says what is wrong, in one sentence without a full stop at its end.
	Message string
	// Help says what to do about it; may be empty, may have several lines.
	Help string
	// Related are other places that belong to it, such as the first of two duplicates.
	Related []Related
}

// Related is a place that a diagnostic speaks of besides its own.
type Related struct {
	Span    Span
	Message string
}

// Diagnostics is a list of them. As an error it prints the first and counts the rest.
type Diagnostics []Diagnostic

// Errorf appends an error.
func (d *Diagnostics) Errorf(span Span, code, help, format string, args ...any) {
	*d = append(*d, Diagnostic{Severity: Error, Code: code, Span: span, Help: help, Message: fmt.Sprintf(format, args...)})
}

// Warnf appends a warning.
func (d *Diagnostics) Warnf(span Span, code, help, format string, args ...any) {
	*d = append(*d, Diagnostic{Severity: Warning, Code: code, Span: span, Help: help, Message: fmt.Sprintf(format, args...)})
}

// Notef appends a note.
func (d *Diagnostics) Notef(span Span, code, help, format string, args ...any) {
	*d = append(*d, Diagnostic{Severity: Note, Code: code, Span: span, Help: help, Message: fmt.Sprintf(format, args...)})
}

// HasErrors tells whether anything in d stops a compile.
func (d Diagnostics) HasErrors() bool { return d.Count(Error) > 0 }

// Count returns how many diagnostics of d have the severity s.
func (d Diagnostics) Count(s Severity) int {
	n := 0
	for i := range d {
		if d[i].Severity == s {
			n++
		}
	}
	return n
}

func (d Diagnostics) Error() string {
	if len(d) == 0 {
		return "no diagnostics"
	}
	if len(d) == 1 {
		return d[0].Head()
	}
	return fmt.Sprintf("%s (and %d more)", d[0].Head(), len(d)-1)
}

// Sort orders d by file, offset, code and message, and drops exact repeats, so
// that parallel work prints the same bytes each time.
func (d *Diagnostics) Sort() {
	slices.SortStableFunc(*d, compare)
	*d = slices.CompactFunc(*d, func(a, b Diagnostic) bool {
		return compare(a, b) == 0 && a.Help == b.Help
	})
}

func compare(a, b Diagnostic) int {
	ao, bo := a.Span.Origin(), b.Span.Origin()
	return cmp.Or(cmp.Compare(ao.path(), bo.path()), cmp.Compare(ao.Start(), bo.Start()),
		cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
}

func (s Span) path() string {
	if s.IsZero() {
		return ""
	}
	return s.File.Path
}

// Head returns the first line of the diagnostic: file:line:col: severity CODE: message.
func (d Diagnostic) Head() string { return d.place() + d.verdict() }

func (d Diagnostic) place() string {
	if d.Span.IsZero() {
		return ""
	}
	if p := d.Span.Pos(); d.Span.File.Text != "" {
		return fmt.Sprintf("%s:%d:%d: ", Printable(p.Path), p.Line, p.Col)
	}
	return Printable(d.Span.File.Path) + ": "
}

func (d Diagnostic) verdict() string {
	return fmt.Sprintf("%s %s: %s", d.Severity, d.Code, Printable(d.Message))
}

// Format writes d with its source line, a caret below the place, its help and
// its related places. Paint colours a piece of text by a role: "note",
// "warning", "error", "place", "caret", "help"; nil leaves it plain.
func (d Diagnostic) Format(w *strings.Builder, paint func(role, text string) string) {
	if paint == nil {
		paint = func(_, text string) string { return text }
	}
	w.WriteString(paint("place", d.place()))
	w.WriteString(paint(d.Severity.String(), fmt.Sprintf("%s %s", d.Severity, d.Code)))
	w.WriteString(": " + Printable(d.Message) + "\n")
	excerpt(w, d.Span, paint)
	if line := d.Span.rendered(); line != "" {
		w.WriteString("  rendered: " + Shorten(Printable(line)) + "\n")
	}
	for _, r := range d.Related {
		if !r.Span.IsZero() {
			rd := Diagnostic{Span: r.Span}
			w.WriteString(paint("place", "  "+rd.place()))
		} else {
			w.WriteString("  ")
		}
		w.WriteString(Printable(r.Message) + "\n")
	}
	if d.Help != "" {
		for i, line := range strings.Split(d.Help, "\n") {
			lead := "  help: "
			if i > 0 {
				lead = "        "
			}
			w.WriteString(paint("help", lead) + Printable(line) + "\n")
		}
	}
}

// excerptWidth is how many characters of a source line are shown; of a longer
// line, the part around the place.
const excerptWidth = 120

func excerpt(w *strings.Builder, span Span, paint func(role, text string) string) {
	if span.IsZero() || span.File.Text == "" {
		return
	}
	text, from, to := span.Line()
	if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
		return
	}
	before, marked, after := []rune(text[:from]), []rune(text[from:to]), []rune(text[to:])
	lead, tail := "", ""
	if over := len(before) - excerptWidth/2; over > 0 && len(before)+len(marked)+len(after) > excerptWidth {
		before, lead = before[over:], "…"
	}
	if room := excerptWidth - len(before); len(marked) > room {
		marked, after, tail = marked[:room], nil, "…"
	} else if len(marked)+len(after) > room {
		after, tail = after[:room-len(marked)], "…"
	}
	flat := func(r []rune) string { return Printable(strings.ReplaceAll(string(r), "\t", " ")) }
	width := func(r []rune) int { return utf8.RuneCountInString(flat(r)) }
	fmt.Fprintf(w, "    %s%s%s%s%s\n", lead, flat(before), flat(marked), flat(after), tail)
	pad := strings.Repeat(" ", 4+utf8.RuneCountInString(lead)+width(before))
	w.WriteString(pad + paint("caret", strings.Repeat("^", max(1, width(marked)))) + "\n")
}

// Printable returns text with every control character and every character that
// changes the direction of text made visible, so that a file name or a literal
// can neither drive a terminal nor end a comment line.
func Printable(text string) string {
	clean := func(r rune) bool {
		if r < utf8.RuneSelf {
			return r < ' ' || r == 0x7f
		}
		return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
	}
	if strings.IndexFunc(text, clean) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case clean(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Err returns d as an error if it holds one, else nil.
func (d Diagnostics) Err() error {
	if d.HasErrors() {
		return d
	}
	return nil
}

// shortest is how many bytes Shorten keeps of each end.
const shortest = 200

// Shorten leaves out the middle of a text that nobody would read to its end, such
// as a message that repeats a literal of ten megabytes.
func Shorten(text string) string {
	if len(text) <= 3*shortest {
		return text
	}
	head, tail := text[:shortest], text[len(text)-shortest:]
	for head != "" && !utf8.RuneStart(text[len(head)]) {
		head = head[:len(head)-1]
	}
	for tail != "" && !utf8.RuneStart(tail[0]) {
		tail = tail[1:]
	}
	return head + " ... " + tail
}

// Reason is what is wrong with a file, without the path that fs puts before it:
// the path is shown already, and a file system may put its absolute root there.
func Reason(err error) string {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
