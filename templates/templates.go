// Package templates renders plans, and the files of new revisions, from
// embedded text templates that a user may override. Templates format; they
// never decide: what they show is in the data that they are given.
package templates

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/source"
)

//go:embed *.tmpl plan.css plan.js
var embedded embed.FS

// Names are the templates that can be overridden, by the key that
// [templates] in the configuration uses.
var Names = []string{"script", "plan", "markdown", "preflight", "html", "css", "js", "revision"}

// files are the embedded originals.
var files = map[string]string{
	"script":    "script.sql.tmpl",
	"plan":      "plan.txt.tmpl",
	"markdown":  "plan.md.tmpl",
	"preflight": "preflight.sql.tmpl",
	"html":      "plan.html.tmpl",
	"css":       "plan.css",
	"js":        "plan.js",
	"revision":  "revision.sql.tmpl",
}

// FileName returns the file name of an embedded template: "script.sql.tmpl".
func FileName(name string) string { return files[name] }

// Original returns the text of an embedded template.
func Original(name string) string {
	text, err := fs.ReadFile(embedded, files[name])
	if err != nil {
		panic(err) // the file is part of the binary
	}
	return string(text)
}

// Templates renders with the embedded templates, or with what replaces them.
type Templates struct {
	overrides map[string]*source.File
	brief     bool // a plan in markdown without the SQL
}

// New returns templates in which the named ones are replaced. Names that are
// not in Names are the caller's mistake and panic.
func New(overrides map[string]*source.File) Templates {
	for name := range overrides {
		if !slices.Contains(Names, name) {
			panic("no template is called " + name)
		}
	}
	return Templates{overrides: overrides}
}

// Replaces tells whether the project has a template of its own in the place of the named one.
func (t Templates) Replaces(name string) bool { return t.overrides[name] != nil }

// Script renders the script of a plan.
func (t Templates) Script(p *planner.Plan) (string, source.Diagnostics) { return t.render("script", p) }

// text is a template as it stands, the embedded one or what replaces it.
func (t Templates) text(name string) string {
	if file, own := t.overrides[name]; own {
		return file.Text
	}
	return Original(name)
}

// PlanFormats are the formats that Plan writes.
var PlanFormats = []string{"text", "markdown", "html", "json"}

// Preflight renders a pre-flight.
func (t Templates) Preflight(p *planner.Preflight) (string, source.Diagnostics) {
	return t.render("preflight", p)
}

// Plan renders a plan for a person or a program to read, in one of PlanFormats.
func (t Templates) Plan(format string, p *planner.Plan) (string, source.Diagnostics) {
	switch format {
	case "text":
		return t.render("plan", p)
	case "markdown":
		return t.markdown(p)
	case "html":
		return t.html(p)
	case "json":
		var b bytes.Buffer
		if err := WriteJSON(&b, filled(reflect.ValueOf(*p)).Interface()); err != nil {
			panic(err) // a plan is plain data
		}
		return b.String(), nil
	}
	panic("no plan format is called " + format)
}

// MarkdownLimit is how many characters a plan in markdown may have: a comment on
// GitHub holds 65,536, and something may stand around it.
const MarkdownLimit = 60_000

// markdown renders the plan for a comment: without the SQL of the statements where
// that would be too long, and cut off where that does not help.
func (t Templates) markdown(p *planner.Plan) (string, source.Diagnostics) {
	text, diags := t.render("markdown", p)
	if diags.HasErrors() || utf8.RuneCountInString(text) <= MarkdownLimit {
		return text, diags
	}
	t.brief = true
	text, diags = t.render("markdown", p)
	if diags.HasErrors() || utf8.RuneCountInString(text) <= MarkdownLimit {
		return text, diags
	}
	return shortened(text, p), diags
}

// shortened ends the text before a heading or a row of a table, and says where the rest is.
func shortened(text string, p *planner.Plan) string {
	pointer := "\n**The plan is cut off here.** All of it, with " + plural(p.Counts.Revisions, "revision", "revisions") + ":\n\n" +
		Code("sh", p.Invocation+"\n"+strings.TrimSuffix(p.Invocation, " --sql")+" --format json") + "\n"
	room, end := MarkdownLimit-utf8.RuneCountInString(pointer), 0
	for line := range strings.Lines(text) {
		n := utf8.RuneCountInString(line)
		if n > room {
			break
		}
		room -= n
		end += len(line)
	}
	head := text[:end]
	for _, mark := range []string{"\n#### ", "\n| "} {
		if at := strings.LastIndex(head, mark); at > len(head)/2 {
			head = head[:at+1]
			break
		}
	}
	return head + pointer
}

// filled is a copy of plain data in which every list is one, even if nothing is in it: programs need not ask for null.
func filled(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(filled(v.Elem()))
		return to
	case reflect.Slice:
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			list.Index(i).Set(filled(v.Index(i)))
		}
		return list
	case reflect.Struct:
		to := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				to.Field(i).Set(filled(v.Field(i)))
			}
		}
		return to
	}
	return v
}

// WriteJSON writes v as indented JSON that leaves <, > and & as they are. Characters that hide or reorder text, or drive a
// terminal, stand in it as \u escapes, which are the same text to a program.
func WriteJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escaped(b.Bytes()))
	return err
}

// escaped makes escapes of the characters of a JSON text that source.Printable makes visible. Outside of strings there are none
// but spaces and line ends.
func escaped(text []byte) []byte {
	hidden := func(r rune) bool {
		return r > unicode.MaxASCII && source.Printable(string(r)) != string(r) || r == 0x7f
	}
	if bytes.IndexFunc(text, hidden) < 0 {
		return text
	}
	var b bytes.Buffer
	for _, r := range string(text) {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, "\\u%04x\\u%04x", high, low)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.Bytes()
}

// NewRevision is the data of the revision template.
type NewRevision struct {
	ID           string
	Down         []string
	DependsOn    []string
	BranchLabels []string
	Message      string
	Author       string // may be empty
	Created      string // a date, such as 2026-11-21
	Merge        bool   // the revision merges heads and changes nothing itself
}

// Revision renders the file of a new revision.
func (t Templates) Revision(r NewRevision) (string, source.Diagnostics) {
	return t.render("revision", r)
}

func (t Templates) render(name string, data any) (string, source.Diagnostics) {
	return t.run(name, func(file *source.File, out *strings.Builder) error {
		tmpl := template.New(name).Funcs(funcs()).Option("missingkey=error")
		tmpl.Funcs(template.FuncMap{"details": func() bool { return !t.brief }})
		tmpl.Funcs(template.FuncMap{"sections": func(name string, p *planner.Plan) (string, error) { return sections(tmpl, name, p) }})
		if _, err := tmpl.Parse(file.Text); err != nil {
			return err
		}
		return execute(tmpl, out, data)
	})
}

// run lets do render the named template. An error in a user's own is a diagnostic, in an embedded one a bug.
func (t Templates) run(name string, do func(file *source.File, out *strings.Builder) error) (string, source.Diagnostics) {
	file, own := t.overrides[name]
	if !own {
		file = source.NewFile(files[name], Original(name))
	}
	var out strings.Builder
	err := do(file, &out)
	if err == nil {
		return out.String(), nil
	}
	if !own {
		panic(fmt.Sprintf("embedded template %s: %v", name, err))
	}
	var diags source.Diagnostics
	at, reason := place(file, err)
	diags.Errorf(at, "SP090", "docs/templates.md lists the data and the functions that a template has; `sqlplan init --templates` writes the originals",
		"template %s: %s", name, reason)
	return "", diags
}

// Section is the data of the template that sections runs.
type Section struct {
	Plan    *planner.Plan
	Section *planner.Section
}

// sections runs the named template for each section of the plan, on all cores:
// a long script is mostly sections, and none depends on another.
func sections(tmpl *template.Template, name string, p *planner.Plan) (string, error) {
	texts, errs := make([]strings.Builder, len(p.Sections)), make([]error, len(p.Sections))
	parallel.Each(len(p.Sections), func(i int) {
		texts[i].Grow(expected(&p.Sections[i]))
		errs[i] = execute(tmpl.Lookup(name), &texts[i], Section{p, &p.Sections[i]})
	})
	size := 0
	for i := range texts {
		if errs[i] != nil {
			return "", errs[i]
		}
		size += texts[i].Len()
	}
	var all strings.Builder
	all.Grow(size)
	for i := range texts {
		all.WriteString(texts[i].String())
		texts[i].Reset() // a long script is held once, not twice
	}
	return all.String(), nil
}

// expected is about how long the text of a section gets: its SQL, and what stands around it.
func expected(s *planner.Section) int {
	n := 800
	for i := range s.Items {
		n += len(s.Items[i].SQL) + 100
	}
	return n
}

// execute runs the template; a function that panics is an error like any other.
func execute(tmpl *template.Template, w io.Writer, data any) error {
	if tmpl == nil {
		return errors.New("sections names a template that is not defined")
	}
	return guarded(tmpl.Name(), func() error { return tmpl.Execute(w, data) })
}

// guarded makes a panic of a template's function an error of the template.
func guarded(name string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("template: %s: %v", name, r)
		}
	}()
	return do()
}

// errorPlace matches how text/template says where an error is: "template:
// NAME:LINE:COL: ..." when it runs and "template: NAME:LINE: ..." when it parses.
var errorPlace = lazyregexp.New(`template: ?[^:]+:(\d+)(?::(\d+))?: `)

// place takes an error of text/template apart: where in the file it points, and
// the rest of its text. Of an error in a template that sections ran, which holds
// the error of the outer one, the inner place counts, the last.
func place(file *source.File, err error) (source.Span, string) {
	text := err.Error()
	all := errorPlace.FindAllStringSubmatchIndex(text, -1)
	if len(all) == 0 {
		return file.Span(0, 0), text
	}
	m := all[len(all)-1]
	line, _ := strconv.Atoi(text[m[2]:m[3]]) // digits, by the expression
	col := 0
	if m[4] >= 0 {
		col, _ = strconv.Atoi(text[m[4]:m[5]]) // likewise; bytes from 0
	}
	offset := 0
	for ; line > 1; line-- {
		offset += strings.IndexByte(file.Text[offset:], '\n') + 1
	}
	at := min(offset+col, len(file.Text))
	return file.Span(at, at), text[m[1]:]
}
