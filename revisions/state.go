package revisions

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// State is what a version table holds while revisions are run, one after the
// other: the effective heads, which are the applied revisions that no other
// applied one follows or depends on. This is what Alembic's HeadMaintainer
// keeps, without its fault of bringing back, after a downgrade, a row that
// another parent implies. It is not safe for use by several goroutines at once.
type State struct {
	graph   *Graph
	applied nodeSet
	// over counts, for each applied node, the applied ones that have it in their
	// NormalizedDown. Those without any are the rows.
	over []int32
	rows map[int32]bool
}

// NewState returns the state of a version table that holds exactly these rows,
// given by their full ids; a row given twice counts once. The error is a
// Problem: an id that is unknown, or rows that overlap.
func NewState(g *Graph, rows []string) (*State, error) {
	s := &State{graph: g, over: make([]int32, len(g.revs)), rows: map[int32]bool{}}
	var nodes []int32
	for _, id := range rows {
		node, ok := g.byID[id]
		if !ok {
			var spell speller
			return nil, &UnknownRevisionError{Name: id, Nearest: spell.nearest(id, g.byID)}
		}
		if !s.rows[node] {
			s.rows[node] = true
			nodes = append(nodes, node)
		}
	}
	slices.Sort(nodes)
	if err := g.checkOverlap(nodes, false); err != nil {
		return nil, err
	}
	s.applied = g.below(nodes, g.norm)
	for node := range int32(len(g.revs)) {
		if s.applied.has(node) {
			s.count(node, 1)
		}
	}
	return s, nil
}

func (s *State) count(node, by int32) {
	for _, parent := range s.graph.norm.of(node) {
		s.over[parent] += by
	}
}

// Rows returns the rows, sorted.
func (s *State) Rows() []string {
	nodes := make([]int32, 0, len(s.rows))
	for node := range s.rows {
		nodes = append(nodes, node)
	}
	return s.graph.sortedIDs(nodes)
}

// Applied tells whether the revision is applied.
func (s *State) Applied(rev string) bool {
	node, ok := s.graph.byID[rev]
	return ok && s.applied.has(node)
}

// Apply runs one revision and returns the rows that go and come, sorted. It
// takes time in proportion to the parents of the revision, however large the graph.
//
// The steps of a Path can be applied in order, from a state that holds its
// Start. Anything that leaves a revision applied without what it stands on is a
// bug of the caller and panics.
func (s *State) Apply(rev string, direction ir.Direction) (removed, added []string) {
	node, ok := s.graph.byID[rev]
	if !ok {
		panic(fmt.Sprintf("revisions: State.Apply of unknown revision %q", rev))
	}
	var gone, come []int32
	if direction == ir.Upgrade {
		gone, come = s.upgrade(node), []int32{node}
	} else {
		gone, come = []int32{node}, s.downgrade(node)
	}
	for _, n := range gone {
		delete(s.rows, n)
	}
	for _, n := range come {
		s.rows[n] = true
	}
	return s.graph.sortedIDs(gone), s.graph.sortedIDs(come)
}

// upgrade marks node applied and returns the rows that it replaces.
func (s *State) upgrade(node int32) (gone []int32) {
	if s.applied.has(node) {
		panic(fmt.Sprintf("revisions: upgrade of %q, which is applied", s.graph.revs[node].ID))
	}
	for _, parent := range s.graph.norm.of(node) {
		if !s.applied.has(parent) {
			panic(fmt.Sprintf("revisions: upgrade of %q before %q", s.graph.revs[node].ID, s.graph.revs[parent].ID))
		}
		if s.over[parent] == 0 {
			gone = append(gone, parent)
		}
	}
	s.applied.add(node)
	s.count(node, 1)
	return gone
}

// downgrade marks node not applied and returns the rows that it uncovers.
func (s *State) downgrade(node int32) (come []int32) {
	if !s.rows[node] {
		panic(fmt.Sprintf("revisions: downgrade of %q, which is not a row", s.graph.revs[node].ID))
	}
	s.applied.remove(node)
	s.count(node, -1)
	for _, parent := range s.graph.norm.of(node) {
		if s.over[parent] == 0 {
			come = append(come, parent)
		}
	}
	return come
}
