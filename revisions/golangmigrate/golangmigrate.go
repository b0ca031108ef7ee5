// Package golangmigrate reads the revisions of golang-migrate
// (https://github.com/golang-migrate/migrate): pairs of plain SQL files named
// NUMBER_name.up.sql and NUMBER_name.down.sql. The numbers put them into one line.
package golangmigrate

import (
	"path"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/numbered"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Format is golang-migrate's format.
type Format struct{}

// Name returns "golang-migrate".
func (Format) Name() string { return "golang-migrate" }

// fileName is the form that golang-migrate asks of a name
// (https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md). It takes any
// extension, since it has databases without SQL; sqlplan takes .sql only.
var fileName = lazyregexp.New(`^([0-9]+)_(.*)\.(up|down)\.sql$`)

// Candidate tells whether golang-migrate would read a file of this base name. It ignores others.
func (Format) Candidate(name string) bool { return fileName.MatchString(name) }

// Recognise tells whether f is a revision file, which its name alone decides.
func (Format) Recognise(f *source.File) bool { return fileName.MatchString(path.Base(f.Path)) }

// Hints names the files and annotations of the format.
func (Format) Hints() ir.Hints {
	return ir.Hints{Downgrade: "write it into the .down.sql file", Upgrade: "write the statements into the .up.sql file"}
}

// VersionTable returns golang-migrate's table: version bigint primary key, dirty boolean
// (https://github.com/golang-migrate/migrate/tree/master/database/postgres).
func (Format) VersionTable() ir.VersionTable {
	return ir.VersionTable{Name: "schema_migrations", Layout: ir.LayoutLatest, PrimaryKey: true}
}

// NormalizeID drops leading zeros, as the version table has the number and not the file's digits.
func (Format) NormalizeID(id string) string { return numbered.NormalizeID(id) }

// pair is the files with one number.
type pair struct {
	number           int64
	up, down         *source.File
	upName, downName string
}

// Read reads the files as one line of revisions. A file whose name golang-migrate
// would not accept must not be passed.
func (Format) Read(files []*source.File) ([]*ir.Revision, source.Diagnostics) {
	var diags source.Diagnostics
	var line []numbered.Revision
	for _, p := range pairs(files, &diags) {
		if p.up == nil {
			diags.Errorf(p.down.Span(0, 0), "SP042", "add the up file, or remove this one", "there is no up file for %s", path.Base(p.down.Path))
			continue
		}
		if p.down != nil && p.upName != p.downName {
			diags.Notef(p.down.Span(0, 0), "SP043", "rename one of them if they belong together; golang-migrate goes by the number alone",
				"%s is taken as the down file of %s", path.Base(p.down.Path), path.Base(p.up.Path))
		}
		line = append(line, numbered.Revision{Number: p.number, Revision: p.revision()})
	}
	return numbered.Line(line), diags
}

// pairs groups the files by their number, in the order in which the numbers are first seen.
func pairs(files []*source.File, diags *source.Diagnostics) []*pair {
	byNumber := map[int64]*pair{}
	var list []*pair
	for _, f := range files {
		m := fileName.FindStringSubmatch(path.Base(f.Path))
		if m == nil {
			panic("golangmigrate: not a revision file: " + f.Path)
		}
		n, ok := numbered.Parse(m[1])
		if !ok {
			numbered.TooLarge(diags, f, m[1])
			continue
		}
		p := byNumber[n]
		if p == nil {
			p = &pair{number: n}
			byNumber[n] = p
			list = append(list, p)
		}
		file, name := &p.up, &p.upName
		if m[3] == "down" {
			file, name = &p.down, &p.downName
		}
		if *file != nil {
			numbered.Duplicate(diags, f, *file, numbered.NormalizeID(m[1]))
			continue
		}
		*file, *name = f, m[2]
	}
	return list
}

func (p *pair) revision() *ir.Revision {
	files := []*source.File{p.up}
	if p.down != nil {
		files = append(files, p.down)
	}
	digits := fileName.FindStringSubmatch(path.Base(p.up.Path))[1]
	return &ir.Revision{
		ID: numbered.NormalizeID(digits), Message: numbered.Words(p.upName), Span: p.up.Span(0, 0),
		Files: files, Body: body{up: p.up, down: p.down},
	}
}

// body is a pair of files, of which down may be nil.
type body struct{ up, down *source.File }

// Run emits the whole file of the direction. An error of emit is the caller's own and ends the run.
func (b body) Run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	f := b.up
	if env.Direction == ir.Downgrade {
		f = b.down
	}
	if f == nil {
		_ = emit(ir.Irreversible{At: b.up.Span(0, 0), Reason: "there is no down file for " + path.Base(b.up.Path)})
		return nil
	}
	_ = emit(ir.RawSQL{Text: f.Span(0, len(f.Text)), OwnTransaction: true})
	return nil
}
