//go:build cgo

package postgresql

import (
	flags "flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

var (
	ddlSeeds = flags.Int("ddl.seeds", 5, "how many random schemas TestSimulateRandom makes")
	ddlFirst = flags.Uint64("ddl.first", 1, "the first of their seeds")
	ddlFiles = flags.String("ddl.files", "testdata/simulate/*.sql", "the scripts of TestSimulateOnServer")
	ddlSteps = flags.Int("ddl.steps", 80, "how many statements each takes")
)

// seeds is how many random schemas are made: SQLPLAN_DDL_SEEDS of them for a long run.
func seeds(t *testing.T) int {
	text := os.Getenv("SQLPLAN_DDL_SEEDS")
	if text == "" {
		return *ddlSeeds
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("SQLPLAN_DDL_SEEDS: %v", err)
	}
	return n
}

// TestSimulateRandom compares the catalog with a server after each of many random
// statements, some of which the server refuses. SQLPLAN_DDL_SEEDS=200 makes it long.
func TestSimulateRandom(t *testing.T) {
	server := pgserver.Find(t)
	var total tally
	for i := range seeds(t) {
		seed := *ddlFirst + uint64(i)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			conn := server.Connect(t, server.Database(t))
			cat := schema.New()
			cat.Release = server.Version(t)
			g := generator{rand.New(rand.NewPCG(seed, 0)), cat}
			var done []string
			for step := range *ddlSteps {
				sql := g.statement()
				if step < len(beginnings) {
					sql = beginnings[step]
				}
				diffs, outcome := follow(t, conn, cat, sql)
				total[outcome]++
				done = append(done, sql+"; -- "+outcome.String())
				if len(diffs) > 0 {
					t.Logf("after\n%s", strings.Join(done, "\n"))
					t.Fatalf("differs: %s\n%s", sql, strings.Join(diffs, "\n"))
				}
			}
		})
	}
	t.Logf("statements: %s", total)
}
