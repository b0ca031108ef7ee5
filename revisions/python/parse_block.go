package python

// block reads the body of a compound statement, colon included. owner is how
// messages call the statement, which begins at start.
func (p *parser) block(owner string, start int) []Stmt {
	p.colon()
	base := len(p.stmts)
	p.deeper(start)
	if p.skip(tokNewline) {
		p.indented(owner, start)
	} else {
		p.line()
	}
	p.depth--
	return take(&p.stmts, base)
}

func (p *parser) indented(owner string, start int) {
	if !p.is(tokIndent) {
		p.wrong(p.tok.start, p.tok.end, "expected an indented block after %s on line %d", owner, p.lineOf(start))
	}
	p.next()
	for !p.is(tokDedent) && !p.is(tokEOF) {
		p.statement()
	}
	p.expect(tokDedent)
}

func (p *parser) ifStatement() Stmt {
	start := p.tok.start
	s := &If{}
	for owner := "'if' statement"; p.is(kwIf) || p.is(kwElif); owner = "'elif' statement" {
		at := p.tok.start
		p.next()
		cond := p.namedExpression()
		s.Branches = append(s.Branches, Branch{cond, p.block(owner, at)})
		if p.is(kwIf) {
			break
		}
	}
	s.Else = p.elseBlock()
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) elseBlock() []Stmt {
	start := p.tok.start
	if !p.skip(kwElse) {
		return nil
	}
	return p.block("'else' statement", start)
}

// loop reads the body of a loop.
func (p *parser) loop(owner string, start int) []Stmt {
	p.ctx().loops++
	body := p.block(owner, start)
	p.ctx().loops--
	return body
}

func (p *parser) whileStatement() Stmt {
	start := p.tok.start
	p.next()
	s := &While{Cond: p.namedExpression()}
	s.Body = p.loop("'while' statement", start)
	s.Else = p.elseBlock()
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) forStatement(start int) Stmt {
	p.next()
	s := &For{Target: p.forTarget()}
	p.expect(kwIn)
	s.Iter = p.starExpressions()
	s.Body = p.loop("'for' statement", start)
	s.Else = p.elseBlock()
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) tryStatement() Stmt {
	start := p.tok.start
	p.next()
	s := &Try{Body: p.block("'try' statement", start)}
	for p.is(kwExcept) {
		if n := len(s.Handlers); n > 0 && s.Handlers[n-1].Class == nil {
			p.compileError(p.tok.start, p.tok.end, "default 'except:' must be last")
		}
		s.Handlers = append(s.Handlers, p.handler())
	}
	if len(s.Handlers) > 0 {
		s.Else = p.elseBlock()
	}
	if at := p.tok.start; p.skip(kwFinally) {
		s.Finally = p.block("'finally' statement", at)
	} else if len(s.Handlers) == 0 {
		p.unexpectedBut("expected 'except' or 'finally' block")
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) handler() Handler {
	start, owner := p.tok.start, "'except' statement"
	p.next()
	if p.is(opStar) {
		p.unsupportedStar(start)
		owner = "'except*' statement"
		if p.next(); p.is(opColon) {
			p.wrong(p.tok.start, p.tok.end, "expected one or more exception types")
		}
	}
	var h Handler
	if !p.is(opColon) {
		h.Class = p.exceptClass(start)
		if h.Name = p.alias(); h.Name != "" {
			p.bind(h.Name)
		}
	}
	h.Body = p.block(owner, start)
	return h
}

func (p *parser) unsupportedStar(start int) {
	p.unsupported(start, p.tok.end, "write except instead", "except*")
}

// exceptClass reads the classes of a handler, which since Python 3.14 need no
// parentheses if no name follows. In Python 2 the second was the name: whoever
// writes it small means that.
func (p *parser) exceptClass(start int) Expr {
	at := p.tok.start
	first := p.expression()
	if !p.is(opComma) {
		return first
	}
	base := len(p.exprs)
	p.exprs = append(p.exprs, first)
	for p.skip(opComma) && starts[p.tok.kind] {
		p.exprs = append(p.exprs, p.expression())
	}
	elems := take(&p.exprs, base)
	if len(elems) == 2 && meansName(elems[1]) && p.is(opColon) {
		p.python2(start, p.prev, "an except clause with a comma")
	}
	if p.is(kwAs) {
		p.wrong(at, p.prev, "multiple exception types must be parenthesized when using 'as'")
	}
	return &TupleExpr{p.exprAt(at), elems}
}

func meansName(x Expr) bool {
	n, ok := x.(*Name)
	return ok && (n.ID[0] < 'A' || n.ID[0] > 'Z')
}

func (p *parser) withStatement(start int) Stmt {
	p.next()
	s := &With{}
	if !p.is(opLparen) {
		s.Items = p.withItems()
	} else if err := p.try(func() { s.Items = p.groupedItems() }); err != nil {
		if other := p.attempt(func() { s.Items = p.withItems() }); other != nil {
			panic(further(err, other))
		}
	}
	s.Body = p.block("'with' statement", start)
	s.stmtNode = p.stmtAt(start)
	return s
}

// groupedItems reads items in parentheses, which are that only if nothing but the
// colon follows.
func (p *parser) groupedItems() []WithItem {
	p.next()
	var items []WithItem
	for {
		items = append(items, p.withItem())
		if !p.skip(opComma) || p.is(opRparen) {
			break
		}
	}
	p.expect(opRparen)
	if !p.is(opColon) {
		p.unexpected()
	}
	return items
}

func (p *parser) withItems() []WithItem {
	items := []WithItem{p.withItem()}
	for p.skip(opComma) {
		items = append(items, p.withItem())
	}
	return items
}

func (p *parser) withItem() WithItem {
	item := WithItem{X: p.expression()}
	if p.skip(kwAs) {
		item.Target = p.forTargetPart()
		if !p.is(opComma) && !p.is(opRparen) && !p.is(opColon) {
			p.unexpected()
		}
		p.target(item.Target, false)
	}
	return item
}
