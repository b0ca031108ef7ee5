// Package goose reads the revisions of goose (https://github.com/pressly/goose):
// files named NUMBER_name.sql with both directions in one file, told apart by
// comments such as "-- +goose Up". The numbers put them into one line.
package goose

import (
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/numbered"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Format is goose's format.
type Format struct{}

// Name returns "goose".
func (Format) Name() string { return "goose" }

// fileName is the form that goose asks of a name: digits, an underscore, .sql or
// .go (https://pressly.github.io/goose/documentation/annotations/). Tests are not revisions.
var fileName = lazyregexp.New(`^([0-9]+)_(.*)\.(sql|go)$`)

// Candidate tells whether goose would read a file of this base name. It ignores others.
func (Format) Candidate(name string) bool {
	return fileName.MatchString(name) && !strings.HasSuffix(name, "_test.go")
}

// Recognise tells whether f has a goose annotation, or is Go code that uses goose.
func (Format) Recognise(f *source.File) bool {
	if strings.HasSuffix(f.Path, ".go") {
		return Format{}.Candidate(path.Base(f.Path)) && strings.Contains(f.Text, "/goose")
	}
	for line := range strings.Lines(f.Text) {
		if isAnnotation(line) {
			return true
		}
	}
	return false
}

// Hints names the files and annotations of the format.
func (Format) Hints() ir.Hints {
	return ir.Hints{NoTransaction: "write `-- +goose NO TRANSACTION` at the top of the file", Downgrade: "write it below `-- +goose Down`",
		Upgrade: "write the statements below `-- +goose Up`"}
}

// VersionTable returns goose's table: id as primary key, version_id, is_applied, tstamp
// (https://github.com/pressly/goose/tree/main/internal/dialects).
func (Format) VersionTable() ir.VersionTable {
	return ir.VersionTable{Name: "goose_db_version", Layout: ir.LayoutHistory, PrimaryKey: true}
}

// NormalizeID drops leading zeros, as the version table has the number and not the file's digits.
func (Format) NormalizeID(id string) string { return numbered.NormalizeID(id) }

// Read reads the files as one line of revisions. A file whose name goose would
// not accept must not be passed.
func (Format) Read(files []*source.File) ([]*ir.Revision, source.Diagnostics) {
	var diags source.Diagnostics
	var line []numbered.Revision
	byNumber := map[int64]*source.File{}
	for _, f := range files {
		rev, ok := readFile(f, &diags)
		if !ok {
			continue
		}
		if first := byNumber[rev.Number]; first != nil {
			numbered.Duplicate(&diags, f, first, rev.ID)
			continue
		}
		byNumber[rev.Number] = f
		line = append(line, rev)
	}
	return numbered.Line(line), diags
}

// readFile reads one file. Its number counts, and so ok is true, even if its content cannot be used.
func readFile(f *source.File, diags *source.Diagnostics) (rev numbered.Revision, ok bool) {
	m := fileName.FindStringSubmatch(path.Base(f.Path))
	if m == nil {
		panic("goose: not a revision file: " + f.Path)
	}
	n, ok := numbered.Parse(m[1])
	if !ok {
		numbered.TooLarge(diags, f, m[1])
		return rev, false
	}
	if n == 0 {
		diags.Errorf(f.Span(0, 0), "SP040", "rename it to the next free number: goose keeps 0 for the empty database", "a goose revision cannot have the number 0")
		return rev, false
	}
	rev = numbered.Revision{Number: n, Revision: &ir.Revision{
		ID: numbered.NormalizeID(m[1]), Message: numbered.Words(m[2]), Span: f.Span(0, 0), Files: []*source.File{f},
	}}
	if m[3] == "go" {
		rev.Body = goCode{f}
		return rev, true
	}
	body, found := parse(f)
	*diags = append(*diags, found...)
	rev.Body = body
	return rev, true
}

// body is the content of a goose file: the stretches of SQL of each direction.
type body struct {
	file          *source.File
	up, down      []source.Span
	hasDown       bool
	noTransaction bool
}

// Run emits the stretches of the direction. An error of emit is the caller's own and ends the run.
func (b *body) Run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	stretches := b.up
	if env.Direction == ir.Downgrade {
		stretches = b.down
		if !b.hasDown {
			_ = emit(ir.Irreversible{At: b.file.Span(0, 0), Reason: path.Base(b.file.Path) + " has no -- +goose Down section"})
			return nil
		}
	}
	for _, s := range stretches {
		// Without goose's own transaction a file may open some itself.
		if err := emit(ir.RawSQL{Text: s, NoTransaction: b.noTransaction, OwnTransaction: b.noTransaction}); err != nil {
			return nil
		}
	}
	return nil
}

// goCode is a revision in Go. It keeps its place in the line, so that the ranges
// before and behind it can be compiled and goose can run it in between.
type goCode struct{ file *source.File }

// Run refuses: what Go code does to a database cannot be read from it.
func (c goCode) Run(*ir.Env, func(ir.Op) error) (diags source.Diagnostics) {
	diags.Errorf(c.file.Span(0, 0), "SP055", "write it as a SQL revision, or run it with goose between two scripts of sqlplan",
		"%s is a goose revision in Go, which cannot be compiled to SQL", path.Base(c.file.Path))
	return diags
}
