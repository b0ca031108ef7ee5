package python

// matchOr reads a match statement, or a line that begins with a variable named match.
func (p *parser) matchOr() {
	start := p.tok.start
	s := &Match{}
	err := p.try(func() { s.Subject = p.matchHeader(start) })
	if err == nil {
		p.cases(s)
		s.stmtNode = p.stmtAt(start)
		p.add(s)
		return
	}
	p.lineOr(err)
}

// lineOr reads a line that could not be read as something else.
func (p *parser) lineOr(err *syntaxError) {
	if other := p.attempt(p.line); other != nil {
		panic(further(err, other))
	}
}

func (p *parser) matchHeader(start int) Expr {
	p.next()
	at := p.tok.start
	x := p.starNamed()
	if _, star := x.(*Star); star || p.is(opComma) {
		base := len(p.exprs)
		p.exprs = append(p.exprs, x)
		if !p.is(opComma) {
			p.unexpected()
		}
		for p.skip(opComma) && p.begins() {
			p.exprs = append(p.exprs, p.starNamed())
		}
		x = &TupleExpr{p.exprAt(at), take(&p.exprs, base)}
	}
	p.colon()
	p.expect(tokNewline)
	if !p.is(tokIndent) {
		p.wrong(p.tok.start, p.tok.end, "expected an indented block after 'match' statement on line %d", p.lineOf(start))
	}
	p.next()
	if !p.isWord("case") {
		p.unexpected()
	}
	return x
}

func (p *parser) cases(s *Match) {
	p.deeper(p.tok.start)
	for !p.is(tokDedent) {
		if !p.isWord("case") {
			p.unexpected()
		}
		at := p.tok
		s.Cases = append(s.Cases, p.matchCase())
		c := &s.Cases[len(s.Cases)-1]
		if why := irrefutable(c.Pattern); why != "" && c.Guard == nil && p.isWord("case") {
			p.compileError(at.start, at.end, "%s makes remaining patterns unreachable", why)
		}
	}
	p.depth--
	p.next()
}

// irrefutable says why a pattern takes everything; "" if it does not.
func irrefutable(pat Pattern) string {
	switch pat := pat.(type) {
	case *patCapture:
		if pat.Name == "_" {
			return "wildcard"
		}
		return "name capture '" + pat.Name + "'"
	case *patAs:
		return irrefutable(pat.P)
	case *patOr:
		return irrefutable(pat.Alts[len(pat.Alts)-1])
	}
	return ""
}

func (p *parser) matchCase() Case {
	start := p.tok.start
	p.next()
	out := Case{Pattern: p.openPattern()}
	if p.skip(kwIf) {
		out.Guard = p.namedExpression()
	}
	out.Body = p.block("'case' statement", start)
	return out
}

// openPattern reads a pattern, or a sequence without brackets.
func (p *parser) openPattern() Pattern {
	base := len(p.patterns)
	p.patterns = append(p.patterns, p.maybeStar())
	if !p.is(opComma) {
		first := p.patterns[base]
		p.patterns = p.patterns[:base]
		if _, ok := first.(*patStar); ok {
			p.unexpected()
		}
		return first
	}
	for p.skip(opComma) && !p.is(opColon) && !p.is(kwIf) {
		p.patterns = append(p.patterns, p.maybeStar())
	}
	return p.sequence(base)
}

func (p *parser) sequence(base int) Pattern {
	s := &patSequence{take(&p.patterns, base)}
	stars := 0
	for _, e := range s.Elems {
		if _, ok := e.(*patStar); ok {
			stars++
		}
	}
	if stars > 1 {
		p.compileError(p.prev-1, p.prev, "multiple starred expressions in sequence pattern")
	}
	return s
}

func (p *parser) maybeStar() Pattern {
	if !p.skip(opStar) {
		return p.pattern()
	}
	if name := p.name(); name != "_" {
		p.bind(name)
		return &patStar{name}
	}
	return &patStar{}
}

// pattern reads alternatives, and the name that the whole is given.
func (p *parser) pattern() Pattern {
	start := p.tok.start
	p.deeper(start)
	defer func() { p.depth-- }()
	x := p.closedPattern()
	if p.is(opPipe) {
		base := len(p.patterns)
		p.patterns = append(p.patterns, x)
		for p.skip(opPipe) {
			if why := irrefutable(p.patterns[len(p.patterns)-1]); why != "" {
				p.compileError(start, p.prev, "%s makes remaining patterns unreachable", why)
			}
			p.patterns = append(p.patterns, p.closedPattern())
		}
		x = &patOr{take(&p.patterns, base)}
	}
	if !p.skip(kwAs) {
		return x
	}
	at := p.tok
	name := p.name()
	if name == "_" {
		p.wrong(at.start, at.end, "cannot use '_' as a target")
	}
	p.bind(name)
	return &patAs{x, name}
}

func (p *parser) closedPattern() Pattern {
	switch p.tok.kind {
	case tokInt, tokFloat, tokImaginary, opMinus:
		return &patValue{p.patternNumber()}
	case tokString, tokFString:
		return &patValue{p.patternText()}
	case kwNone, kwTrue, kwFalse:
		return &patSame{p.atom()}
	case tokName:
		return p.namePattern()
	case opLparen:
		return p.groupPattern()
	case opLbracket:
		p.next()
		base := len(p.patterns)
		p.patternsUpTo(opRbracket)
		return p.sequence(base)
	case opLbrace:
		return p.mapping()
	}
	p.unexpected()
	return nil
}

func (p *parser) patternText() Expr {
	x := p.strings()
	if f, ok := x.(*FString); ok {
		p.wrong(f.Start(), f.End(), "patterns may only match literals and attribute lookups")
	}
	return x
}

// patternNumber reads a number with its sign, or a complex one such as 1-2j.
func (p *parser) patternNumber() Expr {
	start := p.tok.start
	minus := p.skip(opMinus)
	if !p.is(tokInt) && !p.is(tokFloat) && !p.is(tokImaginary) {
		p.unexpected()
	}
	real := !p.is(tokImaginary)
	x := p.atom()
	if minus {
		x = &UnaryExpr{p.exprAt(start), "-", x}
	}
	if k := p.tok.kind; k == opPlus || k == opMinus {
		if p.next(); !real || !p.is(tokImaginary) {
			p.wrong(start, p.tok.end, "imaginary number required in complex literal")
		}
		y := p.atom()
		x = &BinaryExpr{p.exprAt(start), spelling[k], x, y}
	}
	return x
}

// namePattern reads a capture, a value a.b, or a class pattern.
func (p *parser) namePattern() Pattern {
	start := p.tok.start
	name := p.name()
	x := p.attributes(start, &Name{p.exprAt(start), name})
	if p.is(opLparen) {
		return p.classPattern(x)
	}
	if _, plain := x.(*Name); !plain {
		return &patValue{x}
	}
	if name != "_" {
		p.bind(name)
	}
	return &patCapture{name}
}

func (p *parser) attributes(start int, x Expr) Expr {
	for p.skip(opDot) {
		at := p.tok
		name := p.name()
		x = &Attribute{p.exprAt(start), x, name, p.src.Span(at.start, at.end)}
	}
	return x
}

func (p *parser) groupPattern() Pattern {
	p.next()
	base := len(p.patterns)
	comma := p.patternsUpTo(opRparen)
	if len(p.patterns) == base+1 && !comma {
		inner := p.patterns[base]
		p.patterns = p.patterns[:base]
		if _, ok := inner.(*patStar); ok {
			p.unexpected()
		}
		return inner
	}
	return p.sequence(base)
}

// patternsUpTo puts patterns on the stack up to a bracket; it tells whether a comma stood in front of that.
func (p *parser) patternsUpTo(end kind) (comma bool) {
	for !p.is(end) {
		p.patterns = append(p.patterns, p.maybeStar())
		if comma = p.skip(opComma); !comma {
			break
		}
	}
	p.expect(end)
	return comma
}

func (p *parser) mapping() Pattern {
	p.next()
	m := &patMapping{}
	for !p.is(opRbrace) {
		if m.Has {
			p.wrong(p.tok.start, p.tok.end, "double star pattern must be the last one in a mapping pattern")
		}
		if p.skip(opDoubleStar) {
			p.restPattern(m)
		} else {
			m.Keys = append(m.Keys, p.mappingKey())
			p.expect(opColon)
			m.Vals = append(m.Vals, p.pattern())
		}
		if !p.skip(opComma) {
			break
		}
	}
	p.expect(opRbrace)
	return m
}

func (p *parser) restPattern(m *patMapping) {
	at := p.tok
	m.Rest, m.Has = p.name(), true
	if m.Rest == "_" {
		p.wrong(at.start, at.end, "** in a mapping pattern needs a name other than _")
	}
	p.bind(m.Rest)
}

func (p *parser) mappingKey() Expr {
	start := p.tok.start
	switch p.tok.kind {
	case tokInt, tokFloat, tokImaginary, opMinus:
		return p.patternNumber()
	case tokString, tokFString:
		return p.patternText()
	case kwNone, kwTrue, kwFalse:
		return p.atom()
	}
	name := p.name()
	if !p.is(opDot) {
		p.wrong(start, p.prev, "a key of a mapping pattern is a literal or an attribute")
	}
	return p.attributes(start, &Name{p.exprAt(start), name})
}

func (p *parser) classPattern(cls Expr) Pattern {
	p.next()
	c := &patClass{Cls: cls}
	for !p.is(opRparen) {
		at := p.tok.start
		if p.is(tokName) && p.mayAssign() {
			c.Names = append(c.Names, p.name())
			p.expect(opAssign)
			c.Named = append(c.Named, p.pattern())
		} else {
			c.Pos = append(c.Pos, p.pattern())
			if len(c.Names) > 0 {
				p.wrong(at, p.prev, "positional patterns follow keyword patterns")
			}
		}
		if !p.skip(opComma) {
			break
		}
	}
	p.expect(opRparen)
	return c
}

// mayAssign tells whether a "=" follows the name at hand.
func (p *parser) mayAssign() bool {
	before := *p
	defer func() { *p = before }()
	p.next()
	return p.is(opAssign)
}
