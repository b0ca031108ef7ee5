package python

// expression reads a conditional expression or a lambda.
func (p *parser) expression() Expr {
	start := p.tok.start
	p.deeper(start)
	x := p.lambdaOr(start)
	p.depth--
	return x
}

func (p *parser) lambdaOr(start int) Expr {
	if p.is(kwLambda) {
		return p.lambda()
	}
	x := p.disjunction()
	if p.is(kwIf) {
		return p.conditional(start, x)
	}
	if starts[p.tok.kind] && len(p.brackets) > 0 {
		p.forgottenComma(start, x)
	}
	return x
}

func (p *parser) conditional(start int, then Expr) Expr {
	p.next()
	cond := p.disjunction()
	if !p.is(kwElse) {
		if p.is(opColon) || p.is(tokEOF) {
			p.unexpected()
		}
		p.wrong(start, p.prev, "expected 'else' after 'if' expression")
	}
	p.next()
	other := p.expression()
	return &CondExpr{p.exprAt(start), cond, then, other}
}

// forgottenComma says what is wrong where one expression follows another.
func (p *parser) forgottenComma(start int, x Expr) {
	if name, ok := x.(*Name); p.trying || ok && (p.is(tokString) || name.ID == "match" || name.ID == "case" || name.ID == "type" || name.ID == "_") {
		return
	}
	state, end := *p, p.tok.end
	atom := p.tok.kind < opLparen || p.tok.kind >= kwFalse && p.tok.kind <= kwTrue // is an expression whatever follows
	err := p.try(func() { p.disjunction() })
	if err == nil {
		end = p.prev
	}
	state.far = max(p.tok.start, end)
	if *p = state; err != nil && !atom {
		return
	}
	message := "invalid syntax. Perhaps you forgot a comma?"
	if p.field > 0 {
		message = "f-string: " + message
	}
	p.fail(false, CodeSyntax, "put a comma between the two, or look for what else is missing", start, end, "%s", message)
}

// namedExpression reads an expression, or name := expression.
func (p *parser) namedExpression() Expr {
	start := p.tok.start
	x := p.expression()
	switch p.tok.kind {
	case opWalrus:
		return p.walrus(start, x)
	case opAssign:
		p.assignedHere(start, x)
	}
	return x
}

// assignedHere refuses a "=" where only an expression can stand.
func (p *parser) assignedHere(start int, x Expr) {
	if p.field == len(p.brackets) && p.field > 0 {
		return
	}
	end := p.prev
	switch x.(type) {
	case *Name:
		p.wrong(start, end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
	case *TupleExpr, *ListExpr, *CondExpr, *Lambda, *BoolExpr, *CompareExpr:
		return
	}
	p.notTarget(x, "cannot assign to", true)
}

// isPlainName tells whether an expression that begins at start is a name without parentheses.
func (p *parser) isPlainName(x Expr, start int) (*Name, bool) {
	n, ok := x.(*Name)
	return n, ok && n.Start() == start && n.End() == p.prev
}

func (p *parser) walrus(start int, x Expr) Expr {
	name, ok := p.isPlainName(x, start)
	if !ok {
		p.wrong(start, p.prev, "cannot use assignment expressions with %s", exprName(x))
	}
	p.next()
	value := p.expression()
	for i := len(p.contexts) - 1; i >= 0; i-- {
		if s := p.contexts[i].scope; !s.comprehension {
			add(&s.locals, name.ID)
			break
		}
	}
	return &Walrus{p.exprAt(start), name, value}
}

// starNamed reads an element of a display.
func (p *parser) starNamed() Expr {
	if p.is(opStar) {
		return p.star()
	}
	return p.namedExpression()
}

func (p *parser) star() Expr {
	start := p.tok.start
	p.next()
	x := p.binary(1)
	return &Star{p.exprAt(start), x}
}

// begins tells whether an expression with or without a star begins here.
func (p *parser) begins() bool { return starts[p.tok.kind] || p.is(opStar) }

// starExpressions reads an expression, or a tuple without parentheses.
func (p *parser) starExpressions() Expr {
	start := p.tok.start
	x := p.starExpression()
	if !p.is(opComma) {
		if _, ok := x.(*Star); ok {
			p.compileError(start, p.prev, "can't use starred expression here")
		}
		return x
	}
	base := len(p.exprs)
	p.exprs = append(p.exprs, x)
	for p.skip(opComma) && p.begins() {
		p.exprs = append(p.exprs, p.starExpression())
	}
	return &TupleExpr{p.exprAt(start), take(&p.exprs, base)}
}

func (p *parser) starExpression() Expr {
	if p.is(opStar) {
		return p.star()
	}
	return p.expression()
}

func (p *parser) disjunction() Expr { return p.chain(kwOr, "or", (*parser).conjunction) }

func (p *parser) conjunction() Expr { return p.chain(kwAnd, "and", (*parser).inversion) }

// chain reads operands of "or" or "and". These nest to the left, and so does what
// primary reads: each link is a level below the next.
func (p *parser) chain(word kind, op string, operand func(*parser) Expr) Expr {
	start, outer := p.tok.start, p.deepest
	p.deepest = p.depth
	x := operand(p)
	for p.is(word) {
		below := p.deepest
		p.next()
		y := operand(p)
		x = &BoolExpr{p.exprAt(start), op, x, y}
		p.link(start, below)
	}
	p.deepest = max(p.deepest, outer)
	return x
}

func (p *parser) link(start, below int) {
	p.deepest = max(p.deepest, below+1)
	p.bounded(start)
}

func (p *parser) inversion() Expr {
	if !p.is(kwNot) {
		return p.comparison()
	}
	start := p.tok.start
	p.deeper(start)
	p.next()
	x := p.inversion()
	p.depth--
	return &UnaryExpr{p.exprAt(start), "not", x}
}

func (p *parser) comparison() Expr {
	start := p.tok.start
	x := p.binary(1)
	op := p.comparisonOperator()
	if op == "" {
		return x
	}
	c := &CompareExpr{X: x}
	for ; op != ""; op = p.comparisonOperator() {
		c.Ops = append(c.Ops, op)
		c.Ys = append(c.Ys, p.binary(1))
	}
	c.exprNode = p.exprAt(start)
	return c
}

// comparisonOperator goes behind an operator; it returns "" if there is none.
func (p *parser) comparisonOperator() string {
	switch k := p.tok.kind; k {
	case opLess, opLessEqual, opEqual, opNotEqual, opGreater, opGreaterEqual, kwIn:
		p.next()
		return spelling[k]
	case kwNot:
		p.next()
		p.expect(kwIn)
		return "not in"
	case kwIs:
		p.next()
		if p.skip(kwNot) {
			return "is not"
		}
		return "is"
	}
	return ""
}

// binary reads operators that bind at least as tightly as min, in a loop: chains
// of thousands are common in generated code.
func (p *parser) binary(min uint8) Expr {
	start := p.tok.start
	x := p.unary()
	for {
		k := p.tok.kind
		if tightness[k] < min || tightness[k] == 0 {
			return x
		}
		p.next()
		y := p.binary(tightness[k] + 1)
		x = &BinaryExpr{p.exprAt(start), spelling[k], x, y}
	}
}

func (p *parser) unary() Expr {
	start, k := p.tok.start, p.tok.kind
	if k != opMinus && k != opPlus && k != opTilde {
		return p.power()
	}
	p.deeper(start)
	p.next()
	x := p.unary()
	p.depth--
	return &UnaryExpr{p.exprAt(start), spelling[k], x}
}

func (p *parser) power() Expr {
	start := p.tok.start
	x := p.await()
	if !p.is(opDoubleStar) {
		return x
	}
	p.deeper(start)
	p.next()
	y := p.unary()
	p.depth--
	return &BinaryExpr{p.exprAt(start), "**", x, y}
}

func (p *parser) await() Expr {
	if !p.is(kwAwait) {
		return p.primary()
	}
	start := p.tok.start
	p.next()
	x := p.primary()
	if !p.ctx().async {
		p.compileError(start, p.prev, "'await' outside of an async function")
		p.lone = p.deferred
	}
	return &Await{p.exprAt(start), x}
}

// primary reads an atom with its attributes, calls and subscripts.
func (p *parser) primary() Expr {
	start, outer := p.tok.start, p.deepest
	p.deepest = p.depth
	x := p.atom()
	for {
		below := p.deepest
		switch p.tok.kind {
		case opDot:
			p.next()
			at := p.tok
			name := p.name()
			x = &Attribute{p.exprAt(start), x, name, p.src.Span(at.start, at.end)}
		case opLparen:
			x = p.call(start, x)
		case opLbracket:
			x = p.subscript(start, x)
		default:
			p.deepest = max(p.deepest, outer)
			return x
		}
		p.link(start, below)
	}
}

func (p *parser) subscript(start int, x Expr) Expr {
	p.next()
	base := len(p.exprs)
	comma := false
	for {
		p.exprs = append(p.exprs, p.slice())
		if !p.is(opComma) {
			break
		}
		comma = true
		if p.next(); p.is(opRbracket) {
			break
		}
	}
	p.expect(opRbracket)
	at := p.exprAt(start)
	if _, star := p.exprs[base].(*Star); comma || star {
		return &Subscript{at, x, &TupleExpr{at, take(&p.exprs, base)}}
	}
	index := p.exprs[base]
	p.exprs = p.exprs[:base]
	return &Subscript{at, x, index}
}

func (p *parser) slice() Expr {
	start := p.tok.start
	var parts [3]Expr
	if !p.is(opColon) {
		x := p.starNamed()
		if !p.is(opColon) {
			return x
		}
		parts[0] = x
	}
	for i := 1; i < 3 && p.skip(opColon); i++ {
		if !p.is(opColon) && !p.is(opComma) && !p.is(opRbracket) {
			parts[i] = p.expression()
		}
	}
	switch parts[0].(type) {
	case *Star, *Walrus:
		if parts[0].Place().Start() == start { // without parentheses
			p.wrong(start, p.prev, "invalid syntax")
		}
	}
	return &SliceExpr{p.exprAt(start), parts[0], parts[1], parts[2]}
}

func (p *parser) lambda() Expr {
	start := p.tok.start
	if p.field > 0 && p.field == len(p.brackets) {
		p.wrong(start, p.tok.end, "f-string: lambda expressions are not allowed without parentheses")
	}
	p.next()
	f := &FuncDef{Name: "<lambda>", Params: p.params(opColon)}
	p.expect(opColon)
	p.function(f, func() { f.Result = p.expression() })
	f.NameSpan = p.span(start)
	return &Lambda{p.exprAt(start), f}
}

// yield reads yield and yield from.
func (p *parser) yield() Expr {
	start := p.tok.start
	p.next()
	x := &Yield{}
	if x.From = p.skip(kwFrom); x.From {
		x.X = p.expression()
	} else if p.begins() {
		x.X = p.starExpressions()
	}
	x.exprNode = p.exprAt(start)
	c := p.ctx()
	if c.scope.module || c.scope.class || c.scope.comprehension {
		p.compileError(start, p.prev, "'yield' outside of a function")
	} else if x.From && c.async {
		p.compileError(start, p.prev, "'yield from' inside async function")
	}
	c.scope.generator = true
	c.yields++
	return x
}

// yieldOrExpressions reads what may stand on the right of an assignment.
func (p *parser) yieldOrExpressions() Expr {
	if p.is(kwYield) {
		return p.yield()
	}
	return p.starExpressions()
}
