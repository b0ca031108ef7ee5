package op

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// configured are the options that context.configure() sets whether env.py names them or not, with their defaults.
// Source: the method EnvironmentContext.configure of Alembic 1.19.
var configured = []struct {
	name string
	def  python.Value
}{
	{"as_sql", python.True}, {"transaction_per_migration", python.False}, {"target_metadata", python.None}, {"include_name", python.None},
	{"include_object", python.None}, {"include_schemas", python.False}, {"render_as_batch", python.False}, {"upgrade_token", python.Str("upgrades")},
	{"downgrade_token", python.Str("downgrades")}, {"sqlalchemy_module_prefix", python.Str("sa.")}, {"alembic_module_prefix", python.Str("op.")},
	{"user_module_prefix", python.None}, {"literal_binds", python.False}, {"process_revision_directives", python.None},
	{"on_version_apply", python.Tuple(nil)}, {"compare_type", python.True},
}

// apart are arguments of context.configure() that it does not put among the options.
var apart = map[string]bool{"connection": true, "url": true, "dialect_name": true, "dialect_opts": true}

// optsOf is op.get_context().opts: what context.configure() was given.
func optsOf(t *python.Thread) python.Value {
	d := python.NewDict()
	c := host.Of(t).Configure
	if c == nil {
		d.SetStr("as_sql", python.True)
		return d
	}
	for _, o := range configured {
		d.SetStr(o.name, o.def)
	}
	for _, name := range []string{"script", "fn", "destination_rev", "starting_rev"} {
		d.SetStr(name, unknownOption(name, "Alembic sets it for its own run", t.Span()))
	}
	for _, o := range c.Options {
		if apart[o.Name] {
			continue
		}
		v := copied(o.Value)
		if v == nil {
			v = unknownOption(o.Name, "env.py gives it, and sqlplan does not run env.py", o.At)
		}
		d.SetStr(o.Name, v)
	}
	if c.Open {
		return &openOptions{d}
	}
	return d
}

func unknownOption(name, reason string, at source.Span) *python.Opaque {
	return python.NewOpaque(fmt.Sprintf("op.get_context().opts['%s']", name), reason, at)
}

// copied is a value that the run may change: the one that was read belongs to all runs. nil if it is none of a constant's types.
func copied(v python.Value) python.Value {
	switch x := v.(type) {
	case python.Str, python.Bool, python.Int, python.Float:
		return x
	case python.Tuple:
		if list := copiedAll(x); list != nil || len(x) == 0 {
			return python.Tuple(list)
		}
	case *python.List:
		if list := copiedAll(x.Elems); list != nil || len(x.Elems) == 0 {
			return python.NewList(list...)
		}
	case *python.Dict:
		d := python.NewDict()
		for _, item := range x.Items() {
			value := copied(item.Value)
			if value == nil || d.Set(item.Key, value) != nil {
				return nil
			}
		}
		return d
	}
	if v == python.None {
		return v
	}
	return nil
}

func copiedAll(vs []python.Value) (list []python.Value) {
	for _, v := range vs {
		c := copied(v)
		if c == nil {
			return nil
		}
		list = append(list, c)
	}
	return list
}

// openOptions are options of which env.py gives more than can be read: one that is not among them may be there.
type openOptions struct{ *python.Dict }

const openReason = "not all arguments of context.configure() can be read from env.py"

// Index implements python.HasIndex.
func (o *openOptions) Index(t *python.Thread, key python.Value) (python.Value, error) {
	v, ok, err := o.Get(key)
	if err != nil || ok {
		return v, err
	}
	return o.missing(t, key), nil
}

func (o *openOptions) missing(t *python.Thread, key python.Value) python.Value {
	name, _ := python.AsStr(key)
	return unknownOption(name, openReason, t.Span())
}

// Iterate implements python.HasIter.
func (*openOptions) Iterate(t *python.Thread) (python.Iterator, error) {
	return nil, t.Unresolved(python.NewOpaque("op.get_context().opts", openReason, t.Span()), "an iteration")
}

// Binary implements python.HasBinary for `in`.
func (o *openOptions) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if op != "in" || !reflected {
		return nil, nil
	}
	_, ok, err := o.Get(other)
	if err != nil || ok {
		return python.True, err
	}
	return o.missing(t, other), nil
}

var getSignature = python.ParseSignature("get", "key, default=None")

// Attr gives get; what lists the options is not known.
func (o *openOptions) Attr(t *python.Thread, name string) (python.Value, error) {
	if name != "get" {
		return python.NewOpaque("op.get_context().opts."+name, openReason, t.Span()), nil
	}
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		b, err := getSignature.Bind(c)
		if err != nil {
			return nil, err
		}
		return o.Index(t, b.Get("key"))
	}), nil
}
