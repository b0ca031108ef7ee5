package sqltext

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Piece is one statement of a script with what stands around it. The pieces of a
// text join up to the text: each begins where the one before ends.
//
// A comment belongs to the statement that follows it. The exception is a comment
// that shares its line with the end of a statement and with nothing after it:
// people write such a comment about the statement on its left.
type Piece struct {
	// Piece is the extent of everything: comments, statement, terminator, white space.
	Extent
	// Stmt is the statement without its terminator, and without comments and white
	// space around it. It is empty only in a last piece that holds no statement.
	Stmt Extent
	// Before are the comments above the statement; Behind those between its last
	// token and the end of the line of its terminator.
	Before, Behind []Extent
	// Terminated: a semicolon ends the statement.
	Terminated bool
}

// Fault is what makes it impossible to split a text.
type Fault int

// The faults. The zero value is invalid.
const (
	OpenString Fault = iota + 1
	OpenIdent
	OpenDollar
	OpenComment
	OpenParen
	OpenAtomic
	NulByte
	InvalidUTF8
	ClientCommand
)

// SplitError says where a text stops being a list of statements.
type SplitError struct {
	// Extent is the place: the opening quote, comment mark or parenthesis that is
	// never closed, the bytes that are not text, or the whole command to the client.
	Extent
	Fault Fault
	// Mark is the text of the place, such as "$body$", or the name of the command.
	Mark string
	// Close is what would close the quote.
	Close string
	// Client is whose command it is.
	Client Client
}

func (e *SplitError) Error() string {
	switch e.Fault {
	case OpenString:
		return fmt.Sprintf("the string that opens here with %s is never closed", e.Mark)
	case OpenIdent:
		return fmt.Sprintf("the quoted identifier that opens here with %s is never closed", e.Mark)
	case OpenDollar:
		return fmt.Sprintf("the dollar-quoted string that opens here is never closed by a second %s", e.Mark)
	case OpenComment:
		return "the comment that opens here with /* is never closed"
	case OpenParen:
		return "the parenthesis that opens here is never closed"
	case OpenAtomic:
		return "the body that opens here with BEGIN ATOMIC has no END"
	case NulByte:
		return "the text has a NUL byte"
	case InvalidUTF8:
		return fmt.Sprintf("the text is not valid UTF-8: byte 0x%02x", e.Mark[0])
	case ClientCommand:
		return fmt.Sprintf("%s is a command to %s, not SQL", e.Mark, e.Client)
	}
	panic(fmt.Sprintf("invalid fault %d", int(e.Fault)))
}

// Split cuts text into statements at its semicolons, but for those in quotes,
// comments, parentheses and BEGIN ATOMIC bodies. A statement without a token is
// dropped, and its comments go to the next one. On an error the pieces before it
// are returned too, without the statement that the error is in.
func Split(text string, style Style) ([]Piece, *SplitError) {
	if err := CheckText(text); err != nil {
		return nil, err
	}
	s := splitter{Scanner: NewScanner(text, style)}
	for {
		tok := s.Next()
		if err := s.fault(tok); err != nil {
			return s.pieces, err
		}
		switch tok.Kind {
		case EOF:
			return s.pieces, s.finish(tok)
		case Space:
		case LineComment, BlockComment:
			s.comment(tok)
		case Punct:
			s.punct(tok)
		default:
			s.token(tok)
		}
	}
}

// CheckText returns the first place of text that no server takes as text: a NUL
// byte, or a byte that is not UTF-8.
func CheckText(text string) *SplitError {
	nul := strings.IndexByte(text, 0)
	if utf8.ValidString(text) {
		if nul < 0 {
			return nil
		}
		return &SplitError{Extent: Extent{nul, nul + 1}, Fault: NulByte, Mark: "\x00"}
	}
	for i, r := range text {
		if i == nul {
			return &SplitError{Extent: Extent{nul, nul + 1}, Fault: NulByte, Mark: "\x00"}
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return &SplitError{Extent: Extent{i, i + 1}, Fault: InvalidUTF8, Mark: text[i : i+1]}
			}
		}
	}
	panic("a text that is not valid UTF-8 has no invalid byte")
}

// splitter collects pieces.
type splitter struct {
	*Scanner
	pieces []Piece
	piece  Piece // the one being read
	begun  bool  // piece has its first token
	parens []int // offsets of the open parentheses
	atomic atomicBody
}

// fault returns what is wrong with one token.
func (s *splitter) fault(tok Token) *SplitError {
	if tok.Kind == MetaCommand {
		return s.clientCommand(tok.Start, tok.End)
	}
	if !tok.Open {
		return nil
	}
	rest, err := s.text[tok.Start:tok.End], &SplitError{}
	switch tok.Kind {
	case String:
		err.Fault = OpenString
		err.Mark, err.Close = stringMarks(rest, s.style)
	case QuotedIdent:
		n := strings.IndexFunc(rest, func(r rune) bool { return r < 0x80 && s.classes[r] == identQuote })
		err.Fault, err.Mark, err.Close = OpenIdent, rest[:n+1], string(closing(rest[n]))
	case DollarString:
		err.Fault, err.Mark = OpenDollar, dollarTag(rest)
		err.Close = err.Mark
	case BlockComment:
		err.Fault, err.Mark, err.Close = OpenComment, "/*", "*/"
	}
	err.Extent = Extent{tok.Start, tok.Start + len(err.Mark)}
	return err
}

// stringMarks returns what opens the string that text is, with its prefix, and
// what closes it.
func stringMarks(text string, style Style) (open, end string) {
	n := strings.IndexAny(text, "'\"")
	if style.QStrings && n > 0 && text[n-1]|0x20 == 'q' {
		if mark, end, ok := qMarks(text[n:]); ok {
			return text[:n] + mark, end
		}
	}
	return text[:n+1], text[n : n+1]
}

// clientCommand is the fault of a command to the client between two offsets.
func (s *splitter) clientCommand(start, end int) *SplitError {
	command := strings.TrimRight(s.text[start:end], " \t")
	name, _, _ := strings.Cut(command, " ")
	return &SplitError{Extent: Extent{start, start + len(command)}, Fault: ClientCommand, Mark: name, Client: s.style.Client}
}

func (s *splitter) comment(tok Token) {
	at := Extent{tok.Start, tok.End}
	if s.begun {
		s.piece.Behind = append(s.piece.Behind, at)
	} else {
		s.piece.Before = append(s.piece.Before, at)
	}
}

// token takes a token that belongs to the statement.
func (s *splitter) token(tok Token) {
	if !s.begun {
		s.begun = true
		s.piece.Stmt.Start = tok.Start
		s.atomic = atomicBody{}
	}
	s.piece.Stmt.End = tok.End
	// Comments so far stand inside the statement, and are part of its text.
	s.piece.Behind = nil
	if s.style.AtomicBodies {
		s.atomic.token(s.text, tok)
	}
}

func (s *splitter) punct(tok Token) {
	switch c := s.text[tok.Start]; {
	case c == ';' && len(s.parens) == 0 && s.atomic.depth == 0:
		s.terminate(tok)
		return
	case c == '(':
		s.parens = append(s.parens, tok.Start)
	case c == ')' && len(s.parens) > 0:
		s.parens = s.parens[:len(s.parens)-1]
	}
	s.token(tok)
}

// terminate ends the statement at its semicolon.
func (s *splitter) terminate(tok Token) {
	if !s.begun {
		return
	}
	s.piece.Terminated = true
	s.sameLine()
	s.push(s.pos)
}

// sameLine takes the comments up to the end of the line, if nothing else stands there.
func (s *splitter) sameLine() {
	ahead := *s.Scanner
	var comments []Extent
	for end := ahead.pos; ; end = ahead.pos {
		tok := ahead.Next()
		text := s.text[tok.Start:tok.End]
		line := strings.IndexAny(text, "\n\r")
		switch {
		case tok.Kind == EOF, tok.Kind == Space && line >= 0:
			s.piece.Behind = append(s.piece.Behind, comments...)
			s.pos = end
			return
		case tok.Kind == Space:
		case tok.Kind == LineComment, tok.Kind == BlockComment && line < 0 && !tok.Open:
			comments = append(comments, Extent{tok.Start, tok.End})
		default:
			return
		}
	}
}

// push ends the piece at byte offset end.
func (s *splitter) push(end int) {
	s.piece.End = end
	s.pieces = append(s.pieces, s.piece)
	s.piece = Piece{Extent: Extent{Start: end}}
	s.begun = false
}

// finish takes what is left at the end of the text.
func (s *splitter) finish(eof Token) *SplitError {
	if n := len(s.parens); n > 0 {
		at := s.parens[0]
		return &SplitError{Extent: Extent{at, at + 1}, Fault: OpenParen, Mark: "("}
	}
	if s.atomic.depth > 0 {
		return &SplitError{Extent: s.atomic.begin, Fault: OpenAtomic, Mark: "BEGIN"}
	}
	if !s.begun {
		s.piece.Stmt = Extent{eof.Start, eof.Start}
	}
	if s.piece.Start < eof.Start {
		s.push(eof.Start)
	}
	return nil
}

// atomicBody follows one statement to see whether it stands in a BEGIN ATOMIC
// body. Such a body has no nested BEGIN, but CASE ... END may nest in it.
type atomicBody struct {
	words    int  // words seen, as far as they matter
	routine  bool // the statement is CREATE [OR REPLACE] FUNCTION or PROCEDURE
	label    bool // the token before makes any word a name: a dot, or AS
	opening  bool // the token before is BEGIN
	depth    int  // open BEGIN ATOMIC and CASE
	begin    Extent
	finished bool // the statement cannot be a routine
}

func (a *atomicBody) token(text string, tok Token) {
	if a.finished {
		return
	}
	if tok.Kind != Word {
		a.label = tok.Kind == Punct && text[tok.Start] == '.'
		a.opening = false
		a.finished = a.words == 0
		return
	}
	word, label, opening := text[tok.Start:tok.End], a.label, a.opening
	a.label, a.opening = false, false
	if !a.routine {
		a.head(word)
		return
	}
	if label {
		return
	}
	switch {
	case strings.EqualFold(word, "AS"):
		a.label = true
	case a.depth == 0 && strings.EqualFold(word, "BEGIN"):
		a.opening, a.begin = true, Extent{tok.Start, tok.End}
	case a.depth == 0 && opening && strings.EqualFold(word, "ATOMIC"):
		a.depth = 1
	case a.depth > 0 && strings.EqualFold(word, "CASE"):
		a.depth++
	case a.depth > 0 && strings.EqualFold(word, "END"):
		a.depth--
	}
}

// head takes a word before the name of a routine, which can only be one of
// CREATE [OR REPLACE] {FUNCTION | PROCEDURE} each may stand at.
func (a *atomicBody) head(word string) {
	a.words++
	switch {
	case a.words == 1 && strings.EqualFold(word, "CREATE"):
	case a.words == 2 && strings.EqualFold(word, "OR"):
	case a.words == 3 && strings.EqualFold(word, "REPLACE"):
	case (a.words == 2 || a.words == 4) && (strings.EqualFold(word, "FUNCTION") || strings.EqualFold(word, "PROCEDURE")):
		a.routine = true
	default:
		a.finished = true
	}
}
