// Package sqlexpr is SQLAlchemy's expression language for revisions: text(),
// table(), select(), func and the operators of columns. What a revision builds
// becomes a tree of revisions/ir; parentheses, result types and negations follow
// SQLAlchemy's rules, so that a dialect writes the same SQL.
package sqlexpr

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// HasExpr is implemented by Python values that stand for an expression: the
// elements of this package, and columns.
type HasExpr interface {
	python.Value
	Expr() ir.Expr
}

// HasFrom is implemented by Python values that can stand in FROM: tables,
// aliases, joins, CTEs.
type HasFrom interface {
	python.Value
	From() ir.From
}

// HasQuery is implemented by statements.
type HasQuery interface {
	python.Value
	Query() ir.Query
}

// Element is an expression as a Python value.
type Element struct{ e ir.Expr }

// New returns an expression as a Python value.
func New(e ir.Expr) *Element { return &Element{e: e} }

// Expr returns the expression.
func (x *Element) Expr() ir.Expr { return x.e }

// Class returns SQLAlchemy's class of the expression.
func (x *Element) Class() *python.Class { return classOf(x.e) }

// Attr finds methods and attributes.
func (x *Element) Attr(t *python.Thread, name string) (python.Value, error) {
	return Attr(t, x.e, name)
}

// Binary applies an operator.
func (x *Element) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if right, ok := other.(HasExpr); ok && !reflected && yields(x.e, right) && mirrored[op] != "" {
		return Binary(t, right.Expr(), mirrored[op], x, false)
	}
	return Binary(t, x.e, op, other, reflected)
}

// mirrored are the comparisons from the other side.
var mirrored = map[string]string{"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}

// yields tells whether Python lets the right side compare: it does so if that is of
// a class below the left side's, as Column is below column() and coalesce below
// other functions.
func yields(left ir.Expr, right HasExpr) bool {
	switch l := left.(type) {
	case *ir.Func:
		r, ok := right.Expr().(*ir.Func)
		return ok && r.Generic && !l.Generic
	case *ir.ColumnRef:
		return right.Class() != ColumnClauseClass && right.Class().IsSubclass(ColumnClauseClass)
	}
	return false
}

// Unary applies "-" and "~".
func (x *Element) Unary(t *python.Thread, op string) (python.Value, error) {
	return Unary(t, x.e, op)
}

// Index is expr[key] of JSON values and arrays.
func (x *Element) Index(t *python.Thread, key python.Value) (python.Value, error) {
	return Index(t, x.e, key)
}

// Truth is an error, as in SQLAlchemy: whether a condition holds is for the server
// to say. Only "a == b" of the same column is known.
func (x *Element) Truth(t *python.Thread) (bool, error) { return Truth(t, x.e) }

// HashKey makes a column usable as a key of values().
func (x *Element) HashKey() (string, bool) { return fmt.Sprintf("%p", x.e), true }

// Str writes the expression for no server in particular.
func (x *Element) Str(t *python.Thread) (string, error) { return Text(t, x.e) }

// Truth is what bool() of an expression gives.
func Truth(t *python.Thread, e ir.Expr) (bool, error) {
	if b, ok := e.(*ir.Binary); ok && (b.Op == ir.OpEq || b.Op == ir.OpNe) {
		return (b.Left == b.Right) == (b.Op == ir.OpEq), nil
	}
	return false, t.Raise(python.TypeError, "Boolean value of this clause is not defined")
}

// Of returns the expression that a Python value stands for. A constant becomes a
// Bind of the type that its value has.
func Of(t *python.Thread, v python.Value) (ir.Expr, error) {
	e, err := clause(t, v)
	if e != nil || err != nil {
		return e, err
	}
	return Literal(t, v, nil)
}

// clause returns the expression of a value that is one, and nil for constants.
func clause(t *python.Thread, v python.Value) (ir.Expr, error) {
	switch x := v.(type) {
	case HasExpr:
		return x.Expr(), nil
	case HasQuery:
		return scalar(x.Query()), nil
	case HasFrom:
		return nil, t.Raise(host.ArgumentError, "SQL expression element or literal value expected, got a FROM element")
	case *python.Opaque:
		return nil, t.Unresolved(x, "a part of a SQL expression")
	case *python.Instance:
		if python.Plain(v) != v {
			return nil, nil
		}
		if e, err := customExpr(t, x); e != nil || err != nil {
			return e, err
		}
		made, err := t.OptAttr(v, "__clause_element__")
		if err != nil || made == nil {
			return nil, err
		}
		inner, err := t.Call(made)
		if err != nil {
			return nil, err
		}
		return clause(t, inner)
	}
	return nil, nil
}

// Literal returns a constant as an expression; typ may be nil.
func Literal(t *python.Thread, v python.Value, typ *ir.Type) (*ir.Bind, error) {
	if v == python.None {
		return &ir.Bind{Of: typ}, nil
	}
	value, err := sqltype.Convert(t, v, typ)
	if err != nil {
		return nil, err
	}
	if typ.IsNull() {
		typ = typeOfValue(value)
	}
	return &ir.Bind{Value: value, Of: typ}, nil
}

// scalar makes a query stand for a value.
func scalar(q ir.Query) ir.Expr {
	return &ir.ScalarQuery{Query: q, Of: outputType(q)}
}

// Where returns a condition: an expression, True or False.
func Where(t *python.Thread, v python.Value) (ir.Expr, error) {
	switch v {
	case python.True:
		return &ir.Constant{Value: ir.True}, nil
	case python.False:
		return &ir.Constant{Value: ir.False}, nil
	case python.None:
		return &ir.Constant{Value: ir.Null}, nil
	}
	e, err := clause(t, v)
	if err != nil || e != nil {
		return e, err
	}
	text, err := t.Repr(v)
	if err != nil {
		return nil, err
	}
	return nil, t.Raise(host.ArgumentError, "SQL expression for WHERE/HAVING role expected, got %s.", text)
}
