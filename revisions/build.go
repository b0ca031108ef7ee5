package revisions

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of what can be wrong with the revisions of a graph.
const (
	codeDuplicateID       = "SP101"
	codeInvalidName       = "SP102"
	codeUnknownParent     = "SP103"
	codeUnknownDependency = "SP104"
	codeLabelTaken        = "SP105"
	codeCycle             = "SP106"
	codeDependencyCycle   = "SP107"
	codeRepeatedRef       = "SP108"
)

// builder holds a graph that is being checked. Its nodes are numbered by
// ascending id; NewGraph renumbers them once the order is known.
type builder struct {
	revs    []*ir.Revision
	byID    map[string]int32
	byLabel map[string]int32
	down    edges
	deps    edges
	spell   speller
	diags   source.Diagnostics
}

// NewGraph checks the revisions and builds their graph. It reports everything
// that is wrong with them; if anything is an error the graph is nil.
func NewGraph(revs []*ir.Revision) (*Graph, source.Diagnostics) {
	b := &builder{revs: slices.Clone(revs)}
	slices.SortStableFunc(b.revs, func(a, b *ir.Revision) int { return strings.Compare(a.ID, b.ID) })
	b.dropDuplicates()
	b.indexLabels()
	b.linkParents()
	b.linkDependencies()

	all := union(b.down, b.deps)
	order := kahn(all, all.reversed())
	if len(order) < len(b.revs) {
		b.reportCycles(order)
	}
	b.diags.Sort()
	if b.diags.HasErrors() {
		return nil, b.diags
	}
	return b.graph(order), b.diags
}

// dropDuplicates keeps the first revision of each id, checks the ids and indexes them.
func (b *builder) dropDuplicates() {
	unique := b.revs[:0:0]
	b.byID = make(map[string]int32, len(b.revs))
	for _, rev := range b.revs {
		first, taken := b.byID[rev.ID]
		if !taken {
			b.byID[rev.ID] = int32(len(unique))
			unique = append(unique, rev)
			b.checkName(rev.Span, rev.ID, idRule)
			continue
		}
		b.fail(rev.Span, codeDuplicateID, "give one of the two another id, or delete the copy",
			fmt.Sprintf("revision id %q is used twice", rev.ID),
			source.Related{Span: unique[first].Span, Message: fmt.Sprintf("the first revision %q", rev.ID)})
	}
	b.revs = unique
}

// nameRule is what one kind of name may not hold, and what it may.
type nameRule struct{ kind, illegal, fine string }

// Names stand in ranges, where some characters mean something; in the commands of
// messages and scripts, which are pasted into a shell; and ids in file names, which
// must not lead out of their folder.
const (
	shellAndPathCharacters = "$();&|<>*?!\"'`{}[]#" + "/\\"
	idCharacters           = "@-+:,~" + shellAndPathCharacters
	labelCharacters        = "@:,~" + shellAndPathCharacters // Alembic allows labels such as my-branch
)

var (
	idRule    = nameRule{"revision id", idCharacters, "letters, digits, _ and ."}
	labelRule = nameRule{"branch label", labelCharacters, "letters, digits, _, - and ."}
)

// problem says what is wrong with a name, or nothing.
func (rule nameRule) problem(name string) string {
	bad := strings.IndexFunc(name, func(r rune) bool {
		return strings.ContainsRune(rule.illegal, r) || isUnseen(r)
	})
	switch {
	case name == "":
		return "is empty"
	case isReserved(name):
		return "is a word with a meaning of its own in ranges"
	case name[0] == '.':
		return "begins with a dot"
	case bad >= 0:
		return fmt.Sprintf("holds %q", []rune(name[bad:])[0])
	}
	return ""
}

// isUnseen tells whether r cannot be told from other characters by looking at it:
// white space, control and format characters, and what is no UTF-8.
func isUnseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError
}

func (b *builder) checkName(span source.Span, name string, rule nameRule) {
	problem := rule.problem(name)
	if problem == "" {
		return
	}
	help := fmt.Sprintf("%s are fine in a %s; it is not empty, does not begin with a dot, and is not base, head, heads or current",
		rule.fine, rule.kind)
	b.fail(span, codeInvalidName, help, fmt.Sprintf("%s %q %s", rule.kind, name, problem))
}

func isReserved(name string) bool {
	return slices.Contains([]string{"base", "head", "heads", "current"}, name)
}

func (b *builder) indexLabels() {
	b.byLabel = map[string]int32{}
	for node, rev := range b.revs {
		for _, label := range rev.BranchLabels {
			b.checkName(label.Span, label.Name, labelRule)
			if same, ok := b.byID[label.Name]; ok {
				b.fail(label.Span, codeLabelTaken, "choose another label",
					fmt.Sprintf("branch label %q is also a revision id", label.Name),
					source.Related{Span: b.revs[same].Span, Message: fmt.Sprintf("the revision %q", label.Name)})
				continue
			}
			if first, ok := b.byLabel[label.Name]; ok {
				b.fail(label.Span, codeLabelTaken, "a label names one branch: keep it on the branch's first revision only",
					fmt.Sprintf("branch label %q of revision %q is used by revision %q already", label.Name, rev.ID, b.revs[first].ID),
					source.Related{Span: labelSpan(b.revs[first], label.Name), Message: "the first use"})
				continue
			}
			b.byLabel[label.Name] = int32(node)
		}
	}
}

func labelSpan(rev *ir.Revision, label string) source.Span {
	i := slices.IndexFunc(rev.BranchLabels, func(r ir.Ref) bool { return r.Name == label })
	return rev.BranchLabels[i].Span
}

func (b *builder) linkParents() {
	b.down = newEdges(len(b.revs))
	for _, rev := range b.revs {
		b.checkRepeats(rev, "down_revision", rev.Down)
		for _, ref := range rev.Down {
			parent, ok := b.byID[ref.Name]
			if !ok {
				b.unknown(ref, codeUnknownParent, "down_revision", rev, b.byID)
				continue
			}
			b.down.addOnce(parent)
		}
		b.down.endNode()
	}
}

func (b *builder) linkDependencies() {
	b.deps = newEdges(len(b.revs))
	for _, rev := range b.revs {
		b.checkRepeats(rev, "depends_on", rev.DependsOn)
		for _, ref := range rev.DependsOn {
			dependency, ok := b.byID[ref.Name]
			if !ok {
				dependency, ok = b.byLabel[ref.Name]
			}
			if !ok {
				b.unknown(ref, codeUnknownDependency, "depends_on", rev, b.byID, b.byLabel)
				continue
			}
			b.deps.addOnce(dependency)
		}
		b.deps.endNode()
	}
}

func (b *builder) checkRepeats(rev *ir.Revision, key string, refs []ir.Ref) {
	if len(refs) < 2 {
		return
	}
	seen := make(map[string]bool, len(refs))
	for _, ref := range refs {
		if seen[ref.Name] {
			b.diags.Warnf(ref.Span, codeRepeatedRef, "delete the repeat", "%s of revision %q names %q twice", key, rev.ID, ref.Name)
		}
		seen[ref.Name] = true
	}
}

func (b *builder) unknown(ref ir.Ref, code, key string, rev *ir.Revision, known ...map[string]int32) {
	help := "add the missing file, or correct the name"
	if near := b.spell.nearest(ref.Name, known...); len(near) > 0 {
		help = didYouMean(near)
	}
	b.fail(ref.Span, code, help, fmt.Sprintf("%s of revision %q names %q, which is not among the revisions", key, rev.ID, ref.Name))
}

func (b *builder) fail(span source.Span, code, help, message string, related ...source.Related) {
	b.diags = append(b.diags, source.Diagnostic{
		Severity: source.Error, Code: code, Span: span, Message: message, Help: help, Related: related,
	})
}

// kahn returns the nodes in the graph's order (see Graph). Nodes on a cycle,
// and those above them, are missing from it. Nodes must be numbered by ascending id.
func kahn(parents, children edges) []int32 {
	n := int32(parents.nodes())
	order := make([]int32, 0, n)
	missing := make([]int32, n) // parents that are not written yet
	var ready []int32           // a stack: what was made possible last is on top
	for node := n - 1; node >= 0; node-- {
		if missing[node] = int32(len(parents.of(node))); missing[node] == 0 {
			ready = append(ready, node)
		}
	}
	for len(ready) > 0 {
		node := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		order = append(order, node)
		for _, child := range slices.Backward(children.of(node)) {
			if missing[child]--; missing[child] == 0 {
				ready = append(ready, child)
			}
		}
	}
	return order
}

// graph renumbers the nodes to the graph's order and fills what queries need.
func (b *builder) graph(order []int32) *Graph {
	rank := make([]int32, len(order))
	for to, from := range order {
		rank[from] = int32(to)
	}
	g := &Graph{
		revs: make([]*ir.Revision, len(order)), ids: make([]string, len(order)),
		byID: b.byID, byLabel: b.byLabel,
		down: b.down.renumbered(order, rank), deps: b.deps.renumbered(order, rank),
	}
	for i, rev := range b.revs {
		g.revs[rank[i]], g.ids[i] = rev, rev.ID
		g.byID[rev.ID] = rank[i]
	}
	for label, node := range g.byLabel {
		g.byLabel[label] = rank[node]
		g.names = append(g.names, label)
	}
	slices.Sort(g.names)
	g.norm = normalized(g.down, g.deps)
	g.next = g.down.reversed()
	g.allNext = union(g.down, g.deps).reversed()
	return g
}

// normalized returns the parents of each node, and those of its dependencies
// that no ancestor by down_revision depends on. Such an ancestor can only matter
// for a dependency that several nodes share, so only those are looked at, 64 at
// a time, a bit each, in one loop from the first node that depends on one of
// them to the last. Nodes must be numbered in the graph's order.
func normalized(down, deps edges) edges {
	if len(deps.to) == 0 {
		return down
	}
	dependents := deps.reversed()
	place := make([]int32, deps.nodes()) // in the list of shared dependencies; -1 where not shared
	var shared []int32
	for node := range place {
		place[node] = -1
		if len(dependents.of(int32(node))) > 1 {
			place[node] = int32(len(shared))
			shared = append(shared, int32(node))
		}
	}
	implied := newNodeSet(len(deps.to)) // by index into deps.to
	inherited := make([]uint64, deps.nodes())
	for batch := int32(0); int(batch)*64 < len(shared); batch++ {
		clear(inherited)
		first, last := int32(deps.nodes()), int32(0)
		for _, node := range shared[batch*64 : min(int(batch+1)*64, len(shared))] {
			users := dependents.of(node)
			first, last = min(first, users[0]), max(last, users[len(users)-1])
		}
		for node := first; node <= last; node++ {
			for _, parent := range down.of(node) {
				inherited[node] |= inherited[parent]
			}
			have := inherited[node]
			for i := deps.start[node]; i < deps.start[node+1]; i++ {
				if p := place[deps.to[i]]; p>>6 != batch {
					continue
				} else if bit := uint64(1) << (p & 63); have&bit != 0 {
					implied.add(i)
				} else {
					inherited[node] |= bit
				}
			}
		}
	}
	return union(down, without(deps, implied))
}

// without returns the edges whose index into to is not in drop.
func without(e edges, drop nodeSet) edges {
	kept := edges{start: make([]int32, 1, len(e.start)), to: make([]int32, 0, len(e.to))}
	for node := range int32(e.nodes()) {
		for i := e.start[node]; i < e.start[node+1]; i++ {
			if !drop.has(i) {
				kept.to = append(kept.to, e.to[i])
			}
		}
		kept.endNode()
	}
	return kept
}
