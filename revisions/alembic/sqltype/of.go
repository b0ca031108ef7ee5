package sqltype

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Of returns the type that a Python value stands for: an instance of a type
// class, a class (which is called without arguments), or None.
func Of(t *python.Thread, v python.Value) (*ir.Type, error) {
	switch x := v.(type) {
	case nil:
		return &ir.Type{Class: "NullType"}, nil
	case *python.Opaque:
		return nil, t.Unresolved(x, "the type of a column")
	}
	if v == python.None {
		return &ir.Type{Class: "NullType"}, nil
	}
	inst, err := Instance(t, v)
	if err != nil {
		return nil, err
	}
	return ofInstance(t, inst)
}

// Instance returns a type object: v itself, or what v makes when it is called.
func Instance(t *python.Thread, v python.Value) (*python.Instance, error) {
	if inst, ok := v.(*python.Instance); ok && IsType(v) {
		return inst, nil
	}
	switch x := v.(type) {
	case *python.Class, *python.Function, *python.Builtin, *python.BoundMethod:
		made, err := t.Call(x)
		if err != nil {
			return nil, err
		}
		if inst, ok := made.(*python.Instance); ok && IsType(made) {
			return inst, nil
		}
		if o, ok := made.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "the type of a column")
		}
	case *python.Opaque:
		return nil, t.Unresolved(x, "the type of a column")
	}
	text, err := t.Repr(v)
	if err != nil {
		return nil, err
	}
	return nil, t.Raise(host.ArgumentError, "%s is not a type of SQLAlchemy", text)
}

func ofInstance(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	e, err := engineOf(t, inst)
	if err != nil {
		return nil, err
	}
	typ, err := e.plain(t, inst)
	if err != nil {
		return nil, err
	}
	for _, v := range e.variants {
		other, err := Of(t, v.typ)
		if err != nil {
			return nil, err
		}
		if len(typ.Variants) == 0 || !hasVariant(typ, v.dialect) {
			typ.Variants = append(typ.Variants, ir.Variant{Dialect: v.dialect, Type: other})
		}
	}
	return typ, nil
}

func hasVariant(typ *ir.Type, dialect string) bool {
	for _, v := range typ.Variants {
		if v.Dialect == dialect {
			return true
		}
	}
	return false
}

// plain is the type without its variants.
func (e *engine) plain(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	if typ, err := compiled(t, inst); typ != nil || err != nil {
		return typ, err
	}
	switch {
	case e.class.convert != nil:
		typ, err := e.class.convert(t, Args{inst, e})
		if err != nil {
			return nil, err
		}
		typ.Origin = inst
		return typ, nil
	case e.class.kind == decoratorKind:
		return e.decorated(t, inst)
	case e.class.kind == userDefinedKind:
		return userDefined(t, inst)
	case e.class.name == "TypeEngine" && inPython(inst.Cls, "get_col_spec") != nil:
		return userDefined(t, inst)
	case e.class.kind == enumKind:
		return e.enumType(t, inst)
	case e.class.dialect == "mysql" && e.class.name == "SET":
		return e.setType(t, inst)
	case e.class.kind == domainKind:
		return e.domain(t, inst)
	}
	typ := &ir.Type{Class: e.class.name, Dialect: e.class.dialect, Origin: inst}
	if err := visitName(t, inst, typ); err != nil {
		return nil, err
	}
	for _, name := range e.args.Names() {
		if v, ok := e.arg(inst, name); ok {
			_, changed := inst.Attrs.Get(name)
			if err := setField(t, typ, name, v, e.isGiven(name) || changed); err != nil {
				return nil, err
			}
		}
	}
	return typ, nil
}

// visitName follows a __visit_name__ that a class in Python sets: SQLAlchemy
// writes the type as the one of that name.
func visitName(t *python.Thread, inst *python.Instance, typ *ir.Type) error {
	for _, k := range inst.Cls.MRO() {
		if !k.FromPython() {
			return nil
		}
		v, ok := k.Attrs.Get("__visit_name__")
		if !ok {
			continue
		}
		name, ok := python.AsStr(v)
		if !ok {
			return t.Raise(python.TypeError, "__visit_name__ must be str, not %s", v.Class().Name)
		}
		typ.Class, typ.Dialect = classOfVisit(name), ""
		return nil
	}
	return nil
}

// classOfVisit turns "big_integer" into "BigInteger"; the names of SQL types stay.
func classOfVisit(name string) string {
	if name != strings.ToLower(name) {
		return name
	}
	var b strings.Builder
	for _, word := range strings.Split(name, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	switch out := b.String(); out {
	case "Datetime":
		return "DateTime"
	case "Null":
		return "NullType"
	default:
		return out
	}
}

// setField puts an argument where the dialects look for it.
func setField(t *python.Thread, typ *ir.Type, name string, v python.Value, given bool) (err error) {
	if o, ok := v.(*python.Opaque); ok {
		return t.Unresolved(o, "the argument "+name+" of the type "+typ.Class)
	}
	if v == python.None {
		return nil
	}
	switch name {
	case "length":
		if text, ok := python.AsStr(v); ok && intOf(v) == nil {
			typ.Params = append(typ.Params, ir.Option{Name: name, Value: text})
			return nil
		}
		typ.Length, err = countOf(typ, name, v)
	case "precision", "second_precision":
		typ.Precision, err = countOf(typ, name, v)
	case "scale":
		typ.Scale, err = countOf(typ, name, v)
	case "timezone":
		typ.Timezone, err = t.Truth(v)
	case "collation", "collate":
		typ.Collation, err = t.Str(v)
	case "fields":
		typ.Fields, err = t.Str(v)
	case "item_type":
		typ.Item, err = Of(t, v)
	case "dimensions":
		if n := intOf(v); n != nil {
			typ.Dimensions = *n
		}
	case "asdecimal", "decimal_return_scale", "as_tuple", "zero_indexes", "text_type", "astext_type", "none_as_null":
		// They say how rows are read, and nothing about SQL.
	default:
		if given {
			setParam(typ, name, v)
		}
	}
	return err
}

// countOf is an argument that is a number. SQLAlchemy takes anything, and writes it
// into the type as Python shows it.
func countOf(typ *ir.Type, name string, v python.Value) (*int, error) {
	_, isBool := v.(python.Bool)
	n := intOf(v)
	if n == nil || isBool {
		return nil, &host.Unsupported{Code: CodeValue, Message: "the argument " + name + " of the type " + typ.Class + " is no number: it is of the class " + className(v),
			Help: "give a whole number"}
	}
	return n, nil
}

// className names the class of a value, and a class itself.
func className(v python.Value) string {
	if cls, ok := v.(*python.Class); ok {
		return "type (" + cls.Name + ")"
	}
	return v.Class().Name
}

func setParam(typ *ir.Type, name string, v python.Value) {
	var value any
	switch x := python.Plain(v).(type) {
	case python.Bool:
		value = bool(x)
	case python.Str:
		value = string(x)
	case python.Int:
		n, ok := x.Int64()
		if !ok {
			return
		}
		value = n
		switch name {
		case "ascii", "binary", "unicode", "national", "as_uuid", "native_uuid", "native", "varying", "unsigned", "zerofill", "create_constraint":
			value = n != 0
		}
	default:
		return
	}
	typ.Params = append(typ.Params, ir.Option{Name: name, Value: value})
}

// intOf returns a number, also from a text: String("50") is written like String(50).
func intOf(v python.Value) *int {
	if i, ok := python.AsInt(v); ok {
		if n, ok := i.Int64(); ok {
			small := int(n)
			return &small
		}
	}
	if text, ok := python.AsStr(v); ok {
		if n, err := strconv.Atoi(text); err == nil {
			return &n
		}
	}
	return nil
}
