package schema

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestStore holds clones of a store, each changed on its own, against plain maps.
func TestStore(t *testing.T) {
	type pair struct {
		catalog *Catalog
		want    map[Name]string // the comment of each schema
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	empty := &Catalog{token: newToken(), references: newReferences()}
	pairs := []pair{{empty, map[Name]string{}}}
	name := func() Name { // some differ in case only, and then share a hash
		return Name{[]string{"", "a"}[rnd.IntN(2)], fmt.Sprintf([]string{"n%d", "N%d", "né%d"}[rnd.IntN(3)], rnd.IntN(400))}
	}
	for step := range 20000 {
		p := pairs[rnd.IntN(len(pairs))]
		n, text := name(), fmt.Sprint(step)
		switch rnd.IntN(10) {
		case 0:
			if len(pairs) < 40 {
				pairs = append(pairs, pair{p.catalog.Clone(), maps.Clone(p.want)})
			}
		case 1, 2:
			remove(p.catalog, &p.catalog.schemas, n)
			delete(p.want, n)
		case 3, 4, 5:
			if s, ok := edit(p.catalog, &p.catalog.schemas, n); ok {
				s.Comment = text
				p.want[n] = text
			}
		default:
			add(p.catalog, &p.catalog.schemas, n, &Schema{Object{Name: n, Comment: text}})
			p.want[n] = text
		}
	}
	for i, p := range pairs {
		have := map[Name]string{}
		for _, n := range p.catalog.schemas.names() {
			e, _ := p.catalog.schemas.get(n)
			have[n] = e.value.Comment
		}
		if !maps.Equal(have, p.want) {
			t.Fatalf("clone %d holds %v, not %v", i, have, p.want)
		}
	}
	for range 200 {
		a, b := pairs[rnd.IntN(len(pairs))], pairs[rnd.IntN(len(pairs))]
		differ := differing(&a.catalog.schemas, &b.catalog.schemas)
		for _, n := range slices.Concat(slices.Collect(maps.Keys(a.want)), slices.Collect(maps.Keys(b.want))) {
			if x, ok := a.want[n]; (x != b.want[n] || ok != hasKey(b.want, n)) && !slices.Contains(differ, n) {
				t.Fatalf("%v is %q and %q, and not among those that differ", n, x, b.want[n])
			}
		}
	}
}

func hasKey(m map[Name]string, n Name) bool { _, ok := m[n]; return ok }

// TestDiffering: what two catalogs share is not among the names that differ.
func TestDiffering(t *testing.T) {
	c := New()
	for i := range 1000 {
		table(c, "public", fmt.Sprint("t", i), "a")
	}
	d := c.Clone()
	d.EditTable(Name{"public", "t7"}).Comment = "other"
	d.RemoveTable(Name{"public", "t8"})
	table(d, "public", "new", "a")
	if got := fmt.Sprint(differing(&c.tables, &d.tables)); got != "[new t7 t8]" {
		t.Errorf("the names that differ are %s", got)
	}
}

// TestLinks: what mentions a table is found by its name, at once and after a change in place.
func TestLinks(t *testing.T) {
	c := New()
	users := Name{"public", "users"}
	table(c, "public", "users", "id")
	for i := range 50 {
		table(c, "public", fmt.Sprint("plain", i), "a")
	}
	child := table(c, "public", "child", "a")
	child.Constraints = append(child.Constraints, Constraint{Name: "child_fk", Kind: ForeignKey, RefTable: users})
	found := func(list []*Table) (names []string) {
		for _, u := range list {
			names = append(names, u.Name.Name)
		}
		return names
	}
	check := func(want string) {
		t.Helper()
		if got := fmt.Sprint(found(c.TablesNaming(users))); got != want {
			t.Errorf("users is named by %s, not %s", got, want)
		}
	}
	check("[child]")
	view := table(c, "public", "v", "a")
	check("[child]")
	view.Kind, view.Uses = View, []Use{{Table: users}}
	check("[child v]")
	c.At(c.Span())
	d := c.Clone()
	d.RemoveTable(Name{"public", "v"})
	if got := fmt.Sprint(found(d.TablesNaming(users))); got != "[child]" {
		t.Errorf("in the clone users is named by %s", got)
	}
	check("[child v]")
	if got := fmt.Sprint(found(c.TablesWith("CHILD_FK")), found(c.TablesSpelt("Users"))); got != "[child] [users]" {
		t.Errorf("found by their parts and in another case: %s", got)
	}
}
