package sqlite

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// newerForms is taken from https://www.sqlite.org/changes.html.
var newerForms = []struct {
	name  string
	since int
	form  *lazyregexp.Regexp
}{
	{"NULLS FIRST and NULLS LAST", 30, lazyregexp.New(` NULLS (FIRST|LAST) `)},
	{"FILTER of an aggregate", 30, lazyregexp.New(` \) FILTER \( WHERE `)},
	{"a generated column", 31, lazyregexp.New(` GENERATED ALWAYS AS \( `)},
	{"UPDATE ... FROM", 33, lazyregexp.New(`^ UPDATE [^()]*? SET (\( \) |[^()])* FROM `)},
	{"ALTER TABLE ... DROP COLUMN", 35, lazyregexp.New(`^ ALTER TABLE ([^ ]+ \. )?[^ ]+ DROP `)},
	{"RETURNING", 35, lazyregexp.New(`^ (WITH .* )?(INSERT|REPLACE|UPDATE|DELETE) .* RETURNING `)},
	{"MATERIALIZED", 35, lazyregexp.New(` AS (NOT )?MATERIALIZED \( `)},
	{"STRICT", 37, lazyregexp.New(`^ CREATE (TEMP |TEMPORARY )?TABLE .* \) (WITHOUT ROWID , )?STRICT `)},
	{"the operators -> and ->>", 38, lazyregexp.New(` ->>? `)},
	{"RIGHT and FULL JOIN", 39, lazyregexp.New(` (RIGHT|FULL) (OUTER )?JOIN `)},
	{"IS DISTINCT FROM", 39, lazyregexp.New(` IS (NOT )?DISTINCT FROM `)},
	{"ORDER BY in an aggregate", 44, lazyregexp.New(` (GROUP_CONCAT|STRING_AGG|JSON_GROUP_ARRAY|JSON_GROUP_OBJECT|SUM|COUNT|TOTAL|AVG) \( [^()]* ORDER BY `)},
}

// newerFunctions are functions by the version 3.n that brought them.
var newerFunctions = map[string]int{
	"iif": 32, "substring": 34, "acos": 35, "asin": 35, "atan": 35, "atan2": 35, "ceil": 35, "ceiling": 35, "cos": 35, "degrees": 35, "exp": 35, "floor": 35,
	"ln": 35, "log": 35, "log10": 35, "log2": 35, "mod": 35, "pi": 35, "pow": 35, "power": 35, "radians": 35, "sin": 35, "sqrt": 35, "tan": 35, "trunc": 35, "sign": 35,
	"format": 38, "unixepoch": 38, "unhex": 41, "json_error_position": 42, "timediff": 43, "octet_length": 43, "concat": 44, "concat_ws": 44, "string_agg": 44,
	"jsonb": 45, "jsonb_array": 45, "jsonb_extract": 45, "jsonb_insert": 45, "jsonb_object": 45, "jsonb_patch": 45, "jsonb_remove": 45, "jsonb_replace": 45, "jsonb_set": 45,
	"jsonb_group_array": 45, "jsonb_group_object": 45, "json_pretty": 46, "if": 48, "unistr": 50, "unistr_quote": 50,
}

// older reports syntax and functions that came after the version that the script is for.
func (p *parsing) older() {
	if p.version.Major == 0 {
		return
	}
	words, _ := tokenWords(p.stmt.Text, 0)
	all := " " + strings.Join(words, " ") + " "
	flat := " " + strings.Join(outermost(words), " ") + " "
	for _, f := range newerForms {
		if p.version.AtLeast(3, f.since) {
			continue
		}
		text := all
		if f.since == 33 {
			text = flat // a FROM of a subquery is none of the UPDATE
		}
		if f.form.MatchString(text) {
			p.tooNew(f.name, f.since, 0, len(p.stmt.Text))
		}
	}
	r := newDefReader(p.stmt.Text)
	for ; !r.atEnd(); r.pos++ {
		tok := r.toks[r.pos]
		since, ok := newerFunctions[strings.ToLower(r.token(0))]
		if ok && tok.Kind == sqltext.Word && r.token(1) == "(" && !p.version.AtLeast(3, since) && p.calls(r) {
			p.tooNew(strings.ToLower(r.token(0))+"()", since, tok.Start, tok.End)
		}
	}
}

// outermost leaves out what stands in parentheses.
func outermost(words []string) []string {
	var list []string
	depth := 0
	for _, w := range words {
		if w == ")" {
			depth--
		}
		if depth == 0 {
			list = append(list, w)
		}
		if w == "(" {
			depth++
		}
	}
	return list
}

// calls tells whether the word is a function, and no name of a table with columns behind it.
func (p *parsing) calls(r *defReader) bool {
	if r.pos == 0 {
		return false
	}
	before := r.toks[r.pos-1]
	switch strings.ToUpper(r.text[before.Start:before.End]) {
	case "INTO", "TABLE", "ON", "REFERENCES", "EXISTS", ".", "AS", "WITH", "RECURSIVE", "INDEX":
		return false
	}
	return true
}

func (p *parsing) tooNew(name string, since, start, end int) {
	p.errorf(p.span(start, end), ansi.CodeOlderServer, "raise --server-version if every server is that new, or write it otherwise",
		"%s came with SQLite 3.%d, and the script is to run on %s", name, since, p.version)
}
