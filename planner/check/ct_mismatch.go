package check

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var mismatch = Rule{
	Code: "CT105", Name: "mismatch", Severity: source.Error,
	Doc: Doc{
		Title:  "types or columns do not fit each other",
		Reason: "A foreign key and the columns that it references need types that can be compared, and as many columns on either side; a partition needs the columns of its parent, and CREATE OR REPLACE VIEW those of the old view. The server refuses anything else.",
		Unsafe: "CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE orders (customer_id bigint REFERENCES customers (id));",
		Safe:   "CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE orders (customer_id uuid REFERENCES customers (id));",
		When:   "Something else than the revisions is known to have changed one of the two.",
	},
	Check: func(p *Pass) {
		p.conflicts(schema.Mismatched, "give both sides the same type and the same columns")
	},
}
