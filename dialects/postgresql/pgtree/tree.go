// Package pgtree holds the parse trees of PostgreSQL's parser as Go values: a struct for each kind of node, and
// how a tree is read from what the library of the parser writes, JSON or protobuf, and written back as protobuf.
//
// The library's Go package has such structs too. Theirs carry what protobuf for Go needs at each node, three allocations for one of
// 16 bytes, and bring the descriptors of protobuf into every start of the process. These have the same names and fields.
package pgtree

import "reflect"

//go:generate go run ./generate

// Message is a node of a tree, or a part of one that has fields of its own.
type Message interface {
	// fields shows the visitor every field, in the order in which the library writes them.
	fields(v visitor)
}

// visitor is what is done with the fields of a message: reading them from a text, writing them, walking through them.
// A field has a number in protobuf and a name in JSON.
type visitor interface {
	text(number int, name string, field *string)
	truth(number int, name string, field *bool)
	int32(number int, name string, field *int32)
	int64(number int, name string, field *int64)
	uint32(number int, name string, field *uint32)
	// enum: names are those of the constants, by their values.
	enum(number int, name string, field *int32, names []string)
	node(number int, name string, field **Node)
	nodes(number int, name string, field *[]*Node)
	// begin tells whether a field that holds a message is visited; where it is not set, it is made then. body visits the message.
	begin(number int, name string, set bool) bool
	body(number int, m Message)
	// empty visits a Node that holds nothing yet.
	empty(n *Node)
	// list visits a list of messages of one kind: at returns those that are there, add makes one more.
	list(number int, name string, length int, at func(int) Message, add func() Message)
}

// message is a pointer to a struct that is a message.
type message[T any] interface {
	*T
	Message
}

// one visits a field that holds a message of a certain kind.
func one[T any, P message[T]](v visitor, number int, name string, field *P) {
	if !v.begin(number, name, *field != nil) {
		return
	}
	if *field == nil {
		*field = new(T)
	}
	v.body(number, *field)
}

// many visits a field that holds a list of messages of a certain kind.
func many[T any, P message[T]](v visitor, number int, name string, field *[]P) {
	v.list(number, name, len(*field), func(i int) Message { return (*field)[i] }, func() Message {
		m := P(new(T))
		*field = append(*field, m)
		return m
	})
}

// choice is what a Node holds: a struct for each kind of node, with the node as its only field.
type choice interface {
	// chosen returns the kind's number and the node, nil if there is none.
	chosen() (number int, m Message)
}

// fields shows the node that n holds.
func (n *Node) fields(v visitor) {
	if n.Node == nil {
		v.empty(n)
		return
	}
	if number, m := n.Node.chosen(); m != nil && v.begin(number, "", true) {
		v.body(number, m)
	}
}

// GetNode returns what n holds; nil without n.
func (n *Node) GetNode() choice {
	if n == nil {
		return nil
	}
	return n.Node
}

// nameOf is the name of an enum's constant.
func nameOf(names []string, value int32) string {
	if value < 0 || int(value) >= len(names) {
		return ""
	}
	return names[value]
}

// Walk calls visit for a message and all below it, in the order of the fields.
// What is below a message for which visit returns false is left out. The message may be a nil pointer.
func Walk(m Message, visit func(Message) bool) {
	if m != nil && !reflect.ValueOf(m).IsNil() {
		walker(visit).body(0, m)
	}
}

// walker goes through the messages of a tree.
type walker func(Message) bool

func (w walker) body(_ int, m Message) {
	if w(m) {
		m.fields(w)
	}
}

func (walker) begin(_ int, _ string, set bool) bool { return set }

func (w walker) node(number int, _ string, field **Node) {
	if *field != nil {
		w.body(number, *field)
	}
}

func (w walker) nodes(number int, _ string, field *[]*Node) {
	for _, n := range *field {
		w.body(number, n)
	}
}

func (w walker) list(number int, _ string, length int, at func(int) Message, _ func() Message) {
	for i := range length {
		w.body(number, at(i))
	}
}

func (walker) empty(*Node)                        {}
func (walker) text(int, string, *string)          {}
func (walker) truth(int, string, *bool)           {}
func (walker) int32(int, string, *int32)          {}
func (walker) int64(int, string, *int64)          {}
func (walker) uint32(int, string, *uint32)        {}
func (walker) enum(int, string, *int32, []string) {}

// Clone returns a copy of a message and all below it.
func Clone[T any, P message[T]](m P) P {
	if m == nil {
		return nil
	}
	copied := P(new(T))
	if err := decodeInto(Encode(m), copied); err != nil {
		panic(err) // Encode wrote it
	}
	return copied
}
