package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes of names. They are texts, as in SQLAlchemy.
var (
	QuotedNameClass     = python.NewClass("sqlalchemy.sql.elements", "quoted_name", python.StrClass)
	truncatedLabelClass = python.NewClass("sqlalchemy.sql.elements", "_truncated_label", QuotedNameClass)
	ConvClass           = python.NewClass("sqlalchemy.sql.elements", "conv", truncatedLabelClass)
)

// NameValue is a name that says more than its letters: quoted_name("x", True), or
// conv("ix_t_a"), which no naming convention touches.
type NameValue struct{ name ir.Name }

// NewConv returns conv(text): what op.f() returns.
func NewConv(text string) *NameValue { return &NameValue{ir.Name{Text: text, Generated: true}} }

// Class returns conv or quoted_name.
func (n *NameValue) Class() *python.Class {
	if n.name.Generated {
		return ConvClass
	}
	return QuotedNameClass
}

// Plain returns the text.
func (n *NameValue) Plain() python.Value { return python.Str(n.name.Text) }

// Str returns the text.
func (n *NameValue) Str(*python.Thread) (string, error) { return n.name.Text, nil }

// Repr writes the text as a literal.
func (n *NameValue) Repr(t *python.Thread) (string, error) { return t.Repr(python.Str(n.name.Text)) }

// Binary treats the name as its text.
func (n *NameValue) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if o, ok := other.(*NameValue); ok {
		other = o.Plain()
	}
	left, right := n.Plain(), other
	if reflected {
		left, right = right, left
	}
	switch op {
	case "==", "!=":
		same, err := t.Equal(left, right)
		return python.Bool(same == (op == "==")), err
	case "<", "<=", ">", ">=":
		return t.Compare(op, left, right)
	}
	return t.Binary(op, left, right)
}

// Length is that of the text.
func (n *NameValue) Length(*python.Thread) (int, error) { return len([]rune(n.name.Text)), nil }

// Attr gives the attribute quote.
func (n *NameValue) Attr(_ *python.Thread, name string) (python.Value, error) {
	if name != "quote" {
		return nil, nil
	}
	switch n.name.Quote {
	case ir.QuoteAlways:
		return python.True, nil
	case ir.QuoteNever:
		return python.False, nil
	}
	return python.None, nil
}

func init() {
	quoted := python.ParseSignature("quoted_name", "value, quote")
	QuotedNameClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := quoted.Bind(c)
		if err != nil {
			return nil, err
		}
		n, err := NameOf(t, b.Get("value"))
		if err != nil {
			return nil, err
		}
		if n.Quote, err = quoteOf(b, "quote"); err != nil {
			return nil, err
		}
		return &NameValue{n}, nil
	}
	conv := python.ParseSignature("conv", "value, quote=None")
	ConvClass.Construct = func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := conv.Bind(c)
		if err != nil {
			return nil, err
		}
		text, err := b.Str("value")
		return NewConv(text), err
	}
}

func quoteOf(b *python.Bound, param string) (ir.Quote, error) {
	quote, given, err := b.OptBool(param)
	switch {
	case err != nil || !given:
		return ir.QuoteAuto, err
	case quote:
		return ir.QuoteAlways, nil
	}
	return ir.QuoteNever, nil
}

// NameOf returns a Python text as a name. None is the name that is not there.
func NameOf(t *python.Thread, v python.Value) (ir.Name, error) {
	switch v := v.(type) {
	case *NameValue:
		return v.name, nil
	case *python.Opaque:
		return ir.Name{}, t.Unresolved(v, "a name")
	}
	if v == nil || v == python.None {
		return ir.Name{}, nil
	}
	text, ok := python.AsStr(v)
	if !ok {
		return ir.Name{}, t.Raise(python.TypeError, "a name must be str, not %s", v.Class().Name)
	}
	return ir.Ident(text), nil
}

// SpokenName is the name in an argument of which SQLAlchemy takes what str() says: drop_index() and create_index() of the index,
// drop_table() of the table. A column without a table, a text() and a table without a schema say their name. What anything
// else says is no name: an Index gives DROP INDEX "Index('ix', 'a')" in Alembic.
func SpokenName(t *python.Thread, v python.Value) (python.Value, error) {
	what := ""
	switch x := plainObject(v).(type) {
	case *Column:
		if what = "a column of a table"; x.table == nil && !x.name.IsZero() {
			return python.Str(x.name.Text), nil
		}
	case *Table:
		if what = "a table with a schema"; x.schema.IsZero() {
			return python.Str(x.name.Text), nil
		}
	case *Index:
		what = "an Index"
	case *Constraint:
		what = "a constraint"
	case sqlexpr.HasExpr:
		what = "an expression"
		if text, ok := x.Expr().(*ir.Text); ok && len(text.Binds) == 0 {
			return python.Str(text.SQL), nil
		}
	default:
		return v, nil
	}
	return nil, &host.Unsupported{Code: host.CodeUnsupported, At: t.Span(),
		Message: "a name is needed here, and this is " + what + ": Alembic writes what str() says of it, which no server knows",
		Help:    "write its name: \"ix_orders_day\", or index.name"}
}

// plainObject is the object of SQLAlchemy in an instance of a subclass.
func plainObject(v python.Value) any {
	if i, ok := v.(*python.Instance); ok && i.Native != nil {
		return i.Native
	}
	return v
}

// nameValue returns a name as Python sees it; None for one that is not there.
func nameValue(n ir.Name) python.Value {
	switch {
	case n.IsZero():
		return python.None
	case n.Generated || n.Quote != ir.QuoteAuto:
		return &NameValue{n}
	}
	return python.Str(n.Text)
}

// required returns an argument that must be a name.
func required(t *python.Thread, b *python.Bound, param string) (ir.Name, error) {
	n, err := NameOf(t, b.Get(param))
	if err == nil && b.Get(param) == python.None {
		err = t.Raise(python.TypeError, "argument '%s' must be str, not NoneType", param)
	}
	return n, err
}
