//go:build cgo

package postgresql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestSetLocal: what SET LOCAL sets ends with the transaction, and is nothing outside of one. The lines of a case are
// statements; "outside " stands before one that is in no transaction.
func TestSetLocal(t *testing.T) {
	for _, tt := range []struct{ name, statements, zone, path string }{
		{"inside", "SET LOCAL TimeZone = 'UTC'\nSET LOCAL search_path = app", "UTC", "app"},
		{"outside", "outside SET LOCAL TimeZone = 'UTC'\noutside SET LOCAL search_path = app\noutside SELECT set_config('search_path', 'app', true)", "", "$user,public"},
		{"ended by a statement outside", "SET LOCAL TimeZone = 'UTC'\nSET LOCAL search_path = app\noutside VACUUM", "", "$user,public"},
		{"for the session", "outside SET TimeZone = 'UTC'\noutside SET search_path = app\noutside VACUUM", "UTC", "app"},
		{"for the session behind one for the transaction", "SET LOCAL TimeZone = 'Asia/Tokyo'\nSET TimeZone = 'UTC'\noutside VACUUM", "UTC", "$user,public"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cat := schema.New()
			for _, sql := range strings.Split(tt.statements, "\n") {
				st := &sqlstmt.Stmt{}
				if st.Text = strings.TrimPrefix(sql, "outside "); st.Text != sql {
					st.Outside = "it has to"
				}
				if conflicts := (Dialect{}).Simulate(st, cat); conflicts != nil {
					t.Fatal(conflicts)
				}
			}
			if zone, path := cat.Setting(timeZone), strings.Join(cat.SearchPath(), ","); zone != tt.zone || path != tt.path {
				t.Errorf("TimeZone %q, want %q; search_path %q, want %q", zone, tt.zone, path, tt.path)
			}
		})
	}
}
