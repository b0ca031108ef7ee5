package check

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var missingObject = Rule{
	Code: "CT101", Name: "missing-object", Severity: source.Error,
	Doc: Doc{
		Title:  "a statement needs what is not there at its place in the path",
		Reason: "sqlplan follows every statement from an empty database on, and knows which tables, columns, types, constraints and enum values are there at each point. A statement that names another one fails, and takes its transaction with it. Each missing object is told once, at the first statement that needs it. Where the path starts above base, something else than the revisions may have made the object; without the dump of production (--schema) the finding is a warning then.",
		Unsafe: "CREATE TABLE orders (id bigint);\nALTER TABLE orders DROP COLUMN note;",
		Safe:   "CREATE TABLE orders (id bigint, note text);\nALTER TABLE orders DROP COLUMN note;",
		When:   "Something else than the revisions has made the object, and is known to run first.",
	},
	Check: func(p *Pass) {
		from := len(p.found)
		p.conflicts(schema.Missing, "correct the name, or make the object in a revision before; if something else than the revisions has made it, compile with --schema and a dump of production")
		p.doubtful(from)
	},
}
