package revisions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of what is wrong between a branch and the one that it is to be merged into.
const (
	CodeEdited    = "SP600" // a merged revision was edited
	CodeDeleted   = "SP601" // a merged revision was deleted
	CodeCollision = "SP602" // a new revision has the id of another one on the target branch
	CodeNewHead   = "SP603" // the merge would make one more head
	CodeBehind    = "SP604" // note: the target branch has revisions that are not here
)

// Merged is what a working tree is compared with.
type Merged struct {
	// Base are the revisions at the commit that both sides build on, Target those of
	// the branch that the work is to be merged into.
	Base, Target *Set
	// Name is the target's name in messages, such as "origin/main".
	Name string
}

// Start returns the rows of a version table where everything in Base was run: what a plan of the
// work starts from.
func (m Merged) Start() ([]string, error) {
	rng, err := ParseRange("base:heads")
	if err != nil {
		return nil, err
	}
	path, err := m.Base.Resolve(ir.Upgrade, rng)
	if err != nil {
		return nil, err
	}
	return path.End, nil
}

// Check reports what the work does to merged revisions, and what its merge would
// do to the graph: databases have run what is merged, and keep it as it was.
func (m Merged) Check(work *Set) source.Diagnostics {
	var diags source.Diagnostics
	for _, old := range m.Base.Revisions() {
		switch r := work.Get(old.ID); {
		case r == nil && m.Target.Get(old.ID) != nil:
			diags.Errorf(old.Span, CodeDeleted, "restore the file: databases have run the revision, and their version tables may name it; a new revision can take back what it did",
				"revision %s is part of %s, and was deleted here", old.ID, m.Name)
		case r != nil && !sameText(r, old):
			diags.Errorf(firstDifference(r, old), CodeEdited, "restore the file and write a new revision: databases that have run this one will not run it again",
				"revision %s is part of %s, and was edited here", r.ID, m.Name)
		}
	}
	m.collisions(work, &diags)
	m.heads(work, &diags)
	diags.Sort()
	return diags
}

// collisions reports new revisions that share their id with one that was merged since.
func (m Merged) collisions(work *Set, diags *source.Diagnostics) {
	for _, r := range work.Revisions() {
		other := m.Target.Get(r.ID)
		if other != nil && m.Base.Get(r.ID) == nil && !sameText(r, other) {
			diags.Errorf(r.Span, CodeCollision, "give this one another id, in its header and in the revisions that follow it",
				"revision id %s is taken: %s has %s", r.ID, m.Name, other.Path())
		}
	}
}

// heads reports that the merge would leave more heads than the target has now. A
// new branch with a label of its own is meant to have its head.
func (m Merged) heads(work *Set, diags *source.Diagnostics) {
	together := unionHeads(work, m.Target)
	before := m.Target.RealHeads()
	added := slices.DeleteFunc(slices.Clone(together), func(id string) bool {
		return slices.Contains(before, id) || m.Target.Get(id) != nil || m.ownBranch(work, id)
	})
	var theirs []string
	for _, id := range together {
		if !slices.Contains(added, id) && m.Target.Get(id) != nil {
			theirs = append(theirs, id)
		}
	}
	surplus := len(theirs) + len(added) - max(len(before), 1)
	if len(added) == 0 || surplus <= 0 {
		m.behind(work, diags)
		return
	}
	r := work.Get(added[0])
	help := fmt.Sprintf("after the merge: sqlplan merge -m \"merge heads\" %s", strings.Join(append(slices.Clone(added), theirs...), " "))
	if len(theirs) == 1 && len(added) == 1 {
		help = fmt.Sprintf("let %s follow %s: change its down_revision after you have merged %s into this branch; or keep both and, %s",
			work.firstNew(m, added[0]), theirs[0], m.Name, help)
	}
	diags.Errorf(r.Span, CodeNewHead, help, "merged into %s, this would make %d heads of %d: %s", m.Name, len(theirs)+len(added), len(before),
		strings.Join(append(theirs, added...), ", "))
}

// firstNew is the oldest new revision that a new head builds on.
func (s *Set) firstNew(m Merged, head string) string {
	id := head
	for {
		down := slices.DeleteFunc(s.Parents(id), func(p string) bool { return m.Target.Get(p) != nil || m.Base.Get(p) != nil })
		if len(down) == 0 {
			return id
		}
		id = down[0]
	}
}

// ownBranch tells whether a head stands on a branch that the work itself has named.
func (m Merged) ownBranch(work *Set, head string) bool {
	for _, label := range work.Labels(head) {
		known := slices.ContainsFunc(m.Target.Revisions(), func(r *ir.Revision) bool {
			return slices.ContainsFunc(r.BranchLabels, func(l ir.Ref) bool { return l.Name == label })
		})
		if !known {
			return true
		}
	}
	return false
}

// behind notes that the target went on since the work began.
func (m Merged) behind(work *Set, diags *source.Diagnostics) {
	var missing []string
	for _, r := range m.Target.Revisions() {
		if work.Get(r.ID) == nil && m.Base.Get(r.ID) == nil {
			missing = append(missing, r.ID)
		}
	}
	if len(missing) > 0 {
		diags.Notef(source.Span{}, CodeBehind, "merge it into this branch to see the plan with them",
			"%s has revisions that are not here: %s", m.Name, strings.Join(missing, ", "))
	}
}

// unionHeads are the heads of both sets together, sorted.
func unionHeads(a, b *Set) []string {
	followed, seen := map[string]bool{}, map[string]bool{}
	var ids []string
	for _, set := range []*Set{a, b} {
		for _, r := range set.Revisions() {
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = true
			ids = append(ids, r.ID)
			for _, parent := range set.Parents(r.ID) {
				followed[parent] = true
			}
		}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return followed[id] })
	slices.Sort(ids)
	return ids
}

// sameText compares the files of two revisions. Line ends do not count: a working
// tree may have others than the repository.
func sameText(a, b *ir.Revision) bool {
	return a.Digest == b.Digest || slices.EqualFunc(a.Files, b.Files, func(x, y *source.File) bool {
		return unixLines(x.Text) == unixLines(y.Text)
	})
}

func unixLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// firstDifference is the first line of the revision that is not as it was.
func firstDifference(r, old *ir.Revision) source.Span {
	for i, f := range r.Files {
		if i >= len(old.Files) {
			return f.Span(0, 0)
		}
		was, offset := strings.SplitAfter(unixLines(old.Files[i].Text), "\n"), 0
		for n, line := range strings.SplitAfter(f.Text, "\n") {
			if n >= len(was) || unixLines(line) != was[n] {
				return f.Span(offset, offset+len(strings.TrimRight(line, "\r\n")))
			}
			offset += len(line)
		}
		if unixLines(f.Text) != unixLines(old.Files[i].Text) {
			return f.Span(len(f.Text), len(f.Text))
		}
	}
	return r.Span
}
