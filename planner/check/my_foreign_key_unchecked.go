package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myForeignKeyUnchecked = Rule{
	Code: "MY202", Name: "foreign-key-unchecked", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "a foreign key is added while foreign_key_checks is off",
		Reason:  "The rows that are there are not looked up, neither now nor when foreign_key_checks is on again. Those without a parent stay, and only a query finds them.",
		Unsafe:  "SET SESSION foreign_key_checks = 0;\nALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);",
		When:    "A query for orphans has found none.",
		Sources: []string{mysqlManual + "create-table-foreign-keys.html#foreign-key-checks", mariadbManual + "server-system-variables/#foreign_key_checks"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if a.Constraint == schema.ForeignKey && a.NotValid {
				p.tell(st, a, "run before: "+p.orphans(a)+"; it has to be 0", "the rows of %s are not looked up in %s: foreign_key_checks is off", a.TableSQL, a.Refers().RefSQL)
			}
		}, sqlstmt.AddConstraint)
	},
}
