package python

func (c *converter) matchStatement(n *node) Stmt {
	s := &Match{stmtNode: c.stmtAt(n)}
	var subjects []*node
	for _, k := range n.kids {
		if k.field == "subject" && !k.comment() {
			subjects = append(subjects, k)
		}
	}
	if s.Subject = c.expr(subjects[0]); len(subjects) > 1 || n.has(",") {
		s.Subject = &TupleExpr{c.exprAt(n), c.exprs(subjects)}
	}
	for _, k := range n.first("body").namedKids() {
		if k.kind == "case_clause" {
			s.Cases = append(s.Cases, c.matchCase(k))
		}
	}
	return s
}

func (c *converter) matchCase(n *node) Case {
	var out Case
	var patterns []Pattern
	for _, k := range n.namedKids() {
		switch k.kind {
		case "case_pattern":
			patterns = append(patterns, c.pattern(k))
		case "if_clause":
			out.Guard = c.expr(k.namedKids()[0])
		}
	}
	if out.Pattern = patterns[0]; len(patterns) > 1 || n.has(",") {
		out.Pattern = &patSequence{patterns}
	}
	out.Body = c.block(n, n.first("consequence"))
	return out
}

func (c *converter) capture(name string) Pattern {
	if name != "_" {
		c.bind(name)
	}
	return &patCapture{name}
}

func (c *converter) patterns(ns []*node) []Pattern {
	var out []Pattern
	for _, n := range ns {
		out = append(out, c.pattern(n))
	}
	return out
}

func (c *converter) pattern(n *node) Pattern {
	c.deeper(n)
	defer func() { c.depth-- }()
	kids := n.namedKids()
	switch n.kind {
	case "case_pattern":
		if len(kids) == 0 {
			return &patCapture{"_"}
		}
		if n.has("-") {
			return &patValue{&UnaryExpr{c.exprAt(n), "-", c.expr(kids[0])}}
		}
		return c.pattern(kids[0])
	case "dotted_name":
		return c.namePattern(n, kids)
	case "as_pattern":
		name := c.text(kids[1])
		c.bind(name)
		return &patAs{c.pattern(kids[0]), name}
	case "union_pattern":
		return c.unionPattern(n)
	case "list_pattern", "tuple_pattern":
		if n.kind == "tuple_pattern" && len(kids) == 1 && !n.has(",") {
			return c.pattern(kids[0])
		}
		return &patSequence{c.patterns(kids)}
	case "splat_pattern":
		if len(kids) == 0 || c.text(kids[0]) == "_" {
			return &patStar{}
		}
		c.bind(c.text(kids[0]))
		return &patStar{c.text(kids[0])}
	case "dict_pattern":
		return c.dictPattern(n)
	case "class_pattern":
		return c.classPattern(kids)
	case "true", "false", "none":
		return &patSame{c.expr(n)}
	case "string", "concatenated_string", "integer", "float":
		return &patValue{c.expr(n)}
	}
	c.fail(n, CodeUnsupported, "write the case in another way", "sqlplan cannot evaluate this pattern (%s)", n.kind)
	return nil
}

func (c *converter) namePattern(n *node, kids []*node) Pattern {
	if len(kids) == 1 {
		return c.capture(c.text(kids[0]))
	}
	return &patValue{c.dottedExpr(n, kids)}
}

func (c *converter) dottedExpr(n *node, kids []*node) Expr {
	var x Expr = &Name{c.exprAt(kids[0]), c.text(kids[0])}
	for _, k := range kids[1:] {
		x = &Attribute{c.exprAt(n), x, c.text(k), c.span(k)}
	}
	return x
}

// unionPattern reads the alternatives; "_" and "-1" come as bare tokens.
func (c *converter) unionPattern(n *node) Pattern {
	p := &patOr{}
	minus := false
	for _, k := range n.kids {
		switch {
		case k.comment() || k.kind == "|":
		case k.kind == "-":
			minus = true
		case k.kind == "_":
			p.Alts = append(p.Alts, &patCapture{"_"})
		case minus:
			p.Alts = append(p.Alts, &patValue{&UnaryExpr{c.exprAt(k), "-", c.expr(k)}})
			minus = false
		default:
			p.Alts = append(p.Alts, c.pattern(k))
		}
	}
	return p
}

func (c *converter) dictPattern(n *node) Pattern {
	p := &patMapping{}
	for _, k := range n.kids {
		switch {
		case k.field == "key" && k.kind == "dotted_name":
			p.Keys = append(p.Keys, c.dottedExpr(k, k.namedKids()))
		case k.field == "key" && k.named:
			p.Keys = append(p.Keys, c.expr(k))
		case k.field == "value":
			p.Vals = append(p.Vals, c.pattern(k))
		case k.kind == "splat_pattern":
			kids := k.namedKids()
			if len(kids) == 0 {
				c.syntax(k, "** in a mapping pattern needs a name other than _")
			}
			p.Has = true
			p.Rest = c.text(kids[0])
			c.bind(p.Rest)
		}
	}
	if len(p.Keys) != len(p.Vals) {
		c.fail(n, CodeUnsupported, "write the case in another way", "sqlplan cannot evaluate this pattern")
	}
	return p
}

func (c *converter) classPattern(kids []*node) Pattern {
	p := &patClass{Cls: c.dottedExpr(kids[0], kids[0].namedKids())}
	for _, k := range kids[1:] {
		inner := k
		if k.kind == "case_pattern" && len(k.namedKids()) == 1 {
			inner = k.namedKids()[0]
		}
		if inner.kind != "keyword_pattern" {
			p.Pos = append(p.Pos, c.pattern(k))
			continue
		}
		parts := inner.namedKids()
		p.Names = append(p.Names, c.text(parts[0]))
		if len(parts) == 1 {
			p.Named = append(p.Named, &patCapture{"_"})
			continue
		}
		p.Named = append(p.Named, c.pattern(parts[1]))
	}
	return p
}
