package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of this package. They never change their meaning.
const (
	CodeSyntax      = ansi.CodeSyntax      // PostgreSQL's parser refuses the statement
	CodeBody        = "SP211"              // the body of a function, procedure or DO block has an error
	CodeUnanalysed  = ansi.CodeUnanalysed  // the statement is too deep to be analysed; its syntax was checked
	CodeNewerSyntax = "SP213"              // the statement is written for a newer server than the parser knows
	CodeUnchecked   = "SP214"              // this build has no parser
	CodeInternal    = ansi.CodeInternal    // the parser and the splitter disagree: a fault of sqlplan
	CodeOlderServer = ansi.CodeOlderServer // the statement has syntax that came after the server's version
)

// Parse checks the statement with PostgreSQL's parser and fills in what it is
// and does. The statement keeps the parser's tree only if env asks for it. Parse may
// be called from several goroutines with different statements.
func (Dialect) Parse(stmt *sqlstmt.Stmt, env *ir.Env) source.Diagnostics {
	p := parsing{stmt: stmt, version: env.ServerVersion, keepTree: env.KeepTree}
	if err := sqltext.CheckText(stmt.Text); err != nil {
		p.errorf(err.Start, err.End, ansi.CodeNotText, "save the file as UTF-8", "%s", err)
		return p.diags
	}
	p.run()
	return p.diags
}

// parsing is the work on one statement.
type parsing struct {
	stmt    *sqlstmt.Stmt
	version ir.Version
	// keepTree: the tree stays with the statement, for Simulate.
	keepTree bool
	diags    source.Diagnostics
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

func (p *parsing) warnf(start, end int, code, help, format string, args ...any) {
	p.diags.Warnf(p.span(start, end), code, help, format, args...)
}

// unanalysed records that the statement's tree was not read.
func (p *parsing) unanalysed(why string) {
	p.stmt.Unanalysed = why
	p.stmt.Kind = kindOfText(p.stmt.Text)
	p.stmt.Summary = strings.ToLower(p.stmt.Kind)
}

// kindOfText guesses the kind of a statement from its first words.
func kindOfText(text string) string {
	words := firstWords(text, 4)
	if len(words) == 0 {
		return "SQL"
	}
	switch words[0] {
	case "CREATE", "ALTER", "DROP":
	default:
		return words[0]
	}
	for i, word := range words[1:] {
		switch word {
		case "OR", "REPLACE", "UNIQUE", "TEMP", "TEMPORARY", "UNLOGGED", "RECURSIVE", "CONSTRAINT":
			continue
		case "MATERIALIZED", "FOREIGN", "EVENT":
			if i+2 < len(words) {
				return words[0] + " " + word + " " + words[i+2]
			}
		}
		return words[0] + " " + word
	}
	return words[0]
}

// firstWords returns up to n words that the text starts with, in upper case.
func firstWords(text string, n int) (words []string) {
	s := sqltext.NewScanner(text, style)
	for len(words) < n {
		switch tok := s.Next(); tok.Kind {
		case sqltext.Word:
			words = append(words, strings.ToUpper(text[tok.Start:tok.End]))
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
		case sqltext.Punct:
			// (SELECT ...) is a SELECT.
			if len(words) > 0 || text[tok.Start] != '(' {
				return words
			}
		default:
			return words
		}
	}
	return words
}
