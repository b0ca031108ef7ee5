package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// existsValue is exists(): it can be narrowed with where() before it is used.
type existsValue struct {
	Element
	query *ir.Select
}

func newExistsValue(s *ir.Select) *existsValue {
	e := &ir.Unary{Op: ir.OpExists, Expr: &ir.ScalarQuery{Query: s}, Of: ir.BooleanType}
	return &existsValue{Element: Element{e: e}, query: s}
}

// Attr adds the methods of the SELECT inside.
func (x *existsValue) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "where", "select_from", "correlate", "correlate_except", "filter":
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			copied := *x.query
			if err := selectMethods[name](t, &copied, c); err != nil {
				return nil, err
			}
			return newExistsValue(&copied), nil
		}), nil
	case "select":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) {
			return NewStatement(&ir.Select{Columns: []ir.SelectItem{{Expr: x.e}}}), nil
		}), nil
	}
	return x.Element.Attr(t, name)
}

// newExists is exists(): of a query, or of columns.
func newExists(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		star := &ir.ColumnRef{Name: ir.Ident("*"), Literal: true}
		return newExistsValue(&ir.Select{Columns: []ir.SelectItem{{Expr: star}}}), nil
	}
	if _, isColumn := c.Args[0].(HasExpr); !isColumn || len(c.Args) > 1 {
		if _, isQuery := c.Args[0].(HasQuery); !isQuery {
			made, err := newSelect(t, c)
			if err != nil {
				return nil, err
			}
			return existsOf(t, made)
		}
	}
	return existsOf(t, c.Args[0])
}

func existsOf(t *python.Thread, v python.Value) (python.Value, error) {
	if x, ok := v.(HasExpr); ok {
		if _, isQuery := x.Expr().(*ir.ScalarQuery); !isQuery {
			return newExistsValue(&ir.Select{Columns: []ir.SelectItem{{Expr: x.Expr()}}}), nil
		}
	}
	q, err := queryOf(t, v)
	if err != nil {
		return nil, err
	}
	if s, ok := q.(*ir.Select); ok {
		return newExistsValue(s), nil
	}
	return New(&ir.Unary{Op: ir.OpExists, Expr: &ir.ScalarQuery{Query: q}, Of: ir.BooleanType}), nil
}

// opMethod is expr.op("&&"): it returns a function that takes the other side.
func opMethod(e ir.Expr, comparison bool) python.Value {
	return python.NewBuiltin("op", func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := opSig.Bind(c)
		if err != nil {
			return nil, err
		}
		op := &ir.CustomOp{Comparison: comparison}
		if op.Text, err = b.Str("opstring"); err != nil {
			return nil, err
		}
		precedence, err := b.Int("precedence")
		if err != nil {
			return nil, err
		}
		op.Precedence = int(precedence)
		if given, err := t.Truth(b.Get("is_comparison")); err != nil {
			return nil, err
		} else if given {
			op.Comparison = true
		}
		typ, err := opType(t, b, op, e)
		if err != nil {
			return nil, err
		}
		return python.NewBuiltin("op", func(t *python.Thread, c *python.Call) (python.Value, error) {
			b, err := oneArg.Bind(c)
			if err != nil {
				return nil, err
			}
			return wrap(customOperate(t, op, e, b.Get("other"), typ))
		}), nil
	})
}

func opType(t *python.Thread, b *python.Bound, op *ir.CustomOp, e ir.Expr) (*ir.Type, error) {
	if v := b.Get("return_type"); v != python.None {
		return sqltype.Of(t, v)
	}
	if op.Comparison {
		return ir.BooleanType, nil
	}
	return e.Type(), nil
}

// autoEscape makes the wildcards of a text plain characters.
func autoEscape(t *python.Thread, like *ir.Binary, other python.Value) (ir.Expr, error) {
	text, ok := python.AsStr(other)
	if !ok {
		return nil, t.Raise(python.TypeError, "String value expected when autoescape=True")
	}
	escape := "/"
	if like.Escape != nil {
		escape = *like.Escape
	}
	if escape != "%" && escape != "_" {
		text = strings.ReplaceAll(text, escape, escape+escape)
	}
	text = strings.NewReplacer("%", escape+"%", "_", escape+"_").Replace(text)
	escaped := *like
	escaped.Escape = &escape
	escaped.Right = &ir.Bind{Value: text, Of: like.Left.Type()}
	return &escaped, nil
}

var arraySig = python.ParseSignature("array", "clauses, type_=None, **kw")

func newArray(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := arraySig.Bind(c)
	if err != nil {
		return nil, err
	}
	elems, err := t.Collect(b.Get("clauses"))
	if err != nil {
		return nil, err
	}
	var item *ir.Type
	if v := b.Get("type_"); v != python.None {
		if item, err = sqltype.Of(t, v); err != nil {
			return nil, err
		}
	}
	return wrap(arrayOf(t, elems, item, nil))
}

// arrayOf makes an array of expressions and constants.
func arrayOf(t *python.Thread, elems []python.Value, item *ir.Type, like *ir.Array) (ir.Expr, error) {
	if item == nil && like != nil && like.Of != nil {
		item = like.Of.Item
	}
	a := &ir.Array{}
	for _, v := range elems {
		e, err := clause(t, v)
		if err == nil && e == nil {
			e, err = typedConstant(t, v, item)
		}
		if err != nil {
			return nil, err
		}
		a.Items = append(a.Items, ir.Enclose(e, ir.OpComma, nil))
	}
	if item == nil && len(a.Items) > 0 {
		item = a.Items[0].Type()
	}
	if item != nil && item.Class == "ARRAY" {
		nested := *item
		nested.Origin = nil
		nested.Dimensions = max(1, nested.Dimensions) + 1
		a.Of = &nested
		return a, nil
	}
	if item == nil {
		item = ir.NullType
	}
	a.Of = &ir.Type{Class: "ARRAY", Item: item}
	return a, nil
}

// newOrdered is aggregate_order_by(target, *order_by).
func newOrdered(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "aggregate_order_by() takes an expression and what orders it")
	}
	e, err := Of(t, c.Args[0])
	if err != nil {
		return nil, err
	}
	return wrap(aggregateOrderBy(t, e, &python.Call{Args: c.Args[1:]}))
}

// modifierFunc is desc() and its family as functions; a text names a selected column.
func modifierFunc(op ir.Operator) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := oneArg.Bind(c)
		if err != nil {
			return nil, err
		}
		e, err := named(t, b.Get("other"))
		if err != nil {
			return nil, err
		}
		return New(modifier(op, e)), nil
	}
}

func prefixFunc(op ir.Operator) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := oneArg.Bind(c)
		if err != nil {
			return nil, err
		}
		e, err := Of(t, b.Get("other"))
		if err != nil {
			return nil, err
		}
		return New(unary(op, e, e.Type())), nil
	}
}

// methodFunc makes a function of a method: between(expr, 1, 2).
func methodFunc(name string) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "%s() takes an expression first", name)
		}
		e, err := Of(t, c.Args[0])
		if err != nil {
			return nil, err
		}
		m := methods[name]
		if own := funcMethods[name]; own != nil {
			m = own
		}
		rest := *c
		rest.Args, rest.ArgSpans = c.Args[1:], nil
		return wrap(m(t, e, &rest))
	}
}

// onFrom makes a function of a method of FROM elements: insert(table).
func onFrom(name string) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "%s() missing 1 required positional argument: 'table'", name)
		}
		f, err := fromOf(t, c.Args[0])
		if err != nil {
			return nil, err
		}
		rest := *c
		rest.Args, rest.ArgSpans = c.Args[1:], nil
		return fromMethods[name](t, f, &rest)
	}
}

func compoundFunc(keyword string) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		return compoundOf(t, keyword, nil, c.Args)
	}
}

var valuesSig = python.ParseSignature("values", "*columns, name=None, literal_binds=False")

func newValues(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := valuesSig.Bind(c)
	if err != nil {
		return nil, err
	}
	v := &ir.ValuesFrom{}
	if name := b.Get("name"); name == python.None {
		v.Unnamed = true
	} else if v.Name, err = sqltype.NameOf(t, name); err != nil {
		return nil, err
	}
	for _, arg := range b.Star() {
		col, err := columnOf(t, arg)
		if err != nil {
			return nil, err
		}
		v.Columns = append(v.Columns, &ir.ColumnRef{From: v, Name: col.Name, Key: col.Key, Of: col.Of})
	}
	return NewFrom(v), nil
}

// valuesData adds rows to VALUES.
func valuesData(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	old, ok := f.(*ir.ValuesFrom)
	if !ok || len(c.Args) != 1 {
		return nil, t.Raise(python.TypeError, "data() takes the rows of values()")
	}
	v := *old
	v.Columns = proxies(&v, old.Columns)
	v.Rows = append([][]ir.Expr(nil), old.Rows...)
	rows, err := t.Collect(c.Args[0])
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		cells, err := t.Collect(row)
		if err != nil {
			return nil, err
		}
		var exprs []ir.Expr
		for i, cell := range cells {
			var typ *ir.Type
			if i < len(v.Columns) {
				typ = v.Columns[i].Of
			}
			e, err := clause(t, cell)
			if err == nil && e == nil {
				e, err = literalOf(t, cell, typ)
			}
			if err != nil {
				return nil, err
			}
			exprs = append(exprs, e)
		}
		v.Rows = append(v.Rows, exprs)
	}
	return NewFrom(&v), nil
}

func literalOf(t *python.Thread, v python.Value, typ *ir.Type) (ir.Expr, error) {
	value, err := sqltype.Convert(t, v, typ)
	return &ir.Bind{Value: value, Of: typ}, err
}

func valuesCTE(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	v, ok := f.(*ir.ValuesFrom)
	if !ok {
		return nil, t.Raise(python.AttributeError, "cte() is for statements")
	}
	return toCTE(t, &ir.ValuesQuery{Values: v}, c)
}
