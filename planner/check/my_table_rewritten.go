package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myTableRewritten = Rule{
	Code: "MY310", Name: "table-rewritten", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "the whole table is written again: primary key, character set, row format, engine, order of columns",
		Reason:  "The rows of InnoDB lie in the order of the primary key, in one row format: to change these the server writes every row again. To convert the character set, to drop the primary key alone and to change the engine it copies, and writes wait. All of it needs the disk space twice, and a replica falls behind by as long as it takes.",
		Unsafe:  "ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4;",
		When:    "The table is small, or the script runs in a maintenance window.",
		Sources: ddlPages,
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			what := rewriting(a)
			l := lockOn(st, a)
			if what == "" || !l.Rewrite {
				return
			}
			advice := osc(a)
			if a.Class == "drop-primary-key" {
				advice = "drop the old and add the new primary key in one statement, which rebuilds in place while writes go on; a table without one should not be left; " + osc(a)
			}
			p.tell(st, a, advice, "%s %s %s", what, a.TableSQL, work(l))
		})
	},
}

// rewriting says in words what an action does for which every row is written again; empty if it is none of these.
func rewriting(a *sqlstmt.Action) string {
	switch a.Class {
	case "add-primary-key":
		return "adding a primary key to"
	case "drop-primary-key":
		return "dropping the primary key of"
	case "replace-primary-key":
		if a.Kind == sqlstmt.DropConstraint {
			return "" // told once
		}
		return "replacing the primary key of"
	case "convert-charset":
		return "converting the character set of"
	case "row-format":
		return "changing the row format of"
	case "engine-other":
		return "changing the engine of"
	case "rebuild":
		return "rebuilding"
	case "order-by":
		return "sorting the rows of"
	case "move-column":
		return "moving a column of"
	case "partition-table", "rebuild-partition", "spread-partitions":
		return "changing the partitions of"
	case "system-versioning":
		return "changing the versioning of"
	case "null":
		return "letting a column be NULL in"
	case "drop-column-stored", "drop-column-part":
		return "" // drop-column tells
	}
	if a.Kind == sqlstmt.SetTableOption && wholeTable(a.Class) {
		return "changing"
	}
	if a.Kind == sqlstmt.VacuumFull {
		return "OPTIMIZE TABLE of"
	}
	return ""
}
