package sqltype

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// jsonNull is JSON.NULL: the null of JSON, as against a NULL of SQL.
type jsonNull struct{}

var symbolClass = python.NewClass("sqlalchemy.util.langhelpers", "symbol")

// Class returns the class of SQLAlchemy's symbols.
func (jsonNull) Class() *python.Class { return symbolClass }

// Str is how Python prints the symbol.
func (jsonNull) Str(*python.Thread) (string, error) { return "symbol('JSON_NULL')", nil }

// JSONNull is JSON.NULL.
var JSONNull python.Value = jsonNull{}

// Range is postgresql.Range(lower, upper, bounds="[)", empty=False).
type Range struct {
	lower, upper python.Value
	bounds       string
	empty        bool
}

var rangeClass = func() *python.Class {
	c := python.NewClass("sqlalchemy.dialects.postgresql.ranges", "Range")
	sig := python.ParseSignature("Range.__init__", "lower=None, upper=None, *, bounds='[)', empty=False")
	c.Construct = func(t *python.Thread, _ *python.Class, call *python.Call) (python.Value, error) {
		b, err := sig.Bind(call)
		if err != nil {
			return nil, err
		}
		r := &Range{lower: b.Get("lower"), upper: b.Get("upper")}
		if r.bounds, err = b.Str("bounds"); err != nil {
			return nil, err
		}
		switch r.bounds {
		case "[)", "()", "(]", "[]":
		default:
			return nil, t.Raise(python.ValueError, "bounds must be one of '()', '[)', '(]', '[]', not '%s'", r.bounds)
		}
		r.empty, err = b.Bool("empty")
		return r, err
	}
	return c
}()

// Class returns postgresql.Range.
func (*Range) Class() *python.Class { return rangeClass }

// Attr returns the parts of the range.
func (r *Range) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "lower":
		return r.lower, nil
	case "upper":
		return r.upper, nil
	case "bounds":
		return python.Str(r.bounds), nil
	case "empty", "is_empty", "isempty":
		return python.Bool(r.empty), nil
	case "lower_inc":
		return python.Bool(r.bounds[0] == '['), nil
	case "upper_inc":
		return python.Bool(r.bounds[1] == ']'), nil
	}
	return nil, nil
}

func (r *Range) value(t *python.Thread) (ir.Value, error) {
	lower, err := ValueOf(t, r.lower)
	if err != nil {
		return nil, err
	}
	upper, err := ValueOf(t, r.upper)
	return ir.Range{Lower: lower, Upper: upper, Bounds: r.bounds, Empty: r.empty}, err
}

// extras are the names of this package that are no type classes.
var extras = map[string]python.Value{
	"sqlalchemy.dialects.postgresql.base.RESERVED_WORDS": reservedWords(),
	"sqlalchemy.dialects.postgresql.Range":               rangeClass,
	"sqlalchemy.dialects.postgresql.ranges.Range":        rangeClass,
	"sqlalchemy.dialects.postgresql.MultiRange":          python.ListClass,
	"sqlalchemy.dialects.postgresql.DateRange":           rangeClass,
	"sqlalchemy.engine.default.DefaultDialect":           dialectClass,
	"sqlalchemy.engine.Dialect":                          dialectClass,
	"sqlalchemy.engine.interfaces.Dialect":               dialectClass,
	"sqlalchemy.Dialect":                                 dialectClass,
	"sqlalchemy.types.ARRAY.Comparator":                  python.None,
	"sqlalchemy.ext.compiler.compiles":                   compiles,
}

// reservedWords is a frozen set, since all runs share it; SQLAlchemy's is a set.
func reservedWords() *python.Set {
	var words []python.Value
	for _, word := range strings.Fields(ir.PostgreSQLReserved) {
		words = append(words, python.Str(word))
	}
	set, err := python.NewSet(words...)
	if err != nil {
		panic(err) // any text can be an element
	}
	set.Frozen = true
	return set
}
