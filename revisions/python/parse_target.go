package python

// target takes an expression for what is assigned to, and binds its names. One
// that stands in front of a "=" may be meant as a comparison.
func (p *parser) target(x Expr, assigned bool) {
	switch x := x.(type) {
	case *Name:
		p.bind(x.ID)
	case *Attribute, *Subscript:
	case *TupleExpr:
		p.targets(x.Elems)
	case *ListExpr:
		p.targets(x.Elems)
	case *Star:
		p.compileError(x.Start(), x.End(), "starred assignment target must be in a list or tuple")
		p.target(x.X, false)
	default:
		p.notTarget(x, "cannot assign to", assigned)
	}
}

func (p *parser) targets(xs []Expr) {
	stars := 0
	for _, x := range xs {
		s, ok := x.(*Star)
		if !ok {
			p.target(x, false)
			continue
		}
		p.target(s.X, false)
		if stars++; stars == 2 {
			p.compileError(s.Start(), s.End(), "multiple starred expressions in assignment")
		}
	}
}

func (p *parser) notTarget(x Expr, what string, assigned bool) {
	at := x.Place()
	if c, ok := x.(*Const); ok && (c.Value == None || c.Value == True || c.Value == False) {
		assigned = false
	}
	if assigned {
		p.wrong(at.Start(), at.End(), "%s %s here. Maybe you meant '==' instead of '='?", what, exprName(x))
	}
	p.wrong(at.Start(), at.End(), "%s %s", what, exprName(x))
}

// exprName is what CPython calls a kind of expression.
func exprName(x Expr) string {
	switch x := x.(type) {
	case *Const:
		switch x.Value {
		case None:
			return "None"
		case True:
			return "True"
		case False:
			return "False"
		case Ellipsis:
			return "ellipsis"
		}
		return "literal"
	case *CallExpr:
		return "function call"
	case *UnaryExpr, *BinaryExpr, *BoolExpr:
		return "expression"
	case *CompareExpr:
		return "comparison"
	case *CondExpr:
		return "conditional expression"
	case *DictExpr:
		return "dict literal"
	case *SetExpr:
		return "set display"
	case *FString:
		return "f-string expression"
	case *Comprehension:
		return comprehensionNames[x.Kind]
	}
	return otherName(x)
}

var comprehensionNames = map[byte]string{'[': "list comprehension", '{': "set comprehension", ':': "dict comprehension", '(': "generator expression"}

func otherName(x Expr) string {
	switch x.(type) {
	case *Name:
		return "name"
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *TupleExpr:
		return "tuple"
	case *ListExpr:
		return "list"
	case *Star:
		return "starred"
	case *Lambda:
		return "lambda"
	case *Walrus:
		return "named expression"
	case *Yield:
		return "yield expression"
	case *Await:
		return "await expression"
	}
	return "this"
}

// forTarget reads and binds what stands between "for" and "in".
func (p *parser) forTarget() Expr {
	start := p.tok.start
	x := p.forTargetPart()
	if p.is(opComma) {
		base := len(p.exprs)
		p.exprs = append(p.exprs, x)
		for p.skip(opComma) && p.begins() {
			p.exprs = append(p.exprs, p.forTargetPart())
		}
		x = &TupleExpr{p.exprAt(start), take(&p.exprs, base)}
	}
	if !p.is(kwIn) && !p.is(kwFor) {
		if _, ok := x.(*Name); !ok || !p.is(opColon) {
			p.target(x, false)
		}
		p.unexpected()
	}
	p.target(x, false)
	return x
}

func (p *parser) forTargetPart() Expr {
	if p.is(opStar) {
		return p.star()
	}
	return p.binary(1)
}

// deleted takes an expression for what is deleted.
func (p *parser) deleted(x Expr) {
	switch x := x.(type) {
	case *Name:
		p.bind(x.ID)
	case *Attribute, *Subscript:
	case *TupleExpr:
		for _, e := range x.Elems {
			p.deleted(e)
		}
	case *ListExpr:
		for _, e := range x.Elems {
			p.deleted(e)
		}
	default:
		p.notTarget(x, "cannot delete", false)
	}
}
