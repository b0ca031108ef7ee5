package check

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var duplicateObject = Rule{
	Code: "CT102", Name: "duplicate-object", Severity: source.Error,
	Doc: Doc{
		Title:  "a statement makes what is there already",
		Reason: "A revision before this one, or a statement before it in the same revision, has made an object of that name. The server refuses the second one. Two branches that add the same column, and a revision that was copied, look like this.",
		Unsafe: "CREATE TABLE orders (id bigint, note text);\nALTER TABLE orders ADD COLUMN note text;",
		Safe:   "CREATE TABLE orders (id bigint);\nALTER TABLE orders ADD COLUMN note text;",
		When:   "Something else than the revisions is known to have dropped the object in between.",
	},
	Check: func(p *Pass) {
		p.conflicts(schema.Duplicate, "take one of the two out, give the object another name, or drop the first one before")
	},
}
