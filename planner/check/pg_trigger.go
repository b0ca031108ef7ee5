package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var trigger = Rule{
	Code: "PG608", Name: "trigger", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a trigger begins or ends to work on a table in use",
		Reason:  "CREATE TRIGGER and ENABLE or DISABLE TRIGGER take a SHARE ROW EXCLUSIVE lock: writes wait until the transaction ends. From then on every write to the table runs the trigger's function, and fails where that does; without the trigger, whatever it kept in order is not kept any more.",
		Unsafe:  "CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
		When:    "The function was tried under load.",
		Sources: []string{manual + "sql-createtrigger.html", manual + "explicit-locking.html"},
	},
	Check: checkTrigger,
}

func checkTrigger(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		what := "every write to %s runs trigger %s from now on; writes wait until the transaction ends"
		switch {
		case a.Kind == sqlstmt.DropTrigger || a.Definition == "DISABLE":
			what = "writes to %s do not run trigger %s any more; they wait until the transaction ends"
		}
		name := a.Name
		if name == "" {
			name = "by trigger"
		}
		p.on(st, a, what, a.TableSQL, name).Advice = "keep the transaction short: nothing that takes long behind it"
	}, sqlstmt.CreateTrigger, sqlstmt.EnableTrigger, sqlstmt.DropTrigger)
}
