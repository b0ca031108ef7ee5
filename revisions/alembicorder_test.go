package revisions

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestAlembicOrder compares with what real Alembic did: testdata/record_order.py.
func TestAlembicOrder(t *testing.T) {
	name := "testdata/alembic-order.txt"
	if other := os.Getenv("SQLPLAN_ALEMBIC_ORDER"); other != "" {
		name = other // a longer recording, not committed
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	paths := 0
	for line := range strings.Lines(string(content)) {
		graph, loaded, recorded := orderCase(t, line)
		for _, p := range recorded {
			paths++
			want := strings.Split(p.order, "")
			if p.direction == ir.Downgrade {
				slices.Reverse(want)
			}
			shuffled := slices.Sorted(slices.Values(want))
			if got := graph.AlembicOrder(shuffled, loaded); !slices.Equal(got, want) {
				t.Errorf("%s %s = %v, want %v, in\n%s", p.direction, p.text, got, want, line)
			}
		}
	}
	if paths < 1000 {
		t.Errorf("only %d paths were recorded", paths)
	}
}

type orderedPath struct {
	direction   ir.Direction
	text, order string
}

func orderCase(t *testing.T, line string) (*Graph, []string, []orderedPath) {
	t.Helper()
	var revs []*ir.Revision
	var paths []orderedPath
	names := map[string]string{} // ids by the name of the file
	for word := range strings.SplitSeq(strings.TrimSpace(line), "; ") {
		if direction, ok := map[string]ir.Direction{"u ": ir.Upgrade, "d ": ir.Downgrade}[word[:2]]; ok {
			text, order, _ := strings.Cut(word[2:], "=")
			paths = append(paths, orderedPath{direction, text, order})
			continue
		}
		name, rest, _ := strings.Cut(word, "=")
		id, rest, _ := strings.Cut(rest, "<")
		down, deps, _ := strings.Cut(rest, "+")
		names[name] = id
		revs = append(revs, &ir.Revision{
			ID: id, Down: letters(down), DependsOn: letters(deps),
			Files: []*source.File{source.NewFile(name+".py", "")},
		})
	}
	graph, diags := NewGraph(revs)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var loaded []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		loaded = append(loaded, names[name])
	}
	return graph, loaded, paths
}

func letters(ids string) []ir.Ref {
	var refs []ir.Ref
	for _, c := range ids {
		refs = append(refs, ir.Ref{Name: string(c)})
	}
	return refs
}

// TestAlembicOrderOfUnnamed shows what becomes of ids that are in one list only.
func TestAlembicOrderOfUnnamed(t *testing.T) {
	graph, diags := NewGraph([]*ir.Revision{{ID: "c"}, {ID: "a"}, {ID: "b"}, {ID: "d"}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	// Alembic begins its walk at the first head, so that it comes last.
	want := []string{"d", "c", "a", "b"}
	if got := graph.AlembicOrder([]string{"d", "a", "x", "c", "b"}, []string{"b", "x", "a", "b"}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestAlembicOrderIsOfThePath is why no order of the whole graph can be kept.
func TestAlembicOrderIsOfThePath(t *testing.T) {
	graph, diags := NewGraph([]*ir.Revision{
		{ID: "root"}, {ID: "a", Down: []ir.Ref{{Name: "root"}}}, {ID: "c", Down: []ir.Ref{{Name: "root"}}},
		{ID: "m", Down: []ir.Ref{{Name: "c"}, {Name: "a"}}},
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	loaded := []string{"a", "root", "c", "m"}
	merged := graph.AlembicOrder([]string{"root", "a", "c", "m"}, loaded)
	apart := graph.AlembicOrder([]string{"root", "a", "c"}, loaded)
	if want := []string{"root", "a", "c", "m"}; !slices.Equal(merged, want) {
		t.Errorf("with the merge %v, want %v", merged, want)
	}
	if want := []string{"root", "c", "a"}; !slices.Equal(apart, want) {
		t.Errorf("without the merge %v, want %v", apart, want)
	}
}
