package python

import "strings"

// statement reads a statement, or the several that stand on a line.
func (p *parser) statement() {
	switch p.tok.kind {
	case kwIf:
		p.add(p.ifStatement())
	case kwFor:
		p.add(p.forStatement(p.tok.start))
	case kwWhile:
		p.add(p.whileStatement())
	case kwTry:
		p.add(p.tryStatement())
	case kwWith:
		p.add(p.withStatement(p.tok.start))
	case kwDef:
		p.add(p.def(p.tok.start, nil, false))
	case kwClass:
		p.add(p.class(nil))
	case opAt:
		p.add(p.decorated())
	case kwAsync:
		p.add(p.async(nil))
	case tokName:
		p.nameStatement()
	default:
		p.line()
	}
}

func (p *parser) add(s Stmt) { p.stmts = append(p.stmts, s) }

// nameStatement reads a statement that begins with a name, which is a keyword if
// what follows makes it one.
func (p *parser) nameStatement() {
	if p.isWord("match") && p.mayFollow("([{-+~*'\".") {
		p.matchOr()
	} else {
		p.line()
	}
}

// mayFollow tells whether the next byte that is not white space can begin a name
// or a number, or is one of some others.
func (p *parser) mayFollow(others string) bool {
	at := p.pos
	for at < len(p.text) && (p.text[at] == ' ' || p.text[at] == '\t' || p.text[at] == '\\') {
		at++
	}
	c := p.byteAt(at)
	return c != 0 && (nameByte[c] != 0 || strings.IndexByte(others, c) >= 0)
}

// line reads simple statements up to the end of their line.
func (p *parser) line() {
	for {
		p.add(p.simple())
		if !p.skip(opSemicolon) || p.is(tokNewline) {
			break
		}
	}
	p.expect(tokNewline)
}

func (p *parser) simple() Stmt {
	start := p.tok.start
	switch k := p.tok.kind; k {
	case kwReturn:
		return p.returnStatement()
	case kwImport:
		return p.importStatement()
	case kwFrom:
		return p.importFrom()
	case kwRaise:
		return p.raiseStatement()
	case kwAssert:
		p.next()
		s := &Assert{Cond: p.expression()}
		if p.skip(opComma) {
			s.Message = p.expression()
		}
		s.stmtNode = p.stmtAt(start)
		return s
	case kwDel:
		return p.deleteStatement()
	case kwPass, kwBreak, kwContinue:
		p.next()
		if k != kwPass && p.ctx().loops == 0 {
			p.compileError(start, p.prev, "'%s' outside of a loop", spelling[k])
		}
		return &Simple{p.stmtAt(start), spelling[k]}
	case kwGlobal, kwNonlocal:
		return p.declaration()
	}
	if p.isWord("type") && p.mayFollow("") {
		return p.typeAlias()
	}
	return p.expressionStatement()
}

func (p *parser) expressionStatement() Stmt {
	start := p.tok.start
	command := p.isWord("print") || p.isWord("exec")
	if command {
		p.printTo()
	}
	x := p.yieldOrExpressions()
	switch k := p.tok.kind; {
	case k == opAssign:
		return p.assignment(start, x)
	case k == opColon:
		return p.annotated(start, x)
	case k >= opPipeAssign && k <= opDoubleStarAssign:
		return p.augmented(start, x)
	case command && starts[k]:
		p.printStatement(start, x)
	}
	return &ExprStmt{p.stmtAt(start), x}
}

// printTo refuses print >>file, which Python 3 takes for a shift.
func (p *parser) printTo() {
	if rest := strings.TrimLeft(p.text[p.pos:], " \t"); p.isWord("print") && strings.HasPrefix(rest, ">>") && !strings.HasPrefix(rest, ">>=") {
		start := p.tok.start
		p.yieldOrExpressions()
		p.python2(start, p.prev, "the print statement")
	}
}

// printStatement refuses print and exec in front of an expression.
func (p *parser) printStatement(start int, x Expr) {
	name, ok := p.isPlainName(x, start)
	if !ok {
		p.unexpected()
	}
	p.restOfLine()
	p.python2(start, p.prev, "the "+name.ID+" statement")
}

// restOfLine goes behind what of a line can be read as expressions.
func (p *parser) restOfLine() {
	if p.try(func() { p.starExpressions() }) != nil {
		p.prev = p.tok.end
	}
}

func (p *parser) assignment(start int, x Expr) Stmt {
	s := &Assign{}
	for p.is(opAssign) {
		p.target(x, true)
		s.Targets = append(s.Targets, x)
		p.next()
		x = p.yieldOrExpressions()
	}
	s.Value, s.stmtNode = x, p.stmtAt(start)
	return s
}

func (p *parser) annotated(start int, x Expr) Stmt {
	switch x.(type) {
	case *Name, *Attribute, *Subscript:
	case *TupleExpr, *ListExpr:
		p.wrong(start, p.prev, "only single target (not %s) can be annotated", exprName(x))
	default:
		end := p.prev
		if p.try(func() { p.next(); p.expression() }) != nil {
			p.unexpected()
		}
		p.wrong(start, end, "illegal target for annotation")
	}
	p.target(x, false)
	p.next()
	s := &AnnAssign{Target: x, Annotation: p.expression()}
	if p.skip(opAssign) {
		s.Value = p.yieldOrExpressions()
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) augmented(start int, x Expr) Stmt {
	switch x.(type) {
	case *Name, *Attribute, *Subscript:
	default:
		p.wrong(start, p.prev, "'%s' is an illegal expression for augmented assignment", exprName(x))
	}
	p.target(x, false)
	op := spelling[p.tok.kind-opPipeAssign+opPipe]
	p.next()
	s := &AugAssign{Target: x, Op: op, Value: p.yieldOrExpressions()}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) returnStatement() Stmt {
	start := p.tok.start
	p.next()
	s := &Return{}
	if p.begins() {
		s.X = p.starExpressions()
	}
	s.stmtNode = p.stmtAt(start)
	if c := p.ctx().scope; c.module || c.class {
		p.compileError(start, p.prev, "'return' outside of a function")
	}
	return s
}

func (p *parser) raiseStatement() Stmt {
	start := p.tok.start
	p.next()
	s := &Raise{}
	if starts[p.tok.kind] {
		s.X = p.expression()
		if p.is(opComma) {
			p.next()
			p.restOfLine()
			p.python2(start, p.prev, "raise with a comma")
		}
		if p.skip(kwFrom) {
			s.Cause = p.expression()
		}
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) deleteStatement() Stmt {
	start := p.tok.start
	p.next()
	s := &Delete{}
	for {
		x := p.forTargetPart()
		if !p.is(opComma) && !p.is(opSemicolon) && !p.is(tokNewline) {
			p.unexpected()
		}
		p.deleted(x)
		s.Targets = append(s.Targets, x)
		if !p.skip(opComma) || !p.begins() {
			break
		}
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) declaration() Stmt {
	start := p.tok.start
	s := &Declare{Word: spelling[p.tok.kind]}
	scope := p.ctx().scope
	names := &scope.globals
	if p.is(kwNonlocal) {
		names = &scope.nonlocal
	}
	for {
		p.next()
		at := p.tok
		name := p.name()
		if scope.locals[name] {
			p.compileError(at.start, at.end, "name '%s' is assigned to before %s declaration", name, s.Word)
		}
		s.Names = append(s.Names, name)
		add(names, name)
		if !p.is(opComma) {
			break
		}
	}
	s.stmtNode = p.stmtAt(start)
	if scope.module && s.Word == "nonlocal" {
		p.compileError(start, p.prev, "nonlocal declaration not allowed at module level")
	}
	return s
}

func (p *parser) importStatement() Stmt {
	start := p.tok.start
	s := &Import{}
	for {
		p.next()
		at := p.tok.start
		n := ImportName{Name: p.dotted()}
		n.As = p.alias()
		n.Span = p.span(at)
		s.Names = append(s.Names, n)
		p.bindImport(n)
		if !p.is(opComma) {
			break
		}
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) alias() string {
	if !p.skip(kwAs) {
		return ""
	}
	return p.name()
}

func (p *parser) bindImport(n ImportName) {
	if n.As != "" {
		p.bind(n.As)
		return
	}
	top, _, _ := strings.Cut(n.Name, ".")
	p.bind(top)
}

// dotted reads a name such as a.b.c, without the spaces that may stand in it.
func (p *parser) dotted() string {
	start := p.tok.start
	size := p.tok.end - start
	first := p.name()
	if !p.is(opDot) {
		return first
	}
	parts := []string{first}
	for p.skip(opDot) {
		size += 1 + p.tok.end - p.tok.start
		parts = append(parts, p.name())
	}
	if p.plain && p.prev-start == size {
		return p.text[start:p.prev]
	}
	return strings.Join(parts, ".")
}

func (p *parser) importFrom() Stmt {
	start := p.tok.start
	p.next()
	s := &ImportFrom{}
	for ; p.is(opDot) || p.is(opEllipsis); p.next() {
		s.Level += p.tok.end - p.tok.start
	}
	if s.Level == 0 || !p.is(kwImport) {
		s.Module = p.dotted()
	}
	p.expect(kwImport)
	if at := p.tok; p.skip(opStar) {
		s.Names = []ImportName{{Name: "*", Span: p.span(at.start)}}
		if c := p.ctx().scope; !c.module {
			p.compileError(start, p.prev, "import * only allowed at module level")
		}
	} else {
		s.Names = p.importedNames()
	}
	s.stmtNode = p.stmtAt(start)
	return s
}

func (p *parser) importedNames() []ImportName {
	var names []ImportName
	grouped := p.skip(opLparen)
	if p.is(tokNewline) {
		p.wrong(p.tok.start, p.tok.end, "Expected one or more names after 'import'")
	}
	for {
		at := p.tok.start
		n := ImportName{Name: p.name()}
		n.As = p.alias()
		n.Span = p.span(at)
		names = append(names, n)
		p.bindImport(n)
		if !p.skip(opComma) || grouped && p.is(opRparen) {
			break
		}
		if !grouped && p.is(tokNewline) {
			p.wrong(p.prev-1, p.prev, "trailing comma not allowed without surrounding parentheses")
		}
	}
	if grouped {
		p.expect(opRparen)
	}
	return names
}

// typeAlias reads type X = Y, or a statement that begins with a variable named type.
func (p *parser) typeAlias() Stmt {
	start := p.tok.start
	s := &TypeAlias{}
	err := p.try(func() {
		p.next()
		at := p.tok.start
		name := p.name()
		s.Target = &Name{p.exprAt(at), name}
		p.typeParams()
		p.expect(opAssign)
	})
	if err != nil {
		var other Stmt
		if last := p.attempt(func() { other = p.expressionStatement() }); last != nil {
			panic(further(err, last))
		}
		return other
	}
	p.bind(s.Target.ID)
	p.expression() // is evaluated only if somebody asks for it
	s.stmtNode = p.stmtAt(start)
	s.X = &Const{p.exprAt(start), None}
	return s
}
