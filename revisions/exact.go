package revisions

import "slices"

// exactSet is the downgrade to exactly the targets as rows: everything applied
// that they do not stand for is taken back, on other branches too. It is the
// inverse of an upgrade that started from these rows.
func (g *Graph) exactSet(from standing, rng Range) (nodeSet, error) {
	var keep []int32
	for _, s := range rng.Targets {
		target, _, err := g.downgradeTarget(from, s)
		switch {
		case err != nil:
			return nil, err
		case target == noNode && len(rng.Targets) > 1:
			return nil, baseAmongTargets(rng, s)
		case target == noNode:
		case !from.applied.has(target):
			return nil, g.wrongDowngrade(from, target)
		default:
			keep = append(keep, target)
		}
	}
	slices.Sort(keep)
	if err := g.checkOverlap(slices.Compact(keep), true); err != nil {
		return nil, err
	}
	run, kept := newNodeSet(len(g.revs)), g.below(keep, g.norm)
	for i := range run {
		run[i] = from.applied[i] &^ kept[i]
	}
	return run, nil
}
