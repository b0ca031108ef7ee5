package ansi

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// fault reports why the text cannot be split.
func (l *lowering) fault(err *sqltext.SplitError) {
	at := sqltext.Extent{Start: l.from + err.Start, End: l.from + err.End}
	code, help := faultHelp(err)
	l.diags.Errorf(l.span(at), code, help, "%s", err)
}

func faultHelp(err *sqltext.SplitError) (code, help string) {
	switch err.Fault {
	case sqltext.OpenString:
		return CodeOpenString, "close it with ', and write a ' inside the string twice"
	case sqltext.OpenIdent:
		return CodeOpenString, fmt.Sprintf("close it with %s", err.Mark[len(err.Mark)-1:])
	case sqltext.OpenDollar:
		return CodeOpenString, fmt.Sprintf("close it with %s, in the same upper and lower case", err.Mark)
	case sqltext.OpenComment:
		return CodeOpenComment, "close it with */, once for each /* inside it too"
	case sqltext.OpenParen:
		return CodeOpenBracket, "close it with ), or remove it"
	case sqltext.OpenAtomic:
		return CodeOpenBracket, "close it with END;"
	case sqltext.NulByte:
		return CodeNotText, "no server accepts this byte in SQL; is the file saved as UTF-16?"
	case sqltext.InvalidUTF8:
		return CodeNotText, "save the file as UTF-8"
	case sqltext.ClientCommand:
		return CodePsqlCommand, psqlHelp(err.Mark)
	}
	panic(fmt.Sprintf("invalid fault %d", int(err.Fault)))
}

// psqlHelp says what to do instead of a command to psql.
func psqlHelp(command string) string {
	switch command {
	case `\set`, `\unset`, `\gset`, `\getenv`, `\prompt`:
		return "declare a variable, and use it in a .sql.tmpl revision"
	case `\i`, `\ir`, `\include`, `\include_relative`:
		return "move the statements of that file into this revision"
	case `\if`, `\elif`, `\else`, `\endif`:
		return "decide in a .sql.tmpl revision, or in a DO block on the server"
	case `\c`, `\connect`:
		return "remove it; a script changes the one database that it is run in"
	case `\copy`, `\.`:
		return "write the rows as INSERT ... VALUES, or load them outside of the revisions"
	case `\gexec`:
		return "run the generated statements with EXECUTE in a DO block"
	}
	return "remove it; a revision holds only SQL"
}

// readsClientData tells whether the statement is a COPY ... FROM STDIN, whose
// data would follow it as lines that are not SQL.
func (l *lowering) readsClientData(p sqltext.Piece) bool {
	if l.style.Client != sqltext.Psql || l.words(p)[0] != "COPY" {
		return false
	}
	text := l.text[p.Stmt.Start:p.Stmt.End]
	s := sqltext.NewScanner(text, l.style)
	from := false
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		switch word := text[tok.Start:tok.End]; {
		case tok.Kind != sqltext.Word && tok.Kind != sqltext.Punct:
		case from && strings.EqualFold(word, "STDIN"):
			return true
		default:
			from = strings.EqualFold(word, "FROM")
		}
	}
	return false
}

// skipData reports a COPY ... FROM STDIN and moves behind its data. It returns
// false if no line \. ends the data, so that nothing behind it can be read as SQL.
func (l *lowering) skipData(p sqltext.Piece) bool {
	l.diags.Errorf(l.span(p.Stmt), CodeCopyStdio,
		"write the rows as INSERT ... VALUES, or load them outside of the revisions",
		"COPY ... FROM STDIN reads its data from the client, which is not part of the SQL")
	for at := p.End; at < len(l.text); {
		line, _, _ := strings.Cut(l.text[at:], "\n")
		at = min(at+len(line)+1, len(l.text))
		if strings.TrimRight(line, "\r") == `\.` {
			l.from = at
			return true
		}
	}
	return false
}
