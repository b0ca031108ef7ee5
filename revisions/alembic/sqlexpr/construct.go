package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// paramPattern finds the parameters of a text; what stands before the colon is
// looked at by hasParam.
var paramPattern = lazyregexp.New(`(^|[^:\w\\]):(\w+)`)

// NewText is text(): SQL with :name parameters.
func NewText(t *python.Thread, sql string) *ir.Text {
	x := &ir.Text{SQL: sql, At: t.Span(), Binds: map[string]*ir.Bind{}}
	for _, m := range paramPattern.FindAllStringSubmatch(sql, -1) {
		x.Binds[m[2]] = &ir.Bind{Name: m[2], Missing: true}
	}
	return x
}

var textSig = python.ParseSignature("text", "text, *args, **kw")

func newText(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := textSig.Bind(c)
	if err != nil {
		return nil, err
	}
	if x, ok := b.Get("text").(HasExpr); ok {
		if text, ok := x.Expr().(*ir.Text); ok {
			return New(text), nil
		}
	}
	sql, err := b.Str("text")
	if err != nil {
		return nil, err
	}
	text := NewText(t, sql)
	if v, ok := b.Rest().GetStr("bindparams"); ok && v != python.None {
		list, err := t.Collect(v)
		if err != nil {
			return nil, err
		}
		return wrap(textBind(t, text, &python.Call{Args: list}))
	}
	return New(text), nil
}

// textMethods are those of text().
var textMethods map[string]method

func init() {
	textMethods = map[string]method{"bindparams": textBind, "params": textBind, "columns": textQuery, "execution_options": same, "self_group": same}
}

func same(_ *python.Thread, e ir.Expr, _ *python.Call) (ir.Expr, error) { return e, nil }

// textBind gives values to the parameters of a text.
func textBind(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	old := e.(*ir.Text)
	x := *old
	x.Binds = make(map[string]*ir.Bind, len(old.Binds))
	for name, b := range old.Binds {
		x.Binds[name] = b
	}
	known := func(name string) error {
		if x.Binds[name] != nil {
			return nil
		}
		return t.Raise(host.ArgumentError, "This text() construct doesn't define a bound parameter named '%s'", name)
	}
	for _, v := range c.Args {
		var b *ir.Bind
		if h, ok := v.(HasExpr); ok {
			b, _ = h.Expr().(*ir.Bind)
		}
		if b == nil {
			return nil, t.Raise(host.ArgumentError, "bindparams() takes bindparam() objects and keyword arguments")
		}
		if err := known(b.Name); err != nil {
			return nil, err
		}
		x.Binds[b.Name] = b
	}
	for _, kw := range c.Kwargs {
		if err := known(kw.Name); err != nil {
			return nil, err
		}
		b, err := rebind(t, x.Binds[kw.Name], kw.Value)
		if err != nil {
			return nil, err
		}
		x.Binds[kw.Name] = b
	}
	return &x, nil
}

// rebind gives a parameter a value.
func rebind(t *python.Thread, old *ir.Bind, v python.Value) (*ir.Bind, error) {
	value, err := sqltype.Convert(t, v, old.Of)
	if err != nil {
		return nil, err
	}
	b := *old
	b.Value, b.Missing = value, false
	if b.Of.IsNull() {
		b.Of = typeOfValue(value)
	}
	return &b, nil
}

// textQuery is text().columns(): a query with known columns.
func textQuery(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	q := &ir.TextQuery{Text: e.(*ir.Text)}
	for _, v := range c.Args {
		col, err := columnOf(t, v)
		if err != nil {
			return nil, err
		}
		q.Columns = append(q.Columns, col)
	}
	for _, kw := range c.Kwargs {
		typ, err := sqltype.Of(t, kw.Value)
		if err != nil {
			return nil, err
		}
		q.Columns = append(q.Columns, &ir.ColumnRef{Name: ir.Ident(kw.Name), Of: typ})
	}
	return q, nil
}

// columnOf is a column given by its name or as an object.
func columnOf(t *python.Thread, v python.Value) (*ir.ColumnRef, error) {
	if x, ok := v.(HasExpr); ok {
		if col, ok := x.Expr().(*ir.ColumnRef); ok {
			return col, nil
		}
	}
	name, err := sqltype.NameOf(t, v)
	return &ir.ColumnRef{Name: name}, err
}

var (
	columnSig        = python.ParseSignature("column", "text, type_=None, is_literal=False, _selectable=None")
	literalSig       = python.ParseSignature("literal", "value, type_=None, literal_execute=False")
	literalColumnSig = python.ParseSignature("literal_column", "text, type_=None")
	bindparamSig     = python.ParseSignature("bindparam", "key, value=..., type_=None, unique=False, required=..., quote=None, callable_=None, expanding=False, isoutparam=False, literal_execute=False")
	castSig          = python.ParseSignature("cast", "expression, type_")
	extractSig       = python.ParseSignature("extract", "field, expr")
	tableSig         = python.ParseSignature("table", "name, *columns, schema=None")
)

func newColumn(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := columnSig.Bind(c)
	if err != nil {
		return nil, err
	}
	col := &ir.ColumnRef{}
	if col.Name, err = sqltype.NameOf(t, b.Get("text")); err != nil {
		return nil, err
	}
	if col.Of, err = sqltype.Of(t, b.Get("type_")); err != nil {
		return nil, err
	}
	col.Literal, err = t.Truth(b.Get("is_literal"))
	return New(col), err
}

func newLiteralColumn(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := literalColumnSig.Bind(c)
	if err != nil {
		return nil, err
	}
	text, err := b.Str("text")
	if err != nil {
		return nil, err
	}
	typ, err := sqltype.Of(t, b.Get("type_"))
	return New(&ir.ColumnRef{Name: ir.Ident(text), Literal: true, Of: typ}), err
}

func newLiteral(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := literalSig.Bind(c)
	if err != nil {
		return nil, err
	}
	if inner, err := clause(t, b.Get("value")); inner != nil || err != nil {
		return wrap(inner, err)
	}
	typ, err := sqltype.Of(t, b.Get("type_"))
	if err != nil {
		return nil, err
	}
	value, err := sqltype.Convert(t, b.Get("value"), typ)
	if err != nil {
		return nil, err
	}
	if typ.IsNull() {
		typ = typeOfValue(value)
	}
	return New(&ir.Bind{Value: value, Of: typ}), nil
}

func newBindparam(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := bindparamSig.Bind(c)
	if err != nil {
		return nil, err
	}
	p := &ir.Bind{Missing: true}
	if key := b.Get("key"); key != python.None {
		if p.Name, err = t.Str(key); err != nil {
			return nil, err
		}
	}
	if v := b.Get("type_"); v != python.None {
		if p.Of, err = sqltype.Of(t, v); err != nil {
			return nil, err
		}
	}
	if p.Expanding, err = t.Truth(b.Get("expanding")); err != nil {
		return nil, err
	}
	value := b.Get("value")
	if f := b.Get("callable_"); f != python.None {
		if value, err = t.Call(f); err != nil {
			return nil, err
		}
	}
	if value == python.Ellipsis {
		return New(p), nil
	}
	p, err = rebind(t, p, value)
	return New(p), err
}

func newCast(t *python.Thread, c *python.Call) (python.Value, error) {
	return castLike(t, c, func(e ir.Expr, to *ir.Type) ir.Expr { return &ir.Cast{Expr: e, To: to} })
}

func newTryCast(t *python.Thread, c *python.Call) (python.Value, error) {
	return castLike(t, c, func(e ir.Expr, to *ir.Type) ir.Expr { return &ir.Cast{Expr: e, To: to, Try: true} })
}

func newTypeCoerce(t *python.Thread, c *python.Call) (python.Value, error) {
	return castLike(t, c, func(e ir.Expr, to *ir.Type) ir.Expr { return &ir.TypeCoerce{Expr: e, To: to} })
}

func castLike(t *python.Thread, c *python.Call, build func(ir.Expr, *ir.Type) ir.Expr) (python.Value, error) {
	b, err := castSig.Bind(c)
	if err != nil {
		return nil, err
	}
	to, err := sqltype.Of(t, b.Get("type_"))
	if err != nil {
		return nil, err
	}
	e, err := clause(t, b.Get("expression"))
	if err != nil {
		return nil, err
	}
	if e == nil {
		value, err := sqltype.Convert(t, b.Get("expression"), to)
		if err != nil {
			return nil, err
		}
		e = &ir.Bind{Value: value, Of: to}
	}
	return New(build(e, to)), nil
}

func newExtract(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := extractSig.Bind(c)
	if err != nil {
		return nil, err
	}
	field, err := b.Str("field")
	if err != nil {
		return nil, err
	}
	e, err := Of(t, b.Get("expr"))
	return New(&ir.Extract{Field: field, Expr: e}), err
}

// newTable is table(): a name with columns.
func newTable(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := tableSig.Bind(c)
	if err != nil {
		return nil, err
	}
	table := &ir.TableFrom{}
	if table.Name, err = sqltype.NameOf(t, b.Get("name")); err != nil {
		return nil, err
	}
	if v := b.Get("schema"); v != python.None {
		if table.Schema, err = sqltype.NameOf(t, v); err != nil {
			return nil, err
		}
	}
	for _, v := range b.Star() {
		col, err := columnOf(t, v)
		if err != nil {
			return nil, err
		}
		own := *col
		own.From = table
		table.Columns = append(table.Columns, &own)
		if x, ok := v.(*Element); ok {
			// The column() object itself belongs to the table from now on.
			if given, ok := x.e.(*ir.ColumnRef); ok && given.From == nil {
				given.From = table
				table.Columns[len(table.Columns)-1] = given
			}
		}
	}
	return NewFrom(table), nil
}

// conditions is and_() and or_().
func conditions(op ir.Operator) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		args := c.Args
		if len(args) == 1 {
			// A generator or a list of conditions is taken apart.
			switch args[0].(type) {
			case HasExpr, HasQuery, python.Bool, *python.Instance:
			default:
				if args[0] != python.None {
					list, err := t.Collect(args[0])
					if err != nil {
						return nil, err
					}
					args = list
				}
			}
		}
		list, err := conditionsOf(t, args, nil)
		if err != nil {
			return nil, err
		}
		return New(Conjunction(op, list)), nil
	}
}

func newNot(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := oneArg.Bind(c)
	if err != nil {
		return nil, err
	}
	e, err := Where(t, b.Get("other"))
	if err != nil {
		return nil, err
	}
	return New(Not(e)), nil
}

func newTuple(t *python.Thread, c *python.Call) (python.Value, error) {
	tuple := &ir.Tuple{}
	for _, v := range c.Args {
		e, err := Of(t, v)
		if err != nil {
			return nil, err
		}
		tuple.Items = append(tuple.Items, ir.Enclose(e, ir.OpComma, nil))
	}
	return New(tuple), nil
}

// newCase is case(), also as SQLAlchemy 1 had it: case([(a, b)], else_=c).
func newCase(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := caseSig.Bind(c)
	if err != nil {
		return nil, err
	}
	k := &ir.Case{}
	if v := b.Get("value"); v != python.None {
		if k.Operand, err = Of(t, v); err != nil {
			return nil, err
		}
	}
	pairs, err := casePairs(t, b)
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		w, err := caseWhen(t, k.Operand, p)
		if err != nil {
			return nil, err
		}
		k.Whens = append(k.Whens, w)
		if !w.Then.Type().IsNull() {
			k.Of = w.Then.Type()
		}
	}
	if v := b.Get("else_"); v != python.None {
		if k.Else, err = Of(t, v); err != nil {
			return nil, err
		}
		if k.Of.IsNull() {
			k.Of = k.Else.Type()
		}
	}
	return New(k), nil
}

var caseSig = python.ParseSignature("case", "*whens, value=None, else_=None, **kw")

// casePairs lists the conditions with their results.
func casePairs(t *python.Thread, b *python.Bound) ([][]python.Value, error) {
	args := b.Star()
	if v, ok := b.Rest().GetStr("whens"); ok {
		args = []python.Value{v}
	}
	if len(args) == 1 {
		switch x := args[0].(type) {
		case *python.Dict:
			var pairs [][]python.Value
			for _, item := range x.Items() {
				pairs = append(pairs, []python.Value{item.Key, item.Value})
			}
			return pairs, nil
		case *python.List:
			args = x.Elems
		}
	}
	var pairs [][]python.Value
	for _, v := range args {
		pair, err := t.Collect(v)
		if err != nil {
			return nil, err
		}
		const two = 2
		if len(pair) != two {
			return nil, t.Raise(host.ArgumentError, "case() takes pairs of a condition and a result")
		}
		pairs = append(pairs, pair)
	}
	return pairs, nil
}

func caseWhen(t *python.Thread, operandOf ir.Expr, pair []python.Value) (w ir.When, err error) {
	if operandOf == nil {
		w.Cond, err = Where(t, pair[0])
		if err != nil {
			return w, err
		}
		w.Cond = ir.EncloseAlone(w.Cond)
	} else if w.Cond, err = operand(t, pair[0], operandOf); err != nil {
		return w, err
	}
	w.Then, err = funcArgResult(t, pair[1])
	return w, err
}

func funcArgResult(t *python.Thread, v python.Value) (ir.Expr, error) {
	if v == python.None {
		return &ir.Constant{Value: ir.Null}, nil
	}
	return Of(t, v)
}
