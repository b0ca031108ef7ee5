package sqltype

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Value returns a type as a Python object: the one that it was made of, or a new
// one with the arguments that the type still has.
func Value(_ *python.Thread, typ *ir.Type) python.Value {
	if inst := origin(typ); inst != nil {
		return inst
	}
	name, dialect := "NullType", ""
	if typ != nil && typ.Class != "SQL" {
		name, dialect = typ.Class, typ.Dialect
	}
	cls := named(dialect, name)
	if cls == nil {
		cls = classes[".NullType"].py
	}
	e := &engine{class: cls.Data.(*class)}
	if typ != nil {
		e.describe(typ)
	}
	return &python.Instance{Cls: cls, Native: e}
}

// describe sets the arguments from what is known of the type.
func (e *engine) describe(typ *ir.Type) {
	set := func(name string, v python.Value) {
		e.args.Set(name, v)
		e.give(name, v != python.None)
	}
	for _, param := range e.class.params {
		switch param {
		case "length":
			set(param, number(typ.Length))
		case "precision", "second_precision":
			set(param, number(typ.Precision))
		case "scale":
			set(param, number(typ.Scale))
		case "timezone":
			e.args.Set(param, python.Bool(typ.Timezone))
			e.give(param, typ.Timezone)
		case "collation":
			if typ.Collation != "" {
				set(param, python.Str(typ.Collation))
			}
		}
	}
}

func number(n *int) python.Value {
	if n == nil {
		return python.None
	}
	return python.NewInt(int64(*n))
}

// Describe names a type in messages and in repr(): "String(length=50)".
func Describe(typ *ir.Type) string {
	if typ == nil || typ.Class == "" {
		return "NullType()"
	}
	if typ.Class == "SQL" {
		return typ.Spec
	}
	var args []string
	add := func(name string, n *int) {
		if n != nil {
			args = append(args, fmt.Sprintf("%s=%d", name, *n))
		}
	}
	if typ.Enum != nil {
		for _, v := range typ.Enum.Values {
			args = append(args, "'"+v+"'")
		}
		if !typ.Enum.Name.IsZero() {
			args = append(args, "name='"+typ.Enum.Name.Text+"'")
		}
	} else {
		add("length", typ.Length)
	}
	add("precision", typ.Precision)
	add("scale", typ.Scale)
	if typ.Timezone {
		args = append(args, "timezone=True")
	}
	if typ.Item != nil {
		args = append(args, Describe(typ.Item))
	}
	return typ.Class + "(" + strings.Join(args, ", ") + ")"
}
