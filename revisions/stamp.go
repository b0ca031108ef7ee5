package revisions

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Stamp is a change of the version table that runs no revision.
type Stamp struct {
	// Start and End are the rows before and after, sorted; empty for base.
	Start, End []string
}

// ResolveStamp looks up what a stamp comes to: START, or base without one, is
// what the version table holds, and each target replaces the rows that it is an
// ancestor or a descendant of, dependencies included. Rows of other branches
// stay, unless Range.Exact is set. Base takes away all rows, label@base those of one branch. Steps without
// a name count from START, as in an upgrade or a downgrade. Its errors are Problems.
func (g *Graph) ResolveStamp(rng Range) (*Stamp, error) {
	for _, s := range rng.Start {
		if s.Done > 0 {
			return nil, &RangeError{Text: rng.Text, Offset: s.Offset, Reason: "~ in a stamp", Hint: "a stamp runs nothing: give the rows as they are"}
		}
	}
	from, err := g.start(ir.Upgrade, rng)
	if err != nil {
		return nil, err
	}
	replaced := newNodeSet(len(g.revs))
	var targets []int32
	for _, s := range rng.Targets {
		nodes, branch, err := g.stampTarget(from, s)
		if err != nil {
			return nil, err
		}
		if len(nodes) == 0 && len(rng.Targets) > 1 {
			return nil, baseAmongTargets(rng, s)
		}
		targets = append(targets, nodes...)
		g.addReplaced(replaced, nodes, branch)
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	if err := g.checkOverlap(targets, true); err != nil {
		return nil, err
	}
	rows := targets
	for _, row := range from.rows {
		if !rng.Exact && !replaced.has(row) {
			rows = append(rows, row)
		}
	}
	return &Stamp{Start: g.sortedIDs(from.rows), End: g.sortedIDs(rows)}, nil
}

// addReplaced adds to replaced the nodes whose rows a target takes away: nodes,
// or if there are none base, of one branch or of all.
func (g *Graph) addReplaced(replaced nodeSet, nodes []int32, branch int32) {
	if len(nodes) == 0 {
		if branch == noNode {
			nodes = g.nodesWhere(func(int32) bool { return true })
		} else {
			nodes = []int32{branch}
		}
	}
	for _, set := range []nodeSet{g.below(nodes, g.norm), g.above(nodes, g.allNext)} {
		for i, word := range set {
			replaced[i] |= word
		}
	}
}

// stampTarget looks up one target: the nodes, none for base, and the node that
// stands for the branch before an @, noNode for none.
func (g *Graph) stampTarget(from standing, s Spec) (nodes []int32, branch int32, err error) {
	branch = noNode
	if s.Branch != "" {
		if branch, err = g.branch(s.Branch); err != nil {
			return nil, noNode, err
		}
	}
	if s.Step && s.Name == "" && s.Steps < 0 {
		var node int32
		if node, _, err = g.downgradeTarget(from, s); err == nil && node != noNode {
			nodes = []int32{node}
		}
		return nodes, branch, err
	}
	if nodes, err = g.upgradeTarget(from, s); err != nil {
		return nil, noNode, err
	}
	// label@heads may hold a head that another one depends on, which implies it.
	return g.effectiveHeads(g.below(nodes, g.norm)), branch, nil
}
