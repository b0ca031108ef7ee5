package revisions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// maxCycleShown is how many ids of a cycle are printed; a longer one is cut.
const maxCycleShown = 50

// reportCycles reports each edge that closes a cycle, among the nodes that are
// not in order: first the cycles of down_revision alone, then, with those
// edges taken out, the ones that need a dependency. Without the reported edges
// the graph has no cycle, so one round of corrections is enough.
func (b *builder) reportCycles(order []int32) {
	search := cycleSearch{suspect: newNodeSet(len(b.revs)), removed: map[[2]int32]bool{}}
	for node := range int32(len(b.revs)) {
		search.suspect.add(node)
	}
	for _, node := range order {
		search.suspect.remove(node)
	}
	search.run(b.down, func(cycle []int32) {
		b.cycle(cycle, codeCycle, "down_revision", "one of these down_revisions is wrong: the first revision of a branch has none")
	})
	search.run(union(b.down, b.deps), func(cycle []int32) {
		b.cycle(cycle, codeDependencyCycle, "down_revision or depends_on", "one of these must not wait for the next: take out a depends_on")
	})
}

// cycle reports one: each node has the next as a parent, the last has the first.
// The report starts at the revision whose edge was found to close it.
func (b *builder) cycle(cycle []int32, code, keys, help string) {
	last, first := b.revs[cycle[len(cycle)-1]], b.revs[cycle[0]]
	span := b.edgeSpan(last, cycle[0])
	if len(cycle) == 1 {
		key := "down_revision"
		if code == codeDependencyCycle {
			key = "depends_on"
		}
		b.fail(span, code, "a revision cannot wait for itself: correct or delete the name", fmt.Sprintf("revision %q names itself in %s", last.ID, key))
		return
	}
	ids := []string{last.ID, first.ID}
	for _, node := range cycle[1:min(len(cycle), maxCycleShown)] {
		ids = append(ids, b.revs[node].ID)
	}
	if more := len(cycle) - maxCycleShown; more > 0 {
		ids = append(ids, fmt.Sprintf("(%d more)", more), last.ID)
	}
	b.fail(span, code, help, fmt.Sprintf("revisions follow each other in a cycle: %s (each has the next in %s)", strings.Join(ids, " -> "), keys))
}

// edgeSpan returns where rev names the node to.
func (b *builder) edgeSpan(rev *ir.Revision, to int32) source.Span {
	for _, ref := range slices.Concat(rev.Down, rev.DependsOn) {
		node, ok := b.byID[ref.Name]
		if !ok {
			node, ok = b.byLabel[ref.Name]
		}
		if ok && node == to {
			return ref.Span
		}
	}
	return rev.Span
}

// cycleSearch is a depth-first search with its own stack, since a chain of
// revisions may be deeper than a goroutine's.
type cycleSearch struct {
	suspect nodeSet           // where to look
	removed map[[2]int32]bool // edges that an earlier run reported
}

// run calls report for each edge that leads back to a node on the current path,
// with the part of the path from that node on, and removes the edge.
func (c *cycleSearch) run(parents edges, report func(cycle []int32)) {
	const (
		unseen = iota
		onPath
		done
	)
	state := make([]byte, parents.nodes())
	at := slices.Clone(parents.start) // the next edge of each node to look at
	for root := range int32(parents.nodes()) {
		if state[root] != unseen || !c.suspect.has(root) {
			continue
		}
		path := []int32{root}
		state[root] = onPath
		for len(path) > 0 {
			node := path[len(path)-1]
			if at[node] == parents.start[node+1] {
				state[node] = done
				path = path[:len(path)-1]
				continue
			}
			to := parents.to[at[node]]
			at[node]++
			switch {
			case c.removed[[2]int32{node, to}] || !c.suspect.has(to):
			case state[to] == unseen:
				state[to] = onPath
				path = append(path, to)
			case state[to] == onPath:
				c.removed[[2]int32{node, to}] = true
				report(path[slices.Index(path, to):])
			}
		}
	}
}
