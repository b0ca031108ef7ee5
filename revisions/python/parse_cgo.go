//go:build cgo

package python

// #include <stdlib.h>
// #include "tree.h"
import "C"

import (
	"errors"
	"math"
	"runtime"
	"unsafe"

	sitter "github.com/tree-sitter/go-tree-sitter"
	grammar "github.com/tree-sitter/tree-sitter-python/bindings/go"
)

// All calls into the parser library, which is C code, are in this file, in tree.c
// and, for its memory, in arena.c. Its tree is copied into our own in one pass.

var pythonGrammar = sitter.NewLanguage(grammar.Language())

// symbol is what the grammar says of a kind of node.
type symbol struct {
	kind  string
	named bool
}

// unread are the tokens that nobody asks for once a tree has no errors.
var unread = map[string]bool{
	"(": true, ")": true, "[": true, "]": true, "{": true, "}": true, ".": true, ";": true, "def": true, "import": true, "return": true,
	"comment": true, "line_continuation": true, "string_content": true,
}

// symbols and fields are the names behind the grammar's numbers; wants is what
// tree.c keeps of the nodes of each kind.
var symbols, fields, wants = func() ([]symbol, []string, []C.uint8_t) {
	C.arena_init()
	var ss []symbol
	var ws []C.uint8_t
	for i := range pythonGrammar.NodeKindCount() {
		s := symbol{pythonGrammar.NodeKindForId(uint16(i)), pythonGrammar.NodeKindIsNamed(uint16(i))}
		ss, ws = append(ss, s), append(ws, wanted(s))
	}
	fs := []string{""}
	for i := range pythonGrammar.FieldCount() {
		fs = append(fs, pythonGrammar.FieldNameForId(uint16(i+1)))
	}
	return ss, fs, ws
}()

func wanted(s symbol) C.uint8_t {
	if unread[s.kind] {
		return 0
	}
	want := C.uint8_t(C.WANT_NODE)
	if s.named || operators[s.kind] {
		want |= C.WANT_FIELD // of other tokens nothing is asked but their kind
	}
	if n := (node{kind: s.kind, named: s.named}); !n.leaf() {
		want |= C.WANT_INSIDE
	}
	return want
}

// parseTimeout ends a parse in which the library's error recovery gets lost.
const parseTimeout = 20_000_000 // microseconds

// memories are the arenas that wait for their next text. There are as many as can
// be at work at once.
var memories = make(chan *C.struct_arena, runtime.GOMAXPROCS(0))

func takeMemory() *C.struct_arena {
	select {
	case m := <-memories:
		return m
	default:
		return C.arena_new()
	}
}

func giveBack(m *C.struct_arena) {
	select {
	case memories <- m:
	default:
		C.arena_delete(m)
	}
}

// parseTree parses a text; broken tells whether the tree has errors in it. The
// tree is good until the arena parses the next text.
func (a *arena) parseTree(text string) (root *node, broken bool, err error) {
	if len(text) > math.MaxInt32 {
		return nil, false, errors.New("the file is too large")
	}
	memory := takeMemory()
	if memory == nil {
		return nil, false, errors.New("there is no memory for the parser")
	}
	defer giveBack(memory)
	// C reads the text while the call lasts, and keeps nothing of it.
	flat := C.flat_parse(memory, grammar.Language(), parseTimeout, (*C.char)(unsafe.Pointer(unsafe.StringData(text))), C.uint32_t(len(text)), &wants[0], C.uint32_t(len(wants)))
	if flat.nodes == nil {
		return nil, false, errors.New("the parser gave up on the file")
	}
	defer C.free(unsafe.Pointer(flat.nodes))
	return a.build(unsafe.Slice(flat.nodes, int(flat.count))), bool(flat.broken), nil
}

// build makes nodes of the list; each takes the place that it has there.
func (a *arena) build(list []C.struct_flat_node) *node {
	if cap(a.nodes) < len(list) {
		a.nodes, a.kids, a.count = make([]node, len(list)), make([]*node, len(list)), make([]int32, len(list))
	}
	nodes, kids, count := a.nodes[:len(list)], a.kids[:len(list)], a.count[:len(list)]
	clear(count)
	for i := range list {
		from := &list[i]
		n := node{start: int(from.start), end: int(from.end), field: fields[from.field], missing: from.missing != 0}
		if id := int(from.symbol); id < len(symbols) {
			n.kind, n.named = symbols[id].kind, symbols[id].named
		} else {
			n.kind, n.named = "ERROR", true
		}
		nodes[i] = n
		if i > 0 {
			count[from.parent]++
		}
	}
	for i := range nodes {
		n := int(count[i])
		nodes[i].kids, kids = kids[:0:n], kids[n:]
	}
	for i := 1; i < len(list); i++ {
		parent := &nodes[list[i].parent]
		parent.kids = append(parent.kids, &nodes[i])
	}
	return &nodes[0]
}
