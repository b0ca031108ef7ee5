package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myAddCheck = Rule{
	Code: "MY205", Name: "check-copies", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a CHECK is added, and the table is copied to check it",
		Reason:  "The server copies the table and looks at each row, while writes wait; a row that breaks the check stops it. NOT ENFORCED, which MySQL has, adds it at once but does not help: to enforce it later is the same copy.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
		When:    "The table is small.",
		Sources: []string{mysqlManual + "create-table-check-constraints.html", mariadbManual + "constraint/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if a.Constraint == schema.Check && a.Class == "add-check" && l.Algorithm == "COPY" {
				p.tell(st, a, "look first for rows that break it; have the programs or a trigger keep the rule while the table is busy, and add the check in a window; "+osc(a),
					"adding a check to %s %s, and fails on a row that breaks it", a.TableSQL, work(l))
			}
		}, sqlstmt.AddConstraint, sqlstmt.ValidateConstraint)
	},
}
