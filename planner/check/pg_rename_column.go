package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var renameColumn = Rule{
	Code: "PG405", Name: "rename-column", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "running code that names a column by its old name fails",
		Reason:  "A rename takes a moment. But the code that runs while the script does names the old column, and that which is deployed after it the new one: one of them fails until the other is gone. Two columns for the length of a release, written to both, let both run.",
		Unsafe:  "ALTER TABLE orders RENAME COLUMN total TO amount;",
		Safe:    "ALTER TABLE orders ADD COLUMN amount numeric;\n-- release 1: code writes both; fill amount in batches\n-- release 2: code reads amount\n-- release 3:\nALTER TABLE orders DROP COLUMN total;",
		When:    "The application is stopped during the release, or it reads through a view that keeps the old name.",
		Sources: []string{manual + "sql-altertable.html"},
	},
	Check: checkRenameColumn,
}

func checkRenameColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if bornColumn(p, st, a) {
			return
		}
		p.on(st, a, "running code that names %s.%s fails: it is called %s now", a.TableSQL, p.name(a.Name), p.name(a.To)).Advice =
			"add a column with the new name, write both, fill it in batches, and drop the old one in a later release; or have the old name in a view that the code reads"
	}, sqlstmt.RenameColumn)
}
