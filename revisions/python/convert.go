package python

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// converter turns the parser library's tree into ours, and refuses what the
// library lets through although Python does not.
type converter struct {
	src    *source.File
	scopes []*scopeInfo
	depth  int
	loops  int
	quals  []string // the names of the classes and functions around, as __qualname__ has them
}

// maxNesting bounds how deep expressions and blocks nest. Chains of binary
// operators do not count: they are converted and evaluated in a loop.
const maxNesting = 400

func (c *converter) scope() *scopeInfo { return c.scopes[len(c.scopes)-1] }

func (c *converter) push(s *scopeInfo) { c.scopes = append(c.scopes, s) }

func (c *converter) pop() *scopeInfo {
	s := c.scope()
	c.scopes = c.scopes[:len(c.scopes)-1]
	c.close(s)
	return s
}

func (c *converter) close(s *scopeInfo) {
	for n := range s.globals {
		delete(s.locals, n)
	}
	for n := range s.nonlocal {
		delete(s.locals, n)
	}
}

func (c *converter) bind(name string) { add(&c.scope().locals, name) }

// add puts a name into a set, which most scopes do without.
func add(set *map[string]bool, name string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[name] = true
}

func (c *converter) span(n *node) source.Span {
	return c.src.Span(n.start, n.end)
}

func (c *converter) text(n *node) string {
	if !n.named {
		return n.kind
	}
	return c.src.Text[n.start:n.end]
}

func (c *converter) deeper(n *node) {
	c.depth++
	if c.depth > maxNesting {
		c.fail(n, CodeLimit, "write it flatter", "the code is nested more than %d levels deep", maxNesting)
	}
}

func (c *converter) stmtAt(n *node) stmtNode { return stmtNode{Pos{c.span(n)}} }
func (c *converter) exprAt(n *node) exprNode { return exprNode{Pos{c.span(n)}} }

// statements converts the statements of a module or block, which must all be
// indented alike; column is the least indentation that they may have.
func (c *converter) statements(n *node, column int) []Stmt {
	kids := n.namedKids()
	out := make([]Stmt, 0, len(kids))
	indent := ""
	for i, k := range kids {
		if lead, ok := c.indent(k); ok {
			switch {
			case i == 0 || indent == "" && i > 0 && len(out) == 0:
				indent = lead
				if column == 0 && lead != "" && n.kind == "module" {
					c.syntax(k, "unexpected indent")
				}
				if n.kind == "block" && width(lead) <= column-1 {
					c.syntax(k, "expected an indented block")
				}
			case lead != indent:
				c.syntax(k, "the indentation does not match that of the lines before")
			}
		}
		out = append(out, c.statement(k))
	}
	return out
}

// indent returns the white space in front of a statement that begins a line.
func (c *converter) indent(n *node) (string, bool) {
	start := strings.LastIndexByte(c.src.Text[:n.start], '\n') + 1
	lead := c.src.Text[start:n.start]
	return lead, strings.Trim(lead, " \t\f") == ""
}

func width(lead string) int {
	w := 0
	for _, r := range lead {
		if r == '\t' {
			w = (w/8 + 1) * 8
		} else {
			w++
		}
	}
	return w
}

// block converts the body of a compound statement.
func (c *converter) block(owner, n *node) []Stmt {
	if n == nil || len(n.namedKids()) == 0 {
		c.syntax(owner, "expected an indented block")
	}
	c.deeper(n)
	defer func() { c.depth-- }()
	lead, ok := c.indent(owner)
	if !ok {
		lead = "" // an elif or else, or a statement behind another: the line's own indentation is not at hand
		start := strings.LastIndexByte(c.src.Text[:owner.start], '\n') + 1
		line := c.src.Text[start:owner.start]
		lead = line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	}
	return c.statements(n, width(lead)+1)
}

func (c *converter) statement(n *node) Stmt {
	switch n.kind {
	case "expression_statement":
		return c.expressionStatement(n)
	case "return_statement":
		return c.returnStatement(n)
	case "import_statement":
		s := &Import{stmtNode: c.stmtAt(n), Names: c.importNames(n)}
		for _, i := range s.Names {
			c.bindImport(i)
		}
		return s
	case "import_from_statement", "future_import_statement":
		return c.importFrom(n)
	case "if_statement":
		return c.ifStatement(n)
	case "for_statement":
		return c.forStatement(n)
	case "while_statement":
		s := &While{stmtNode: c.stmtAt(n), Cond: c.expr(n.first("condition"))}
		c.loops++
		s.Body = c.block(n, n.first("body"))
		c.loops--
		s.Else = c.elseOf(n)
		return s
	case "try_statement":
		return c.tryStatement(n)
	case "with_statement":
		return c.withStatement(n)
	case "function_definition":
		return &Def{c.stmtAt(n), c.function(n, nil)}
	case "class_definition":
		return c.class(n, nil)
	case "decorated_definition":
		return c.decorated(n)
	case "raise_statement":
		return c.raiseStatement(n)
	case "assert_statement":
		kids := n.namedKids()
		s := &Assert{stmtNode: c.stmtAt(n), Cond: c.expr(kids[0])}
		if len(kids) > 1 {
			s.Message = c.expr(kids[1])
		}
		return s
	case "delete_statement":
		return c.deleteStatement(n)
	case "pass_statement":
		return &Simple{c.stmtAt(n), "pass"}
	case "break_statement", "continue_statement":
		word := strings.TrimSuffix(n.kind, "_statement")
		if c.loops == 0 {
			c.syntax(n, "'%s' outside of a loop", word)
		}
		return &Simple{c.stmtAt(n), word}
	case "global_statement", "nonlocal_statement":
		return c.declaration(n)
	case "match_statement":
		return c.matchStatement(n)
	case "type_alias_statement":
		name := &Name{c.exprAt(n.first("left")), c.text(n.first("left"))}
		c.bind(name.ID)
		return &TypeAlias{c.stmtAt(n), name, &Const{c.exprAt(n), None}}
	case "print_statement":
		c.python2(n, "the print statement")
	case "exec_statement":
		c.python2(n, "the exec statement")
	}
	c.fail(n, CodeUnsupported, "write it in another way", "sqlplan cannot evaluate this statement (%s)", n.kind)
	return nil
}

func (c *converter) expressionStatement(n *node) Stmt {
	kids := n.namedKids()
	if len(kids) != 1 || n.has(",") {
		return &ExprStmt{c.stmtAt(n), &TupleExpr{c.exprAt(n), c.exprs(kids)}}
	}
	switch k := kids[0]; k.kind {
	case "assignment":
		return c.assignment(k)
	case "augmented_assignment":
		op := strings.TrimSuffix(c.text(k.first("operator")), "=")
		target := c.target(k.first("left"))
		switch target.(type) {
		case *Name, *Attribute, *Subscript:
		default:
			c.syntax(k, "this cannot be the target of an augmented assignment")
		}
		return &AugAssign{c.stmtAt(k), target, op, c.expr(k.first("right"))}
	default:
		return &ExprStmt{c.stmtAt(n), c.expr(k)}
	}
}

// assignment converts a = b = value, which the library nests to the right.
func (c *converter) assignment(n *node) Stmt {
	if typ := n.first("type"); typ != nil {
		s := &AnnAssign{stmtNode: c.stmtAt(n), Annotation: c.typeExpr(typ)}
		if right := n.first("right"); right != nil {
			s.Value = c.expr(right)
		}
		s.Target = c.target(n.first("left"))
		return s
	}
	s := &Assign{stmtNode: c.stmtAt(n)}
	for {
		left, right := n.first("left"), n.first("right")
		s.Targets = append(s.Targets, c.target(left))
		if right.kind != "assignment" {
			s.Value = c.expr(right)
			return s
		}
		if right.first("type") != nil {
			c.syntax(right, "an annotation cannot stand here")
		}
		n = right
	}
}

func (c *converter) returnStatement(n *node) Stmt {
	if s := c.scope(); s.module || s.class {
		c.syntax(n, "'return' outside of a function")
	}
	s := &Return{stmtNode: c.stmtAt(n)}
	if kids := n.namedKids(); len(kids) > 0 {
		s.X = c.expr(kids[0])
	}
	return s
}

func (c *converter) importNames(n *node) []ImportName {
	var out []ImportName
	for _, k := range n.kids {
		if k.field != "name" || k.comment() {
			continue
		}
		i := ImportName{Span: c.span(k)}
		if k.kind == "aliased_import" {
			i.Name, i.As = c.dotted(k.first("name")), c.text(k.first("alias"))
		} else {
			i.Name = c.dotted(k)
		}
		out = append(out, i)
	}
	return out
}

func (c *converter) bindImport(i ImportName) {
	if i.As != "" {
		c.bind(i.As)
		return
	}
	top, _, _ := strings.Cut(i.Name, ".")
	c.bind(top)
}

// dotted returns a name such as a.b.c without the spaces that may stand in it.
func (c *converter) dotted(n *node) string {
	var parts []string
	for _, k := range n.kids {
		if k.kind == "identifier" {
			parts = append(parts, c.text(k))
		}
	}
	if parts == nil {
		return strings.TrimSpace(c.text(n))
	}
	return strings.Join(parts, ".")
}

func (c *converter) importFrom(n *node) Stmt {
	s := &ImportFrom{stmtNode: c.stmtAt(n), Names: c.importNames(n)}
	if n.kind == "future_import_statement" {
		s.Module = "__future__"
	} else if m := n.first("module_name"); m.kind == "relative_import" {
		for _, k := range m.kids {
			switch k.kind {
			case "import_prefix":
				s.Level = strings.Count(c.text(k), ".")
			case "dotted_name":
				s.Module = c.dotted(k)
			}
		}
	} else {
		s.Module = c.dotted(m)
	}
	for _, k := range n.kids {
		if k.kind == "wildcard_import" {
			s.Names = []ImportName{{Name: "*", Span: c.span(k)}}
		}
	}
	for _, i := range s.Names {
		if i.Name != "*" {
			c.bindImport(i)
		}
	}
	return s
}

func (c *converter) ifStatement(n *node) Stmt {
	s := &If{stmtNode: c.stmtAt(n)}
	s.Branches = append(s.Branches, Branch{c.expr(n.first("condition")), c.block(n, n.first("consequence"))})
	for _, k := range n.kids {
		switch k.kind {
		case "elif_clause":
			s.Branches = append(s.Branches, Branch{c.expr(k.first("condition")), c.block(k, k.first("consequence"))})
		case "else_clause":
			s.Else = c.block(k, k.first("body"))
		}
	}
	return s
}

// elseOf converts the else clause of a loop or try.
func (c *converter) elseOf(n *node) []Stmt {
	for _, k := range n.kids {
		if k.kind == "else_clause" {
			return c.block(k, k.first("body"))
		}
	}
	return nil
}

func (c *converter) forStatement(n *node) Stmt {
	s := &For{stmtNode: c.stmtAt(n), Iter: c.expr(n.first("right")), Target: c.target(n.first("left"))}
	c.loops++
	s.Body = c.block(n, n.first("body"))
	c.loops--
	s.Else = c.elseOf(n)
	return s
}

func (c *converter) tryStatement(n *node) Stmt {
	s := &Try{stmtNode: c.stmtAt(n), Body: c.block(n, n.first("body"))}
	for _, k := range n.kids {
		switch k.kind {
		case "except_clause":
			s.Handlers = append(s.Handlers, c.handler(k))
		case "except_group_clause":
			c.fail(k, CodeUnsupported, "write except instead", "sqlplan cannot evaluate except*")
		case "finally_clause":
			s.Finally = c.block(k, lastBlock(k))
		}
	}
	s.Else = c.elseOf(n)
	return s
}

func lastBlock(n *node) *node {
	for i := len(n.kids) - 1; i >= 0; i-- {
		if n.kids[i].kind == "block" {
			return n.kids[i]
		}
	}
	return nil
}

func (c *converter) handler(n *node) Handler {
	if n.has(",") {
		c.python2(n, "an except clause with a comma")
	}
	var h Handler
	for _, k := range n.namedKids() {
		switch {
		case k.kind == "block":
		case k.kind == "as_pattern":
			kids := k.namedKids()
			h.Class, h.Name = c.expr(kids[0]), c.text(kids[1])
		case h.Class == nil:
			h.Class = c.expr(k)
		default:
			h.Name = c.text(k)
		}
	}
	if h.Name != "" {
		c.bind(h.Name)
	}
	h.Body = c.block(n, lastBlock(n))
	return h
}

func (c *converter) withStatement(n *node) Stmt {
	s := &With{stmtNode: c.stmtAt(n)}
	var items []*node
	for _, k := range n.namedKids() {
		if k.kind == "with_clause" {
			items = k.namedKids()
		}
	}
	for _, it := range items {
		s.Items = append(s.Items, c.withItems(it.first("value"))...)
	}
	s.Body = c.block(n, n.first("body"))
	return s
}

// withItems converts one item, or the several of "with (a as x, b as y):", which
// the library may read as a tuple.
func (c *converter) withItems(v *node) []WithItem {
	switch v.kind {
	case "as_pattern":
		kids := v.namedKids()
		target := kids[1]
		if target.kind == "as_pattern_target" && len(target.kids) > 0 {
			target = target.namedKids()[0]
		}
		return []WithItem{{c.expr(kids[0]), c.target(target)}}
	case "tuple", "parenthesized_expression":
		kids := v.namedKids()
		as := false
		for _, k := range kids {
			as = as || k.kind == "as_pattern"
		}
		if as {
			var out []WithItem
			for _, k := range kids {
				out = append(out, c.withItems(k)...)
			}
			return out
		}
	}
	return []WithItem{{X: c.expr(v)}}
}

func (c *converter) raiseStatement(n *node) Stmt {
	s := &Raise{stmtNode: c.stmtAt(n)}
	for _, k := range n.namedKids() {
		switch {
		case k.field == "cause":
			s.Cause = c.expr(k)
		case k.kind == "expression_list":
			c.python2(n, "raise with a comma")
		default:
			s.X = c.expr(k)
		}
	}
	return s
}

func (c *converter) deleteStatement(n *node) Stmt {
	s := &Delete{stmtNode: c.stmtAt(n)}
	for _, k := range n.namedKids() {
		if k.kind == "expression_list" {
			for _, e := range k.namedKids() {
				s.Targets = append(s.Targets, c.target(e))
			}
			continue
		}
		s.Targets = append(s.Targets, c.target(k))
	}
	return s
}

func (c *converter) declaration(n *node) Stmt {
	s := &Declare{stmtNode: c.stmtAt(n), Word: strings.TrimSuffix(n.kind, "_statement")}
	names := &c.scope().globals
	if s.Word == "nonlocal" {
		names = &c.scope().nonlocal
	}
	for _, k := range n.namedKids() {
		s.Names = append(s.Names, c.text(k))
		add(names, c.text(k))
	}
	return s
}
