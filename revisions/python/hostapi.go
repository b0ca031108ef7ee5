package python

// The optional interfaces of values that the host defines. From each method
// (nil, nil) means that there is no such attribute, or that the operator is not
// defined for the operand.
type (
	// HasAttr gives attributes.
	HasAttr interface {
		Attr(t *Thread, name string) (Value, error)
	}
	// HasSetAttr takes assignments to attributes.
	HasSetAttr interface {
		SetAttr(t *Thread, name string, v Value) error
	}
	// HasDelAttr takes del v.name.
	HasDelAttr interface {
		DelAttr(t *Thread, name string) error
	}
	// HasDir lists the attributes for dir().
	HasDir interface{ Dir() []string }
	// Callable can be called.
	Callable interface {
		Call(t *Thread, c *Call) (Value, error)
	}
	// HasBinary defines operators by their Python spelling: "+", "==", "<", "in" (reflected,
	// for containers), "+=" (tried before "+"). reflected: the value stands on the right.
	HasBinary interface {
		Binary(t *Thread, op string, other Value, reflected bool) (Value, error)
	}
	// HasUnary defines "-", "+" and "~".
	HasUnary interface {
		Unary(t *Thread, op string) (Value, error)
	}
	// HasIndex gives v[key].
	HasIndex interface {
		Index(t *Thread, key Value) (Value, error)
	}
	// HasSetIndex takes v[key] = x.
	HasSetIndex interface {
		SetIndex(t *Thread, key, v Value) error
	}
	// HasDelIndex takes del v[key].
	HasDelIndex interface {
		DelIndex(t *Thread, key Value) error
	}
	// HasIter can be iterated over.
	HasIter interface {
		Iterate(t *Thread) (Iterator, error)
	}
	// HasLen has a length.
	HasLen interface {
		Length(t *Thread) (int, error)
	}
	// HasTruth is true or false. Values without it are true, or as long as their length says.
	HasTruth interface {
		Truth(t *Thread) (bool, error)
	}
	// ContextManager is used by with. raised is nil if the body ended without an exception.
	ContextManager interface {
		Enter(t *Thread) (Value, error)
		Exit(t *Thread, raised *Raised) (swallow bool, err error)
	}
	// HasStr is str(v).
	HasStr interface {
		Str(t *Thread) (string, error)
	}
	// HasRepr is repr(v).
	HasRepr interface {
		Repr(t *Thread) (string, error)
	}
	// HasFormat is format(v, spec).
	HasFormat interface {
		Format(t *Thread, spec string) (string, error)
	}
	// HasHash makes a value usable as a key: equal values return equal keys.
	HasHash interface{ HashKey() (string, bool) }
)

// Iterator gives one value after the other; false means that there are no more.
type Iterator interface {
	Next(t *Thread) (Value, bool, error)
}

// IterFunc is an Iterator that is one function.
type IterFunc func(t *Thread) (Value, bool, error)

// Next calls the function.
func (f IterFunc) Next(t *Thread) (Value, bool, error) { return f(t) }

// IteratorValue makes an Iterator a Python value: iter(x), map(...), a generator of the host.
type IteratorValue struct {
	Iterator
	Cls *Class // what type() says; nil: iterator
}

// Class returns the class.
func (i *IteratorValue) Class() *Class {
	if i.Cls != nil {
		return i.Cls
	}
	return iteratorClass
}

// SliceIterator iterates over the values.
func SliceIterator(vs []Value) Iterator {
	i := 0
	return IterFunc(func(*Thread) (Value, bool, error) {
		if i >= len(vs) {
			return nil, false, nil
		}
		i++
		return vs[i-1], true, nil
	})
}

// Host returns what Options.Host said.
func (t *Thread) Host() any { return t.in.opts.Host }
