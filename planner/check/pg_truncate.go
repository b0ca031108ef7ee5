package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var truncate = Rule{
	Code: "PG404", Name: "truncate", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "all rows of a table are lost",
		Reason:  "TRUNCATE takes an ACCESS EXCLUSIVE lock and throws all rows away; running transactions with an older snapshot see the table empty. With CASCADE it does the same to every table that refers to this one, and those that refer to these, which nobody sees in the statement.",
		Unsafe:  "TRUNCATE customers CASCADE;",
		Safe:    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expired LIMIT 10000); -- in batches, until none is left",
		When:    "The rows can be made again, and nobody reads the table meanwhile.",
		Sources: []string{manual + "sql-truncate.html"},
	},
	Check: checkTruncate,
}

func checkTruncate(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		f := p.on(st, a, "all rows of %s are lost", a.TableSQL)
		if more := related(a, sqlstmt.RoleTarget); len(more) > 0 {
			f.Message += ", and those of " + relationNames(more)
		}
		if more := related(a, sqlstmt.RoleReferencing); a.Cascade && len(more) > 0 {
			f.Message += "; CASCADE also empties " + relationNames(more)
		}
		f.Advice = "name every table that is to be emptied, without CASCADE; or delete in batches"
	}, sqlstmt.Truncate)
}
