package pgtree

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The library writes protobuf by looking through all 268 kinds of nodes at each node, twice, which takes eight times as long as
// the parse itself; JSON takes a quarter of that.
//
// JSON lacks one thing: it writes an integer below zero as it writes 0, without its value. A constant below zero has a minus before
// it in the text; any other integer without a value, such as the bounds of text[], makes the reader give up.

// errNoJSON: the JSON is not what the reader knows, or does not say all.
var errNoJSON = errors.New("the tree cannot be read from JSON")

// ReadsAsJSON tells whether the JSON of a statement's tree can say all that is in it: no minus stands before what may be a
// number, as it does in -5 and - (5), but not in now() - interval '1 day' and in data->'a'.
func ReadsAsJSON(text string) bool {
	for {
		_, rest, found := strings.Cut(text, "-")
		if !found {
			return true
		}
		text = strings.TrimLeft(rest, " \t\n\r\f\v")
		if text == "" || strings.IndexByte(`>'"`, text[0]) < 0 && text[0] != '_' && (text[0]|0x20 < 'a' || text[0]|0x20 > 'z') {
			return false
		}
	}
}

// ReadJSON reads the tree from the library's JSON, which has no white space. It refuses JSON that does not say all.
func ReadJSON(text string) (*ParseResult, error) {
	r := reader{rest: text}
	var tree ParseResult
	r.read(&tree)
	if r.broken || r.rest != "" {
		return nil, errNoJSON
	}
	return &tree, nil
}

// reader reads fields from JSON. Once broken is set it finds nothing any more.
type reader struct {
	rest   string
	broken bool
	// key is the name of the field that comes next in the object that is read; "" at its end.
	key string
	// pending are the nodes of the lists that are being read, so that each list is made once, in its size.
	pending []*Node
}

// fail makes the reader give up.
func (r *reader) fail() {
	r.broken, r.key, r.rest = true, "", ""
}

// take takes the byte c if it is the next one.
func (r *reader) take(c byte) bool {
	if r.rest != "" && r.rest[0] == c {
		r.rest = r.rest[1:]
		return true
	}
	return false
}

func (r *reader) want(c byte) {
	if !r.take(c) {
		r.fail()
	}
}

// more tells whether a list goes on, of which n parts are read.
func (r *reader) more(n int) bool {
	if r.broken || r.take(']') {
		return false
	}
	if n > 0 {
		r.want(',')
	}
	return !r.broken
}

// word takes letters, digits and signs: a number, true or false.
func (r *reader) word() string {
	n := 0
	for n < len(r.rest) && r.rest[n] != ',' && r.rest[n] != ']' && r.rest[n] != '}' {
		n++
	}
	word := r.rest[:n]
	r.rest = r.rest[n:]
	return word
}

// quoted takes a name in quotes, which has no escapes.
func (r *reader) quoted() string {
	if !r.take('"') {
		r.fail()
		return ""
	}
	for n := range len(r.rest) { // names are short: a search for the quote would cost more than it saves
		if r.rest[n] == '"' {
			name := r.rest[:n]
			r.rest = r.rest[n+1:]
			return name
		}
	}
	r.fail()
	return ""
}

// name takes the name of a field and the colon behind it.
func (r *reader) name() string {
	name := r.quoted()
	r.want(':')
	if name == "" || r.broken {
		r.fail()
		return ""
	}
	return name
}

// next goes to the next field of the object, or to its end.
func (r *reader) next() {
	if r.broken || r.take('}') {
		r.key = ""
		return
	}
	r.want(',')
	r.key = r.name()
}

// read reads an object. Its fields usually stand in the order of the message's; where not, all are looked at again.
func (r *reader) read(m Message) {
	outer := r.key
	r.want('{')
	if r.key = ""; !r.take('}') {
		r.key = r.name()
	}
	for r.key != "" {
		before := len(r.rest)
		if m.fields(r); len(r.rest) == before {
			r.fail() // a field that the message does not have
		}
	}
	if !r.broken {
		r.key = outer
	}
}

func (r *reader) text(_ int, name string, field *string) {
	if r.key == name {
		*field = r.string()
		r.next()
	}
}

// string takes a text in quotes. What it returns does not keep the JSON in memory.
func (r *reader) string() string {
	if !r.take('"') {
		r.fail()
		return ""
	}
	end := 0
	for escapes := false; end < len(r.rest); end++ {
		switch r.rest[end] {
		case '"':
			text := r.rest[:end]
			r.rest = r.rest[end+1:]
			if !escapes {
				return strings.Clone(text)
			}
			return r.unescaped(text)
		case '\\':
			escapes = true
			end++
		}
	}
	r.fail()
	return ""
}

func (r *reader) unescaped(text string) string {
	text, ok := unescape(text)
	if !ok {
		r.fail()
	}
	return text
}

// unescape takes the escapes out of a text: those of one letter, and \u for a byte.
func unescape(text string) (string, bool) {
	var b strings.Builder
	for {
		plain, rest, found := strings.Cut(text, `\`)
		b.WriteString(plain)
		if !found {
			return b.String(), true
		}
		if rest == "" {
			return "", false
		}
		if letter := strings.IndexByte(`bfnrt"\`, rest[0]); letter >= 0 {
			b.WriteByte("\b\f\n\r\t\"\\"[letter])
			text = rest[1:]
			continue
		}
		if rest[0] != 'u' || len(rest) < 5 {
			return "", false
		}
		code, err := strconv.ParseUint(rest[1:5], 16, 8)
		if err != nil || code >= utf8.RuneSelf {
			return "", false
		}
		b.WriteByte(byte(code))
		text = rest[5:]
	}
}

func (r *reader) truth(_ int, name string, field *bool) {
	if r.key != name {
		return
	}
	switch r.word() {
	case "true":
		*field = true
	case "false":
		*field = false
	default:
		r.fail()
		return
	}
	r.next()
}

func (r *reader) int32(_ int, name string, field *int32) {
	if r.key == name {
		*field = int32(r.integer(32))
		r.next()
	}
}

func (r *reader) int64(_ int, name string, field *int64) {
	if r.key == name {
		*field = r.integer(64)
		r.next()
	}
}

func (r *reader) uint32(_ int, name string, field *uint32) {
	if r.key == name {
		*field = uint32(r.unsigned(32))
		r.next()
	}
}

func (r *reader) integer(bits int) int64 {
	n, err := strconv.ParseInt(r.word(), 10, bits)
	if err != nil {
		r.fail()
	}
	return n
}

func (r *reader) unsigned(bits int) uint64 {
	n, err := strconv.ParseUint(r.word(), 10, bits)
	if err != nil {
		r.fail()
	}
	return n
}

func (r *reader) enum(_ int, name string, field *int32, names []string) {
	if r.key != name {
		return
	}
	word := r.quoted()
	for value, known := range names {
		if known == word && word != "" {
			*field = int32(value)
			r.next()
			return
		}
	}
	r.fail()
}

func (r *reader) node(_ int, name string, field **Node) {
	if r.key == name {
		*field = r.object()
		r.next()
	}
}

// object reads a node, which is a message behind the name of its kind, or {}.
func (r *reader) object() *Node {
	r.want('{')
	if r.take('}') {
		return &Node{}
	}
	n, m := newNode(numberOf(r.name()))
	if n == nil {
		r.fail()
		return nil
	}
	r.read(m)
	if i, ok := m.(*Integer); ok && i.Ival == 0 {
		r.fail() // or it is below zero
	}
	r.want('}')
	return n
}

func (r *reader) nodes(_ int, name string, field *[]*Node) {
	if r.key != name {
		return
	}
	start := len(r.pending)
	r.want('[')
	for r.more(len(r.pending) - start) {
		n := r.object()
		r.pending = append(r.pending, n)
	}
	*field = append(make([]*Node, 0, len(r.pending)-start), r.pending[start:]...)
	clear(r.pending[start:])
	r.pending = r.pending[:start]
	r.next()
}

func (r *reader) begin(_ int, name string, _ bool) bool {
	return r.key != "" && r.key == name
}

func (r *reader) body(_ int, m Message) {
	r.read(m)
	r.next()
}

// empty is not called: a node is made by object, which knows its kind.
func (r *reader) empty(*Node) { r.fail() }

func (r *reader) list(_ int, name string, _ int, _ func(int) Message, add func() Message) {
	if r.key != name {
		return
	}
	r.want('[')
	for n := 0; r.more(n); n++ {
		r.read(add())
	}
	r.next()
}
