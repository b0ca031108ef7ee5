package alembicgolden

// sqliteCorrections are the corrections for SQLite alone.
var sqliteCorrections = map[string]string{
	"bulk_insert/array":            "Alembic writes ARRAY[...], which SQLite does not have",
	"bulk_insert/binary":           "Alembic writes bytes as a text",
	"expression/distinct_from":     "Alembic writes the name of a parameter instead of its value",
	"metadata/add_constraint_ddl":  "Alembic writes ADD CONSTRAINT, which SQLite does not have",
	"python/getattr_dict":          "Python 3.11 and later format a dict before the next item of the tuple changes it",
	"statement/select_distinct_on": "Alembic leaves out what the rows are to be distinct on, with a warning",
}
