package python

import (
	"math/big"
	"strconv"
	"strings"
)

func (p *parser) atom() Expr {
	start := p.tok.start
	switch p.tok.kind {
	case tokName:
		id := p.ident()
		p.next()
		return &Name{p.exprAt(start), id}
	case tokString, tokFString:
		return p.strings()
	case tokInt, tokFloat, tokImaginary:
		v := p.numberValue()
		p.next()
		return &Const{p.exprAt(start), v}
	case kwNone:
		return p.constant(None)
	case kwTrue:
		return p.constant(True)
	case kwFalse:
		return p.constant(False)
	case opEllipsis:
		return p.constant(Ellipsis)
	case opLparen:
		return p.group()
	case opLbracket:
		return p.list()
	case opLbrace:
		return p.braces()
	}
	p.unexpected()
	return nil
}

func (p *parser) constant(v Value) Expr {
	start := p.tok.start
	p.next()
	return &Const{p.exprAt(start), v}
}

// numberValue returns the value of the number at hand.
func (p *parser) numberValue() Value {
	text := strings.ReplaceAll(p.text[p.tok.start:p.tok.end], "_", "")
	switch p.tok.kind {
	case tokImaginary:
		p.later(CodeUnsupported, "use numbers that SQL has", p.tok.start, p.tok.end, "sqlplan cannot evaluate complex numbers")
		return None
	case tokFloat:
		f, _ := strconv.ParseFloat(text, 64) // out of range is infinity, as in Python
		return Float(f)
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		return NewInt(i)
	}
	if digits := strings.TrimLeft(text, "0"); digits == "" {
		return NewInt(0) // 00 has no other digits
	}
	if len(text) > 4300 && (text[1] >= '0' && text[1] <= '9') {
		p.wrong(p.tok.start, p.tok.end, "the number has more digits than Python converts (4300)")
	}
	i, ok := new(big.Int).SetString(text, 0)
	if !ok {
		p.wrong(p.tok.start, p.tok.end, "invalid number")
	}
	return BigInt(i)
}

// group reads what begins with a parenthesis. Parentheses alone leave no trace in the tree.
func (p *parser) group() Expr {
	start, yields := p.tok.start, p.ctx().yields
	p.next()
	switch p.tok.kind {
	case opRparen:
		p.next()
		return &TupleExpr{p.exprAt(start), nil}
	case kwYield:
		p.deeper(start)
		x := p.yield()
		p.depth--
		p.expect(opRparen)
		return x
	}
	x := p.starNamed()
	switch p.tok.kind {
	case kwFor, kwAsync:
		return p.comprehension(start, &Comprehension{Kind: '(', Key: x}, opRparen, yields)
	case opComma:
		elems := p.elements(x, opRparen)
		return &TupleExpr{p.exprAt(start), elems}
	}
	if _, ok := x.(*Star); ok && p.is(opRparen) {
		p.wrong(x.Place().Start(), p.prev, "cannot use starred expression here")
	}
	p.expect(opRparen)
	return x
}

// elements reads the rest of a display behind its first element, and its bracket.
func (p *parser) elements(first Expr, end kind) []Expr {
	base := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.skip(opComma) && !p.is(end) {
		p.exprs = append(p.exprs, p.starNamed())
	}
	p.expect(end)
	return take(&p.exprs, base)
}

func (p *parser) list() Expr {
	start, yields := p.tok.start, p.ctx().yields
	if p.next(); p.skip(opRbracket) {
		return &ListExpr{p.exprAt(start), nil}
	}
	x := p.starNamed()
	if p.is(kwFor) || p.is(kwAsync) {
		return p.comprehension(start, &Comprehension{Kind: '[', Key: x}, opRbracket, yields)
	}
	elems := p.elements(x, opRbracket)
	return &ListExpr{p.exprAt(start), elems}
}

// braces reads a dict, a set or a comprehension of one.
func (p *parser) braces() Expr {
	start, yields := p.tok.start, p.ctx().yields
	if p.next(); p.skip(opRbrace) {
		return &DictExpr{exprNode: p.exprAt(start)}
	}
	if p.is(opDoubleStar) {
		return p.dict(start, nil, p.doubleStar())
	}
	at := p.tok.start
	x := p.starNamed()
	if p.is(opColon) {
		p.plainKey(at, x)
		value := p.value()
		if p.is(kwFor) || p.is(kwAsync) {
			return p.comprehension(start, &Comprehension{Kind: ':', Key: x, Value: value}, opRbrace, yields)
		}
		return p.dict(start, x, value)
	}
	if p.is(kwFor) || p.is(kwAsync) {
		return p.comprehension(start, &Comprehension{Kind: '{', Key: x}, opRbrace, yields)
	}
	elems := p.elements(x, opRbrace)
	return &SetExpr{p.exprAt(start), elems}
}

// plainKey refuses a key that could only be an element of a set.
func (p *parser) plainKey(at int, x Expr) {
	switch x.(type) {
	case *Star, *Walrus:
		if x.Place().Start() == at {
			p.unexpected()
		}
	}
}

func (p *parser) doubleStar() Expr {
	p.next()
	x := p.binary(1)
	if p.is(kwFor) || p.is(kwAsync) {
		p.wrong(x.Place().Start(), p.prev, "dict unpacking cannot be used in dict comprehension")
	}
	return x
}

// dict reads the rest of a dict behind its first entry.
func (p *parser) dict(start int, key, value Expr) Expr {
	base := len(p.exprs)
	p.exprs = append(p.exprs, key, value)
	for p.skip(opComma) && !p.is(opRbrace) {
		if p.is(opDoubleStar) {
			p.exprs = append(p.exprs, nil, p.doubleStar())
			continue
		}
		k := p.expression()
		if !p.is(opColon) {
			p.noValue(k)
		}
		p.exprs = append(p.exprs, k, p.value())
	}
	p.expect(opRbrace)
	pairs := p.exprs[base:]
	half := len(pairs) / 2
	flat := make([]Expr, len(pairs))
	for i := range half {
		flat[i], flat[half+i] = pairs[2*i], pairs[2*i+1]
	}
	clear(pairs)
	p.exprs = p.exprs[:base]
	return &DictExpr{p.exprAt(start), flat[:half:half], flat[half:]}
}

// value reads a value of a dict, colon included.
func (p *parser) value() Expr {
	colon := p.tok
	p.next()
	if p.is(opComma) || p.is(opRbrace) {
		p.wrong(colon.start, colon.end, "expression expected after dictionary key and ':'")
	}
	return p.expression()
}

func (p *parser) noValue(key Expr) {
	if p.is(opComma) || p.is(opRbrace) {
		p.wrong(key.Place().Start(), p.prev, "':' expected after dictionary key")
	}
	p.unexpected()
}

// comprehension reads the clauses of a comprehension whose element was read, and its bracket.
func (p *parser) comprehension(start int, x *Comprehension, end kind, yields int) Expr {
	p.clauses(start, x, yields)
	p.expect(end)
	x.exprNode = p.exprAt(start)
	return x
}

// clauses reads the clauses; yields is how many yields stood before the element.
func (p *parser) clauses(start int, x *Comprehension, yields int) {
	if p.ctx().yields != yields {
		p.compileError(start, p.prev, "'yield' inside a comprehension")
	}
	if s, ok := x.Key.(*Star); ok {
		p.wrong(s.Start(), s.End(), "iterable unpacking cannot be used in comprehension")
	}
	x.scope = &scopeInfo{comprehension: true}
	if x.Kind == '(' && p.deferred != nil && p.deferred == p.lone && p.deferred.Span.Start() >= start {
		p.deferred = nil // an await makes the generator an asynchronous one
	}
	p.push(context{scope: x.scope, async: p.ctx().async || x.Kind == '('})
	for p.is(kwFor) || p.is(kwAsync) {
		x.Clauses = append(x.Clauses, p.clause(len(x.Clauses) == 0))
	}
	p.pop()
}

func (p *parser) clause(first bool) Clause {
	at := p.tok
	if p.skip(kwAsync) && !p.ctx().async {
		p.compileError(at.start, at.end, "asynchronous comprehension outside of an asynchronous function")
	}
	p.expect(kwFor)
	c := Clause{Target: p.forTarget()}
	p.expect(kwIn)
	if first { // is evaluated outside of the comprehension
		inner := *p.ctx()
		p.contexts = p.contexts[:len(p.contexts)-1]
		c.Iter = p.disjunction()
		p.push(inner)
	} else {
		c.Iter = p.disjunction()
	}
	for p.skip(kwIf) {
		c.Ifs = append(c.Ifs, p.disjunction())
	}
	return c
}
