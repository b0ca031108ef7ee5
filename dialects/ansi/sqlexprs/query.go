package sqlexprs

import (
	"cmp"
	"maps"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// place is where a query stands.
type place struct {
	asFrom   bool // in FROM or in WITH: its columns have labels
	lateral  bool
	compound bool // part of a UNION
}

func (c *Compiler) query(q ir.Query, p place) string {
	switch q := q.(type) {
	case *ir.Select:
		return c.selectQuery(q, p)
	case *ir.Compound:
		return c.compoundQuery(q, p)
	case *ir.Group:
		return "(" + c.query(q.Query, p) + ")"
	case *ir.TextQuery:
		return c.text(q.Text)
	case *ir.ValuesQuery:
		return c.values(q.Values)
	case *ir.Insert:
		return c.insert(q)
	case *ir.Update:
		return c.update(q)
	case *ir.Delete:
		return c.delete(q)
	case *ir.Filled:
		outer := c.binds
		c.binds = maps.Clone(q.Binds)
		maps.Copy(c.binds, outer)
		text := c.query(q.Query, p)
		c.binds = outer
		return text
	}
	return c.Fail("a statement of type %T cannot be written", q)
}

// around returns the level that the statement stands in.
func (c *Compiler) around() *level {
	if len(c.stack) == 0 {
		return &level{}
	}
	return c.stack[len(c.stack)-1]
}

func (c *Compiler) push(l *level) { c.stack = append(c.stack, l) }
func (c *Compiler) pop()          { c.stack = c.stack[:len(c.stack)-1] }

func (c *Compiler) selectQuery(s *ir.Select, p place) string {
	around, outermost := c.around(), len(c.stack) == 0
	all := c.froms(s)
	froms := c.shown(s, all, around, p)
	columns := ir.Expand(s.Columns)
	names := ir.ColumnNames(columns, s.Labels)

	own := map[ir.From]bool{}
	for _, f := range froms {
		for _, part := range parts(f) {
			own[part] = true
		}
	}
	c.push(&level{asFrom: own, correlate: union(own, around.correlate), labels: resolvable(columns, all, s.Labels), ambiguous: sharedNames(all)})
	c.independent(s.With)
	text := "SELECT " + c.selectHints(s.Hints) + c.prefixes(s.Prefixes) + c.distinct(s) + c.limitWords(&s.Tail)
	parts := make([]string, 0, len(columns))
	for i, e := range columns {
		if col := c.selected(e, names[i], p.asFrom); col != "" {
			parts = append(parts, col)
		}
	}
	text += strings.Join(parts, ", ")
	if len(parts) == 0 {
		text = strings.TrimRight(text, " ")
	}
	text += c.body(s, froms)
	if c.ctes.any() && outermost {
		text = c.ctes.clause(c.d.NoRecursive) + text
	}
	if suffixes := c.prefixes(s.Suffixes); suffixes != "" {
		text += " " + suffixes
	}
	c.pop()
	return text
}

func union(a, b map[ir.From]bool) map[ir.From]bool {
	all := make(map[ir.From]bool, len(a)+len(b))
	for f := range a {
		all[f] = true
	}
	for f := range b {
		all[f] = true
	}
	return all
}

// body is everything from FROM on.
func (c *Compiler) body(s *ir.Select, froms []ir.From) string {
	var b strings.Builder
	if len(froms) > 0 {
		b.WriteString(" \nFROM ")
		for i, f := range froms {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(c.hinted(c.from(f, false), f, s.Hints))
		}
	} else {
		b.WriteString(c.d.DefaultFrom)
		if len(s.Where) > 0 {
			b.WriteString(c.d.WhereFrom)
		}
	}
	if t := c.conditions(s.Where); t != "" {
		b.WriteString(" \nWHERE " + t)
	}
	if len(s.GroupBy) > 0 {
		b.WriteString(" GROUP BY " + c.comma(s.GroupBy))
	}
	if t := c.conditions(s.Having); t != "" {
		b.WriteString(" \nHAVING " + t)
	}
	b.WriteString(c.tail(&s.Tail))
	if s.Lock != nil {
		b.WriteString(c.lock(s.Lock))
	}
	return b.String()
}

func (c *Compiler) conditions(where []ir.Expr) string {
	return c.joined(ir.Conjunction(ir.OpAnd, where), infix[ir.OpAnd])
}

func (c *Compiler) tail(t *ir.Tail) string {
	text := ""
	if len(t.OrderBy) > 0 && !(c.d.OrderNeedsLimit && len(c.stack) > 1 && t.Limit == nil && t.Fetch == nil && t.Offset == nil) {
		text = " ORDER BY " + c.comma(t.OrderBy)
	}
	limited := t.Limit != nil || t.Offset != nil || t.Fetch != nil
	switch {
	case limited && c.d.RowLimit != nil:
		return text + c.d.RowLimit(c, t)
	case t.Fetch != nil && c.d.Fetch != nil:
		return text + c.d.Fetch(c, t)
	case t.Fetch != nil:
		return text + c.StandardFetch(t)
	case (t.Limit != nil || t.Offset != nil) && c.d.Limit != nil:
		return text + c.d.Limit(c, t.Limit, t.Offset)
	case t.Limit != nil || t.Offset != nil:
		return text + c.standardLimit(t)
	}
	return text
}

func (c *Compiler) limitWords(t *ir.Tail) string {
	if c.d.Top == nil {
		return ""
	}
	return c.d.Top(c, t)
}

func (c *Compiler) standardLimit(t *ir.Tail) string {
	limit := "-1"
	if t.Limit != nil {
		limit = c.expr(t.Limit)
	}
	if t.Offset == nil {
		return "\n LIMIT " + limit
	}
	return "\n LIMIT " + limit + " OFFSET " + c.expr(t.Offset)
}

// StandardFetch writes OFFSET ... ROWS FETCH FIRST ... ROWS.
func (c *Compiler) StandardFetch(t *ir.Tail) string {
	text := ""
	if t.Offset != nil {
		text = "\n OFFSET " + c.expr(t.Offset) + " ROWS"
	}
	return text + "\n FETCH FIRST " + c.expr(t.Fetch) + FetchWords(t)
}

// FetchWords is what follows the number of FETCH FIRST.
func FetchWords(t *ir.Tail) string {
	words := " ROWS ONLY"
	if t.WithTies {
		words = " ROWS WITH TIES"
	}
	if t.Percent {
		words = " PERCENT" + words
	}
	return words
}

func (c *Compiler) lock(l *ir.Lock) string {
	if c.d.Lock != nil {
		return c.d.Lock(c, l)
	}
	return " FOR UPDATE"
}

func (c *Compiler) distinct(s *ir.Select) string {
	switch {
	case len(s.DistinctOn) > 0 && c.d.DistinctOn != nil:
		return c.d.DistinctOn(c, s.DistinctOn)
	case len(s.DistinctOn) > 0:
		return c.Fail("%s has no DISTINCT ON", c.title())
	case s.Distinct:
		return "DISTINCT "
	}
	return ""
}

func (c *Compiler) prefixes(list []ir.Prefix) string {
	text := ""
	for _, p := range list {
		if p.Dialect == "" || p.Dialect == "*" || p.Dialect == c.d.Name {
			text += c.expr(p.Text) + " "
		}
	}
	return text
}

// selectHints writes the hints that stand behind SELECT.
func (c *Compiler) selectHints(hints []ir.Hint) string {
	if !c.d.SelectHints {
		return ""
	}
	text := ""
	for _, h := range hints {
		if h.Dialect == "*" || h.Dialect == c.d.Name {
			text += "/*+ " + strings.ReplaceAll(h.Text, "%(name)s", c.FromName(h.Table)) + " */ "
		}
	}
	return text
}

func (c *Compiler) hinted(text string, f ir.From, hints []ir.Hint) string {
	if c.d.SelectHints {
		return text
	}
	for _, h := range hints {
		if h.Table == f && (h.Dialect == "*" || h.Dialect == c.d.Name) {
			text = h.Text + " " + text
		}
	}
	return text
}

// shown are the FROM elements that a SELECT lists: a subquery leaves out those of
// the statements around it, as long as one of its own is left.
func (c *Compiler) shown(s *ir.Select, froms []ir.From, around *level, p place) []ir.From {
	explicit, implicit := around.correlate, around.asFrom
	if p.asFrom && !p.lateral {
		explicit, implicit = map[ir.From]bool{}, nil
		for f := range around.correlate {
			if !around.asFrom[f] {
				explicit[f] = true
			}
		}
	}
	cor := s.Correlation
	if len(cor.Only) > 0 {
		froms = without(froms, func(f ir.From) bool { return explicit[f] && indexOf(cor.Only, f) >= 0 })
	}
	if cor.ExceptSet {
		froms = without(froms, func(f ir.From) bool { return explicit[f] && indexOf(cor.Except, f) < 0 })
	}
	if !cor.Off && len(implicit) > 0 && len(froms) > 1 {
		froms = without(froms, func(f ir.From) bool { return implicit[f] })
		if len(froms) == 0 {
			c.fail(CodeStatement, "say with correlate() which tables belong to the outer statement",
				"a subquery has no table of its own: all of its tables stand in the statement around it")
		}
	}
	return froms
}

func without(froms []ir.From, drop func(ir.From) bool) []ir.From {
	var kept []ir.From
	for _, f := range froms {
		if !drop(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// resolvable are the names that ORDER BY and GROUP BY may use as strings.
func resolvable(columns []ir.Expr, froms []ir.From, style ir.LabelStyle) labels {
	l := labels{selected: map[string]ir.Expr{}, froms: map[string]ir.Expr{}}
	for _, e := range columns {
		if name, anon, ok := ir.NaturalName(e); ok && anon.IsZero() {
			l.selected[name.Text] = e
		}
		if col, ok := e.(*ir.ColumnRef); ok && style == ir.LabelTable {
			if t, ok := col.From.(*ir.TableFrom); ok {
				l.selected[t.Name.Text+"_"+col.Name.Text] = e
			}
		}
	}
	for _, f := range froms {
		for _, col := range f.FromColumns() {
			l.froms[col.Name.Text] = col
		}
	}
	return l
}

func (c *Compiler) compoundQuery(q *ir.Compound, p place) string {
	around, outermost := c.around(), len(c.stack) == 0
	var first []ir.Expr
	if len(q.Queries) > 0 {
		first = outputOf(q.Queries[0])
	}
	c.push(&level{asFrom: around.asFrom, correlate: around.correlate, labels: resolvable(first, nil, ir.LabelDisambiguate)})
	c.independent(q.With)
	parts := make([]string, len(q.Queries))
	for i, part := range q.Queries {
		parts[i] = c.query(part, place{asFrom: p.asFrom, lateral: p.lateral, compound: true})
	}
	text := strings.Join(parts, " "+cmp.Or(c.d.CompoundWords[q.Keyword], q.Keyword)+" ")
	text += c.within(func() { c.noTable = true }, func() string {
		if len(q.GroupBy) > 0 {
			return " GROUP BY " + c.comma(q.GroupBy) + c.tail(&q.Tail)
		}
		return c.tail(&q.Tail)
	})
	if c.ctes.any() && outermost {
		text = c.ctes.clause(c.d.NoRecursive) + text
	}
	c.pop()
	return text
}

// outputOf are the expressions that a query selects.
func outputOf(q ir.Query) []ir.Expr {
	switch q := q.(type) {
	case *ir.Filled:
		return outputOf(q.Query)
	case *ir.Select:
		return ir.Expand(q.Columns)
	case *ir.Group:
		return outputOf(q.Query)
	case *ir.Compound:
		if len(q.Queries) > 0 {
			return outputOf(q.Queries[0])
		}
	case *ir.TextQuery:
		return refs(q.Columns)
	case *ir.ValuesQuery:
		return refs(q.Values.Columns)
	case *ir.Insert:
		return ir.Expand(q.Returning)
	case *ir.Update:
		return ir.Expand(q.Returning)
	case *ir.Delete:
		return ir.Expand(q.Returning)
	}
	return nil
}

func refs(columns []*ir.ColumnRef) []ir.Expr {
	list := make([]ir.Expr, len(columns))
	for i, col := range columns {
		list[i] = col
	}
	return list
}
