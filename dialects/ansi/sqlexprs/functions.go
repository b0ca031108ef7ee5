package sqlexprs

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// bare are the functions that standard SQL writes in capitals, and without
// parentheses if they have no argument.
var bare = map[string]string{
	"current_date": "CURRENT_DATE", "current_time": "CURRENT_TIME", "current_timestamp": "CURRENT_TIMESTAMP",
	"current_user": "CURRENT_USER", "localtime": "LOCALTIME", "localtimestamp": "LOCALTIMESTAMP",
	"session_user": "SESSION_USER", "user": "USER", "sysdate": "sysdate",
	"cube": "CUBE", "rollup": "ROLLUP", "grouping_sets": "GROUPING SETS", "random": "random", "coalesce": "coalesce",
}

// withParentheses are those of bare that have parentheses even without an argument.
var withParentheses = map[string]bool{"cube": true, "rollup": true, "grouping_sets": true, "random": true, "coalesce": true}

func (c *Compiler) function(f *ir.Func) string {
	text := c.functionCall(f)
	if f.Ordinality {
		text += " WITH ORDINALITY"
	}
	return text
}

func (c *Compiler) functionCall(f *ir.Func) string {
	if own := c.d.Funcs[strings.ToLower(f.Name.Text)]; own != nil {
		return own(c, f)
	}
	return c.StandardFunc(f)
}

// StandardFunc writes a function by its name.
func (c *Compiler) StandardFunc(f *ir.Func) string {
	args := "(" + c.comma(f.Args) + ")"
	lower := strings.ToLower(f.Name.Text)
	if name, ok := bare[lower]; ok && f.Generic {
		if len(f.Args) == 0 && !withParentheses[lower] {
			return name
		}
		return name + args
	}
	var b strings.Builder
	for _, p := range f.Package {
		b.WriteString(c.functionName(p) + ".")
	}
	return b.String() + c.functionName(f.Name) + args
}

// functionName quotes only what could not be read otherwise: func.MyFunc means
// the same as MyFunc() in SQL.
func (c *Compiler) functionName(n ir.Name) string {
	if n.Quote != ir.QuoteAuto {
		return c.Name(n)
	}
	for i := range len(n.Text) {
		if b := n.Text[i]; !isWord(b) && b != '$' || b >= 0x80 {
			return c.Name(n)
		}
	}
	return n.Text
}

func (c *Compiler) over(o *ir.Over) string {
	text := c.expr(o.Expr)
	var parts []string
	if len(o.Partition) > 0 {
		parts = append(parts, "PARTITION BY "+c.comma(o.Partition))
	}
	if len(o.OrderBy) > 0 {
		parts = append(parts, "ORDER BY "+c.comma(o.OrderBy))
	}
	if f := o.Frame; f != nil {
		parts = append(parts, f.Unit+" BETWEEN "+bound(f.Start, "PRECEDING")+" AND "+bound(f.Stop, "FOLLOWING"))
	}
	return text + " OVER (" + strings.Join(parts, " ") + ")"
}

func bound(b ir.FrameBound, unbounded string) string {
	switch {
	case b.Unbounded:
		return "UNBOUNDED " + unbounded
	case b.Offset == 0:
		return "CURRENT ROW"
	case b.Offset < 0:
		return strconv.FormatInt(-b.Offset, 10) + " PRECEDING"
	}
	return strconv.FormatInt(b.Offset, 10) + " FOLLOWING"
}
