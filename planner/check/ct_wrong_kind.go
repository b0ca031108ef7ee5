package check

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var wrongKind = Rule{
	Code: "CT104", Name: "wrong-kind", Severity: source.Error,
	Doc: Doc{
		Title:  "a statement takes an object for one of another kind",
		Reason: "The name belongs to an object of another kind, such as a view where the statement drops a table, and the server refuses that.",
		Unsafe: "CREATE TABLE orders (id bigint);\nCREATE VIEW totals AS SELECT id FROM orders;\nDROP TABLE totals;",
		Safe:   "CREATE TABLE orders (id bigint);\nCREATE VIEW totals AS SELECT id FROM orders;\nDROP VIEW totals;",
		When:   "Something else than the revisions is known to have put an object of the other kind in its place.",
	},
	Check: func(p *Pass) {
		p.conflicts(schema.WrongKind, "write the statement for the kind of object that is there")
	},
}
