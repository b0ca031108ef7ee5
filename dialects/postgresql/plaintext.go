//go:build cgo

package postgresql

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// plainText writes the expressions that most defaults and CHECK constraints are, as the parser's library does but without a
// way through C; false for any other.
func plainText(node *pg.Node) (string, bool) {
	w := plainWriter{ok: true}
	switch n := node.GetNode().(type) {
	case *pg.Node_BoolExpr:
		w.all(n.BoolExpr)
	default:
		w.condition(node)
	}
	return w.text.String(), w.ok
}

// plainWriter collects the text of an expression; ok is false once something in it is left to the library.
type plainWriter struct {
	text strings.Builder
	ok   bool
}

func (w *plainWriter) write(text string) { w.text.WriteString(text) }

// all writes conditions with AND or OR between them. Those that have such conditions in them need brackets, and are
// left to the library.
func (w *plainWriter) all(b *pg.BoolExpr) {
	join := map[pg.BoolExprType]string{pg.BoolExprType_AND_EXPR: " AND ", pg.BoolExprType_OR_EXPR: " OR "}[b.Boolop]
	w.ok = w.ok && join != ""
	for i, arg := range b.Args {
		if i > 0 {
			w.write(join)
		}
		w.condition(arg)
	}
}

// condition writes a comparison or test of operands, or an operand.
func (w *plainWriter) condition(node *pg.Node) {
	switch n := node.GetNode().(type) {
	case *pg.Node_NullTest:
		w.operand(n.NullTest.Arg)
		switch n.NullTest.Nulltesttype {
		case pg.NullTestType_IS_NULL:
			w.write(" IS NULL")
		case pg.NullTestType_IS_NOT_NULL:
			w.write(" IS NOT NULL")
		}
	case *pg.Node_AExpr:
		w.comparison(n.AExpr)
	default:
		w.operand(node)
	}
}

// comparison writes an operator between two operands, and IN with a list of them.
func (w *plainWriter) comparison(e *pg.A_Expr) {
	name := texts(e.Name)
	if len(name) != 1 || e.Lexpr == nil || e.Rexpr == nil {
		w.ok = false
		return
	}
	switch e.Kind {
	case pg.A_Expr_Kind_AEXPR_OP:
		w.operand(e.Lexpr)
		w.write(" " + name[0] + " ")
		w.operand(e.Rexpr)
	case pg.A_Expr_Kind_AEXPR_IN:
		list := e.Rexpr.GetList()
		w.ok = w.ok && list != nil
		w.operand(e.Lexpr)
		w.write(map[string]string{"=": " IN (", "<>": " NOT IN ("}[name[0]])
		for i, item := range list.GetItems() {
			if i > 0 {
				w.write(", ")
			}
			w.operand(item)
		}
		w.write(")")
	default:
		w.ok = false
	}
}

// operand writes a constant, the name of a column, or a call without arguments.
func (w *plainWriter) operand(node *pg.Node) {
	text, ok := "", false
	switch n := node.GetNode().(type) {
	case *pg.Node_AConst:
		text, ok = plainConstant(n.AConst)
	case *pg.Node_FuncCall:
		text, ok = plainCall(n.FuncCall)
	case *pg.Node_ColumnRef:
		if name := texts(n.ColumnRef.Fields); len(name) == 1 && len(n.ColumnRef.Fields) == 1 {
			text, ok = name[0], sqltext.QuoteIdent(name[0], style) == name[0]
		}
	}
	w.ok = w.ok && ok
	w.write(text)
}

func plainConstant(c *pg.A_Const) (string, bool) {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return strconv.Itoa(int(v.Ival.GetIval())), true
	case *pg.A_Const_Boolval:
		return strconv.FormatBool(v.Boolval.GetBoolval()), true
	case *pg.A_Const_Sval:
		if text := v.Sval.GetSval(); !strings.ContainsAny(text, `'\\`) {
			return "'" + text + "'", true
		}
	}
	return "", false
}

func plainCall(f *pg.FuncCall) (string, bool) {
	name := texts(f.Funcname)
	plain := len(name) == 1 && isPlainCall(name[0]) && len(f.Args) == 0 && len(f.AggOrder) == 0 &&
		f.AggFilter == nil && f.Over == nil && !f.AggStar && !f.AggWithinGroup && !f.AggDistinct
	if !plain {
		return "", false
	}
	return name[0] + "()", true
}

// isPlainCall: the functions that stand in most defaults; none is a word of the grammar, which would be quoted.
func isPlainCall(name string) bool {
	return slices.Contains([]string{"now", "gen_random_uuid", "uuid_generate_v4", "clock_timestamp", "statement_timestamp", "random"}, name)
}
