package revisions

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Find returns the one revision that a name stands for: an id, the beginning
// of one, head, label@head, ID+1 and the like. Its errors are Problems.
func (s *Set) Find(name string) (*ir.Revision, error) {
	rng, err := s.ParseRange(name)
	if err != nil {
		return nil, err
	}
	if rng.HasStart || len(rng.Targets) != 1 {
		return nil, &RangeError{Text: name, Reason: "one revision is needed here, not a range", Hint: "name one revision: an id, head, label@head"}
	}
	node, err := s.one(rng.Targets[0])
	if err != nil {
		return nil, err
	}
	if node == noNode {
		return nil, &RangeError{Text: name, Reason: "base is no revision", Hint: "name one revision: an id, head, label@head"}
	}
	return s.revs[node], nil
}

// Inverse is the way back: from End to Start, the same revisions in reverse. Of
// a step that skipped statements the whole revision is taken back.
func (p *Path) Inverse() *Path {
	inverse := &Path{Direction: ir.Downgrade, Start: p.End, End: p.Start}
	if p.Direction == ir.Downgrade {
		inverse.Direction = ir.Upgrade
	}
	for _, step := range slices.Backward(p.Steps) {
		inverse.Steps = append(inverse.Steps, Step{Revision: step.Revision})
	}
	return inverse
}
