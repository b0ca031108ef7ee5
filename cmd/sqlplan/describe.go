package main

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// revisionJSON is a revision as the commands that list revisions print it.
type revisionJSON struct {
	ID          string     `json:"id"`
	Down        []string   `json:"down_revision"`
	DependsOn   []string   `json:"depends_on"`
	Labels      []string   `json:"branch_labels"` // those that reach it, its own among them
	Message     string     `json:"message"`
	Author      string     `json:"author,omitempty"`
	Created     string     `json:"created,omitempty"`
	Fields      []ir.Field `json:"fields,omitempty"`
	Files       []string   `json:"files"`
	Digest      string     `json:"digest"`
	Children    []string   `json:"children"`
	Base        bool       `json:"base"`
	Head        bool       `json:"head"`
	BranchPoint bool       `json:"branch_point"`
	MergePoint  bool       `json:"merge_point"`
}

func describe(g *revisions.Graph, r *ir.Revision) revisionJSON {
	d := revisionJSON{
		ID: r.ID, Down: g.Parents(r.ID), DependsOn: g.Dependencies(r.ID), Labels: g.Labels(r.ID), Message: r.Message,
		Author: r.Author, Created: r.Created, Fields: r.Fields, Digest: r.Digest, Children: g.Children(r.ID),
		BranchPoint: g.IsBranchPoint(r.ID), MergePoint: g.IsMergePoint(r.ID),
	}
	for _, f := range r.Files {
		d.Files = append(d.Files, f.Path)
	}
	d.Base, d.Head = len(d.Down) == 0, len(d.Children) == 0
	return d
}

func describeAll(g *revisions.Graph, revs []*ir.Revision) []revisionJSON {
	list := make([]revisionJSON, len(revs))
	for i, r := range revs {
		list[i] = describe(g, r)
	}
	return list
}

// marks are the words that Alembic's history puts behind a revision.
func (d revisionJSON) marks() string {
	var marks []string
	for _, m := range []struct {
		on   bool
		word string
	}{{d.Base, "base"}, {d.Head, "head"}, {d.BranchPoint, "branchpoint"}, {d.MergePoint, "mergepoint"}} {
		if m.on {
			marks = append(marks, "("+m.word+")")
		}
	}
	return strings.Join(marks, " ")
}

// line is one line about the revision: id, labels, marks, message.
func (d revisionJSON) line(paint func(role, text string) string) string {
	parts := []string{paint("id", d.ID)}
	if len(d.Labels) > 0 {
		parts = append(parts, paint("label", "["+strings.Join(d.Labels, ", ")+"]"))
	}
	if marks := d.marks(); marks != "" {
		parts = append(parts, paint("mark", marks))
	}
	if d.Message != "" {
		parts = append(parts, source.Printable(d.Message))
	}
	return strings.Join(parts, " ")
}

// block is everything about the revision, a fact a line.
func (d revisionJSON) block(paint func(role, text string) string) string {
	var b strings.Builder
	fact := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-15s %s\n", name+":", source.Printable(value))
		}
	}
	b.WriteString(d.line(paint) + "\n")
	fact("down_revision", orBase(d.Down))
	fact("depends_on", strings.Join(d.DependsOn, ", "))
	fact("children", strings.Join(d.Children, ", "))
	fact("author", d.Author)
	fact("created", d.Created)
	for _, f := range d.Fields {
		fact(f.Key, f.Value)
	}
	for _, f := range d.Files {
		fact("file", f)
	}
	fact("digest", "sha256:"+d.Digest)
	return b.String()
}

// orBase writes ids as people read them; none is base.
func orBase(ids []string) string {
	if len(ids) == 0 {
		return "base"
	}
	return strings.Join(ids, ", ")
}
