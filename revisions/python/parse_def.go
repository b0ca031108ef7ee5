package python

import (
	"slices"
	"strings"
)

func (p *parser) decorated() Stmt {
	var decorators []Expr
	for p.skip(opAt) {
		decorators = append(decorators, p.namedExpression())
		p.expect(tokNewline)
	}
	switch p.tok.kind {
	case kwDef:
		return p.def(p.tok.start, decorators, false)
	case kwClass:
		return p.class(decorators)
	case kwAsync:
		return p.async(decorators)
	}
	p.unexpected()
	return nil
}

// async reads a statement that begins with async.
func (p *parser) async(decorators []Expr) Stmt {
	at := p.tok
	p.next()
	if p.is(kwDef) {
		return p.def(at.start, decorators, true)
	}
	if !p.ctx().async {
		p.compileError(at.start, at.end, "'async %s' outside async function", p.text[p.tok.start:p.tok.end])
	}
	switch {
	case decorators != nil:
	case p.is(kwFor):
		return p.forStatement(at.start)
	case p.is(kwWith):
		return p.withStatement(at.start)
	}
	p.unexpected()
	return nil
}

func (p *parser) class(decorators []Expr) Stmt {
	start := p.tok.start
	p.next()
	at := p.tok
	s := &ClassDef{Name: p.name(), NameSpan: p.src.Span(at.start, at.end), Decorators: decorators}
	p.bind(s.Name)
	p.typeParams()
	if p.skip(opLparen) {
		s.Args = p.bases()
	}
	s.scope = &scopeInfo{class: true}
	p.push(context{scope: s.scope})
	p.quals = append(p.quals, s.Name)
	s.Body = p.block("class definition", start)
	p.quals = p.quals[:len(p.quals)-1]
	p.pop()
	s.Doc = docOf(s.Body)
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) bases() []Arg {
	if p.skip(opRparen) {
		return nil
	}
	base := len(p.args)
	p.args = append(p.args, p.argument())
	p.arguments(base)
	return take(&p.args, base)
}

func (p *parser) def(start int, decorators []Expr, async bool) Stmt {
	p.next()
	at := p.tok
	f := &FuncDef{Name: p.name(), NameSpan: p.src.Span(at.start, at.end), Decorators: decorators, Async: async}
	p.bind(f.Name)
	p.typeParams()
	if !p.is(opLparen) {
		p.unexpectedBut("expected '('")
	}
	p.next()
	f.Params = p.params(opRparen)
	p.expect(opRparen)
	if p.skip(opArrow) {
		p.expression() // nothing asks for what a function returns
	}
	p.function(f, func() { f.Body = p.block("function definition", start) })
	f.Doc = docOf(f.Body)
	return &Def{p.stmtAt(start), f}
}

// function reads the inside of a function in a scope of its own.
func (p *parser) function(f *FuncDef, read func()) {
	f.scope = &scopeInfo{}
	f.QualName = f.Name
	if len(p.quals) > 0 {
		f.QualName = strings.Join(p.quals, ".") + "." + f.Name
	}
	p.quals = append(p.quals, f.Name, "<locals>")
	p.push(context{scope: f.scope, async: f.Async})
	for i := range f.Params {
		p.bind(f.Params[i].Name)
	}
	read()
	f.Generator = f.scope.generator
	p.pop()
	p.quals = p.quals[:len(p.quals)-2]
}

// typeParams reads the parameters of a generic, which no value depends on.
func (p *parser) typeParams() {
	if !p.skip(opLbracket) {
		return
	}
	for {
		plain := !p.skip(opStar) && !p.skip(opDoubleStar)
		p.name()
		if plain && p.skip(opColon) {
			p.expression()
		}
		if p.skip(opAssign) {
			p.starExpression()
		}
		if !p.skip(opComma) || p.is(opRbracket) {
			break
		}
	}
	p.expect(opRbracket)
}

// paramList is what was read of a list of parameters.
type paramList struct {
	out      []Param
	kind     int // of the next parameter
	optional bool
	slash    bool
	star     bool
	bare     bool // a star whose first named parameter has yet to come
	seen     map[string]bool
}

// params reads parameters up to the token that ends them, which is the colon for a lambda.
func (p *parser) params(end kind) []Param {
	l := paramList{kind: positional}
	for !p.is(end) {
		p.param(&l, end == opColon)
		if !p.skip(opComma) {
			break
		}
	}
	if l.bare {
		p.wrong(p.tok.start, p.tok.end, "named arguments must follow bare *")
	}
	if !p.is(end) {
		p.unexpected()
	}
	return l.out
}

func (p *parser) param(l *paramList, lambda bool) {
	start := p.tok.start
	if n := len(l.out); n > 0 && l.out[n-1].Kind == starKwargs {
		p.wrong(start, p.tok.end, "arguments cannot follow var-keyword argument")
	}
	switch p.tok.kind {
	case tokName:
		l.bare = false
		p.plainParam(l, start, lambda)
	case opSlash:
		p.slash(l)
	case opStar:
		p.starParam(l, start, lambda)
	case opDoubleStar:
		if l.bare {
			p.wrong(start, p.tok.end, "named arguments must follow bare *")
		}
		p.next()
		q := Param{Name: p.paramName(l), Kind: starKwargs}
		q.Annotation = p.annotation(lambda, false)
		p.noDefault("var-keyword")
		q.Span = p.span(start)
		l.out = append(l.out, q)
	case opLparen:
		p.groupedParam(start)
	default:
		p.unexpected()
	}
}

// groupedParam refuses a parameter in parentheses, which were a tuple in Python 2.
func (p *parser) groupedParam(start int) {
	var x Expr
	if p.try(func() { x = p.atom() }) != nil {
		p.unexpected()
	}
	switch x := x.(type) {
	case *TupleExpr:
		if len(x.Elems) > 0 {
			p.python2(start, p.prev, "a parameter that is a tuple")
		}
	case *Name:
		p.wrong(start, p.prev, "Function parameters cannot be parenthesized")
	}
	p.wrong(start, p.prev, "invalid syntax")
}

// paramName reads a name that no other parameter may have.
func (p *parser) paramName(l *paramList) string {
	at := p.tok
	name := p.name()
	if l.has(name) {
		p.compileError(at.start, at.end, "duplicate argument '%s' in function definition", name)
	}
	return name
}

// has tells whether there is a parameter of that name; few functions have so many
// that a set pays.
func (l *paramList) has(name string) bool {
	if len(l.out) < 16 {
		return slices.ContainsFunc(l.out, func(q Param) bool { return q.Name == name })
	}
	if l.seen == nil {
		for _, q := range l.out {
			add(&l.seen, q.Name)
		}
	}
	found := l.seen[name]
	l.seen[name] = true
	return found
}

func (p *parser) plainParam(l *paramList, start int, lambda bool) {
	q := Param{Name: p.paramName(l), Kind: l.kind}
	q.Annotation = p.annotation(lambda, false)
	if p.skip(opAssign) {
		if p.is(opComma) || p.is(opRparen) || p.is(opColon) {
			p.wrong(p.prev-1, p.prev, "expected default value expression")
		}
		q.Default = p.expression()
	}
	q.Span = p.span(start)
	if l.kind == positional && q.Default == nil && l.optional {
		p.wrong(start, p.prev, "parameter without a default follows parameter with a default")
	}
	l.optional = l.optional || q.Default != nil
	l.out = append(l.out, q)
}

func (p *parser) slash(l *paramList) {
	at := p.tok
	switch {
	case l.slash:
		p.wrong(at.start, at.end, "/ may appear only once")
	case l.star:
		p.wrong(at.start, at.end, "/ must be ahead of *")
	case len(l.out) == 0:
		p.wrong(at.start, at.end, "at least one argument must precede /")
	}
	for i := range l.out {
		l.out[i].Kind = positionalOnly
	}
	l.slash = true
	p.next()
}

func (p *parser) starParam(l *paramList, start int, lambda bool) {
	if l.star {
		p.wrong(start, p.tok.end, "* argument may appear only once")
	}
	l.star = true
	l.kind = keywordOnly
	p.next()
	if p.is(opComma) || p.is(opRparen) || p.is(opColon) {
		l.bare = true
		return
	}
	q := Param{Name: p.paramName(l), Kind: starArgs}
	q.Annotation = p.annotation(lambda, true)
	p.noDefault("var-positional")
	q.Span = p.span(start)
	l.out = append(l.out, q)
}

func (p *parser) noDefault(what string) {
	if p.is(opAssign) {
		p.wrong(p.tok.start, p.tok.end, "%s argument cannot have default value", what)
	}
}

// annotation reads what follows the name of a parameter.
func (p *parser) annotation(lambda, starred bool) Expr {
	if lambda || !p.skip(opColon) {
		return nil
	}
	if starred {
		return p.starExpression()
	}
	return p.expression()
}
