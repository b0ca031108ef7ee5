package revisions

import "slices"

// Labels returns the branch labels that apply to id, sorted. As in Alembic, a
// label covers the revision that carries it and its descendants by
// down_revision; and where the way from it up to a head neither forks nor
// merges, also the revisions below it, down to the next fork or merge.
//
// The caller must not change the result.
func (g *Graph) Labels(id string) []string {
	node, ok := g.byID[id]
	if !ok {
		return nil
	}
	g.labelOnce.Do(g.spreadLabels)
	return g.labels[node]
}

// spreadLabels fills g.labels. Revisions that carry the same labels share one
// slice, so that a long branch costs no more than a short one.
func (g *Graph) spreadLabels() {
	g.labels = make([][]string, len(g.revs))
	for _, label := range g.names {
		own := []string{label}
		node := g.byLabel[label]
		g.labels[node] = merged(g.labels[node], own)
		for _, below := range g.stem(node) {
			g.labels[below] = merged(g.labels[below], own)
		}
	}
	for node := range int32(len(g.revs)) {
		for _, parent := range g.down.of(node) {
			g.labels[node] = merged(g.labels[node], g.labels[parent])
		}
	}
}

// labelled returns the revisions that a label of node covers.
func (g *Graph) labelled(node int32) nodeSet {
	set := g.above([]int32{node}, g.next)
	for _, below := range g.stem(node) {
		set.add(below)
	}
	return set
}

// stem returns the ancestors of node that its labels cover.
func (g *Graph) stem(node int32) []int32 {
	for top := node; ; top = g.next.of(top)[0] {
		if !g.isPlain(top) {
			return nil
		}
		if len(g.next.of(top)) == 0 {
			break
		}
	}
	var stem []int32
	for parents := g.down.of(node); len(parents) == 1 && g.isPlain(parents[0]); parents = g.down.of(parents[0]) {
		stem = append(stem, parents[0])
	}
	return stem
}

// isPlain tells whether node is neither a fork, dependents counted, nor a merge.
func (g *Graph) isPlain(node int32) bool {
	return len(g.allNext.of(node)) <= 1 && len(g.down.of(node)) <= 1
}

// merged returns the sorted union of two sorted lists; one of the two itself
// where it holds the other.
func merged(a, b []string) []string {
	if len(b) == 0 || containsAll(a, b) {
		return a
	}
	if containsAll(b, a) {
		return b
	}
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

func containsAll(set, of []string) bool {
	if len(of) > len(set) {
		return false
	}
	for _, s := range of {
		if _, ok := slices.BinarySearch(set, s); !ok {
			return false
		}
	}
	return true
}
