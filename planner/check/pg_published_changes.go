package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var publishedChanges = Rule{
	Code: "PG802", Name: "published-changes", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "what subscribers get changes without their knowledge",
		Reason:  "Logical replication carries rows, not definitions. A column that is only here stops every subscriber at the first row that holds it; one that is renamed, or gets a type that the old one cannot hold there, does too. A table that leaves a publication is no longer kept up to date, and the changes of the meantime are missing for good when it comes back.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN note text;",
		When:    "The subscribers have been changed in the right order, or there are none.",
		Sources: []string{manual + "logical-replication-restrictions.html", manual + "sql-alterpublication.html"},
	},
	Check: checkPublishedChanges,
}

func checkPublishedChanges(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		switch {
		case a.Kind == sqlstmt.Unpublish:
			what := "the tables of publication " + p.name(a.Name)
			if a.TableSQL != "" {
				what = a.TableSQL
			} else if a.To != "" {
				what = a.To
			}
			p.on(st, a, "subscribers of %s no longer get the changes of %s", p.name(a.Name), what).Advice =
				"drop or refresh the subscriptions first; to take up again later, the rows have to be copied anew"
		case len(a.More().Publications) > 0:
			p.on(st, a, "subscribers of %s get rows of %s, and not this change", p.names(a.More().Publications), a.TableSQL).Advice = subscriberFirst(a)
		}
	}, sqlstmt.Unpublish, sqlstmt.AddColumn, sqlstmt.DropColumn, sqlstmt.RenameColumn, sqlstmt.AlterColumnType, sqlstmt.RenameTable, sqlstmt.SetSchema)
}

// subscriberFirst says in which order publisher and subscribers are changed.
func subscriberFirst(a *sqlstmt.Action) string {
	switch a.Kind {
	case sqlstmt.AddColumn, sqlstmt.AlterColumnType:
		return "make the same change on every subscriber first: until then it stops at the first row that it cannot hold"
	case sqlstmt.DropColumn:
		return "drop the column on the subscribers afterwards; if it is NOT NULL there without a default, allow nulls there first"
	}
	return "a subscriber finds tables and columns by their names: disable the subscriptions, make the same change there, and enable them again"
}
