package python

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Value is a Python value.
type Value interface{ Class() *Class }

type noneType struct{}

// None is Python's None.
var None Value = noneType{}

// Class returns NoneType.
func (noneType) Class() *Class { return NoneClass }

type notImplementedType struct{}

// NotImplemented is what an operator method returns that does not know the other operand.
var NotImplemented Value = notImplementedType{}

// Class returns NotImplementedType.
func (notImplementedType) Class() *Class { return notImplementedClass }

type ellipsisType struct{}

// Ellipsis is Python's "...".
var Ellipsis Value = ellipsisType{}

// Class returns the class of "...".
func (ellipsisType) Class() *Class { return ellipsisClass }

// Bool is True or False.
type Bool bool

// The two truth values.
const (
	True  = Bool(true)
	False = Bool(false)
)

// Class returns bool.
func (Bool) Class() *Class { return BoolClass }

// Int is an integer of any size.
type Int struct {
	small int64
	big   *big.Int // nil if small holds it
}

// NewInt returns n as a Python integer.
func NewInt(n int64) Int { return Int{small: n} }

// BigInt returns n as a Python integer. The caller must not change n afterwards.
func BigInt(n *big.Int) Int {
	if n.IsInt64() {
		return Int{small: n.Int64()}
	}
	return Int{big: n}
}

// Class returns int.
func (Int) Class() *Class { return IntClass }

// Int64 returns i if it fits.
func (i Int) Int64() (int64, bool) { return i.small, i.big == nil }

// Big returns i; the result must not be changed.
func (i Int) Big() *big.Int {
	if i.big != nil {
		return i.big
	}
	return big.NewInt(i.small)
}

// String returns i in decimal.
func (i Int) String() string {
	if i.big != nil {
		return i.big.String()
	}
	return strconv.FormatInt(i.small, 10)
}

// Float is a floating-point number.
type Float float64

// Class returns float.
func (Float) Class() *Class { return FloatClass }

// Str is a text. It is valid UTF-8; lone surrogates do not exist here.
type Str string

// Class returns str.
func (Str) Class() *Class { return StrClass }

// Bytes is a byte string.
type Bytes string

// Class returns bytes.
func (Bytes) Class() *Class { return BytesClass }

// Tuple is an immutable sequence.
type Tuple []Value

// Class returns tuple.
func (Tuple) Class() *Class { return TupleClass }

// List is a list; it is always used by pointer, since it can change.
type List struct{ Elems []Value }

// NewList returns a list of the elements, which it keeps.
func NewList(elems ...Value) *List { return &List{Elems: elems} }

// Class returns list.
func (*List) Class() *Class { return ListClass }

// Slice is slice(start, stop, step); a bound that was left out is None.
type Slice struct{ Start, Stop, Step Value }

// Class returns slice.
func (*Slice) Class() *Class { return SliceClass }

// Range is range(start, stop, step).
type Range struct{ Start, Stop, Step int64 }

// Class returns range.
func (*Range) Class() *Class { return RangeClass }

// Len returns how many numbers the range holds.
func (r *Range) Len() int64 {
	switch {
	case r.Step > 0 && r.Start < r.Stop:
		return int64((uint64(r.Stop)-uint64(r.Start)-1)/uint64(r.Step)) + 1
	case r.Step < 0 && r.Start > r.Stop:
		return int64((uint64(r.Start)-uint64(r.Stop)-1)/(-uint64(r.Step))) + 1
	}
	return 0
}

// Complex numbers have no place in a revision, and are left out on purpose.

// Scope is a set of names with their values, in the order in which they were bound first.
type Scope struct {
	entries []binding
	index   map[string]int // nil while there are few names
	shared  bool           // both belong to other scopes too, until this one changes
}

// binding is a name of a Scope; its value is nil once it is unbound.
type binding struct {
	name string
	val  Value
}

// fewNames is up to how many names a linear search is quicker than a map.
const fewNames = 16

// Reserve makes room for a number of names.
func (s *Scope) Reserve(n int) {
	if s.entries == nil {
		s.entries = make([]binding, 0, n)
	}
}

// Share returns a scope with the same names. Each can change without the other;
// s itself must not change while Share runs.
func (s *Scope) Share() Scope {
	return Scope{entries: s.entries, index: s.index, shared: true}
}

// own makes s the only owner of its names.
func (s *Scope) own() {
	if s.shared {
		s.entries, s.index, s.shared = slices.Clone(s.entries), maps.Clone(s.index), false
	}
}

func (s *Scope) find(name string) int {
	if s.index != nil {
		if i, ok := s.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range s.entries {
		if s.entries[i].name == name {
			return i
		}
	}
	return -1
}

// Get returns the value of a name.
func (s *Scope) Get(name string) (Value, bool) {
	if i := s.find(name); i >= 0 && s.entries[i].val != nil {
		return s.entries[i].val, true
	}
	return nil, false
}

// Set binds a name.
func (s *Scope) Set(name string, v Value) {
	s.own()
	if i := s.find(name); i >= 0 {
		s.entries[i].val = v
		return
	}
	s.entries = append(s.entries, binding{name, v})
	if s.index != nil {
		s.index[name] = len(s.entries) - 1
	} else if len(s.entries) > fewNames {
		s.index = make(map[string]int, 2*fewNames)
		for i, e := range s.entries {
			s.index[e.name] = i
		}
	}
}

// Delete unbinds a name and tells whether it was bound.
func (s *Scope) Delete(name string) bool {
	i := s.find(name)
	if i < 0 || s.entries[i].val == nil {
		return false
	}
	s.own()
	s.entries[i].val = nil
	return true
}

// Names returns the names that are bound, in order.
func (s *Scope) Names() []string {
	names := make([]string, 0, len(s.entries))
	for _, e := range s.entries {
		if e.val != nil {
			names = append(names, e.name)
		}
	}
	return names
}

// Module is a module, of the host or of the project.
type Module struct {
	Name  string
	Attrs Scope
	// Getter finds what Attrs does not hold, such as the submodules and the many
	// names of a host module; may be nil. (nil, nil) means that there is no such name.
	Getter func(t *Thread, name string) (Value, error)
	// Path is the file of a project module, "" for others.
	Path string

	project bool    // a module of the project that was imported
	failed  *Opaque // why the rest of the module's names is not known
}

// NewModule returns an empty module.
func NewModule(name string) *Module {
	m := &Module{Name: name}
	m.Set("__name__", Str(name))
	return m
}

// Class returns the class of modules.
func (*Module) Class() *Class { return ModuleClass }

// Get returns the value of a name that the module has bound.
func (m *Module) Get(name string) (Value, bool) { return m.Attrs.Get(name) }

// Set binds a name of the module.
func (m *Module) Set(name string, v Value) { m.Attrs.Set(name, v) }

// Names returns the bound names in order.
func (m *Module) Names() []string { return m.Attrs.Names() }

// Opaque is a value that nobody can know without running the application: an
// import from outside the project, or what an unknown call returns. What is
// reached through it is opaque too; using it as a truth value, a text or a
// sequence is an *Unresolved.
type Opaque struct {
	// Reason says why it is not known, as a clause: "the module app.models is not in the project".
	Reason string
	Origin source.Span
	// Path is how it was reached: "app.models.User".
	Path string
	// Code and Help are those of the error where it is needed; empty: those of any value that is not known.
	Code, Help string
	// of is the value for whose sake this one is not known, which errors name; nil: itself.
	of *Opaque
	// text is what is printed of a text in which of stands, and at where that is; "": the path.
	text string
	at   source.Span
}

// Class returns the class of opaque values.
func (*Opaque) Class() *Class { return opaqueClass }

func (o *Opaque) derive(path string) *Opaque {
	const longest = 200
	if len(path) > longest {
		path = path[:longest] + "..."
	}
	return &Opaque{Reason: o.Reason, Origin: o.Origin, Path: path, Code: o.Code, Help: o.Help, of: o.of}
}

// because returns a value that is not known only since o is not: errors name o.
func (o *Opaque) because(path string) *Opaque {
	out := o.derive(path)
	out.of = o.source()
	return out
}

// source is the value that errors name.
func (o *Opaque) source() *Opaque {
	if o.of != nil {
		return o.of
	}
	return o
}

// shown is the value in what is printed or logged.
func (o *Opaque) shown() string {
	if o.text != "" {
		return o.text
	}
	return "<" + o.Path + ">"
}

// NewOpaque returns a value that is not known.
func NewOpaque(path, reason string, origin source.Span) *Opaque {
	return &Opaque{Reason: reason, Origin: origin, Path: path}
}

// AsStr returns the text of a str, or of an instance of a subclass of str.
func AsStr(v Value) (string, bool) {
	s, ok := Plain(v).(Str)
	return string(s), ok
}

// AsInt returns the number of an int, a bool, or an instance of a subclass of int.
func AsInt(v Value) (Int, bool) {
	switch v := Plain(v).(type) {
	case Int:
		return v, true
	case Bool:
		if v {
			return NewInt(1), true
		}
		return NewInt(0), true
	}
	return Int{}, false
}

// HasPlain is implemented by host values that are also a value of a built-in
// type, such as members of an enum that inherits from str.
type HasPlain interface {
	// Plain returns the value of the built-in type; nil if there is none.
	Plain() Value
}

// Plain returns the built-in value inside an instance of a subclass of a
// built-in type, and any other value as it is.
func Plain(v Value) Value {
	switch x := v.(type) {
	case Str, Int, Bool, *List, Tuple, *Dict, Float:
		return v
	case *Instance:
		if p, ok := x.Native.(Value); ok {
			return Plain(p)
		}
	case HasPlain:
		if p := x.Plain(); p != nil {
			return p
		}
	}
	return v
}

// inner returns the built-in value inside v, if v is not one itself. It compares
// nothing: Go cannot compare two Tuples.
func inner(v Value) (Value, bool) {
	switch x := v.(type) {
	case *Instance:
		if _, ok := x.Native.(Value); ok {
			return Plain(x), true
		}
	case HasPlain:
		if p := x.Plain(); p != nil {
			return Plain(p), true
		}
	}
	return nil, false
}
