package python

import (
	"fmt"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Builtin is a function written in Go.
type Builtin struct {
	Name string
	Fn   func(t *Thread, c *Call) (Value, error)
	// Method makes the function bind to the object that it is found on, when it stands in a class.
	Method bool
	// Says: it prints or logs its arguments, so that what is not known in them does no harm.
	Says bool
	// harmless: a method of a built-in type that changes nothing.
	harmless bool
	// scoped is for the few built-ins that look at the names of their caller: locals, vars, dir.
	scoped func(t *Thread, e *env, c *Call) (Value, error)
}

// NewBuiltin returns a function written in Go. In a class's Attrs it does not bind, as in Python.
func NewBuiltin(name string, fn func(t *Thread, c *Call) (Value, error)) *Builtin {
	return &Builtin{Name: name, Fn: fn}
}

// NewMethod returns a function that gets the object as its first argument when it is found on one.
func NewMethod(name string, fn func(t *Thread, c *Call) (Value, error)) *Builtin {
	return &Builtin{Name: name, Fn: fn, Method: true}
}

// Class returns the class of functions written in Go.
func (*Builtin) Class() *Class { return builtinClass }

// Call runs the function.
func (b *Builtin) Call(t *Thread, c *Call) (Value, error) { return b.Fn(t, c) }

// Kwarg is an argument passed by name.
type Kwarg struct {
	Name  string
	Value Value
}

// Call is one call: what was passed and where it stands.
type Call struct {
	Args   []Value
	Kwargs []Kwarg // in order
	Span   source.Span
	// ArgSpans are the places of Args and then of Kwargs as far as they are known;
	// it may be shorter than both.
	ArgSpans []source.Span
}

// Kwarg returns an argument that was passed by name.
func (c *Call) Kwarg(name string) (Value, bool) {
	for _, k := range c.Kwargs {
		if k.Name == name {
			return k.Value, true
		}
	}
	return nil, false
}

// shift returns the call without its first argument.
func (c *Call) shift() *Call {
	out := *c
	out.Args = c.Args[1:]
	if len(c.ArgSpans) > 0 {
		out.ArgSpans = c.ArgSpans[1:]
	}
	return &out
}

// prepend returns the call with self in front.
func (c *Call) prepend(self Value) *Call {
	out := *c
	out.Args = append(append(make([]Value, 0, len(c.Args)+1), self), c.Args...)
	if c.ArgSpans != nil {
		out.ArgSpans = append([]source.Span{c.Span}, c.ArgSpans...)
	}
	return &out
}

// Parameter kinds, in the order in which they may stand.
const (
	positionalOnly = iota
	positional
	starArgs
	keywordOnly
	starKwargs
)

type param struct {
	name     string
	kind     int
	def      Value // nil: none
	optional bool  // has a default
}

// Signature is a parameter list.
type Signature struct {
	name   string
	params []param
	index  map[string]int

	// self: the object of a method, which the calls do not have among their arguments.
	self bool

	// The text is read when the first call is bound: a run calls few of the functions.
	text string
	once sync.Once
}

// ParseSignature parses a parameter list such as "table_name, *columns, schema=None, **kw";
// "/" and "*" mean what they mean in Python. Defaults are None, True, False, integers, quoted
// texts without escapes, (), [] and {} (made anew for each call), and "..." for Ellipsis. It
// is read when the first call is bound, which panics on a malformed text: the text is a constant of the program.
func ParseSignature(name, params string) *Signature {
	return &Signature{name: name, text: params}
}

// ParseInit is ParseSignature for an __init__ that gets its object apart from the
// call; only Python's messages count it.
func ParseInit(class, params string) *Signature {
	return &Signature{name: class + ".__init__", text: params, self: true}
}

// read fills the parameters from the text, once. Signatures of functions written in Python have none, but an index.
func (s *Signature) read() {
	s.once.Do(func() {
		if s.index == nil {
			s.parse()
		}
	})
}

func (s *Signature) parse() {
	kind := positional
	for _, part := range splitParams(s.text) {
		switch {
		case part == "/":
			for i := range s.params {
				s.params[i].kind = positionalOnly
			}
		case part == "*":
			kind = keywordOnly
		case strings.HasPrefix(part, "**"):
			s.params = append(s.params, param{name: strings.TrimSpace(part[2:]), kind: starKwargs})
		case strings.HasPrefix(part, "*"):
			s.params = append(s.params, param{name: strings.TrimSpace(part[1:]), kind: starArgs})
			kind = keywordOnly
		default:
			name, def, has := strings.Cut(part, "=")
			p := param{name: strings.TrimSpace(name), kind: kind, optional: has}
			if has {
				p.def = parseDefault(strings.TrimSpace(def))
			}
			s.params = append(s.params, p)
		}
	}
	s.makeIndex()
}

func splitParams(params string) []string {
	var out []string
	for _, p := range strings.Split(params, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func parseDefault(text string) Value {
	switch text {
	case "None":
		return None
	case "True":
		return True
	case "False":
		return False
	case "()":
		return Tuple{}
	case "[]":
		return (*List)(nil)
	case "{}":
		return (*Dict)(nil)
	case "...":
		return Ellipsis
	}
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		return Str(text[1 : n-1])
	}
	var n int64
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil {
		panic("python: a default that ParseSignature does not know: " + text)
	}
	return NewInt(n)
}

// fresh makes mutable defaults anew.
func fresh(v Value) Value {
	switch x := v.(type) {
	case *List:
		if x == nil {
			return NewList()
		}
	case *Dict:
		if x == nil {
			return NewDict()
		}
	}
	return v
}

func (s *Signature) makeIndex() {
	s.index = make(map[string]int, len(s.params))
	for i, p := range s.params {
		if p.kind == positional || p.kind == keywordOnly {
			s.index[p.name] = i
		}
	}
}

// Name returns the function's name.
func (s *Signature) Name() string { return s.name }

// Bound is a call's arguments by parameter.
type Bound struct {
	sig  *Signature
	call *Call
	// given has by parameter one more than the argument's place in the call,
	// counted through Args and then Kwargs; 0: it was not given.
	given []int32
	star  []Value
	rest  *Dict
}

// noRest is the **kw of calls that pass none. Nobody may change it.
var noRest = NewDict()

// Bind gives each argument to its parameter; the error is Python's TypeError.
func (s *Signature) Bind(c *Call) (*Bound, error) {
	s.read()
	b := &Bound{sig: s, call: c, given: make([]int32, len(s.params))}
	if err := b.positionals(c); err != nil {
		return nil, err
	}
	if err := b.keywords(c); err != nil {
		return nil, err
	}
	return b, b.complete()
}

func (b *Bound) positionals(c *Call) error {
	next := 0
	for i, p := range b.sig.params {
		if p.kind == starArgs {
			b.star = c.Args[min(next, len(c.Args)):]
			return nil
		}
		if p.kind > positional || next == len(c.Args) {
			break
		}
		next++
		b.given[i] = int32(next)
	}
	if next < len(c.Args) && !b.sig.has(starArgs) {
		return b.tooMany(len(c.Args))
	}
	if next < len(c.Args) {
		b.star = c.Args[next:]
	}
	return nil
}

func (s *Signature) has(kind int) bool {
	for _, p := range s.params {
		if p.kind == kind {
			return true
		}
	}
	return false
}

func (s *Signature) positionalOnly(name string) bool {
	for _, p := range s.params {
		if p.kind == positionalOnly && p.name == name {
			return true
		}
	}
	return false
}

func (b *Bound) tooMany(got int) error {
	most, least := 0, 0
	if b.sig.self {
		most, least, got = 1, 1, got+1
	}
	for _, p := range b.sig.params {
		if p.kind <= positional {
			most++
			if !p.optional {
				least++
			}
		}
	}
	takes, were := fmt.Sprint(most), "were"
	if least < most {
		takes = fmt.Sprintf("from %d to %d", least, most)
	}
	if got == 1 {
		were = "was"
	}
	return NewRaised(TypeError, "%s() takes %s positional argument%s but %d %s given",
		b.sig.name, takes, plural(takes != "1"), got, were)
}

func plural(many bool) string {
	if many {
		return "s"
	}
	return ""
}

func (b *Bound) keywords(c *Call) error {
	for k, kw := range c.Kwargs {
		i, ok := b.sig.index[kw.Name]
		switch {
		case ok && b.given[i] > 0:
			return NewRaised(TypeError, "%s() got multiple values for argument '%s'", b.sig.name, kw.Name)
		case ok:
			b.given[i] = int32(len(c.Args) + k + 1)
		case b.sig.positionalOnly(kw.Name) && !b.sig.has(starKwargs):
			return NewRaised(TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", b.sig.name, kw.Name)
		case !b.sig.has(starKwargs):
			return NewRaised(TypeError, "%s() got an unexpected keyword argument '%s'", b.sig.name, kw.Name).withHelp(b.sig.hint(kw.Name))
		default:
			if b.rest == nil {
				b.rest = NewDict()
			}
			if _, dup := b.rest.GetStr(kw.Name); dup {
				return NewRaised(TypeError, "%s() got multiple values for keyword argument '%s'", b.sig.name, kw.Name)
			}
			b.rest.SetStr(kw.Name, kw.Value)
		}
	}
	return nil
}

// complete checks that nothing is missing.
func (b *Bound) complete() error {
	var missing, missingKw []string
	for i, p := range b.sig.params {
		switch {
		case b.given[i] > 0 || p.optional || p.kind == starArgs || p.kind == starKwargs:
		case p.kind == keywordOnly:
			missingKw = append(missingKw, "'"+p.name+"'")
		default:
			missing = append(missing, "'"+p.name+"'")
		}
	}
	if len(missing) > 0 {
		return b.missing("positional", missing)
	}
	if len(missingKw) > 0 {
		return b.missing("keyword-only", missingKw)
	}
	return nil
}

func (b *Bound) missing(kind string, names []string) error {
	list := names[0]
	switch n := len(names); {
	case n == 2:
		list = names[0] + " and " + names[1]
	case n > 2:
		list = strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
	return NewRaised(TypeError, "%s() missing %d required %s argument%s: %s",
		b.sig.name, len(names), kind, plural(len(names) > 1), list)
}

func (b *Bound) at(name string) int {
	for i, p := range b.sig.params {
		if p.name == name {
			return i
		}
	}
	panic("python: " + b.sig.name + "() has no parameter " + name)
}

// Get returns the value of a parameter: what was given, or its default, a list or dict anew each time.
func (b *Bound) Get(name string) Value { return b.value(b.at(name)) }

func (b *Bound) value(i int) Value {
	switch arg := int(b.given[i]) - 1; {
	case arg < 0:
		return fresh(b.sig.params[i].def)
	case arg < len(b.call.Args):
		return b.call.Args[arg]
	default:
		return b.call.Kwargs[arg-len(b.call.Args)].Value
	}
}

// Given tells whether the call gave the parameter.
func (b *Bound) Given(name string) bool { return b.given[b.at(name)] > 0 }

// Span returns where the argument stands, or the call if that is not known.
func (b *Bound) Span(name string) source.Span {
	if i := int(b.given[b.at(name)]) - 1; i >= 0 && i < len(b.call.ArgSpans) && !b.call.ArgSpans[i].IsZero() {
		return b.call.ArgSpans[i]
	}
	return b.call.Span
}

// Star returns what *args took.
func (b *Bound) Star() []Value { return b.star }

// Rest returns what **kw took, in order; never nil, and not to be changed.
func (b *Bound) Rest() *Dict {
	if b.rest == nil {
		return noRest
	}
	return b.rest
}

func (b *Bound) wrong(name, want string) error {
	v := b.Get(name)
	if o, ok := v.(*Opaque); ok {
		return NewUnresolved(o, b.Span(name), "the argument "+name+" of "+b.sig.name+"()")
	}
	return NewRaised(TypeError, "%s() argument '%s' must be %s, not %s", b.sig.name, name, want, v.Class().Name)
}

// Str returns a parameter that must be a text.
func (b *Bound) Str(name string) (string, error) {
	if s, ok := AsStr(b.Get(name)); ok {
		return s, nil
	}
	return "", b.wrong(name, "str")
}

// OptStr returns a parameter that is a text or None; ok is false for None.
func (b *Bound) OptStr(name string) (s string, ok bool, err error) {
	if b.Get(name) == None {
		return "", false, nil
	}
	if s, ok := AsStr(b.Get(name)); ok {
		return s, true, nil
	}
	return "", false, b.wrong(name, "str or None")
}

// Bool returns a parameter that must be True or False.
func (b *Bound) Bool(name string) (bool, error) {
	switch v := b.Get(name).(type) {
	case Bool:
		return bool(v), nil
	case Int:
		return v.big != nil || v.small != 0, nil
	}
	return false, b.wrong(name, "bool")
}

// OptBool returns a parameter that is True, False or None; ok is false for None.
func (b *Bound) OptBool(name string) (v, ok bool, err error) {
	if b.Get(name) == None {
		return false, false, nil
	}
	v, err = b.Bool(name)
	return v, err == nil, err
}

// Int returns a parameter that must be an integer of 64 bits.
func (b *Bound) Int(name string) (int64, error) {
	if i, ok := AsInt(b.Get(name)); ok {
		if n, ok := i.Int64(); ok {
			return n, nil
		}
		return 0, NewRaised(OverflowError, "%s() argument '%s' is too large", b.sig.name, name)
	}
	return 0, b.wrong(name, "int")
}

// OptInt returns a parameter that is an integer or None; ok is false for None.
func (b *Bound) OptInt(name string) (n int64, ok bool, err error) {
	if b.Get(name) == None {
		return 0, false, nil
	}
	n, err = b.Int(name)
	return n, err == nil, err
}

func (s *Signature) hint(name string) string {
	var known []string
	for _, p := range s.params {
		if p.kind == positional || p.kind == keywordOnly {
			known = append(known, p.name)
		}
	}
	return nearest(name, known)
}
