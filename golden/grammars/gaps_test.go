//go:build grammars

package grammars

import (
	"regexp"
	"testing"
)

// gap is something that a server takes and its grammar refuses. It is told by what the grammar takes in its place,
// so that the rest of such a statement is checked all the same.
type gap struct {
	// reason says what the grammar does not know, with the page that shows the server's syntax.
	reason string
	// example is a statement that shows it.
	example string
	// find is a regular expression for what is in the way, instead what is put there, as in regexp.Expand.
	find, instead string
}

// fill puts what the grammar knows in the place of what it does not.
func (g *gap) fill(text string) string {
	return regexp.MustCompile(g.find).ReplaceAllString(text, g.instead)
}

// gaps are those of each grammar that the scripts need.
var gaps = map[string][]*gap{
	"mssql": {
		{
			reason:  "CREATE FULLTEXT INDEX: https://learn.microsoft.com/sql/t-sql/statements/create-fulltext-index-transact-sql",
			example: "CREATE FULLTEXT INDEX ON t (a) KEY INDEX t_pk ON c",
			find:    `(?is)^CREATE FULLTEXT INDEX ON .*`, instead: "SELECT 1",
		},
		{
			reason:  "IF EXISTS in ALTER TABLE: https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql",
			example: "ALTER TABLE t DROP CONSTRAINT IF EXISTS c",
			find:    `\bDROP (COLUMN|CONSTRAINT) IF EXISTS\b`, instead: "DROP $1",
		},
		{
			reason:  "the options of a sequence in any order: https://learn.microsoft.com/sql/t-sql/statements/create-sequence-transact-sql",
			example: "CREATE SEQUENCE s AS INTEGER INCREMENT BY 2 START WITH 1",
			find:    `( INCREMENT BY -?\d+)( START WITH -?\d+)((?: M..VALUE -?\d+)*)( CACHE \d+)?( CYCLE)?`, instead: "$2$1$3$5$4",
		},
		{
			reason:  "WITHIN alone is not reserved: https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql",
			example: "CREATE TABLE t (a INTEGER NULL, within INTEGER NULL)",
			find:    `\b(within|semantic\w+) INTEGER\b`, instead: "[$1] INTEGER",
		},
		{
			reason:  "TABLESAMPLE: https://learn.microsoft.com/sql/t-sql/queries/from-transact-sql",
			example: "SELECT s.a FROM t AS s TABLESAMPLE system(5) REPEATABLE (1)",
			find:    ` TABLESAMPLE system\(\d+\) REPEATABLE \(\d+\)`, instead: "",
		},
	},
	"oracle": {
		{
			reason:  "IF [NOT] EXISTS of 23ai: https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/CREATE-TABLE.html",
			example: "CREATE TABLE IF NOT EXISTS t (a NUMBER)",
			find:    `\b(CREATE|DROP)( UNIQUE)? (TABLE|INDEX|SEQUENCE) IF (NOT )?EXISTS\b`, instead: "$1$2 $3",
		},
		{
			reason:  "prefix compression without a number: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-INDEX.html",
			example: "CREATE INDEX i ON t (a) COMPRESS",
			find:    `\bCOMPRESS$`, instead: "COMPRESS 1",
		},
		{
			reason:  "a negative INCREMENT BY: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-SEQUENCE.html",
			example: "CREATE SEQUENCE s INCREMENT BY -2 START WITH 10",
			find:    `\bINCREMENT BY -`, instead: "INCREMENT BY ",
		},
		{
			reason:  "the operator COLLATE: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/COLLATE-Operator.html",
			example: `SELECT t.a FROM t WHERE (t.s COLLATE BINARY_CI) = 'x'`,
			find:    ` COLLATE "?\w+"?`, instead: "",
		},
		{
			reason:  "rows as a table, of 23ai: https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/SELECT.html",
			example: "SELECT v.x FROM (VALUES (1, 'a'), (2, 'b')) v (x, y)",
			find:    `\(VALUES .*\) (\w+) \([\w, ]+\)`, instead: "$1",
		},
		{
			reason:  "words that are not reserved, or only for some uses: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Oracle-SQL-Reserved-Words.html",
			example: "CREATE TABLE t (a INTEGER, end INTEGER)",
			find:    `([\w$]+) INTEGER\b`, instead: `"$1" INTEGER`,
		},
		{
			reason:  "GENERATED ALWAYS before a computed expression: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html",
			example: "CREATE TABLE t (a NUMBER, b NUMBER GENERATED ALWAYS AS (a + 1) VIRTUAL)",
			find:    `GENERATED ALWAYS AS (\([^()]*\))( VIRTUAL)?`, instead: "DEFAULT $1",
		},
		{
			reason:  "identity columns in MODIFY: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html",
			example: "ALTER TABLE t MODIFY a DROP IDENTITY",
			find:    `( MODIFY \w+) (DROP IDENTITY|GENERATED .*)`, instead: "$1 NUMBER",
		},
		{
			reason:  "a parameter of ALTER SESSION that is a number: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-SESSION.html",
			example: "ALTER SESSION SET DDL_LOCK_TIMEOUT = 5",
			find:    `^(ALTER SESSION SET \w+ = )\d+`, instead: "${1}x",
		},
	},
}

// foreignSQL are cases of golden/alembic that give SQL of another server in parts, such as the text of a default.
var foreignSQL = map[string]map[string]string{
	"mssql": {
		"add_column/interval":               "the default has the cast of PostgreSQL",
		"alter_column/server_default_colon": "the default has the cast of PostgreSQL",
		"constraint/check_regex":            "the condition has an operator of PostgreSQL",
		"constraint/check_text":             "the condition has the cast of PostgreSQL",
		"create_table/postgresql_on_commit": "the prefix TEMPORARY",
		"create_table/prefixes":             "the prefix TEMPORARY",
		"create_table/prefixes_two":         "the prefixes GLOBAL and TEMPORARY",
		"defaults/interval_text":            "the default is an interval of PostgreSQL",
		"defaults/literal_column":           "the default is CURRENT_DATE",
		"defaults/minus":                    "the default has an interval of PostgreSQL",
		"defaults/text_nextval":             "the default is a call of nextval()",
		"execute/join":                      "ADD COLUMN",
		"execute/loop":                      "ALTER TABLE ... OWNER TO",
		"expression/date_now":               "an interval of PostgreSQL",
		"expression/func_schema":            "a function is the condition, whose type nobody says",
		"mssql_transaction/batch_separator": "env.py makes the separator of batches another word than GO",
		"statement/select_within_group":     "percentile_cont() without OVER",
		"transaction/x_argument":            "SET search_path",
		"types/string_utf8":                 "the collation is one of PostgreSQL",
	},
	"oracle": {
		"add_column/interval":                "the default has the cast of PostgreSQL",
		"alter_column/server_default_colon":  "the default has the cast of PostgreSQL",
		"constraint/check_regex":             "the condition has an operator of PostgreSQL",
		"constraint/check_text":              "the condition has the cast of PostgreSQL",
		"create_table/postgresql_on_commit":  "the prefix TEMPORARY without GLOBAL",
		"create_table/prefixes":              "the prefix TEMPORARY without GLOBAL",
		"custom_type/compiles_ddl":           "a SELECT without FROM",
		"defaults/func_nested":               "timezone() of PostgreSQL",
		"defaults/interval_text":             "the default is an interval of PostgreSQL",
		"defaults/minus":                     "the default has an interval of PostgreSQL",
		"defaults/text_nextval":              "the default is a call of nextval() with a cast",
		"execute/join":                       "ADD COLUMN",
		"execute/loop":                       "ALTER TABLE ... OWNER TO",
		"expression/date_now":                "an interval of PostgreSQL",
		"index/expression_json":              "the operator ->> of PostgreSQL",
		"invoke/own_operation":               "a SELECT without FROM",
		"oracle_transaction/batch_separator": "env.py makes the separator of statements another line than /",
	},
}

// TestGaps makes sure that each gap is one: the grammar refuses the example, and takes it filled.
func TestGaps(t *testing.T) {
	for dialect, list := range gaps {
		g := grammarOf(dialect)
		for _, gap := range list {
			if g.parse(gap.example) == nil {
				t.Errorf("%s: the grammar takes %q: take it off the list", dialect, gap.example)
			}
			if f := g.parse(gap.fill(gap.example)); f != nil {
				t.Errorf("%s: the grammar refuses %q still: %v", dialect, gap.fill(gap.example), f)
			}
		}
	}
}
