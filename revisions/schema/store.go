package schema

import (
	"cmp"
	"math/bits"
	"slices"
	"sync/atomic"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Name is where an object stands: its schema and its name there. What stands in
// no schema, such as a schema itself or an extension, has an empty Schema.
type Name struct{ Schema, Name string }

// String writes the name for people: schema.name, without quotes.
func (n Name) String() string {
	if n.Schema == "" || n.Schema == DefaultSchema {
		return n.Name
	}
	return n.Schema + "." + n.Name
}

// IsZero tells whether n names nothing.
func (n Name) IsZero() bool { return n == Name{} }

// CompareNames orders names by their schema, then by their own.
func CompareNames(a, b Name) int {
	return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
}

// Doubt says why something is not known.
type Doubt struct {
	Reason string
	// Span is the statement that could not be followed; it may point nowhere.
	Span source.Span
}

// token says what a catalog may change in place: what was made since it got the number from. A clone and its origin each
// get new tokens, so that both copy what they still share before they change it.
type token struct{ id, from uint64 }

// tokens counts the tokens of all catalogs.
var tokens atomic.Uint64

func newToken() token {
	id := tokens.Add(1)
	return token{id, id}
}

// owns tells whether what was made under a token's id may be changed.
func (t token) owns(id uint64) bool { return id >= t.from }

// copier is an object that can be copied so deep that changing the copy leaves
// the original as it is.
type copier[T any] interface{ copied() T }

// store holds the objects of one kind by their names.
type store[T copier[T]] struct {
	trie[T]
	// touched is the last of the names that were put or taken for changing since the links were
	// brought up to date, schemas the last of the schemas in which a name was ever put. Clones share what is
	// there, and a store takes little room, since a catalog is copied for each revision.
	touched *chain[Name]
	schemas *chain[string]
}

// chain is a list that grows at its head. It is never changed in place; nil is the empty one.
type chain[T any] struct {
	head T
	rest *chain[T]
}

func (c *chain[T]) all(yield func(T) bool) {
	for ; c != nil && yield(c.head); c = c.rest {
	}
}

func contains[T comparable](c *chain[T], x T) bool {
	for ; c != nil; c = c.rest {
		if c.head == x {
			return true
		}
	}
	return false
}

// trie keeps entries by the hashes of their names. It is
// copied as a value, at once; what two copies share is copied when one of them
// changes it, which are the few nodes above the name.
type trie[T copier[T]] struct{ root *node[T] }

// Each level of the trie takes some bits of the hash; below the last one stands a list.
const (
	levelBits = 5
	levelMask = 1<<levelBits - 1
	hashBits  = 32
)

// node is one node of the trie: for some bits of a hash, a leaf stands in it, or a node below it, or nothing. A bit of the two sets
// is set where there is one, and their number below it is its place in the list.
type node[T copier[T]] struct {
	owner          uint64 // the id of the token under which it was made
	isLeaf, isNode bitset
	leaves         []*leaf[T]
	below          []*node[T]
}

// bitset is a set of the numbers below 1<<levelBits.
type bitset uint32

// at is the bit of a hash on the level that begins at shift.
func at(h uint32, shift int) bitset { return 1 << (h >> shift & levelMask) }

// before counts the numbers in the set below that of a bit.
func (s bitset) before(bit bitset) int { return bits.OnesCount32(uint32(s & (bit - 1))) }

// leaf is a name and what is known of it. It is never changed. next is another name of the same hash.
type leaf[T copier[T]] struct {
	name  Name
	next  *leaf[T]
	entry entry[T]
	hash  uint32
}

// entry is what is known of one name.
type entry[T copier[T]] struct {
	value T
	owner uint64 // the id of the token under which the value was made
	// doubt says why it is not known whether the object is there; nil if it is.
	doubt *Doubt
	// epoch is the catalog's when this was last known for sure.
	epoch int32
	// there: value is the object; else the entry says that there is none.
	there bool
}

// hashOf is FNV-1a over both parts of a name. Names that differ only in case have one hash, so
// that a catalog without case finds them.
func hashOf(n Name) uint32 {
	h := hashText(2166136261, n.Schema)
	return hashText(h*16777619, n.Name)
}

func hashText(h uint32, text string) uint32 {
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 0x80: // the upper case of a letter can have another length
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// alike returns the names that have the hash of n: those that differ from it only in case, and any others.
func (s *trie[T]) alike(n Name) []Name {
	var names []Name
	h := hashOf(n)
	for l := s.first(h); l != nil; l = l.next {
		if l.hash == h {
			names = append(names, l.name)
		}
	}
	return names
}

// find returns the leaf of a name; nil if there is none.
func (s *trie[T]) find(n Name) *leaf[T] {
	h := hashOf(n)
	for l := s.first(h); l != nil; l = l.next {
		if l.hash == h && l.name == n {
			return l
		}
	}
	return nil
}

// first returns the list in which the names of a hash stand, if any do.
func (s *trie[T]) first(h uint32) *leaf[T] {
	d := s.root
	for shift := 0; d != nil; shift += levelBits {
		bit := at(h, shift)
		switch {
		case d.isLeaf&bit != 0:
			return d.leaves[d.isLeaf.before(bit)]
		case d.isNode&bit == 0:
			return nil
		}
		d = d.below[d.isNode.before(bit)]
	}
	return nil
}

func (s *trie[T]) get(n Name) (entry[T], bool) {
	if l := s.find(n); l != nil {
		return l.entry, true
	}
	return entry[T]{}, false
}

func (s *trie[T]) set(owner token, n Name, e entry[T]) {
	e.owner = owner.id
	s.root = s.root.with(owner, &leaf[T]{name: n, hash: hashOf(n), entry: e}, 0)
}

// put is set, and remembers that the name was touched.
func (s *store[T]) put(owner token, n Name, e entry[T]) {
	if !contains(s.schemas, n.Schema) {
		s.schemas = &chain[string]{n.Schema, s.schemas}
	}
	s.set(owner, n, e)
	s.touch(n)
}

// with returns the node with a leaf in it: itself if the owner may change it, else a copy.
func (d *node[T]) with(owner token, l *leaf[T], shift int) *node[T] {
	switch {
	case d == nil:
		d = &node[T]{owner: owner.id}
	case !owner.owns(d.owner):
		d = &node[T]{owner.id, d.isLeaf, d.isNode, slices.Clone(d.leaves), slices.Clone(d.below)}
	}
	bit := at(l.hash, shift)
	i, j := d.isLeaf.before(bit), d.isNode.before(bit)
	switch {
	case d.isNode&bit != 0:
		d.below[j] = d.below[j].with(owner, l, shift+levelBits)
	case d.isLeaf&bit == 0:
		d.isLeaf |= bit
		d.leaves = slices.Insert(d.leaves, i, l)
	case d.leaves[i].hash == l.hash:
		d.leaves[i] = d.leaves[i].replaced(l)
	case shift+levelBits >= hashBits:
		panic("two hashes that differ end alike")
	default:
		var below *node[T]
		below = below.with(owner, d.leaves[i], shift+levelBits).with(owner, l, shift+levelBits)
		d.isLeaf, d.isNode = d.isLeaf&^bit, d.isNode|bit
		d.leaves, d.below = slices.Delete(d.leaves, i, i+1), slices.Insert(d.below, j, below)
	}
	return d
}

// replaced returns the list of leaves with l in the place of the one with its name.
func (old *leaf[T]) replaced(l *leaf[T]) *leaf[T] {
	if old == nil {
		return l
	}
	if old.name == l.name {
		l.next = old.next
		return l
	}
	kept := *old
	kept.next = old.next.replaced(l)
	return &kept
}

// own returns the object of a leaf for changing it.
func (s *trie[T]) own(owner token, l *leaf[T]) T {
	if owner.owns(l.entry.owner) {
		return l.entry.value
	}
	e := l.entry
	e.value = e.value.copied()
	s.set(owner, l.name, e)
	return e.value
}

func (s *store[T]) touch(n Name) {
	if s.touched == nil || s.touched.head != n {
		s.touched = &chain[Name]{n, s.touched}
	}
}

// each calls do with every entry until it returns false.
func (s *trie[T]) each(do func(Name, entry[T]) bool) { s.root.each(do) }

func (d *node[T]) each(do func(Name, entry[T]) bool) bool {
	if d == nil {
		return true
	}
	for _, l := range d.leaves {
		for ; l != nil; l = l.next {
			if !do(l.name, l.entry) {
				return false
			}
		}
	}
	for _, below := range d.below {
		if !below.each(do) {
			return false
		}
	}
	return true
}

// differing returns the names of which one store may know something else than the other, sorted:
// those that either was given since the two were one. What they share is not looked at.
func differing[T copier[T]](a, b *store[T]) []Name {
	var names []Name
	a.root.differing(b.root, func(n Name) { names = append(names, n) })
	slices.SortFunc(names, CompareNames)
	return slices.Compact(names)
}

func (d *node[T]) differing(o *node[T], add func(Name)) {
	if d == o {
		return
	}
	for bit := bitset(1); bit != 0; bit <<= 1 {
		x, y := d.slot(bit), o.slot(bit)
		switch {
		case x == y:
		case x.below != nil && y.below != nil:
			x.below.differing(y.below, add)
		default:
			x.missing(y, add)
			y.missing(x, add)
		}
	}
}

// slot is what stands in a node for some bits of a hash.
type slot[T copier[T]] struct {
	below *node[T]
	leaf  *leaf[T]
}

func (d *node[T]) slot(bit bitset) slot[T] {
	switch {
	case d == nil:
	case d.isLeaf&bit != 0:
		return slot[T]{leaf: d.leaves[d.isLeaf.before(bit)]}
	case d.isNode&bit != 0:
		return slot[T]{below: d.below[d.isNode.before(bit)]}
	}
	return slot[T]{}
}

// missing calls add with the names of the leaves that are not in o.
func (s slot[T]) missing(o slot[T], add func(Name)) {
	s.all(func(l *leaf[T]) {
		there := false
		o.all(func(k *leaf[T]) { there = there || k == l })
		if !there {
			add(l.name)
		}
	})
}

func (s slot[T]) all(do func(*leaf[T])) {
	for l := s.leaf; l != nil; l = l.next {
		do(l)
	}
	if s.below != nil {
		for _, l := range s.below.leaves {
			slot[T]{leaf: l}.all(do)
		}
		for _, d := range s.below.below {
			slot[T]{below: d}.all(do)
		}
	}
}

// names returns the names of the objects that are there, sorted.
func (s *trie[T]) names() []Name {
	return s.selected(func(e entry[T]) bool { return e.there })
}

// doubted returns the names of which it is not known whether they are there, sorted.
func (s *trie[T]) doubted() []Name {
	return s.selected(func(e entry[T]) bool { return e.doubt != nil })
}

func (s *trie[T]) selected(match func(entry[T]) bool) []Name {
	var names []Name
	s.each(func(n Name, e entry[T]) bool {
		if match(e) {
			names = append(names, n)
		}
		return true
	})
	slices.SortFunc(names, CompareNames)
	return names
}
