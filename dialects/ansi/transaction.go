package ansi

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// isOwnTransaction tells whether the text is one transaction and nothing else:
// a plain BEGIN first, a plain COMMIT last, and no statement between them that
// begins, ends or marks a transaction. A BEGIN with an isolation level is not
// plain: dropping it would lose the level.
func (l *lowering) isOwnTransaction() bool {
	n := len(l.pieces)
	if n < 2 || !isPlain(l.words(l.pieces[0]), "BEGIN", "START") || !isPlain(l.words(l.pieces[n-1]), "COMMIT", "END") {
		return false
	}
	return !slices.ContainsFunc(l.pieces[1:n-1], func(p sqltext.Piece) bool {
		words := l.words(p)
		return slices.Contains(controls, words[0]) || words[0] == "PREPARE" && words[1] == "TRANSACTION"
	})
}

// controls are the first words of the statements that control transactions.
var controls = []string{"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"}

func isPlain(words [3]string, verbs ...string) bool {
	if !slices.Contains(verbs, words[0]) || words[2] != "" {
		return false
	}
	return words[1] == "TRANSACTION" || words[0] != "START" && (words[1] == "" || words[1] == "WORK")
}

// words returns the first three tokens of the statement that are not comments or
// white space, in upper case; "" beyond its end.
func (l *lowering) words(p sqltext.Piece) (words [3]string) {
	text := l.text[p.Stmt.Start:p.Stmt.End]
	s := sqltext.NewScanner(text, l.style)
	for i := 0; i < len(words); {
		tok := s.Next()
		switch tok.Kind {
		case sqltext.EOF:
			return words
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
		default:
			words[i] = strings.ToUpper(text[tok.Start:tok.End])
			i++
		}
	}
	return words
}
