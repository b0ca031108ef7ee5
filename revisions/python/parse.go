package python

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// parser reads Python 3.14 by recursive descent, one token at a time, and makes
// the tree of ast.go. It refuses what CPython refuses, compile-time errors
// included that need no look at other scopes.
type parser struct {
	scanner
	contexts []context
	quals    []string // the names of the classes and functions around, as __qualname__ has them
	depth    int
	deepest  int  // of the expression at hand, see chain
	trying   bool // what is read is only an attempt
	far      int  // how far an attempt got that showed what is wrong
	plain    bool // the text is all ASCII
	// deferred is the first error that CPython finds only behind the syntax, or that
	// is sqlplan's own: a syntax error further down goes first.
	deferred *source.Diagnostic
	lone     *source.Diagnostic // the last that was deferred for an await outside of async functions

	// What is read of a list before its length is known.
	stmts    []Stmt
	exprs    []Expr
	args     []Arg
	patterns []Pattern
}

// context is a module, class, function or comprehension that is being read.
type context struct {
	scope  *scopeInfo
	loops  int
	async  bool
	yields int // how many yields were read in it
}

// maxNesting bounds how deep expressions and blocks nest. Chains of binary
// operators do not count: they are read and evaluated in a loop.
const maxNesting = 400

// Parse reads a file. The tree is nil if there are errors.
func Parse(f *source.File) (*File, source.Diagnostics) {
	var diags source.Diagnostics
	f, ok := decodeSource(f, &diags)
	if !ok {
		return nil, diags
	}
	p := newParser(f)
	out, err := p.parse()
	switch {
	case err != nil:
		return nil, append(diags, p.explain(err).diag)
	case p.deferred != nil:
		return nil, append(diags, *p.deferred)
	}
	return out, diags
}

func newParser(f *source.File) *parser {
	p := &parser{scanner: scanner{src: f, text: f.Text, newLine: true, indents: make([]indent, 1, 8)}, plain: isPlain(f.Text)}
	p.push(context{scope: &scopeInfo{module: true}})
	return p
}

// parse reads the file up to the first error.
func (p *parser) parse() (out *File, err *syntaxError) {
	err = p.attempt(func() {
		p.next()
		out = &File{Source: p.src, scope: p.ctx().scope}
		base := len(p.stmts)
		for p.tok.kind != tokEOF {
			p.statement()
		}
		out.Body = take(&p.stmts, base)
		out.Doc = docOf(out.Body)
		p.pop()
	})
	return out, err
}

// attempt returns the syntax error that ends f. Any other panic is a fault of
// sqlplan, and is an error of the file, too: one must not hide the others.
func (p *parser) attempt(f func()) (err *syntaxError) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *syntaxError:
			err = e
		default:
			err = &syntaxError{source.Diagnostic{Severity: source.Error, Code: CodeInternal, Span: p.src.Span(0, 0),
				Help: "please report it with this revision", Message: fmt.Sprintf("sqlplan could not read the file: %v", e)}, true, false}
		}
	}()
	f()
	return nil
}

// try reads what may turn out to be something else; then nothing was read.
func (p *parser) try(f func()) *syntaxError {
	before := *p
	p.trying = true
	err := p.attempt(f)
	if err != nil {
		*p = before
	}
	p.trying = before.trying
	return err
}

// further returns the error that stands further down.
func further(a, b *syntaxError) *syntaxError {
	if a.diag.Span.Start() > b.diag.Span.Start() {
		return a
	}
	return b
}

func (p *parser) ctx() *context { return &p.contexts[len(p.contexts)-1] }

func (p *parser) push(c context) { p.contexts = append(p.contexts, c) }

func (p *parser) pop() {
	s := p.ctx().scope
	p.contexts = p.contexts[:len(p.contexts)-1]
	for n := range s.globals {
		delete(s.locals, n)
	}
	for n := range s.nonlocal {
		delete(s.locals, n)
	}
}

func (p *parser) bind(name string) { add(&p.ctx().scope.locals, name) }

// add puts a name into a set, which most scopes do without.
func add(set *map[string]bool, name string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[name] = true
}

// take ends a list that was put on a stack.
func take[T any](stack *[]T, base int) []T {
	list := (*stack)[base:]
	out := slices.Clone(list)
	clear(list)
	*stack = (*stack)[:base]
	return out
}

func (p *parser) deeper(start int) {
	p.depth++
	if p.depth > p.deepest {
		p.deepest = p.depth
		p.bounded(start)
	}
}

func (p *parser) bounded(start int) {
	if p.deepest > maxNesting {
		p.fail(false, CodeLimit, "write it flatter", start, p.tok.end, "the code is nested more than %d levels deep", maxNesting)
	}
}

// stmtAt and exprAt place a node from an offset up to the last token that was read.
func (p *parser) stmtAt(start int) stmtNode {
	return stmtNode{Pos{p.src.Span(start, p.prev)}}
}

func (p *parser) exprAt(start int) exprNode {
	return exprNode{Pos{p.src.Span(start, p.prev)}}
}

// is tells whether a token is at hand; skip goes behind it if it is.
func (p *parser) is(k kind) bool { return p.tok.kind == k }

func (p *parser) skip(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// expect goes behind a token that must be there.
func (p *parser) expect(k kind) {
	if !p.skip(k) {
		p.unexpected()
	}
}

// colon goes behind the colon of a compound statement.
func (p *parser) colon() {
	if !p.skip(opColon) {
		p.unexpectedBut("expected ':'")
	}
}

// isWord tells whether a name is at hand that is a keyword only here.
func (p *parser) isWord(word string) bool {
	return p.tok.kind == tokName && p.text[p.tok.start:p.tok.end] == word
}

func (p *parser) span(start int) source.Span { return p.src.Span(start, p.prev) }

// name reads a name.
func (p *parser) name() string {
	if !p.is(tokName) {
		p.unexpected()
	}
	name := p.ident()
	p.next()
	return name
}

// ident returns the name at hand. Python takes names for the same that look alike.
func (p *parser) ident() string {
	word := p.text[p.tok.start:p.tok.end]
	if !p.plain && !isPlain(word) {
		return norm.NFKC.String(word)
	}
	return word
}

// wrong refuses a stretch of text.
func (p *parser) wrong(start, end int, format string, args ...any) {
	p.fail(false, CodeSyntax, refusedHelp, start, end, format, args...)
}

// later keeps an error that is one only if there are no syntax errors.
func (p *parser) later(code, help string, start, end int, format string, args ...any) {
	if p.deferred == nil {
		p.deferred = &source.Diagnostic{Severity: source.Error, Code: code, Span: p.src.Span(start, end), Help: help, Message: fmt.Sprintf(format, args...)}
	}
}

// compileError keeps an error that CPython reports when it compiles the tree.
func (p *parser) compileError(start, end int, format string, args ...any) {
	p.later(CodeSyntax, refusedHelp, start, end, format, args...)
}

func (p *parser) unsupported(start, end int, help, what string) {
	p.later(CodeUnsupported, help, start, end, "sqlplan cannot evaluate %s", what)
}

// unexpected refuses the token at hand.
func (p *parser) unexpected() {
	switch {
	case p.is(tokIndent):
		p.badShape(refusedHelp, p.tok.start, p.tok.start, "unexpected indent")
	case p.is(tokDedent):
		p.badShape(refusedHelp, p.tok.start, p.tok.start, "unexpected unindent")
	case p.is(tokEOF) && len(p.brackets) == 0:
		p.wrong(p.tok.start, p.tok.end, "unexpected end of the file")
	}
	p.unexpectedBut("invalid syntax")
}

// unexpectedBut refuses the token at hand where one can say what is missing.
func (p *parser) unexpectedBut(message string) {
	if p.is(tokEOF) && len(p.brackets) > 0 {
		p.neverClosed()
	}
	if p.field > 0 {
		message = "f-string: " + message
	}
	p.wrong(p.tok.start, p.tok.end, "%s", message)
}

func (p *parser) neverClosed() {
	open := p.brackets[len(p.brackets)-1]
	p.fail(true, CodeSyntax, unclosedHelp, open.at, open.at+1, "'%s' was never closed", spelling[open.kind])
}

var python2Lines = lazyregexp.New("^\\s*(print\\s+[^(=.\\s]|exec\\s+[\"']|raise\\s+\\w+\\s*,)|\\bur[\"']")

// explain chooses what to say of a file: an error in a token goes first, even
// behind the place at which the parser stopped, since it is the cause more often.
func (p *parser) explain(err *syntaxError) *syntaxError {
	if err.token || p.field > 0 {
		return err
	}
	last := p.lineOf(max(p.tok.start, p.far))
	line, from, _ := err.diag.Span.Line()
	if python2Lines.MatchString(line) && !strings.Contains(line[:from], "#") {
		err.diag.Code, err.diag.Help, err.diag.Message = CodePython2, python2Help, "this is Python 2"
		return err
	}
	rest := p.attempt(func() {
		for !p.is(tokEOF) {
			if p.is(tokFString) {
				p.fstring()
			} else {
				p.next()
			}
		}
	})
	open := len(p.brackets)
	switch {
	case rest != nil && rest.token && !rest.shape:
		return rest
	case open == 0 || !p.is(tokEOF):
		return err
	case err.diag.Code == CodeLimit || last > p.lineOf(p.brackets[open-1].at):
		return p.attempt(p.neverClosed)
	}
	return err
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
