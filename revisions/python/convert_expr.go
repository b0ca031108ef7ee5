package python

import (
	"math/big"
	"strconv"
	"strings"
)

func (c *converter) exprs(ns []*node) []Expr {
	out := make([]Expr, len(ns))
	for i, n := range ns {
		out[i] = c.expr(n)
	}
	return out
}

// expr converts an expression.
func (c *converter) expr(n *node) Expr {
	c.deeper(n)
	x := hoistStar(c.exprKind(n))
	c.depth--
	return x
}

// hoistStar turns (*f)(x) into *(f(x)): where a list or set has one element, the
// parser takes the star for a part of the name that follows it.
func hoistStar(x Expr) Expr {
	var inner *Expr
	switch e := x.(type) {
	case *CallExpr:
		inner = &e.Func
	case *Attribute:
		inner = &e.X
	case *Subscript:
		inner = &e.X
	default:
		return x
	}
	star, ok := (*inner).(*Star)
	if !ok {
		return x
	}
	*inner, star.X = star.X, x
	return star
}

func (c *converter) exprKind(n *node) Expr {
	switch n.kind {
	case "identifier", "keyword_identifier":
		return &Name{c.exprAt(n), c.text(n)}
	case "string", "concatenated_string":
		return c.stringExpr(n)
	case "integer":
		return &Const{c.exprAt(n), c.integer(n)}
	case "float":
		return &Const{c.exprAt(n), c.float(n)}
	case "true":
		return &Const{c.exprAt(n), True}
	case "false":
		return &Const{c.exprAt(n), False}
	case "none":
		return &Const{c.exprAt(n), None}
	case "ellipsis":
		return &Const{c.exprAt(n), Ellipsis}
	case "call":
		return c.call(n)
	case "attribute":
		name := n.first("attribute")
		return &Attribute{c.exprAt(n), c.expr(n.first("object")), c.text(name), c.span(name)}
	case "subscript":
		return c.subscript(n)
	case "slice":
		return c.slice(n)
	case "parenthesized_expression":
		return c.expr(n.namedKids()[0])
	case "tuple", "expression_list", "pattern_list", "tuple_pattern":
		return &TupleExpr{c.exprAt(n), c.exprs(n.namedKids())}
	case "list", "list_pattern":
		return &ListExpr{c.exprAt(n), c.exprs(n.namedKids())}
	case "set":
		return &SetExpr{c.exprAt(n), c.exprs(n.namedKids())}
	case "dictionary":
		return c.dictionary(n)
	case "binary_operator":
		return c.binary(n)
	case "boolean_operator":
		return &BoolExpr{c.exprAt(n), c.text(n.first("operator")), c.expr(n.first("left")), c.expr(n.first("right"))}
	case "not_operator":
		return &UnaryExpr{c.exprAt(n), "not", c.expr(n.first("argument"))}
	case "unary_operator":
		return &UnaryExpr{c.exprAt(n), c.text(n.first("operator")), c.expr(n.first("argument"))}
	case "comparison_operator":
		return c.comparison(n)
	case "conditional_expression":
		k := n.namedKids()
		return &CondExpr{c.exprAt(n), c.expr(k[1]), c.expr(k[0]), c.expr(k[2])}
	case "lambda":
		return c.lambda(n)
	case "named_expression":
		return c.walrus(n)
	case "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression":
		return c.comprehension(n)
	case "list_splat", "list_splat_pattern":
		return &Star{c.exprAt(n), c.expr(n.namedKids()[0])}
	case "yield":
		return c.yield(n)
	case "await":
		return &Await{c.exprAt(n), c.expr(n.namedKids()[0])}
	case "type":
		return c.typeExpr(n)
	}
	c.fail(n, CodeUnsupported, "write it in another way", "sqlplan cannot evaluate this expression (%s)", n.kind)
	return nil
}

func (c *converter) integer(n *node) Value {
	text := c.text(n)
	digits := strings.ReplaceAll(text, "_", "")
	last := digits[len(digits)-1]
	switch {
	case last == 'l' || last == 'L':
		c.python2(n, "an integer that ends in L")
	case (last == 'j' || last == 'J') && !strings.HasPrefix(digits, "0x"):
		c.fail(n, CodeUnsupported, "use numbers that SQL has", "sqlplan cannot evaluate complex numbers")
	case len(digits) > 1 && digits[0] == '0' && last != '0' && strings.Trim(digits, "01234567") == "" && strings.Trim(digits, "0") != "":
		c.python2(n, "an octal number without 0o")
	case len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "0123456789") == "" && strings.Trim(digits, "0") != "":
		c.syntax(n, "leading zeros in decimal integer literals are not permitted")
	case len(digits) > 4300:
		c.syntax(n, "the number has more digits than Python converts (4300)")
	}
	if i, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return NewInt(i)
	}
	i, ok := new(big.Int).SetString(digits, 0)
	if !ok {
		c.syntax(n, "invalid number")
	}
	return BigInt(i)
}

func (c *converter) float(n *node) Value {
	text := strings.ReplaceAll(c.text(n), "_", "")
	if last := text[len(text)-1]; last == 'j' || last == 'J' {
		c.fail(n, CodeUnsupported, "use numbers that SQL has", "sqlplan cannot evaluate complex numbers")
	}
	// Out of range is infinity, as in Python.
	f, _ := strconv.ParseFloat(text, 64)
	return Float(f)
}

func (c *converter) call(n *node) Expr {
	x := &CallExpr{exprNode: c.exprAt(n), Func: c.expr(n.first("function"))}
	args := n.first("arguments")
	if args.kind == "generator_expression" {
		x.Args = []Arg{{X: c.expr(args)}}
		return x
	}
	x.Args = c.args(args)
	return x
}

func (c *converter) args(n *node) []Arg {
	kids := n.namedKids()
	out := make([]Arg, 0, len(kids))
	named := false
	for _, k := range kids {
		switch k.kind {
		case "keyword_argument":
			named = true
			out = append(out, Arg{Name: c.text(k.first("name")), X: c.expr(k.first("value"))})
		case "list_splat":
			out = append(out, Arg{Stars: 1, X: c.expr(k.namedKids()[0])})
		case "dictionary_splat":
			named = true
			out = append(out, Arg{Stars: 2, X: c.expr(k.namedKids()[0])})
		default:
			if named {
				c.syntax(k, "positional argument follows keyword argument")
			}
			out = append(out, Arg{X: c.expr(k)})
		}
	}
	return out
}

func (c *converter) subscript(n *node) Expr {
	x := &Subscript{exprNode: c.exprAt(n), X: c.expr(n.first("value"))}
	var keys []*node
	for _, k := range n.kids {
		if k.field == "subscript" && !k.comment() {
			keys = append(keys, k)
		}
	}
	if len(keys) == 1 && !n.has(",") {
		x.Index = c.expr(keys[0])
		return x
	}
	x.Index = &TupleExpr{c.exprAt(n), c.exprs(keys)}
	return x
}

func (c *converter) slice(n *node) Expr {
	x := &SliceExpr{exprNode: c.exprAt(n)}
	parts := []*Expr{&x.Lo, &x.Hi, &x.Step}
	at := 0
	for _, k := range n.kids {
		switch {
		case k.comment():
		case k.kind == ":":
			at++
		default:
			*parts[at] = c.expr(k)
		}
	}
	return x
}

func (c *converter) dictionary(n *node) Expr {
	x := &DictExpr{exprNode: c.exprAt(n)}
	for _, k := range n.namedKids() {
		if k.kind == "dictionary_splat" {
			x.Keys, x.Values = append(x.Keys, nil), append(x.Values, c.expr(k.namedKids()[0]))
			continue
		}
		x.Keys, x.Values = append(x.Keys, c.expr(k.first("key"))), append(x.Values, c.expr(k.first("value")))
	}
	return x
}

// binary walks down the left side in a loop, as evalBinary does.
func (c *converter) binary(n *node) Expr {
	var spine []*node
	left := n
	for left.kind == "binary_operator" {
		spine = append(spine, left)
		left = left.first("left")
	}
	x := c.expr(left)
	for i := len(spine) - 1; i >= 0; i-- {
		s := spine[i]
		x = &BinaryExpr{c.exprAt(s), c.text(s.first("operator")), x, c.expr(s.first("right"))}
	}
	return x
}

func (c *converter) comparison(n *node) Expr {
	x := &CompareExpr{exprNode: c.exprAt(n)}
	for _, k := range n.kids {
		switch {
		case k.comment():
		case k.field == "operators":
			op := strings.Join(strings.Fields(c.text(k)), " ")
			if op == "<>" {
				c.python2(n, "the operator <>")
			}
			x.Ops = append(x.Ops, op)
		case x.X == nil:
			x.X = c.expr(k)
		default:
			x.Ys = append(x.Ys, c.expr(k))
		}
	}
	return x
}

func (c *converter) lambda(n *node) Expr {
	f := &FuncDef{Name: "<lambda>", NameSpan: c.span(n)}
	f.Params = c.params(n.first("parameters"))
	c.body(f, func() { f.Result = c.expr(n.first("body")) })
	return &Lambda{c.exprAt(n), f}
}

func (c *converter) walrus(n *node) Expr {
	name := n.first("name")
	x := &Walrus{c.exprAt(n), &Name{c.exprAt(name), c.text(name)}, c.expr(n.first("value"))}
	for i := len(c.scopes) - 1; i >= 0; i-- {
		if s := c.scopes[i]; !s.comprehension {
			add(&s.locals, x.Target.ID)
			break
		}
	}
	return x
}

func (c *converter) yield(n *node) Expr {
	s := c.scope()
	if s.module || s.class || s.comprehension {
		c.syntax(n, "'yield' outside of a function")
	}
	s.generator = true
	x := &Yield{exprNode: c.exprAt(n), From: n.has("from")}
	if kids := n.namedKids(); len(kids) > 0 {
		x.X = c.expr(kids[0])
	}
	return x
}

func (c *converter) comprehension(n *node) Expr {
	kinds := map[string]byte{"list_comprehension": '[', "set_comprehension": '{', "dictionary_comprehension": ':', "generator_expression": '('}
	x := &Comprehension{exprNode: c.exprAt(n), Kind: kinds[n.kind], scope: &scopeInfo{}}
	x.scope.comprehension = true
	var clauses []*node
	for _, k := range n.namedKids() {
		if k.kind == "for_in_clause" || k.kind == "if_clause" {
			clauses = append(clauses, k)
		}
	}
	first := c.forIter(clauses[0]) // evaluated outside of the comprehension
	c.push(x.scope)
	for i, k := range clauses {
		if k.kind == "if_clause" {
			last := &x.Clauses[len(x.Clauses)-1]
			last.Ifs = append(last.Ifs, c.expr(k.namedKids()[0]))
			continue
		}
		clause := Clause{Iter: first}
		if i > 0 {
			clause.Iter = c.forIter(k)
		}
		clause.Target = c.target(k.first("left"))
		x.Clauses = append(x.Clauses, clause)
	}
	body := n.first("body")
	if x.Kind == ':' {
		x.Key, x.Value = c.expr(body.first("key")), c.expr(body.first("value"))
	} else {
		x.Key = c.expr(body)
	}
	c.pop()
	return x
}

func (c *converter) forIter(n *node) Expr {
	var rights []*node
	for _, k := range n.kids {
		if k.field == "right" && k.named && !k.comment() {
			rights = append(rights, k)
		}
	}
	if len(rights) == 1 {
		return c.expr(rights[0])
	}
	return &TupleExpr{c.exprAt(n), c.exprs(rights)}
}

// target converts what is assigned to, and binds its names.
func (c *converter) target(n *node) Expr {
	x := c.expr(n)
	c.bindTarget(n, x)
	return x
}

func (c *converter) bindTarget(n *node, x Expr) {
	switch x := x.(type) {
	case *Name:
		c.bind(x.ID)
	case *Attribute, *Subscript:
	case *TupleExpr:
		c.bindTargets(n, x.Elems)
	case *ListExpr:
		c.bindTargets(n, x.Elems)
	default:
		c.syntax(n, "cannot assign to this expression")
	}
}

func (c *converter) bindTargets(n *node, xs []Expr) {
	stars := 0
	for _, x := range xs {
		if s, ok := x.(*Star); ok {
			x = s.X
			stars++
		}
		c.bindTarget(n, x)
	}
	if stars > 1 {
		c.syntax(n, "multiple starred expressions in assignment")
	}
}

func (c *converter) optType(n *node) Expr {
	if n == nil {
		return nil
	}
	return c.typeExpr(n)
}

// typeExpr converts an annotation, for which the library has kinds of its own.
func (c *converter) typeExpr(n *node) Expr {
	c.deeper(n)
	defer func() { c.depth-- }()
	kids := n.namedKids()
	switch n.kind {
	case "type":
		if len(kids) == 0 {
			return &Name{c.exprAt(n), c.text(n)}
		}
		return c.typeExpr(kids[0])
	case "generic_type":
		var args []Expr
		for _, k := range kids[len(kids)-1].namedKids() {
			args = append(args, c.typeExpr(k))
		}
		x := &Subscript{exprNode: c.exprAt(n), X: &Name{c.exprAt(n.kids[0]), c.text(n.kids[0])}}
		if x.Index = (&TupleExpr{c.exprAt(n), args}); len(args) == 1 {
			x.Index = args[0]
		}
		return x
	case "union_type":
		return &BinaryExpr{c.exprAt(n), "|", c.typeExpr(kids[0]), c.typeExpr(kids[1])}
	case "member_type":
		return &Attribute{c.exprAt(n), c.typeExpr(kids[0]), c.text(kids[1]), c.span(kids[1])}
	case "splat_type", "constrained_type":
		return &Const{c.exprAt(n), None}
	}
	return c.expr(n)
}
