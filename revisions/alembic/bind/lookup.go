package bind

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Lookup finds the names of this package in the modules of SQLAlchemy.
func Lookup(module, name string) (python.Value, bool) {
	switch {
	case module == "sqlalchemy", module == "sqlalchemy.inspection":
		if name == "inspect" {
			return inspectFunc, true
		}
		if module == "sqlalchemy" && name == "Inspector" {
			return inspectorClass, true
		}
	case module == "sqlalchemy.engine", strings.HasPrefix(module, "sqlalchemy.engine."):
		v, ok := engineNames[name]
		return v, ok
	case module == "sqlalchemy.orm", strings.HasPrefix(module, "sqlalchemy.orm."), module == "sqlalchemy.ext.automap", module == "sqlalchemy.ext.hybrid":
		v, ok := ormNames[name]
		return v, ok
	}
	return nil, false
}

var inspectFunc = python.NewBuiltin("inspect", inspect)

var engineNames = map[string]python.Value{
	"Connection": connectionClass, "Engine": engineClass, "Inspector": inspectorClass, "PGInspector": inspectorClass, "Connectable": connectionClass,
	"Result": resultClass, "CursorResult": resultClass, "ResultProxy": resultClass, "LegacyCursorResult": resultClass,
	"MappingResult": mappingClass, "ScalarResult": scalarsClass, "Transaction": transactionClass,
	"Row": rowClass, "RowProxy": rowClass, "LegacyRow": rowClass, "RowMapping": python.DictClass,
}

var ormNames map[string]python.Value

func init() {
	ormNames = map[string]python.Value{
		"Session": sessionClass, "sessionmaker": sessionmakerClass, "scoped_session": scopedClass, "Query": queryClass, "Mapper": mapperClass,
		"hybrid_property": python.PropertyClass, "hybrid_method": python.NewBuiltin("hybrid_method", first),
		"automap_base": python.NewBuiltin("automap_base", automapBase), "object_session": python.NewBuiltin("object_session", objectSession),
	}
	for _, name := range []string{"joinedload", "selectinload", "subqueryload", "lazyload", "noload", "raiseload", "contains_eager", "undefer", "defaultload"} {
		ormNames[name] = python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &loader{name: name}, nil })
	}
	ormNames["load_only"] = python.NewBuiltin("load_only", columnLoader(true))
	ormNames["defer"] = python.NewBuiltin("defer", columnLoader(false))
}

// first is a decorator that leaves the function as it is.
func first(_ *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return python.None, nil
	}
	return c.Args[0], nil
}

var loaderClass = python.NewClass("sqlalchemy.orm.strategy_options", "Load")

// loader is an option of a query about how objects are loaded. It changes no rows.
type loader struct {
	name string
	// columns are the names that load_only() (only) or defer() lists, of the table of a model.
	columns []string
	only    bool
	model   *sqlschema.Model
}

// columnLoader makes load_only(*attributes) and defer(attribute), for which the
// key of a model is always loaded:
// https://docs.sqlalchemy.org/en/20/orm/queryguide/columns.html
func columnLoader(only bool) func(*python.Thread, *python.Call) (python.Value, error) {
	return func(_ *python.Thread, c *python.Call) (python.Value, error) {
		l := &loader{name: "load_only", only: only}
		for _, arg := range c.Args {
			x, ok := arg.(sqlexpr.HasExpr)
			if !ok {
				return &loader{name: "load_only"}, nil // of a relationship, or by a name: objects are loaded whole
			}
			ref, ok := x.Expr().(*ir.ColumnRef)
			if !ok {
				return &loader{name: "load_only"}, nil
			}
			if cls := sqlschema.MappedBy(ref); cls != nil {
				l.model = sqlschema.ModelOf(cls)
			}
			l.columns = append(l.columns, ref.Name.Text)
		}
		return l, nil
	}
}

// Keeps is what load_only() and defer() leave of a model's columns.
func (l *loader) Keeps(col *ir.ColumnRef) (keeps, about bool) {
	cls := sqlschema.MappedBy(col)
	if l.model == nil || cls == nil || sqlschema.ModelOf(cls) != l.model {
		return false, false
	}
	return l.model.IsKey(col) || slices.Contains(l.columns, col.Name.Text) == l.only, true
}

// Class returns Load.
func (*loader) Class() *python.Class { return loaderClass }

// Attr lets options be chained.
func (l *loader) Attr(_ *python.Thread, name string) (python.Value, error) {
	return &loader{name: l.name + "." + name}, nil
}

// Call makes the option.
func (l *loader) Call(*python.Thread, *python.Call) (python.Value, error) { return l, nil }
