package revisions

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Find returns the one revision that a name stands for: an id, the beginning
// of one, head, label@head, ID+1, head-2 and the like. Steps without a name, as
// -1, are an error, since there is nothing to count them from. Errors are Problems.
func (s *Set) Find(name string) (*ir.Revision, error) {
	rng, err := s.ParseRange(name)
	if err != nil {
		return nil, err
	}
	if rng.HasStart || len(rng.Targets) != 1 {
		return nil, &RangeError{Text: name, Reason: "one revision is needed here, not a range", Hint: "name one revision: an id, head, label@head"}
	}
	spec, find := rng.Targets[0], s.one
	if spec.Step {
		if spec.Name == "" {
			return nil, &RangeError{Text: name, Offset: spec.Offset, Reason: "steps need a revision to start from", Hint: "name it before the steps: ID-1, head-1, base+1"}
		}
		find = s.anchored
	}
	node, err := find(spec)
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
