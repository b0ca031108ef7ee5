package planner_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/sqlfile"
)

// text is a body of fixed SQL for both directions.
type text string

func (b text) Run(_ *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	f := source.NewFile("r.sql", string(b))
	if err := emit(ir.RawSQL{Text: f.Span(0, len(f.Text))}); err != nil {
		panic(err)
	}
	return nil
}

// randomSet is a graph of up to 14 revisions with branches, merges, several
// bases and dependencies. A linear one is a single line.
func randomSet(t *testing.T, rng *rand.Rand, linear bool) *revisions.Set {
	t.Helper()
	var revs []*ir.Revision
	for n := range 1 + rng.IntN(14) {
		f := source.NewFile(fmt.Sprintf("%d.sql", n+1), "-- a revision")
		r := &ir.Revision{ID: fmt.Sprint(n + 1), Span: f.Span(0, 1), Files: []*source.File{f}, Body: text("")}
		parents := 1
		if !linear {
			parents = []int{0, 1, 1, 1, 1, 2, 2, 3}[rng.IntN(8)]
		}
		for _, p := range rng.Perm(n)[:min(n, parents)] {
			if linear {
				p = n - 1
			}
			r.Down = append(r.Down, ir.Ref{Name: fmt.Sprint(p + 1), Span: r.Span})
		}
		if n > 0 && !linear && rng.IntN(5) == 0 {
			if d := fmt.Sprint(rng.IntN(n) + 1); !slices.ContainsFunc(r.Down, func(p ir.Ref) bool { return p.Name == d }) {
				r.DependsOn = append(r.DependsOn, ir.Ref{Name: d, Span: r.Span})
			}
		}
		revs = append(revs, r)
	}
	g, diags := revisions.NewGraph(revs)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return &revisions.Set{Graph: g, Format: sqlfile.Format{}}
}

func request(set *revisions.Set, command string, path *revisions.Path, layout ir.Layout) planner.Request {
	return planner.Request{
		Command: command, Set: set, Path: path, Dialect: postgresql.Dialect{}, ServerVersion: postgresql.DefaultVersion,
		VersionTable: ir.VersionTable{Name: "versions", Layout: layout, PrimaryKey: true, IDLength: 32},
		Transaction:  planner.PerRevision, Runner: "psql",
	}
}

// TestMovesOnRandomGraphs follows the moves of plans on random graphs, up to a
// random target and back: each must find its row, and after each revision the
// rows are the effective heads.
func TestMovesOnRandomGraphs(t *testing.T) {
	for _, layout := range []ir.Layout{ir.LayoutHeads, ir.LayoutHistory, ir.LayoutLatest} {
		t.Run(string(layout), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			for range 1500 {
				set := randomSet(t, rng, layout == ir.LayoutLatest)
				ids := set.Revisions()
				start := ids[rng.IntN(len(ids))].ID
				up := resolve(t, set, ir.Upgrade, "base:"+start)
				rest := resolve(t, set, ir.Upgrade, start+":heads")
				rows := map[string]bool{}
				if layout == ir.LayoutHistory {
					rows["0"] = true
				}
				for _, step := range []struct {
					command string
					path    *revisions.Path
				}{{"upgrade", up}, {"upgrade", rest}, {"downgrade", rest.Inverse()}, {"downgrade", up.Inverse()}} {
					plan, diags := planner.Build(request(set, step.command, step.path, layout))
					if diags.HasErrors() {
						t.Fatal(diags)
					}
					follow(t, set, plan, layout, rows)
				}
			}
		})
	}
}

func resolve(t *testing.T, set *revisions.Set, d ir.Direction, text string) *revisions.Path {
	t.Helper()
	rng, err := revisions.ParseRange(text)
	if err != nil {
		t.Fatal(err)
	}
	path, err := set.Resolve(d, rng)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return path
}

// follow changes rows as the plan's moves do.
func follow(t *testing.T, set *revisions.Set, plan *planner.Plan, layout ir.Layout, rows map[string]bool) {
	t.Helper()
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if m := it.Move; m != nil {
				if m.From != "" && !rows[m.From] || m.To != "" && rows[m.To] {
					t.Fatalf("%s of %s: move %+v on rows %v", plan.Invocation, s.ID, *m, rows)
				}
				delete(rows, m.From)
				if m.To != "" {
					rows[m.To] = true
				}
			}
		}
		if got, want := slices.Sorted(maps.Keys(rows)), wantRows(set, layout, s.After); !slices.Equal(got, want) {
			t.Fatalf("%s after %s: rows %v, want %v", plan.Invocation, s.ID, got, want)
		}
	}
	if got, want := slices.Sorted(maps.Keys(rows)), wantRows(set, layout, plan.To); !slices.Equal(got, want) {
		t.Fatalf("%s: rows %v at the end, want %v", plan.Invocation, got, want)
	}
}

// wantRows is the table for the effective heads, by the definition of the layout.
func wantRows(set *revisions.Set, layout ir.Layout, heads []string) []string {
	want := slices.Clone(heads)
	if layout == ir.LayoutHistory {
		want = []string{"0"}
		for todo := slices.Clone(heads); len(todo) > 0; todo = todo[1:] {
			if !slices.Contains(want, todo[0]) {
				want = append(want, todo[0])
				todo = append(todo, set.NormalizedDown(todo[0])...)
			}
		}
	}
	return slices.Sorted(slices.Values(want))
}

func TestIDsThatDoNotFit(t *testing.T) {
	for _, test := range []struct {
		id     string
		layout ir.Layout
		fits   bool
	}{
		{strings.Repeat("x", 32), ir.LayoutHeads, true},
		{strings.Repeat("ä", 32), ir.LayoutHeads, true},
		{strings.Repeat("x", 33), ir.LayoutHeads, false},
		{"9223372036854775807", ir.LayoutLatest, true},
		{"9223372036854775808", ir.LayoutLatest, false},
		{"abc", ir.LayoutHistory, false},
	} {
		f := source.NewFile("r.sql", "-- a revision")
		g, diags := revisions.NewGraph([]*ir.Revision{{ID: test.id, Span: f.Span(0, 1), Files: []*source.File{f}, Body: text("")}})
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		set := &revisions.Set{Graph: g, Format: sqlfile.Format{}}
		up := resolve(t, set, ir.Upgrade, "base:heads")
		for _, path := range []*revisions.Path{up, {Direction: ir.Upgrade, End: up.End}} { // an upgrade and a stamp
			_, diags = planner.Build(request(set, "upgrade", path, test.layout))
			if fits := !diags.HasErrors(); fits != test.fits {
				t.Errorf("%s in %s: fits %v, want %v: %v", test.id, test.layout, fits, test.fits, diags)
			}
		}
	}
}
