package planner

import (
	"reflect"
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// WhatIf is the same path on several versions of the server: only what differs.
type WhatIf struct {
	Versions   []string     `json:"versions"` // those for which the path compiles
	Statements int          `json:"statements"`
	Different  []Difference `json:"different"`
	// Broken are the versions for which it does not compile, each with its first error.
	Broken []BrokenVersion `json:"broken"`
}

// Difference is a statement that locks otherwise, or runs at another place, on some of the versions.
type Difference struct {
	Revision   string        `json:"revision"`
	InRevision int           `json:"in_revision"`
	Summary    string        `json:"summary"`
	Path       string        `json:"path"`
	Line       int           `json:"line"`
	Cases      []VersionCase `json:"cases"`
}

// VersionCase is what a statement does on some versions.
type VersionCase struct {
	Versions []string `json:"versions"`
	// Outside says why it runs outside a transaction there; empty if it does not.
	Outside string `json:"outside,omitempty"`
	// Locks are those on what was there before.
	Locks  []sqlstmt.Lock `json:"locks"`
	Opaque []string       `json:"opaque,omitempty"`
}

// BrokenVersion is a version for which a path does not compile.
type BrokenVersion struct {
	Version string `json:"version"`
	Error   string `json:"error"`
}

// CompareVersions plans the path for each version, the oldest first, and returns what differs. The diagnostics hold an error where it
// compiles for none of them.
func CompareVersions(req Request, versions []ir.Version) (*WhatIf, source.Diagnostics) {
	list := &WhatIf{Versions: []string{}, Different: []Difference{}, Broken: []BrokenVersion{}}
	var all []Difference
	var last source.Diagnostics
	for _, v := range versions {
		at := req
		at.ServerVersion = v
		plan, diags := Build(at)
		if diags.HasErrors() {
			last = diags
			list.Broken = append(list.Broken, BrokenVersion{v.String(), firstError(diags)})
			continue
		}
		list.Versions = append(list.Versions, v.String())
		all = plan.compared(all, v.String())
	}
	if len(list.Versions) == 0 {
		return nil, last
	}
	list.Statements = len(all)
	for _, d := range all {
		if len(d.Cases) > 1 {
			list.Different = append(list.Different, d)
		}
	}
	return list, nil
}

// compared adds the statements of a plan for one version to those of the versions before it.
func (p *Plan) compared(all []Difference, version string) []Difference {
	at := map[[2]any]int{}
	for i, d := range all {
		at[[2]any{d.Revision, d.InRevision}] = i
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		for j := range s.Items {
			st := s.Items[j].Statement
			if st == nil {
				continue
			}
			k, ok := at[[2]any{s.ID, st.InRevision}]
			if !ok {
				k = len(all)
				all = append(all, Difference{Revision: s.ID, InRevision: st.InRevision, Summary: st.Summary, Path: st.Path, Line: st.Line})
			}
			all[k].add(st, version)
		}
	}
	return all
}

// add adds what a statement does on a version.
func (d *Difference) add(st *Statement, version string) {
	locks := slices.DeleteFunc(slices.Clone(st.Locks), func(k sqlstmt.Lock) bool { return k.New }) // these are in nobody's way
	if n := len(d.Cases); n > 0 {
		if c := &d.Cases[n-1]; c.Outside == st.Outside && slices.Equal(c.Opaque, st.Opaque) && slices.EqualFunc(c.Locks, locks, sameLock) {
			c.Versions = append(c.Versions, version)
			return
		}
	}
	d.Cases = append(d.Cases, VersionCase{Versions: []string{version}, Outside: st.Outside, Locks: locks, Opaque: st.Opaque})
}

// sameLock tells whether two locks are the same to everybody else, whatever row says so.
func sameLock(a, b sqlstmt.Lock) bool {
	a.Fact, a.Source, a.Note = b.Fact, b.Source, b.Note
	return reflect.DeepEqual(a, b)
}
