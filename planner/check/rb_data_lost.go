package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

var dataLost = Rule{
	Code: "RB102", Name: "data-lost", Severity: source.Warning, Dialects: []string{"sqlite", "mssql", "oracle"},
	Doc: Doc{
		Title:  "rows or values that were there before are thrown away",
		Reason: "A dropped table takes its rows along, a dropped column its values, a narrower type what it cannot hold. No downgrade brings them back, and code that still names the object fails. What the path itself has made is no loss. PostgreSQL, MySQL and MariaDB have rules of their own for this, which name the statement.",
		Unsafe: "ALTER TABLE orders DROP COLUMN note;",
		Safe:   "-- in this release: stop using it; in a later one:\nALTER TABLE orders DROP COLUMN note;",
		When:   "The release before this one has stopped using it, and nobody needs what it holds.",
	},
	Check: func(p *Pass) {
		p.eachRevision(p.Gone, func(first Loss, list string) {
			f := p.ReportRevision(first.Revision, first.Span, "what was there before is thrown away: %s", list)
			f.Advice = "stop using it in one release, and drop it in a later one; back it up if anybody may want it"
			if p.Downgrade {
				f.Advice = backUp
			}
		})
	},
}

// eachRevision calls do with the first of the losses of each revision, and with what they are in words.
func (p *Pass) eachRevision(losses []Loss, do func(first Loss, list string)) {
	const shown = 3
	for i := 0; i < len(losses); {
		first := losses[i]
		var list []string
		more := 0
		for ; i < len(losses) && losses[i].Revision == first.Revision; i++ {
			if len(list) < shown {
				list = append(list, losses[i].Object+" ("+losses[i].What+")")
			} else {
				more++
			}
		}
		do(first, strings.Join(list, ", ")+andMore(more))
	}
}
