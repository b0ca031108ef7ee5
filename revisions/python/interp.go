package python

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Limits bound what the code of one Interp may use. Zero values stand for the defaults.
type Limits struct {
	Steps int64 // evaluated nodes; default 20 million
	Depth int   // nested calls; default 400
	Bytes int64 // allocated by the program, roughly and without credit for garbage; default 256 MB
}

func (l Limits) withDefaults() Limits {
	if l.Steps == 0 {
		l.Steps = 20_000_000
	}
	if l.Depth == 0 {
		l.Depth = 400
	}
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	return l
}

// Options say what the code of an Interp can reach.
type Options struct {
	// Modules finds the host's modules, which come before those of the project; may be nil.
	Modules func(name string) (*Module, bool)
	// FS is the project; nil: there are no files. Paths are relative to its root.
	FS fs.FS
	// MainPath is the path in FS of the file that RunFile runs; "" for the path that its messages show.
	MainPath string
	// Path is where modules of the project are looked for, in order; "." is the root.
	Path []string
	// Absent says of a module that is not found why that is, as the end of a clause; "": it is not in the project.
	Absent string
	// Environ returns a declared environment variable; may be nil.
	Environ func(name string) (value string, declared bool)
	// Declared returns the value that the user has declared for one that is not known, by the name that messages give
	// it ("shop.keys.fingerprint()"); may be nil.
	Declared func(path string) (Value, bool)
	// Notes takes what the code prints and logs, and notes of the evaluator; may be nil.
	Notes func(severity source.Severity, code, message string, at source.Span)
	// OpaqueCall is told of each call that is a statement of its own and whose result is not
	// known, and may refuse it: such a call is there for what it does. nil: every one is let through.
	OpaqueCall func(t *Thread, result *Opaque, at source.Span) error
	// Effects counts what the host has done so far. With it, a call of a function of the
	// project that needs what is not here, and did nothing on the way, gives a value that
	// is not known; nil: such a call is an error.
	Effects func() int
	// Limits bound the run.
	Limits Limits
	// Host is for the packages that the built-ins belong to: what one run of theirs needs. See Thread.Host.
	Host any
	// Cache holds parsed files; nil: one of its own.
	Cache *Cache
}

// Cache holds parsed project files. It is safe for several goroutines.
type Cache struct {
	// Display gives the path that messages show for a path of the project; nil: the same.
	Display func(path string) string

	mu    sync.Mutex
	files map[string]*cached
}

type cached struct {
	once  sync.Once
	file  *File
	diags source.Diagnostics
	err   error
}

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{files: map[string]*cached{}} }

// Load returns the parsed file of a path of fsys; all calls with one cache must be with the same files.
func (c *Cache) Load(fsys fs.FS, path string) (*File, source.Diagnostics, error) {
	c.mu.Lock()
	e := c.files[path]
	if e == nil {
		e = &cached{}
		c.files[path] = e
	}
	c.mu.Unlock()
	e.once.Do(func() {
		text, err := fs.ReadFile(fsys, path)
		if err != nil {
			e.err = err
			return
		}
		shown := path
		if c.Display != nil {
			shown = c.Display(path)
		}
		if e.file, e.diags = Parse(source.NewFile(shown, string(text))); e.file != nil {
			e.file.path = path
		}
	})
	return e.file, e.diags, e.err
}

// Interp runs modules. One Interp is one run; it is not for several goroutines.
type Interp struct {
	opts    Options
	limits  Limits
	steps   int64
	bytes   int64
	modules map[string]*Module
	thread  *Thread
	ids     map[any]int64
	counts  map[string]int
}

// New returns an Interp that has run nothing yet.
func New(opts Options) *Interp {
	if opts.Cache == nil {
		opts.Cache = NewCache()
	}
	in := &Interp{opts: opts, limits: opts.Limits.withDefaults(), modules: map[string]*Module{}}
	in.thread = &Thread{in: in}
	return in
}

// Options returns what the Interp was made with.
func (in *Interp) Options() Options { return in.opts }

// Thread returns the thread that builtins get too.
func (in *Interp) Thread() *Thread { return in.thread }

// RunFile runs a file as the module name. An *Raised and every other error ends it;
// the module is returned with what was bound until then.
func (in *Interp) RunFile(f *File, name string) (m *Module, err error) {
	m = NewModule(name)
	in.modules[name] = m
	defer in.guard(&err)
	return m, in.thread.runModule(m, f, false)
}

// guard makes an error of a panic: a fault of sqlplan in one revision must not take the others with it.
func (in *Interp) guard(err *error) {
	p := recover()
	if p == nil {
		return
	}
	fault := &InternalError{What: fmt.Sprint(p), Trace: string(debug.Stack()), Span: in.thread.Span(), Stack: in.thread.Stack()}
	in.thread.frames, in.thread.depth = nil, 0
	*err = fault
}

// Module returns the module of a name, if it was imported or run.
func (in *Interp) Module(name string) (*Module, bool) {
	m, ok := in.modules[name]
	return m, ok
}

// Call calls a function.
func (in *Interp) Call(fn Value, args ...Value) (v Value, err error) {
	defer in.guard(&err)
	return in.thread.Call(fn, args...)
}

// Do runs Go code that calls into the run. A panic in it, whether in the evaluator, in a
// built-in or in what takes the operations, becomes an error of this run.
func (in *Interp) Do(run func(t *Thread) error) (err error) {
	defer in.guard(&err)
	return run(in.thread)
}

// Thread is the state of a run that builtins see. A generator runs on one of its own.
type Thread struct {
	in     *Interp
	parent *Thread // who resumed this generator
	frames []*frame
	depth  int
	gen    *coroutine
	// standing is the place of the call that is a statement of its own.
	standing source.Span
	// trial is how many trials run inside each other; see trying.
	trial int
}

// frame is a running function, module or class body.
type frame struct {
	name string
	at   source.Span // of the statement or call that is being evaluated
	exc  *Raised     // being handled, for a bare raise
}

// Interp returns what the thread belongs to.
func (t *Thread) Interp() *Interp { return t.in }

// Span returns the place of the innermost call in Python code.
func (t *Thread) Span() source.Span {
	for th := t; th != nil; th = th.parent {
		if n := len(th.frames); n > 0 {
			return th.frames[n-1].at
		}
	}
	return source.Span{}
}

// Stack returns the Python-side stack, innermost last.
func (t *Thread) Stack() []Frame {
	var out []Frame
	if t.parent != nil {
		out = t.parent.Stack()
	}
	for _, f := range t.frames {
		out = append(out, Frame{Function: f.name, Span: f.at})
	}
	return out
}

// Enter counts one nested call of Go code that calls back into itself by way of Python
// values, such as an iterator over an iterator. Each Enter without an error needs a Leave.
func (t *Thread) Enter() error { return t.enter() }

// Leave ends what Enter began.
func (t *Thread) Leave() { t.depth-- }

// Step charges n units of work to the budget: one is about one evaluated node.
func (t *Thread) Step(n int64) error {
	t.in.steps += n
	if t.in.steps > t.in.limits.Steps || n < 0 {
		return t.limit(fmt.Sprintf("%d steps", t.in.limits.Steps),
			"the code may loop without end; a revision that works through so much data cannot be compiled to a script")
	}
	return nil
}

// Alloc charges n bytes to the budget.
func (t *Thread) Alloc(n int64) error {
	if n < 0 || t.in.bytes > t.in.limits.Bytes-n {
		return t.limit(fmt.Sprintf("%d MB of memory", t.in.limits.Bytes>>20),
			"the code makes values that are too large for a script")
	}
	t.in.bytes += n
	return nil
}

func (t *Thread) limit(what, help string) error {
	return &LimitError{What: what, Help: help, Span: t.Span(), Stack: t.Stack()}
}

// Note reports something that does not stop the run.
func (t *Thread) Note(severity source.Severity, code, format string, args ...any) {
	if t.in.opts.Notes != nil && t.trial == 0 {
		t.in.opts.Notes(severity, code, fmt.Sprintf(format, args...), t.Span())
	}
}

// Environ returns a declared environment variable.
func (t *Thread) Environ(name string) (value string, declared bool) {
	if t.in.opts.Environ == nil {
		return "", false
	}
	return t.in.opts.Environ(name)
}

// Count returns how often it was asked for the name in this run, from 0 on.
func (t *Thread) Count(name string) int {
	if t.in.counts == nil {
		t.in.counts = map[string]int{}
	}
	t.in.counts[name]++
	return t.in.counts[name] - 1
}

// FS returns the project's files; nil if there are none.
func (t *Thread) FS() fs.FS { return t.in.opts.FS }

// Raise returns a Python exception with the place of the running call.
func (t *Thread) Raise(class *Class, format string, args ...any) error {
	r := NewRaised(class, format, args...)
	t.locate(r)
	return r
}

// RaiseValue returns an exception object as an error.
func (t *Thread) RaiseValue(exc *Instance) error {
	r := &Raised{Exc: exc}
	t.locate(r)
	return r
}

// Unresolved returns the error for a value that is not known but needed.
func (t *Thread) Unresolved(v *Opaque, use string) error {
	u := NewUnresolved(v, t.Span(), use)
	u.Stack = t.Stack()
	return u
}

// Unsupported returns the error for what the evaluator does not have.
func (t *Thread) Unsupported(what, help string) error {
	return &Unsupported{What: what, Help: help, Span: t.Span(), Stack: t.Stack()}
}

// locate adds place and stack to an error that has none yet.
func (t *Thread) locate(err error) {
	switch e := err.(type) {
	case *Raised:
		if e.Stack == nil {
			e.Stack, e.Span = t.Stack(), t.Span()
		}
	case *Unresolved:
		if e.Stack == nil {
			e.Stack = t.Stack()
			if e.Span.IsZero() {
				e.Span = t.Span()
			}
		}
	}
}

// located adds the place where an error of any kind came up.
func (t *Thread) located(err error) error {
	if err == nil {
		return nil
	}
	switch err.(type) {
	case *Raised, *Unresolved:
		t.locate(err)
		return err
	case *Unsupported, *LimitError, *HostError:
		return err
	}
	var l Located
	if errors.As(err, &l) || isControl(err) {
		return err
	}
	return &HostError{Err: err, Span: t.Span(), Stack: t.Stack()}
}

// Diagnose makes a diagnostic of an error of a run: place, message, what to do, and the
// Python-side stack as related places. An error of the host gets the code given, else SP408.
func Diagnose(err error, code ...string) source.Diagnostic {
	d := source.Diagnostic{Severity: source.Error, Message: err.Error()}
	var stack []Frame
	var (
		raised *Raised
		unres  *Unresolved
		unsup  *Unsupported
		limit  *LimitError
		fault  *InternalError
		host   *HostError
		diags  source.Diagnostics
		place  Located
	)
	switch {
	case errors.As(err, &raised):
		d.Code, d.Span, stack = CodeRaised, raised.Span, raised.Stack
		d.Help = "the revision itself raises this; it would fail in Alembic too, unless the database says otherwise"
		if raised.Help != "" {
			d.Help = raised.Help
		}
	case errors.As(err, &unres):
		d.Code, d.Span, stack = CodeUnresolved, unres.Span, unres.Stack
		d.Help = "write the value into the revision, declare it under [values] in sqlplan.toml, or put the module that it comes from into the project"
		if o := unres.Value; o.Code != "" {
			d.Code, d.Help = o.Code, o.Help
		}
		if o := unres.Value.Origin; !o.IsZero() && o != unres.Span {
			d.Related = append(d.Related, source.Related{Span: o, Message: "the unknown value comes from here"})
		}
	case errors.As(err, &unsup):
		d.Code, d.Span, stack, d.Help = CodeUnsupported, unsup.Span, unsup.Stack, unsup.Help
	case errors.As(err, &limit):
		d.Code, d.Span, stack, d.Help = CodeLimit, limit.Span, limit.Stack, limit.Help
	case errors.As(err, &fault):
		d.Code, d.Span, stack, d.Help = CodeInternal, fault.Span, fault.Stack, "please report it with this revision"
	case errors.As(err, &diags) && len(diags) > 0:
		return diags[0]
	case errors.As(err, &place):
		d.Code = CodeHost
		d.Span, stack = place.Place()
	case errors.As(err, &host):
		d.Code, d.Span, stack = CodeHost, host.Span, host.Stack
	default:
		d.Code = CodeHost
	}
	if d.Code == CodeHost && len(code) > 0 {
		d.Code = code[0]
	}
	d.Message = strings.TrimRight(strings.ReplaceAll(d.Message, "\n", " "), " .")
	d.Related = append(d.Related, related(stack, d.Span)...)
	return d
}

// related lists the callers, innermost first; of a deep recursion only both ends.
func related(stack []Frame, at source.Span) []source.Related {
	const ends = 8
	var out []source.Related
	for i := len(stack) - 1; i >= 0; i-- {
		if skipped := len(stack) - 2*ends; skipped > 0 && i == len(stack)-1-ends {
			out = append(out, source.Related{Message: fmt.Sprintf("... %d more calls", skipped)})
			i -= skipped
		}
		f := stack[i]
		if i == len(stack)-1 && f.Span.Holds(at) && len(stack) == 1 {
			continue // the diagnostic itself says it
		}
		out = append(out, source.Related{Span: f.Span, Message: "in " + f.Function})
	}
	return out
}
