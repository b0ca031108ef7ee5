package sqlschema

import "github.com/sqlplan/sqlplan/revisions/python"

func schemaClass(name string, bases ...*python.Class) *python.Class {
	if len(bases) == 0 {
		bases = []*python.Class{schemaItemClass}
	}
	return python.NewClass("sqlalchemy.sql.schema", name, bases...)
}

// The classes of this package's constructs.
var (
	schemaItemClass           = python.NewClass("sqlalchemy.sql.schema", "SchemaItem")
	constraintClass           = schemaClass("Constraint")
	columnCollectionClass     = schemaClass("ColumnCollectionConstraint", constraintClass)
	primaryKeyClass           = schemaClass("PrimaryKeyConstraint", columnCollectionClass)
	uniqueClass               = schemaClass("UniqueConstraint", columnCollectionClass)
	checkClass                = schemaClass("CheckConstraint", columnCollectionClass)
	foreignKeyConstraintClass = schemaClass("ForeignKeyConstraint", columnCollectionClass)
	excludeClass              = python.NewClass("sqlalchemy.dialects.postgresql.ext", "ExcludeConstraint", columnCollectionClass)
	indexClass                = schemaClass("Index")
	foreignKeyClass           = schemaClass("ForeignKey")
	fetchedValueClass         = schemaClass("FetchedValue")
	defaultClauseClass        = schemaClass("DefaultClause", fetchedValueClass)
	computedClass             = schemaClass("Computed", fetchedValueClass)
	identityClass             = schemaClass("Identity", fetchedValueClass)
	defaultGeneratorClass     = schemaClass("DefaultGenerator")
	columnDefaultClass        = schemaClass("ColumnDefault", defaultGeneratorClass)
	sequenceClass             = schemaClass("Sequence", defaultGeneratorClass)
)
