package config

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// argument is one keyword argument of context.configure.
type argument struct {
	name string
	x    python.Expr  // nil if only its value is known, from a dict
	v    python.Value // nil if it cannot be read
	in   *static.Scope
	span source.Span
}

// field is an argument that changes the script, and where its value goes.
type field struct {
	name    string
	assumed string // in words, what holds if the value cannot be read
	set     func(env *Env, a argument) bool
}

// fields are in the order in which Alembic's documentation lists them.
var fields = []field{
	{"version_table", "alembic_version", text(func(e *Env) **Text { return &e.VersionTable })},
	{"version_table_schema", "none", text(func(e *Env) **Text { return &e.VersionTableSchema })},
	{"version_table_pk", "True", boolean(func(e *Env) **bool { return &e.VersionTablePK })},
	{"transaction_per_migration", "False", boolean(func(e *Env) **bool { return &e.TransactionPerMigration })},
	{"transactional_ddl", "what the dialect can do", boolean(func(e *Env) **bool { return &e.TransactionalDDL })},
	{"literal_binds", "False", boolean(func(e *Env) **bool { return &e.LiteralBinds })},
	{"include_schemas", "False", boolean(func(e *Env) **bool { return &e.IncludeSchemas })},
	{"render_as_batch", "False", boolean(func(e *Env) **bool { return &e.RenderAsBatch })},
	{"mssql_batch_separator", "GO", text(func(e *Env) **Text { return &e.MssqlBatchSeparator })},
	{"oracle_batch_separator", "/", text(func(e *Env) **Text { return &e.OracleBatchSeparator })},
	{"starting_rev", "none", startingRev},
	{"dialect_opts", "none", paramStyle},
}

func text(at func(*Env) **Text) func(*Env, argument) bool {
	return func(env *Env, a argument) bool {
		s, ok := a.v.(python.Str)
		if ok {
			*at(env) = &Text{Value: string(s), Span: a.span}
		}
		return ok || a.v == python.None
	}
}

func boolean(at func(*Env) **bool) func(*Env, argument) bool {
	return func(env *Env, a argument) bool {
		if a.v == nil || a.v == python.None {
			return a.v != nil
		}
		truth, ok := static.Truth(a.v)
		if ok {
			*at(env) = &truth
		}
		return ok
	}
}

func startingRev(env *Env, a argument) bool {
	values := []python.Value{a.v}
	if elems, ok := static.Elements(a.v); ok {
		values = elems
	}
	for _, v := range values {
		s, ok := v.(python.Str)
		if !ok {
			return v == python.None
		}
		env.StartingRev = append(env.StartingRev, Text{Value: string(s), Span: a.span})
	}
	return true
}

func paramStyle(env *Env, a argument) bool {
	d, ok := a.v.(*python.Dict)
	if !ok {
		return a.v == python.None
	}
	if style, has := d.GetStr("paramstyle"); has {
		s, isStr := style.(python.Str)
		env.ParamStyle = &Text{Value: string(s), Span: a.span}
		return isStr
	}
	return true
}

// configure reads the call of context.configure that offline mode makes, and
// notes where the others say something else.
func (r *envReader) configure() {
	calls := r.named("alembic.context.configure")
	if len(calls) == 0 {
		r.diags.Notef(r.env.File.Span(0, 0), codeEnvUnreadable, "say the version table and the dialect in sqlplan.toml, if they are not the usual ones",
			"env.py holds no call of context.configure that can be read")
		return
	}
	r.env.OptionsOpen = false
	slices.SortStableFunc(calls, func(a, b envCall) int { return b.offline() - a.offline() })
	args := r.arguments(calls[0], true)
	r.options(args)
	for _, f := range fields {
		if a := find(args, f.name); a != nil && !f.set(r.env, *a) {
			r.unreadable(*a, f)
		}
	}
	for _, other := range calls[1:] {
		online := r.arguments(other, false)
		r.options(online)
		if other.offline() < calls[0].offline() {
			r.compare(args, online, calls[0])
		}
	}
	r.namingConvention(args, calls)
}

// options adds the arguments that no call before has given.
func (r *envReader) options(args []argument) {
	for _, a := range args {
		if !slices.ContainsFunc(r.env.Options, func(o Parameter) bool { return o.Name == a.name }) {
			r.env.Options = append(r.env.Options, Parameter{Name: a.name, Span: a.span, Value: a.v})
		}
	}
}

func find(args []argument, name string) *argument {
	for i := range args {
		if args[i].name == name {
			return &args[i]
		}
	}
	return nil
}

func (r *envReader) unreadable(a argument, f field) {
	r.diags.Notef(a.span, codeEnvArgument, "if that is wrong, say it in sqlplan.toml: "+f.name+" = ...",
		"the value of %s cannot be read from env.py: %s is assumed", f.name, f.assumed)
}

// arguments returns the keyword arguments of a call, those of ** dicts included.
func (r *envReader) arguments(c envCall, report bool) []argument {
	var args []argument
	for _, a := range c.call.Args {
		switch {
		case a.Name != "":
			args = append(args, r.argument(a.Name, a.X, c.in))
		case a.Stars == 2:
			more, ok := r.entries(a.X, c.in, 0)
			if !ok && report {
				r.diags.Notef(a.X.Place(), codeEnvArgument, "say in sqlplan.toml what is not the default: version_table, version_table_schema, transaction ...",
					"these arguments of context.configure cannot be read from env.py: Alembic's defaults are assumed for them")
			}
			args = append(args, more...)
		}
	}
	return args
}

// argument reads the value of one that matters; the others are looked at where
// they are needed, so that nothing is noted about them.
func (r *envReader) argument(name string, x python.Expr, in *static.Scope) argument {
	a := argument{name: name, x: x, in: in, span: x.Place()}
	if name != "url" && name != "connection" {
		a.v, _ = r.values.value(x, in)
	}
	return a
}

// entries returns what a dict holds as far as it can be read.
func (r *envReader) entries(e python.Expr, in *static.Scope, depth int) ([]argument, bool) {
	switch e := e.(type) {
	case *python.DictExpr:
		return r.dictEntries(e, in, depth)
	case *python.CallExpr:
		if dotted(e.Func, in) == "dict" {
			return r.arguments(envCall{call: e, in: in}, false), true
		}
		if f, at := r.values.binding(e.Func, in, 0); f != nil && f.Func != nil && depth < 10 {
			if ret := onlyReturn(f.Func.Body); ret != nil {
				return r.entries(ret, at.Func(f.Func), depth+1)
			}
		}
	case *python.Name:
		if b, at := in.Find(e.ID); b != nil && b.Value != nil && b.Certain && depth < 10 {
			return r.entries(b.Value, at, depth+1)
		}
	}
	v, ok := r.values.value(e, in)
	d, isDict := v.(*python.Dict)
	if !ok || !isDict {
		r.env.OptionsOpen = true
		// Flask-Migrate's current_app.extensions[...].configure_args: nothing but
		// what the application says, which is for autogenerate nearly always.
		return nil, strings.HasSuffix(lastName(e), "configure_args")
	}
	var args []argument
	for _, item := range d.Items() {
		if name, isStr := item.Key.(python.Str); isStr {
			args = append(args, argument{name: string(name), v: item.Value, in: in, span: e.Place()})
		}
	}
	return args, true
}

func (r *envReader) dictEntries(e *python.DictExpr, in *static.Scope, depth int) ([]argument, bool) {
	var args []argument
	complete := true
	for i, x := range e.Values {
		if e.Keys[i] == nil {
			more, ok := r.entries(x, in, depth+1)
			args, complete = append(args, more...), complete && ok
			continue
		}
		key, _ := r.values.value(e.Keys[i], in)
		name, isStr := key.(python.Str)
		if !isStr {
			complete, r.env.OptionsOpen = false, true
			continue
		}
		args = append(args, r.argument(string(name), x, in))
	}
	return args, complete
}

func lastName(e python.Expr) string {
	switch e := e.(type) {
	case *python.Attribute:
		return e.Name
	case *python.Name:
		return e.ID
	}
	return ""
}

// compare notes arguments that the online call gives and the offline call does not.
func (r *envReader) compare(offline, online []argument, first envCall) {
	for _, f := range fields {
		if f.name == "literal_binds" || f.name == "dialect_opts" || f.name == "render_as_batch" || f.name == "include_schemas" {
			continue // these are meant to differ, or change no statement
		}
		there, here := find(online, f.name), find(offline, f.name)
		if there == nil || here != nil && same(here, there) {
			continue
		}
		var d source.Diagnostics
		d.Notef(there.span, codeEnvDiffers, "say it in sqlplan.toml if the script is to do as the online mode does: "+f.name+" = ...",
			"env.py configures %s here, and offline mode, which is what --sql does, otherwise", f.name)
		place := first.call.Place()
		if here != nil {
			place = here.span
		}
		d[0].Related = []source.Related{{Span: place, Message: "the call of offline mode"}}
		r.diags = append(r.diags, d...)
	}
}

// same tells whether two arguments are the same by their values, or by their text.
func same(a, b *argument) bool {
	if a.v == nil || b.v == nil {
		return a.v == nil && b.v == nil && a.span.Text() == b.span.Text()
	}
	return spelled(a.v) == spelled(b.v)
}

func spelled(v python.Value) string {
	switch v := v.(type) {
	case python.Str:
		return "s" + string(v)
	case python.Bool:
		if v {
			return "true"
		}
		return "false"
	}
	if elems, ok := static.Elements(v); ok {
		out := "("
		for _, e := range elems {
			out += spelled(e) + ","
		}
		return out + ")"
	}
	if v == python.None {
		return "none"
	}
	return "other"
}
