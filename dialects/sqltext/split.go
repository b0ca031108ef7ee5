package sqltext

import (
	"cmp"
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
	// Terminated: a semicolon ends the statement, or what stands for it: a delimiter
	// of MySQL's client, a line GO or a line /.
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
	OpenBody
	NulByte
	InvalidUTF8
	ClientCommand
	RepeatedBatch
	BadSeparator
	BadDelimiter
	OpenStatement
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
	// Delimiter ends a statement at this place, see Style.
	Delimiter string
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
		return fmt.Sprintf("the comment that opens here with %s is never closed", e.Mark)
	case OpenParen:
		return "the parenthesis that opens here is never closed"
	case OpenAtomic:
		return "the body that opens here with BEGIN ATOMIC has no END"
	case OpenBody:
		return fmt.Sprintf("the body that opens here with %s has no END", e.Mark)
	case NulByte:
		return "the text has a NUL byte"
	case InvalidUTF8:
		return fmt.Sprintf("the text is not valid UTF-8: byte 0x%02x", e.Mark[0])
	case ClientCommand:
		return fmt.Sprintf("%s is a command to %s, not SQL", e.Mark, e.Client)
	case RepeatedBatch:
		return fmt.Sprintf("GO %s runs its batch %s times", e.Mark, e.Mark)
	case BadSeparator:
		return "GO is not alone on its line"
	case BadDelimiter:
		return "DELIMITER is not followed by a delimiter, which cannot have a backslash"
	case OpenStatement:
		return fmt.Sprintf("the statement before this DELIMITER is not ended by %s", cmp.Or(e.Delimiter, ";"))
	}
	panic(fmt.Sprintf("invalid fault %d", int(e.Fault)))
}

// Split cuts text into statements at its semicolons, but for those in quotes,
// comments, parentheses and the bodies of routines. A statement without a token is
// dropped, and its comments go to the next one. On an error the pieces before it
// are returned too, without the statement that the error is in.
//
// Lines that only end statements, such as DELIMITER and GO, are in the extent of a
// piece but in no statement. Three servers have rules of their own:
//
//   - With a delimiter of MySQL's client, a routine ends only there. Other statements
//     end at their semicolons too, as the server would take them apart.
//   - A batch of SQL Server is one statement, unless each of its semicolons can
//     separate two batches; see batch.
//   - A / behind a statement of Oracle that a semicolon has ended is dropped, although
//     SQL*Plus would run the statement once more.
func Split(text string, style Style) ([]Piece, *SplitError) {
	if err := CheckText(text); err != nil {
		return nil, err
	}
	s := splitter{Scanner: NewScanner(text, style), lines: style.hasLines(), body: newBody(style)}
	s.unit, _ = s.body.(*slashUnit)
	s.program, _ = s.body.(*compoundBody)
	err := s.run()
	s.endBatch()
	if err != nil {
		err.Delimiter = s.stop
	}
	return s.pieces, err
}

// run takes the tokens one by one.
func (s *splitter) run() *SplitError {
	for {
		tok := s.Next()
		if err := s.fault(tok); err != nil {
			return err
		}
		switch tok.Kind {
		case EOF:
			return s.finish(tok)
		case Space:
		case LineComment, BlockComment:
			s.comment(tok)
		default:
			line, err := s.clientLine(tok)
			if !line && err == nil {
				err = s.content(tok)
			}
			if err != nil {
				return err
			}
		}
	}
}

// content takes a token that is neither white space nor a comment.
func (s *splitter) content(tok Token) *SplitError {
	switch tok.Kind {
	case Delimiter:
		return s.separator()
	case SQLComment:
		s.sqlComments(tok)
		s.token(tok)
	case Punct:
		s.punct(tok)
	default:
		s.token(tok)
	}
	return nil
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
	solid  int   // where the last token ends that is no semicolon
	parens []int // offsets of the open parentheses
	opened []int // offsets of the open comments that hold SQL
	lines  bool  // some lines are not SQL
	body   body  // nil for a style without bodies
	// unit and program are body, if it is one of these.
	unit    *slashUnit
	program *compoundBody
	batch   batch
}

// body follows the tokens of one statement, to see which of its semicolons stand
// in the body of a routine.
type body interface {
	reset()
	token(text string, tok Token)
	// inside tells whether a semicolon here belongs to the statement.
	inside() bool
	// unfinished is the fault of a text that ends here; nil if there is none.
	unfinished() *SplitError
}

func newBody(style Style) body {
	switch {
	case style.AtomicBodies:
		return &atomicBody{}
	case style.CompoundBodies:
		return &compoundBody{}
	case style.TriggerBodies:
		return &triggerBody{}
	case style.SlashUnits:
		return &slashUnit{}
	}
	return nil
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
	if s.style.Client == SQLPlus && name[0] == '@' {
		name = name[:len(name)-len(strings.TrimLeft(name, "@"))]
	}
	if n := strings.IndexAny(name, "\t;"); n > 0 && s.style.Client != Psql {
		name = name[:n]
	}
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
		if s.body != nil {
			s.body.reset()
		}
	}
	s.piece.Stmt.End = tok.End
	if tok.Kind != Punct || s.text[tok.Start] != ';' {
		s.solid = tok.End
	}
	// Comments so far stand inside the statement, and are part of its text.
	s.piece.Behind = nil
	if s.body != nil {
		s.body.token(s.text, tok)
	}
	if s.style.Batches {
		s.batch.token(s.text, tok)
	}
	if s.unit != nil && s.unit.raw {
		s.rawUnit()
	}
}

func (s *splitter) punct(tok Token) {
	switch c := s.text[tok.Start]; {
	case c == ';' && s.endsHere():
		s.terminate()
		return
	case c == '(':
		s.parens = append(s.parens, tok.Start)
	case c == ')' && len(s.parens) > 0:
		s.parens = s.parens[:len(s.parens)-1]
	}
	s.token(tok)
}

// endsHere tells whether a semicolon ends the statement.
func (s *splitter) endsHere() bool {
	switch {
	case len(s.parens) > 0 || len(s.opened) > 0:
		return false
	case s.begun && s.stop != "" && s.program != nil && s.program.isProgram():
		return false
	}
	return !s.begun || s.body == nil || !s.body.inside()
}

// sqlComments counts the comments that hold SQL.
func (s *splitter) sqlComments(tok Token) {
	if s.text[tok.Start] == '/' {
		s.opened = append(s.opened, tok.Start)
	} else {
		s.opened = s.opened[:len(s.opened)-1]
	}
}

// separator ends the statement at what separates statements of any kind, which
// the scanner has passed.
func (s *splitter) separator() *SplitError {
	if err := s.unclosed(); err != nil {
		return err
	}
	s.withoutSemicolon()
	s.terminate()
	return nil
}

// withoutSemicolon leaves the semicolons out that stand before another end of the
// statement. A block of Oracle needs its last one.
func (s *splitter) withoutSemicolon() {
	if s.begun && (s.unit == nil || s.unit.query) {
		s.piece.Stmt.End = s.solid
	}
}

// terminate ends the statement, if there is one.
func (s *splitter) terminate() {
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

// unclosed returns the fault of a parenthesis or comment that is still open.
func (s *splitter) unclosed() *SplitError {
	if len(s.parens) > 0 {
		at := s.parens[0]
		return &SplitError{Extent: Extent{at, at + 1}, Fault: OpenParen, Mark: "(", Close: ")"}
	}
	if len(s.opened) > 0 {
		at := s.opened[0]
		return &SplitError{Extent: Extent{at, at + 3}, Fault: OpenComment, Mark: s.text[at : at+3], Close: "*/"}
	}
	return nil
}

// finish takes what is left at the end of the text.
func (s *splitter) finish(eof Token) *SplitError {
	if err := s.unclosed(); err != nil {
		return err
	}
	// With another delimiter its author says where a body ends.
	if s.begun && s.body != nil && s.stop == "" {
		if err := s.body.unfinished(); err != nil {
			return err
		}
	}
	if s.stop != "" || s.unit != nil {
		s.withoutSemicolon()
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

func (a *atomicBody) reset() { *a = atomicBody{} }

func (a *atomicBody) inside() bool { return a.depth > 0 }

func (a *atomicBody) unfinished() *SplitError {
	if a.depth == 0 {
		return nil
	}
	return &SplitError{Extent: a.begin, Fault: OpenAtomic, Mark: "BEGIN"}
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
