package op

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Member finds a name of the modules alembic.op and alembic.context, whose values
// depend on the run. (nil, nil) means that there is no such name.
func Member(t *python.Thread, module, name string) (python.Value, error) {
	switch module {
	case "alembic.op":
		v, err := direct.Attr(t, name)
		if v == nil && err == nil && !strings.HasPrefix(name, "__") {
			// A value that is not known would take every call, and the operation would be lost.
			err = t.Raise(python.AttributeError, "module 'alembic.op' has no attribute '%s'%s", name, didYouMean(name))
		}
		return v, err
	case "alembic.context":
		return contextAttr(t, name)
	}
	return nil, nil
}

// Lookup finds the names of this package that are the same in every run.
func Lookup(module, name string) (python.Value, bool) {
	var v python.Value
	switch module {
	case "alembic.operations", "alembic.operations.base":
		v = map[string]python.Value{"Operations": operationsClass, "BatchOperations": batchClass, "AbstractOperations": abstractClass, "MigrateOperation": operationClass}[name]
	case "alembic.operations.ops":
		if c := operationClasses[name]; c != nil {
			v = c
		}
	case "alembic.runtime.migration", "alembic.migration":
		if name == "MigrationContext" {
			v = migrationContextClass
		}
	case "alembic.config":
		if name == "Config" {
			v = configClass
		}
	case "alembic.ddl.impl", "alembic.ddl":
		if name == "DefaultImpl" {
			v = implClass
		}
	case "alembic.util":
		if name == "conv" {
			v = sqlschema.ConvClass
		}
	}
	return v, v != nil
}

// didYouMean names the operation that a misspelt one is nearest to.
func didYouMean(name string) string {
	if near := spell.Nearest(name, direct.Dir()); near != "" {
		return ". Did you mean: '" + near + "'?"
	}
	return ""
}
