//go:build cgo

package postgresql

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// held is all that a catalog knows of its tables, types and sequences, as text.
func held(t testing.TB, cat *schema.Catalog) string {
	t.Helper()
	text, err := json.Marshal([]any{cat.Tables(""), cat.Views(""), cat.Types(""), cat.Sequences(""), cat.AllRoutines("")})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSimulateShared: what a clone shares with its catalog stays as it is, whatever statement changes the catalog, and
// a refused statement changes nothing, however many went before it.
func TestSimulateShared(t *testing.T) {
	for seed := range uint64(3) {
		cat := schema.New()
		g := generator{rand.New(rand.NewPCG(seed, 1)), cat}
		refusals := 0
		follow := func(sql string) {
			t.Helper()
			before := cat.Clone()
			was := held(t, before)
			conflicts := Dialect{}.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
			if is := held(t, before); is != was {
				t.Fatalf("seed %d: %s has changed a clone that was taken before it:\nbefore: %s\nafter:  %s", seed, sql, was, is)
			}
			if len(conflicts) > 0 {
				refusals++
				if is := held(t, cat); is != was {
					t.Fatalf("seed %d: %s is refused, and has changed the catalog:\nbefore: %s\nafter:  %s", seed, sql, was, is)
				}
			}
		}
		for _, sql := range beginnings {
			follow(sql)
		}
		for i := range 700 {
			follow(g.statement())
			if i%40 == 39 {
				cat.EndRevision()
			}
		}
		if refusals < 50 {
			t.Errorf("seed %d: only %d statements are refused", seed, refusals)
		}
	}
}
