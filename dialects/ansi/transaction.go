package ansi

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// role is what a piece is to the transactions that its file opens itself.
type role struct {
	bound  bool // a BEGIN or COMMIT
	first  bool // the first one behind a BEGIN or a COMMIT
	inside bool // between a BEGIN and its COMMIT
}

// ownTransactions returns the role of each piece in a text whose transactions
// are pairs of plain BEGIN and COMMIT; nil if there is none, or anything else
// that controls transactions. A BEGIN with an isolation level is not plain:
// dropping it would lose the level.
func (l *lowering) ownTransactions() []role {
	roles := make([]role, len(l.pieces))
	open, fresh, pairs := false, false, 0
	for i, p := range l.pieces {
		words := l.words(p)
		begin := l.begins(words) && l.isPlain(words, "BEGIN", "START")
		switch commit := l.isPlain(words, "COMMIT", "END"); {
		case begin && !open, commit && open:
			roles[i].bound, open, fresh = true, begin, true
			pairs++
		case l.isControl(words):
			return nil
		default:
			roles[i].first, roles[i].inside, fresh = fresh, open, false
		}
	}
	if open || pairs == 0 {
		return nil
	}
	return roles
}

func (l *lowering) isControl(words [3]string) bool {
	return slices.Contains(controls, words[0]) || l.begins(words) || slices.Contains([]string{"PREPARE", "SAVE"}, words[0]) && l.isTransaction(words[1])
}

// controls are the first words of the statements that control transactions, but
// for those that begin one.
var controls = []string{"COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"}

// begins tells whether a statement begins a transaction. In T-SQL and PL/SQL a
// BEGIN opens a block, and in MariaDB BEGIN NOT ATOMIC does.
func (l *lowering) begins(words [3]string) bool {
	switch {
	case words[0] != "BEGIN":
		return words[0] == "START" && words[1] == "TRANSACTION"
	case l.style.Batches:
		return l.isTransaction(words[1]) || words[1] == "DISTRIBUTED"
	case l.style.CompoundBodies:
		return words[1] != "NOT"
	}
	return !l.style.SlashUnits
}

func (l *lowering) isPlain(words [3]string, verbs ...string) bool {
	if !slices.Contains(verbs, words[0]) || words[2] != "" {
		return false
	}
	return l.isTransaction(words[1]) || words[0] != "START" && (words[1] == "" || words[1] == "WORK")
}

// isTransaction tells whether word is TRANSACTION, which SQL Server lets one shorten.
func (l *lowering) isTransaction(word string) bool {
	return word == "TRANSACTION" || word == "TRAN" && l.style.Batches
}

// words returns the first three tokens of the statement that are not comments or
// white space, with the SQL of a comment that holds some, in upper case; "" beyond its end.
func (l *lowering) words(p sqltext.Piece) (words [3]string) {
	text := l.text[p.Stmt.Start:p.Stmt.End]
	s := sqltext.NewScanner(text, l.style)
	for i := 0; i < len(words); {
		tok := s.Next()
		switch tok.Kind {
		case sqltext.EOF:
			return words
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment, sqltext.SQLComment:
		default:
			words[i] = strings.ToUpper(text[tok.Start:tok.End])
			i++
		}
	}
	return words
}
