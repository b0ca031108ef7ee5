package check

import "github.com/sqlplan/sqlplan/revisions/source"

var unrestored = Rule{
	Code: "RB101", Name: "unrestored", Severity: source.Warning,
	Doc: Doc{
		Title:  "a downgrade does not restore what its upgrade changed",
		Reason: "The upgrade and then the downgrade are simulated, and the definitions before and behind the two compared: tables, columns with their types and defaults, constraints and indexes with their names, enum values, sequences, views, triggers, comments. What differs is left by a rollback in production, where the next upgrade then meets it: a table that is there already, a constraint of another name. Values that are gone are no finding; the script's header lists them under \"How to go back\". A revision that says that it is irreversible is not asked.",
		Unsafe: "-- sqlplan:upgrade\nALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX orders_total_idx ON orders (total);\n-- sqlplan:downgrade\nALTER TABLE orders DROP COLUMN note;",
		Safe:   "-- sqlplan:upgrade\nALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX orders_total_idx ON orders (total);\n-- sqlplan:downgrade\nDROP INDEX orders_total_idx;\nALTER TABLE orders DROP COLUMN note;",
		When:   "What is left does no harm, and the upgrade can meet it again: an enum value, which PostgreSQL cannot drop, added with IF NOT EXISTS.",
	},
	Check: checkUnrestored,
}

// checkUnrestored reports each revision once, with the first of what its downgrade does not restore.
func checkUnrestored(p *Pass) {
	orderOnly := map[string]bool{}
	for _, l := range p.Losses {
		other, known := orderOnly[l.Revision]
		orderOnly[l.Revision] = l.Order && (other || !known)
	}
	p.eachRevision(p.Losses, func(first Loss, list string) {
		f := p.ReportRevision(first.Revision, first.Span, "the downgrade does not restore %s", list)
		f.Advice = "complete the downgrade, or say that there is no way back"
		if first.Idle {
			f.Alike = "the downgrade undoes nothing of what the upgrade changes"
		}
		if orderOnly[first.Revision] { // which only matters to those who rely on it: COPY and INSERT without a list of columns
			f.Severity, f.Alike = min(f.Severity, source.Note), "the downgrade brings columns back in another place"
		}
	})
}
