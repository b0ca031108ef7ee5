package sqltext

import "strings"

// slashUnit follows one statement of Oracle to see whether it is one that only a
// line / ends, as in SQL*Plus: a PL/SQL block, the creation of a stored unit, a
// query with functions of its own.
// See https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-scripts-SQL-Plus.html.
type slashUnit struct {
	words int
	first string // the first word, while the ones behind it matter
	block bool   // only a / ends the unit
	query bool   // it is a query, which has no semicolon at its end
	code  bool   // it creates a module in another language
	raw   bool   // what follows is that module's source
}

func (u *slashUnit) reset() { *u = slashUnit{} }

func (u *slashUnit) inside() bool { return u.block }

func (u *slashUnit) unfinished() *SplitError { return nil }

func (u *slashUnit) token(text string, tok Token) {
	if u.words > 0 && u.first == "" && !u.code {
		return // nothing more can change what it is
	}
	word := strings.ToUpper(text[tok.Start:tok.End])
	u.words++
	switch {
	case u.words == 1:
		u.first = word
		// A label stands in << >> before the block.
		u.block = word == "DECLARE" || word == "BEGIN" || word == "<<"
	case u.code && word == "AS" && tok.Kind == Word:
		u.raw = true
	case u.first == "CREATE" && tok.Kind == Word:
		u.create(word)
	case u.first == "WITH" && u.words == 2 && (word == "FUNCTION" || word == "PROCEDURE"):
	case u.first == "WITH" && u.words == 3 && (tok.Kind == Word && word != "AS" || tok.Kind == QuotedIdent):
		u.block, u.query, u.first = true, true, ""
	default:
		u.first = ""
	}
}

// create takes a word behind CREATE.
func (u *slashUnit) create(word string) {
	switch word {
	case "OR", "REPLACE", "EDITIONABLE", "NONEDITIONABLE", "AND", "RESOLVE", "COMPILE", "NOFORCE", "MLE":
		return
	case "PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER", "TYPE", "LIBRARY":
		u.block = true
	case "JAVA", "MODULE":
		u.block, u.code = true, true
	}
	u.first = ""
}

// rawUnit passes the source of a Java class or JavaScript module, whose quotes
// and comments are not those of SQL, up to the line / that ends it.
func (s *splitter) rawUnit() {
	s.unit.raw, s.unit.code = false, false
	end := s.pos
	for end < len(s.text) && !(lineStart(s.text, end) && slashLine(s.text[end:])) {
		n := strings.IndexByte(s.text[end:], '\n')
		if n < 0 {
			end = len(s.text)
			break
		}
		end += n + 1
	}
	if source := strings.TrimRight(s.text[s.pos:end], " \t\r\n"); source != "" {
		s.piece.Stmt.End = s.pos + len(source)
	}
	s.pos = end
}

// slashLine tells whether the line that text starts with is a / and nothing else.
func slashLine(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	return strings.Trim(line, " \t\r") == "/"
}
