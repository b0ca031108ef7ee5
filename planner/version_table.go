package planner

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// moves returns the changes of the version table's rows that take it from the
// removed ids to the added ones. Both are the exact difference of the rows
// before and after, so Alembic's five decisions are one here:
//
//	removed  added
//	   0       1    create branch: INSERT
//	   1       0    delete branch: DELETE
//	   1       1    plain: UPDATE
//	  many     1    merge: DELETE all but the last, UPDATE the last
//	   1      many  unmerge: INSERT all but the last, UPDATE to the last
//
// Ids come in the order in which the revision names them, which is Alembic's,
// so the last one is the same each time.
func moves(layout ir.Layout, removed, added []string) []ir.Move {
	var list []ir.Move
	if layout == ir.LayoutHistory {
		for _, id := range removed {
			list = append(list, ir.Move{From: id})
		}
		for _, id := range added {
			list = append(list, ir.Move{To: id})
		}
		return list
	}
	paired := min(1, len(removed), len(added))
	for _, id := range removed[:len(removed)-paired] {
		list = append(list, ir.Move{From: id})
	}
	for _, id := range added[:len(added)-paired] {
		list = append(list, ir.Move{To: id})
	}
	if paired == 1 {
		list = append(list, ir.Move{From: removed[len(removed)-1], To: added[len(added)-1]})
	}
	return list
}

// tableRows returns the rows that the version table holds where the effective
// heads are rows: for LayoutHistory every applied revision, else the heads.
func tableRows(g *revisions.Graph, layout ir.Layout, rows []string) []string {
	if layout != ir.LayoutHistory {
		return rows
	}
	all := []string{"0"}
	for _, r := range g.Locate(rows).Applied {
		all = append(all, r.ID)
	}
	return all
}

// difference returns the ids of a that are not in b, in a's order.
func difference(a, b []string) []string {
	in := make(map[string]bool, len(b))
	for _, id := range b {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return in[id] })
}

// checkIDs reports ids that the version table's column cannot hold. Alembic
// finds that out on production, in the middle of the run.
func checkIDs(table ir.VersionTable, revs []*ir.Revision, diags *source.Diagnostics) {
	for _, r := range revs {
		if table.Layout == ir.LayoutHeads {
			if n := utf8.RuneCountInString(r.ID); n > table.IDLength {
				diags.Errorf(r.Span, "SP301", "choose a shorter revision id, or widen the column in the database and set version_id_length in sqlplan.toml",
					"revision id %q has %d characters, but the version table's column holds %d", r.ID, n, table.IDLength)
			}
		} else if _, err := strconv.ParseInt(r.ID, 10, 64); err != nil {
			diags.Errorf(r.Span, "SP301", "the version table of this format holds integers up to 9223372036854775807",
				"revision id %q does not fit the version table's BIGINT column", r.ID)
		}
	}
}
