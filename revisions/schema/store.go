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

// store holds the objects of one kind by their names: a trie over the hashes of the names. It is
// copied as a value, at once; what two copies share is copied when one of them
// changes it, which are the few nodes above the name.
type store[T copier[T]] struct {
	root *node[T]
	// touched are the names that were put or taken for changing since the links were
	// brought up to date.
	touched []Name
	// schemas are those in which a name was ever put; a clone shares the list, which is never changed in place.
	schemas []string
}

// Each level of the trie takes some bits of the hash; below the last one stands a list.
const (
	levelBits = 4
	levelMask = 1<<levelBits - 1
	hashBits  = 32
)

// node is one node of the trie. Bit i of bits is set where there is a slot for i.
type node[T copier[T]] struct {
	owner uint64 // the id of the token under which it was made
	bits  uint32
	slots []slot[T]
}

// slot is a node below, or the names of one hash.
type slot[T copier[T]] struct {
	below *node[T]
	leaf  *leaf[T]
}

// leaf is a name and what is known of it. It is never changed. next is another name of the same hash.
type leaf[T copier[T]] struct {
	name  Name
	hash  uint32
	entry entry[T]
	next  *leaf[T]
}

// entry is what is known of one name.
type entry[T copier[T]] struct {
	value T
	// there: value is the object; else the entry says that there is none.
	there bool
	owner uint64 // the id of the token under which the value was made
	// epoch is the catalog's when this was last known for sure.
	epoch int
	// doubt says why it is not known whether the object is there; nil if it is.
	doubt *Doubt
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
func (s *store[T]) alike(n Name) []Name {
	var names []Name
	for l := s.first(hashOf(n)); l != nil; l = l.next {
		names = append(names, l.name)
	}
	return names
}

// find returns the leaf of a name; nil if there is none.
func (s *store[T]) find(n Name) *leaf[T] {
	l := s.first(hashOf(n))
	for ; l != nil && l.name != n; l = l.next {
	}
	return l
}

// first returns the list in which the names of a hash stand, if any do.
func (s *store[T]) first(h uint32) *leaf[T] {
	at := s.root
	for shift := 0; at != nil; shift += levelBits {
		i, ok := at.index(h, shift)
		if !ok {
			return nil
		}
		if l := at.slots[i].leaf; l != nil {
			return l
		}
		at = at.slots[i].below
	}
	return nil
}

// index is where the slot of a hash stands, or would stand.
func (d *node[T]) index(h uint32, shift int) (i int, ok bool) {
	bit := uint32(1) << (h >> shift & levelMask)
	return bits.OnesCount32(d.bits & (bit - 1)), d.bits&bit != 0
}

func (s *store[T]) get(n Name) (entry[T], bool) {
	if l := s.find(n); l != nil {
		return l.entry, true
	}
	return entry[T]{}, false
}

func (s *store[T]) put(owner token, n Name, e entry[T]) {
	e.owner = owner.id
	if !slices.Contains(s.schemas, n.Schema) {
		s.schemas = append(slices.Clip(s.schemas), n.Schema)
	}
	s.root = s.root.with(owner, &leaf[T]{name: n, hash: hashOf(n), entry: e}, 0)
	s.touch(n)
}

// with returns the node with a leaf in it: itself if the owner may change it, else a copy.
func (d *node[T]) with(owner token, l *leaf[T], shift int) *node[T] {
	switch {
	case d == nil:
		d = &node[T]{owner: owner.id}
	case !owner.owns(d.owner):
		d = &node[T]{owner.id, d.bits, slices.Clone(d.slots)}
	}
	i, ok := d.index(l.hash, shift)
	if !ok {
		d.bits |= 1 << (l.hash >> shift & levelMask)
		d.slots = slices.Insert(d.slots, i, slot[T]{leaf: l})
		return d
	}
	at := &d.slots[i]
	switch old := at.leaf; {
	case old == nil:
		at.below = at.below.with(owner, l, shift+levelBits)
	case old.hash == l.hash:
		at.leaf = old.replaced(l)
	case shift+levelBits >= hashBits:
		panic("two hashes that differ end alike")
	default:
		var below *node[T]
		below = below.with(owner, old, shift+levelBits)
		*at = slot[T]{below: below.with(owner, l, shift+levelBits)}
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

// edit returns the object for changing it; false if there is none.
func (s *store[T]) edit(owner token, n Name) (T, bool) {
	e, ok := s.get(n)
	if !ok || !e.there {
		var none T
		return none, false
	}
	if !owner.owns(e.owner) {
		e.value = e.value.copied()
		s.put(owner, n, e)
	} else {
		s.touch(n)
	}
	return e.value, true
}

func (s *store[T]) touch(n Name) {
	if last := len(s.touched) - 1; last < 0 || s.touched[last] != n {
		s.touched = append(s.touched, n)
	}
}

// each calls do with every entry, in the order of the hashes, until it returns false.
func (s *store[T]) each(do func(Name, entry[T]) bool) { s.root.each(do) }

func (d *node[T]) each(do func(Name, entry[T]) bool) bool {
	if d == nil {
		return true
	}
	for _, at := range d.slots {
		for l := at.leaf; l != nil; l = l.next {
			if !do(l.name, l.entry) {
				return false
			}
		}
		if !at.below.each(do) {
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
	for bit := range 1 << levelBits {
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

// slot returns the slot of some bits of a hash; a zero one if there is none.
func (d *node[T]) slot(bit int) slot[T] {
	if d == nil || d.bits>>bit&1 == 0 {
		return slot[T]{}
	}
	return d.slots[bits.OnesCount32(d.bits&(1<<bit-1))]
}

// missing calls add with the names of the leaves that are not in o.
func (s slot[T]) missing(o slot[T], add func(Name)) {
	there := map[*leaf[T]]bool{}
	o.leaves(func(l *leaf[T]) { there[l] = true })
	s.leaves(func(l *leaf[T]) {
		if !there[l] {
			add(l.name)
		}
	})
}

func (s slot[T]) leaves(do func(*leaf[T])) {
	for l := s.leaf; l != nil; l = l.next {
		do(l)
	}
	if s.below != nil {
		for _, below := range s.below.slots {
			below.leaves(do)
		}
	}
}

// names returns the names of the objects that are there, sorted.
func (s *store[T]) names() []Name {
	return s.selected(func(e entry[T]) bool { return e.there })
}

// doubted returns the names of which it is not known whether they are there, sorted.
func (s *store[T]) doubted() []Name {
	return s.selected(func(e entry[T]) bool { return e.doubt != nil })
}

func (s *store[T]) selected(match func(entry[T]) bool) []Name {
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
