package sqltext

import (
	"slices"
	"strings"
)

// batch follows the statements of one batch of SQL Server, to see whether each
// may be a batch of its own. It may not if one of them could need another: a
// variable that DECLARE made, what the last statement left in @@ROWCOUNT, a jump or
// return. A semicolon that stands in a block, behind IF or in the body of a
// routine separates no statements either. Where nothing can tell, the batch stays
// whole: a statement that is larger than it need be does what its author wrote.
type batch struct {
	first int    // how many pieces there were before the batch
	whole bool   // the batch cannot be taken apart
	last  string // the word before, in upper case; empty for another token
	state batchState
}

// batchState is what the words before may be the beginning of.
type batchState uint8

const (
	batchNone   batchState = iota
	batchCreate            // CREATE or ALTER
	batchBegin             // BEGIN
	batchIf                // IF
	batchExists            // IF EXISTS
)

// keepWhole are words of statements that belong to the rest of their batch.
var keepWhole = []string{"DECLARE", "WHILE", "GOTO", "RETURN", "THROW", "REVERT", "SCOPE_IDENTITY", "ROWCOUNT_BIG"}

// aloneKinds are what is created with a body that reaches to the end of the batch.
var aloneKinds = []string{"PROC", "PROCEDURE", "FUNCTION", "TRIGGER", "VIEW"}

func (b *batch) token(text string, tok Token) {
	if b.whole {
		return
	}
	word := ""
	if tok.Kind == Word || tok.Kind == Punct {
		word = strings.ToUpper(text[tok.Start:tok.End])
	}
	label := word == ":" && b.last != "" && classes[b.last[0]] == letter
	if b.last = word; label || strings.HasPrefix(word, "@@") || slices.Contains(keepWhole, word) {
		b.whole = true
		return
	}
	b.follow(word)
	switch word {
	case "CREATE", "ALTER":
		b.state = batchCreate
	case "BEGIN":
		b.state = batchBegin
	case "IF":
		b.state = batchIf
	}
}

// follow takes a word behind one that leaves open what it is.
func (b *batch) follow(word string) {
	state := b.state
	b.state = batchNone
	switch state {
	case batchCreate:
		if b.whole = slices.Contains(aloneKinds, word); word == "OR" {
			b.state = batchCreate
		}
	case batchBegin: // BEGIN TRANSACTION is a statement, any other BEGIN a block
		b.whole = !slices.Contains([]string{"TRAN", "TRANSACTION", "DISTRIBUTED"}, word)
	case batchIf: // DROP TABLE IF EXISTS name is no condition
		if b.whole = word != "EXISTS"; !b.whole {
			b.state = batchExists
		}
	case batchExists:
		b.whole = word == "("
	}
}

// endBatch makes one piece of those of the batch, unless they can be apart.
func (s *splitter) endBatch() {
	if !s.style.Batches {
		return
	}
	pieces := s.pieces[s.batch.first:]
	last := len(pieces) - 1
	if last >= 0 && pieces[last].Stmt.Start == pieces[last].Stmt.End {
		last-- // what follows the last statement of a text
	}
	if s.batch.whole && last > 0 {
		joined, end := &pieces[0], pieces[last]
		joined.End, joined.Stmt.End, joined.Behind, joined.Terminated = end.End, end.Stmt.End, end.Behind, end.Terminated
		s.pieces = append(s.pieces[:s.batch.first+1], pieces[last+1:]...)
	}
	s.batch = batch{first: len(s.pieces)}
}

// goLine ends the batch at a line GO, whose word the scanner has passed. In the
// middle of a line it would be the call of a procedure.
func (s *splitter) goLine(tok Token) *SplitError {
	bad := &SplitError{Extent: Extent{tok.Start, tok.End}, Fault: BadSeparator, Mark: s.text[tok.Start:tok.End]}
	if !lineStart(s.text, tok.Start) {
		return bad
	}
	ahead := *s.Scanner
	for counted := false; ; {
		next := ahead.Next()
		text := s.text[next.Start:next.End]
		switch {
		case next.Kind == EOF, next.Kind == Space && strings.ContainsAny(text, "\n\r"):
			return s.endOfBatch()
		case next.Kind == Space, next.Kind == LineComment, next.Kind == BlockComment && !next.Open && !strings.ContainsAny(text, "\n\r"):
		case next.Kind == Number && !counted && text == "1":
			counted = true
			s.pos = ahead.pos
		case next.Kind == Number && !counted:
			return &SplitError{Extent: Extent{tok.Start, next.End}, Fault: RepeatedBatch, Mark: text}
		default:
			return bad
		}
	}
}

func (s *splitter) endOfBatch() *SplitError {
	if err := s.separator(); err != nil {
		return err
	}
	s.endBatch()
	return nil
}
