package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var exclusionConstraint = Rule{
	Code: "PG208", Name: "exclusion-constraint", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "an exclusion constraint builds its index while nobody can use the table",
		Reason:  "ADD CONSTRAINT ... EXCLUDE takes an ACCESS EXCLUSIVE lock, builds an index under it, and compares all rows. There is no NOT VALID for it, and no index that it could take over, so that there is no way to add one beside reads and writes.",
		Unsafe:  "ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);",
		When:    "The table is small, or it is a maintenance window. Else make a new table with the constraint, and move the rows in batches.",
		Sources: []string{manual + "sql-createtable.html#SQL-CREATETABLE-EXCLUDE"},
	},
	Check: checkExclusionConstraint,
}

func checkExclusionConstraint(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint == schema.Exclusion {
			f := p.on(st, a, "the index of exclusion constraint %s is built while nobody can read or write %s", a.Name, a.TableSQL)
			f.Advice = "there is no way to add it beside reads and writes: run it in a maintenance window, or make a new table with it and move the rows in batches"
		}
	}, sqlstmt.AddConstraint)
}
