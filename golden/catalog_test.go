package golden

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestReplayCatalog runs each case revision by revision, and holds the simulated
// catalog against the server's own after each one.
func TestReplayCatalog(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		db := r.database(t)
		catalog := schema.New()
		simulate := func(sql string) { postgresql.Dialect{}.Simulate(&sqlstmt.Stmt{Text: sql}, catalog) }
		setup, splitErr := sqltext.Split(r.Setup, postgresql.Dialect{}.Style())
		if splitErr != nil {
			t.Fatal(splitErr)
		}
		for _, p := range setup {
			if sql := r.Setup[p.Stmt.Start:p.Stmt.End]; sql != "" {
				simulate(sql)
			}
		}
		conn := r.server.Connect(t, db)
		var plan planner.Plan // whose statements stand as the server gets them
		if err := json.Unmarshal([]byte(r.compile(t, "upgrade", "base:heads", "--format", "json", "--runner", "plain")), &plan); err != nil {
			t.Fatal(err)
		}
		for i, s := range plan.Sections {
			r.run(t, db, r.script(t, "upgrade", spec(s.Before)+":"+spec(s.After)))
			if i == 0 {
				for _, sql := range (postgresql.Dialect{}).Script().CreateVersionTable(r.plan.VersionTable) {
					simulate(sql)
				}
			}
			for _, it := range s.Items {
				if it.Kind == planner.ItemStatement {
					simulate(it.SQL)
				}
			}
			catalog.EndRevision()
			differences, err := catalogcheck.Compare(context.Background(), conn, catalog)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range differences {
				t.Errorf("after revision %s: %s", s.ID, d)
			}
			if len(differences) > 0 {
				return
			}
		}
	})
}
