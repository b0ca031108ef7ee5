// Package revisions finds revision files, reads them, builds their graph and
// resolves what a user asks for ("upgrade from here to there") to steps.
//
// Start reading here: Formats lists what can be read, Set is what comes out of
// Load, Graph answers questions about it.
package revisions

import (
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/golangmigrate"
	"github.com/sqlplan/sqlplan/revisions/goose"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/sqlfile"
)

// Formats are the ways to write revisions that sqlplan reads. Where nobody says
// which it is, the first one that recognises a file has it; golang-migrate is
// last, since it goes by the name of the file alone.
var Formats = []Format{sqlfile.Format{}, alembic.Format{}, goose.Format{}, golangmigrate.Format{}}

// Format is one way to write revisions.
type Format interface {
	// Name is what --source-format takes.
	Name() string
	// Candidate tells by the base name whether the format's own tool would take
	// a file for a revision, or would look into it to find out.
	Candidate(name string) bool
	// Recognise tells by name and content whether a file is clearly of this format.
	Recognise(f *source.File) bool
	// Read turns files, all of them candidates and sorted by path, into
	// revisions without Digest. Where it reports an error the revisions serve
	// for further checks only.
	Read(files []*source.File) ([]*ir.Revision, source.Diagnostics)
	// Hints are how the format says what a revision lacks.
	Hints() ir.Hints
	// VersionTable is the table that the format's own tool keeps by default.
	VersionTable() ir.VersionTable
	// NormalizeID returns an id that a user typed as revisions have it: without
	// the leading zeros of the file name, where ids are numbers.
	NormalizeID(id string) string
}

// FormatByName returns the format of this name, or nil.
func FormatByName(name string) Format {
	for _, f := range Formats {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// FormatNames returns the names of Formats, in their order.
func FormatNames() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name())
	}
	return names
}

// Set is a loaded project: its revisions as a graph, and the format that they are written in.
type Set struct {
	*Graph
	Format Format
}

// ParseRange reads a range as the function ParseRange does, and accepts ids the
// way that the format writes them in file names.
func (s *Set) ParseRange(text string) (Range, error) {
	r, err := ParseRange(text)
	return s.normalized(r), err
}

// ParseHistoryRange is ParseRange for a range whose target may be missing.
func (s *Set) ParseHistoryRange(text string) (Range, error) {
	r, err := ParseHistoryRange(text)
	return s.normalized(r), err
}

func (s *Set) normalized(r Range) Range {
	specs := func(list []Spec) []Spec {
		var out []Spec
		for _, spec := range list {
			spec.Name, spec.Branch = s.Format.NormalizeID(spec.Name), s.Format.NormalizeID(spec.Branch)
			out = append(out, spec)
		}
		return out
	}
	r.Start, r.Targets = specs(r.Start), specs(r.Targets)
	return r
}
