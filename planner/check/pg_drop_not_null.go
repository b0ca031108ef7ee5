package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropNotNull = Rule{
	Code: "PG310", Name: "drop-not-null", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "readers of a column have to expect nulls from now on",
		Reason:  "Dropping NOT NULL takes a moment. But whoever reads the column, applications, reports, other databases that copy it, was promised a value, and can break on the first null. To set it again, every row has to be checked.",
		Unsafe:  "ALTER TABLE orders ALTER COLUMN customer_id DROP NOT NULL;",
		When:    "All readers were looked at.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL"},
	},
	Check: checkDropNotNull,
}

func checkDropNotNull(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		p.on(st, a, "readers of %s.%s have to expect nulls from now on", a.TableSQL, p.name(a.Name)).Advice = "make sure that everything that reads the column takes a null"
	}, sqlstmt.DropNotNull)
}
