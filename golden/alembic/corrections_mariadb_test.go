package alembicgolden

// mariadbCorrections are the corrections for MariaDB alone.
var mariadbCorrections = map[string]string{
	"bulk_insert/array":              "Alembic writes what the server's syntax does not have",
	"bulk_insert/array_nested":       "Alembic writes what the server's syntax does not have",
	"bulk_insert/binary":             "Alembic writes bytes as a text",
	"expression/array_contained_by":  "Alembic writes what the server's syntax does not have",
	"expression/array_contains":      "Alembic writes what the server's syntax does not have",
	"expression/array_overlap":       "Alembic writes what the server's syntax does not have",
	"expression/distinct_from":       "Alembic leaves parameters in the script",
	"expression/json_path":           "Alembic writes what the server's syntax does not have",
	"expression/regexp_match_flags":  "Alembic leaves parameters in the script",
	"expression/regexp_replace":      "Alembic leaves parameters in the script",
	"index/drop_without_table":       "Alembic writes the name no_table",
	"metadata/create_all_sequence":   "Alembic leaves out the sequences of MariaDB",
	"python/getattr_dict":            "Alembic writes what the server's syntax does not have",
	"sequence/create_checkfirst":     "Alembic leaves out the sequences of MariaDB",
	"sequence/create_on_bind":        "Alembic leaves out the sequences of MariaDB",
	"statement/insert_array":         "Alembic writes what the server's syntax does not have",
	"statement/select_distinct_on":   "Alembic writes what the server's syntax does not have",
	"mariadb/duplicate_key_literals": "Alembic leaves parameters in the script",
	"mariadb/enum_backslash":         "Alembic writes the backslashes of an enum's values once",
	"mariadb/not_match":              "Alembic leaves parameters in the script",
}
