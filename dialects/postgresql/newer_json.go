//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// jsonFunctions are those that take clauses, and the name of these in newerSyntax.
var jsonFunctions = map[string]string{"JSON_TABLE": "JSON_TABLE", "JSON_EXISTS": jsonClauses, "JSON_QUERY": jsonClauses, "JSON_VALUE": jsonClauses}

const jsonClauses = "the options of JSON_EXISTS, JSON_QUERY and JSON_VALUE"

// clauseStarts are the words with which the clauses of a JSON function begin.
var clauseStarts = strings.Fields("PASSING COLUMNS RETURNING WITH WITHOUT KEEP OMIT ERROR NULL TRUE FALSE UNKNOWN EMPTY DEFAULT")

// rowVerbs start the statements of which nothing is kept that a clause of a JSON function could change.
var rowVerbs = strings.Fields("SELECT INSERT UPDATE DELETE MERGE WITH VALUES")

// json takes a JSON function as a plain one, without its clauses, unless one of them holds a query.
func (r *rewriting) json(i int) {
	end := r.closing(i + 1)
	if slices.ContainsFunc(strings.Fields("SELECT WITH VALUES TABLE"), func(word string) bool { return r.opens(word, i+1, end) }) {
		return
	}
	if from, ok := r.clauses(i+1, end); ok {
		r.use(jsonFunctions[r.word(i)], from, end-1, "")
	}
}

// clauses finds where the clauses of a JSON function begin, between its parentheses; false if it has none.
func (r *rewriting) clauses(from, end int) (int, bool) {
	depth := 0
	for j := from; j < end; j++ {
		switch word := r.word(j); {
		case word == "(":
			depth++
		case word == ")":
			depth--
		case depth == 1 && slices.Contains(clauseStarts, word):
			return j, true
		}
	}
	return 0, false
}

// The clauses of a JSON function in a definition (of a view, a default, a CHECK, an index) are a part of it: two definitions with
// other clauses are not the same. For the parser they are one more argument, a text that begins with clauseMark, and what is written from
// the tree has them as clauses again.

// clauseMark is a character that Unicode gives to nobody, so that no literal of a revision begins with it.
const clauseMark = "\uE000"

var markedClauses = lazyregexp.New(`, '` + clauseMark + `((?:[^']|'')*)'`)

// withClauses turns marked arguments in a text that was written from a tree into the clauses that they were.
func withClauses(text string) string {
	if !strings.Contains(text, clauseMark) {
		return text
	}
	return markedClauses.ReplaceAllStringFunc(text, func(marked string) string {
		clauses := strings.TrimSuffix(strings.TrimPrefix(marked, ", '"+clauseMark), "'")
		return " " + strings.ReplaceAll(clauses, "''", "'")
	})
}

// clauseWords are the words of the clauses in which nothing can hide: no column, no call, no type of the user's.
var clauseWords = strings.Fields("RETURNING WITH WITHOUT KEEP OMIT QUOTES ERROR NULL TRUE FALSE UNKNOWN EMPTY ARRAY OBJECT DEFAULT ON WRAPPER UNCONDITIONAL CONDITIONAL SCALAR STRING FORMAT JSON - " +
	"INT INTEGER BIGINT SMALLINT TEXT VARCHAR BOOLEAN BOOL NUMERIC REAL FLOAT8 DATE TIMESTAMP TIMESTAMPTZ UUID JSONB")

// jsonDefined takes a JSON function in a definition, if its clauses can be kept as a text.
func (r *rewriting) jsonDefined(i int) {
	end := r.closing(i + 1)
	from, ok := r.clauses(i+1, end)
	if !ok {
		return
	}
	if clauses, ok := r.plainClauses(from, end); ok {
		r.use(jsonClauses, from, end-1, ", '"+clauseMark+strings.ReplaceAll(clauses, "'", "''")+"'")
	}
}

// plainClauses are the tokens of clauses with single spaces between them; false if anything can hide in them.
func (r *rewriting) plainClauses(from, end int) (string, bool) {
	var words []string
	for j := from; j < end; j++ {
		t := r.tokens[j]
		text := r.text[t.Start:t.End]
		plain := t.Kind == sqltext.String && !strings.Contains(text, "\\") || t.Kind == sqltext.Number || slices.Contains(clauseWords, r.word(j))
		if !plain {
			return "", false
		}
		words = append(words, text)
	}
	return strings.Join(words, " "), true
}
