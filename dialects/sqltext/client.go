package sqltext

import (
	"slices"
	"strings"
)

// hasLines tells whether some lines of such a text are not SQL.
func (s Style) hasLines() bool { return s.Client > Psql || s.Batches || s.SlashUnits }

// clientLine takes a token that is a line to the client, and moves past the line.
// line is false where the token belongs to a statement.
func (s *splitter) clientLine(tok Token) (line bool, err *SplitError) {
	if !s.lines {
		return false, nil
	}
	if s.style.Batches && tok.Kind == Word && strings.EqualFold(s.text[tok.Start:tok.End], "GO") && (!s.begun || lineStart(s.text, tok.Start)) {
		return true, s.goLine(tok)
	}
	if s.style.SlashUnits && tok.Kind == Operator && lineStart(s.text, tok.Start) && slashLine(s.text[tok.Start:]) {
		return true, s.separator()
	}
	switch s.style.Client {
	case MySQL:
		return s.mysqlLine(tok)
	case SQLite:
		line = !s.begun && s.text[tok.Start] == '.' && lineStart(s.text, tok.Start)
	case Sqlcmd:
		line = lineStart(s.text, tok.Start) && s.sqlcmdLine(s.text[tok.Start:tok.End], s.text[tok.End:])
	case SQLPlus:
		return s.sqlplusLine(tok)
	}
	if line {
		return true, s.clientCommand(tok.Start, lineEnd(s.text, tok.Start))
	}
	return false, nil
}

// lineStart tells whether only blanks stand before an offset on its line.
func lineStart(text string, at int) bool {
	for at--; at >= 0; at-- {
		switch text[at] {
		case ' ', '\t':
		case '\n', '\r':
			return true
		default:
			return false
		}
	}
	return true
}

// lineEnd returns where the line ends that an offset is on, before its line end.
func lineEnd(text string, at int) int {
	if n := strings.IndexAny(text[at:], "\r\n"); n >= 0 {
		return at + n
	}
	return len(text)
}

// mysqlWords are the commands of MySQL's client that have no backslash. USE is
// left out, since it is SQL too.
// See https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html.
var mysqlWords = []string{"CHARSET", "CLEAR", "CONNECT", "EDIT", "EGO", "EXIT", "GO", "NOPAGER", "NOTEE", "NOWARNING", "PAGER", "PRINT",
	"PROMPT", "QUERY_ATTRIBUTES", "QUIT", "REHASH", "RESETCONNECTION", "SOURCE", "SSL_SESSION_DATA_PRINT", "STATUS", "SYSTEM", "TEE", "WARNINGS"}

func (s *splitter) mysqlLine(tok Token) (line bool, err *SplitError) {
	if tok.Kind != Word {
		return false, nil
	}
	word := s.text[tok.Start:tok.End]
	if strings.EqualFold(word, "DELIMITER") {
		return s.delimiterLine(tok)
	}
	if s.begun || !lineStart(s.text, tok.Start) || !isAnyOf(word, mysqlWords) {
		return false, nil
	}
	return true, s.clientCommand(tok.Start, lineEnd(s.text, tok.Start))
}

// delimiterLine takes the word DELIMITER. At the start of a statement it is the
// command; elsewhere a name, unless the line is plainly the command.
func (s *splitter) delimiterLine(tok Token) (line bool, err *SplitError) {
	if s.begun && !lineStart(s.text, tok.Start) {
		return false, nil
	}
	end := lineEnd(s.text, tok.End)
	arg := strings.TrimLeft(s.text[tok.End:end], " \t")
	if arg != "" && tok.End == end-len(arg) {
		return false, nil // the word goes on with what is not white space
	}
	at := Extent{tok.Start, tok.End}
	if s.begun {
		if !s.misplaced(strings.TrimRight(arg, " \t")) {
			return false, nil
		}
		return true, &SplitError{Extent: at, Fault: OpenStatement, Mark: s.text[tok.Start:tok.End]}
	}
	stop := delimiterArg(arg)
	if stop == "" || strings.Contains(stop, `\`) {
		return true, &SplitError{Extent: at, Fault: BadDelimiter, Mark: s.text[tok.Start:tok.End]}
	}
	if s.pos = end; stop == ";" {
		stop = ""
	}
	s.stop = stop
	return true, nil
}

// misplaced tells whether a line DELIMITER in the middle of a statement is meant
// for the client all the same, which would send it to the server: what follows the
// word is signs that no expression has there, and another delimiter than now.
func (s *splitter) misplaced(arg string) bool {
	current := s.stop
	if current == "" {
		current = ";"
	}
	return len(s.parens) == 0 && arg != "" && arg != current && strings.Trim(arg, ";/$|&#@!%") == ""
}

// delimiterArg returns the delimiter that text starts with: a word, or what stands in quotes.
func delimiterArg(text string) string {
	if text == "" {
		return ""
	}
	if strings.IndexByte("'\"`", text[0]) >= 0 {
		quoted, _, _ := strings.Cut(text[1:], text[:1])
		return quoted
	}
	word, _, _ := strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
	return word
}

// sqlcmdWords are commands of sqlcmd that need no colon, at the start of a batch.
var sqlcmdWords = []string{"ED", "EXIT", "QUIT", "RESET"}

// sqlcmdLine tells whether a line that starts with word and goes on with rest is a
// command to sqlcmd. A double colon is the call of a method.
// See https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility.
func (s *splitter) sqlcmdLine(word, rest string) bool {
	if strings.HasPrefix(word, "!!") {
		return true
	}
	if word == ":" {
		return strings.HasPrefix(rest, "!!") || rest != "" && classes[rest[0]] == letter
	}
	return !s.begun && isAnyOf(word, sqlcmdWords)
}

// sqlplusWords are the commands of SQL*Plus; each may be cut short to its
// letters before the bracket, but for those that only edit at a terminal and would be
// one letter. SET is apart. The last line has those that only SQLcl has.
// See https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/SQL-Plus-command-reference.html
// and https://docs.oracle.com/en/database/oracle/sql-developer-command-line/.
var sqlplusWords = []string{"ACC[EPT]", "APPEND", "ARCHIVE", "ARGUMENT", "ATTR[IBUTE]", "BRE[AK]", "BTI[TLE]", "CHANGE", "CL[EAR]", "COL[UMN]",
	"COMP[UTE]", "CONFIG", "CONN[ECT]", "COPY", "DEF[INE]", "DEL", "DESC[RIBE]", "DISC[ONNECT]", "ED[IT]", "EXEC[UTE]", "EXIT", "GET", "HELP",
	"HIST[ORY]", "HO[ST]", "INPUT", "LIST", "OERR", "PASSW[ORD]", "PAU[SE]", "PING", "PRI[NT]", "PRO[MPT]", "QUIT", "RECOVER", "REM[ARK]", "REPF[OOTER]",
	"REPH[EADER]", "RUN", "SAV[E]", "SHO[W]", "SHUTDOWN", "SPO[OL]", "STA[RT]", "STARTUP", "STORE", "TIMI[NG]", "TTI[TLE]", "UNDEF[INE]",
	"VAR[IABLE]", "WHENEVER", "XQUERY",
	"ALIAS", "APEX", "BRIDGE", "CD", "CTAS", "DDL", "FORMAT", "INFO[RMATION]", "LB", "LIQUIBASE", "LOAD", "REPEAT", "REST", "SCRIPT", "TNSPING", "UNLOAD"}

// abbreviates tells whether word is a command, or as much of it as its pattern asks for.
func abbreviates(word, pattern string) bool {
	least, rest, _ := strings.Cut(strings.TrimSuffix(pattern, "]"), "[")
	full := least + rest
	return len(word) >= len(least) && len(word) <= len(full) && strings.EqualFold(word, full[:len(word)])
}

func (s *splitter) sqlplusLine(tok Token) (line bool, err *SplitError) {
	word := s.text[tok.Start:tok.End]
	dot := word == "." && lineStart(s.text, tok.Start) && strings.TrimRight(s.text[tok.End:lineEnd(s.text, tok.End)], " \t") == ""
	if !dot && (s.begun || !s.sqlplusCommand(tok)) {
		return false, nil
	}
	end := lineEnd(s.text, tok.Start)
	if tok.Kind == Word && abbreviates(word, "REM[ARK]") {
		s.pos = end
		s.comment(Token{Kind: LineComment, Start: tok.Start, End: end})
		return true, nil
	}
	for end < len(s.text) && strings.HasSuffix(s.text[:end], "-") { // the line goes on
		next := end + 1
		if s.text[end] == '\r' && next < len(s.text) && s.text[next] == '\n' {
			next++
		}
		end = lineEnd(s.text, next)
	}
	return true, s.clientCommand(tok.Start, end)
}

// sqlplusCommand tells whether a token at the start of a statement is a command.
func (s *splitter) sqlplusCommand(tok Token) bool {
	word := s.text[tok.Start:tok.End]
	switch {
	case tok.Kind != Word:
		return strings.IndexByte("@!$#", word[0]) >= 0
	case strings.EqualFold(word, "SET"):
		ahead := *s.Scanner
		next := ahead.Next()
		for next.Kind == Space {
			next = ahead.Next()
		}
		return !isAnyOf(s.text[next.Start:next.End], sqlSets)
	}
	return slices.ContainsFunc(sqlplusWords, func(pattern string) bool { return abbreviates(word, pattern) })
}

// sqlSets are what SET is followed by where it is a statement of SQL.
var sqlSets = []string{"TRANSACTION", "ROLE", "CONSTRAINT", "CONSTRAINTS"}

// isAnyOf tells whether word is one of words, which are in upper case.
func isAnyOf(word string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
}
