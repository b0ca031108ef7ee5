//go:build cgo

package postgresql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// lexed is a statement as its tokens, for looking at what stands around an error.
// Comments and white space are left out.
type lexed struct {
	tokens []sqltext.Token
	// words are the tokens in upper case, but for quoted ones, joined by single
	// spaces with one at each end; starts holds where each token starts in it.
	words  string
	starts []int
	// at is the number of the token of the error: len(tokens) at the end of the
	// text, nowhere if the parser does not say.
	at int
}

const nowhere = -1

// lex cuts text into tokens. The error is at the byte offset; a negative one
// means nowhere.
func lex(text string, offset int) lexed {
	var l lexed
	var b strings.Builder
	b.WriteByte(' ')
	s := sqltext.NewScanner(text, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		word := text[tok.Start:tok.End]
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
			continue
		case sqltext.String, sqltext.DollarString:
			word = "''"
		case sqltext.QuotedIdent:
			word = `""`
		default:
			word = strings.ToUpper(word)
		}
		if tok.End <= offset {
			l.at++
		}
		l.tokens = append(l.tokens, tok)
		l.starts = append(l.starts, b.Len())
		b.WriteString(word + " ")
	}
	l.words = b.String()
	if offset < 0 {
		l.at = nowhere
	}
	return l
}

// word returns the token number i of words; "" beyond either end.
func (l lexed) word(i int) string {
	if i < 0 || i >= len(l.tokens) {
		return ""
	}
	word, _, _ := strings.Cut(l.words[l.starts[i]:], " ")
	return word
}

// covers tells whether form matches a stretch of words that holds the token of
// the error, or ends with the statement if that is where the error is; any stretch if that is nowhere.
func (l lexed) covers(form *lazyregexp.Regexp) bool {
	if l.at == nowhere {
		return form.MatchString(l.words)
	}
	for _, m := range form.FindAllStringIndex(l.words, -1) {
		if l.at >= len(l.starts) { // the end of the statement
			return m[1] == len(l.words)
		}
		if m[0] <= l.starts[l.at] && l.starts[l.at] < m[1] {
			return true
		}
	}
	return false
}

// syntaxError reports that the parser refuses the statement, or, if that is only
// because the parser is older than the server, that it was not checked.
func (p *parsing) syntaxError(err *syntaxError) {
	text := p.stmt.Text
	l := lex(text, err.at)
	start, end := err.at, err.at
	switch {
	case l.at == nowhere:
		start, end = 0, len(text)
	case l.at < len(l.tokens):
		end = l.tokens[l.at].End
	}
	var newest *newSyntax // of several forms, the last that came
	for i := range newerSyntax {
		if n := &newerSyntax[i]; l.covers(n.form) && (newest == nil || n.since > newest.since) {
			newest = n
		}
	}
	if newest != nil {
		p.newer(*newest, start, end, err.message)
		return
	}
	help := syntaxHelp(l, text)
	if strings.HasPrefix(err.message, "memory exhausted") {
		help = "it nests deeper than a server accepts; split it"
	}
	p.errorf(start, end, CodeSyntax, help, "%s", source.Shorten(err.message))
}

// newer reports syntax that a server since n.since takes.
func (p *parsing) newer(n newSyntax, start, end int, message string) {
	if p.version.AtLeast(n.since, 0) {
		p.unanalysed("its syntax is newer than the parser of this build")
		p.warnf(start, end, CodeNewerSyntax, "try the statement on a server before the release",
			"the statement is not checked: %s came with PostgreSQL %d, and this build has the parser of PostgreSQL 16", n.name, n.since)
		return
	}
	p.errorf(start, end, CodeSyntax,
		fmt.Sprintf("%s came with PostgreSQL %d, but the script is compiled for version %d; see --server-version", n.name, n.since, p.version.Major),
		"%s", message)
}

// newSyntax is a form that PostgreSQL 16 does not parse but a later version does.
type newSyntax struct {
	name  string
	since int // major version
	form  *lazyregexp.Regexp
}

// newerSyntax is taken from the release notes, appendix E of the manuals of 17 and 18.
var newerSyntax = []newSyntax{
	{"MERGE ... RETURNING", 17, lazyregexp.New(` MERGE INTO .* RETURNING `)},
	{"WHEN NOT MATCHED BY SOURCE", 17, lazyregexp.New(` WHEN NOT MATCHED BY (SOURCE|TARGET) `)},
	{"JSON_TABLE", 17, lazyregexp.New(` JSON_TABLE \( .*? (PASSING|COLUMNS|AS) `)},
	{jsonClauses, 17, lazyregexp.New(
		` JSON_(EXISTS|QUERY|VALUE) \( .*? (PASSING|RETURNING|WITH|WITHOUT|KEEP|OMIT|ERROR|NULL|TRUE|FALSE|UNKNOWN|EMPTY|DEFAULT) `)},
	{"SET EXPRESSION", 17, lazyregexp.New(` SET EXPRESSION AS `)},
	{"SET ACCESS METHOD DEFAULT", 17, lazyregexp.New(` SET ACCESS METHOD DEFAULT `)},
	{"AT LOCAL", 17, lazyregexp.New(` AT LOCAL `)},
	{"a virtual generated column", 18, lazyregexp.New(` GENERATED ALWAYS AS \( .*? \) (VIRTUAL|,|\)|NOT|NULL|CHECK|CONSTRAINT|UNIQUE|REFERENCES) `)},
	{"a virtual generated column", 18, lazyregexp.New(` GENERATED ALWAYS AS \( [^()]*(\( [^()]*(\( [^()]*\) [^()]*)*\) [^()]*)*\) $`)},
	{"NOT ENFORCED", 18, lazyregexp.New(` (NOT )?ENFORCED `)},
	{"WITHOUT OVERLAPS", 18, lazyregexp.New(` WITHOUT OVERLAPS `)},
	{"a foreign key with PERIOD", 18, lazyregexp.New(` (KEY|REFERENCES [^(]*?) \( [^()]*? , PERIOD [^ ]+ `)},
	{"RETURNING WITH", 18, lazyregexp.New(` RETURNING WITH \( (OLD|NEW) AS `)},
	{"a NOT NULL constraint of a table", 18, lazyregexp.New(` (ADD|,|\() CONSTRAINT [^ ]+ NOT NULL [^ ]+ `)},
	{"a NOT NULL constraint of a table", 18, lazyregexp.New(` ADD NOT NULL [^ ]+ `)},
	{"NO INHERIT of a NOT NULL", 18, lazyregexp.New(` NOT NULL NO INHERIT `)},
	{"ALTER CONSTRAINT ... INHERIT", 18, lazyregexp.New(` ALTER CONSTRAINT [^ ]+ (NO )?INHERIT `)},
	{"VACUUM and ANALYZE ONLY", 18, lazyregexp.New(` (VACUUM|ANALYZE)( \( .*? \))?( VERBOSE| ANALYZE)* ONLY `)},
}

// syntaxHelp says what to do about a syntax error, for the mistakes that are
// common; "" for any other.
func syntaxHelp(l lexed, text string) string {
	word, before := l.word(l.at), l.word(l.at-1)
	switch {
	case strings.Contains(l.words, "`"):
		// To the parser it is an operator, so that the error comes later.
		return `names are quoted with " in PostgreSQL, not with backticks`
	case l.at == nowhere:
		return ""
	case l.at >= len(l.tokens):
		return endHelp(before)
	}
	for _, m := range mistakes {
		if l.covers(m.form) {
			return m.help
		}
	}
	switch {
	case l.at == 0:
		return verbHelp(word)
	case word == "TABLE" && l.namesTable():
		return "remove TABLE: " + l.word(0) + " takes the name of its table alone"
	case word == "ON" && strings.HasPrefix(l.words, " DROP INDEX "):
		return "remove ON and the table: an index is named by itself"
	case before == "," && (word == ")" || word == "FROM" || word == "WHERE" || word == ";"):
		return "remove the comma before it"
	case word == "LIMIT" && (l.word(0) == "UPDATE" || l.word(0) == "DELETE"):
		return fmt.Sprintf("%s has no LIMIT in PostgreSQL; choose the rows with WHERE ... IN (SELECT ... LIMIT n)", l.word(0))
	case Reserved(strings.ToLower(word)) && l.tokens[l.at].Kind == sqltext.Word && slices.Contains(beforeName, before):
		return fmt.Sprintf("%s is a reserved word; as a name it needs quotes: %q", word, text[l.tokens[l.at].Start:l.tokens[l.at].End])
	case l.startsStatement(l.at, text) || l.startsStatement(l.at-1, text):
		// The word before can be the one: as the alias of a table it was valid still.
		return "is a semicolon missing above?"
	}
	return ""
}

// namesTable tells whether the TABLE of the error stands where the name of the
// table should, and the name follows. "UPDATE table SET" is a name without quotes.
func (l lexed) namesTable() bool {
	switch l.word(l.at - 1) {
	case "UPDATE", "INTO", "FROM":
	default:
		return false
	}
	next := l.at + 1
	if next >= len(l.tokens) || l.word(next) == "SET" || Reserved(strings.ToLower(l.word(next))) {
		return false
	}
	return l.tokens[next].Kind == sqltext.Word || l.tokens[next].Kind == sqltext.QuotedIdent
}

// startsStatement tells whether token number i looks like the start of another
// statement: a verb that is the first word of its line, outside of parentheses,
// and behind a word that can end a statement.
func (l lexed) startsStatement(i int, text string) bool {
	if i <= 0 || !slices.Contains(lineVerbs, l.word(i)) || slices.Contains(beforeVerb, l.word(i-1)) {
		return false
	}
	return l.depth(i) == 0 && strings.Contains(text[l.tokens[i-1].End:l.tokens[i].Start], "\n")
}

// depth is how many parentheses are open in front of a token.
func (l lexed) depth(i int) (open int) {
	for n := range i {
		switch l.word(n) {
		case "(":
			open++
		case ")":
			open--
		}
	}
	return open
}

// lineVerbs are the verbs that start most statements of a script.
var lineVerbs = strings.Fields("ALTER COMMENT CREATE DELETE DROP GRANT INSERT MERGE REVOKE SELECT TRUNCATE UPDATE")

// beforeVerb are tokens that do not end a statement, but stand before a verb in one.
var beforeVerb = strings.Fields("AFTER ALL AS BEFORE DO EXPLAIN FOR INSTEAD OF ON OR THEN ,")

// beforeName are tokens that a name most often follows.
var beforeName = []string{"TABLE", "COLUMN", "ADD", "INDEX", "VIEW", "INTO", "UPDATE", "TO", ".", ",", "("}

func endHelp(last string) string {
	if last == "," {
		return "remove the comma at the end, or write what should follow it"
	}
	return "the statement ends too early: something is missing behind its last word"
}

// mistake is a form that other servers or tools take, but PostgreSQL does not.
type mistake struct {
	form *lazyregexp.Regexp
	help string
}

var mistakes = []mistake{
	{lazyregexp.New(` AUTO_INCREMENT `), "write GENERATED ALWAYS AS IDENTITY; AUTO_INCREMENT is MySQL's"},
	{lazyregexp.New(` AUTOINCREMENT `), "write GENERATED ALWAYS AS IDENTITY; AUTOINCREMENT is SQLite's"},
	{lazyregexp.New(` (ENGINE|CHARSET) `), "remove the table option; it is MySQL's"},
	{lazyregexp.New(` UNSIGNED `), "PostgreSQL has no unsigned types; add a CHECK constraint"},
	{lazyregexp.New(` (MODIFY|CHANGE) (COLUMN )?[^ ]+ `), "write ALTER COLUMN ... TYPE, and RENAME COLUMN to rename; this form is MySQL's"},
	{lazyregexp.New(` : ([A-Z_0-9]+|''|"") `), "a variable of psql or a driver's parameter is not SQL; declare a variable, and use it in a .sql.tmpl revision"},
	{lazyregexp.New(` % (S|\( [A-Z_0-9]+ \) S) `), "a driver's placeholder has no value in a revision; write the value itself"},
	{lazyregexp.New(` \? ([,)] )?`), "a driver's placeholder has no value in a revision; write the value itself"},
	{lazyregexp.New(` \{ [{%] `), "only files named .sql.tmpl are rendered as templates"},
	{lazyregexp.New(` INDEX IF (NOT )?EXISTS CONCURRENTLY [^ ]+ `), "CONCURRENTLY stands before IF [NOT] EXISTS"},
	{lazyregexp.New(` CREATE (OR REPLACE )?(VIEW|FUNCTION|PROCEDURE) IF NOT EXISTS `), "write CREATE OR REPLACE; PostgreSQL has no IF NOT EXISTS here"},
	{lazyregexp.New(` ADD CONSTRAINT IF NOT EXISTS `), "PostgreSQL has no IF NOT EXISTS for constraints; drop it first with DROP CONSTRAINT IF EXISTS"},
	{lazyregexp.New(` ADD COLUMN [^ ]+ [^ ]+ IF NOT EXISTS `), "IF NOT EXISTS stands behind ADD COLUMN"},
	{lazyregexp.New(` CREATE (OR REPLACE )?(UNIQUE |EVENT )?[A-Z]+ IF NOT EXISTS `), "PostgreSQL has no IF NOT EXISTS for this kind of object"},
	{lazyregexp.New(` IF (NOT )?EXISTS [^ ]+ `), "PostgreSQL takes no IF [NOT] EXISTS in this place"},
	{lazyregexp.New(` (GO|DELIMITER) `), "a statement ends with a semicolon in PostgreSQL; remove this word"},
}

// verbHelp looks for the statement that a misspelt first word could mean.
func verbHelp(word string) string {
	best, distance := "", 3
	for _, verb := range verbs {
		if len(word) > len(verb)+distance {
			continue // too far away in any case; and a word can be megabytes long
		}
		if d := levenshtein.Distance(word, verb, nil); d < distance {
			best, distance = verb, d
		}
	}
	if best == "" || len(word) < 3 {
		return "a statement of PostgreSQL starts with a word such as CREATE, ALTER, INSERT or UPDATE"
	}
	return fmt.Sprintf("did you mean %s?", best)
}

// verbs are the words that statements start with.
var verbs = strings.Fields(`ABORT ALTER ANALYZE BEGIN CALL CHECKPOINT CLOSE CLUSTER COMMENT COMMIT COPY CREATE
	DEALLOCATE DECLARE DELETE DISCARD DO DROP END EXECUTE EXPLAIN FETCH GRANT IMPORT INSERT LISTEN LOAD LOCK MERGE
	MOVE NOTIFY PREPARE REASSIGN REFRESH REINDEX RELEASE RESET REVOKE ROLLBACK SAVEPOINT SECURITY SELECT SET SHOW
	START TABLE TRUNCATE UNLISTEN UPDATE VACUUM VALUES WITH`)
