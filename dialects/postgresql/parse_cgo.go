//go:build cgo

package postgresql

import (
	"errors"
	"strings"

	"github.com/pganalyze/pg_query_go/v5/parser"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// All calls into the parser library are in this file. It keeps its state by
// thread, so several calls may run at once.

// syntaxError is what the library says about a text that it refuses.
type syntaxError struct {
	message string
	// at is the byte offset in the text; -1 if the library does not say.
	at int
	// line is the line in the body of a function, from 1; 0 if the error is not in one.
	line int
}

// maxJSON bounds the texts whose trees are read from JSON, which takes more memory for a moment.
const maxJSON = 16 << 10

// parseTree returns the trees of the statements in text.
func parseTree(text string) ([]*pg.RawStmt, *syntaxError, error) {
	if len(text) > maxJSON || !pg.ReadsAsJSON(text) {
		return parseProtobuf(text)
	}
	encoded, err := parser.ParseToJSON(text)
	if err != nil {
		syntax, err := asSyntaxError(err, text)
		return nil, syntax, err
	}
	if tree, err := pg.ReadJSON(encoded); err == nil {
		return tree.Stmts, nil, nil
	}
	return parseProtobuf(text)
}

// parseProtobuf is parseTree for any text.
func parseProtobuf(text string) ([]*pg.RawStmt, *syntaxError, error) {
	encoded, err := parser.ParseToProtobuf(text)
	if err != nil {
		syntax, err := asSyntaxError(err, text)
		return nil, syntax, err
	}
	tree, err := pg.Decode(encoded)
	if err != nil {
		return nil, nil, err
	}
	return tree.Stmts, nil, nil
}

// checkSyntax parses text without building a tree in Go, which works at any
// depth, and returns how many statements it has.
func checkSyntax(text string) (int, *syntaxError, error) {
	stmts, err := parser.SplitWithParser(text, false)
	if err != nil {
		syntax, err := asSyntaxError(err, text)
		return 0, syntax, err
	}
	return len(stmts), nil, nil
}

// checkPLpgSQL parses the body in a CREATE FUNCTION, CREATE PROCEDURE or DO
// statement. The statement must have a body: the library takes that for granted.
func checkPLpgSQL(text string) (*syntaxError, error) {
	_, err := parser.ParsePlPgSqlToJSON(text)
	if err != nil {
		return asSyntaxError(err, text)
	}
	return nil, nil
}

// asSyntaxError takes apart an error of the library. Its positions count
// characters from 1, and those in a function's body are lines in a context text.
func asSyntaxError(err error, text string) (*syntaxError, error) {
	var library *parser.Error
	if !errors.As(err, &library) {
		return nil, err
	}
	syntax := &syntaxError{message: library.Message, at: -1}
	if library.Cursorpos > 0 {
		syntax.at = byteOffset(text, library.Cursorpos-1)
	}
	if _, line, ok := strings.Cut(library.Context, "near line "); ok {
		syntax.line = leadingNumber(line)
	}
	return syntax, nil
}

// byteOffset returns where the character with the given number, from 0, starts;
// the length of text if it has fewer.
func byteOffset(text string, char int) int {
	for i := range text {
		if char == 0 {
			return i
		}
		char--
	}
	return len(text)
}

func leadingNumber(text string) (n int) {
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// deparse writes an expression in the parser's own spelling; "" if it cannot.
func deparse(node *pg.Node) string {
	if text, ok := plainText(node); ok {
		return withClauses(text)
	}
	return deparseSelected(node)
}

// deparseSelected has the library write the expression, as what a SELECT returns.
func deparseSelected(node *pg.Node) string {
	target := &pg.Node{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: node}}}
	query := &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: &pg.SelectStmt{TargetList: []*pg.Node{target}}}}
	return strings.TrimPrefix(deparseStatement(query), "SELECT ")
}

// deparseStatement writes a statement in the parser's own spelling; "" if it cannot.
func deparseStatement(node *pg.Node) string {
	text, err := parser.DeparseFromProtobuf(pg.Encode(&pg.ParseResult{Stmts: []*pg.RawStmt{{Stmt: node}}}))
	if err != nil {
		// It can write every tree of the grammar's; an expression without its text is
		// still one whose columns are known.
		return ""
	}
	return withClauses(text)
}

// plpgsqlTree returns the JSON of a parsed body in a DO statement; "" if it has errors.
func plpgsqlTree(text string) string {
	tree, err := parser.ParsePlPgSqlToJSON(text)
	if err != nil {
		return ""
	}
	return tree
}
