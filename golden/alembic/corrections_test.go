package alembicgolden

// corrections names each case in which sqlplan prints something else than Alembic on
// purpose, and why. One that no longer differs must leave the list.
var corrections = map[string]string{
	"add_column/enum":                   "Alembic forgets CREATE TYPE",
	"enum/array_add_column":             "Alembic forgets CREATE TYPE",
	"enum/batch_add_column":             "Alembic forgets CREATE TYPE",
	"enum/domain_add_column":            "Alembic forgets CREATE DOMAIN",
	"execute/bind_execute_parameters":   "Alembic drops the parameters and writes NULL",
	"execute/bind_in_literal":           "Alembic takes :1 inside a literal for a parameter",
	"execute/comment_last":              "Alembic's terminator ends up in the comment",
	"execute/empty":                     "Alembic writes a lone semicolon",
	"execute/print":                     "Alembic writes what print() says into the script",
	"execute/semicolon":                 "Alembic writes two terminators",
	"execute/several_statements":        "Alembic writes two terminators",
	"execute/tab":                       "Alembic turns a tab inside a literal into spaces",
	"bulk_insert/backslash":             "Alembic turns a tab inside a literal into spaces",
	"bulk_insert/array":                 "Alembic writes an empty array without its type",
	"bulk_insert/binary":                "Alembic writes bytes as a text",
	"bulk_insert/table_defaults":        "Alembic writes NULL where the application has a default",
	"metadata/table_insert_defaults":    "Alembic writes NULL where the application has a default",
	"metadata/table_statements":         "Alembic writes NULL where the application has a default",
	"defaults/string_backslash":         "Alembic doubles backslashes",
	"table_comment/schema_quotes":       "Alembic doubles backslashes",
	"statement/insert_no_values":        "Alembic writes the names of parameters as values",
	"expression/bindparam_no_value":     "Alembic writes NULL for a parameter without a value",
	"execute/text_bindparams_missing":   "Alembic writes NULL for a parameter without a value",
	"execute/bind_in_string":            "Alembic writes NULL for a parameter without a value",
	"execute/three_quotes_dollar":       "Alembic writes two terminators",
	"execute/read_file":                 "Alembic writes two terminators",
	"add_column/enum_new_in_two_tables": "Alembic forgets CREATE TYPE",
	"enum/create_then_create_table":     "Alembic writes a second CREATE TYPE",
	"alter_column/identity_add":         "Alembic writes half a statement",
	"transaction/no_literal_binds":      "Alembic leaves parameters in the script without literal_binds",
	"transaction/begin_transaction":     "Alembic writes a BEGIN inside of the transaction",
	"transaction/script_header":         "Alembic writes what static_output() says into the script",
	"constraint/check_deferrable":       "Alembic writes what the server's syntax does not have",
	"python/sets_sorted":                "Alembic writes what the server's syntax does not have",
	"python/getattr_dict":               "Alembic writes what the server's syntax does not have",
	"names/not_reserved":                "Alembic leaves words without quotes that the server reserves",
	"transaction/no_paramstyle":         "Alembic doubles percent signs",
}

// supported are the dialects that sqlplan renders. The recordings of the others wait.
var supported = map[string]bool{"postgresql": true}
