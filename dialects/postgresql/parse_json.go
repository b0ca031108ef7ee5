//go:build cgo

package postgresql

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/runtime/protoimpl"
)

// The library hands its tree over as protobuf or as JSON. It writes protobuf by looking through all 268 kinds of nodes at
// each node, twice, which takes eight times as long as the parse itself; JSON takes a quarter of that. So the trees of
// ordinary statements are read from JSON, into the same Go types.
//
// JSON lacks one thing: it writes an integer below zero as it writes 0, without its value. A constant below zero has a minus before
// it in the text; any other integer without a value, such as the bounds of text[], makes the reader give up. A text that cannot
// be read here is parsed again and read from protobuf.

// maxJSON bounds the texts whose trees are read from JSON, which takes more memory for a moment.
const maxJSON = 16 << 10

// readsAsJSON tells whether the JSON of the text's tree can say all that is in it: no minus stands before what may be a
// number, as it does in -5 and - (5), but not in now() - interval '1 day' and in data->'a'.
func readsAsJSON(text string) bool {
	if len(text) > maxJSON {
		return false
	}
	for {
		_, rest, found := strings.Cut(text, "-")
		if !found {
			return true
		}
		text = strings.TrimLeft(rest, " \t\n\r\f\v")
		if text == "" || strings.IndexByte(`>'"`, text[0]) < 0 && !inWord(text[0]&^0x20) {
			return false
		}
	}
}

// errNoJSON: the JSON is not what the reader knows, or does not say all.
var errNoJSON = errors.New("the tree cannot be read from JSON")

// readTree reads the statements from the library's JSON.
func readTree(text string) (stmts []*pg.RawStmt, err error) {
	r := treeReader{text: text}
	var tree pg.ParseResult
	r.message(reflect.ValueOf(&tree).Elem())
	if r.broken || r.at != len(text) {
		return nil, errNoJSON
	}
	return tree.Stmts, nil
}

// treeReader reads JSON without white space. Once broken is set it reads on only until its loops end.
type treeReader struct {
	text   string
	at     int
	broken bool
}

// take takes the byte c if it is the next one.
func (r *treeReader) take(c byte) bool {
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *treeReader) want(c byte) {
	if !r.take(c) {
		r.broken = true
	}
}

// more tells whether a list or an object that ends with the byte goes on; first is its first part.
func (r *treeReader) more(end byte, first *bool) bool {
	if r.broken || r.take(end) {
		return false
	}
	if !*first {
		r.want(',')
	}
	*first = false
	return !r.broken
}

// word takes letters, digits and signs: a number, true or false.
func (r *treeReader) word() string {
	start := r.at
	for r.at < len(r.text) && strings.IndexByte(",]}", r.text[r.at]) < 0 {
		r.at++
	}
	return r.text[start:r.at]
}

// key takes a name in quotes, which has no escapes, and the colon behind it.
func (r *treeReader) key() string {
	name := r.quoted()
	r.want(':')
	return name
}

func (r *treeReader) quoted() string {
	r.want('"')
	n := strings.IndexByte(r.text[r.at:], '"')
	if n < 0 {
		r.broken = true
		return ""
	}
	name := r.text[r.at : r.at+n]
	r.at += n + 1
	return name
}

// string takes a text in quotes. What it returns does not keep the JSON in memory.
func (r *treeReader) string() string {
	r.want('"')
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch r.text[r.at] {
		case '"':
			r.at++
			return strings.Clone(r.text[start : r.at-1])
		case '\\':
			return r.escaped(start)
		}
	}
	r.broken = true
	return ""
}

// escaped takes the rest of a text in quotes that has escapes.
func (r *treeReader) escaped(start int) string {
	for r.at < len(r.text) && r.text[r.at] != '"' {
		if r.text[r.at] == '\\' {
			r.at++
		}
		r.at++
	}
	if r.at >= len(r.text) {
		r.broken = true
		return ""
	}
	r.at++
	text, ok := unquoted(r.text[start : r.at-1])
	r.broken = r.broken || !ok
	return text
}

// unquoted takes the escapes out of a text: those of one letter, and \u for a byte.
func unquoted(text string) (string, bool) {
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

// message reads the fields of a message.
func (r *treeReader) message(to reflect.Value) {
	known := messageOf(to.Type())
	r.want('{')
	for first := true; r.more('}', &first); {
		f, ok := known[r.key()]
		if !ok {
			r.broken = true
			return
		}
		f.read(r, to.Field(f.index))
	}
}

// node reads a node, which is a message behind the name of its kind, or {}.
func (r *treeReader) node() *pg.Node {
	n := &pg.Node{}
	r.want('{')
	if r.take('}') {
		return n
	}
	name := r.key()
	switch name {
	case "String": // every second node
		s := &pg.String{}
		r.message(reflect.ValueOf(s).Elem())
		n.Node = &pg.Node_String_{String_: s}
	default:
		f, ok := messageOf(nodeType)[name]
		if !ok {
			r.broken = true
			return n
		}
		f.read(r, reflect.ValueOf(n).Elem().Field(f.index))
	}
	if i := n.GetInteger(); i != nil && i.Ival == 0 {
		r.broken = true // or it is below zero
	}
	r.want('}')
	return n
}

func (r *treeReader) nodes() []*pg.Node {
	var list []*pg.Node
	r.want('[')
	for first := true; r.more(']', &first); {
		list = append(list, r.node())
	}
	return list
}

// field is a field of a message: which of its Go type, and how it is read.
type field struct {
	index int
	read  func(r *treeReader, to reflect.Value)
}

var (
	nodeType = reflect.TypeFor[pg.Node]()
	messages sync.Map // of map[string]field, the fields by their names in JSON, by reflect.Type
)

// messageOf returns the fields of a message's type.
func messageOf(t reflect.Type) map[string]field {
	if known, ok := messages.Load(t); ok {
		return known.(map[string]field)
	}
	fields := map[string]field{}
	for i := range t.NumField() {
		f := t.Field(i)
		if name := jsonName(f); name != "" {
			fields[name] = field{i, readerOf(f.Type)}
		} else if f.Tag.Get("protobuf_oneof") != "" {
			addChoices(fields, t, i)
		}
	}
	known, _ := messages.LoadOrStore(t, fields)
	return known.(map[string]field)
}

// jsonName is the name of a field in JSON: what its tag calls json, else name; "" for what is no field.
func jsonName(f reflect.StructField) string {
	name := ""
	for part := range strings.SplitSeq(f.Tag.Get("protobuf"), ",") {
		if json, ok := strings.CutPrefix(part, "json="); ok {
			return json
		}
		if plain, ok := strings.CutPrefix(part, "name="); ok {
			name = plain
		}
	}
	return name
}

// addChoices adds the fields of which one stands in the field number index of type t, each in a type of its own.
func addChoices(fields map[string]field, t reflect.Type, index int) {
	info, ok := reflect.New(t).Interface().(protoreflect.ProtoMessage).ProtoReflect().Type().(*protoimpl.MessageInfo)
	if !ok {
		return // none of its names is known then
	}
	for _, choice := range info.OneofWrappers {
		wrapper := reflect.TypeOf(choice).Elem()
		read := readerOf(wrapper.Field(0).Type)
		fields[jsonName(wrapper.Field(0))] = field{index, func(r *treeReader, to reflect.Value) {
			chosen := reflect.New(wrapper)
			read(r, chosen.Elem().Field(0))
			to.Set(chosen)
		}}
	}
}

// readerOf returns how a field of a type is read. What no parse tree has is not read.
func readerOf(t reflect.Type) func(r *treeReader, to reflect.Value) {
	switch {
	case t == reflect.PointerTo(nodeType):
		return func(r *treeReader, to reflect.Value) { *to.Addr().Interface().(**pg.Node) = r.node() }
	case t == reflect.SliceOf(reflect.PointerTo(nodeType)):
		return func(r *treeReader, to reflect.Value) { *to.Addr().Interface().(*[]*pg.Node) = r.nodes() }
	case t == reflect.TypeFor[[]*pg.RawStmt]():
		return readStatements
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		return func(r *treeReader, to reflect.Value) {
			to.Set(reflect.New(t.Elem()))
			r.message(to.Elem())
		}
	case t.Implements(reflect.TypeFor[protoreflect.Enum]()):
		return func(r *treeReader, to reflect.Value) { to.SetInt(r.constant(t)) }
	}
	switch t.Kind() {
	case reflect.String:
		return func(r *treeReader, to reflect.Value) { to.SetString(r.string()) }
	case reflect.Bool:
		return func(r *treeReader, to reflect.Value) { to.SetBool(r.truth()) }
	case reflect.Int32, reflect.Int64:
		return func(r *treeReader, to reflect.Value) { to.SetInt(r.integer(t.Bits())) }
	case reflect.Uint32, reflect.Uint64:
		return func(r *treeReader, to reflect.Value) { to.SetUint(uint64(r.integer(64))) }
	}
	return func(r *treeReader, _ reflect.Value) { r.broken = true }
}

func readStatements(r *treeReader, to reflect.Value) {
	list := to.Addr().Interface().(*[]*pg.RawStmt)
	r.want('[')
	for first := true; r.more(']', &first); {
		st := &pg.RawStmt{}
		r.message(reflect.ValueOf(st).Elem())
		*list = append(*list, st)
	}
}

func (r *treeReader) truth() bool {
	word := r.word()
	r.broken = r.broken || word != "true" && word != "false"
	return word == "true"
}

func (r *treeReader) integer(bits int) int64 {
	n, err := strconv.ParseInt(r.word(), 10, bits)
	r.broken = r.broken || err != nil
	return n
}

// constants are the numbers of the constants of an enum by their names: map[string]int64, by reflect.Type.
var constants sync.Map

// constant takes the name of a constant of an enum.
func (r *treeReader) constant(t reflect.Type) int64 {
	known, ok := constants.Load(t)
	if !ok {
		numbers := map[string]int64{}
		values := reflect.Zero(t).Interface().(protoreflect.Enum).Descriptor().Values()
		for i := range values.Len() {
			numbers[string(values.Get(i).Name())] = int64(values.Get(i).Number())
		}
		known, _ = constants.LoadOrStore(t, numbers)
	}
	n, ok := known.(map[string]int64)[r.quoted()]
	r.broken = r.broken || !ok
	return n
}
