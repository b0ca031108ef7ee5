package revisions

import (
	"slices"
	"strings"
)

// minPrefix is how many characters of an id stand for it. Alembic's message
// asks for as many, but its code counts those of the id that it finds; a
// shorter beginning names another revision as soon as one is added.
const minPrefix = 4

// noNode is the place below all bases, where steps start from an empty version table.
const noNode int32 = -1

// named returns the nodes that a spec without steps stands for: none for base,
// perhaps several for heads.
func (g *Graph) named(s Spec) ([]int32, error) {
	var branch nodeSet
	if s.Branch != "" {
		node, err := g.branch(s.Branch)
		if err != nil {
			return nil, err
		}
		branch = g.lineage(node)
	}
	switch s.Name {
	case "base":
		return nil, nil
	case "heads":
		if branch == nil {
			return g.nodesWhere(func(n int32) bool { return len(g.allNext.of(n)) == 0 }), nil
		}
		return g.headsOf(branch), nil
	case "head":
		heads := g.headsOf(branch)
		if len(heads) > 1 {
			return nil, &MultipleHeadsError{Name: s.Text, Heads: g.sortedIDs(heads)}
		}
		return heads, nil
	}
	node, err := g.lookup(s.Name, branch)
	if err != nil {
		return nil, err
	}
	if branch != nil && !branch.has(node) {
		return nil, &NotOnBranchError{Revision: g.revs[node].ID, Branch: s.Branch}
	}
	return []int32{node}, nil
}

// headsOf returns the heads by down_revision alone that are in branch; all of
// them if branch is nil.
func (g *Graph) headsOf(branch nodeSet) []int32 {
	return g.nodesWhere(func(n int32) bool {
		return len(g.next.of(n)) == 0 && (branch == nil || branch.has(n))
	})
}

// one returns the node that a spec without steps stands for, or noNode for base.
func (g *Graph) one(s Spec) (int32, error) {
	nodes, err := g.named(s)
	if err != nil {
		return noNode, err
	}
	switch len(nodes) {
	case 0:
		return noNode, nil
	case 1:
		return nodes[0], nil
	}
	return noNode, &MultipleHeadsError{Name: s.Text, Heads: g.sortedIDs(nodes)}
}

// branch returns the revision that a name before an @ stands for: the one that
// carries the label, or a revision by its id.
func (g *Graph) branch(name string) (int32, error) {
	node, err := g.lookup(name, nil)
	if unknown, ok := err.(*UnknownRevisionError); ok {
		unknown.Branch = true
	}
	return node, err
}

// lookup returns the node of an id, a branch label, or the beginning of one. Of
// several that begin so, those in branch count, if it is not nil.
func (g *Graph) lookup(name string, branch nodeSet) (int32, error) {
	if node, ok := g.byID[name]; ok {
		return node, nil
	}
	if node, ok := g.byLabel[name]; ok {
		return node, nil
	}
	var found []int32
	var names []string
	add := func(name string, node int32) {
		if branch == nil || branch.has(node) {
			names = append(names, name)
			if !slices.Contains(found, node) {
				found = append(found, node)
			}
		}
	}
	for _, id := range beginning(g.ids, name) {
		add(id, g.byID[id])
	}
	for _, label := range beginning(g.names, name) {
		add(label, g.byLabel[label])
	}
	switch {
	case len(found) == 0:
		var spell speller
		return noNode, &UnknownRevisionError{Name: name, Nearest: spell.nearest(name, g.byID, g.byLabel)}
	case len(found) > 1 || len(name) < minPrefix:
		slices.Sort(names)
		return noNode, &AmbiguousNameError{Name: name, Candidates: names}
	}
	return found[0], nil
}

// beginning returns the part of a sorted list that begins with prefix.
func beginning(sorted []string, prefix string) []string {
	from, _ := slices.BinarySearch(sorted, prefix)
	to := from
	for to < len(sorted) && strings.HasPrefix(sorted[to], prefix) {
		to++
	}
	return sorted[from:to]
}

// walkUp goes steps children up from a node, or from noNode to a base first.
// Of several ways the ones in branch count, if it is not nil.
func (g *Graph) walkUp(s Spec, from int32, branch nodeSet) (int32, error) {
	for found := range s.Steps {
		var ways []int32
		if from == noNode {
			ways = g.nodesWhere(func(n int32) bool { return len(g.down.of(n)) == 0 })
		} else {
			ways = g.next.of(from)
		}
		if branch != nil {
			ways = slices.DeleteFunc(slices.Clone(ways), func(n int32) bool { return !branch.has(n) })
		}
		switch len(ways) {
		case 0:
			return from, &WalkTooFarError{Step: s.Text, Steps: s.Steps, Found: found}
		case 1:
			from = ways[0]
		default:
			return from, g.ambiguousWalk(s, from, ways)
		}
	}
	return from, nil
}

// walkDown goes steps parents down from a node; below a base is noNode, and
// further down is too far.
func (g *Graph) walkDown(s Spec, from int32) (int32, error) {
	for found := range -s.Steps {
		if from == noNode {
			return from, &WalkTooFarError{Step: s.Text, Steps: -s.Steps, Found: found}
		}
		switch ways := g.down.of(from); len(ways) {
		case 0:
			from = noNode
		case 1:
			from = ways[0]
		default:
			return from, g.ambiguousWalk(s, from, ways)
		}
	}
	return from, nil
}

func (g *Graph) ambiguousWalk(s Spec, at int32, ways []int32) error {
	e := &AmbiguousWalkError{Step: s.Text, Candidates: g.sortedIDs(ways), Up: s.Steps > 0}
	if at != noNode {
		e.At = g.revs[at].ID
	}
	for _, id := range e.Candidates {
		e.Labels = append(e.Labels, g.Labels(id))
	}
	return e
}

// anchored returns where a spec with a name and steps leads: a node, or noNode
// for base. As in Alembic, a branch before a walk up picks the way and need not
// hold the revision that the walk starts from.
func (g *Graph) anchored(s Spec) (int32, error) {
	start := Spec{Text: s.Text, Branch: s.Branch, Name: s.Name}
	if s.Steps <= 0 {
		from, err := g.one(start)
		if err != nil {
			return noNode, err
		}
		return g.walkDown(s, from)
	}
	var branch nodeSet
	if s.Branch != "" {
		node, err := g.branch(s.Branch)
		if err != nil {
			return noNode, err
		}
		branch = g.lineage(node)
		start.Branch = ""
	}
	from, err := g.one(start)
	if err != nil {
		return noNode, err
	}
	return g.walkUp(s, from, branch)
}
