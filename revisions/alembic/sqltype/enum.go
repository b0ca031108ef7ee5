package sqltype

import (
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// enumArgs is what the constructor of an Enum found out.
type enumArgs struct {
	values, labels []string      // labels: the members' names, if there is a Python class
	of             *python.Class // the Python class; nil for strings
	longest        int
}

// enumKeywords are the arguments of Enum with their defaults. SQLAlchemy
// ignores others, and so do we.
var enumKeywords = []struct {
	name string
	def  python.Value
}{
	{"name", python.None}, {"schema", python.None}, {"metadata", python.None}, {"inherit_schema", python.False},
	{"quote", python.None}, {"native_enum", python.True}, {"create_constraint", python.False}, {"values_callable", python.None},
	{"sort_key_function", python.None}, {"length", python.None}, {"omit_aliases", python.True}, {"validate_strings", python.False},
}

func (e *engine) initEnum(t *python.Thread, self *python.Instance) error {
	given, _ := e.args.Get("name") // ENUM has it as a parameter, Enum among **kw
	for _, k := range enumKeywords {
		v := k.def
		if x, ok := e.rest.GetStr(k.name); ok {
			v = x
			e.give(k.name, true)
		}
		if k.name == "name" && given != nil && given != python.Ellipsis {
			v = given
		}
		e.args.Set(k.name, v)
	}
	args, err := e.readEnum(t)
	if err != nil {
		return err
	}
	e.enum = args
	if name, _ := e.args.Get("name"); name == python.None && args.of != nil && len(args.values) > 0 &&
		!e.isGiven("name") && (given == nil || given == python.Ellipsis) {
		e.args.Set("name", python.Str(strings.ToLower(args.of.Name)))
	}
	return e.enumLength(t)
}

// enumLength settles the length of the text that stands in for a native type.
func (e *engine) enumLength(t *python.Thread) error {
	v, _ := e.args.Get("length")
	if !e.isGiven("length") {
		e.args.Set("length", python.NewInt(int64(e.enum.longest)))
		return nil
	}
	if n := intOf(v); n != nil && *n < e.enum.longest {
		return t.Raise(python.ValueError, "When provided, length must be larger or equal than the length of the longest enum value. %d < %d", *n, e.enum.longest)
	}
	return nil
}

func (e *engine) readEnum(t *python.Thread) (*enumArgs, error) {
	args := &enumArgs{}
	values := e.star
	if len(values) == 1 {
		if o, ok := values[0].(*python.Opaque); ok {
			return nil, t.Unresolved(o, "the values of an enum")
		}
		if cls, ok := values[0].(*python.Class); ok {
			members, err := t.OptAttr(cls, "__members__")
			if err != nil {
				return nil, err
			}
			if members != nil {
				args.of = cls
				if values, err = e.members(t, args, members); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, v := range values {
		text, ok := python.AsStr(v)
		if !ok {
			if o, ok := v.(*python.Opaque); ok {
				return nil, t.Unresolved(o, "a value of an enum")
			}
			return nil, t.Raise(python.TypeError, "the values of an Enum must be str, not %s", v.Class().Name)
		}
		args.values = append(args.values, text)
		args.longest = max(args.longest, utf8.RuneCountInString(text))
	}
	return args, nil
}

// members lists the members of a Python enum: their names, or what values_callable makes of the class.
func (e *engine) members(t *python.Thread, args *enumArgs, members python.Value) ([]python.Value, error) {
	items, err := t.CallMethod(members, "items")
	if err != nil {
		return nil, err
	}
	pairs, err := t.Collect(items)
	if err != nil {
		return nil, err
	}
	omit, _ := e.args.Get("omit_aliases")
	var names []python.Value
	for _, p := range pairs {
		pair, ok := p.(python.Tuple)
		if !ok || len(pair) != 2 {
			return nil, t.Raise(python.TypeError, "__members__ of %s is not a mapping", args.of.Name)
		}
		label, _ := python.AsStr(pair[0])
		name, err := t.Attr(pair[1], "name")
		if err != nil {
			return nil, err
		}
		if own, _ := python.AsStr(name); omit != python.False && own != label {
			continue
		}
		names, args.labels = append(names, pair[0]), append(args.labels, label)
	}
	call, _ := e.args.Get("values_callable")
	if call == nil || call == python.None {
		return names, nil
	}
	made, err := t.Call(call, args.of)
	if err != nil {
		return nil, err
	}
	return t.Collect(made)
}

// enumType is an Enum as the dialects see it.
func (e *engine) enumType(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	if e.enum == nil {
		e.rest = python.NewDict()
		if err := e.initEnum(t, inst); err != nil {
			return nil, err
		}
	}
	typ := &ir.Type{Class: "Enum", Dialect: e.class.dialect, Origin: inst}
	typ.Class = e.class.name
	enum := &ir.EnumType{Values: e.enum.values, Labels: e.enum.labels, Native: true, CreateType: true}
	if e.enum.of != nil {
		enum.Class = e.enum.of.Name
	}
	typ.Enum = enum
	if v, ok := e.arg(inst, "length"); ok {
		typ.Length = intOf(v)
	}
	if e.class.dialect == "postgresql" {
		if err := e.flag(t, inst, "create_type", &enum.CreateType); err != nil {
			return nil, err
		}
	} else if err := e.flag(t, inst, "native_enum", &enum.Native); err != nil {
		return nil, err
	}
	if err := e.flag(t, inst, "create_constraint", &enum.CreateConstraint); err != nil {
		return nil, err
	}
	if err := e.flag(t, inst, "inherit_schema", &enum.InheritSchema); err != nil {
		return nil, err
	}
	var err error
	if enum.Name, err = e.schemaName(t, inst, "name"); err != nil {
		return nil, err
	}
	if e.class.dialect == "mysql" {
		if err := e.mysqlText(t, typ); err != nil {
			return nil, err
		}
	}
	enum.Schema, enum.Metadata, err = e.schema(t, inst)
	return typ, err
}

func (e *engine) flag(t *python.Thread, inst *python.Instance, name string, to *bool) error {
	v, ok := e.arg(inst, name)
	if !ok {
		return nil
	}
	var err error
	*to, err = t.Truth(v)
	return err
}

// schemaName reads a name that may be a quoted_name, and the argument quote.
func (e *engine) schemaName(t *python.Thread, inst *python.Instance, arg string) (ir.Name, error) {
	v, ok := e.arg(inst, arg)
	if !ok || v == python.None {
		return ir.Name{}, nil
	}
	name, err := NameOf(t, v)
	if err != nil {
		return ir.Name{}, err
	}
	if q, ok := e.arg(inst, "quote"); ok && arg == "name" {
		name.Quote = quoting(q, name.Quote)
	}
	return name, nil
}

// schema returns the schema of a type, which a MetaData can give, and whether it belongs to one.
func (e *engine) schema(t *python.Thread, inst *python.Instance) (ir.Name, bool, error) {
	name, err := e.schemaName(t, inst, "schema")
	if err != nil {
		return name, false, err
	}
	m, ok := e.arg(inst, "metadata")
	if !ok || m == python.None {
		return name, false, nil
	}
	if name.IsZero() {
		v, err := t.OptAttr(m, "schema")
		if err != nil || v == nil || v == python.None {
			return name, true, err
		}
		name, err = NameOf(t, v)
		return name, true, err
	}
	return name, true, nil
}

// NameOf reads an identifier: a str, or a quoted_name with its own wish about quotes.
func NameOf(t *python.Thread, v python.Value) (ir.Name, error) {
	if o, ok := v.(*python.Opaque); ok {
		return ir.Name{}, t.Unresolved(o, "a name")
	}
	text, ok := python.AsStr(v)
	if !ok {
		return ir.Name{}, t.Raise(python.TypeError, "a name must be str, not %s", v.Class().Name)
	}
	name := ir.Ident(text)
	if _, plain := v.(python.Str); plain {
		return name, nil
	}
	q, err := t.OptAttr(v, "quote")
	if err != nil || q == nil {
		return name, err
	}
	name.Quote = quoting(q, name.Quote)
	return name, nil
}

func quoting(v python.Value, otherwise ir.Quote) ir.Quote {
	switch v {
	case python.True:
		return ir.QuoteAlways
	case python.False:
		return ir.QuoteNever
	}
	return otherwise
}

// domain is a PostgreSQL domain.
func (e *engine) domain(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	d := &ir.DomainType{CreateType: true}
	typ := &ir.Type{Class: "DOMAIN", Dialect: "postgresql", Domain: d, Origin: inst}
	var err error
	if d.Name, err = e.schemaName(t, inst, "name"); err != nil {
		return nil, err
	}
	if d.ConstraintName, err = e.schemaName(t, inst, "constraint_name"); err != nil {
		return nil, err
	}
	base, _ := e.arg(inst, "data_type")
	if d.Base, err = Of(t, base); err != nil {
		return nil, err
	}
	if v, ok := e.arg(inst, "collation"); ok && v != python.None {
		if d.Collation, err = t.Str(v); err != nil {
			return nil, err
		}
	}
	if err := e.flag(t, inst, "not_null", &d.NotNull); err != nil {
		return nil, err
	}
	if err := e.flag(t, inst, "create_type", &d.CreateType); err != nil {
		return nil, err
	}
	if d.Default, err = e.clause(t, inst, "default"); err != nil {
		return nil, err
	}
	if d.Check, err = e.clause(t, inst, "check"); err != nil {
		return nil, err
	}
	d.Schema, _, err = e.schema(t, inst)
	return typ, err
}

// clause reads an expression; a str is a literal as a default, and SQL as a check.
func (e *engine) clause(t *python.Thread, inst *python.Instance, arg string) (ir.Expr, error) {
	v, ok := e.arg(inst, arg)
	if !ok || v == python.None {
		return nil, nil
	}
	if x, ok := v.(interface{ Expr() ir.Expr }); ok {
		return x.Expr(), nil
	}
	text, ok := python.AsStr(v)
	switch {
	case !ok:
		return nil, t.Raise(python.TypeError, "the argument %s of DOMAIN must be str or a SQL expression, not %s", arg, v.Class().Name)
	case arg == "default":
		return &ir.Bind{Value: text, Of: &ir.Type{Class: "String"}}, nil
	}
	return &ir.Text{SQL: text}, nil
}
