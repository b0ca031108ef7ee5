package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// The parser library walks the tree of a statement with C functions that call
// themselves, and a tree some ten thousand levels deep overflows the C stack,
// which ends the process. So a bound of the depth is computed from the tokens
// first, and a statement above maxNesting is checked without building its tree.
//
// Each level of nesting costs at least one byte of text, so a text of up to
// maxNesting bytes needs no bound. What people write stays far below: lists, such
// as the rows of VALUES or terms joined by AND, are flat in the tree.
const maxNesting = 2000

// nestingBound returns a number that the depth of the statement's tree, counted
// in expressions, does not exceed.
func nestingBound(text string) int {
	s := sqltext.NewScanner(text, style)
	n := nesting{levels: []level{{}}}
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
			continue
		case sqltext.Word:
			n.word(strings.ToUpper(text[tok.Start:tok.End]))
		case sqltext.Operator:
			// A run such as +-+- is one token to the scanner and four operators to
			// the parser.
			n.chain(tok.End - tok.Start)
			n.named = false
		case sqltext.Punct:
			n.punct(text[tok.Start])
		default:
			n.named = false
		}
	}
	return n.bound
}

// nesting is the state of the bound: the sum of the levels that are open.
type nesting struct {
	levels []level
	outer  int // what the levels below the innermost add up to
	bound  int
	named  bool // the next word is a name: a dot or AS stands before it
}

// level is one open parenthesis, bracket or CASE.
type level struct {
	isCase bool
	// expr counts what may nest in the expression that is being read; a comma, AND
	// or OR starts another one beside it.
	expr int
	// query counts UNION, JOIN and their like, which nest across commas.
	query int
}

func (n *nesting) top() *level { return &n.levels[len(n.levels)-1] }

func (n *nesting) chain(by int) {
	n.top().expr += by
	n.note()
}

func (n *nesting) note() {
	n.bound = max(n.bound, n.outer+n.top().expr+n.top().query+len(n.levels))
}

func (n *nesting) open(isCase bool) {
	n.outer += n.top().expr + n.top().query
	n.levels = append(n.levels, level{isCase: isCase})
	n.note()
}

// shut closes the innermost level, unless it is the statement itself.
func (n *nesting) shut() {
	if len(n.levels) > 1 {
		n.levels = n.levels[:len(n.levels)-1]
		n.outer -= n.top().expr + n.top().query
	}
}

func (n *nesting) punct(c byte) {
	n.named = c == '.'
	switch c {
	case '(', '[':
		n.open(false)
	case ')', ']':
		// A CASE that is still open here was the name of a column.
		for len(n.levels) > 1 && n.top().isCase {
			n.shut()
		}
		n.shut()
	case ',':
		n.top().expr = 0
	}
}

func (n *nesting) word(word string) {
	named := n.named
	n.named = word == "AS"
	if named {
		return
	}
	switch word {
	case "CASE":
		n.chain(1)
		n.open(true)
	case "END":
		if n.top().isCase {
			n.shut()
		}
	case "AND", "OR":
		n.top().expr = 0
	case "UNION", "EXCEPT", "INTERSECT", "JOIN":
		n.top().query++
		n.top().expr = 0
		n.note()
	case "NOT", "COLLATE", "AT", "OPERATOR", "IS", "ISNULL", "NOTNULL", "LIKE", "ILIKE", "SIMILAR", "ESCAPE", "IN", "BETWEEN",
		"OVERLAPS", "ANY", "SOME", "ALL", "ARRAY", "ROW", "EXISTS", "VALUES", "SELECT":
		n.chain(1)
	}
}
