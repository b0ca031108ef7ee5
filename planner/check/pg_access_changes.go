package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var accessChanges = Rule{
	Code: "PG609", Name: "access-changes", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "what a role may see or do changes",
		Reason:  "REVOKE takes rights away from code that runs; GRANT gives rights that somebody has to approve. With ROW LEVEL SECURITY a table shows no rows to anybody but its owner unless a policy says so, and each policy changes what queries find. None of that shows in a test with the owner's role.",
		Unsafe:  "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;",
		When:    "The roles that the application uses were tried.",
		Sources: []string{manual + "ddl-rowsecurity.html", manual + "sql-grant.html", manual + "sql-revoke.html"},
	},
	Check: checkAccessChanges,
}

func checkAccessChanges(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		var f *Finding
		switch {
		case a.Kind == sqlstmt.SetTableOption && a.Name == "row level security":
			f = p.on(st, a, "row level security of %s is %s: which rows a role finds changes", a.TableSQL, a.To)
		case a.Kind == sqlstmt.SetTableOption:
			return
		case a.Kind == sqlstmt.Grant && a.TableSQL == "" && a.Definition == "GRANT":
			return
		case a.Kind == sqlstmt.Grant && a.TableSQL == "":
			f = p.on(st, a, "rights on a %s are taken away", a.To)
		case a.Kind == sqlstmt.Grant && a.Definition == "GRANT":
			f = p.on(st, a, "rights on %s are given", a.TableSQL)
		case a.Kind == sqlstmt.Grant:
			f = p.on(st, a, "rights on %s are taken away", a.TableSQL)
		default:
			f = p.on(st, a, "policy %s of %s changes which rows a role finds", a.Name, a.TableSQL)
		}
		f.Advice = "try it with the roles that the application uses, not with the owner"
	}, sqlstmt.Grant, sqlstmt.CreatePolicy, sqlstmt.AlterPolicy, sqlstmt.DropPolicy, sqlstmt.SetTableOption)
}
