package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// method is a method of expressions.
type method func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error)

// Attr finds a method or attribute of an expression. (nil, nil): there is none.
func Attr(t *python.Thread, e ir.Expr, name string) (python.Value, error) {
	if v, err := plainAttr(t, e, name); v != nil || err != nil {
		return v, err
	}
	if m := methodFor(e, name); m != nil {
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			return wrap(m(t, e, c))
		}), nil
	}
	return nil, nil
}

// plainAttr finds what is no method.
func plainAttr(t *python.Thread, e ir.Expr, name string) (python.Value, error) {
	switch name {
	case "type":
		return typeValue(e.Type()), nil
	case "name", "key":
		switch x := e.(type) {
		case *ir.ColumnRef:
			if name == "key" && x.Key != "" {
				return python.Str(x.Key), nil
			}
			return python.Str(x.Name.Text), nil
		case *ir.Label:
			return python.Str(x.Name.Text), nil
		case *ir.Func:
			return python.Str(x.Name.Text), nil
		case *ir.Bind:
			return python.Str(x.Name), nil
		}
	case "element":
		if l, ok := e.(*ir.Label); ok {
			return New(l.Expr), nil
		}
	case "text":
		if x, ok := e.(*ir.Text); ok {
			return python.Str(x.SQL), nil
		}
	case "table":
		if col, ok := e.(*ir.ColumnRef); ok && col.From != nil {
			return NewFrom(col.From), nil
		}
	case "astext":
		return wrapAttr(jsonText(e))
	case "column_valued", "table_valued", "alias", "scalar_table_valued":
		if f, ok := e.(*ir.Func); ok {
			return funcAttr(f, name), nil
		}
	case "op":
		return opMethod(e, false), nil
	case "bool_op":
		return opMethod(e, true), nil
	case "compile":
		return compileMethod(e), nil
	}
	return nil, nil
}

func wrapAttr(e ir.Expr) (python.Value, error) {
	if e == nil {
		return nil, nil
	}
	return New(e), nil
}

// typeValue is the type of an expression for isinstance(): the object that it
// was made of, or a new one of the class.
func typeValue(typ *ir.Type) python.Value {
	if typ == nil {
		typ = ir.NullType
	}
	if inst, ok := typ.Origin.(*python.Instance); ok {
		return inst
	}
	if v, ok := sqltype.Lookup("sqlalchemy.types", typ.Class); ok {
		if cls, ok := v.(*python.Class); ok {
			return python.NewInstance(cls)
		}
	}
	return python.None
}

func methodFor(e ir.Expr, name string) method {
	if m, ok := typeMethods[affinityOf(e.Type())][name]; ok {
		return m
	}
	if m := nodeMethod(e, name); m != nil {
		return m
	}
	return methods[name]
}

// nodeMethod finds the methods that only one kind of expression has.
func nodeMethod(e ir.Expr, name string) method {
	switch e := e.(type) {
	case *ir.Binary:
		return matchMethods(e, name)
	case *ir.Func, *ir.WithinGroup, *ir.Filter:
		return funcMethods[name]
	case *ir.Text:
		return textMethods[name]
	}
	return nil
}

// comparing makes a method of a comparison with one argument.
func comparing(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := oneArg.Bind(c)
		if err != nil {
			return nil, err
		}
		return compare(t, op, e, b.Get("other"))
	}
}

var (
	oneArg      = python.ParseSignature("operator", "other")
	likeSig     = python.ParseSignature("like", "other, escape=None")
	autoLikeSig = python.ParseSignature("contains", "other, autoescape=False, escape=None")
	betweenSig  = python.ParseSignature("between", "cleft, cright, symmetric=False")
	opSig       = python.ParseSignature("op", "opstring, precedence=0, is_comparison=False, return_type=None, python_impl=None")
	regexpSig   = python.ParseSignature("regexp_match", "pattern, flags=None")
	replaceSig  = python.ParseSignature("regexp_replace", "pattern, replacement, flags=None")
	matchSig    = python.ParseSignature("match", "other, **kw")
)

// methods are those of every expression.
var methods map[string]method

func init() {
	methods = map[string]method{
		"in_": inMethod(ir.OpIn), "not_in": inMethod(ir.OpNotIn), "notin_": inMethod(ir.OpNotIn),
		"is_": comparing(ir.OpIs), "is_not": comparing(ir.OpIsNot), "isnot": comparing(ir.OpIsNot),
		"is_distinct_from": comparing(ir.OpDistinctFrom), "is_not_distinct_from": comparing(ir.OpNotDistinct), "isnot_distinct_from": comparing(ir.OpNotDistinct),
		"__eq__": comparing(ir.OpEq), "__ne__": comparing(ir.OpNe), "__lt__": comparing(ir.OpLt), "__le__": comparing(ir.OpLe), "__gt__": comparing(ir.OpGt), "__ge__": comparing(ir.OpGe),
		"like": liking(ir.OpLike), "not_like": liking(ir.OpNotLike), "notlike": liking(ir.OpNotLike),
		"ilike": liking(ir.OpILike), "not_ilike": liking(ir.OpNotILike), "notilike": liking(ir.OpNotILike),
		"contains": autoLiking(ir.OpContains), "startswith": autoLiking(ir.OpStartsWith), "endswith": autoLiking(ir.OpEndsWith),
		"icontains": autoLiking(ir.OpIContains), "istartswith": autoLiking(ir.OpIStartsWith), "iendswith": autoLiking(ir.OpIEndsWith),
		"between": betweenMethod, "op": nil, "collate": collateMethod, "label": labelMethod, "cast": castMethod,
		"concat": operating(ir.OpConcat), "match": matchMethod, "regexp_match": regexpMethod, "regexp_replace": regexpReplaceMethod,
		"bitwise_and": operating(ir.OpBitAnd), "bitwise_or": operating(ir.OpBitOr), "bitwise_xor": operating(ir.OpBitXor),
		"bitwise_lshift": operating(ir.OpShiftL), "bitwise_rshift": operating(ir.OpShiftR),
		"asc": modifying(ir.OpAsc), "desc": modifying(ir.OpDesc), "nulls_first": modifying(ir.OpNullsFirst), "nullsfirst": modifying(ir.OpNullsFirst),
		"nulls_last": modifying(ir.OpNullsLast), "nullslast": modifying(ir.OpNullsLast),
		"distinct": prefixing(ir.OpDistinct), "any_": prefixing(ir.OpAny), "all_": prefixing(ir.OpAll), "bitwise_not": prefixing(ir.OpBitNot),
		"self_group": func(_ *python.Thread, e ir.Expr, _ *python.Call) (ir.Expr, error) { return ir.EncloseAlone(e), nil },
		"over":       overMethod,
	}
	delete(methods, "op")
	typeMethods = map[affinity]map[string]method{
		jsons: jsonMethods(), arrays: arrayMethods(), hstores: hstoreMethods(), ranges: rangeMethods(),
	}
}

// typeMethods are those that the type of an expression brings.
var typeMethods map[affinity]map[string]method

func inMethod(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := oneArg.Bind(c)
		if err != nil {
			return nil, err
		}
		return in(t, op, e, b.Get("other"))
	}
}

func operating(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := oneArg.Bind(c)
		if err != nil {
			return nil, err
		}
		return operate(t, op, e, b.Get("other"), false)
	}
}

func modifying(op ir.Operator) method {
	return func(_ *python.Thread, e ir.Expr, _ *python.Call) (ir.Expr, error) { return modifier(op, e), nil }
}

func prefixing(op ir.Operator) method {
	return func(_ *python.Thread, e ir.Expr, _ *python.Call) (ir.Expr, error) { return unary(op, e, e.Type()), nil }
}

func liking(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := likeSig.Bind(c)
		if err != nil {
			return nil, err
		}
		right, err := operand(t, b.Get("other"), e)
		if err != nil {
			return nil, err
		}
		return likeWith(b, op, e, right)
	}
}

func likeWith(b *python.Bound, op ir.Operator, e, right ir.Expr) (ir.Expr, error) {
	like := &ir.Binary{Op: op, Left: ir.Enclose(e, op, nil), Right: pattern(op, right), Of: ir.BooleanType}
	escape, given, err := b.OptStr("escape")
	if given {
		like.Escape = &escape
	}
	return like, err
}

// pattern is the right side of LIKE and its family: those that add wildcards join
// them to it with "||".
func pattern(op ir.Operator, e ir.Expr) ir.Expr {
	enclosed := ir.Enclose(e, op, nil)
	switch op {
	case ir.OpLike, ir.OpNotLike, ir.OpILike, ir.OpNotILike:
		return enclosed
	}
	switch x := e.(type) {
	case *ir.Binary:
		if x.Op == ir.OpConcat {
			return e
		}
	case *ir.ExprList:
		if x.Op == ir.OpConcat {
			return e
		}
	}
	return enclosed
}

// autoLiking is startswith() and its family; autoescape makes the text's own
// wildcards plain characters.
func autoLiking(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := autoLikeSig.Bind(c)
		if err != nil {
			return nil, err
		}
		auto, err := t.Truth(b.Get("autoescape"))
		if err != nil {
			return nil, err
		}
		other := b.Get("other")
		right, err := operand(t, other, e)
		if err != nil {
			return nil, err
		}
		like, err := likeWith(b, op, e, right)
		if err != nil || !auto {
			return like, err
		}
		return autoEscape(t, like.(*ir.Binary), other)
	}
}

func betweenMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := betweenSig.Bind(c)
	if err != nil {
		return nil, err
	}
	symmetric, err := t.Truth(b.Get("symmetric"))
	if err != nil {
		return nil, err
	}
	return between(t, e, b.Get("cleft"), b.Get("cright"), symmetric)
}

func collateMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := oneArg.Bind(&python.Call{Args: c.Args, Span: c.Span})
	if err != nil {
		return nil, err
	}
	name, err := t.Str(b.Get("other"))
	if err != nil {
		return nil, err
	}
	return newBinary(ir.Binary{Op: ir.OpCollate, Left: e, Right: &ir.Collation{Name: name}, Of: e.Type()}), nil
}

func labelMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := labelSig.Bind(c)
	if err != nil {
		return nil, err
	}
	return label(t, e, b.Get("name"))
}

var labelSig = python.ParseSignature("label", "name")

func label(t *python.Thread, e ir.Expr, name python.Value) (ir.Expr, error) {
	if l, ok := e.(*ir.Label); ok {
		e = l.Expr
	}
	l := &ir.Label{Expr: ir.Enclose(e, ir.OpAs, nil), Of: e.Type()}
	if name == python.None {
		l.Anon = ir.Anon{Of: l, Base: "anon"}
		return l, nil
	}
	var err error
	l.Name, err = sqltype.NameOf(t, name)
	return l, err
}

func castMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := castMethodSig.Bind(c)
	if err != nil {
		return nil, err
	}
	to, err := sqltype.Of(t, b.Get("type_"))
	return &ir.Cast{Expr: e, To: to}, err
}

var castMethodSig = python.ParseSignature("cast", "type_")

func matchMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := matchSig.Bind(c)
	if err != nil {
		return nil, err
	}
	right, err := operand(t, b.Get("other"), e)
	if err != nil {
		return nil, err
	}
	m := ir.Binary{Op: ir.OpMatch, Left: e, Right: right, Of: ir.BooleanType}
	if v, ok := b.Rest().GetStr("postgresql_regconfig"); ok {
		config, err := t.Str(v)
		if err != nil {
			return nil, err
		}
		m.Config = &config
	}
	m.Modes, err = modesOf(t, b.Rest())
	return newBinary(m), err
}

func regexpMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := regexpSig.Bind(c)
	if err != nil {
		return nil, err
	}
	right, err := operand(t, b.Get("pattern"), e)
	if err != nil {
		return nil, err
	}
	m := ir.Binary{Op: ir.OpRegexp, Left: e, Right: right, Of: ir.BooleanType}
	m.Flags, err = flags(b)
	return newBinary(m), err
}

func flags(b *python.Bound) (*string, error) {
	text, given, err := b.OptStr("flags")
	if !given {
		return nil, err
	}
	return &text, err
}

func regexpReplaceMethod(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
	b, err := replaceSig.Bind(c)
	if err != nil {
		return nil, err
	}
	pattern, err := operand(t, b.Get("pattern"), e)
	if err != nil {
		return nil, err
	}
	replacement, err := operand(t, b.Get("replacement"), e)
	if err != nil {
		return nil, err
	}
	args := &ir.ExprList{Op: ir.OpComma, Items: []ir.Expr{pattern, replacement}, Plain: true}
	m := ir.Binary{Op: ir.OpRegexpReplace, Left: e, Right: args, Of: e.Type()}
	m.Flags, err = flags(b)
	return newBinary(m), err
}
