package python

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// node is a node of the syntax tree that the parser library made.
type node struct {
	kind, field    string
	named, missing bool
	start, end     int // only of named nodes, but for files with errors
	kids           []*node
}

// arena holds the nodes of one tree, and those of the next when it is done with.
type arena struct {
	nodes []node
	kids  []*node
	count []int32 // of children, by node
}

var arenas = sync.Pool{New: func() any { return &arena{} }}

// operators are the tokens that stand in a field.
var operators = map[string]bool{
	"+": true, "-": true, "*": true, "/": true, "//": true, "%": true, "**": true, "@": true, "&": true, "|": true, "^": true,
	"<<": true, ">>": true, "~": true, "<": true, "<=": true, "==": true, "!=": true, ">": true, ">=": true, "<>": true,
	"in": true, "not in": true, "is": true, "is not": true, "and": true, "or": true,
	"+=": true, "-=": true, "*=": true, "/=": true, "//=": true, "%=": true, "**=": true, "@=": true, "&=": true, "|=": true,
	"^=": true, "<<=": true, ">>=": true,
}

// leaf tells for which kinds of nodes there is nothing of interest inside.
func (n *node) leaf() bool {
	if !n.named {
		return true
	}
	switch n.kind {
	case "identifier", "integer", "float", "comment", "string_content", "string_start", "string_end", "true", "false", "none":
		return true
	}
	return false
}

// first returns the child of a field; nil if there is none.
func (n *node) first(field string) *node {
	for _, k := range n.kids {
		if k.field == field && !k.comment() {
			return k
		}
	}
	return nil
}

func (n *node) comment() bool { return n.kind == "comment" || n.kind == "line_continuation" }

// namedKids returns the named children without comments.
func (n *node) namedKids() []*node {
	out := make([]*node, 0, len(n.kids))
	for _, k := range n.kids {
		if k.named && !k.comment() {
			out = append(out, k)
		}
	}
	return out
}

// has tells whether a token stands directly in the node.
func (n *node) has(token string) bool {
	for _, k := range n.kids {
		if k.kind == token && !k.named {
			return true
		}
	}
	return false
}

var errNoParser = errors.New("this build has no Python parser, which needs cgo")

// Parse reads a file. The tree is nil if there are errors.
func Parse(f *source.File) (*File, source.Diagnostics) {
	var diags source.Diagnostics
	f, ok := decodeSource(f, &diags)
	if !ok {
		return nil, diags
	}
	a := arenas.Get().(*arena)
	defer arenas.Put(a)
	root, broken, err := a.parseTree(f.Text)
	if err != nil {
		help := "simplify the file"
		code := CodeSyntax
		if errors.Is(err, errNoParser) {
			help, code = "use a build with cgo", CodeNoParser
		}
		diags.Errorf(f.Span(0, 0), code, help, "%s", err)
		return nil, diags
	}
	c := &converter{src: f}
	if broken {
		c.explain(root, &diags)
		return nil, diags
	}
	out := c.file(root, &diags)
	return out, diags
}

// syntaxError stops a conversion; it is raised by panic and caught in file.
type syntaxError struct{ diag source.Diagnostic }

func (c *converter) fail(n *node, code, help, format string, args ...any) {
	panic(syntaxError{source.Diagnostic{Severity: source.Error, Code: code, Span: c.span(n), Help: help, Message: fmt.Sprintf(format, args...)}})
}

func (c *converter) syntax(n *node, format string, args ...any) {
	c.fail(n, CodeSyntax, "Python refuses this file as well", format, args...)
}

const python2Help = "run 2to3 over the file, or rewrite the line: Alembic has needed Python 3 since 1.5"

func (c *converter) python2(n *node, what string) {
	c.fail(n, CodePython2, python2Help, "%s is Python 2", what)
}

func (c *converter) file(root *node, diags *source.Diagnostics) (out *File) {
	defer func() {
		if e := recover(); e != nil {
			out = nil
			if se, ok := e.(syntaxError); ok {
				*diags = append(*diags, se.diag)
				return
			}
			// One file that shows a fault of sqlplan must not hide the others.
			diags.Errorf(c.src.Span(0, 0), CodeInternal, "please report it with this revision", "sqlplan could not read the file: %v", e)
		}
	}()
	f := &File{Source: c.src, scope: &scopeInfo{}}
	f.scope.module = true
	c.scopes = []*scopeInfo{f.scope}
	f.Body = c.statements(root, 0)
	f.Doc = docOf(f.Body)
	c.close(f.scope)
	return f
}

func docOf(body []Stmt) string {
	if len(body) == 0 {
		return ""
	}
	if s, ok := body[0].(*ExprStmt); ok {
		if k, ok := s.X.(*Const); ok {
			if text, ok := k.Value.(Str); ok {
				return string(text)
			}
		}
	}
	return ""
}

var python2Lines = lazyregexp.New("^\\s*(print\\s+[^(=.\\s]|exec\\s+[\"']|raise\\s+\\w+\\s*,|except\\s+[\\w.]+\\s*,)|`[^`]*`|\\b0[0-7]+\\b|\\b\\d+[lL]\\b|\\bur[\"']")

// explain says what is wrong with a file in which the library found errors.
func (c *converter) explain(root *node, diags *source.Diagnostics) {
	bad := firstBroken(root)
	if bad == nil {
		bad = root
	}
	at := c.src.Span(min(bad.start, len(c.src.Text)), min(bad.end, len(c.src.Text)))
	for at.Start < at.End && strings.ContainsRune(" \t\r\n", rune(at.File.Text[at.Start])) {
		at.Start++
	}
	line, _, _ := at.Line()
	if nl := strings.IndexByte(at.Text(), '\n'); nl >= 0 {
		at.End = at.Start + nl
	}
	code := strings.TrimSpace(strings.SplitN(line, "#", 2)[0])
	switch {
	case python2Lines.MatchString(code) && !strings.HasPrefix(code, "#"):
		diags.Errorf(at, CodePython2, python2Help, "this is Python 2")
	case bad.missing:
		diags.Errorf(at, CodeSyntax, "Python refuses this file as well", "syntax error: %s is missing", describeToken(bad.kind))
	case unclosed(c.src.Text, at.Start):
		diags.Errorf(at, CodeSyntax, "look for a bracket or a quote that is never closed, from here on", "syntax error: something is not closed")
	default:
		diags.Errorf(at, CodeSyntax, "Python refuses this file as well", "syntax error")
	}
}

func describeToken(kind string) string {
	if kind == "identifier" {
		return "a name"
	}
	return `"` + kind + `"`
}

// unclosed tells whether an error swallowed the whole rest of the file.
func unclosed(text string, at int) bool {
	return at < len(text) && (strings.HasPrefix(text[at:], `"""`) || strings.HasPrefix(text[at:], `'''`))
}

// firstBroken finds the innermost first error. It walks without recursion.
func firstBroken(root *node) *node {
	var found *node
	stack := []*node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n.missing || n.kind == "ERROR" {
			if found == nil || n.start < found.start || (n.start == found.start && n.end < found.end) {
				found = n
			}
		}
		stack = append(stack, n.kids...)
	}
	return found
}

var encodingLine = lazyregexp.New(`^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)

// decodeSource makes UTF-8 of a file by its PEP 263 line. Files that are UTF-8 are returned as they are.
func decodeSource(f *source.File, diags *source.Diagnostics) (*source.File, bool) {
	name, at := declaredEncoding(f)
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "", "utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii", "utf8mb4":
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1":
		return source.NewFile(f.Path, latin1(f.Text)), true
	case "cp1252", "windows-1252", "iso-8859-15", "latin-9":
		if isPlain(f.Text) {
			return f, true
		}
		diags.Errorf(at, CodeEncoding, "save the file as UTF-8", "the encoding %s is not supported", name)
		return nil, false
	default:
		diags.Errorf(at, CodeEncoding, "save the file as UTF-8", "the encoding %s is not supported", name)
		return nil, false
	}
	for i, r := range f.Text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(f.Text[i:], "\ufffd"):
			diags.Errorf(f.Span(i, i+1), CodeEncoding, "save the file as UTF-8, or name its encoding in a first line such as  # -*- coding: latin-1 -*-",
				"the file is not UTF-8: byte 0x%02x", f.Text[i])
			return nil, false
		case r == 0:
			diags.Errorf(f.Span(i, i+1), CodeEncoding, "save the file as UTF-8", "the file holds a NUL byte")
			return nil, false
		}
	}
	return f, true
}

func declaredEncoding(f *source.File) (string, source.Span) {
	at := 0
	for range 2 {
		rest := f.Text[at:]
		line, _, more := strings.Cut(rest, "\n")
		if m := encodingLine.FindStringSubmatchIndex(line); m != nil {
			return line[m[2]:m[3]], f.Span(at+m[2], at+m[3])
		}
		trimmed := strings.TrimSpace(line)
		if !more || trimmed != "" && trimmed[0] != '#' {
			break
		}
		at += len(line) + 1
	}
	return "", source.Span{}
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func latin1(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
