package python

import (
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Class is a class: built in, given by the host, or written in Python.
type Class struct {
	Name, Module string
	Bases        []*Class
	// Attrs is the class body, in its order.
	Attrs Scope
	// Annotations are the annotated names of the body, in order; they are evaluated on demand.
	Annotations []Annotation
	// Keywords are those of the class statement besides metaclass: class Hero(SQLModel, table=True).
	Keywords []Kwarg
	// Doc is the class's docstring.
	Doc string
	// Span is the class statement; zero for classes of the host.
	Span source.Span

	// Construct makes an instance; nil: *Instance and __init__. cls is the class that
	// was called, which may be a Python subclass of this one. It runs a Python __init__
	// itself where it wants to (see Thread.InitInstance).
	Construct func(t *Thread, cls *Class, c *Call) (Value, error)
	// Init is what super().__init__(...) of a Python subclass reaches, and what runs
	// for a subclass without an __init__; it fills self.Native. A class with Init makes
	// its Python subclasses *Instance; Construct is then for the class itself.
	Init func(t *Thread, self *Instance, c *Call) error
	// InstanceAttr finds attributes of *Instance that neither it nor the class bodies define.
	InstanceAttr func(t *Thread, self *Instance, name string) (Value, error)
	// ClassAttr likewise for the class itself (MyModel.__table__, MyModel.column).
	ClassAttr func(t *Thread, cls *Class, name string) (Value, error)
	// ClassSetAttr takes an assignment to an attribute of the class; false: not taken.
	ClassSetAttr func(t *Thread, cls *Class, name string, v Value) (bool, error)
	// OnSubclass runs when Python code has made a subclass (declarative models, Enum).
	OnSubclass func(t *Thread, sub *Class) error
	// Ops are what the metaclass gives to the class as a value: it implements any of the
	// optional interfaces with Class suffix below (ClassIter, ClassIndex, ClassLen, ClassContains, ClassRepr).
	Ops any
	// Metabase is the base that a class gets which names this one as its metaclass (EnumMeta, ABCMeta); may be nil.
	Metabase *Class
	// Data is for the host: what it needs to remember of the class.
	Data any

	mro        []*Class
	python     bool // made by a class statement (or type(...))
	abstract   bool // has no instances of its own to make: NoneType and the like
	unhashable bool
	hashFn     func(*Instance) (any, error)
}

// The optional interfaces of Class.Ops.
type (
	// ClassIter iterates over the class itself: for c in Color.
	ClassIter interface {
		IterateClass(t *Thread, cls *Class) (Iterator, error)
	}
	// ClassIndex subscripts the class: Color["RED"], list[int].
	ClassIndex interface {
		IndexClass(t *Thread, cls *Class, key Value) (Value, error)
	}
	// ClassLen is len(Color).
	ClassLen interface {
		LengthClass(t *Thread, cls *Class) (int, error)
	}
	// ClassContains is x in Color.
	ClassContains interface {
		ContainsClass(t *Thread, cls *Class, v Value) (bool, error)
	}
	// ClassRepr is repr(Color).
	ClassRepr interface {
		ReprClass(t *Thread, cls *Class) (string, error)
	}
)

// Annotation is an annotated name of a class or module body: x: int = 3.
type Annotation struct {
	Name string
	Expr Expr
	Span source.Span
	env  *env
}

// Value evaluates the annotation where it was written.
func (a Annotation) Value(t *Thread) (Value, error) {
	if a.env == nil {
		return None, nil
	}
	return t.evalIn(a.env, a.Expr)
}

// NewClass returns a class of the host.
func NewClass(module, name string, bases ...*Class) *Class {
	c := &Class{Name: name, Module: module, Bases: bases}
	if len(bases) == 0 && ObjectClass != nil {
		c.Bases = []*Class{ObjectClass}
	}
	mro, ok := linearize(c)
	if !ok {
		panic("python: the bases of " + name + " have no consistent order")
	}
	c.mro = mro
	return c
}

// Class returns type.
func (*Class) Class() *Class { return TypeClass }

// MRO returns the order in which attributes are looked up; the class itself is first.
func (c *Class) MRO() []*Class { return c.mro }

// FromPython tells whether the class was written in Python.
func (c *Class) FromPython() bool { return c.python }

// Lookup finds an attribute along the method resolution order.
func (c *Class) Lookup(name string) (Value, bool) {
	for _, k := range c.mro {
		if v, ok := k.Attrs.Get(name); ok {
			return v, true
		}
	}
	return nil, false
}

// lookupPython finds an attribute that a class written in Python defines, before any class of the host.
func (c *Class) lookupPython(name string) (Value, bool) {
	for _, k := range c.mro {
		if v, ok := k.Attrs.Get(name); ok {
			return v, k.python
		}
	}
	return nil, false
}

// IsSubclass tells whether c is the class of, or inherits from it.
func (c *Class) IsSubclass(of *Class) bool {
	for _, k := range c.mro {
		if k == of {
			return true
		}
	}
	return false
}

// IsInstance tells whether v is an instance of the class.
func IsInstance(v Value, of *Class) bool { return v.Class().IsSubclass(of) }

// qualified returns the name as repr shows it.
func (c *Class) qualified() string {
	if c.Module == "" || c.Module == "builtins" {
		return c.Name
	}
	return c.Module + "." + c.Name
}

// linearize is C3: the order of the bases' own orders, each class before its bases.
func linearize(c *Class) ([]*Class, bool) {
	if len(c.Bases) == 1 {
		return append([]*Class{c}, c.Bases[0].mro...), true
	}
	out := []*Class{c}
	var lists [][]*Class
	for _, b := range c.Bases {
		lists = append(lists, append([]*Class(nil), b.mro...))
	}
	lists = append(lists, append([]*Class(nil), c.Bases...))
	for {
		next, rest := (*Class)(nil), false
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			rest = true
			if !inTails(lists, l[0]) {
				next = l[0]
				break
			}
		}
		if !rest {
			return out, true
		}
		if next == nil {
			return nil, false
		}
		out = append(out, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

func inTails(lists [][]*Class, c *Class) bool {
	for _, l := range lists {
		for i := 1; i < len(l); i++ {
			if l[i] == c {
				return true
			}
		}
	}
	return false
}

// Instance is an object of a class written in Python, or of one of the host's
// that has no type of its own.
type Instance struct {
	Cls   *Class
	Attrs Scope
	// Native is what the host keeps with it; for a subclass of a built-in type, the built-in value.
	Native any
}

// Class returns the object's class.
func (i *Instance) Class() *Class { return i.Cls }

// NewInstance returns an object without attributes.
func NewInstance(cls *Class) *Instance { return &Instance{Cls: cls} }

// Property is property(fget, fset): an attribute that is computed.
type Property struct {
	Get, Set, Delete Value // nil if not given
	Doc              Value
}

// Class returns property.
func (*Property) Class() *Class { return PropertyClass }

// StaticMethod is what staticmethod returns.
type StaticMethod struct{ Fn Value }

// Class returns staticmethod.
func (*StaticMethod) Class() *Class { return StaticMethodClass }

// ClassMethod is what classmethod returns.
type ClassMethod struct{ Fn Value }

// Class returns classmethod.
func (*ClassMethod) Class() *Class { return ClassMethodClass }

// BoundMethod is a function with the object that it was found on.
type BoundMethod struct{ Self, Fn Value }

// Class returns the class of methods.
func (*BoundMethod) Class() *Class { return methodClass }

// Super is what super() returns: attributes of Self, looked up behind After.
type Super struct {
	After *Class
	Self  Value // an instance, or a class in class methods
}

// Class returns super.
func (*Super) Class() *Class { return SuperClass }

// Generic is a class with a subscript, such as list[int]; calling it calls the class.
type Generic struct {
	Origin Value
	Args   []Value
}

// Class returns the class of subscripted classes.
func (*Generic) Class() *Class { return genericClass }

// Union is int | None.
type Union struct{ Args []Value }

// Class returns the class of unions.
func (*Union) Class() *Class { return unionClass }
