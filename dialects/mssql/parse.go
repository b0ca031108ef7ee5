package mssql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of this package. They never change their meaning.
const (
	CodeSyntax     = "SP210" // the tokens cannot be a statement
	CodeNotAlone   = "SP551" // CREATE VIEW and its like behind another statement of the batch
	CodeDatabase   = "SP552" // USE, which moves the rest of the script to another database
	CodeManyInside = "SP553" // a statement that cannot be part of a transaction stands in a batch with others
)

// server is how ddlread reads T-SQL.
var server *ddlread.Server

func init() {
	// Filled here since readOwn refers to it.
	server = &ddlread.Server{Style: style, Unterminated: true, Own: readOwn}
}

// Parse checks the tokens of the statement and fills in what it is and does. There
// is no grammar: what it takes can still be refused by the server.
func (Dialect) Parse(stmt *sqlstmt.Stmt, env *ir.Env) source.Diagnostics {
	p := parsing{stmt: stmt}
	if err := sqltext.CheckText(stmt.Text); err != nil {
		p.errorf(err.Start, err.End, ansi.CodeNotText, "save the file as UTF-8", "%s", err)
		return p.diags
	}
	if !p.check() {
		stmt.Kind, stmt.Unanalysed = "SQL", "its syntax is not valid"
		return p.diags
	}
	list := ddlread.Read(stmt.Text, server)
	p.fill(list)
	if env != nil && env.KeepTree {
		stmt.Tree = list
	}
	return p.diags
}

// parsing is the work on one statement.
type parsing struct {
	stmt  *sqlstmt.Stmt
	diags source.Diagnostics
}

// span returns the place of the statement's bytes from start to end. A statement
// that an operation made does not stand in its file as it is; all its places are
// the operation's.
func (p *parsing) span(start, end int) source.Span {
	at := p.stmt.Span
	if !at.IsZero() && at.End()-at.Start() == len(p.stmt.Text) && at.Text() == p.stmt.Text {
		return at.File.Span(at.Start()+start, at.Start()+end)
	}
	return at
}

func (p *parsing) errorf(start, end int, code, help, format string, args ...any) {
	p.diags.Errorf(p.span(start, end), code, help, format, args...)
}

// firstWords are the words that a statement of T-SQL can begin with; a procedure's
// name may stand there too, but only as the first statement of a batch.
// https://learn.microsoft.com/sql/t-sql/statements/statements
var firstWords = strings.Fields(`ADD ALTER BACKUP BEGIN BREAK BULK CHECKPOINT CLOSE COMMIT CONTINUE CREATE DBCC DEALLOCATE DECLARE DELETE DENY
	DISABLE DROP ENABLE END EXEC EXECUTE FETCH GET GO GOTO GRANT IF INSERT KILL MERGE MOVE OPEN PRINT RAISERROR READTEXT RECEIVE RECONFIGURE RESTORE
	RETURN REVERT REVOKE ROLLBACK SAVE SELECT SEND SET SETUSER SHUTDOWN THROW TRUNCATE UPDATE UPDATETEXT USE WAITFOR WHILE WITH WRITETEXT`)

// foreign are first words of other servers' statements, with what T-SQL has instead.
var foreign = map[string]string{
	"COMMENT": "comments are extended properties: EXEC sp_addextendedproperty N'MS_Description', ...",
	"RENAME":  "use EXEC sp_rename", "REPLACE": "use MERGE, or UPDATE and INSERT", "CALL": "use EXEC",
	"SHOW": "use SELECT, from sys.tables and the like", "DESCRIBE": "use EXEC sp_help", "DO": "T-SQL has no DO blocks: write the statements as they are",
	"VALUES": "write SELECT * FROM (VALUES ...) AS t (...)", "ANALYZE": "use UPDATE STATISTICS", "VACUUM": "SQL Server has no VACUUM: ALTER INDEX ... REORGANIZE is the closest",
	"START": "sqlplan opens the transactions itself", "LOCK": "use a table hint: WITH (TABLOCKX)", "COPY": "use BULK INSERT",
	"PRAGMA": "SQL Server has no PRAGMA", "PREPARE": "use sp_prepare",
}

// check looks at the tokens: quotes, comments and parentheses that are closed, a
// first word that can be one, and no signs that T-SQL does not have.
func (p *parsing) check() bool {
	text := p.stmt.Text
	s := sqltext.NewScanner(text, style)
	var open []sqltext.Token
	first := true
	for {
		tok := s.Next()
		switch tok.Kind {
		case sqltext.EOF:
			return p.closed(open)
		case sqltext.Space, sqltext.LineComment:
			continue
		case sqltext.BlockComment:
			if tok.Open {
				p.errorf(tok.Start, tok.Start+len("/*"), ansi.CodeOpenComment, "close it with */; comments nest in T-SQL", "the comment that opens here is never closed")
				return false
			}
			continue
		}
		if tok.Open {
			p.errorf(tok.Start, min(tok.Start+1, tok.End), ansi.CodeOpenString, "close it; a quote inside is doubled", "the quote that opens here is never closed")
			return false
		}
		word := text[tok.Start:tok.End]
		if first && !p.beginsWell(tok, word) {
			return false
		}
		first = false
		switch word {
		case "(":
			open = append(open, tok)
		case ")":
			if len(open) == 0 {
				p.errorf(tok.Start, tok.End, CodeSyntax, "delete it, or open it before", "the parenthesis that closes here was never opened")
				return false
			}
			open = open[:len(open)-1]
		case "`":
			p.errorf(tok.Start, tok.End, CodeSyntax, "put names into brackets: [name]", "T-SQL has no backticks")
			return false
		case "$":
			if strings.HasPrefix(text[tok.Start:], "$$") {
				p.errorf(tok.Start, tok.End, CodeSyntax, "T-SQL has no dollar quotes: write the body behind AS, and a text as N'...'", "unexpected $$")
				return false
			}
		}
	}
}

func (p *parsing) closed(open []sqltext.Token) bool {
	if len(open) == 0 {
		return true
	}
	at := open[len(open)-1]
	p.errorf(at.Start, at.End, ansi.CodeOpenBracket, "close it", "the parenthesis that opens here is never closed")
	return false
}

// beginsWell tells whether the statement can begin with the token.
func (p *parsing) beginsWell(tok sqltext.Token, word string) bool {
	upper := strings.ToUpper(word)
	switch {
	case help(upper) != "":
		p.errorf(tok.Start, tok.End, CodeSyntax, help(upper), "%s is no statement of T-SQL", upper)
		return false
	case tok.Kind == sqltext.Word && slices.Contains(firstWords, upper):
		return true
	case tok.Kind == sqltext.Word && (strings.HasPrefix(upper, "SP_") || strings.HasPrefix(upper, "XP_")):
		p.errorf(tok.Start, tok.End, CodeSyntax, "write EXEC in front of it",
			"a procedure can be called without EXEC only as the first statement of a batch, where the script has comments and settings")
		return false
	case word == "(" || word == ";":
		return true // (SELECT ...) UNION ..., and ;WITH
	case tok.Kind == sqltext.Word && p.isLabel(tok):
		return true
	}
	p.errorf(tok.Start, tok.End, CodeSyntax, "see that the statement before it is whole; a call needs EXEC", "no statement of T-SQL begins with %q", word)
	return false
}

func help(upper string) string { return foreign[upper] }

// isLabel tells whether a word is the target of a GOTO.
func (p *parsing) isLabel(tok sqltext.Token) bool {
	return strings.HasPrefix(strings.TrimLeft(p.stmt.Text[tok.End:], " \t"), ":")
}

// fill takes over what was read.
func (p *parsing) fill(list []ddlread.Statement) {
	st := p.stmt
	if len(list) == 0 {
		st.Kind, st.Summary = "SQL", "nothing"
		return
	}
	p.alone(list)
	var summaries []string
	for i := range list {
		d := describe(&list[i])
		if i == 0 {
			st.Kind = d.kind
		}
		if len(summaries) < shownStatements {
			summaries = append(summaries, d.summary)
		}
		for _, o := range d.objects {
			if !slices.Contains(st.Objects, o) {
				st.Objects = append(st.Objects, o)
			}
		}
		p.session(&list[i])
		p.control(&list[i])
		p.outside(&list[i], len(list))
	}
	st.Summary = strings.Join(summaries, "; ")
	if n := len(list) - len(summaries); n > 0 {
		st.Summary += "; and more"
	}
}

// shownStatements is how many statements of a batch its summary lists.
const shownStatements = 3

// modules must be the first and only statement of their batch, schemas the first.
// https://learn.microsoft.com/sql/odbc/reference/develop-app/batches-of-sql-statements
// https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-go
var modules = []string{"CREATE VIEW", "CREATE PROCEDURE", "CREATE FUNCTION", "CREATE TRIGGER", "CREATE SCHEMA", "CREATE DEFAULT", "CREATE RULE",
	"ALTER VIEW", "ALTER PROCEDURE", "ALTER FUNCTION", "ALTER TRIGGER"}

// isModule tells whether the server keeps the text of the statement's batch.
func isModule(text string) bool {
	words := words(text, 5)
	if len(words) == 0 || words[0] != "CREATE" && words[0] != "ALTER" {
		return false
	}
	rest := words[1:]
	if len(rest) > 1 && rest[0] == "OR" {
		rest = rest[2:]
	}
	return len(rest) > 0 && slices.Contains([]string{"VIEW", "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "DEFAULT", "RULE"}, rest[0])
}

// words returns up to n words that the text starts with, in upper case.
func words(text string, n int) (list []string) {
	s := sqltext.NewScanner(text, style)
	for len(list) < n {
		switch tok := s.Next(); tok.Kind {
		case sqltext.Word:
			list = append(list, strings.ToUpper(text[tok.Start:tok.End]))
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
		default:
			return list
		}
	}
	return list
}

// alone refuses what must be first in its batch and is not.
func (p *parsing) alone(list []ddlread.Statement) {
	for _, s := range list[1:] {
		if slices.Contains(modules, s.Kind) {
			p.errorf(s.Start, s.End, CodeNotAlone, "put a line GO in front of it", "%s must be the first statement of its batch", s.Kind)
		}
	}
}

// session notes the settings that last beyond the statement.
func (p *parsing) session(s *ddlread.Statement) {
	text := p.stmt.Text[s.Start:s.End]
	w := words(text, 6)
	switch {
	case s.Kind == "USE":
		p.errorf(s.Start, s.End, CodeDatabase, "name the database with the object, database.schema.table, or run a script of its own there",
			"USE would move the rest of the script, and its version table, to another database")
	case s.Kind != "SET" || len(w) < 2:
	case w[1] == "TRANSACTION":
		p.note("transaction isolation level")
	case w[1] == "IDENTITY_INSERT" || strings.HasPrefix(w[1], "@"):
	case w[1] == "STATISTICS" || w[1] == "OFFSETS" || w[1] == "CONTEXT_INFO":
	default:
		for _, option := range w[1:] {
			name := strings.ToLower(option)
			if _, ok := resets[name]; ok {
				p.note(name)
			}
		}
		// Options are listed with commas, at which words() ends.
		if strings.Contains(text, ",") {
			p.note("all")
		}
	}
}

func (p *parsing) note(setting string) {
	if !slices.Contains(p.stmt.Session, setting) {
		p.stmt.Session = append(p.stmt.Session, setting)
	}
}

// control notes what a statement does to transactions. Inside of a block it belongs
// to the block.
func (p *parsing) control(s *ddlread.Statement) {
	w := words(p.stmt.Text[s.Start:s.End], 3)
	if len(w) == 0 {
		return
	}
	second := ""
	if len(w) > 1 {
		second = w[1]
	}
	transaction := second == "TRAN" || second == "TRANSACTION"
	switch {
	case w[0] == "BEGIN" && (transaction || second == "DISTRIBUTED"):
		p.stmt.Control = sqlstmt.Begin
	case w[0] == "COMMIT":
		p.stmt.Control = sqlstmt.Commit
	case w[0] == "ROLLBACK", w[0] == "SAVE" && transaction:
		p.stmt.Control = sqlstmt.OtherControl
	default:
		return
	}
	p.stmt.Kind = w[0]
	if transaction {
		p.stmt.Kind += " TRANSACTION"
	}
}
