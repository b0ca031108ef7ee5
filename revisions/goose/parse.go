package goose

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// The annotations, as https://pressly.github.io/goose/documentation/annotations/ spells
// them; goose does not mind upper and lower case.
const (
	up             = "Up"
	down           = "Down"
	statementBegin = "StatementBegin"
	statementEnd   = "StatementEnd"
	noTransaction  = "NO TRANSACTION"
	envsubOn       = "ENVSUB ON"
	envsubOff      = "ENVSUB OFF"
)

var annotations = []string{up, down, statementBegin, statementEnd, noTransaction, envsubOn, envsubOff}

// isAnnotation tells whether goose takes the line as an annotation: any comment
// line that says +goose, wherever it stands.
func isAnnotation(line string) bool {
	return strings.HasPrefix(strings.TrimSpace(line), "--") && strings.Contains(line, "+goose")
}

// place is where in a file the parser is.
type place int

const (
	beforeUp place = iota
	inUp
	inDown
)

type parser struct {
	file  *source.File
	body  *body
	diags source.Diagnostics
	place place
	from  int         // where the current stretch of SQL starts
	begin source.Span // the open StatementBegin; zero if none
	// unfinished is the first line of SQL that no semicolon at the end of a line
	// has followed yet; zero if there is none.
	unfinished source.Span
	stray      bool // SQL before Up was reported
}

// parse splits f at its annotations. The rules are those of goose v3: a file that
// goose refuses is refused here.
func parse(f *source.File) (*body, source.Diagnostics) {
	p := parser{file: f, body: &body{file: f}}
	at := 0
	for line := range strings.Lines(f.Text) {
		span := lineSpan(f, at, line)
		if isAnnotation(line) {
			p.annotation(span, line, at)
		} else {
			p.sql(span)
		}
		at += len(line)
	}
	p.finish()
	return p.body, p.diags
}

// lineSpan returns the span of a line without blanks at its ends.
func lineSpan(f *source.File, at int, line string) source.Span {
	trimmed := strings.TrimSpace(line)
	start := at + strings.Index(line, trimmed)
	return f.Span(start, start+len(trimmed))
}

// sql takes note of a line that is no annotation.
func (p *parser) sql(line source.Span) {
	text := line.Text()
	comment := strings.HasPrefix(text, "--")
	switch {
	case text == "" || p.unfinished.IsZero() && comment:
	case p.place == beforeUp:
		if !p.stray {
			p.diags.Errorf(line, "SP052", "put `-- +goose Up` on a line above it", "SQL before `-- +goose Up`")
		}
		p.stray = true
	case !p.begin.IsZero():
	case endsStatement(text):
		p.unfinished = source.Span{}
	case p.unfinished.IsZero():
		p.unfinished = line
	}
}

// endsStatement tells whether the last word before a line comment ends with a
// semicolon, which is how goose finds the end of a statement.
func endsStatement(line string) bool {
	last := ""
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "--") {
			break
		}
		last = word
	}
	return strings.HasSuffix(last, ";")
}

// annotation reads the annotation in line, which starts at offset at.
func (p *parser) annotation(span source.Span, line string, at int) {
	if span.Start() > at && (line[0] == ' ' || line[0] == '\t') {
		p.diags.Errorf(span, "SP050", "remove the blanks before it", "goose refuses an annotation that is indented")
	}
	name := strings.TrimSpace(strings.Replace(strings.ReplaceAll(span.Text(), "--", ""), "+goose", "", 1))
	p.endStretch(at)
	p.from = at + len(line)
	switch known := canonical(name); known {
	case up, down:
		p.section(span, known)
	case statementBegin:
		p.statementBegin(span)
	case statementEnd:
		if p.begin.IsZero() {
			p.diags.Errorf(span, "SP051", "put `-- +goose StatementBegin` above the statement", "StatementEnd without StatementBegin")
		}
		p.begin = source.Span{}
	case noTransaction:
		p.body.noTransaction = true
	case envsubOn:
		p.diags.Errorf(span, "SP054", "write the values out, or use a native .sql.tmpl revision with declared variables: a script must not depend on the environment it is compiled in",
			"goose's substitution of environment variables is not supported")
	case envsubOff: // ends what ENVSUB ON began
	default:
		p.unknown(span, name)
	}
}

// canonical returns the annotation that name spells in any case, or "".
func canonical(name string) string {
	for _, a := range annotations {
		if strings.EqualFold(a, name) {
			return a
		}
	}
	return ""
}

func (p *parser) unknown(span source.Span, name string) {
	help := "the annotations are " + strings.Join(annotations, ", ")
	if near := spell.DidYouMean(name, annotations); near != "" {
		help = near + " " + help
	}
	p.diags.Errorf(span, "SP050", help, "unknown annotation +goose %s", name)
}

// section begins the Up or the Down section.
func (p *parser) section(span source.Span, name string) {
	p.closed(span)
	switch {
	case name == up && p.place != beforeUp:
		p.diags.Errorf(span, "SP051", "keep one `-- +goose Up`, above `-- +goose Down`", "a second `-- +goose Up`")
	case name == down && p.place == beforeUp:
		p.diags.Errorf(span, "SP051", "begin the file with `-- +goose Up`", "`-- +goose Down` before `-- +goose Up`")
	case name == down && p.place == inDown:
		p.diags.Errorf(span, "SP051", "keep one `-- +goose Down`", "a second `-- +goose Down`")
	}
	p.place = inUp
	if name == down {
		p.place, p.body.hasDown = inDown, true
	}
}

func (p *parser) statementBegin(span source.Span) {
	switch {
	case p.place == beforeUp:
		p.diags.Errorf(span, "SP051", "put `-- +goose Up` above it", "StatementBegin before `-- +goose Up`")
	case !p.begin.IsZero():
		p.diags.Errorf(span, "SP051", "put `-- +goose StatementEnd` behind the first statement", "StatementBegin inside another one")
	}
	p.finished()
	p.begin = span
}

// closed checks that nothing is open where a section or the file ends.
func (p *parser) closed(at source.Span) {
	if !p.begin.IsZero() {
		p.diags = append(p.diags, source.Diagnostic{
			Severity: source.Error, Code: "SP051", Span: p.begin, Message: "StatementBegin without StatementEnd",
			Help:    "put `-- +goose StatementEnd` behind the statement",
			Related: []source.Related{{Span: at, Message: "it is still open here"}},
		})
	}
	p.begin = source.Span{}
	p.finished()
}

// finished checks that the SQL so far ends with a statement.
func (p *parser) finished() {
	if !p.unfinished.IsZero() {
		p.diags.Errorf(p.unfinished, "SP053", "end it with a semicolon at the end of a line; goose goes by that", "the statement has no end")
	}
	p.unfinished = source.Span{}
}

// endStretch records the SQL between the last annotation and offset at.
func (p *parser) endStretch(at int) {
	if strings.TrimSpace(p.file.Text[p.from:at]) == "" {
		return
	}
	switch stretch := p.file.Span(p.from, at); p.place {
	case inUp:
		p.body.up = append(p.body.up, stretch)
	case inDown:
		p.body.down = append(p.body.down, stretch)
	}
}

func (p *parser) finish() {
	end := len(p.file.Text)
	p.endStretch(end)
	p.closed(p.file.Span(end, end))
	if p.place == beforeUp && !p.stray {
		p.diags.Errorf(p.file.Span(0, 0), "SP052", "begin the file with `-- +goose Up`", "no `-- +goose Up` in the file")
	}
}
