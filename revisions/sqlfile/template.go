package sqlfile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// The bounds of one rendering. They stop a template that never ends, long before
// the machine runs out of memory, and no revision written by a person comes near them.
const (
	maxRendered = 64 << 20  // bytes of output
	maxSteps    = 5_000_000 // nodes of the template that were executed
	// maxDepth is how deep templates may call each other. text/template's own
	// bound is so high that to unwind from it can take hours: each range on the way
	// catches the panic and raises it again, at the cost of all the frames below.
	maxDepth = 1000
)

// templateName is what text/template calls a file in its error messages, where
// the position behind it is read. It is fixed since a file name may hold a colon.
const templateName = "revision"

// templateBody is the body of a .sql.tmpl file. Template is nil if it could not be parsed.
type templateBody struct {
	file     *source.File
	template *template.Template
}

func (b templateBody) Run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	if b.template == nil {
		return nil // reported when the file was read
	}
	rendered, diags := b.render(env)
	if diags.HasErrors() {
		return diags
	}
	s, found := parseSections(rendered)
	if diags = append(diags, found...); diags.HasErrors() {
		return diags
	}
	return append(diags, s.run(env, emit)...)
}

// data is what {{.}} is: plain strings, so that sprig's functions on dictionaries,
// which turn a missing key into an empty string, do not apply to it.
type data map[string]string

// builtin are the variables that sqlplan sets itself.
func builtin(env *ir.Env) data {
	return data{
		"Dialect":       env.Dialect,
		"ServerVersion": fmt.Sprintf("%d.%d", env.ServerVersion.Major, env.ServerVersion.Minor),
		"Direction":     env.Direction.String(),
	}
}

// render executes the template. Its output maps back to the template's text.
func (b templateBody) render(env *ir.Env) (*source.File, source.Diagnostics) {
	var diags source.Diagnostics
	vars := builtin(env)
	for _, name := range slices.Sorted(maps.Keys(env.Vars)) {
		if _, taken := vars[name]; taken {
			// Without a place: it is no fault of this template, and each one says the
			// same, which sorting then makes one.
			diags.Errorf(source.Span{}, "SP034", "give the variable another name", "the variable %s is set by sqlplan and cannot be declared", name)
			continue
		}
		vars[name] = env.Vars[name]
	}
	if diags.HasErrors() {
		return nil, diags
	}
	var rec recorder
	if err := b.template.Execute(&rec, vars); err != nil {
		b.executionError(&diags, err, &rec, vars)
		return nil, diags
	}
	return source.Rendered(b.file, rec.text.String(), rec.segments), diags
}

// base returns the template that all others are cloned from. To build its table
// of functions takes longer than to parse a revision.
var base = sync.OnceValue(func() *template.Template {
	return template.New(templateName).Option("missingkey=error").Funcs(functions())
})

// parseTemplate parses the text of f and marks its nodes, or reports why it cannot.
func parseTemplate(f *source.File, diags *source.Diagnostics) *template.Template {
	if n := strings.IndexByte(f.Text, 0); n >= 0 {
		diags.Errorf(f.Span(n, n+1), "SP030", "remove it", "the template holds a NUL character")
		return nil
	}
	clone, err := base().Clone()
	if err != nil {
		panic(err) // a template that was never executed can be cloned
	}
	t, err := clone.Parse(f.Text)
	if err != nil {
		line, message := splitParseError(err)
		diags.Errorf(lineSpan(f, line), "SP030", "the syntax is that of https://pkg.go.dev/text/template", "cannot parse the template: %s", message)
		return nil
	}
	for _, defined := range t.Templates() {
		if defined.Tree != nil {
			markList(f.Text, defined.Root)
		}
	}
	return t
}

var parseError = lazyregexp.New(`(?s)^template: ` + templateName + `:(\d+):(?:\d+:)? (.*)$`)

// splitParseError returns the line that a parse error names, counted from 1, and its text without it.
func splitParseError(err error) (line int, message string) {
	m := parseError.FindStringSubmatch(err.Error())
	if m == nil {
		return 1, strings.TrimPrefix(err.Error(), "template: ")
	}
	line, _ = strconv.Atoi(m[1]) // digits; too many of them give 1 below
	return max(line, 1), m[2]
}

// lineSpan returns the span of a line, counted from 1, without its indent and end.
func lineSpan(f *source.File, line int) source.Span {
	at := 0
	for ; line > 1 && at < len(f.Text); line-- {
		at = lineEnd(f.Text, at)
	}
	return trimmed(f, at, lineEnd(f.Text, at))
}

var (
	execError    = lazyregexp.New(`(?s)^template: ` + templateName + `:(\d+):(\d+): (?:executing ".*?" at <.*?>: )?(.*)$`)
	undefinedVar = lazyregexp.New(`^(?:error calling index: )?map has no entry for key ("(?:[^"\\]|\\.)*")$`)
)

// executionError reports what stopped the execution of a template. The place is
// the one that text/template names, or that of the last node which was executed.
func (b templateBody) executionError(diags *source.Diagnostics, err error, rec *recorder, vars data) {
	at := b.file.Span(rec.origin, rec.origin)
	if errors.Is(err, errOutput) || errors.Is(err, errSteps) || errors.Is(err, errDepth) {
		diags.Errorf(at, "SP033", "look for a range or a template that repeats without end", "%s", err)
		return
	}
	message := err.Error()
	if m := execError.FindStringSubmatch(message); m != nil {
		at, message = b.place(m[1], m[2], at), m[3]
	}
	message = strings.TrimPrefix(message, "error calling "+printableName+": ")
	if m := undefinedVar.FindStringSubmatch(message); m != nil {
		if name, err := strconv.Unquote(m[1]); err == nil {
			b.undefined(diags, at, name, vars)
			return
		}
	}
	diags.Errorf(at, "SP031", "", "cannot render the template: %s", message)
}

// place turns a line from 1 and a byte column from 0, as text/template counts, into a span.
func (b templateBody) place(line, column string, otherwise source.Span) source.Span {
	l, err1 := strconv.Atoi(line)
	c, err2 := strconv.Atoi(column)
	at := 0
	for ; l > 1 && at < len(b.file.Text); l-- {
		at = lineEnd(b.file.Text, at)
	}
	if err1 != nil || err2 != nil || at+c > len(b.file.Text) {
		return otherwise
	}
	return b.file.Span(at+c, at+c)
}

func (b templateBody) undefined(diags *source.Diagnostics, at source.Span, name string, vars data) {
	names := slices.Sorted(maps.Keys(vars))
	help := "declare it in the configuration or with --var " + name + "=VALUE"
	diags.Errorf(at, "SP032", withNames(spell.DidYouMean(name, names), help+";\nthere are ", names), "%s is not defined", name)
}
