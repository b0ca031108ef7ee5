package revisions

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// drawn reads a graph from lines of the form "id: parents; depends_on; labels",
// each a comma list that may be left out. Each line is a file of its own.
func drawn(lines string) []*ir.Revision {
	var revs []*ir.Revision
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		line = strings.TrimSpace(line)
		file := source.NewFile(fmt.Sprintf("%02d.sql", len(revs)), line)
		id, rest, _ := strings.Cut(line, ":")
		parts := strings.Split(rest+";;", ";")
		at := len(id) + 1
		list := func(part string) []ir.Ref {
			var refs []ir.Ref
			for name := range strings.SplitSeq(part, ",") {
				if trimmed := strings.TrimSpace(name); trimmed != "" {
					start := at + strings.Index(name, trimmed)
					refs = append(refs, ir.Ref{Name: trimmed, Span: file.Span(start, start+len(trimmed))})
				}
				at += len(name) + 1
			}
			return refs
		}
		revs = append(revs, &ir.Revision{
			ID: id, Span: file.Span(0, len(id)), Files: []*source.File{file},
			Down: list(parts[0]), DependsOn: list(parts[1]), BranchLabels: list(parts[2]),
		})
	}
	return revs
}

func drawnGraph(t testing.TB, lines string) *Graph {
	t.Helper()
	g, diags := NewGraph(drawn(lines))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return g
}

func idsOfRevisions(revs []*ir.Revision) []string {
	var ids []string
	for _, rev := range revs {
		ids = append(ids, rev.ID)
	}
	return ids
}

func TestNewGraphReports(t *testing.T) {
	const cycleWith = "revisions follow each other in a cycle: "
	for _, test := range []struct {
		name, graph string
		want        []string // file:line:col: severity code: message
	}{
		{"nothing wrong", "a:\nb: a", nil},
		{"duplicate id", "a:\nb: a\na:", []string{`02.sql:1:1: error SP101: revision id "a" is used twice`}},
		{"id with white space and a reserved one", "a b:\nhead:", []string{
			`00.sql:1:1: error SP102: revision id "a b" holds ' '`,
			`01.sql:1:1: error SP102: revision id "head" is a word with a meaning of its own in ranges`}},
		{"empty id", ":", []string{`00.sql: error SP102: revision id "" is empty`}},
		{"range characters in ids", "a-b:\nc~d:\ne@f:", []string{
			`00.sql:1:1: error SP102: revision id "a-b" holds '-'`,
			`01.sql:1:1: error SP102: revision id "c~d" holds '~'`,
			`02.sql:1:1: error SP102: revision id "e@f" holds '@'`}},
		{"labels as Alembic allows", "a: ;; my-branch", nil},
		{"names with dots, words and letters of any script", "v3.0.0.a:\n2024_1_expand01: v3.0.0.a; ; größe.1\nпервая: 2024_1_expand01\n初版..x: первая;; a-b", nil},
		{"label that no range can name", "a: ;; my@branch", []string{`00.sql:1:7: error SP102: branch label "my@branch" holds '@'`}},
		{"unknown parent and dependency", "abcd1:\nb: abcd2; abcd3, x", []string{
			`01.sql:1:4: error SP103: down_revision of revision "b" names "abcd2", which is not among the revisions`,
			`01.sql:1:11: error SP104: depends_on of revision "b" names "abcd3", which is not among the revisions`,
			`01.sql:1:18: error SP104: depends_on of revision "b" names "x", which is not among the revisions`}},
		{"a parent by label is unknown", "a: ;; left\nb: left", []string{`01.sql:1:4: error SP103: down_revision of revision "b" names "left", which is not among the revisions`}},
		{"label twice", "a: ;; left\nb: ;; left", []string{`01.sql:1:7: error SP105: branch label "left" of revision "b" is used by revision "a" already`}},
		{"label that is an id", "a:\nb: ;; a", []string{`01.sql:1:7: error SP105: branch label "a" is also a revision id`}},
		{"repeated parent", "a:\nb: a, a", []string{`01.sql:1:7: warning SP108: down_revision of revision "b" names "a" twice`}},
		{"loop", "a: a", []string{`00.sql:1:4: error SP106: revision "a" names itself in down_revision`}},
		{"cycle with what follows it", "a: c\nb: a\nc: b\nd: c", []string{`01.sql:1:4: error SP106: ` + cycleWith + `b -> a -> c -> b (each has the next in down_revision)`}},
		{"two cycles", "a: b\nb: a\nc: d\nd: c", []string{
			`01.sql:1:4: error SP106: ` + cycleWith + `b -> a -> b (each has the next in down_revision)`,
			`03.sql:1:4: error SP106: ` + cycleWith + `d -> c -> d (each has the next in down_revision)`}},
		{"dependency loop", "a: ; a", []string{`00.sql:1:6: error SP107: revision "a" names itself in depends_on`}},
		{"dependency loop by label", "a: ; left; left", []string{`00.sql:1:6: error SP107: revision "a" names itself in depends_on`}},
		{"dependency cycle", "a: ; c\nb: a\nc: b", []string{`01.sql:1:4: error SP107: ` + cycleWith + `b -> a -> c -> b (each has the next in down_revision or depends_on)`}},
		{"both kinds of cycle", "a: b\nb: a\nc: ; d\nd: c", []string{
			`01.sql:1:4: error SP106: ` + cycleWith + `b -> a -> b (each has the next in down_revision)`,
			`03.sql:1:4: error SP107: ` + cycleWith + `d -> c -> d (each has the next in down_revision or depends_on)`}},
		{"everything at once", "a: x\nb: b\na:", []string{
			`00.sql:1:4: error SP103: down_revision of revision "a" names "x", which is not among the revisions`,
			`01.sql:1:4: error SP106: revision "b" names itself in down_revision`,
			`02.sql:1:1: error SP101: revision id "a" is used twice`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			revs := drawn(test.graph)
			if test.name == "empty id" {
				revs[0].Files[0].Text, revs[0].Span = "", revs[0].Files[0].Span(0, 0)
			}
			g, diags := NewGraph(revs)
			var got []string
			for _, d := range diags {
				got = append(got, d.Head())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if (g == nil) != diags.HasErrors() {
				t.Errorf("graph is %v with %v", g, diags)
			}
		})
	}
}

// TestNames goes through what a shell, a file system or an eye would take for
// something else, in ids and in labels.
func TestNames(t *testing.T) {
	for _, test := range []struct{ name, id, label string }{
		{"../../evil", "begins with a dot", "begins with a dot"},
		{".hidden", "begins with a dot", "begins with a dot"},
		{"a/b", "holds '/'", "holds '/'"},
		{"/etc", "holds '/'", "holds '/'"},
		{`a\b`, `holds '\\'`, `holds '\\'`},
		{"$(id)", "holds '$'", "holds '$'"},
		{"a\u202eb", `holds '\u202e'`, `holds '\u202e'`},
		{"a\u200bb", `holds '\u200b'`, `holds '\u200b'`},
		{"a\x1bb", `holds '\x1b'`, `holds '\x1b'`},
		{"a\u2028b", `holds '\u2028'`, `holds '\u2028'`},
		{"a\xffb", "holds '\ufffd'", "holds '\ufffd'"},
		{"a-b", "holds '-'", ""},
		{"a+b", "holds '+'", ""},
		{"a.b..c_", "", ""},
		{"٣é初", "", ""},
	} {
		if got := idRule.problem(test.name); got != test.id {
			t.Errorf("revision id %q: got %q, want %q", test.name, got, test.id)
		}
		if got := labelRule.problem(test.name); got != test.label {
			t.Errorf("branch label %q: got %q, want %q", test.name, got, test.label)
		}
	}
	for _, r := range "$();&|<>*?!\"'\\`{}[]#/@:,~ \t\r\n" {
		for _, rule := range []nameRule{idRule, labelRule} {
			if rule.problem("a"+string(r)+"b") == "" {
				t.Errorf("a %s may hold %q", rule.kind, r)
			}
		}
	}
	_, diags := NewGraph(drawn("a;b:"))
	const help = "letters, digits, _ and . are fine in a revision id;"
	if len(diags) != 1 || !strings.HasPrefix(diags[0].Help, help) {
		t.Errorf("got %v, want one diagnostic with the help %q", diags, help)
	}
}

func TestNewGraphHelp(t *testing.T) {
	_, diags := NewGraph(drawn("ae1027a6acf0:\nae1027a6bbbb:\nb: AE1027a6acf1; zzzzzzzz"))
	if got, want := diags[0].Help, "did you mean ae1027a6acf0?"; got != want {
		t.Errorf("help is %q, want %q", got, want)
	}
	if got, want := diags[1].Help, "add the missing file, or correct the name"; got != want {
		t.Errorf("help is %q, want %q", got, want)
	}
	_, diags = NewGraph(drawn("a:\na:"))
	if len(diags[0].Related) != 1 || diags[0].Related[0].Span.Pos().Path != "00.sql" {
		t.Errorf("related is %v, want the first a", diags[0].Related)
	}
}

func TestLongCycleIsCut(t *testing.T) {
	var lines strings.Builder
	for i := range 200 {
		fmt.Fprintf(&lines, "r%03d: r%03d\n", i, (i+1)%200)
	}
	_, diags := NewGraph(drawn(lines.String()))
	if len(diags) != 1 || !strings.Contains(diags[0].Message, "(150 more)") || len(diags[0].Message) > 1000 {
		t.Errorf("got %v", diags)
	}
}

func TestOrder(t *testing.T) {
	for _, test := range []struct{ name, graph, want string }{
		{"bases by id", "c:\na:\nb:", "a b c"},
		{"a branch to its end, then the next", "a:\nz1: a\nb1: a\nz2: z1\nb2: b1", "a b1 b2 z1 z2"},
		{"a merge after its last parent", "a:\nb: a\nc: a\nd: b, c\ne: d", "a b c d e"},
		{"dependencies count", "a: ; z\nz:\nb: a", "z a b"},
		{"the nearest fork first", "a:\nb: a\nc: b\nd: b\ne: a", "a b c d e"},
	} {
		t.Run(test.name, func(t *testing.T) {
			revs := drawn(test.graph)
			for range 4 {
				g, diags := NewGraph(revs)
				if g == nil {
					t.Fatal(diags)
				}
				if got := strings.Join(idsOfRevisions(g.Revisions()), " "); got != test.want {
					t.Errorf("order is %s, want %s", got, test.want)
				}
				rand.Shuffle(len(revs), func(i, j int) { revs[i], revs[j] = revs[j], revs[i] })
			}
		})
	}
}

// diamond has two branches that merge, and a base of its own that depends on one of them.
const diamond = `
	base1: ;; trunk
	left1: base1;; left
	left2: left1
	right1: base1;; right
	merge1: left2, right1
	other1: ; left, right1; other
	other2: other1; right
`

func TestQueries(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct {
		what string
		got  []string
		want string
	}{
		{"order", idsOfRevisions(g.Revisions()), "base1 left1 left2 right1 merge1 other1 other2"},
		{"bases", g.Bases(), "base1 other1"},
		{"heads", g.Heads(), "merge1 other2"},
		{"real heads", g.RealHeads(), "merge1 other2"},
		{"branch points", g.BranchPoints(), "base1"},
		{"parents", g.Parents("merge1"), "left2 right1"},
		{"children", g.Children("base1"), "left1 right1"},
		{"children by depends_on do not count", g.Children("right1"), "merge1"},
		{"dependencies", g.Dependencies("other1"), "left1 right1"},
		{"normalized down", g.NormalizedDown("other1"), "left1 right1"},
		{"normalized down without what an ancestor has", g.NormalizedDown("other2"), "other1"},
		{"labels of a merge", g.Labels("merge1"), "left right trunk"},
		{"labels of a trunk", g.Labels("base1"), "trunk"},
		{"unknown", slices.Concat(g.Parents("x"), g.Labels("x"), g.NormalizedDown("x")), ""},
	} {
		if got := strings.Join(test.got, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, got, test.want)
		}
	}
	if g.Get("left1").ID != "left1" || g.Get("left") != nil || g.Len() != 7 {
		t.Error("Get takes whole ids only")
	}
	if !g.IsBranchPoint("base1") || g.IsBranchPoint("left1") || !g.IsMergePoint("merge1") || g.IsMergePoint("other1") || g.IsMergePoint("x") {
		t.Error("branch and merge points are wrong")
	}
}

func TestLabels(t *testing.T) {
	for _, test := range []struct{ name, graph, id, want string }{
		{"above", "a: ;; l\nb: a\nc: b", "c", "l"},
		{"below, to the base", "a:\nb: a;; l\nc: b", "a", "l"},
		{"below, to the fork", "a:\nb: a;; l\nc: a", "a", ""},
		{"not below where the branch forks above", "a:\nb: a;; l\nc: b\nd: b", "a", ""},
		{"not below a dependency's revision", "a:\nb: a;; l\nc: ; a", "a", ""},
		{"two labels sorted", "a: ;; z\nb: a;; k", "b", "k z"},
		{"a sibling has none", "a:\nb: a;; l\nc: a", "c", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := drawnGraph(t, test.graph)
			if got := strings.Join(g.Labels(test.id), " "); got != test.want {
				t.Errorf("labels of %s are %q, want %q", test.id, got, test.want)
			}
		})
	}
}

func TestEmptyGraph(t *testing.T) {
	g, diags := NewGraph(nil)
	if g == nil || len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, text := range []string{"head", "heads", "base:head", "base"} {
		path, err := g.Resolve(ir.Upgrade, parsedRange(t, text))
		if err != nil || len(path.Steps) > 0 || len(path.End) > 0 {
			t.Errorf("upgrade %s: %v, %v", text, path, err)
		}
	}
	if l := g.Locate([]string{"x"}); len(l.Unknown) != 1 || l.AtHeads {
		t.Errorf("Locate says %+v", l)
	}
}

// checkPath fails unless the steps of a path can be applied one after the other
// from its Start, and lead to its End.
func checkPath(t testing.TB, g *Graph, p *Path) {
	t.Helper()
	state, err := NewState(g, p.Start)
	if err != nil {
		t.Fatalf("start %v: %v", p.Start, err)
	}
	for _, step := range p.Steps {
		state.Apply(step.Revision.ID, p.Direction) // panics out of order
	}
	if got := state.Rows(); !slices.Equal(got, p.End) {
		t.Fatalf("rows after the path are %v, End says %v", got, p.End)
	}
}

// randomRevisions draws a graph of up to size revisions that has no mistakes.
func randomRevisions(rnd *rand.Rand, size int) []*ir.Revision {
	var revs []*ir.Revision
	for i := range 1 + rnd.IntN(size) {
		rev := &ir.Revision{ID: fmt.Sprintf("%c%03d", 'a'+rnd.IntN(4), i)}
		pick := func(from int) ir.Ref { return ir.Ref{Name: revs[from+rnd.IntN(i-from)].ID} }
		if i > 0 && rnd.IntN(8) > 0 {
			rev.Down = append(rev.Down, pick(max(0, i-4)))
			if rnd.IntN(5) == 0 {
				rev.Down = appendRef(rev.Down, pick(max(0, i-6)))
			}
		}
		for i > 0 && rnd.IntN(6) == 0 {
			rev.DependsOn = appendRef(rev.DependsOn, pick(0))
		}
		if rnd.IntN(8) == 0 {
			rev.BranchLabels = []ir.Ref{{Name: fmt.Sprintf("label%d", i)}}
		}
		revs = append(revs, rev)
	}
	rnd.Shuffle(len(revs), func(i, j int) { revs[i], revs[j] = revs[j], revs[i] })
	return revs
}

func appendRef(refs []ir.Ref, ref ir.Ref) []ir.Ref {
	if slices.ContainsFunc(refs, func(r ir.Ref) bool { return r.Name == ref.Name }) {
		return refs
	}
	return append(refs, ref)
}

// naive answers by definition, with a set for each question.
type naive map[string]*ir.Revision

func (n naive) ancestors(dependencies bool, ids ...string) map[string]bool {
	set := map[string]bool{}
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		if set[id] {
			continue
		}
		set[id] = true
		for _, ref := range n[id].Down {
			ids = append(ids, ref.Name)
		}
		if dependencies {
			for _, ref := range n[id].DependsOn {
				ids = append(ids, ref.Name)
			}
		}
	}
	return set
}

// heads returns the members of set that are no other member's ancestor, sorted.
func (n naive) heads(set map[string]bool) []string {
	var heads []string
	for id := range set {
		covered := false
		for other := range set {
			covered = covered || other != id && n.ancestors(true, other)[id]
		}
		if !covered {
			heads = append(heads, id)
		}
	}
	slices.Sort(heads)
	return heads
}

func (n naive) normalizedDown(id string) []string {
	var down []string
	implied := map[string]bool{}
	for ancestor := range n.ancestors(false, id) {
		for _, ref := range n[ancestor].DependsOn {
			implied[ref.Name] = implied[ref.Name] || ancestor != id
		}
	}
	for _, ref := range n[id].Down {
		down = append(down, ref.Name)
	}
	for _, ref := range n[id].DependsOn {
		if !implied[ref.Name] && !slices.Contains(down, ref.Name) {
			down = append(down, ref.Name)
		}
	}
	return down
}

// TestRandomGraphs holds graphs, paths and states against their definitions.
func TestRandomGraphs(t *testing.T) {
	for seed := range uint64(3000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		revs := randomRevisions(rnd, 16)
		g, diags := NewGraph(revs)
		if g == nil {
			t.Fatalf("seed %d: %v", seed, diags)
		}
		n := naive{}
		for _, rev := range revs {
			n[rev.ID] = rev
		}
		at := map[string]int{}
		for i, rev := range g.Revisions() {
			at[rev.ID] = i
		}
		for _, rev := range revs {
			for _, ref := range slices.Concat(rev.Down, rev.DependsOn) {
				if at[ref.Name] > at[rev.ID] {
					t.Fatalf("seed %d: %s comes before %s", seed, rev.ID, ref.Name)
				}
			}
			if got, want := g.NormalizedDown(rev.ID), n.normalizedDown(rev.ID); !slices.Equal(got, want) {
				t.Fatalf("seed %d: normalized down of %s is %v, want %v", seed, rev.ID, got, want)
			}
		}
		walkThereAndBack(t, seed, g, n, rnd)
		checkHistory(t, seed, g, n, rnd)
	}
}

// checkHistory asks for the history between two revisions: the first, and what
// the second needs of all that follows or depends on the first.
func checkHistory(t *testing.T, seed uint64, g *Graph, n naive, rnd *rand.Rand) {
	t.Helper()
	ids := idsOfRevisions(g.Revisions())
	start, end := ids[rnd.IntN(len(ids))], ids[rnd.IntN(len(ids))]
	revs, err := g.History(parsedRange(t, start+":"+end))
	below := n.ancestors(true, end)
	if !below[start] {
		if _, ok := err.(*NotAncestorError); !ok {
			t.Fatalf("seed %d: history %s:%s is %v, %v", seed, start, end, idsOfRevisions(revs), err)
		}
		return
	}
	var want []string
	for _, id := range slices.Backward(ids) {
		if below[id] && n.ancestors(true, id)[start] {
			want = append(want, id)
		}
	}
	if got := idsOfRevisions(revs); err != nil || !slices.Equal(got, want) || got[0] != end {
		t.Fatalf("seed %d: history %s:%s is %v, %v, want %v", seed, start, end, got, err, want)
	}
}

// walkThereAndBack goes from some rows up to others and down again.
func walkThereAndBack(t *testing.T, seed uint64, g *Graph, n naive, rnd *rand.Rand) {
	t.Helper()
	ids := idsOfRevisions(g.Revisions())
	start := n.heads(n.ancestors(true, ids[rnd.IntN(len(ids))], ids[rnd.IntN(len(ids))]))
	target := ids[rnd.IntN(len(ids))]
	up := parsedRange(t, strings.Join(start, ",")+":"+target)
	path, err := g.Resolve(ir.Upgrade, up)
	if _, wrong := err.(*WrongTargetError); wrong {
		if !n.ancestors(true, start...)[target] {
			t.Fatalf("seed %d: %v", seed, err)
		}
		return
	}
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	checkSteps(t, seed, g, n, path)
	all := n.ancestors(true, append(slices.Clone(start), target)...)
	if len(path.Steps) != len(all)-len(n.ancestors(true, start...)) || !slices.Equal(path.End, n.heads(all)) {
		t.Fatalf("seed %d: upgrade %v is %v, want to come to %v", seed, up, path, all)
	}
	down, err := g.Resolve(ir.Downgrade, parsedRange(t, strings.Join(path.End, ",")+":base"))
	if err != nil || len(down.Steps) != len(all) || len(down.End) > 0 {
		t.Fatalf("seed %d: downgrade to base: %v, %v", seed, down, err)
	}
	checkSteps(t, seed, g, n, down)
	inverse := parsedRange(t, strings.Join(path.End, ",")+":"+strings.Join(start, ","))
	inverse.Exact = true
	back, err := g.Resolve(ir.Downgrade, inverse)
	if err != nil || !slices.Equal(back.End, start) || len(back.Steps) != len(path.Steps) {
		t.Fatalf("seed %d: there and back again: %v is undone by %v, %v", seed, path, back, err)
	}
	checkSteps(t, seed, g, n, back)
	for i, step := range slices.Backward(back.Steps) {
		if step.Revision != path.Steps[len(path.Steps)-1-i].Revision {
			t.Fatalf("seed %d: %v is undone in another order: %v", seed, path, back)
		}
	}
}

// checkSteps holds each move of the rows against the heads of what is applied.
func checkSteps(t *testing.T, seed uint64, g *Graph, n naive, path *Path) {
	t.Helper()
	state, err := NewState(g, path.Start)
	if err != nil {
		t.Fatal(err)
	}
	applied := n.ancestors(true, path.Start...)
	rank := map[string]int{}
	for i, rev := range g.Revisions() {
		rank[rev.ID] = i
	}
	for i, step := range path.Steps {
		id := step.Revision.ID
		if i > 0 && cmp.Compare(rank[path.Steps[i-1].Revision.ID], rank[id]) != map[ir.Direction]int{ir.Upgrade: -1, ir.Downgrade: 1}[path.Direction] {
			t.Fatalf("seed %d: %s is out of order", seed, id)
		}
		before := state.Rows()
		removed, added := state.Apply(id, path.Direction)
		if applied[id] = path.Direction == ir.Upgrade; !applied[id] {
			delete(applied, id)
		}
		want := n.heads(applied)
		if !slices.Equal(state.Rows(), want) {
			t.Fatalf("seed %d: rows after %s are %v, want %v", seed, id, state.Rows(), want)
		}
		moved := slices.DeleteFunc(before, func(row string) bool { return slices.Contains(removed, row) })
		if moved = sorted(append(moved, added...)); !slices.Equal(moved, want) {
			t.Fatalf("seed %d: %s removes %v and adds %v, which leaves %v, want %v", seed, id, removed, added, moved, want)
		}
	}
	if !slices.Equal(state.Rows(), path.End) {
		t.Fatalf("seed %d: End is %v, rows are %v", seed, path.End, state.Rows())
	}
}
