package pgtree

import (
	"encoding/binary"
	"errors"
)

// The parts of protobuf's encoding that the library uses: https://protobuf.dev/programming-guides/encoding/

// Wire types: how the value behind a tag is written.
const (
	wireVarint = 0
	wireBytes  = 2
)

// maxDepth bounds how deep messages may nest. What nests deeper would need a stack to match wherever the tree is walked.
const maxDepth = 10000

// Errors of Decode.
var (
	ErrTooDeep = errors.New("the tree nests too deep")
	errEncoded = errors.New("the encoded tree has something that no tree of the parser has")
)

// Decode reads the tree that the library wrote as protobuf.
func Decode(encoded []byte) (*ParseResult, error) {
	var tree ParseResult
	if err := decodeInto(encoded, &tree); err != nil {
		return nil, err
	}
	return &tree, nil
}

func decodeInto(encoded []byte, m Message) error {
	d := decoder{}
	d.read(encoded, m)
	return d.err
}

// decoder reads fields from protobuf. Once err is set it finds nothing any more.
type decoder struct {
	rest []byte
	// number is that of the field that comes next in the message that is read, 0 at its end; its value is a number, or
	// the bytes of a text or a message.
	number int
	value  uint64
	bytes  []byte
	depth  int
	err    error
}

// fail makes the decoder give up.
func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.rest, d.number = nil, 0
}

// read reads the fields of a message. They usually stand in the order of the message's; where not, all are looked at again.
func (d *decoder) read(encoded []byte, m Message) {
	outer := *d
	if d.depth++; d.depth > maxDepth {
		d.fail(ErrTooDeep)
		return
	}
	d.rest = encoded
	for d.next(); d.number != 0; {
		before, number := len(d.rest), d.number
		if m.fields(d); len(d.rest) == before && d.number == number {
			d.fail(errEncoded) // a field that the message does not have
		}
	}
	if d.err == nil {
		*d = outer
	}
}

// next goes to the next field of the message, or to its end.
func (d *decoder) next() {
	d.number = 0
	if len(d.rest) == 0 || d.err != nil {
		return
	}
	tag := d.varint()
	switch tag & 7 {
	case wireVarint:
		d.value, d.bytes = d.varint(), nil
	case wireBytes:
		n := d.varint()
		if n > uint64(len(d.rest)) {
			d.fail(errEncoded)
			return
		}
		d.bytes, d.rest = d.rest[:n:n], d.rest[n:]
	default:
		d.fail(errEncoded)
	}
	if d.err == nil {
		d.number = int(tag >> 3)
	}
}

func (d *decoder) varint() uint64 {
	value, n := binary.Uvarint(d.rest)
	if n <= 0 {
		d.fail(errEncoded)
		return 0
	}
	d.rest = d.rest[n:]
	return value
}

func (d *decoder) text(number int, _ string, field *string) {
	if d.number == number {
		*field = string(d.bytes)
		d.next()
	}
}

// take takes the number that comes next if it is of the field.
func (d *decoder) take(number int) (value uint64, ok bool) {
	if d.number != number {
		return 0, false
	}
	value = d.value
	d.next()
	return value, true
}

func (d *decoder) truth(number int, _ string, field *bool) {
	if value, ok := d.take(number); ok {
		*field = value != 0
	}
}

func (d *decoder) int32(number int, _ string, field *int32) {
	if value, ok := d.take(number); ok {
		*field = int32(value)
	}
}

func (d *decoder) int64(number int, _ string, field *int64) {
	if value, ok := d.take(number); ok {
		*field = int64(value)
	}
}

func (d *decoder) uint32(number int, _ string, field *uint32) {
	if value, ok := d.take(number); ok {
		*field = uint32(value)
	}
}

func (d *decoder) enum(number int, name string, field *int32, _ []string) {
	d.int32(number, name, field)
}

func (d *decoder) node(number int, _ string, field **Node) {
	if d.number == number {
		*field = d.object()
		d.next()
	}
}

func (d *decoder) nodes(number int, _ string, field *[]*Node) {
	for d.number == number {
		*field = append(*field, d.object())
		d.next()
	}
}

// object reads a node from the bytes that come next.
func (d *decoder) object() *Node {
	n := &Node{}
	d.read(d.bytes, n)
	return n
}

func (d *decoder) begin(number int, _ string, _ bool) bool { return d.number == number }

func (d *decoder) body(_ int, m Message) {
	d.read(d.bytes, m)
	d.next()
}

// empty makes the node whose field comes next.
func (d *decoder) empty(n *Node) {
	if made, m := newNode(d.number); made != nil {
		n.Node = made.Node
		d.body(0, m)
	}
}

func (d *decoder) list(number int, _ string, _ int, _ func(int) Message, add func() Message) {
	for d.number == number {
		d.read(d.bytes, add())
		d.next()
	}
}

// Encode writes a message as protobuf, as the library reads it.
func Encode(m Message) []byte {
	var e encoder
	m.fields(&e)
	return e.out
}

// encoder writes fields as protobuf, but for those that have the value of their type that is zero.
type encoder struct{ out []byte }

func (e *encoder) tag(number, wire int) {
	e.out = binary.AppendUvarint(e.out, uint64(number<<3|wire))
}

func (e *encoder) number(number int, value uint64) {
	if value != 0 {
		e.tag(number, wireVarint)
		e.out = binary.AppendUvarint(e.out, value)
	}
}

func (e *encoder) text(number int, _ string, field *string) {
	if *field != "" {
		e.tag(number, wireBytes)
		e.out = binary.AppendUvarint(e.out, uint64(len(*field)))
		e.out = append(e.out, *field...)
	}
}

func (e *encoder) truth(number int, _ string, field *bool) {
	if *field {
		e.number(number, 1)
	}
}

func (e *encoder) int32(number int, _ string, field *int32)   { e.number(number, uint64(int64(*field))) }
func (e *encoder) int64(number int, _ string, field *int64)   { e.number(number, uint64(*field)) }
func (e *encoder) uint32(number int, _ string, field *uint32) { e.number(number, uint64(*field)) }

func (e *encoder) enum(number int, name string, field *int32, _ []string) {
	e.int32(number, name, field)
}

func (e *encoder) node(number int, _ string, field **Node) {
	if *field != nil {
		e.body(number, *field)
	}
}

func (e *encoder) nodes(number int, _ string, field *[]*Node) {
	for _, n := range *field {
		e.body(number, n)
	}
}

func (e *encoder) empty(*Node) {}

func (e *encoder) begin(_ int, _ string, set bool) bool { return set }

// body writes a message behind its length, for which room is made once it is known.
func (e *encoder) body(number int, m Message) {
	e.tag(number, wireBytes)
	start := len(e.out)
	m.fields(e)
	length := binary.AppendUvarint(nil, uint64(len(e.out)-start))
	e.out = append(e.out, length...)
	copy(e.out[start+len(length):], e.out[start:])
	copy(e.out[start:], length)
}

func (e *encoder) list(number int, _ string, length int, at func(int) Message, _ func() Message) {
	for i := range length {
		e.body(number, at(i))
	}
}
