// Package header reads what an Alembic revision says about itself, revision,
// down_revision, branch_labels and depends_on, out of its source, without running it.
package header

import (
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const (
	codeNoID       = "SP467"
	codeUnreadable = "SP468"
)

// Header is what a revision file says before it is run.
type Header struct {
	// Revision has no Body and no Digest yet.
	Revision *ir.Revision
	File     *python.File
	Scope    *static.Scope // the names of the module
	// Doc is the whole docstring, without the white space around it.
	Doc string
	// Revises is the docstring's line of that name; it means nothing to Alembic.
	Revises string
	// Upgrade and Downgrade tell whether the module has these functions.
	Upgrade, Downgrade bool
}

// Elsewhere returns the value of an expression that needs constants of other
// modules, if it can be read. It may be called from several goroutines.
type Elsewhere func(e python.Expr, in *static.Scope) (python.Value, bool)

// Read parses a file and reads its header; the header is nil if there is an error.
// Elsewhere may be nil, where there are no other modules.
func Read(file *source.File, elsewhere Elsewhere) (*Header, source.Diagnostics) {
	parsed, diags := python.Parse(file)
	if diags.HasErrors() {
		return nil, diags
	}
	h, found := Of(file, parsed, elsewhere)
	return h, append(diags, found...)
}

// Of reads the header of a file that has been parsed.
func Of(file *source.File, parsed *python.File, elsewhere Elsewhere) (*Header, source.Diagnostics) {
	r := &reader{scope: static.NewScope(parsed.Body, nil), elsewhere: elsewhere}
	text := strings.TrimSpace(strings.ReplaceAll(parsed.Doc, "\r\n", "\n"))
	h := &Header{File: parsed, Scope: r.scope, Doc: text, Revises: line(text, "Revises")}
	rev := &ir.Revision{
		Message: message(text), Created: line(text, "Create Date"), Span: file.Span(0, 0), Files: []*source.File{file},
		BranchLabels: r.names("branch_labels"), DependsOn: r.names("depends_on"),
	}
	r.id(rev)
	r.down(rev)
	h.Revision = rev
	h.Upgrade, h.Downgrade = r.scope.Own("upgrade") != nil, r.scope.Own("downgrade") != nil
	if r.diags.HasErrors() {
		return nil, r.diags
	}
	return h, r.diags
}

var idLine = lazyregexp.New(`^\s*Revision ID:`)

// line is what a docstring's line of a name says: the first that says anything.
func line(doc, name string) string {
	for text := range strings.SplitSeq(doc, "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t"), name+":"); ok {
			if rest = strings.Trim(rest, " \t"); rest != "" {
				return rest
			}
		}
	}
	return ""
}

// message is the first paragraph of the docstring, as one line. The lines that
// Alembic's template adds below are none.
func message(doc string) string {
	first, _, _ := strings.Cut(doc, "\n\n")
	if idLine.MatchString(first) {
		return ""
	}
	return strings.Join(strings.Fields(first), " ")
}

type reader struct {
	scope     *static.Scope
	static    static.Reader
	elsewhere Elsewhere
	steps     int
	diags     source.Diagnostics
}

// legacyName matches the names of files that need no id inside.
var legacyName = lazyregexp.New(`^([a-f0-9]+)\.py`)

func (r *reader) id(rev *ir.Revision) {
	b := r.scope.Own("revision")
	if b == nil {
		if m := legacyName.FindStringSubmatch(path.Base(rev.Path())); m != nil {
			rev.ID = m[1]
			return
		}
		r.diags.Errorf(rev.Span, codeNoID, "write revision = \"ID\" in it;\na module that is no revision has to lie in another folder: Alembic loads every .py file here",
			"%s has no variable `revision`", path.Base(rev.Path()))
		return
	}
	refs, ok := r.refs("revision", b)
	if !ok {
		return
	}
	if len(refs) != 1 {
		r.unreadable("revision", b.Value.Place())
		return
	}
	rev.ID, rev.Span = refs[0].Name, refs[0].Span
}

func (r *reader) down(rev *ir.Revision) {
	if r.scope.Own("down_revision") == nil {
		r.diags.Errorf(rev.Span, codeNoID, "write down_revision = None for the first revision of a line, else the id of the one before",
			"%s has no variable `down_revision`", path.Base(rev.Path()))
		return
	}
	rev.Down = r.names("down_revision")
}

// names reads a variable that holds no name, one, or several.
func (r *reader) names(variable string) []ir.Ref {
	b := r.scope.Own(variable)
	if b == nil {
		return nil
	}
	refs, _ := r.refs(variable, b)
	return refs
}

func (r *reader) refs(variable string, b *static.Binding) ([]ir.Ref, bool) {
	if b.Value == nil || !b.Certain {
		span := r.scopeSpan(variable)
		if b.Value != nil {
			span = b.Value.Place()
		}
		r.unreadable(variable, span)
		return nil, false
	}
	refs, ok := r.collect(nil, b.Value, r.scope, 0)
	if !ok {
		r.unreadable(variable, b.Value.Place())
	}
	return refs, ok
}

// scopeSpan is where a variable is spoken of that has no value to point at.
func (r *reader) scopeSpan(variable string) source.Span {
	b := r.scope.Own(variable)
	switch {
	case b.Func != nil:
		return b.Func.NameSpan
	case b.Class != nil:
		return b.Class.NameSpan
	case b.Annotation != nil:
		return b.Annotation.Place()
	}
	return source.Span{}
}

func (r *reader) unreadable(variable string, span source.Span) {
	r.diags.Errorf(span, codeUnreadable, "write it as a string, a tuple of strings or None, or as a constant of a module of the project:\nthe graph is known before any revision is run",
		"the value of `%s` cannot be read", variable)
}

// maxNames is how deep a name may stand for another one, maxRefs how many values may be looked at.
const (
	maxNames = 20
	maxRefs  = 10_000
)

// collect keeps the place of each name where the value is written out, and of
// the whole value where it has to be put together.
func (r *reader) collect(refs []ir.Ref, e python.Expr, in *static.Scope, depth int) ([]ir.Ref, bool) {
	if r.steps++; r.steps > maxRefs {
		return nil, false
	}
	switch e := e.(type) {
	case *python.TupleExpr:
		return r.collectAll(refs, e.Elems, in, depth)
	case *python.ListExpr:
		return r.collectAll(refs, e.Elems, in, depth)
	case *python.SetExpr:
		return r.collectAll(refs, e.Elems, in, depth)
	case *python.Name:
		if b, at := in.Find(e.ID); depth < maxNames && b != nil && b.Certain && b.Value != nil {
			return r.collect(refs, b.Value, at, depth+1)
		}
	}
	v, ok := r.static.Value(e, in)
	if !ok && r.elsewhere != nil {
		v, ok = r.elsewhere(e, in)
	}
	if !ok {
		return nil, false
	}
	return flatten(refs, v, e.Place())
}

func (r *reader) collectAll(refs []ir.Ref, elems []python.Expr, in *static.Scope, depth int) ([]ir.Ref, bool) {
	ok := true
	for _, e := range elems {
		if star, isStar := e.(*python.Star); isStar {
			e = star.X
		}
		if refs, ok = r.collect(refs, e, in, depth); !ok {
			return nil, false
		}
	}
	return refs, true
}

func flatten(refs []ir.Ref, v python.Value, span source.Span) ([]ir.Ref, bool) {
	switch v := v.(type) {
	case python.Str:
		return append(refs, ir.Ref{Name: string(v), Span: span}), true
	default:
		if v == python.None {
			return refs, true
		}
		elems, ok := static.Elements(v)
		for _, elem := range elems {
			if refs, ok = flatten(refs, elem, span); !ok {
				break
			}
		}
		return slices.Clip(refs), ok
	}
}
