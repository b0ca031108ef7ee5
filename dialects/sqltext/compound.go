package sqltext

import (
	"slices"
	"strings"
)

// compoundBody follows one statement of MySQL or MariaDB through the compound
// statements in it. Most of their key words are not reserved: END can be a column,
// IF and REPEAT are functions too, and CASE ... END is also an expression. So
// what counts is where a word stands, above all at the start of a statement.
// See https://dev.mysql.com/doc/refman/8.4/en/sql-compound-statements.html and
// https://mariadb.com/kb/en/programmatic-compound-statements/.
type compoundBody struct {
	state  compoundState
	kind   string  // PROCEDURE, FUNCTION, TRIGGER or EVENT
	blocks []block // those that are open
	parens int     // open parentheses of the header
	last   string  // the token before: a word in upper case, an operator; else empty
	// start: the next word starts a statement.
	start bool
	// handler: the conditions of DECLARE ... HANDLER FOR are being read.
	handler bool
	// name: the next token is the name of another trigger.
	name  bool
	maybe Extent // the BEGIN of compoundBegin
}

type compoundState uint8

const (
	compoundStart  compoundState = iota // before the first token
	compoundCreate                      // behind CREATE or ALTER
	compoundBegin                       // behind a BEGIN that may open a block
	compoundHeader                      // behind the kind of a routine
	compoundBlocks                      // in the body
	compoundEnd                         // behind all that could be a block of a routine
	compoundNone                        // the statement is not a routine
)

// block is a compound statement, or a CASE expression, that has no END yet.
type block struct {
	Extent
	word       string
	expression bool
	until      bool // its UNTIL was there
}

func (b *compoundBody) reset() { *b = compoundBody{blocks: b.blocks[:0]} }

// isProgram tells whether the statement is one that may have a body.
func (b *compoundBody) isProgram() bool {
	return b.state >= compoundHeader && b.state <= compoundEnd
}

func (b *compoundBody) inside() bool { return b.outermost() >= 0 }

func (b *compoundBody) unfinished() *SplitError {
	i := b.outermost()
	if i < 0 {
		return nil
	}
	return &SplitError{Extent: b.blocks[i].Extent, Fault: OpenBody, Mark: b.blocks[i].word}
}

// outermost returns the index of the first open block that is no expression; -1 if
// there is none.
func (b *compoundBody) outermost() int {
	return slices.IndexFunc(b.blocks, func(open block) bool { return !open.expression })
}

func (b *compoundBody) token(text string, tok Token) {
	if b.state >= compoundEnd || tok.Kind == SQLComment {
		return
	}
	word := ""
	switch tok.Kind {
	case Word, Operator, Punct:
		word = strings.ToUpper(text[tok.Start:tok.End])
	}
	at := Extent{tok.Start, tok.End}
	switch b.state {
	case compoundStart:
		b.first(word, at)
	case compoundCreate:
		b.create(word, tok.Kind)
	case compoundBegin:
		b.begin(word)
	case compoundHeader:
		b.header(word, at)
	case compoundBlocks:
		b.statement(word, tok.Kind, at)
	}
	b.last = word
}

// first takes the first token of the statement. MariaDB has compound statements
// outside of routines too; its BEGIN is the start of a transaction unless
// NOT ATOMIC follows.
func (b *compoundBody) first(word string, at Extent) {
	switch word {
	case "CREATE", "ALTER":
		b.state = compoundCreate
	case "BEGIN":
		b.state, b.maybe = compoundBegin, at
	case "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR":
		b.state, b.start = compoundBlocks, true
		b.statement(word, Word, at)
	default:
		b.state = compoundNone
	}
}

// create takes what may stand before the kind of a routine: OR REPLACE,
// AGGREGATE, and DEFINER = user, whose name can be any word.
func (b *compoundBody) create(word string, kind Kind) {
	switch word {
	case "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT":
		if b.last != "=" {
			b.state, b.kind = compoundHeader, word
		}
	case "OR", "REPLACE", "AGGREGATE", "DEFINER", "CURRENT_USER", "CURRENT_ROLE":
	default:
		if kind == Word && b.last != "=" && !strings.HasPrefix(word, "@") {
			b.state = compoundNone
		}
	}
}

// begin takes what follows BEGIN.
func (b *compoundBody) begin(word string) {
	switch {
	case b.last == "BEGIN" && word == "NOT":
	case b.last == "NOT" && word == "ATOMIC":
		b.state, b.start = compoundBlocks, true
		b.open("BEGIN", b.maybe)
	default:
		b.state = compoundNone
	}
}

// header takes what stands between the kind of a routine and its body: the name,
// parameters, when a trigger or event runs, and the characteristics.
func (b *compoundBody) header(word string, at Extent) {
	switch {
	case word == "(":
		b.parens++
	case word == ")":
		b.parens = max(0, b.parens-1)
	case b.parens > 0, slices.Contains([]string{b.kind, "EXISTS", ".", "RETURNS"}, b.last):
	case b.kind == "TRIGGER":
		b.state, b.start = b.bodyIf(b.last == "EACH" && word == "ROW")
	case b.kind == "EVENT":
		b.state, b.start = b.bodyIf(word == "DO")
	case word == "SET" && b.last == "CHARACTER": // of the type behind RETURNS
	case slices.Contains(openers, word), word == ":":
		b.state, b.start = compoundBlocks, true
		b.statement(word, Word, at)
	case slices.Contains(plainBodies, word):
		b.state = compoundEnd
	}
}

func (b *compoundBody) bodyIf(begins bool) (compoundState, bool) {
	if begins {
		return compoundBlocks, true
	}
	return compoundHeader, false
}

// openers are the words that open a block where a statement starts.
var openers = []string{"BEGIN", "CASE", "IF", "LOOP", "WHILE", "REPEAT", "FOR"}

// plainBodies are words that start a body of one statement without blocks.
var plainBodies = []string{"RETURN", "SELECT", "SET", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL", "WITH", "DO",
	"CREATE", "DROP", "ALTER", "TRUNCATE", "EXECUTE", "PREPARE", "SIGNAL", "VALUES"}

// statement takes a token of the body.
func (b *compoundBody) statement(word string, kind Kind, at Extent) {
	if b.handler && kind == Word && !slices.Contains([]string{"FOR", ",", "NOT", "SQLSTATE", "VALUE"}, b.last) && word != "VALUE" {
		b.handler, b.start = false, true
	}
	start := b.start
	b.start = false
	switch {
	case word == ";":
		for len(b.blocks) > 0 && b.top().expression { // no expression holds one
			b.close()
		}
		b.start, b.handler = true, false
	case b.name:
		b.name, b.start = false, true
	case b.last == ".":
	case word == "END" && b.closes(start):
		b.close()
		if len(b.blocks) == 0 {
			b.state = compoundEnd
		}
	case word == "CASE" && b.last != "END":
		b.open(word, at)
		b.top().expression = !start
	case start && slices.Contains(openers, word) && word != "CASE":
		b.open(word, at)
		b.start = word == "BEGIN" || word == "LOOP" || word == "REPEAT"
	default:
		b.start = b.startsNext(word, start)
	}
}

// startsNext tells whether a statement starts behind a word that opens and closes
// no block. start tells whether one started at the word.
func (b *compoundBody) startsNext(word string, start bool) bool {
	switch word {
	case "THEN", "ELSE", ":":
		return len(b.blocks) == 0 || !b.top().expression
	case "NOT", "ATOMIC": // of BEGIN NOT ATOMIC
		return start
	case "DO":
		return !start && len(b.blocks) > 0 && (b.top().word == "WHILE" || b.top().word == "FOR")
	case "UNTIL":
		if start && len(b.blocks) > 0 {
			b.top().until = true
		}
	case "FOLLOWS", "PRECEDES":
		b.name = start && b.kind == "TRIGGER" && len(b.blocks) == 0
	case "FOR":
		b.handler = b.last == "HANDLER"
	}
	return false
}

// closes tells whether an END ends the innermost block: where a statement could
// start, or behind an operand of an expression.
func (b *compoundBody) closes(start bool) bool {
	switch {
	case len(b.blocks) == 0:
		return false
	case !b.top().expression && !b.top().until:
		return start
	}
	return b.last == "" || b.last == ")" || classes[b.last[0]] == letter && !slices.Contains(beforeOperand, b.last)
}

// beforeOperand are words behind which an expression goes on.
var beforeOperand = []string{"CASE", "WHEN", "THEN", "ELSE", "UNTIL", "AND", "OR", "XOR", "NOT", "BETWEEN", "LIKE", "IN", "IS", "DIV", "MOD"}

func (b *compoundBody) open(word string, at Extent) {
	b.blocks = append(b.blocks, block{Extent: at, word: word})
}

func (b *compoundBody) close() { b.blocks = b.blocks[:len(b.blocks)-1] }

func (b *compoundBody) top() *block { return &b.blocks[len(b.blocks)-1] }
