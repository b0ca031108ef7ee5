package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// How strongly PostgreSQL's operators bind, by SQLAlchemy's scale.
const (
	itemPrecedence    = 15
	comparePrecedence = 5
)

// pgOp makes one of PostgreSQL's operators.
func pgOp(text string, comparison bool) *ir.CustomOp {
	return &ir.CustomOp{Text: text, Precedence: comparePrecedence, Natural: true, Eager: true, Comparison: comparison}
}

var (
	jsonTextOp     = &ir.CustomOp{Text: "->>", Precedence: itemPrecedence, Natural: true, Eager: true}
	jsonPathTextOp = &ir.CustomOp{Text: "#>>", Precedence: itemPrecedence, Natural: true, Eager: true}
	containsOp     = pgOp("@>", true)
	containedOp    = pgOp("<@", true)
	overlapsOp     = pgOp("&&", true)
	hasKeyOp       = pgOp("?", true)
	hasAllOp       = pgOp("?&", true)
	hasAnyOp       = pgOp("?|", true)
	deletePathOp   = pgOp("#-", false)
	pathExistsOp   = pgOp("@?", true)
	pathMatchOp    = pgOp("@@", true)
)

// Index is expr[key].
func Index(t *python.Thread, e ir.Expr, key python.Value) (python.Value, error) {
	switch affinityOf(e.Type()) {
	case jsons:
		return wrap(jsonItem(t, e, key))
	case arrays:
		return wrap(arrayItem(t, e, key))
	case hstores:
		return wrap(hstoreItem(t, e, key))
	}
	return nil, t.Raise(python.NotImplementedError, "Operator 'getitem' is not supported on this expression")
}

// jsonItem is an element of a JSON value: by key, by number, or by a path.
func jsonItem(t *python.Thread, e ir.Expr, key python.Value) (ir.Expr, error) {
	switch path := key.(type) {
	case *python.List:
		return jsonPath(t, e, path.Elems)
	case python.Tuple:
		return jsonPath(t, e, path)
	}
	index, err := clause(t, key)
	if err == nil && index == nil {
		index, err = typedConstant(t, key, nil)
		if b, ok := index.(*ir.Bind); ok && err == nil {
			b.Of = &ir.Type{Class: "JSONIndexType"}
		}
	}
	if err != nil {
		return nil, err
	}
	return binary(ir.OpJSONItem, e, index, e.Type()), nil
}

func jsonPath(t *python.Thread, e ir.Expr, path []python.Value) (ir.Expr, error) {
	parts, values := make([]string, len(path)), make([]ir.Value, len(path))
	for i, p := range path {
		text, err := t.Str(p)
		if err != nil {
			return nil, err
		}
		parts[i] = text
		values[i] = text
		if n, ok := python.AsInt(p); ok {
			values[i] = n.Big()
		}
	}
	literal := &ir.Bind{Value: "{" + strings.Join(parts, ", ") + "}", Of: ir.StringType}
	made := binary(ir.OpJSONPath, e, literal, e.Type())
	if b, ok := made.(*ir.Binary); ok {
		b.Path = values
	}
	return made, nil
}

// jsonText is the element as text; nil if e is no element of a JSON value.
func jsonText(e ir.Expr) ir.Expr {
	b, ok := e.(*ir.Binary)
	if !ok {
		return nil
	}
	switch b.Op {
	case ir.OpJSONItem:
		return custom(jsonTextOp, b.Left, b.Right, textType)
	case ir.OpJSONPath:
		return custom(jsonPathTextOp, b.Left, b.Right, textType)
	}
	return nil
}

// typed gives an element of a JSON value a type, which it is cast to.
func typed(typ *ir.Type) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, ok := e.(*ir.Binary)
		if !ok || b.Op != ir.OpJSONItem && b.Op != ir.OpJSONPath {
			return nil, t.Raise(python.TypeError, "The JSON cast operator JSON.as_xxx() only works with a JSON index expression e.g. col['q'].as_xxx()")
		}
		item := *b
		item.Of = typ
		if len(c.Args) > 0 {
			typ := *ir.NumericType
			item.Of = &typ
			item.Of.Precision, item.Of.Scale = smallInt(c.Args, 0), smallInt(c.Args, 1)
		}
		return &item, nil
	}
}

func smallInt(args []python.Value, i int) *int {
	if i >= len(args) {
		return nil
	}
	if n, ok := python.AsInt(args[i]); ok {
		if v, ok := n.Int64(); ok {
			small := int(v)
			return &small
		}
	}
	return nil
}

// pgMethod applies one of PostgreSQL's operators to one argument.
func pgMethod(op *ir.CustomOp, typ *ir.Type) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := pgSig.Bind(c)
		if err != nil {
			return nil, err
		}
		of := typ
		if of == nil {
			of = e.Type()
		}
		return customOperate(t, op, e, b.Get("other"), of)
	}
}

// keysMethod applies an operator to a list of keys, which is an array of texts
// whatever the type of the value is.
func keysMethod(op *ir.CustomOp) method {
	plain := pgMethod(op, ir.BooleanType)
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		if len(c.Args) != 1 {
			return plain(t, e, c)
		}
		switch c.Args[0].(type) {
		case *python.List, python.Tuple:
			keys, err := Literal(t, c.Args[0], &ir.Type{Class: "ARRAY", Item: textType})
			return custom(op, e, keys, ir.BooleanType), err
		}
		return plain(t, e, c)
	}
}

var pgSig = python.ParseSignature("operator", "other, **kw")

func jsonMethods() map[string]method {
	return map[string]method{
		"as_string": typed(&ir.Type{Class: "Unicode"}), "as_integer": typed(ir.IntegerType), "as_float": typed(floatType),
		"as_numeric": typed(ir.NumericType), "as_boolean": typed(ir.BooleanType),
		"as_json":      func(_ *python.Thread, e ir.Expr, _ *python.Call) (ir.Expr, error) { return e, nil },
		"contains":     pgMethod(containsOp, ir.BooleanType),
		"contained_by": pgMethod(containedOp, ir.BooleanType),
		"has_key":      pgMethod(hasKeyOp, ir.BooleanType), "has_all": keysMethod(hasAllOp), "has_any": keysMethod(hasAnyOp),
		"delete_path": pgMethod(deletePathOp, nil), "path_exists": pgMethod(pathExistsOp, ir.BooleanType), "path_match": pgMethod(pathMatchOp, ir.BooleanType),
	}
}

// arrayItem is an element or a slice of an array.
func arrayItem(t *python.Thread, e ir.Expr, key python.Value) (ir.Expr, error) {
	if s, ok := key.(*python.Slice); ok {
		from, err := Of(t, s.Start)
		if err != nil {
			return nil, err
		}
		to, err := Of(t, s.Stop)
		if err != nil {
			return nil, err
		}
		return binary(ir.OpGetItem, e, &ir.Slice{Start: from, Stop: to}, e.Type()), nil
	}
	index, err := Of(t, key)
	if err != nil {
		return nil, err
	}
	return binary(ir.OpGetItem, e, index, elementType(e.Type())), nil
}

func elementType(t *ir.Type) *ir.Type {
	if t.Dimensions > 1 {
		inner := *t
		inner.Dimensions--
		inner.Origin = nil
		return &inner
	}
	return t.Item
}

// arrayQuantified is array.any(value) and array.all(value): value = ANY (array).
func arrayQuantified(op ir.Operator) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		b, err := quantifiedSig.Bind(c)
		if err != nil {
			return nil, err
		}
		left, err := clause(t, b.Get("other"))
		if err == nil && left == nil {
			left, err = typedConstant(t, b.Get("other"), e.Type().Item)
		}
		if err != nil {
			return nil, err
		}
		comparison := ir.OpEq
		if f, ok := b.Get("operator").(*python.Builtin); ok {
			comparison = namedOps[f.Name]
		}
		return newBinary(ir.Binary{Op: comparison, Left: left, Right: unary(op, e, e.Type().Item), Of: ir.BooleanType}), nil
	}
}

var quantifiedSig = python.ParseSignature("any", "other, operator=None")

// namedOps are the functions of the modules operator and sqlalchemy.sql.operators.
var namedOps = map[string]ir.Operator{
	"eq": ir.OpEq, "ne": ir.OpNe, "lt": ir.OpLt, "le": ir.OpLe, "gt": ir.OpGt, "ge": ir.OpGe,
}

func arrayMethods() map[string]method {
	return map[string]method{
		"any": arrayQuantified(ir.OpAny), "all": arrayQuantified(ir.OpAll),
		"contains": pgMethod(containsOp, ir.BooleanType), "contained_by": pgMethod(containedOp, ir.BooleanType), "overlap": pgMethod(overlapsOp, ir.BooleanType),
	}
}

func hstoreItem(t *python.Thread, e ir.Expr, key python.Value) (ir.Expr, error) {
	return customOperate(t, &ir.CustomOp{Text: "->", Precedence: itemPrecedence, Natural: true, Eager: true}, e, key, textType)
}

// hstoreFunc is a method that is written as a function of the value.
func hstoreFunc(name string, typ *ir.Type) method {
	return func(t *python.Thread, e ir.Expr, c *python.Call) (ir.Expr, error) {
		f := &ir.Func{Name: ir.Ident(name), Args: []ir.Expr{e}, Of: typ}
		for _, v := range c.Args {
			arg, err := Of(t, v)
			if err != nil {
				return nil, err
			}
			f.Args = append(f.Args, arg)
		}
		return f, nil
	}
}

func hstoreMethods() map[string]method {
	texts := &ir.Type{Class: "ARRAY", Item: textType}
	return map[string]method{
		"contains": pgMethod(containsOp, ir.BooleanType), "contained_by": pgMethod(containedOp, ir.BooleanType),
		"has_key": pgMethod(hasKeyOp, ir.BooleanType), "has_all": keysMethod(hasAllOp), "has_any": keysMethod(hasAnyOp),
		"defined": hstoreFunc("defined", ir.BooleanType), "delete": hstoreFunc("delete", nil), "slice": hstoreFunc("slice", nil),
		"keys": hstoreFunc("akeys", texts), "vals": hstoreFunc("avals", texts), "array": hstoreFunc("hstore_to_array", texts), "matrix": hstoreFunc("hstore_to_matrix", texts),
	}
}

func rangeMethods() map[string]method {
	return map[string]method{
		"contains": pgMethod(containsOp, ir.BooleanType), "contained_by": pgMethod(containedOp, ir.BooleanType), "overlaps": pgMethod(overlapsOp, ir.BooleanType),
		"strictly_left_of": pgMethod(pgOp("<<", true), ir.BooleanType), "strictly_right_of": pgMethod(pgOp(">>", true), ir.BooleanType),
		"not_extend_right_of": pgMethod(pgOp("&<", true), ir.BooleanType), "not_extend_left_of": pgMethod(pgOp("&>", true), ir.BooleanType),
		"adjacent_to": pgMethod(pgOp("-|-", true), ir.BooleanType), "union": pgMethod(pgOp("+", false), nil),
		"intersection": pgMethod(pgOp("*", false), nil), "difference": pgMethod(pgOp("-", false), nil),
	}
}
