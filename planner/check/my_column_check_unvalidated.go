package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myColumnCheckUnvalidated = Rule{
	Code: "MY206", Name: "column-check-not-validated", Severity: source.Warning, Dialects: mariadb,
	Doc: Doc{
		Title:   "a CHECK comes with a column's definition, and MariaDB does not look at the rows that are there",
		Reason:  "A check in ADD COLUMN or MODIFY changes the dictionary alone, unless the same statement needs a copy for something else. Rows that break it stay, and each later UPDATE of such a row fails, whatever column it is for. This was measured on MariaDB 10.11.",
		Unsafe:  "ALTER TABLE orders MODIFY total decimal(8,2) CHECK (total >= 0);",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
		When:    "A query has shown that no row breaks it.",
		Sources: []string{mariadbManual + "constraint/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if a.Class == "column-check" && lockOn(st, a).Algorithm != "COPY" {
				p.tell(st, a, "look first for rows that break it; ADD CONSTRAINT ... "+a.Definition+" looks at every row, and copies the table for that",
					"the rows of %s are not checked against the new check of column %s", a.TableSQL, strings.Join(a.Columns, ", "))
			}
		}, sqlstmt.AddConstraint)
	},
}
