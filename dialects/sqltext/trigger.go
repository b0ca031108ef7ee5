package sqltext

import "strings"

// triggerBody follows one statement of SQLite. Only CREATE TRIGGER has a body,
// which ends, as sqlite3_complete has it, at an END between two semicolons.
// See https://www.sqlite.org/c3ref/complete.html.
type triggerBody struct {
	state triggerState
	begin Extent
}

type triggerState uint8

const (
	triggerStart  triggerState = iota // before CREATE
	triggerCreate                     // behind CREATE
	triggerHeader                     // behind TRIGGER
	triggerBegin                      // behind BEGIN
	triggerSemi                       // behind a semicolon of the body
	triggerEnd                        // behind an END that follows such a semicolon
	triggerNone                       // another statement
)

func (b *triggerBody) reset() { *b = triggerBody{} }

func (b *triggerBody) inside() bool { return b.state == triggerBegin || b.state == triggerSemi }

func (b *triggerBody) unfinished() *SplitError {
	if !b.inside() {
		return nil
	}
	return &SplitError{Extent: b.begin, Fault: OpenBody, Mark: "BEGIN"}
}

func (b *triggerBody) token(text string, tok Token) {
	if b.state == triggerNone {
		return
	}
	word := ""
	if tok.Kind == Word || tok.Kind == Punct {
		word = text[tok.Start:tok.End]
	}
	is := func(other string) bool { return strings.EqualFold(word, other) }
	switch b.state {
	case triggerStart:
		switch {
		case is("CREATE"):
			b.state = triggerCreate
		case is("EXPLAIN"), is("QUERY"), is("PLAN"):
		default:
			b.state = triggerNone
		}
	case triggerCreate:
		switch {
		case is("TRIGGER"):
			b.state = triggerHeader
		case is("TEMP"), is("TEMPORARY"):
		default:
			b.state = triggerNone
		}
	case triggerHeader:
		if is("BEGIN") {
			b.state, b.begin = triggerBegin, Extent{tok.Start, tok.End}
		}
	default:
		b.state = b.state.next(word)
	}
}

// next is the state behind a token of the body.
func (s triggerState) next(word string) triggerState {
	switch {
	case word == ";":
		return triggerSemi
	case s == triggerSemi && strings.EqualFold(word, "END"):
		return triggerEnd
	}
	return triggerBegin
}
