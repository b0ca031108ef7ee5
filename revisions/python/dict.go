package python

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Item is one entry of a dict.
type Item struct{ Key, Value Value }

// Dict is a dict; it keeps the order of insertion. It is always used by pointer.
type Dict struct {
	items   []Item // a deleted entry has a nil key
	index   map[any]int
	live    int
	changes int // counts insertions and deletions, to notice a change during iteration

	// Missing makes the value of a key that is not there (defaultdict); may be nil.
	Missing func(t *Thread, key Value) (Value, error)
}

// NewDict returns an empty dict.
func NewDict() *Dict { return &Dict{} }

// Class returns dict.
func (*Dict) Class() *Class { return DictClass }

// Len returns how many entries there are.
func (d *Dict) Len() int { return d.live }

// Items returns the entries in order.
func (d *Dict) Items() []Item {
	out := make([]Item, 0, d.live)
	for _, it := range d.items {
		if it.Key != nil {
			out = append(out, it)
		}
	}
	return out
}

// Keys returns the keys in order.
func (d *Dict) Keys() []Value {
	out := make([]Value, 0, d.live)
	for _, it := range d.items {
		if it.Key != nil {
			out = append(out, it.Key)
		}
	}
	return out
}

// Get returns the value of key. The error is a TypeError for a key that cannot be hashed.
func (d *Dict) Get(key Value) (Value, bool, error) {
	k, err := HashKey(key)
	if err != nil {
		return nil, false, err
	}
	v, ok := d.lookup(k)
	return v, ok, nil
}

func (d *Dict) lookup(k any) (Value, bool) {
	if i, ok := d.index[k]; ok {
		return d.items[i].Value, true
	}
	return nil, false
}

// GetStr returns the value of a key that is a text.
func (d *Dict) GetStr(key string) (Value, bool) { return d.lookup(Str(key)) }

// Set puts a value under a key.
func (d *Dict) Set(key, v Value) error {
	k, err := HashKey(key)
	if err != nil {
		return err
	}
	d.put(k, key, v)
	return nil
}

func (d *Dict) put(k any, key, v Value) {
	if i, ok := d.index[k]; ok {
		d.items[i].Value = v
		return
	}
	if d.index == nil {
		d.index = make(map[any]int)
	}
	d.index[k] = len(d.items)
	d.items = append(d.items, Item{key, v})
	d.live++
	d.changes++
}

// SetStr puts a value under a text.
func (d *Dict) SetStr(key string, v Value) { d.put(Str(key), Str(key), v) }

// Delete removes a key and tells whether it was there.
func (d *Dict) Delete(key Value) (bool, error) {
	k, err := HashKey(key)
	if err != nil {
		return false, err
	}
	i, ok := d.index[k]
	if !ok {
		return false, nil
	}
	delete(d.index, k)
	d.items[i] = Item{}
	d.live--
	d.changes++
	d.compact()
	return true, nil
}

// compact drops the holes when they are more than half, so that a dict used as a queue stays small.
func (d *Dict) compact() {
	if len(d.items) < 32 || d.live*2 > len(d.items) {
		return
	}
	moved := make(map[int]int, d.live)
	kept := make([]Item, 0, d.live)
	for i, it := range d.items {
		if it.Key != nil {
			moved[i] = len(kept)
			kept = append(kept, it)
		}
	}
	for k, i := range d.index {
		d.index[k] = moved[i]
	}
	d.items = kept
}

// Clear removes everything.
func (d *Dict) Clear() {
	d.items, d.index, d.live = nil, nil, 0
	d.changes++
}

// Copy returns a shallow copy.
func (d *Dict) Copy() *Dict {
	out := &Dict{index: make(map[any]int, d.live), Missing: d.Missing}
	keyOf := make([]any, len(d.items))
	for k, i := range d.index {
		keyOf[i] = k
	}
	for i, it := range d.items {
		if it.Key != nil {
			out.put(keyOf[i], it.Key, it.Value)
		}
	}
	return out
}

// Set is a set or a frozenset. Unlike CPython's it iterates in the order of
// insertion: same input, same bytes.
type Set struct {
	d      Dict
	Frozen bool
}

// NewSet returns a set of the elements.
func NewSet(elems ...Value) (*Set, error) {
	s := &Set{}
	for _, e := range elems {
		if err := s.Add(e); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Class returns set or frozenset.
func (s *Set) Class() *Class {
	if s.Frozen {
		return FrozensetClass
	}
	return SetClass
}

// Add puts an element in.
func (s *Set) Add(v Value) error {
	k, err := HashKey(v)
	if err != nil {
		return err
	}
	if _, ok := s.d.index[k]; !ok {
		s.d.put(k, v, None)
	}
	return nil
}

// Has tells whether an element is in the set.
func (s *Set) Has(v Value) (bool, error) {
	_, ok, err := s.d.Get(v)
	return ok, err
}

// Remove takes an element out and tells whether it was there.
func (s *Set) Remove(v Value) (bool, error) { return s.d.Delete(v) }

// Len returns how many elements there are.
func (s *Set) Len() int { return s.d.live }

// Elems returns the elements in order.
func (s *Set) Elems() []Value { return s.d.Keys() }

// Copy returns a set of the same elements.
func (s *Set) Copy() *Set { return &Set{d: *s.d.Copy(), Frozen: s.Frozen} }

// The kinds of keys that a map tells apart.
type (
	bigKey   string
	floatKey float64
	tupleKey string
	setKey   string
	hostKey  string
	userKey  string // what __hash__ of a class written in Python returned
)

// HashKey returns what a value is in a Go map: equal for values that Python
// holds equal. The error is a TypeError: unhashable.
func HashKey(v Value) (any, error) { return (&hashing{}).key(v) }

// hashing bounds the work for one key: a tuple of a tuple of a tuple, each twice
// in the next, is small in memory and endless as a key.
type hashing struct{ depth, size int }

const maxKeySize = 1 << 22

func (h *hashing) key(v Value) (any, error) {
	h.depth++
	h.size++
	if h.depth > reprDepth || h.size > maxKeySize {
		return nil, NewRaised(RecursionError, "maximum recursion depth exceeded while hashing")
	}
	k, err := h.keyOf(v)
	h.depth--
	return k, err
}

func (h *hashing) keyOf(value Value) (any, error) {
	switch v := value.(type) {
	case Str, Bytes, noneType, notImplementedType, ellipsisType:
		return v, nil
	case Bool, Int:
		i, _ := AsInt(v)
		if n, ok := i.Int64(); ok {
			return n, nil
		}
		return bigKey(i.String()), nil
	case Float:
		return hashFloat(float64(v)), nil
	case *Opaque:
		if v.of != nil { // each text with an unknown part is another value, and may be equal to others
			return nil, NewUnresolved(v, source.Span{}, "a key")
		}
		return v, nil
	case Tuple:
		text, err := h.join(v)
		return tupleKey(text), err
	case *Generic: // dict[str, int] is the same wherever it is written
		text, err := h.join(append([]Value{v.Origin}, v.Args...))
		return hostKey("generic\x00" + text), err
	case *Set:
		if !v.Frozen {
			return nil, NewRaised(TypeError, "unhashable type: 'set'")
		}
		return h.set(v)
	case *List, *Dict, *Slice:
		return nil, NewRaised(TypeError, "unhashable type: '%s'", v.Class().Name)
	case *Instance:
		return h.instance(v)
	case HasHash:
		if k, ok := v.HashKey(); ok {
			return hostKey(value.Class().Name + "\x00" + k), nil
		}
		return nil, NewRaised(TypeError, "unhashable type: '%s'", value.Class().Name)
	case HasPlain:
		if p := v.Plain(); p != nil {
			return h.key(p)
		}
	}
	// Host values are pointers as a rule, and then equal only to themselves.
	if reflect.TypeOf(value).Kind() != reflect.Pointer {
		return nil, NewRaised(TypeError, "unhashable type: '%s'", value.Class().Name)
	}
	return value, nil
}

func hashFloat(f float64) any {
	if f == math.Trunc(f) && math.Abs(f) < 1<<62 {
		return int64(f)
	}
	return floatKey(f)
}

func (h *hashing) set(s *Set) (any, error) {
	// Sets are equal whatever their order, so the parts of the key are sorted.
	keys := make([]string, 0, s.Len())
	for _, e := range s.Elems() {
		text, err := h.join([]Value{e})
		if err != nil {
			return nil, err
		}
		keys = append(keys, text)
	}
	sortStrings(keys)
	return setKey(strings.Join(keys, "")), nil
}

func (h *hashing) instance(v *Instance) (any, error) {
	if v.Cls.hashFn == nil {
		if p, ok := v.Native.(Value); ok && isScalar(p) {
			return h.key(p)
		}
		if v.Cls.unhashable {
			return nil, NewRaised(TypeError, "unhashable type: '%s'", v.Cls.Name)
		}
		return v, nil
	}
	return v.Cls.hashFn(v)
}

func isScalar(v Value) bool {
	switch v.(type) {
	case Str, Bytes, Bool, Int, Float, Tuple:
		return true
	}
	return false
}

// join makes one text of the keys of several values, each with its length
// in front, so that no two lists give the same text.
func (h *hashing) join(vs []Value) (string, error) {
	var b strings.Builder
	for _, v := range vs {
		k, err := h.key(v)
		if err != nil {
			return "", err
		}
		text := keyText(k)
		h.size += len(text)
		b.WriteString(strconv.Itoa(len(text)))
		b.WriteByte(':')
		b.WriteString(text)
	}
	return b.String(), nil
}

func keyText(k any) string {
	switch k := k.(type) {
	case Str:
		return "s" + string(k)
	case Bytes:
		return "b" + string(k)
	case int64:
		return "i" + strconv.FormatInt(k, 10)
	case floatKey:
		return "f" + strconv.FormatFloat(float64(k), 'g', -1, 64)
	case bigKey:
		return "i" + string(k)
	case tupleKey:
		return "t" + string(k)
	case setKey:
		return "z" + string(k)
	case hostKey:
		return "h" + string(k)
	case userKey:
		return "u" + string(k)
	case noneType:
		return "n"
	}
	rv := reflect.ValueOf(k)
	if rv.Kind() == reflect.Pointer {
		return "p" + strconv.FormatUint(uint64(rv.Pointer()), 16)
	}
	return "o" + rv.Type().String()
}
