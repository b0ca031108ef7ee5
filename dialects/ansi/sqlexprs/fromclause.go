package sqlexprs

import (
	"cmp"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// from writes an element of FROM.
func (c *Compiler) from(f ir.From, lateral bool) string {
	switch f := f.(type) {
	case *ir.TableFrom:
		if alias, ok := c.ambiguous(f); ok && !c.aliased {
			return c.Name(f.Name) + c.as() + c.Name(alias)
		}
		if c.noSchema {
			return c.Name(f.Name)
		}
		return c.d.Names.Table(f.Schema, f.Name)
	case *ir.Join:
		return c.join(f)
	case *ir.Alias:
		return c.alias(f, lateral)
	case *ir.CTE:
		return c.cte(f, true)
	case *ir.ValuesFrom:
		return c.valuesFrom(f)
	case *ir.TextFrom:
		return c.text(f.Text)
	}
	return c.Fail("a FROM element of type %T cannot be written", f)
}

func (c *Compiler) join(j *ir.Join) string {
	if c.lacks(j) {
		return ""
	}
	word := " " + cmp.Or(c.d.InnerJoin, "JOIN") + " "
	switch {
	case j.Full:
		word = " FULL OUTER JOIN "
	case j.Outer:
		word = " LEFT OUTER JOIN "
	}
	right := c.from(j.Right, false)
	if _, nested := j.Right.(*ir.Join); nested {
		right = "(" + right + ")"
	}
	on := j.On
	if on == nil {
		on = c.linkOf(j.Left, j.Right)
	}
	if _, ok := on.(*ir.Constant); ok && c.d.NoBoolean {
		on = &ir.Truth{Expr: on}
	}
	return c.from(j.Left, false) + word + right + " ON " + c.expr(on)
}

func (c *Compiler) alias(a *ir.Alias, lateral bool) string {
	if c.lacks(a) {
		return ""
	}
	text := ""
	if a.Lateral {
		text = "LATERAL "
		lateral = true
	}
	switch {
	case a.Query != nil:
		text += "(" + c.query(a.Query, place{asFrom: true, lateral: lateral}) + ")"
	case a.Func != nil:
		text += c.fromFunc(a.Func)
	default:
		aliased := c.aliased
		c.aliased = true
		text += c.from(a.Of, lateral)
		c.aliased = aliased
	}
	if a.NoAlias {
		return text
	}
	text += c.as() + c.Name(c.fromName(a.Name, a.Anon))
	if a.Derived {
		text += "(" + c.derived(a) + ")"
	}
	if a.Sample != nil {
		text += " TABLESAMPLE " + c.expr(a.Sample)
		if a.Seed != nil {
			text += " REPEATABLE (" + c.expr(a.Seed) + ")"
		}
	}
	return text
}

// as stands before an alias.
func (c *Compiler) as() string {
	if c.d.BareAliases {
		return " "
	}
	return " AS "
}

// fromFunc writes what an alias of a function stands for.
func (c *Compiler) fromFunc(e ir.Expr) string {
	if f, ok := e.(*ir.Func); ok && c.d.FromFunc != nil {
		return c.d.FromFunc(c, f)
	}
	return c.expr(e)
}

func (c *Compiler) derived(a *ir.Alias) string {
	parts := make([]string, len(a.Columns))
	for i, col := range a.Columns {
		parts[i] = c.Name(col.Name)
		if a.WithTypes {
			name, err := c.d.TypeName(col.Of)
			c.note(err, CodeUnsupported, "use types that the dialect has")
			parts[i] += " " + name
		}
	}
	return strings.Join(parts, ", ")
}

// values writes VALUES as a statement.
func (c *Compiler) values(v *ir.ValuesFrom) string {
	rows := make([]string, len(v.Rows))
	for i, row := range v.Rows {
		rows[i] = "(" + c.comma(row) + ")"
	}
	return "VALUES " + strings.Join(rows, ", ")
}

func (c *Compiler) valuesFrom(v *ir.ValuesFrom) string {
	if c.lacks(v) {
		return ""
	}
	text := "(" + c.values(v) + ")"
	if v.Lateral {
		text = "LATERAL " + text
	}
	if v.Unnamed {
		return text
	}
	columns := make([]string, len(v.Columns))
	for i, col := range v.Columns {
		columns[i] = c.Name(col.Name)
	}
	return text + c.as() + c.Name(c.fromName(v.Name, v.Anon)) + " (" + strings.Join(columns, ", ") + ")"
}

// ctes are the queries of the WITH clause, which stands before the outermost statement.
type ctes struct {
	list   []*ir.CTE
	text   map[*ir.CTE]string
	byName map[string]*ir.CTE
}

func (s *ctes) any() bool { return len(s.list) > 0 }

func (s *ctes) add(cte *ir.CTE, text string) {
	if s.text == nil {
		s.text = map[*ir.CTE]string{}
	}
	if _, ok := s.text[cte]; !ok {
		s.list = append(s.list, cte)
	}
	s.text[cte] = text
}

func (s *ctes) remove(cte *ir.CTE) {
	for i, have := range s.list {
		if have == cte {
			s.list = append(s.list[:i], s.list[i+1:]...)
			break
		}
	}
	delete(s.text, cte)
}

// clause writes the WITH clause; plain: without the word RECURSIVE.
func (s *ctes) clause(plain bool) string {
	word := "WITH "
	texts := make([]string, len(s.list))
	for i, cte := range s.list {
		texts[i] = s.text[cte]
		if cte.Recursive && !plain {
			word = "WITH RECURSIVE "
		}
	}
	return word + strings.Join(texts, ", \n") + "\n "
}

func (c *Compiler) independent(list []*ir.CTE) {
	for _, cte := range list {
		c.cte(cte, false)
	}
}

// cte writes the name of a CTE, and puts its query into the WITH clause the first time.
func (c *Compiler) cte(cte *ir.CTE, asFrom bool) string {
	if cte.Nesting {
		return c.Fail("CTEs that nest are not supported")
	}
	if cte.Alias != nil {
		name := c.cte(cte.Alias, asFrom)
		if !asFrom {
			return name
		}
		return name + c.as() + c.Name(c.fromName(cte.Name, cte.Anon))
	}
	name := c.fromName(cte.Name, cte.Anon)
	if c.isNew(cte, name.Text) {
		c.define(cte, name)
	}
	return c.Name(name)
}

// isNew tells whether the query of a CTE has to be written.
func (c *Compiler) isNew(cte *ir.CTE, name string) bool {
	have := c.ctes.byName[name]
	switch {
	case have == nil:
	case have == cte || restates(have, cte):
		return false
	case restates(cte, have):
		// The larger one takes the smaller one's place.
		c.ctes.remove(have)
	default:
		c.fail(CodeStatement, "give one of them another name", "two different CTEs have the name %q", name)
		return false
	}
	if c.ctes.byName == nil {
		c.ctes.byName = map[string]*ir.CTE{}
	}
	c.ctes.byName[name] = cte
	return true
}

// restates tells whether a was made from b by union().
func restates(a, b *ir.CTE) bool {
	for a = a.Restates; a != nil; a = a.Restates {
		if a == b {
			return true
		}
	}
	return false
}

func (c *Compiler) define(cte *ir.CTE, name ir.Name) {
	if c.lacks(cte) {
		return
	}
	text := c.Name(name)
	if cte.Recursive {
		text += "(" + c.recursiveColumns(cte) + ")"
	}
	prefixes := c.prefixes(cte.Prefixes)
	inner := c.within(func() { c.inColumns, c.asLabel, c.noTable = false, nil, false },
		func() string { return c.query(cte.Query, place{asFrom: true}) })
	c.ctes.add(cte, text+" AS "+prefixes+"\n("+inner+")")
}

func (c *Compiler) recursiveColumns(cte *ir.CTE) string {
	columns := outputOf(cte.Query)
	var parts []string
	for _, n := range ir.ColumnNames(columns, ir.LabelDisambiguate) {
		if n.Repeated || n.Fallback.IsZero() {
			continue
		}
		name := n.Fallback.Name
		if !n.Fallback.Anon.IsZero() {
			name = c.anonymous(n.Fallback.Anon)
		}
		parts = append(parts, c.Name(ir.Ident(name)))
	}
	return strings.Join(parts, ", ")
}
