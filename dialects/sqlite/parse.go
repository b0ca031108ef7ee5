package sqlite

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlite/sqlitedb"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Parse checks the statement's syntax with SQLite's own parser and fills in what it is and
// does. Whether its tables and columns are there is not asked here: that is found out where the
// path is replayed. Parse may be called from several goroutines with different statements.
func (Dialect) Parse(st *sqlstmt.Stmt, env *ir.Env) source.Diagnostics {
	p := parsing{stmt: st, version: env.ServerVersion}
	if err := sqltext.CheckText(st.Text); err != nil {
		p.errorf(p.span(err.Start, err.End), ansi.CodeNotText, "save the file as UTF-8", "%s", err)
		return p.diags
	}
	describe(st)
	p.check()
	if len(p.diags) == 0 {
		p.older()
		p.foreignKeys()
	}
	return p.diags
}

// Warm starts the engine, which takes longer than most statements.
func (Dialect) Warm() {
	if db, err := scratch(); err == nil {
		putBack(db)
	}
}

// parsing is the work on one statement.
type parsing struct {
	stmt    *sqlstmt.Stmt
	version ir.Version
	diags   source.Diagnostics
}

func (p *parsing) span(start, end int) source.Span { return spanIn(p.stmt, start, end) }

// spanIn returns the place of the statement's bytes from start to end. A statement that an
// operation made does not stand in its file as it is; all its places are the operation's.
func spanIn(st *sqlstmt.Stmt, start, end int) source.Span {
	at := st.Span
	if !at.IsZero() && at.End()-at.Start() == len(st.Text) && at.Text() == st.Text {
		return at.File.Span(at.Start()+start, at.Start()+end)
	}
	return at
}

// errorSpan is the token at an offset in the statement; the whole statement for a negative one.
func errorSpan(st *sqlstmt.Stmt, offset int) source.Span {
	if offset < 0 || offset > len(st.Text) {
		return st.Span
	}
	s := sqltext.NewScanner(st.Text, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		if offset < tok.End {
			return spanIn(st, offset, tok.End)
		}
	}
	return spanIn(st, len(st.Text), len(st.Text))
}

// offsetOf returns where the error stands. Where SQLite does not say, it is the first token that is
// the name at the end of its message.
func offsetOf(text string, err *sqlitedb.Error) int {
	i := strings.LastIndex(err.Message, ": ")
	if err.Offset >= 0 || err.Running || i < 0 {
		return err.Offset
	}
	name := err.Message[i+2:]
	name = name[strings.LastIndex(name, ".")+1:]
	r := newDefReader(text)
	for _, tok := range r.toks {
		if strings.EqualFold(unquoted(text[tok.Start:tok.End]), name) {
			return tok.Start
		}
	}
	return -1
}

func (p *parsing) errorf(at source.Span, code, help, format string, args ...any) {
	p.diags.Errorf(at, code, help, format, args...)
}

// scratches are empty databases to compile statements in. One takes a third of a millisecond to make, and
// its memory is not Go's: what does not fit here has to be closed.
var scratches = make(chan *sqlitedb.DB, 16)

func scratch() (*sqlitedb.DB, error) {
	select {
	case db := <-scratches:
		return db, nil
	default:
		return sqlitedb.Open()
	}
}

func putBack(db *sqlitedb.DB) {
	select {
	case scratches <- db:
	default:
		db.Close()
	}
}

// check compiles the statement in an empty database. Of what SQLite then says, only what is true of
// any database counts.
func (p *parsing) check() {
	db, err := scratch()
	if err != nil {
		p.internal(err.Error())
		return
	}
	defer putBack(db)
	stmt, failure := db.Prepare(p.stmt.Text)
	switch {
	case failure != nil && failure.Syntax():
		p.refused(failure)
	case failure != nil && failure.Refused != "":
		p.stmt.Unanalysed = failure.Refused
	case failure != nil: // its tables are not here
	case stmt == nil:
		p.internal("SQLite finds no statement here")
	default:
		defer stmt.Close()
		if rest := newDefReader(p.stmt.Text[stmt.Tail:]); !rest.atEnd() {
			p.internal("SQLite finds more than one statement here")
		}
	}
	p.placeholders()
}

// placeholders refuses parameters: SQLite takes each for NULL, without a word. SQLite allows
// none in a CREATE, so that the one in a trigger is an error of its own.
func (p *parsing) placeholders() {
	if p.diags.HasErrors() {
		return
	}
	toks := newDefReader(p.stmt.Text)
	for ; !toks.atEnd(); toks.pos++ {
		text, tok := toks.token(0), toks.toks[toks.pos]
		if !isParameter(text) || tok.Kind == sqltext.String || tok.Kind == sqltext.QuotedIdent {
			continue
		}
		end := tok.End
		if len(text) == 1 && text != "?" { // ":" and the name behind it
			if toks.pos+1 == len(toks.toks) || toks.toks[toks.pos+1].Start != end {
				continue
			}
			end = toks.toks[toks.pos+1].End
		}
		p.errorf(p.span(tok.Start, end), ansi.CodeSyntax, "write the value itself, or declare a variable and use it in a .sql.tmpl revision",
			"a driver's placeholder has no value in a revision: %s would be NULL", p.stmt.Text[tok.Start:end])
		return
	}
}

// isParameter tells whether a token is a parameter, or the sign of one.
// See https://www.sqlite.org/lang_expr.html#parameters.
func isParameter(text string) bool {
	switch text[0] {
	case '?', ':', '@', '$':
		return text != "::" && text != ":="
	}
	return false
}

// internal reports what cannot be the user's fault.
func (p *parsing) internal(message string) {
	p.stmt.Unanalysed = "the parser failed"
	p.errorf(p.stmt.Span, ansi.CodeInternal, "this is a fault of sqlplan; please report the statement", "%s: %s", message, source.Shorten(p.stmt.Text))
}

// notValid is why a statement with a syntax error is not analysed.
const notValid = "its syntax is not valid"

// refused reports a syntax error.
func (p *parsing) refused(err *sqlitedb.Error) {
	p.stmt.Unanalysed = notValid
	offset, help := err.Offset, ""
	if err.Message == "incomplete input" {
		offset, help = len(p.stmt.Text), "the statement ends too early: something is missing behind its last word"
	}
	at := errorSpan(p.stmt, offset)
	if help == "" {
		help = syntaxHelp(p.stmt.Text, offset)
	}
	p.errorf(at, ansi.CodeSyntax, help, "%s", source.Shorten(err.Message))
}

// mistakes are forms of other servers.
var mistakes = []struct{ words, help string }{
	{"AUTO_INCREMENT", "write INTEGER PRIMARY KEY AUTOINCREMENT; AUTO_INCREMENT is MySQL's"},
	{"ENGINE =", "remove the table option; it is MySQL's"},
	{"ALTER COLUMN", "SQLite cannot change a column; make a new table and copy the rows, as op.batch_alter_table() does"},
	{"MODIFY", "SQLite cannot change a column; make a new table and copy the rows, as op.batch_alter_table() does"},
	{"ADD CONSTRAINT", "SQLite cannot add a constraint to a table that exists; make a new table and copy the rows, as op.batch_alter_table() does"},
	{"DROP CONSTRAINT", "SQLite cannot drop a constraint; make a new table and copy the rows, as op.batch_alter_table() does"},
	{"ADD COLUMN IF NOT", "SQLite has no IF NOT EXISTS for a column"},
	{"DROP COLUMN IF", "SQLite has no IF EXISTS for a column"},
	{"TRUNCATE", "write DELETE FROM; SQLite has no TRUNCATE"},
	{"COMMENT ON", "remove it; SQLite has no comments on objects"},
	{"CREATE TYPE", "remove it; SQLite has no types of one's own"},
	{"CREATE SEQUENCE", "remove it; SQLite numbers rows with INTEGER PRIMARY KEY"},
	{"CREATE SCHEMA", "remove it; a schema of SQLite is a file that is attached"},
	{"CREATE EXTENSION", "remove it; it is PostgreSQL's"},
	{"CREATE OR REPLACE", "drop the object first; SQLite has no OR REPLACE here"},
	{"CASCADE", "remove CASCADE; SQLite drops what belongs to the object, and nothing else"},
	{"NOW (", "write CURRENT_TIMESTAMP or datetime('now')"},
	{"GRANT", "remove it; SQLite has no users"},
	{"REVOKE", "remove it; SQLite has no users"},
	{"SET", "SQLite has no settings by SET; see PRAGMA"},
	{"% S", "a driver's placeholder has no value in a revision; write the value itself"},
	{": :", "write CAST(x AS type)"},
	{"::", "write CAST(x AS type)"},
}

// syntaxHelp says what to do about a syntax error, for the mistakes that are common.
func syntaxHelp(text string, offset int) string {
	words, at := tokenWords(text, offset)
	upTo := strings.Join(words[:min(at+2, len(words))], " ") + " "
	for _, m := range mistakes {
		i := strings.LastIndex(" "+upTo, " "+m.words+" ")
		if i < 0 || m.words == "SET" && i > 0 {
			continue
		}
		return m.help
	}
	word := func(i int) string {
		if i < 0 || i >= len(words) {
			return ""
		}
		return words[i]
	}
	switch {
	case word(at-1) == "," && (word(at) == ")" || word(at) == "FROM" || word(at) == "WHERE" || word(at) == ""):
		return "remove the comma before it"
	case at == 0:
		return "a statement of SQLite starts with a word such as CREATE, ALTER, INSERT or UPDATE"
	case isKeyword(strings.ToLower(word(at))):
		return fmt.Sprintf("%s is a keyword; as a name it needs double quotes", word(at))
	}
	return ""
}

// tokenWords are the tokens of a text in upper case, and the number of the one at the offset.
func tokenWords(text string, offset int) (words []string, at int) {
	r := newDefReader(text)
	at = len(r.toks)
	for i, tok := range r.toks {
		word := text[tok.Start:tok.End]
		switch tok.Kind {
		case sqltext.String:
			word = "''"
		case sqltext.QuotedIdent:
			word = `""`
		default:
			word = strings.ToUpper(word)
		}
		words = append(words, word)
		if at == len(r.toks) && offset < tok.End {
			at = i
		}
	}
	return words, at
}

// foreignKeys warns of the switch that does nothing where it stands.
// See https://www.sqlite.org/pragma.html#pragma_foreign_keys.
func (p *parsing) foreignKeys() {
	name, on, ok := setPragma(p.stmt.Text)
	switch {
	case !ok || name != keysPragma || !on:
	case p.stmt.Outside != "":
		p.stmt.Session = []string{keysPragma}
	default:
		p.diags.Warnf(p.stmt.Span, CodeNoEffect, "have the statement run outside of a transaction, or remove it: the script runs with foreign keys off",
			"PRAGMA foreign_keys does nothing inside a transaction")
	}
}

// setPragma reads PRAGMA name = value and PRAGMA name(value) of a value that is on or off.
func setPragma(text string) (name string, on, ok bool) {
	r := newDefReader(text)
	if !r.take("PRAGMA") {
		return "", false, false
	}
	name = strings.ToLower(r.name())
	if r.take(".") {
		name = strings.ToLower(r.name())
	}
	if !r.take("=") && !r.take("(") {
		return name, false, false
	}
	switch strings.ToLower(unquoted(r.token(0))) {
	case "1", "on", "yes", "true":
		return name, true, true
	case "0", "off", "no", "false":
		return name, false, true
	}
	return name, false, false
}
