//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// body is the code of a function, a procedure or a DO block: to the parser of
// the statement, it is a string.
type body struct {
	code     string
	language string
	location int // byte offset in the statement, before the string
}

// bodyOf returns the code that a statement holds; false if it holds none, or
// none as a string.
func bodyOf(node *pg.Node) (body, bool) {
	switch n := node.Node.(type) {
	case *pg.Node_DoStmt:
		as := option(n.DoStmt.Args, "as")
		if as == nil {
			return body{}, false
		}
		return body{as.Arg.GetString_().GetSval(), language(n.DoStmt.Args, "plpgsql"), int(as.Location)}, true
	case *pg.Node_CreateFunctionStmt:
		as := option(n.CreateFunctionStmt.Options, "as")
		// Two strings are the file and the symbol of a function in C.
		if items := as.GetArg().GetList().GetItems(); len(items) == 1 {
			return body{items[0].GetString_().GetSval(), language(n.CreateFunctionStmt.Options, ""), int(as.Location)}, true
		}
	}
	return body{}, false
}

// routineBody checks the code that the statement holds, as the server does when
// it runs the statement with check_function_bodies on.
func (p *parsing) routineBody(node *pg.Node) {
	b, ok := bodyOf(node)
	if !ok {
		return
	}
	switch b.language {
	case "plpgsql":
		syntax, err := checkPLpgSQL(p.stmt.Text)
		switch {
		case err != nil:
			p.internal("PostgreSQL's parser failed: " + err.Error())
		case syntax != nil && isCertain(b.code, syntax.message):
			p.bodyError(b, syntax)
		}
	case "sql":
		_, syntax, err := checkSyntax(b.code)
		switch {
		case err != nil:
			p.internal("PostgreSQL's parser failed: " + err.Error())
		case syntax != nil:
			p.bodyError(b, syntax)
		}
	}
}

// certain are the starts of the messages about PL/pgSQL that do not depend on
// the types of variables, arguments and results. The library knows no types, takes
// every argument without a name for missing, and every function for one without
// OUT arguments, so that its other messages can be wrong for code that the server
// accepts. "missing expression" is one of these: a RETURN NEXT needs none if there
// are OUT arguments.
var certain = []string{
	"syntax error",
	"unterminated",
	"unexpected end of function definition",
	"mismatched parentheses",
	`missing "`,
	"end label ",
	"duplicate declaration",
	"EXIT cannot be used outside a loop",
	"CONTINUE cannot be used outside a loop",
	"block label ",
	"too few parameters specified for RAISE",
	"too many parameters specified for RAISE",
}

// isCertain tells whether the server would refuse the code for the same reason.
func isCertain(code, message string) bool {
	if !slices.ContainsFunc(certain, func(start string) bool { return strings.HasPrefix(message, start) }) {
		return false
	}
	// The library does not know that a variable is a cursor, and takes the cursor
	// of FOR r IN cursor LOOP for a query.
	near := strings.ToUpper(nearToken(message))
	words := lex(code, 0).words
	return near == "" || !strings.Contains(words, " IN "+near+" LOOP ") && !strings.Contains(words, " IN "+near+" ( ")
}

// bodyError reports an error in a body.
func (p *parsing) bodyError(b body, err *syntaxError) {
	start, end := p.bodyPlace(b, err)
	l := lex(b.code, b.offset(err))
	for _, n := range newerSyntax {
		if l.covers(n.form) {
			p.newer(n, start, end, err.message)
			return
		}
	}
	name := "PL/pgSQL"
	if b.language == "sql" {
		name = "SQL"
	}
	p.errorf(start, end, CodeBody, "", "%s in the %s body", err.message, name)
}

// offset returns the byte offset in the code that an error speaks of. PL/pgSQL
// says only which line its parser has counted to, and it counts late: the token
// that a message quotes is mostly on that line or below.
func (b body) offset(err *syntaxError) int {
	if err.line == 0 {
		return max(0, err.at)
	}
	start := lineStart(b.code, err.line)
	if near := nearToken(err.message); near != "" {
		if at := tokenFrom(b.code, near, start); at >= 0 {
			return at
		}
	}
	// The first word from there on: the line can be blank.
	return len(b.code) - len(strings.TrimLeft(b.code[start:], " \t\r\n"))
}

// bodyPlace returns the extent of the statement that an error in its body speaks
// of: the whole string if the string does not hold the code as it is.
func (p *parsing) bodyPlace(b body, err *syntaxError) (start, end int) {
	tok := stringAfter(p.stmt.Text, b.location)
	literal := p.stmt.Text[tok.Start:tok.End]
	base := strings.Index(literal, b.code)
	if base < 0 || b.code == "" {
		return tok.Start, tok.End
	}
	at := b.offset(err)
	start = tok.Start + base + at
	if near := nearToken(err.message); near != "" && strings.HasPrefix(b.code[at:], near) {
		return start, start + len(near)
	}
	line, _, _ := strings.Cut(b.code[at:], "\n")
	return start, start + len(strings.TrimRight(line, " \t\r"))
}

// stringAfter returns the first string of text behind a byte offset; an empty
// token at the end of text if there is none.
func stringAfter(text string, offset int) sqltext.Token {
	s := sqltext.NewScanner(text, style)
	for {
		tok := s.Next()
		if tok.Kind == sqltext.EOF || tok.Start >= offset && (tok.Kind == sqltext.String || tok.Kind == sqltext.DollarString) {
			return tok
		}
	}
}

// tokenFrom returns where the token near stands: the first at or behind the
// byte offset from, or else the last before it; -1 if there is none.
func tokenFrom(code, near string, from int) int {
	at := -1
	s := sqltext.NewScanner(code, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		if code[tok.Start:tok.End] == near {
			at = tok.Start
			if at >= from {
				return at
			}
		}
	}
	return at
}

// lineStart returns where line number n of text, from 1, starts; where the last
// line does if text has fewer.
func lineStart(text string, n int) int {
	start := 0
	for ; n > 1; n-- {
		i := strings.IndexByte(text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return start
}

// nearToken returns the text that a message quotes behind "at or near".
func nearToken(message string) string {
	_, near, ok := strings.Cut(message, `at or near "`)
	if !ok {
		return ""
	}
	return strings.TrimSuffix(near, `"`)
}

// controlsTransactions tells whether the statement is a DO block in PL/pgSQL
// that commits or rolls back: a COMMIT or ROLLBACK that starts a statement.
func controlsTransactions(node *pg.Node, _ ir.Version) bool {
	if node.GetDoStmt() == nil {
		return false
	}
	b, ok := bodyOf(node)
	if !ok || b.language != "plpgsql" {
		return false
	}
	s := sqltext.NewScanner(b.code, style)
	before, candidate := ";", false
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		if tok.Kind == sqltext.Space || tok.Kind == sqltext.LineComment || tok.Kind == sqltext.BlockComment {
			continue
		}
		word := strings.ToUpper(b.code[tok.Start:tok.End])
		if candidate && (word == ";" || word == "AND") {
			return true
		}
		candidate = (word == "COMMIT" || word == "ROLLBACK") && slices.Contains(statementStarts, before)
		before = word
	}
	return false
}

// statementStarts are the tokens of PL/pgSQL that a statement can follow.
var statementStarts = []string{";", "BEGIN", "THEN", "ELSE", "LOOP", ">>"}
