package check

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var neededObject = Rule{
	Code: "CT103", Name: "needed-object", Severity: source.Error,
	Doc: Doc{
		Title:  "a statement drops or changes what something else needs",
		Reason: "A view, a foreign key, a default or a function depends on the object, and the server refuses to drop or change it while that is there. CASCADE would take the dependent object along, without a word in the script about it.",
		Unsafe: "CREATE TABLE orders (id bigint, total numeric);\nCREATE VIEW totals AS SELECT total FROM orders;\nALTER TABLE orders DROP COLUMN total;",
		Safe:   "CREATE TABLE orders (id bigint, total numeric);\nCREATE VIEW totals AS SELECT total FROM orders;\nDROP VIEW totals;\nALTER TABLE orders DROP COLUMN total;",
		When:   "Something else than the revisions is known to have dropped the dependent object.",
	},
	Check: func(p *Pass) {
		p.conflicts(schema.Needed, "drop what needs it first, in a statement of its own, and make it again behind this one if it is still wanted")
	},
}
