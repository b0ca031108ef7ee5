//go:build grammars

package grammars

import (
	"fmt"
	"strings"

	"github.com/antlr4-go/antlr/v4"
	"github.com/bytebase/parser/plsql"
	"github.com/bytebase/parser/tsql"

	"github.com/sqlplan/sqlplan/dialects/mssql"
	"github.com/sqlplan/sqlplan/dialects/oracle"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// grammar is what the scripts of a dialect are held to.
type grammar struct {
	dialect string
	style   sqltext.Style
	// parse returns the first fault of a text, nil if it has none.
	parse func(text string) *fault
}

// grammars are all that there are.
var grammars = []*grammar{
	{"mssql", mssql.Dialect{}.Style(), parseTSQL},
	{"oracle", oracle.Dialect{}.Style(), parsePLSQL},
}

// grammarOf returns the grammar of a dialect, nil if it has none.
func grammarOf(dialect string) *grammar {
	for _, g := range grammars {
		if g.dialect == dialect {
			return g
		}
	}
	return nil
}

// fault is where a grammar stops. Line counts from 1, column from 0, as ANTLR has them.
type fault struct {
	line, column int
	message      string
}

func (f *fault) String() string { return fmt.Sprintf("%d:%d: %s", f.line, f.column+1, f.message) }

// firstFault keeps the first of the faults that a lexer or a parser tells.
type firstFault struct {
	*antlr.DefaultErrorListener
	fault *fault
}

// SyntaxError is called by ANTLR for each fault. Its messages list all that could have stood there, which is cut off.
func (l *firstFault) SyntaxError(_ antlr.Recognizer, _ any, line, column int, message string, _ antlr.RecognitionException) {
	if l.fault == nil {
		message, _, _ = strings.Cut(message, " expecting {")
		l.fault = &fault{line, column, message}
	}
}

// listener has errors go to a firstFault, instead of to the standard error.
func listener(to ...antlr.Recognizer) *firstFault {
	l := &firstFault{DefaultErrorListener: antlr.NewDefaultErrorListener()}
	for _, r := range to {
		r.RemoveErrorListeners()
		r.AddErrorListener(l)
	}
	return l
}

// parseTSQL parses one batch of T-SQL, without its GO.
func parseTSQL(text string) *fault {
	lexer := tsql.NewTSqlLexer(antlr.NewInputStream(text))
	parser := tsql.NewTSqlParser(antlr.NewCommonTokenStream(lexer, antlr.TokenDefaultChannel))
	parser.BuildParseTrees = false
	l := listener(lexer, parser)
	parser.Tsql_file()
	return l.fault
}

// parsePLSQL parses one statement or PL/SQL unit of Oracle, without its /. To the grammar a
// semicolon ends a statement of SQL, too.
func parsePLSQL(text string) *fault {
	if !strings.HasSuffix(strings.TrimSpace(text), ";") {
		text += "\n;"
	}
	lexer := plsql.NewPlSqlLexer(antlr.NewInputStream(text))
	parser := plsql.NewPlSqlParser(antlr.NewCommonTokenStream(lexer, antlr.TokenDefaultChannel))
	parser.SetVersion12(true)
	parser.BuildParseTrees = false
	l := listener(lexer, parser)
	parser.Sql_script()
	return l.fault
}
