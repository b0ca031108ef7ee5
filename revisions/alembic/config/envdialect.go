package config

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// dialect finds out the dialect, from what says it most clearly to what only hints at it.
func (r *envReader) dialect() {
	for _, find := range []func() (URL, bool){r.configured, r.setOption, r.fromIni, r.mentioned, r.drivers} {
		if u, ok := find(); ok {
			r.env.URL = u
			return
		}
	}
}

// configured reads dialect_name and url of the calls of context.configure.
func (r *envReader) configured() (URL, bool) {
	for _, c := range r.named("alembic.context.configure") {
		for _, name := range []string{"dialect_name", "url"} {
			if x := c.keyword(name); x != nil {
				if u, ok := r.urlOf(x, c.in, 0); ok {
					return u, true
				}
			}
		}
	}
	return URL{}, false
}

// setOption reads config.set_main_option("sqlalchemy.url", ...).
func (r *envReader) setOption() (URL, bool) {
	set, ok := r.values.overrides["sqlalchemy.url"]
	if !ok {
		return URL{}, false
	}
	return r.urlOf(set.value, set.in, 0)
}

func (r *envReader) fromIni() (URL, bool) { return r.p.URL, r.p.URL.Dialect != "" }

// urlOf reads the dialect from the beginning of a URL, or from what makes one.
func (r *envReader) urlOf(e python.Expr, in *static.Scope, depth int) (URL, bool) {
	if depth > 10 || e == nil {
		return URL{}, false
	}
	if u, ok := dialectOf(r.values.static.Prefix(e, in)); ok {
		u.Span = e.Place()
		return u, true
	}
	switch e := e.(type) {
	case *python.Name:
		if b, at := r.values.binding(e, in, 0); b != nil {
			return r.urlOfBinding(b, at, depth+1)
		}
	case *python.Attribute:
		if b, at := r.values.object(e, in, 0); b != nil {
			return r.urlOfBinding(b, at, depth+1)
		}
		return r.urlOf(e.X, in, depth+1) // engine.url, settings.dsn.unicode_string
	case *python.BoolExpr:
		if u, ok := r.urlOf(e.X, in, depth+1); ok {
			return u, true
		}
		return r.urlOf(e.Y, in, depth+1)
	case *python.CondExpr:
		if u, ok := r.urlOf(e.Then, in, depth+1); ok {
			return u, true
		}
		return r.urlOf(e.Else, in, depth+1)
	case *python.CallExpr:
		return r.urlOfCall(e, in, depth+1)
	}
	return URL{}, false
}

func (r *envReader) urlOfBinding(b *static.Binding, in *static.Scope, depth int) (URL, bool) {
	switch {
	case b.Func != nil:
		return r.urlOfFunc(b.Func, in, depth)
	case b.Annotation != nil:
		return urlOfType(b.Annotation)
	}
	return r.urlOf(b.Value, in, depth)
}

// typeDialects are the types that pydantic has for URLs.
var typeDialects = map[string]string{"PostgresDsn": "postgresql", "MySQLDsn": "mysql", "MariaDBDsn": "mariadb", "CockroachDsn": "cockroachdb"}

// urlOfType reads the dialect from the type of a setting that has no default.
func urlOfType(annotation python.Expr) (u URL, ok bool) {
	static.Walk(annotation, func(e python.Expr) bool {
		if dialect := typeDialects[lastName(e)]; dialect != "" && !ok {
			u, ok = URL{Dialect: dialect, Span: e.Place()}, true
		}
		return true
	})
	return u, ok
}

func (r *envReader) urlOfFunc(fn *python.FuncDef, in *static.Scope, depth int) (found URL, ok bool) {
	inner := in.Func(fn)
	eachStatement(fn.Body, func(s python.Stmt) {
		if ret, isReturn := s.(*python.Return); isReturn && !ok {
			found, ok = r.urlOf(ret.X, inner, depth+1)
		}
	})
	return found, ok
}

// urlOfCall knows URL.create(drivername), PostgresDsn.build(scheme=), str(url),
// url.replace() and functions of the project.
func (r *envReader) urlOfCall(e *python.CallExpr, in *static.Scope, depth int) (URL, bool) {
	if b, at := r.values.binding(e.Func, in, 0); b != nil && b.Func != nil {
		return r.urlOfFunc(b.Func, at, depth)
	}
	for i, a := range e.Args {
		if i == 0 && a.Name == "" || a.Name == "scheme" || a.Name == "drivername" || a.Name == "default" {
			if u, ok := r.urlOf(a.X, in, depth); ok {
				return u, true
			}
		}
	}
	// os.getenv("URL", "postgresql://...") has its dialect in the second one
	if name := dotted(e.Func, in); len(e.Args) > 1 && (name == "os.getenv" || name == "os.environ.get") {
		return r.urlOf(e.Args[1].X, in, depth)
	}
	if f, ok := e.Func.(*python.Attribute); ok {
		return r.urlOf(f.X, in, depth)
	}
	return URL{}, false
}

// mentioned takes the one dialect that texts of env.py, and of the modules that
// were looked at for it, begin with.
func (r *envReader) mentioned() (URL, bool) {
	var found URL
	count := 0
	look := func(e python.Expr) bool {
		if text := leading(e); strings.Contains(text, "://") || strings.Contains(text, "+") {
			if u, ok := dialectOf(text); ok && u.Dialect != found.Dialect {
				u.Span = e.Place()
				found = u
				count++
			}
		}
		return true
	}
	eachFunction(r.file.Body, func(s python.Stmt) {
		for _, e := range static.Exprs(s) {
			static.Walk(e, look)
		}
	})
	return found, count == 1
}

// leading is the text that a literal begins with.
func leading(e python.Expr) string {
	switch e := e.(type) {
	case *python.Const:
		s, _ := e.Value.(python.Str)
		return string(s)
	case *python.FString:
		if len(e.Parts) > 0 {
			return e.Parts[0].Text
		}
	}
	return ""
}

// eachFunction visits all statements, functions and classes included.
func eachFunction(body []python.Stmt, visit func(python.Stmt)) {
	eachStatement(body, func(s python.Stmt) {
		visit(s)
		switch s := s.(type) {
		case *python.Def:
			eachFunction(s.Fn.Body, visit)
		case *python.ClassDef:
			eachFunction(s.Body, visit)
		}
	})
}

// driverDialects are the dialects of modules that only one dialect needs.
var driverDialects = map[string]string{
	"asyncpg": "postgresql", "psycopg": "postgresql", "psycopg2": "postgresql", "pg8000": "postgresql",
	"sqlalchemy.dialects.postgresql": "postgresql", "alembic_postgresql_enum": "postgresql", "alembic_utils": "postgresql",
	"pymysql": "mysql", "MySQLdb": "mysql", "aiomysql": "mysql", "asyncmy": "mysql", "sqlalchemy.dialects.mysql": "mysql",
	"sqlite3": "sqlite", "aiosqlite": "sqlite", "cx_Oracle": "oracle", "oracledb": "oracle", "pymssql": "mssql",
	"alembic.ddl.postgresql": "postgresql",
}

// drivers guesses from the modules that env.py imports.
func (r *envReader) drivers() (URL, bool) {
	for _, s := range r.file.Body {
		var names []python.ImportName
		prefix := ""
		switch s := s.(type) {
		case *python.Import:
			names = s.Names
		case *python.ImportFrom:
			names, prefix = append([]python.ImportName{{Name: "", Span: s.Place()}}, s.Names...), s.Module
		}
		for _, n := range names {
			full := strings.Trim(prefix+"."+n.Name, ".")
			for full != "" {
				if dialect := driverDialects[full]; dialect != "" {
					r.diags.Notef(n.Span, codeAssumed, "say it with --dialect, or as dialect in sqlplan.toml", "the dialect %s is assumed, since env.py imports %s", dialect, full)
					return URL{Dialect: dialect, Span: n.Span}, true
				}
				full = full[:max(0, strings.LastIndexByte(full, '.'))]
			}
		}
	}
	return URL{}, false
}
