package alembicgolden

import (
	"maps"
	"strings"
)

// sqliteCorrections are the corrections for SQLite alone.
var sqliteCorrections = withUnparsed(map[string]string{
	"bulk_insert/array":             "Alembic writes what the server's syntax does not have",
	"bulk_insert/binary":            "Alembic writes bytes as a text",
	"defaults/func_arguments":       "Alembic writes functions that came with a later version of the server",
	"expression/distinct_from":      "Alembic leaves parameters in the script",
	"metadata/add_constraint_ddl":   "Alembic writes what the server's syntax does not have",
	"python/getattr_dict":           "Alembic writes what the server's syntax does not have",
	"sqlite_names/reserved":         "Alembic leaves words without quotes that the server reserves",
	"sqlite_statement/operators":    "Alembic writes the name of a parameter instead of its value on both sides of IS DISTINCT FROM on SQLite",
	"sqlite_statement/concat":       "Alembic writes functions that came with a later version of the server",
	"sqlite_statement/pragma":       "Alembic writes two terminators",
	"sqlite_statement/select_limit": "Alembic leaves parameters in the script",
	"statement/select_distinct_on":  "Alembic leaves DISTINCT ON out where the server has no such thing",
}, `
sqlite_alter_column/default sqlite_alter_column/nullable sqlite_alter_column/type sqlite_comment/table
add_column/backfill add_column/if_not_exists
alter_column/dropped_then_added alter_column/existing_boolean_check alter_column/existing_enum alter_column/mysql_options_ignored
alter_column/nullable_and_default alter_column/nullable_existing alter_column/nullable_false alter_column/postgresql_timestamp
alter_column/rename_and_type alter_column/schema alter_column/server_default_colon alter_column/server_default_existing
alter_column/server_default_expression alter_column/server_default_func alter_column/server_default_func_args
alter_column/server_default_number_string alter_column/server_default_percent alter_column/server_default_sa_false
alter_column/server_default_string alter_column/server_default_text alter_column/timezone alter_column/type
alter_column/type_and_default alter_column/type_boolean_check alter_column/type_class alter_column/type_collation
alter_column/type_enum alter_column/type_enum_not_native_check alter_column/type_numeric alter_column/type_using
bulk_insert/array_nested create_table/no_columns create_table/prefixes_two create_table/primary_key_deferrable
create_table/unique_constraint_deferrable custom_type/load_dialect_impl defaults/func_package
defaults/interval_text defaults/minus defaults/text_expression defaults/text_nextval dialects/sqlite_alter_column
drop_column/if_exists enum/alter_type_add_value enum/drop_table_with_enum enum/replace_type execute/bind_in_string
execute/cast_colons execute/ddl execute/ddl_percent execute/function_body execute/loop execute/schema_ddl
execute/schema_ddl_options execute/three_quotes_dollar expression/all_array expression/array_contained_by
expression/array_contains expression/array_overlap expression/between_symmetric expression/bool_op expression/date_now
expression/func_schema expression/json_has_key expression/json_path expression/op_custom invoke/alter_table names/reserved_rest
python/contextmanager python/environ_default python/helper_module python/sets_sorted sequence/all sequence/cache
sequence/create_if_not_exists sequence/cycle sequence/cycle_false sequence/data_type sequence/data_type_small sequence/drop
sequence/increment sequence/limits sequence/metadata sequence/no_limits sequence/plain sequence/quoted sequence/schema
sequence/start sequence/with_column statement/delete_cte statement/insert_array statement/select_intersect_except
statement/select_lateral statement/select_lateral_derived statement/select_values statement/select_within_group
table_comment/create table_comment/empty table_comment/schema_quotes transaction/autocommit_block_first transaction/commit_text
transaction/x_argument
`)

// withUnparsed adds the cases in which Alembic writes what SQLite does not parse: sqlplan refuses them.
func withUnparsed(corrections map[string]string, names string) map[string]string {
	all := maps.Clone(corrections)
	for _, name := range strings.Fields(names) {
		all[name] = "Alembic writes what the server's syntax does not have"
	}
	return all
}
