package ansi

import (
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

func TestVersionRows(t *testing.T) {
	quoted := func(text string) string { return "'" + text + "'" }
	heads := VersionRows{Table: "v", Of: ir.VersionTable{Name: "v", Layout: ir.LayoutHeads}, Literal: quoted, True: "1", False: "0"}
	latest := VersionRows{Table: "v", Of: ir.VersionTable{Name: "v", Layout: ir.LayoutLatest}, Literal: quoted, True: "1", False: "0"}
	bits := latest
	bits.NotDirty = "dirty = 0"
	history := VersionRows{Table: "v", Of: ir.VersionTable{Name: "v", Layout: ir.LayoutHistory}, Literal: quoted, True: "true", False: "false"}
	for _, tt := range []struct {
		rows VersionRows
		move ir.Move
		want string
	}{
		{heads, ir.Move{To: "a1"}, "INSERT INTO v (version_num) VALUES ('a1')"},
		{heads, ir.Move{From: "a1", To: "b2"}, "UPDATE v SET version_num = 'b2' WHERE version_num = 'a1'"},
		{heads, ir.Move{From: "a1"}, "DELETE FROM v WHERE version_num = 'a1'"},
		{latest, ir.Move{To: "1"}, "INSERT INTO v (version, dirty) VALUES (1, 0)"},
		{latest, ir.Move{From: "1", To: "2"}, "UPDATE v SET version = 2 WHERE version = 1 AND NOT dirty"},
		{bits, ir.Move{From: "1"}, "DELETE FROM v WHERE version = 1 AND dirty = 0"},
		{history, ir.Move{To: "3"}, "INSERT INTO v (version_id, is_applied) VALUES (3, true)"},
		{history, ir.Move{From: "3"}, "DELETE FROM v WHERE version_id = 3"},
	} {
		if got := tt.rows.Change(tt.move); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestListRows(t *testing.T) {
	eight := []string{"1", "2", "3", "4", "5", "6", "7", "8"}
	for want, rows := range map[string][]string{"no row": nil, "1": eight[:1], "1, 2, 3, 4, 5, 6, 7, 8": eight, "1 ... 9 (9 rows)": append(eight[:8:8], "9")} {
		if got := ListRows(rows, "no row"); got != want {
			t.Errorf("%d rows: got %q, want %q", len(rows), got, want)
		}
	}
}
