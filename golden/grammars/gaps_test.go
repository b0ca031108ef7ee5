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
	"mssql":  {},
	"oracle": {},
}

// foreignSQL are cases of golden/alembic that give SQL of another server in parts, such as the text of a default.
// The parts of sqlplan's statements are sqlplan's no more then.
var foreignSQL = map[string]map[string]string{
	"mssql": {
		"add_column/interval":                 "the default has the cast of PostgreSQL",
		"alter_column/server_default_colon":   "the default has the cast of PostgreSQL",
		"constraint/check_regex":              "the condition has an operator of PostgreSQL",
		"constraint/check_text":               "the condition has the cast of PostgreSQL",
		"create_table/postgresql_on_commit":   "the prefix TEMPORARY",
		"create_table/prefixes":               "the prefix TEMPORARY",
		"create_table/prefixes_two":           "the prefixes GLOBAL and TEMPORARY",
		"defaults/interval_text":              "the default is an interval of PostgreSQL",
		"defaults/literal_column":             "the default is CURRENT_DATE",
		"defaults/minus":                      "the default has an interval of PostgreSQL",
		"defaults/text_nextval":               "the default is a call of nextval()",
		"execute/join":                        "ADD COLUMN",
		"execute/loop":                        "ALTER TABLE ... OWNER TO",
		"expression/date_now":                 "an interval of PostgreSQL",
		"expression/func_schema":              "a function is the condition, whose type nobody says",
		"mssql_transaction/batch_separator":   "env.py makes the separator of batches another word than GO",
		"python/class_container":              "ADD COLUMN",
		"python/environ_default":              "SET search_path",
		"python/getattr_dict":                 "a Python dictionary stands in the text",
		"python/sets_sorted":                  "a Python list stands in the text",
		"statement/select_aggregate_order_by": "ORDER BY among the arguments of a function",
		"statement/select_within_group":       "percentile_cont() without OVER",
		"transaction/x_argument":              "SET search_path",
		"types/string_utf8":                   "the collation is one of PostgreSQL",
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
