package bind

import (
	"regexp"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// kind is what a statement does.
type kind int

const (
	writes  kind = iota // it changes something
	reads               // it only reads
	effects             // a query that does something as well
)

// kindOf tells what a statement does, from its text as far as that is needed.
func kindOf(statement ir.Expr, sql string) kind {
	switch statement.(type) {
	case *ir.Insert, *ir.Update, *ir.Delete:
		return writes
	}
	text := bare(sql)
	word := strings.ToUpper(firstWord.FindString(strings.TrimLeft(text, "( \t\r\n")))
	switch word {
	case "SHOW":
		return reads
	case "SELECT", "VALUES", "TABLE":
		if intoClause.MatchString(text) {
			return writes
		}
	case "WITH":
		if changing.MatchString(text) {
			return writes
		}
	default:
		return writes
	}
	if callsUnknown(text) {
		return effects
	}
	return reads
}

var (
	firstWord = lazyregexp.New(`^[A-Za-z]+`)
	// changing finds a statement that writes behind WITH or in it, where a statement can begin: FOR UPDATE locks, and does not write.
	changing   = lazyregexp.New("(?i)\\b(insert|merge)\\s+into\\b|\\bdelete\\s+from\\b|[()]\\s*(insert|update|delete|merge|replace)\\s+[\\w\"`[]")
	intoClause = lazyregexp.New(`(?i)\binto\s+(temp|temporary|unlogged|table)?\s*[\w"]`)
	calls      = lazyregexp.New(`([A-Za-z_][\w.]*)\s*\(`)
	quoted     = lazyregexp.New(`(?s)'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/`)
)

// bare is a statement without its comments and the content of its literals.
func bare(sql string) string {
	return strings.TrimSpace(quoted.ReplaceAllStringFunc(sql, func(s string) string {
		if s[0] == '\'' {
			return "''"
		}
		return " "
	}))
}

// pure are the words before a parenthesis that are no function, or one without effects.
var pure = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`select from where and or not in exists any all some as on using over filter values union except intersect with distinct
		case when then else is like ilike between by having limit offset join left right full inner cross lateral array row cast extract interval
		count sum min max avg bool_or bool_and every array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg row_number rank dense_rank lag lead first_value last_value
		coalesce nullif greatest least lower upper trim btrim ltrim rtrim length char_length octet_length substr substring position strpos replace split_part concat concat_ws left right
		regexp_replace regexp_matches regexp_match regexp_split_to_array starts_with initcap reverse repeat lpad rpad md5 encode decode convert_from to_hex ascii chr
		to_regclass to_regtype to_regnamespace to_regproc current_schema current_schemas current_database current_setting current_user version
		pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_functiondef pg_get_expr pg_get_serial_sequence pg_table_is_visible pg_type_is_visible
		format_type format obj_description col_description quote_ident quote_literal has_table_privilege pg_relation_size pg_total_relation_size
		now date date_trunc date_part age to_char to_date to_timestamp to_number make_date make_interval timezone
		json_build_object jsonb_build_object json_build_array jsonb_build_array to_json to_jsonb row_to_json json_extract_path json_extract_path_text jsonb_extract_path
		jsonb_extract_path_text json_array_elements jsonb_array_elements json_array_elements_text jsonb_array_elements_text jsonb_array_length json_array_length
		json_each jsonb_each jsonb_each_text json_object_keys jsonb_object_keys jsonb_typeof json_typeof jsonb_set jsonb_strip_nulls
		unnest array_length array_position array_append array_remove array_to_string string_to_array cardinality generate_series
		abs round ceil ceiling floor mod power sqrt random numeric decimal varchar char character text varying timestamp time bit`) {
		set[w] = true
	}
	return set
}()

// callsUnknown tells whether a query calls a function that may do something.
func callsUnknown(text string) bool {
	for _, m := range calls.FindAllStringSubmatch(text, -1) {
		name := strings.ToLower(m[1])
		name = strings.TrimPrefix(name, "pg_catalog.")
		if !pure[name] && !ddlWord(text, m[1]) {
			return true
		}
	}
	return false
}

// ddlWord tells whether the word before a parenthesis is the name of a table
// alias with columns: AS t (a, b).
func ddlWord(text, word string) bool {
	return regexp.MustCompile(`(?i)\b(as|with|,)\s+` + regexp.QuoteMeta(word) + `\s*\(`).MatchString(text)
}

// catalogQuery tells whether a query reads the server's own tables.
var catalogQuery = lazyregexp.New(`(?i)\b(information_schema|pg_[a-z]+|to_reg[a-z]+|current_schemas?)\b`)
