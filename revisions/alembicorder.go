package revisions

import (
	"cmp"
	"slices"
)

// AlembicOrder sorts the revisions of one path, which ids lists, from the oldest
// to the newest, so that an upgrade runs them as Alembic would; a downgrade is the
// reverse. The order of siblings comes from the order in which Alembic loads the
// files, which loaded gives: ids by folder and then by file name. Revisions that
// loaded does not name come last, by id. Unknown ids are left out.
//
// Alembic has no order for the whole graph: where two branches follow each other
// depends on which of their heads the path ends with, so that two paths can hold
// the same two revisions in different orders.
func (g *Graph) AlembicOrder(ids, loaded []string) []string {
	run := newNodeSet(len(g.revs))
	for _, id := range ids {
		if node, ok := g.byID[id]; ok {
			run.add(node)
		}
	}
	return g.idsOf(g.alembicOrder(run, g.loadRanks(loaded)))
}

// loadRanks returns for each node its place in the order of loading. Of an id
// that is there twice the first place counts, as in Python's dictionaries.
func (g *Graph) loadRanks(loaded []string) []int32 {
	unnamed := int32(len(loaded))
	rank := make([]int32, len(g.revs))
	for node := range rank {
		rank[node] = unnamed
	}
	for i, id := range loaded {
		if node, ok := g.byID[id]; ok && rank[node] == unnamed {
			rank[node] = int32(i)
		}
	}
	return rank
}

// alembicOrder returns the nodes of run, oldest first. Run must hold everything
// between any two of its nodes, as paths do.
func (g *Graph) alembicOrder(run nodeSet, rank []int32) []int32 {
	w := alembicWalk{g: g, todo: slices.Clone(run)}
	heads := g.effectiveHeads(run)
	slices.SortStableFunc(heads, func(a, b int32) int {
		return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(g.revs[a].ID, g.revs[b].ID))
	})
	for _, head := range heads {
		w.heads = append(w.heads, head)
		w.below = append(w.below, g.below([]int32{head}, g.norm))
	}
	w.walk()
	slices.Reverse(w.out)
	return w.out
}

// alembicWalk walks from the heads of a path down to its oldest revisions, along
// one branch for as long as no other one needs what comes next.
type alembicWalk struct {
	g     *Graph
	todo  nodeSet
	heads []int32   // the next revision of each branch
	below []nodeSet // each head and its ancestors
	out   []int32   // newest first
}

func (w *alembicWalk) walk() {
	for at := 0; len(w.heads) > 0; {
		head := w.heads[at]
		if other := w.above(head, at); other >= 0 {
			at = other // that branch comes first
			continue
		}
		if w.todo.has(head) {
			w.out = append(w.out, head)
			w.todo.remove(head)
		}
		if !w.descend(at) {
			w.heads = slices.Delete(w.heads, at, at+1)
			w.below = slices.Delete(w.below, at, at+1)
			at = max(at-1, 0)
		}
	}
}

// above returns the first other branch that node is an ancestor of, or -1.
func (w *alembicWalk) above(node int32, at int) int {
	for i, set := range w.below {
		if i != at && set.has(node) {
			return i
		}
	}
	return -1
}

// descend replaces a head by its parents: the first takes its place, the others
// become branches after all others. It tells whether there are any.
func (w *alembicWalk) descend(at int) bool {
	node := w.heads[at]
	parents := w.g.norm.of(node)
	first := true
	for _, parent := range parents {
		if !w.todo.has(parent) || slices.Contains(w.heads, parent) {
			continue
		}
		switch {
		case first && len(parents) == 1:
			w.heads[at] = parent
			w.below[at].remove(node)
		case first:
			w.heads[at] = parent
			w.below[at] = w.g.below([]int32{parent}, w.g.norm)
		default:
			w.heads = append(w.heads, parent)
			w.below = append(w.below, w.g.below([]int32{parent}, w.g.norm))
		}
		first = false
	}
	return !first
}
