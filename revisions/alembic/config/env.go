package config

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of what is said about env.py.
const (
	codeEnvArgument   = "SP462"
	codeEnvDiffers    = "SP463"
	codeEnvStatement  = "SP464"
	codeEnvVariable   = "SP465"
	codeEnvUnreadable = "SP466"
)

// Env is what env.py hands to the migration context in offline mode. What it
// does not say is nil, or empty.
type Env struct {
	File *source.File

	VersionTable            *Text
	VersionTableSchema      *Text
	VersionTablePK          *bool
	TransactionPerMigration *bool
	TransactionalDDL        *bool
	LiteralBinds            *bool
	IncludeSchemas          *bool
	RenderAsBatch           *bool
	// ParamStyle is that of dialect_opts.
	ParamStyle           *Text
	MssqlBatchSeparator  *Text
	OracleBatchSeparator *Text
	// StartingRev are the rows that env.py says the version table has.
	StartingRev []Text
	// NamingConvention is that of target_metadata, in the order of the file.
	NamingConvention []Convention
	// URL is the dialect that env.py configures, else that of the ini file.
	URL URL
	// Parameters are the keyword arguments of context.run_migrations, which
	// upgrade() and downgrade() are called with.
	Parameters []Parameter
	// Options are the arguments of context.configure, which a revision finds in op.get_context().opts: those of
	// offline mode, then what only the other calls give. OptionsOpen: there may be more, which cannot be read.
	Options     []Parameter
	OptionsOpen bool
	// Statements are the statements that env.py executes beside the revisions.
	Statements []source.Span
}

// Convention is one entry of a naming convention, such as ix: ix_%(column_0_label)s.
// Where the application computes a part of the names, Function does it, and
// Format is empty.
type Convention struct {
	Key, Format Text
	Function    *Function
}

// Function is a function of a module of the project.
type Function struct{ File, Name string }

// Parameter is a keyword argument that env.py hands on: to upgrade() and downgrade(), or to the context.
type Parameter struct {
	Name string
	Span source.Span
	// Value is what stands for it, if that can be read; else nil.
	Value python.Value
}

// Env reads env.py without running it. Nothing that it holds is an error: what
// cannot be read is a note, since sqlplan.toml can say it.
func (p *Project) Env() (*Env, source.Diagnostics) {
	r := &envReader{p: p, env: &Env{URL: p.URL, OptionsOpen: true}}
	if !r.open() {
		return r.env, r.diags
	}
	r.values = newValues(p)
	r.values.environ = r.variable
	r.scan()
	r.configure()
	// What the URL is made of matters only as far as it names the dialect.
	r.values.environ = func(python.Expr, string, bool) {}
	r.dialect()
	r.statements()
	r.diags.Sort()
	return r.env, r.diags
}

type envReader struct {
	p      *Project
	env    *Env
	file   *python.File
	scope  *static.Scope
	values *values
	calls  []envCall
	diags  source.Diagnostics
}

// envCall is a call somewhere in env.py.
type envCall struct {
	call *python.CallExpr
	in   *static.Scope
	name string // the dotted name of what is called
	// function is the one that the call stands in; "" at the level of the module.
	function string
	// branch is "offline" or "online" inside a condition on context.is_offline_mode().
	branch string
}

func (r *envReader) open() bool {
	name := path.Join(r.p.Script.Dir, "env.py")
	content, err := fs.ReadFile(r.p.fsys, name)
	file := source.NewFile(name, maskURLs(string(content)))
	help := "say the dialect and the version table in sqlplan.toml, if they are not the usual ones"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.diags.Warnf(r.p.Script.Span, codeEnvUnreadable, help, "there is no env.py in %s", r.p.Script.Dir)
		return false
	case err != nil:
		r.diags.Warnf(source.NewFile(name, "").Span(0, 0), codeEnvUnreadable, help, "env.py cannot be read: %s", source.Reason(err))
		return false
	}
	r.env.File = file
	parsed, diags := python.Parse(file)
	if at := slices.IndexFunc(diags, func(d source.Diagnostic) bool { return d.Severity == source.Error }); at >= 0 {
		r.diags.Warnf(diags[at].Span, codeEnvUnreadable, help, "env.py cannot be read: %s", diags[at].Message)
		return false
	}
	r.file, r.scope = parsed, static.NewScope(parsed.Body, nil)
	return true
}

// variable notes the use of an environment variable.
func (r *envReader) variable(e python.Expr, name string, declared bool) {
	if declared || e.Place().File != r.env.File {
		return
	}
	r.diags.Notef(e.Place(), codeEnvVariable, "declare it for sqlplan if the value matters",
		"env.py reads the environment variable %s, which is not declared: its default is assumed", name)
}

// scan finds the calls of env.py and what it sets in its own configuration.
func (r *envReader) scan() {
	// The module's scope must be known as a module's, for relative imports.
	mod := &module{file: r.file, scope: r.scope, path: r.env.File.Path}
	r.values.modules.read[mod.path], r.values.modules.scopes[r.scope] = mod, mod
	r.walk(r.file.Body, envCall{in: r.scope})
	for _, c := range r.calls {
		args := c.call.Args
		name, value := 0, 1
		switch c.name {
		case "alembic.context.config.set_main_option":
		case "alembic.context.config.set_section_option":
			name, value = 1, 2
		default:
			continue
		}
		if len(args) <= value {
			continue
		}
		if key, ok := r.values.value(args[name].X, c.in); ok {
			if s, isStr := key.(python.Str); isStr {
				r.values.overrides[string(s)] = override{args[value].X, c.in}
			}
		}
	}
}

func (r *envReader) walk(body []python.Stmt, at envCall) {
	for _, s := range body {
		for _, e := range static.Exprs(s) {
			r.expression(e, at)
		}
		switch s := s.(type) {
		case *python.Def:
			inner := at
			inner.in, inner.function = at.in.Func(s.Fn), strings.TrimPrefix(at.function+"."+s.Fn.Name, ".")
			r.walk(s.Fn.Body, inner)
			continue
		case *python.ClassDef:
			inner := at
			inner.in = static.NewScope(s.Body, at.in)
			r.walk(s.Body, inner)
			continue
		case *python.If:
			r.branches(s, at)
			continue
		}
		for _, inner := range static.Bodies(s) {
			r.walk(inner, at)
		}
	}
}

// branches marks what stands under `if context.is_offline_mode()`.
func (r *envReader) branches(s *python.If, at envCall) {
	mode := ""
	for _, b := range s.Branches {
		inner := at
		if call, ok := b.Cond.(*python.CallExpr); ok && strings.HasSuffix(dotted(call.Func, at.in), "context.is_offline_mode") {
			mode, inner.branch = "online", "offline"
		}
		r.walk(b.Body, inner)
	}
	if mode != "" {
		at.branch = mode
	}
	r.walk(s.Else, at)
}

func (r *envReader) expression(e python.Expr, at envCall) {
	static.Walk(e, func(e python.Expr) bool {
		if call, ok := e.(*python.CallExpr); ok {
			at.call, at.name = call, dotted(call.Func, at.in)
			if rest, ok := strings.CutPrefix(at.name, "context."); ok {
				at.name = "alembic.context." + rest
			}
			r.calls = append(r.calls, at)
		}
		return true
	})
}

// named returns the calls of one function.
func (r *envReader) named(name string) []envCall {
	var list []envCall
	for _, c := range r.calls {
		if c.name == name {
			list = append(list, c)
		}
	}
	return list
}

// statements notes what env.py executes by itself.
func (r *envReader) statements() {
	for _, c := range r.calls {
		f, ok := c.call.Func.(*python.Attribute)
		if !ok || f.Name != "execute" && f.Name != "exec_driver_sql" {
			continue
		}
		r.env.Statements = append(r.env.Statements, c.call.Place())
		r.diags.Notef(c.call.Place(), codeEnvStatement, "if the statement matters, such as SET search_path, run it before the script",
			"env.py executes a statement of its own, which is not part of the script")
	}
	calls := r.named("alembic.context.run_migrations")
	slices.SortStableFunc(calls, func(a, b envCall) int { return b.offline() - a.offline() })
	if len(calls) == 0 {
		return
	}
	for _, a := range calls[0].call.Args {
		if a.Name == "" {
			continue
		}
		p := Parameter{Name: a.Name, Span: a.X.Place()}
		if v, ok := r.values.value(a.X, calls[0].in); ok {
			p.Value = v
		}
		r.env.Parameters = append(r.env.Parameters, p)
	}
}

// offline ranks how sure it is that a call is that of offline mode.
func (c envCall) offline() int {
	switch {
	case c.branch == "offline":
		return 4
	case c.branch == "online":
		return 0
	case strings.Contains(strings.ToLower(c.function), "offline"):
		return 3
	case strings.Contains(strings.ToLower(c.function), "online"):
		return 1
	case c.keyword("connection") != nil:
		return 1
	}
	return 2
}

func (c envCall) keyword(name string) python.Expr {
	for _, a := range c.call.Args {
		if a.Name == name {
			return a.X
		}
	}
	return nil
}

// dialectOf reads the dialect from a URL, or from the name of a dialect alone, as
// URL.create and dialect_name take it.
func dialectOf(text string) (URL, bool) {
	u, ok := ParseURL(text)
	if !ok && utf8.ValidString(text) {
		u, ok = ParseURL(text + "://")
	}
	return u, ok && slices.Contains(dialectNames, u.Dialect)
}

var dialectNames = []string{"postgresql", "mysql", "mariadb", "sqlite", "oracle", "mssql", "cockroachdb", "redshift"}
