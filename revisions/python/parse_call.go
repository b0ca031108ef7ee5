package python

// call reads a call of x, which begins at start.
func (p *parser) call(start int, x Expr) Expr {
	open, yields := p.tok.start, p.ctx().yields
	p.next()
	if p.is(opRparen) {
		p.next()
		return &CallExpr{p.exprAt(start), x, nil}
	}
	base, at := len(p.args), p.tok.start
	arg := p.argument()
	if p.is(kwFor) || p.is(kwAsync) {
		g := p.generator(open, at, arg, yields)
		return &CallExpr{p.exprAt(start), x, []Arg{{X: g}}}
	}
	p.args = append(p.args, arg)
	p.arguments(base)
	args := take(&p.args, base)
	return &CallExpr{p.exprAt(start), x, args}
}

// generator reads f(x for x in y), whose parentheses are the call's.
func (p *parser) generator(open, at int, arg Arg, yields int) Expr {
	if arg.Stars > 0 || arg.Name != "" {
		p.unexpected()
	}
	g := &Comprehension{Kind: '(', Key: arg.X}
	p.clauses(at, g, yields)
	if p.is(opComma) {
		p.wrong(at, p.prev, "Generator expression must be parenthesized")
	}
	p.expect(opRparen)
	g.exprNode = p.exprAt(open)
	return g
}

// arguments reads the arguments behind the first, and the parenthesis.
func (p *parser) arguments(base int) {
	first := p.args[base]
	named, unpacked := first.Name != "", first.Stars == 2
	for p.skip(opComma) && !p.is(opRparen) {
		at := p.tok.start
		arg := p.argument()
		if p.is(kwFor) || p.is(kwAsync) {
			p.wrong(at, p.prev, "Generator expression must be parenthesized")
		}
		switch {
		case arg.Stars == 2:
			unpacked = true
		case arg.Name != "":
			named = true
		case arg.Stars == 1 && unpacked:
			p.wrong(at, p.prev, "iterable argument unpacking follows keyword argument unpacking")
		case arg.Stars == 0 && unpacked:
			p.wrong(at, p.prev, "positional argument follows keyword argument unpacking")
		case arg.Stars == 0 && named:
			p.wrong(at, p.prev, "positional argument follows keyword argument")
		}
		p.args = append(p.args, arg)
	}
	p.expect(opRparen)
	if named {
		p.repeated(p.args[base:])
	}
}

// repeated refuses a keyword that is given twice.
func (p *parser) repeated(args []Arg) {
	var seen map[string]bool
	for i, a := range args {
		if a.Name == "" {
			continue
		}
		if len(args) > 16 {
			if seen[a.Name] {
				p.givenTwice(a)
			}
			add(&seen, a.Name)
			continue
		}
		for _, before := range args[:i] {
			if before.Name == a.Name {
				p.givenTwice(a)
			}
		}
	}
}

func (p *parser) givenTwice(a Arg) {
	at := a.X.Place()
	p.compileError(at.Start(), at.End(), "keyword argument repeated: %s", a.Name)
}

func (p *parser) argument() Arg {
	switch p.tok.kind {
	case opStar:
		p.next()
		return Arg{Stars: 1, X: p.expression()}
	case opDoubleStar:
		p.next()
		return Arg{Stars: 2, X: p.expression()}
	}
	start := p.tok.start
	x := p.expression()
	switch p.tok.kind {
	case opWalrus:
		return Arg{X: p.walrus(start, x)}
	case opAssign:
		return p.keyword(start, x)
	}
	return Arg{X: x}
}

func (p *parser) keyword(start int, x Expr) Arg {
	name, ok := p.isPlainName(x, start)
	if k, isConst := x.(*Const); isConst && (k.Value == None || k.Value == True || k.Value == False) {
		p.wrong(start, p.tok.end, "cannot assign to %s", exprName(x))
	}
	if !ok {
		p.wrong(start, p.tok.end, `expression cannot contain assignment, perhaps you meant "=="?`)
	}
	p.next()
	if p.is(opComma) || p.is(opRparen) {
		p.wrong(start, p.prev, "expected argument value expression")
	}
	return Arg{Name: name.ID, X: p.expression()}
}
