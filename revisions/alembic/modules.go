package alembic

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/bind"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/op"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
)

// lookups find the names of the modules that sqlplan itself stands in for. The
// first that knows a name has it.
var lookups = []func(module, name string) (python.Value, bool){
	op.Lookup, bind.Lookup, sqlschema.Lookup, sqlexpr.Lookup, sqltype.Lookup, host.Lookup, thirdparty.Lookup,
}

// isHosted tells whether a module is sqlplan's own, whatever lies in the project.
func isHosted(name string) bool {
	top, _, _ := strings.Cut(name, ".")
	return top == "alembic" || top == "sqlalchemy" || thirdparty.Hosted(name)
}

// modules finds the host modules of a run.
func modules(p *Project) func(name string) (*python.Module, bool) {
	custom := p.Types
	if custom == nil {
		custom = &thirdparty.CustomTypes{}
	}
	return func(name string) (*python.Module, bool) {
		if m, ok := stdlib.Module(name); ok {
			return m, true
		}
		if !isHosted(name) && !custom.Hosted(name) {
			return nil, false
		}
		m := python.NewModule(name)
		m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
			if v, ok := custom.Lookup(name, attr); ok {
				return v, nil
			}
			return member(t, name, attr)
		}
		return m, true
	}
}

// member finds a name of a hosted module: one that is known, a module below it,
// or a value that is an error only where it would reach the SQL.
func member(t *python.Thread, module, name string) (python.Value, error) {
	if v, err := op.Member(t, module, name); v != nil || err != nil {
		return v, err
	}
	for _, lookup := range lookups {
		if v, ok := lookup(module, name); ok {
			return v, nil
		}
	}
	path := module + "." + name
	if path == "sqlmodel.sql.sqltypes.types" {
		return t.Import("sqlalchemy.types")
	}
	if module == "sqlmodel" || module == "sqlmodel.main" {
		if v, ok := sqlschema.SQLModelName(t, name); ok {
			return v, nil
		}
		if v, ok := ofSQLAlchemy(name); ok {
			return v, nil
		}
	}
	if submodules[path] || thirdparty.Hosted(path) {
		return t.Import(path)
	}
	if name == "__all__" {
		return all(module), nil
	}
	if strings.HasPrefix(name, "__") {
		return nil, nil
	}
	return &python.Opaque{Reason: "sqlplan does not know " + path, Path: path, Origin: t.Span()}, nil
}

// ofSQLAlchemy finds a name of SQLAlchemy or its ORM, as libraries hand them on.
func ofSQLAlchemy(name string) (python.Value, bool) {
	for _, module := range []string{"sqlalchemy", "sqlalchemy.orm"} {
		for _, lookup := range lookups {
			if v, ok := lookup(module, name); ok {
				return v, true
			}
		}
	}
	return nil, false
}

// submodules are the modules that are reached as attributes of the one above.
var submodules = map[string]bool{
	"alembic.op": true, "alembic.context": true, "alembic.operations": true, "alembic.operations.ops": true, "alembic.util": true,
	"alembic.ddl": true, "alembic.runtime": true, "alembic.runtime.migration": true, "alembic.migration": true, "alembic.config": true, "alembic.script": true,
	"sqlalchemy.dialects": true, "sqlalchemy.dialects.postgresql": true, "sqlalchemy.dialects.mysql": true, "sqlalchemy.dialects.mssql": true,
	"sqlalchemy.dialects.sqlite": true, "sqlalchemy.dialects.oracle": true, "sqlalchemy.engine": true, "sqlalchemy.engine.reflection": true,
	"sqlalchemy.exc": true, "sqlalchemy.ext": true, "sqlalchemy.ext.declarative": true, "sqlalchemy.ext.mutable": true,
	"sqlalchemy.ext.compiler": true, "sqlalchemy.ext.hybrid": true, "sqlalchemy.ext.asyncio": true, "sqlalchemy.ext.automap": true,
	"sqlalchemy.inspection": true, "sqlalchemy.orm": true, "sqlalchemy.orm.exc": true, "sqlalchemy.orm.session": true, "sqlalchemy.schema": true,
	"sqlalchemy.sql": true, "sqlalchemy.sql.expression": true, "sqlalchemy.sql.functions": true, "sqlalchemy.sql.schema": true,
	"sqlalchemy.sql.elements": true, "sqlalchemy.sql.selectable": true, "sqlalchemy.sql.sqltypes": true, "sqlalchemy.sql.ddl": true,
	"sqlalchemy.sql.naming": true, "sqlalchemy.sql.operators": true, "sqlalchemy.sql.compiler": true, "sqlalchemy.sql.type_api": true,
	"sqlalchemy.types": true, "sqlalchemy.event": true, "sqlalchemy.util": true, "sqlalchemy.dialects.postgresql.base": true,
	"sqlalchemy.dialects.postgresql.json": true, "sqlalchemy.dialects.postgresql.ranges": true, "sqlalchemy.dialects.postgresql.array": true,
}
