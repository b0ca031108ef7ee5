// Package mako fills in script.py.mako, the template of new revisions. It knows
// the forms that the templates of Alembic use, and refuses everything else, with
// its position: a template of Mako's can run any Python code.
package mako

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const (
	codeTemplate = "SP471"
	codeNaming   = "SP473"
)

// Template is a template that has been read.
type Template struct {
	file  *source.File
	nodes []node
}

// node is a piece of a template: text, an expression, an assignment or a loop.
type node struct {
	kind  kind
	start int    // of text in the file
	text  string // text to write, or an expression
	name  string // that an assignment or a loop sets; the filters of an expression
	body  []node // of a loop or a condition
	other []node // of a condition
}

type kind int

const (
	kindText kind = iota
	kindExpr
	kindSet
	kindFor
	kindIf
)

// Parse reads a template.
func Parse(file *source.File) (*Template, source.Diagnostics) {
	p := &parser{file: file}
	nodes := p.nodes("")
	if p.diags.HasErrors() {
		return nil, p.diags
	}
	return &Template{file: file, nodes: nodes}, nil
}

// parser stops at the first thing that it does not know.
type parser struct {
	file  *source.File
	at    int
	ended string // the control line that ended the innermost block
	diags source.Diagnostics
}

func (p *parser) fail(start, end int, format string, args ...any) {
	p.diags.Errorf(p.file.Span(start, end), codeTemplate,
		"templates are filled in, Mako code is not run: use the forms of Alembic's own script.py.mako,\nor write the revision file by hand", format, args...)
	p.at = len(p.file.Text)
}

// nodes reads up to the end of the block that the control word opened.
func (p *parser) nodes(opened string) []node {
	var list []node
	start := p.at
	for p.at < len(p.file.Text) {
		if p.lineStart() {
			if line, isControl := p.controlLine(); isControl {
				n, end := p.control(line, opened)
				if end || p.diags.HasErrors() {
					return list
				}
				list = append(list, n...)
				continue
			}
		}
		list = append(list, p.piece()...)
	}
	if opened != "" && !p.diags.HasErrors() {
		p.fail(start, start, "the %% %s has no %% end%s", opened, opened)
	}
	return list
}

func (p *parser) lineStart() bool { return p.at == 0 || p.file.Text[p.at-1] == '\n' }

// controlLine returns the whole line at the position if it begins with % or ##.
func (p *parser) controlLine() (string, bool) {
	line, _, _ := strings.Cut(p.file.Text[p.at:], "\n")
	word := strings.TrimLeft(line, " \t")
	return line, strings.HasPrefix(word, "##") || strings.HasPrefix(word, "%") && !strings.HasPrefix(word, "%%")
}

var (
	forLine = lazyregexp.New(`^for\s+(\w+)\s+in\s+(.*):$`)
	ifLine  = lazyregexp.New(`^if\s+(.*):$`)
)

// control reads a control line and, of a loop or a condition, what belongs to it.
func (p *parser) control(line, opened string) (list []node, end bool) {
	start := p.at
	p.at = min(p.at+len(line)+1, len(p.file.Text))
	word := strings.TrimSpace(line)
	if strings.HasPrefix(word, "##") {
		return nil, false
	}
	code := strings.TrimSpace(word[1:])
	if code == "end"+opened && opened != "" || code == "else:" && opened == "if" {
		p.ended = code
		return nil, true
	}
	at := func(part string) int { return start + strings.LastIndex(line, part) }
	if m := forLine.FindStringSubmatch(code); m != nil {
		return []node{{kind: kindFor, start: at(m[2]), text: m[2], name: m[1], body: p.nodes("for")}}, false
	}
	if m := ifLine.FindStringSubmatch(code); m != nil {
		n := node{kind: kindIf, start: at(m[1]), text: m[1], body: p.nodes("if")}
		if p.ended == "else:" {
			n.other = p.nodes("if")
		}
		return []node{n}, false
	}
	p.fail(start, start+len(strings.TrimRight(line, "\r")), "this control line is not supported in a template")
	return nil, false
}

// piece reads text up to the next thing that is none, or that thing.
func (p *parser) piece() []node {
	rest := p.file.Text[p.at:]
	switch {
	case strings.HasPrefix(rest, "${"):
		return p.expression()
	case strings.HasPrefix(rest, "<%doc>"):
		p.skipDoc()
		return nil
	case strings.HasPrefix(rest, "<%"), strings.HasPrefix(rest, "</%"):
		return p.block()
	case strings.HasPrefix(rest, "\\\n"), strings.HasPrefix(rest, "\\\r\n"):
		p.at += strings.IndexByte(rest, '\n') + 1 // joins two lines
		return nil
	}
	if p.lineStart() {
		if word := strings.TrimLeft(rest, " \t"); strings.HasPrefix(word, "%%") {
			p.at = len(p.file.Text) - len(word) + len("%%")
			return []node{{kind: kindText, text: rest[:len(rest)-len(word)] + "%"}}
		}
	}
	end := 1
	for end < len(rest) && rest[end-1] != '\n' && strings.IndexByte("$<\\", rest[end]) < 0 {
		end++
	}
	p.at += end
	return []node{{kind: kindText, text: rest[:end]}}
}

func (p *parser) skipDoc() {
	_, after, ok := strings.Cut(p.file.Text[p.at:], "</%doc>")
	if !ok {
		p.fail(p.at, p.at+len("<%doc>"), "a <%%doc> without its end")
		return
	}
	p.at = len(p.file.Text) - len(after)
}

// expression reads ${expression | filters}.
func (p *parser) expression() []node {
	start := p.at + len("${")
	end, bar := start, -1
	var quote byte
	for ; end < len(p.file.Text); end++ {
		switch c := p.file.Text[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '|' && bar < 0:
			bar = end
		case c == '}':
			n := node{kind: kindExpr, start: start, text: p.file.Text[start:end]}
			if bar >= 0 {
				n.text, n.name = p.file.Text[start:bar], p.file.Text[bar+1:end]
			}
			p.at = end + 1
			p.checkFilters(n, bar+1, end)
			return []node{n}
		}
	}
	p.fail(p.at, start, "a ${ without its }")
	return nil
}

func (p *parser) checkFilters(n node, start, end int) {
	for _, f := range n.filters() {
		switch f {
		case "comma", "n", "str", "unicode", "trim":
		default:
			p.fail(start, end, "the filter %q is not supported in a template", f)
			return
		}
	}
}

func (n node) filters() []string {
	if n.name == "" {
		return nil
	}
	list := strings.Split(n.name, ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

var (
	importLine = lazyregexp.New(`^import\s+re$`)
	assignLine = lazyregexp.New(`^(\w+)\s*=\s*([^=].*)$`)
)

// block reads <% code %> and <%! code %>: lines of `import re` and of NAME = EXPRESSION.
func (p *parser) block() []node {
	start := p.at
	code, _, ok := strings.Cut(p.file.Text[start:], "%>")
	open := "<%"
	if strings.HasPrefix(code, "<%!") {
		open = "<%!"
	}
	if !ok || len(code) <= len(open) || strings.IndexByte(" \t\r\n", code[len(open)]) < 0 {
		tag, _, _ := strings.Cut(p.file.Text[start:], "\n")
		p.fail(start, start+len(strings.TrimRight(tag, "\r")), "this tag is not supported in a template")
		return nil
	}
	var list []node
	at := start + len(open)
	for line := range strings.SplitAfterSeq(code[len(open):], "\n") {
		word := strings.TrimSpace(line)
		if m := assignLine.FindStringSubmatch(word); m != nil && open == "<%" {
			list = append(list, node{kind: kindSet, start: at + strings.LastIndex(line, m[2]), text: m[2], name: m[1]})
		} else if word != "" && !strings.HasPrefix(word, "#") && !importLine.MatchString(word) {
			from := at + strings.Index(line, word)
			p.fail(from, from+len(word), "this Python code is not supported in a template")
			return nil
		}
		at += len(line)
	}
	p.at = start + len(code) + len("%>")
	return list
}

// Fill returns the text that the template comes to. Option is config.get_main_option.
func (t *Template) Fill(vars map[string]Value, option func(name string) (string, bool)) (string, source.Diagnostics) {
	f := &filler{file: t.file, scope: &scope{vars: map[string]Value{}, option: option}}
	for name, v := range vars {
		f.scope.vars[name] = v
	}
	f.fill(t.nodes)
	if f.diags.HasErrors() {
		return "", f.diags
	}
	return f.out.String(), nil
}

type filler struct {
	file  *source.File
	scope *scope
	out   strings.Builder
	diags source.Diagnostics
}

func (f *filler) fill(nodes []node) {
	for _, n := range nodes {
		if f.diags.HasErrors() {
			return
		}
		if n.kind == kindText {
			f.out.WriteString(n.text)
			continue
		}
		v, err := eval(n.text, f.scope)
		if err != nil {
			at := n.start + min(err.at, len(n.text))
			f.diags.Errorf(f.file.Span(at, n.start+len(n.text)), codeTemplate,
				"use the forms of Alembic's own script.py.mako, or write the revision file by hand", "%s", err.message)
			return
		}
		f.apply(n, v)
	}
}

func (f *filler) apply(n node, v Value) {
	switch n.kind {
	case kindExpr:
		for _, name := range n.filters() {
			switch name {
			case "comma":
				v = comma(v)
			case "trim":
				v = strings.TrimSpace(Str(v))
			}
		}
		f.out.WriteString(Str(v))
	case kindSet:
		f.scope.vars[n.name] = v
	case kindFor:
		for _, item := range strs(v) {
			f.scope.vars[n.name] = item
			f.fill(n.body)
		}
	case kindIf:
		if truth(v) {
			f.fill(n.body)
		} else {
			f.fill(n.other)
		}
	}
}
