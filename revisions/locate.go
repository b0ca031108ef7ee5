package revisions

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Position says where a database stands, by the rows of its version table as
// somebody read them out.
type Position struct {
	// Rows are the ids that are known, sorted, each once.
	Rows []string
	// Mended are the rows that are ids but for letter case or for white space or
	// quotes around them; their ids are among Rows.
	Mended []MendedRow
	// Repeated are the ids that several rows stand for, sorted.
	Repeated []string
	// Unknown are the rows that no revision has, as they were read, in order.
	Unknown []UnknownRow
	// Redundant are the rows that another row implies, which no tool leaves
	// behind: somebody changed the table by hand, or two runs met.
	Redundant []RedundantRow

	// Applied and Pending split all revisions by whether Rows imply them, both
	// in the graph's order.
	Applied, Pending []*ir.Revision
	// HalfMerges are the pending merge points some of whose parents are applied.
	HalfMerges []HalfMerge
	// AtHeads tells whether every row is known and nothing is pending.
	AtHeads bool
}

// MendedRow is a row that was read with noise.
type MendedRow struct{ Text, ID string }

// UnknownRow is a row that is no revision's id. Nearest are ids that look like
// it, closest first; it may be empty.
type UnknownRow struct {
	Text    string
	Nearest []string
}

// RedundantRow is a row that is an ancestor of another one, dependencies
// included. By is one of these, the first in the graph's order.
type RedundantRow struct{ ID, By string }

// HalfMerge is a merge point that waits for some of its parents.
type HalfMerge struct {
	Merge *ir.Revision
	// Applied and Missing are its parents by down_revision, as the file lists them.
	Applied, Missing []string
}

// Locate finds the rows of a version table in the graph. Rows that are empty, or
// only white space, are skipped.
func (g *Graph) Locate(rows []string) Position {
	var p Position
	nodes := g.readRows(rows, &p)
	slices.Sort(nodes)
	unique := slices.Compact(slices.Clone(nodes))
	p.Rows = g.sortedIDs(unique)
	for i, node := range nodes {
		if i > 0 && nodes[i-1] == node && !slices.Contains(p.Repeated, g.revs[node].ID) {
			p.Repeated = append(p.Repeated, g.revs[node].ID)
		}
	}
	slices.Sort(p.Repeated)
	applied := g.below(unique, g.norm)
	for _, node := range unique {
		if g.anyIn(g.allNext.of(node), applied) {
			p.Redundant = append(p.Redundant, RedundantRow{ID: g.revs[node].ID, By: g.coveredBy(node, unique)})
		}
	}
	for node, rev := range g.revs {
		if applied.has(int32(node)) {
			p.Applied = append(p.Applied, rev)
			continue
		}
		p.Pending = append(p.Pending, rev)
		if half, ok := g.halfMerge(int32(node), applied); ok {
			p.HalfMerges = append(p.HalfMerges, half)
		}
	}
	p.AtHeads = len(p.Unknown) == 0 && len(p.Pending) == 0
	return p
}

// readRows returns the nodes of the rows that are known, and notes the others.
func (g *Graph) readRows(rows []string, p *Position) []int32 {
	var nodes []int32
	var spell speller
	var folded map[string][]string // made when first needed
	for _, row := range rows {
		text := strings.Trim(row, " \t\r\n\v\f\u00a0\ufeff'\"`")
		if text == "" {
			continue
		}
		id := text
		if _, ok := g.byID[id]; !ok {
			if folded == nil {
				folded = g.foldedIDs()
			}
			if ids := folded[strings.ToLower(text)]; len(ids) == 1 {
				id = ids[0]
			}
		}
		node, ok := g.byID[id]
		if !ok {
			p.Unknown = append(p.Unknown, UnknownRow{Text: row, Nearest: spell.nearest(text, g.byID)})
			continue
		}
		if id != row {
			p.Mended = append(p.Mended, MendedRow{Text: row, ID: id})
		}
		nodes = append(nodes, node)
	}
	return nodes
}

// foldedIDs returns the ids by their lower-case form.
func (g *Graph) foldedIDs() map[string][]string {
	folded := make(map[string][]string, len(g.ids))
	for _, id := range g.ids {
		low := strings.ToLower(id)
		folded[low] = append(folded[low], id)
	}
	return folded
}

// coveredBy returns the first of nodes that has node as an ancestor.
func (g *Graph) coveredBy(node int32, nodes []int32) string {
	above := g.above([]int32{node}, g.allNext)
	for _, other := range nodes {
		if other != node && above.has(other) {
			return g.revs[other].ID
		}
	}
	return ""
}

func (g *Graph) halfMerge(node int32, applied nodeSet) (HalfMerge, bool) {
	parents := g.down.of(node)
	if len(parents) < 2 || !g.anyIn(parents, applied) {
		return HalfMerge{}, false
	}
	half := HalfMerge{Merge: g.revs[node]}
	for _, parent := range parents {
		if id := g.revs[parent].ID; applied.has(parent) {
			half.Applied = append(half.Applied, id)
		} else {
			half.Missing = append(half.Missing, id)
		}
	}
	return half, len(half.Missing) > 0
}
