package alembicgolden

// postgresqlCorrections are the corrections for PostgreSQL alone.
var postgresqlCorrections = map[string]string{
	"add_column/enum":                   "Alembic forgets CREATE TYPE",
	"add_column/enum_new_in_two_tables": "Alembic forgets CREATE TYPE",
	"alter_column/identity_add":         "Alembic writes half a statement",
	"bulk_insert/array":                 "Alembic writes an empty array without its type",
	"bulk_insert/binary":                "Alembic writes bytes as a text",
	"constraint/check_deferrable":       "Alembic writes what the server's syntax does not have",
	"defaults/string_backslash":         "Alembic doubles backslashes",
	"enum/array_add_column":             "Alembic forgets CREATE TYPE",
	"enum/batch_add_column":             "Alembic forgets CREATE TYPE",
	"enum/create_then_create_table":     "Alembic writes a second CREATE TYPE",
	"enum/domain_add_column":            "Alembic forgets CREATE DOMAIN",
	"names/not_reserved":                "Alembic leaves words without quotes that the server reserves",
	"python/getattr_dict":               "Alembic writes what the server's syntax does not have",
	"python/sets_sorted":                "Alembic writes what the server's syntax does not have",
	"table_comment/schema_quotes":       "Alembic doubles backslashes",
}
