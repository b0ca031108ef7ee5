package golden

import (
	"testing"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestReplayCatalog runs each case revision by revision, and holds the simulated
// catalog against the server's own after each one.
func TestReplayCatalog(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		db := r.database(t)
		catalog := r.catalog(t)
		if s, ok := r.server.(postgres); ok {
			catalog.Release = s.Version(t)
		}
		simulate := func(list ...string) {
			for _, sql := range list {
				dialectOf(t, r.dialect).Simulate(&sqlstmt.Stmt{Text: sql}, catalog)
			}
		}
		simulate(split(t, r.Setup, r.dialect)...)
		// The statements of the plain script stand as the server gets them.
		for i, s := range r.planned(t, "upgrade", "base:heads", "--runner", "plain").Sections {
			r.run(t, db, r.script(t, "upgrade", spec(s.Before)+":"+spec(s.After)))
			if _, made := dialectOf(t, r.dialect).(dialects.Replayer); i == 0 && !made {
				simulate(dialectOf(t, r.dialect).Script().CreateVersionTable(r.plan.VersionTable)...)
			}
			for _, it := range s.Items {
				if it.Kind == planner.ItemStatement {
					simulate(it.SQL)
				}
			}
			catalog.EndRevision()
			differences := r.server.differences(t, db, catalog, r.plan.VersionTable)
			for _, d := range differences {
				t.Errorf("after revision %s: %s", s.ID, d)
			}
			if len(differences) > 0 {
				return
			}
		}
	})
}

// catalog is the catalog of an empty database, or of one with the version table, as the planner makes it.
func (r *replay) catalog(t *testing.T) *schema.Catalog {
	t.Helper()
	switch d := dialectOf(t, r.dialect).(type) {
	case dialects.Cataloger:
		return d.EmptyCatalog()
	case dialects.Replayer:
		c, err := d.NewCatalog(dialectOf(t, r.dialect).Script().CreateVersionTable(r.plan.VersionTable))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		return c
	}
	return schema.New()
}
