package bind

import (
	"strings"

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
	for _, name := range []string{"joinedload", "selectinload", "subqueryload", "lazyload", "noload", "raiseload", "contains_eager", "load_only", "defer", "undefer", "defaultload"} {
		ormNames[name] = python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &loader{name}, nil })
	}
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
type loader struct{ name string }

// Class returns Load.
func (*loader) Class() *python.Class { return loaderClass }

// Attr lets options be chained.
func (l *loader) Attr(_ *python.Thread, name string) (python.Value, error) {
	return &loader{l.name + "." + name}, nil
}

// Call makes the option.
func (l *loader) Call(*python.Thread, *python.Call) (python.Value, error) { return l, nil }
