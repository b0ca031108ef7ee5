package schema

import (
	"cmp"
	"slices"

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

func compareNames(a, b Name) int {
	return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
}

// Doubt says why something is not known.
type Doubt struct {
	Reason string
	// Span is the statement that could not be followed; it may point nowhere.
	Span source.Span
}

// token marks what a catalog may change in place. A clone and its origin each
// get a new one, so that both copy what they still share before they change it.
type token struct{ _ byte }

// shardCount is how many pieces a store has: a change after Clone copies one.
const shardCount = 32

// copier is an object that can be copied so deep that changing the copy leaves
// the original as it is.
type copier[T any] interface{ copied() T }

// store holds the objects of one kind. It is copied as a value; what two copies
// share is copied when one of them changes it.
type store[T copier[T]] struct{ shards [shardCount]shard[T] }

type shard[T copier[T]] struct {
	owner   *token
	entries map[Name]entry[T]
}

// entry is what is known of one name.
type entry[T copier[T]] struct {
	value T
	// there: value is the object; else the entry says that there is none.
	there bool
	owner *token
	// epoch is the catalog's when this was last known for sure.
	epoch int
	// doubt says why it is not known whether the object is there; nil if it is.
	doubt *Doubt
}

func shardOf(n Name) int {
	h := uint32(2166136261)
	for i := range len(n.Name) {
		h = (h ^ uint32(n.Name[i])) * 16777619
	}
	return int(h % shardCount)
}

func (s *store[T]) get(n Name) (entry[T], bool) {
	e, ok := s.shards[shardOf(n)].entries[n]
	return e, ok
}

func (s *store[T]) put(owner *token, n Name, e entry[T]) {
	sh := &s.shards[shardOf(n)]
	if sh.owner != owner || sh.entries == nil {
		entries := make(map[Name]entry[T], len(sh.entries)+1)
		for name, e := range sh.entries { // into another map: the order does not matter
			entries[name] = e
		}
		sh.owner, sh.entries = owner, entries
	}
	e.owner = owner
	sh.entries[n] = e
}

// edit returns the object for changing it; false if there is none.
func (s *store[T]) edit(owner *token, n Name) (T, bool) {
	e, ok := s.get(n)
	if !ok || !e.there {
		var none T
		return none, false
	}
	if e.owner != owner {
		e.value = e.value.copied()
		s.put(owner, n, e)
	}
	return e.value, true
}

// names returns the names of the objects that are there, sorted.
func (s *store[T]) names() []Name {
	var names []Name
	for i := range s.shards {
		for n, e := range s.shards[i].entries { // sorted below
			if e.there {
				names = append(names, n)
			}
		}
	}
	slices.SortFunc(names, compareNames)
	return names
}

// doubted returns the names of which it is not known whether they are there, sorted.
func (s *store[T]) doubted() []Name {
	var names []Name
	for i := range s.shards {
		for n, e := range s.shards[i].entries { // sorted below
			if e.doubt != nil {
				names = append(names, n)
			}
		}
	}
	slices.SortFunc(names, compareNames)
	return names
}
