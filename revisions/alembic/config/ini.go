package config

import (
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Text is a value of a configuration file and where it stands.
type Text struct {
	Value string
	Span  source.Span
}

// defaultSection holds the options that every other section inherits.
const defaultSection = "DEFAULT"

// ini is a file as Python's configparser reads it: values are raw, which means
// that interpolation has not been done.
type ini struct {
	file     *source.File
	sections []*iniSection
}

type iniSection struct {
	name    string
	span    source.Span
	options []iniOption
}

type iniOption struct {
	name string // lower case
	raw  Text   // the lines of the value, joined with line ends
	key  source.Span
}

func (f *ini) section(name string) *iniSection {
	if f == nil {
		return nil
	}
	for _, s := range f.sections {
		if s.name == name {
			return s
		}
	}
	return nil
}

func (s *iniSection) option(name string) *iniOption {
	if s == nil {
		return nil
	}
	for i := range s.options {
		if s.options[i].name == name {
			return &s.options[i]
		}
	}
	return nil
}

// names lists the sections, without DEFAULT, in the order of the file.
func (f *ini) names() []string {
	var names []string
	for _, s := range f.sections {
		if s.name != defaultSection {
			names = append(names, s.name)
		}
	}
	return names
}

// iniParser follows configparser's rules: a line that is indented deeper than
// the option before it continues its value, empty lines are part of a value that
// goes on after them, comments take a whole line.
type iniParser struct {
	file    *source.File
	out     *ini
	section *iniSection
	lines   []string // of the value of the last option of section; nil if there is none
	indent  int      // of that option
	diags   *source.Diagnostics
}

func parseIni(file *source.File, diags *source.Diagnostics) *ini {
	p := &iniParser{file: file, out: &ini{file: file}, diags: diags}
	offset := 0
	for line := range strings.SplitAfterSeq(file.Text, "\n") {
		p.line(offset, strings.TrimRight(line, "\r\n"))
		offset += len(line)
	}
	p.endOption()
	return p.out
}

func (p *iniParser) line(offset int, line string) {
	text := strings.TrimSpace(line)
	if text == "" {
		if p.lines != nil {
			p.lines = append(p.lines, "")
		}
		return
	}
	if text[0] == '#' || text[0] == ';' {
		return
	}
	indent := utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeft(line, " \t\v\f\u00a0"))
	start := offset + strings.Index(line, text)
	span := p.file.Span(start, start+len(text))
	if p.lines != nil && indent > p.indent {
		p.continueOption(text, span)
		return
	}
	p.endOption()
	p.indent = indent
	if name, ok := sectionHeader(text); ok {
		p.startSection(name, span)
		return
	}
	p.startOption(text, span)
}

func sectionHeader(text string) (string, bool) {
	end := strings.LastIndexByte(text, ']')
	if text[0] != '[' || end < 2 {
		return "", false
	}
	return text[1:end], true
}

func (p *iniParser) startSection(name string, span source.Span) {
	if first := p.out.section(name); first != nil && name != defaultSection {
		p.repeated(span, first.span, "section [%s]", name)
	} else if first != nil {
		p.section = first
		return
	}
	p.section = &iniSection{name: name, span: span}
	p.out.sections = append(p.out.sections, p.section)
}

func (p *iniParser) startOption(text string, span source.Span) {
	if p.section == nil {
		p.diags.Errorf(span, codeSyntax, "begin the file with [alembic]", "this line stands before the first [section]")
		// One message is enough: what follows goes to a section that nobody asks for.
		p.section = &iniSection{}
	}
	at := strings.IndexAny(text, "=:")
	if at < 0 {
		p.diags.Errorf(span, codeSyntax, "write KEY = VALUE; indent a line that continues the value above it", "this line is no KEY = VALUE")
		return
	}
	key := strings.TrimRight(text[:at], " \t")
	if key == "" {
		p.diags.Errorf(span, codeSyntax, "write KEY = VALUE", "there is no key before the %q", text[at:at+1])
		return
	}
	value := strings.TrimSpace(text[at+1:])
	start := span.End() - len(value)
	option := iniOption{
		name: strings.ToLower(key), key: p.file.Span(span.Start(), span.Start()+len(key)),
		raw: Text{Span: p.file.Span(start, span.End())},
	}
	if first := p.section.option(option.name); first != nil {
		p.repeated(option.key, first.key, "option %q of this section", option.name)
	}
	p.section.options = append(p.section.options, option)
	p.lines = []string{value}
}

func (p *iniParser) continueOption(text string, span source.Span) {
	raw := &p.section.options[len(p.section.options)-1].raw
	start := raw.Span.Start()
	if p.lines = append(p.lines, text); len(p.lines[0]) == 0 && start == raw.Span.End() {
		start = span.Start() // the value begins on its second line
	}
	raw.Span = p.file.Span(start, span.End())
}

func (p *iniParser) endOption() {
	if p.lines == nil {
		return
	}
	p.section.options[len(p.section.options)-1].raw.Value = strings.TrimRight(strings.Join(p.lines, "\n"), " \t\r\n")
	p.lines = nil
}

func (p *iniParser) repeated(span, first source.Span, format, name string) {
	var d source.Diagnostics
	d.Errorf(span, codeSyntax, "delete one of the two: Alembic refuses such a file", "the "+format+" is there already", name)
	d[0].Related = []source.Related{{Span: first, Message: "the first one"}}
	*p.diags = append(*p.diags, d...)
}
