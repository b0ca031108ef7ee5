package sqltext

import (
	"strconv"
	"strings"
)

// A client changes some of what it is given, or ends a statement where its text
// does not end. The functions here find that in one statement, for a script that
// must reach the server as it was written.

// SQLPlusVariables returns the offsets of each & that SQL*Plus takes as the start
// of a substitution variable, &name or &&name. It looks for them in quotes and
// comments too, unless SET DEFINE OFF forbids it.
// See https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/using-substitution-variables-sqlplus.html.
func SQLPlusVariables(text string) []int {
	var at []int
	for i := 0; i < len(text); i++ {
		if text[i] != '&' {
			continue
		}
		start := i
		if i+1 < len(text) && text[i+1] == '&' {
			i++
		}
		if i+1 < len(text) {
			if k := classes[text[i+1]]; k == letter || k == digit || k == dollar || text[i+1] == '#' {
				at = append(at, start)
			}
		}
	}
	return at
}

// SqlcmdVariables returns the offsets of each $( that sqlcmd takes as the start of
// a scripting variable, $(name). It looks for them in quotes too, unless it runs
// with -x. See https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-use-scripting-variables.
func SqlcmdVariables(text string) []int {
	var at []int
	for i := 0; ; i += 2 {
		n := strings.Index(text[i:], "$(")
		if n < 0 {
			return at
		}
		i += n
		at = append(at, i)
	}
}

// SeparatorLines returns the offsets of the lines in text that alone end a
// statement of its style: GO with or without a count, or a /. Some clients end it
// there even inside a string or a comment.
func SeparatorLines(text string, style Style) []int {
	var at []int
	start := 0
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case style.Batches && strings.EqualFold(words[0], "GO"), style.SlashUnits && len(words) == 1 && words[0] == "/":
			at = append(at, start)
		}
		start += len(line)
	}
	return at
}

// HasSemicolon tells whether a client that knows no bodies of routines, as MySQL's,
// would end a statement inside text: at a semicolon outside of quotes and comments.
func HasSemicolon(text string, style Style) bool {
	if strings.IndexByte(text, ';') < 0 {
		return false
	}
	s := NewScanner(text, style)
	for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
		if tok.Kind == Punct && text[tok.Start] == ';' {
			return true
		}
	}
	return false
}

// FreeDelimiter returns a delimiter for MySQL's client that does not occur in text,
// nor in what text and the delimiter make together: // or $$ if it can be one that
// people write.
func FreeDelimiter(text string) string {
	delimiter := "//"
	for n := 0; strings.Index(text+delimiter, delimiter) != len(text); n++ {
		delimiter = "$$"
		if n > 0 {
			delimiter += strconv.Itoa(n)
		}
	}
	return delimiter
}
