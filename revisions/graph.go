package revisions

import (
	"slices"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// # Order
//
// A graph has one order, fixed when it is built, in which every revision comes
// after its parents and its dependencies. Where several could come next, the
// one that was made possible last comes first, so that a branch is written to
// its end before the next one starts; of several that were made possible
// together (the children of one revision, or the bases) the smallest id comes
// first. An upgrade runs in this order and a downgrade in its reverse, whatever
// the range, so that two scripts never disagree about two revisions. Only a
// revision that is resumed is pulled to the front.
//
// Revisions of Alembic are the exception, and others where that is asked for: the
// order of a path is Alembic's own (see AlembicOrder), so that a script does what
// `alembic upgrade` would.
//
// Nodes are numbered in this order. A parent thus has a smaller number than its
// children, and every question about ancestors or descendants is one loop down
// or up the numbers, without recursion and without a set per revision.

// Graph is the revisions of one project and how they follow each other. It
// does not change once it is built and may be used by several goroutines at once.
//
// A query by an id that the graph does not hold returns nothing.
type Graph struct {
	revs    []*ir.Revision // by node number
	byID    map[string]int32
	byLabel map[string]int32
	ids     []string // sorted, for prefixes
	names   []string // labels, sorted, for prefixes

	down    edges // to parents, as down_revision says
	deps    edges // to dependencies, labels resolved
	norm    edges // down, and the dependencies that no ancestor has already
	next    edges // to children by down_revision
	allNext edges // to children by down_revision and depends_on

	// loaded is each node's place in the order of loading, for a format whose
	// paths are ordered as Alembic orders them; else nil.
	loaded []int32

	labelOnce sync.Once
	labels    [][]string // by node, sorted; shared between nodes
}

// Get returns the revision with exactly this id, or nil.
func (g *Graph) Get(id string) *ir.Revision {
	if node, ok := g.byID[id]; ok {
		return g.revs[node]
	}
	return nil
}

// Len returns how many revisions there are.
func (g *Graph) Len() int { return len(g.revs) }

// Revisions returns all revisions in the graph's order, oldest first.
func (g *Graph) Revisions() []*ir.Revision { return slices.Clone(g.revs) }

// Bases returns the ids of the revisions without a down_revision, in the graph's order.
func (g *Graph) Bases() []string {
	return g.where(func(node int32) bool { return len(g.down.of(node)) == 0 })
}

// Heads returns the ids of the revisions that no down_revision names, in the graph's order.
func (g *Graph) Heads() []string {
	return g.where(func(node int32) bool { return len(g.next.of(node)) == 0 })
}

// RealHeads returns the ids of the revisions that neither a down_revision nor a
// depends_on names, in the graph's order. A version table that is up to date
// holds exactly these.
func (g *Graph) RealHeads() []string {
	return g.where(func(node int32) bool { return len(g.allNext.of(node)) == 0 })
}

// BranchPoints returns the ids of the revisions that several down_revisions name, in the graph's order.
func (g *Graph) BranchPoints() []string {
	return g.where(func(node int32) bool { return len(g.next.of(node)) > 1 })
}

// IsBranchPoint tells whether several revisions have id as a down_revision.
func (g *Graph) IsBranchPoint(id string) bool {
	node, ok := g.byID[id]
	return ok && len(g.next.of(node)) > 1
}

// IsMergePoint tells whether id has several down_revisions.
func (g *Graph) IsMergePoint(id string) bool {
	node, ok := g.byID[id]
	return ok && len(g.down.of(node)) > 1
}

// Parents returns the ids that down_revision of id names, as the file lists them.
func (g *Graph) Parents(id string) []string { return g.linked(g.down, id) }

// Children returns the ids of the revisions that have id as a down_revision, in the graph's order.
func (g *Graph) Children(id string) []string { return g.linked(g.next, id) }

// Dependencies returns the ids that depends_on of id stands for, as the file
// lists them, each branch label resolved to the revision that carries it.
func (g *Graph) Dependencies(id string) []string { return g.linked(g.deps, id) }

// NormalizedDown returns what a version table's rows move from when id is
// applied: the parents of id, and those of its dependencies that no ancestor of
// id by down_revision depends on already. Alembic calls it _normalized_down_revisions.
func (g *Graph) NormalizedDown(id string) []string { return g.linked(g.norm, id) }

func (g *Graph) linked(e edges, id string) []string {
	node, ok := g.byID[id]
	if !ok {
		return nil
	}
	return g.idsOf(e.of(node))
}

func (g *Graph) idsOf(nodes []int32) []string {
	ids := make([]string, len(nodes))
	for i, node := range nodes {
		ids[i] = g.revs[node].ID
	}
	return ids
}

// sortedIDs returns the ids of nodes sorted, as version-table rows are listed.
func (g *Graph) sortedIDs(nodes []int32) []string {
	ids := g.idsOf(nodes)
	slices.Sort(ids)
	return ids
}

func (g *Graph) where(keep func(node int32) bool) []string { return g.idsOf(g.nodesWhere(keep)) }

func (g *Graph) nodesWhere(keep func(node int32) bool) []int32 {
	var nodes []int32
	for node := range int32(len(g.revs)) {
		if keep(node) {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

// below returns nodes and everything that parents leads to from them. Parents
// must lead to smaller numbers, as all lists of a graph that point down do.
func (g *Graph) below(nodes []int32, parents edges) nodeSet {
	set := newNodeSet(len(g.revs))
	highest := int32(-1)
	for _, node := range nodes {
		set.add(node)
		highest = max(highest, node)
	}
	for node := highest; node >= 0; node-- {
		if set.has(node) {
			for _, parent := range parents.of(node) {
				set.add(parent)
			}
		}
	}
	return set
}

// above returns nodes and everything that children leads to from them.
func (g *Graph) above(nodes []int32, children edges) nodeSet {
	set := newNodeSet(len(g.revs))
	lowest := int32(len(g.revs))
	for _, node := range nodes {
		set.add(node)
		lowest = min(lowest, node)
	}
	for node := lowest; node < int32(len(g.revs)); node++ {
		if set.has(node) {
			for _, child := range children.of(node) {
				set.add(child)
			}
		}
	}
	return set
}

// lineage returns node, its ancestors and its descendants by down_revision:
// what Alembic takes for the branch that a name stands for.
func (g *Graph) lineage(node int32) nodeSet {
	return g.related(node, g.down, g.next)
}

func (g *Graph) related(node int32, parents, children edges) nodeSet {
	set := g.below([]int32{node}, parents)
	for i, word := range g.above([]int32{node}, children) {
		set[i] |= word
	}
	return set
}

// effectiveHeads returns the nodes of set that nothing else in set follows or
// depends on. For a set of applied revisions these are the rows of the version table.
func (g *Graph) effectiveHeads(set nodeSet) []int32 {
	return g.nodesWhere(func(node int32) bool { return set.has(node) && !g.anyIn(g.allNext.of(node), set) })
}

func (g *Graph) anyIn(nodes []int32, set nodeSet) bool {
	return slices.ContainsFunc(nodes, set.has)
}

// Loaded returns the place of a revision in the order of loading, from 0; -1 where
// that order does not count.
func (g *Graph) Loaded(id string) int {
	node, ok := g.byID[id]
	if !ok || g.loaded == nil {
		return -1
	}
	return int(g.loaded[node])
}
