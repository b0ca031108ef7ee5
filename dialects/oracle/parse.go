package oracle

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
	CodeSyntax    = "SP210" // the tokens cannot be a statement
	CodeSemicolon = "SP570" // a semicolon in the middle of a statement of SQL
	CodeNoEnd     = "SP571" // PL/SQL that does not end in a semicolon, or a block in no END
	CodeLine      = "SP572" // a line that SQL*Plus takes for a command, or that is too long for it
	CodeLiteral   = "SP573" // a literal that is longer than the server takes
	CodeName      = "SP574" // a name that is longer than the server takes
)

// Parse checks the tokens of the statement and fills in what it is and does. There
// is no grammar: what it takes can still be refused by the server.
func (Dialect) Parse(stmt *sqlstmt.Stmt, env *ir.Env) source.Diagnostics {
	p := parsing{stmt: stmt, most: maxName(versionOf(env))}
	if err := sqltext.CheckText(stmt.Text); err != nil {
		p.errorf(err.Start, err.End, ansi.CodeNotText, "save the file as UTF-8", "%s", err)
		return p.diags
	}
	p.first = firstWords(stmt.Text, 4)
	if stmt.Outside == "" {
		stmt.Outside = outside(stmt.Text, p.first)
	}
	if !p.check() {
		stmt.Kind, stmt.Unanalysed = "SQL", "its syntax is not valid"
		return p.diags
	}
	p.lines()
	list := ddlread.Read(stmt.Text, server())
	if p.unit() && len(list) > 1 {
		list = list[:1] // what follows is the inside of a block
	}
	p.fill(list)
	if env != nil && env.KeepTree {
		stmt.Tree = list
	}
	return p.diags
}

// parsing is the work on one statement.
type parsing struct {
	stmt  *sqlstmt.Stmt
	first []string // its first words, in upper case
	most  int      // how many bytes a name may have
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

// firstWords returns up to n words that the text starts with, in upper case; << of a
// label counts as one.
func firstWords(text string, n int) (list []string) {
	s := sqltext.NewScanner(text, style)
	for len(list) < n {
		tok := s.Next()
		switch {
		case tok.Kind == sqltext.Word, len(list) == 0 && text[tok.Start:tok.End] == "<<":
			list = append(list, strings.ToUpper(text[tok.Start:tok.End]))
		case tok.Kind == sqltext.Space || tok.Kind == sqltext.LineComment || tok.Kind == sqltext.BlockComment:
		default:
			return list
		}
	}
	return list
}

// unit tells whether the statement is PL/SQL, which has semicolons in it and one at its end.
func (p *parsing) unit() bool { return isUnit(p.first, p.stmt.Text) }

func isUnit(first []string, text string) bool {
	switch {
	case isBlock(first):
		return true
	case len(first) > 1 && first[0] == "WITH":
		return (first[1] == "FUNCTION" || first[1] == "PROCEDURE") && (len(first) < 3 || first[2] != "AS")
	case len(first) == 0 || first[0] != "CREATE":
		return false
	}
	words := firstWords(text, 8)[1:]
	for len(words) > 0 && slices.Contains([]string{"OR", "REPLACE", "EDITIONABLE", "NONEDITIONABLE", "AND", "RESOLVE", "COMPILE", "NOFORCE", "MLE"}, words[0]) {
		words = words[1:]
	}
	return len(words) > 0 && slices.Contains([]string{"PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER", "TYPE", "LIBRARY", "JAVA", "MODULE"}, words[0])
}

// statements are the words that a statement of SQL or a block can begin with.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Types-of-SQL-Statements.html
var statements = append([]string{"BEGIN", "CALL", "COMMIT", "DECLARE", "DELETE", "EXPLAIN", "INSERT", "LOCK", "MERGE", "ROLLBACK", "SAVEPOINT",
	"SELECT", "SET", "UPDATE", "WITH", "<<"}, ddl...)

// foreign are first words of other servers' statements, with what Oracle has instead.
var foreign = map[string]string{
	"EXEC": "write BEGIN procedure(...); END; and a line /", "EXECUTE": "write BEGIN procedure(...); END; and a line /",
	"REPLACE": "use MERGE", "SHOW": "read USER_TABLES and its like", "DESCRIBE": "read USER_TAB_COLUMNS",
	"DO": "write BEGIN ... END; and a line /", "VALUES": "write SELECT ... FROM DUAL", "VACUUM": "Oracle has no VACUUM: ALTER TABLE ... SHRINK SPACE is the closest",
	"START": "sqlplan opens the transactions itself", "COPY": "use SQL*Loader or an external table", "PRAGMA": "PRAGMA stands inside a block",
	"USE": "use ALTER SESSION SET CURRENT_SCHEMA", "IF": "write BEGIN IF ... END IF; END; and a line /", "GO": "end statements with a line /",
	"REINDEX": "use ALTER INDEX ... REBUILD", "PREPARE": "use EXECUTE IMMEDIATE in a block", "DEALLOCATE": "Oracle closes cursors by itself",
}

// check looks at the tokens: quotes, comments and parentheses that are closed, a
// first word that can be one, semicolons where they belong, and no signs that
// Oracle does not have.
func (p *parsing) check() bool {
	if !p.beginsWell() {
		return false
	}
	if len(p.first) > 1 && slices.Contains([]string{"JAVA", "MODULE"}, p.first[len(p.first)-1]) {
		return true // the source of another language
	}
	text, unit := p.stmt.Text, p.unit()
	s := sqltext.NewScanner(text, style)
	var open []sqltext.Token
	var last sqltext.Token
	var words [3]string // the last ones
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment:
			continue
		case sqltext.BlockComment:
			if tok.Open {
				p.errorf(tok.Start, tok.Start+len("/*"), ansi.CodeOpenComment, "close it with */", "the comment that opens here is never closed")
				return false
			}
			continue
		}
		last = tok
		words = [3]string{words[1], words[2], strings.ToUpper(text[tok.Start:tok.End])}
		if !p.token(tok, &open, unit) {
			return false
		}
	}
	if len(open) > 0 {
		at := open[len(open)-1]
		p.errorf(at.Start, at.End, ansi.CodeOpenBracket, "close it", "the parenthesis that opens here is never closed")
		return false
	}
	if unit && p.first[0] != "WITH" && text[last.Start:last.End] != ";" {
		p.errorf(last.Start, last.End, CodeNoEnd, "write END; at its end, and a line / behind it", "a block of PL/SQL ends in a semicolon")
		return false
	}
	ends := words[1] == "END" || words[0] == "END" && !slices.Contains([]string{"IF", "LOOP", "CASE"}, words[1])
	if (p.first[0] == "BEGIN" || p.first[0] == "DECLARE") && !ends {
		p.errorf(last.Start, last.End, CodeNoEnd, "write END; at its end, and a line / behind it", "the block has no END")
		return false
	}
	return true
}

// token checks one token that is neither space nor a comment.
func (p *parsing) token(tok sqltext.Token, open *[]sqltext.Token, unit bool) bool {
	text := p.stmt.Text
	if tok.Open {
		p.errorf(tok.Start, min(tok.Start+1, tok.End), ansi.CodeOpenString, "close it; a quote inside is doubled", "the quote that opens here is never closed")
		return false
	}
	p.size(tok, unit)
	switch text[tok.Start:tok.End] {
	case "(":
		*open = append(*open, tok)
	case ")":
		if len(*open) == 0 {
			p.errorf(tok.Start, tok.End, CodeSyntax, "delete it, or open it before", "the parenthesis that closes here was never opened")
			return false
		}
		*open = (*open)[:len(*open)-1]
	case "`":
		p.errorf(tok.Start, tok.End, CodeSyntax, `put names into double quotes: "name"`, "Oracle has no backticks")
		return false
	case "$":
		if strings.HasPrefix(text[tok.Start:], "$$") && !unit { // $$plsql_unit stands in PL/SQL
			p.errorf(tok.Start, tok.End, CodeSyntax, "Oracle has no dollar quotes: write a text as q'[...]'", "unexpected $$")
			return false
		}
	case ";":
		if !unit {
			p.errorf(tok.Start, tok.End, CodeSemicolon, "put each statement into a string of its own, or end them with lines /", "a semicolon stands inside a statement of SQL")
			return false
		}
	}
	return true
}

// size reports literals and names that are longer than the server takes. In PL/SQL a
// literal may have 32,767 bytes.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/lnpls/plsql-program-limits.html
func (p *parsing) size(tok sqltext.Token, unit bool) {
	const maxUnitLiteral = 32767
	const quotes = 2
	bytes := tok.End - tok.Start
	switch {
	case tok.Kind == sqltext.String && unit && bytes-quotes > maxUnitLiteral:
		p.errorf(tok.Start, tok.End, CodeLiteral, "take it apart, and join the parts with ||", "a literal of PL/SQL has at most %d bytes, and this one %d", maxUnitLiteral, bytes-quotes)
	case tok.Kind == sqltext.String && !unit && bytes-quotes > maxLiteral:
		p.errorf(tok.Start, tok.End, CodeLiteral, "take it apart: TO_CLOB('...') || TO_CLOB('...')", "a literal of SQL has at most %d bytes, and this one %d", maxLiteral, bytes-quotes)
	case tok.Kind == sqltext.QuotedIdent && bytes-quotes > p.most, tok.Kind == sqltext.Word && bytes > p.most:
		p.errorf(tok.Start, tok.End, CodeName, "shorten it, or say with --server-version for which release the script is", "a name has at most %d bytes on this release, and this one has %d", p.most, bytes)
	}
}

// beginsWell tells whether a statement can begin as this one does.
func (p *parsing) beginsWell() bool {
	if len(p.first) == 0 {
		if strings.HasPrefix(strings.TrimSpace(p.stmt.Text), "(") {
			return true // (SELECT ...) UNION ...
		}
		p.errorf(0, min(1, len(p.stmt.Text)), CodeSyntax, "see that the statement before it is whole", "no statement of Oracle begins like this")
		return false
	}
	word := p.first[0]
	at := max(0, strings.Index(strings.ToUpper(p.stmt.Text), word))
	if help, ok := foreign[word]; ok {
		p.errorf(at, at+len(word), CodeSyntax, help, "%s is no statement of Oracle", word)
		return false
	}
	if slices.Contains(statements, word) {
		return true
	}
	p.errorf(at, at+len(word), CodeSyntax, "see that the statement before it is whole", "no statement of Oracle begins with %q", word)
	return false
}

// maxLine is how many bytes a line may have that SQL*Plus reads.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/SQL-Plus-limits.html
const maxLine = 2499

// lines warns of lines that SQL*Plus does not hand on as they are, whatever the
// settings of a script say. Those that are too long are broken where a space stands
// between two tokens, so that only a long literal is left.
func (p *parsing) lines() {
	if at := sqltext.SeparatorLines(p.stmt.Text, style); len(at) > 0 {
		p.diags.Warnf(p.span(at[0], at[0]+1), CodeLine, "write the text so that the line has more on it, for example with || CHR(10) ||",
			"SQL*Plus ends the statement at a line that is only /")
	}
	for line := range strings.Lines(broken(p.stmt.Text)) {
		text := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(text, "#"):
			p.diags.Warnf(p.stmt.Span, CodeLine, "write the text so that the line starts with something else", "SQL*Plus takes a line that begins with # for a command")
		case len(strings.TrimRight(line, "\r\n")) > maxLine:
			p.diags.Warnf(p.stmt.Span, CodeLine, "break the line; take a long literal apart, and join the parts with ||",
				"SQL*Plus refuses a line of more than %d bytes, and this one has %d", maxLine, len(strings.TrimRight(line, "\r\n")))
		}
	}
}

// fill takes over what was read.
func (p *parsing) fill(list []ddlread.Statement) {
	st := p.stmt
	if len(list) == 0 {
		st.Kind, st.Summary = "SQL", "nothing"
		return
	}
	st.Kind = list[0].Kind
	if st.Kind == "<<" {
		st.Kind = "BEGIN"
	}
	st.Summary = words.Summary(&list[0])
	st.Objects = objects(&list[0])
	switch st.Kind {
	case "COMMIT":
		st.Control = sqlstmt.Commit
	case "ROLLBACK", "SAVEPOINT":
		st.Control = sqlstmt.OtherControl
	case "SET":
		if len(p.first) > 1 && p.first[1] == "TRANSACTION" {
			st.Control, st.Kind = sqlstmt.Begin, "SET TRANSACTION"
		}
	}
	if st.Kind == "ALTER SESSION" {
		if p.session(); len(st.Session) > 0 {
			st.Summary = "set " + strings.Join(st.Session, ", ") + " for the session"
		}
	}
}

// session notes the settings that a statement changes for the rest of the session.
func (p *parsing) session() {
	s := sqltext.NewScanner(p.stmt.Text, style)
	before := ""
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		text := p.stmt.Text[tok.Start:tok.End]
		if tok.Kind == sqltext.Word {
			before = strings.ToLower(text)
		}
		if text == "=" && before != "" && !slices.Contains(p.stmt.Session, before) {
			p.stmt.Session = append(p.stmt.Session, before)
		}
	}
}
