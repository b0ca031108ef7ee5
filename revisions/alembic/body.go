package alembic

import (
	"errors"
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// body is upgrade() and downgrade() of one file.
type body struct {
	project *Project
	tree    *tree
	module  string
}

// Run runs the file and the function of the direction. A downgrade that raises
// an exception of its own, or that is not there, says that there is no way back.
func (b *body) Run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	r := &running{body: b, file: b.tree.get(), env: env, emit: emit}
	in := python.New(b.options(r))
	err := in.Do(func(*python.Thread) error {
		m, err := in.RunFile(r.file, b.module)
		if err == nil {
			err = r.call(in, m)
		}
		return err
	})
	if errors.Is(err, ir.ErrLater) {
		return nil
	}
	b.tree.release()
	if err != nil && !r.irreversible(err) {
		r.diags = append(r.diags, diagnose(err))
	}
	return r.diags
}

// running is one run of a body.
type running struct {
	*body
	file  *python.File
	env   *ir.Env
	emit  func(ir.Op) error
	diags source.Diagnostics
	// started: upgrade() or downgrade() is running, and not the module's own code.
	started bool
	// effects counts the operations, and the uses of the connection.
	effects int
}

// alone says why modules are not found where the revisions were given without their project.
const alone = "is not found: --revisions or version_locations passes alembic.ini by, with which the project's modules are found"

func (b *body) options(r *running) python.Options {
	absent := ""
	if b.project.FS == nil {
		absent = alone
	}
	return python.Options{
		Absent:  absent,
		Modules: modules(b.project), FS: b.project.FS, Path: b.project.SysPath, Cache: b.project.files(),
		Environ:  func(name string) (string, bool) { v, ok := r.env.Vars[name]; return v, ok },
		Declared: b.project.Values.lookup(),
		MainPath: path.Join(b.project.Dir, r.file.Source.Path),
		Notes:    r.note, OpaqueCall: r.opaqueCall, Effects: func() int { return r.effects },
		Host: b.project.run(r),
	}
}

// note takes what the revision prints, and notes about it.
func (r *running) note(severity source.Severity, code, message string, at source.Span) {
	if !at.IsZero() && at.File == r.file.Source || severity != source.Note {
		r.diags = append(r.diags, source.Diagnostic{Severity: severity, Code: code, Span: at, Message: message})
	}
}

// call calls the function of the direction; in a multidb project with the name of the database.
func (r *running) call(in *python.Interp, m *python.Module) error {
	name := r.env.Direction.String()
	fn, ok := m.Get(name)
	if !ok {
		if r.env.Direction == ir.Downgrade {
			return r.emit(ir.Irreversible{At: r.file.Source.Span(0, 0), Reason: "the file has no downgrade()"})
		}
		r.diags.Errorf(r.file.Source.Span(0, 0), codeNoUpgrade, "write `def upgrade():`, with `pass` in it if there is nothing to do", "the revision has no upgrade()")
		return nil
	}
	if unknown, ok := fn.(*python.Opaque); ok {
		return &host.Unsupported{Code: codeUnknownCall, At: r.file.Source.Span(0, 0), Message: name + "() is not known: " + unknown.Reason,
			Help: "take the decorator away, or put its module into the project"}
	}
	args, kwargs := r.arguments()
	r.started = true
	if _, err := in.Thread().CallKw(fn, args, kwargs); err != nil {
		return err
	}
	if h, ok := in.Thread().Host().(*host.Run); ok && h.Finish != nil {
		return h.Finish()
	}
	return nil
}

// arguments are what upgrade() and downgrade() are called with: what env.py hands
// to run_migrations. In a multidb project that is, in a loop over the databases,
// the name of the one at hand; the revisions of a project whose env.py does not say
// so get the name all the same.
func (r *running) arguments() (args []python.Value, kwargs []python.Kwarg) {
	database, reason := r.project.Database, "env.py hands it to run_migrations, and sqlplan does not run env.py"
	if names := r.project.databases(); len(names) > 0 {
		reason = "it is the name of a database: give --database, one of " + strings.Join(names, ", ")
	}
	if r.project.Facts != nil {
		for _, p := range r.project.Facts.Parameters {
			v := p.Value
			switch {
			case v == nil && database != "":
				v, database = python.Str(database), ""
			case v == nil:
				v = &python.Opaque{Reason: reason, Origin: p.Span, Path: p.Name}
			}
			kwargs = append(kwargs, python.Kwarg{Name: p.Name, Value: v})
		}
	}
	if database != "" {
		args = append(args, python.Str(database))
	}
	return args, kwargs
}

// Text is the file without the function of the other direction, which says
// nothing about this one, and without its docstring, which does nothing.
func (b *body) Text(d ir.Direction) string {
	other := "def downgrade("
	if d == ir.Downgrade {
		other = "def upgrade("
	}
	var kept strings.Builder
	inside := false
	f := b.tree.get()
	text := f.Source.Text
	if f.Doc != "" {
		text = text[f.Body[0].Place().End():]
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, other) {
			inside = true
		} else if c := line[0]; c == '@' || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			inside = false // the next statement of the module
		}
		if !inside {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// irreversible takes the exception of a downgrade for what its author says about the way back.
func (r *running) irreversible(err error) bool {
	var raised *python.Raised
	if r.env.Direction != ir.Downgrade || !errors.As(err, &raised) || !explicit(raised) {
		return false
	}
	reason := strings.Join(strings.Fields(python.ExceptionText(raised.Exc)), " ")
	if reason == "" {
		reason = "its downgrade() raises " + raised.Exc.Cls.Name
	}
	return r.emit(ir.Irreversible{At: raised.Span, Reason: reason}) == nil
}

// Codes of this package.
const (
	codeNoUpgrade = "SP495" // a revision without upgrade()
)

// diagnose makes a diagnostic of what ended a run.
func diagnose(err error) source.Diagnostic {
	d := python.Diagnose(err)
	var unsupported *host.Unsupported
	if errors.As(err, &unsupported) {
		d.Code, d.Message, d.Help = unsupported.Code, unsupported.Message, unsupported.Help
		if !unsupported.At.IsZero() {
			d.Span = unsupported.At
		}
	}
	return d
}

// explicit tells whether the author raised the exception, rather than a slip of
// the code: `raise NotImplemented("...")` counts, which raises a TypeError.
func explicit(r *python.Raised) bool {
	if r.Span.IsZero() {
		return false
	}
	line, _, _ := r.Span.Line()
	word := strings.TrimSpace(line)
	if end := strings.IndexFunc(word, func(c rune) bool { return (c < 'a' || c > 'z') && c != '_' }); end >= 0 {
		word = word[:end]
	}
	return word == "raise" || word == "assert"
}
