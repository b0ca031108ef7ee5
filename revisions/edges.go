package revisions

// edges is an adjacency list in two flat slices, so that a graph of a hundred
// thousand revisions is a handful of allocations: the ends of node i's edges are
// to[start[i]:start[i+1]].
type edges struct {
	start []int32
	to    []int32
}

// newEdges returns an empty list with room for n nodes. Nodes are filled in
// order: add the edges of one, then call endNode.
func newEdges(n int) edges {
	start := make([]int32, 1, n+1)
	return edges{start: start, to: make([]int32, 0, n)}
}

func (e *edges) endNode() { e.start = append(e.start, int32(len(e.to))) }

// addOnce adds an edge to the node that is being filled, unless it is there.
func (e *edges) addOnce(to int32) {
	for _, have := range e.to[e.start[len(e.start)-1]:] {
		if have == to {
			return
		}
	}
	e.to = append(e.to, to)
}

func (e edges) of(node int32) []int32 { return e.to[e.start[node]:e.start[node+1]] }

func (e edges) nodes() int { return len(e.start) - 1 }

// reversed returns the same edges seen from their other end; each node's list
// is in ascending order.
func (e edges) reversed() edges {
	start := make([]int32, len(e.start))
	for _, to := range e.to {
		start[to+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	next := make([]int32, e.nodes())
	copy(next, start)
	to := make([]int32, len(e.to))
	for from := range int32(e.nodes()) {
		for _, end := range e.of(from) {
			to[next[end]] = from
			next[end]++
		}
	}
	return edges{start: start, to: to}
}

// renumbered returns the same edges between nodes that have moved: order lists
// the old numbers by new number, rank the new ones by old.
func (e edges) renumbered(order, rank []int32) edges {
	moved := edges{start: make([]int32, 1, len(e.start)), to: make([]int32, 0, len(e.to))}
	for _, old := range order {
		for _, to := range e.of(old) {
			moved.to = append(moved.to, rank[to])
		}
		moved.endNode()
	}
	return moved
}

// union returns the edges that either list has, without repeats.
func union(a, b edges) edges {
	both := edges{start: make([]int32, 1, len(a.start)), to: make([]int32, 0, len(a.to)+len(b.to))}
	for node := range int32(a.nodes()) {
		for _, to := range a.of(node) {
			both.addOnce(to)
		}
		for _, to := range b.of(node) {
			both.addOnce(to)
		}
		both.endNode()
	}
	return both
}

// nodeSet is a set of nodes as bits. The nil set is empty and can only be read.
type nodeSet []uint64

func newNodeSet(n int) nodeSet { return make(nodeSet, (n+63)/64) }

func (s nodeSet) has(node int32) bool {
	return s != nil && s[node>>6]&(1<<(uint(node)&63)) != 0
}

func (s nodeSet) add(node int32)    { s[node>>6] |= 1 << (uint(node) & 63) }
func (s nodeSet) remove(node int32) { s[node>>6] &^= 1 << (uint(node) & 63) }
