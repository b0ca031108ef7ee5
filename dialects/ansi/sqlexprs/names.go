package sqlexprs

import (
	"fmt"
	"strconv"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// anonymous returns the name of something that has none: base_1, base_2 in the
// order in which they are written first.
func (c *Compiler) anonymous(a ir.Anon) string {
	if name, ok := c.anon[a]; ok {
		return name
	}
	if c.anon == nil {
		c.anon, c.count = map[ir.Anon]string{}, map[string]int{} // few expressions have any
	}
	c.count[a.Base]++
	name := c.shorten(a.Base + "_" + strconv.Itoa(c.count[a.Base]))
	c.anon[a] = name
	return name
}

// labelRoom is how many characters SQLAlchemy keeps for the number at the end of a shortened label.
const labelRoom = 6

// shorten cuts a generated name that the server would cut in its own way.
func (c *Compiler) shorten(name string) string {
	if c.d.LabelLength == 0 || len(name) <= c.d.LabelLength-labelRoom {
		return name
	}
	if short, ok := c.short[name]; ok {
		return short
	}
	c.shorted++
	short := fmt.Sprintf("%s_%x", name[:c.d.LabelLength-labelRoom], c.shorted)
	if c.short == nil {
		c.short = map[string]string{}
	}
	c.short[name] = short
	return short
}

// label writes "expression AS name" in the columns, the name alone where ORDER BY
// means the label, and else the expression.
func (c *Compiler) label(l *ir.Label) string {
	switch {
	case c.asLabel == l:
		return c.Name(c.fromName(l.Name, l.Anon))
	case c.inColumns:
		return c.labelled(l.Expr, c.fromName(l.Name, l.Anon))
	}
	return c.plain(l.Expr)
}

func (c *Compiler) labelled(e ir.Expr, name ir.Name) string {
	return c.plain(e) + " AS " + c.Name(name)
}

// labelRef writes an expression of ORDER BY.
func (c *Compiler) labelRef(r *ir.LabelRef) string {
	label := orderedLabel(r.Expr)
	if label != nil && !c.d.LabelsAgain && len(c.stack) > 0 && label.Anon.IsZero() {
		if found, ok := c.stack[len(c.stack)-1].labels.selected[label.Name.Text].(*ir.Label); ok && sameLabel(found, label) {
			return c.within(func() { c.asLabel, c.inColumns = label, false }, func() string { return c.expr(r.Expr) })
		}
	}
	return c.plain(r.Expr)
}

func sameLabel(a, b *ir.Label) bool { return a == b || a.Expr == b.Expr }

// orderedLabel is the label inside of DESC and the like.
func orderedLabel(e ir.Expr) *ir.Label {
	for {
		switch x := e.(type) {
		case *ir.Label:
			return x
		case *ir.Unary:
			if !x.Postfix {
				return nil
			}
			e = x.Expr
		default:
			return nil
		}
	}
}

// nameRef writes a string that stands for a selected column.
func (c *Compiler) nameRef(r *ir.NameRef) string {
	if len(c.stack) == 0 {
		return r.Name
	}
	l := c.stack[len(c.stack)-1].labels
	e, ok := l.selected[r.Name]
	if !ok {
		e, ok = l.froms[r.Name]
	}
	if !ok {
		return c.fail(CodeStatement, "declare it as text(...), or give a column",
			"%q in ORDER BY, GROUP BY or DISTINCT is not a column or label of the statement", r.Name)
	}
	if label, ok := e.(*ir.Label); ok {
		return c.within(func() { c.asLabel, c.inColumns = label, false }, func() string { return c.expr(label) })
	}
	return c.plain(e)
}
