package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// generator is sqlalchemy.func, and func.package.
type generator struct{ names []string }

// Class returns the class of sqlalchemy.func.
func (*generator) Class() *python.Class { return generatorClass }

// Attr adds a name: func.pg_catalog.lower. One underscore at the end is taken off,
// so that names that are words of Python can be said.
func (g *generator) Attr(_ *python.Thread, name string) (python.Value, error) {
	if strings.HasPrefix(name, "__") {
		return nil, nil
	}
	name = strings.TrimSuffix(name, "_")
	return &generator{names: append(g.names[:len(g.names):len(g.names)], name)}, nil
}

// Call makes the function call.
func (g *generator) Call(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(g.names) == 0 {
		return nil, t.Raise(python.TypeError, "func takes the name of a function first: func.name(...)")
	}
	name := g.names[len(g.names)-1]
	f := &ir.Func{Name: ir.Ident(name)}
	for _, p := range g.names[:len(g.names)-1] {
		f.Package = append(f.Package, ir.Ident(p))
	}
	for _, v := range c.Args {
		arg, err := funcArg(t, v)
		if err != nil {
			return nil, err
		}
		f.Args = append(f.Args, arg)
	}
	if err := finishFunc(t, f, c); err != nil {
		return nil, err
	}
	if strings.EqualFold(name, "next_value") && len(f.Args) == 1 {
		if next, ok := f.Args[0].(*ir.NextValue); ok {
			return New(next), nil
		}
	}
	return New(f), nil
}

// funcArg is an argument: an expression, or a constant of its own type.
func funcArg(t *python.Thread, v python.Value) (ir.Expr, error) {
	if v == python.None {
		return &ir.Constant{Value: ir.Null}, nil
	}
	e, err := Of(t, v)
	if err != nil {
		return nil, err
	}
	return ir.Enclose(e, ir.OpComma, nil), nil
}

// finishFunc finds the type that the function yields.
func finishFunc(t *python.Thread, f *ir.Func, c *python.Call) error {
	if len(f.Package) == 0 {
		applyGeneric(f)
	}
	if v, ok := c.Kwarg("type_"); ok && v != python.None {
		typ, err := sqltype.Of(t, v)
		if err != nil {
			return err
		}
		f.Of = typ
	}
	return nil
}

// generics are the functions that SQLAlchemy knows, with the type that they
// yield; nil: that of the first argument.
var generics = map[string]*ir.Type{
	"coalesce": nil, "max": nil, "min": nil, "sum": nil,
	"now": dateTimeType, "concat": ir.StringType, "char_length": ir.IntegerType, "count": ir.IntegerType,
	"current_date": dateType, "current_time": timeType, "current_timestamp": dateTimeType, "localtime": dateTimeType,
	"localtimestamp": dateTimeType, "sysdate": dateTimeType, "current_user": ir.StringType, "session_user": ir.StringType, "user": ir.StringType,
	"random": ir.NullType, "rank": ir.IntegerType, "dense_rank": ir.IntegerType, "percent_rank": ir.NumericType, "cume_dist": ir.NumericType,
	"cube": ir.NullType, "rollup": ir.NullType, "grouping_sets": ir.NullType, "aggregate_strings": ir.StringType,
	"array_agg": ir.NullType, "next_value": ir.IntegerType, "mode": ir.NullType, "percentile_cont": ir.NullType, "percentile_disc": ir.NullType,
}

func applyGeneric(f *ir.Func) {
	name := strings.ToLower(f.Name.Text)
	typ, known := generics[name]
	if !known {
		return
	}
	f.Generic, f.Of = true, typ
	switch {
	case name == "count" && len(f.Args) == 0:
		f.Args = []ir.Expr{&ir.ColumnRef{Name: ir.Ident("*"), Literal: true}}
	case name == "array_agg" && len(f.Args) > 0:
		f.Of = &ir.Type{Class: "ARRAY", Item: f.Args[0].Type()}
	case typ == nil && len(f.Args) > 0:
		f.Of = firstType(f.Args)
	}
	if _, spelled := bareNames[name]; !spelled {
		return
	}
	f.Name = ir.Ident(name)
}

// bareNames are those that are written in one spelling only.
var bareNames = map[string]bool{
	"current_date": true, "current_time": true, "current_timestamp": true, "current_user": true, "localtime": true,
	"localtimestamp": true, "session_user": true, "user": true, "sysdate": true,
}

func firstType(args []ir.Expr) *ir.Type {
	for _, a := range args {
		if !a.Type().IsNull() {
			return a.Type()
		}
	}
	return nil
}

// funcMethods are the methods of function calls.
var funcMethods = map[string]method{
	"filter": filterMethod, "within_group": withinGroupMethod, "over": overMethod,
	"aggregate_order_by": aggregateOrderBy,
}

func filterMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	clauses := make([]ir.Expr, len(c.Args))
	for i, v := range c.Args {
		cond, err := Where(t, v)
		if err != nil {
			return nil, err
		}
		clauses[i] = cond
	}
	if len(clauses) == 0 {
		return e, nil
	}
	return &ir.Filter{Expr: e, Where: Conjunction(ir.OpAnd, clauses)}, nil
}

func withinGroupMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	order, err := byList(t, c.Args, true)
	if err != nil {
		return nil, err
	}
	w := &ir.WithinGroup{Expr: e, OrderBy: order, Of: e.Type()}
	if w.Of.IsNull() && len(order) > 0 {
		w.Of = order[0].Type()
	}
	return w, nil
}

func aggregateOrderBy(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	order, err := byList(t, c.Args, true)
	return &ir.Ordered{Expr: e, OrderBy: order}, err
}

var overSig = python.ParseSignature("over", "*, partition_by=None, order_by=None, rows=None, range_=None, groups=None")

func overMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := overSig.Bind(c)
	if err != nil {
		return nil, err
	}
	return over(t, e, b)
}

func over(t *python.Thread, e ir.Expr, b *python.Bound) (ir.Expr, error) {
	o := &ir.Over{Expr: e}
	var err error
	if o.Partition, err = byArg(t, b.Get("partition_by"), false); err != nil {
		return nil, err
	}
	if o.OrderBy, err = byArg(t, b.Get("order_by"), true); err != nil {
		return nil, err
	}
	for _, unit := range [...]struct{ arg, word string }{{"range_", "RANGE"}, {"rows", "ROWS"}, {"groups", "GROUPS"}} {
		if v := b.Get(unit.arg); v != python.None && o.Frame == nil {
			if o.Frame, err = frame(t, unit.word, v); err != nil {
				return nil, err
			}
		}
	}
	return o, nil
}

func frame(t *python.Thread, unit string, v python.Value) (*ir.Frame, error) {
	ends, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	const both = 2
	if len(ends) != both {
		return nil, t.Raise(python.ValueError, "2-tuple expected for range/rows")
	}
	f := &ir.Frame{Unit: unit}
	for i, end := range []*ir.FrameBound{&f.Start, &f.Stop} {
		if ends[i] == python.None {
			end.Unbounded = true
			continue
		}
		n, ok := python.AsInt(ends[i])
		offset, fits := n.Int64()
		if !ok || !fits {
			return nil, t.Raise(python.ValueError, "Integer or None expected for range value")
		}
		end.Offset = offset
	}
	return f, nil
}

// byArg is a list of ORDER BY or GROUP BY that may be one expression.
func byArg(t *python.Thread, v python.Value, order bool) ([]ir.Expr, error) {
	switch x := v.(type) {
	case *python.List:
		return byList(t, x.Elems, order)
	case python.Tuple:
		return byList(t, x, order)
	}
	if v == python.None {
		return nil, nil
	}
	return byList(t, []python.Value{v}, order)
}

// byList are the expressions of ORDER BY (order) or GROUP BY: a text names a
// selected column.
func byList(t *python.Thread, args []python.Value, order bool) ([]ir.Expr, error) {
	var list []ir.Expr
	for _, v := range args {
		e, err := by(t, v, order)
		if err != nil {
			return nil, err
		}
		if e != nil {
			list = append(list, e...)
		}
	}
	return list, nil
}

func by(t *python.Thread, v python.Value, order bool) ([]ir.Expr, error) {
	switch x := v.(type) {
	case *python.List:
		return byList(t, x.Elems, order)
	case python.Tuple:
		return byList(t, x, order)
	case HasFrom:
		var list []ir.Expr
		for _, col := range x.From().FromColumns() {
			list = append(list, col)
		}
		return list, nil
	}
	if v == python.None || v == python.False {
		return nil, nil
	}
	e, err := named(t, v)
	if err != nil {
		return nil, err
	}
	if order && hasLabel(e) {
		return []ir.Expr{&ir.LabelRef{Expr: e}}, nil
	}
	return []ir.Expr{e}, nil
}

// named is an expression, or the name of a selected column.
func named(t *python.Thread, v python.Value) (ir.Expr, error) {
	if text, ok := python.AsStr(v); ok {
		return &ir.NameRef{Name: text}, nil
	}
	return Of(t, v)
}

func hasLabel(e ir.Expr) bool {
	for {
		switch x := e.(type) {
		case *ir.Label:
			return true
		case *ir.Unary:
			if !x.Postfix {
				return false
			}
			e = x.Expr
		default:
			return false
		}
	}
}

// funcAttr are the methods that make a function stand in FROM.
func funcAttr(f *ir.Func, name string) python.Value {
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		switch name {
		case "table_valued":
			return tableValued(t, f, c)
		case "column_valued":
			return columnValued(t, f, c)
		case "scalar_table_valued":
			return nil, t.Unsupported("scalar_table_valued()", "write the statement as SQL")
		}
		return funcAlias(t, f, c)
	})
}

func aliasName(t *python.Thread, a *ir.Alias, c *python.Call, at int) error {
	var v python.Value = python.None
	if at >= 0 && at < len(c.Args) {
		v = c.Args[at]
	}
	if named, ok := c.Kwarg("name"); ok {
		v = named
	}
	if v == python.None {
		a.Anon = ir.Anon{Of: a, Base: "anon"}
		return nil
	}
	name, err := sqltype.NameOf(t, v)
	a.Name = name
	return err
}

func tableValued(t *python.Thread, f *ir.Func, c *python.Call) (python.Value, error) {
	a := &ir.Alias{Func: f}
	if err := aliasName(t, a, c, -1); err != nil {
		return nil, err
	}
	args := c.Args
	if v, ok := c.Kwarg("with_ordinality"); ok && v != python.None {
		ordinal := *f
		ordinal.Ordinality = true
		a.Func, args = &ordinal, append(args[:len(args):len(args)], v)
	}
	for _, v := range args {
		col, err := columnOf(t, v)
		if err != nil {
			return nil, err
		}
		a.Columns = append(a.Columns, &ir.ColumnRef{From: a, Name: col.Name, Of: col.Of})
	}
	return NewFrom(a), nil
}

// columnValued is the function as a column: SELECT x FROM f() AS x.
func columnValued(t *python.Thread, f *ir.Func, c *python.Call) (python.Value, error) {
	a := &ir.Alias{Func: f}
	if err := aliasName(t, a, c, 0); err != nil {
		return nil, err
	}
	return New(&ir.ColumnRef{From: a, Whole: true, Name: a.Name, Anon: a.Anon, Of: f.Of}), nil
}

func funcAlias(t *python.Thread, f *ir.Func, c *python.Call) (python.Value, error) {
	a := &ir.Alias{Func: f}
	if err := aliasName(t, a, c, 0); err != nil {
		return nil, err
	}
	a.Columns = []*ir.ColumnRef{{From: a, Anon: ir.Anon{Of: f, Base: f.Name.Text}, Key: f.Name.Text, Of: f.Of}}
	return NewFrom(a), nil
}
