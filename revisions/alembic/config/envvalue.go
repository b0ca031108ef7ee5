package config

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// values reads what env.py computes from the configuration, the environment and
// the constants of the project's modules.
type values struct {
	p       *Project
	modules *modules
	static  *static.Reader
	// environ is called for each environment variable that a value needs.
	environ func(e python.Expr, name string, declared bool)
	// overrides are the options that env.py sets itself, by name.
	overrides map[string]override
	work      int
}

// maxWork bounds how many names are followed for one env.py.
const maxWork = 50_000

type override struct {
	value python.Expr
	in    *static.Scope
}

func newValues(p *Project) *values {
	v := &values{p: p, modules: p.newModules(), overrides: map[string]override{}, environ: func(python.Expr, string, bool) {}}
	v.static = &static.Reader{Extra: v.extra}
	return v
}

// value returns the value of an expression, if it can be read.
func (v *values) value(e python.Expr, in *static.Scope) (python.Value, bool) {
	return v.static.Value(e, in)
}

// extra knows what is not a literal.
func (v *values) extra(e python.Expr, in *static.Scope, depth int) (python.Value, bool) {
	switch e := e.(type) {
	case *python.Name:
		b, at := in.Find(e.ID)
		if b == nil || !b.Certain {
			return nil, false
		}
		return v.bound(b, at, depth)
	case *python.Attribute:
		if dotted(e, in) == "alembic.context.config.config_ini_section" {
			return python.Str(v.p.section), true
		}
		b, at := v.object(e, in, depth)
		return v.bound(b, at, depth)
	case *python.Subscript:
		return v.subscript(e, in, depth)
	case *python.CallExpr:
		return v.call(e, in, depth)
	case *python.CondExpr:
		c, ok := v.static.At(e.Cond, in, depth)
		truth, known := static.Truth(c)
		switch {
		case !ok || !known:
			return nil, false
		case truth:
			return v.static.At(e.Then, in, depth)
		}
		return v.static.At(e.Else, in, depth)
	}
	return nil, false
}

// bound is the value of a binding.
func (v *values) bound(b *static.Binding, in *static.Scope, depth int) (python.Value, bool) {
	if b == nil || !b.Certain {
		return nil, false
	}
	if b.Import != nil {
		b, in = v.modules.follow(b, in, 0)
		return v.bound(b, in, depth+1)
	}
	if b.Value == nil {
		return nil, false
	}
	return v.static.At(b.Value, in, depth)
}

// object finds what an attribute is bound to: a member of a module, or of a
// class or of an instance of it.
func (v *values) object(e *python.Attribute, in *static.Scope, depth int) (*static.Binding, *static.Scope) {
	if depth > 20 {
		return nil, nil
	}
	b, at := v.binding(e.X, in, depth+1)
	switch {
	case b == nil:
		return nil, nil
	case b == moduleItself:
		return v.modules.member(v.modules.scopes[at], e.Name, 0)
	case b.Class != nil:
		return v.classMember(b.Class, at, e.Name, depth+1)
	}
	if call, ok := b.Value.(*python.CallExpr); ok {
		if class, in := v.binding(call.Func, at, depth+1); class != nil && class.Class != nil {
			return v.classMember(class.Class, in, e.Name, depth+1)
		}
		if f, in := v.binding(call.Func, at, depth+1); f != nil && f.Func != nil {
			// a function that makes the settings: get_settings()
			inner := in.Func(f.Func)
			if ret := lastReturn(f.Func.Body); ret != nil {
				return v.object(&python.Attribute{X: ret, Name: e.Name}, inner, depth+1)
			}
		}
	}
	return nil, nil
}

// binding finds what an expression names.
func (v *values) binding(e python.Expr, in *static.Scope, depth int) (*static.Binding, *static.Scope) {
	if v.work++; depth > 20 || v.work > maxWork {
		return nil, nil
	}
	switch e := e.(type) {
	case *python.Name:
		b, at := in.Find(e.ID)
		b, at = v.modules.follow(b, at, 0)
		if b != nil && b.Value != nil {
			switch b.Value.(type) {
			case *python.Name, *python.Attribute:
				return v.binding(b.Value, at, depth+1)
			}
		}
		return b, at
	case *python.Attribute:
		b, at := v.object(e, in, depth+1)
		return v.modules.follow(b, at, 0)
	case *python.CallExpr:
		return &static.Binding{Value: e, Certain: true}, in
	}
	return nil, nil
}

func (v *values) classMember(class *python.ClassDef, in *static.Scope, name string, depth int) (*static.Binding, *static.Scope) {
	body := static.NewScope(class.Body, in)
	if b := body.Own(name); b != nil {
		return b, body
	}
	for _, base := range class.Args {
		if b, at := v.binding(base.X, in, depth+1); base.Name == "" && b != nil && b.Class != nil && b.Class != class && depth < 20 {
			if found, scope := v.classMember(b.Class, at, name, depth+1); found != nil {
				return found, scope
			}
		}
	}
	return nil, nil
}

func (v *values) subscript(e *python.Subscript, in *static.Scope, depth int) (python.Value, bool) {
	key, ok := v.static.At(e.Index, in, depth)
	if !ok {
		return nil, false
	}
	if dotted(e.X, in) == "os.environ" {
		return v.variable(e, key, nil)
	}
	x, ok := v.static.At(e.X, in, depth)
	d, isDict := x.(*python.Dict)
	if !ok || !isDict {
		return nil, false
	}
	found, ok, err := d.Get(key)
	return found, ok && err == nil
}

// variable looks up an environment variable. Without a default there is a value
// only if it is declared.
func (v *values) variable(e python.Expr, name, fallback python.Value) (python.Value, bool) {
	key, isStr := name.(python.Str)
	if !isStr {
		return nil, false
	}
	value, declared := v.p.opts.environ(string(key))
	v.environ(e, string(key), declared)
	if declared {
		return python.Str(value), true
	}
	return fallback, fallback != nil
}

// call knows the calls that have a value before anything runs.
func (v *values) call(e *python.CallExpr, in *static.Scope, depth int) (python.Value, bool) {
	args, ok := v.arguments(e, in, depth)
	name := dotted(e.Func, in)
	switch name {
	case "dict":
		return v.dictCall(e, in, depth)
	case "alembic.context.get_x_argument":
		return v.xArguments(), true
	}
	if ok && len(args) > 0 {
		if found, ok := v.lookup(e, name, args, depth); ok {
			return found, true
		}
	}
	if f, isMethod := e.Func.(*python.Attribute); isMethod && ok {
		if x, known := v.static.At(f.X, in, depth); known {
			return method(x, f.Name, args)
		}
	}
	if f, at := v.binding(e.Func, in, depth); f != nil && f.Func != nil && len(f.Func.Body) <= 20 {
		inner := at.Func(f.Func)
		if ret := onlyReturn(f.Func.Body); ret != nil {
			return v.static.At(ret, inner, depth)
		}
	}
	return nil, false
}

// lookup is for calls that ask for something by its name.
func (v *values) lookup(e python.Expr, name string, args []python.Value, depth int) (python.Value, bool) {
	fallback := func(at int) python.Value {
		if len(args) > at {
			return args[at]
		}
		return python.None
	}
	switch name {
	case "os.getenv", "os.environ.get":
		return v.variable(e, args[0], fallback(1))
	case "alembic.context.config.get_main_option":
		return v.option(v.p.section, args[0], fallback(1), depth)
	case "alembic.context.config.get_alembic_option":
		return v.option(v.p.section, args[0], fallback(1), depth)
	case "alembic.context.config.get_section_option":
		if section, ok := args[0].(python.Str); ok && len(args) > 1 {
			return v.option(string(section), args[1], fallback(2), depth)
		}
	case "alembic.context.config.get_section":
		if section, ok := args[0].(python.Str); ok {
			return v.section(string(section)), true
		}
	case "str":
		if s, ok := args[0].(python.Str); ok {
			return s, true
		}
	}
	return nil, false
}

func (v *values) option(section string, name, fallback python.Value, depth int) (python.Value, bool) {
	key, ok := name.(python.Str)
	if !ok {
		return nil, false
	}
	if set, overridden := v.overrides[string(key)]; overridden && section == v.p.section {
		return v.static.At(set.value, set.in, depth)
	}
	if text, f, found := v.p.iniOption(section, string(key)); found {
		return python.Str(text.Value), f == nil
	}
	return fallback, true
}

func (v *values) section(name string) python.Value {
	d := python.NewDict()
	s := v.p.ini.section(name)
	if s == nil {
		return d
	}
	for _, o := range s.options {
		if text, f, ok := v.p.iniOption(name, o.name); ok && f == nil {
			d.SetStr(o.name, python.Str(text.Value))
		}
	}
	return d
}

// xArguments is what -x gave, as a dict, which is how nearly everybody asks for it.
func (v *values) xArguments() python.Value {
	d := python.NewDict()
	for _, x := range v.p.opts.X {
		key, value, _ := strings.Cut(x, "=")
		d.SetStr(key, python.Str(value))
	}
	return d
}

func (v *values) arguments(e *python.CallExpr, in *static.Scope, depth int) ([]python.Value, bool) {
	args := make([]python.Value, 0, len(e.Args))
	for _, a := range e.Args {
		if a.Stars > 0 || a.Name != "" && a.Name != "default" {
			return nil, false
		}
		value, ok := v.static.At(a.X, in, depth)
		if !ok {
			return nil, false
		}
		args = append(args, value)
	}
	return args, true
}

func (v *values) dictCall(e *python.CallExpr, in *static.Scope, depth int) (python.Value, bool) {
	d := python.NewDict()
	for _, a := range e.Args {
		value, ok := v.static.At(a.X, in, depth)
		if !ok || a.Name == "" {
			return nil, false
		}
		d.SetStr(a.Name, value)
	}
	return d, true
}

// method calls those methods of texts and dicts that settings are made with.
func method(x python.Value, name string, args []python.Value) (python.Value, bool) {
	if d, ok := x.(*python.Dict); ok && name == "get" && len(args) > 0 {
		found, ok, err := d.Get(args[0])
		switch {
		case err != nil:
			return nil, false
		case ok:
			return found, true
		case len(args) > 1:
			return args[1], true
		}
		return python.None, true
	}
	s, ok := x.(python.Str)
	if !ok {
		return nil, false
	}
	switch text := string(s); {
	case name == "strip" && len(args) == 0:
		return python.Str(strings.TrimSpace(text)), true
	case name == "lower" && len(args) == 0:
		return python.Str(strings.ToLower(text)), true
	case name == "upper" && len(args) == 0:
		return python.Str(strings.ToUpper(text)), true
	case name == "replace" && len(args) == 2:
		from, ok1 := args[0].(python.Str)
		to, ok2 := args[1].(python.Str)
		if ok1 && ok2 && len(text)*len(to) < 1<<20 {
			return python.Str(strings.ReplaceAll(text, string(from), string(to))), true
		}
	}
	return nil, false
}

// dotted returns the full name of what an expression names, imports followed:
// "os.environ.get", "alembic.context.configure". Names that nothing imports keep
// their own: the usual names of Alembic's templates are taken for what they are.
func dotted(e python.Expr, in *static.Scope) string { return dottedAt(e, in, 0) }

func dottedAt(e python.Expr, in *static.Scope, depth int) string {
	if depth > 20 {
		return ""
	}
	switch e := e.(type) {
	case *python.Attribute:
		if x := dottedAt(e.X, in, depth+1); x != "" {
			return x + "." + e.Name
		}
	case *python.Name:
		b, at := in.Find(e.ID)
		switch {
		case b == nil:
			return e.ID
		case b.Import != nil && b.Import.Name == "":
			return b.Import.Module
		case b.Import != nil:
			return strings.Trim(b.Import.Module+"."+b.Import.Name, ".")
		case b.Value != nil:
			if full := dottedAt(b.Value, at, depth+1); strings.HasPrefix(full, "alembic.") || strings.HasPrefix(full, "os.") {
				return full // config = context.config
			}
		}
	}
	return ""
}

// onlyReturn is what a function returns that has one return statement, its last.
func onlyReturn(body []python.Stmt) python.Expr {
	returns := 0
	eachStatement(body, func(s python.Stmt) {
		if _, ok := s.(*python.Return); ok {
			returns++
		}
	})
	if returns != 1 {
		return nil
	}
	ret, _ := body[len(body)-1].(*python.Return)
	if ret == nil {
		return nil
	}
	return ret.X
}

// lastReturn is what the last return statement of a function returns.
func lastReturn(body []python.Stmt) (x python.Expr) {
	eachStatement(body, func(s python.Stmt) {
		if ret, ok := s.(*python.Return); ok && ret.X != nil {
			x = ret.X
		}
	})
	return x
}

// eachStatement visits the statements of a body and those inside them, functions
// and classes left out.
func eachStatement(body []python.Stmt, visit func(python.Stmt)) {
	for _, s := range body {
		visit(s)
		for _, inner := range static.Bodies(s) {
			eachStatement(inner, visit)
		}
	}
}
