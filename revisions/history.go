package revisions

import (
	"cmp"
	"errors"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// History returns the revisions of a range, as ParseHistoryRange reads it, newest
// first: those that the end stands for and their ancestors, dependencies
// included; with a start only the start and what follows or depends on it. A
// missing start is base, a missing end is heads. A branch in the start
// (label@base:) leaves of several ends those that bear the label.
//
// A start of -N counts down from the end, an end of +N up from the start, and
// steps that lead too far end at the last revision. Errors are Problems.
func (g *Graph) History(rng Range) ([]*ir.Revision, error) {
	for _, specs := range [][]Spec{rng.Start, rng.Targets} {
		if len(specs) > 1 {
			return nil, &RangeError{Text: rng.Text, Offset: specs[1].Offset, Reason: "a second name", Hint: "a history has one start and one end"}
		}
		if len(specs) == 1 && specs[0].Done > 0 {
			return nil, &RangeError{Text: rng.Text, Offset: specs[0].Offset, Reason: "~ in a history", Hint: "name the revision alone"}
		}
	}
	ends, err := g.historyEnds(rng)
	if err != nil {
		return nil, err
	}
	listed := g.below(ends, g.norm)
	starts, err := g.historyStarts(rng, ends)
	if err != nil {
		return nil, err
	}
	if len(starts) > 0 {
		for _, start := range starts {
			if !listed.has(start) {
				return nil, &NotAncestorError{Lower: g.revs[start].ID, Upper: cmp.Or(joinSpecs(rng.Targets), "heads of the branch")}
			}
		}
		// Both ways count dependencies, so that an end which only depends on the
		// start is listed with it.
		for i, word := range g.above(starts, g.allNext) {
			listed[i] &= word
		}
	}
	nodes := g.nodesWhere(listed.has)
	slices.Reverse(nodes)
	revs := make([]*ir.Revision, len(nodes))
	for i, node := range nodes {
		revs[i] = g.revs[node]
	}
	return revs, nil
}

// historyEnds looks up the newer side of a history.
func (g *Graph) historyEnds(rng Range) ([]int32, error) {
	end := Spec{Text: "heads", Name: "heads"}
	if len(rng.Targets) == 1 {
		end = rng.Targets[0]
	}
	ends, err := g.historyEnd(rng, end)
	if err != nil || len(rng.Start) == 0 || rng.Start[0].Branch == "" {
		return ends, err
	}
	node, err := g.branch(rng.Start[0].Branch)
	if err != nil {
		return nil, err
	}
	on := g.labelled(node)
	return slices.DeleteFunc(ends, func(n int32) bool { return !on.has(n) }), nil
}

func (g *Graph) historyEnd(rng Range, end Spec) ([]int32, error) {
	if !end.Step {
		return g.named(end)
	}
	if end.Name != "" {
		return listOf(clamped(g.anchored(end)))
	}
	if end.Steps < 0 {
		return nil, &RangeError{Text: rng.Text, Offset: end.Offset, Reason: "the end counts down from nowhere", Hint: "name a revision to count from, such as head-1"}
	}
	from := noNode
	if len(rng.Start) == 1 {
		start := rng.Start[0]
		if start.Name == "" {
			return nil, &RangeError{Text: rng.Text, Offset: end.Offset, Reason: "start and end count from each other", Hint: "name a revision at one of the two"}
		}
		nodes, err := g.historyStarts(Range{Text: rng.Text, Start: rng.Start}, nil)
		if err != nil {
			return nil, err
		}
		if len(nodes) > 1 {
			return nil, &AmbiguousStartError{Step: end.Text, Rows: g.sortedIDs(nodes), Up: true}
		}
		if len(nodes) == 1 {
			from = nodes[0]
		}
	}
	var branch nodeSet
	if end.Branch != "" {
		node, err := g.branch(end.Branch)
		if err != nil {
			return nil, err
		}
		branch = g.lineage(node)
		if from != noNode && !branch.has(from) {
			return nil, &NotAncestorError{Lower: g.revs[from].ID, Upper: end.Text}
		}
	}
	return listOf(clamped(g.walkUp(end, from, branch)))
}

// historyStarts looks up the older side of a history; none is base.
func (g *Graph) historyStarts(rng Range, ends []int32) ([]int32, error) {
	if len(rng.Start) == 0 {
		return nil, nil
	}
	start := rng.Start[0]
	switch {
	case !start.Step:
		return g.named(start)
	case start.Name != "":
		return listOf(clamped(g.anchored(start)))
	case start.Steps > 0:
		return nil, &RangeError{Text: rng.Text, Offset: start.Offset, Reason: "the start counts up from nowhere", Hint: "name a revision to count from, such as base+1"}
	}
	var starts []int32
	bounded := false
	for _, end := range ends {
		node, err := clamped(g.walkDown(start, end))
		if err != nil {
			return nil, err
		}
		if bounded = bounded || node != noNode; node == noNode {
			node = g.baseOf(end)
		}
		starts = append(starts, node)
	}
	if !bounded {
		return nil, nil // every walk came to base
	}
	slices.Sort(starts)
	return slices.Compact(starts), nil
}

// baseOf returns the lowest ancestor of a node by way of each first parent.
func (g *Graph) baseOf(node int32) int32 {
	for len(g.down.of(node)) > 0 {
		node = g.down.of(node)[0]
	}
	return node
}

// clamped takes the last place of a walk that led too far as its end.
func clamped(node int32, err error) (int32, error) {
	if tooFar := (*WalkTooFarError)(nil); errors.As(err, &tooFar) {
		return node, nil
	}
	return node, err
}

func listOf(node int32, err error) ([]int32, error) {
	if err != nil || node == noNode {
		return nil, err
	}
	return []int32{node}, nil
}
