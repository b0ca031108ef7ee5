package python

import "strings"

func (c *converter) decorated(n *node) Stmt {
	var decorators []Expr
	for _, k := range n.kids {
		if k.kind == "decorator" {
			decorators = append(decorators, c.expr(k.namedKids()[0]))
		}
	}
	d := n.first("definition")
	if d.kind == "class_definition" {
		return c.class(d, decorators)
	}
	return &Def{c.stmtAt(d), c.function(d, decorators)}
}

func (c *converter) class(n *node, decorators []Expr) Stmt {
	name := n.first("name")
	s := &ClassDef{stmtNode: c.stmtAt(n), Name: c.text(name), NameSpan: c.span(name), Decorators: decorators}
	c.bind(s.Name)
	if args := n.first("superclasses"); args != nil {
		s.Args = c.args(args)
	}
	s.scope = &scopeInfo{}
	s.scope.class = true
	c.push(s.scope)
	c.quals = append(c.quals, s.Name)
	loops := c.loops
	c.loops = 0
	s.Body = c.block(n, n.first("body"))
	c.quals = c.quals[:len(c.quals)-1]
	c.loops = loops
	c.pop()
	s.Doc = docOf(s.Body)
	return s
}

func (c *converter) function(n *node, decorators []Expr) *FuncDef {
	name := n.first("name")
	f := &FuncDef{Name: c.text(name), NameSpan: c.span(name), Decorators: decorators, Async: n.has("async")}
	c.bind(f.Name)
	f.Params = c.params(n.first("parameters"))
	c.body(f, func() { f.Body = c.block(n, n.first("body")) })
	f.Doc = docOf(f.Body)
	return f
}

// body converts the inside of a function in a scope of its own.
func (c *converter) body(f *FuncDef, convert func()) {
	f.scope = &scopeInfo{}
	f.QualName = strings.Join(append(c.quals[:len(c.quals):len(c.quals)], f.Name), ".")
	c.quals = append(c.quals, f.Name, "<locals>")
	c.push(f.scope)
	for _, p := range f.Params {
		c.bind(p.Name)
	}
	loops := c.loops
	c.loops = 0
	convert()
	c.loops = loops
	f.Generator = f.scope.generator
	c.pop()
	c.quals = c.quals[:len(c.quals)-2]
}

func (c *converter) params(n *node) []Param {
	if n == nil {
		return nil
	}
	var out []Param
	kind, optional := positional, false
	seen := map[string]bool{}
	for _, k := range n.namedKids() {
		p := Param{Kind: kind, Span: c.span(k)}
		switch k.kind {
		case "positional_separator":
			for i := range out {
				out[i].Kind = positionalOnly
			}
			continue
		case "keyword_separator":
			kind = keywordOnly
			continue
		case "identifier":
			p.Name = c.text(k)
		case "default_parameter", "typed_default_parameter":
			p.Name, p.Default = c.text(k.first("name")), c.expr(k.first("value"))
			p.Annotation = c.optType(k.first("type"))
		case "typed_parameter":
			inner := k.namedKids()[0]
			p.Annotation = c.optType(k.first("type"))
			p.Name = c.starParam(inner, &p, &kind)
		case "list_splat_pattern", "dictionary_splat_pattern":
			p.Name = c.starParam(k, &p, &kind)
		case "tuple_pattern":
			c.python2(k, "a parameter that is a tuple")
		default:
			c.syntax(k, "this cannot be a parameter")
		}
		if p.Kind <= positional && p.Default == nil && optional {
			c.syntax(k, "a parameter without a default follows one with a default")
		}
		optional = optional || p.Default != nil
		if seen[p.Name] {
			c.syntax(k, "duplicate argument '%s' in function definition", p.Name)
		}
		seen[p.Name] = true
		out = append(out, p)
	}
	return out
}

func (c *converter) starParam(k *node, p *Param, kind *int) string {
	switch k.kind {
	case "list_splat_pattern":
		p.Kind, *kind = starArgs, keywordOnly
	case "dictionary_splat_pattern":
		p.Kind = starKwargs
	default:
		return c.text(k)
	}
	return c.text(k.namedKids()[0])
}
