package python

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Frame is one entry of the Python-side stack.
type Frame struct {
	Function string // "upgrade", "<module>"
	Span     source.Span
}

// Raised is a Python exception: Python code can catch it. Every other Go error
// passes through try, except and finally untouched and ends the run.
type Raised struct {
	Exc   *Instance
	Stack []Frame // innermost last
	Span  source.Span
	// Help says what to do, such as the name that was meant; it is no part of str(exc).
	Help string
}

func (r *Raised) Error() string {
	msg := ExceptionText(r.Exc)
	if msg == "" {
		return r.Exc.Cls.Name
	}
	return r.Exc.Cls.Name + ": " + msg
}

// ExceptionText returns str(exc) for exceptions whose arguments are plain.
func ExceptionText(exc *Instance) string {
	args := excArgs(exc)
	switch len(args) {
	case 0:
		return ""
	case 1:
		if exc.Cls.IsSubclass(KeyError) {
			return simpleRepr(args[0])
		}
		return simpleStr(args[0])
	}
	return simpleRepr(args)
}

func excArgs(exc *Instance) Tuple {
	if v, ok := exc.Attrs.Get("args"); ok {
		if t, ok := v.(Tuple); ok {
			return t
		}
	}
	return nil
}

// NewException returns an exception with one argument, the message.
func NewException(class *Class, message string) *Instance {
	exc := NewInstance(class)
	exc.Attrs.Set("args", Tuple{Str(message)})
	return exc
}

// NewRaised returns an exception as a Go error. The place is added where it passes Python code.
func NewRaised(class *Class, format string, args ...any) *Raised {
	return &Raised{Exc: NewException(class, fmt.Sprintf(format, args...))}
}

// Unresolved is what a run ends with when it needs a value that is not known.
type Unresolved struct {
	Value *Opaque
	Span  source.Span
	Stack []Frame
	Use   string // what the value was needed for: "a condition", "a text"
}

// NewUnresolved returns the error for a value that is not known but needed at a place. Of a text with an unknown part
// that stands there it points at that part.
func NewUnresolved(v *Opaque, span source.Span, use string) *Unresolved {
	if span.Holds(v.at) {
		span = v.at
	}
	return &Unresolved{Value: v.source(), Span: span, Use: use}
}

func (u *Unresolved) Error() string {
	return fmt.Sprintf("%s is not known (%s), but it is needed for %s", u.Value.Path, u.Value.Reason, u.Use)
}

// Unsupported is what a run ends with at a construct that the evaluator does not have.
type Unsupported struct {
	What  string
	Help  string
	Span  source.Span
	Stack []Frame
}

func (u *Unsupported) Error() string { return "sqlplan cannot evaluate " + u.What }

// LimitError is what a run ends with that uses more than the sandbox gives.
type LimitError struct {
	What  string // "20000000 steps"
	Help  string
	Span  source.Span
	Stack []Frame
}

func (l *LimitError) Error() string { return "the code needs more than " + l.What }

// The codes of this package's diagnostics.
const (
	CodeSyntax      = "SP401" // the file is not Python that can be read
	CodePython2     = "SP402" // the file is Python 2
	CodeEncoding    = "SP403" // the file's encoding is not known or not kept
	CodeRaised      = "SP404" // an exception that nobody caught
	CodeDeclared    = "SP512" // a note: a value that is not known was declared
	CodeUnresolved  = "SP405" // a value is needed that is not known
	CodeUnsupported = "SP406" // a construct that the evaluator does not have
	CodeLimit       = "SP407" // the code runs, nests or allocates without end
	CodeHost        = "SP408" // an error of the host, with a place in Python
	CodePrint       = "SP409" // note: what the code printed
	CodeEither      = "SP413" // note: a condition that is not known, and that only decides what is printed
	CodeImport      = "SP411" // note: a project module that could not be evaluated
	CodeInternal    = "SP412" // a fault of sqlplan
)

// Located is implemented by errors of the host that have a place and a stack of their own.
type Located interface {
	error
	Place() (source.Span, []Frame)
}

// HostError gives an error of the host the place and the stack of the Python code that caused it.
type HostError struct {
	Err   error
	Span  source.Span
	Stack []Frame
}

func (h *HostError) Error() string { return h.Err.Error() }

// Unwrap returns the host's own error.
func (h *HostError) Unwrap() error { return h.Err }

func (r *Raised) withHelp(help string) *Raised {
	r.Help = help
	return r
}

func (t *Thread) raiseHint(class *Class, help, format string, args ...any) error {
	r := NewRaised(class, format, args...).withHelp(help)
	t.locate(r)
	return r
}

// nearest is the hint for a mistyped name.
func nearest(name string, known []string) string { return spell.DidYouMean(name, known) }

// InternalError is a fault of sqlplan that came up while code ran.
type InternalError struct {
	What, Trace string
	Span        source.Span
	Stack       []Frame
}

func (e *InternalError) Error() string { return "sqlplan itself failed here: " + e.What }
