package sqltype

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// mysqlTextWords are the keyword arguments that all of MySQL's types of text have.
var mysqlTextWords = []string{"charset", "collation", "collate", "ascii", "binary", "unicode", "national"}

// mysqlText puts the keyword arguments of ENUM and SET about character sets where
// the dialects look for them.
func (e *engine) mysqlText(t *python.Thread, typ *ir.Type) error {
	if e.rest == nil {
		return nil
	}
	for _, word := range mysqlTextWords {
		if v, ok := e.rest.GetStr(word); ok {
			if err := setField(t, typ, word, v, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// setType is MySQL's SET: its values stand in Params, under "values".
func (e *engine) setType(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	typ := &ir.Type{Class: "SET", Dialect: "mysql", Origin: inst}
	values, err := textsOf(t, e.star, "a value of a SET")
	if err != nil {
		return nil, err
	}
	bitwise := false
	if e.rest != nil {
		if v, ok := e.rest.GetStr("retrieve_as_bitwise"); ok {
			if bitwise, err = t.Truth(v); err != nil {
				return nil, err
			}
		}
	}
	if slices.Contains(values, "") && !bitwise {
		return nil, t.Raise(host.ArgumentError, "Can't use the blank value '' in a SET without setting retrieve_as_bitwise=True")
	}
	typ.Params = append(typ.Params, ir.Option{Name: "values", Value: values})
	return typ, e.mysqlText(t, typ)
}

func textsOf(t *python.Thread, list []python.Value, what string) ([]string, error) {
	texts := make([]string, len(list))
	for i, v := range list {
		if o, ok := v.(*python.Opaque); ok {
			return nil, t.Unresolved(o, what)
		}
		text, ok := python.AsStr(v)
		if !ok {
			return nil, t.Raise(python.TypeError, "%s must be str, not %s", what, v.Class().Name)
		}
		texts[i] = text
	}
	return texts, nil
}
