package ansi

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// fault reports why the text cannot be split.
func (l *lowering) fault(err *sqltext.SplitError) {
	at := sqltext.Extent{Start: l.from + err.Start, End: l.from + err.End}
	code, help := faultHelp(err, l.style)
	l.diags.Errorf(l.span(at), code, help, "%s", err)
}

func faultHelp(err *sqltext.SplitError, style sqltext.Style) (code, help string) {
	switch err.Fault {
	case sqltext.OpenString:
		if len(err.Close) > 1 { // an Oracle string that has no doubled quotes
			return CodeOpenString, "close it with " + err.Close
		}
		return CodeOpenString, fmt.Sprintf("close it with %s, and write a %[1]s inside the string twice", err.Close)
	case sqltext.OpenIdent:
		return CodeOpenString, "close it with " + err.Close
	case sqltext.OpenDollar:
		return CodeOpenString, fmt.Sprintf("close it with %s, in the same upper and lower case", err.Mark)
	case sqltext.OpenComment:
		if style.NestedComments {
			return CodeOpenComment, "close it with */, once for each /* inside it too"
		}
		return CodeOpenComment, "close it with */"
	case sqltext.OpenParen:
		return CodeOpenBracket, "close it with ), or remove it"
	case sqltext.OpenAtomic:
		return CodeOpenBracket, "close it with END;"
	case sqltext.OpenBody:
		return CodeOpenBracket, "close it with " + bodyEnd(err.Mark) + ";"
	case sqltext.NulByte:
		return CodeNotText, "no server accepts this byte in SQL; is the file saved as UTF-16?"
	case sqltext.InvalidUTF8:
		return CodeNotText, "save the file as UTF-8"
	case sqltext.ClientCommand:
		return CodeClient, clientHelp(err.Client, err.Mark)
	case sqltext.RepeatedBatch:
		return CodeGoCount, "write GO alone, and repeat the statements or run them in a WHILE loop"
	case sqltext.BadSeparator:
		return CodeGoLine, "leave GO alone on its line; where it is a name, write [GO]"
	case sqltext.BadDelimiter:
		return CodeDelimiter, "write what is to end a statement behind it, on the same line: DELIMITER //"
	case sqltext.OpenStatement:
		return CodeDelimiter, fmt.Sprintf("write %s behind the statement", cmp.Or(err.Delimiter, ";"))
	}
	panic(fmt.Sprintf("invalid fault %d", int(err.Fault)))
}

// bodyEnd returns the words that end what a word opens.
func bodyEnd(opener string) string {
	if opener == "BEGIN" {
		return "END"
	}
	return "END " + opener
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
