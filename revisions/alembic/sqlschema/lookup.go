package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/python"
)

var modules = map[string]bool{
	"sqlalchemy": true, "sqlalchemy.schema": true, "sqlalchemy.sql.schema": true, "sqlalchemy.sql.ddl": true,
	"sqlalchemy.sql.elements": true, "sqlalchemy.sql": true, "sqlalchemy.sql.expression": true, "sqlalchemy.sql.base": true, "sqlalchemy.sql.naming": true,
}

// postgresqlModules have the constructs of PostgreSQL.
var postgresqlModules = map[string]bool{
	"sqlalchemy.dialects.postgresql": true, "sqlalchemy.dialects.postgresql.base": true, "sqlalchemy.dialects.postgresql.ext": true,
}

var names = func() map[string]python.Value {
	all := map[string]python.Value{
		"MetaData": MetaDataClass, "Table": TableClass, "Column": ColumnClass, "SchemaItem": schemaItemClass,
		"Constraint": constraintClass, "ColumnCollectionConstraint": columnCollectionClass, "PrimaryKeyConstraint": primaryKeyClass,
		"UniqueConstraint": uniqueClass, "CheckConstraint": checkClass, "ForeignKeyConstraint": foreignKeyConstraintClass,
		"Index": indexClass, "ForeignKey": foreignKeyClass, "Sequence": sequenceClass, "Identity": identityClass,
		"Computed": computedClass, "FetchedValue": fetchedValueClass, "DefaultClause": defaultClauseClass, "PassiveDefault": defaultClauseClass,
		"ColumnDefault": columnDefaultClass, "DefaultGenerator": defaultGeneratorClass,
		"quoted_name": QuotedNameClass, "conv": ConvClass, "BLANK_SCHEMA": blankSchema, "RETAIN_SCHEMA": retainSchema,
		"_NONE_NAME": noneName,
	}
	return all
}()

// Lookup finds the names of this package in the modules of SQLAlchemy.
func Lookup(module, name string) (python.Value, bool) {
	if postgresqlModules[module] && name == "ExcludeConstraint" {
		return excludeClass, true
	}
	if module == "sqlalchemy.event" {
		v, ok := eventNames[name]
		return v, ok
	}
	if v, ok := mapping(module, name); ok {
		return v, true
	}
	if !modules[module] {
		return nil, false
	}
	if v, ok := names[name]; ok {
		return v, true
	}
	if c, ok := ddlClasses[name]; ok {
		return c, true
	}
	return nil, false
}
